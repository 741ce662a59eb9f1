//! The summary of a round: its entries, what each was written from, and when it was published.

use crate::db::{Backend, Conn, Tx, on};
use crate::journal::frozen::Frozen;
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, InputKey, PublicId, RoundKey};
use crate::procedure::summary::{Heading, MayPublishSummary, MayReopenSummary, MaySummarize};
use crate::procedure::words::{ParticipantKind, RegionalGroup, SummaryAttribution};
use crate::schema::{summaries, summary_entries, summary_sources};
use crate::secrets;
use diesel::prelude::*;
use std::collections::HashMap;

/// An entry as it is stored; its letter is its place.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = summary_entries, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Entry {
    pub id: i64,
    pub public_id: PublicId,
    pub round_id: RoundKey,
    pub position: i64,
    pub regional_group: Option<RegionalGroup>,
    pub participant_kind: Option<ParticipantKind>,
    pub theme: String,
    pub attribution: SummaryAttribution,
    pub body: String,
    pub row_version: i64,
}

impl Entry {
    pub fn heading(&self) -> Heading {
        match (self.regional_group, self.participant_kind) {
            (Some(group), _) => Heading::Group(group),
            (None, Some(kind)) => Heading::Kind(kind),
            (None, None) => Heading::None,
        }
    }

    /// It says this already, but for its sources.
    pub fn says(&self, wanted: &Wanted) -> bool {
        (self.heading(), self.attribution) == (wanted.heading, wanted.attribution)
            && (self.theme.as_str(), self.body.as_str()) == (&*wanted.theme, &*wanted.body)
    }
}

/// An entry as somebody wants it to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub heading: Heading,
    pub theme: String,
    pub attribution: SummaryAttribution,
    pub body: String,
    pub sources: Vec<InputKey>,
}

impl Wanted {
    fn group(&self) -> Option<RegionalGroup> {
        match self.heading {
            Heading::Group(group) => Some(group),
            Heading::Kind(_) | Heading::None => None,
        }
    }

    fn kind(&self) -> Option<ParticipantKind> {
        match self.heading {
            Heading::Kind(kind) => Some(kind),
            Heading::Group(_) | Heading::None => None,
        }
    }
}

/// When the summary was published; None while it is being written.
pub fn published_at(conn: &mut Conn, round: RoundKey) -> QueryResult<Option<Moment>> {
    let found: Option<Option<Moment>> = summaries::table
        .filter(summaries::round_id.eq(round))
        .select(summaries::published_at)
        .first(conn)
        .optional()?;
    Ok(found.flatten())
}

/// The entries in the order that was made by hand.
pub fn entries(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Entry>> {
    summary_entries::table
        .filter(summary_entries::round_id.eq(round))
        .order((summary_entries::position, summary_entries::id))
        .select(Entry::as_select())
        .load(conn)
}

pub fn find(conn: &mut Conn, id: &PublicId) -> QueryResult<Entry> {
    summary_entries::table
        .filter(summary_entries::public_id.eq(id))
        .select(Entry::as_select())
        .first(conn)
}

/// What the journal commits to when the summary is published: its entries, without their sources.
pub fn digest(conn: &mut Conn, round: RoundKey) -> QueryResult<String> {
    let entries = entries(conn, round)?;
    let mut frozen = Frozen::new("travaux/v1/summary").count(entries.len());
    for entry in &entries {
        frozen = frozen
            .text(entry.public_id.as_str())
            .number(entry.position)
            .maybe(entry.regional_group.map(|group| group.as_str()))
            .maybe(entry.participant_kind.map(|kind| kind.as_str()))
            .text(&entry.theme)
            .text(entry.attribution.as_str())
            .text(&entry.body);
    }
    Ok(frozen.digest())
}

/// What each entry of the round was written from. Whoever shows it shows only what the reader sees.
pub fn sources(conn: &mut Conn, round: RoundKey) -> QueryResult<HashMap<i64, Vec<InputKey>>> {
    let all = summary_sources::table
        .inner_join(summary_entries::table)
        .filter(summary_entries::round_id.eq(round))
        .order(summary_sources::input_id)
        .select((summary_sources::entry_id, summary_sources::input_id))
        .load::<(i64, InputKey)>(conn)?;
    let mut by_entry: HashMap<i64, Vec<InputKey>> = HashMap::new();
    for (entry, input) in all {
        by_entry.entry(entry).or_default().push(input);
    }
    Ok(by_entry)
}

pub(super) fn insert(
    tx: &mut Tx,
    permit: &MaySummarize,
    wanted: &Wanted,
    position: i64,
    now: Moment,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    diesel::insert_into(summary_entries::table)
        .values((
            summary_entries::public_id.eq(&id),
            summary_entries::round_id.eq(permit.round()),
            summary_entries::position.eq(position),
            summary_entries::regional_group.eq(wanted.group()),
            summary_entries::participant_kind.eq(wanted.kind()),
            summary_entries::theme.eq(&wanted.theme),
            summary_entries::attribution.eq(wanted.attribution),
            summary_entries::body.eq(&wanted.body),
            summary_entries::account_id.eq(author(permit)),
            summary_entries::updated_at.eq(now),
            summary_entries::row_version.eq(1_i64),
        ))
        .execute(&mut **tx)?;
    let entry = find(tx, &id)?;
    write_sources(tx, permit, &entry, &wanted.sources)?;
    Ok(id)
}

/// Whoever writes is signed in: the act has seen to it.
fn author(permit: &MaySummarize) -> AccountKey {
    permit.by().account.unwrap_or(AccountKey(0))
}

pub(super) fn update(
    tx: &mut Tx,
    permit: &MaySummarize,
    entry: &Entry,
    wanted: &Wanted,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(summary_entries::table.find(entry.id))
        .set((
            summary_entries::regional_group.eq(wanted.group()),
            summary_entries::participant_kind.eq(wanted.kind()),
            summary_entries::theme.eq(&wanted.theme),
            summary_entries::attribution.eq(wanted.attribution),
            summary_entries::body.eq(&wanted.body),
            summary_entries::account_id.eq(author(permit)),
            summary_entries::updated_at.eq(now),
            summary_entries::row_version.eq(entry.row_version + 1),
        ))
        .execute(&mut **tx)?;
    write_sources(tx, permit, entry, &wanted.sources)
}

fn write_sources(
    tx: &mut Tx,
    _permit: &MaySummarize,
    entry: &Entry,
    wanted: &[InputKey],
) -> QueryResult<()> {
    diesel::delete(summary_sources::table.filter(summary_sources::entry_id.eq(entry.id)))
        .execute(&mut **tx)?;
    for input in wanted {
        diesel::insert_into(summary_sources::table)
            .values((summary_sources::entry_id.eq(entry.id), summary_sources::input_id.eq(input)))
            .execute(&mut **tx)?;
    }
    Ok(())
}

pub(super) fn place(
    tx: &mut Tx,
    _permit: &MaySummarize,
    entry: &Entry,
    position: i64,
) -> QueryResult<()> {
    diesel::update(summary_entries::table.find(entry.id))
        .set(summary_entries::position.eq(position))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn remove(tx: &mut Tx, permit: &MaySummarize, entry: &Entry) -> QueryResult<()> {
    write_sources(tx, permit, entry, &[])?;
    diesel::delete(summary_entries::table.find(entry.id)).execute(&mut **tx).map(drop)
}

pub(super) fn publish(tx: &mut Tx, permit: &MayPublishSummary, now: Moment) -> QueryResult<()> {
    let values = (
        summaries::round_id.eq(permit.round()),
        summaries::published_at.eq(now),
        summaries::published_by.eq(permit.by().account),
    );
    on!(&mut **tx, |c| diesel::insert_into(summaries::table)
        .values(values)
        .on_conflict(summaries::round_id)
        .do_update()
        .set((summaries::published_at.eq(now), summaries::published_by.eq(permit.by().account),))
        .execute(c))
    .map(drop)
}

pub(super) fn reopen(tx: &mut Tx, permit: &MayReopenSummary) -> QueryResult<()> {
    diesel::update(summaries::table.filter(summaries::round_id.eq(permit.round())))
        .set((
            summaries::published_at.eq(None::<Moment>),
            summaries::published_by.eq(None::<AccountKey>),
        ))
        .execute(&mut **tx)
        .map(drop)
}
