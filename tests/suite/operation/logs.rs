//! What is logged: a line of JSON for each request, by a name that its answer carries too, and nothing of anybody.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::durability::lasting;
use crate::support::child::free_port;
use crate::support::stage::{self, Stage};
use crate::support::{Page, acts, canaries, postgres};

const TRAVAUX: &str = env!("CARGO_BIN_EXE_travaux");
const CONFIDENTIAL: &str = "Canary of the customs house, which nobody is to hear.";

/// The real program on the stage's database; what it says on stderr goes into a file.
struct Program(Child);

impl Program {
    fn start(stage: &Stage, listen: &str, metrics: &str, errors: &Path) -> Program {
        let server = &stage.server;
        let url = &server.app.settings.database_url;
        let mut command = Command::new(TRAVAUX);
        command.arg("--data").arg(server.data()).args(["--database-url", url]);
        command.args(["serve", "--listen", listen, "--metrics", metrics, "--log-format", "json"]);
        command.args(postgres::cluster().map(|_| "--allow-unsafe-postgres"));
        command.env_remove("RUST_LOG").env("TRAVAUX_SECOND_FACTOR", "offered");
        let errors = File::create(errors).unwrap();
        Program(command.stdout(Stdio::null()).stderr(errors).spawn().unwrap())
    }

    fn stop(mut self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.0.wait().unwrap().success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

/// What everybody does in this run; each answer with its kind of address.
async fn visit(stage: &Stage, address: &str) -> Vec<(&'static str, &'static str, Page)> {
    let visitor = stage.server.visitor().at(address);
    for _ in 0..300 {
        if visitor.is_answered().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let focal = stage.avaria_focal.clone().at(address);
    let mut ready = acts::open_as(stage, acts::act("comment"), &focal).await.expect("the form");
    ready
        .form
        .fill(&[("body".into(), CONFIDENTIAL.into()), ("class".into(), "confidential".into())]);
    let commented = ready.send().await;
    assert_eq!(commented.status, 303, "{}", commented.text());
    let round = format!("/rounds/{}", stage.round);
    let wrong = [("email", "ines@example.org"), ("password", "not that harbour, surely")];
    let token = "/links/0123456789abcdef0123456789abcdef0123456789abcdef0123";
    let sneaked = [("sneaked_in", "Canary")];
    vec![
        ("GET", "/rounds/{id}", focal.get(&round).await),
        ("POST", "/sign-in", visitor.post("/sign-in", &wrong).await),
        ("GET", "/links/{token}", visitor.get(token).await),
        ("POST", "/sign-out", visitor.post("/sign-out", &sneaked).await),
        ("GET", "nowhere", visitor.get("/ines@example.org?secret=Canary").await),
        ("other", "nowhere", visitor.request("BREW", "/Canary", &[]).await),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_line_of_a_run_is_json_and_tells_of_nobody() {
    let stage = stage::set().await;
    lasting(&stage);
    let errors = stage.server.data().join("stderr.txt");
    let (listen, metrics) =
        (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let program = Program::start(&stage, &listen, &metrics, &errors);
    let answers = visit(&stage, &format!("http://{listen}")).await;
    let figures = stage.server.visitor().get(&format!("http://{metrics}/metrics")).await;
    let health = stage.server.visitor().get(&format!("http://{listen}/healthz")).await;
    assert_eq!((figures.status, health.status), (200, 200));
    program.stop();

    let said = std::fs::read_to_string(&errors).unwrap();
    let mut of_requests: BTreeMap<String, Value> = BTreeMap::new();
    for line in said.lines() {
        let whole: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        let fields = whole["fields"].as_object().expect("fields").clone();
        if whole["target"] == "travaux::request" {
            let mut names: Vec<&str> = fields.keys().map(String::as_str).collect();
            names.sort_unstable();
            assert_eq!(names, ["id", "message", "method", "milliseconds", "route", "status"]);
            assert!(!line.contains("127.0.0.1") && !line.contains("reqwest"), "{line}");
            assert!(fields["route"] != "/healthz", "{line}");
            let id = fields["id"].as_str().expect("an id").to_owned();
            assert!(of_requests.insert(id, Value::Object(fields)).is_none(), "twice: {line}");
        }
    }
    for (method, route, page) in answers {
        let line = of_requests.get(page.header("x-request-id"));
        let line = line.unwrap_or_else(|| panic!("no line of {route}: {said}"));
        assert_eq!((&line["method"], &line["route"]), (&method.into(), &route.into()), "{line}");
        assert_eq!(line["status"], page.status);
    }
    assert!(said.contains("Stopping"), "what is said to people is JSON as well: {said}");
    let told = canaries::secrets(&stage.server);
    assert!(told.include(CONFIDENTIAL));
    for text in [&said, &figures.body] {
        assert!(told.found(text).is_empty(), "{:?}", told.found(text));
        for id in [stage.round.as_str(), "0123456789abcdef", "Canary", "sneaked", "BREW"] {
            assert!(!text.contains(id), "{id}: {text}");
        }
    }
}

#[tokio::test]
async fn the_page_of_a_fault_says_what_the_log_calls_it() {
    let stage = stage::set().await;
    let page = stage.lead.post("/sign-out", &[("sneaked_in", "Canary")]).await;
    let id = page.header("x-request-id").to_owned();
    assert_eq!((page.status, id.len()), (400, 8));
    assert!(page.has(&format!("give the reference {id}")), "{}", page.text());
    let log = stage.server.log();
    let refused = log.lines().find(|line| line.contains("\"refused\"") && line.contains(&id));
    assert!(refused.is_some(), "the refusal stands under that name: {log}");
    // What somebody claims to be the name of a request is nobody's business.
    let claimed = [("x-request-id", "canary-1")];
    let page = stage.lead.request("GET", "/", &claimed).await;
    assert_ne!(page.header("x-request-id"), "canary-1");
    assert!(!stage.server.log().contains("canary-1"));
    // Where the page itself says what to do, there is nothing to report.
    let page = stage.lead.get("/nowhere").await;
    assert_eq!(page.status, 404);
    assert!(!page.has("give the reference"));
}
