//! The rules of procedure. Pure: facts, ids, moments, and questions with an answer that can be shown.
//!
//! A rule reads facts and the time and answers with a permit or a [`Refusal`]. It touches neither
//! the database nor the web. The same rule guards the act and decides what the page offers, and
//! what no rule allowed cannot be stored: stores ask for the permit, and only this folder makes one.
//!
//! - [`words`]: the closed lists of the field (kinds of participants, treatments, classes …)
//! - [`keys`], [`moments`]: what things are called by, and when they happen
//! - [`limits`]: how long texts may be
//! - [`rights`]: who may do what: one table, one function, [`decide`]
//! - [`standing`]: who is asking, and as what
//! - [`rounds`], [`submissions`], [`drafts`], [`consolidation`], [`summary`], [`outcome`],
//!   [`preparation`]: the rules, each first asks `decide()` (who), then the state (when)
//! - [`team`]: who appoints whom, and who ends whose role
//! - [`reviews`]: a version shown to named reviewers
//! - [`alignments`], [`agreement`]: who speaks with whom; how far States agree, where they negotiate
//! - [`meetings`]: what a meeting's record is, and who answers for what was said on its behalf
//! - [`counting`]: no text twice, nobody twice

pub mod agreement;
pub mod alignments;
pub mod consolidation;
pub mod counting;
pub mod drafts;
pub mod keys;
pub mod limits;
pub mod meetings;
pub mod moments;
pub mod outcome;
pub mod preparation;
mod refusals;
pub mod retention;
pub mod reviews;
pub mod rights;
pub mod rounds;
pub mod sight;
pub mod standing;
pub mod submissions;
pub mod summary;
pub mod team;
pub mod words;

pub use moments::Moment;
pub use refusals::Refusal;
pub use rights::{Answer, Right, What, decide};
pub use standing::{Capacity, Standing};

/// A permit: proof that a rule said yes. Its fields are private to `procedure/`, so that a store
/// which asks for one cannot be called without the rule having been asked.
macro_rules! permit {
    ($(#[$doc:meta])* $name:ident { $($field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            pub(super) by: $crate::procedure::standing::Actor,
            $(pub(super) $field: $type,)*
        }

        impl $name {
            /// Who acts, and in which capacity: for the journal.
            pub fn by(&self) -> &$crate::procedure::standing::Actor {
                &self.by
            }
            $(pub fn $field(&self) -> $type {
                self.$field.clone()
            })*
        }
    };
}
pub(crate) use permit;
