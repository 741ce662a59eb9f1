//! Reading changes nothing, wherever links lead.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::support::acts::{self, act};
use crate::support::forms::links;
use crate::support::stage::{self, Stage};
use crate::support::{Person, tables};

/// Pages of one type are alike: so many of each, for each of the cast.
const OF_EACH_TYPE: usize = 2;

/// So that there is something of everything.
const PLAYED: [&str; 9] = [
    "add a milestone",
    "add themes",
    "knock at the open door",
    "prepare a round",
    "write invitations",
    "approve a note verbale",
    "comment",
    "propose new wording",
    "attach a file",
];

async fn scene() -> Stage {
    let stage = stage::set().await;
    for name in PLAYED {
        let ready = acts::open(&stage, act(name)).await.unwrap_or_else(|e| panic!("{name}: {e}"));
        let answer = ready.send().await;
        assert!(matches!(answer.status, 200 | 303), "{name}: {} {}", answer.status, answer.text());
    }
    stage
}

fn cast(stage: &Stage) -> Vec<Person> {
    vec![
        stage.visitor.clone(),
        stage.avaria_focal.clone(),
        stage.lead.clone(),
        stage.administrator.clone(),
        stage.system_administrator.clone(),
        stage.auditor.clone(),
    ]
}

/// Each of the cast follows every link; answers which kinds of addresses were there.
async fn read_everything(stage: &Stage) -> BTreeSet<String> {
    let mut read = BTreeSet::new();
    for who in cast(stage) {
        let mut waiting = VecDeque::from(["/".to_owned(), format!("/c/{}", stage.slug)]);
        let (mut known, mut visits) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        while let Some(address) = waiting.pop_front() {
            let visits = visits.entry(kind(&address)).or_default();
            if *visits >= OF_EACH_TYPE || !known.insert(address.clone()) {
                continue;
            }
            *visits += 1;
            let page = who.get(&address).await;
            if page.status == 200 {
                read.insert(kind(&address));
            }
            waiting.extend(links(&page.body).into_iter().filter(|link| link.starts_with('/')));
        }
    }
    read
}

/// The address without what is different in each of its kind.
fn kind(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_id = |part: &&str| part.len() == 26 || part.contains(|c: char| c.is_ascii_digit());
    path.split('/')
        .map(|part| if is_id(&part) { "{id}" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_changes_anything_by_being_read() {
    let stage = scene().await;
    let before = tables::everything(&stage.server);
    let read = read_everything(&stage).await;
    assert_eq!(tables::differences(&before, &tables::everything(&stage.server)), [""; 0]);
    assert!(read.len() >= 40, "{read:#?}");
}
