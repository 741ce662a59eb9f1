//! The summary of the general comments of a round: lettered entries, by region or kind of
//! participant and theme, each written by the team from inputs that it chose.
//!
//! | file | question it answers |
//! |---|---|
//! | this one | what may the team do: write, move, remove, publish, take back? |
//! | [`store`] | entries, their sources, the publication |
//! | [`reading`] | what does a reader see of it: headings, letters, labels, sources, flags? |
//! | [`pages`], [`papers`] | the page, the forms, the files |

pub mod pages;
pub mod papers;
mod reading;
pub mod store;

use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::keys::PublicId;
use crate::procedure::summary::{
    CannotSay, may_attribute, may_head, may_publish_summary, may_reopen_summary, may_summarize,
};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::web::Error;
use reading::Shelf;
use serde_json::json;
use store::{Entry, Wanted};

/// How writing an entry ended.
#[derive(Debug, Clone)]
pub enum Written {
    Yes(PublicId),
    /// Somebody else saved another text in between: this one.
    Conflict(Box<Entry>),
    /// What is wrong with the heading, or else with the label.
    Cannot {
        heading: Option<CannotSay>,
        label: Option<CannotSay>,
    },
}

/// Writes an entry, or a new one where there is none yet. `version` is the one that the writer
/// began with. Sources that this person does not see stay with an entry; others they cannot add.
pub fn write_entry(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    entry: Option<&PublicId>,
    wanted: &Wanted,
    version: Option<i64>,
    now: Moment,
) -> Result<Written, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let shelf = Shelf::load(tx, who, round, now)?;
    let permit = may_summarize(who, &shelf.facts, shelf.published_at.is_some(), now)?;
    permit.by().account.ok_or(Error::SignIn)?;
    let present = match entry {
        Some(id) => {
            let found = shelf.entries.iter().find(|one| one.public_id == *id);
            Some(found.cloned().ok_or(Error::NotFound)?)
        }
        // The same again is a second click.
        None => shelf.entries.iter().find(|one| one.says(wanted)).cloned(),
    };
    let mut wanted = wanted.clone();
    wanted.sources.retain(|input| shelf.seen.contains_key(input));
    let sources = shelf.as_seen(&wanted.sources);
    let heading = may_head(wanted.heading, &sources, &shelf.sizes).err();
    let rule = shelf.facts.publication_rule;
    let label =
        may_attribute(wanted.attribution, wanted.heading, &sources, &shelf.sizes, rule).err();
    if heading.is_some() || label.is_some() {
        return Ok(Written::Cannot { heading, label });
    }
    if let Some(present) = &present {
        let before = shelf.sources.get(&present.id).cloned().unwrap_or_default();
        wanted.sources.extend(before.iter().filter(|input| !shelf.seen.contains_key(input)));
        wanted.sources.sort();
        if present.says(&wanted) && before == wanted.sources {
            return Ok(Written::Yes(present.public_id.clone()));
        }
        if entry.is_some() && Some(present.row_version) != version {
            return Ok(Written::Conflict(Box::new(present.clone())));
        }
    }
    let id = match present {
        Some(present) => {
            store::update(tx, &permit, &present, &wanted, now)?;
            present.public_id
        }
        None => {
            let at = shelf.place_of(&wanted);
            for (later, position) in shelf.entries.iter().skip(at).zip(at + 1..) {
                store::place(tx, &permit, later, i64::try_from(position).unwrap_or(i64::MAX))?;
            }
            store::insert(tx, &permit, &wanted, i64::try_from(at).unwrap_or(i64::MAX), now)?
        }
    };
    let detail = json!({ "round": round.public_id });
    journal::record(tx, scope, permit.by(), "summary.entry_written", &id, detail, now)?;
    Ok(Written::Yes(id))
}

/// Puts an entry before or after its neighbour; the first and the last stay where they are.
pub fn move_entry(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    entry: &PublicId,
    down: bool,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let facts = rounds::facts(tx, round)?;
    let published = store::published_at(tx, round.id)?.is_some();
    let permit = may_summarize(who, &facts, published, now)?;
    let mut all = store::entries(tx, round.id)?;
    let at = all.iter().position(|one| one.public_id == *entry).ok_or(Error::NotFound)?;
    let to = if down { Some(at + 1).filter(|to| *to < all.len()) } else { at.checked_sub(1) };
    let Some(to) = to else { return Ok(()) };
    all.swap(at, to);
    for (position, one) in (0_i64..).zip(&all) {
        if one.position != position {
            store::place(tx, &permit, one, position)?;
        }
    }
    let detail = json!({ "round": round.public_id, "down": down });
    Ok(journal::record(tx, scope, permit.by(), "summary.entry_moved", entry, detail, now)?)
}

/// Takes an entry away; what it was written from is unused again.
pub fn remove_entry(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    entry: &PublicId,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let facts = rounds::facts(tx, round)?;
    let published = store::published_at(tx, round.id)?.is_some();
    let permit = may_summarize(who, &facts, published, now)?;
    let entry = store::find(tx, entry)?;
    if entry.round_id != round.id {
        return Err(Error::NotFound);
    }
    store::remove(tx, &permit, &entry)?;
    let detail = json!({ "round": round.public_id });
    let id = &entry.public_id;
    Ok(journal::record(tx, scope, permit.by(), "summary.entry_removed", id, detail, now)?)
}

/// How the act of publishing ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    Yes,
    /// The sources of these entries (by their place) no longer allow what is said of them.
    Cannot(Vec<(usize, CannotSay)>),
}

/// The lead publishes the summary. What each entry says of its sources is asked once more: a
/// class may have been changed since it was written.
pub fn publish(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    now: Moment,
) -> Result<Published, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let shelf = Shelf::load(tx, who, round, now)?;
    let permit = may_publish_summary(who, &shelf.facts, shelf.entries.len(), now)?;
    if shelf.published_at.is_some() {
        return Ok(Published::Yes);
    }
    let cannot: Vec<(usize, CannotSay)> = shelf
        .entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| Some((at, shelf.cannot_say(entry)?)))
        .collect();
    if !cannot.is_empty() {
        return Ok(Published::Cannot(cannot));
    }
    store::publish(tx, &permit, now)?;
    let digest = store::digest(tx, round.id)?;
    let detail = json!({ "entries": shelf.entries.len(), "sha256": digest });
    let id = &round.public_id;
    journal::record(tx, scope, permit.by(), "summary.published", id, detail, now)?;
    Ok(Published::Yes)
}

/// The lead takes a published summary back to have it corrected. Until it is published again
/// nobody outside reads it.
pub fn reopen(tx: &mut Tx, who: &Standing, round: &Round, now: Moment) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let facts = rounds::facts(tx, round)?;
    let permit = may_reopen_summary(who, &facts)?;
    if store::published_at(tx, round.id)?.is_none() {
        return Ok(());
    }
    store::reopen(tx, &permit)?;
    let id = &round.public_id;
    Ok(journal::record(tx, scope, permit.by(), "summary.reopened", id, json!({}), now)?)
}
