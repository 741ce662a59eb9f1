//! The pages of participants.
