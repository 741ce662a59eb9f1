//! Files that lie outside the database: carried there after they were submitted, read back by whoever may,
//! and never lost on the way.

use std::process::Output;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use travaux::db::Db;
use travaux::depot::Depot;
use travaux::schema::{attachment_parts, loose_objects};
use travaux::submissions::carrying::{self, Stuck, carry_out_one, clear_away};
use travaux::submissions::store::carrying::{PartHere, arrive, next_to_carry_out, set_out};
use travaux::web::Error;

use crate::record::{checked, closes, sends};
use crate::support::console::{self, said};
use crate::support::s3::{Mood, SECRET, Store};
use crate::support::stage::{self, Stage};
use crate::support::{Person, Server};

/// Two parts long.
fn paper() -> Vec<u8> {
    b"What stands in the paper under seal. ".repeat(40_000)
}

/// A stage whose files go to this store.
async fn set(store: &Store) -> Stage {
    let stage = stage::set_with(|settings| settings.depot = Some(store.depot())).await;
    stage::record(&stage);
    stage
}

fn depot(server: &Server) -> &Depot {
    server.app.settings.depot.as_ref().expect("a depot")
}

async fn attaches(stage: &Stage, who: &Person, bytes: &[u8]) {
    let at = format!("/rounds/{}/files", stage.round);
    let file = ("file", "paper.txt", bytes);
    let answer = who.post_files(&at, &[("class", "public")], &[file]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// A submission with the paper; its path.
async fn submits_paper(stage: &Stage, who: &Person) -> String {
    attaches(stage, who, &paper()).await;
    sends(stage, who, "Said beside the paper.", "public").await
}

/// What a worker does, until there is nothing left to do.
fn carries_out(server: &Server) -> Result<usize, Stuck> {
    let mut carried = 0;
    while carry_out_one(&server.app.db, depot(server), server.now())? {
        carried += 1;
    }
    Ok(carried)
}

/// How many parts lie here, and how many there.
fn parts(server: &Server) -> (usize, usize) {
    let objects: Vec<Option<String>> =
        server.read(|conn| attachment_parts::table.select(attachment_parts::object).load(conn));
    let there = objects.iter().flatten().count();
    (objects.len() - there, there)
}

fn loose(server: &Server) -> i64 {
    server.read(|conn| loose_objects::table.count().get_result(conn))
}

async fn file_of(who: &Person, submission: &str) -> String {
    let page = who.get(submission).await;
    page.links("/files/").first().unwrap_or_else(|| panic!("{}", page.text())).clone()
}

async fn assert_has_paper(who: &Person, submission: &str) {
    let file = who.get(&file_of(who, submission).await).await;
    assert_eq!((file.status, file.bytes == paper()), (200, true));
}

/// The program, told of the depot.
fn travaux(stage: &Stage, store: &Store, words: &[&str]) -> Output {
    let secret = stage.server.data().join("depot-secret");
    std::fs::write(&secret, SECRET).expect("a file");
    let (url, secret) = (store.url(), secret.display().to_string());
    let told = [
        "--depot",
        &url,
        "--depot-endpoint",
        &store.endpoint,
        "--depot-region",
        "eu-central-1",
        "--depot-key",
        "depot",
        "--depot-secret-file",
        &secret,
    ];
    let database = &stage.server.app.settings.database_url;
    console::run(stage.server.data(), database, &[words, &told].concat())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_submitted_lies_in_the_depot_sealed_and_is_read_by_whoever_may() {
    let store = Store::start().await;
    let stage = set(&store).await;
    let sent = submits_paper(&stage, &stage.avaria_focal).await;
    attaches(&stage, &stage.ngo_focal, b"Not sent yet").await;
    assert_eq!(parts(&stage.server), (3, 0));

    assert_eq!(carries_out(&stage.server).unwrap(), 2);
    assert_eq!((parts(&stage.server), loose(&stage.server)), ((1, 2), 0), "the draft's stays");
    let left: Vec<usize> = stage
        .server
        .read(|conn| {
            let there = attachment_parts::table.filter(attachment_parts::object.is_not_null());
            there.select(attachment_parts::bytes).load(conn)
        })
        .iter()
        .map(Vec::len)
        .collect();
    assert_eq!(left, [0, 0]);
    let objects = store.objects();
    assert_eq!(objects.len(), 2);
    for (path, bytes) in &objects {
        assert!(path.contains("/consult/") && !path.contains("paper"), "{path}");
        assert!(!bytes.windows(9).any(|words| words == b"the paper"), "it is sealed");
    }

    assert_has_paper(&stage.avaria_focal, &sent).await;
    let file = file_of(&stage.avaria_focal, &sent).await;
    assert_eq!(stage.lothmar_focal.get(&file).await.status, 404);
    assert_eq!(stage.visitor.get(&file).await.status, 404);
    // The proof that its author keeps is worked out from what lies there too.
    closes(&stage);
    assert_has_paper(&stage.lead, &sent).await;
    assert_eq!(checked(&stage.server).unwrap().commitments, 1);
    let list = travaux(&stage, &store, &["depot", "list"]);
    assert!(
        said(&list).starts_with("1 in the database\n2 in the depot\n0 on their way"),
        "{}",
        said(&list)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_depot_that_is_away_holds_up_nobody_and_loses_nothing() {
    let store = Store::start().await;
    let stage = set(&store).await;
    let sent = submits_paper(&stage, &stage.avaria_focal).await;
    assert_eq!(carries_out(&stage.server).unwrap(), 2);
    let file = file_of(&stage.avaria_focal, &sent).await;

    store.becomes(Mood::Refuses);
    let answer = stage.avaria_focal.get(&file).await;
    assert_eq!(answer.status, 503);
    assert!(
        answer.has("It is not lost") && answer.header("retry-after") == "5",
        "{}",
        answer.text()
    );
    // A moment later it is not asked again, and nobody waits for it.
    store.becomes(Mood::Hangs);
    let asked = Instant::now();
    assert_eq!(stage.avaria_focal.get(&file).await.status, 503);
    assert!(asked.elapsed() < Duration::from_secs(5));
    let other = submits_paper(&stage, &stage.ngo_focal).await;
    assert_has_paper(&stage.ngo_focal, &other).await;

    for mood in [Mood::Refuses, Mood::Forgets] {
        store.becomes(mood);
        assert!(matches!(carries_out(&stage.server), Err(Stuck::Depot(_))), "{mood:?}");
        assert_eq!(parts(&stage.server), (2, 2), "{mood:?}");
    }
    assert_eq!(loose(&stage.server), 2, "what may lie there is noted");

    store.becomes(Mood::Works);
    assert_eq!(carries_out(&stage.server).unwrap(), 0, "they are on their way, for all one knows");
    stage.server.it_is("2026-03-15T12:20:00Z");
    assert_eq!(clear_away(&stage.server.app.db, stage.server.now()).unwrap(), 2);
    assert_eq!(carries_out(&stage.server).unwrap(), 2);
    assert_eq!((parts(&stage.server), loose(&stage.server)), ((0, 4), 0));
    std::thread::sleep(Duration::from_secs(5));
    assert_has_paper(&stage.avaria_focal, &sent).await;
    assert_has_paper(&stage.ngo_focal, &other).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_stops_on_the_way_leaves_a_part_where_its_row_says() {
    let store = Store::start().await;
    let stage = set(&store).await;
    let server = &stage.server;
    let sent = submits_paper(&stage, &stage.avaria_focal).await;
    let now = server.now();
    let next = || -> PartHere {
        let found = server.read(|conn| {
            let key = travaux::sealing::newest(conn)?;
            next_to_carry_out(conn, key.key_id())
        });
        found.expect("a part")
    };
    // One stops before it came there, one after.
    let [first, second] = [next(), {
        let first = next();
        let address = depot(server).fresh_address();
        assert!(server.write(|tx| set_out(tx, first.id, &address, now)));
        assert!(!server.write(|tx| set_out(tx, first.id, &format!("{address}x"), now)), "taken");
        next()
    }];
    assert_ne!(first.id, second.id);
    let address = depot(server).fresh_address();
    assert!(server.write(|tx| set_out(tx, second.id, &address, now)));
    depot(server).put(&address, &second.bytes).unwrap();
    assert_eq!((parts(server), store.objects().len()), ((2, 0), 1));
    assert_has_paper(&stage.avaria_focal, &sent).await;
    assert_eq!(clear_away(&server.app.db, now).unwrap(), 0, "it may still arrive");

    server.it_is("2026-03-15T12:15:01Z");
    assert_eq!(clear_away(&server.app.db, server.now()).unwrap(), 2);
    assert!(store.objects().is_empty());
    // Who comes too late does not change the row.
    assert!(!server.write(|tx| arrive(tx, &second, &address)));
    assert_eq!(carries_out(server).unwrap(), 2);
    assert_has_paper(&stage.avaria_focal, &sent).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lies_in_a_depot_of_before_keeps_nothing_else_from_being_removed() {
    let store = Store::start().await;
    let stage = set(&store).await;
    let server = &stage.server;
    let ours = depot(server).fresh_address();
    depot(server).put(&ours, b"of nobody").unwrap();
    for address in ["s3://a-bucket-of-before/one/0123", ours.as_str()] {
        server.write(|tx| {
            let row = (loose_objects::address.eq(address), loose_objects::since.eq(server.now()));
            diesel::insert_into(loose_objects::table).values(row).execute(&mut **tx)
        });
    }
    server.it_is("2026-03-15T13:00:00Z");
    assert!(matches!(clear_away(&server.app.db, server.now()), Err(Stuck::Depot(_))));
    assert_eq!((loose(server), store.objects().len()), (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_workers_carry_each_part_once() {
    let store = Store::start().await;
    let stage = set(&store).await;
    for who in [&stage.avaria_focal, &stage.lothmar_focal, &stage.ngo_focal] {
        submits_paper(&stage, who).await;
    }
    let carried: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let db =
                        Db::open(&stage.server.app.settings.database_url, 1).expect("it opens");
                    let mut turns = 0;
                    while carry_out_one(&db, depot(&stage.server), stage.server.now())
                        .expect("it goes")
                    {
                        turns += 1;
                    }
                    turns
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker")).sum()
    });
    assert!(carried >= 6, "{carried}");
    assert_eq!((parts(&stage.server), loose(&stage.server)), ((0, 6), 0));
    assert_eq!(store.objects().len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_altered_there_does_not_open_and_is_named() {
    let store = Store::start().await;
    let stage = set(&store).await;
    let sent = submits_paper(&stage, &stage.avaria_focal).await;
    carries_out(&stage.server).unwrap();
    closes(&stage);
    let file = file_of(&stage.avaria_focal, &sent).await;
    let whole = store.objects();
    let first = whole.keys().next().unwrap().clone();
    let last = whole.keys().last().unwrap().clone();
    type Meddling<'a> =
        (&'a str, Box<dyn FnOnce(&mut std::collections::BTreeMap<String, Vec<u8>>) + 'a>);
    let meddlings: [Meddling<'_>; 3] = [
        ("altered", Box::new(|all| all.get_mut(&first).unwrap()[60] ^= 1)),
        (
            "exchanged",
            Box::new(|all| {
                let one = all[&first].clone();
                all.insert(last.clone(), one);
            }),
        ),
        ("removed", Box::new(|all| drop(all.remove(&first)))),
    ];
    for (what, meddling) in meddlings {
        store.meddle(meddling);
        let answer = stage.avaria_focal.get(&file).await;
        assert_eq!(answer.status, 500, "{what}");
        assert!(answer.has("reference"), "{what}: {}", answer.text());
        let verified = travaux(&stage, &store, &["verify", "all"]);
        assert_eq!(verified.status.code(), Some(1), "{what}: {}", said(&verified));
        assert!(said(&verified).contains("attachment_parts"), "{what}: {}", said(&verified));
        store.meddle(|all| all.clone_from(&whole));
    }
    assert_has_paper(&stage.avaria_focal, &sent).await;
    assert!(travaux(&stage, &store, &["verify", "all"]).status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_replaces_a_submission_shares_its_files_and_what_is_erased_goes_in_the_end() {
    let store = Store::start().await;
    let stage = set(&store).await;
    let old = submits_paper(&stage, &stage.avaria_focal).await;
    carries_out(&stage.server).unwrap();
    store.becomes(Mood::Refuses);
    let copy = stage.avaria_focal.post(&format!("{old}/replacement"), &[]).await;
    assert_eq!(copy.status, 303, "nobody waits for the depot: {}", copy.text());
    store.becomes(Mood::Works);
    let text = stage.avaria_focal.get(&format!("/rounds/{}/text", stage.round)).await;
    let new = text.links("/submissions/").into_iter().find(|to| to.starts_with("/submissions/"));
    let new = new.expect("the copy");
    let sent = stage.avaria_focal.post(&format!("{new}/submission"), &[]).await;
    assert_eq!(sent.location(), format!("{new}/receipt"));
    assert_eq!((parts(&stage.server), store.objects().len()), ((0, 4), 2));
    assert_has_paper(&stage.avaria_focal, &new).await;

    let clear = |at: &str| {
        stage.server.it_is(at);
        clear_away(&stage.server.app.db, stage.server.now()).unwrap()
    };
    let why =
        [("reason", "It tells who spoke."), ("authority", "The author"), ("confirmed", "yes")];
    let erased = stage.lead.post(&format!("{old}/erasure"), &why).await;
    assert_eq!(erased.status, 303, "{}", erased.text());
    assert_eq!((parts(&stage.server), loose(&stage.server)), ((0, 2), 2));
    assert_eq!(clear("2026-03-15T13:00:00Z") + clear("2026-03-15T14:00:00Z"), 0, "shared");
    assert_eq!(store.objects().len(), 2);
    assert_has_paper(&stage.avaria_focal, &new).await;

    // A change of keys brings them in, and seals each for itself.
    let rotated = travaux(&stage, &store, &["keys", "rotate"]);
    assert!(rotated.status.success(), "{}", said(&rotated));
    assert_eq!(parts(&stage.server), (2, 0));
    assert_has_paper(&stage.avaria_focal, &new).await;
    assert_eq!(carries_out(&stage.server).unwrap(), 2);
    assert_eq!(clear("2026-03-15T15:00:00Z") + clear("2026-03-15T16:00:00Z"), 2, "the old ones");
    assert_eq!(store.objects().len(), 2);
    assert_has_paper(&stage.avaria_focal, &new).await;

    let erased = stage.lead.post(&format!("{new}/erasure"), &why).await;
    assert_eq!(erased.status, 303, "{}", erased.text());
    assert_eq!(clear("2026-03-15T17:00:00Z"), 0, "a copy may be in the making");
    assert_eq!(clear("2026-03-15T17:16:00Z"), 2);
    assert!(store.objects().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_whole_without_the_depot_and_the_console_moves_files_either_way() {
    let store = Store::start().await;
    let stage = set(&store).await;
    let sent = submits_paper(&stage, &stage.avaria_focal).await;
    let out = travaux(&stage, &store, &["depot", "out"]);
    assert_eq!(said(&out), "2 parts\n");
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("backup.db");
    let made = travaux(&stage, &store, &["backup", &to.display().to_string()]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!((parts(&stage.server), store.objects().len()), ((0, 2), 2), "it takes nothing away");
    let copy = Db::open(&format!("sqlite:{}", to.display()), 1).unwrap();
    let (here, kept): (Vec<usize>, i64) = copy
        .read(|conn| {
            let all = attachment_parts::table.filter(attachment_parts::object.is_null());
            let all: Vec<Vec<u8>> = all.select(attachment_parts::bytes).load(conn)?;
            Ok::<_, Error>((
                all.iter().map(Vec::len).collect(),
                loose_objects::table.count().get_result(conn)?,
            ))
        })
        .unwrap();
    assert!(here.len() == 2 && here.iter().all(|length| *length > 0) && kept == 0, "{here:?}");

    // With no word of the depot its files are not lost, and not there.
    let doctor = console::run(
        stage.server.data(),
        &stage.server.app.settings.database_url,
        &["doctor", "--listen", "127.0.0.1:9"],
    );
    assert!(
        said(&doctor).contains("parts of files lie in a depot (2), and TRAVAUX_DEPOT is not set")
    );
    let doctor = travaux(&stage, &store, &["doctor", "--listen", "127.0.0.1:9"]);
    assert!(said(&doctor).contains("takes, gives back and removes"), "{}", said(&doctor));
    assert_eq!(store.objects().len(), 2);
    store.becomes(Mood::Forgets);
    let doctor = travaux(&stage, &store, &["doctor", "--listen", "127.0.0.1:9"]);
    assert!(
        said(&doctor).contains("Are bucket, region, key and endpoint right?"),
        "{}",
        said(&doctor)
    );
    store.becomes(Mood::Works);

    let back = travaux(&stage, &store, &["depot", "in"]);
    assert_eq!(said(&back), "2 parts\n");
    assert_eq!(parts(&stage.server), (2, 0));
    store.becomes(Mood::Refuses);
    assert_has_paper(&stage.avaria_focal, &sent).await;
    // What lay there is removed after a while, but not by who is not told where.
    let doctor = console::run(
        stage.server.data(),
        &stage.server.app.settings.database_url,
        &["doctor", "--listen", "127.0.0.1:9"],
    );
    let said_of_it = said(&doctor);
    assert!(
        said_of_it.contains("what is to be removed from a depot (2) stays there"),
        "{said_of_it}"
    );
    store.becomes(Mood::Works);
    for at in ["2026-03-15T13:00:00Z", "2026-03-15T14:00:00Z"] {
        stage.server.it_is(at);
        carrying::clear_away(&stage.server.app.db, stage.server.now()).unwrap();
    }
    assert!(store.objects().is_empty());
}
