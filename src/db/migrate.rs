//! Migrations, embedded for each engine; safe when several processes start at once.

use super::{Conn, Error, connect};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number will do, as long as nothing else on the server locks it.
const LOCK: &str = "SELECT pg_advisory_lock(7215330)";

/// Brings the database at `url` to this version's schema; answers how many migrations ran.
pub fn migrate(url: &str) -> Result<usize, Error> {
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| Error::Migration(error.to_string());
    match connect(url)? {
        Conn::Sqlite(mut c) => {
            // Off before the transaction begins: with it on, rebuilding a table would cascade.
            c.batch_execute("PRAGMA foreign_keys = OFF").map_err(|e| failed(e.into()))?;
            c.immediate_transaction(|c| {
                let ran = c.run_pending_migrations(SQLITE)?.len();
                let dangling: Count =
                    diesel::sql_query("SELECT count(*) AS n FROM pragma_foreign_key_check")
                        .get_result(c)?;
                match dangling.n {
                    0 => Ok(ran),
                    n => Err(format!("{n} foreign keys would dangle").into()),
                }
            })
            .map_err(failed)
        }
        Conn::Postgres(mut c) => {
            // Released with the connection.
            c.batch_execute(LOCK).map_err(|e| failed(e.into()))?;
            Ok(c.run_pending_migrations(POSTGRES).map_err(failed)?.len())
        }
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}
