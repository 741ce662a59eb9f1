//! `/notes-verbales/{id}`: a note verbale to read, edit, approve, print, keep, and the record of
//! its dispatch.

use super::compose::addressee;
use crate::app::App;
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::formats::word::{self, MEDIA_TYPE, Style};
use crate::languages::Language;
use crate::participants::store::{self as participants, Participant};
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::preparation::{may_approve_note, may_record_dispatch};
use crate::procedure::rounds::may_write_to_participants;
use crate::procedure::words::Dispatch;
use crate::procedure::{Moment, Standing};
use crate::rounds::correspondence;
use crate::rounds::store::correspondence::{self as stored, NoteVerbale};
use crate::sign_in::{self, Viewer};
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, download, html, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

/// The paper itself, in the mission's language.
struct Paper {
    language: &'static str,
    letterhead: String,
    reference: String,
    paragraphs: Vec<String>,
    place_date: String,
    addressee: Vec<String>,
}

#[derive(Template)]
#[template(path = "rounds/note.html")]
struct Show {
    frame: Frame,
    title: String,
    path: String,
    to: String,
    occasion: String,
    paper: Paper,
    state: String,
    is_approved: bool,
    version: i64,
    typed: Fields,
    errors: Errors,
    dispatches: Vec<Choice>,
    dispatched: bool,
}

struct Choice {
    id: String,
    value: String,
    label: String,
    chosen: bool,
}

impl Show {
    fn fault(&self, field: &str) -> Option<String> {
        self.errors.on(field, &self.frame.t)
    }

    fn type_of(&self, field: &str) -> &'static str {
        super::input_type(&self.typed, field)
    }
}

/// A file that prints by itself, without this server.
#[derive(Template)]
#[template(path = "rounds/note_file.html")]
struct File {
    title: String,
    paper: Paper,
}

struct Around {
    viewer: Viewer,
    who: Standing,
    consultation: Consultation,
    participant: Participant,
    note: NoteVerbale,
}

impl Around {
    fn of(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Self, Error> {
        let viewer = sign_in::viewer(conn, asking, now)?;
        let note = stored::note_by_public_id(conn, id)?;
        let consultation = consultations::store::find(conn, note.consultation_id)?;
        let who = viewer.standing(conn, consultation.id)?;
        may_write_to_participants(&who, consultation.id)?;
        let participant = participants::find(conn, note.participant_id)?;
        Ok(Self { viewer, who, consultation, participant, note })
    }

    fn title(&self, t: Language) -> String {
        match &self.note.number {
            Some(number) => t.say1("note-verbale-title-numbered", "number", number.as_str()),
            None => t.say("note-verbale-title-draft"),
        }
    }

    fn paper(&self) -> Paper {
        let t = Language::of(&self.note.language);
        let date = self.note.approved_at.map(|at| t.day(at, &self.consultation.time_zone));
        let place = match self.consultation.place.as_str() {
            "" => t.say("note-verbale-place"),
            place => place.to_owned(),
        };
        Paper {
            language: t.code(),
            letterhead: self.consultation.mandate.clone(),
            reference: match &self.note.number {
                Some(number) => t.say1("note-verbale-reference", "number", number.as_str()),
                None => t.say("note-verbale-no-reference"),
            },
            paragraphs: paragraphs(&self.note.body),
            place_date: match date {
                Some(date) => t.say2("note-verbale-place-date", "place", place, "date", date),
                None => t.say1("note-verbale-no-date", "place", place),
            },
            addressee: addressee(&self.participant, t),
        }
    }

    fn page(&self, mut typed: Fields, errors: Errors) -> Show {
        let frame = consultations::frame(&self.viewer, &self.who, &self.consultation, Tab::Letters);
        let t = frame.t;
        let letters = format!("{}/letters", self.consultation.path());
        let frame = frame.under(letters, t.say("tab-letters"));
        if typed.filled("body").is_none() && !errors.has("body") {
            typed.set("body", self.note.body.as_str());
        }
        let note = &self.note;
        let dispatched = note.dispatched_on.as_ref().zip(note.dispatched_how);
        let state = match (dispatched, note.approved_at) {
            (Some((on, how)), _) => {
                t.say2("note-verbale-dispatched", "on", t.civil(on), "how", t.word(how))
            }
            (None, Some(at)) => {
                t.say1("note-verbale-approved", "on", t.day(at, &self.consultation.time_zone))
            }
            (None, None) => t.say("note-verbale-drafted"),
        };
        let choice = |(n, how): (usize, &Dispatch)| Choice {
            id: if n == 0 { "f-how".into() } else { format!("f-how-{how}") },
            value: how.to_string(),
            label: t.word(*how),
            chosen: typed.has("how", how.as_str()),
        };
        Show {
            title: self.title(t),
            path: note.path(),
            to: self.participant.name.clone(),
            occasion: t.word(note.occasion),
            paper: self.paper(),
            state,
            is_approved: note.is_approved(),
            version: note.row_version,
            dispatches: Dispatch::ALL.iter().enumerate().map(choice).collect(),
            dispatched: dispatched.is_some(),
            typed,
            errors,
            frame,
        }
    }
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let around = Around::of(conn, &asking, &id, now)?;
            let today = now.in_zone(&around.consultation.time_zone).date().to_string();
            Ok(around.page(Fields::of(&[("on", today.as_str())]), Errors::default()))
        })
        .await?;
    html(page)
}

/// `/notes-verbales/{id}/file`: the note alone, as a file that prints by itself.
pub async fn file(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (name, page) = app
        .read(move |conn| {
            let around = Around::of(conn, &asking, &id, now)?;
            let t = Language::of(&around.note.language);
            let number = around.note.number.clone().unwrap_or_else(|| "draft".into());
            let name = format!("{}.html", number.replace('/', "-"));
            Ok((name, File { title: around.title(t), paper: around.paper() }))
        })
        .await?;
    let page = page.render().map_err(|error| Error::Internal(error.into()))?;
    Ok(download(&name, "text/html; charset=utf-8", page.into_bytes()))
}

/// `/notes-verbales/{id}/file.docx`: the note alone, as a Word file.
pub async fn word(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let (now, maker) = (app.now(), app.settings.origin.clone());
    let (name, bytes) = app
        .read(move |conn| {
            let around = Around::of(conn, &asking, &id, now)?;
            let t = Language::of(&around.note.language);
            let number = around.note.number.clone().unwrap_or_else(|| "draft".into());
            let name = format!("{}.docx", number.replace('/', "-"));
            let bytes = around.paper().word(&around.title(t), &maker, now);
            Ok((name, bytes.map_err(|error| Error::Internal(error.into()))?))
        })
        .await?;
    Ok(download(&name, MEDIA_TYPE, bytes))
}

impl Paper {
    fn word(&self, title: &str, maker: &str, now: Moment) -> Result<Vec<u8>, word::Unwritten> {
        let mut paper = word::Paper {
            title: title.to_owned(),
            language: self.language.to_owned(),
            maker: maker.to_owned(),
            made_at: now.iso(),
            ..word::Paper::default()
        };
        paper.say(Style::Title, &self.letterhead);
        paper.say(Style::Plain, &self.reference);
        for paragraph in &self.paragraphs {
            paper.put(Style::Plain, word::lines(paragraph));
        }
        paper.say(Style::Plain, &self.place_date);
        paper.put(Style::Plain, word::lines(&self.addressee.join("\n")));
        paper.written()
    }
}

/// `POST /notes-verbales/{id}`: another text.
pub async fn change(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let around = Around::of(tx, &asking, &id, now)?;
            around.viewer.signed_in()?;
            may_approve_note(&around.who, around.note.id, around.note.is_approved())?;
            let version = typed.parsed("version").ok_or(Error::BadRequest)?;
            let body = typed.trimmed("body").replace("\r\n", "\n");
            let mut errors = Errors::default();
            if body.is_empty() {
                errors.add("body", "compose-error-empty");
            }
            errors.hold("body", &body, limits::PAGE);
            if !errors.is_empty() {
                return Ok(After::faulty(around.page(typed, errors)));
            }
            match correspondence::change(tx, &around.who, &around.note, &body, version, now) {
                Ok(()) => Ok(After::See(around.note.path(), "flash-note-changed")),
                Err(Error::Conflict) => {
                    // The paper above shows what is stored, the form what was typed.
                    errors.add("body", "note-verbale-error-changed");
                    Ok(After::Again(StatusCode::CONFLICT, around.page(typed, errors)))
                }
                Err(error) => Err(error),
            }
        })
        .await?;
    after.answer()
}

/// `POST /notes-verbales/{id}/approval`
pub async fn approve(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let path = app
        .write(move |tx| {
            let around = Around::of(tx, &asking, &id, now)?;
            around.viewer.signed_in()?;
            let version = typed.parsed("version").ok_or(Error::BadRequest)?;
            correspondence::approve(tx, &around.who, &desk, &around.note, version, now)?;
            Ok(around.note.path())
        })
        .await?;
    Ok(see_other_saying(&path, "flash-note-approved"))
}

/// `POST /notes-verbales/{id}/dispatch`
pub async fn dispatch(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let around = Around::of(tx, &asking, &id, now)?;
            around.viewer.signed_in()?;
            may_record_dispatch(&around.who, around.note.id, around.note.is_approved())?;
            let mut errors = Errors::default();
            let on: Option<Date> = typed.parsed("on");
            if on.is_none() {
                errors.add("on", "note-verbale-error-date");
            }
            let how: Option<Dispatch> = typed.parsed("how");
            if how.is_none() {
                errors.add("how", "note-verbale-error-how");
            }
            let zone = &around.consultation.time_zone;
            let approved = around.note.approved_at.map(|at| at.in_zone(zone).date());
            if let Some(on) = on {
                if on > now.in_zone(zone).date() {
                    errors.add("on", "note-verbale-error-future");
                } else if approved.is_some_and(|approved| on < approved) {
                    errors.add("on", "note-verbale-error-before-approval");
                }
            }
            let (Some(on), Some(how), true) = (on, how, errors.is_empty()) else {
                return Ok(After::faulty(around.page(typed, errors)));
            };
            correspondence::record_dispatch(tx, &around.who, &around.note, on, how, now)?;
            Ok(After::See(around.note.path(), "flash-note-dispatched"))
        })
        .await?;
    after.answer()
}
