//! What the journal commits to whenever a round is changed: all that was announced of it.

use super::store::{self, Round};
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::journal::frozen::Frozen;
use crate::procedure::keys::RoundKey;
use diesel::QueryResult;

/// Where the line of a circulated draft has the digest of the round: its own is the draft's.
pub const IN_DRAFTS_LINE: &str = "round_sha256";

/// The digest of a round as it is stored now.
pub fn digest_of(conn: &mut Conn, round: RoundKey) -> QueryResult<String> {
    let round = store::find(conn, round)?;
    digest(conn, &round)
}

pub fn digest(conn: &mut Conn, round: &Round) -> QueryResult<String> {
    let draft = match round.draft_id {
        Some(key) => Some(drafts::find(conn, key)?.public_id),
        None => None,
    };
    let (allowed, stage) = store::documents(conn, round.id)?;
    let mut frozen = Frozen::new("travaux/v1/round")
        .text(round.public_id.as_str())
        .maybe(draft.as_ref().map(|id| id.as_str()))
        .text(&round.title)
        .text(&round.opens_civil)
        .moment(Some(round.opens_at))
        .text(&round.closes_civil)
        .moment(Some(round.closes_at))
        .text(&round.time_zone)
        .text(&round.instructions)
        .document(&allowed)
        .document(&stage)
        .text(round.publication_rule.as_str())
        .text(round.registered_class.as_str())
        .flag(round.accept_late)
        .flag(round.team_reads_before_close)
        .flag(round.open_to_public)
        .moment(round.circulated_at);
    let questions = store::questions(conn, round.id)?;
    frozen = frozen.count(questions.len());
    for one in questions {
        frozen = frozen.text(one.public_id.as_str()).number(one.position).text(&one.body);
    }
    let extensions = store::extensions(conn, round.id)?;
    frozen = frozen.count(extensions.len());
    for one in extensions {
        frozen = frozen
            .moment(Some(one.at))
            .text(&one.reason)
            .moment(Some(one.previous_closes_at))
            .text(&one.closes_civil)
            .moment(Some(one.closes_at));
    }
    let closure = store::closure(conn, round.id)?;
    frozen = frozen.moment(closure.as_ref().map(|one| one.at));
    frozen = frozen.maybe(closure.as_ref().map(|one| one.reason.as_str()));
    let pauses = store::pauses(conn, round.id)?;
    frozen = frozen.count(pauses.len());
    for one in pauses {
        frozen = frozen
            .moment(Some(one.paused_at))
            .text(&one.reason)
            .moment(one.resumed_at)
            .text(&one.resumed_reason);
    }
    Ok(frozen.digest())
}
