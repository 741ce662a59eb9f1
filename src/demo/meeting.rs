//! A regional consultation on the preliminary text: its record, its lettered comments, and what was said
//! there on behalf of a State that has not answered for it yet.

use super::collect::{Said, plain};
use super::example;
use super::scene::{Cited, Scene};
use crate::db::Tx;
use crate::drafts::store as drafts;
use crate::post::Desk;
use crate::procedure::Moment;
use crate::procedure::keys::InputKey;
use crate::procedure::words::{InputKind, RegionalGroup};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::meeting::{self, Entered, NewMeeting};
use crate::submissions::store::{self as submissions, MeetingFacts};
use crate::submissions::{Written, intervening, registering};
use crate::web::Error;
use anyhow::{Context, anyhow};

const WHO_WAS_THERE: &str = "Seventeen States of Asia and the Pacific
Kingdom of Lothmar, as an observer
Four national human rights institutions
Nine organizations of civil society";

/// Who spoke on whose behalf, and about what.
const ON_BEHALF_OF: &str = "Kingdom of Lothmar";
const ABOUT: &str = "title";
const SAID: &str = "The observer of Lothmar said that its Government could accept the present title, \
    provided that the text said nothing of claims between States.";

pub fn register(
    tx: &mut Tx,
    desk: &Desk,
    scene: &Scene,
    round: &Round,
    said: &example::Submission,
    written: &[Said],
    at: Moment,
) -> Result<Vec<InputKey>, Error> {
    let who = scene.standing(tx, &scene.administrator)?;
    let new = NewMeeting {
        facts: MeetingFacts {
            title: "Regional consultation for Asia and the Pacific".into(),
            city: "Tesha Town".into(),
            country: "Islands of Tesha".into(),
            first_date: "2026-06-15".into(),
            last_date: "2026-06-16".into(),
            regions: vec![RegionalGroup::AsiaPacific],
            participants: WHO_WAS_THERE.into(),
            rapporteur: "Law School of Tesha Town".into(),
            record: said.general.clone().unwrap_or_default(),
        },
        attributed_to: said.participant.clone(),
        language: said.language.clone(),
        held_at: at,
        late: rounds::facts(tx, round)?.is_late(at),
        form_key: None,
    };
    let Entered::Done(entered) = meeting::register(tx, &who, desk, round, &new, None, at)? else {
        return Err(anyhow!("the meeting of the example has another's name").into());
    };
    let submission = submissions::find(tx, entered.submission_id)?;
    let mut inputs = Vec::new();
    for one in written {
        let origin = (one.letter, None);
        let excerpt =
            registering::add_excerpt(tx, &who, round, &submission, &one.written, origin, at)?;
        inputs.push(excerpt.id);
    }
    let draft = drafts::find(tx, round.draft_id.context("a text")?)?;
    let heard = Written {
        identity: Some(Cited::of(tx, &draft)?.identity(ABOUT)?),
        ..plain(said, InputKind::Comment, SAID)
    };
    let speaker = scene.participant(ON_BEHALF_OF)?.id;
    intervening::register(tx, (&who, desk), round, &entered, speaker, (&heard, None), at)?;
    Ok(inputs)
}
