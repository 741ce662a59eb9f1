//! Consultations, the people who run them, their milestones and themes.

use crate::db::{Backend, Conn, Json};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::procedure::words::ConsultationKind;
use crate::schema::consultations;
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
    /// Those not invited may ask to take part.
    pub open_door: bool,
    /// The lead's switch: who proposed a change is shown outside.
    pub attribution_public: bool,
    pub created_at: Moment,
    pub row_version: i64,
}

impl Consultation {
    pub fn original_language(&self) -> &str {
        self.languages.0.first().map_or("en", String::as_str)
    }

    /// Where its page is.
    pub fn path(&self) -> String {
        format!("/c/{}", self.slug)
    }
}

pub fn find(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Consultation> {
    consultations::table.find(id).select(Consultation::as_select()).first(conn)
}

pub fn find_by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Consultation> {
    consultations::table
        .filter(consultations::slug.eq(slug))
        .select(Consultation::as_select())
        .first(conn)
}
