//! What stands on the page of a submission beside its inputs: how it came, from which meeting, with whom.

use super::super::cover::Cover;
use super::super::store::{self, Intervention, Meeting, Submission};
use super::intervention::{mark, path_of};
use super::meeting::{days, path, place};
use super::scene::Scene;
use crate::db::Conn;
use crate::languages::Language;
use crate::procedure::keys::ParticipantKey;
use crate::procedure::words::{CoSubmission, Verification};
use diesel::QueryResult;

/// The meeting that a submission comes from: its comments, or what was said there on behalf of somebody.
pub(super) struct AtMeeting {
    meeting: Meeting,
    intervention: Option<Intervention>,
}

/// Where a participant answers for what was said on its behalf, and what it has said so far.
pub(super) struct Answer {
    pub path: String,
    pub said: String,
    pub mark: &'static str,
    pub waits: bool,
}

impl AtMeeting {
    pub fn of(conn: &mut Conn, submission: &Submission) -> QueryResult<Option<Self>> {
        if let Some((intervention, meeting)) = store::intervention_of(conn, submission.id)? {
            return Ok(Some(Self { meeting, intervention: Some(intervention) }));
        }
        let meeting = store::meeting_of(conn, submission.id)?;
        Ok(meeting.map(|meeting| Self { meeting, intervention: None }))
    }

    pub fn path(&self) -> String {
        path(&self.meeting)
    }

    pub fn is_intervention(&self) -> bool {
        self.intervention.is_some()
    }

    /// "Regional consultation for Africa (Addis Ababa, Ethiopia, 21 July 2015 to 22 July 2015)".
    fn said(&self, t: Language) -> String {
        let facts = &self.meeting.facts;
        let where_and_when = t.say2("meeting-and", "one", place(facts), "other", days(t, facts));
        let title = facts.title.as_str();
        let meeting = t.say2("meeting-said", "title", title, "where", where_and_when);
        match &self.intervention {
            Some(one) => t.say2("meeting-and", "one", meeting, "other", t.word(one.verification)),
            None => meeting,
        }
    }

    /// For the participant's own people, of what was recorded.
    pub fn answer(&self, t: Language, submission: &Submission) -> Option<Answer> {
        let one = self.intervention.as_ref().filter(|one| one.submission_id == submission.id)?;
        Some(Answer {
            path: path_of(submission),
            said: t.word(one.verification),
            mark: mark(one.verification),
            waits: one.verification == Verification::Unverified,
        })
    }
}

pub(super) fn facts_said(
    scene: &Scene,
    submission: &Submission,
    (cover, at_meeting): (&Cover, Option<&AtMeeting>),
    others: &[store::CoSubmitter],
    is_known: impl Fn(Option<ParticipantKey>) -> bool,
) -> Vec<(String, String)> {
    let t = scene.t();
    let mut facts = vec![
        (t.say("submission-source"), t.word(submission.source)),
        (t.say("submission-language"), t.language_name(&submission.language)),
    ];
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            facts.push((t.say(key), value));
        }
    };
    add("meeting-recorded-at", at_meeting.map(|at| at.said(t)));
    add("submission-on-behalf-of", cover.on_behalf_of.clone());
    let named: Vec<String> = others
        .iter()
        .map(|other| match (other.says(), is_known(other.participant_id)) {
            (CoSubmission::Confirmed, true) => other.name.clone(),
            (CoSubmission::Objected, _) => {
                t.say1("submission-objected", "name", other.name.as_str())
            }
            _ => t.say1("submission-unconfirmed", "name", other.name.as_str()),
        })
        .collect();
    add("submission-co-submitters", (!named.is_empty()).then(|| named.join("; ")));
    add("submission-own-date", cover.own_date.as_ref().map(|date| t.civil(date)));
    add("submission-own-reference", cover.own_reference.clone());
    add("submission-received-on", submission.received_on.as_ref().map(|date| t.civil(date)));
    let prejudice = cover.without_prejudice.then(|| t.say("submission-without-prejudice-said"));
    add("submission-declares", prejudice);
    if let Some(at) = submission.withdrawn_at {
        add("submission-withdrawn-at", Some(t.moment(at, scene.zone())));
        add("submission-withdrawal-reason", submission.withdrawal_reason.clone());
    }
    facts
}
