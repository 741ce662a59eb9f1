//! The pages of a consultation.
