//! Inputs as pages show them.

use super::super::store::{Input, Submission};
use super::super::supporters::{How, Supporter};
use super::super::views::{Seen, facts};
use super::super::written::mismatch_said;
use super::scene::Scene;
use crate::participants::store::Participant;
use crate::procedure::Moment;
use crate::procedure::keys::SubmissionKey;
use crate::procedure::rounds::may_draft_input;
use crate::procedure::submissions::{SubmissionFacts, may_erase, may_lower, may_redact};
use crate::procedure::words::{InputKind, PublicationClass, SubmissionState};
use crate::text::{Run, with_marks};
use std::collections::HashMap;

/// One input with all that its reader may know of it.
pub struct Card {
    pub anchor: String,
    /// The participant, or "Name withheld".
    pub author: String,
    /// Its kind and regional group.
    pub author_note: String,
    /// "Textual proposal: modify".
    pub what: String,
    /// The citation of its element, and where that is; None for the whole text.
    pub place: Option<(String, Option<String>)>,
    /// The other elements of the same proposal, and where they are.
    pub also_on: Vec<(String, Option<String>)>,
    pub comment_type: Option<String>,
    /// The class's word for the stylesheet, and what a person reads.
    pub class: Option<(&'static str, String)>,
    pub late: bool,
    pub is_draft: bool,
    /// It was recorded at a meeting as its author's, and nobody has answered for it.
    pub unverified: bool,
    pub language: String,
    pub runs: Vec<Run>,
    pub body: String,
    /// The body of a proposal is its justification.
    pub is_proposal: bool,
    pub letter: Option<String>,
    pub mismatch: Option<String>,
    /// Where it can be changed.
    pub edit: Option<String>,
    /// Where the whole submission is.
    pub submission: Option<String>,
    /// The letter that it was cut out of, where its reader may read it.
    pub original: Option<String>,
    /// Where its reader may learn the name.
    pub identity: Option<String>,
    /// Where its class can be changed after it was submitted.
    pub class_path: Option<String>,
    /// "Erased for safety on 15 March 2026".
    pub erased: Option<String>,
    /// Something about third persons is taken out for those outside.
    pub is_redacted: bool,
    /// Where that is done, for those who may.
    pub redaction: Option<String>,
    /// Where the input is erased, for those who may.
    pub erasure: Option<String>,
    pub id: String,
}

impl Card {
    pub fn of_seen(scene: &Scene, seen: &Seen) -> Self {
        let mut card = Self::of(scene, &seen.input);
        let t = scene.t();
        if may_lower(&scene.who, seen.submission.participant_id).is_ok() {
            card.class_path = Some(class_path(&seen.input.public_id));
        }
        match seen.author_in(t) {
            Some(author) => {
                card.written_by(scene, &author);
                card.late = seen.submission.late;
                card.submission = Some(path(&seen.submission));
            }
            None => {
                card.author = t.say("input-name-withheld");
                card.author_note = kind_of(t, seen);
                card.identity = seen.may_learn.then(|| identity_path(&seen.input.public_id));
            }
        }
        card.is_redacted = seen.is_redacted;
        card.unverified = seen.unverified.is_some();
        card.original = seen.original_path();
        card.take(scene, &seen.input, &seen.submission, seen.erased_at);
        card
    }

    /// What was taken out of it, and what this person may take out.
    pub fn take(
        &mut self,
        scene: &Scene,
        input: &Input,
        submission: &Submission,
        erased_at: Option<Moment>,
    ) {
        let t = scene.t();
        let day = |at| t.say1("erased-on", "day", t.day(at, scene.zone()));
        self.erased = erased_at.map(day);
        if self.erased.is_some() {
            return;
        }
        let facts = facts(input, submission);
        let path = format!("/inputs/{}", input.public_id);
        if scene.sight().shows(&facts) && may_redact(&scene.who, input.id, &facts).is_ok() {
            self.redaction = Some(format!("{path}/redaction"));
        }
        let whole = SubmissionFacts {
            submission: submission.id,
            participant: submission.participant_id,
            state: submission.state,
            published: facts.published,
            has_content: true,
            unverified: false,
        };
        if may_erase(&scene.who, &whole, false).is_ok() {
            self.erasure = Some(format!("{path}/erasure"));
        }
    }

    /// An input of one's own participant.
    pub fn of_own(
        scene: &Scene,
        input: &Input,
        submission: &Submission,
        author: &Participant,
    ) -> Self {
        let mut card = Self::of(scene, input);
        card.written_by(scene, author);
        card.late = submission.late;
        card.submission = Some(path(submission));
        if submission.state == SubmissionState::Drafting {
            card.is_draft = true;
            let may = may_draft_input(&scene.who, &scene.facts, author.id, None, scene.now);
            card.edit = may.is_ok().then(|| format!("/inputs/{}/edit", input.public_id));
        }
        if submission.state == SubmissionState::Submitted
            && scene.sight().shows(&facts(input, submission))
            && may_lower(&scene.who, author.id).is_ok()
        {
            card.class_path = Some(class_path(&input.public_id));
        }
        card
    }

    fn of(scene: &Scene, input: &Input) -> Self {
        let t = scene.t();
        let identity = input.identity.as_deref();
        let line = identity.and_then(|id| scene.reading.as_ref()?.line(id));
        let current = line.filter(|line| line.language == input.language);
        let place = identity.map(|identity| {
            let citation = scene.citation(identity).unwrap_or_else(|| t.say("input-no-element"));
            (citation, scene.element_path(identity))
        });
        Self {
            anchor: format!("i-{}", input.public_id),
            author: String::new(),
            author_note: String::new(),
            what: said(scene, input),
            place,
            also_on: Vec::new(),
            comment_type: input.comment_type.map(|word| t.word(word)),
            class: input.publication_class.map(|class| (style(class), t.word(class))),
            late: false,
            is_draft: false,
            unverified: false,
            language: input.language.clone(),
            runs: marked(input.runs(current.map_or("", |line| &line.wording))),
            body: with_marks(&input.body),
            is_proposal: input.kind == InputKind::Proposal,
            letter: input.letter.clone(),
            mismatch: input.mismatch.as_ref().map(|mismatch| mismatch_said(t, mismatch)),
            edit: None,
            submission: None,
            original: None,
            identity: None,
            class_path: None,
            erased: None,
            is_redacted: false,
            redaction: None,
            erasure: None,
            id: input.public_id.to_string(),
        }
    }

    fn written_by(&mut self, scene: &Scene, author: &Participant) {
        let t = scene.t();
        self.author.clone_from(&author.name);
        self.author_note = kind_and_region(t, author);
    }
}

/// Which inputs are rows of one proposal on several elements.
#[derive(Default)]
pub struct Groups(HashMap<(SubmissionKey, String, bool), Vec<Input>>);

impl Groups {
    /// Of these inputs, each with whether its reader is shown the name: a row with a name would
    /// tell whose the row without one is.
    pub fn of<'a>(inputs: impl Iterator<Item = (&'a Input, bool)>) -> Self {
        let mut groups: HashMap<_, Vec<Input>> = HashMap::new();
        for (input, is_named) in inputs {
            if let Some(group) = &input.proposal_group {
                let key = (input.submission_id, group.clone(), is_named);
                groups.entry(key).or_default().push(input.clone());
            }
        }
        Self(groups)
    }

    /// The other elements of the proposal that this is a row of, and where they are.
    pub fn also_on(
        &self,
        scene: &Scene,
        input: &Input,
        is_named: bool,
    ) -> Vec<(String, Option<String>)> {
        let Some(group) = &input.proposal_group else { return Vec::new() };
        let rows = self.0.get(&(input.submission_id, group.clone(), is_named));
        let rows = rows.map_or(&[][..], Vec::as_slice).iter().filter(|row| row.id != input.id);
        rows.filter_map(|row| {
            let identity = row.identity.as_ref()?;
            let path = scene.element_path(identity);
            let path = path.map(|path| format!("{path}#i-{}", row.public_id));
            Some((scene.citation_short(identity)?, path))
        })
        .collect()
    }
}

/// The kind of whoever is behind an input without a name, or "a participant".
pub fn kind_of(t: crate::languages::Language, seen: &Seen) -> String {
    seen.kind.map_or_else(|| t.say("input-a-participant"), |kind| t.word(kind))
}

/// Where the name behind an input is asked for.
pub fn identity_path(input: &crate::procedure::keys::PublicId) -> String {
    format!("/inputs/{input}/identity")
}

pub fn class_path(input: &crate::procedure::keys::PublicId) -> String {
    format!("/inputs/{input}/class")
}

/// "State, African States".
pub fn kind_and_region(t: crate::languages::Language, participant: &Participant) -> String {
    let kind = t.word(participant.kind);
    match participant.regional_group {
        Some(group) => format!("{kind}, {}", t.word(group)),
        None => kind,
    }
}

/// The difference with what nobody sees made visible.
fn marked(runs: Vec<Run>) -> Vec<Run> {
    runs.into_iter().map(|run| Run { text: with_marks(&run.text), ..run }).collect()
}

/// "Comment", or "Textual proposal: delete".
pub fn said(scene: &Scene, input: &Input) -> String {
    input.said(scene.t(), |identity| scene.citation_short(identity))
}

pub fn path(submission: &Submission) -> String {
    format!("/submissions/{}", submission.public_id)
}

pub(super) fn style(class: PublicationClass) -> &'static str {
    match class {
        PublicationClass::Public => "public",
        PublicationClass::NameWithheld => "name-withheld",
        PublicationClass::Confidential => "confidential",
    }
}

/// One who stands behind a text, as `submissions/supporters.html` shows it.
pub struct SupporterLine {
    pub who: String,
    pub how: String,
    pub mark: &'static str,
    pub late: bool,
    pub class: Option<(&'static str, String)>,
    /// The citations of the elements on which it is not with the text.
    pub except: String,
    pub remark: String,
}

impl SupporterLine {
    /// `cite` says what an element is called; the class is for those who work with it.
    pub fn of(
        t: crate::languages::Language,
        one: &Supporter,
        cite: impl Fn(&str) -> Option<String>,
        with_class: bool,
    ) -> Self {
        let except: Vec<String> = one
            .except
            .iter()
            .map(|identity| cite(identity).unwrap_or_else(|| t.say("input-no-element")))
            .collect();
        let mark = match one.how {
            How::Aligned => "good",
            How::Together(said) => super::co_submission::mark(said),
        };
        Self {
            who: one.called(t),
            how: one.how_said(t),
            mark,
            late: one.late,
            class: one.class.filter(|_| with_class).map(|class| (style(class), t.word(class))),
            except: except.join("; "),
            remark: crate::text::with_marks(&one.remark),
        }
    }
}
