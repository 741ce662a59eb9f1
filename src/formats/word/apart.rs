//! Word files that others made, read in a process of their own: what a file makes the reader do,
//! it does there, within limits, and the server goes on.
//!
//! The process is this program, started as `travaux word reader`: it has no environment, opens no
//! file and no connection, reads the file from its standard input and writes what it says to its
//! standard output as JSON.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::package::MOST_OF_A_FILE;
use super::{Document, Unreadable};

/// What the process may have of memory, in bytes, and of time.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
const MOST_TIME: Duration = Duration::from_secs(10);
/// What it may say is never longer than what a file may unpack to, as JSON.
const MOST_SAID: u64 = 192 * 1024 * 1024;

/// Why nothing came of it, where the file is not to blame.
#[derive(Debug, thiserror::Error)]
pub enum Apart {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the reader of Word files did not start: {0}")]
    NotStarted(#[from] std::io::Error),
}

/// Reads the file in a process of its own. Blocks until that has ended: at most 10 seconds.
///
/// # Errors
/// What is wrong with the file; a reader that runs out of memory is a file that is too much.
pub fn read(program: &Path, bytes: &[u8]) -> Result<Document, Apart> {
    if bytes.len() > MOST_OF_A_FILE {
        return Err(Unreadable::TooLarge.into());
    }
    let mut child = Command::new(program)
        .args(["word", "reader"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let ends = Instant::now() + MOST_TIME;
    let said = std::thread::scope(|threads| {
        // A reader that ends early takes no more: that is no fault of ours.
        threads.spawn(move || stdin.map(|mut stdin| stdin.write_all(bytes)));
        let reading = threads.spawn(move || {
            let mut said = Vec::new();
            let read = stdout.map(|stdout| stdout.take(MOST_SAID).read_to_end(&mut said));
            read.transpose().map(|_| said)
        });
        let in_time = wait(&mut child, ends)?;
        let said = reading.join().unwrap_or_else(|_| Ok(Vec::new()))?;
        Ok::<_, std::io::Error>(in_time.then_some(said))
    })?;
    let said = said.ok_or(Unreadable::TooSlow)?;
    let told: Result<Document, Unreadable> =
        serde_json::from_slice(&said).map_err(|_| Unreadable::Bomb)?;
    Ok(told?)
}

/// Waits for the reader, and ends it when its time is up: then false.
fn wait(child: &mut Child, ends: Instant) -> std::io::Result<bool> {
    loop {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        if Instant::now() >= ends {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(4));
    }
}

/// The reader itself: takes its limits upon itself before it reads a byte.
///
/// # Errors
/// Where the system does not grant the limits, or nobody listens any more.
pub fn serve() -> std::io::Result<()> {
    use rlimit::Resource;
    Resource::AS.set(MOST_MEMORY, MOST_MEMORY)?;
    Resource::CPU.set(MOST_TIME.as_secs(), MOST_TIME.as_secs())?;
    Resource::FSIZE.set(0, 0)?;
    Resource::CORE.set(0, 0)?;
    // Nothing more is opened: no file, no connection.
    Resource::NOFILE.set(3, 3)?;
    let mut bytes = Vec::new();
    let most = MOST_OF_A_FILE as u64 + 1;
    std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    let told = super::read(&bytes);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &told)?;
    out.flush()
}
