//! What a person typed, parsed once at the door: one input, or the cover of a submission.

use super::store::{CoSubmitter, Input, Submission};
use crate::languages::Language;
use crate::participants::Participant;
use crate::procedure::keys::{ParticipantKey, QuestionKey};
use crate::procedure::words::{CommentType, InputKind, Operation, Placement, PublicationClass};
use crate::text::{Particulars, Quote, match_quote};
use crate::web::{Errors, Fields};
use std::collections::BTreeMap;

/// A comment, a wording or a justification may be this long, in characters.
pub const MOST_CHARACTERS: usize = 20_000;
/// A line: a reference, a name.
pub const MOST_OF_A_LINE: usize = 300;

/// The operations that the form offers.
pub const OFFERED: [Operation; 4] =
    [Operation::Modify, Operation::AddAfter, Operation::Delete, Operation::Retain];

/// What an input is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// An element, with its present wording in each language.
    Element {
        identity: String,
        wordings: BTreeMap<String, String>,
    },
    Whole,
    Question(QuestionKey),
}

/// One comment, proposal or answer, as it is about to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub identity: Option<String>,
    pub question: Option<QuestionKey>,
    pub kind: InputKind,
    pub operation: Option<Operation>,
    /// Where something is moved, with what it is merged.
    pub particulars: Particulars,
    pub comment_type: Option<CommentType>,
    pub body: String,
    pub quoted: String,
    pub proposed: String,
    pub language: String,
    pub class: Option<PublicationClass>,
    pub placement: Placement,
    pub mismatch: Option<String>,
}

/// Line breaks as one sign, without blank space around the whole.
pub fn tidy(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

impl Spot {
    /// The wording that a proposal in this language starts from; empty where there is none.
    pub fn wording(&self, language: &str) -> &str {
        match self {
            Self::Element { wordings, .. } => wordings.get(language).map_or("", String::as_str),
            Self::Whole | Self::Question(_) => "",
        }
    }

    /// Is it the present wording, in any language?
    fn has_wording(&self, words: &str) -> bool {
        match self {
            Self::Element { wordings, .. } => wordings.values().any(|one| tidy(one) == words),
            Self::Whole | Self::Question(_) => false,
        }
    }

    /// The kinds of input that can be made here.
    pub fn takes(&self, kind: InputKind) -> bool {
        match self {
            Self::Element { .. } => matches!(kind, InputKind::Comment | InputKind::Proposal),
            Self::Whole => kind == InputKind::General,
            Self::Question(_) => kind == InputKind::Answer,
        }
    }
}

impl Written {
    /// Reads the form of `submissions/input_form.html`. What is too long or not of the list is a
    /// fault here; what is only not finished yet is one of [`Written::unfinished`].
    pub fn read(fields: &Fields, spot: &Spot, kind: InputKind) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let body = tidy(fields.get("body"));
        let proposed = tidy(fields.get("proposed"));
        too_long(&mut errors, "body", &body);
        too_long(&mut errors, "proposed", &proposed);
        let language = fields.trimmed("language");
        if !crate::consultations::LANGUAGES.contains(&language) {
            errors.add("language", "input-language-unknown");
        }
        let is_proposal = kind == InputKind::Proposal;
        let operation = fields.parsed::<Operation>("operation").filter(|_| is_proposal);
        let operation = operation.filter(|operation| OFFERED.contains(operation));
        let takes_words = operation.is_none_or(Operation::takes_wording);
        let (identity, question) = match spot {
            Spot::Element { identity, .. } => (Some(identity.clone()), None),
            Spot::Whole => (None, None),
            Spot::Question(question) => (None, Some(*question)),
        };
        errors.check()?;
        // The form begins with the present wording: beside "delete" that says nothing. What somebody
        // typed there does, and is kept until they say which of the two they meant.
        let is_own = !proposed.is_empty() && !spot.has_wording(&proposed);
        let quoted = if is_proposal { tidy(spot.wording(language)) } else { String::new() };
        Ok(Self {
            identity,
            question,
            kind,
            operation,
            particulars: Particulars::default(),
            comment_type: fields.parsed("comment_type"),
            body,
            quoted,
            proposed: if is_proposal && (takes_words || is_own) { proposed } else { String::new() },
            language: language.to_owned(),
            class: fields.parsed("class"),
            placement: Placement::Exact,
            mismatch: None,
        })
    }

    /// Nothing of one's own was typed: there is nothing to save yet.
    pub fn is_blank(&self) -> bool {
        self.body.is_empty()
            && (self.proposed.is_empty() || self.proposed == self.quoted)
            && !matches!(self.operation, Some(Operation::Delete | Operation::Retain))
    }

    /// What is still missing before it can be submitted, by field.
    pub fn unfinished(&self, spot: &Spot) -> Errors {
        let mut errors = Errors::default();
        if self.kind != InputKind::Proposal {
            if self.body.is_empty() {
                errors.add("body", "input-body-missing");
            }
            return errors;
        }
        let equals_current = spot.has_wording(&self.proposed);
        match self.operation {
            None => errors.add("operation", "input-operation-missing"),
            Some(operation) if operation.needs_wording() && self.proposed.is_empty() => {
                errors.add("proposed", "input-proposed-missing");
            }
            Some(Operation::Modify) if equals_current => {
                errors.add("proposed", "input-proposed-equal");
            }
            Some(Operation::Delete | Operation::Retain) if !self.proposed.is_empty() => {
                errors.add("proposed", "input-proposed-beside");
            }
            Some(_) => {}
        }
        errors
    }
}

fn too_long(errors: &mut Errors, field: &'static str, text: &str) {
    let length = text.chars().count();
    if length > MOST_CHARACTERS {
        errors.add_with(
            field,
            "input-too-long",
            vec![("most", MOST_CHARACTERS.to_string()), ("length", length.to_string())],
        );
    }
}

impl Input {
    /// The form with what is stored.
    pub fn fields(&self) -> Fields {
        Fields::of(&[
            ("body", self.body.as_str()),
            ("proposed", self.proposed.as_str()),
            ("operation", self.operation.map_or("", Operation::as_str)),
            ("comment_type", self.comment_type.map_or("", CommentType::as_str)),
            ("language", self.language.as_str()),
            ("class", self.publication_class.map_or("", PublicationClass::as_str)),
        ])
    }

    /// What is stored, as something that could be written.
    pub fn written(&self) -> Written {
        Written {
            identity: self.identity.clone(),
            question: self.question_id,
            kind: self.kind,
            operation: self.operation,
            particulars: self.particulars.clone(),
            comment_type: self.comment_type,
            body: self.body.clone(),
            quoted: self.quoted.clone(),
            proposed: self.proposed.clone(),
            language: self.language.clone(),
            class: self.publication_class,
            placement: self.placement,
            mismatch: self.mismatch.clone(),
        }
    }
}

/// How a quotation sits on the wording of its element, and how it differs.
pub fn placed(wording: &str, quoted: &str) -> (Placement, Option<String>) {
    match match_quote(wording, quoted) {
        Quote::Exact | Quote::Same | Quote::Absent => (Placement::Exact, None),
        Quote::Fragment { .. } => (Placement::Fragment, None),
        Quote::Contains { .. } => (Placement::Flagged, Some("contains".into())),
        Quote::Differs { similarity, .. } => {
            let percent = (similarity * 100.0).round();
            (Placement::Flagged, Some(format!("differs: {percent}")))
        }
    }
}

/// A stored mismatch ("contains", "differs: 83", "no-target: art. 99") in words.
pub fn mismatch_said(t: Language, mismatch: &str) -> String {
    let (word, detail) = mismatch.split_once(": ").unwrap_or((mismatch, ""));
    let key = format!("input-mismatch-{word}");
    if t.knows(&key) { t.say1(&key, "detail", detail) } else { mismatch.to_owned() }
}

/// What stands on a submission beside its inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    pub language: String,
    pub own_date: Option<String>,
    pub own_reference: Option<String>,
    /// The group that it speaks for.
    pub on_behalf_of: Option<String>,
    pub without_prejudice: bool,
    pub receipt_by_email: bool,
    pub co_submitters: Vec<(Option<ParticipantKey>, String)>,
}

impl Cover {
    /// Reads the form: co-submitters are ticked among the participants (`co`, their public ids)
    /// or named one a line (`co_names`).
    pub fn read(fields: &Fields, participants: &[Participant]) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let mut line = |name: &'static str| {
            let value = fields.filled(name).map(str::to_owned);
            if value.as_ref().is_some_and(|value| value.chars().count() > MOST_OF_A_LINE) {
                let most = vec![("most", MOST_OF_A_LINE.to_string())];
                errors.add_with(name, "submission-line-too-long", most);
            }
            value
        };
        let own_date = line("own_date");
        let own_reference = line("own_reference");
        let on_behalf_of = line("on_behalf_of");
        if own_date.as_ref().is_some_and(|date| date.parse::<jiff::civil::Date>().is_err()) {
            errors.add("own_date", "submission-date-bad");
        }
        let mut co_submitters: Vec<(Option<ParticipantKey>, String)> = participants
            .iter()
            .filter(|participant| fields.has("co", participant.public_id.as_str()))
            .map(|participant| (Some(participant.id), participant.name.clone()))
            .collect();
        for name in fields.get("co_names").lines().map(str::trim).filter(|name| !name.is_empty()) {
            if name.chars().count() > MOST_OF_A_LINE {
                let most = vec![("most", MOST_OF_A_LINE.to_string())];
                errors.add_with("co_names", "submission-line-too-long", most);
            }
            if !co_submitters.iter().any(|(_, known)| known == name) {
                co_submitters.push((None, name.to_owned()));
            }
        }
        let language = fields.trimmed("language");
        if !crate::consultations::LANGUAGES.contains(&language) {
            errors.add("language", "input-language-unknown");
        }
        errors.check()?;
        Ok(Self {
            language: language.to_owned(),
            own_date,
            own_reference,
            on_behalf_of,
            without_prejudice: fields.is_ticked("without_prejudice"),
            receipt_by_email: fields.is_ticked("receipt_by_email"),
            co_submitters,
        })
    }

    pub fn of(submission: &Submission, others: &[CoSubmitter]) -> Self {
        Self {
            language: submission.language.clone(),
            own_date: submission.own_date.clone(),
            own_reference: submission.own_reference.clone(),
            on_behalf_of: submission.on_behalf_of.clone(),
            without_prejudice: submission.without_prejudice,
            receipt_by_email: submission.receipt_by_email,
            co_submitters: others
                .iter()
                .map(|other| (other.participant_id, other.name.clone()))
                .collect(),
        }
    }

    /// The form with what is stored.
    pub fn fields(&self, participants: &[Participant]) -> Fields {
        let mut texts: Vec<(&str, &str)> = vec![
            ("language", &self.language),
            ("own_date", self.own_date.as_deref().unwrap_or_default()),
            ("own_reference", self.own_reference.as_deref().unwrap_or_default()),
            ("on_behalf_of", self.on_behalf_of.as_deref().unwrap_or_default()),
        ];
        if self.without_prejudice {
            texts.push(("without_prejudice", "yes"));
        }
        if self.receipt_by_email {
            texts.push(("receipt_by_email", "yes"));
        }
        let mut named = Vec::new();
        for (key, name) in &self.co_submitters {
            match participants.iter().find(|participant| Some(participant.id) == *key) {
                Some(participant) => texts.push(("co", participant.public_id.as_str())),
                None => named.push(name.as_str()),
            }
        }
        let named = named.join("\n");
        texts.push(("co_names", &named));
        Fields::of(&texts)
    }
}
