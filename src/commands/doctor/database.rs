//! The database: that it is there, at this version, and keeps what it was given.

use super::Findings;
use crate::commands::serve::CONNECTIONS;
use crate::config::Settings;
use crate::db::{self, Condition, Db, Postgres, Version, copying};
use crate::operation::machine;
use crate::procedure::Moment;
use crate::web::Error;

const CHECK: &str = "database";
/// A transaction that ends at the wrong second may fall on the wrong side of a deadline.
const CLOCKS_APART: i64 = 2_000_000;
const OLDEST: i64 = 15;

/// The database, where it can be looked into further.
pub(super) fn look(
    settings: &Settings,
    thorough: bool,
    now: Moment,
    found: &mut Findings,
) -> Option<Db> {
    let url = &settings.database_url;
    if let Some(file) = db::file_of(url) {
        if !file.exists() {
            let said = file.display();
            found.fault(
                CHECK,
                format!(
                    "there is no {said}: `travaux migrate` makes it, and so does the first start"
                ),
            );
            return None;
        }
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        let elsewhere = machine::on_another_machine(folder.unwrap_or(".".as_ref()));
        look_at_file_system(elsewhere.ok().flatten(), found);
    }
    let opened = Db::open(url, 1);
    let looked = opened.and_then(|db| {
        let schema = db.read(db::version);
        let condition = db.read(|conn| Ok::<_, Error>(db::condition(conn, thorough)?));
        let losing = db.settings_that_lose_data()?;
        Ok((db, schema, condition, losing))
    });
    let (db, schema, condition, losing) = match looked {
        Ok(looked) => looked,
        Err(error) => {
            found.fault(CHECK, format!("{error}. Is DATABASE_URL right, and does the server run?"));
            return None;
        }
    };
    match condition {
        Ok(Condition::Sqlite { journal_mode, synchronous, check }) => {
            look_at_sqlite(&journal_mode, synchronous, &check, found);
        }
        Ok(Condition::Postgres(postgres)) => {
            look_at_postgres(&postgres, &losing, now, found);
            look_at_way(url, found);
        }
        Err(error) => found.fault(CHECK, format!("it cannot be looked at: {error}")),
    }
    if db.read(copying::is_shut).unwrap_or_default() {
        found.fault(CHECK, format!("{}: DATABASE_URL still names the old one", copying::MOVED));
    }
    match schema {
        Ok(schema) => look_at_schema(schema, found).then_some(db),
        Err(error) => {
            found.fault(CHECK, format!("its version cannot be read: {error}"));
            None
        }
    }
}

/// True where this program can read it.
fn look_at_schema(version: Version, found: &mut Findings) -> bool {
    match version {
        Version::None | Version::Older => found.fault(
            CHECK,
            "there are migrations that have not run: `travaux migrate` runs them, and so does the \
             next start",
        ),
        Version::Newer => found.warning(
            CHECK,
            "a newer program has brought it to its version: this one goes on working beside it; \
             bring it to that version too",
        ),
        Version::Same => found.ok(CHECK, "it is at this version"),
    }
    matches!(version, Version::Same | Version::Newer)
}

fn look_at_file_system(elsewhere: Option<&'static str>, found: &mut Findings) {
    if let Some(kind) = elsewhere {
        found.fault(
            CHECK,
            format!(
                "the SQLite file lies on {kind}, whose locks and syncs cannot be relied on: it \
                 will lose data. Put it on a disk of this machine, or use PostgreSQL"
            ),
        );
    }
}

fn look_at_sqlite(journal_mode: &str, synchronous: i64, check: &[String], found: &mut Findings) {
    match (journal_mode, synchronous) {
        ("wal", 2) => found.ok(CHECK, "SQLite writes ahead, and waits for the disk"),
        _ => found.fault(
            CHECK,
            format!(
                "SQLite keeps journal_mode={journal_mode} and synchronous={synchronous}, where it \
                 was told WAL and FULL (2): is the file on a disk of this machine, and may its \
                 folder be written?"
            ),
        ),
    }
    match check {
        [one] if one == "ok" => found.ok(CHECK, "the file is whole"),
        broken => found.fault(
            CHECK,
            format!(
                "the file is damaged ({}): stop the server, and restore the last backup",
                broken.first().map_or("no answer", String::as_str)
            ),
        ),
    }
}

fn look_at_postgres(postgres: &Postgres, losing: &[String], now: Moment, found: &mut Findings) {
    let Postgres { version, encoding, time_zone, messages, lagging_standbys, .. } = postgres;
    let major = version / 10_000;
    match major < OLDEST {
        true => found.fault(
            CHECK,
            format!("PostgreSQL {major} is too old: {OLDEST} is the oldest that will do"),
        ),
        false => found.ok(CHECK, format!("PostgreSQL {major}.{}", version % 10_000)),
    }
    match losing {
        [] => found.ok(CHECK, "it waits for the disk"),
        _ => found.fault(
            CHECK,
            format!(
                "it runs with {}, and could lose what people were told is stored: each must be on",
                losing.join(", ")
            ),
        ),
    }
    if encoding != "UTF8" {
        found.fault(
            CHECK,
            format!("its encoding is {encoding}, and cannot hold every name: make the database anew with ENCODING 'UTF8'"),
        );
    }
    if time_zone != "UTC" {
        found.fault(
            CHECK,
            format!("its sessions keep the time of {time_zone}, whatever they are told: let the role's TimeZone be UTC"),
        );
    }
    if !is_english(messages) {
        found.warning(
            CHECK,
            format!(
                "it says what goes wrong in the language of {messages}, and a full disk, a row that others hold or a table that \
                 a new version waits for is not known by that: its administrator says ALTER DATABASE … SET lc_messages = 'C'"
            ),
        );
    }
    if *lagging_standbys > 0 {
        found.warning(
            CHECK,
            format!(
                "standbys that commits do not wait for: {lagging_standbys}. After a failover to \
                 one of them, what people were told is stored may be lost: set \
                 synchronous_standby_names, and synchronous_commit to on or remote_apply"
            ),
        );
    }
    look_at_connections(postgres, found);
    let apart = (postgres.clock - now.as_micros()).abs();
    match apart > CLOCKS_APART {
        true => found.fault(
            "clock",
            format!(
                "this machine's clock and the database's are {} seconds apart: keep both by NTP",
                apart / 1_000_000
            ),
        ),
        false => found.ok("clock", "this machine's clock and the database's agree"),
    }
}

/// The locale in which the server's own language is kept, which is English.
fn is_english(locale: &str) -> bool {
    let language = locale.split(['_', '.', '@']).next().unwrap_or_default();
    ["", "C", "POSIX", "en", "English"].contains(&language)
}

fn look_at_connections(postgres: &Postgres, found: &mut Findings) {
    let Postgres { most_connections, used_connections, .. } = postgres;
    let ours = i64::from(CONNECTIONS);
    let said = format!(
        "each process keeps up to {ours} connections; the server gives {most_connections} in all, \
         and {used_connections} are taken"
    );
    if *most_connections < ours {
        found.fault(CHECK, format!("{said}: raise max_connections"));
    } else if most_connections - used_connections < ours {
        found.warning(
            CHECK,
            format!("{said}: another process would not find enough. Raise max_connections"),
        );
    } else {
        found.ok(CHECK, said);
    }
}

/// What is said to a database elsewhere may be read on its way, and altered.
fn look_at_way(url: &str, found: &mut Findings) {
    let hosts = db::hosts_of(url);
    let elsewhere = hosts.iter().find(|host| !super::configuration::is_loopback(host));
    match elsewhere {
        None => (),
        Some(host) if db::is_encrypted(url) => {
            found.ok(CHECK, format!("what goes to {host} is encrypted, and its certificate good"));
        }
        Some(host) => found.warning(
            CHECK,
            format!(
                "what goes to {host} is not encrypted on its way: end DATABASE_URL with \
                 ?sslmode=verify-full&sslrootcert=FILE, or let the way be a tunnel (WireGuard)"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Grade, Grade::*};
    use super::*;

    fn heard(look: impl FnOnce(&mut Findings)) -> Vec<(Grade, String)> {
        let mut found = Findings::default();
        look(&mut found);
        found.0.into_iter().map(|one| (one.grade, one.said)).collect()
    }

    fn says(heard: &[(Grade, String)], grade: Grade, words: &str) -> bool {
        heard.iter().any(|(found, said)| *found == grade && said.contains(words))
    }

    #[test]
    fn what_sqlite_says_of_itself_is_judged() {
        let whole = ["ok".to_owned()];
        let heard_of = |mode: &str, sync, check: &[String]| {
            heard(|found| look_at_sqlite(mode, sync, check, found))
        };
        assert!(heard_of("wal", 2, &whole).iter().all(|(grade, _)| *grade == Ok));
        assert!(says(&heard_of("delete", 2, &whole), Fault, "journal_mode=delete"));
        assert!(says(&heard_of("wal", 1, &whole), Fault, "synchronous=1"));
        let broken = ["Page 7: never used".to_owned()];
        assert!(says(&heard_of("wal", 2, &broken), Fault, "Page 7: never used"));
        assert!(says(&heard_of("wal", 2, &[]), Fault, "no answer"));
        assert!(says(&heard(|found| look_at_file_system(Some("NFS"), found)), Fault, "on NFS"));
        assert!(heard(|found| look_at_file_system(None, found)).is_empty());
    }

    #[test]
    fn what_postgresql_says_of_itself_is_judged() {
        let now = Moment::from_micros(1_800_000_000_000_000).unwrap();
        let right = Postgres {
            version: 150_018,
            encoding: "UTF8".into(),
            time_zone: "UTC".into(),
            messages: "C.UTF-8".into(),
            lagging_standbys: 0,
            most_connections: 97,
            used_connections: 9,
            clock: now.as_micros() - 400_000,
        };
        let heard_of = |postgres: &Postgres, losing: &[String]| {
            heard(|found| look_at_postgres(postgres, losing, now, found))
        };
        let all = heard_of(&right, &[]);
        assert!(all.iter().all(|(grade, _)| *grade == Ok), "{all:?}");
        assert!(says(&all, Ok, "PostgreSQL 15.18"));
        assert!(says(&heard_of(&right, &["fsync=off".into()]), Fault, "fsync=off"));
        for (wrong, grade, words) in [
            (Postgres { version: 130_004, ..right.clone() }, Fault, "13 is too old"),
            (Postgres { encoding: "LATIN1".into(), ..right.clone() }, Fault, "LATIN1"),
            (Postgres { time_zone: "Europe/Paris".into(), ..right.clone() }, Fault, "Europe/Paris"),
            (Postgres { messages: "fr_CH.UTF-8".into(), ..right.clone() }, Warning, "lc_messages"),
            (
                Postgres { lagging_standbys: 2, ..right.clone() },
                Warning,
                "synchronous_standby_names",
            ),
            (Postgres { used_connections: 90, ..right.clone() }, Warning, "max_connections"),
            (Postgres { most_connections: 7, ..right.clone() }, Fault, "max_connections"),
            (
                Postgres { clock: now.as_micros() + 7_000_000, ..right.clone() },
                Fault,
                "7 seconds apart",
            ),
        ] {
            let all = heard_of(&wrong, &[]);
            assert!(says(&all, grade, words), "{words}: {all:?}");
        }
        assert!(says(
            &heard(|found| look_at_way("postgres://t@db.example/t", found)),
            Warning,
            "what goes to db.example is not encrypted on its way: end DATABASE_URL with ?sslmode=verify-full"
        ));
        let several = "postgres://t@127.0.0.1,db.example/t";
        assert!(says(&heard(|found| look_at_way(several, found)), Warning, "db.example"));
        let checked = "postgres://t@db.example/t?sslmode=verify-full";
        assert!(says(&heard(|found| look_at_way(checked, found)), Ok, "its certificate good"));
        for here in ["/t?host=/run/postgresql", "127.0.0.1/t", "localhost", "[::1]:5432/t"] {
            let url = format!("postgres://{here}");
            assert!(heard(|found| look_at_way(&url, found)).is_empty(), "{here:?}");
        }
    }

    #[test]
    fn the_version_of_the_schema_is_judged() {
        for (version, grade, words, can_be_read) in [
            (Version::Same, Ok, "at this version", true),
            (Version::None, Fault, "have not run", false),
            (Version::Older, Fault, "have not run", false),
            (Version::Newer, Warning, "a newer program", true),
        ] {
            let mut found = Findings::default();
            assert_eq!(look_at_schema(version, &mut found), can_be_read);
            assert!(found.0[0].grade == grade && found.0[0].said.contains(words), "{found:?}");
        }
    }
}
