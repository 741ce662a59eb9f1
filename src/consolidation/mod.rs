//! The team reads what came in at the paragraph it concerns, answers it with a reason, and puts
//! wordings into the next working draft.
//!
//! | file | question it answers |
//! |---|---|
//! | [`acts`] | what may the team do: respond, validate, release, tag, note, apply? |
//! | [`sorting`] | at which place is an input, does it pass a filter? |
//! | [`alike`] | which inputs say the same, or nearly? |
//! | [`colliding`] | which proposals touch the same words, or want the opposite? |
//! | [`working`] | what does one of the team go through, and whose is it? |
//! | [`views`] | what lies on the team's table for one round, read at once? |
//! | [`framework`] | which elements were gathered from the answers to a call, and what grew from them? |
//! | [`store`] | responses, themes on inputs, internal notes, assignments |

pub mod acts;
pub mod alike;
pub mod colliding;
pub mod framework;
pub mod pages;
pub mod sorting;
pub mod store;
pub mod views;
pub mod working;

pub use acts::applying::apply;
pub use store::{Response, Status};
