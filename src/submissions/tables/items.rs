//! The rows of a table as pieces that a person confirms, corrects or drops.

use super::changes::Change;
use super::{Place, Read};
use crate::languages::Language;
use crate::submissions::returned::{self, Item};
use crate::text::returned::Tracked;
use crate::text::{Particulars, Text};

/// The pieces in the order of the rows: the same table gives the same pieces.
pub fn items(read: &Read, text: &Text, t: Language) -> Vec<Item> {
    let item = |entry: &super::Entry| {
        let operation = entry.change.as_ref().and_then(Change::operation);
        let what = match operation {
            Some(operation) => returned::What::Proposal {
                operation,
                particulars: Particulars::default(),
                tracked: Tracked::Wholly,
            },
            None => returned::What::Row,
        };
        let doubts = read.remarks.iter().filter(|one| one.row == entry.row && !one.what.is_loss());
        Item {
            what,
            place: entry.place.element().map(|at| text.elements[at].id.clone()),
            proposed: entry.change.as_ref().map(Change::wording).unwrap_or_default().to_owned(),
            body: entry.body(|words| t.say1("table-change-in-words", "words", words.to_owned())),
            comment_type: entry.kind,
            is_offered: matches!(entry.place, Place::Whole | Place::On(_) | Place::Within(_)),
            is_outdated: false,
            language: operation.is_none().then(|| read.said_in.clone()),
            row: Some(entry.row),
            doubts: doubts.map(|one| one.said(t)).collect(),
        }
    };
    read.entries.iter().map(item).collect()
}
