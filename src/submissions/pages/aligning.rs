//! The form by which a participant aligns itself with another's submission; and the one by which the
//! secretariat records that somebody did, on paper.

use super::super::acts::aligning::{self, Aligning, OnPaper};
use super::super::store::{self, Submission};
use super::super::supporters;
use super::super::views;
use super::super::written::tidy;
use super::form;
use super::place::chosen;
use super::registered::{SOURCES, last_day};
use super::scene::{Scene, Status};
use crate::app::App;
use crate::db::Conn;
use crate::participants::store::{self as participants, Participant};
use crate::procedure::Refusal;
use crate::procedure::alignments::may_align_at_all;
use crate::procedure::keys::{ParticipantKey, PublicId};
use crate::procedure::limits;
use crate::procedure::moments::{CivilTime, Edge};
use crate::procedure::rights::Denied;
use crate::procedure::submissions::may_register;
use crate::procedure::words::{PublicationClass, Source};
use crate::secrets;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::HashSet;

#[derive(Template)]
#[template(path = "submissions/aligning.html")]
struct AligningPage {
    frame: Frame,
    status: Status,
    action: String,
    /// What came on paper is recorded: for whom, how and when it came.
    is_paper: bool,
    /// For whom, where there is a choice.
    participants: Vec<(String, String)>,
    /// The submissions that may be read here, by their authors' names.
    known: Vec<(String, String)>,
    /// The paragraphs that the submission speaks of, where one was chosen; and all the others.
    spoken_of: Vec<(String, String)>,
    others: Vec<(String, String)>,
    classes: Vec<(&'static str, String, String)>,
    /// The class of what is registered, as the call states it.
    class: String,
    sources: Vec<(&'static str, String)>,
    fields: Fields,
    errors: Errors,
    /// Why it cannot be done now.
    refusal: Option<String>,
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    is_paper: bool,
    fields: Fields,
    errors: Errors,
) -> Result<AligningPage, Error> {
    let t = scene.t();
    let (seats, refusal) = match is_paper {
        true => {
            may_register(&scene.who, &scene.facts)?;
            (participants::of_consultation(conn, scene.consultation.id)?, None)
        }
        false => seats(conn, scene)?,
    };
    let own: HashSet<ParticipantKey> = match is_paper {
        true => HashSet::new(),
        false => seats.iter().map(|seat| seat.id).collect(),
    };
    let known: Vec<(Submission, Participant)> =
        supporters::known(conn, &scene.sight(), scene.round.id)?
            .into_iter()
            .filter(|(_, author)| own.len() != 1 || !own.contains(&author.id))
            .collect();
    let with = fields.trimmed("with");
    let spoken = spoken_of(conn, scene, with)?;
    let lines = scene.reading.as_ref().map_or(&[][..], |reading| &reading.lines);
    let beginning = |words: &str| words.chars().take(60).collect::<String>();
    let (spoken_of, others) = lines
        .iter()
        .map(|line| {
            let label = match line.wording.is_empty() {
                true => line.short.clone(),
                false => format!("{}: {}", line.short, beginning(&line.wording)),
            };
            (spoken.contains(&line.identity), (line.public_id.to_string(), label))
        })
        .partition::<Vec<_>, _>(|(is_spoken, _)| *is_spoken);
    let bare = |all: Vec<(bool, (String, String))>| all.into_iter().map(|(_, one)| one).collect();
    let base = scene.round.path();
    Ok(AligningPage {
        frame: match is_paper {
            true => scene.frame().under(format!("{base}/submissions"), t.say("submissions-list")),
            false => scene.frame().under(format!("{base}/text"), t.say("text-title")),
        },
        status: scene.status(),
        action: match is_paper {
            true => format!("{base}/registered/alignment"),
            false => format!("{base}/alignment"),
        },
        is_paper,
        participants: match (is_paper, seats.len()) {
            (false, 0 | 1) => Vec::new(),
            _ => seats.iter().map(|one| (one.public_id.to_string(), one.name.clone())).collect(),
        },
        known: known
            .into_iter()
            .map(|(submission, author)| (submission.public_id.to_string(), author.name))
            .collect(),
        spoken_of: bare(spoken_of),
        others: bare(others),
        classes: form::aligning_classes(t, scene.consultation.kind),
        class: t.word(scene.round.registered_class),
        sources: SOURCES.iter().map(|source| (source.as_str(), t.word(*source))).collect(),
        fields,
        errors,
        refusal,
    })
}

/// The participants that this person may align; where there is none, why.
fn seats(conn: &mut Conn, scene: &Scene) -> Result<(Vec<Participant>, Option<String>), Error> {
    let writers = scene.writers(conn)?;
    if writers.is_empty() {
        return Err(Error::NotFound);
    }
    let mut refusal = None;
    let mut may = Vec::new();
    for writer in writers {
        match may_align_at_all(&scene.who, &scene.facts, writer.id, scene.now) {
            Ok(_) => may.push(writer),
            Err(Denied::Refused(why)) => refusal = Some(scene.t().refusal(&why, scene.zone())),
            Err(Denied::Unknown) => {}
        }
    }
    let refusal = if may.is_empty() { refusal } else { None };
    Ok((may, refusal))
}

/// The identities of the elements that a submission speaks of, as far as this reader sees it.
fn spoken_of(conn: &mut Conn, scene: &Scene, with: &str) -> Result<HashSet<String>, Error> {
    let seen = views::visible_to(conn, &scene.sight(), scene.round.id)?;
    let of_it = seen
        .into_iter()
        .filter(|seen| seen.author.is_some() && seen.submission.public_id.as_str() == with);
    Ok(of_it.filter_map(|seen| seen.input.identity).collect())
}

/// `GET /rounds/{id}/alignment`
pub async fn form(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(request.query_string());
    let page = app
        .read(move |conn| {
            let scene = Scene::find(conn, &asking, &id, now)?;
            scene.viewer.signed_in()?;
            let fields = Fields::of(&[("with", query.trimmed("with"))]);
            page(conn, &scene, false, fields, Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /rounds/{id}/alignment`
pub async fn align(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let after = app
        .write(move |tx| {
            crate::sign_in::signed_in(tx, &asking, now)?;
            let scene = Scene::find(tx, &asking, &id, now)?;
            let writers = scene.writers(tx)?;
            let Some(participant) = chosen(&writers, &fields) else { return Err(Error::NotFound) };
            // Whether it may be said at all comes before how.
            may_align_at_all(&scene.who, &scene.facts, participant.id, now)?;
            let class = fields.parsed::<PublicationClass>("class");
            let mut errors = Errors::default();
            if class.is_none() {
                errors.add("class", "submission-choose-class");
            }
            match read(tx, &scene, &fields, participant.id, class, errors)? {
                Ok(new) => {
                    let made = aligning::align(tx, &scene.who, &desk, &scene.round, &new, now)?;
                    Ok(After::See(super::alignment::path(&made), "flash-aligned"))
                }
                Err(errors) => Ok(After::faulty(page(tx, &scene, false, fields, errors)?)),
            }
        })
        .await?;
    after.answer()
}

/// What the form says, or what is wrong with it.
fn read(
    conn: &mut Conn,
    scene: &Scene,
    fields: &Fields,
    participant: ParticipantKey,
    class: Option<PublicationClass>,
    mut errors: Errors,
) -> Result<Result<Aligning, Errors>, Error> {
    let mut with = None;
    match fields.filled("receipt") {
        Some(code) => {
            let found = match secrets::receipt_code_typed(code) {
                Some(code) => store::by_receipt_code(conn, &code)?,
                None => None,
            };
            let stands =
                |one: &Submission| one.round_id == scene.round.id && one.alignment.is_none();
            with = found.filter(stands).map(|one| (one, true));
            if with.is_none() {
                errors.add("receipt", "aligning-code-unknown");
            }
        }
        None => {
            let known = supporters::known(conn, &scene.sight(), scene.round.id)?;
            let named = fields.trimmed("with");
            let found = known.into_iter().find(|(one, _)| one.public_id.as_str() == named);
            with = found.map(|(one, _)| (one, false)).or(with);
            if with.is_none() {
                errors.add("with", why_not(conn, scene, fields)?);
            }
        }
    }
    if with.as_ref().is_some_and(|(one, _)| one.participant_id == participant) {
        errors.add("with", "refusal-own-submission");
    }
    if let Some((one, _)) = with.as_ref().filter(|(_, by_code)| *by_code)
        && store::facts(conn, one)?.unverified
    {
        errors.add("receipt", Refusal::AlignsWithUnverified.key());
    }
    errors.hold("remark", fields.get("remark"), limits::NOTE);
    let lines = scene.reading.as_ref().map_or(&[][..], |reading| &reading.lines);
    let asked: HashSet<&str> = fields.all("except").collect();
    let except: Vec<String> = lines
        .iter()
        .filter(|line| asked.contains(line.public_id.as_str()))
        .map(|line| line.identity.clone())
        .collect();
    if except.len() != asked.len() {
        errors.add("except", "aligning-except-unknown");
    }
    let (Some((with, by_code)), Some(class), true) = (with, class, errors.is_empty()) else {
        return Ok(Err(errors));
    };
    let reading = scene.reading.as_ref().map(|reading| reading.language.clone());
    Ok(Ok(Aligning {
        participant,
        with: with.public_id,
        by_code,
        except,
        remark: tidy(fields.get("remark")),
        class,
        language: reading.unwrap_or_else(|| scene.t().code().to_owned()),
    }))
}

/// Why what was chosen is none to align with: nobody has answered for it, or it is none at all.
fn why_not(conn: &mut Conn, scene: &Scene, fields: &Fields) -> Result<&'static str, Error> {
    let unverified = store::unverified_in(conn, scene.round.id)?;
    for key in unverified.into_keys() {
        let one = store::find(conn, key)?;
        if one.public_id.as_str() == fields.trimmed("with")
            && supporters::is_known(conn, &scene.sight(), &one)?
        {
            return Ok(Refusal::AlignsWithUnverified.key());
        }
    }
    Ok("aligning-with-missing")
}

/// `GET /rounds/{id}/registered/alignment`
pub async fn paper_form(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(request.query_string());
    let page = app
        .read(move |conn| {
            let scene = Scene::find(conn, &asking, &id, now)?;
            scene.viewer.signed_in()?;
            let today = now.in_zone(scene.zone()).date().to_string();
            let fields = [("with", query.trimmed("with")), ("received_on", today.as_str())];
            page(conn, &scene, true, Fields::of(&fields), Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /rounds/{id}/registered/alignment`
pub async fn register(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let after = app
        .write(move |tx| {
            crate::sign_in::signed_in(tx, &asking, now)?;
            let scene = Scene::find(tx, &asking, &id, now)?;
            may_register(&scene.who, &scene.facts)?;
            let everyone = participants::of_consultation(tx, scene.consultation.id)?;
            let named = fields.trimmed("participant");
            let participant = everyone.iter().find(|one| one.public_id.as_str() == named);
            let (paper, mut errors) = paper(&scene, &fields);
            if participant.is_none() {
                errors.add("participant", "registered-participant-missing");
            }
            let class = Some(scene.round.registered_class);
            let key = participant.map_or(ParticipantKey(0), |participant| participant.id);
            match (read(tx, &scene, &fields, key, class, errors)?, paper) {
                (Ok(new), Some(paper)) => {
                    let (who, round) = (&scene.who, &scene.round);
                    let made = aligning::register(tx, who, &desk, round, &new, &paper, now)?;
                    let to = super::alignment::path(&made);
                    Ok(After::See(to, "flash-alignment-registered"))
                }
                (read, _) => {
                    let errors = read.err().unwrap_or_default();
                    Ok(After::faulty(page(tx, &scene, true, fields, errors)?))
                }
            }
        })
        .await?;
    after.answer()
}

/// How and when it came.
fn paper(scene: &Scene, fields: &Fields) -> (Option<OnPaper>, Errors) {
    let mut errors = Errors::default();
    let source = fields.parsed::<Source>("source").filter(|source| SOURCES.contains(source));
    if source.is_none() {
        errors.add("source", "registered-source-missing");
    }
    let received = fields.trimmed("received_on");
    let at = CivilTime::parse(received, scene.zone(), Edge::Closes).ok();
    let at = at.filter(|_| received.len() == 10);
    match &at {
        None => errors.add("received_on", "submission-date-bad"),
        Some(at) if scene.now < at.at.plus_days(-1) => {
            errors.add("received_on", "registered-date-to-come");
        }
        Some(_) => {}
    }
    let paper = source.zip(at).map(|(source, at)| OnPaper {
        source,
        received_on: received.to_owned(),
        submitted_at: at.at.plus_seconds(-1).min(scene.now),
        late: received > last_day(scene).as_str(),
    });
    (paper, errors)
}
