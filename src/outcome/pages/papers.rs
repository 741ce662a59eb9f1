//! The explanatory notes to take away: for printing, as text, as JSON.

use super::notes::{Entry, Loaded, entries};
use crate::app::App;
use crate::consultations::store::Consultation;
use crate::drafts::store::Draft;
use crate::languages::Language;
use crate::outcome::notes::{self, Explained};
use crate::procedure::keys::PublicId;
use crate::web::{Asking, Error, download};
use actix_web::{HttpResponse, web};
use askama::Template;

/// A file that stands alone: to print, or to keep.
#[derive(Template)]
#[template(path = "outcome/notes_paper.html")]
struct Paper {
    t: Language,
    consultation: String,
    disclaimer: String,
    draft: Draft,
    against: Option<Draft>,
    entries: Vec<Entry>,
}

pub async fn paper(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let name = format!("notes-{id}.html");
    let page = app
        .read(move |conn| {
            let loaded = Loaded::of(conn, &asking, &id, now)?;
            Ok(Paper::of(&loaded.scene.consultation, loaded.all))
        })
        .await?;
    let body = page.render().map_err(|error| Error::Internal(error.into()))?;
    Ok(download(&name, "text/html; charset=utf-8", body.into_bytes()))
}

impl Paper {
    fn of(consultation: &Consultation, all: Explained) -> Self {
        let t = Language::of(&all.draft.language);
        Self {
            t,
            consultation: consultation.title.clone(),
            disclaimer: consultation.disclaimer.clone(),
            entries: entries(t, &all, Vec::new()),
            draft: all.draft,
            against: all.against,
        }
    }
}

/// The notes as the file that stands alone.
pub fn notes_paper(consultation: &Consultation, all: Explained) -> askama::Result<String> {
    Paper::of(consultation, all).render()
}

pub async fn table(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let name = format!("notes-{id}.csv");
    let bytes = app
        .read(move |conn| {
            let l = Loaded::of(conn, &asking, &id, now)?.all;
            Ok(notes::csv(l.comparison.as_ref(), &l.notes))
        })
        .await?;
    Ok(download(&name, "text/csv; charset=utf-8", bytes))
}

pub async fn plain(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let text = app
        .read(move |conn| {
            let l = Loaded::of(conn, &asking, &id, now)?.all;
            let t = Language::of(&l.draft.language);
            Ok(notes::plain(t, &l.draft, l.against.as_ref(), l.comparison.as_ref(), &l.notes))
        })
        .await?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text))
}

pub async fn data(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let value = app
        .read(move |conn| {
            let l = Loaded::of(conn, &asking, &id, now)?.all;
            Ok(notes::data(&l.draft, l.against.as_ref(), l.comparison.as_ref(), &l.notes))
        })
        .await?;
    Ok(crate::web::json(&value))
}
