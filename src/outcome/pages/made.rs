//! What is made of a round's inputs for reading, the compilation and the bracketed text: who opens it, what they see on
//! the page, and what leaves the server.

use crate::db::Conn;
use crate::outcome::access::Scene;
use crate::outcome::material::{Choice, Material, may_read_text};
use crate::outcome::store;
use crate::procedure::keys::PublicId;
use crate::procedure::outcome::{may_read_bracketed, may_read_compilation};
use crate::procedure::rights::Denied;
use crate::procedure::sight::{Sight, sight};
use crate::procedure::{Moment, Refusal};
use crate::rounds::store::{self as rounds, Round};
use crate::web::{Asking, Error, Fields};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    Compilation,
    Bracketed,
}

impl Made {
    /// The round and who asks, where they may read it now; the refusal, where the team waits.
    pub fn enter(
        self,
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        now: Moment,
    ) -> Result<(Scene, Round, Option<Refusal>), Error> {
        let round = rounds::find_by_public_id(conn, id)?;
        let scene = Scene::of(conn, asking, round.consultation_id, now)?;
        let refusal = self.permitted(conn, &scene, &round, now)?;
        Ok((scene, round, refusal))
    }

    /// The refusal, where the team waits.
    fn permitted(
        self,
        conn: &mut Conn,
        scene: &Scene,
        round: &Round,
        now: Moment,
    ) -> Result<Option<Refusal>, Error> {
        let (who, facts) = (&scene.who, rounds::facts(conn, round)?);
        let is_open = match self {
            Self::Compilation => store::compilation_published(conn, round.id)?.is_some(),
            Self::Bracketed => scene.consultation.shows_brackets(),
        };
        let shown = is_open && may_read_text(conn, who, round, now)?;
        let asked = match self {
            Self::Compilation => may_read_compilation(who, &facts, shown, now),
            Self::Bracketed => may_read_bracketed(who, &facts, shown, now),
        };
        match asked {
            Ok(()) => Ok(None),
            Err(Denied::Refused(refusal @ Refusal::TeamWaitsForClosing { .. })) => {
                Ok(Some(refusal))
            }
            Err(denied) => Err(denied.into()),
        }
    }

    /// May this person open the page at all (and be told to wait)?
    pub fn may_open(
        self,
        conn: &mut Conn,
        scene: &Scene,
        round: &Round,
        now: Moment,
    ) -> Result<bool, Error> {
        Ok(match self.permitted(conn, scene, round, now) {
            Ok(_) => true,
            Err(Error::NotFound | Error::Refused(_)) => false,
            Err(error) => return Err(error),
        })
    }

    /// What a file is made of, for those who may read it now. What leaves the server leaves it without confidential
    /// inputs, and without a word of how many there are.
    pub fn for_file(
        self,
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        fields: &Fields,
        now: Moment,
    ) -> Result<(Material, Sight), Error> {
        let (scene, round, refusal) = self.enter(conn, asking, id, now)?;
        if let Some(refusal) = refusal {
            return Err(refusal.into());
        }
        let sight = sights(conn, &scene, &round, fields, now)?.0.without_confidence();
        let of = Material::load(conn, round, &sight, None, Choice::of(fields))?;
        Ok((of, sight))
    }

    /// The file of what the page shows.
    pub fn file(self, round: &Round, ending: &str, query: &str) -> String {
        let name = match self {
            Self::Compilation => "compilation",
            Self::Bracketed => "bracketed",
        };
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}/{name}.{ending}{mark}{query}", round.path())
    }
}

/// What a person sees on the page: the team its own sight (or everybody's, to see what others read), others
/// what is published. With it, the sight that counts what is left out.
pub(super) fn sights(
    conn: &mut Conn,
    scene: &Scene,
    round: &Round,
    fields: &Fields,
    now: Moment,
) -> Result<(Sight, Option<Sight>), Error> {
    if !scene.who.is_team() {
        return Ok((Sight::public(), None));
    }
    let own = sight(&scene.who, &rounds::facts(conn, round)?, now);
    let document = if fields.has("as", "public") { Sight::public() } else { own.clone() };
    // Whoever has no sight of confidential inputs may not count them either.
    let counts = own.confidential.then_some(own);
    Ok((document, counts))
}
