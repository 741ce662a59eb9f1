//! A closed review of the working draft: two readers whom the lead trusts see it before anybody else does.

use super::scene::{Cited, Scene};
use crate::db::Tx;
use crate::drafts::review::{self, Invited, Plan, Words};
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::post::Desk;
use crate::procedure::Moment;
use crate::procedure::moments::Edge;
use crate::procedure::words::DraftState;
use crate::sign_in;
use crate::web::Error;
use anyhow::Context;

const NOTE: &str = "Please look above all at the verbs of Part II, and say where two articles say one thing twice.";

/// Name, address, and what each says: of which element, the comment, another wording.
const REVIEWERS: [(&str, &str, &str, &str, &str); 2] = [
    (
        "Ilse Marendaal",
        "i.marendaal@scholars.example",
        "PP5",
        "“Noting with concern” is followed by three causes and one effect. The effect should come first.",
        "",
    ),
    (
        "Oren Idowu-Castellan",
        "o.idowu-castellan@counsel.example",
        "art. 3 (2)",
        "The clause on peoples can be read as an afterthought.",
        "The right to international solidarity may be exercised individually, in association with others and collectively by peoples.",
    ),
];

pub fn open(tx: &mut Tx, desk: &Desk, scene: &Scene, now: Moment) -> Result<(), Error> {
    let lead = scene.standing(tx, &scene.lead)?;
    let all = drafts::of_consultation(tx, scene.consultation.id)?;
    let working = all.into_iter().find(|draft| draft.state == DraftState::Working);
    let working = working.context("a working draft")?;
    let invited = |(name, email, ..): &(&str, &str, &str, &str, &str)| Invited {
        name: (*name).to_owned(),
        email: (*email).to_owned(),
    };
    let plan = Plan {
        closes: scene.civil(&scene.days_from(now, 14, "18:00")?, Edge::Closes)?,
        note: NOTE.to_owned(),
        invited: REVIEWERS.iter().map(invited).collect(),
        language: Language::English,
    };
    let opened = review::open(tx, desk, &lead, &scene.consultation, &working, &plan, now)?;
    let opened = review::store::find(tx, &opened)?;
    let cited = Cited::of(tx, &working)?;
    for (name, email, place, body, proposed) in REVIEWERS {
        let account = sign_in::find_or_create(tx, email, name, "en", now)?;
        let who = scene.standing(tx, &account)?;
        let words = Words { body: body.to_owned(), proposed: proposed.to_owned() };
        let identity = cited.identity(place)?;
        review::comment(tx, &who, opened.id, Some(&identity), &words, now)?;
    }
    Ok(())
}
