//! The summary to take away: for printing, as text. As everybody reads it, also before it is published.

use super::pages::open;
use super::reading::Line;
use crate::app::App;
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::web::{Asking, Error, download};
use actix_web::{HttpResponse, web};
use askama::Template;

/// A file that stands alone: to print, or to keep.
#[derive(Template)]
#[template(path = "outcome/summary/paper.html")]
struct Paper {
    t: Language,
    language: String,
    consultation: String,
    disclaimer: String,
    round: String,
    /// It is not published yet.
    is_draft: bool,
    lines: Vec<Line>,
}

pub async fn paper(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let name = format!("summary-{id}.html");
    let page = load(&app, asking, id.into_inner()).await?;
    let body = page.render().map_err(|error| Error::Internal(error.into()))?;
    Ok(download(&name, "text/html; charset=utf-8", body.into_bytes()))
}

pub async fn plain(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let page = load(&app, asking, id.into_inner()).await?;
    let mut out = format!("{}\n{}\n", page.t.say("summary-title"), page.round);
    if page.is_draft {
        out.push_str(&format!("{}\n", page.t.say("summary-not-published")));
    }
    for line in &page.lines {
        if let Some(heading) = &line.heading {
            out.push_str(&format!("\n{heading}\n"));
        }
        out.push_str(&format!("\n({}) ", line.letter));
        if !line.theme.is_empty() {
            out.push_str(&format!("{}. ", line.theme));
        }
        out.push_str(&line.paragraphs.join("\n\n"));
        if let Some(label) = &line.label {
            out.push_str(&format!(" ({label})"));
        }
        out.push('\n');
    }
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(out))
}

async fn load(app: &App, asking: Asking, id: PublicId) -> Result<Paper, Error> {
    let now = app.now();
    app.read(move |conn| {
        let (scene, round, shelf) = open(conn, &asking, &id, now)?;
        let language = scene.consultation.original_language().to_owned();
        let t = Language::of(&language);
        Ok(Paper {
            lines: shelf.outside(t),
            is_draft: shelf.published_at.is_none(),
            consultation: scene.consultation.title,
            disclaimer: scene.consultation.disclaimer,
            round: round.title,
            language,
            t,
        })
    })
    .await
}
