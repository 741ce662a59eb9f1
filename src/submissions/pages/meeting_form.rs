//! The form by which a meeting is entered, or what is known of it corrected.

use super::super::acts::meeting::{self as acts, Entered, NewMeeting};
use super::super::store::{self, Meeting, MeetingFacts, Submission};
use super::super::written::tidy;
use super::files::checked;
use super::form;
use super::meeting::{find, frame, list_path, path};
use super::registered::last_day;
use super::scene::Scene;
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::participants::store as participants;
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::meetings::may_correct_meeting;
use crate::procedure::moments::{CivilTime, Edge};
use crate::procedure::submissions::may_register;
use crate::procedure::words::RegionalGroup;
use crate::procedure::{Moment, Standing};
use crate::secrets;
use crate::sign_in::one_line;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/meeting_form.html")]
struct FormPage {
    frame: Frame,
    title: String,
    action: String,
    /// What is entered is published so, by the call's rule.
    class: String,
    regions: Vec<(&'static str, String)>,
    languages: Vec<(&'static str, String)>,
    /// A new one: with its file, in its language.
    is_new: bool,
    fields: Fields,
    errors: Errors,
    /// Somebody else stored something meanwhile.
    changed: bool,
}

fn form_page(scene: &Scene, meeting: Option<&Meeting>, fields: Fields, errors: Errors) -> FormPage {
    let t = scene.t();
    FormPage {
        frame: frame(scene, meeting),
        title: t.say(if meeting.is_some() { "meeting-correct" } else { "meeting-new" }),
        action: meeting.map_or_else(|| list_path(scene), path),
        class: t.word(scene.round.registered_class),
        regions: RegionalGroup::ALL.iter().map(|one| (one.as_str(), t.word(*one))).collect(),
        languages: form::languages(t),
        is_new: meeting.is_none(),
        fields,
        errors,
        changed: false,
    }
}

/// `GET /rounds/{id}/meetings/new`
pub async fn new(
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
            let fields = Fields::of(&[
                ("language", scene.consultation.original_language()),
                ("form_key", secrets::public_id().as_str()),
            ]);
            Ok(form_page(&scene, None, fields, Errors::default()))
        })
        .await?;
    html(page)
}

/// The form with what is stored.
fn stored(meeting: &Meeting, attributed_to: &str) -> Fields {
    let facts = &meeting.facts;
    let version = meeting.row_version.to_string();
    let mut texts = vec![
        ("version", version.as_str()),
        ("title", &facts.title),
        ("city", &facts.city),
        ("country", &facts.country),
        ("first_date", &facts.first_date),
        ("last_date", &facts.last_date),
        ("attributed_to", attributed_to),
        ("participants", &facts.participants),
        ("rapporteur", &facts.rapporteur),
        ("record", &facts.record),
    ];
    texts.extend(facts.regions.iter().map(|region| ("regions", region.as_str())));
    Fields::of(&texts)
}

/// What the form says of the meeting and in whose name its comments are, or what is wrong with it.
fn read(scene: &Scene, fields: &Fields) -> Result<(MeetingFacts, String), Errors> {
    let mut errors = Errors::default();
    for (name, most, missing) in [
        ("title", limits::TITLE, "meeting-title-missing"),
        ("city", limits::PLACE, "meeting-city-missing"),
        ("country", limits::PLACE, ""),
        ("attributed_to", limits::NAME, "meeting-attributed-missing"),
        ("rapporteur", limits::TITLE, ""),
        ("participants", limits::PAGE, ""),
        ("record", limits::WORDING, ""),
    ] {
        errors.hold(name, fields.get(name), most);
        if !missing.is_empty() && fields.trimmed(name).is_empty() {
            errors.add(name, missing);
        }
    }
    let today = scene.now.in_zone(scene.zone()).date().to_string();
    let mut dates = [String::new(), String::new()];
    for (at, name) in ["first_date", "last_date"].into_iter().enumerate() {
        let typed = match (name, fields.trimmed(name)) {
            ("last_date", "") => fields.trimmed("first_date"),
            (_, typed) => typed,
        };
        match typed.parse::<jiff::civil::Date>() {
            Ok(date) if date.to_string() > today => errors.add(name, "registered-date-to-come"),
            Ok(date) => dates[at] = date.to_string(),
            Err(_) => errors.add(name, "submission-date-bad"),
        }
    }
    let [first_date, last_date] = dates;
    if !last_date.is_empty() && last_date < first_date {
        errors.add("last_date", "meeting-dates-turned");
    }
    let named = fields.all("regions").map(str::parse::<RegionalGroup>);
    let Ok(mut regions) = named.collect::<Result<Vec<_>, _>>() else {
        errors.add("regions", "meeting-region-unknown");
        return Err(errors);
    };
    regions.sort();
    regions.dedup();
    errors.check()?;
    let lines = fields.get("participants").lines().map(one_line);
    let facts = MeetingFacts {
        title: one_line(fields.get("title")),
        city: one_line(fields.get("city")),
        country: one_line(fields.get("country")),
        first_date,
        last_date,
        regions,
        participants: lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        rapporteur: one_line(fields.get("rapporteur")),
        record: tidy(fields.get("record")),
    };
    Ok((facts, one_line(fields.get("attributed_to"))))
}

/// What is to be entered.
fn entered(scene: &Scene, fields: &Fields) -> Result<NewMeeting, Errors> {
    let (facts, attributed_to) = read(scene, fields)?;
    let mut errors = Errors::default();
    let language = fields.trimmed("language");
    if !crate::consultations::LANGUAGES.contains(&language) {
        errors.add("language", "input-language-unknown");
    }
    let end = CivilTime::parse(&facts.last_date, scene.zone(), Edge::Closes);
    let Ok(end) = end else {
        errors.add("last_date", "submission-date-bad");
        return Err(errors);
    };
    errors.check()?;
    Ok(NewMeeting {
        late: facts.last_date > last_day(scene),
        held_at: end.at.plus_seconds(-1).min(scene.now),
        language: language.to_owned(),
        form_key: fields.filled("form_key").map(str::to_owned),
        facts,
        attributed_to,
    })
}

fn name_taken() -> Errors {
    let mut errors = Errors::default();
    errors.add("attributed_to", "meeting-name-taken");
    errors
}

/// `POST /rounds/{id}/meetings`
pub async fn register(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let desk = app.post();
    let after = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let scene = Scene::find(tx, &asking, &id, now)?;
            may_register(&scene.who, &scene.facts)?;
            let original = match fields.files("original").next().is_some() {
                true => checked(&fields, "original").map(|files| files.into_iter().next()),
                false => Ok(None),
            };
            let (new, original) = match (entered(&scene, &fields), original) {
                (Ok(new), Ok(original)) => (new, original),
                (new, original) => {
                    let mut errors = new.err().unwrap_or_default();
                    if let Err(more) = original {
                        errors.absorb(more);
                    }
                    return Ok(After::faulty(form_page(&scene, None, fields, errors)));
                }
            };
            let (who, round) = (&scene.who, &scene.round);
            match acts::register(tx, who, &desk, round, &new, original.as_ref(), now)? {
                Entered::Done(meeting) => Ok(After::See(path(&meeting), "flash-meeting-entered")),
                Entered::NameTaken | Entered::Conflict => {
                    Ok(After::faulty(form_page(&scene, None, fields, name_taken())))
                }
            }
        })
        .await?;
    after.answer()
}

/// Refused where it is published: there is nothing to correct then.
fn correctable(
    conn: &mut Conn,
    who: &Standing,
    scene: &Scene,
    submission: &Submission,
) -> Result<(), Error> {
    Ok(may_correct_meeting(who, &scene.facts, &store::facts(conn, submission)?).map(drop)?)
}

/// `GET /meetings/{id}/correction`
pub async fn edit(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, meeting, submission) = find(conn, &asking, &id, now)?;
            correctable(conn, &scene.who, &scene, &submission)?;
            let author = participants::find(conn, submission.participant_id)?;
            let fields = stored(&meeting, &author.name);
            Ok(form_page(&scene, Some(&meeting), fields, Errors::default()))
        })
        .await?;
    html(page)
}

/// `POST /meetings/{id}`
pub async fn correct(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app.write(move |tx| corrected(tx, &asking, &id, fields, now)).await?;
    after.answer()
}

fn corrected(
    tx: &mut Tx,
    asking: &Asking,
    id: &PublicId,
    fields: Fields,
    now: Moment,
) -> Result<After<FormPage>, Error> {
    let (scene, meeting, submission) = find(tx, asking, id, now)?;
    correctable(tx, &scene.who, &scene, &submission)?;
    let (facts, attributed_to) = match read(&scene, &fields) {
        Ok(read) => read,
        Err(errors) => {
            return Ok(After::faulty(form_page(&scene, Some(&meeting), fields, errors)));
        }
    };
    let version = fields.parsed("version").ok_or(Error::BadRequest)?;
    let named = (attributed_to.as_str(), &facts);
    match acts::correct(tx, &scene.who, id, named, version, now)? {
        Entered::Done(meeting) => Ok(After::See(path(&meeting), "flash-meeting-corrected")),
        Entered::NameTaken => {
            Ok(After::faulty(form_page(&scene, Some(&meeting), fields, name_taken())))
        }
        Entered::Conflict => {
            // What was typed stays, against what is stored now.
            let mut fields = fields;
            fields.set("version", meeting.row_version.to_string());
            let page = form_page(&scene, Some(&meeting), fields, Errors::default());
            Ok(After::Again(StatusCode::CONFLICT, FormPage { changed: true, ..page }))
        }
    }
}
