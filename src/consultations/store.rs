//! Consultations, the people who run them, their milestones and themes.

pub mod former_slugs;
pub mod handovers;

use super::NewConsultation;
use crate::db::{Backend, Conn, Json, Tx, on};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, ConsultationKey, PublicId, ThemeKey};
use crate::procedure::preparation::{
    MayChangeConsultation, MayCreateConsultation, MayKeepTimeline, MayShowAttribution,
};
use crate::procedure::team::MayEndRole;
use crate::procedure::words::{ConsultationKind, Role};
use crate::schema::{consultations, milestones, roles, themes};
use crate::secrets;
use crate::text::bracketed::Legend;
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = consultations, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Consultation {
    pub id: ConsultationKey,
    pub public_id: PublicId,
    pub slug: String,
    pub title: String,
    pub kind: ConsultationKind,
    pub mandate: String,
    /// IANA name; every date of the consultation is said in it.
    pub time_zone: String,
    /// Language codes of the texts; the first is the original language.
    pub languages: Json<Vec<String>>,
    pub contact: String,
    pub disclaimer: String,
    /// Where its notes verbales are dated from; empty for Geneva.
    pub place: String,
    /// Those not invited may ask to take part.
    pub open_door: bool,
    /// The lead's switch: who proposed a change is shown outside.
    pub attribution_public: bool,
    /// The "without prejudice" line at the head of a compilation; mostly empty.
    pub reservation: String,
    /// How its bracketed texts are marked.
    pub bracket_legend: Legend,
    /// In an intergovernmental reading: everybody who reads the draft reads the bracketed text.
    pub brackets_public: bool,
    pub created_at: Moment,
    pub row_version: i64,
}

impl Consultation {
    pub fn original_language(&self) -> &str {
        self.languages.0.first().map_or("en", String::as_str)
    }

    /// Is the bracketed text read by everybody who reads the draft? In an expert consultation it is the
    /// team's, whatever was ticked.
    pub fn shows_brackets(&self) -> bool {
        self.kind == ConsultationKind::Intergovernmental && self.brackets_public
    }

    /// Where its page is.
    pub fn path(&self) -> String {
        format!("/c/{}", self.slug)
    }
}

/// An entry of the timeline that is no round: a meeting, a session of the Council.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = milestones, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Milestone {
    pub id: i64,
    pub public_id: PublicId,
    /// "2026-04-30"
    pub on_date: String,
    pub title: String,
    pub note: String,
}

/// What inputs are sorted by, such as "extraterritorial obligations".
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = themes, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Theme {
    pub id: ThemeKey,
    pub name: String,
}

pub fn find(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Consultation> {
    consultations::table.find(id).select(Consultation::as_select()).first(conn)
}

/// All consultations of the installation.
pub fn keys(conn: &mut Conn) -> QueryResult<Vec<ConsultationKey>> {
    consultations::table.order(consultations::id).select(consultations::id).load(conn)
}

pub fn find_by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Consultation> {
    consultations::table
        .filter(consultations::slug.eq(slug))
        .select(Consultation::as_select())
        .first(conn)
}

/// Does another consultation have this address, or had it? Letters that were sent still lead there.
pub fn slug_is_taken(
    conn: &mut Conn,
    slug: &str,
    own: Option<ConsultationKey>,
) -> QueryResult<bool> {
    let holder = consultations::table
        .filter(consultations::slug.eq(slug))
        .select(consultations::id)
        .first::<ConsultationKey>(conn)
        .optional()?;
    let holder = match holder {
        Some(holder) => Some(holder),
        None => former_slugs::holder(conn, slug)?,
    };
    Ok(holder.is_some_and(|holder| Some(holder) != own))
}

pub(super) fn insert(
    tx: &mut Tx,
    _permit: &MayCreateConsultation,
    new: &NewConsultation,
    now: Moment,
) -> QueryResult<Consultation> {
    diesel::insert_into(consultations::table)
        .values((
            consultations::public_id.eq(secrets::public_id()),
            consultations::slug.eq(&new.slug),
            consultations::title.eq(&new.title),
            consultations::kind.eq(new.kind),
            consultations::mandate.eq(&new.mandate),
            consultations::time_zone.eq(&new.time_zone),
            consultations::languages.eq(Json(new.languages.clone())),
            consultations::contact.eq(&new.contact),
            consultations::disclaimer.eq(&new.disclaimer),
            consultations::place.eq(&new.place),
            consultations::open_door.eq(new.open_door),
            consultations::reservation.eq(&new.reservation),
            consultations::bracket_legend.eq(new.bracket_legend),
            consultations::brackets_public.eq(new.brackets_public),
            consultations::created_at.eq(now),
        ))
        .returning(consultations::all_columns)
        .get_result(&mut **tx)
}

/// Changes the settings if nobody did in between; false when somebody did.
pub(super) fn update(
    tx: &mut Tx,
    permit: &MayChangeConsultation,
    new: &NewConsultation,
    version: i64,
) -> QueryResult<bool> {
    let row = consultations::table
        .find(permit.consultation())
        .filter(consultations::row_version.eq(version));
    let changed = diesel::update(row)
        .set((
            consultations::slug.eq(&new.slug),
            consultations::title.eq(&new.title),
            consultations::kind.eq(new.kind),
            consultations::mandate.eq(&new.mandate),
            consultations::time_zone.eq(&new.time_zone),
            consultations::languages.eq(Json(new.languages.clone())),
            consultations::contact.eq(&new.contact),
            consultations::disclaimer.eq(&new.disclaimer),
            consultations::place.eq(&new.place),
            consultations::open_door.eq(new.open_door),
            consultations::reservation.eq(&new.reservation),
            consultations::bracket_legend.eq(new.bracket_legend),
            consultations::brackets_public.eq(new.brackets_public),
            consultations::row_version.eq(version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Gives a role, or the same role again after it ended, with this clearance.
pub(super) fn grant(
    tx: &mut Tx,
    consultation: ConsultationKey,
    account: AccountKey,
    role: Role,
    clearance: bool,
    now: Moment,
) -> QueryResult<()> {
    let row = (
        roles::consultation_id.eq(consultation),
        roles::account_id.eq(account),
        roles::role.eq(role),
        roles::clearance.eq(clearance),
        roles::granted_at.eq(now),
    );
    on!(&mut **tx, |c| diesel::insert_into(roles::table)
        .values(row)
        .on_conflict((roles::consultation_id, roles::account_id, roles::role))
        .do_update()
        .set((
            roles::clearance.eq(clearance),
            roles::granted_at.eq(now),
            roles::ended_at.eq(None::<Moment>),
            roles::ends_at.eq(None::<Moment>),
        ))
        .execute(c))?;
    Ok(())
}

/// Ends a role; false when that role had ended before.
pub(super) fn end_role(
    tx: &mut Tx,
    permit: &MayEndRole,
    account: AccountKey,
    role: Role,
    now: Moment,
) -> QueryResult<bool> {
    let row = roles::table
        .filter(roles::consultation_id.eq(permit.consultation()))
        .filter(roles::account_id.eq(account))
        .filter(roles::role.eq(role))
        .filter(roles::ended_at.is_null());
    let ended = diesel::update(row).set(roles::ended_at.eq(now)).execute(&mut **tx)?;
    Ok(ended == 1)
}

/// Does this account hold that role now?
pub(super) fn holds(
    conn: &mut Conn,
    consultation: ConsultationKey,
    account: AccountKey,
    role: Role,
) -> QueryResult<bool> {
    let held = roles::table
        .filter(roles::consultation_id.eq(consultation))
        .filter(roles::account_id.eq(account))
        .filter(roles::role.eq(role))
        .filter(roles::ended_at.is_null());
    diesel::select(diesel::dsl::exists(held)).get_result(conn)
}

/// The milestones of a consultation, by date.
pub fn milestones(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Milestone>> {
    milestones::table
        .filter(milestones::consultation_id.eq(id))
        .order((milestones::on_date, milestones::id))
        .select(Milestone::as_select())
        .load(conn)
}

pub(super) fn insert_milestone(
    tx: &mut Tx,
    permit: &MayKeepTimeline,
    on_date: &str,
    title: &str,
    note: &str,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    diesel::insert_into(milestones::table)
        .values((
            milestones::public_id.eq(&id),
            milestones::consultation_id.eq(permit.consultation()),
            milestones::on_date.eq(on_date),
            milestones::title.eq(title),
            milestones::note.eq(note),
        ))
        .execute(&mut **tx)?;
    Ok(id)
}

pub(super) fn remove_milestone(
    tx: &mut Tx,
    permit: &MayKeepTimeline,
    id: &PublicId,
) -> QueryResult<bool> {
    let row = milestones::table
        .filter(milestones::consultation_id.eq(permit.consultation()))
        .filter(milestones::public_id.eq(id));
    Ok(diesel::delete(row).execute(&mut **tx)? == 1)
}

/// The themes of a consultation, by name.
pub fn themes(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Theme>> {
    themes::table
        .filter(themes::consultation_id.eq(id))
        .order(themes::name)
        .select(Theme::as_select())
        .load(conn)
}

/// Adds a theme; false when it is there already.
pub(super) fn insert_theme(tx: &mut Tx, permit: &MayKeepTimeline, name: &str) -> QueryResult<bool> {
    let row = (themes::consultation_id.eq(permit.consultation()), themes::name.eq(name));
    let added = on!(&mut **tx, |c| diesel::insert_into(themes::table)
        .values(row)
        .on_conflict((themes::consultation_id, themes::name))
        .do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

pub(super) fn rename_theme(
    tx: &mut Tx,
    permit: &MayKeepTimeline,
    theme: ThemeKey,
    name: &str,
) -> QueryResult<bool> {
    let row = themes::table
        .filter(themes::consultation_id.eq(permit.consultation()))
        .filter(themes::id.eq(theme));
    Ok(diesel::update(row).set(themes::name.eq(name)).execute(&mut **tx)? == 1)
}

/// Sets the lead's switch; false when it stood so already.
pub(super) fn set_attribution(
    tx: &mut Tx,
    permit: &MayShowAttribution,
    shown: bool,
) -> QueryResult<bool> {
    let changed = diesel::update(consultations::table.find(permit.consultation()))
        .filter(consultations::attribution_public.ne(shown))
        .set(consultations::attribution_public.eq(shown))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}
