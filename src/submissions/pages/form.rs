//! The form of one input: a comment, a proposal, an answer.

use super::super::effects::runs;
use super::super::store::Input;
use super::super::written::{OFFERED, Spot, tidy};
use super::scene::Scene;
use crate::languages::Language;
use crate::participants::store::Participant;
use crate::procedure::words::{CommentType, InputKind, Operation, PublicationClass, Word};
use crate::secrets;
use crate::text::Run;
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
        if let Spot::Element { wordings, .. } = spot
            && spot.wording(&language).is_empty()
            && let Some((other, _)) = wordings.iter().find(|(_, wording)| !wording.is_empty())
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
            ..Self::common(scene.t(), spot, kind, fields)
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
            ..Self::common(scene.t(), spot, input.kind, fields)
        }
    }

    fn common(t: Language, spot: &Spot, kind: InputKind, fields: Fields) -> Self {
        let operation = fields.parsed::<Operation>("operation");
        let proposed = tidy(fields.get("proposed"));
        let base = spot.wording(fields.trimmed("language"));
        let is_changed = operation != Some(Operation::Modify) || proposed != tidy(base);
        let runs = match kind == InputKind::Proposal && is_changed {
            true => runs(operation, base, &proposed),
            false => Vec::new(),
        };
        Self {
            action: String::new(),
            autosave: String::new(),
            preview: None,
            kind,
            version: 0,
            form_key: None,
            seats: Vec::new(),
            operations: OFFERED.iter().map(|word| (word.as_str(), t.word(*word))).collect(),
            types: CommentType::ALL.iter().map(|word| (word.as_str(), t.word(*word))).collect(),
            classes: classes(t),
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

    pub fn body_label(&self) -> &'static str {
        match self.kind {
            InputKind::Proposal => "input-justification",
            InputKind::Answer => "input-answer",
            InputKind::General | InputKind::Comment => "input-comment",
        }
    }
}

/// The publication classes: word, name, what it means.
pub fn classes(t: Language) -> Vec<(&'static str, String, String)> {
    let hint = |class: PublicationClass| t.say(&format!("{}-hint", class.key()));
    PublicationClass::ALL
        .iter()
        .map(|class| (class.as_str(), t.word(*class), hint(*class)))
        .collect()
}

/// The six languages that a text may be in.
pub fn languages(t: Language) -> Vec<(&'static str, String)> {
    crate::consultations::LANGUAGES.iter().map(|code| (*code, t.language_name(code))).collect()
}
