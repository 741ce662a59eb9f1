//! The form of one input: a comment, a proposal, an answer.

use super::super::effects;
use super::super::store::Input;
use super::super::written::{Spot, Written};
use super::scene::Scene;
use crate::languages::Language;
use crate::participants::store::Participant;
use crate::procedure::words::{
    CommentType, ConsultationKind, InputKind, Operation, PublicationClass, Word,
};
use crate::secrets;
use crate::text::operations::{mergeable, possible};
use crate::text::{Kind, Run, Side};
use crate::web::Fields;

/// What `submissions/input_form.html` shows.
pub struct InputForm {
    pub action: String,
    pub autosave: String,
    /// Where the difference is worked out, for proposals.
    pub preview: Option<String>,
    pub kind: InputKind,
    pub fields: Fields,
    pub version: i64,
    /// Marks this form, so that sending it twice makes one input.
    pub form_key: Option<String>,
    /// For whom, where the person drafts for several.
    pub seats: Vec<(String, String)>,
    pub operations: Vec<(&'static str, String)>,
    /// As what something is added or moved.
    pub kinds: Vec<(&'static str, String)>,
    /// Where it may be moved: identity and citation.
    pub places: Vec<(String, String)>,
    pub sides: Vec<(&'static str, String)>,
    /// With what it may be merged.
    pub neighbours: Vec<(String, String)>,
    /// With what the second part of an article may begin.
    pub beginnings: Vec<(String, String)>,
    /// The operation in words, as it was last sent: "Move: to stand after PP3".
    pub effect: Option<String>,
    pub types: Vec<(&'static str, String)>,
    pub classes: Vec<(&'static str, String, String)>,
    pub languages: Vec<(&'static str, String)>,
    pub removal: Option<String>,
    pub cancel: Option<String>,
    /// The difference as it was last saved or sent.
    pub runs: Vec<Run>,
}

impl InputForm {
    /// An empty form at a spot: a proposal begins with a copy of the present wording.
    pub fn new(scene: &Scene, spot: &Spot, path: &str, kind: InputKind) -> Self {
        let language = scene.reading.as_ref().map(|reading| reading.language.clone());
        let mut language = language.unwrap_or_else(|| scene.t().code().to_owned());
        if let Some((element, _)) = spot.element()
            && spot.wording(&language).is_empty()
            && let Some((other, _)) = element.text.iter().find(|(_, wording)| !wording.is_empty())
        {
            language.clone_from(other);
        }
        let operation = if kind == InputKind::Proposal { "modify" } else { "" };
        let fields = Fields::of(&[
            ("language", language.as_str()),
            ("operation", operation),
            ("proposed", if operation.is_empty() { "" } else { spot.wording(&language) }),
            ("version", "0"),
            ("form_key", secrets::public_id().as_str()),
        ]);
        Self::with(scene, spot, path, kind, fields)
    }

    /// The form at a spot with what was typed.
    pub fn with(scene: &Scene, spot: &Spot, path: &str, kind: InputKind, fields: Fields) -> Self {
        let query = format!("?form={}", kind.as_str());
        let preview = (kind == InputKind::Proposal).then(|| format!("{path}/preview"));
        let form_key = fields.filled("form_key").map(str::to_owned);
        Self {
            action: format!("{path}{query}"),
            autosave: format!("{path}/autosave{query}"),
            preview,
            form_key: Some(form_key.unwrap_or_else(|| secrets::public_id().to_string())),
            version: 0,
            ..Self::common(scene, spot, kind, fields)
        }
    }

    /// The form that changes an input.
    pub fn edit(scene: &Scene, spot: &Spot, path: &str, input: &Input, fields: Fields) -> Self {
        let preview = (input.kind == InputKind::Proposal).then(|| format!("{path}/preview"));
        let own = format!("/inputs/{}", input.public_id);
        Self {
            action: own.clone(),
            autosave: format!("{own}/autosave"),
            preview,
            version: input.row_version,
            removal: Some(format!("{own}/removal")),
            cancel: Some(path.to_owned()),
            ..Self::common(scene, spot, input.kind, fields)
        }
    }

    fn common(scene: &Scene, spot: &Spot, kind: InputKind, fields: Fields) -> Self {
        let t = scene.t();
        let effect = (kind == InputKind::Proposal).then(|| Effect::of(scene, spot, &fields));
        let Effect { said, runs } = effect.unwrap_or_default();
        let place = |id: &str| {
            let line = scene.reading.as_ref()?.line(id)?;
            let words: String = line.wording.chars().take(60).collect();
            Some((id.to_owned(), format!("{}: {words}", t.citation_short(&line.citation))))
        };
        let (mut offered, mut neighbours, mut beginnings) = (Vec::new(), Vec::new(), Vec::new());
        if let Some((element, text)) = spot.element().filter(|_| kind == InputKind::Proposal) {
            offered = possible(text, &element.id);
            offered.retain(|operation| scene.facts.takes_operation(*operation));
            neighbours.extend(mergeable(text, &element.id).into_iter().map(|e| e.id.as_str()));
            if element.kind == Kind::Article {
                let children = text.children(Some(&element.id));
                beginnings.extend(children.into_iter().skip(1).map(|e| e.id.as_str()));
            }
        }
        let places = match kind {
            InputKind::Proposal => scene.places(),
            _ => Vec::new(),
        };
        let neighbours = neighbours.into_iter().filter_map(place).collect();
        let beginnings = beginnings.into_iter().filter_map(place).collect();
        Self {
            action: String::new(),
            autosave: String::new(),
            preview: None,
            kind,
            version: 0,
            form_key: None,
            seats: Vec::new(),
            operations: offered.iter().map(|word| (word.as_str(), t.word(*word))).collect(),
            kinds: kinds(t),
            places,
            sides: sides(t),
            neighbours,
            beginnings,
            effect: said,
            types: CommentType::ALL.iter().map(|word| (word.as_str(), t.word(*word))).collect(),
            classes: classes(t, scene.consultation.kind),
            languages: languages(t),
            removal: None,
            cancel: None,
            runs,
            fields,
        }
    }

    /// For whom: asked only where there are several.
    pub fn for_one_of(mut self, writers: &[Participant]) -> Self {
        if writers.len() > 1 {
            let choice = |one: &Participant| (one.public_id.to_string(), one.name.clone());
            self.seats = writers.iter().map(choice).collect();
        }
        self
    }

    pub fn is_proposal(&self) -> bool {
        self.kind == InputKind::Proposal
    }

    /// Is this operation offered here?
    pub fn offers(&self, operation: &str) -> bool {
        self.operations.iter().any(|(word, _)| *word == operation)
    }

    pub fn offers_additions(&self) -> bool {
        self.operations.iter().any(|(word, _)| word.starts_with("add_"))
    }

    pub fn body_label(&self) -> &'static str {
        match self.kind {
            InputKind::Proposal => "input-justification",
            InputKind::Answer => "input-answer",
            InputKind::General | InputKind::Comment => "input-comment",
        }
    }
}

/// What a proposal would do, as it stands in the form.
#[derive(Default)]
pub struct Effect {
    /// Where there is more to say than the operation: "Move: to stand after PP3".
    pub said: Option<String>,
    pub runs: Vec<Run>,
}

impl Effect {
    pub fn of(scene: &Scene, spot: &Spot, fields: &Fields) -> Self {
        let Ok(written) = Written::read(fields, spot, InputKind::Proposal) else {
            return Self::default();
        };
        let Some(operation) = written.operation else { return Self::default() };
        let is_changed = operation != Operation::Modify || written.proposed != written.quoted;
        let cite = |identity: &str| scene.citation_short(identity);
        Self {
            said: (!written.particulars.is_empty())
                .then(|| effects::said(scene.t(), operation, &written.particulars, cite)),
            runs: match is_changed {
                true => effects::runs(Some(operation), &written.quoted, &written.proposed),
                false => Vec::new(),
            },
        }
    }
}

/// As what something may be added; a footnote comes with its mark.
pub fn kinds(t: Language) -> Vec<(&'static str, String)> {
    let kinds = Kind::ALL.iter().filter(|kind| **kind != Kind::Footnote);
    kinds.map(|kind| (kind.as_str(), t.word(*kind))).collect()
}

pub fn sides(t: Language) -> Vec<(&'static str, String)> {
    let sides = [Side::After, Side::Before, Side::First, Side::Last];
    sides.map(|side| (side.as_str(), t.say(&format!("input-side-{}", side.as_str())))).to_vec()
}

/// The publication classes: word, name, what it means in this kind of consultation.
pub fn classes(t: Language, kind: ConsultationKind) -> Vec<(&'static str, String, String)> {
    let hint = |class: PublicationClass| t.say_in(kind, &format!("{}-hint", class.key()));
    PublicationClass::ALL
        .iter()
        .map(|class| (class.as_str(), t.word(*class), hint(*class)))
        .collect()
}

/// The same for an alignment.
pub fn aligning_classes(
    t: Language,
    kind: ConsultationKind,
) -> Vec<(&'static str, String, String)> {
    let hint = |class: &str| t.say_in(kind, &format!("aligning-class-{class}"));
    let all = PublicationClass::ALL.iter().rev();
    all.map(|class| (class.as_str(), t.word(*class), hint(class.as_str()))).collect()
}

/// The six languages that a text may be in.
pub fn languages(t: Language) -> Vec<(&'static str, String)> {
    crate::consultations::LANGUAGES.iter().map(|code| (*code, t.language_name(code))).collect()
}
