//! What a round writes to people by e-mail. Missions are written to by note verbale; their people
//! get these letters as persons, in the language of their delegation.

use super::digests::Fixed;
use super::store::{Round, correspondence};
use crate::consultations::store as consultations;
use crate::consultations::views::team;
use crate::db::Tx;
use crate::languages::Language;
use crate::participants::store::{self as participants, Participant, Person};
use crate::post::{self, Desk, Letter};
use crate::procedure::Moment;
use crate::procedure::words::Occasion;
use crate::rounds::Reason;
use crate::sign_in::store as accounts;
use diesel::QueryResult;

/// A person to be written to, and in which language.
pub(super) struct Addressee {
    pub person: Person,
    pub language: Language,
}

/// The round closes later than announced.
pub(super) fn extension(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    extension: i64,
    reason: &Reason,
    now: Moment,
) -> QueryResult<()> {
    for to in concerned(tx, round)? {
        let t = to.language;
        let closes = format!("{} ({})", t.civil(&round.closes_civil), round.time_zone);
        let paragraphs = vec![
            said_about(tx, t, round, "letter-extension-body")?,
            t.say2("letter-extension-closes", "closes", closes, "utc", t.utc(round.closes_at)),
            t.say1("letter-reason", "reason", reason.as_str()),
        ];
        let reason_key = format!("extension:{extension}:{}", to.person.public_id);
        send(tx, desk, round, &to, Occasion::Extension, reason_key, paragraphs, now)?;
    }
    Ok(())
}

/// The round has closed: by its date, or earlier with a reason. One letter per person and closing.
pub(super) fn closed(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    closed_at: Moment,
    reason: Option<&Reason>,
    fixed: &Fixed,
    now: Moment,
) -> QueryResult<()> {
    let closing = format!("round-closed:{}:{}", round.public_id, closed_at.as_micros());
    for to in concerned(tx, round)? {
        let paragraphs = closed_said(tx, desk, to.language, round, reason, fixed)?;
        let reason_key = format!("{closing}:{}", to.person.public_id);
        send(tx, desk, round, &to, Occasion::RoundClosed, reason_key, paragraphs, now)?;
    }
    let mut told = Vec::new();
    for member in team(tx, round.consultation_id)? {
        if told.contains(&member.account) {
            continue;
        }
        told.push(member.account);
        let account = accounts::find(tx, member.account)?;
        let t = Language::of(&account.language);
        let letter = Letter {
            consultation: Some(round.consultation_id),
            occasion: Occasion::RoundClosed,
            reason: format!("{closing}:{}", account.public_id),
            to_email: account.email,
            to_name: account.name,
            language: t,
            subject: t.say("letter-subject-closed"),
            paragraphs: closed_said(tx, desk, t, round, reason, fixed)?,
            link: Some((t.say("letter-to-the-round"), desk.link(&round.path()))),
        };
        post::enqueue(tx, desk, &letter, now)?;
    }
    Ok(())
}

/// What is said at a closing. The mailboxes are the witnesses: nobody can change in all of them
/// which list was fixed, and where the journal stood.
fn closed_said(
    tx: &mut Tx,
    desk: &Desk,
    t: Language,
    round: &Round,
    reason: Option<&Reason>,
    fixed: &Fixed,
) -> QueryResult<Vec<String>> {
    let mut paragraphs = vec![said_about(tx, t, round, "letter-closed-body")?];
    if let Some(reason) = reason {
        paragraphs.push(t.say1("letter-reason", "reason", reason.as_str()));
    }
    let late = if round.accept_late { "letter-closed-late" } else { "letter-closed-no-late" };
    paragraphs.push(t.say(late));
    let list = &fixed.list;
    paragraphs.push(t.with(
        "letter-closed-digests",
        &[
            ("count", list.count.into()),
            ("list", list.number.into()),
            ("sha", list.sha256().into()),
            ("path", desk.link(&list.path(round)).into()),
        ],
    ));
    let hash = crate::signing::hex(&fixed.head.hash);
    paragraphs.push(t.say2("letter-closed-journal", "line", fixed.head.length, "hash", hash));
    Ok(paragraphs)
}

/// After an earlier round: the next draft and its explanatory notes are published.
pub(super) fn next_draft(tx: &mut Tx, desk: &Desk, round: &Round, now: Moment) -> QueryResult<()> {
    for to in concerned(tx, round)? {
        let t = to.language;
        let closes = format!("{} ({})", t.civil(&round.closes_civil), round.time_zone);
        let paragraphs = vec![
            said_about(tx, t, round, "letter-next-draft-body")?,
            t.say1("letter-next-draft-closes", "closes", closes),
        ];
        let reason_key = format!("next-draft:{}:{}", round.public_id, to.person.public_id);
        send(tx, desk, round, &to, Occasion::NextDraft, reason_key, paragraphs, now)?;
    }
    Ok(())
}

/// What a State's people get beside the note verbale to their mission.
pub(super) fn beside_the_note(
    tx: &mut Tx,
    t: Language,
    round: &Round,
    occasion: Occasion,
) -> QueryResult<Vec<String>> {
    let closes = format!("{} ({})", t.civil(&round.closes_civil), round.time_zone);
    let key = match occasion {
        Occasion::Reminder => "letter-beside-reminder",
        _ => "letter-beside-invitation",
    };
    Ok(vec![said_about(tx, t, round, key)?, t.say1("letter-beside-closes", "closes", closes)])
}

/// An invitation or a reminder to one participant's people; answers how many letters are new.
/// Whoever has not accepted yet gets a personal link to do so.
pub(super) fn to_people(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    participant: &Participant,
    occasion: Occasion,
    paragraphs: &[String],
    now: Moment,
) -> QueryResult<usize> {
    let mut written = 0;
    for person in crate::participants::writable_people(tx, participant.id)? {
        let to = Addressee { person, language: Language::of(&participant.language) };
        let reason_key = match occasion {
            // Once a day at most.
            Occasion::Reminder => {
                let day = now.in_zone(&round.time_zone).date();
                format!("reminder:{}:{day}:{}", round.public_id, to.person.public_id)
            }
            _ => format!("invitation:{}:{}", round.public_id, to.person.public_id),
        };
        let paragraphs = paragraphs.to_vec();
        if send(tx, desk, round, &to, occasion, reason_key, paragraphs, now)? {
            written += 1;
        }
    }
    Ok(written)
}

/// The people whom a round concerns: of those invited to it, and of those already at the table.
fn concerned(tx: &mut Tx, round: &Round) -> QueryResult<Vec<Addressee>> {
    let invited: Vec<_> =
        correspondence::invited(tx, round.id)?.into_iter().map(|(key, ..)| key).collect();
    let mut all = Vec::new();
    for participant in participants::of_consultation(tx, round.consultation_id)? {
        let language = Language::of(&participant.language);
        let was_invited = invited.contains(&participant.id);
        let people = crate::participants::writable_people(tx, participant.id)?;
        let reached = people.into_iter().filter(|p| was_invited || p.accepted_at.is_some());
        all.extend(reached.map(|person| Addressee { person, language }));
    }
    Ok(all)
}

/// A text that names the consultation and the round.
fn said_about(tx: &mut Tx, t: Language, round: &Round, key: &str) -> QueryResult<String> {
    let consultation = consultations::find(tx, round.consultation_id)?;
    Ok(t.say2(key, "title", consultation.title, "round", round.title.as_str()))
}

/// Queues one letter with the way to the round; false when it was written before.
#[allow(clippy::too_many_arguments)]
fn send(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    to: &Addressee,
    occasion: Occasion,
    reason: String,
    paragraphs: Vec<String>,
    now: Moment,
) -> QueryResult<bool> {
    if super::views::is_written(tx, &reason)? {
        return Ok(false);
    }
    let t = to.language;
    let link = match to.person.accepted_at {
        Some(_) => (t.say("letter-to-the-round"), desk.link(&round.path())),
        None => {
            let token = crate::participants::invitation_link(tx, &to.person, now)?;
            let path = format!("/invitations/{}", token.reveal());
            (t.say("letter-to-the-invitation"), desk.link(&path))
        }
    };
    let subject = t.say(match occasion {
        Occasion::Extension => "letter-subject-extension",
        Occasion::RoundClosed => "letter-subject-closed",
        Occasion::NextDraft => "letter-subject-next-draft",
        Occasion::Reminder => "letter-subject-reminder",
        _ => "letter-subject-invitation",
    });
    let letter = Letter {
        consultation: Some(round.consultation_id),
        occasion,
        reason,
        to_email: to.person.email.clone(),
        to_name: to.person.name.clone(),
        language: t,
        subject,
        paragraphs,
        link: Some(link),
    };
    Ok(post::enqueue(tx, desk, &letter, now)?.is_some())
}
