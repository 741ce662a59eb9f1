//! Milestones and themes: what the team keeps of the consultation beside its rounds.

use crate::app::App;
use crate::consultations::store::{self, Milestone, Theme};
use crate::consultations::{self, Consultation, Tab, frame};
use crate::db::{Conn, Tx};
use crate::procedure::keys::{PublicId, ThemeKey};
use crate::procedure::limits;
use crate::procedure::preparation::may_keep_timeline;
use crate::procedure::{Moment, Standing};
use crate::sign_in::{self, Viewer, one_line};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consultations/timeline.html")]
struct TimelinePage {
    frame: Frame,
    consultation: Consultation,
    milestones: Vec<Milestone>,
    themes: Vec<Theme>,
    today: String,
    fields: Fields,
    errors: Errors,
}

impl TimelinePage {
    fn date(&self, milestone: &Milestone) -> String {
        self.frame.t.civil(&milestone.on_date)
    }

    fn has_passed(&self, milestone: &Milestone) -> bool {
        milestone.on_date < self.today
    }
}

fn page(
    conn: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    fields: Fields,
    errors: Errors,
    now: Moment,
) -> Result<(TimelinePage, Standing), Error> {
    let (consultation, who) = consultations::enter(conn, viewer, slug)?;
    may_keep_timeline(&who, consultation.id)?;
    let page = TimelinePage {
        frame: frame(viewer, &who, &consultation, Tab::Team),
        milestones: store::milestones(conn, consultation.id)?,
        themes: store::themes(conn, consultation.id)?,
        today: now.in_zone(&consultation.time_zone).date().to_string(),
        fields,
        errors,
        consultation,
    };
    Ok((page, who))
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let page = page(conn, &viewer, &slug, Fields::default(), Errors::default(), now)?;
            Ok(page.0)
        })
        .await?;
    html(page)
}

/// What all acts of this page share: look, do, and come back to it.
async fn act(
    app: web::Data<App>,
    asking: Asking,
    slug: String,
    fields: Fields,
    said: &'static str,
    work: impl FnOnce(&mut Tx, &Standing, &TimelinePage) -> Result<Errors, Error> + Send + 'static,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (mut page, who) = page(tx, &viewer, &slug, fields, Errors::default(), now)?;
        page.errors = work(tx, &who, &page)?;
        if page.errors.is_empty() {
            Ok(After::See(format!("{}/timeline", page.consultation.path()), said))
        } else {
            Ok(After::faulty(page))
        }
    };
    app.write(act).await?.answer()
}

pub async fn add_milestone(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    act(app, asking, slug.into_inner(), fields, "flash-milestone-added", move |tx, who, page| {
        let mut errors = Errors::default();
        let date = page.fields.trimmed("on_date").parse::<jiff::civil::Date>();
        if date.is_err() {
            errors.add("on_date", "milestone-date-bad");
        }
        let title = one_line(page.fields.get("title"));
        if title.is_empty() {
            errors.add("title", "milestone-title-missing");
        }
        errors.hold("title", &title, limits::TITLE);
        errors.hold("note", page.fields.get("note"), limits::NOTE);
        if let (Ok(date), true) = (date, errors.is_empty()) {
            let (date, note) = (date.to_string(), page.fields.trimmed("note"));
            let consultation = &page.consultation;
            consultations::add_milestone(tx, who, consultation, &date, &title, note, now)?;
        }
        Ok(errors)
    })
    .await
}

pub async fn remove_milestone(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(String, PublicId)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (slug, milestone) = path.into_inner();
    act(app, asking, slug, fields, "flash-milestone-removed", move |tx, who, page| {
        consultations::remove_milestone(tx, who, &page.consultation, &milestone, now)?;
        Ok(Errors::default())
    })
    .await
}

pub async fn add_theme(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    act(app, asking, slug.into_inner(), fields, "flash-theme-added", move |tx, who, page| {
        let mut errors = Errors::default();
        // One a line: a list is pasted in one go.
        let names = page.fields.get("themes").lines().map(one_line);
        let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            errors.add("themes", "theme-name-missing");
        }
        if let Some(long) = names.iter().find(|name| name.chars().count() > limits::THEME) {
            errors.hold("themes", long, limits::THEME);
            return Ok(errors);
        }
        for name in names {
            consultations::add_theme(tx, who, &page.consultation, &name, now)?;
        }
        Ok(errors)
    })
    .await
}

pub async fn rename_theme(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(String, i64)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (slug, theme) = path.into_inner();
    act(app, asking, slug, fields, "flash-theme-renamed", move |tx, who, page| {
        let mut errors = Errors::default();
        let name = one_line(page.fields.get("name"));
        let consultation = &page.consultation;
        errors.hold("themes", &name, limits::THEME);
        if name.is_empty() {
            errors.add("themes", "theme-name-missing");
        } else if !errors.is_empty() {
            return Ok(errors);
        } else if !consultations::rename_theme(tx, who, consultation, ThemeKey(theme), &name, now)?
        {
            errors.add("themes", "theme-name-taken");
        }
        Ok(errors)
    })
    .await
}
