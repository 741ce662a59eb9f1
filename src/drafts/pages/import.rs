//! `/c/{slug}/drafts/new`: a text pasted or from a file; the parse, corrected as often as needed;
//! and only then is anything stored. Until then all of it travels in the form.

mod asked;

use super::{LanguageChoice, language_choices};
use crate::app::App;
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::{Conn, Tx};
use crate::drafts::correction::{self, Row};
use crate::drafts::importing::{self, Source};
use crate::drafts::store::{self, Draft};
use crate::drafts::{self, Brought, saying};
use crate::formats::word::Unreadable;
use crate::languages::Language;
use crate::procedure::Moment;
use crate::procedure::drafts::may_bring_in;
use crate::procedure::{Standing, words::Kind};
use crate::sign_in::{self, Viewer};
use crate::text::{Text, parse, with_marks};
use crate::web::{
    After, Asking, Error, Errors, Fields, Frame, html_with, read_word, see_other_saying,
};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use asked::{A_DOCUMENT, Step, a_text, label_and_language, step};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "drafts/new.html")]
struct New {
    frame: Frame,
    action: String,
    earlier: Vec<Draft>,
    languages: Vec<LanguageChoice>,
    fields: Fields,
    errors: Errors,
    /// What keeps a JSON file from being a draft, all at once.
    faults: Vec<String>,
}

#[derive(Template)]
#[template(path = "drafts/parse.html")]
struct Parse {
    frame: Frame,
    based_on: String,
    action: String,
    list: String,
    label: String,
    language: String,
    direction: &'static str,
    source: String,
    rows: Vec<Shown>,
    counts: Vec<(Kind, usize)>,
    doubts: usize,
    errors: Errors,
}

struct Shown {
    row: Row,
    /// Doubts and faults, in words.
    doubt: String,
    is_fault: bool,
}

impl Parse {
    fn kinds(&self) -> [Kind; 10] {
        Kind::ALL
    }
}

#[derive(Template)]
#[template(path = "drafts/json.html")]
struct Json {
    frame: Frame,
    based_on: String,
    action: String,
    list: String,
    label: String,
    language: String,
    source: String,
    counts: Vec<(Kind, usize)>,
    languages: Vec<String>,
    lines: Vec<drafts::reading::Line>,
    direction: &'static str,
}

/// What is shown on the way from a text to a draft.
enum Page {
    New(New),
    Parse(Parse),
    Json(Json),
}

impl Page {
    fn answer(self, status: StatusCode) -> Result<HttpResponse, Error> {
        match self {
            Self::New(page) => html_with(status, page),
            Self::Parse(page) => html_with(status, page),
            Self::Json(page) => html_with(status, page),
        }
    }
}

/// Who would bring a text into which consultation.
struct Scene {
    viewer: Viewer,
    who: Standing,
    consultation: Consultation,
    /// What the text may continue, newest first.
    earlier: Vec<Draft>,
}

impl Scene {
    fn find(conn: &mut Conn, asking: &Asking, slug: &str, now: Moment) -> Result<Self, Error> {
        let viewer = sign_in::viewer(conn, asking, now)?;
        let consultation = consultations::store::find_by_slug(conn, slug)?;
        let who = viewer.standing(conn, consultation.id)?;
        viewer.signed_in()?;
        may_bring_in(&who, consultation.id)?;
        let mut earlier = store::of_consultation(conn, consultation.id)?;
        earlier.reverse();
        Ok(Self { viewer, who, consultation, earlier })
    }

    fn t(&self) -> Language {
        self.viewer.language()
    }

    /// The draft that the text is said to continue; None for one by itself, or for nonsense.
    fn continued(&self, fields: &Fields) -> Option<&Draft> {
        let id = fields.filled("based_on")?;
        self.earlier.iter().find(|draft| draft.public_id.as_str() == id)
    }

    fn list(&self) -> String {
        format!("{}/drafts", self.consultation.path())
    }

    fn action(&self) -> String {
        format!("{}/new", self.list())
    }

    fn frame(&self) -> Frame {
        let frame = consultations::frame(&self.viewer, &self.who, &self.consultation, Tab::Drafts);
        let title = frame.t.say("draft-list-title");
        frame.under(self.list(), title)
    }

    fn new_page(&self, fields: Fields, errors: Errors, faults: Vec<String>) -> Page {
        Page::New(New {
            frame: self.frame(),
            action: self.action(),
            languages: language_choices(self.t(), &self.consultation),
            earlier: self.earlier.clone(),
            fields,
            errors,
            faults,
        })
    }
}

pub async fn new(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let scene = Scene::find(conn, &asking, &slug, now)?;
            let fields = Fields::of(&[("language", scene.consultation.original_language())]);
            Ok(scene.new_page(fields, Errors::default(), Vec::new()))
        })
        .await?;
    page.answer(StatusCode::OK)
}

pub async fn bring_in(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let mut step = step(&fields);
    let is_document = matches!(step, Err(fault) if fault == A_DOCUMENT);
    if let Some(file) = fields.files("file").next().filter(|_| is_document) {
        // Nothing is read for whoever may not bring it in.
        let (who, at) = (asking.clone(), slug.clone());
        app.read(move |conn| Scene::find(conn, &who, &at, now).map(drop)).await?;
        step = match read_word(&app, file.bytes.clone()).await? {
            Ok(document) => a_text(Source::Word(importing::word::read(&document)), "file"),
            Err(Unreadable::NoWord) => Err(A_DOCUMENT),
            Err(unreadable) => Ok(Step::Unreadable(unreadable, file.name.clone())),
        };
    }
    let after = match step {
        Ok(Step::Save(rows)) => {
            app.write(move |tx| {
                let scene = Scene::find(tx, &asking, &slug, now)?;
                save(tx, &scene, fields, rows, now)
            })
            .await
        }
        Ok(Step::SaveJson(source)) => {
            app.write(move |tx| {
                let scene = Scene::find(tx, &asking, &slug, now)?;
                save_json(tx, &scene, fields, &source, now)
            })
            .await
        }
        step => {
            app.read(move |conn| {
                let scene = Scene::find(conn, &asking, &slug, now)?;
                read(&scene, fields, step)
            })
            .await
        }
    }?;
    match after {
        After::See(to, said) => Ok(see_other_saying(&to, said)),
        After::Again(status, page) => page.answer(status),
    }
}

/// Shows what was read, or what is wrong with the form. Nothing is stored.
fn read(
    scene: &Scene,
    mut fields: Fields,
    step: Result<Step, (&'static str, &'static str)>,
) -> Result<After<Page>, Error> {
    let (label, language, mut errors) = label_and_language(&fields);
    if let Ok(Step::Check(rows)) = step {
        let source = fields.get("source").to_owned();
        let rows = correction::corrected(rows);
        let page = parse_page(scene, &fields, label, language, source, rows, errors);
        return Ok(After::Again(StatusCode::OK, page));
    }
    let source = match step {
        Ok(Step::Read(source)) if errors.is_empty() => source,
        Ok(Step::Unreadable(unreadable, name)) => {
            let name = with_marks(&name.chars().take(80).collect::<String>());
            errors.add_with("file", unreadable.key(), vec![("name", name)]);
            return Ok(After::faulty(scene.new_page(fields, errors, Vec::new())));
        }
        Ok(Step::Read(
            Source::Plain(source)
            | Source::Json(source)
            | Source::Word(importing::word::Read { source, .. }),
        )) => {
            fields.set("source", source);
            return Ok(After::faulty(scene.new_page(fields, errors, Vec::new())));
        }
        Ok(_) => return Err(Error::BadRequest),
        Err((field, key)) => {
            errors.add(field, key);
            return Ok(After::faulty(scene.new_page(fields, errors, Vec::new())));
        }
    };
    match source {
        Source::Plain(source) => {
            let rows = correction::rows_of(parse(&source, &language));
            let page = parse_page(scene, &fields, label, language, source, rows, errors);
            Ok(After::Again(StatusCode::OK, page))
        }
        Source::Word(read) => {
            let mut rows = correction::rows_of(parse(&read.source, &language));
            correction::make_headings(&mut rows, &read.headings);
            let rows = correction::corrected(rows);
            let page = parse_page(scene, &fields, label, language, read.source, rows, errors);
            Ok(After::Again(StatusCode::OK, page))
        }
        Source::Json(source) => match importing::from_json(&source, &language, scene.t()) {
            Ok(text) => {
                let page = json_page(scene, &fields, label, language, source, &text);
                Ok(After::Again(StatusCode::OK, page))
            }
            Err(faults) => {
                fields.set("source", source);
                errors.add("source", "draft-error-json");
                Ok(After::faulty(scene.new_page(fields, errors, faults)))
            }
        },
    }
}

/// Stores the corrected parse, or shows what is still wrong with it.
fn save(
    tx: &mut Tx,
    scene: &Scene,
    fields: Fields,
    rows: Vec<Row>,
    now: Moment,
) -> Result<After<Page>, Error> {
    let (label, language, mut errors) = label_and_language(&fields);
    let rows = correction::corrected(rows);
    let text = correction::text_of(&rows, &language);
    if rows.is_empty() {
        errors.add("source", "draft-error-empty");
    } else if !text.check().is_empty() {
        errors.add("rows", "draft-error-rows");
    }
    if !errors.is_empty() {
        let source = fields.get("source").to_owned();
        return Ok(After::faulty(parse_page(
            scene, &fields, label, language, source, rows, errors,
        )));
    }
    let earlier = scene.continued(&fields);
    let brought = Brought { label: &label, language: &language, text, references: HashMap::new() };
    keep(tx, scene, brought, earlier, now)
}

/// Stores a text that came as JSON, with the names that it gave its elements.
fn save_json(
    tx: &mut Tx,
    scene: &Scene,
    fields: Fields,
    source: &str,
    now: Moment,
) -> Result<After<Page>, Error> {
    let (label, language, mut errors) = label_and_language(&fields);
    let text = match importing::from_json(source, &language, scene.t()) {
        Ok(text) if errors.is_empty() => text,
        outcome => {
            let faults = outcome.err().unwrap_or_default();
            if !faults.is_empty() {
                errors.add("source", "draft-error-json");
            }
            return Ok(After::faulty(scene.new_page(fields, errors, faults)));
        }
    };
    let earlier = scene.continued(&fields);
    let known = match earlier {
        Some(earlier) => importing::known_in(tx, earlier)?,
        None => HashMap::new(),
    };
    let (text, references) = importing::with_identities(text, &known);
    let brought = Brought { label: &label, language: &language, text, references };
    keep(tx, scene, brought, earlier, now)
}

fn keep(
    tx: &mut Tx,
    scene: &Scene,
    brought: Brought,
    earlier: Option<&Draft>,
    now: Moment,
) -> Result<After<Page>, Error> {
    let consultation = scene.consultation.id;
    // A double click sends everything twice.
    let draft = match drafts::just_begun(tx, consultation, brought.label, &brought.text)? {
        Some(draft) => draft,
        None => drafts::bring_in_after(tx, &scene.who, consultation, brought, earlier, now)?,
    };
    match earlier {
        Some(earlier) => {
            let lineage = format!("{}/lineage?from={}", draft.path(), earlier.public_id);
            Ok(After::See(lineage, "flash-draft-begun"))
        }
        None => Ok(After::See(draft.path(), "flash-draft-begun")),
    }
}

#[allow(clippy::too_many_arguments)]
fn parse_page(
    scene: &Scene,
    fields: &Fields,
    label: String,
    language: String,
    source: String,
    rows: Vec<Row>,
    errors: Errors,
) -> Page {
    let t = scene.t();
    let faults = correction::faults_by_row(&correction::text_of(&rows, &language));
    let counts = correction::counts(&rows);
    let shown = |(index, row): (usize, Row)| {
        let fault = faults.get(&index);
        let mut said: Vec<String> = fault.iter().map(|f| saying::row_fault(f, t)).collect();
        said.extend(row.doubts.iter().map(|doubt| saying::doubt(doubt, t)));
        Shown { row, doubt: said.join(" "), is_fault: fault.is_some() }
    };
    let rows: Vec<Shown> = rows.into_iter().enumerate().map(shown).collect();
    Page::Parse(Parse {
        based_on: fields.get("based_on").to_owned(),
        frame: scene.frame().under(scene.action(), t.say("draft-new")),
        action: scene.action(),
        list: scene.list(),
        direction: drafts::reading::direction(&language),
        label,
        language,
        source,
        doubts: rows.iter().filter(|shown| !shown.doubt.is_empty()).count(),
        rows,
        counts,
        errors,
    })
}

fn json_page(
    scene: &Scene,
    fields: &Fields,
    label: String,
    language: String,
    source: String,
    text: &Text,
) -> Page {
    let count = |kind: Kind| text.elements.iter().filter(|e| e.kind == kind).count();
    let reading = drafts::reading::unstored(text, &language);
    Page::Json(Json {
        based_on: fields.get("based_on").to_owned(),
        frame: scene.frame().under(scene.action(), scene.t().say("draft-new")),
        action: scene.action(),
        list: scene.list(),
        counts: Kind::ALL.into_iter().map(|k| (k, count(k))).filter(|(_, n)| *n > 0).collect(),
        languages: reading.languages,
        lines: reading.lines,
        direction: reading.direction,
        label,
        language,
        source,
    })
}
