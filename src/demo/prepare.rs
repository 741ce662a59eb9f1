//! The secretariat prepares: the consultation, its team, the participants, the rounds.

use super::example::{self, Example, FIRST_DRAFT, Member, PARTICIPANTS, SECOND_TEXT};
use super::scene::Scene;
use super::together;
use crate::consultations::{self, Consultation, NewConsultation};
use crate::db::Tx;
use crate::drafts::store::Draft;
use crate::formats::table;
use crate::participants::store::Participant;
use crate::participants::{self, NewColleague};
use crate::post::Desk;
use crate::procedure::moments::{CivilTime, Edge};
use crate::procedure::words::{
    Dispatch, Occasion, ParticipantKind, PublicationClass, PublicationRule, Role, SeatRole,
};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{Round, correspondence as letters};
use crate::rounds::{Plan, Reason, Wording, correspondence};
use crate::sign_in::links::{self, Purpose};
use crate::sign_in::{self, Account};
use crate::web::Error;
use anyhow::{Context, anyhow};
use std::collections::HashMap;

/// The consultation with its team and participants, as of the spring before the first round.
pub fn consultation(
    tx: &mut Tx,
    desk: &Desk,
    example: &Example,
    hash: &str,
    now: Moment,
) -> Result<Scene, Error> {
    let begun = Moment::from_micros(1_774_260_000_000_000).unwrap_or(now); // 23 March 2026
    let mut accounts = HashMap::new();
    for member in &example.cast {
        let language = &member.language;
        let account = sign_in::find_or_create(tx, &member.email, &member.name, language, begun)?;
        sign_in::set_password(tx, account.id, hash, begun)?;
        if member.role == "system_administrator" {
            let Member { email, name, language, .. } = member;
            sign_in::create_administrator(tx, email, name, language, begun)?;
        }
        accounts.insert(member.email.clone(), account);
    }
    let holder = |role: &str| -> anyhow::Result<Account> {
        let member = example.cast.iter().find(|member| member.role == role);
        let account = member.and_then(|member| accounts.get(&member.email));
        account.cloned().with_context(|| format!("nobody is {role}"))
    };
    let administrator = holder("round_administrator")?;
    let consultation = create(tx, &administrator, &new(&example.consultation), begun)?;
    let who = sign_in::standing(tx, &administrator, consultation.id)?;
    let (lead, drafter) = (holder("lead")?, holder("drafter")?);
    consultations::grant(tx, &who, &consultation, lead.id, Role::Lead, true, begun)?;
    let expert = sign_in::standing(tx, &lead, consultation.id)?;
    consultations::grant(tx, &expert, &consultation, drafter.id, Role::Drafter, true, begun)?;
    for theme in &example.themes {
        consultations::add_theme(tx, &who, &consultation, theme, begun)?;
    }
    for (on, title, note) in MILESTONES {
        consultations::add_milestone(tx, &who, &consultation, on, title, note, begun)?;
    }

    let table =
        table::read(PARTICIPANTS).map_err(|fault| anyhow!("participants.csv: {fault:?}"))?;
    let participants = participants(tx, &who, &consultation, &table, begun)?;
    let mut scene = Scene {
        consultation,
        administrator,
        lead,
        drafter,
        participants,
        focal_points: HashMap::new(),
        first_draft: None,
        first_round: None,
        second_round: None,
        inputs: HashMap::new(),
    };
    together::groups(tx, example, &scene, &who, begun)?;
    seat_people(tx, desk, &example.cast.iter().collect::<Vec<_>>(), &mut scene, begun)?;
    Ok(scene)
}

pub fn new(said: &example::Consultation) -> NewConsultation {
    NewConsultation {
        slug: said.slug.clone(),
        title: said.title.clone(),
        mandate: said.mandate.clone(),
        contact: said.contact.clone(),
        disclaimer: said.disclaimer.clone(),
        time_zone: said.timezone.clone(),
        languages: said.languages.clone(),
        ..NewConsultation::default()
    }
}

pub fn create(
    tx: &mut Tx,
    administrator: &Account,
    new: &NewConsultation,
    at: Moment,
) -> Result<Consultation, Error> {
    let creator = Standing {
        account: Some(administrator.id),
        system_administrator: true,
        ..Standing::default()
    };
    consultations::create(tx, &creator, new, at)
}

/// Those of the table, by their names.
pub fn participants(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    table: &table::Table,
    at: Moment,
) -> Result<HashMap<String, Participant>, Error> {
    let imported = participants::import(tx, who, consultation, table, at)?;
    if let Some(bad) = imported.bad.first() {
        return Err(anyhow!("participants.csv, line {}", bad.line).into());
    }
    let registered = participants::store::of_consultation(tx, consultation.id)?;
    Ok(registered.into_iter().map(|one| (one.name.clone(), one)).collect())
}

const MILESTONES: [(&str, &str, &str); 4] = [
    (
        "2025-10-16",
        "Questionnaire",
        "Replies of 24 States and 41 organizations on the elements of a declaration.",
    ),
    (
        "2026-06-15",
        "Regional consultation for Asia and the Pacific",
        "Tesha Town, 15 and 16 June 2026. Comments recorded by the rapporteur, unattributed.",
    ),
    ("2027-03-15", "Revised draft", "To be circulated with explanatory notes."),
    (
        "2027-06-21",
        "Human Rights Council",
        "The final draft, annexed to the report of the Independent Expert.",
    ),
];

/// Everybody of the cast takes their seat; the other participants have one focal point each, who
/// has no password.
pub fn seat_people(
    tx: &mut Tx,
    desk: &Desk,
    cast: &[&Member],
    scene: &mut Scene,
    now: Moment,
) -> Result<(), Error> {
    let who = scene.standing(tx, &scene.administrator)?;
    for member in cast {
        let (Some(role), Some(name)) = (member.seat(), &member.participant) else { continue };
        let participant = scene.participant(name)?.clone();
        let new = NewColleague { name: member.name.clone(), email: member.email.clone(), role };
        let person = participants::invite_colleague(tx, desk, &who, &participant, &new, now)?;
        let account = account_of(tx, &member.email, &member.name, &member.language, now)?;
        take_seat(tx, &person, &account, now)?;
        if role == SeatRole::FocalPoint {
            scene.focal_points.insert(name.clone(), account);
        }
    }
    let mut others: Vec<_> = scene.participants.values().cloned().collect();
    others.sort_by(|a, b| a.name.cmp(&b.name));
    for participant in others {
        let is_meeting = participant.kind == ParticipantKind::RegionalMeeting;
        // What a meeting said comes on paper: it is not written to, and nobody signs in for it.
        if is_meeting || scene.focal_points.contains_key(&participant.name) {
            continue;
        }
        let Some(person) = participants::ensure_focal_point(tx, &participant, now)? else {
            continue;
        };
        let language = &participant.language;
        let account = account_of(tx, &person.email, &participant.name, language, now)?;
        take_seat(tx, &person, &account, now)?;
        scene.focal_points.insert(participant.name, account);
    }
    Ok(())
}

fn account_of(
    tx: &mut Tx,
    email: &str,
    name: &str,
    language: &str,
    now: Moment,
) -> Result<Account, Error> {
    Ok(sign_in::find_or_create(tx, email, name, language, now)?)
}

/// The person follows the invitation's link.
fn take_seat(
    tx: &mut Tx,
    person: &participants::store::Person,
    account: &Account,
    now: Moment,
) -> Result<(), Error> {
    let token = participants::invitation_link(tx, person, now)?;
    let link = links::find(tx, token.reveal(), Purpose::Invitation, now)?;
    let link = link.context("the link is good")?;
    let participant = participants::store::find(tx, person.participant_id)?;
    participants::accept(tx, &link, person, &participant, account, now)?;
    Ok(())
}

/// The preliminary text is brought in, circulated, and the notes verbales go out.
pub fn first_round(
    tx: &mut Tx,
    desk: &Desk,
    example: &Example,
    scene: &mut Scene,
) -> Result<(), Error> {
    let said = example.round("first")?;
    let prepared = scene.at("2026-04-20 10:00")?;
    let (opens, closes) = (text(&said.opens)?, text(&said.closes)?);
    let plan = plan(scene, said, &opens, &closes)?;
    let draft = bring_in(tx, scene, "Preliminary text", FIRST_DRAFT, prepared)?;
    let round = prepare_and_circulate(tx, desk, scene, &plan, &draft, prepared)?;
    write_to_everybody(
        tx,
        desk,
        scene,
        &round,
        Occasion::Invitation,
        scene.at("2026-04-28 09:00")?,
    )?;
    scene.first_draft = Some(crate::drafts::store::find(tx, draft.id)?);
    scene.first_round = Some(crate::rounds::store::find(tx, round.id)?);
    Ok(())
}

/// Two weeks before the first closing.
pub const REMINDED: &str = "2026-07-13 09:00";

/// Reminders to everybody invited to the first round.
pub fn remind(tx: &mut Tx, desk: &Desk, scene: &Scene, at: Moment) -> Result<(), Error> {
    let round = scene.first_round()?.clone();
    write_and_approve(tx, desk, scene, &round, Occasion::Reminder, at)
}

/// The notes verbales with the reminders leave.
pub fn dispatch_reminders(tx: &mut Tx, scene: &Scene, at: Moment) -> Result<(), Error> {
    let round = scene.first_round()?.clone();
    dispatch(tx, scene, &round, Occasion::Reminder, at)
}

/// The first round closes later than announced.
pub fn extend(
    tx: &mut Tx,
    desk: &Desk,
    scene: &mut Scene,
    extension: &example::Extension,
    at: Moment,
) -> Result<(), Error> {
    let who = scene.standing(tx, &scene.administrator)?;
    let round = scene.first_round()?.clone();
    let closes = scene.civil(&extension.closes, Edge::Closes)?;
    let reason = Reason::parse(&extension.reason).context("a reason")?;
    crate::rounds::extend(tx, &who, desk, &round, &closes, &reason, at)?;
    scene.first_round = Some(crate::rounds::store::find(tx, round.id)?);
    Ok(())
}

/// The companion text, in a round that is open now.
pub fn second_round(
    tx: &mut Tx,
    desk: &Desk,
    example: &Example,
    scene: &mut Scene,
    now: Moment,
) -> Result<(), Error> {
    let said = example.round("second")?;
    let opens = scene.days_from(now, said.opens_days.unwrap_or(-20), "09:00")?;
    let closes = scene.days_from(now, said.closes_days.unwrap_or(25), "18:00")?;
    let plan = Plan { team_reads_before_close: true, ..plan(scene, said, &opens, &closes)? };
    let prepared = now.plus_days(-24);
    let label = "Draft guidance on reporting and review";
    let draft = bring_in(tx, scene, label, SECOND_TEXT, prepared)?;
    let round = prepare_and_circulate(tx, desk, scene, &plan, &draft, prepared)?;
    write_to_everybody(tx, desk, scene, &round, Occasion::Invitation, now.plus_days(-20))?;
    scene.second_round = Some(round);
    Ok(())
}

fn text(said: &Option<String>) -> anyhow::Result<String> {
    said.clone().context("a date")
}

pub fn plan(
    scene: &Scene,
    said: &example::Round,
    opens: &str,
    closes: &str,
) -> anyhow::Result<Plan> {
    let opens: CivilTime = scene.civil(opens, Edge::Opens)?;
    let closes = scene.civil(closes, Edge::Closes)?;
    Ok(Plan {
        questions: said.questions.clone(),
        instructions: said.instructions.clone(),
        publication_rule: PublicationRule::AfterClosing,
        registered_class: PublicationClass::Public,
        open_to_public: true,
        ..Plan::new(&said.title, opens, closes)
    })
}

pub fn bring_in(
    tx: &mut Tx,
    scene: &Scene,
    label: &str,
    source: &str,
    now: Moment,
) -> Result<Draft, Error> {
    let who = scene.standing(tx, &scene.drafter)?;
    let text = crate::text::parse(source, "en").into_text(|_| crate::drafts::new_identity());
    let consultation = scene.consultation.id;
    crate::drafts::bring_in(tx, &who, consultation, label, "en", text, HashMap::new(), now)
}

pub fn prepare_and_circulate(
    tx: &mut Tx,
    desk: &Desk,
    scene: &Scene,
    plan: &Plan,
    draft: &Draft,
    now: Moment,
) -> Result<Round, Error> {
    let administrator = scene.standing(tx, &scene.administrator)?;
    let lead = scene.standing(tx, &scene.lead)?;
    let round = crate::rounds::prepare(tx, &administrator, &scene.consultation, plan, now)?;
    crate::rounds::circulate(tx, &lead, desk, Some(draft), &round, now)?;
    Ok(crate::rounds::store::find(tx, round.id)?)
}

/// Letters to everybody, notes verbales to missions: approved the same day, dispatched the next.
pub fn write_to_everybody(
    tx: &mut Tx,
    desk: &Desk,
    scene: &Scene,
    round: &Round,
    occasion: Occasion,
    now: Moment,
) -> Result<(), Error> {
    write_and_approve(tx, desk, scene, round, occasion, now)?;
    dispatch(tx, scene, round, occasion, now.plus_days(1))
}

fn write_and_approve(
    tx: &mut Tx,
    desk: &Desk,
    scene: &Scene,
    round: &Round,
    occasion: Occasion,
    now: Moment,
) -> Result<(), Error> {
    let who = scene.standing(tx, &scene.administrator)?;
    let mut to: Vec<_> = scene.participants.values().cloned().collect();
    to.retain(|participant| participant.kind != ParticipantKind::RegionalMeeting);
    to.sort_by(|a, b| a.name.cmp(&b.name));
    let wording = Wording::proposed(&scene.consultation, occasion);
    correspondence::write(tx, &who, desk, round, occasion, &to, &wording, now)?;
    for note in letters::notes_of_round(tx, round.id)? {
        if note.occasion == occasion && !note.is_approved() {
            correspondence::approve(tx, &who, desk, &note, note.row_version, now)?;
        }
    }
    Ok(())
}

fn dispatch(
    tx: &mut Tx,
    scene: &Scene,
    round: &Round,
    occasion: Occasion,
    now: Moment,
) -> Result<(), Error> {
    let who = scene.standing(tx, &scene.administrator)?;
    let on = now.in_zone(&scene.consultation.time_zone).date();
    let notes = letters::notes_of_round(tx, round.id)?;
    for (n, note) in notes.iter().filter(|note| note.occasion == occasion).enumerate() {
        let how = if n % 4 == 3 { Dispatch::Paper } else { Dispatch::Mailbox };
        correspondence::record_dispatch(tx, &who, note, on, how, now)?;
    }
    Ok(())
}
