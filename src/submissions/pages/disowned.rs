//! What stands at the address of words that were recorded on somebody's behalf and that it disowned: that they are
//! gone, for whoever could read them.

use super::super::store::{self, Submission};
use super::super::views;
use super::meeting::{days, place};
use super::scene::Scene;
use super::submission::frame;
use crate::db::Conn;
use crate::participants::store as participants;
use crate::procedure::words::Verification;
use crate::web::{Error, Frame};
use askama::Template;

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
pub(super) fn page(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
) -> Result<Option<DisownedPage>, Error> {
    let Some((intervention, meeting)) = store::intervention_of(conn, submission.id)? else {
        return Ok(None);
    };
    let (Verification::Disowned, Some(at)) = (intervention.verification, intervention.answered_at)
    else {
        return Ok(None);
    };
    let reads_it =
        scene.sight().own.contains(&submission.participant_id) || scene.has_registered(submission);
    if reads_it || !views::was_shown(conn, &scene.sight(), submission)? {
        return Ok(None);
    }
    let t = scene.t();
    Ok(Some(DisownedPage {
        frame: frame(scene, false),
        participant: participants::find(conn, submission.participant_id)?.name,
        day: t.day(at, scene.zone()),
        held: format!("{}, {}", place(&meeting.facts), days(t, &meeting.facts)),
        meeting: meeting.facts.title,
    }))
}
