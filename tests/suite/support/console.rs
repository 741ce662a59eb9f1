//! What one types on the server, as the program itself does it.

use std::path::Path;
use std::process::{Command, Output};

/// Runs a command of the program on an installation, and waits for it.
pub fn run(data: &Path, url: &str, words: &[&str]) -> Output {
    run_of(env!("CARGO_BIN_EXE_travaux").as_ref(), data, url, words)
}

/// The same with another build of it.
pub fn run_of(program: &Path, data: &Path, url: &str, words: &[&str]) -> Output {
    command_of(program, data, url, words).output().expect("the program runs")
}

/// The same, to be run by whoever asks.
pub fn command_of(program: &Path, data: &Path, url: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.arg("--data").arg(data).env("DATABASE_URL", url).args(words);
    command
}

/// Both of what it printed and what it had to say.
pub fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said)).concat()
}
