//! For whom this person can bring files to a round now; or why for nobody.

use super::scene::Scene;
use crate::db::Conn;
use crate::participants::store::Participant;
use crate::procedure::Refusal;
use crate::procedure::keys::ParticipantKey;
use crate::procedure::rights::Denied;
use crate::procedure::rounds::may_draft_input;
use crate::web::Error;

pub(super) struct Filing {
    /// Whom this person writes for; never nobody.
    pub writers: Vec<Participant>,
    /// Of several, those to choose from.
    pub seats: Vec<(String, String)>,
    pub refusal: Option<String>,
    /// What was sent, where that is why no more is taken: to be replaced there.
    pub sent: Vec<(String, String)>,
}

impl Filing {
    /// 404 for those who write for nobody.
    pub fn of(conn: &mut Conn, scene: &Scene) -> Result<Self, Error> {
        scene.viewer.signed_in()?;
        let writers = scene.writers(conn)?;
        let first = writers.first().ok_or(Error::NotFound)?;
        let sent = scene.sent(conn, &writers)?;
        let has_sent = |one: &Participant| sent.iter().any(|(key, _)| *key == one.id);
        let free: Vec<&Participant> = writers.iter().filter(|one| !has_sent(one)).collect();
        let answer = match may_draft_input(&scene.who, &scene.facts, first.id, None, scene.now) {
            Ok(_) if free.is_empty() => Err(Refusal::AlreadySubmitted.into()),
            said => said.map(drop),
        };
        let seats = match writers.len() {
            1 => Vec::new(),
            _ => free.iter().map(|one| (one.public_id.to_string(), one.name.clone())).collect(),
        };
        Ok(Self {
            seats,
            sent: to_replace(&answer, &writers, sent),
            refusal: match answer {
                Ok(()) => None,
                Err(Denied::Refused(refusal)) => Some(scene.t().refusal(&refusal, scene.zone())),
                Err(Denied::Unknown) => return Err(Error::NotFound),
            },
            writers,
        })
    }
}

/// Whose sent submissions stand in the way of saying more, where that is the answer: name and path.
pub(super) fn to_replace(
    answer: &Result<(), Denied>,
    writers: &[Participant],
    sent: Vec<(ParticipantKey, String)>,
) -> Vec<(String, String)> {
    if !matches!(answer, Err(Denied::Refused(Refusal::AlreadySubmitted))) {
        return Vec::new();
    }
    let of = |key| writers.iter().find(|one| one.id == key);
    let named = sent.into_iter().filter_map(|(key, path)| Some((of(key)?, path)));
    named.map(|(writer, path)| (writer.name.clone(), path)).collect()
}
