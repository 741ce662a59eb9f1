//! The independent verifier in docs/, over what the server itself gives out.

use std::process::Command;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use travaux::signing::hex;
use travaux::submissions::commitment::{Form, of_bytes};

use super::{closes, sends};
use crate::support::stage;

/// What it says, and whether it is content.
fn python(arguments: &[&str]) -> (bool, String) {
    let script = format!("{}/docs/verify.py", env!("CARGO_MANIFEST_DIR"));
    let done = Command::new("python3").arg(script).args(arguments).output().expect("python3 runs");
    let said = [done.stdout, done.stderr].map(|said| String::from_utf8(said).unwrap());
    (done.status.success(), said.concat())
}

#[test]
fn it_is_short() {
    let script = format!("{}/docs/verify.py", env!("CARGO_MANIFEST_DIR"));
    let lines = std::fs::read_to_string(script).unwrap().lines().count();
    assert!(lines <= 40, "{lines} lines");
}

#[tokio::test]
async fn it_agrees_with_the_server_and_sees_what_was_changed() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "Ça va – très bien.", "name_withheld").await;
    let late = {
        closes(&stage);
        sends(&stage, &stage.lothmar_focal, "Late.", "public").await
    };
    let folder = tempfile::tempdir().unwrap();
    let keep = |name: &str, body: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, body).unwrap();
        file.display().to_string()
    };
    let of = async |path: String| stage.avaria_focal.get(&path).await.body;
    let json = of(format!("{path}/receipt.json")).await;
    let list = of(format!("/rounds/{}/digests/1", stage.round)).await;
    let proof = stage.avaria_focal.post(&format!("{path}/proof"), &[]).await.body;
    let chain = stage.lead.get("/c/mutual-aid/journal/chain").await.body;
    let other = stage.lothmar_focal.get(&format!("{late}/receipt.txt")).await.body;
    let keys = of("/.well-known/travaux-keys.txt".into()).await;
    let key = keys.split_whitespace().nth(1).unwrap();

    let files = [
        keep("receipt.json", &json),
        keep("receipt.txt", &of(format!("{path}/receipt.txt")).await),
        keep("digests.txt", &list),
        keep("proof.json", &proof),
        keep("chain.jsonl", &chain),
    ];
    let [as_json, as_text, digests, proof_file, chain_file] = files.each_ref().map(String::as_str);
    for good in [
        vec!["receipt", as_json, digests, key],
        vec!["receipt", as_text, digests, key],
        vec!["proof", proof_file, digests],
        vec!["chain", chain_file],
    ] {
        let (is_right, said) = python(&good);
        assert!(is_right && said == "right\n", "{good:?}: {said}");
    }
    let bent = [
        keep("a", &json.replace("\"round_number\":\"1\"", "\"round_number\":\"2\"")),
        keep("b", &other),
        keep("c", &list.replace("count: 1", "count: 2")),
        keep("d", &proof.replace("\"content\":\"00", "\"content\":\"01")),
        keep("e", &chain.replacen("round.ended", "round.opened", 1)),
        keep("f", &chain.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()),
    ];
    let [receipt, uncounted, list, content, act, short] = bent.each_ref().map(String::as_str);
    for bad in [
        vec!["receipt", receipt, digests, key],
        vec!["receipt", uncounted, digests, key],
        vec!["receipt", as_json, list, key],
        vec!["proof", content],
        vec!["chain", act],
        vec!["chain", short],
    ] {
        let (is_right, said) = python(&bad);
        assert!(!is_right && said.starts_with("wrong: "), "{bad:?}: {said}");
    }
}

/// A thousand contents, in one process of Python.
#[test]
fn it_works_out_the_same_commitments() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let any = (any::<[u8; 32]>(), prop::collection::vec(any::<u8>(), 0..400), any::<bool>());
    let mut file = String::new();
    for _ in 0..1_000 {
        let (salt, content, is_excerpt) = any.new_tree(&mut runner).unwrap().current();
        let label = if is_excerpt { Form::NEW.excerpt() } else { Form::NEW.submission() };
        let proof = json!({
            "label": label,
            "salt": hex(&salt),
            "content": hex(&content),
            "commitment": hex(&of_bytes(label, &salt, &content)),
        });
        file.push_str(&format!("{proof}\n"));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proofs.jsonl");
    std::fs::write(&path, file).unwrap();
    let (is_right, said) = python(&["proof", &path.display().to_string()]);
    assert!(is_right, "{said}");
}
