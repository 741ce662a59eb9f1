//! A database of its own for each test, in the cluster that TRAVAUX_TEST_POSTGRES names (`dev/test` starts one and stops it).
//!
//! The migrations run once per build of the tests, into a template; a test then takes a copy of it.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use diesel::prelude::*;
use diesel::sql_types::Text;

/// Any number will do that nobody else in the cluster uses.
const TEMPLATE_LOCK: i64 = 0x5452_4156;

/// The cluster to test with, when this run is about PostgreSQL.
pub fn cluster() -> Option<String> {
    std::env::var("TRAVAUX_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A migrated database that is gone when this value is.
pub struct Database {
    cluster: String,
    name: String,
    url: String,
}

impl Database {
    /// `migrate` gets the address of an empty database; it must have closed its connections when it returns.
    pub fn fresh(migrate: fn(&str)) -> Database {
        let cluster = cluster().expect("TRAVAUX_TEST_POSTGRES names a cluster");
        let template = template(&cluster, migrate);
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!(
            "travaux_test_{}_{}_{:08x}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed),
            RandomState::new().hash_one(0) as u32
        );
        let mut admin = connect(&cluster);
        run(&mut admin, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"));
        let url = address(&cluster, &name);
        Database { cluster, name, url }
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // The server under test may still be connected; a failure here must not hide the test's own.
        if let Ok(mut admin) = PgConnection::establish(&self.cluster) {
            let _ =
                diesel::sql_query(format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name))
                    .execute(&mut admin);
        }
    }
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    datname: String,
}

/// One template per build of the tests (the migrations are compiled in), made by whichever process comes first.
fn template(cluster: &str, migrate: fn(&str)) -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let built = std::env::current_exe().and_then(|exe| exe.metadata()?.modified()).expect("the test program has a date");
        let built = built.duration_since(UNIX_EPOCH).expect("built after 1970").as_nanos();
        let name = format!("travaux_template_{built:x}");
        let mut admin = connect(cluster);
        run(&mut admin, &format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})"));
        let there: Vec<Name> = diesel::sql_query("SELECT datname::text FROM pg_database WHERE datname LIKE 'travaux\\_template%'")
            .load(&mut admin)
            .expect("the cluster lists its databases");
        if !there.iter().any(|t| t.datname == name) {
            // A template of an older build may be in use by another run: then it stays.
            for old in &there {
                let _ = diesel::sql_query(format!("DROP DATABASE IF EXISTS {}", old.datname)).execute(&mut admin);
            }
            let unfinished = format!("travaux_template_unfinished_{}", std::process::id());
            run(&mut admin, &format!("CREATE DATABASE {unfinished} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"));
            migrate(&address(cluster, &unfinished));
            run(&mut admin, &format!("ALTER DATABASE {unfinished} RENAME TO {name}"));
        }
        run(&mut admin, &format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})"));
        name
    })
}

fn connect(url: &str) -> PgConnection {
    PgConnection::establish(url)
        .unwrap_or_else(|e| panic!("no connection to {url} (TRAVAUX_TEST_POSTGRES): {e}"))
}

fn run(connection: &mut PgConnection, sql: &str) {
    diesel::sql_query(sql).execute(connection).unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// The same cluster, another database.
fn address(cluster: &str, database: &str) -> String {
    let (base, options) = match cluster.split_once('?') {
        Some((base, options)) => (base, format!("?{options}")),
        None => (cluster, String::new()),
    };
    let host = match base.splitn(4, '/').collect::<Vec<_>>()[..] {
        [scheme, "", host, ..] => format!("{scheme}//{host}"),
        _ => panic!("TRAVAUX_TEST_POSTGRES is {cluster:?}, not postgres://USER@HOST:PORT/DATABASE"),
    };
    format!("{host}/{database}{options}")
}
