//! `/drafts/{id}/changes`: what was done to a working draft, and to take it back step by step.

use super::cases::author;
use crate::app::App;
use crate::consolidation::views::{account_names, round_of};
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::drafts::reading::{self, Reading};
use crate::drafts::store::{self as drafts, Draft, Step};
use crate::drafts::undoing::{self, Cannot, Undone, resting_on};
use crate::languages::Language;
use crate::procedure::drafts::may_revise;
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::sight::sight;
use crate::procedure::words::ChangeAct;
use crate::procedure::{Moment, Standing};
use crate::sign_in::{self, Viewer};
use crate::web::{After, Asking, Error, Frame, html};
use crate::{rounds, submissions};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consolidation/changes.html")]
struct ChangesPage {
    frame: Frame,
    draft: Draft,
    /// The newest first.
    steps: Vec<StepShown>,
    /// Why the last one asked for was not undone.
    cannot: Option<String>,
    first: Vec<String>,
}

struct StepShown {
    id: String,
    number: usize,
    act: ChangeAct,
    /// The paragraph as it is called now; None where it is gone.
    place: Option<String>,
    by: String,
    at: String,
    /// The proposals behind it that this reader sees.
    origins: Vec<(String, String)>,
    /// Some are not for this reader.
    has_hidden: bool,
    is_own: bool,
    /// The numbers of the steps that are undone first.
    first: Vec<usize>,
    is_kept: bool,
}

/// A working draft, as one of those who may change it sees it.
struct Scene {
    viewer: Viewer,
    who: Standing,
    consultation: Consultation,
    draft: Draft,
}

impl Scene {
    fn of(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Self, Error> {
        let viewer = sign_in::signed_in(conn, asking, now)?;
        let draft = drafts::find_by_public_id(conn, id)?;
        let consultation = consultations::store::find(conn, draft.consultation_id)?;
        let who = viewer.standing(conn, consultation.id)?;
        may_revise(&who, &drafts::facts(conn, &draft)?)?;
        Ok(Self { viewer, who, consultation, draft })
    }

    fn page(&self, conn: &mut Conn, now: Moment) -> Result<ChangesPage, Error> {
        let frame =
            consultations::frame(&self.viewer, &self.who, &self.consultation, Tab::Consolidation)
                .under(self.draft.path(), self.draft.label.clone());
        let t = frame.t;
        let steps = drafts::steps(conn, self.draft.id)?;
        let reading = reading::read(conn, &self.draft, &self.draft.language)?;
        let people: Vec<_> = steps.iter().filter_map(|step| step.by).collect();
        let names = account_names(conn, people)?;
        let zone = &self.consultation.time_zone;
        let mut shown = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            let number = |other: &&Step| steps.iter().position(|one| one.id == other.id);
            let first = resting_on(&steps, at);
            let mut origins = Vec::new();
            for input in &step.inputs {
                origins.extend(self.origin(conn, &reading, (t, *input), now)?);
            }
            shown.push(StepShown {
                id: step.id.clone(),
                number: at + 1,
                act: step.act,
                place: place(t, &reading, step),
                by: step.by.and_then(|by| names.get(&by).cloned()).unwrap_or_default(),
                at: format!("{} ({zone})", t.moment(step.at, zone)),
                has_hidden: origins.len() < step.inputs.len(),
                is_own: step.inputs.is_empty(),
                origins,
                first: first.iter().rev().filter_map(number).map(|at| at + 1).collect(),
                is_kept: step.kept.is_some(),
            });
        }
        shown.reverse();
        Ok(ChangesPage {
            frame,
            draft: self.draft.clone(),
            steps: shown,
            cannot: None,
            first: Vec::new(),
        })
    }

    /// A proposal behind a change, if this reader sees it.
    fn origin(
        &self,
        conn: &mut Conn,
        reading: &Reading,
        (t, input): (Language, InputKey),
        now: Moment,
    ) -> Result<Option<(String, String)>, Error> {
        let Some(round) = round_of(conn, input)? else { return Ok(None) };
        let round = rounds::store::find(conn, round)?;
        let facts = rounds::store::facts(conn, &round)?;
        let seen = submissions::views::one(conn, &sight(&self.who, &facts, now), input)?;
        Ok(seen.map(|seen| {
            let what = seen.input.said(t, |identity| {
                let line = reading.lines.iter().find(|line| line.identity == identity)?;
                Some(t.citation_short(&line.citation))
            });
            let said = format!("{} · {what}", author(t, &seen).0);
            (said, format!("/inputs/{}/response", seen.input.public_id))
        }))
    }
}

fn place(t: Language, reading: &Reading, step: &Step) -> Option<String> {
    let line = step
        .identities
        .iter()
        .find_map(|identity| reading.lines.iter().find(|line| line.identity == *identity));
    line.map(|line| t.citation_short(&line.citation))
}

/// `GET /drafts/{id}/changes`
pub async fn changes(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app.read(move |conn| Scene::of(conn, &asking, &id, now)?.page(conn, now)).await?;
    html(page)
}

/// `POST /drafts/{id}/changes/{step}/undoing`
pub async fn undo_change(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, step) = path.into_inner();
    let after = app
        .write(move |tx| {
            let scene = Scene::of(tx, &asking, &id, now)?;
            let back = format!("{}/changes", scene.draft.path());
            let (cannot, first) = match undoing::undo(tx, &scene.who, &scene.draft, &step, now)? {
                Undone::Done => return Ok(After::See(back, "flash-change-undone")),
                Undone::Before => return Ok(After::See(back, "flash-change-undone-before")),
                Undone::First(first) => ("changes-cannot-first", first),
                Undone::Cannot(Cannot::NotKept) => ("changes-cannot-not-kept", Vec::new()),
                Undone::Cannot(Cannot::ChangedSince(_)) => ("changes-cannot-since", Vec::new()),
                Undone::Cannot(Cannot::OutOfPlace) => ("changes-cannot-place", Vec::new()),
            };
            let mut page = scene.page(tx, now)?;
            page.cannot = Some(page.frame.t.say(cannot));
            page.first = first;
            Ok(After::Again(StatusCode::CONFLICT, page))
        })
        .await?;
    after.answer()
}
