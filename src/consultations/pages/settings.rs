//! Setting up a consultation, and changing how it is set up.

use crate::app::App;
use crate::consultations::{
    self, Consultation, LANGUAGES, NewConsultation, Tab, change, frame, store,
};
use crate::db::{Conn, Tx};
use crate::procedure::preparation::{may_change_consultation, may_create_consultation};
use crate::procedure::words::ConsultationKind;
use crate::sign_in::{self, Viewer};
use crate::text::bracketed::Legend;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::QueryResult;

#[derive(Template)]
#[template(path = "consultations/settings.html")]
struct SettingsPage {
    frame: Frame,
    /// None while it is being created.
    consultation: Option<Consultation>,
    fields: Fields,
    errors: Errors,
    /// Somebody saved other settings in between: what is stored now, beside what was typed.
    stored: Option<Fields>,
}

/// A choice of a list: its value, its label, whether it is chosen.
struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

impl SettingsPage {
    fn action(&self) -> String {
        match &self.consultation {
            Some(consultation) => format!("{}/settings", consultation.path()),
            None => "/consultations/new".into(),
        }
    }

    fn kinds(&self) -> Vec<Choice> {
        let choice = |kind: &ConsultationKind| Choice {
            value: kind.as_str(),
            label: self.frame.t.word(*kind),
            chosen: self.fields.has("kind", kind.as_str()),
        };
        ConsultationKind::ALL.iter().map(choice).collect()
    }

    fn legends(&self) -> Vec<Choice> {
        let choice = |legend: Legend| Choice {
            value: legend.as_str(),
            label: self.frame.t.word(legend),
            chosen: self.fields.parsed::<Legend>("bracket_legend").unwrap_or_default() == legend,
        };
        Legend::ALL.into_iter().map(choice).collect()
    }

    fn languages(&self, field: &str) -> Vec<Choice> {
        let choice = |code: &'static str| Choice {
            value: code,
            label: self.frame.t.language_name(code),
            chosen: self.fields.has(field, code),
        };
        LANGUAGES.into_iter().map(choice).collect()
    }

    /// Where the stored settings differ from the typed ones: label, stored, typed.
    fn differences(&self) -> Vec<(String, String, String)> {
        let Some(stored) = &self.stored else { return Vec::new() };
        let names = [
            "title",
            "slug",
            "kind",
            "mandate",
            "time_zone",
            "original",
            "place",
            "contact",
            "disclaimer",
            "reservation",
            "bracket_legend",
        ];
        let differs = |name: &&str| stored.trimmed(name) != self.fields.trimmed(name);
        let label = |name: &str| match name {
            "time_zone" => self.frame.t.say("consultation-time-zone"),
            "bracket_legend" => self.frame.t.say("consultation-bracket-legend"),
            name => self.frame.t.say(&format!("consultation-{name}")),
        };
        let texts = |name: &str| {
            (label(name), stored.get(name).to_owned(), self.fields.get(name).to_owned())
        };
        names.into_iter().filter(differs).map(texts).collect()
    }
}

pub async fn new(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            may_create_consultation(&viewer.standing_here())?;
            let fields = Fields::of(&[
                ("kind", "expert"),
                ("time_zone", "Europe/Zurich"),
                ("original", "en"),
                ("open_door", "on"),
            ]);
            Ok(unsaved(&viewer, fields, Errors::default()))
        })
        .await?;
    html(page)
}

fn unsaved(viewer: &Viewer, fields: Fields, errors: Errors) -> SettingsPage {
    SettingsPage { frame: viewer.frame(), consultation: None, fields, errors, stored: None }
}

pub async fn create(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let who = viewer.standing_here();
        may_create_consultation(&who)?;
        let new = match parse(tx, &fields, None)? {
            Ok(new) => new,
            Err(errors) => return Ok(After::faulty(unsaved(&viewer, fields, errors))),
        };
        let consultation = consultations::create(tx, &who, &new, now)?;
        Ok(After::See(format!("{}/team", consultation.path()), "flash-consultation-created"))
    };
    app.write(act).await?.answer()
}

/// Reads the form; an address that another consultation has is a fault like any other.
fn parse(
    conn: &mut Conn,
    fields: &Fields,
    own: Option<&Consultation>,
) -> QueryResult<Result<NewConsultation, Errors>> {
    let parsed = NewConsultation::parse(fields);
    let Ok(new) = &parsed else { return Ok(parsed) };
    if store::slug_is_taken(conn, &new.slug, own.map(|own| own.id))? {
        let mut errors = Errors::default();
        errors.add("slug", "consultation-slug-taken");
        return Ok(Err(errors));
    }
    Ok(parsed)
}

pub async fn settings(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let (consultation, who) = consultations::enter(conn, &viewer, &slug)?;
            may_change_consultation(&who, consultation.id)?;
            Ok(SettingsPage {
                frame: frame(&viewer, &who, &consultation, Tab::Settings),
                fields: NewConsultation::fields(&consultation),
                consultation: Some(consultation),
                errors: Errors::default(),
                stored: None,
            })
        })
        .await?;
    html(page)
}

pub async fn save(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (consultation, who) = consultations::enter(tx, &viewer, &slug)?;
        may_change_consultation(&who, consultation.id)?;
        let again = |fields, errors, stored, consultation| SettingsPage {
            frame: frame(&viewer, &who, &consultation, Tab::Settings),
            consultation: Some(consultation),
            fields,
            errors,
            stored,
        };
        let new = match parse(tx, &fields, Some(&consultation))? {
            Ok(new) => new,
            Err(errors) => {
                return Ok(After::faulty(again(fields, errors, None, consultation)));
            }
        };
        let version = fields.parsed("version").unwrap_or_default();
        if version != consultation.row_version {
            // What was typed stays; saving it again is then a choice made with open eyes.
            let mut fields = fields;
            fields.set("version", consultation.row_version.to_string());
            let stored = Some(NewConsultation::fields(&consultation));
            let page = again(fields, Errors::default(), stored, consultation);
            return Ok(After::Again(StatusCode::CONFLICT, page));
        }
        change(tx, &who, &consultation, &new, version, now)?;
        Ok(After::See(format!("/c/{}/settings", new.slug), "flash-consultation-saved"))
    };
    app.write(act).await?.answer()
}
