//! A program that lives no longer than the test process, however that ends.
//!
//! Rust drops no statics, and a killed process drops nothing at all. So a small shell stands between: it starts the program and
//! waits on its own standard input, to which nobody ever writes. When the test process is gone, that pipe closes, and
//! the shell ends its own process group: itself, the program, and what the program started.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const GUARD: &str = r#"
"$@" </dev/null 2>&1 &
child=$!
exec >/dev/null
read -r _
trap '' TERM
kill -TERM 0
wait "$child"
kill -KILL 0
"#;

pub struct Guarded {
    shell: Child,
    lines: Mutex<Receiver<String>>,
    seen: Vec<String>,
}

impl Guarded {
    /// Starts `program`; what it says (both streams) can be awaited with [`Guarded::line_with`].
    pub fn start<A: AsRef<OsStr>>(
        program: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Guarded {
        let mut shell = Command::new("sh")
            .args(["-c", GUARD, "guard", program])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|e| panic!("cannot start sh for {program}: {e}"));
        let says = shell.stdout.take().expect("stdout is piped");
        let (to, lines) = channel();
        std::thread::spawn(move || {
            // Read on after nobody listens any more: a full pipe would stop the program.
            for line in BufReader::new(says).lines().map_while(Result::ok) {
                let _ = to.send(line);
            }
        });
        Guarded { shell, lines: Mutex::new(lines), seen: Vec::new() }
    }

    /// The first line that contains `needle`; or what the program said instead, when it ended or the time is up.
    pub fn line_with(&mut self, needle: &str, patience: Duration) -> Result<String, String> {
        let deadline = Instant::now() + patience;
        let lines = self.lines.get_mut().expect("nobody else listens");
        loop {
            match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) if line.contains(needle) => return Ok(line),
                Ok(line) => self.seen.push(line),
                Err(RecvTimeoutError::Timeout) => {
                    return Err(format!("no {needle:?} in {patience:?}; it said: {:?}", self.seen));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(format!("it ended; it said: {:?}", self.seen));
                }
            }
        }
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

/// A loopback port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|l| l.local_addr())
        .expect("a free loopback port")
        .port()
}
