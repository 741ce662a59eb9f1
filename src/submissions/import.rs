//! A comment table: what others collected, row by row. Good rows are kept and bad ones named; a
//! row that is there already is not added again; what names no element, or several, is kept for
//! the team to place.

mod rows;

use super::acts::{committing, registering};
use super::cover::Cover;
use super::store::{self, Origin, Registered, Submission};
use super::tables::{NoForm, importing};
use crate::consultations::Consultation;
use crate::db::Tx;
use crate::drafts::reading::languages;
use crate::formats::apart::Sent;
use crate::formats::table::Table;
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::participants::{self, Participant};
use crate::post::Desk;
use crate::procedure::keys::ParticipantKey;
use crate::procedure::submissions::MayRegister;
use crate::procedure::words::{Placement, PublicationRule, Source};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::Round;
use crate::web::Error;
use rows::{Good, Reader, Target};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// The columns, as the README documents them.
pub const COLUMNS: [&str; 12] = [
    "participant",
    "participant_kind",
    "regional_group",
    "element",
    "group",
    "operation",
    "type",
    "comment",
    "current_text",
    "proposed_text",
    "language",
    "publication_class",
];

/// Columns that a table may also have.
/// `unplaced` is a place that is called by nothing in the text.
pub const MORE_COLUMNS: [&str; 4] = ["destination", "with", "new_kind", "unplaced"];

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    pub line: usize,
    /// In words, in the language of whoever imports.
    pub reason: String,
}

/// What became of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    /// Rows that an earlier import had added.
    pub already: usize,
    pub exact: usize,
    pub fragment: usize,
    pub flagged: usize,
    pub unplaced: usize,
    pub new_participants: usize,
    pub bad: Vec<Bad>,
    /// What is to be known of rows that were taken, and of the headings: sentences.
    pub remarks: Vec<String>,
}

/// Brings a file into a round: our own comment table, or one of the field's forms, in any kind of file.
/// With `whose`, every row is of the participant of that name; with `again`, rows of an earlier
/// import are added once more.
pub fn bring(
    tx: &mut Tx,
    by: (&Standing, &Desk),
    into: (&Consultation, &Round),
    (sent, whose, again): (&Sent, Option<&str>, bool),
    t: Language,
    now: Moment,
) -> Result<Result<Imported, NoForm>, Error> {
    let permit = registering::permit(tx, by.0, into.1)?;
    let target = Target::read(tx, into.1)?;
    let languages = match into.1.draft_id {
        Some(_) => languages(&target.text, &target.language),
        None => vec![t.code().to_owned()],
    };
    let (table, remarks) = match importing::table(sent, (&target.text, languages), whose, t) {
        Ok(read) => read,
        Err(no_form) => return Ok(Err(no_form)),
    };
    let mut done = import(tx, (&permit, by), into, (&table, target, again), t, now)?;
    for remark in remarks {
        match remark.what.is_loss() {
            true => done.bad.push(Bad { line: remark.row, reason: remark.reason(t) }),
            false => done.remarks.push(remark.said(t)),
        }
    }
    done.bad.sort_by_key(|bad| bad.line);
    Ok(Ok(done))
}

/// The rows of a comment table as registered submissions: one for each participant.
fn import(
    tx: &mut Tx,
    (permit, (who, desk)): (&MayRegister, (&Standing, &Desk)),
    (consultation, round): (&Consultation, &Round),
    (table, target, again): (&Table, Target, bool),
    t: Language,
    now: Moment,
) -> Result<Imported, Error> {
    let mut done = Imported::default();
    let known: Vec<Participant> = participants::store::of_consultation(tx, consultation.id)?;
    let known: HashMap<String, Participant> =
        known.into_iter().map(|one| (one.name.clone(), one)).collect();
    let there: HashSet<String> = store::source_keys(tx, round.id)?.into_iter().collect();

    let mut reader = Reader::of(table, (round, target), known, t);
    let mut good = Vec::new();
    for row in &table.rows {
        match reader.read(row) {
            Ok(row) if !again && there.contains(&row.source_key) => done.already += 1,
            Ok(row) => good.push(row),
            Err(reason) => done.bad.push(Bad { line: row.line, reason }),
        }
    }

    let mut shelf = Shelf {
        participants: reader.known,
        submissions: HashMap::new(),
        at_once: round.publication_rule == PublicationRule::OnSubmission,
    };
    for row in &good {
        shelf.put(tx, who, consultation, permit, row, &mut done, now)?;
    }
    let mut begun: Vec<&Submission> = shelf.submissions.values().collect();
    begun.sort_by_key(|submission| submission.id);
    for submission in begun {
        committing::commit_registered(tx, permit, desk, round, submission, now)?;
    }
    if done.added > 0 {
        let detail = json!({
            "inputs": done.added,
            "unplaced": done.unplaced,
            "submissions": shelf.submissions.len(),
        });
        let scope = Scope::Consultation(round.consultation_id);
        journal::record(tx, scope, permit.by(), "inputs.imported", &round.public_id, detail, now)?;
    }
    Ok(done)
}

/// Where the rows go: a participant and its submission are made when the first row needs them.
struct Shelf {
    participants: HashMap<String, Participant>,
    submissions: HashMap<ParticipantKey, Submission>,
    /// They are published when what is typed in would be.
    at_once: bool,
}

impl Shelf {
    #[allow(clippy::too_many_arguments, reason = "one row, and where it goes")]
    fn put(
        &mut self,
        tx: &mut Tx,
        who: &Standing,
        consultation: &Consultation,
        permit: &MayRegister,
        row: &Good,
        done: &mut Imported,
        now: Moment,
    ) -> Result<(), Error> {
        let participant = match self.participants.get(&row.participant.name) {
            Some(known) => known.id,
            None => {
                let made = participants::register(tx, who, consultation, &row.participant, now)?;
                done.new_participants += usize::from(made.is_new);
                let key = made.participant.id;
                self.participants.insert(row.participant.name.clone(), made.participant);
                key
            }
        };
        let submission = match self.submissions.get(&participant) {
            Some(begun) => begun.id,
            None => {
                let cover = Cover { language: row.written.language.clone(), ..Cover::default() };
                let new = Registered {
                    participant,
                    source: Source::File,
                    submitted_at: now,
                    late: false,
                    received_on: None,
                    cover,
                    form_key: None,
                };
                let begun = store::register(tx, permit, &new, self.at_once, now)?;
                let key = begun.id;
                self.submissions.insert(participant, begun);
                key
            }
        };
        let origin = Origin {
            source_key: Some(&row.source_key),
            group: row.group.as_deref(),
            ..Origin::default()
        };
        store::insert_registered_input(tx, permit, submission, &row.written, origin, now)?;
        done.added += 1;
        *match row.written.placement {
            Placement::Exact => &mut done.exact,
            Placement::Fragment => &mut done.fragment,
            Placement::Flagged => &mut done.flagged,
            Placement::Unplaced => &mut done.unplaced,
        } += 1;
        Ok(())
    }
}
