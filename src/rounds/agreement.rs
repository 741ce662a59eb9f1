//! How far the text is agreed, element by element, where States negotiate it: recorded with the meeting,
//! opened again with a reason, and nothing forgotten.

use super::store::agreements::{self as store, Decision};
use super::store::{self as rounds, Round};
use crate::consultations::store as consultations;
use crate::db::{Conn, Tx};
use crate::drafts::store as drafts;
use crate::journal::{self, Scope};
use crate::procedure::agreement::may_record_agreement;
use crate::procedure::keys::DraftKey;
use crate::procedure::words::AgreementStatus;
use crate::procedure::{Moment, Standing};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// What was decided in a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub status: AgreementStatus,
    pub meeting: String,
    pub on_date: String,
    pub remark: String,
}

/// How far an element is agreed now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    pub status: AgreementStatus,
    /// The wording is no longer the one that was agreed on.
    pub is_reworded: bool,
    /// All that was decided on it, the first first.
    pub history: Vec<Decision>,
}

impl Agreement {
    /// Of an element that nothing was decided on.
    pub fn none() -> Self {
        Self { status: AgreementStatus::Open, is_reworded: false, history: Vec::new() }
    }

    /// The shape that stands before the word, for the stylesheet.
    pub fn mark(&self) -> &'static str {
        match self.status {
            AgreementStatus::Open => "idle",
            AgreementStatus::AdReferendum => "half",
            AgreementStatus::Agreed => "good",
        }
    }
}

/// How far each element of the round's text is agreed, by its identity. What nothing was decided on is
/// open, and not in it. Ask `procedure::agreement::may_read_agreement` first: an expert consultation has
/// no such thing.
pub fn standing(conn: &mut Conn, round: &Round) -> QueryResult<HashMap<String, Agreement>> {
    let mut all: HashMap<String, Agreement> = HashMap::new();
    for decision in store::decisions(conn, round.consultation_id)? {
        let agreement = all.entry(decision.identity.clone()).or_insert_with(Agreement::none);
        agreement.status = decision.status;
        agreement.history.push(decision);
    }
    let mut texts: HashMap<DraftKey, HashMap<String, BTreeMap<String, String>>> = HashMap::new();
    for (identity, agreement) in &mut all {
        let (Some(now), Some(last)) = (round.draft_id, agreement.history.last()) else { continue };
        if last.draft == now || agreement.status == AgreementStatus::Open {
            continue;
        }
        for draft in [now, last.draft] {
            if let Entry::Vacant(place) = texts.entry(draft) {
                let elements = drafts::words(conn, draft)?.elements.into_iter();
                place.insert(elements.map(|one| (one.id, one.text)).collect());
            }
        }
        let worded = |draft: DraftKey| texts.get(&draft).and_then(|text| text.get(identity));
        agreement.is_reworded = worded(now) != worded(last.draft);
    }
    Ok(all)
}

/// How far one element is agreed.
pub fn of_element(conn: &mut Conn, round: &Round, identity: &str) -> QueryResult<Agreement> {
    Ok(standing(conn, round)?.remove(identity).unwrap_or_else(Agreement::none))
}

/// Records what was decided on an element of the round's text. The same decision of the same meeting,
/// sent twice, is recorded once.
pub fn record(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    identity: &str,
    decided: &Decided,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let kind = consultations::find(tx, round.consultation_id)?.kind;
    let draft = round.draft_id.ok_or(Error::NotFound)?;
    let from = of_element(tx, round, identity)?;
    let is_said = |last: &Decision| {
        last.status == decided.status
            && last.meeting == decided.meeting
            && last.on_date == decided.on_date
            && last.remark == decided.remark
    };
    let facts = rounds::facts(tx, round)?;
    let to = decided.status;
    let permit = may_record_agreement(who, kind, &facts, from.status, to, now);
    if permit.is_err() && from.history.last().is_some_and(is_said) {
        // Whoever may not record it at all is still refused.
        let other = match to {
            AgreementStatus::Open => AgreementStatus::Agreed,
            _ => AgreementStatus::Open,
        };
        may_record_agreement(who, kind, &facts, from.status, other, now)?;
        return Ok(());
    }
    let permit = permit?;
    let decision = Decision {
        identity: identity.to_owned(),
        draft,
        status: to,
        meeting: decided.meeting.clone(),
        on_date: decided.on_date.clone(),
        remark: decided.remark.clone(),
        acting_as: permit.by().capacity.as_str().to_owned(),
        at: now,
    };
    store::record(tx, &permit, &decision)?;
    let detail = json!({ "identity": identity, "from": from.status, "to": to });
    let id = &round.public_id;
    Ok(journal::record(tx, scope, permit.by(), "agreement.recorded", id, detail, now)?)
}
