//! `/c/{slug}/rounds/new` and `/rounds/{id}/settings`: an administrator prepares a round.

use super::Scene;
use crate::app::App;
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::languages::Language;
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::procedure::limits;
use crate::procedure::moments::Edge;
use crate::procedure::rounds::{may_change_round, may_prepare_round};
use crate::procedure::words::{
    DraftState, InputKind, Operation, PublicationClass, PublicationRule, Word,
};
use crate::rounds::store::{self, Round};
use crate::rounds::{self, Openness, Plan, Stage};
use crate::sign_in;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, time};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::QueryResult;

/// A title longer than this is none.
const LONGEST_TITLE: usize = 200;

#[derive(Template)]
#[template(path = "rounds/form.html")]
struct Form {
    frame: Frame,
    action: String,
    cancel: String,
    zone: String,
    /// A new round has no version yet.
    version: Option<i64>,
    typed: Fields,
    errors: Errors,
    /// The drafts that the next one may be compared with: id and label.
    drafts: Vec<(String, String)>,
    /// What somebody else saved in the meantime, field by field.
    theirs: Vec<(String, String)>,
}

/// One box or button of a group.
#[derive(Clone)]
struct Choice {
    id: String,
    value: String,
    label: String,
    hint: Option<String>,
    chosen: bool,
}

impl Form {
    fn fault(&self, field: &str) -> Option<String> {
        self.errors.on(field, &self.frame.t)
    }

    fn type_of(&self, field: &str) -> &'static str {
        super::input_type(&self.typed, field)
    }

    /// The round would be over already: is that meant?
    fn asks_whether_past(&self) -> bool {
        self.errors.has("past") || self.typed.is_ticked("past")
    }

    fn kinds(&self) -> Vec<Choice> {
        self.choices("allowed", InputKind::ALL, None)
    }

    fn operations(&self) -> Vec<Choice> {
        self.choices("operations", &Operation::ALL, None)
    }

    /// Which paragraphs are open: all, those changed since a draft, chosen ones.
    fn openness(&self) -> Vec<Choice> {
        let t = self.frame.t;
        let choice = |value: &str| Choice {
            id: format!("f-open-{value}"),
            label: t.say(&format!("round-open-{value}")),
            hint: None,
            chosen: self.typed.trimmed("open") == value,
            value: value.to_owned(),
        };
        ["all", "changed", "chosen"].map(choice).to_vec()
    }

    fn rules(&self) -> Vec<Choice> {
        self.choices("publication_rule", PublicationRule::ALL, Some("round-hint-rule"))
    }

    fn classes(&self) -> Vec<Choice> {
        self.choices("registered_class", PublicationClass::ALL, Some("round-hint-class"))
    }

    fn choices<W: Word + std::fmt::Display>(
        &self,
        field: &str,
        all: &[W],
        hint: Option<&str>,
    ) -> Vec<Choice> {
        let t = self.frame.t;
        let choice = |(n, word): (usize, &W)| {
            let value = word.to_string();
            Choice {
                // The summary of faults leads to the first.
                id: if n == 0 { format!("f-{field}") } else { format!("f-{field}-{value}") },
                label: t.word(*word),
                hint: hint.map(|key| t.say(&format!("{key}-{value}"))),
                chosen: self.typed.has(field, &value),
                value,
            }
        };
        all.iter().enumerate().map(choice).collect()
    }

    /// What may be switched on or off, with whether it is.
    fn switches(&self) -> Vec<Choice> {
        let t = self.frame.t;
        ["accept_late", "team_reads_before_close", "open_to_public"]
            .into_iter()
            .map(|field| Choice {
                id: format!("f-{field}"),
                value: field.to_owned(),
                label: t.say(&format!("round-field-{field}")),
                hint: Some(t.say(&format!("round-hint-{field}"))),
                chosen: self.typed.is_ticked(field),
            })
            .collect()
    }
}

/// An empty form for a new round.
pub async fn new(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let consultation = consultations::store::find_by_slug(conn, &slug)?;
            let who = viewer.standing(conn, consultation.id)?;
            viewer.signed_in()?;
            may_prepare_round(&who, consultation.id)?;
            let frame = consultations::frame(&viewer, &who, &consultation, Tab::Rounds);
            let drafts = drafts(conn, consultation.id)?;
            Ok(Form { drafts, ..empty_form(frame, &consultation) })
        })
        .await?;
    html(page)
}

fn empty_form(frame: Frame, consultation: &Consultation) -> Form {
    let mut texts = vec![
        ("opens_time", "00:00"),
        ("closes_time", "18:00"),
        ("accept_late", "on"),
        ("open", "all"),
        ("publication_rule", PublicationRule::AfterClosing.as_str()),
        ("registered_class", PublicationClass::Public.as_str()),
    ];
    texts.extend(InputKind::ALL.iter().map(|kind| ("allowed", kind.as_str())));
    texts.extend(Operation::ALL.iter().map(|one| ("operations", one.as_str())));
    new_form(frame, consultation, Fields::of(&texts), Errors::default())
}

fn new_form(frame: Frame, consultation: &Consultation, typed: Fields, errors: Errors) -> Form {
    let list = format!("{}/rounds", consultation.path());
    let label = frame.t.say("rounds-title");
    Form {
        frame: frame.under(list.as_str(), label),
        action: list.clone(),
        cancel: list,
        zone: consultation.time_zone.clone(),
        version: None,
        typed,
        errors,
        drafts: Vec::new(),
        theirs: Vec::new(),
    }
}

/// The circulated drafts, the newest first.
fn drafts(conn: &mut Conn, consultation: ConsultationKey) -> QueryResult<Vec<(String, String)>> {
    let all = crate::drafts::store::of_consultation(conn, consultation)?;
    let circulated = all.into_iter().filter(|draft| draft.state != DraftState::Working).rev();
    Ok(circulated.map(|draft| (draft.public_id.to_string(), draft.label)).collect())
}

pub async fn create(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let viewer = sign_in::viewer(tx, &asking, now)?;
            let consultation = consultations::store::find_by_slug(tx, &slug)?;
            let who = viewer.standing(tx, consultation.id)?;
            viewer.signed_in()?;
            may_prepare_round(&who, consultation.id)?;
            let frame = consultations::frame(&viewer, &who, &consultation, Tab::Rounds);
            match plan(&typed, &consultation.time_zone, frame.t, now) {
                Ok(plan) => {
                    let round = rounds::prepare(tx, &who, &consultation, &plan, now)?;
                    Ok(After::See(round.path(), "flash-round-prepared"))
                }
                Err(errors) => {
                    let drafts = drafts(tx, consultation.id)?;
                    let form = Form { drafts, ..new_form(frame, &consultation, typed, errors) };
                    Ok(After::faulty(form))
                }
            }
        })
        .await?;
    after.answer()
}

/// The form with what was prepared.
pub async fn edit(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let scene = Scene::signed_in(conn, &asking, &id, now)?;
            may_change_round(&scene.who, &scene.facts)?;
            let typed = prepared(&scene.round, &store::questions(conn, scene.round.id)?);
            let drafts = drafts(conn, scene.consultation.id)?;
            let form = edit_form(&scene, scene.round.row_version, typed, Errors::default());
            Ok(Form { drafts, ..form })
        })
        .await?;
    html(page)
}

fn edit_form(scene: &Scene, version: i64, typed: Fields, errors: Errors) -> Form {
    Form {
        frame: scene.frame_under_round(),
        action: format!("{}/settings", scene.round.path()),
        cancel: scene.round.path(),
        zone: scene.round.time_zone.clone(),
        version: Some(version),
        typed,
        errors,
        drafts: Vec::new(),
        theirs: Vec::new(),
    }
}

pub async fn update(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let scene = Scene::signed_in(tx, &asking, &id, now)?;
            may_change_round(&scene.who, &scene.facts)?;
            let version = typed.parsed("version").ok_or(Error::BadRequest)?;
            let t = scene.viewer.language();
            let plan = match plan(&typed, &scene.round.time_zone, t, now) {
                Ok(plan) => plan,
                Err(errors) => {
                    let drafts = drafts(tx, scene.consultation.id)?;
                    let form = Form { drafts, ..edit_form(&scene, version, typed, errors) };
                    return Ok(After::faulty(form));
                }
            };
            match rounds::change(tx, &scene.who, &scene.round, &plan, version, now) {
                Ok(()) => Ok(After::See(scene.round.path(), "flash-round-changed")),
                Err(Error::Conflict) => {
                    let stored = prepared(&scene.round, &store::questions(tx, scene.round.id)?);
                    let mut errors = Errors::default();
                    errors.add("title", "round-error-changed");
                    let theirs = differing(&typed, &stored, scene.viewer.language());
                    let mut form = edit_form(&scene, scene.round.row_version, typed, errors);
                    form.drafts = drafts(tx, scene.consultation.id)?;
                    form.theirs = theirs;
                    Ok(After::Again(StatusCode::CONFLICT, form))
                }
                Err(error) => Err(error),
            }
        })
        .await?;
    after.answer()
}

/// The stored round as the form's fields.
fn prepared(round: &Round, questions: &[store::Question]) -> Fields {
    let questions: Vec<&str> = questions.iter().map(|question| question.body.as_str()).collect();
    let questions = questions.join("\n");
    let (opens, closes) = (round.opens_civil.split_once(' '), round.closes_civil.split_once(' '));
    let (opens, closes) = (opens.unwrap_or_default(), closes.unwrap_or_default());
    let mut texts = vec![
        ("title", round.title.as_str()),
        ("opens_date", opens.0),
        ("opens_time", opens.1),
        ("closes_date", closes.0),
        ("closes_time", closes.1),
        ("questions", questions.as_str()),
        ("instructions", round.instructions.as_str()),
        ("publication_rule", round.publication_rule.as_str()),
        ("registered_class", round.registered_class.as_str()),
    ];
    texts.extend(round.allowed.0.iter().map(|kind| ("allowed", kind.as_str())));
    let stage = &round.stage.0;
    let taken = match stage.operations.is_empty() {
        true => &Operation::ALL[..],
        false => &stage.operations,
    };
    texts.extend(taken.iter().map(|one| ("operations", one.as_str())));
    let chosen = match &stage.elements {
        Openness::Chosen(called) => called.join("\n"),
        _ => String::new(),
    };
    texts.push(("chosen", &chosen));
    texts.push(match &stage.elements {
        Openness::All => ("open", "all"),
        Openness::ChangedSince(_) => ("open", "changed"),
        Openness::Chosen(_) => ("open", "chosen"),
    });
    if let Openness::ChangedSince(draft) = &stage.elements {
        texts.push(("since", draft.as_str()));
    }
    for (field, on) in [
        ("accept_late", round.accept_late),
        ("team_reads_before_close", round.team_reads_before_close),
        ("open_to_public", round.open_to_public),
    ] {
        if on {
            texts.push((field, "on"));
        }
    }
    Fields::of(&texts)
}

/// The texts in which what is stored differs from what was typed.
fn differing(typed: &Fields, stored: &Fields, t: Language) -> Vec<(String, String)> {
    ["title", "opens_date", "opens_time", "closes_date", "closes_time", "questions", "instructions"]
        .into_iter()
        .filter(|field| typed.trimmed(field).replace("\r\n", "\n") != stored.trimmed(field))
        .map(|field| (t.say(&format!("round-field-{field}")), stored.get(field).to_owned()))
        .collect()
}

/// Reads the form.
fn plan(typed: &Fields, zone: &str, t: Language, now: Moment) -> Result<Plan, Errors> {
    let mut errors = Errors::default();
    let title = typed.trimmed("title");
    if title.is_empty() {
        errors.add("title", "round-error-title");
    } else if title.chars().count() > LONGEST_TITLE {
        errors.add("title", "round-error-title-long");
    }
    let opens = time(typed, ("opens_date", "opens_time"), zone, Edge::Opens, t, &mut errors);
    let closes = time(typed, ("closes_date", "closes_time"), zone, Edge::Closes, t, &mut errors);
    if let (Some(opens), Some(closes)) = (&opens, &closes)
        && closes.at <= opens.at
    {
        errors.add("closes_date", "round-error-closes-before-opens");
    }
    // It may be meant: a round that was held on paper. But a year is mistyped more often.
    if closes.as_ref().is_some_and(|closes| closes.at <= now) && !typed.is_ticked("past") {
        errors.add("past", "round-error-past");
    }
    errors.hold("instructions", typed.get("instructions"), limits::PAGE);
    errors.hold("questions", typed.get("questions"), limits::PAGE);
    let allowed: Vec<InputKind> =
        InputKind::ALL.iter().copied().filter(|k| typed.has("allowed", k.as_str())).collect();
    if allowed.is_empty() {
        errors.add("allowed", "round-error-allowed");
    }
    let stage = stage(typed, &mut errors);
    let publication_rule = typed.parsed("publication_rule");
    if publication_rule.is_none() {
        errors.add("publication_rule", "round-error-choose");
    }
    let registered_class = typed.parsed("registered_class");
    if registered_class.is_none() {
        errors.add("registered_class", "round-error-choose");
    }
    let (Some(opens), Some(closes), Some(publication_rule), Some(registered_class), true) =
        (opens, closes, publication_rule, registered_class, errors.is_empty())
    else {
        return Err(errors);
    };
    let questions = typed.get("questions").lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(Plan {
        questions: questions.map(str::to_owned).collect(),
        instructions: typed.trimmed("instructions").replace("\r\n", "\n"),
        allowed,
        stage,
        publication_rule,
        registered_class,
        accept_late: typed.is_ticked("accept_late"),
        team_reads_before_close: typed.is_ticked("team_reads_before_close"),
        open_to_public: typed.is_ticked("open_to_public"),
        ..Plan::new(title, opens, closes)
    })
}

/// Which operations and which paragraphs. All of them is no rule at all.
fn stage(typed: &Fields, errors: &mut Errors) -> Stage {
    let ticked = |one: &Operation| typed.has("operations", one.as_str());
    let operations: Vec<Operation> = Operation::ALL.into_iter().filter(ticked).collect();
    let all = operations.len() == Operation::ALL.len();
    if operations.is_empty()
        && typed.is_ticked("open")
        && typed.has("allowed", InputKind::Proposal.as_str())
    {
        errors.add("operations", "round-error-operations");
    }
    let elements = match typed.trimmed("open") {
        "changed" => match typed.filled("since") {
            Some(draft) => Openness::ChangedSince(PublicId::from(draft)),
            None => {
                errors.add("since", "round-error-since");
                Openness::All
            }
        },
        "chosen" => {
            let called = typed.get("chosen").split([';', '\n', '\r']).map(str::trim);
            let called: Vec<String> =
                called.filter(|called| !called.is_empty()).map(str::to_owned).collect();
            if called.is_empty() {
                errors.add("chosen", "round-error-chosen");
            }
            errors.hold("chosen", typed.get("chosen"), limits::PAGE);
            Openness::Chosen(called)
        }
        _ => Openness::All,
    };
    let operations = if all { Vec::new() } else { operations };
    Stage { operations, elements, open: None }
}
