//! Decisions that the lead notes by hand: what was settled by word of mouth. Like all that the team
//! writes for itself, their words are sealed in the database.

use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, ConsultationKey, DraftKey, PublicId};
use crate::procedure::rights::May;
use crate::schema::{accounts, decisions};
use crate::sealing::{self, Broken, Looked, Place, look_at, opened_at_loading};
use crate::secrets;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

const DECISION: &str = "the decision noted by hand";
/// Rows of one batch.
const ROWS: i64 = 100;

#[derive(Debug, Clone)]
pub struct Decision {
    pub id: i64,
    pub public_id: PublicId,
    pub draft_id: Option<DraftKey>,
    pub identity: Option<String>,
    /// "2026-04-30", as it was noted.
    pub on_date: String,
    pub present: String,
    pub body: String,
    pub at: Moment,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = decisions, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct DecisionRow {
    id: i64,
    public_id: PublicId,
    draft_id: Option<DraftKey>,
    identity: Option<String>,
    on_date: String,
    sealed: Vec<u8>,
    at: Moment,
}

#[derive(Serialize, Deserialize)]
struct Words {
    present: String,
    body: String,
}

impl DecisionRow {
    fn open(self) -> Result<Decision, Broken> {
        let place = Place::of(DECISION, self.public_id.as_str());
        let words: Words = sealing::open_document(place, &self.sealed)?;
        Ok(Decision {
            id: self.id,
            public_id: self.public_id,
            draft_id: self.draft_id,
            identity: self.identity,
            on_date: self.on_date,
            present: words.present,
            body: words.body,
            at: self.at,
        })
    }
}

opened_at_loading! { Decision = DecisionRow }

/// The columns of a decision's words.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = decisions)]
struct Sealed {
    sealed: Vec<u8>,
    key_id: String,
}

fn sealed(tx: &mut Tx, id: &PublicId, present: &str, body: &str) -> QueryResult<Sealed> {
    let sealer = sealing::sealer(tx)?;
    let words = Words { present: present.to_owned(), body: body.to_owned() };
    let sealed = sealer.seal_document(Place::of(DECISION, id.as_str()), &words)?;
    Ok(Sealed { sealed, key_id: sealer.key_id().to_owned() })
}

/// A decision about to be stored.
pub struct NewDecision<'a> {
    pub draft: Option<DraftKey>,
    pub identity: Option<&'a str>,
    pub on_date: &'a str,
    pub present: &'a str,
    pub body: &'a str,
}

/// The decisions noted by hand with who noted them, oldest first.
pub fn of_consultation(
    conn: &mut Conn,
    id: ConsultationKey,
) -> QueryResult<Vec<(Decision, String)>> {
    decisions::table
        .inner_join(accounts::table)
        .filter(decisions::consultation_id.eq(id))
        .order((decisions::on_date, decisions::id))
        .select((Decision::as_select(), accounts::name))
        .load(conn)
}

pub(super) fn insert(
    tx: &mut Tx,
    _permit: &May,
    consultation: ConsultationKey,
    author: AccountKey,
    new: &NewDecision,
    now: Moment,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    let words = sealed(tx, &id, new.present, new.body)?;
    diesel::insert_into(decisions::table)
        .values((
            decisions::public_id.eq(&id),
            decisions::consultation_id.eq(consultation),
            decisions::draft_id.eq(new.draft),
            decisions::identity.eq(new.identity),
            decisions::on_date.eq(new.on_date),
            words,
            decisions::account_id.eq(author),
            decisions::at.eq(now),
        ))
        .execute(&mut **tx)?;
    Ok(id)
}

/// Opens every decision that was noted.
pub fn look_at_sealed(conn: &mut Conn, looked: &mut Looked) -> QueryResult<()> {
    look_at!(looked, conn, decisions as Decision);
    Ok(())
}

/// How many rows are sealed with this key.
pub fn sealed_with(conn: &mut Conn, key: &str) -> QueryResult<i64> {
    decisions::table.filter(decisions::key_id.eq(key)).count().get_result(conn)
}

/// Seals a batch of a consultation's rows that the newest key does not seal yet; says how many.
/// The caller holds the consultation.
pub fn seal_anew(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let key = sealer.key_id().to_owned();
    let all: Vec<Decision> = decisions::table
        .filter(decisions::consultation_id.eq(consultation))
        .filter(decisions::key_id.ne(key))
        .limit(ROWS)
        .select(Decision::as_select())
        .load(&mut **tx)?;
    for one in &all {
        let words = sealed(tx, &one.public_id, &one.present, &one.body)?;
        diesel::update(decisions::table.find(one.id)).set(words).execute(&mut **tx)?;
    }
    Ok(all.len())
}
