//! A rapporteur's lettered list, pasted: shown as it was read, each comment with the paragraph that it
//! goes to; then stored.

use super::super::acts::meeting as acts;
use super::super::store::Meeting;
use super::super::views;
use super::super::written::{MOST_CHARACTERS, Spot, Written, tidy};
use super::excerpts::more_cautious;
use super::form;
use super::meeting::{blank_form, find, frame, path};
use super::scene::Scene;
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::languages::Language;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::may_register;
use crate::procedure::words::{InputKind, Placement, PublicationClass};
use crate::text::Text;
use crate::text::lettered::{self, BadLine, Lettered, Why};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "submissions/lettered.html")]
struct LetteredPage {
    frame: Frame,
    action: String,
    /// The letter with which the list goes on.
    next: String,
    classes: Vec<(&'static str, String)>,
    languages: Vec<(&'static str, String)>,
    choices: Vec<(String, String)>,
    /// As it was read; empty before.
    comments: Vec<Comment>,
    fields: Fields,
    errors: Errors,
    /// Each line that is no part of the list, and why.
    bad: Vec<String>,
}

struct Comment {
    letter: String,
    body: String,
    /// The field in which its paragraph is chosen, and what is.
    field: String,
    chosen: String,
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    meeting: &Meeting,
    fields: Fields,
    errors: Errors,
) -> Result<LetteredPage, Error> {
    let t = scene.t();
    Ok(LetteredPage {
        frame: frame(scene, Some(meeting)),
        action: format!("{}/comments", path(meeting)),
        next: lettered::after(&acts::taken(conn, meeting)?),
        classes: more_cautious(t, scene.round.registered_class),
        languages: form::languages(t),
        choices: scene.choices(),
        comments: Vec::new(),
        fields,
        errors,
        bad: Vec::new(),
    })
}

/// `GET /meetings/{id}/comments`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, meeting, submission) = find(conn, &asking, &id, now)?;
            let fields = blank_form(&submission);
            page(conn, &scene, &meeting, fields, Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /meetings/{id}/comments`
pub async fn add(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app.write(move |tx| added(tx, &asking, &id, fields, now)).await?;
    after.answer()
}

fn added(
    tx: &mut Tx,
    asking: &Asking,
    id: &PublicId,
    fields: Fields,
    now: Moment,
) -> Result<After<LetteredPage>, Error> {
    let (scene, meeting, _) = find(tx, asking, id, now)?;
    may_register(&scene.who, &scene.facts)?;
    let t = scene.t();
    let list = fields.get("list").to_owned();
    let (read, bad) = lettered::read(&list);
    let letters: Vec<String> = read.iter().map(|one| one.letter.clone()).collect();
    let form_key = fields.trimmed("form_key").to_owned();
    let there = format!("{}#comments", path(&meeting));
    if acts::is_stored(tx, &letters, &form_key, scene.round.id)? {
        return Ok(After::See(there, "flash-comments-added"));
    }
    let mut errors = Errors::default();
    let language = fields.trimmed("language").to_owned();
    if !crate::consultations::LANGUAGES.contains(&language.as_str()) {
        errors.add("language", "input-language-unknown");
    }
    let mut said: Vec<String> = bad.iter().map(|line| said_of(t, line)).collect();
    if read.is_empty() && bad.is_empty() {
        errors.add("list", "lettered-nothing");
    }
    let taken = acts::taken(tx, &meeting)?;
    let text = views::text(tx, &scene.round)?;
    for one in &read {
        said.extend(fault(t, one, &taken, &text));
    }
    if !said.is_empty() || !errors.is_empty() {
        if !said.is_empty() {
            errors.add("list", "lettered-bad");
        }
        let page = page(tx, &scene, &meeting, fields, errors)?;
        return Ok(After::faulty(LetteredPage { bad: said, ..page }));
    }
    if fields.get("step") != "store" {
        let comments = read.iter().map(|one| shown(&scene, &text, &fields, one)).collect();
        let page = page(tx, &scene, &meeting, fields, errors)?;
        return Ok(After::Again(StatusCode::OK, LetteredPage { comments, ..page }));
    }
    let class: Option<PublicationClass> = fields.parsed("class");
    let mut comments = Vec::new();
    for one in &read {
        let spot = chosen(&scene, &text, fields.trimmed(&field(&one.letter)))?;
        comments.push((one.letter.clone(), written(&spot, one, &language, class)));
    }
    acts::add_comments(tx, &scene.who, &scene.round, &meeting, &comments, &form_key, now)?;
    Ok(After::See(there, "flash-comments-added"))
}

fn field(letter: &str) -> String {
    format!("element-{letter}")
}

/// What is wrong with a comment that was read.
fn fault(t: Language, one: &Lettered, taken: &[String], text: &Text) -> Option<String> {
    let (line, letter) = (one.line.to_string(), one.letter.as_str());
    if taken.contains(&one.letter) {
        return Some(t.say2("lettered-taken", "line", line, "letter", letter));
    }
    let length = one.body.chars().count();
    if length > MOST_CHARACTERS {
        return Some(t.say2("lettered-long", "line", line, "most", MOST_CHARACTERS.to_string()));
    }
    let about = one.about.as_deref()?;
    match crate::text::find(text, about)[..] {
        [_] => None,
        _ => {
            let about: String = about.chars().take(60).collect();
            Some(t.say2("lettered-unknown", "line", line, "about", about))
        }
    }
}

fn said_of(t: Language, bad: &BadLine) -> String {
    let line = bad.line.to_string();
    match &bad.why {
        Why::NoLetter => t.say1("lettered-no-letter", "line", line),
        Why::Empty { letter } => t.say2("lettered-empty", "line", line, "letter", letter.as_str()),
        Why::NotNext { letter, expected } => {
            let found = t.say2(
                "lettered-not-next",
                "letter",
                letter.as_str(),
                "expected",
                expected.as_str(),
            );
            t.say2("lettered-line", "line", line, "said", found)
        }
    }
}

/// The comment with the paragraph that was chosen for it, or that it names.
fn shown(scene: &Scene, text: &Text, fields: &Fields, one: &Lettered) -> Comment {
    let field = field(&one.letter);
    let named = one.about.as_deref().and_then(|about| match crate::text::find(text, about)[..] {
        [at] => Some(text.elements[at].id.as_str()),
        _ => None,
    });
    let line = named.and_then(|identity| scene.reading.as_ref()?.line(identity));
    let chosen = match fields.is_ticked(&field) {
        true => fields.trimmed(&field).to_owned(),
        false => line.map(|line| line.public_id.to_string()).unwrap_or_default(),
    };
    Comment { letter: one.letter.clone(), body: one.body.clone(), field, chosen }
}

fn chosen(scene: &Scene, text: &Arc<Text>, named: &str) -> Result<Spot, Error> {
    if named.is_empty() {
        return Ok(Spot::Whole);
    }
    let reading = scene.reading.as_ref();
    let line =
        reading.and_then(|reading| reading.line_of(&named.into())).ok_or(Error::BadRequest)?;
    Ok(Spot::Element { identity: line.identity.clone(), text: text.clone() })
}

fn written(
    spot: &Spot,
    one: &Lettered,
    language: &str,
    class: Option<PublicationClass>,
) -> Written {
    let (identity, kind) = match spot {
        Spot::Element { identity, .. } => (Some(identity.clone()), InputKind::Comment),
        Spot::Whole | Spot::Question(_) => (None, InputKind::General),
    };
    Written {
        identity,
        question: None,
        kind,
        operation: None,
        particulars: Default::default(),
        comment_type: None,
        body: tidy(&one.body),
        quoted: String::new(),
        proposed: String::new(),
        language: language.to_owned(),
        class,
        placement: Placement::Exact,
        mismatch: None,
    }
}
