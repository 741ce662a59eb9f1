//! The keys: made, changed for others, missing.

use super::*;
use std::process::{Command, Output};

/// The real program on the stage's database, with this key file.
fn travaux(stage: &Stage, keys: &std::path::Path, words: &[&str]) -> Output {
    let settings = &stage.server.app.settings;
    Command::new(env!("CARGO_BIN_EXE_travaux"))
        .env("DATABASE_URL", &settings.database_url)
        .env("TRAVAUX_DATA", &settings.data)
        .env("TRAVAUX_KEYS", keys)
        .args(words)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

/// (id, retired?, rows) of each key, the newest first.
fn listed(stage: &Stage, keys: &std::path::Path) -> Vec<(String, bool, i64)> {
    let list = travaux(stage, keys, &["keys", "list"]);
    assert!(list.status.success(), "{}", said(&list));
    let text = String::from_utf8(list.stdout).unwrap();
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        (words[0].to_owned(), words[2] != "-", words[3].parse().unwrap())
    };
    text.lines().map(line).collect()
}

/// A submission with words, a file and a cover, and a draft.
async fn something_sealed(stage: &Stage) {
    let avaria = &stage.avaria_focal;
    comments(avaria, stage, PARAGRAPH, "Words under seal", "confidential").await;
    let files = format!("/rounds/{}/files", stage.round);
    let file = ("file", "paper.txt", &b"A paper under seal"[..]);
    avaria.post_files(&files, &[("class", "confidential")], &[file]).await;
    sends(avaria, &[("own_reference", "NV 7")]).await;
    comments(&stage.ngo_focal, stage, NEXT, "A draft under seal", "").await;
}

async fn assert_all_readable(stage: &Stage) {
    let path = own(&stage.avaria_focal).await;
    let page = stage.avaria_focal.get(&path).await;
    assert!(page.has("Words under seal") && page.has("NV 7"), "{}", page.text());
    let file = stage.avaria_focal.get(&page.links("/files/")[0]).await;
    assert_eq!(file.bytes, b"A paper under seal");
    let draft = own(&stage.ngo_focal).await;
    assert!(stage.ngo_focal.get(&draft).await.has("A draft under seal"));
    let salt = stage.server.read(|conn| {
        let sent = submissions::table.filter(submissions::salt.is_not_null());
        let key = sent.select(submissions::id).first(conn)?;
        travaux::submissions::store::salt_of(conn, travaux::procedure::keys::SubmissionKey(key))
    });
    assert_eq!(salt.map(|salt| salt.len()), Some(32));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_change_of_keys_all_is_readable_and_the_old_key_may_leave_the_file() {
    let stage = stage::recorded().await;
    something_sealed(&stage).await;
    let keys = stage.server.app.settings.keys.clone();
    let before = listed(&stage, &keys);
    let [(old, false, rows)] = &before[..] else { panic!("one key: {before:?}") };
    assert_eq!(*rows, 6, "two covers, two inputs, a file and its one part");

    let rotate = travaux(&stage, &keys, &["keys", "rotate"]);
    assert!(rotate.status.success(), "{}", said(&rotate));
    assert!(said(&rotate).contains(&format!("Nothing here needs the key {old}")));
    let after = listed(&stage, &keys);
    let new = after[0].0.clone();
    assert_eq!(after, [(new.clone(), false, 6), (old.clone(), true, 0)]);
    let told: Vec<(String, String)> = stage.server.read(|conn| {
        let line = (journal::act, journal::subject);
        journal::table
            .filter(journal::act.like("sealing_key.%"))
            .order(journal::id)
            .select(line)
            .load(conn)
    });
    let expected = [("sealing_key.begun", &new), ("sealing_key.retired", old)];
    assert_eq!(told, expected.map(|(act, key)| (act.to_owned(), key.clone())));
    // The server that ran meanwhile learns the new key from the file.
    assert_all_readable(&stage).await;
    comments(&stage.ngo_focal, &stage, PARAGRAPH, "Sealed anew", "").await;
    assert_eq!(listed(&stage, &keys)[0], (new.clone(), false, 7));

    // Without the old key, in a process that never knew it.
    let text = std::fs::read_to_string(&keys).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with(old.as_str())).collect();
    std::fs::write(&keys, kept.join("\n")).unwrap();
    let again = travaux(&stage, &keys, &["keys", "rotate"]);
    assert!(again.status.success() && said(&again).contains("7 rows"), "{}", said(&again));
    let last: Vec<i64> = listed(&stage, &keys).into_iter().map(|(.., rows)| rows).collect();
    assert_eq!(last, [7, 0, 0]);
    assert_all_readable(&stage).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_keys_that_was_stopped_goes_on_where_it_stopped() {
    let stage = stage::recorded().await;
    something_sealed(&stage).await;
    let keys = stage.server.app.settings.keys.clone();
    let made = travaux(&stage, &keys, &["keys", "new"]);
    let new = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    let id = travaux::sealing::KeyId::parse(&new).unwrap();
    let now = stage.server.now();
    stage.server.write(|tx| travaux::sealing::begin_use(tx, &id, now));
    // Half way: what is there is found under the old key, what is new is sealed with the new one.
    assert_all_readable(&stage).await;
    comments(&stage.ngo_focal, &stage, NEXT, "Typed half way", "").await;
    assert!(stage.ngo_focal.get(&own(&stage.ngo_focal).await).await.has("Typed half way"));
    let half: Vec<(bool, i64)> =
        listed(&stage, &keys).into_iter().map(|(_, retired, rows)| (retired, rows)).collect();
    assert_eq!(half, [(false, 1), (false, 6)]);

    let rotate = travaux(&stage, &keys, &["keys", "rotate"]);
    assert!(rotate.status.success(), "{}", said(&rotate));
    let after = listed(&stage, &keys);
    assert_eq!((after.len(), after[0].clone()), (2, (new, false, 7)));
    assert!(after[1].1, "the old key is retired");
    assert_all_readable(&stage).await;
}

/// Root makes a key for a service that runs as somebody else, who must be able to read it afterwards as before.
#[tokio::test]
async fn a_new_key_leaves_the_file_to_whoever_could_read_it() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let stage = stage::recorded().await;
    let keys = stage.server.app.settings.keys.clone();
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o640)).unwrap();
    // Only root may give a file away.
    let group =
        chown(&keys, None, Some(61_234)).map_or(keys.metadata().unwrap().gid(), |()| 61_234);
    let before = std::fs::read_to_string(&keys).unwrap();
    let made = travaux(&stage, &keys, &["keys", "new"]);
    assert!(made.status.success(), "{}", said(&made));
    let after = keys.metadata().unwrap();
    assert_eq!((after.mode() & 0o777, after.gid()), (0o640, group));
    let now = std::fs::read_to_string(&keys).unwrap();
    assert!(now.starts_with(before.trim_end()) && now.len() > before.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_key_the_server_refuses_to_start_and_says_what_to_do() {
    let stage = stage::recorded().await;
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("keys");
    let serve = ["serve", "--listen", "127.0.0.1:0", "--allow-unsafe-postgres"];
    let refused = travaux(&stage, &nowhere, &serve);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("there is no key file"), "{}", said(&refused));
    assert!(!nowhere.exists(), "no other key takes its place");

    assert!(travaux(&stage, &nowhere, &["keys", "new"]).status.success());
    let refused = travaux(&stage, &nowhere, &serve);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("does not hold: put the right file back"),
        "{}",
        said(&refused)
    );
    let secret = std::fs::read_to_string(&nowhere).unwrap();
    let secret = secret.split_whitespace().last().unwrap();
    assert!(!said(&refused).contains(secret));
}

/// Answers, notes and the salts of excerpts are sealed anew like everything else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_keys_covers_what_the_team_wrote() {
    let stage = stage::recorded().await;
    let input = team::sent_in_confidence(&stage).await;
    team::the_lead_writes(&stage, &input).await;
    team::registered(&stage).await;
    let keys = stage.server.app.settings.keys.clone();
    let before = listed(&stage, &keys);
    let [(old, false, rows)] = &before[..] else { panic!("one key: {before:?}") };
    assert_eq!(*rows, 8, "two covers, two inputs, an answer, two notes and a salt");
    let rotate = travaux(&stage, &keys, &["keys", "rotate"]);
    assert!(rotate.status.success(), "{}", said(&rotate));
    assert!(said(&rotate).contains("8 rows"), "{}", said(&rotate));
    let text = std::fs::read_to_string(&keys).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with(old.as_str())).collect();
    std::fs::write(&keys, kept.join("\n")).unwrap();
    let verified = travaux(&stage, &keys, &["verify", "all"]);
    assert!(verified.status.success(), "{}", said(&verified));
    let page = stage.lead.get(&format!("/inputs/{input}/response")).await;
    assert!(page.has("Canary-of-a-reason"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_reviewers_say_is_sealed_with_the_new_key_too() {
    let stage = stage::recorded().await;
    for name in ["open a closed review", "comment in a closed review"] {
        let act = crate::support::acts::act(name);
        let ready = crate::support::acts::open(&stage, act).await.unwrap();
        assert_eq!(ready.send().await.status, 303, "{name}");
    }
    let keys = stage.server.app.settings.keys.clone();
    let before = listed(&stage, &keys);
    let [(old, false, 1)] = &before[..] else { panic!("one comment: {before:?}") };
    assert!(travaux(&stage, &keys, &["keys", "rotate"]).status.success());
    let rows: Vec<i64> = listed(&stage, &keys).into_iter().map(|(.., rows)| rows).collect();
    assert_eq!(rows, [1, 0]);
    let text = std::fs::read_to_string(&keys).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with(old.as_str())).collect();
    std::fs::write(&keys, kept.join("\n")).unwrap();
    let list = stage.lead.get(&format!("/drafts/{}/reviews", stage.draft)).await;
    let desk = list.links("/desk").remove(0);
    assert!(stage.lead.get(&desk).await.has("A reviewer weighs this verb."));
}
