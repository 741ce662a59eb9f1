//! The text of a letter that was registered, with the excerpts that were cut out of it marked, and what no
//! excerpt holds.

use super::super::acts::registering;
use super::super::store::{self, Submission};
use super::super::views::{self, Letters};
use super::cards;
use super::excerpts::{excerptable, excerpts_page, reads_letter};
use super::scene::Scene;
use super::submission::scene_of;
use crate::app::App;
use crate::drafts::reading::direction;
use crate::participants::store as participants;
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::text::excerpts::Source;
use crate::text::with_marks;
use crate::text::{Operation, Particulars, Text};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// A letter in stretches: for `submissions/letter_text.html`.
pub struct Shown {
    pub language: String,
    pub direction: &'static str,
    pub stretches: Vec<Stretch>,
    /// How many passages no excerpt holds.
    pub omitted: usize,
    /// The numbers of excerpts with words, of their own or proposed, that do not stand in it.
    pub elsewhere: Vec<Held>,
    /// Where the excerpts stand: "" on the same page.
    pub cards_at: String,
}

pub struct Stretch {
    /// Blank space and ends of lines before it: a mark stands after them.
    pub lead: String,
    pub text: String,
    /// Excerpts that begin here, to be led to.
    pub begins: Vec<Held>,
    pub is_held: bool,
    /// Its number among those that no excerpt holds.
    pub omitted: Option<usize>,
}

/// An excerpt by its number among those of the letter.
#[derive(Debug, Clone)]
pub struct Held {
    pub id: PublicId,
    pub number: usize,
}

/// What a proposed wording is to take the place of: the paragraph, and those merged into it. None
/// for what is to be added.
pub(super) fn base(
    text: &Text,
    (operation, identity, particulars): (Option<Operation>, Option<&str>, &Particulars),
    language: &str,
) -> Option<String> {
    if operation.is_none_or(Operation::is_addition) {
        return None;
    }
    let all = identity.into_iter().chain(particulars.others.iter().map(String::as_str));
    let wordings = all.filter_map(|id| Some(text.get(id)?.wording(language)));
    Some(wordings.collect::<Vec<_>>().join(" "))
}

/// The letter with the excerpts that were cut out of it.
pub(super) fn shown(
    text: &str,
    language: &str,
    excerpts: &[store::Input],
    draft: &Text,
    cards_at: String,
) -> Shown {
    let source = Source::of(text);
    let mut places = Vec::new();
    let mut elsewhere = Vec::new();
    for (at, input) in excerpts.iter().enumerate() {
        let of = |words: &str| source.places(words).unwrap_or_default();
        let found = [of(&input.body), of(&input.proposed)].concat();
        let proposes = (input.operation, input.identity.as_deref(), &input.particulars);
        let base = base(draft, proposes, &input.language);
        let is_missing = source.places(&input.body).is_err()
            || source.missing_of(base.as_deref(), &input.proposed).is_some();
        if found.is_empty() || is_missing {
            elsewhere.push(Held { id: input.public_id.clone(), number: at + 1 });
        }
        places.push(found);
    }
    let mut omitted = 0;
    let mut begun = vec![false; excerpts.len()];
    let mut stretches = Vec::new();
    for stretch in source.stretches(&places) {
        let is_omitted = stretch.is_omitted();
        omitted += usize::from(is_omitted);
        let mut begins = Vec::new();
        for at in &stretch.held_by {
            if !std::mem::replace(&mut begun[*at], true) {
                begins.push(Held { id: excerpts[*at].public_id.clone(), number: at + 1 });
            }
        }
        let text = stretch.text.trim_start();
        stretches.push(Stretch {
            lead: stretch.text[..stretch.text.len() - text.len()].to_owned(),
            text: with_marks(text),
            begins,
            is_held: !stretch.held_by.is_empty(),
            omitted: is_omitted.then_some(omitted),
        });
    }
    Shown {
        language: language.to_owned(),
        direction: direction(language),
        stretches,
        omitted,
        elsewhere,
        cards_at,
    }
}

#[derive(Template)]
#[template(path = "submissions/letter.html")]
struct LetterPage {
    frame: Frame,
    author: String,
    path: String,
    letter: Shown,
    /// The file that it was typed from, where there is one.
    files: Vec<(String, String)>,
}

/// `GET /submissions/{id}/letter`: for whoever may read all that was cut out of it, or cuts it.
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, submission) = scene_of(conn, &asking, &id, now)?;
            let letters = Letters::of(conn, std::iter::once(&submission))?;
            // On the page of excerpts it is shown to whoever reads all of them there.
            let cuts = excerptable(&scene, &submission).is_ok()
                && reads_letter(conn, &scene, &submission)?;
            if !cuts && !letters.shows_text(&scene.sight(), &submission) {
                return Err(Error::NotFound);
            }
            let stored = store::letter_text(conn, submission.id)?.ok_or(Error::NotFound)?;
            let excerpts = store::inputs_of(conn, submission.id)?;
            let draft = views::text(conn, &scene.round)?;
            let path = cards::path(&submission);
            let author = participants::find(conn, submission.participant_id)?;
            let files = views::files_visible_to(conn, &scene.sight(), &submission)?;
            let file = |file: store::Attachment| {
                (with_marks(&file.name), format!("/files/{}", file.public_id))
            };
            let to = path.clone();
            Ok(LetterPage {
                frame: scene
                    .frame()
                    .under(to, scene.t().say1("submission-of", "name", author.name.as_str())),
                letter: shown(&stored.text, &submission.language, &excerpts, &draft, path.clone()),
                author: author.name,
                files: files.into_iter().filter(|file| file.original).map(file).collect(),
                path,
            })
        })
        .await?;
    html(page)
}

/// `POST /submissions/{id}/letter`: whoever registers types the letter in full.
pub async fn write(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let (scene, submission) = scene_of(tx, &asking, &id, now)?;
            excerptable(&scene, &submission)?;
            // Who may not read what was cut out of it may not read what is stored by writing over it.
            if !reads_letter(tx, &scene, &submission)? {
                return Err(Error::NotFound);
            }
            let text = fields.get("letter_text").replace("\r\n", "\n").replace('\0', "");
            let text = text.trim();
            let mut errors = Errors::default();
            if text.is_empty() {
                errors.add("letter_text", "letter-text-missing");
            }
            errors.hold("letter_text", text, limits::LETTER);
            if !errors.is_empty() {
                let page = excerpts_page(tx, &scene, &submission, fields, errors)?;
                return Ok(After::faulty(page));
            }
            let version = fields.parsed("version").unwrap_or_default();
            let to = format!("{}/excerpts", cards::path(&submission));
            match save(tx, &scene, &submission, text, version)? {
                true => Ok(After::See(to, "flash-letter-typed")),
                false => {
                    let errors = Errors::default();
                    let mut page = excerpts_page(tx, &scene, &submission, fields, errors)?;
                    page.letter_changed = true;
                    Ok(After::Again(StatusCode::CONFLICT, page))
                }
            }
        })
        .await?;
    after.answer()
}

fn save(
    tx: &mut crate::db::Tx,
    scene: &Scene,
    submission: &Submission,
    text: &str,
    version: i64,
) -> Result<bool, Error> {
    registering::type_letter(tx, &scene.who, &scene.round, submission, text, version, scene.now)
}
