//! What every page of a round needs: who reads, which round, which text.

use super::super::acts::drafting;
use super::super::store::Submission;
use crate::consultations::{self, Consultation, Tab};
use crate::db::Conn;
use crate::drafts::reading::Line;
use crate::drafts::reading::{self, Reading};
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::participants::store::{self as participants, Participant};
use crate::procedure::keys::{ParticipantKey, PublicId};
use crate::procedure::rounds::{Phase, RoundFacts, may_read_round};
use crate::procedure::sight::{Sight, sight};
use crate::procedure::submissions::may_register;
use crate::procedure::words::SeatRole;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::sign_in::{self, Viewer};
use crate::text::Kind;
use crate::web::{Asking, Error, Fields, Frame};

pub struct Scene {
    pub viewer: Viewer,
    pub who: Standing,
    pub consultation: Consultation,
    pub round: Round,
    pub facts: RoundFacts,
    /// The text in the language asked for; None in a call for inputs without a draft.
    pub reading: Option<Reading>,
    pub now: Moment,
}

impl Scene {
    /// Did this person register it, as what came on paper, and do they still register?
    pub fn has_registered(&self, submission: &Submission) -> bool {
        submission.registered_by.is_some()
            && submission.registered_by == self.viewer.key()
            && may_register(&self.who, &self.facts).is_ok()
    }

    /// The scene for a reader of the round, or 404 for those who may not know of it. The text is
    /// in the language that the address asks for (`?lang=fr`), or else in the reader's.
    pub fn of(conn: &mut Conn, asking: &Asking, round: Round, now: Moment) -> Result<Self, Error> {
        let viewer = sign_in::viewer(conn, asking, now)?;
        let consultation = consultations::store::find(conn, round.consultation_id)?;
        let who = viewer.standing(conn, consultation.id)?;
        let facts = rounds::facts(conn, &round)?;
        may_read_round(&who, &facts, now)?;
        let query = asking.here.split_once('?').map_or("", |(_, query)| query);
        let asked = Fields::from_query(query);
        let language = asked.filled("lang").unwrap_or(viewer.language().code());
        let reading = match round.draft_id {
            Some(draft) => {
                let draft = drafts::find(conn, draft)?;
                Some(reading::read(conn, &draft, language)?)
            }
            None => None,
        };
        Ok(Self { viewer, who, consultation, round, facts, reading, now })
    }

    pub fn find(
        conn: &mut Conn,
        asking: &Asking,
        round: &PublicId,
        now: Moment,
    ) -> Result<Self, Error> {
        let round = rounds::find_by_public_id(conn, round)?;
        Self::of(conn, asking, round, now)
    }

    pub fn t(&self) -> Language {
        self.viewer.language()
    }

    pub fn zone(&self) -> &str {
        &self.round.time_zone
    }

    pub fn frame(&self) -> Frame {
        let tab = if self.who.seats.is_empty() { Tab::Rounds } else { Tab::MySubmissions };
        consultations::frame(&self.viewer, &self.who, &self.consultation, tab)
            .under(self.round.path(), self.round.title.clone())
    }

    pub fn sight(&self) -> Sight {
        sight(&self.who, &self.facts, self.now)
    }

    /// The participants that this person drafts for.
    pub fn writers(&self, conn: &mut Conn) -> Result<Vec<Participant>, Error> {
        let seats = self.who.seats.iter().filter(|seat| seat.role != SeatRole::Reader);
        seats.map(|seat| Ok(participants::find(conn, seat.participant)?)).collect()
    }

    /// Whose of these have sent what they had to say in this round: it is replaced, not added to. Each with
    /// the path of what it sent.
    pub fn sent(
        &self,
        conn: &mut Conn,
        writers: &[Participant],
    ) -> Result<Vec<(ParticipantKey, String)>, Error> {
        let mut sent = Vec::new();
        for writer in writers {
            if let Some(submission) = drafting::to_replace(conn, self.round.id, writer.id)? {
                sent.push((writer.id, super::cards::path(&submission)));
            }
        }
        Ok(sent)
    }

    /// What an element is called, in the reader's language.
    pub fn citation(&self, identity: &str) -> Option<String> {
        let line = self.reading.as_ref()?.line(identity)?;
        Some(self.t().citation(&line.citation))
    }

    /// The same as it stands in a margin.
    pub fn citation_short(&self, identity: &str) -> Option<String> {
        let line = self.reading.as_ref()?.line(identity)?;
        Some(self.t().citation_short(&line.citation))
    }

    /// Where an element's own page is.
    pub fn element_path(&self, identity: &str) -> Option<String> {
        let line = self.reading.as_ref()?.line(identity)?;
        Some(format!("{}/elements/{}", self.round.path(), line.public_id))
    }

    /// The citations of all elements, for choosing one.
    pub fn choices(&self) -> Vec<(String, String)> {
        let lines = self.reading.as_ref().map_or(&[][..], |reading| &reading.lines);
        let beginning = |words: &str| words.chars().take(60).collect::<String>();
        lines
            .iter()
            .map(|line| {
                let label = format!("{}: {}", line.short, beginning(&line.wording));
                (line.public_id.to_string(), label)
            })
            .collect()
    }

    /// The same by identity, shorter.
    pub fn places(&self) -> Vec<(String, String)> {
        let lines = self.reading.as_ref().map_or(&[][..], |reading| &reading.lines);
        let said = |line: &Line| {
            let words: String = line.wording.chars().take(40).collect();
            (line.identity.clone(), format!("{}: {words}", self.t().citation_short(&line.citation)))
        };
        lines.iter().filter(|line| line.kind != Kind::Footnote).map(said).collect()
    }

    pub fn status(&self) -> Status {
        let t = self.t();
        let (class, key, at) = match self.facts.phase(self.now) {
            Phase::Open => ("open", "round-status-open", self.facts.ends_at()),
            Phase::Closed => ("closed", "round-status-closed", self.facts.ends_at()),
            Phase::Prepared | Phase::Upcoming => ("soon", "round-status-soon", self.facts.opens_at),
        };
        let is_open = class == "open";
        Status {
            class,
            state: t.say(key),
            verb: t.say(&format!("{key}-verb")),
            iso: at.iso(),
            when: t.moment(at, self.zone()),
            zone: self.zone().to_owned(),
            utc: t.utc(at),
            left: is_open.then(|| t.time_left(self.now, at)),
            late: (class == "closed" && self.facts.accept_late && !self.who.seats.is_empty())
                .then(|| t.say("round-status-late")),
        }
    }
}

/// The line that says until when the round is open, in its zone and in UTC.
pub struct Status {
    pub class: &'static str,
    pub state: String,
    pub verb: String,
    pub iso: String,
    pub when: String,
    pub zone: String,
    pub utc: String,
    pub left: Option<String>,
    /// After the closing: late input is still taken.
    pub late: Option<String>,
}
