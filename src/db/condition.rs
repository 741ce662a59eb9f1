//! What state the database is in, for whoever looks after it. Nothing is changed.

use super::{Conn, is_postgres, on, said};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::path::{Path, PathBuf};

/// What an engine says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Sqlite {
        journal_mode: String,
        /// 2 is FULL.
        synchronous: i64,
        /// What the check of the file found; "ok" where that is nothing.
        check: Vec<String>,
    },
    Postgres(Postgres),
}

#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Postgres {
    /// 150018 is 15.18.
    #[diesel(sql_type = BigInt)]
    pub version: i64,
    #[diesel(sql_type = Text)]
    pub encoding: String,
    #[diesel(sql_type = Text)]
    pub time_zone: String,
    /// The language of what it says when something goes wrong, as a locale.
    #[diesel(sql_type = Text)]
    pub messages: String,
    /// Standbys that a commit does not wait for.
    #[diesel(sql_type = BigInt)]
    pub lagging_standbys: i64,
    /// Connections that anybody may have, and those that somebody has.
    #[diesel(sql_type = BigInt)]
    pub most_connections: i64,
    #[diesel(sql_type = BigInt)]
    pub used_connections: i64,
    /// Microseconds since 1970.
    #[diesel(sql_type = BigInt)]
    pub clock: i64,
}

const POSTGRES: &str = "SELECT current_setting('server_version_num')::bigint AS version, \
    current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS time_zone, \
    current_setting('lc_messages') AS messages, \
    (SELECT count(*) FROM pg_stat_replication WHERE coalesce(state, '') <> 'backup' \
        AND (current_setting('synchronous_standby_names') = '' \
            OR current_setting('synchronous_commit') IN ('off', 'local') \
            OR coalesce(sync_state, 'sync') NOT IN ('sync', 'quorum'))) AS lagging_standbys, \
    current_setting('max_connections')::bigint \
        - current_setting('superuser_reserved_connections')::bigint AS most_connections, \
    (SELECT count(*) FROM pg_stat_activity WHERE datid IS NOT NULL) AS used_connections, \
    (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS clock";

/// One line for each thing that is wrong with a file of SQLite, or "ok".
pub(super) const CHECK_OF_EVERY_PAGE: &str =
    "SELECT integrity_check AS said FROM pragma_integrity_check";

/// Looks; of SQLite's file at every page where `thoroughly`, and else at what costs less.
pub fn condition(conn: &mut Conn, thoroughly: bool) -> QueryResult<Condition> {
    if let Conn::Postgres(c) = conn {
        return Ok(Condition::Postgres(diesel::sql_query(POSTGRES).get_result(c)?));
    }
    let check = match thoroughly {
        true => CHECK_OF_EVERY_PAGE,
        false => "SELECT quick_check AS said FROM pragma_quick_check",
    };
    let first = |said: Vec<String>| said.into_iter().next().unwrap_or_default();
    Ok(Condition::Sqlite {
        journal_mode: first(said(conn, "SELECT journal_mode AS said FROM pragma_journal_mode")?),
        synchronous: first(said(
            conn,
            "SELECT CAST(synchronous AS TEXT) AS said FROM pragma_synchronous",
        )?)
        .parse()
        .unwrap_or_default(),
        check: said(conn, check)?,
    })
}

/// Where an SQLite database lies; None for one that a server keeps.
pub fn file_of(url: &str) -> Option<PathBuf> {
    if is_postgres(url) {
        return None;
    }
    let path = url.strip_prefix("sqlite:")?;
    Some(Path::new(path.strip_prefix("//").unwrap_or(path)).to_owned())
}

/// The hosts that a server's address names: none where it is a socket of this machine, several where one stands by.
pub fn hosts_of(url: &str) -> Vec<&str> {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let hosts = authority.rsplit('@').next().unwrap_or_default();
    hosts.split(',').map(without_port).filter(|host| !host.is_empty()).collect()
}

fn without_port(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// The latest moment in the journal, as microseconds since 1970.
pub fn latest_line(conn: &mut Conn) -> QueryResult<Option<crate::procedure::Moment>> {
    use crate::schema::journal;
    on!(conn, |c| journal::table.order(journal::id.desc()).select(journal::at).first(c).optional())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hosts_of_an_address_are_found() {
        for (url, host) in [
            ("postgres://travaux@db/travaux", vec!["db"]),
            ("postgres://travaux:a@b@db.example:5432/travaux?x=y", vec!["db.example"]),
            ("postgres://[fd00::7]:5432/travaux", vec!["fd00::7"]),
            ("postgres://travaux@a:5432,[fd00::8],c/travaux", vec!["a", "fd00::8", "c"]),
            ("postgres:///travaux?host=/run/postgresql", vec![]),
            ("sqlite:/var/lib/travaux/travaux.db", vec![]),
        ] {
            assert_eq!(hosts_of(url), host, "{url}");
        }
        let file = file_of("sqlite:///var/lib/t.db");
        assert_eq!(file.as_deref(), Some(Path::new("/var/lib/t.db")));
        assert_eq!(file_of("postgres:///travaux"), None);
    }
}
