//! The pages of submissions.
