//! What the console says. A closed pipe (`travaux … | head -1`) is no fault.

use std::io::Write;

/// The result, on stdout.
pub fn result(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Talk, on stderr.
pub fn aside(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
