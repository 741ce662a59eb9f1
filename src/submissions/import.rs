//! A comment table: what others collected, row by row. Good rows are kept and bad ones named; a
//! row that is there already is not added again; what names no element, or several, is kept for
//! the team to place.

use super::acts::{committing, registering};
use super::store::{self, Origin, Registered, Submission};
use super::tables::{NoForm, importing};
use super::written::{Cover, Written, placed, tidy};
use crate::consultations::Consultation;
use crate::db::Tx;
use crate::drafts::{reading::languages, store as drafts};
use crate::formats::apart::Sent;
use crate::formats::table::{Row, Table};
use crate::journal::{self, Scope};
use crate::languages::{Language, Value};
use crate::participants::{self, NewParticipant, Participant};
use crate::post::Desk;
use crate::procedure::keys::ParticipantKey;
use crate::procedure::submissions::MayRegister;
use crate::procedure::words::{
    CommentType, InputKind, Operation, Placement, PublicationClass, PublicationRule, Source,
};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::Round;
use crate::text::{Destination, Kind, Particulars, Side};
use crate::text::{Text, find};
use crate::web::{Error, Errors, Fields};
use serde_json::json;
use sha2::{Digest, Sha256};
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

/// A text in a table may be this long; what people type here is held to less.
const MOST_CHARACTERS: usize = 100_000;

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

/// A row that can be stored.
struct Good {
    participant: NewParticipant,
    written: Written,
    group: Option<String>,
    source_key: String,
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

    let mut reader =
        Reader { t, table, round, known, target, seen: HashMap::new(), found: HashMap::new() };
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

/// The text that the rows are about.
struct Target {
    text: Text,
    /// The ids that an imported draft gave its elements, and the public ones.
    by_id: HashMap<String, usize>,
    language: String,
}

impl Target {
    fn read(tx: &mut Tx, round: &Round) -> Result<Self, Error> {
        let Some(draft) = round.draft_id else {
            let text = Text::default();
            return Ok(Self { text, by_id: HashMap::new(), language: "en".into() });
        };
        let rows = drafts::rows(tx, draft)?;
        let mut by_id = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            by_id.insert(row.identity.clone(), index);
            by_id.insert(row.public_id.to_string(), index);
            if let Some(reference) = &row.reference {
                by_id.insert(reference.clone(), index);
            }
        }
        let language = drafts::find(tx, draft)?.language;
        Ok(Self { text: drafts::text(tx, draft)?, by_id, language })
    }

    fn find(&self, wanted: &str) -> Vec<usize> {
        match self.by_id.get(wanted) {
            Some(index) => vec![*index],
            None => find(&self.text, wanted),
        }
    }
}

struct Reader<'a> {
    t: Language,
    table: &'a Table,
    round: &'a Round,
    known: HashMap<String, Participant>,
    target: Target,
    /// How often the same row has come so far: each time counts.
    seen: HashMap<String, usize>,
    found: HashMap<String, Vec<usize>>,
}

impl Reader<'_> {
    fn read(&mut self, row: &Row) -> Result<Good, String> {
        let cell = |name: &str| self.table.cell(row, name);
        let participant = self.participant(row)?;
        let (operation, is_comment) = match cell("operation").to_lowercase().as_str() {
            "comment" => (None, true),
            "" => return Err(self.t.say("import-operation-missing")),
            word => match word.parse::<Operation>() {
                Ok(operation) => (Some(operation), false),
                Err(_) => return Err(self.unknown("operation", word)),
            },
        };
        let comment_type = self.word::<CommentType>("type", cell("type"))?;
        let class =
            self.word::<PublicationClass>("publication_class", cell("publication_class"))?;
        let language = match cell("language") {
            "" => self.target.language.clone(),
            code if is_language_code(code) => code.to_owned(),
            code => return Err(self.unknown("language", code)),
        };
        let (body, quoted, proposed) =
            (tidy(cell("comment")), tidy(cell("current_text")), tidy(cell("proposed_text")));
        for text in [&body, &quoted, &proposed] {
            if text.chars().count() > MOST_CHARACTERS {
                return Err(self.t.say1("import-too-long", "most", MOST_CHARACTERS as i64));
            }
        }
        let needs_words = operation.is_some_and(Operation::needs_wording);
        if needs_words && proposed.is_empty() {
            return Err(self.t.say("import-proposed-missing"));
        }
        if is_comment && body.is_empty() {
            return Err(self.t.say("import-comment-missing"));
        }

        let wanted = cell("element").to_owned();
        let unplaced = cell("unplaced").to_owned();
        let group = Some(cell("group")).filter(|group| !group.is_empty());
        let group = group.map(|group| format!("{}/{group}", participant.name));
        let source_key = self.source_key(row);
        let mut written = Written {
            identity: None,
            question: None,
            kind: if is_comment { InputKind::Comment } else { InputKind::Proposal },
            operation,
            particulars: Particulars::default(),
            comment_type,
            body,
            quoted,
            proposed,
            language,
            class: Some(class.unwrap_or(self.round.registered_class)),
            placement: Placement::Exact,
            mismatch: None,
        };
        self.place(&wanted, &unplaced, &mut written);
        written.particulars = self.particulars(row, operation)?;
        Ok(Good { participant, written, group, source_key })
    }

    /// What the operation needs beside its words: `destination` ("after PP3"), `with` ("PP4; PP5") and
    /// `new_kind`.
    fn particulars(&self, row: &Row, operation: Option<Operation>) -> Result<Particulars, String> {
        let mut own = Particulars::default();
        let Some(operation) = operation else { return Ok(own) };
        let one = |name: &str| match self.target.find(name)[..] {
            [at] => Ok(self.target.text.elements[at].id.clone()),
            _ => Err(self.unknown("destination", name)),
        };
        if operation.is_addition() || operation == Operation::Move {
            own.kind = self.word::<Kind>("new_kind", self.table.cell(row, "new_kind"))?;
        }
        if operation == Operation::Move {
            let typed = self.table.cell(row, "destination");
            let (side, anchor) = typed.split_once(char::is_whitespace).unwrap_or_default();
            let side = side.to_lowercase().parse::<Side>();
            let Ok(side) = side else {
                return Err(self.t.say("import-destination-missing"));
            };
            own.to = Some(Destination { anchor: one(anchor.trim())?, side });
        }
        if matches!(operation, Operation::Merge | Operation::Split) {
            let names = self.table.cell(row, "with").split(';').map(str::trim);
            for name in names.filter(|name| !name.is_empty()) {
                match self.target.find(name)[..] {
                    [at] => own.others.push(self.target.text.elements[at].id.clone()),
                    _ => return Err(self.unknown("with", name)),
                }
            }
            if operation == Operation::Merge && own.others.is_empty() {
                return Err(self.t.say("import-with-missing"));
            }
        }
        Ok(own)
    }

    /// The element that the row names, and how what it quotes sits there.
    fn place(&mut self, wanted: &str, unplaced: &str, written: &mut Written) {
        if !unplaced.is_empty() {
            written.placement = Placement::Unplaced;
            written.mismatch = Some(format!("no-target: {unplaced}"));
            return;
        }
        if wanted.is_empty() && written.kind == InputKind::Comment {
            written.kind = InputKind::General;
            return;
        }
        if !self.found.contains_key(wanted) {
            let found = if wanted.is_empty() { Vec::new() } else { self.target.find(wanted) };
            self.found.insert(wanted.to_owned(), found);
        }
        let found = self.found.get(wanted).map_or(&[][..], Vec::as_slice);
        match found {
            [index] => {
                let element = &self.target.text.elements[*index];
                written.identity = Some(element.id.clone());
                let own = element.wording(&written.language);
                let wording =
                    if own.is_empty() { element.wording(&self.target.language) } else { own };
                (written.placement, written.mismatch) = placed(wording, &written.quoted);
            }
            several => {
                let word = if several.is_empty() { "no-target" } else { "several-targets" };
                written.placement = Placement::Unplaced;
                written.mismatch = Some(format!("{word}: {wanted}"));
            }
        }
    }

    /// The participant of that name, or what is needed to register it.
    fn participant(&self, row: &Row) -> Result<NewParticipant, String> {
        let cell = |name: &str| self.table.cell(row, name);
        let name = cell("participant");
        if let Some(known) = self.known.get(name) {
            return Ok(NewParticipant {
                name: known.name.clone(),
                kind: known.kind,
                regional_group: known.regional_group,
                language: known.language.clone(),
                email: known.email.clone(),
                address: known.address.clone(),
            });
        }
        let fields = Fields::of(&[
            ("name", name),
            ("kind", cell("participant_kind")),
            ("regional_group", cell("regional_group")),
        ]);
        NewParticipant::parse(&fields).map_err(|errors| self.first(&errors))
    }

    fn first(&self, errors: &Errors) -> String {
        let said = errors.said(&self.t);
        said.into_iter().map(|(_, sentence)| sentence).next().unwrap_or_default()
    }

    fn word<T: std::str::FromStr>(&self, column: &str, typed: &str) -> Result<Option<T>, String> {
        match typed {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|_| self.unknown(column, typed)),
        }
    }

    fn unknown(&self, column: &str, typed: &str) -> String {
        let typed: String = typed.chars().take(60).collect();
        let values = [("column", Value::from(column)), ("typed", Value::from(typed))];
        self.t.with("import-word-unknown", &values)
    }

    /// A digest of the row's cells, and of how often they have come: the same file again has the
    /// same ones.
    fn source_key(&mut self, row: &Row) -> String {
        let mut hash = Sha256::new();
        for column in COLUMNS {
            let cell = self.table.cell(row, column);
            hash.update((cell.len() as u64).to_be_bytes());
            hash.update(cell.as_bytes());
        }
        // A table without them has the digests that it always had.
        for column in MORE_COLUMNS {
            let cell = self.table.cell(row, column);
            if !cell.is_empty() {
                hash.update(column.as_bytes());
                hash.update((cell.len() as u64).to_be_bytes());
                hash.update(cell.as_bytes());
            }
        }
        let digest = crate::signing::hex(&hash.finalize());
        let count = self.seen.entry(digest.clone()).or_insert(0);
        *count += 1;
        format!("{digest}:{count}")
    }
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

/// Two or three letters (ISO 639): what participants write is not always in a UN language.
fn is_language_code(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())
}
