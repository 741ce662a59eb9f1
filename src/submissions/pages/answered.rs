//! What stands at the address of words that were recorded on somebody's behalf when it has answered that it was not
//! so: its correction, or that they are gone. For whoever could read them.

use super::super::store::{self, Intervention, Submission};
use super::super::views;
use super::cards;
use super::meeting::{days, place};
use super::scene::Scene;
use super::submission::{frame, seen_by_others};
use crate::db::Conn;
use crate::participants::store as participants;
use crate::procedure::Moment;
use crate::procedure::words::{SubmissionState, Verification};
use crate::web::{Error, Frame};
use askama::Template;

pub(super) enum Answered {
    /// Where the participant's own words are.
    Corrected(String),
    Disowned(Box<DisownedPage>),
}

#[derive(Template)]
#[template(path = "submissions/disowned.html")]
pub(super) struct DisownedPage {
    frame: Frame,
    participant: String,
    day: String,
    meeting: String,
    /// Where and when it was.
    held: String,
}

/// None where it is no such submission, or where this person reads it still or could not before.
pub(super) fn answered(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
) -> Result<Option<Answered>, Error> {
    let Some((intervention, meeting)) = store::intervention_of(conn, submission.id)? else {
        return Ok(None);
    };
    let reads_it =
        scene.sight().own.contains(&submission.participant_id) || scene.has_registered(submission);
    if intervention.submission_id != submission.id
        || reads_it
        || !views::was_shown(conn, &scene.sight(), submission)?
    {
        return Ok(None);
    }
    match (intervention.verification, intervention.answered_at) {
        (Verification::Corrected, _) => correction(conn, scene, &intervention),
        (Verification::Disowned, Some(at)) => {
            let participant = participants::find(conn, submission.participant_id)?.name;
            let page = disowned(scene, participant, &meeting.facts, at);
            Ok(Some(Answered::Disowned(Box::new(page))))
        }
        _ => Ok(None),
    }
}

/// The correction, or what the participant has put in its place since; if this person reads it under its
/// author's name. Of one in another class the old address must not tell.
fn correction(
    conn: &mut Conn,
    scene: &Scene,
    intervention: &Intervention,
) -> Result<Option<Answered>, Error> {
    let Some(correction) = intervention.correction_id else { return Ok(None) };
    let mut stands = store::find(conn, correction)?;
    while stands.state == SubmissionState::Replaced {
        match store::submitted_after(conn, &stands)? {
            Some(later) => stands = later,
            None => return Ok(None),
        }
    }
    let (cards, files) = seen_by_others(conn, scene, &stands)?;
    let is_known = !cards.is_empty() || !files.is_empty();
    Ok(is_known.then(|| Answered::Corrected(cards::path(&stands))))
}

fn disowned(
    scene: &Scene,
    participant: String,
    meeting: &store::MeetingFacts,
    at: Moment,
) -> DisownedPage {
    let t = scene.t();
    DisownedPage {
        frame: frame(scene, false),
        participant,
        day: t.day(at, scene.zone()),
        held: format!("{}, {}", place(meeting), days(t, meeting)),
        meeting: meeting.title.clone(),
    }
}
