//! Nothing half done: a statement that fails, anywhere in an act, undoes the whole act, and what was typed is given back.

use travaux::languages::Language;
use travaux::routes;
use travaux::web::{is_somebodys, shown};

use super::support::acts::{self, Act, Play, Ready};
use super::support::forms::escaped;
use super::support::{Page, tables};

/// Addresses that take a form and have no act, each with the reason.
pub const NO_ACT: &[(&str, &str)] = &[
    ("/confirmation", "it asks for the password and leads on: accounts::sessions holds it"),
    ("/verify", "it keeps nothing of what is shown to it"),
    ("/submissions/{id}/proof", "it gives a file and keeps nothing"),
    ("/rounds/{id}/{place:elements|answers|general}/{spot}/preview", "it keeps nothing"),
];

#[test]
fn every_address_that_takes_a_form_has_an_act() {
    let listed = routes::listed();
    let taking: Vec<&str> =
        listed.iter().filter(|at| at.is_post).map(|at| at.path.as_str()).collect();
    let is_played = |path: &str| acts::all().any(|act| acts::is_at(path, act.to));
    let excused = |path: &str| NO_ACT.iter().any(|(known, _)| *known == path);
    let missing: Vec<_> = taking.iter().filter(|path| !is_played(path) && !excused(path)).collect();
    assert!(missing.is_empty(), "no act in tests/suite/support/acts for {missing:#?}");
    for (path, why) in NO_ACT {
        assert!(taking.contains(path) && !is_played(path), "{path} needs no excuse ({why})");
    }
}

/// For each act: on one stage it is done once while the database notes what it writes; on another each of those
/// statements fails in turn; at last the same form goes through, as it would for a person who tries again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_statement_on_any_table_leaves_nothing_half_done() {
    let mut complaints = Vec::new();
    let mut plays = watched().await;
    for act in acts::all() {
        let mut found = try_every_fault(&mut plays, act).await;
        if !found.is_empty() {
            // What was done before on the same stages may be in its way.
            plays = watched().await;
            found = try_every_fault(&mut plays, act).await;
        }
        complaints.extend(found.into_iter().map(|said| format!("{}: {said}", act.name)));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// A try is counted before the act, and apart from it: it counts when the act fails, and where it cannot be counted the act is done.
const COUNTED_BEFORE: &str = "tries";

/// Two stages alike; the first notes what is written on it.
async fn watched() -> [Play; 2] {
    let plays = [Play::begin().await, Play::begin().await];
    tables::watch(&plays[0].stage.server);
    plays
}

async fn try_every_fault(plays: &mut [Play; 2], act: &'static Act) -> Vec<String> {
    let [watched, tried] = plays;
    let written = match tables_written_by(watched, act).await {
        Ok(written) if written.is_empty() => return vec!["it writes nothing".into()],
        Ok(written) => written,
        Err(said) => return vec![said],
    };
    let ready = match tried.ready(act).await {
        Ok(ready) => ready,
        Err(said) => return vec![said],
    };
    let server = &tried.stage.server;
    let mut complaints = Vec::new();
    let everything = || {
        let mut all = tables::everything(server);
        all.retain(|(table, _)| table != COUNTED_BEFORE);
        all
    };
    let before = everything();
    for (table, way) in written.iter().filter(|(table, _)| table != COUNTED_BEFORE) {
        tables::break_table(server, table, way);
        let answer = ready.send().await;
        tables::mend_table(server, table);
        let changed = tables::differences(&before, &everything());
        let where_ = format!("when {way} on {table} fails");
        if answer.status < 500 {
            complaints.push(format!("{where_}: {} {}", answer.status, answer.text()));
        } else {
            let lost = lost(&ready, &answer);
            complaints.extend(lost.into_iter().map(|field| format!("{where_}: {field} is lost")));
        }
        complaints.extend(changed.into_iter().map(|rows| format!("{where_}: {rows}")));
    }
    let answer = ready.send().await;
    if !matches!(answer.status, 200 | 303) {
        complaints.push(format!("the second try: {} {}", answer.status, answer.text()));
    }
    tried.was_done(act);
    complaints
}

/// The statements of an act: (table, INSERT or UPDATE or DELETE).
async fn tables_written_by(
    play: &mut Play,
    act: &'static Act,
) -> Result<Vec<(String, String)>, String> {
    let ready = play.ready(act).await?;
    tables::forget_touched(&play.stage.server);
    let answer = ready.send().await;
    play.was_done(act);
    match answer.status {
        200 | 303 => Ok(tables::touched(&play.stage.server)),
        status => Err(format!("{} answers {status}: {}", ready.action, answer.text())),
    }
}

/// What was typed and is no longer on the page. Passwords and codes are never shown back, nor what the page sends of itself; while one types, the page stays.
fn lost(ready: &Ready, answer: &Page) -> Vec<String> {
    if ready.action.contains("/autosave") {
        return Vec::new();
    }
    // What was chosen is said in words; an identity says nothing without its list.
    let said = |name: &str, value: &str| shown(Language::of("en"), name, value);
    let kept = |value: &str| value.lines().all(|line| answer.has(&escaped(line.trim())));
    let typed = ready.typed.iter().filter(|(name, _)| is_somebodys(name));
    let lost = typed.filter(|(name, value)| said(name, value).is_some_and(|words| !kept(&words)));
    lost.map(|(name, _)| name.clone()).collect()
}

/// A double click, a resent request: the same form several times at once has the effect of once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_sent_several_times_at_once_is_done_once() {
    let mut complaints = Vec::new();
    let mut plays = [Play::begin().await, Play::begin().await];
    for act in acts::all() {
        if EACH_TIME_ANEW.contains(&act.name) {
            continue;
        }
        let mut found = once_and_often(&mut plays, act).await;
        if !found.is_empty() {
            plays = [Play::begin().await, Play::begin().await];
            found = once_and_often(&mut plays, act).await;
        }
        complaints.extend(found.into_iter().map(|said| format!("{}: {said}", act.name)));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Each click at signing in is a session of its own, each request for a new password a link.
const EACH_TIME_ANEW: [&str; 5] = [
    "sign in",
    "sign in as Sam",
    "sign in before the code",
    "ask for a new password",
    "ask for another address",
];

/// What may tell of each click: the journal, the throttle; and of several links made for one letter, the letter has the first.
const EACH_TIME: [&str; 3] = ["journal", "throttles", "links"];

/// The act done once on one stage and five times at once on another that is alike: what differs then.
async fn once_and_often(plays: &mut [Play; 2], act: &'static Act) -> Vec<String> {
    let [once, often] = plays;
    match (rows_after(once, act, 1).await, rows_after(often, act, 5).await) {
        (Ok(once), Ok(often)) => {
            let differ = once.iter().zip(&often).filter(|(once, often)| once != often);
            differ
                .map(|(once, often)| format!("{} rows in {}, not {}", often.1, often.0, once.1))
                .collect()
        }
        (Err(said), _) | (_, Err(said)) => vec![said],
    }
}

/// How many rows each table has after an act whose form was sent so many times at once.
async fn rows_after(
    play: &mut Play,
    act: &'static Act,
    times: usize,
) -> Result<Vec<(String, usize)>, String> {
    let ready = std::sync::Arc::new(play.ready(act).await?);
    let clicks: Vec<_> = (0..times)
        .map(|_| {
            let ready = ready.clone();
            tokio::spawn(async move { ready.send().await.status })
        })
        .collect();
    let mut statuses = Vec::new();
    for click in clicks {
        statuses.push(click.await.map_err(|error| error.to_string())?);
    }
    play.was_done(act);
    if !statuses.iter().any(|status| matches!(status, 200 | 303)) {
        return Err(format!("nothing was done: {statuses:?}"));
    }
    if let Some(status) = statuses.iter().find(|status| **status >= 500) {
        return Err(format!("the server failed: {status}"));
    }
    let tables = tables::everything(&play.stage.server).into_iter();
    let count = tables.map(|(name, rows)| (name, rows.len()));
    Ok(count.filter(|(name, _)| !EACH_TIME.contains(&name.as_str())).collect())
}
