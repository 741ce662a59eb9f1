//! One paragraph (or the whole text, or a question): what was said about it, and the form to say
//! something.

use super::super::acts::drafting::{self, Form, Revised};
use super::super::store;
use super::super::views;
use super::super::written::{Spot, Written, further};
use super::agreed::AgreementMark;
use super::agreement::path as agreement_path;
use super::cards::{Card, Groups};
use super::filing::to_replace;
use super::form::{Effect, InputForm};
use super::here::Here;
use super::inputs;
use super::scene::{Scene, Status};
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::drafts::reading::Line;
use crate::participants::store::Participant;
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::rounds::{Saying, may_say};
use crate::procedure::words::{InputKind, Placement};
use crate::procedure::{Moment, Refusal};
use crate::rounds::agreement;
use crate::rounds::store::Round;
use crate::text::Run;
use crate::web::{Asking, Error, Errors, Fields, Frame, html, html_with, json, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde_json::json;

#[derive(Template)]
#[template(path = "submissions/place.html")]
pub(super) struct PlacePage {
    frame: Frame,
    title: String,
    round: Round,
    status: Status,
    /// The paragraph, and the one before and after it.
    element: Option<Line>,
    /// How far it is agreed, where that is recorded.
    agreement: Option<AgreementMark>,
    previous: Option<(String, String)>,
    next: Option<(String, String)>,
    question: Option<String>,
    own: Vec<Card>,
    others: Vec<Card>,
    /// The forms that can be opened here: address, label, is it this one.
    tabs: Vec<(String, String, bool)>,
    form: Option<InputForm>,
    errors: Errors,
    refusal: Option<String>,
    /// What was sent, where that is why nothing more can be written here: to be replaced there.
    sent: Vec<(String, String)>,
    conflict: Option<Conflict>,
    is_visitor: bool,
}

/// What somebody else stored while one was writing.
pub(super) struct Conflict {
    pub theirs: Card,
    /// From their text to one's own.
    pub runs: Vec<Run>,
    pub body_runs: Vec<Run>,
}

#[derive(Template)]
#[template(path = "submissions/preview.html")]
struct Preview {
    said: Option<String>,
    runs: Vec<Run>,
    nothing: String,
    language: String,
}

/// The segments of an address under a round: "elements" and a paragraph's id, "answers" and a
/// question's, "general" and "text".
pub type Address = (PublicId, String, PublicId);

/// What a form shows that could not be saved.
pub(super) struct Faulty {
    pub form: InputForm,
    pub errors: Errors,
    pub conflict: Option<Conflict>,
}

pub(super) fn page(
    conn: &mut Conn,
    scene: &Scene,
    here: &Here,
    kind: InputKind,
    faulty: Option<Faulty>,
) -> Result<PlacePage, Error> {
    let t = scene.t();
    let writers = scene.writers(conn)?;
    let sent = scene.sent(conn, &writers)?;
    let has_sent = |one: &Participant| sent.iter().any(|(key, _)| *key == one.id);
    let free: Vec<Participant> = writers.iter().filter(|one| !has_sent(one)).cloned().collect();
    let may = |kind| match may_write(scene, here, &writers, kind) {
        Ok(()) if free.is_empty() => Err(Refusal::AlreadySubmitted.into()),
        Ok(()) => may_write(scene, here, &free, kind),
        refused => refused,
    };
    let reading = scene.reading.as_ref();
    let index = match &here.spot {
        Spot::Element { identity, .. } => reading
            .and_then(|reading| reading.lines.iter().position(|line| line.identity == *identity)),
        Spot::Whole | Spot::Question(_) => None,
    };
    let at = |index: Option<usize>| reading.and_then(|reading| reading.lines.get(index?));
    let link = |line: &Line| {
        let path = format!("{}/elements/{}", scene.round.path(), line.public_id);
        (path, t.citation_short(&line.citation))
    };
    let element = at(index).cloned();
    let title = match (&element, &here.question) {
        (Some(line), _) => t.citation_first(&line.citation),
        (None, Some(_)) => t.say("place-question-title"),
        (None, None) => t.say("place-general-title"),
    };
    let mut agreement = None;
    if let Some(line) = element.as_ref().filter(|_| scene.consultation.kind.records_agreement()) {
        let standing = agreement::of_element(conn, &scene.round, &line.identity)?;
        let path = agreement_path(&scene.round, &line.public_id);
        agreement = Some(AgreementMark::of(t, &standing, path));
    }
    let (own, others) = said_here(conn, scene, here, &writers)?;
    let answer = may(kind);
    let tabs = here.kinds().into_iter().filter(|kind| may(*kind).is_ok());
    let tabs: Vec<_> = tabs
        .map(|one| {
            let label = t.say(&format!("place-form-{}", one.as_str()));
            (format!("{}?form={}#form", here.path, one.as_str()), label, one == kind)
        })
        .collect();
    let (form, errors, conflict) = match (faulty, &answer) {
        (Some(faulty), _) => (Some(faulty.form), faulty.errors, faulty.conflict),
        (None, Ok(())) => {
            let form = InputForm::new(scene, &here.spot, &here.path, kind);
            (Some(form), Errors::default(), None)
        }
        (None, Err(_)) => (None, Errors::default(), None),
    };
    Ok(PlacePage {
        frame: scene.frame().under(format!("{}/text", scene.round.path()), t.say("text-title")),
        title,
        status: scene.status(),
        previous: index.and_then(|index| at(index.checked_sub(1))).map(link),
        next: index.and_then(|index| at(Some(index + 1))).map(link),
        element,
        agreement,
        question: here.question.clone(),
        own,
        others,
        tabs: if tabs.len() > 1 { tabs } else { Vec::new() },
        form: form.map(|form| form.for_one_of(&free)),
        errors,
        sent: to_replace(&answer, &writers, sent),
        refusal: match answer {
            Err(Denied::Refused(refusal)) if !writers.is_empty() => {
                Some(t.refusal(&refusal, scene.zone()))
            }
            _ => None,
        },
        conflict,
        is_visitor: scene.viewer.account.is_none(),
        round: scene.round.clone(),
    })
}

/// May this person write such an input for any of their participants?
fn may_write(
    scene: &Scene,
    here: &Here,
    writers: &[Participant],
    kind: InputKind,
) -> Result<(), Denied> {
    let mut answer = Err(Denied::Unknown);
    let element = here.spot.element().map(|(element, _)| element.id.as_str());
    let saying = Saying { kind, operation: None, element };
    for writer in writers {
        let said = may_say(&scene.who, &scene.facts, writer.id, &saying, scene.now).map(drop);
        if said.is_ok() {
            return said;
        }
        answer = said;
    }
    answer
}

/// One's own inputs here, drafts too, and the others' that one may see.
fn said_here(
    conn: &mut Conn,
    scene: &Scene,
    here: &Here,
    writers: &[Participant],
) -> Result<(Vec<Card>, Vec<Card>), Error> {
    let is_here = |input: &store::Input| {
        input.placement != Placement::Unplaced
            && match &here.spot {
                Spot::Element { identity, .. } => input.identity.as_ref() == Some(identity),
                Spot::Question(question) => input.question_id == Some(*question),
                Spot::Whole => input.identity.is_none() && input.question_id.is_none(),
            }
    };
    let sight = scene.sight();
    let (mut own, mut others, mut unnamed) = (Vec::new(), Vec::new(), Vec::new());
    let all = views::visible_to(conn, &sight, scene.round.id)?;
    let groups = Groups::of(all.iter().map(|seen| (&seen.input, seen.author.is_some())));
    for seen in all {
        if !is_here(&seen.input) {
            continue;
        }
        let mut card = Card::of_seen(scene, &seen);
        card.also_on = groups.also_on(scene, &seen.input, seen.author.is_some());
        match &seen.author {
            Some(author) if sight.own.contains(&author.id) => own.push(card),
            Some(_) => others.push(card),
            None => unnamed.push(card),
        }
    }
    // Not in the order of submission, which would tell whose neighbour it is.
    unnamed.sort_by(|one, other| one.id.cmp(&other.id));
    others.extend(unnamed);
    let keys: Vec<_> = writers.iter().map(|writer| writer.id).collect();
    let drafts = store::own_drafts(conn, scene.round.id, &keys)?;
    let groups = Groups::of(drafts.iter().map(|input| (input, true)));
    for input in drafts.iter().filter(|one| is_here(one)) {
        let submission = store::find(conn, input.submission_id)?;
        let writer = writers.iter().find(|one| one.id == submission.participant_id);
        if let Some(writer) = writer {
            let mut card = Card::of_own(scene, input, &submission, writer);
            card.also_on = groups.also_on(scene, input, true);
            own.push(card);
        }
    }
    Ok((own, others))
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    address: web::Path<Address>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (round, place, id) = address.into_inner();
            let scene = Scene::find(conn, &asking, &round, now)?;
            let here = Here::find(conn, &scene.round, &place, &id)?;
            let kind = here.kind(&asking);
            page(conn, &scene, &here, kind, None)
        })
        .await?;
    html(page)
}

enum Done {
    Saved(Box<store::Input>, String),
    /// Nothing was typed yet.
    Nothing,
    Faulty(Box<PlacePage>),
    /// The form had made an input before, which is another now.
    Conflict(Box<PlacePage>),
}

/// Saves what the form holds. While it is being typed it may be unfinished.
fn save(
    tx: &mut Tx,
    asking: &Asking,
    (round, place, id): Address,
    fields: Fields,
    while_typing: bool,
    now: Moment,
) -> Result<Done, Error> {
    crate::sign_in::viewer(tx, asking, now)?.signed_in()?;
    let scene = Scene::find(tx, asking, &round, now)?;
    let here = Here::find(tx, &scene.round, &place, &id)?;
    let kind = here.kind(asking);
    let writers = scene.writers(tx)?;
    let Some(participant) = chosen(&writers, &fields) else {
        return Err(Error::NotFound);
    };
    let read = Written::read(&fields, &here.spot, kind);
    let others = further(&fields, &here.spot);
    let mut faults = match &read {
        Err(faults) => faults.clone(),
        Ok(_) if while_typing => Errors::default(),
        Ok(written) => written.unfinished(&here.spot),
    };
    if let (Err(unknown), false) = (&others, while_typing) {
        faults.absorb(unknown.clone());
    }
    let written = match read {
        Ok(written) if faults.is_empty() => written,
        _ => {
            // Whether it may be said at all comes before how.
            may_write(&scene, &here, &writers, kind)?;
            let form = InputForm::with(&scene, &here.spot, &here.path, kind, fields);
            let faulty = Faulty { form, errors: faults, conflict: None };
            return Ok(Done::Faulty(Box::new(page(tx, &scene, &here, kind, Some(faulty))?)));
        }
    };
    let form_key = fields.filled("form_key");
    if while_typing && written.is_blank() {
        return Ok(Done::Nothing);
    }
    let (who, round) = (&scene.who, &scene.round);
    let form = Form { key: form_key, version: fields.parsed("version"), while_typing };
    match drafting::write(tx, who, round, participant.id, &written, &form, now)? {
        Revised::Saved(input) => {
            if let (Ok(others), false) = (&others, while_typing) {
                drafting::widen(tx, who, round, &input.public_id, others, now)?;
            }
            Ok(Done::Saved(Box::new(input), here.path))
        }
        Revised::Conflict(theirs) => {
            let id = theirs.public_id;
            let page = inputs::in_conflict(tx, asking, &id, &written, fields, now)?;
            Ok(Done::Conflict(Box::new(page)))
        }
    }
}

/// The participant that the form names, or the only one.
pub(super) fn chosen<'a>(writers: &'a [Participant], fields: &Fields) -> Option<&'a Participant> {
    let named = fields.trimmed("participant");
    writers.iter().find(|one| one.public_id.as_str() == named).or(match writers {
        [only] => Some(only),
        [first, ..] if named.is_empty() => Some(first),
        _ => None,
    })
}

pub async fn write(
    app: web::Data<App>,
    asking: Asking,
    address: web::Path<Address>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let address = address.into_inner();
    match app.write(move |tx| save(tx, &asking, address, fields, false, now)).await? {
        Done::Saved(input, path) => {
            Ok(see_other_saying(&format!("{path}#i-{}", input.public_id), "flash-input-saved"))
        }
        Done::Nothing => Err(Error::BadRequest),
        Done::Faulty(page) => html_with(StatusCode::UNPROCESSABLE_ENTITY, *page),
        Done::Conflict(page) => html_with(StatusCode::CONFLICT, *page),
    }
}

/// Saves what is being typed; from then on the form saves the input itself.
pub async fn autosave_new(
    app: web::Data<App>,
    asking: Asking,
    address: web::Path<Address>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let address = address.into_inner();
    match app.write(move |tx| save(tx, &asking, address, fields, true, now)).await? {
        Done::Saved(input, _) => Ok(saved(&input, now)),
        Done::Nothing => Ok(json(&json!({ "saved_at": now.iso(), "version": 0 }))),
        Done::Faulty(_) => Ok(HttpResponse::UnprocessableEntity().finish()),
        Done::Conflict(_) => Ok(HttpResponse::Conflict().finish()),
    }
}

/// What the script is told after it saved.
pub(super) fn saved(input: &store::Input, now: Moment) -> HttpResponse {
    json(&json!({
        "saved_at": now.iso(),
        "version": input.row_version,
        "action": format!("/inputs/{}/autosave", input.public_id),
    }))
}

/// The difference between the present wording and the one being typed, as a fragment.
pub async fn preview(
    app: web::Data<App>,
    asking: Asking,
    address: web::Path<Address>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (round, place, id) = address.into_inner();
            let scene = Scene::find(conn, &asking, &round, now)?;
            scene.viewer.signed_in()?;
            if scene.writers(conn)?.is_empty() {
                return Err(Error::NotFound);
            }
            let here = Here::find(conn, &scene.round, &place, &id)?;
            let language = fields.trimmed("language").to_owned();
            let Effect { said, runs } = Effect::of(&scene, &here.spot, &fields);
            Ok(Preview { said, runs, nothing: scene.t().say("input-no-difference"), language })
        })
        .await?;
    html(page)
}
