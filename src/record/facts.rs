//! Facts that stand in a row and are read everywhere: the settings of a consultation, what was announced of
//! a round, who a participant is, who holds what. Each is as the last line about it says?

use super::frozen::{Look, UNREAD, UNTOLD};
use super::lines::Notes;
use crate::consultations::{frozen as settings, store as consultations};
use crate::db::Conn;
use crate::journal::store::Entry;
use crate::participants::store as participants;
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::procedure::words::ParticipantKind;
use crate::rounds::frozen::{self as announced, IN_DRAFTS_LINE};
use crate::rounds::store::Round;
use crate::submissions::store::{self as submissions, Position};
use diesel::QueryResult;

const SETTINGS: &[&str] =
    &["consultation.created", "consultation.changed", "attribution.shown", "attribution.hidden"];
const ROUND: &[&str] = &[
    "round.prepared",
    "round.changed",
    "round.opened",
    "round.extended",
    "round.paused",
    "round.resumed",
    "round.closed",
];
const CIRCULATED: &str = "draft.circulated";
const PARTICIPANT: &[&str] =
    &["participant.registered", "participant.changed", "participant.settled"];
const ADMITTED: &str = "door.admitted";
const POSITION: [&str; 2] = ["position.taken", "position.withdrawn"];

/// The acts whose subject is such a fact, and what that is called.
pub(super) const TELLING: [(&[&str], &str); 3] =
    [(ROUND, "the round"), (PARTICIPANT, "the participant"), (&POSITION, "the position")];

impl<'a> Look<'a> {
    pub(super) fn settings(&mut self, conn: &mut Conn, key: ConsultationKey) -> QueryResult<()> {
        let (thing, stored) = ("the settings of", consultations::find(conn, key)?);
        let id = &stored.public_id;
        match self.lines.with(id, SETTINGS).last() {
            Some(line) => self.agrees(line, thing, id, Ok(Some(settings::digest(&stored)))),
            None => self.untold(thing, id, UNTOLD),
        }
        Ok(())
    }

    pub(super) fn round(&mut self, conn: &mut Conn, round: &Round) {
        let (thing, id) = ("the round", &round.public_id);
        self.met.insert(id.clone());
        let digest = announced::digest(conn, round).map(Some);
        let own = self.lines.with(id, ROUND).pop();
        match (own, self.circulated(id)) {
            (Some(own), Some(other)) if own.seq < other.seq => {
                let said = other.detail.0[IN_DRAFTS_LINE].as_str();
                self.agree(other, said, (thing, id), digest);
            }
            (Some(own), _) => self.agrees(own, thing, id, digest),
            (None, _) => self.untold(thing, id, UNTOLD),
        }
    }

    /// The line of the draft that was circulated into a round.
    fn circulated(&self, round: &PublicId) -> Option<&'a Entry> {
        let lines: &'a Notes = self.lines;
        let mut all = lines.0.values().flatten();
        all.find(|line| {
            line.act == CIRCULATED && line.detail.0["round"].as_str() == Some(round.as_str())
        })
    }

    pub(super) fn participants(
        &mut self,
        conn: &mut Conn,
        key: ConsultationKey,
    ) -> QueryResult<()> {
        for one in participants::of_consultation(conn, key)? {
            let (thing, id) = ("the participant", &one.public_id);
            self.met.insert(id.clone());
            let digest = participants::digest(conn, one.id);
            match self.lines.with(id, PARTICIPANT).last() {
                Some(line) => self.agrees(line, thing, id, digest),
                // Of these no line of their own told, once.
                None if matches!(digest, Ok(None))
                    && (one.kind == ParticipantKind::RegionalMeeting || self.was_admitted(id)) =>
                {
                    self.looked.report.undigested += 1;
                }
                None => self.untold(thing, id, UNTOLD),
            }
        }
        Ok(())
    }

    fn was_admitted(&self, participant: &PublicId) -> bool {
        self.lines.0.values().flatten().any(|line| {
            line.act == ADMITTED
                && line.detail.0["participant"].as_str() == Some(participant.as_str())
        })
    }

    pub(super) fn positions(&mut self, conn: &mut Conn, round: &Round) -> QueryResult<()> {
        let thing = "the position";
        let all = submissions::positions_ever(conn, round.id)?;
        for (id, read) in &all {
            self.met.insert(id.clone());
            let lines = self.lines;
            let Some(line) = lines.with(id, &POSITION[..1]).pop() else {
                self.untold(thing, id, UNTOLD);
                continue;
            };
            let Ok(position) = read else {
                self.wrong(line, thing, id, UNREAD);
                continue;
            };
            let is_over = lines.has(id, POSITION[1]) || is_replaced(position, &all);
            if is_over != position.withdrawn_at.is_some() {
                self.wrong(line, thing, id, "it does not stand as the journal says");
                continue;
            }
            let digest = submissions::digest_of_position(conn, position);
            self.agrees(line, thing, id, digest);
        }
        Ok(())
    }

    /// Nothing is gone of which lines tell.
    pub(super) fn facts_left(&self) -> Vec<(&'a Entry, &'static str)> {
        let lines: &'a Notes = self.lines;
        let mut told = Vec::new();
        for lines in lines.0.values() {
            for (acts, thing) in TELLING {
                let last = lines.iter().rfind(|line| acts.contains(&line.act.as_str()));
                told.extend(
                    last.filter(|line| !self.met.contains(&line.subject)).map(|line| (line, thing)),
                );
            }
        }
        told
    }
}

/// Did its holder take another one of the same later?
fn is_replaced(one: &Position, all: &[(PublicId, QueryResult<Position>)]) -> bool {
    let later = all.iter().filter_map(|(_, other)| other.as_ref().ok());
    later.filter(|other| other.id > one.id).any(|other| {
        other.held.participant == one.held.participant
            && other.held.identity == one.held.identity
            && other.held.proposal == one.held.proposal
    })
}
