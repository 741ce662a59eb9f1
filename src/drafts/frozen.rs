//! What the journal commits to when a draft is circulated or becomes final: its text in every language.

use super::store::{self, Draft};
use crate::db::Conn;
use crate::journal::frozen::Frozen;
use diesel::QueryResult;

const LABEL: &str = "travaux/v1/draft";

/// The digest of a draft as it is stored. Its symbol comes later, and its line says it.
pub fn digest(conn: &mut Conn, draft: &Draft) -> QueryResult<String> {
    let based_on = match draft.based_on_id {
        Some(key) => Some(store::find(conn, key)?.public_id),
        None => None,
    };
    let (rows, text) = store::rows_and_text(conn, draft.id)?;
    let mut frozen = Frozen::new(LABEL)
        .text(draft.public_id.as_str())
        .text(&draft.label)
        .text(&draft.language)
        .maybe(based_on.as_ref().map(|id| id.as_str()))
        .count(rows.len());
    for (row, element) in rows.iter().zip(&text.elements) {
        frozen = frozen
            .text(row.public_id.as_str())
            .text(&row.identity)
            .maybe(element.parent.as_deref())
            .number(row.position)
            .text(row.kind.as_str())
            .maybe(row.reference.as_deref())
            .count(element.text.len());
        for (language, wording) in &element.text {
            frozen = frozen.text(language).text(wording);
        }
    }
    Ok(frozen.digest())
}
