//! The index by which words are found: the same rows on both engines, with what looks them up beside them (FTS5, a GIN
//! index over a tsvector).
//!
//! It holds what stands open in the database, and nothing else: every wording of a draft, and the inputs that are
//! submitted, not confidential, and not redacted. What is sealed is not in it. Triggers note whatever changes; before a
//! transaction commits, [`index`] reads that anew. Who may read what is found is asked by whoever asks the index.

use super::{Conn, Tx, on};
use crate::procedure::keys::ConsultationKey;
use crate::procedure::words::{PublicationClass, SubmissionState};
use crate::schema::{drafts, elements, inputs, redactions, rounds, search_rows, search_waiting};
use crate::schema::{submissions, wordings};
use crate::text::elements::without_marks;
use crate::text::searching::{Query, indexed};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeSet;

/// Rows that are read and written at once.
const ROWS: i64 = 500;

const WORDING: &str = "wording";
const INPUT: &str = "input";

/// What an index found: the keys of wordings and of inputs.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Found {
    pub wordings: BTreeSet<i64>,
    pub inputs: BTreeSet<i64>,
}

#[derive(QueryableByName)]
struct Hit {
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = BigInt)]
    row_id: i64,
}

/// The rows of the consultation in which all words of the query stand. Nothing is told of how often, or of how many: that
/// would tell of rows that the reader may not see.
pub fn search(conn: &mut Conn, consultation: ConsultationKey, query: &Query) -> QueryResult<Found> {
    let asked = query.asked();
    let hits: Vec<Hit> = match conn {
        Conn::Sqlite(c) => {
            let all = asked.iter().map(|asked| match asked.is_beginning {
                true => format!("\"{}\" *", asked.word),
                false => format!("\"{}\"", asked.word),
            });
            diesel::sql_query(
                "SELECT search_rows.what, search_rows.row_id FROM search_words \
                 JOIN search_rows ON search_rows.id = search_words.rowid \
                 WHERE search_words MATCH $1 AND search_rows.consultation_id = $2",
            )
            .bind::<Text, _>(all.collect::<Vec<_>>().join(" AND "))
            .bind::<BigInt, _>(consultation.0)
            .load(c)?
        }
        Conn::Postgres(c) => {
            let all = asked.iter().map(|asked| match asked.is_beginning {
                true => format!("'{}':*", asked.word),
                false => format!("'{}'", asked.word),
            });
            diesel::sql_query(
                "SELECT what, row_id FROM search_rows \
                 WHERE array_to_tsvector(string_to_array(words, ' ')) @@ CAST($1 AS tsquery) \
                 AND consultation_id = $2",
            )
            .bind::<Text, _>(all.collect::<Vec<_>>().join(" & "))
            .bind::<BigInt, _>(consultation.0)
            .load(c)?
        }
    };
    let mut found = Found::default();
    for hit in hits {
        match hit.what == WORDING {
            true => found.wordings.insert(hit.row_id),
            false => found.inputs.insert(hit.row_id),
        };
    }
    Ok(found)
}

/// Reads anew whatever this transaction changed. It is asked before each commit.
pub(super) fn index(conn: &mut Conn) -> QueryResult<()> {
    loop {
        let waiting = match conn {
            // There is one writer: nobody else's waits, unless an older version left it.
            Conn::Sqlite(c) => search_waiting::table
                .order(search_waiting::id)
                .limit(ROWS)
                .select(WAITING)
                .load::<Waiting>(c)?,
            Conn::Postgres(c) => search_waiting::table
                .filter(search_waiting::transaction_id.eq(own_transaction()))
                .order(search_waiting::id)
                .limit(ROWS)
                .select(WAITING)
                .load::<Waiting>(c)?,
        };
        if waiting.is_empty() {
            return Ok(());
        }
        read_anew(conn, &waiting)?;
    }
}

type Waiting = (i64, i64, String, i64);

const WAITING: (
    search_waiting::id,
    search_waiting::consultation_id,
    search_waiting::what,
    search_waiting::row_id,
) = (
    search_waiting::id,
    search_waiting::consultation_id,
    search_waiting::what,
    search_waiting::row_id,
);

fn own_transaction() -> diesel::expression::SqlLiteral<BigInt> {
    diesel::dsl::sql::<BigInt>("txid_current()")
}

/// The consultations of which something waits that no transaction under way will read: all of it after a migration, or after
/// another installation's rows were brought in; what an older version of the program wrote, running beside this one.
pub fn waiting(conn: &mut Conn) -> QueryResult<Vec<ConsultationKey>> {
    search_waiting::table
        .select(search_waiting::consultation_id)
        .distinct()
        .order(search_waiting::consultation_id)
        .load(conn)
        .map(|keys: Vec<i64>| keys.into_iter().map(ConsultationKey).collect())
}

/// Reads a part of what waits of a consultation; says how much. Whoever calls this holds the consultation's chain, so that
/// nobody writes what is being read.
pub fn index_waiting(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    let waiting: Vec<Waiting> = search_waiting::table
        .filter(search_waiting::consultation_id.eq(consultation.0))
        .order(search_waiting::id)
        .limit(ROWS)
        .select(WAITING)
        .load(&mut **tx)?;
    read_anew(tx, &waiting)?;
    Ok(waiting.len())
}

/// Forgets the index of a consultation, and has everything of it read anew before this transaction commits.
pub fn rebuild(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<()> {
    let own = search_rows::table.filter(search_rows::consultation_id.eq(consultation.0));
    diesel::delete(own).execute(&mut **tx)?;
    let own = search_waiting::table.filter(search_waiting::consultation_id.eq(consultation.0));
    diesel::delete(own).execute(&mut **tx)?;
    let of_texts: Vec<i64> = wordings::table
        .inner_join(elements::table.inner_join(drafts::table))
        .filter(drafts::consultation_id.eq(consultation))
        .order(wordings::id)
        .select(wordings::id)
        .load(&mut **tx)?;
    let of_inputs: Vec<i64> = inputs::table
        .inner_join(rounds::table)
        .filter(rounds::consultation_id.eq(consultation))
        .order(inputs::id)
        .select(inputs::id)
        .load(&mut **tx)?;
    for (what, keys) in [(WORDING, of_texts), (INPUT, of_inputs)] {
        for keys in keys.chunks(ROWS as usize) {
            let all: Vec<Waiting> =
                keys.iter().map(|key| (0, consultation.0, what.to_owned(), *key)).collect();
            read_anew(tx, &all)?;
        }
    }
    Ok(())
}

fn read_anew(conn: &mut Conn, waiting: &[Waiting]) -> QueryResult<()> {
    for what in [WORDING, INPUT] {
        let of_this = waiting.iter().filter(|(_, _, other, _)| other == what);
        let mut keys: Vec<i64> = of_this.map(|(.., key)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        if keys.is_empty() {
            continue;
        }
        let old = search_rows::table.filter(search_rows::what.eq(what));
        diesel::delete(old.filter(search_rows::row_id.eq_any(keys.clone()))).execute(conn)?;
        let rows: Vec<(i64, i64, String)> = match what {
            WORDING => words_of_texts(conn, keys)?,
            _ => words_of_inputs(conn, keys)?,
        };
        let new: Vec<_> = rows
            .into_iter()
            .filter(|(.., words)| !words.is_empty())
            .map(|(consultation, key, words)| {
                (
                    search_rows::consultation_id.eq(consultation),
                    search_rows::what.eq(what),
                    search_rows::row_id.eq(key),
                    search_rows::words.eq(words),
                )
            })
            .collect();
        on!(&mut *conn, |c| diesel::insert_into(search_rows::table).values(&new).execute(c))?;
    }
    let read: Vec<i64> = waiting.iter().map(|(id, ..)| *id).collect();
    diesel::delete(search_waiting::table.filter(search_waiting::id.eq_any(read))).execute(conn)?;
    Ok(())
}

fn words_of_texts(conn: &mut Conn, keys: Vec<i64>) -> QueryResult<Vec<(i64, i64, String)>> {
    let rows: Vec<(i64, i64, String)> = wordings::table
        .inner_join(elements::table.inner_join(drafts::table))
        .filter(wordings::id.eq_any(keys))
        .order(wordings::id)
        .select((drafts::consultation_id, wordings::id, wordings::body))
        .load(conn)?;
    let words = |body: String| indexed([without_marks(&body).as_str()]);
    Ok(rows.into_iter().map(|(of, key, body)| (of, key, words(body))).collect())
}

/// What is sealed leaves nothing in these columns; and what may not stand in them is not read, if it should.
fn words_of_inputs(conn: &mut Conn, keys: Vec<i64>) -> QueryResult<Vec<(i64, i64, String)>> {
    let classes = [PublicationClass::Public, PublicationClass::NameWithheld];
    let rows: Vec<(i64, i64, String, String)> = inputs::table
        .inner_join(submissions::table)
        .inner_join(rounds::table)
        .filter(inputs::id.eq_any(keys))
        .filter(submissions::state.eq(SubmissionState::Submitted))
        .filter(inputs::publication_class.eq_any(classes))
        .filter(not(exists(redactions::table.filter(redactions::input_id.eq(inputs::id)))))
        .order(inputs::id)
        .select((rounds::consultation_id, inputs::id, inputs::body, inputs::proposed))
        .load(conn)?;
    let words = |body: &str, proposed: &str| indexed([body, proposed]);
    Ok(rows
        .into_iter()
        .map(|(of, key, body, proposed)| (of, key, words(&body, &proposed)))
        .collect())
}
