//! To put a proposal's wording into a working draft, with its origin.

use super::hold;
use crate::consolidation::colliding::{Colliding, wanted};
use crate::consolidation::{store, views};
use crate::db::Tx;
use crate::drafts::apply_operation;
use crate::drafts::store::{self as drafts, Draft};
use crate::journal;
use crate::procedure::consolidation::{may_apply, may_consolidate};
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::words::{InputKind, Operation, Placement};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::Round;
use crate::signing::hex;
use crate::submissions::store::Input;
use crate::submissions::views::{Seen, visible_to};
use crate::text::collisions::Between;
use crate::text::merging::{Changes, merge};
use crate::text::{
    CannotApply, Particulars, Proposal, Quote, Text, match_quote, without_added_number,
};
use crate::web::Error;
use serde_json::json;
use sha2::{Digest, Sha256};

/// What somebody decided after reading the three texts.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The wording to put in; not read for a deletion.
    pub wording: String,
    /// It comes from the proposal, be it edited; otherwise it is the team's own.
    pub from_proposal: bool,
    /// [`Looked::digest`] of the working text that was looked at.
    pub digest: String,
    /// Other proposals on the same paragraph that go in along with it.
    pub also: Vec<InputKey>,
}

/// The texts that a person compares before deciding.
#[derive(Debug, Clone)]
pub struct Looked {
    pub operation: Operation,
    /// In the draft's language, as circulated.
    pub circulated: String,
    /// In the working draft now.
    pub working: String,
    pub proposed: String,
    /// The wording that would go in: for a proposal on a part of the paragraph, the whole
    /// paragraph with that part replaced.
    pub suggested: String,
    /// The language that the proposal is in.
    pub language: String,
    pub why: Vec<Why>,
    /// The other proposals on these words, and how they stand to this one.
    pub beside: Vec<(InputKey, Between)>,
}

/// Why a person looks before a proposal goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The working draft says something else than what was circulated.
    Changed,
    /// It does, and the words of the proposal still stand: they are put into the text as it is now.
    Rebased,
    /// Others that nobody has answered yet would become impossible.
    Excludes,
    /// Those chosen to go in along with it do not fit together.
    NotTogether,
    /// The proposal is in another language than the draft.
    Language,
    /// The proposal quotes a part of the paragraph.
    Fragment,
    /// The proposal quotes something else than the paragraph.
    Flagged,
    /// Somebody changed the working draft while this was looked at.
    ChangedMeanwhile,
    /// There is no wording to put in.
    Empty,
}

impl Why {
    pub const fn key(self) -> &'static str {
        match self {
            Why::Changed => "apply-why-changed",
            Why::Rebased => "apply-why-rebased",
            Why::Excludes => "apply-why-excludes",
            Why::NotTogether => "apply-why-not-together",
            Why::Language => "apply-why-language",
            Why::Fragment => "apply-why-fragment",
            Why::Flagged => "apply-why-flagged",
            Why::ChangedMeanwhile => "apply-why-meanwhile",
            Why::Empty => "apply-why-empty",
        }
    }
}

/// How it ended.
#[derive(Debug, Clone)]
pub enum Applied {
    Done,
    /// It stands in this working draft already; nothing was done.
    Before,
    /// A person has to look first; nothing was done.
    Look(Box<Looked>),
    /// The working draft does not have the paragraph any more.
    Gone,
    /// The text cannot be changed so.
    Cannot(CannotApply),
    /// There is nothing in it to apply: a comment, or to retain the text as it is.
    Nothing,
}

impl Looked {
    /// Tells whether the working text is still the one that was looked at.
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(self.working.as_bytes()))
    }

    pub fn takes_wording(&self) -> bool {
        self.operation.takes_wording()
    }

    /// Can others go into the text along with it?
    pub fn takes_company(&self) -> bool {
        self.operation == Operation::Modify || self.operation.is_addition()
    }
}

/// Puts a proposal into a working draft: its operation is done there and its origin noted. Where
/// the paragraph is no longer as circulated, or the proposal does not quote it whole, or is in
/// another language, a person looks first and sends `decided`.
#[allow(clippy::too_many_arguments)]
pub fn apply(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: InputKey,
    draft: &Draft,
    decided: Option<&Decided>,
    now: Moment,
) -> Result<Applied, Error> {
    let held = hold(tx, who, round, now)?;
    may_consolidate(who, &held.facts, now)?;
    let seen = held.input(tx, input)?;
    let draft = drafts::find(tx, draft.id)?;
    if draft.consultation_id != round.consultation_id {
        return Err(Error::NotFound);
    }
    let permit = may_apply(who, &drafts::facts(tx, &draft)?, input)?;
    let (Some(operation), Some(identity)) = (operation(&seen), &seen.input.identity) else {
        return Ok(Applied::Nothing);
    };
    let origins = views::origins(tx, draft.id)?;
    if origins.values().flatten().any(|origin| origin.input == Some(input)) {
        return Ok(Applied::Before);
    }
    let text = drafts::words(tx, draft.id)?;
    if text.get(identity).is_none() {
        return Ok(Applied::Gone);
    }
    let circulated = match round.draft_id {
        Some(circulated) => drafts::text(tx, circulated)?,
        None => return Ok(Applied::Nothing),
    };
    let language = &draft.language;
    let mut looked = look(
        &seen,
        operation,
        concerned(&circulated, &seen.input, identity, language),
        concerned(&text, &seen.input, identity, language),
        language,
    );
    let table = visible_to(tx, &held.sight, round.id)?;
    looked.beside = beside(tx, &circulated, &table, &seen)?;
    for (other, between) in &looked.beside {
        if between.excludes() && store::response_to(tx, *other)?.is_none() {
            looked.why.push(Why::Excludes);
            break;
        }
    }
    let (wording, from_proposal) = match decided {
        None if looked.why.is_empty() => (looked.proposed.clone(), true),
        None => return Ok(Applied::Look(Box::new(looked))),
        Some(decided) if decided.digest != looked.digest() => {
            looked.why.push(Why::ChangedMeanwhile);
            return Ok(Applied::Look(Box::new(looked)));
        }
        Some(decided) if looked.takes_wording() && decided.wording.is_empty() => {
            looked.why.push(Why::Empty);
            return Ok(Applied::Look(Box::new(looked)));
        }
        Some(decided) => (decided.wording.clone(), decided.from_proposal),
    };
    let also = decided.map_or(&[][..], |decided| &decided.also);
    let Some(steps) = together(&looked, &table, &circulated, identity, also, &wording, language)
    else {
        looked.why.push(Why::NotTogether);
        return Ok(Applied::Look(Box::new(looked)));
    };
    let origin = from_proposal.then_some(input);
    let proposal = Proposal {
        operation,
        target: identity,
        wording: &wording,
        language,
        particulars: &seen.input.particulars,
    };
    let done = apply_operation(tx, &permit, &draft, &proposal, origin, now)?;
    if let Err(cannot) = done {
        return Ok(Applied::Cannot(cannot));
    }
    let detail = json!({
        "draft": draft.public_id,
        "operation": operation.as_str(),
        "as_proposed": from_proposal && wording == looked.proposed,
        "own_wording": !from_proposal,
    });
    let id = &seen.input.public_id;
    journal::record(tx, held.scope, permit.by(), "proposal.applied", id, detail, now)?;
    for step in steps {
        let permit = may_apply(who, &drafts::facts(tx, &draft)?, step.input)?;
        let (operation, input) = (step.operation, Some(step.input));
        let proposal = Proposal {
            operation,
            target: identity,
            wording: &step.wording,
            language,
            particulars: &step.particulars,
        };
        let done = apply_operation(tx, &permit, &draft, &proposal, input, now)?;
        if done.is_err() {
            // Nothing is stored of any of them.
            return Err(Error::BadRequest);
        }
        let detail = json!({
            "draft": draft.public_id, "operation": operation.as_str(), "together": true,
        });
        let (by, id) = (permit.by(), &step.public_id);
        journal::record(tx, held.scope, by, "proposal.applied", id, detail, now)?;
    }
    Ok(Applied::Done)
}

/// One of those that go in along with another.
struct Along {
    input: InputKey,
    public_id: PublicId,
    operation: Operation,
    wording: String,
    particulars: Particulars,
}

/// The proposals on the same paragraph, with how each stands to this one; those that were applied to
/// nothing yet and fit are there too.
fn beside(
    tx: &mut Tx,
    circulated: &Text,
    table: &[Seen],
    seen: &Seen,
) -> Result<Vec<(InputKey, Between)>, Error> {
    let Some(identity) = seen.input.identity.as_deref() else { return Ok(Vec::new()) };
    let language = &seen.input.language;
    let colliding = Colliding::among(circulated, language, table);
    let mut all = colliding.with(seen.input.id).to_vec();
    let fits = table.iter().filter(|other| {
        other.input.id != seen.input.id
            && other.input.identity.as_deref() == Some(identity)
            && other.input.language == *language
            && operation(other).is_some()
            && other.input.placement != Placement::Unplaced
            && !all.iter().any(|(known, _)| *known == other.input.id)
    });
    let fits: Vec<InputKey> = fits.map(|other| other.input.id).collect();
    all.extend(fits.into_iter().map(|input| (input, Between::Together)));
    let applied = views::applied_inputs(tx, seen.input.round_id)?;
    all.retain(|(input, _)| !applied.contains(input));
    Ok(all)
}

/// What goes in along with a wording, one after another, each put into the text as the ones before
/// leave it; None where they do not fit together.
fn together(
    looked: &Looked,
    table: &[Seen],
    circulated: &Text,
    identity: &str,
    also: &[InputKey],
    wording: &str,
    language: &str,
) -> Option<Vec<Along>> {
    let base = circulated.get(identity).map_or("", |element| element.wording(language));
    let mut changes = Changes::of(base);
    let first = match looked.operation {
        Operation::Modify => wording,
        _ => &looked.working,
    };
    changes.add(first).ok()?;
    if !also.is_empty() && !looked.takes_company() {
        return None;
    }
    let mut steps = Vec::new();
    for input in also {
        let fits =
            looked.beside.iter().any(|(other, between)| other == input && !between.excludes());
        let seen = table.iter().find(|seen| seen.input.id == *input).filter(|_| fits)?;
        let operation = operation(seen)?;
        let wording = match operation {
            Operation::Modify => {
                changes.add(&wanted(seen, base)?).ok()?;
                changes.made()
            }
            _ if operation.is_addition() => seen.input.proposed.clone(),
            _ => return None,
        };
        let public_id = seen.input.public_id.clone();
        let particulars = seen.input.particulars.clone();
        steps.push(Along { input: *input, public_id, operation, wording, particulars });
    }
    Some(steps)
}

/// What the proposal does to a text; None for what does nothing to it.
pub fn operation(seen: &Seen) -> Option<Operation> {
    let operation = seen.input.operation.filter(|_| seen.input.kind == InputKind::Proposal);
    operation.filter(|operation| *operation != Operation::Retain)
}

/// The words that the proposal is on: the paragraph's or, for a merger, those of all that are
/// merged, in the order of the text.
fn concerned(text: &Text, input: &Input, identity: &str, language: &str) -> String {
    let others = match input.operation {
        Some(Operation::Merge) => input.particulars.others.as_slice(),
        _ => &[],
    };
    let all = text.elements.iter().filter(|one| one.id == identity || others.contains(&one.id));
    all.map(|element| element.wording(language)).collect::<Vec<_>>().join(" ")
}

fn look(
    seen: &Seen,
    operation: Operation,
    circulated: String,
    working: String,
    language: &str,
) -> Looked {
    let input = &seen.input;
    let mut why = Vec::new();
    // What comes beside a paragraph, or where it goes, does not turn on what the paragraph says.
    let turns_on_wording = !operation.keeps_words();
    let rebased = rebased(seen, operation, &circulated, &working, language);
    if turns_on_wording && circulated != working {
        why.push(if rebased.is_some() { Why::Rebased } else { Why::Changed });
    }
    if operation.takes_wording() && !input.proposed.is_empty() && input.language != language {
        why.push(Why::Language);
    }
    let proposed = match turns_on_wording {
        // The wordings one after the other, where nothing else is proposed.
        true if operation == Operation::Merge && input.proposed.is_empty() => working.as_str(),
        true if operation == Operation::Modify => {
            without_added_number(&circulated, &input.proposed)
        }
        _ => input.proposed.as_str(),
    };
    let mut suggested = proposed.to_owned();
    if matches!(operation, Operation::Modify | Operation::Delete) {
        match input.placement {
            Placement::Fragment => why.push(Why::Fragment),
            Placement::Flagged => why.push(Why::Flagged),
            Placement::Exact | Placement::Unplaced => {}
        }
        if let Quote::Fragment { start, end } = match_quote(&working, &input.quoted) {
            let (before, after) = (&working[..start], &working[end..]);
            suggested = format!("{before}{proposed}{after}");
        }
    }
    if let Some(rebased) = rebased {
        suggested = rebased;
    }
    Looked {
        operation,
        proposed: proposed.to_owned(),
        suggested,
        circulated,
        working,
        language: input.language.clone(),
        why,
        beside: Vec::new(),
    }
}

/// The working text with the change that a proposal makes to the circulated one, where the words it
/// changes still stand there.
fn rebased(
    seen: &Seen,
    operation: Operation,
    circulated: &str,
    working: &str,
    language: &str,
) -> Option<String> {
    if operation != Operation::Modify || seen.input.language != language || circulated == working {
        return None;
    }
    merge(circulated, working, &wanted(seen, circulated)?).ok()
}
