//! What an administrator decides about a round before anybody reads it.

use crate::procedure::keys::PublicId;
use crate::procedure::moments::CivilTime;
use crate::procedure::words::{InputKind, Operation, PublicationClass, PublicationRule};
use serde::{Deserialize, Serialize};

/// What a round takes at this stage of the work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stage {
    /// The operations that it takes; none named: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Operation>,
    pub elements: Openness,
    /// The identities of the open elements, settled when the draft is circulated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<String>>,
}

/// Which elements are open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Openness {
    #[default]
    All,
    /// Those that are new or other than in this earlier draft.
    ChangedSince(PublicId),
    /// Those so called in the draft, with what stands under them: "PP2", "art. 4 (2)".
    Chosen(Vec<String>),
}

/// A round as it is prepared.
#[derive(Debug, Clone)]
pub struct Plan {
    pub title: String,
    pub opens: CivilTime,
    pub closes: CivilTime,
    /// Guiding questions, in their order.
    pub questions: Vec<String>,
    pub instructions: String,
    pub allowed: Vec<InputKind>,
    pub stage: Stage,
    pub publication_rule: PublicationRule,
    /// The class of what the secretariat registers, as the call states it.
    pub registered_class: PublicationClass,
    pub accept_late: bool,
    pub team_reads_before_close: bool,
    pub open_to_public: bool,
}

impl Plan {
    /// A round with the usual rules: every kind of input, published after closing, late input
    /// taken and marked, open to those invited.
    pub fn new(title: &str, opens: CivilTime, closes: CivilTime) -> Self {
        Self {
            title: title.to_owned(),
            opens,
            closes,
            questions: Vec::new(),
            instructions: String::new(),
            allowed: InputKind::ALL.to_vec(),
            stage: Stage::default(),
            publication_rule: PublicationRule::AfterClosing,
            registered_class: PublicationClass::Public,
            accept_late: true,
            team_reads_before_close: false,
            open_to_public: false,
        }
    }
}

/// Why a round is extended or closed: never empty, because everybody invited reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        (!typed.is_empty()).then(|| Self(typed.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
