//! Elements of a framework: what the team gathers from the answers to a call for inputs, theme by
//! theme, before there is a text; and which paragraphs of the preliminary text grew from them.

pub mod gathering;
pub mod pages;
pub mod store;

pub use store::FrameworkElement;

use crate::consultations::Consultation;
use crate::consultations::store::themes;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::consolidation::{
    MayKeepFramework, may_keep_framework, may_publish_framework,
};
use crate::procedure::keys::{PublicId, ThemeKey};
use crate::procedure::{Moment, Standing};
use crate::web::Error;
use gathering::{paragraph, source};
use serde_json::json;
use store::{Link, Published};

/// An element as somebody wants it to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub theme: Option<ThemeKey>,
    pub title: String,
    pub body: String,
}

/// What an element can be tied to, as somebody names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// An answer or a comment that it was gathered from.
    Source(PublicId),
    /// A paragraph that grew from it, by its identity: it holds for every draft that has it.
    Paragraph(String),
}

/// Where an element goes among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
}

fn hold(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
) -> Result<(MayKeepFramework, Scope), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    Ok((may_keep_framework(who, consultation.id)?, scope))
}

/// Adds an element after the others, gathered from these inputs. The same again is a second click.
pub fn add(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    wanted: &Wanted,
    sources: &[PublicId],
    now: Moment,
) -> Result<PublicId, Error> {
    let (permit, scope) = hold(tx, who, consultation)?;
    check_theme(tx, consultation, wanted)?;
    let known = store::of_consultation(tx, consultation.id)?;
    if let Some(same) = known.into_iter().find(|one| one.says(wanted)) {
        return Ok(same.public_id);
    }
    let element = store::insert(tx, &permit, wanted, now)?;
    for id in sources {
        let source = source(tx, who, consultation, id, now)?;
        store::link(tx, &permit, element.id, &Link::Source(source))?;
    }
    let (id, detail) = (&element.public_id, json!({ "sources": sources.len() }));
    journal::record(tx, scope, permit.by(), "framework.added", id, detail, now)?;
    Ok(element.public_id)
}

/// Writes an element anew, if nobody did since `version` was read; otherwise what is stored now.
pub fn change(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    element: &PublicId,
    wanted: &Wanted,
    version: i64,
    now: Moment,
) -> Result<Result<(), FrameworkElement>, Error> {
    let (permit, scope) = hold(tx, who, consultation)?;
    check_theme(tx, consultation, wanted)?;
    let stored = store::find(tx, element)?;
    if stored.says(wanted) {
        return Ok(Ok(()));
    }
    if stored.row_version != version {
        return Ok(Err(stored));
    }
    store::rewrite(tx, &permit, stored.id, wanted)?;
    journal::record(tx, scope, permit.by(), "framework.changed", element, json!({}), now)?;
    Ok(Ok(()))
}

/// Moves an element past its neighbour; at either end nothing happens.
pub fn place(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    element: &PublicId,
    way: Way,
    now: Moment,
) -> Result<(), Error> {
    let (permit, scope) = hold(tx, who, consultation)?;
    let all = store::of_consultation(tx, consultation.id)?;
    let at = all.iter().position(|one| one.public_id == *element).ok_or(Error::NotFound)?;
    let to = match way {
        Way::Up => at.checked_sub(1),
        Way::Down => Some(at + 1),
    };
    let Some(neighbour) = to.and_then(|to| all.get(to)) else { return Ok(()) };
    store::swap(tx, &permit, &all[at], neighbour)?;
    journal::record(tx, scope, permit.by(), "framework.placed", element, json!({}), now)?;
    Ok(())
}

/// Ties an element to an input or a paragraph; once is enough.
pub fn link(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    element: &PublicId,
    named: &Named,
    now: Moment,
) -> Result<(), Error> {
    let (permit, scope) = hold(tx, who, consultation)?;
    let stored = store::find(tx, element)?;
    let link = resolve(tx, who, consultation, named, now)?;
    if store::link(tx, &permit, stored.id, &link)? {
        let detail = json!({ "to": named.word() });
        journal::record(tx, scope, permit.by(), "framework.linked", element, detail, now)?;
    }
    Ok(())
}

pub fn unlink(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    element: &PublicId,
    named: &Named,
    now: Moment,
) -> Result<(), Error> {
    let (permit, scope) = hold(tx, who, consultation)?;
    let stored = store::find(tx, element)?;
    let link = resolve(tx, who, consultation, named, now)?;
    if store::unlink(tx, &permit, stored.id, &link)? {
        let detail = json!({ "from": named.word() });
        journal::record(tx, scope, permit.by(), "framework.unlinked", element, detail, now)?;
    }
    Ok(())
}

/// Takes an element away with its links. What was published keeps it.
pub fn remove(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    element: &PublicId,
    now: Moment,
) -> Result<(), Error> {
    let (permit, scope) = hold(tx, who, consultation)?;
    let stored = store::find(tx, element)?;
    store::remove(tx, &permit, stored.id)?;
    journal::record(tx, scope, permit.by(), "framework.removed", element, json!({}), now)?;
    Ok(())
}

/// Publishes the elements as they are now, without their sources. What was published before stays
/// in the record; the same again is a second click.
pub fn publish(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let elements = store::of_consultation(tx, consultation.id)?;
    let permit = may_publish_framework(who, consultation.id, elements.is_empty())?;
    let names = themes(tx, consultation.id)?;
    let mut paragraphs = store::paragraphs(tx, consultation.id)?;
    let published: Vec<Published> = elements
        .into_iter()
        .map(|element| Published {
            theme: names
                .iter()
                .find(|theme| Some(theme.id) == element.theme_id)
                .map(|theme| theme.name.clone()),
            paragraphs: paragraphs.remove(&element.id).unwrap_or_default(),
            title: element.title,
            body: element.body,
        })
        .collect();
    let before = store::published(tx, consultation.id)?;
    if before.as_ref().is_some_and(|before| before.elements == published) {
        return Ok(());
    }
    let number = before.map_or(1, |before| before.number + 1);
    store::publish(tx, &permit, number, &published, now)?;
    let id = &consultation.public_id;
    let digest = store::digests(tx, consultation.id)?.pop().map(|(_, digest)| digest);
    let detail = json!({ "number": number, "elements": published.len(), "sha256": digest });
    journal::record(tx, scope, permit.by(), "framework.published", id, detail, now)?;
    Ok(())
}

fn check_theme(tx: &mut Tx, consultation: &Consultation, wanted: &Wanted) -> Result<(), Error> {
    let Some(theme) = wanted.theme else { return Ok(()) };
    let known = themes(tx, consultation.id)?.iter().any(|one| one.id == theme);
    if known { Ok(()) } else { Err(Error::NotFound) }
}

fn resolve(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    named: &Named,
    now: Moment,
) -> Result<Link, Error> {
    Ok(match named {
        Named::Source(id) => Link::Source(source(tx, who, consultation, id, now)?),
        Named::Paragraph(identity) => Link::Paragraph(paragraph(tx, consultation, identity)?),
    })
}

impl Named {
    const fn word(&self) -> &'static str {
        match self {
            Named::Source(_) => "source",
            Named::Paragraph(_) => "paragraph",
        }
    }
}
