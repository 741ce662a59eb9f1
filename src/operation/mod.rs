//! What whoever runs the server is told of it: what it has done, counted, and what the machine has left. No names, no
//! addresses, no ids: what is counted is how much there is of a kind.

pub mod clock;
mod counters;
pub mod machine;

pub use counters::{AtWork, Counters};

/// An error with what is behind it, each said once, in one line.
pub fn in_one_line(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let deeper_said = deeper.to_string();
        if !said.contains(&deeper_said) {
            said = format!("{said}: {deeper_said}");
        }
        cause = deeper.source();
    }
    said.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
