//! What whoever runs the server is told of it: what it has done, counted, and what the machine has left. No names, no
//! addresses, no ids: what is counted is how much there is of a kind.

pub mod clock;
mod counters;
pub mod machine;

pub use counters::{AtWork, Counters};
