//! What the example has brought about so far, for the acts that follow.

use crate::consultations::store::Consultation;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::participants::store::Participant;
use crate::procedure::keys::InputKey;
use crate::procedure::moments::{CivilTime, Edge};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::Round;
use crate::sign_in::{self, Account};
use crate::text::citations::Step;
use crate::text::{Kind, Text, citations};
use crate::web::Error;
use anyhow::{Context, anyhow};
use jiff::ToSpan;
use std::collections::HashMap;

pub struct Scene {
    pub consultation: Consultation,
    pub administrator: Account,
    pub lead: Account,
    pub drafter: Account,
    pub participants: HashMap<String, Participant>,
    /// Who submits for each participant.
    pub focal_points: HashMap<String, Account>,
    pub first_draft: Option<Draft>,
    pub first_round: Option<Round>,
    pub second_round: Option<Round>,
    /// The inputs of each submission, by the example's key and in its order.
    pub inputs: HashMap<String, Vec<InputKey>>,
}

impl Scene {
    pub fn participant(&self, name: &str) -> anyhow::Result<&Participant> {
        self.participants.get(name).with_context(|| format!("no participant {name}"))
    }

    pub fn input(&self, submission: &str, index: usize) -> anyhow::Result<InputKey> {
        let found = self.inputs.get(submission).and_then(|inputs| inputs.get(index));
        found.copied().with_context(|| format!("no input {index} of {submission}"))
    }

    pub fn standing(&self, conn: &mut Conn, account: &Account) -> Result<Standing, Error> {
        Ok(sign_in::standing(conn, account, self.consultation.id)?)
    }

    /// A civil time of the example, in the consultation's zone.
    pub fn at(&self, civil: &str) -> anyhow::Result<Moment> {
        Ok(self.civil(civil, Edge::Opens)?.at)
    }

    pub fn civil(&self, civil: &str, edge: Edge) -> anyhow::Result<CivilTime> {
        let zone = &self.consultation.time_zone;
        CivilTime::parse(civil, zone, edge).map_err(|bad| anyhow!("{civil}: {bad:?}"))
    }

    /// So many days from now, at that hour of the consultation's zone.
    pub fn days_from(&self, now: Moment, days: i64, hour: &str) -> anyhow::Result<String> {
        let today = now.in_zone(&self.consultation.time_zone).date();
        Ok(format!("{} {hour}", today.checked_add(days.days())?))
    }

    pub fn first_draft(&self) -> anyhow::Result<&Draft> {
        self.first_draft.as_ref().context("the first draft is there")
    }

    pub fn second_round(&self) -> anyhow::Result<&Round> {
        self.second_round.as_ref().context("the second round is there")
    }

    pub fn first_round(&self) -> anyhow::Result<&Round> {
        self.first_round.as_ref().context("the first round is there")
    }
}

/// A draft's text with its citations resolved.
pub struct Cited {
    pub text: Text,
}

impl Cited {
    pub fn of(conn: &mut Conn, draft: &Draft) -> Result<Self, Error> {
        Ok(Self { text: drafts::text(conn, draft.id)? })
    }

    /// The identity of the element that the example cites. Where an article has a single
    /// unnumbered paragraph, "art. 5" means that paragraph, as people write it.
    pub fn identity(&self, citation: &str) -> anyhow::Result<String> {
        let index = match citations::find(&self.text, citation)[..] {
            [index] => index,
            ref found => return Err(anyhow!("{citation}: {} elements", found.len())),
        };
        let element = &self.text.elements[index];
        if element.kind == Kind::Article {
            let sole =
                self.text.elements.iter().zip(citations(&self.text)).find(|(child, said)| {
                    let last = said.steps.last();
                    child.parent.as_ref() == Some(&element.id)
                        && matches!(last, Some(Step::SoleParagraph | Step::Chapeau(_)))
                });
            if let Some((sole, _)) = sole {
                return Ok(sole.id.clone());
            }
        }
        Ok(element.id.clone())
    }
}
