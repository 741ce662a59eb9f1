//! Participants out of a file, or pasted.

use super::list::under_list;
use crate::app::App;
use crate::consultations::{self, Consultation, Tab, frame};
use crate::db::Tx;
use crate::formats::table;
use crate::participants::{Bad, Imported, import as import_table};
use crate::procedure::preparation::may_register_participants;
use crate::sign_in;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "participants/import.html")]
struct ImportPage {
    frame: Frame,
    consultation: Consultation,
    fields: Fields,
    errors: Errors,
    /// What became of the last table.
    done: Option<Imported>,
}

impl ImportPage {
    fn reason(&self, bad: &Bad) -> String {
        bad.reason(&self.frame.t)
    }
}

pub async fn import(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let (consultation, who) = consultations::enter(conn, &viewer, &slug)?;
            may_register_participants(&who, consultation.id)?;
            Ok(ImportPage {
                frame: under_list(frame(&viewer, &who, &consultation, Tab::Participants)),
                consultation,
                fields: Fields::default(),
                errors: Errors::default(),
                done: None,
            })
        })
        .await?;
    html(page)
}

pub async fn upload(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (consultation, who) = consultations::enter(tx, &viewer, &slug)?;
        may_register_participants(&who, consultation.id)?;
        let file = fields.files("file").next().map(|file| file.bytes.as_slice());
        let bytes = file.unwrap_or_else(|| fields.get("pasted").as_bytes());
        let mut errors = Errors::default();
        let done = match table::read(bytes) {
            Ok(table) => Some(import_table(tx, &who, &consultation, &table, now)?),
            Err(unreadable) => {
                errors.add("pasted", unreadable.key());
                None
            }
        };
        let is_whole = done.as_ref().is_some_and(|done| done.bad.is_empty());
        let page = ImportPage {
            frame: under_list(frame(&viewer, &who, &consultation, Tab::Participants)),
            consultation,
            fields,
            errors,
            done,
        };
        Ok(if is_whole { After::Again(StatusCode::OK, page) } else { After::faulty(page) })
    };
    app.write(act).await?.answer()
}
