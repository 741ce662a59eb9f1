//! A second consultation of the example, in which States negotiate a text: there are positions, agreement, and a
//! bracketed text that everybody reads.

use super::example::{self, Example, InputRef, Member};
use super::scene::{Cited, Scene};
use super::{collect, prepare, step, together};
use crate::consultations::{self, NewConsultation};
use crate::db::Tx;
use crate::drafts::store as drafts;
use crate::formats::table;
use crate::post::Desk;
use crate::procedure::Moment;
use crate::procedure::words::{
    AgreementStatus, ConsultationKind, Occasion, ParticipantKind, PublicationClass,
    PublicationRule, Role, Stance,
};
use crate::rounds::Plan;
use crate::rounds::agreement::{self, Decided};
use crate::rounds::store::Round;
use crate::sign_in::{self, Account};
use crate::submissions::positioning;
use crate::submissions::store::{self as submissions, Held};
use crate::web::Error;
use anyhow::{Context, anyhow};
use serde::Deserialize;
use std::collections::HashMap;

const TEXT: &str = include_str!("example/reading.txt");
const DATA: &str = include_str!("example/reading.json");

#[derive(Debug, Deserialize)]
pub struct Reading {
    pub consultation: example::Consultation,
    pub chair: Member,
    round: example::Round,
    submissions: Vec<example::Submission>,
    alignments: Vec<example::Alignment>,
    positions: Vec<Position>,
    decisions: Vec<Decision>,
}

#[derive(Debug, Deserialize)]
struct Position {
    participant: String,
    days: i64,
    on: String,
    /// The proposal that it is on; None: on the paragraph as it stands.
    of: Option<InputRef>,
    stance: Stance,
    remark: String,
}

#[derive(Debug, Deserialize)]
struct Decision {
    on: String,
    status: AgreementStatus,
    days: i64,
    meeting: String,
    remark: String,
}

impl Reading {
    pub fn read() -> anyhow::Result<Self> {
        serde_json::from_str(DATA).context("reading.json")
    }
}

/// What happens while the round is open.
enum Event<'a> {
    Sends(&'a example::Submission),
    Aligns(&'a example::Alignment),
    Takes(&'a Position),
    Decides(&'a Decision),
}

/// The first reading, open around `now`. Its people are those of the other consultation, but for the chair.
pub fn fill(
    tx: &mut Tx,
    desk: &Desk,
    (example, reading): (&Example, &Reading),
    other: &Scene,
    hash: &str,
    now: Moment,
) -> Result<(), Error> {
    let mut scene = prepared(tx, desk, (example, reading), other, hash, now.plus_days(-30))?;
    let said = &reading.round;
    let opens = scene.days_from(now, said.opens_days.unwrap_or(-16), "09:00")?;
    let closes = scene.days_from(now, said.closes_days.unwrap_or(12), "18:00")?;
    let plan = Plan {
        publication_rule: PublicationRule::OnSubmission,
        team_reads_before_close: true,
        ..prepare::plan(&scene, said, &opens, &closes)?
    };
    let prepared = now.plus_days(-20);
    let draft = prepare::bring_in(tx, &scene, "Text of the chair", TEXT, prepared)?;
    let round = prepare::prepare_and_circulate(tx, desk, &scene, &plan, &draft, prepared)?;
    let invited = now.plus_days(-18);
    prepare::write_to_everybody(tx, desk, &scene, &round, Occasion::Invitation, invited)?;
    let mut events: Vec<(i64, Event)> = Vec::new();
    events
        .extend(reading.submissions.iter().map(|one| (one.days.unwrap_or(-1), Event::Sends(one))));
    events
        .extend(reading.alignments.iter().map(|one| (one.days.unwrap_or(-1), Event::Aligns(one))));
    events.extend(reading.positions.iter().map(|one| (one.days, Event::Takes(one))));
    events.extend(reading.decisions.iter().map(|one| (one.days, Event::Decides(one))));
    events.sort_by_key(|(days, _)| *days);
    for (days, event) in events {
        let at = now.plus_days(days);
        match event {
            Event::Sends(said) => {
                step(&said.key, collect::send(tx, desk, &mut scene, &round, said, at))?;
            }
            Event::Aligns(said) => {
                step(&said.participant, together::align(tx, desk, &scene, &round, said, at))?;
            }
            Event::Takes(said) => step(&said.on, take(tx, &scene, &round, said, at))?,
            Event::Decides(said) => step(&said.on, decide(tx, &scene, &round, said, at))?,
        }
    }
    Ok(())
}

/// The consultation with its chair and the States.
fn prepared(
    tx: &mut Tx,
    desk: &Desk,
    (example, reading): (&Example, &Reading),
    other: &Scene,
    hash: &str,
    at: Moment,
) -> Result<Scene, Error> {
    let said = &reading.consultation;
    let new = NewConsultation {
        kind: ConsultationKind::Intergovernmental,
        brackets_public: true,
        open_door: false,
        ..prepare::new(said)
    };
    let administrator = other.administrator.clone();
    let consultation = prepare::create(tx, &administrator, &new, at)?;
    let who = sign_in::standing(tx, &administrator, consultation.id)?;
    let Member { name, email, language, .. } = &reading.chair;
    let chair = sign_in::find_or_create(tx, email, name, language, at)?;
    sign_in::set_password(tx, chair.id, hash, at)?;
    consultations::grant(tx, &who, &consultation, chair.id, Role::Lead, true, at)?;
    let lead = sign_in::standing(tx, &chair, consultation.id)?;
    let drafter = other.drafter.clone();
    consultations::grant(tx, &lead, &consultation, drafter.id, Role::Drafter, true, at)?;
    let mut table = table::read(example::PARTICIPANTS)
        .map_err(|fault| anyhow!("participants.csv: {fault:?}"))?;
    let states: Vec<_> = table.rows.iter().filter(|row| negotiates(&table, row)).cloned().collect();
    table.rows = states;
    let participants = prepare::participants(tx, &who, &consultation, &table, at)?;
    let mut scene = Scene {
        consultation,
        administrator,
        lead: chair,
        drafter,
        participants,
        focal_points: HashMap::new(),
        first_draft: None,
        first_round: None,
        second_round: None,
        inputs: HashMap::new(),
    };
    together::groups(tx, example, &scene, &who, at)?;
    let here = |member: &&Member| {
        member.participant.as_ref().is_some_and(|name| scene.participants.contains_key(name))
    };
    let cast: Vec<&Member> = example.cast.iter().filter(here).collect();
    prepare::seat_people(tx, desk, &cast, &mut scene, at)?;
    Ok(scene)
}

fn negotiates(table: &table::Table, row: &table::Row) -> bool {
    let kind = table.cell(row, "kind").parse::<ParticipantKind>();
    kind.is_ok_and(|kind| kind.is_state() || kind == ParticipantKind::PoliticalGroup)
}

fn take(
    tx: &mut Tx,
    scene: &Scene,
    round: &Round,
    said: &Position,
    at: Moment,
) -> Result<(), Error> {
    let account: Option<&Account> = scene.focal_points.get(&said.participant);
    let account = account.with_context(|| format!("nobody speaks for {}", said.participant))?;
    let who = scene.standing(tx, account)?;
    let proposal = match &said.of {
        Some(of) => Some(submissions::input(tx, scene.input(&of.submission, of.input)?)?.public_id),
        None => None,
    };
    let held = Held {
        participant: scene.participant(&said.participant)?.id,
        identity: cited(tx, round)?.identity(&said.on)?,
        proposal,
        stance: said.stance,
        remark: said.remark.clone(),
    };
    positioning::take(tx, &who, round, &held, PublicationClass::Public, at)
}

/// The chair says at a meeting how far a paragraph is agreed; the secretariat records it.
fn decide(
    tx: &mut Tx,
    scene: &Scene,
    round: &Round,
    said: &Decision,
    at: Moment,
) -> Result<(), Error> {
    let who = scene.standing(tx, &scene.administrator)?;
    let decided = Decided {
        status: said.status,
        meeting: said.meeting.clone(),
        on_date: at.in_zone(&round.time_zone).date().to_string(),
        remark: said.remark.clone(),
    };
    let identity = cited(tx, round)?.identity(&said.on)?;
    agreement::record(tx, &who, round, &identity, &decided, at)
}

fn cited(tx: &mut Tx, round: &Round) -> Result<Cited, Error> {
    let draft = drafts::find(tx, round.draft_id.context("a text")?)?;
    Cited::of(tx, &draft)
}
