//! Who was written to, has acknowledged, has submitted. Never who is drafting.
