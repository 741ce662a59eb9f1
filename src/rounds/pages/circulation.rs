//! `/drafts/{id}/circulation`: the lead puts a working draft into a round that an administrator
//! prepared. `/rounds/{id}/call`: or opens the round without one.

use super::Scene;
use crate::app::App;
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::procedure::drafts::{DraftFacts, may_circulate};
use crate::procedure::keys::PublicId;
use crate::procedure::rights::{Denied, Right, What, decide};
use crate::procedure::rounds::{Phase, may_open_call, may_prepare_round, may_read_round};
use crate::procedure::words::DraftState;
use crate::procedure::{Moment, Refusal, Standing};
use crate::rounds::store::{self, Round};
use crate::rounds::{self, Openness};
use crate::sign_in::{self, Viewer};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, see_other_saying};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "rounds/circulation.html")]
struct Circulation {
    frame: Frame,
    label: String,
    back: String,
    action: String,
    rounds: Vec<Choice>,
    /// Why the draft cannot be circulated at all.
    refusal: Option<String>,
    /// The way to prepare a round, for an administrator.
    prepare: Option<String>,
    errors: Errors,
}

struct Choice {
    id: String,
    value: PublicId,
    title: String,
    dates: String,
    chosen: bool,
}

impl Circulation {
    fn fault(&self, field: &str) -> Option<String> {
        self.errors.on(field, &self.frame.t)
    }
}

struct Around {
    viewer: Viewer,
    who: Standing,
    consultation: Consultation,
    draft: Draft,
    facts: DraftFacts,
}

impl Around {
    fn of(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Self, Error> {
        let viewer = sign_in::viewer(conn, asking, now)?;
        let draft = drafts::find_by_public_id(conn, id)?;
        let consultation = consultations::store::find(conn, draft.consultation_id)?;
        let who = viewer.standing(conn, consultation.id)?;
        let facts = drafts::facts(conn, &draft)?;
        decide(&who, Right::WorkingDraftRead, What::default()).actor()?;
        Ok(Self { viewer, who, consultation, draft, facts })
    }

    fn page(&self, conn: &mut Conn, typed: &Fields, errors: Errors) -> Result<Circulation, Error> {
        let frame = consultations::frame(&self.viewer, &self.who, &self.consultation, Tab::Drafts);
        let t = frame.t;
        let back = format!("/drafts/{}", self.draft.public_id);
        let frame = frame
            .under(format!("{}/drafts", self.consultation.path()), t.say("tab-drafts"))
            .under(back.as_str(), self.draft.label.as_str());
        let mut rounds = Vec::new();
        for round in store::of_consultation(conn, self.consultation.id)? {
            if round.circulated_at.is_none() {
                rounds.push(round);
            }
        }
        let may_prepare = may_prepare_round(&self.who, self.consultation.id).is_ok();
        let prepare = may_prepare.then(|| format!("{}/rounds/new", self.consultation.path()));
        let choice = |(n, round): (usize, Round)| Choice {
            id: if n == 0 { "f-round".into() } else { format!("f-round-{n}") },
            dates: t.with(
                "circulation-dates",
                &[
                    ("opens", t.civil(&round.opens_civil).into()),
                    ("closes", t.civil(&round.closes_civil).into()),
                    ("zone", round.time_zone.as_str().into()),
                ],
            ),
            chosen: typed.get("round") == round.public_id.as_str(),
            value: round.public_id,
            title: round.title,
        };
        Ok(Circulation {
            label: self.draft.label.clone(),
            action: format!("{back}/circulation"),
            back,
            rounds: rounds.into_iter().enumerate().map(choice).collect(),
            refusal: self.refusal().map(|r| t.refusal(&r, &self.consultation.time_zone)),
            prepare,
            errors,
            frame,
        })
    }

    /// Why this draft cannot be circulated by this person, into whatever round.
    fn refusal(&self) -> Option<Refusal> {
        match decide(&self.who, Right::DraftCirculate, What::default()).actor() {
            Err(Denied::Refused(refusal)) => return Some(refusal),
            Err(Denied::Unknown) => return Some(Refusal::NotYourRole),
            Ok(_) => {}
        }
        if self.facts.state != DraftState::Working {
            return Some(Refusal::AlreadyCirculated);
        }
        (!self.facts.has_elements).then_some(Refusal::EmptyDraft)
    }
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let around = Around::of(conn, &asking, &id, now)?;
            around.page(conn, &Fields::default(), Errors::default())
        })
        .await?;
    html(page)
}

pub async fn circulate(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let after = app
        .write(move |tx| {
            let around = Around::of(tx, &asking, &id, now)?;
            around.viewer.signed_in()?;
            decide(&around.who, Right::DraftCirculate, What::default()).actor()?;
            let Some(chosen) = typed.filled("round") else {
                let mut errors = Errors::default();
                errors.add("round", "circulation-error-round");
                return Ok(After::faulty(around.page(tx, &typed, errors)?));
            };
            let round = store::find_by_public_id(tx, &chosen.into())?;
            may_circulate(&around.who, &around.facts, &store::facts(tx, &round)?)?;
            if let Openness::Chosen(called) = &round.stage.0.elements {
                let text = drafts::text(tx, around.draft.id)?;
                let unknown = rounds::unknown(&text, called);
                if !unknown.is_empty() {
                    let mut errors = Errors::default();
                    let named = vec![("named", unknown.join("; "))];
                    errors.add_with("round", "circulation-error-named", named);
                    return Ok(After::faulty(around.page(tx, &typed, errors)?));
                }
            }
            rounds::circulate(tx, &around.who, &desk, Some(&around.draft), &round, now)?;
            Ok(After::See(round.path(), "flash-draft-circulated"))
        })
        .await?;
    after.answer()
}

/// `POST /rounds/{id}/call`: a call for inputs, without a draft.
pub async fn open_call(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let path = app
        .write(move |tx| {
            let scene = Scene::signed_in(tx, &asking, &id, now)?;
            may_read_round(&scene.who, &scene.facts, now)?;
            if scene.facts.phase(now) != Phase::Prepared {
                return Err(Refusal::RoundHasDraft.into());
            }
            may_open_call(&scene.who, &scene.facts)?;
            rounds::circulate(tx, &scene.who, &desk, None, &scene.round, now)?;
            Ok(scene.round.path())
        })
        .await?;
    Ok(see_other_saying(&path, "flash-round-opened"))
}
