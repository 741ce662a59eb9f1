//! Themes and internal notes.

use super::cases;
use super::{Desk, at_input, back_to};
use crate::app::App;
use crate::consolidation::acts::annotating::{self, Tag};
use crate::consolidation::sorting::Place;
use crate::consolidation::store::{self, Beside, Note};
use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::consolidation::may_correct_note;
use crate::procedure::keys::{InputKey, PublicId};
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use crate::{rounds, sign_in, submissions};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

const MOST_NOTE: usize = 20_000;
const MOST_THEME: usize = 100;

/// One note with its form: when it had faults, or was changed in another window.
#[derive(Template)]
#[template(path = "consolidation/note.html")]
struct NotePage {
    frame: Frame,
    errors: Errors,
    title: String,
    action: String,
    back: String,
    filter: String,
    body: String,
    version: i64,
    stored: Option<Vec<String>>,
}

fn read_body(fields: &Fields) -> Result<String, Errors> {
    let mut errors = Errors::default();
    let body = fields.trimmed("note").replace("\r\n", "\n");
    if body.is_empty() {
        errors.add("note", "note-missing");
    }
    if body.chars().count() > MOST_NOTE {
        errors.add("note", "remark-too-long");
    }
    errors.check().map(|()| body)
}

impl Desk {
    fn note_again(
        &self,
        (action, back): (String, String),
        fields: &Fields,
        errors: Errors,
    ) -> After<NotePage> {
        let frame = self.frame_below();
        After::faulty(NotePage {
            title: frame.t.say("remark-title"),
            action,
            back,
            filter: fields.get("filter").to_owned(),
            body: fields.get("note").to_owned(),
            version: fields.parsed("version").unwrap_or_default(),
            stored: None,
            errors,
            frame,
        })
    }
}

/// `POST /rounds/{id}/consolidation/{element}/notes`
pub async fn note_on_place(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, step) = path.into_inner();
    let after = app
        .write(move |tx| {
            let desk = Desk::of_round(tx, &asking, &id, now)?;
            desk.opens(now)?;
            let back = back_to(&desk.path(), &step, &fields, None);
            let place = desk.table(tx)?.place(&step).ok_or(Error::NotFound)?;
            let beside = match place {
                Place::General => Beside::Round,
                Place::Paragraph(identity) => Beside::Paragraph(identity),
                Place::Unplaced => return Err(Error::NotFound),
            };
            let body = match read_body(&fields) {
                Ok(body) => body,
                Err(errors) => {
                    let action = format!("{}/{step}/notes", desk.path());
                    return Ok(desk.note_again((action, back), &fields, errors));
                }
            };
            annotating::note(tx, &desk.who, &desk.round, &beside, &body, now)?;
            Ok(After::See(format!("{back}#notes"), "flash-note-written"))
        })
        .await?;
    after.answer()
}

/// `POST /inputs/{id}/notes`
pub async fn note_on_input(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    at_input(app, asking, id, move |tx, desk, seen, now| {
        let back = desk.back_to_seen(tx, seen, &fields)?;
        let body = match read_body(&fields) {
            Ok(body) => body,
            Err(errors) => {
                let action = format!("/inputs/{}/notes", seen.input.public_id);
                return Ok(desk.note_again((action, back), &fields, errors));
            }
        };
        let beside = Beside::Input(seen.input.id);
        annotating::note(tx, &desk.who, &desk.round, &beside, &body, now)?;
        Ok(After::See(back, "flash-note-written"))
    })
    .await
}

/// The desk that a note lies on, where its reader may correct it, and where it stands.
fn of_note(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    fields: &Fields,
    now: Moment,
) -> Result<(Desk, Note, String), Error> {
    let viewer = sign_in::signed_in(conn, asking, now)?;
    let note = store::find_note(conn, id)?;
    let round = rounds::store::find(conn, note.round_id)?;
    let desk = Desk::at(conn, viewer, round, now)?;
    desk.opens(now)?;
    let back = match (note.input_id, &note.identity) {
        (Some(input), _) => desk.back_to_input(conn, input, fields)?,
        (None, Some(identity)) => {
            let table = desk.table(conn)?;
            let step = table.step(&Place::Paragraph(identity.clone()));
            back_to(&table.base, &step, fields, None)
        }
        (None, None) => back_to(&desk.path(), "general", fields, None),
    };
    may_correct_note(&desk.who, &desk.facts, note.account_id, now)?;
    Ok((desk, note, back))
}

impl Desk {
    /// Where an input stands; [`Error::NotFound`] where this person may not see it.
    fn back_to_input(
        &self,
        conn: &mut Conn,
        input: InputKey,
        fields: &Fields,
    ) -> Result<String, Error> {
        let seen = submissions::views::one(conn, &self.sight, input)?.ok_or(Error::NotFound)?;
        self.back_to_seen(conn, &seen, fields)
    }

    fn note_page(&self, note: &Note, back: String, fields: &Fields) -> NotePage {
        let frame = self.frame_below();
        NotePage {
            title: frame.t.say("remark-title"),
            action: format!("/notes/{}", note.public_id),
            back,
            filter: fields.get("filter").to_owned(),
            body: note.body.clone(),
            version: note.row_version,
            stored: None,
            errors: Errors::default(),
            frame,
        }
    }
}

/// `GET /notes/{id}`: its author corrects it.
pub async fn edit_note(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let fields = Fields::default();
            let (desk, note, back) = of_note(conn, &asking, &id, &fields, now)?;
            Ok(desk.note_page(&note, back, &fields))
        })
        .await?;
    html(page)
}

/// `POST /notes/{id}`
pub async fn correct_note(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (desk, note, back) = of_note(tx, &asking, &id, &fields, now)?;
            let body = match read_body(&fields) {
                Ok(body) => body,
                Err(errors) => {
                    let action = format!("/notes/{id}");
                    return Ok(desk.note_again((action, back), &fields, errors));
                }
            };
            let version = fields.parsed("version").unwrap_or_default();
            let (who, round) = (&desk.who, &desk.round);
            match annotating::correct_note(tx, who, round, &note, &body, version, now)? {
                Ok(()) => Ok(After::See(back, "flash-note-written")),
                Err(stored) => {
                    let page = NotePage {
                        body,
                        stored: Some(paragraphs(&stored.body)),
                        ..desk.note_page(&stored, back, &fields)
                    };
                    Ok(After::Again(StatusCode::CONFLICT, page))
                }
            }
        })
        .await?;
    after.answer()
}

/// `POST /inputs/{id}/themes`: with a known theme, a new name, or both.
pub async fn tag(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    at_input(app, asking, id, move |tx, desk, seen, now| {
        let known = cases::theme(&fields).map(Tag::Known);
        let named = fields.filled("new_theme").map(|name| {
            Tag::New(name.chars().take(MOST_THEME).collect::<String>().trim().to_owned())
        });
        let said = match (&known, &named) {
            (None, None) => "flash-no-theme",
            _ => "flash-input-tagged",
        };
        for tag in known.iter().chain(&named) {
            annotating::tag(tx, &desk.who, &desk.round, seen.input.id, tag, now)?;
        }
        let back = desk.back_to_seen(tx, seen, &fields)?;
        Ok(After::<NotePage>::See(back, said))
    })
    .await
}

/// `POST /inputs/{id}/themes/removal`
pub async fn untag(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    at_input(app, asking, id, move |tx, desk, seen, now| {
        let theme = cases::theme(&fields).ok_or(Error::BadRequest)?;
        annotating::untag(tx, &desk.who, &desk.round, seen.input.id, theme, now)?;
        let back = desk.back_to_seen(tx, seen, &fields)?;
        Ok(After::<NotePage>::See(back, "flash-input-untagged"))
    })
    .await
}
