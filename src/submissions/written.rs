//! What a person typed, parsed once at the door: one input.

use super::store::Input;
use crate::languages::Language;
use crate::procedure::keys::QuestionKey;
use crate::procedure::rounds::Saying;
use crate::procedure::words::{CommentType, InputKind, Operation, Placement, PublicationClass};
use crate::text::operations::SPLIT_LINE;
use crate::text::{
    CannotApply, Destination, Element, Kind, Particulars, Proposal, Quote, Text, apply, find,
    match_quote,
};
use crate::web::{Errors, Fields};
use std::sync::Arc;

/// A comment, a wording or a justification may be this long, in characters.
pub const MOST_CHARACTERS: usize = 20_000;
/// A line: a reference, a name.
pub const MOST_OF_A_LINE: usize = 300;

/// What an input is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// An element of the round's text.
    Element {
        identity: String,
        text: Arc<Text>,
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
            Self::Element { identity, text } => {
                text.get(identity).map_or("", |element| element.wording(language))
            }
            Self::Whole | Self::Question(_) => "",
        }
    }

    /// Is it the present wording, in any language?
    fn has_wording(&self, words: &str) -> bool {
        let element = self.element();
        element.is_some_and(|(element, _)| element.text.values().any(|one| tidy(one) == words))
    }

    /// The element that it is, with the text that it stands in.
    pub fn element(&self) -> Option<(&Element, &Text)> {
        match self {
            Self::Element { identity, text } => Some((text.get(identity)?, text)),
            Self::Whole | Self::Question(_) => None,
        }
    }

    /// The wording that an operation starts from: for a merger, all that are merged.
    pub fn quoted(
        &self,
        operation: Operation,
        particulars: &Particulars,
        language: &str,
    ) -> String {
        match operation {
            Operation::Merge => self.wording_with(&particulars.others, language),
            _ => tidy(self.wording(language)),
        }
    }

    /// The wordings of the element and of the others, in the order of the text, as [`parts`] reads
    /// them.
    fn wording_with(&self, others: &[String], language: &str) -> String {
        let Some((element, text)) = self.element() else { return String::new() };
        let all = text.elements.iter().filter(|e| e.id == element.id || others.contains(&e.id));
        let all: Vec<&str> = all.map(|element| element.wording(language)).collect();
        all.join(&format!("\n{SPLIT_LINE}\n"))
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
        let takes_words = takes_words && (operation != Some(Operation::Merge) || is_own);
        let particulars = operation.map(|one| particulars(fields, spot, one)).unwrap_or_default();
        let quoted = match operation {
            _ if !is_proposal => String::new(),
            Some(operation) => spot.quoted(operation, &particulars, language),
            None => tidy(spot.wording(language)),
        };
        Ok(Self {
            identity,
            question,
            kind,
            operation,
            particulars,
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
            && self.particulars.is_empty()
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
            Some(operation) if operation.is_addition() && equals_current => {
                errors.add("proposed", "input-proposed-equal-added");
            }
            Some(operation) if !operation.takes_wording() && !self.proposed.is_empty() => {
                errors.add("proposed", "input-proposed-beside");
            }
            Some(operation) => {
                if let Some((field, key)) = self.cannot(operation, spot) {
                    errors.add(field, key);
                }
            }
        }
        errors
    }

    /// The question whether it may be said at all.
    pub fn saying(&self) -> Saying<'_> {
        Saying { kind: self.kind, operation: self.operation, element: self.identity.as_deref() }
    }

    /// Notes what is longer than an input may be.
    pub fn too_long(&self, errors: &mut Errors) {
        too_long(errors, "body", &self.body);
        too_long(errors, "proposed", &self.proposed);
    }

    /// Why the text could not be changed so: the field where to mend it, and the sentence.
    fn cannot(&self, operation: Operation, spot: &Spot) -> Option<(&'static str, &'static str)> {
        let (element, text) = spot.element()?;
        let proposal = Proposal {
            operation,
            target: &element.id,
            wording: &self.proposed,
            language: &self.language,
            particulars: &self.particulars,
        };
        let mut n = 0;
        let mut new_id = || {
            n += 1;
            format!("part {n}")
        };
        let cannot = apply(&mut Text::clone(text), &proposal, &mut new_id).err()?;
        Some(match cannot {
            CannotApply::NoDestination { .. } | CannotApply::UnknownElement { .. } => {
                ("anchor", "draft-cannot-no-destination")
            }
            CannotApply::AlreadyThere { .. } => ("anchor", "draft-cannot-already-there"),
            CannotApply::InsideItself { .. } => ("anchor", "draft-cannot-inside-itself"),
            CannotApply::EmptyPart { .. } => ("proposed", "draft-cannot-empty-part"),
            CannotApply::EmptyWording => ("proposed", "input-proposed-missing"),
            CannotApply::NoOthers { .. } => ("others", "draft-cannot-no-others"),
            CannotApply::NotAlike { .. } => ("others", "draft-cannot-not-alike"),
            CannotApply::NotAmongChildren { .. } => ("from", "draft-cannot-not-among-children"),
            CannotApply::FootnoteStays { .. } => ("operation", "draft-cannot-footnote-stays"),
            CannotApply::NotAllowedUnder { .. } if operation == Operation::Move => {
                ("anchor", "input-cannot-stand-there")
            }
            CannotApply::NotAllowedUnder { .. } | CannotApply::ChildNotAllowed { .. } => {
                ("kind", "input-cannot-stand-there")
            }
            _ => ("operation", "input-cannot-here"),
        })
    }
}

/// What the form says beside the words. Only elements of the text are taken.
fn particulars(fields: &Fields, spot: &Spot, operation: Operation) -> Particulars {
    let Some((_, text)) = spot.element() else { return Particulars::default() };
    let known = |id: &str| text.get(id).map(|element| element.id.clone());
    let kind = fields.parsed("kind");
    match operation {
        Operation::Move => {
            let to = known(fields.trimmed("anchor")).zip(fields.parsed("side"));
            let to = to.map(|(anchor, side)| Destination { anchor, side });
            Particulars { kind, to, ..Particulars::default() }
        }
        Operation::Merge => Particulars {
            others: fields.all("others").filter_map(known).collect(),
            ..Particulars::default()
        },
        Operation::Split => Particulars {
            others: known(fields.trimmed("from")).into_iter().collect(),
            ..Particulars::default()
        },
        _ if operation.is_addition() => Particulars { kind, ..Particulars::default() },
        _ => Particulars::default(),
    }
}

/// The further paragraphs that the form names for the same proposal ("PP3; art. 4 (2)"), by their
/// identities. One that is not found, or not one alone, is a fault.
pub fn further(fields: &Fields, spot: &Spot) -> Result<Vec<String>, Errors> {
    let mut errors = Errors::default();
    let mut all: Vec<String> = Vec::new();
    if let Some((element, text)) = spot.element() {
        let names = fields.get("further").split([';', '\n', '\r']).map(str::trim);
        for name in names.filter(|name| !name.is_empty()) {
            match find(text, name)[..] {
                [at] if text.elements[at].id == element.id => {}
                [at] => all.push(text.elements[at].id.clone()),
                _ => {
                    let shown: String = name.chars().take(60).collect();
                    errors.add_with("further", "input-further-unknown", vec![("name", shown)]);
                }
            }
        }
    }
    all.dedup();
    errors.check()?;
    Ok(all)
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
        let own = &self.particulars;
        let mut fields = Fields::of(&[
            ("kind", own.kind.map_or("", Kind::as_str)),
            ("anchor", own.to.as_ref().map_or("", |to| to.anchor.as_str())),
            ("side", own.to.as_ref().map_or("", |to| to.side.as_str())),
            ("body", self.body.as_str()),
            ("proposed", self.proposed.as_str()),
            ("operation", self.operation.map_or("", Operation::as_str)),
            ("comment_type", self.comment_type.map_or("", CommentType::as_str)),
            ("language", self.language.as_str()),
            ("class", self.publication_class.map_or("", PublicationClass::as_str)),
        ]);
        let name = if self.operation == Some(Operation::Split) { "from" } else { "others" };
        for other in &own.others {
            fields = fields.and(name, other.as_str());
        }
        fields
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
