//! Speaking with others: the members of groups, who aligns itself with whose text, and who confirms a
//! joint one.

use super::example::{Alignment, Confirmation, Example};
use super::scene::{Cited, Scene};
use crate::db::Tx;
use crate::drafts::store as drafts;
use crate::participants::groups::{Added, Term, add_member};
use crate::post::Desk;
use crate::procedure::keys::PublicId;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::aligning::{self, Aligning, OnPaper};
use crate::submissions::co_submitting;
use crate::submissions::store as submissions;
use crate::web::Error;
use anyhow::{Context, anyhow};

/// The members of the groups, as the secretariat knows them.
pub fn groups(
    tx: &mut Tx,
    example: &Example,
    scene: &Scene,
    who: &Standing,
    at: Moment,
) -> Result<(), Error> {
    for said in &example.groups {
        let group = scene.participant(&said.group)?;
        let term = Term { from: said.since.clone(), to: String::new() };
        for name in &said.members {
            let member = scene.participant(name)?;
            match add_member(tx, who, group, member, &term, at)? {
                Added::Done => {}
                Added::Overlaps => return Err(anyhow!("{name} is a member already").into()),
            }
        }
    }
    Ok(())
}

/// The participant aligns itself, or the secretariat records what it wrote.
pub fn align(
    tx: &mut Tx,
    desk: &Desk,
    scene: &Scene,
    round: &Round,
    said: &Alignment,
    at: Moment,
) -> Result<(), Error> {
    let draft = drafts::find(tx, round.draft_id.context("a text")?)?;
    let cited = Cited::of(tx, &draft)?;
    let new = Aligning {
        participant: scene.participant(&said.participant)?.id,
        with: submission(tx, scene, &said.submission)?,
        // The group has handed it round.
        by_code: true,
        except: said
            .except
            .iter()
            .map(|citation| cited.identity(citation))
            .collect::<anyhow::Result<_>>()?,
        remark: said.remark.clone(),
        class: round.registered_class,
        language: "en".to_owned(),
    };
    match said.source {
        None => {
            let who = standing_of(tx, scene, &said.participant)?;
            aligning::align(tx, &who, desk, round, &new, at)?;
        }
        Some(source) => {
            let who = scene.standing(tx, &scene.administrator)?;
            let paper = OnPaper {
                source,
                received_on: at.in_zone(&round.time_zone).date().to_string(),
                submitted_at: at,
                late: rounds::facts(tx, round)?.is_late(at),
            };
            aligning::register(tx, &who, desk, round, &new, &paper, at)?;
        }
    }
    Ok(())
}

/// A named co-submitter confirms.
pub fn confirm(tx: &mut Tx, scene: &Scene, said: &Confirmation, at: Moment) -> Result<(), Error> {
    let who = standing_of(tx, scene, &said.participant)?;
    let participant = scene.participant(&said.participant)?.id;
    let submission = submission(tx, scene, &said.submission)?;
    co_submitting::answer(tx, &who, &submission, participant, true, at)
}

fn standing_of(tx: &mut Tx, scene: &Scene, participant: &str) -> Result<Standing, Error> {
    let account = scene.focal_points.get(participant);
    let account = account.with_context(|| format!("nobody speaks for {participant}"))?.clone();
    scene.standing(tx, &account)
}

fn submission(tx: &mut Tx, scene: &Scene, key: &str) -> Result<PublicId, Error> {
    let input = submissions::input(tx, scene.input(key, 0)?)?;
    Ok(submissions::find(tx, input.submission_id)?.public_id)
}
