//! The pages of drafts.
