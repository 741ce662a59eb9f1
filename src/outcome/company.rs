//! Those who only stand with others in a compilation that goes participant by participant.

use super::material::Material;
use crate::procedure::keys::{ParticipantKey, SubmissionKey};
use crate::submissions::supporters::How;
use crate::submissions::views::Seen;
use crate::text::compilation::{Placed, Voice};
use std::collections::{BTreeMap, HashSet};

/// One who aligned itself with what others sent, or confirmed that it sent it with them, and nothing else.
pub struct Company {
    pub name: String,
    pub with: Vec<With>,
}

/// How it stands with a submission, and with which of its inputs: each counted where its author has it.
pub struct With {
    pub how: How,
    submission: SubmissionKey,
    pub inputs: Vec<Placed>,
}

/// Those who stand with what is compiled and have nothing of their own in it. What is only said of them, by
/// others or unverified, makes nobody a participant.
pub(super) fn company(of: &Material, voices: &[Voice]) -> Vec<Company> {
    let speaks = |seen: &&Seen| seen.unverified.is_none();
    let own: HashSet<ParticipantKey> =
        of.seen.iter().filter(speaks).filter_map(|seen| Some(seen.author.as_ref()?.id)).collect();
    let choice = &of.choice;
    let mut all: BTreeMap<String, Vec<With>> = BTreeMap::new();
    for placed in voices.iter().flat_map(|voice| &voice.entries) {
        let seen = &of.seen[placed.entry];
        for one in of.supporters(seen).into_iter().filter(|one| one.stands()) {
            let Some(who) = one.participant.as_ref().filter(|who| !own.contains(&who.id)) else {
                continue;
            };
            let is_asked = choice.participant_kind.is_none_or(|kind| who.kind == kind)
                && choice.region.is_none_or(|region| who.regional_group == Some(region));
            if !is_asked {
                continue;
            }
            let with = all.entry(who.name.clone()).or_default();
            let key = seen.submission.id;
            match with.iter_mut().find(|with| with.submission == key) {
                Some(with) => with.inputs.push(placed.clone()),
                None => {
                    with.push(With { how: one.how, submission: key, inputs: vec![placed.clone()] })
                }
            }
        }
    }
    all.into_iter().map(|(name, with)| Company { name, with }).collect()
}
