//! `/rounds/{id}`: a round's page; to extend it, and to close it early.

use super::{Scene, Status, status};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::moments::{CivilTime, Edge};
use crate::procedure::rights::{Denied, Right, What, decide};
use crate::procedure::rounds::{
    Phase, may_change_round, may_close, may_draft_input, may_extend, may_invite_to, may_open_call,
    may_pause, may_read_round, may_remind, may_resume,
};
use crate::procedure::submissions::may_register;
use crate::procedure::{Moment, Refusal};
use crate::rounds::{self, Reason, store, views};
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, time};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "rounds/show.html")]
struct Show {
    frame: Frame,
    title: String,
    path: String,
    status: Status,
    /// Facts as (what, value).
    facts: Vec<(String, String)>,
    instructions: Vec<String>,
    questions: Vec<String>,
    draft: Option<String>,
    /// Prepared, and nobody has put a text into it yet.
    waits: bool,
    /// Where one reads and comments; None while nobody may.
    text: Option<String>,
    /// This person drafts for a participant, and may.
    comments: bool,
    /// What came by e-mail or on paper is registered here.
    registers: bool,
    /// Where a participant's people find what they sent.
    own: Option<String>,
    history: Vec<Change>,
    digests: Vec<DigestList>,
    counts: Option<Counts>,
    acts: Acts,
    typed: Fields,
    errors: Errors,
    /// What was typed stands in its form, which is then open.
    asked_to_close: bool,
}

/// An extension or a closure.
struct Change {
    iso: String,
    day: String,
    what: String,
    reason: String,
}

/// A list of digests, and where its file is.
struct DigestList {
    path: String,
    number: i64,
    iso: String,
    day: String,
    count: i64,
    sha256: String,
}

/// What the team sees of the answers: never who is drafting.
struct Counts {
    path: String,
    invited: usize,
    unreached: usize,
    acknowledged: usize,
    submitted: usize,
    late: usize,
}

/// What this person may do with the round now.
#[derive(Default)]
struct Acts {
    change: bool,
    invite: bool,
    remind: bool,
    call: bool,
    circulate: Option<String>,
    /// An administrator either extends, or reads why that cannot be.
    is_administrator: bool,
    extend: bool,
    extend_refused: Option<String>,
    close: bool,
    pause: bool,
    resume: bool,
}

impl Show {
    fn fault(&self, field: &str) -> Option<String> {
        self.errors.on(field, &self.frame.t)
    }

    fn type_of(&self, field: &str) -> &'static str {
        super::input_type(&self.typed, field)
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
            let scene = Scene::of(conn, &asking, &id, now)?;
            // An extension usually keeps the hour.
            let hour = scene.round.closes_civil.split_once(' ').unwrap_or_default().1;
            let typed = Fields::of(&[("closes_time", hour)]);
            page(conn, &scene, typed, Errors::default(), now)
        })
        .await?;
    html(page)
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    typed: Fields,
    errors: Errors,
    now: Moment,
) -> Result<Show, Error> {
    let (round, who) = (&scene.round, &scene.who);
    may_read_round(who, &scene.facts, now)?;
    let frame = scene.frame();
    let t = frame.t;
    let draft = round.draft_id.map(|draft| drafts::find(conn, draft)).transpose()?;
    let may_see_list = decide(who, Right::ParticipantListRead, What::default()).is_yes();
    let counts = if may_see_list { Some(counts(conn, scene)?) } else { None };
    let is_read = round.circulated_at.is_some();
    let text = (is_read && (draft.is_some() || !who.seats.is_empty()))
        .then(|| format!("{}/text", round.path()));
    let own = (is_read && !who.seats.is_empty())
        .then(|| format!("{}/submissions", scene.consultation.path()));
    Ok(Show {
        title: round.title.clone(),
        path: round.path(),
        status: status(t, round, &scene.facts, now),
        facts: facts(t, scene),
        instructions: paragraphs(&round.instructions),
        questions: store::questions(conn, round.id)?.into_iter().map(|q| q.body).collect(),
        draft: draft.map(|draft| draft.label),
        waits: !is_read,
        text,
        comments: who
            .seats
            .iter()
            .any(|seat| may_draft_input(who, &scene.facts, seat.participant, None, now).is_ok()),
        registers: is_read && may_register(who, &scene.facts).is_ok(),
        own,
        history: history(conn, t, scene)?,
        digests: digests(conn, t, scene)?,
        counts,
        acts: acts(t, scene, now),
        asked_to_close: errors.has("closure_reason"),
        typed,
        errors,
        frame,
    })
}

fn facts(t: Language, scene: &Scene) -> Vec<(String, String)> {
    let round = &scene.round;
    let when = |civil: &str| format!("{} ({})", t.civil(civil), round.time_zone);
    let kinds: Vec<String> = round.allowed.0.iter().map(|kind| t.word(*kind)).collect();
    let say_if = |yes: bool, on: &str, off: &str| t.say(if yes { on } else { off });
    let closing = match scene.facts.closed_early_at {
        Some(at) if at < round.closes_at => {
            let when = format!("{} ({})", t.moment(at, &round.time_zone), round.time_zone);
            (t.say("round-fact-closed-early"), when)
        }
        _ => (t.say("round-fact-closes"), when(&round.closes_civil)),
    };
    let mut facts = vec![
        (t.say("round-fact-opens"), when(&round.opens_civil)),
        closing,
        (t.say("round-fact-kinds"), kinds.join(" · ")),
        (t.say("round-fact-rule"), t.word(round.publication_rule)),
        (t.say("round-fact-late"), say_if(round.accept_late, "round-late-yes", "round-late-no")),
        (
            t.say("round-fact-public"),
            say_if(round.open_to_public, "round-public-yes", "round-public-no"),
        ),
    ];
    if scene.who.is_team() {
        let early = round.team_reads_before_close;
        facts.push((t.say("round-fact-team"), say_if(early, "round-team-yes", "round-team-no")));
        facts.push((t.say("round-fact-registered"), t.word(round.registered_class)));
    }
    facts
}

fn history(conn: &mut Conn, t: Language, scene: &Scene) -> Result<Vec<Change>, Error> {
    let zone = &scene.round.time_zone;
    let mut all: Vec<Change> = store::extensions(conn, scene.round.id)?
        .into_iter()
        .map(|extension| Change {
            iso: extension.at.iso(),
            day: t.day(extension.at, zone),
            what: t.say1("round-extended-to", "closes", t.civil(&extension.closes_civil)),
            reason: extension.reason,
        })
        .collect();
    all.extend(store::closure(conn, scene.round.id)?.map(|closure| Change {
        iso: closure.at.iso(),
        day: t.day(closure.at, zone),
        what: t.say("round-was-closed"),
        reason: closure.reason,
    }));
    for pause in store::pauses(conn, scene.round.id)? {
        let change = |at: Moment, key: &str, reason: String| Change {
            iso: at.iso(),
            day: t.day(at, zone),
            what: t.say(key),
            reason,
        };
        all.push(change(pause.paused_at, "round-was-paused", pause.reason));
        if let Some(at) = pause.resumed_at {
            all.push(change(at, "round-was-resumed", pause.resumed_reason));
        }
    }
    all.sort_by(|one, other| one.iso.cmp(&other.iso));
    Ok(all)
}

fn digests(conn: &mut Conn, t: Language, scene: &Scene) -> Result<Vec<DigestList>, Error> {
    let lists = store::digests::of_round(conn, scene.round.id)?;
    let shown = lists.into_iter().map(|list| DigestList {
        path: list.path(&scene.round),
        number: list.number,
        iso: list.fixed_at.iso(),
        day: t.day(list.fixed_at, &scene.round.time_zone),
        count: list.count,
        sha256: list.sha256(),
    });
    Ok(shown.collect())
}

fn counts(conn: &mut Conn, scene: &Scene) -> Result<Counts, Error> {
    let all = views::correspondents(conn, &scene.round)?;
    Ok(Counts {
        path: format!("{}/participants", scene.round.path()),
        invited: all.iter().filter(|c| c.invited_at.is_some() && !c.unreached).count(),
        unreached: all.iter().filter(|c| c.unreached).count(),
        acknowledged: all.iter().filter(|c| c.acknowledged).count(),
        submitted: all.iter().filter(|c| c.submitted.is_some()).count(),
        late: all.iter().filter(|c| c.submitted.is_some_and(|(_, late)| late)).count(),
    })
}

fn acts(t: Language, scene: &Scene, now: Moment) -> Acts {
    let (who, facts) = (&scene.who, &scene.facts);
    if !decide(who, Right::RoundExtend, What::default()).is_yes() {
        let call = may_open_call(who, facts).is_ok();
        let drafts = format!("{}/drafts", scene.consultation.path());
        return Acts { call, circulate: call.then_some(drafts), ..Acts::default() };
    }
    // Any later moment will do to ask whether the round may be extended at all.
    let later = facts.closes_at.max(now).plus_seconds(1);
    let why = |denied: Denied| match denied {
        Denied::Refused(refusal @ Refusal::RoundClosedEarly) => {
            Some(t.refusal(&refusal, &scene.round.time_zone))
        }
        _ => None,
    };
    let extend = may_extend(who, facts, later, now);
    let close = may_close(who, facts, now);
    let call = may_open_call(who, facts).is_ok();
    Acts {
        change: may_change_round(who, facts).is_ok(),
        invite: may_invite_to(who, facts, now).is_ok(),
        remind: may_remind(who, facts, now).is_ok(),
        circulate: call.then(|| format!("{}/drafts", scene.consultation.path())),
        call,
        is_administrator: facts.phase(now) != Phase::Prepared,
        extend: extend.is_ok(),
        extend_refused: extend.err().and_then(why),
        close: close.is_ok(),
        pause: may_pause(who, facts, now).is_ok(),
        resume: may_resume(who, facts).is_ok(),
    }
}

/// `POST /rounds/{id}/extensions`
pub async fn extend(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let after = app
        .write(move |tx| {
            let scene = Scene::signed_in(tx, &asking, &id, now)?;
            may_read_round(&scene.who, &scene.facts, now)?;
            decide(&scene.who, Right::RoundExtend, What::default()).actor()?;
            match extension(&typed, &scene, now) {
                Ok((closes, reason)) => {
                    rounds::extend(tx, &scene.who, &desk, &scene.round, &closes, &reason, now)?;
                    Ok(After::See(scene.round.path(), "flash-round-extended"))
                }
                Err(errors) => Ok(After::faulty(page(tx, &scene, typed, errors, now)?)),
            }
        })
        .await?;
    after.answer()
}

fn extension(typed: &Fields, scene: &Scene, now: Moment) -> Result<(CivilTime, Reason), Errors> {
    let mut errors = Errors::default();
    let t = scene.viewer.language();
    let zone = &scene.round.time_zone;
    let fields = ("closes_date", "closes_time");
    let closes = time(typed, fields, zone, Edge::Closes, t, &mut errors);
    if let Some(closes) = &closes
        && let Err(Denied::Refused(Refusal::WouldShorten { .. })) =
            may_extend(&scene.who, &scene.facts, closes.at, now)
    {
        let present = format!("{} ({zone})", t.civil(&scene.round.closes_civil));
        errors.add_with("closes_date", "refusal-would-shorten", vec![("when", present)]);
    }
    let reason = Reason::parse(typed.get("reason"));
    if reason.is_none() {
        errors.add("reason", "round-error-reason");
    }
    errors.hold("reason", typed.get("reason"), limits::REASON);
    match (closes, reason) {
        (Some(closes), Some(reason)) if errors.is_empty() => Ok((closes, reason)),
        _ => Err(errors),
    }
}

/// `POST /rounds/{id}/pause` and `POST /rounds/{id}/resumption`
pub async fn pause(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    pause_or_resume(app, asking, id, typed, true).await
}

pub async fn resume(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    pause_or_resume(app, asking, id, typed, false).await
}

async fn pause_or_resume(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
    pauses: bool,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let scene = Scene::signed_in(tx, &asking, &id, now)?;
            may_read_round(&scene.who, &scene.facts, now)?;
            match pauses {
                true => may_pause(&scene.who, &scene.facts, now).map(drop)?,
                false => may_resume(&scene.who, &scene.facts).map(drop)?,
            }
            let mut errors = Errors::default();
            let reason = Reason::parse(typed.get("pause_reason"));
            if reason.is_none() {
                errors.add("pause_reason", "round-error-reason");
            }
            errors.hold("pause_reason", typed.get("pause_reason"), limits::REASON);
            let (Some(reason), true) = (reason, errors.is_empty()) else {
                return Ok(After::faulty(page(tx, &scene, typed, errors, now)?));
            };
            let (who, round) = (&scene.who, &scene.round);
            let said = match pauses {
                true => {
                    rounds::pause(tx, who, round, &reason, now)?;
                    "flash-round-paused"
                }
                false => {
                    rounds::resume(tx, who, round, &reason, now)?;
                    "flash-round-resumed"
                }
            };
            Ok(After::See(scene.round.path(), said))
        })
        .await?;
    after.answer()
}

/// `POST /rounds/{id}/closure`
pub async fn close(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let after = app
        .write(move |tx| {
            let scene = Scene::signed_in(tx, &asking, &id, now)?;
            may_read_round(&scene.who, &scene.facts, now)?;
            may_close(&scene.who, &scene.facts, now)?;
            let mut errors = Errors::default();
            let reason = Reason::parse(typed.get("closure_reason"));
            if reason.is_none() {
                errors.add("closure_reason", "round-error-reason");
            }
            errors.hold("closure_reason", typed.get("closure_reason"), limits::REASON);
            let (Some(reason), true) = (reason, errors.is_empty()) else {
                return Ok(After::faulty(page(tx, &scene, typed, errors, now)?));
            };
            rounds::close(tx, &scene.who, &desk, &scene.round, &reason, now)?;
            Ok(After::See(scene.round.path(), "flash-round-closed"))
        })
        .await?;
    after.answer()
}
