//! Settings, rounds, participants and positions: what a bent record would have them say is found.

use super::frozen::{places, turns};
use super::tampering::{Seen, run, seen, without_triggers};
use super::{checked, does};
use crate::support::stage::{self, Stage};

/// Everything that happens to a round, to participants and to positions.
async fn full() -> Stage {
    let stage = stage::recorded().await;
    for act in [
        "let States negotiate",
        "pause the round",
        "resume the round",
        "extend the round",
        "register a participant",
        "change a participant",
        "let contributors submit",
        "enter a meeting",
        "prepare a round",
        "take a position",
    ] {
        does(&stage, act).await;
    }
    // One takes the place of that; another is lifted.
    let path = format!("/rounds/{}/positions/{}", stage.round, stage.elements[5]);
    let form = [("stance", "retain"), ("class", "confidential"), ("note", "It must stay.")];
    stage.avaria_focal.does(&path, &form).await;
    let page = stage.lothmar_focal.does(&path, &form).await;
    let lift = page.body.split("action=\"").find(|part| part.starts_with("/positions/"));
    let lift = lift.and_then(|part| part.split('"').next()).expect("a way to lift it").to_owned();
    stage.lothmar_focal.does(&lift, &[]).await;
    does(&stage, "close the round").await;
    without_triggers(&stage.server);
    stage
}

const FACTS: &[(&str, &[&str])] = &[
    (
        "consultations",
        &[
            "public_id",
            "slug",
            "title",
            "kind",
            "mandate",
            "time_zone",
            "languages",
            "contact",
            "disclaimer",
            "place",
            "open_door",
            "attribution_public",
            "reservation",
            "bracket_legend",
            "brackets_public",
        ],
    ),
    (
        "rounds",
        &[
            "public_id",
            "draft_id",
            "title",
            "opens_civil",
            "opens_at",
            "closes_civil",
            "closes_at",
            "time_zone",
            "instructions",
            "allowed",
            "stage",
            "publication_rule",
            "registered_class",
            "accept_late",
            "team_reads_before_close",
            "open_to_public",
            "circulated_at",
        ],
    ),
    ("questions", &["public_id", "round_id", "position", "body"]),
    ("extensions", &["at", "reason", "previous_closes_at", "closes_civil", "closes_at"]),
    ("pauses", &["paused_at", "reason", "resumed_at", "resumed_reason"]),
    ("closures", &["round_id", "at", "reason"]),
    (
        "participants",
        &[
            "public_id",
            "name",
            "kind",
            "regional_group",
            "language",
            "email",
            "address",
            "contributors_may_submit",
            "salt",
        ],
    ),
    ("positions", &["public_id", "round_id", "sealed", "publication_class", "late", "taken_at"]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turned_bit_in_a_round_a_participant_or_a_position_is_found() {
    let stage = full().await;
    let report = checked(&stage.server).unwrap();
    // The draft and the settings; two rounds; five participants; three positions.
    assert_eq!((report.frozen, report.undigested), (2 + 2 + 5 + 3, 0), "{report:?}");
    let places = places(&stage.server, FACTS);
    let found = turns(&stage.server, &places);
    assert_eq!(found.len(), FACTS.len(), "{found:?}");
    for (sql, said) in [
        ("UPDATE rounds SET title = 'Second round' WHERE title = 'First round'", "the round"),
        ("UPDATE rounds SET closes_civil = '2026-04-29 18:00'", "the round"),
        ("UPDATE rounds SET accept_late = NOT accept_late", "the round"),
        ("DELETE FROM extensions", "the round"),
        ("DELETE FROM pauses", "the round"),
        ("DELETE FROM questions", "the round"),
        ("DELETE FROM closures", "the round"),
        ("UPDATE participants SET name = 'Avaria' WHERE name LIKE '%Avaria'", "the participant"),
        (
            "UPDATE participants SET kind = 'academia' WHERE kind = 'civil_society'",
            "the participant",
        ),
        ("UPDATE participants SET email = 'spy@example.org'", "the participant"),
        ("UPDATE participants SET salt = NULL", "the participant"),
        ("DELETE FROM positions", "the position"),
        ("UPDATE positions SET withdrawn_at = NULL", "the position"),
        ("UPDATE positions SET withdrawn_at = taken_at", "the position"),
        ("UPDATE positions SET publication_class = 'public'", "the position"),
        ("UPDATE consultations SET title = 'Another'", "the settings of"),
        ("UPDATE consultations SET attribution_public = NOT attribution_public", "the settings of"),
        (
            "INSERT INTO participants (public_id, consultation_id, name, kind, language, email, \
             address, admitted_by, created_at) SELECT 'stranger', consultation_id, 'Nobody', kind, \
             language, email, address, admitted_by, created_at FROM participants WHERE name LIKE '%Lothmar'",
            "the participant",
        ),
    ] {
        match seen(&stage.server, |tx| run(tx, sql)) {
            Seen::Found(fault) => assert!(fault.contains(said), "{sql}: {fault}"),
            _ => panic!("not found: {sql}"),
        }
    }
    assert!(checked(&stage.server).is_ok());
}
