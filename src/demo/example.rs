//! The files in `example/`, read.

use super::CastMember;
use crate::procedure::words::{
    CommentType, PublicationClass, SeatRole, Source, SummaryAttribution, Treatment,
};
use crate::text::Kind;
use crate::text::operations::Side;
use anyhow::Context;
use serde::Deserialize;
use std::collections::BTreeMap;

pub const FIRST_DRAFT: &str = include_str!("example/first_draft.txt");
pub const SECOND_TEXT: &str = include_str!("example/second_text.txt");
pub const PARTICIPANTS: &[u8] = include_bytes!("example/participants.csv");

#[derive(Debug, Deserialize)]
pub struct Example {
    pub consultation: Consultation,
    pub cast: Vec<Member>,
    pub rounds: Vec<Round>,
    pub submissions: Vec<Submission>,
    pub themes: Vec<String>,
    pub theme_of: Vec<Tagged>,
    pub responses: Vec<Response>,
    pub internal_notes: Vec<Remark>,
    pub revisions: Vec<Revision>,
    pub notes: Vec<Remark>,
    pub summary: Vec<Summed>,
    pub groups: Vec<Group>,
    pub alignments: Vec<Alignment>,
    pub confirmations: Vec<Confirmation>,
    pub framework: Vec<Gathered>,
}

#[derive(Debug, Deserialize)]
pub struct Consultation {
    pub slug: String,
    pub title: String,
    pub mandate: String,
    pub contact: String,
    pub disclaimer: String,
    pub timezone: String,
    pub languages: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Member {
    pub name: String,
    pub email: String,
    pub role: String,
    pub participant: Option<String>,
    pub language: String,
}

#[derive(Debug, Deserialize)]
pub struct Round {
    pub key: String,
    pub title: String,
    /// "2026-05-04 09:00", or else days from now.
    pub opens: Option<String>,
    pub closes: Option<String>,
    pub opens_days: Option<i64>,
    pub closes_days: Option<i64>,
    pub instructions: String,
    pub questions: Vec<String>,
    pub extension: Option<Extension>,
}

#[derive(Debug, Deserialize)]
pub struct Extension {
    pub closes: String,
    pub reason: String,
    pub on: String,
}

#[derive(Debug, Deserialize)]
pub struct Submission {
    pub key: String,
    pub round: String,
    pub participant: String,
    /// "2026-07-28 11:05" in the consultation's zone, or else days from now.
    pub submitted: Option<String>,
    pub days: Option<i64>,
    pub by_source: Source,
    pub reference: Option<String>,
    pub own_date: Option<String>,
    pub language: String,
    pub class: PublicationClass,
    pub without_prejudice: bool,
    pub on_behalf_of: Option<String>,
    pub co_submitters: Vec<String>,
    pub replaces: Option<String>,
    pub general: Option<String>,
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    pub inputs: Vec<Input>,
}

#[derive(Debug, Deserialize)]
pub struct Input {
    /// The citation of the element.
    pub on: String,
    /// "comment", or the operation of a proposal.
    pub operation: String,
    #[serde(rename = "type")]
    pub comment_type: CommentType,
    pub comment: String,
    pub proposed: Option<String>,
    pub class: Option<PublicationClass>,
    pub letter: Option<String>,
    pub proposed_language: Option<String>,
    /// For a move.
    pub moved: Option<Moved>,
    /// For a merger: the citations of the others.
    #[serde(default)]
    pub with: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Moved {
    pub side: Side,
    /// The citation of the element that it would stand beside.
    pub to: String,
}

#[derive(Debug, Deserialize)]
pub struct InputRef {
    pub submission: String,
    pub input: usize,
}

#[derive(Debug, Deserialize)]
pub struct Tagged {
    pub submission: String,
    pub input: usize,
    pub themes: Vec<String>,
}

/// An entry of the summary of general comments.
#[derive(Debug, Deserialize)]
pub struct Summed {
    /// A regional group, or a kind of participant.
    pub under: String,
    pub theme: String,
    pub said: SummaryAttribution,
    pub text: String,
    /// The submissions whose general comments it was written from.
    pub from: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Group {
    pub group: String,
    pub members: Vec<String>,
    /// "2019-01-01".
    pub since: String,
}

/// A participant that aligns itself with a submission, by itself or on paper.
#[derive(Debug, Deserialize)]
pub struct Alignment {
    pub participant: String,
    pub submission: String,
    /// "2026-08-03 10:15" in the consultation's zone, or else days from now.
    pub on: Option<String>,
    pub days: Option<i64>,
    /// How it came on paper; None where the participant said it here.
    pub source: Option<Source>,
    /// The citations of the elements on which it is not with the text.
    pub except: Vec<String>,
    pub remark: String,
}

/// A named co-submitter that confirms.
#[derive(Debug, Deserialize)]
pub struct Confirmation {
    pub participant: String,
    pub submission: String,
    /// When, in days from now.
    pub days: i64,
}

/// An element of a framework.
#[derive(Debug, Deserialize)]
pub struct Gathered {
    pub theme: String,
    pub title: String,
    pub text: String,
    /// A submission, and the number of the question that it answers.
    pub answers: Vec<(String, String)>,
    /// The citations of the paragraphs that grew from it.
    pub paragraphs: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Response {
    pub submission: String,
    pub input: usize,
    pub treatment: Treatment,
    pub covered_by: Option<InputRef>,
    pub reason: Option<String>,
    pub validated: bool,
}

#[derive(Debug, Deserialize)]
pub struct Remark {
    pub on: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Revision {
    pub on: String,
    pub act: String,
    pub from: Option<InputRef>,
    pub text: Option<String>,
    pub into: Option<Vec<String>>,
    pub kind: Option<Kind>,
}

impl Example {
    pub fn read() -> anyhow::Result<Self> {
        serde_json::from_str(include_str!("example/example.json")).context("example.json")
    }

    /// Which of its inputs answers that question: the answers come after all others.
    pub fn answer(&self, submission: &str, number: &str) -> anyhow::Result<usize> {
        let found = self.submissions.iter().find(|said| said.key == submission).and_then(|said| {
            let at = said.answers.keys().position(|question| question == number)?;
            Some(said.inputs.len() + usize::from(said.general.is_some()) + at)
        });
        found.with_context(|| format!("no answer {number} of {submission}"))
    }

    pub fn round(&self, key: &str) -> anyhow::Result<&Round> {
        self.rounds.iter().find(|round| round.key == key).with_context(|| format!("round {key}"))
    }
}

impl Example {
    /// Is it a submission of this round that no later one has replaced?
    pub fn stands(&self, key: &str, round: &str) -> bool {
        let replaced = |later: &Submission| later.replaces.as_deref() == Some(key);
        self.submissions.iter().any(|said| said.key == key && said.round == round)
            && !self.submissions.iter().any(replaced)
    }
}

impl Member {
    /// The seat of somebody of a participant.
    pub fn seat(&self) -> Option<SeatRole> {
        self.role.parse().ok()
    }

    pub fn shown(&self) -> CastMember {
        CastMember {
            name: self.name.clone(),
            email: self.email.clone(),
            role: self.role.clone(),
            participant: self.participant.clone(),
        }
    }
}
