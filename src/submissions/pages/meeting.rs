//! Meetings: those of a round, and one with its comments and what was said there on behalf of others.

use super::super::acts::meeting as acts;
use super::super::store::{self, Meeting, MeetingFacts, Submission};
use super::super::views;
use super::cards::{self, Card};
use super::excerpts::{excerptable, is_read_by_registrar};
use super::files::{FileLine, checked};
use super::intervention::{self, Spoken};
use super::scene::Scene;
use crate::app::App;
use crate::db::Conn;
use crate::languages::Language;
use crate::participants::store as participants;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::meetings::{may_correct_meeting, may_keep_record};
use crate::procedure::rights::Denied;
use crate::procedure::submissions::{may_register, may_remove_excerpt};
use crate::secrets;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

pub(super) fn path(meeting: &Meeting) -> String {
    format!("/meetings/{}", meeting.public_id)
}

/// "Addis Ababa, Ethiopia".
pub(super) fn place(facts: &MeetingFacts) -> String {
    let both = [facts.city.as_str(), facts.country.as_str()];
    both.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// "21 July 2015 to 22 July 2015", or one day.
pub(super) fn days(t: Language, facts: &MeetingFacts) -> String {
    let (first, last) = (t.civil(&facts.first_date), t.civil(&facts.last_date));
    match first == last {
        true => first,
        false => t.say2("meeting-days", "first", first, "last", last),
    }
}

/// The meeting, for whoever registers and may read what it holds; the frame says where it is.
pub(super) fn find(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Meeting, Submission), Error> {
    crate::sign_in::signed_in(conn, asking, now)?;
    let meeting = store::find_meeting(conn, id)?;
    let round = crate::rounds::store::find(conn, meeting.round_id)?;
    let scene = Scene::of(conn, asking, round, now)?;
    let submission = store::find(conn, meeting.submission_id)?;
    excerptable(&scene, &submission)?;
    Ok((scene, meeting, submission))
}

/// A form of something said at the meeting, in the language of its record.
pub(super) fn blank_form(submission: &Submission) -> Fields {
    Fields::of(&[
        ("language", submission.language.as_str()),
        ("form_key", secrets::public_id().as_str()),
    ])
}

pub(super) fn list_path(scene: &Scene) -> String {
    format!("{}/meetings", scene.round.path())
}

pub(super) fn frame(scene: &Scene, meeting: Option<&Meeting>) -> Frame {
    let frame = scene.frame().under(list_path(scene), scene.t().say("meetings-title"));
    match meeting {
        Some(meeting) => frame.under(path(meeting), meeting.facts.title.clone()),
        None => frame,
    }
}

#[derive(Template)]
#[template(path = "submissions/meetings.html")]
struct MeetingsPage {
    frame: Frame,
    base: String,
    /// Title, where it is, place, days, how many comments.
    meetings: Vec<(String, String, String, String, usize)>,
}

/// `GET /rounds/{id}/meetings`
pub async fn list(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            crate::sign_in::signed_in(conn, &asking, now)?;
            let scene = Scene::find(conn, &asking, &id, now)?;
            may_register(&scene.who, &scene.facts)?;
            let mut meetings = Vec::new();
            for meeting in store::meetings_in(conn, scene.round.id)? {
                let submission = store::find(conn, meeting.submission_id)?;
                if excerptable(&scene, &submission).is_err() {
                    continue;
                }
                let comments = views::inputs_left(conn, submission.id)?.len();
                let (place, days) = (place(&meeting.facts), days(scene.t(), &meeting.facts));
                meetings.push((meeting.facts.title.clone(), path(&meeting), place, days, comments));
            }
            let t = scene.t();
            let frame = scene
                .frame()
                .under(format!("{}/submissions", scene.round.path()), t.say("submissions-list"));
            Ok(MeetingsPage { frame, base: list_path(&scene), meetings })
        })
        .await?;
    html(page)
}

#[derive(Template)]
#[template(path = "submissions/meeting.html")]
struct MeetingPage {
    frame: Frame,
    path: String,
    title: String,
    attributed_to: String,
    facts: Vec<(String, String)>,
    participants: Vec<String>,
    record: String,
    language: String,
    /// The record as a file, and what it took the place of with the day.
    files: Vec<(FileLine, Option<String>)>,
    /// A file may be added, or take the place of what is there.
    may_keep: bool,
    errors: Errors,
    /// The comments, each with where it is taken away while it may be.
    cards: Vec<(Card, Option<String>)>,
    excerpts: String,
    /// What was said on behalf of others, as it was recorded, and what became of it.
    spoken: Vec<(Card, Spoken)>,
    may_correct: bool,
    /// Why it is not corrected any more.
    refusal: Option<String>,
}

/// `GET /meetings/{id}`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, meeting, submission) = find(conn, &asking, &id, now)?;
            page(conn, &scene, &meeting, &submission, Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /meetings/{id}/record`: the record as a file, when it comes later or another takes its place.
pub async fn keep_record(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (scene, meeting, submission) = find(tx, &asking, &id, now)?;
            let file = match checked(&fields, "original") {
                Ok(files) => files.into_iter().next().ok_or(Error::BadRequest)?,
                Err(errors) => {
                    return Ok(After::faulty(page(tx, &scene, &meeting, &submission, errors)?));
                }
            };
            acts::keep_record(tx, &scene.who, &id, &file, now)?;
            Ok(After::See(format!("{}#record", path(&meeting)), "flash-record-kept"))
        })
        .await?;
    after.answer()
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    meeting: &Meeting,
    submission: &Submission,
    errors: Errors,
) -> Result<MeetingPage, Error> {
    let t = scene.t();
    let author = participants::find(conn, submission.participant_id)?;
    let about = store::facts(conn, submission)?;
    let mut inputs = views::inputs_left(conn, submission.id)?;
    inputs.retain(|one| is_read_by_registrar(scene, submission, one.publication_class));
    inputs.sort_by_key(|one| one.letter.as_deref().and_then(crate::text::lettered::number));
    let mut comments = Vec::new();
    for one in &inputs {
        let may = may_remove_excerpt(&scene.who, &scene.facts, &about, one.id).is_ok();
        let removal = (may && store::is_excerpt(conn, one)?)
            .then(|| format!("/inputs/{}/excerpt-removal", one.public_id));
        comments.push((Card::of_own(scene, one, submission, &author), removal));
    }
    let correcting = may_correct_meeting(&scene.who, &scene.facts, &about);
    let known = &meeting.facts;
    let regions: Vec<String> = known.regions.iter().map(|region| t.word(*region)).collect();
    let facts = [
        ("meeting-place", place(known)),
        ("meeting-when", days(t, known)),
        ("meeting-regions", regions.join("; ")),
        ("meeting-rapporteur", known.rapporteur.clone()),
        ("submission-language", t.language_name(&submission.language)),
    ];
    let mut files = FileLine::ever_had(conn, scene, submission)?;
    // What stands comes first.
    files.sort_by_key(|(_, replaced)| replaced.is_some());
    let is_there = store::attachments_of(conn, submission.id)?;
    let is_there = is_there.iter().any(|file| file.replaced_at.is_none());
    let is_erased = !store::erasures_of(conn, submission.id)?.is_empty();
    let may_keep = may_keep_record(&scene.who, &scene.facts, &about, (is_there, is_erased));
    Ok(MeetingPage {
        frame: frame(scene, None),
        path: path(meeting),
        title: known.title.clone(),
        attributed_to: author.name.clone(),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (t.say(key), value))
            .collect(),
        participants: known.participants.lines().map(str::to_owned).collect(),
        record: crate::text::with_marks(&known.record),
        language: submission.language.clone(),
        may_keep: may_keep.is_ok(),
        errors,
        files,
        cards: comments,
        excerpts: format!("{}/excerpts", cards::path(submission)),
        spoken: intervention::spoken_at(conn, scene, meeting)?,
        may_correct: correcting.is_ok(),
        refusal: match correcting {
            Err(Denied::Refused(refusal)) => Some(t.refusal(&refusal, scene.zone())),
            _ => None,
        },
    })
}
