//! The comment matrix: one row for each input that the reader may see, in the order of the text.

mod files;

pub use files::{Shape, file_of_round};

use super::views;
use crate::consultations::store as consultations;
use crate::db::{Conn, Tx};
use crate::drafts::store as drafts;
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::procedure::sight::{Sight, sight};
use crate::procedure::submissions::may_export_identities;
use crate::procedure::words::{InputKind, ParticipantKind, Treatment};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::supporters::{Support, Supporter};
use crate::submissions::views::{Seen, visible_to};
use crate::text::{Citation, citations};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;
use std::collections::HashMap;

/// One input with all that the matrix says of it.
pub struct Row {
    pub seen: Seen,
    /// None for what concerns the whole text, and for what is not placed yet.
    pub citation: Option<Citation>,
    /// The other elements that it names: where it would be moved, with what it would be merged.
    pub named: HashMap<String, Citation>,
    pub current_text: String,
    /// Who stands with the author.
    pub supporters: Vec<Supporter>,
    pub themes: Vec<String>,
    pub treatment: Option<Treatment>,
    pub reason: String,
    pub status: Status,
}

/// How far the answer to an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Open,
    Drafted,
    Validated,
    Released,
}

impl Status {
    pub const ALL: [Status; 4] =
        [Status::Open, Status::Drafted, Status::Validated, Status::Released];

    pub fn as_str(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Drafted => "drafted",
            Status::Validated => "validated",
            Status::Released => "released",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Status::Open => "matrix-status-open",
            Status::Drafted => "matrix-status-drafted",
            Status::Validated => "matrix-status-validated",
            Status::Released => "matrix-status-released",
        }
    }
}

impl Row {
    /// None where it would tell who it is.
    pub fn kind(&self) -> Option<ParticipantKind> {
        self.seen.kind
    }

    /// "Republic of Quillay (aligned)", each.
    pub fn supported(&self, t: Language) -> Vec<String> {
        self.supporters.iter().map(|one| one.said(t)).collect()
    }

    /// "Textual proposal: move: to stand after PP3".
    pub fn what(&self, t: Language) -> String {
        let cite = |identity: &str| Some(t.citation_short(self.named.get(identity)?));
        self.seen.input.said(t, cite)
    }
}

/// The rows that a reader with this sight sees: what concerns the whole text first, then
/// paragraph by paragraph, then what is not placed.
pub fn rows(conn: &mut Conn, round: &Round, sight: &Sight) -> QueryResult<Vec<Row>> {
    let consultation = consultations::find(conn, round.consultation_id)?;
    let text = match round.draft_id {
        Some(draft) => drafts::text(conn, draft)?,
        None => Default::default(),
    };
    let places: HashMap<&str, usize> =
        text.elements.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
    let cited = citations(&text);
    let mut responses = views::responses(conn, round.id)?;
    let mut themes = views::themes(conn, round.id)?;

    let support = Support::read(conn, sight, round.id)?;
    let mut rows = Vec::new();
    let seen = visible_to(conn, sight, round.id)?.into_iter();
    // What was erased is in no paper, for its own people neither: papers are passed on.
    for seen in seen.filter(|seen| seen.erased_at.is_none()) {
        let at = seen.input.identity.as_deref().and_then(|id| places.get(id).copied());
        let element = at.map(|at| &text.elements[at]);
        let wording = element.map_or("", |element| {
            let own = element.wording(&seen.input.language);
            if own.is_empty() { element.wording(consultation.original_language()) } else { own }
        });
        let current_text = match seen.input.quoted.trim() {
            "" => wording.to_owned(),
            quoted => quoted.to_owned(),
        };
        let response = responses.remove(&seen.input.id);
        let status = match &response {
            None => Status::Open,
            Some(response) if response.released_at.is_some() => Status::Released,
            Some(response) if response.validated_at.is_some() => Status::Validated,
            Some(_) => Status::Drafted,
        };
        let place = match (at, seen.input.kind) {
            (Some(at), _) => at + 1,
            (None, InputKind::General | InputKind::Answer) => 0,
            (None, InputKind::Comment | InputKind::Proposal) => usize::MAX,
        };
        let own = &seen.input.particulars;
        let named = own.to.iter().map(|to| &to.anchor).chain(&own.others);
        let named =
            named.filter_map(|id| Some((id.clone(), cited[*places.get(id.as_str())?].clone())));
        let row = Row {
            named: named.collect(),
            supporters: support.on(&seen).into_iter().cloned().collect(),
            citation: at.map(|at| cited[at].clone()),
            current_text,
            themes: themes.remove(&seen.input.id).unwrap_or_default(),
            treatment: response.as_ref().map(|response| response.treatment),
            reason: response.map(|response| response.reason).unwrap_or_default(),
            status,
            seen,
        };
        rows.push((place, row));
    }
    rows.sort_by_key(|(place, _)| *place);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// The rows with confidential inputs and every name. The reason goes into the journal.
pub fn with_identities(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    reason: &str,
    now: Moment,
) -> Result<Vec<Row>, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let facts = rounds::facts(tx, round)?;
    let permit = may_export_identities(who, &facts, now)?;
    let rows = rows(tx, round, &sight(who, &facts, now).with_identities())?;
    let detail = json!({ "rows": rows.len(), "reason": reason });
    let act = "matrix.exported_with_identities";
    journal::record(tx, scope, permit.by(), act, &round.public_id, detail, now)?;
    Ok(rows)
}
