//! One paragraph where States negotiate: how far it is agreed, what was decided on it and when, and who
//! holds what. Elsewhere there is no such page.

use super::super::acts::positioning;
use super::super::positions::{self, HeldBy};
use super::super::store::{self, Held};
use super::super::views;
use super::super::written::tidy;
use super::agreed::AgreementMark;
use super::cards;
use super::form;
use super::place::chosen;
use super::scene::{Scene, Status};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::reading::Line;
use crate::languages::Language;
use crate::participants::store::Participant;
use crate::procedure::Moment;
use crate::procedure::agreement::{
    may_read_agreement, may_record_agreement, may_take_position, may_withdraw_position,
    needs_reason,
};
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::rights::Denied;
use crate::procedure::words::{
    AgreementStatus, ConsultationKind, InputKind, PublicationClass, Stance,
};
use crate::rounds::agreement::{self, Agreement, Decided};
use crate::rounds::store as rounds;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/agreement.html")]
struct AgreementPage {
    frame: Frame,
    status: Status,
    title: String,
    line: Line,
    place_path: String,
    positions_path: String,
    path: String,
    agreement: AgreementMark,
    history: Vec<DecisionLine>,
    /// The steps that this person may record now.
    steps: Vec<(&'static str, String)>,
    positions: Vec<PositionLine>,
    /// For whom a position may be taken here; None: for nobody.
    seats: Option<Vec<(String, String)>>,
    /// Proposals of others on this paragraph, by their authors' names.
    proposals: Vec<(String, String)>,
    stances: Vec<(&'static str, String)>,
    classes: Vec<(&'static str, String, String)>,
    refusal: Option<String>,
    fields: Fields,
    errors: Errors,
}

struct DecisionLine {
    mark: &'static str,
    status: String,
    meeting: String,
    day: String,
    remark: String,
    recorded: String,
}

/// A position as pages show it.
pub struct PositionLine {
    pub who: String,
    pub stance: String,
    pub mark: &'static str,
    pub of: Option<String>,
    pub remark: String,
    pub late: bool,
    pub class: Option<(&'static str, String)>,
    /// Where its own people lift it.
    pub withdrawal: Option<String>,
}

impl PositionLine {
    pub fn of(t: Language, held: &HeldBy, with_class: bool) -> Self {
        let position = &held.position;
        let unnamed = || match held.kind {
            Some(kind) => t.word(kind),
            None => t.say("input-a-participant"),
        };
        let class = position.class;
        Self {
            who: held.participant.as_ref().map_or_else(unnamed, |known| known.name.clone()),
            stance: t.word(position.held.stance),
            mark: match position.held.stance {
                Stance::Support => "good",
                Stance::Oppose => "bad",
                Stance::Reserve => "warn",
                Stance::Retain => "kept",
            },
            of: held.proposal_of.clone(),
            remark: crate::text::with_marks(&position.held.remark),
            late: position.late && held.participant.is_some(),
            class: with_class.then(|| (cards::style(class), t.word(class))),
            withdrawal: None,
        }
    }
}

/// Where the page of an element is.
pub fn path(round: &rounds::Round, element: &PublicId) -> String {
    format!("{}/agreement/{element}", round.path())
}

/// The scene and the paragraph, where agreement is recorded at all.
fn find(
    conn: &mut Conn,
    asking: &Asking,
    (round, element): &(PublicId, PublicId),
    now: Moment,
) -> Result<(Scene, Line), Error> {
    let scene = Scene::find(conn, asking, round, now)?;
    may_read_agreement(&scene.who, scene.consultation.kind, &scene.facts, now)?;
    let line = scene.reading.as_ref().and_then(|reading| reading.line_of(element)).cloned();
    Ok((scene, line.ok_or(Error::NotFound)?))
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    line: &Line,
    fields: Fields,
    errors: Errors,
) -> Result<AgreementPage, Error> {
    let t = scene.t();
    let agreement = agreement::of_element(conn, &scene.round, &line.identity)?;
    let may = |to: &AgreementStatus| {
        let (who, kind) = (&scene.who, scene.consultation.kind);
        may_record_agreement(who, kind, &scene.facts, agreement.status, *to, scene.now).is_ok()
    };
    let steps = AgreementStatus::ALL.iter().filter(|to| may(to));
    let steps = steps.map(|to| (to.as_str(), t.word(*to))).collect();
    let sight = scene.sight();
    let all = positions::visible_to(conn, &sight, &scene.round, t)?;
    let here = all.iter().filter(|held| held.position.held.identity == line.identity);
    let positions = here
        .map(|held| {
            let position = &held.position;
            let own = sight.own.contains(&position.held.participant);
            let mut shown = PositionLine::of(t, held, own || scene.who.is_team());
            let holder = position.held.participant;
            if may_withdraw_position(&scene.who, holder, position.withdrawn_at.is_some()).is_ok() {
                shown.withdrawal = Some(format!("/positions/{}/withdrawal", position.public_id));
            }
            shown
        })
        .collect();
    let (seats, refusal) = seats(conn, scene)?;
    let mut proposals = Vec::new();
    for seen in views::visible_to(conn, &sight, scene.round.id)? {
        let is_here = seen.input.identity.as_ref() == Some(&line.identity);
        if let Some(author) = seen.author_in(t).filter(|author| !sight.own.contains(&author.id))
            && is_here
            && seen.input.kind == InputKind::Proposal
        {
            proposals.push((seen.input.public_id.to_string(), author.name));
        }
    }
    let history = agreement.history.iter().rev().map(|one| DecisionLine {
        mark: Agreement { status: one.status, ..Agreement::none() }.mark(),
        status: t.word(one.status),
        meeting: one.meeting.clone(),
        day: t.civil(&one.on_date),
        remark: crate::text::with_marks(&one.remark),
        recorded: t.say2(
            "agreement-recorded",
            "when",
            t.moment(one.at, scene.zone()),
            "as",
            t.say(&format!("journal-as-{}", one.acting_as.replace('_', "-"))),
        ),
    });
    let base = scene.round.path();
    let own_path = path(&scene.round, &line.public_id);
    Ok(AgreementPage {
        frame: scene.frame().under(format!("{base}/text"), t.say("text-title")),
        status: scene.status(),
        title: t.citation_first(&line.citation),
        place_path: format!("{base}/elements/{}", line.public_id),
        positions_path: format!("{base}/positions/{}", line.public_id),
        agreement: AgreementMark::of(t, &agreement, own_path.clone()),
        path: own_path,
        history: history.collect(),
        steps,
        positions,
        seats: match seats.len() {
            0 => None,
            1 => Some(Vec::new()),
            _ => Some(seats.into_iter().map(|one| (one.public_id.to_string(), one.name)).collect()),
        },
        proposals,
        stances: Stance::ALL.iter().map(|one| (one.as_str(), t.word(*one))).collect(),
        classes: classes(t, scene.consultation.kind),
        refusal,
        line: line.clone(),
        fields,
        errors,
    })
}

/// What may be done with a position: (the word in the form, its name, what it means for one).
fn classes(t: Language, kind: ConsultationKind) -> Vec<(&'static str, String, String)> {
    let hint = |class: &str| t.say(&format!("position-class-{}", class.replace('_', "-")));
    form::classes(t, kind).into_iter().map(|(class, name, _)| (class, name, hint(class))).collect()
}

/// The participants for which this person may take a position; where for none, why.
fn seats(conn: &mut Conn, scene: &Scene) -> Result<(Vec<Participant>, Option<String>), Error> {
    let (mut may, mut refusal) = (Vec::new(), None);
    for writer in scene.writers(conn)? {
        let (who, kind) = (&scene.who, scene.consultation.kind);
        match may_take_position(who, kind, &scene.facts, writer.id, true, scene.now) {
            Ok(_) => may.push(writer),
            Err(Denied::Refused(why)) => refusal = Some(scene.t().refusal(&why, scene.zone())),
            Err(Denied::Unknown) => {}
        }
    }
    let refusal = if may.is_empty() { refusal } else { None };
    Ok((may, refusal))
}

/// `GET /rounds/{id}/agreement/{element}`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    at: web::Path<(PublicId, PublicId)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, line) = find(conn, &asking, &at, now)?;
            let today = now.in_zone(scene.zone()).date().to_string();
            let fields = Fields::of(&[("on_date", today.as_str())]);
            page(conn, &scene, &line, fields, Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /rounds/{id}/agreement/{element}`
pub async fn record(
    app: web::Data<App>,
    asking: Asking,
    at: web::Path<(PublicId, PublicId)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            crate::sign_in::signed_in(tx, &asking, now)?;
            let (scene, line) = find(tx, &asking, &at, now)?;
            let from = agreement::of_element(tx, &scene.round, &line.identity)?.status;
            let step = fields.parsed::<AgreementStatus>("agreement");
            // Whether it may be recorded at all comes before how.
            let other = match from {
                AgreementStatus::Open => AgreementStatus::Agreed,
                _ => AgreementStatus::Open,
            };
            let (who, kind) = (&scene.who, scene.consultation.kind);
            may_record_agreement(who, kind, &scene.facts, from, other, now)?;
            let mut errors = Errors::default();
            if step.is_none() {
                errors.add("agreement", "agreement-step-missing");
            }
            let (meeting, remark) = (fields.trimmed("meeting"), tidy(fields.get("remark")));
            if meeting.is_empty() {
                errors.add("meeting", "agreement-meeting-missing");
            }
            errors.hold("meeting", meeting, limits::TITLE);
            errors.hold("remark", &remark, limits::NOTE);
            let on_date = fields.trimmed("on_date");
            if on_date.parse::<jiff::civil::Date>().is_err() {
                errors.add("on_date", "submission-date-bad");
            }
            if remark.is_empty() && step.is_some_and(|to| needs_reason(from, to)) {
                errors.add("remark", "agreement-reason-missing");
            }
            let (Some(status), true) = (step, errors.is_empty()) else {
                return Ok(After::faulty(page(tx, &scene, &line, fields, errors)?));
            };
            let decided = Decided {
                status,
                meeting: meeting.to_owned(),
                on_date: on_date.to_owned(),
                remark,
            };
            agreement::record(tx, who, &scene.round, &line.identity, &decided, now)?;
            Ok(After::See(path(&scene.round, &line.public_id), "flash-agreement-recorded"))
        })
        .await?;
    after.answer()
}

/// `POST /rounds/{id}/positions/{element}`
pub async fn take(
    app: web::Data<App>,
    asking: Asking,
    at: web::Path<(PublicId, PublicId)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            crate::sign_in::signed_in(tx, &asking, now)?;
            let (scene, line) = find(tx, &asking, &at, now)?;
            let writers = scene.writers(tx)?;
            let Some(holder) = chosen(&writers, &fields) else { return Err(Error::NotFound) };
            let (who, kind) = (&scene.who, scene.consultation.kind);
            may_take_position(who, kind, &scene.facts, holder.id, true, now)?;
            let mut errors = Errors::default();
            let stance = fields.parsed::<Stance>("stance");
            if stance.is_none() {
                errors.add("stance", "position-stance-missing");
            }
            let class = fields.parsed::<PublicationClass>("class");
            if class.is_none() {
                errors.add("class", "submission-choose-class");
            }
            let note = tidy(fields.get("note"));
            errors.hold("note", &note, limits::NOTE);
            let (Some(stance), Some(class), true) = (stance, class, errors.is_empty()) else {
                return Ok(After::faulty(page(tx, &scene, &line, fields, errors)?));
            };
            let held = Held {
                participant: holder.id,
                identity: line.identity.clone(),
                proposal: fields.filled("proposal").map(PublicId::from),
                stance,
                remark: note,
            };
            positioning::take(tx, who, &scene.round, &held, class, now)?;
            Ok(After::See(path(&scene.round, &line.public_id), "flash-position-taken"))
        })
        .await?;
    after.answer()
}

/// `POST /positions/{id}/withdrawal`
pub async fn withdraw(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after: After<AgreementPage> = app
        .write(move |tx| {
            crate::sign_in::signed_in(tx, &asking, now)?;
            let position = store::find_position(tx, &id)?;
            let round = rounds::find(tx, position.round_id)?;
            let scene = Scene::of(tx, &asking, round, now)?;
            may_read_agreement(&scene.who, scene.consultation.kind, &scene.facts, now)?;
            positioning::withdraw(tx, &scene.who, &scene.round, &id, now)?;
            let line = scene.reading.as_ref();
            let line = line.and_then(|reading| reading.line(&position.held.identity));
            let to = match line {
                Some(line) => path(&scene.round, &line.public_id),
                None => format!("{}/text", scene.round.path()),
            };
            Ok(After::See(to, "flash-position-withdrawn"))
        })
        .await?;
    after.answer()
}
