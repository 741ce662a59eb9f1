//! `/drafts/{id}/edit` and `/drafts/{id}/elements/{id}`: a working draft, changed by hand.

use super::marks::marks_in_doubt;
use super::{LanguageChoice, Scene, is_language_code, language_choices, scene};
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::drafts::reading::{self, Line, Reading};
use crate::drafts::{self, Draft, Revision, saying, store};
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::procedure::drafts::may_revise;
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::words::ChangeAct;
use crate::text::{Kind, Text};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "drafts/edit.html")]
struct Edit {
    frame: Frame,
    scene: Scene,
    reading: Reading,
    /// What was changed in each element, by identity.
    changes: HashMap<String, Vec<ChangeAct>>,
    choices: Vec<LanguageChoice>,
}

impl Edit {
    fn changed(&self, line: &Line) -> &[ChangeAct] {
        self.changes.get(&line.identity).map_or(&[], Vec::as_slice)
    }
}

#[derive(Template)]
#[template(path = "drafts/element.html")]
struct ElementPage {
    frame: Frame,
    scene: Scene,
    action: String,
    /// The language that is edited, and its direction.
    language: String,
    direction: &'static str,
    choices: Vec<LanguageChoice>,
    line: Line,
    /// The original's wording, beside a translation.
    original: Option<Line>,
    /// What is stored in this language now.
    stored: String,
    /// What stands in the text box.
    typed: String,
    /// How many elements stand under it.
    under: usize,
    /// All others, that it may be moved after.
    others: Vec<Other>,
    previous: Option<PublicId>,
    next: Option<PublicId>,
    fields: Fields,
    errors: Errors,
    /// Why the text cannot be changed as asked.
    cannot: Option<String>,
    /// Somebody changed the wording since the form was opened.
    is_conflict: bool,
}

struct Other {
    identity: String,
    label: String,
}

impl ElementPage {
    fn kinds(&self) -> [Kind; 10] {
        Kind::ALL
    }

    /// The wording as it was sent, where it was.
    fn keep_typed(&mut self) {
        if self.fields.is_ticked("text") {
            self.typed = typed(&self.fields);
        }
    }
}

pub async fn edit(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let language = Fields::from_query(req.query_string()).get("lang").to_owned();
    let page = app
        .read(move |conn| {
            let scene = scene(conn, &asking, &id, now)?;
            may_revise(&scene.who, &scene.facts)?;
            let language = match language.as_str() {
                "" => scene.draft.language.as_str(),
                language => language,
            };
            let mut changes: HashMap<String, Vec<ChangeAct>> = HashMap::new();
            for change in store::changes(conn, scene.draft.id)? {
                let acts = changes.entry(change.identity).or_default();
                if !acts.contains(&change.act) {
                    acts.push(change.act);
                }
            }
            Ok(Edit {
                frame: scene.frame_under(),
                reading: reading::read(conn, &scene.draft, language)?,
                choices: language_choices(scene.t(), &scene.consultation),
                changes,
                scene,
            })
        })
        .await?;
    html(page)
}

pub async fn element(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, PublicId)>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, element) = path.into_inner();
    let language = Fields::from_query(req.query_string()).get("lang").to_owned();
    let page = app
        .read(move |conn| {
            let scene = scene(conn, &asking, &id, now)?;
            may_revise(&scene.who, &scene.facts)?;
            let fields = Fields::of(&[("language", &language)]);
            element_page(conn, scene, &element, fields)
        })
        .await?;
    html(page)
}

/// The page of one element as it is stored now, with what was typed so far.
fn element_page(
    conn: &mut Conn,
    scene: Scene,
    element: &PublicId,
    fields: Fields,
) -> Result<ElementPage, Error> {
    let (rows, text) = store::rows_and_text(conn, scene.draft.id)?;
    let index = rows.iter().position(|row| row.public_id == *element).ok_or(Error::NotFound)?;
    let original = scene.draft.language.clone();
    let language = language_in(&fields, &scene.draft).to_owned();
    let reading = reading::reading(&rows, &text, &original, &original);
    let stored = text.elements[index].wording(&language).to_owned();
    let inside = text.subtree(index);
    let others = reading.lines.iter().enumerate().filter(|(at, _)| !inside.contains(at));
    let others = others
        .map(|(_, line)| Other { identity: line.identity.clone(), label: label(scene.t(), line) })
        .collect();
    let beside = |at: Option<usize>| at.and_then(|at| rows.get(at)).map(|r| r.public_id.clone());
    let line = reading.lines[index].clone();
    let is_original = language == original;
    Ok(ElementPage {
        frame: scene
            .frame_under()
            .under(format!("{}/edit", scene.draft.path()), scene.t().say("draft-edit")),
        action: format!("{}/elements/{element}", scene.draft.path()),
        direction: reading::direction(&language),
        choices: language_choices(scene.t(), &scene.consultation),
        original: (!is_original).then(|| line.clone()),
        typed: stored.clone(),
        stored,
        under: inside.len() - 1,
        previous: beside(index.checked_sub(1)),
        next: beside(Some(index + 1)),
        language,
        line,
        others,
        scene,
        fields,
        errors: Errors::default(),
        cannot: None,
        is_conflict: false,
    })
}

/// "art. 4 (2): States shall …"
fn label(t: Language, line: &Line) -> String {
    let mut beginning: String = line.wording.chars().take(60).collect();
    if beginning.len() < line.wording.len() {
        beginning.push('…');
    }
    t.say2("labelled", "label", t.citation_short(&line.citation), "value", beginning)
}

pub async fn revise(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, PublicId)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, element) = path.into_inner();
    let after = app
        .write(move |tx| {
            let before = scene(tx, &asking, &id, now)?;
            may_revise(&before.who, &before.facts)?;
            // What another is storing just now is compared with what was read.
            journal::hold(tx, Scope::Consultation(before.draft.consultation_id))?;
            let scene = scene(tx, &asking, &id, now)?;
            may_revise(&scene.who, &scene.facts)?;
            let row = store::find_element(tx, scene.draft.id, &element)?;
            let Some(revision) = revision(&fields, &scene) else {
                let mut page = element_page(tx, scene, &element, fields)?;
                page.keep_typed();
                page.errors.add("act", "draft-error-act");
                return Ok(After::faulty(page));
            };
            let mut errors = Errors::default();
            errors.hold("text", fields.get("text"), limits::WORDING);
            errors.hold("new_text", fields.get("new_text"), limits::WORDING);
            if !errors.is_empty() {
                let mut page = element_page(tx, scene, &element, fields)?;
                page.keep_typed();
                page.errors = errors;
                return Ok(After::faulty(page));
            }
            if changed_in_between(tx, &scene, &row.identity, &fields)? {
                let mut page = element_page(tx, scene, &element, fields)?;
                page.keep_typed();
                page.is_conflict = true;
                return Ok(After::Again(StatusCode::CONFLICT, page));
            }
            let all = with_what_was_typed(tx, &scene, &row.identity, &fields, &revision)?;
            let errors = marks_in_doubt(tx, &scene.draft, &row.identity, &all)?;
            if !errors.is_empty() && !fields.is_ticked("marks") {
                let mut page = element_page(tx, scene, &element, fields)?;
                page.keep_typed();
                page.errors = errors;
                return Ok(After::faulty(page));
            }
            let (who, draft) = (&scene.who, &scene.draft);
            match drafts::revise_in_turn(tx, who, draft, &row.identity, &all, now)? {
                Ok(revised) => done(tx, &scene, &element, &fields, &revision, revised.identity),
                Err(cannot) => {
                    let said = saying::cannot(&cannot, scene.t());
                    let mut page = element_page(tx, scene, &element, fields)?;
                    page.keep_typed();
                    page.cannot = Some(said);
                    Ok(After::faulty(page))
                }
            }
        })
        .await?;
    after.answer()
}

/// Every button of the form sends the wording along: what was typed is stored before the
/// paragraph is moved, retyped or merged, so that no button throws it away.
fn with_what_was_typed(
    tx: &mut Tx,
    scene: &Scene,
    identity: &str,
    fields: &Fields,
    revision: &Revision,
) -> Result<Vec<Revision>, Error> {
    let words_itself =
        matches!(revision, Revision::Word { .. } | Revision::Split { .. } | Revision::Delete);
    let mut all = Vec::new();
    if !words_itself && fields.is_ticked("text") {
        let language = language_in(fields, &scene.draft).to_owned();
        let text: Text = store::words(tx, scene.draft.id)?;
        let stored = text.get(identity).map_or("", |element| element.wording(&language));
        if normal(stored) != typed(fields) {
            all.push(Revision::Word { language, wording: typed(fields) });
        }
    }
    all.push(revision.clone());
    Ok(all)
}

/// Has somebody changed this element's wording since the form was opened? (That others changed
/// other elements is no matter: the draft's version only tells quickly that nobody did anything.)
fn changed_in_between(
    tx: &mut Tx,
    scene: &Scene,
    identity: &str,
    fields: &Fields,
) -> Result<bool, Error> {
    if fields.parsed::<i64>("version") == Some(scene.draft.row_version) {
        return Ok(false);
    }
    let text: Text = store::words(tx, scene.draft.id)?;
    let stored = text.get(identity).map_or("", |e| e.wording(language_in(fields, &scene.draft)));
    Ok(normal(stored) != normal(fields.get("was")))
}

/// The language that is edited: the original, if none is said.
fn language_in<'a>(fields: &'a Fields, draft: &'a Draft) -> &'a str {
    match fields.trimmed("language") {
        code if is_language_code(code) => code,
        _ => &draft.language,
    }
}

/// Browsers send every line break as two signs.
fn normal(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\0', "").trim().to_owned()
}

fn typed(fields: &Fields) -> String {
    normal(fields.get("text"))
}

fn revision(fields: &Fields, scene: &Scene) -> Option<Revision> {
    let language = language_in(fields, &scene.draft).to_owned();
    Some(match fields.get("act") {
        "word" | "word_next" => Revision::Word { language, wording: typed(fields) },
        "split" => Revision::Split { language, wording: typed(fields) },
        "retype" => Revision::Retype(fields.parsed("kind")?),
        "up" => Revision::MoveUp,
        "down" => Revision::MoveDown,
        "after" => Revision::MoveAfter(fields.filled("after")?.to_owned()),
        "merge" => Revision::MergeWithNext,
        "add" => Revision::AddAfter {
            language: scene.draft.language.clone(),
            wording: normal(fields.get("new_text")),
            kind: fields.parsed("new_kind"),
        },
        "delete" if fields.is_ticked("sure") => Revision::Delete,
        _ => return None,
    })
}

/// Where to go after a change: on to the next element, to the one that was added, or back.
fn done(
    tx: &mut Tx,
    scene: &Scene,
    element: &PublicId,
    fields: &Fields,
    revision: &Revision,
    identity: Option<String>,
) -> Result<After<ElementPage>, Error> {
    let path = scene.draft.path();
    let language = match language_in(fields, &scene.draft) {
        language if language == scene.draft.language => "",
        language => language,
    };
    let query = if language.is_empty() { String::new() } else { format!("?lang={language}") };
    let rows = store::rows(tx, scene.draft.id)?;
    let to = match (revision, identity, fields.get("act")) {
        (Revision::Delete, ..) | (_, None, _) => format!("{path}/edit{query}"),
        (_, _, "word_next") => {
            let at = rows.iter().position(|row| row.public_id == *element);
            match at.and_then(|at| rows.get(at + 1)) {
                Some(next) => format!("{path}/elements/{}{query}", next.public_id),
                None => format!("{path}/edit{query}"),
            }
        }
        (_, Some(identity), _) => {
            let row = rows.iter().find(|row| row.identity == identity);
            let anchor = row.map_or(element, |row| &row.public_id);
            match revision {
                Revision::Word { .. } => format!("{path}/edit{query}#e-{anchor}"),
                _ => format!("{path}/elements/{anchor}{query}"),
            }
        }
    };
    Ok(After::See(to, "flash-draft-saved"))
}
