//! Copies of a whole installation: taken under load, brought back where nothing is, moved between databases.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use diesel::prelude::*;
use travaux::config::Settings;
use travaux::db::copying::{Holding, Snapshot};
use travaux::db::{Db, migrate};
use travaux::procedure::words::LetterState;
use travaux::schema::{inputs, journal, letters, sessions};
use travaux::submissions::store::Input;
use travaux::web::Error;

use crate::record::{closes, sends};
use crate::support::console::{run, said};
use crate::support::stage::{self, PASSWORD, Stage};
use crate::support::{Server, postgres};

/// The program, for this stage's installation.
fn travaux(server: &Server, words: &[&str]) -> Output {
    run(server.data(), &server.app.settings.database_url, words)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// What every table holds, but for those in which a copy leaves its own mark.
fn holdings(url: &str) -> Vec<Holding> {
    let held = Snapshot::of(url).expect("it opens").holdings().expect("it is read");
    let own = ["chains", "journal", "sessions"];
    held.into_iter().filter(|one| !own.contains(&one.table)).collect()
}

/// An empty machine: the key files are brought there first, as one would.
fn machine_with_keys_of(server: &Server) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for key in ["keys", "signing-key"] {
        std::fs::copy(server.data().join(key), folder.path().join(key)).expect("a key file");
    }
    folder
}

/// Where an installation could go: a database that is empty, of the other engine where there are two.
struct Place {
    url: String,
    _postgres: Option<postgres::Database>,
}

impl Place {
    fn file(folder: &Path, name: &str) -> Self {
        Self { url: format!("sqlite:{}", folder.join(name).display()), _postgres: None }
    }

    fn of_this_run(folder: &Path) -> Self {
        match postgres::cluster() {
            None => Self::file(folder, "travaux.db"),
            Some(_) => {
                let database = postgres::Database::fresh(|url| {
                    migrate(url).expect("the migrations run");
                });
                Self { url: database.url().to_owned(), _postgres: Some(database) }
            }
        }
    }
}

/// Writes comments until told to stop; answers those that were acknowledged.
fn writing(stage: &Stage, stop: Arc<AtomicBool>) -> tokio::task::JoinHandle<Vec<String>> {
    let who = stage.ngo_focal.clone();
    let at = format!("/rounds/{}/elements/{}?form=comment", stage.round, stage.elements[1]);
    tokio::spawn(async move {
        let mut acknowledged = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            let body =
                format!("Number {} of those that were written meanwhile.", acknowledged.len());
            let form = [
                ("body", body.as_str()),
                ("language", "en"),
                ("class", "public"),
                ("version", "0"),
            ];
            let answer = who.post(&at, &form).await;
            assert_eq!(answer.status, 303, "{}", answer.text());
            acknowledged.push(body);
        }
        acknowledged
    })
}

/// The comments in a database.
fn bodies(url: &str) -> BTreeSet<String> {
    let db = Db::open(url, 1).expect("it opens");
    let all = db.read(|conn| {
        Ok::<_, Error>(inputs::table.order(inputs::id).select(Input::as_select()).load(conn)?)
    });
    all.expect("it is read").into_iter().map(|input: Input| input.body).collect()
}

/// An installation with something in it that is open, something that nobody but the team may read, and a list of digests.
async fn played() -> Stage {
    let stage = stage::recorded().await;
    sends(&stage, &stage.avaria_focal, "What is open to all.", "public").await;
    sends(&stage, &stage.lothmar_focal, "What the team alone may read.", "confidential").await;
    closes(&stage);
    stage
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_whole_verified_and_for_its_owner_only() {
    let stage = stage::recorded().await;
    let server = &stage.server;
    sends(&stage, &stage.lothmar_focal, "What the team alone may read.", "confidential").await;
    let stop = Arc::new(AtomicBool::new(false));
    let writer = writing(&stage, stop.clone());
    let folder = tempfile::tempdir().unwrap();
    let mut before = BTreeSet::new();
    for n in 0..3 {
        let file = folder.path().join(format!("backup-{n}.db"));
        let output = travaux(server, &["backup", path(&file)]);
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains("sealed rows"), "{}", said(&output));

        // Others read it, and find it as it was written.
        let checked = Command::new("sha256sum")
            .args(["--check", "--strict"])
            .arg(format!("{}.sha256", file.file_name().unwrap().to_str().unwrap()))
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(checked.status.success(), "{checked:?}");
        let digest = String::from_utf8(output.stdout.clone()).unwrap();
        let written = std::fs::read_to_string(folder.path().join(format!("backup-{n}.db.sha256")));
        assert!(written.unwrap().starts_with(digest.trim()), "{digest}");
        let program = "import sqlite3, sys; c = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True); \
            print(c.execute('PRAGMA integrity_check').fetchone()[0], c.execute('SELECT count(*) FROM journal').fetchone()[0])";
        let read = Command::new("python3").args(["-c", program, path(&file)]).output().unwrap();
        let read = String::from_utf8_lossy(&read.stdout).into_owned();
        assert!(read.starts_with("ok ") && read.trim() != "ok 0", "{read}");
        let mode = std::os::unix::fs::PermissionsExt::mode(&file.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);

        let there = bodies(&format!("sqlite:{}", file.display()));
        assert!(there.is_superset(&before), "what was acknowledged before is in it");
        before = bodies(&server.app.settings.database_url);
        assert!(before.is_superset(&there), "and nothing that was not");
    }
    stop.store(true, Ordering::Relaxed);
    let acknowledged: BTreeSet<String> = writer.await.unwrap().into_iter().collect();
    assert!(acknowledged.len() > 3, "people wrote meanwhile");
    assert!(bodies(&server.app.settings.database_url).is_superset(&acknowledged));
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().flatten().map(|f| f.file_name()).collect();
    assert_eq!(left.len(), 6, "three files with their digests, and nothing else: {left:?}");
    let acts: Vec<String> = server.read(|conn| {
        journal::table.filter(journal::act.like("installation.%")).select(journal::act).load(conn)
    });
    assert_eq!(acts, ["installation.backed_up"; 3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_an_installation_again_where_there_was_none() {
    let stage = played().await;
    let server = &stage.server;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.db");
    assert!(travaux(server, &["backup", path(&file)]).status.success());
    let written = std::fs::read(&file).unwrap();

    let machine = machine_with_keys_of(server);
    let place = Place::of_this_run(machine.path());
    let output = run(machine.path(), &place.url, &["recover", path(&file)]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("sessions were ended"), "{}", said(&output));
    assert_eq!(holdings(&server.app.settings.database_url), holdings(&place.url));
    assert_eq!(std::fs::read(&file).unwrap(), written, "the backup stays as it is");
    let verified = run(machine.path(), &place.url, &["verify", "all"]);
    assert!(verified.status.success(), "{}", said(&verified));

    // It serves what the first one serves; people sign in anew.
    let settings = Settings {
        data: machine.path().to_owned(),
        keys: machine.path().join("keys"),
        database_url: place.url.clone(),
        ..server.app.settings.clone()
    };
    let address = server.beside(Db::open(&place.url, 2).unwrap(), settings);
    let list = format!("/rounds/{}/digests/1", stage.round);
    let (old, new) =
        (stage.visitor.get(&list).await, stage.visitor.clone().at(&address).get(&list).await);
    assert_eq!((old.status, &old.body), (200, &new.body));
    let lead = stage.lead.clone().at(&address);
    let team = format!("/c/{}/team", stage.slug);
    assert_eq!(stage.lead.get(&team).await.status, 200);
    let nobody = stage.visitor.get(&team).await.status;
    assert_eq!(lead.get(&team).await.status, nobody, "the session of then is none any more");
    let anew = stage.visitor.clone().at(&address);
    let form = [("email", "elena@example.org"), ("password", PASSWORD)];
    assert_eq!(anew.post("/sign-in", &form).await.status, 303);
    assert_eq!(anew.get(&team).await.status, 200);

    assert_eq!(sessions_in(&place.url), 1, "the one that signed in since");

    // A second time there is something in its way.
    let output = run(machine.path(), &place.url, &["recover", path(&file)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("exists already") || said(&output).contains("not empty"),
        "{}",
        said(&output)
    );
}

fn sessions_in(url: &str) -> i64 {
    let db = Db::open(url, 1).expect("it opens");
    db.read(|conn| Ok::<_, Error>(sessions::table.count().get_result(conn)?)).expect("a number")
}

/// Somebody who recovers is stopped half-way, and what SQLite had in its log stays: it belongs to no other backup. And two who make one
/// file at the same time would spoil it for one another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_left_half_way_is_not_played_into_what_comes_after() {
    let stage = played().await;
    let server = &stage.server;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.db");
    assert!(travaux(server, &["backup", path(&file)]).status.success());

    let machine = machine_with_keys_of(server);
    let half = machine.path().join(".travaux.db.unfinished");
    std::fs::copy(&file, &half).unwrap();
    let left = machine.path().join(".travaux.db.unfinished-wal");
    {
        let mut conn = SqliteConnection::establish(path(&half)).unwrap();
        for sql in ["PRAGMA journal_mode = WAL", "UPDATE wordings SET body = body || ' Half.'"] {
            diesel::sql_query(sql).execute(&mut conn).unwrap();
        }
        std::fs::copy(&left, machine.path().join("log")).unwrap();
    }
    std::fs::copy(&file, &half).unwrap();
    std::fs::rename(machine.path().join("log"), &left).unwrap();
    let place = Place::file(machine.path(), "travaux.db");
    let output = run(machine.path(), &place.url, &["recover", path(&file)]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(holdings(&format!("sqlite:{}", file.display())), holdings(&place.url));
    assert_eq!(sessions_in(&place.url), 0);
    assert!(!half.exists() && !left.exists());

    let name = folder.path().join("second.db");
    let other = std::fs::File::create(folder.path().join(".second.db.making")).unwrap();
    other.lock().unwrap();
    let refused = travaux(server, &["backup", path(&name)]);
    assert!(said(&refused).contains("another process is making it"), "{}", said(&refused));
    drop(other);
    let output = travaux(server, &["backup", path(&name)]);
    assert!(output.status.success(), "{}", said(&output));
    let names = std::fs::read_dir(folder.path()).unwrap().flatten().map(|file| file.file_name());
    let names: BTreeSet<String> = names.filter_map(|name| name.into_string().ok()).collect();
    let left = ["backup.db", "backup.db.sha256", "second.db", "second.db.sha256"];
    assert_eq!(names, left.map(str::to_owned).into());
}

/// What is being sent could not be noted as sent in the old place, and would leave the new one again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_moves_while_a_letter_is_on_its_way() {
    let stage = played().await;
    let server = &stage.server;
    let (old, place) = (&server.app.settings.database_url, Place::file(server.data(), "moved.db"));
    #[allow(clippy::disallowed_methods, reason = "the program under test reads this clock")]
    let now: travaux::procedure::Moment = jiff::Timestamp::now().into();
    let holds = |until: Option<travaux::procedure::Moment>| {
        server.write(|tx| {
            diesel::update(letters::table)
                .set((letters::leased_until.eq(until), letters::state.eq(LetterState::Queued)))
                .execute(&mut **tx)
        })
    };
    assert!(holds(Some(now.plus_seconds(600))) > 0, "there are letters");
    let moving = || travaux(server, &["move", "--from", old, "--to", &place.url]);
    let refused = moving();
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("letters are leaving"), "{}", said(&refused));
    // One that left since is waited for.
    std::thread::scope(|scope| {
        let moved = scope.spawn(moving);
        std::thread::sleep(std::time::Duration::from_secs(2));
        holds(None);
        let output = moved.join().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    });
    assert_eq!(holdings(old), holdings(&place.url));
    let mode = std::fs::metadata(server.data().join("moved.db")).unwrap().permissions();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o600);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_sound_backup_is_refused_with_its_reason_and_leaves_nothing() {
    let stage = played().await;
    let server = &stage.server;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.db");
    assert!(travaux(server, &["backup", path(&file)]).status.success());
    let twice = travaux(server, &["backup", path(&file)]);
    assert!(said(&twice).contains("exists already"), "{}", said(&twice));

    let machine = machine_with_keys_of(server);
    let at = |name: &str| folder.path().join(name);
    let sound = std::fs::read(&file).unwrap();
    let mut turned = sound.clone();
    let middle = turned.len() / 2;
    turned[middle] ^= 1;
    // A bit turned after it was written, with the digest beside it.
    std::fs::write(at("turned.db"), &turned).unwrap();
    std::fs::copy(at("backup.db.sha256"), at("turned.db.sha256")).unwrap();
    // Words changed by somebody who left the digest out: the journal tells.
    std::fs::copy(&file, at("changed.db")).unwrap();
    let mut conn = SqliteConnection::establish(path(&at("changed.db"))).unwrap();
    diesel::sql_query("UPDATE wordings SET body = body || '!'").execute(&mut conn).unwrap();
    drop(conn);
    std::fs::write(at("other.db"), "no database at all").unwrap();
    drop(SqliteConnection::establish(path(&at("empty.db"))).unwrap());
    let newer = at("newer.db");
    std::fs::copy(&file, &newer).unwrap();
    let mut conn = SqliteConnection::establish(path(&newer)).unwrap();
    diesel::sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')")
        .execute(&mut conn)
        .unwrap();
    drop(conn);
    let target = format!("sqlite:{}", machine.path().join("travaux.db").display());
    for (name, reason) in [
        ("turned.db", "is not what was written"),
        ("changed.db", "not all is as it was written"),
        ("other.db", "is no backup"),
        ("empty.db", "is no backup"),
        ("newer.db", "a newer one"),
        ("absent.db", "No such file"),
    ] {
        let output = run(machine.path(), &target, &["recover", path(&at(name))]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(said(&output).contains(reason), "{name}: {}", said(&output));
        assert!(output.stdout.is_empty());
    }
    // Without the key file nothing sealed could ever be read.
    std::fs::remove_file(machine.path().join("keys")).unwrap();
    let output = run(machine.path(), &target, &["recover", path(&file)]);
    assert!(said(&output).contains("there is no key file"), "{}", said(&output));
    let mut left: Vec<_> =
        std::fs::read_dir(machine.path()).unwrap().flatten().map(|f| f.file_name()).collect();
    left.sort();
    assert_eq!(left, ["signing-key"], "nothing half done stays");

    // A log of another database beside the place would be played into the new one.
    std::fs::write(machine.path().join("travaux.db-wal"), "left over").unwrap();
    let output = run(machine.path(), &target, &["recover", path(&file)]);
    assert!(said(&output).contains("travaux.db-wal exists already"), "{}", said(&output));

    // What is not there is not backed up, and not made either.
    let nowhere = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", nowhere.path().join("travaux.db").display());
    let output = run(nowhere.path(), &url, &["backup", path(&at("nothing.db"))]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!nowhere.path().join("travaux.db").exists() && !at("nothing.db").exists());
}

/// On PostgreSQL: to SQLite and back; on SQLite: from file to file.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_live_installation_moves_to_another_database_and_back() {
    let stage = played().await;
    let server = &stage.server;
    let old = &server.app.settings.database_url;
    let held = holdings(old);
    let file = Place::file(server.data(), "moved.db");
    let moving = |from: &str, to: &str| travaux(server, &["move", "--from", from, "--to", to]);
    let output = moving(old, &file.url);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(held, holdings(&file.url));

    // Who still writes into the old one is told to come back, with the text; who reads is served.
    let (page, at) = (format!("/c/{}/timeline", stage.slug), format!("/c/{}/themes", stage.slug));
    assert_eq!(stage.lead.get(&page).await.status, 200);
    let theme = [("themes", "A theme after the move")];
    let answer = stage.lead.post(&at, &theme).await;
    assert_eq!(answer.status, 503, "{}", answer.text());
    assert!(answer.has("A theme after the move"), "{}", answer.text());
    assert_eq!(holdings(old), held);
    let refused = travaux(server, &["serve", "--listen", "127.0.0.1:0", "--allow-unsafe-postgres"]);
    assert!(said(&refused).contains("was moved to another database"), "{}", said(&refused));
    let refused = moving(old, &Place::file(server.data(), "again.db").url);
    assert!(said(&refused).contains("was moved to another database already"), "{}", said(&refused));

    let back = match postgres::cluster() {
        None => Place::file(server.data(), "back.db"),
        Some(_) => Place::of_this_run(server.data()),
    };
    let full = moving(&file.url, old);
    assert!(said(&full).contains("not empty"), "{}", said(&full));
    let output = moving(&file.url, &back.url);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(held, holdings(&back.url));
    let verified = run(server.data(), &back.url, &["verify", "all"]);
    assert!(verified.status.success(), "{}", said(&verified));

    // Sessions went along, and keys that were given out are not given to others.
    let settings = Settings { database_url: back.url.clone(), ..server.app.settings.clone() };
    let address = server.beside(Db::open(&back.url, 2).unwrap(), settings);
    let lead = stage.lead.clone().at(&address);
    let answer = lead.post(&at, &theme).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}
