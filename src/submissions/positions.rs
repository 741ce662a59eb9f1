//! Who holds what of a paragraph, or of a proposal on it, as far as a reader may know. A list, never a
//! tally: positions are not votes, and nobody adds them up.

use super::store::{self, Position};
use super::views;
use crate::db::Conn;
use crate::languages::Language;
use crate::participants::store::{self as participants, Participant};
use crate::procedure::keys::{ParticipantKey, PublicId};
use crate::procedure::sight::{SMALL_GROUP, Sight};
use crate::procedure::words::ParticipantKind;
use crate::rounds::store::Round;
use diesel::QueryResult;
use std::collections::{HashMap, HashSet};

/// A position that the reader may see.
#[derive(Debug, Clone)]
pub struct HeldBy {
    pub position: Position,
    /// None where the name is withheld from this reader.
    pub participant: Option<Participant>,
    /// None where it would tell who it is.
    pub kind: Option<ParticipantKind>,
    /// The author of the proposal that it is on.
    pub proposal_of: Option<String>,
}

/// The positions held in a round that this reader sees: those with a name by it, then the others in no
/// order that tells who it is. A position on a proposal is shown with the proposal, in the reader's language.
pub fn visible_to(
    conn: &mut Conn,
    sight: &Sight,
    round: &Round,
    t: Language,
) -> QueryResult<Vec<HeldBy>> {
    let held = store::positions_in(conn, round.id)?;
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let everyone: HashMap<ParticipantKey, Participant> =
        participants::of_consultation(conn, round.consultation_id)?
            .into_iter()
            .map(|one| (one.id, one))
            .collect();
    let mut sizes: HashMap<ParticipantKind, usize> = HashMap::new();
    everyone.values().for_each(|one| *sizes.entry(one.kind).or_default() += 1);
    let large: HashSet<ParticipantKind> =
        sizes.into_iter().filter(|(_, size)| *size >= SMALL_GROUP).map(|(kind, _)| kind).collect();
    let proposals: HashMap<PublicId, String> = views::visible_to(conn, sight, round.id)?
        .into_iter()
        .filter_map(|seen| Some((seen.input.public_id.clone(), seen.author_in(t)?.name)))
        .collect();
    let shown = held.into_iter().filter_map(|position| {
        let facts = position.facts();
        let proposal_of = match &position.held.proposal {
            Some(id) => Some(proposals.get(id)?.clone()),
            None => None,
        };
        if !sight.shows(&facts) {
            return None;
        }
        let holder = everyone.get(&position.held.participant)?;
        let named = sight.names(&facts);
        Some(HeldBy {
            participant: named.then(|| holder.clone()),
            kind: Some(holder.kind).filter(|kind| named || large.contains(kind)),
            proposal_of,
            position,
        })
    });
    let mut shown: Vec<HeldBy> = shown.collect();
    shown.sort_by_key(|one| {
        let name = one.participant.as_ref().map(|known| known.name.clone());
        (name.is_none(), name, one.position.public_id.clone())
    });
    Ok(shown)
}
