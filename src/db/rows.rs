//! Rows of any table, as both engines have them: read and written by what the schema says of the
//! columns.

use super::types::sql;
use super::{Conn, Error, Json, in_order, on};
use crate::procedure::Moment;
use crate::schema::{ColumnKind, Table};
use diesel::backend::Backend;
use diesel::connection::{DefaultLoadingMode, LoadConnection};
use diesel::deserialize::{self, FromSql};
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::result::Error::DeserializationError;
use diesel::row::{Field, Row};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Binary, Bool, HasSqlType, Nullable, Text};
use diesel::{QueryResult, RunQueryDsl};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A value in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Number(Option<i64>),
    Flag(Option<bool>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Moment(Option<Moment>),
    Document(Option<Json<Value>>),
}

impl Cell {
    /// The number of a row's key.
    pub fn key(&self) -> i64 {
        match self {
            Self::Number(Some(key)) => *key,
            _ => 0,
        }
    }

    /// Unambiguous: a sign of what it is, how long, and its bytes.
    pub fn digest_into(&self, digest: &mut Sha256) {
        let bytes = match self {
            Self::Number(value) => value.map(|n| n.to_be_bytes().to_vec()),
            Self::Flag(value) => value.map(|flag| vec![u8::from(flag)]),
            Self::Text(value) => value.as_ref().map(|text| text.as_bytes().to_vec()),
            Self::Bytes(value) => value.clone(),
            Self::Moment(value) => value.map(|at| at.as_micros().to_be_bytes().to_vec()),
            Self::Document(value) => {
                value.as_ref().map(|Json(value)| in_order(value).to_string().into_bytes())
            }
        };
        digest.update([u8::from(bytes.is_some())]);
        let bytes = bytes.unwrap_or_default();
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    }
}

/// The next rows of a table by key, in the order of its columns; none at the end.
pub fn after(conn: &mut Conn, table: &Table, key: i64) -> Result<Vec<Vec<Cell>>, Error> {
    // A part of an attachment has a megabyte at most.
    let holds_bytes = table.columns.iter().any(|column| column.kind == ColumnKind::Binary);
    let (names, most) = (names(table), if holds_bytes { 16 } else { 500 });
    let sql =
        format!("SELECT {names} FROM {} WHERE id > {key} ORDER BY id LIMIT {most}", table.name);
    Ok(on!(conn, |c| {
        let mut found = Vec::new();
        for row in LoadConnection::<DefaultLoadingMode>::load(c, diesel::sql_query(sql))? {
            found.push(cells(table, &row?).map_err(DeserializationError)?);
        }
        QueryResult::Ok(found)
    })?)
}

fn cells<'a, DB>(table: &Table, row: &impl Row<'a, DB>) -> deserialize::Result<Vec<Cell>>
where
    DB: Backend,
    i64: FromSql<BigInt, DB>,
    bool: FromSql<Bool, DB>,
    String: FromSql<Text, DB>,
    Vec<u8>: FromSql<Binary, DB>,
    Moment: FromSql<sql::Moment, DB>,
    Json<Value>: FromSql<sql::Doc, DB>,
{
    let mut cells = Vec::with_capacity(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        let field = row.get(index).ok_or("a column is missing")?;
        let value = field.value();
        cells.push(match column.kind {
            ColumnKind::BigInt => Cell::Number(value.map(i64::from_sql).transpose()?),
            ColumnKind::Bool => Cell::Flag(value.map(bool::from_sql).transpose()?),
            ColumnKind::Text => Cell::Text(value.map(String::from_sql).transpose()?),
            ColumnKind::Binary => Cell::Bytes(value.map(Vec::from_sql).transpose()?),
            ColumnKind::Moment => Cell::Moment(value.map(Moment::from_sql).transpose()?),
            ColumnKind::Doc => Cell::Document(value.map(Json::from_sql).transpose()?),
        });
    }
    Ok(cells)
}

/// How many values a statement may be given: SQLite takes 32,766.
const MOST_VALUES: usize = 30_000;

/// Stores rows with the keys that they have.
pub fn insert(conn: &mut Conn, table: &Table, rows: &[Vec<Cell>]) -> QueryResult<()> {
    for rows in rows.chunks(MOST_VALUES / table.columns.len()) {
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {}",
            table.name,
            names(table),
            places(rows.len(), table.columns.len())
        );
        on!(&mut *conn, |c| {
            let mut query = diesel::sql_query(sql).into_boxed();
            for cell in rows.iter().flatten() {
                query = bind(query, cell);
            }
            query.execute(c)
        })?;
    }
    Ok(())
}

fn names(table: &Table) -> String {
    table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
}

/// "($1, $2), ($3, $4)": in the order in which they are given, which SQLite counts by.
fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places = (1..=columns).map(|column| format!("${}", row * columns + column));
        format!("({})", places.collect::<Vec<_>>().join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

type Query<'a, DB> = BoxedSqlQuery<'a, DB, SqlQuery>;

fn bind<'a, DB>(query: Query<'a, DB>, cell: &'a Cell) -> Query<'a, DB>
where
    DB: Backend
        + HasSqlType<BigInt>
        + HasSqlType<Bool>
        + HasSqlType<Text>
        + HasSqlType<Binary>
        + HasSqlType<sql::Moment>
        + HasSqlType<sql::Doc>,
    Option<i64>: ToSql<Nullable<BigInt>, DB>,
    Option<bool>: ToSql<Nullable<Bool>, DB>,
    Option<&'a String>: ToSql<Nullable<Text>, DB>,
    Option<&'a Vec<u8>>: ToSql<Nullable<Binary>, DB>,
    Option<Moment>: ToSql<Nullable<sql::Moment>, DB>,
    Option<&'a Json<Value>>: ToSql<Nullable<sql::Doc>, DB>,
{
    match cell {
        Cell::Number(value) => query.bind::<Nullable<BigInt>, _>(*value),
        Cell::Flag(value) => query.bind::<Nullable<Bool>, _>(*value),
        Cell::Text(value) => query.bind::<Nullable<Text>, _>(value.as_ref()),
        Cell::Bytes(value) => query.bind::<Nullable<Binary>, _>(value.as_ref()),
        Cell::Moment(value) => query.bind::<Nullable<sql::Moment>, _>(*value),
        Cell::Document(value) => query.bind::<Nullable<sql::Doc>, _>(value.as_ref()),
    }
}
