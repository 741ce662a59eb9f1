//! A whole submission on one page: to look through, print, submit.

use super::super::acts::submitting::Lacking;
use super::super::cover::Cover;
use super::super::store::{self, Submission};
use super::super::supporters::{How, Support};
use super::super::views;
use super::alignment;
use super::answered::{Answered, DisownedPage, answered};
use super::cards::{self, Card, Groups, SupporterLine};
use super::facts::{Answer, AtMeeting, facts_said};
use super::files::FileLine;
use super::form;
use super::scene::{Scene, Status};
use crate::app::App;
use crate::db::Conn;
use crate::participants::store::{self as participants, Participant};
use crate::procedure::alignments::may_align_at_all;
use crate::procedure::keys::{ParticipantKey, PublicId};
use crate::procedure::rights::Denied;
use crate::procedure::rounds::may_draft_input;
use crate::procedure::submissions::{
    may_erase, may_lower, may_read_receipt, may_register, may_replace, may_submit, may_withdraw,
};
use crate::procedure::words::{PublicationClass, PublicationRule, Source, SubmissionState};
use crate::rounds::store as rounds;
use crate::web::{Asking, Error, Errors, Fields, Frame, html, html_with, see_other};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/submission.html")]
pub(super) struct SubmissionPage {
    frame: Frame,
    pub(super) status: Status,
    path: String,
    text_path: String,
    files_path: String,
    /// Where there is a Word file of the text as it would be, of what is published of this.
    copy: Option<String>,
    /// A Word file was brought, which others do not have: for those whose it is.
    copy_stands_for_file: bool,
    author: String,
    author_note: String,
    state: String,
    state_mark: &'static str,
    late: bool,
    submitted: Option<String>,
    facts: Vec<(String, String)>,
    replaces: Option<String>,
    cards: Vec<(Card, Option<ClassChoice>)>,
    files: Vec<(FileLine, Option<ClassChoice>)>,
    classes: Vec<(&'static str, String, String)>,
    languages: Vec<(&'static str, String)>,
    /// The cover's form, while it is being drafted.
    cover: Option<Fields>,
    version: i64,
    participants: Vec<(String, String)>,
    may_submit: bool,
    /// What is submitted can then no longer be taken back.
    published_at_once: bool,
    /// Why it cannot be submitted, or replaced, by this person now.
    refusal: Option<String>,
    errors: Errors,
    /// Something changed since the page was read.
    pub(super) changed: bool,
    /// What it was to replace was published meanwhile.
    pub(super) alone: bool,
    /// What is missing, each with where it is on the page.
    lacking: Vec<(String, String)>,
    receipt: bool,
    may_replace: bool,
    may_withdraw: bool,
    /// Who may read it is changed here.
    may_lower: bool,
    may_erase: bool,
    reason: String,
    excerpts: Option<String>,
    /// Where the meeting is at which it was said, for those who keep it.
    meeting: Option<String>,
    /// What was said on one's own behalf: where one answers for it, what was answered.
    intervention: Option<Answer>,
    /// Those who aligned themselves with it, as this person may know them.
    supporters: Vec<SupporterLine>,
    /// Where one aligns one's own participant with it.
    align: Option<String>,
    /// Where it is recorded that somebody did, on paper.
    record_alignment: Option<String>,
}

/// The choice of a class for one input or file: the field's name and what is chosen.
struct ClassChoice {
    name: String,
    chosen: String,
    is_missing: bool,
}

/// What the page is told beside the submission: after a form that could not be done.
#[derive(Default)]
pub(super) struct Told {
    pub fields: Option<Fields>,
    pub errors: Errors,
    pub lacking: Vec<Lacking>,
    pub changed: bool,
    pub alone: bool,
}

pub(super) fn scene_of(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: crate::procedure::Moment,
) -> Result<(Scene, Submission), Error> {
    let submission = store::find_by_public_id(conn, id)?;
    let round = rounds::find(conn, submission.round_id)?;
    let scene = Scene::of(conn, asking, round, now)?;
    Ok((scene, submission))
}

/// What is at the address of a submission.
enum Shown {
    Submission(Box<SubmissionPage>),
    Disowned(Box<DisownedPage>),
    Elsewhere(String),
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, submission) = scene_of(conn, &asking, &id, now)?;
            if submission.alignment.is_some() && alignment::is_for(&scene, &submission) {
                return Ok(Shown::Elsewhere(alignment::path(&submission)));
            }
            Ok(match answered(conn, &scene, &submission)? {
                Some(Answered::Corrected(path)) => Shown::Elsewhere(path),
                Some(Answered::Disowned(gone)) => Shown::Disowned(gone),
                None => {
                    let page = page(conn, &scene, &submission, Told::default())?;
                    Shown::Submission(Box::new(page))
                }
            })
        })
        .await?;
    match page {
        Shown::Submission(page) => html(*page),
        Shown::Disowned(page) => html_with(StatusCode::GONE, *page),
        Shown::Elsewhere(path) => Ok(see_other(path)),
    }
}

pub(super) fn page(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
    told: Told,
) -> Result<SubmissionPage, Error> {
    let t = scene.t();
    let is_own = scene.sight().own.contains(&submission.participant_id);
    let author = match is_own {
        true => participants::find(conn, submission.participant_id)?,
        false => views::author_of(conn, submission, t)?,
    };
    let at_meeting = AtMeeting::of(conn, submission)?;
    let registers =
        submission.source != Source::Typed && may_register(&scene.who, &scene.facts).is_ok();
    let registered_it = registers && scene.has_registered(submission);
    let (inputs, files) = if is_own || registered_it {
        // Whoever registered it is no more told what was erased than the rest of the team.
        let inputs = match is_own {
            true => store::inputs_of(conn, submission.id)?,
            false => views::inputs_left(conn, submission.id)?,
        };
        let erasures = store::erasures_of(conn, submission.id)?;
        let redacted = store::redactions_in(conn, submission.round_id)?;
        let groups = Groups::of(inputs.iter().map(|input| (input, true)));
        let card = |input: &store::Input| {
            let mut card = Card::of_own(scene, input, submission, &author);
            card.also_on = groups.also_on(scene, input, true);
            card.is_redacted = redacted.iter().any(|one| one.input_id == input.id);
            card.take(scene, input, submission, views::erased_at(&erasures, input));
            card
        };
        let cards: Vec<Card> = inputs.iter().map(card).collect();
        let files = store::attachments_of(conn, submission.id)?;
        let stands = |file: &store::Attachment| !file.is_erased() && file.replaced_at.is_none();
        (cards, files.into_iter().filter(stands).collect())
    } else {
        seen_by_others(conn, scene, submission)?
    };
    // Of a confidential submission not even the name is known.
    let is_known = is_own || registered_it || !inputs.is_empty() || !files.is_empty();
    if !is_known {
        // Whoever has the address knew of it when it was public; of what it was nothing is said.
        let is_gone = views::is_retracted(conn, submission)?
            || views::is_erased_for(conn, &scene.sight(), submission)?;
        return Err(if is_gone { Error::Gone } else { Error::NotFound });
    }

    let facts = store::facts(conn, submission)?;
    let erasures = store::erasures_of(conn, submission.id)?;
    let is_erased = erasures.iter().any(|one| one.input_id.is_none());
    let drafting = is_own
        && submission.state == SubmissionState::Drafting
        && may_draft_input(&scene.who, &scene.facts, author.id, None, scene.now).is_ok();
    let submitting = may_submit(&scene.who, &scene.facts, &facts, scene.now);
    let replacing = may_replace(&scene.who, &scene.facts, &facts, scene.now);
    let refusal = match (submission.state, &submitting, &replacing) {
        _ if !is_own => None,
        (SubmissionState::Drafting, Err(Denied::Refused(refusal)), _)
        | (SubmissionState::Submitted, _, Err(Denied::Refused(refusal))) => {
            Some(t.refusal(refusal, scene.zone()))
        }
        _ => None,
    };
    let stands = submission.state == SubmissionState::Submitted;
    let support = Support::read(conn, &scene.sight(), scene.round.id)?;
    let supporters = support.of(submission).iter().filter(|one| one.how == How::Aligned);
    let works = is_own || scene.who.is_team();
    let supporters =
        supporters.map(|one| SupporterLine::of(t, one, |id| scene.citation(id), works)).collect();
    let writers = scene.writers(conn)?;
    let may_align = writers.iter().any(|one| {
        one.id != author.id && may_align_at_all(&scene.who, &scene.facts, one.id, scene.now).is_ok()
    });
    let sees_objections = is_own || scene.sight().public_before_publication;
    let mut others = store::co_submitters(conn, submission.id)?;
    others.retain(|other| sees_objections || !other.has_objected);
    let everyone = participants::of_consultation(conn, scene.consultation.id)?;
    let missing = |id: &str| {
        told.lacking.iter().any(|one| matches!(one, Lacking::Class(known) if known.as_str() == id))
    };
    let typed = told.fields.as_ref();
    let choice = |id: &str, stored: &str| {
        let name = format!("class-{id}");
        let chosen = typed.filter(|typed| typed.is_ticked(&name));
        let chosen = chosen.map_or(stored, |typed| typed.get(&name)).to_owned();
        drafting.then(|| ClassChoice { name, chosen, is_missing: missing(id) })
    };
    let lacking = told.lacking.iter().map(|one| said(scene, &inputs, one)).collect();
    let cover = Cover::of(submission, &others);
    let passed_on = scene.sight().without_confidence();
    let has_copy = scene.round.draft_id.is_some()
        && views::visible_to(conn, &passed_on, scene.round.id)?
            .iter()
            .any(|seen| seen.is_public_in(submission));
    let brought = |file: &store::Attachment| {
        file.media_type == crate::formats::word::MEDIA_TYPE
            && file.publication_class == Some(PublicationClass::Confidential)
    };
    let copy_stands_for_file = is_own && files.iter().any(brought);
    let files = files.iter().map(|file| FileLine::of(scene, file, drafting));
    let known = |key: Option<ParticipantKey>| everyone.iter().any(|one| Some(one.id) == key);
    let replaces = match submission.replaces_id {
        Some(old) if is_own => Some(cards::path(&store::find(conn, old)?)),
        _ => None,
    };
    let page = SubmissionPage {
        frame: frame(scene, is_own),
        status: scene.status(),
        path: cards::path(submission),
        text_path: format!("{}/text", scene.round.path()),
        files_path: format!("{}/files", scene.round.path()),
        copy: has_copy.then(|| format!("{}/text.docx", cards::path(submission))),
        copy_stands_for_file,
        author: author.name.clone(),
        author_note: cards::kind_and_region(t, &author),
        state: t.word(submission.state),
        state_mark: match submission.state {
            SubmissionState::Submitted => "good",
            SubmissionState::Drafting => "idle",
            SubmissionState::Replaced | SubmissionState::Withdrawn => "warn",
        },
        late: submission.late,
        submitted: submission.submitted_at.map(|at| match is_own || scene.who.is_team() {
            true => format!("{} ({}) · {}", t.moment(at, scene.zone()), scene.zone(), t.utc(at)),
            // To the minute it could be matched with what else became known at that minute.
            false => t.day(at, scene.zone()),
        }),
        facts: facts_said(scene, submission, (&cover, at_meeting.as_ref()), &others, known),
        intervention: at_meeting
            .as_ref()
            .filter(|_| is_own)
            .and_then(|at| at.answer(t, submission)),
        meeting: at_meeting.as_ref().filter(|_| registers).map(AtMeeting::path),
        replaces,
        files: files
            .map(|file| {
                let choice = choice(&file.id, file.class_word);
                (file, choice)
            })
            .collect(),
        cards: inputs
            .into_iter()
            .map(|card| {
                let class = card.class.as_ref().map_or("", |(style, _)| *style).replace('-', "_");
                let choice = choice(&card.id, &class);
                (card, choice)
            })
            .collect(),
        classes: form::classes(t, scene.consultation.kind),
        languages: form::languages(t),
        version: submission.row_version,
        participants: everyone
            .iter()
            .filter(|other| other.id != author.id && may_be_named(scene, other))
            .map(|other| (other.public_id.to_string(), other.name.clone()))
            .collect(),
        may_submit: submitting.is_ok(),
        published_at_once: scene.facts.publication_rule == PublicationRule::OnSubmission,
        refusal,
        errors: told.errors,
        changed: told.changed,
        alone: told.alone,
        lacking,
        receipt: may_read_receipt(&scene.who, author.id).is_ok()
            && submission.receipt_code.is_some(),
        may_replace: replacing.is_ok(),
        may_withdraw: may_withdraw(&scene.who, &facts).is_ok(),
        may_lower: submission.state == SubmissionState::Submitted
            && may_lower(&scene.who, author.id).is_ok(),
        may_erase: may_erase(&scene.who, &facts, is_erased).is_ok(),
        reason: typed.map_or("", |typed| typed.get("reason")).to_owned(),
        supporters,
        align: (stands && may_align && !facts.unverified)
            .then(|| format!("{}/alignment?with={}", scene.round.path(), submission.public_id)),
        record_alignment: (stands
            && !facts.unverified
            && may_register(&scene.who, &scene.facts).is_ok())
        .then(|| {
            format!("{}/registered/alignment?with={}", scene.round.path(), submission.public_id)
        }),
        excerpts: (registers && !at_meeting.as_ref().is_some_and(AtMeeting::is_intervention))
            .then(|| format!("{}/excerpts", cards::path(submission))),
        cover: drafting.then(|| told.fields.unwrap_or_else(|| cover.fields(&everyone))),
    };
    Ok(page)
}

/// States and groups are known to all; who else takes part is not for every participant to know.
fn may_be_named(_scene: &Scene, other: &Participant) -> bool {
    use crate::procedure::words::ParticipantKind;
    other.kind.is_state()
        || matches!(
            other.kind,
            ParticipantKind::PoliticalGroup | ParticipantKind::Intergovernmental
        )
}

pub(super) fn frame(scene: &Scene, is_own: bool) -> Frame {
    let frame = scene.frame();
    if is_own {
        let path = format!("{}/submissions", scene.consultation.path());
        return frame.under(path, scene.t().say("submissions-mine"));
    }
    frame.under(format!("{}/submissions", scene.round.path()), scene.t().say("submissions-list"))
}

/// What others see of a submission under its author's name: never an input whose author they may
/// not know, which would tell them.
pub(super) fn seen_by_others(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
) -> Result<(Vec<Card>, Vec<store::Attachment>), Error> {
    let sight = scene.sight();
    let seen = views::visible_to(conn, &sight, submission.round_id)?;
    let groups = Groups::of(seen.iter().map(|seen| (&seen.input, seen.author.is_some())));
    let cards = seen
        .iter()
        .filter(|seen| seen.submission.id == submission.id && seen.author.is_some())
        .map(|seen| Card {
            also_on: groups.also_on(scene, &seen.input, true),
            ..Card::of_seen(scene, seen)
        })
        .collect();
    Ok((cards, views::files_visible_to(conn, &sight, submission)?))
}

fn said(scene: &Scene, cards: &[Card], lacking: &Lacking) -> (String, String) {
    let t = scene.t();
    let (key, id) = match lacking {
        Lacking::Class(id) => ("submission-class-missing", id),
        Lacking::Unfinished(id) => ("submission-input-unfinished", id),
    };
    let card = cards.iter().find(|card| card.id == id.as_str());
    let place = card.and_then(|card| card.place.as_ref().map(|(place, _)| place.clone()));
    let place = place.or_else(|| card.map(|card| card.what.clone()));
    let place = place.unwrap_or_else(|| t.say("submission-a-file"));
    let anchor = match lacking {
        Lacking::Class(id) => format!("#f-class-{id}"),
        Lacking::Unfinished(id) => format!("#i-{id}"),
    };
    (t.say1(key, "place", place), anchor)
}
