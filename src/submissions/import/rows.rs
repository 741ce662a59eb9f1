//! What the rows of a comment table say, and what is wrong with one.

use super::{COLUMNS, MORE_COLUMNS};
use crate::db::Tx;
use crate::drafts::store as drafts;
use crate::formats::table::{Row, Table};
use crate::languages::{Language, Value};
use crate::participants::{NewParticipant, Participant};
use crate::procedure::words::{CommentType, InputKind, Operation, Placement, PublicationClass};
use crate::rounds::store::Round;
use crate::signing::hex;
use crate::submissions::written::{Written, placed, tidy};
use crate::text::{Destination, Kind, Particulars, Side, Text, find};
use crate::web::{Error, Errors, Fields};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A text in a table may be this long; what people type here is held to less.
const MOST_CHARACTERS: usize = 100_000;

/// A row that can be stored.
pub(super) struct Good {
    pub(super) participant: NewParticipant,
    pub(super) written: Written,
    pub(super) group: Option<String>,
    pub(super) source_key: String,
}

/// The text that the rows are about.
pub(super) struct Target {
    pub(super) text: Text,
    /// The ids that an imported draft gave its elements, and the public ones.
    by_id: HashMap<String, usize>,
    pub(super) language: String,
}

impl Target {
    pub(super) fn read(tx: &mut Tx, round: &Round) -> Result<Self, Error> {
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

/// Reads one row after the other.
pub(super) struct Reader<'a> {
    t: Language,
    table: &'a Table,
    round: &'a Round,
    /// Who is registered, by name.
    pub(super) known: HashMap<String, Participant>,
    target: Target,
    /// How often the same row has come so far: each time counts.
    seen: HashMap<String, usize>,
    found: HashMap<String, Vec<usize>>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(
        table: &'a Table,
        (round, target): (&'a Round, Target),
        known: HashMap<String, Participant>,
        t: Language,
    ) -> Self {
        Self { t, table, round, known, target, seen: HashMap::new(), found: HashMap::new() }
    }

    /// Err in words, in the language of whoever imports.
    pub(super) fn read(&mut self, row: &Row) -> Result<Good, String> {
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
        let digest = hex(&hash.finalize());
        let count = self.seen.entry(digest.clone()).or_insert(0);
        *count += 1;
        format!("{digest}:{count}")
    }
}

/// Two or three letters (ISO 639): what participants write is not always in a UN language.
fn is_language_code(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())
}
