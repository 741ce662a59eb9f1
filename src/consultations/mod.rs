//! A consultation: the whole process for one instrument.

mod attribution;
pub mod frozen;
mod handover;
mod letters;
mod new;
pub mod outbox;
pub mod pages;
pub mod store;
mod tabs;
mod team;
mod timeline;
pub mod views;

pub use attribution::show_attribution;
pub use handover::end_roles;
pub use new::{LANGUAGES, NewConsultation};
pub use store::Consultation;
pub use tabs::{Tab, frame};
pub use team::{Appointment, appoint, end_role, grant};
pub use timeline::{add_milestone, add_theme, remove_milestone, rename_theme};

use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::procedure::preparation::{may_change_consultation, may_create_consultation};
use crate::procedure::rights::Denied;
use crate::procedure::words::Role;
use crate::procedure::{Moment, Standing};
use crate::sign_in::Viewer;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// Creates a consultation. Its creator becomes the first round administrator; where the command
/// line creates it, everyone who looks after the installation does.
pub fn create(
    tx: &mut Tx,
    who: &Standing,
    new: &NewConsultation,
    now: Moment,
) -> Result<Consultation, Error> {
    journal::hold(tx, Scope::Installation)?;
    let permit = may_create_consultation(who)?;
    if store::slug_is_taken(tx, &new.slug, None)? {
        return Err(Error::Conflict);
    }

    let consultation = store::insert(tx, &permit, new, now)?;
    let administrators = match who.account {
        Some(account) => vec![account],
        None => views::system_administrators(tx)?,
    };
    for account in administrators {
        store::grant(tx, consultation.id, account, Role::RoundAdministrator, false, now)?;
    }

    let id = &consultation.public_id;
    let scope = Scope::Consultation(consultation.id);
    let (kind, zone) = (consultation.kind, &consultation.time_zone);
    let sha256 = frozen::digest_of(tx, consultation.id)?;
    let detail = json!({ "kind": kind, "time_zone": zone, "sha256": sha256 });
    journal::record(tx, scope, permit.by(), "consultation.created", id, detail, now)?;
    Ok(consultation)
}

/// Changes the settings. [`Error::Conflict`] when `version` is no longer the stored one.
pub fn change(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    new: &NewConsultation,
    version: i64,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_change_consultation(who, consultation.id)?;
    if !store::update(tx, &permit, new, version)? {
        return Err(Error::Conflict);
    }
    if new.slug != consultation.slug {
        store::former_slugs::keep(tx, &permit, &consultation.slug, &new.slug)?;
    }
    let id = &consultation.public_id;
    let sha256 = frozen::digest_of(tx, consultation.id)?;
    let detail = json!({ "fields": new.differences(consultation), "sha256": sha256 });
    journal::record(tx, scope, permit.by(), "consultation.changed", id, detail, now)?;
    Ok(())
}

/// May the person know of this consultation? Its people do; everybody does once it is public.
pub fn is_visible(
    conn: &mut Conn,
    who: &Standing,
    consultation: &Consultation,
) -> QueryResult<bool> {
    let is_of_it = !who.offices.is_empty() || !who.seats.is_empty();
    Ok(is_of_it || views::is_public(conn, consultation.id)?)
}

/// Where the consultation is that had this address, for whoever may know of it.
pub fn moved_to(conn: &mut Conn, viewer: &Viewer, slug: &str) -> Result<Option<String>, Error> {
    let Some(holder) = store::former_slugs::holder(conn, slug)? else { return Ok(None) };
    let consultation = store::find(conn, holder)?;
    let who = viewer.standing(conn, consultation.id)?;
    let is_known = consultation.open_door || is_visible(conn, &who, &consultation)?;
    Ok(is_known.then(|| consultation.path()))
}

/// The consultation at `/c/{slug}` and what the viewer is in it; 404 where it is not for them.
pub fn enter(
    conn: &mut Conn,
    viewer: &Viewer,
    slug: &str,
) -> Result<(Consultation, Standing), Error> {
    let consultation = store::find_by_slug(conn, slug)?;
    let who = viewer.standing(conn, consultation.id)?;
    if !is_visible(conn, &who, &consultation)? {
        return Err(Denied::Unknown.into());
    }
    Ok((consultation, who))
}
