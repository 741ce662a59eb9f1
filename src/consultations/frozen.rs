//! What the journal commits to whenever the settings of a consultation change.

use super::Consultation;
use super::store;
use crate::db::Conn;
use crate::journal::frozen::Frozen;
use crate::procedure::keys::ConsultationKey;
use diesel::QueryResult;

/// The digest of its settings as they are stored now.
pub fn digest_of(conn: &mut Conn, consultation: ConsultationKey) -> QueryResult<String> {
    Ok(digest(&store::find(conn, consultation)?))
}

pub fn digest(one: &Consultation) -> String {
    Frozen::new("travaux/v1/consultation")
        .text(one.public_id.as_str())
        .text(&one.slug)
        .text(&one.title)
        .text(one.kind.as_str())
        .text(&one.mandate)
        .text(&one.time_zone)
        .document(&one.languages.0)
        .text(&one.contact)
        .text(&one.disclaimer)
        .text(&one.place)
        .flag(one.open_door)
        .flag(one.attribution_public)
        .text(&one.reservation)
        .document(&one.bracket_legend)
        .flag(one.brackets_public)
        .digest()
}
