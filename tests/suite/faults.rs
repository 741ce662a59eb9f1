//! Nothing half done: a statement that fails, anywhere in an act, undoes the whole act, and what was typed is given back.

use super::support::acts::{self, ACTS, Act, Ready};
use super::support::{Page, stage, tables};

/// For each act: first it is done once while the database notes what it writes; then, on a fresh stage, each of those statements
/// fails in turn; at last the same form goes through, as it would for a person who tries again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_statement_on_any_table_leaves_nothing_half_done() {
    let mut complaints = Vec::new();
    for act in ACTS {
        let found = tokio::spawn(try_every_fault(act)).await;
        let found = found.unwrap_or_else(|error| vec![format!("a panic: {error}")]);
        complaints.extend(found.into_iter().map(|said| format!("{}: {said}", act.name)));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

async fn try_every_fault(act: &'static Act) -> Vec<String> {
    let written = match tables_written_by(act).await {
        Ok(written) if written.is_empty() => return vec!["it writes nothing".into()],
        Ok(written) => written,
        Err(said) => return vec![said],
    };
    let stage = stage::set().await;
    let ready = match acts::ready(&stage, act).await {
        Ok(ready) => ready,
        Err(said) => return vec![said],
    };
    let mut complaints = Vec::new();
    let before = tables::everything(&stage.server);
    for (table, way) in &written {
        tables::break_table(&stage.server, table, way);
        let answer = ready.send().await;
        tables::mend_table(&stage.server, table);
        let changed = tables::differences(&before, &tables::everything(&stage.server));
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
    complaints
}

/// The statements of an act: (table, INSERT or UPDATE or DELETE).
async fn tables_written_by(act: &Act) -> Result<Vec<(String, String)>, String> {
    let stage = stage::set().await;
    let ready = acts::ready(&stage, act).await?;
    tables::watch(&stage.server);
    let answer = ready.send().await;
    match answer.status {
        200 | 303 => Ok(tables::touched(&stage.server)),
        status => Err(format!("{} answers {status}: {}", ready.action, answer.text())),
    }
}

/// What was typed and is no longer on the page. Passwords are never shown back.
fn lost(ready: &Ready, answer: &Page) -> Vec<String> {
    let kept = |value: &str| value.lines().all(|line| answer.has(&escaped(line.trim())));
    let typed = ready.typed.iter().filter(|(name, _)| !name.contains("password"));
    typed.filter(|(_, value)| !kept(value)).map(|(name, _)| name.clone()).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('\'', "&#39;").replace('"', "&#34;")
}

/// A double click, a resent request: the same form several times at once has the effect of once. Each click at signing in is
/// a session of its own, and each request for a new password a link.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_sent_several_times_at_once_is_done_once() {
    let mut complaints = Vec::new();
    for act in ACTS {
        if matches!(act.name, "sign in" | "ask for a new password" | "ask for another address") {
            continue;
        }
        let (once, often) = (rows_after(act, 1).await, rows_after(act, 5).await);
        match (once, often) {
            (Ok(once), Ok(often)) => {
                let differ = once.iter().zip(&often).filter(|(once, often)| once != often);
                complaints.extend(differ.map(|(once, often)| {
                    format!("{}: {} rows in {}, not {}", act.name, often.1, often.0, once.1)
                }));
            }
            (Err(said), _) | (_, Err(said)) => complaints.push(format!("{}: {said}", act.name)),
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// What may tell of each click: the journal, the throttle; and of several links made for one letter, the letter has the first.
const EACH_TIME: [&str; 3] = ["journal", "throttles", "links"];

/// How many rows each table has after an act whose form was sent so many times at once.
async fn rows_after(act: &'static Act, times: usize) -> Result<Vec<(String, usize)>, String> {
    let stage = stage::set().await;
    let ready = std::sync::Arc::new(acts::ready(&stage, act).await?);
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
    if !statuses.iter().any(|status| matches!(status, 200 | 303)) {
        return Err(format!("nothing was done: {statuses:?}"));
    }
    if let Some(status) = statuses.iter().find(|status| **status >= 500) {
        return Err(format!("the server failed: {status}"));
    }
    let tables = tables::everything(&stage.server).into_iter();
    let count = tables.map(|(name, rows)| (name, rows.len()));
    Ok(count.filter(|(name, _)| !EACH_TIME.contains(&name.as_str())).collect())
}
