//! Bytes in, bytes out. Knows `text/` only.
