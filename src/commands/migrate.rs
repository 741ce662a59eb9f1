//! `travaux migrate`.

use super::{open_database, say};
use crate::config::Settings;

pub fn run(settings: &Settings) -> anyhow::Result<()> {
    match open_database(settings, 1)?.1 {
        0 => say::aside("The database is at this version already."),
        1 => say::aside("One migration ran."),
        n => say::aside(&format!("{n} migrations ran.")),
    }
    Ok(())
}
