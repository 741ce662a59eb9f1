//! Files that others made, read in a process of their own: what a file makes the reader do, it does
//! there, within limits, and the server goes on.
//!
//! The process is this program, started as `travaux word reader`: it has no environment, opens no
//! file and no connection, reads the file from its standard input and writes what it says to its
//! standard output as JSON.

use std::borrow::Cow;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::grid::{self, Grid};
use super::word::{self, Document, MOST_OF_A_FILE, Unreadable};

/// What the process may have of memory, in bytes, and of time.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
const MOST_TIME: Duration = Duration::from_secs(10);
/// What it may say is never longer than what a file may unpack to, as JSON.
const MOST_SAID: u64 = 192 * 1024 * 1024;
/// How a program of Rust ends that came upon what it did not expect.
const PANICKED: i32 = 101;

/// What a file is, and says.
#[derive(Debug, Serialize, Deserialize)]
pub enum Sent {
    Word(Document),
    /// A spreadsheet or CSV: its tables, in order.
    Tables(Vec<Grid>),
}

impl Sent {
    /// It, where only a Word file will do.
    pub fn word(self) -> Result<Document, Unreadable> {
        match self {
            Self::Word(document) => Ok(document),
            Self::Tables(_) => Err(Unreadable::NoWord),
        }
    }

    /// The tables in it.
    pub fn tables(&self) -> Cow<'_, [Grid]> {
        match self {
            Self::Word(document) => word::grids(document).into(),
            Self::Tables(grids) => grids.into(),
        }
    }
}

/// Why nothing came of it, where the file is not to blame.
#[derive(Debug, thiserror::Error)]
pub enum Apart {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the reader of files did not start: {0}")]
    NotStarted(#[from] std::io::Error),
}

/// Reads the file in a process of its own. Blocks until that has ended: at most 10 seconds.
///
/// # Errors
/// What is wrong with the file; a reader that runs out of memory is a file that is too much.
pub fn read(program: &Path, bytes: &[u8]) -> Result<Sent, Apart> {
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
        let ended = wait(&mut child, ends)?;
        let said = reading.join().unwrap_or_else(|_| Ok(Vec::new()))?;
        Ok::<_, std::io::Error>(ended.map(|status| (status, said)))
    })?;
    let (status, said) = said.ok_or(Unreadable::TooSlow)?;
    if status.code() == Some(PANICKED) {
        return Err(Unreadable::Damaged.into());
    }
    let told: Result<Sent, Unreadable> =
        serde_json::from_slice(&said).map_err(|_| Unreadable::Bomb)?;
    Ok(told?)
}

/// The same, where only a Word file will do.
pub fn read_word(program: &Path, bytes: &[u8]) -> Result<Document, Apart> {
    Ok(read(program, bytes)?.word()?)
}

/// Waits for the reader, and ends it when its time is up: then none.
fn wait(child: &mut Child, ends: Instant) -> std::io::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= ends {
            child.kill()?;
            child.wait()?;
            return Ok(None);
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
    let told = told(&bytes);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &told)?;
    out.flush()
}

fn told(bytes: &[u8]) -> Result<Sent, Unreadable> {
    if grid::is_spreadsheet(bytes)? {
        return grid::of_spreadsheet(bytes).map(Sent::Tables);
    }
    match word::read(bytes) {
        // Neither a package nor anything else that is known: text, it may be.
        Err(Unreadable::NoWord) => match grid::of_csv(bytes) {
            Some(table) => Ok(Sent::Tables(vec![table])),
            None => Err(Unreadable::NoWord),
        },
        read => read.map(Sent::Word),
    }
}
