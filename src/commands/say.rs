//! What the console says. A closed pipe (`travaux … | head -1`) is no fault.

use crate::languages::Language;
use crate::web::Errors;
use std::io::Write;

/// The result, on stdout.
pub fn result(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Talk, on stderr.
pub fn aside(line: &str) {
    if super::logs::is_all_json() {
        tracing::info!(target: "travaux::said", "{line}");
        return;
    }
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The faults of something typed, as one sentence after the other.
pub fn faults(errors: &Errors) -> anyhow::Error {
    let said = errors.said(&Language::English).into_iter().map(|(_, sentence)| sentence);
    anyhow::Error::msg(said.collect::<Vec<_>>().join(" "))
}

/// Writes a file that was asked for, and says where it is; without one, what is in it goes to stdout.
pub fn file(to: Option<&std::path::Path>, bytes: &[u8], said: &str) -> anyhow::Result<()> {
    use anyhow::Context;
    match to {
        Some(file) => {
            std::fs::write(file, bytes)
                .with_context(|| format!("{} cannot be written", file.display()))?;
            aside(&format!("{said} in {}.", file.display()));
        }
        // A closed pipe is no fault.
        None => drop(std::io::stdout().write_all(bytes)),
    }
    Ok(())
}
