//! Logs: on stderr; lines of JSON when no person is watching. They never carry personal data:
//! what is logged names things by public id.

use std::io::IsTerminal;
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use tracing_subscriber::EnvFilter;

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person.
    Text,
    /// For a program: everything on stderr is an object of JSON, and each request leaves one.
    Json,
}

static ALL_JSON: AtomicBool = AtomicBool::new(false);

/// `RUST_LOG` says how much; warnings and errors of ours without it, and in JSON what was answered.
pub fn begin(format: Option<Format>) {
    ALL_JSON.store(format == Some(Format::Json), Ordering::Relaxed);
    let usual = match format {
        Some(Format::Json) => "warn,travaux::request=info,travaux::said=info",
        _ => "warn",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let is_text = match format {
        Some(format) => format == Format::Text,
        None => std::io::stderr().is_terminal(),
    };
    // Err only where a test set up logs already.
    let _ = match is_text {
        true => logs.with_target(false).try_init(),
        false => logs.json().with_span_list(false).try_init(),
    };
    std::panic::set_hook(Box::new(note_panic));
}

/// Is everything on stderr to be JSON?
pub fn is_all_json() -> bool {
    ALL_JSON.load(Ordering::Relaxed)
}

/// Where it was, and what it said if that was written in the program: put together at the moment, it may hold what
/// somebody typed.
fn note_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let said = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or_default();
    tracing::error!(place, said, "a panic");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Pen(Arc<Mutex<Vec<u8>>>);

    impl Write for Pen {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_panic_is_one_line_of_json_without_what_somebody_typed() {
        let pen = Pen::default();
        let written = pen.clone();
        let logs = tracing_subscriber::fmt().json().with_writer(move || pen.clone()).finish();
        let typed = String::from("é of Ines Marran");
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(note_panic));
        tracing::subscriber::with_default(logs, || {
            let _ = std::panic::catch_unwind(|| panic!("the harbour is closed"));
            let _ = std::panic::catch_unwind(|| typed[1..].len());
        });
        std::panic::set_hook(usual);
        let said = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<serde_json::Value> =
            said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let [written, typed] = &lines[..] else { panic!("{said}") };
        assert_eq!(written["fields"]["said"], "the harbour is closed");
        assert_eq!(typed["fields"]["said"], "");
        for line in [written, typed] {
            assert_eq!(line["fields"]["message"], "a panic");
            let place = line["fields"]["place"].as_str().unwrap();
            assert!(place.starts_with("src/commands/logs.rs:"), "{place}");
        }
        assert!(!said.contains("Marran"), "{said}");
    }
}
