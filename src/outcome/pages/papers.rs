//! The explanatory notes to take away: for printing, as a Word file, as text, as JSON.

use super::notes::{Entry, Loaded, entries};
use crate::app::App;
use crate::consultations::store::Consultation;
use crate::drafts::reading::direction;
use crate::drafts::store::Draft;
use crate::formats::word::{self, MEDIA_TYPE, Style};
use crate::languages::Language;
use crate::outcome::notes::{self, Explained};
use crate::outcome::word::Making;
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

impl Paper {
    fn word(&self, making: &Making) -> Result<Vec<u8>, Error> {
        let (t, draft) = (self.t, &self.draft);
        let title = t.say2("labelled", "label", t.say("note-title"), "value", draft.label.as_str());
        let mut paper = word::Paper::about(&title, t.code(), &making.maker, &making.now.iso());
        paper.say(Style::Plain, &self.consultation);
        paper.say(Style::Remark, draft.symbol.as_deref().unwrap_or_default());
        if let Some(against) = &self.against {
            let compared = t.say1("note-compared-with", "draft", against.label.as_str());
            paper.say(Style::Remark, &compared);
        }
        paper.say(Style::Remark, &self.disclaimer);
        if self.entries.is_empty() {
            paper.say(Style::Plain, &t.say("note-none"));
        }
        let is_rtl = direction(&draft.language) == "rtl";
        for entry in &self.entries {
            let number = entry.number.map(|number| format!("{number}. ")).unwrap_or_default();
            paper.say(Style::Subheading, &format!("{number}{}", entry.title));
            for paragraph in entry.paragraphs() {
                paper.put_in(Style::Plain, is_rtl, word::lines(&paragraph));
            }
        }
        paper.written().map_err(|error| Error::Internal(error.into()))
    }
}

/// The notes as the file that stands alone.
pub fn notes_paper(consultation: &Consultation, all: Explained) -> askama::Result<String> {
    Paper::of(consultation, all).render()
}

/// The notes as a Word file.
pub async fn word(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let name = format!("notes-{id}.docx");
    let making = Making::of(&app, &asking);
    let bytes = app
        .read(move |conn| {
            let loaded = Loaded::of(conn, &asking, &id, making.now)?;
            Paper::of(&loaded.scene.consultation, loaded.all).word(&making)
        })
        .await?;
    Ok(download(&name, MEDIA_TYPE, bytes))
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
