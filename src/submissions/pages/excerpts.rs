//! The excerpts of what was registered, put on the paragraphs that they concern.

use super::super::acts::registering;
use super::super::store::{self, Submission};
use super::super::views;
use super::super::written::{Spot, Written, placed, tidy};
use super::cards::{self, Card};
use super::files::FileLine;
use super::form;
use super::letter;
use super::scene::Scene;
use super::submission::scene_of;
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::languages::Language;
use crate::participants::store as participants;
use crate::procedure::Refusal;
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::submissions::{may_register, may_remove_excerpt, may_type_letter};
use crate::procedure::words::{CommentType, InputKind, Operation, PublicationClass, Source};
use crate::secrets;
use crate::text::Text;
use crate::text::excerpts::{self, with_omissions};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, see_other_saying};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/excerpts.html")]
pub struct ExcerptsPage {
    frame: Frame,
    path: String,
    /// The page of the whole submission is there for this reader.
    reads_whole: bool,
    author: String,
    class: String,
    /// It has a receipt to hand over.
    has_receipt: bool,
    /// The excerpts, each with where it is taken away while it may be.
    cards: Vec<(Card, Option<String>)>,
    files: Vec<FileLine>,
    choices: Vec<(String, String)>,
    operations: Vec<(&'static str, String)>,
    /// Where something may be moved, or with what it may be merged: identity and citation.
    places: Vec<(String, String)>,
    sides: Vec<(&'static str, String)>,
    kinds: Vec<(&'static str, String)>,
    types: Vec<(&'static str, String)>,
    languages: Vec<(&'static str, String)>,
    /// The call's class, and those that show less.
    classes: Vec<(&'static str, String)>,
    form_key: String,
    /// The text of the letter, with its excerpts marked.
    letter: Option<letter::Shown>,
    /// As it is typed, or stands in the form.
    letter_typed: String,
    letter_version: i64,
    letter_refused: Option<Refusal>,
    /// There are excerpts that this person may not read: so they do not read the letter.
    letter_hidden: bool,
    /// Somebody typed it anew in between.
    pub(super) letter_changed: bool,
    zone: String,
    fields: Fields,
    errors: Errors,
}

/// Who registers may work on it: where the call's rule makes it public, or they registered it, or
/// may read everything.
pub(super) fn excerptable(scene: &Scene, submission: &Submission) -> Result<(), Error> {
    scene.viewer.signed_in()?;
    may_register(&scene.who, &scene.facts)?;
    match submission.source != Source::Typed
        && submission.alignment.is_none()
        && is_read_by_registrar(scene, submission, Some(scene.round.registered_class))
    {
        true => Ok(()),
        false => Err(Error::NotFound),
    }
}

/// What was said on somebody's behalf is theirs to answer for: nothing is anchored beside it.
fn takes_excerpts(conn: &mut Conn, scene: &Scene, submission: &Submission) -> Result<(), Error> {
    excerptable(scene, submission)?;
    match store::intervention_of(conn, submission.id)? {
        None => Ok(()),
        Some(_) => Err(Error::NotFound),
    }
}

/// Whoever registers reads what is to be public, and what they typed themselves.
pub(super) fn is_read_by_registrar(
    scene: &Scene,
    submission: &Submission,
    class: Option<PublicationClass>,
) -> bool {
    class == Some(PublicationClass::Public)
        || scene.who.is_cleared()
        || scene.has_registered(submission)
}

/// Is the page of the whole submission there for this person?
fn reads_whole(conn: &mut Conn, scene: &Scene, submission: &Submission) -> Result<bool, Error> {
    Ok(scene.has_registered(submission) || views::shows_any(conn, &scene.sight(), submission)?)
}

/// Whoever registers reads the letter where they read all that was cut out of it.
pub(super) fn reads_letter(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
) -> Result<bool, Error> {
    let inputs = store::inputs_of(conn, submission.id)?;
    let files = store::attachments_of(conn, submission.id)?;
    let files = files.iter().filter(|file| file.original).map(|file| file.publication_class);
    let classes = inputs.iter().map(|input| input.publication_class).chain(files);
    let mut all = classes.chain([Some(scene.round.registered_class)]);
    Ok(all.all(|class| is_read_by_registrar(scene, submission, class)))
}

/// The call's class first, then those that an author may have asked for: they show less.
pub(super) fn more_cautious(t: Language, rule: PublicationClass) -> Vec<(&'static str, String)> {
    let classes = PublicationClass::ALL.iter().filter(|class| **class >= rule);
    classes.map(|class| (class.as_str(), t.word(*class))).collect()
}

pub(super) fn excerpts_page(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
    fields: Fields,
    errors: Errors,
) -> Result<ExcerptsPage, Error> {
    let t = scene.t();
    let author = participants::find(conn, submission.participant_id)?;
    let inputs = views::inputs_left(conn, submission.id)?;
    let facts = store::facts(conn, submission)?;
    let mut excerpts = Vec::new();
    // An excerpt can be more cautious than the call's rule.
    let read = |one: &&store::Input| is_read_by_registrar(scene, submission, one.publication_class);
    for one in inputs.iter().filter(read) {
        let may = may_remove_excerpt(&scene.who, &scene.facts, &facts, one.id).is_ok();
        let removal = (may && store::is_excerpt(conn, one)?)
            .then(|| format!("/inputs/{}/excerpt-removal", one.public_id));
        excerpts.push((Card::of_own(scene, one, submission, &author), removal));
    }
    let form_key = fields.filled("form_key").map(str::to_owned);
    let reads = reads_letter(conn, scene, submission)?;
    let stored = store::letter_text(conn, submission.id)?.filter(|_| reads);
    let draft = views::text(conn, &scene.round)?;
    let may_type = may_type_letter(&scene.who, &scene.facts, &facts, stored.is_some());
    let typed = fields.filled("letter_text").map(str::to_owned);
    Ok(ExcerptsPage {
        letter_typed: typed
            .or_else(|| stored.as_ref().map(|stored| stored.text.clone()))
            .unwrap_or_default(),
        letter_version: stored.as_ref().map_or(0, |stored| stored.row_version),
        letter: stored.map(|stored| {
            letter::shown(&stored.text, &submission.language, &inputs, &draft, String::new())
        }),
        letter_refused: match may_type {
            Err(Denied::Refused(refusal)) => Some(refusal),
            _ => None,
        },
        letter_hidden: !reads,
        letter_changed: false,
        zone: scene.zone().to_owned(),
        frame: scene
            .frame()
            .under(format!("{}/submissions", scene.round.path()), t.say("submissions-list")),
        path: cards::path(submission),
        reads_whole: reads_whole(conn, scene, submission)?,
        class: t.word(scene.round.registered_class),
        has_receipt: store::receipt_of(conn, submission.id)?.is_some(),
        cards: excerpts,
        files: FileLine::of_those_had(conn, scene, submission)?,
        author: author.name,
        places: scene.places(),
        sides: form::sides(t),
        kinds: form::kinds(t),
        choices: scene.choices(),
        operations: Operation::ALL.iter().map(|word| (word.as_str(), t.word(*word))).collect(),
        types: CommentType::ALL.iter().map(|word| (word.as_str(), t.word(*word))).collect(),
        languages: form::languages(t),
        classes: more_cautious(t, scene.round.registered_class),
        form_key: form_key.unwrap_or_else(|| secrets::public_id().to_string()),
        fields,
        errors,
    })
}

pub async fn excerpts(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            crate::sign_in::signed_in(conn, &asking, now)?;
            let (scene, submission) = scene_of(conn, &asking, &id, now)?;
            takes_excerpts(conn, &scene, &submission)?;
            let fields = Fields::of(&[("language", submission.language.as_str())]);
            excerpts_page(conn, &scene, &submission, fields, Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /inputs/{id}/excerpt-removal`.
pub async fn remove_excerpt(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let input = store::find_input(tx, &id)?;
            let submission = store::find(tx, input.submission_id)?;
            let round = crate::rounds::store::find(tx, submission.round_id)?;
            let scene = Scene::of(tx, &asking, round, now)?;
            excerptable(&scene, &submission)?;
            registering::remove_excerpt(tx, &scene.who, &scene.round, &id, now)?;
            Ok(format!("{}/excerpts", cards::path(&submission)))
        })
        .await?;
    Ok(see_other_saying(&path, "flash-excerpt-removed"))
}

/// The excerpt that the form holds. One without a paragraph is on the whole text.
pub(super) fn excerpt(
    tx: &mut Tx,
    scene: &Scene,
    fields: &Fields,
) -> Result<Result<Written, Errors>, Error> {
    let named = fields.trimmed("element");
    let line = scene.reading.as_ref().and_then(|reading| reading.line_of(&named.into()));
    let spot = match line {
        Some(line) => {
            let text = views::text(tx, &scene.round)?;
            Spot::Element { identity: line.identity.clone(), text }
        }
        None if named.is_empty() => Spot::Whole,
        None => return Err(Error::BadRequest),
    };
    let proposes = fields.filled("operation").is_some();
    let kind = match (&spot, proposes) {
        (Spot::Whole, false) => InputKind::General,
        (_, false) => InputKind::Comment,
        (_, true) => InputKind::Proposal,
    };
    let mut written = match Written::read(fields, &spot, kind) {
        Ok(written) => written,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = written.unfinished(&spot);
    if spot == Spot::Whole && proposes {
        errors.add("element", "registered-element-missing");
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let quoted = tidy(fields.get("quoted"));
    if !quoted.is_empty() && written.operation != Some(Operation::Merge) {
        (written.placement, written.mismatch) = placed(spot.wording(&written.language), &quoted);
        written.quoted = quoted;
    }
    Ok(Ok(written))
}

/// The words of an excerpt that do not stand in the letter: of what is said, or why, and of the
/// wording that is proposed.
fn missing(letter: &str, draft: &Text, written: &Written) -> Errors {
    let source = excerpts::Source::of(letter);
    let proposes = (written.operation, written.identity.as_deref(), &written.particulars);
    let base = letter::base(draft, proposes, &written.language);
    let mut errors = Errors::default();
    for (field, key, passage) in [
        ("body", "letter-words-missing", source.places(&written.body).err()),
        (
            "proposed",
            "letter-proposal-missing",
            source.missing_of(base.as_deref(), &written.proposed),
        ),
    ] {
        if let Some(passage) = passage {
            let words = passage.chars().take(160).collect();
            errors.add_with(field, key, vec![("words", words)]);
        }
    }
    errors
}

pub async fn add_excerpt(
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
            takes_excerpts(tx, &scene, &submission)?;
            let written = match excerpt(tx, &scene, &fields)? {
                Ok(written) => written,
                Err(errors) => {
                    let page = excerpts_page(tx, &scene, &submission, fields, errors)?;
                    return Ok(After::faulty(page));
                }
            };
            let reads = reads_letter(tx, &scene, &submission)?;
            let letter = store::letter_text(tx, submission.id)?.filter(|_| reads);
            let draft = views::text(tx, &scene.round)?;
            let errors = match letter {
                Some(letter) => missing(&letter.text, &draft, &written),
                None => Errors::default(),
            };
            if !errors.is_empty() {
                let page = excerpts_page(tx, &scene, &submission, fields, errors)?;
                return Ok(After::faulty(page));
            }
            let written = Written { body: with_omissions(&written.body), ..written };
            let marks = (fields.filled("letter"), fields.filled("form_key"));
            let (who, round) = (&scene.who, &scene.round);
            let input =
                registering::add_excerpt(tx, who, round, &submission, &written, marks, now)?;
            let to = format!("{}/excerpts#i-{}", cards::path(&submission), input.public_id);
            Ok(After::See(to, "flash-excerpt-added"))
        })
        .await?;
    after.answer()
}
