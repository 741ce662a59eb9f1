//! Two drafts as one Word file: the later as tracked changes of the earlier.

use crate::db::Conn;
use crate::drafts::reading;
use crate::drafts::store::{self as drafts, Draft};
use crate::drafts::tracing::common_language;
use crate::drafts::tracked::{Side, Signed, changes};
use crate::formats::word::{self, Paper};
use crate::outcome::comparing::Comparison;
use crate::procedure::Moment;
use crate::web::Error;

/// The redline; without a language in the later draft's own, or one that both have.
pub fn redline_between(
    conn: &mut Conn,
    old: &Draft,
    new: &Draft,
    language: Option<&str>,
    maker: &str,
    now: Moment,
) -> Result<Vec<u8>, Error> {
    let (old_rows, was) = drafts::rows_and_text(conn, old.id)?;
    let (new_rows, is) = drafts::rows_and_text(conn, new.id)?;
    let language =
        language.map_or_else(|| common_language(&was, &is, &new.language), str::to_owned);
    let comparison = Comparison::load(conn, old, new, &language)?;
    let old_reading = reading::reading(&old_rows, &was, &language, &old.language);
    let new_reading = reading::reading(&new_rows, &is, &language, &new.language);
    let changes = changes(
        &Side { text: &was, reading: &old_reading },
        &Side { text: &is, reading: &new_reading },
        &comparison.rows,
        &Signed::by_secretariat(&language),
    );
    let labels = format!("{} → {}", old.label, new.label);
    let consultation = crate::consultations::store::find(conn, new.consultation_id)?;
    let paper = Paper {
        title: format!("{}: {labels}", consultation.title),
        is_rtl: new_reading.direction == "rtl",
        language,
        maker: maker.to_owned(),
        made_at: now.iso(),
        foot: labels,
        ..changes
    };
    word::write(&paper).map_err(|error| Error::Internal(error.into()))
}
