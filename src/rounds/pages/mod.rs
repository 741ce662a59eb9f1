//! The pages of rounds, and of the letters written about them.

pub mod addressees;
pub mod circulation;
pub mod compose;
pub mod digests;
pub mod form;
pub mod list;
pub mod notes;
pub mod outbox;
pub mod show;

use super::store::{self, Round};
use crate::consultations::store::{self as consultations, Consultation};
use crate::consultations::{self as consultation_pages, Tab};
use crate::db::Conn;
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::rounds::{Phase, RoundFacts};
use crate::procedure::{Moment, Standing};
use crate::sign_in::{self, Viewer};
use crate::web::{Asking, Error, Fields, Frame};

/// Everything that a page of one round begins with.
pub(super) struct Scene {
    pub viewer: Viewer,
    pub who: Standing,
    pub consultation: Consultation,
    pub round: Round,
    pub facts: RoundFacts,
}

impl Scene {
    /// Finds the round, and who asks. It does not decide whether they may: ask the rule.
    pub fn of(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Self, Error> {
        let viewer = sign_in::viewer(conn, asking, now)?;
        let round = store::find_by_public_id(conn, id)?;
        let consultation = consultations::find(conn, round.consultation_id)?;
        let who = viewer.standing(conn, consultation.id)?;
        let facts = store::facts(conn, &round)?;
        Ok(Self { viewer, who, consultation, round, facts })
    }

    /// The same for somebody signed in. Whoever is not is asked to before anything is looked up, so that
    /// the question does not tell which rounds there are.
    pub fn signed_in(
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        now: Moment,
    ) -> Result<Self, Error> {
        sign_in::signed_in(conn, asking, now)?;
        Self::of(conn, asking, id, now)
    }

    /// The frame of a page under the list of rounds.
    pub fn frame(&self) -> Frame {
        let frame =
            consultation_pages::frame(&self.viewer, &self.who, &self.consultation, Tab::Rounds);
        let label = frame.t.say("rounds-title");
        frame.under(format!("{}/rounds", self.consultation.path()), label)
    }

    /// The frame of a page under the round itself.
    pub fn frame_under_round(&self) -> Frame {
        self.frame().under(self.round.path(), self.round.title.as_str())
    }
}

/// The line that says whether a round is open, and until when: for `rounds/status.html`.
#[derive(Debug, Clone)]
pub struct Status {
    /// open | closed | soon, for the stylesheet.
    pub class: &'static str,
    pub state: String,
    pub verb: String,
    pub iso: String,
    /// The civil time as announced, with its zone.
    pub when: String,
    pub utc: String,
    /// What is left until it closes; None when it is not open.
    pub left: Option<String>,
    pub until_iso: String,
}

/// How a round stands now.
pub fn status(t: Language, round: &Round, facts: &RoundFacts, now: Moment) -> Status {
    let phase = facts.phase(now);
    let key = phase_key(phase);
    let closes = facts.ends_at();
    let civil = |civil: &str| format!("{} ({})", t.civil(civil), round.time_zone);
    let early = closes != round.closes_at;
    let (at, when) = match phase {
        Phase::Prepared | Phase::Upcoming => (round.opens_at, civil(&round.opens_civil)),
        _ if early => {
            (closes, format!("{} ({})", t.moment(closes, &round.time_zone), round.time_zone))
        }
        _ => (closes, civil(&round.closes_civil)),
    };
    let left =
        (phase == Phase::Open).then(|| t.say1("round-time-left", "left", t.time_left(now, closes)));
    Status {
        class: match phase {
            Phase::Open => "open",
            Phase::Closed => "closed",
            Phase::Prepared | Phase::Upcoming => "soon",
        },
        state: t.say(key),
        verb: t.say(match phase {
            Phase::Prepared | Phase::Upcoming => "round-opens",
            Phase::Open => "round-closes",
            Phase::Closed => "round-closed",
        }),
        iso: at.iso(),
        when,
        utc: t.utc(at),
        left,
        until_iso: closes.iso(),
    }
}

pub(super) fn phase_key(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepared => "round-phase-prepared",
        Phase::Upcoming => "round-phase-upcoming",
        Phase::Open => "round-phase-open",
        Phase::Closed => "round-phase-closed",
    }
}

/// The type of an input for a date (`…_date`, `on`) or a time (`…_time`): plain text where what was
/// typed is neither, because browsers would drop it from the page.
pub(super) fn input_type(typed: &Fields, field: &str) -> &'static str {
    let value = typed.get(field);
    if field.ends_with("_time") {
        let fine = value.is_empty() || value.parse::<jiff::civil::Time>().is_ok();
        return if fine { "time" } else { "text" };
    }
    let fine = value.is_empty() || value.parse::<jiff::civil::Date>().is_ok();
    if fine { "date" } else { "text" }
}
