//! What comes of a consultation as Word files.

mod consolidated;
mod redline;

pub use consolidated::{Names, Wanted, consolidated_of, participants};
pub use redline::redline_between;

use crate::app::App;
use crate::languages::Language;
use crate::procedure::Moment;
use crate::web::Asking;

/// Who makes a file, when, and in which language it says what it says itself.
#[derive(Debug, Clone)]
pub struct Making {
    pub t: Language,
    /// The instance.
    pub maker: String,
    pub now: Moment,
}

impl Making {
    pub fn of(app: &App, asking: &Asking) -> Self {
        Self { t: asking.language, maker: app.settings.origin.clone(), now: app.now() }
    }
}
