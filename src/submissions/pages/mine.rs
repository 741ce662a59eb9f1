//! The list of one's own submissions.

use super::super::store;
use super::cards;
use super::facts::{Answer, AtMeeting};
use crate::app::App;
use crate::consultations::{self, Tab};
use crate::participants::store as participants;
use crate::procedure::alignments::may_align_at_all;
use crate::procedure::keys::ParticipantKey;
use crate::procedure::words::SubmissionState;
use crate::rounds::store as rounds;
use crate::sign_in;
use crate::submissions::counting;
use crate::web::{Asking, Error, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/mine.html")]
struct MinePage {
    frame: Frame,
    /// Round, its text, and what one's participants drafted or sent in it.
    rounds: Vec<(String, String, Vec<Line>)>,
    /// One's own were named beside these: who asks, where one answers, what was said.
    asked: Vec<Asked>,
    /// Where one aligns a participant of one's own, by round.
    aligning: Vec<(String, String)>,
}

struct Asked {
    author: String,
    named: String,
    path: String,
    said: String,
    mark: &'static str,
}

struct Line {
    participant: String,
    path: String,
    state: String,
    mark: &'static str,
    when: String,
    late: bool,
    source: String,
    inputs: usize,
    is_alignment: bool,
    /// It was said on the participant's behalf at a meeting: where one answers for it.
    intervention: Option<Answer>,
}

/// What one's own participants drafted and sent, round by round, the newest round first.
pub async fn mine(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            let consultation = consultations::store::find_by_slug(conn, &slug)?;
            let who = viewer.standing(conn, consultation.id)?;
            if who.seats.is_empty() {
                return Err(Error::NotFound);
            }
            let frame = consultations::frame(&viewer, &who, &consultation, Tab::MySubmissions);
            let t = frame.t;
            let keys: Vec<ParticipantKey> = who.seats.iter().map(|seat| seat.participant).collect();
            let all = store::of_participants(conn, &keys)?;
            let (mut listed, mut asked, mut aligning) = (Vec::new(), Vec::new(), Vec::new());
            for round in rounds::of_consultation(conn, consultation.id)?.into_iter().rev() {
                let facts = rounds::facts(conn, &round)?;
                if crate::procedure::rounds::may_read_round(&who, &facts, now).is_err() {
                    continue;
                }
                let mut lines = Vec::new();
                for submission in all.iter().filter(|one| one.round_id == round.id) {
                    let author = participants::find(conn, submission.participant_id)?;
                    let meeting = AtMeeting::of(conn, submission)?;
                    let at = submission.submitted_at.unwrap_or(submission.started_at);
                    lines.push(Line {
                        participant: author.name,
                        path: cards::path(submission),
                        state: t.word(submission.state),
                        mark: match submission.state {
                            SubmissionState::Submitted => "good",
                            SubmissionState::Drafting => "idle",
                            _ => "warn",
                        },
                        when: t.moment(at, &round.time_zone),
                        late: submission.late,
                        source: t.word(submission.source),
                        inputs: counting::of_submission(&store::inputs_of(conn, submission.id)?),
                        is_alignment: submission.alignment.is_some(),
                        intervention: meeting.and_then(|at| at.answer(t, submission)),
                    });
                }
                for (submission, other) in store::naming(conn, round.id, &keys)? {
                    let author = participants::find(conn, submission.participant_id)?;
                    asked.push(Asked {
                        author: author.name,
                        path: format!("{}/co-submission", cards::path(&submission)),
                        said: t.word(other.says()),
                        mark: super::co_submission::mark(other.says()),
                        named: other.name,
                    });
                }
                if keys.iter().any(|key| may_align_at_all(&who, &facts, *key, now).is_ok()) {
                    aligning.push((format!("{}/alignment", round.path()), round.title.clone()));
                }
                listed.push((round.title.clone(), format!("{}/text", round.path()), lines));
            }
            Ok(MinePage { frame, rounds: listed, asked, aligning })
        })
        .await?;
    html(page)
}
