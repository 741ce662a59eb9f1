//! The pages of rounds.
