//! The timeline of a consultation: what the team entered, and what the rounds' dates say.

use crate::consultations::store::Milestone;
use crate::db::Conn;
use crate::drafts::store::Draft;
use crate::languages::Language;
use crate::procedure::rounds::RoundFacts;
use crate::procedure::words::DraftState;
use crate::procedure::{Moment, Standing, rounds::may_read_round};
use crate::rounds::store::{self as rounds, Round};
use diesel::QueryResult;

/// An entry of the timeline.
pub struct Event {
    /// "2026-04-30": what it is sorted by, and the `datetime` of the page.
    pub date: String,
    /// The date as it is read.
    pub when: String,
    pub title: String,
    pub note: String,
    /// "past", "now" or nothing, which is still to come.
    pub class: &'static str,
}

/// A round with its facts, as far as this reader may know of it.
pub struct KnownRound {
    pub round: Round,
    pub facts: RoundFacts,
}

/// The circulated rounds that this person may read; the team knows those that are to open.
pub fn known_rounds(
    conn: &mut Conn,
    who: &Standing,
    consultation: crate::procedure::keys::ConsultationKey,
    now: Moment,
) -> QueryResult<Vec<KnownRound>> {
    let mut known = Vec::new();
    for round in rounds::of_consultation(conn, consultation)? {
        let facts = rounds::facts(conn, &round)?;
        if facts.circulated && may_read_round(who, &facts, now).is_ok() {
            known.push(KnownRound { round, facts });
        }
    }
    Ok(known)
}

/// All of it, in order: openings, extensions and closings of rounds, drafts that came out, and
/// what the team entered.
pub fn events(
    conn: &mut Conn,
    t: Language,
    zone: &str,
    known: &[KnownRound],
    drafts: &[Draft],
    milestones: Vec<Milestone>,
    now: Moment,
) -> QueryResult<Vec<Event>> {
    let today = now.in_zone(zone).date().to_string();
    let mut events: Vec<Event> = milestones
        .into_iter()
        .map(|entry| Event {
            when: t.civil(&entry.on_date),
            class: class(&entry.on_date, &today),
            date: entry.on_date,
            title: entry.title,
            note: entry.note,
        })
        .collect();
    let mut add = |at: Moment, title: String, note: String| {
        let date = at.in_zone(zone).date().to_string();
        events.push(Event {
            when: t.day(at, zone),
            class: class(&date, &today),
            date,
            title,
            note,
        });
    };
    for draft in drafts {
        if let Some(at) = draft.circulated_at {
            let key = match draft.state {
                DraftState::Final => "timeline-final",
                _ => "timeline-circulated",
            };
            add(at, t.say1(key, "draft", draft.label.as_str()), String::new());
        }
    }
    for KnownRound { round, facts } in known {
        let title = round.title.as_str();
        add(round.opens_at, t.say1("timeline-opens", "round", title), String::new());
        for extension in rounds::extensions(conn, round.id)? {
            let until = extension.closes_at;
            let until = format!("{} ({})", t.moment(until, &round.time_zone), round.time_zone);
            let said = t.say2("timeline-extended", "round", title, "until", until);
            add(extension.at, said, extension.reason);
        }
        let reason = rounds::closure(conn, round.id)?.map(|closure| closure.reason);
        let reason = reason.unwrap_or_default();
        let ends_at = facts.ends_at();
        let closing = format!("{} ({})", t.moment(ends_at, &round.time_zone), round.time_zone);
        add(ends_at, t.say2("timeline-closes", "round", title, "when", closing), reason);
    }
    // Whoever reads two entries of one day finds them in the order of the process.
    events.sort_by(|a, b| a.date.cmp(&b.date));
    Ok(events)
}

fn class(date: &str, today: &str) -> &'static str {
    match date.cmp(today) {
        std::cmp::Ordering::Less => "past",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "",
    }
}
