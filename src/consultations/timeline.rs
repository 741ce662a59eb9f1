//! What the team keeps of a consultation beside its rounds: milestones and themes.

use super::{Consultation, store};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::keys::{PublicId, ThemeKey};
use crate::procedure::preparation::{MayKeepTimeline, may_keep_timeline};
use crate::procedure::{Moment, Standing};
use crate::web::Error;
use serde_json::json;

fn hold(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
) -> Result<MayKeepTimeline, Error> {
    journal::hold(tx, Scope::Consultation(consultation.id))?;
    Ok(may_keep_timeline(who, consultation.id)?)
}

/// Adds an entry to the timeline; `on_date` is "2026-04-30".
pub fn add_milestone(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    on_date: &str,
    title: &str,
    note: &str,
    now: Moment,
) -> Result<PublicId, Error> {
    let permit = hold(tx, who, consultation)?;
    // The same again is a second click.
    let known = store::milestones(tx, consultation.id)?.into_iter();
    let mut same = known.filter(|one| one.on_date == on_date && one.title == title);
    if let Some(same) = same.next() {
        return Ok(same.public_id);
    }
    let id = store::insert_milestone(tx, &permit, on_date, title, note)?;
    let scope = Scope::Consultation(consultation.id);
    journal::record(tx, scope, permit.by(), "milestone.added", &id, json!({}), now)?;
    Ok(id)
}

pub fn remove_milestone(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    milestone: &PublicId,
    now: Moment,
) -> Result<(), Error> {
    let permit = hold(tx, who, consultation)?;
    if store::remove_milestone(tx, &permit, milestone)? {
        let scope = Scope::Consultation(consultation.id);
        journal::record(tx, scope, permit.by(), "milestone.removed", milestone, json!({}), now)?;
    }
    Ok(())
}

/// Adds a theme, once.
pub fn add_theme(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    name: &str,
    now: Moment,
) -> Result<(), Error> {
    let permit = hold(tx, who, consultation)?;
    if store::insert_theme(tx, &permit, name)? {
        let (scope, id) = (Scope::Consultation(consultation.id), &consultation.public_id);
        journal::record(tx, scope, permit.by(), "theme.added", id, json!({}), now)?;
    }
    Ok(())
}

/// Gives a theme another name; false when another theme has that name.
pub fn rename_theme(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    theme: ThemeKey,
    name: &str,
    now: Moment,
) -> Result<bool, Error> {
    let permit = hold(tx, who, consultation)?;
    let all = store::themes(tx, consultation.id)?;
    if all.iter().any(|other| other.id != theme && other.name == name) {
        return Ok(false);
    }
    if store::rename_theme(tx, &permit, theme, name)? {
        let (scope, id) = (Scope::Consultation(consultation.id), &consultation.public_id);
        let detail = json!({ "theme": theme });
        journal::record(tx, scope, permit.by(), "theme.renamed", id, detail, now)?;
    }
    Ok(true)
}
