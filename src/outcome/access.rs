//! What of a consultation a person may open.

use super::views;
use crate::consultations::store::{self as consultations, Consultation};
use crate::consultations::views::is_public;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::procedure::drafts::may_read_draft;
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::procedure::rounds::{Phase, may_read_round};
use crate::procedure::words::DraftState;
use crate::procedure::{Moment, Right, Standing, What, decide};
use crate::rounds::store as rounds;
use crate::sign_in::{self, Viewer};
use crate::web::{Asking, Error};

/// Who asks, as what, in which consultation.
pub struct Scene {
    pub viewer: Viewer,
    pub who: Standing,
    pub consultation: Consultation,
}

impl Scene {
    /// Who asks, in which consultation.
    pub fn asks(&self) -> (&Standing, &Consultation) {
        (&self.who, &self.consultation)
    }

    pub fn of(
        conn: &mut Conn,
        asking: &Asking,
        consultation: ConsultationKey,
        now: Moment,
    ) -> Result<Self, Error> {
        let consultation = consultations::find(conn, consultation)?;
        let viewer = sign_in::viewer(conn, asking, now)?;
        let who = viewer.standing(conn, consultation.id)?;
        Ok(Self { viewer, who, consultation })
    }

    /// The scene of a draft that this person may read.
    pub fn of_draft(
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        now: Moment,
    ) -> Result<(Self, Draft), Error> {
        let draft = drafts::find_by_public_id(conn, id)?;
        let scene = Self::of(conn, asking, draft.consultation_id, now)?;
        may_read(conn, &scene.who, &draft, now)?;
        Ok((scene, draft))
    }

    /// The scene of a consultation that this person may know of.
    pub fn of_slug(
        conn: &mut Conn,
        asking: &Asking,
        slug: &str,
        now: Moment,
    ) -> Result<Self, Error> {
        let consultation = consultations::find_by_slug(conn, slug)?;
        let scene = Self::of(conn, asking, consultation.id, now)?;
        if !is_public(conn, scene.consultation.id)? {
            decide(&scene.who, Right::ConsultationReadInvited, What::default()).actor()?;
        }
        Ok(scene)
    }
}

/// May this person read the draft now? A circulated draft is the team's until its round opens.
pub fn may_read(conn: &mut Conn, who: &Standing, draft: &Draft, now: Moment) -> Result<(), Error> {
    let facts = drafts::facts(conn, draft)?;
    let (mut public, mut opened) = (false, false);
    for round in rounds::of_draft(conn, draft.id)? {
        let round = rounds::facts(conn, &round)?;
        opened |= may_read_round(who, &round, now).is_ok();
        public |= round.open_to_public && matches!(round.phase(now), Phase::Open | Phase::Closed);
    }
    if draft.state == DraftState::Final {
        public = public || is_public(conn, draft.consultation_id)?;
    }
    may_read_draft(who, &facts, public)?;
    if draft.state == DraftState::Circulated && !opened && !who.is_team() {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// The drafts that this person may compare, oldest first: the published ones that they may read
/// and, for the team, all.
pub fn comparable_drafts(conn: &mut Conn, scene: &Scene, now: Moment) -> Result<Vec<Draft>, Error> {
    let id = scene.consultation.id;
    let mut all = match scene.who.is_team() {
        true => drafts::of_consultation(conn, id)?,
        false => readable_drafts(conn, &scene.who, id, now)?,
    };
    all.sort_by_key(|draft| draft.id.0);
    Ok(all)
}

/// The newest of them that follows another of them; where none does, the newest.
pub fn newest_in_line(all: &[Draft]) -> Option<&Draft> {
    let is_there = |key| all.iter().any(|other| other.id == key);
    let follows = |draft: &&Draft| draft.based_on_id.is_some_and(is_there);
    all.iter().rfind(follows).or(all.last())
}

/// The circulated and final drafts that this person may read, in the order in which they came out.
pub fn readable_drafts(
    conn: &mut Conn,
    who: &Standing,
    consultation: ConsultationKey,
    now: Moment,
) -> Result<Vec<Draft>, Error> {
    let mut readable = Vec::new();
    for draft in views::published_drafts(conn, consultation)? {
        match may_read(conn, who, &draft, now) {
            Ok(()) => readable.push(draft),
            Err(Error::NotFound | Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(readable)
}
