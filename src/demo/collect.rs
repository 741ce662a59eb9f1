//! Participants send what they have to say; the secretariat registers what came on paper.

use super::example::{self, Example};
use super::scene::{Cited, Scene};
use super::{meeting, prepare, step, together};
use crate::db::Tx;
use crate::drafts::store as drafts;
use crate::outcome::show_compilation;
use crate::participants::NewParticipant;
use crate::participants::door::{self, Asked};
use crate::participants::store::DoorRequest;
use crate::post::Desk;
use crate::procedure::keys::InputKey;
use crate::procedure::words::{
    InputKind, Operation, ParticipantKind, Placement, PublicationClass, Source,
};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Question, Round};
use crate::sign_in::Account;
use crate::sign_in::links::{self, NewLink, Purpose};
use crate::submissions::drafting::Revised;
use crate::submissions::store::{self as submissions, Registered, Submission};
use crate::submissions::submitting::{Classes, Outcome};
use crate::submissions::{Cover, Written, drafting, publishing, registering, submitting};
use crate::text::operations::{Destination, Particulars};
use crate::web::Error;
use anyhow::{Context, anyhow};

/// Everything on the preliminary text and what was written about it meanwhile, in the order of
/// time, as the journal has it; then it is published.
pub fn first_round(
    tx: &mut Tx,
    desk: &Desk,
    example: &Example,
    scene: &mut Scene,
) -> Result<(), Error> {
    let reminded = scene.at(prepare::REMINDED)?;
    let mut events = vec![
        (reminded, Event::Reminds),
        (reminded.plus_days(1), Event::DispatchesReminders),
        (scene.at("2026-08-31 18:01")?, Event::IsOver),
    ];
    if let Some(extension) = &example.round("first")?.extension {
        let at = scene.at(&format!("{} 15:00", extension.on))?;
        events.push((at, Event::Extends(extension)));
    }
    for said in example.submissions.iter().filter(|said| said.round == "first") {
        let at = said.submitted.as_ref().context("a date")?;
        events.push((scene.at(at)?, Event::Sends(said)));
    }
    for said in &example.alignments {
        let at = said.on.as_ref().context("a date")?;
        events.push((scene.at(at)?, Event::Aligns(said)));
    }
    let round = scene.first_round()?.clone();
    happen(tx, desk, scene, &round, events)?;
    let round = scene.first_round()?.clone();
    let who = scene.standing(tx, &scene.administrator)?;
    publishing::publish(tx, &who, &round, scene.at("2026-10-05 10:00")?)?;
    show_compilation(tx, &who, &round, true, scene.at("2026-10-05 11:00")?)?;
    Ok(())
}

/// What has come so far on the companion text, and who has asked to take part meanwhile: in the
/// order of time, as the journal has it.
pub fn second_round(
    tx: &mut Tx,
    desk: &Desk,
    example: &Example,
    scene: &mut Scene,
    now: Moment,
) -> Result<(), Error> {
    let round = scene.second_round()?.clone();
    let mut events = Vec::new();
    for said in example.submissions.iter().filter(|said| said.round == "second") {
        events.push((now.plus_days(said.days.unwrap_or(-1)), Event::Sends(said)));
    }
    for said in &example.confirmations {
        events.push((now.plus_days(said.days), Event::Confirms(said)));
    }
    for caller in &AT_THE_DOOR {
        events.push((now.plus_days(caller.days), Event::Asks(caller)));
        if caller.kind == ParticipantKind::PrivateSector {
            events.push((now.plus_days(caller.days + 1), Event::IsRefused(caller)));
        }
    }
    happen(tx, desk, scene, &round, events)
}

/// What happens while a round is open.
enum Event<'a> {
    Sends(&'a example::Submission),
    Aligns(&'a example::Alignment),
    Confirms(&'a example::Confirmation),
    Reminds,
    DispatchesReminders,
    Extends(&'a example::Extension),
    IsOver,
    Asks(&'static Caller),
    IsRefused(&'static Caller),
}

fn happen(
    tx: &mut Tx,
    desk: &Desk,
    scene: &mut Scene,
    round: &Round,
    mut events: Vec<(Moment, Event)>,
) -> Result<(), Error> {
    events.sort_by_key(|(at, _)| *at);
    for (at, event) in events {
        // An extension moves its closing.
        let round = rounds::find(tx, round.id)?;
        match event {
            Event::Sends(said) => step(&said.key, send(tx, desk, scene, &round, said, at))?,
            Event::Aligns(said) => {
                step(&said.participant, together::align(tx, desk, scene, &round, said, at))?;
            }
            Event::Confirms(said) => {
                step(&said.participant, together::confirm(tx, scene, said, at))?;
            }
            Event::Reminds => prepare::remind(tx, desk, scene, at)?,
            Event::DispatchesReminders => prepare::dispatch_reminders(tx, scene, at)?,
            Event::Extends(extension) => prepare::extend(tx, desk, scene, extension, at)?,
            Event::IsOver => {
                crate::rounds::announce_closings(tx, desk, at)?;
            }
            Event::Asks(caller) => asks(tx, desk, scene, caller, at)?,
            Event::IsRefused(caller) => is_refused(tx, desk, scene, caller, at)?,
        }
    }
    Ok(())
}

pub(super) fn send(
    tx: &mut Tx,
    desk: &Desk,
    scene: &mut Scene,
    round: &Round,
    said: &example::Submission,
    at: Moment,
) -> Result<(), Error> {
    let written = everything_written(tx, round, said)?;
    // What asks for more discretion than the call's rule was sent by its author, who chose it.
    let discreet = said.class != PublicationClass::Public;
    let inputs = if said.by_source == Source::Typed || discreet {
        type_in(tx, desk, scene, round, said, &written, at)?
    } else {
        register(tx, desk, scene, round, said, &written, at)?
    };
    scene.inputs.insert(said.key.clone(), inputs);
    Ok(())
}

/// One input of the example, ready to be stored, with the letter of a meeting's comment.
pub(super) struct Said<'a> {
    pub written: Written,
    pub letter: Option<&'a str>,
}

/// The paragraphs' inputs first, in the example's order; then general comments and answers.
fn everything_written<'a>(
    tx: &mut Tx,
    round: &Round,
    said: &'a example::Submission,
) -> Result<Vec<Said<'a>>, Error> {
    let draft = drafts::find(tx, round.draft_id.context("a text")?)?;
    let cited = Cited::of(tx, &draft)?;
    let questions = rounds::questions(tx, round.id)?;
    let mut all = Vec::new();
    for input in &said.inputs {
        all.push(Said {
            written: on_element(&cited, said, input)?,
            letter: input.letter.as_deref(),
        });
    }
    if let Some(general) = &said.general {
        all.push(Said { written: plain(said, InputKind::General, general), letter: None });
    }
    for (number, answer) in &said.answers {
        let mut written = plain(said, InputKind::Answer, answer);
        written.question = Some(question(&questions, number)?);
        all.push(Said { written, letter: None });
    }
    Ok(all)
}

fn on_element(
    cited: &Cited,
    said: &example::Submission,
    input: &example::Input,
) -> anyhow::Result<Written> {
    let identity = cited.identity(&input.on)?;
    let operation: Option<Operation> = input.operation.parse().ok();
    let current = cited.text.get(&identity).map_or("", |element| element.wording("en"));
    let kind = if operation.is_some() { InputKind::Proposal } else { InputKind::Comment };
    Ok(Written {
        quoted: if operation.is_some() { current.to_owned() } else { String::new() },
        identity: Some(identity),
        operation,
        particulars: Particulars {
            to: match &input.moved {
                Some(to) => Some(Destination { side: to.side, anchor: cited.identity(&to.to)? }),
                None => None,
            },
            others: input
                .with
                .iter()
                .map(|citation| cited.identity(citation))
                .collect::<anyhow::Result<_>>()?,
            kind: None,
        },
        comment_type: Some(input.comment_type),
        proposed: input.proposed.clone().unwrap_or_default(),
        language: input.proposed_language.clone().unwrap_or_else(|| said.language.clone()),
        class: input.class.or(Some(said.class)),
        ..plain(said, kind, &input.comment)
    })
}

pub(super) fn plain(said: &example::Submission, kind: InputKind, body: &str) -> Written {
    Written {
        identity: None,
        question: None,
        kind,
        operation: None,
        particulars: Default::default(),
        comment_type: None,
        body: body.to_owned(),
        quoted: String::new(),
        proposed: String::new(),
        language: said.language.clone(),
        class: Some(said.class),
        placement: Placement::Exact,
        mismatch: None,
    }
}

fn question(
    questions: &[Question],
    number: &str,
) -> anyhow::Result<crate::procedure::keys::QuestionKey> {
    let index: usize = number.parse()?;
    let found = questions.get(index.saturating_sub(1)).map(|question| question.id);
    found.with_context(|| format!("question {number}"))
}

fn cover(scene: &Scene, said: &example::Submission) -> Cover {
    let co_submitters = said.co_submitters.iter().map(|name| {
        let known = scene.participants.get(name).map(|participant| participant.id);
        (known, name.clone())
    });
    Cover {
        language: said.language.clone(),
        own_date: said.own_date.clone(),
        own_reference: said.reference.clone(),
        on_behalf_of: said.on_behalf_of.clone(),
        without_prejudice: said.without_prejudice,
        receipt_by_email: false,
        co_submitters: co_submitters.collect(),
    }
}

/// The participant's focal point writes and submits.
fn type_in(
    tx: &mut Tx,
    desk: &Desk,
    scene: &Scene,
    round: &Round,
    said: &example::Submission,
    written: &[Said],
    at: Moment,
) -> Result<Vec<InputKey>, Error> {
    let participant = scene.participant(&said.participant)?.id;
    let account = scene.focal_points.get(&said.participant);
    let account =
        account.with_context(|| format!("nobody submits for {}", said.participant))?.clone();
    let who = scene.standing(tx, &account)?;
    if said.replaces.is_some() {
        begin_again(tx, &who, round, said, scene, at)?;
    }
    let mut inputs = Vec::new();
    for one in written {
        let form = drafting::Form::default();
        let written = &one.written;
        let Revised::Saved(input) =
            drafting::write(tx, &who, round, participant, written, &form, at)?
        else {
            return Err(Error::BadRequest);
        };
        inputs.push(input.id);
    }
    let submission = submissions::drafting(tx, round.id, participant)?.context("a submission")?;
    submit(tx, desk, &who, &account, &submission, &cover(scene, said), at)?;
    Ok(inputs)
}

/// A new text in the place of the one sent before: its inputs are written anew.
fn begin_again(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    said: &example::Submission,
    scene: &Scene,
    at: Moment,
) -> Result<(), Error> {
    let participant = scene.participant(&said.participant)?.id;
    let sent = drafting::sent(tx, round.id, participant)?.context("an earlier submission")?;
    let copy = submitting::replace(tx, who, &sent.public_id, at)?;
    for input in submissions::inputs_of(tx, copy.id)? {
        drafting::remove(tx, who, round, &input.public_id, at)?;
    }
    Ok(())
}

fn submit(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    account: &Account,
    submission: &Submission,
    cover: &Cover,
    at: Moment,
) -> Result<(), Error> {
    let classes = Classes { single: Vec::new(), rest: None };
    let cover = Some((cover, &classes));
    let id = &submission.public_id;
    match submitting::submit(tx, who, account, desk, id, cover, None, at)? {
        Outcome::Submitted(_) => Ok(()),
        other => Err(anyhow!("the example was not submitted: {other:?}").into()),
    }
}

/// The secretariat registers what came by e-mail, by letter, by note verbale or at a meeting.
fn register(
    tx: &mut Tx,
    desk: &Desk,
    scene: &Scene,
    round: &Round,
    said: &example::Submission,
    written: &[Said],
    at: Moment,
) -> Result<Vec<InputKey>, Error> {
    let who = scene.standing(tx, &scene.administrator)?;
    let facts = rounds::facts(tx, round)?;
    if scene.participant(&said.participant)?.kind == ParticipantKind::RegionalMeeting {
        return meeting::register(tx, desk, scene, round, said, written, at);
    }
    let new = Registered {
        participant: scene.participant(&said.participant)?.id,
        source: said.by_source,
        submitted_at: at,
        late: facts.is_late(at),
        received_on: Some(at.in_zone(&round.time_zone).date().to_string()),
        cover: cover(scene, said),
        form_key: None,
    };
    let submission = registering::register(tx, &who, desk, round, &new, None, at)?;
    let mut inputs = Vec::new();
    for one in written {
        let origin = (one.letter, None);
        let excerpt =
            registering::add_excerpt(tx, &who, round, &submission, &one.written, origin, at)?;
        inputs.push(excerpt.id);
    }
    Ok(inputs)
}

/// Somebody at the open door.
struct Caller {
    name: &'static str,
    kind: ParticipantKind,
    person: &'static str,
    email: &'static str,
    statement: &'static str,
    /// When, in days from now.
    days: i64,
}

/// Two have asked to take part and wait for an answer; one was refused.
const AT_THE_DOOR: [Caller; 3] = [
    Caller {
        name: "Coastal Paralegals Network",
        kind: ParticipantKind::CivilSociety,
        person: "Miriam Okello-Duarte",
        email: "miriam@coastal-paralegals.example",
        statement: "We give legal aid in nine harbour towns and wish to comment on articles 6 to 8.",
        days: -4,
    },
    Caller {
        name: "Institute for Common Goods",
        kind: ParticipantKind::Academia,
        person: "Bartolomé Quist",
        email: "b.quist@common-goods.example",
        statement: "Our members have written on solidarity between generations since 1998.",
        days: -2,
    },
    Caller {
        name: "Best Visa Services",
        kind: ParticipantKind::PrivateSector,
        person: "R. Agent",
        email: "sales@visa-services.example",
        statement: "We would like to reach your participants with our offers.",
        days: -9,
    },
];

/// Asks to take part, and follows the link in the letter.
fn asks(tx: &mut Tx, desk: &Desk, scene: &Scene, caller: &Caller, at: Moment) -> Result<(), Error> {
    let asked = Asked {
        person_name: caller.person.to_owned(),
        statement: caller.statement.to_owned(),
        participant: NewParticipant {
            name: caller.name.to_owned(),
            kind: caller.kind,
            regional_group: None,
            language: "en".into(),
            email: caller.email.to_owned(),
            address: String::new(),
        },
    };
    door::ask(tx, desk, &scene.consultation, &asked, at)?;
    let request = request_of(tx, scene, caller)?;
    let new = NewLink {
        purpose: Purpose::ConfirmAddress,
        account: None,
        person: None,
        email: caller.email,
        detail: serde_json::json!({ "door_request": request.public_id }),
    };
    let token = links::issue(tx, &new, links::DAYS, at)?;
    let link = links::find(tx, token.reveal(), Purpose::ConfirmAddress, at)?;
    door::confirm(tx, &link.context("the link")?, &request, at)?;
    Ok(())
}

fn is_refused(
    tx: &mut Tx,
    desk: &Desk,
    scene: &Scene,
    caller: &Caller,
    at: Moment,
) -> Result<(), Error> {
    let who = scene.standing(tx, &scene.administrator)?;
    let request = request_of(tx, scene, caller)?.public_id;
    let reason = "The request does not concern the text under consultation.";
    door::refuse(tx, desk, &who, &scene.consultation, &request, reason, at)
}

fn request_of(tx: &mut Tx, scene: &Scene, caller: &Caller) -> Result<DoorRequest, Error> {
    let requests = crate::participants::store::requests(tx, scene.consultation.id)?;
    let request = requests.into_iter().find(|request| request.email == caller.email);
    Ok(request.context("the request")?)
}
