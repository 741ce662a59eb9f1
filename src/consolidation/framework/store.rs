//! Elements of a framework, their links, and what was published of them.

use super::Wanted;
use crate::db::{Backend, Conn, Tx, on};
use crate::journal::frozen::Frozen;
use crate::procedure::Moment;
use crate::procedure::consolidation::{MayKeepFramework, MayPublishFramework};
use crate::procedure::keys::{ConsultationKey, FrameworkElementKey, InputKey, PublicId, ThemeKey};
use crate::schema::{framework_elements, framework_paragraphs, framework_sources, frameworks};
use crate::secrets;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = framework_elements, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct FrameworkElement {
    pub id: FrameworkElementKey,
    pub public_id: PublicId,
    pub consultation_id: ConsultationKey,
    /// Counts up through the consultation, with gaps.
    pub position: i64,
    pub theme_id: Option<ThemeKey>,
    pub title: String,
    pub body: String,
    pub row_version: i64,
}

impl FrameworkElement {
    /// It says this already.
    pub fn says(&self, wanted: &Wanted) -> bool {
        (self.theme_id, &self.title, &self.body) == (wanted.theme, &wanted.title, &wanted.body)
    }

    pub fn path(&self) -> String {
        format!("/framework/{}", self.public_id)
    }
}

/// What an element is tied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    Source(InputKey),
    /// By its identity.
    Paragraph(String),
}

/// An element as it was published: nothing of who said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub theme: Option<String>,
    pub title: String,
    pub body: String,
    /// The identities of the paragraphs that grew from it.
    pub paragraphs: Vec<String>,
}

/// All elements as they were published at one time.
#[derive(Debug, Clone)]
pub struct Framework {
    /// Counts from 1.
    pub number: i64,
    pub elements: Vec<Published>,
    pub published_at: Moment,
}

pub fn find(conn: &mut Conn, id: &PublicId) -> QueryResult<FrameworkElement> {
    framework_elements::table
        .filter(framework_elements::public_id.eq(id))
        .select(FrameworkElement::as_select())
        .first(conn)
}

/// In their order.
pub fn of_consultation(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<Vec<FrameworkElement>> {
    framework_elements::table
        .filter(framework_elements::consultation_id.eq(consultation))
        .order((framework_elements::position, framework_elements::id))
        .select(FrameworkElement::as_select())
        .load(conn)
}

/// The inputs that each element was gathered from. Whoever shows them shows only those that the
/// reader sees.
pub fn sources(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<HashMap<FrameworkElementKey, Vec<InputKey>>> {
    let rows = framework_sources::table
        .inner_join(framework_elements::table)
        .filter(framework_elements::consultation_id.eq(consultation))
        .order(framework_sources::id)
        .select((framework_elements::id, framework_sources::input_id))
        .load(conn)?;
    Ok(by_element(rows))
}

/// The identities of the paragraphs that grew from each element.
pub fn paragraphs(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<HashMap<FrameworkElementKey, Vec<String>>> {
    let rows = framework_paragraphs::table
        .inner_join(framework_elements::table)
        .filter(framework_elements::consultation_id.eq(consultation))
        .order(framework_paragraphs::id)
        .select((framework_elements::id, framework_paragraphs::identity))
        .load(conn)?;
    Ok(by_element(rows))
}

fn by_element<T>(rows: Vec<(FrameworkElementKey, T)>) -> HashMap<FrameworkElementKey, Vec<T>> {
    let mut all: HashMap<FrameworkElementKey, Vec<T>> = HashMap::new();
    for (element, linked) in rows {
        all.entry(element).or_default().push(linked);
    }
    all
}

/// The elements that a paragraph grew from, in their order.
pub fn behind(
    conn: &mut Conn,
    consultation: ConsultationKey,
    identity: &str,
) -> QueryResult<Vec<FrameworkElement>> {
    framework_elements::table
        .inner_join(framework_paragraphs::table)
        .filter(framework_elements::consultation_id.eq(consultation))
        .filter(framework_paragraphs::identity.eq(identity))
        .order((framework_elements::position, framework_elements::id))
        .select(FrameworkElement::as_select())
        .load(conn)
}

/// What was published last.
pub fn published(conn: &mut Conn, consultation: ConsultationKey) -> QueryResult<Option<Framework>> {
    let row = frameworks::table
        .filter(frameworks::consultation_id.eq(consultation))
        .order(frameworks::number.desc())
        .select((frameworks::number, frameworks::body, frameworks::published_at))
        .first::<(i64, String, Moment)>(conn)
        .optional()?;
    let Some((number, body, published_at)) = row else { return Ok(None) };
    let elements = serde_json::from_str(&body)
        .map_err(|error| diesel::result::Error::DeserializationError(error.into()))?;
    Ok(Some(Framework { number, elements, published_at }))
}

pub(super) fn insert(
    tx: &mut Tx,
    permit: &MayKeepFramework,
    wanted: &Wanted,
    now: Moment,
) -> QueryResult<FrameworkElement> {
    let last = of_consultation(tx, permit.consultation())?.last().map(|one| one.position);
    let id = secrets::public_id();
    diesel::insert_into(framework_elements::table)
        .values((
            framework_elements::public_id.eq(&id),
            framework_elements::consultation_id.eq(permit.consultation()),
            framework_elements::position.eq(last.unwrap_or(0) + 1),
            framework_elements::theme_id.eq(wanted.theme),
            framework_elements::title.eq(&wanted.title),
            framework_elements::body.eq(&wanted.body),
            framework_elements::created_at.eq(now),
        ))
        .execute(&mut **tx)?;
    find(tx, &id)
}

pub(super) fn rewrite(
    tx: &mut Tx,
    _permit: &MayKeepFramework,
    element: FrameworkElementKey,
    wanted: &Wanted,
) -> QueryResult<()> {
    diesel::update(framework_elements::table.find(element))
        .set((
            framework_elements::theme_id.eq(wanted.theme),
            framework_elements::title.eq(&wanted.title),
            framework_elements::body.eq(&wanted.body),
            framework_elements::row_version.eq(framework_elements::row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn swap(
    tx: &mut Tx,
    _permit: &MayKeepFramework,
    one: &FrameworkElement,
    other: &FrameworkElement,
) -> QueryResult<()> {
    for (element, position) in [(one.id, other.position), (other.id, one.position)] {
        diesel::update(framework_elements::table.find(element))
            .set(framework_elements::position.eq(position))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// Stores a link; false when it was there.
pub(super) fn link(
    tx: &mut Tx,
    _permit: &MayKeepFramework,
    element: FrameworkElementKey,
    link: &Link,
) -> QueryResult<bool> {
    let added = match link {
        Link::Source(input) => {
            let row = (
                framework_sources::framework_element_id.eq(element),
                framework_sources::input_id.eq(*input),
            );
            on!(&mut **tx, |c| diesel::insert_into(framework_sources::table)
                .values(row)
                .on_conflict((framework_sources::framework_element_id, framework_sources::input_id))
                .do_nothing()
                .execute(c))?
        }
        Link::Paragraph(identity) => {
            let row = (
                framework_paragraphs::framework_element_id.eq(element),
                framework_paragraphs::identity.eq(identity),
            );
            on!(&mut **tx, |c| diesel::insert_into(framework_paragraphs::table)
                .values(row)
                .on_conflict((
                    framework_paragraphs::framework_element_id,
                    framework_paragraphs::identity
                ))
                .do_nothing()
                .execute(c))?
        }
    };
    Ok(added == 1)
}

pub(super) fn unlink(
    tx: &mut Tx,
    _permit: &MayKeepFramework,
    element: FrameworkElementKey,
    link: &Link,
) -> QueryResult<bool> {
    let removed = match link {
        Link::Source(input) => diesel::delete(
            framework_sources::table
                .filter(framework_sources::framework_element_id.eq(element))
                .filter(framework_sources::input_id.eq(*input)),
        )
        .execute(&mut **tx)?,
        Link::Paragraph(identity) => diesel::delete(
            framework_paragraphs::table
                .filter(framework_paragraphs::framework_element_id.eq(element))
                .filter(framework_paragraphs::identity.eq(identity)),
        )
        .execute(&mut **tx)?,
    };
    Ok(removed == 1)
}

pub(super) fn remove(
    tx: &mut Tx,
    _permit: &MayKeepFramework,
    element: FrameworkElementKey,
) -> QueryResult<()> {
    let sources =
        framework_sources::table.filter(framework_sources::framework_element_id.eq(element));
    diesel::delete(sources).execute(&mut **tx)?;
    let paragraphs =
        framework_paragraphs::table.filter(framework_paragraphs::framework_element_id.eq(element));
    diesel::delete(paragraphs).execute(&mut **tx)?;
    diesel::delete(framework_elements::table.find(element)).execute(&mut **tx).map(drop)
}

/// What the journal commits to when elements of a framework are published: each publication by its
/// number, as it is stored.
pub fn digests(conn: &mut Conn, consultation: ConsultationKey) -> QueryResult<Vec<(i64, String)>> {
    let all: Vec<(i64, String)> = frameworks::table
        .filter(frameworks::consultation_id.eq(consultation))
        .order(frameworks::number)
        .select((frameworks::number, frameworks::body))
        .load(conn)?;
    let digest =
        |number, body: &str| Frozen::new("travaux/v1/framework").number(number).text(body).digest();
    Ok(all.into_iter().map(|(number, body)| (number, digest(number, &body))).collect())
}

pub(super) fn publish(
    tx: &mut Tx,
    permit: &MayPublishFramework,
    number: i64,
    elements: &[Published],
    now: Moment,
) -> QueryResult<()> {
    let body = serde_json::to_string(elements)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    diesel::insert_into(frameworks::table)
        .values((
            frameworks::consultation_id.eq(permit.consultation()),
            frameworks::number.eq(number),
            frameworks::body.eq(body),
            frameworks::published_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}
