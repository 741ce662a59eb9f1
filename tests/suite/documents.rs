//! What the documents say of the code is true of it: the tests, files and folders that they name are there.

use std::fs;
use std::path::{Path, PathBuf};

/// The requirements of OWASP ASVS 5.0.0 of the first and of the second level.
const OF_LEVEL_1: usize = 70;
const OF_LEVEL_2: usize = 183;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A line of `docs/asvs.csv`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    id: String,
    level: u8,
    subject: String,
    applies: String,
    why_not: String,
    how: String,
    test: String,
}

fn requirements() -> Vec<Requirement> {
    let text = text_of("docs/asvs.csv");
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    rows.map(|row| row.expect("a whole row")).collect()
}

#[test]
fn every_requirement_is_answered_once_and_in_order() {
    let rows = requirements();
    let place = |row: &Requirement| {
        let numbers: Vec<u32> = row.id.split('.').filter_map(|n| n.parse().ok()).collect();
        assert_eq!(numbers.len(), 3, "{}", row.id);
        numbers
    };
    assert!(rows.windows(2).all(|pair| place(&pair[0]) < place(&pair[1])));
    let of_level = |level| rows.iter().filter(|row| row.level == level).count();
    assert_eq!((of_level(1), of_level(2)), (OF_LEVEL_1, OF_LEVEL_2));
    assert_eq!(rows.len(), OF_LEVEL_1 + OF_LEVEL_2);
}

#[test]
fn every_answer_says_why_not_or_where_and_by_which_test() {
    let faults: Vec<String> = requirements()
        .iter()
        .flat_map(|row| faults(row).into_iter().map(|fault| format!("{}: {fault}", row.id)))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What is wrong with an answer.
fn faults(row: &Requirement) -> Vec<String> {
    let mut faults = Vec::new();
    let mut hold = |is_so: bool, fault: &str| {
        if !is_so {
            faults.push(fault.to_owned());
        }
    };
    let places: Vec<&str> = row.how.split("; ").filter(|place| !place.is_empty()).collect();
    let is_written = |place: &&str| place.starts_with("docs/") || place.ends_with(".md");
    hold((1..=6).contains(&row.subject.split_whitespace().count()), "a subject of a few words");
    match row.applies.as_str() {
        "yes" => {
            hold(row.why_not.is_empty(), "it applies: there is no why not");
            hold(!places.is_empty(), "where is it done?");
            // What is to be written down is proved by the document itself.
            let is_proved = !row.test.is_empty() || places.iter().all(is_written);
            hold(is_proved, "which test would fail?");
        }
        "part" => {
            hold(row.why_not.ends_with('.'), "a sentence on what is missing");
            hold(!places.is_empty(), "where is it done?");
        }
        "no" => {
            hold(row.why_not.ends_with('.'), "a sentence on why not");
            hold(places.is_empty() && row.test.is_empty(), "nothing is done");
        }
        other => hold(false, &format!("applies: {other:?}")),
    }
    for place in places {
        hold(root().join(place).exists(), &format!("there is no {place}"));
    }
    hold(row.test.is_empty() || is_a_test(&row.test), &format!("there is no test {}", row.test));
    faults
}

/// Is there a test of this name, as cargo prints it: in the suite, or among those of the library?
fn is_a_test(name: &str) -> bool {
    let Some((modules, function)) = name.rsplit_once("::") else { return false };
    let modules: Vec<&str> = modules.split("::").collect();
    ["tests/suite", "src"].iter().any(|base| {
        (1..=modules.len()).any(|depth| {
            let (folders, inner) = modules.split_at(depth);
            let stem = root().join(base).join(folders.join("/"));
            [stem.with_extension("rs"), stem.join("mod.rs")].iter().any(|file| {
                module_in(file, inner).is_some_and(|source| tests_in(&source, function))
            })
        })
    })
}

/// The source of a module within a file: written there, or where `#[path]` says.
fn module_in(file: &Path, inner: &[&str]) -> Option<String> {
    let source = fs::read_to_string(file).ok()?;
    let Some((module, deeper)) = inner.split_first() else { return Some(without_modules(&source)) };
    if let Some((before, _)) = source.split_once(&format!("\nmod {module};")) {
        let path = before.rsplit_once("#[path = \"")?.1.split_once('"')?.0;
        return module_in(&file.with_file_name(path), deeper);
    }
    let within = format!("mod {module} {{");
    let mut lines =
        source.lines().skip_while(|line| !opens_module(line) || !line.ends_with(&within));
    lines.next()?;
    let body: Vec<&str> = lines.take_while(|line| *line != "}").collect();
    deeper.is_empty().then(|| body.join("\n"))
}

/// A module written within its file, as rustfmt sets it.
fn opens_module(line: &str) -> bool {
    (line.starts_with("mod ") || line.starts_with("pub"))
        && line.contains("mod ")
        && line.ends_with('{')
}

/// What stands in the file itself, and not in a module written within it.
fn without_modules(source: &str) -> String {
    let mut within = false;
    let lines = source.lines().filter(|line| {
        within |= opens_module(line);
        let is_kept = !within;
        within &= *line != "}";
        is_kept
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Is it a function, and marked as a test just above?
fn tests_in(source: &str, function: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let start = [format!("fn {function}("), format!("async fn {function}(")];
    let at = lines.iter().position(|line| start.iter().any(|start| line.starts_with(start)));
    let above = at.map_or(&[][..], |at| &lines[..at]);
    let mut attributes = above.iter().rev().take_while(|line| line.starts_with("#["));
    attributes.any(|line| {
        line.starts_with("#[test]") || line.contains("::test]") || line.contains("::test(")
    })
}

#[test]
fn a_test_that_is_not_there_would_be_missed() {
    for there in [
        "documents::a_test_that_is_not_there_would_be_missed",
        "pages::in_browser::every_page_that_anyone_is_led_to_is_there_valid_and_usable",
        "post::message::tests::nothing_that_a_person_typed_becomes_a_header",
        "text::json::tests::all_faults_are_told_with_their_place",
        "participants::outsiders_learn_nothing_of_participants",
        "procedure::rounds::tests::who_may_draft_input_when",
        "text::citations::tests::every_element_is_found_by_its_citation",
    ] {
        assert!(is_a_test(there), "{there}");
    }
    for not_there in [
        "documents::a_test_that_nobody_wrote",
        "documents::root",
        "pages::every_page_that_anyone_is_led_to_is_there_valid_and_usable",
        "post::message::nothing_that_a_person_typed_becomes_a_header",
        "nowhere::tests::all_faults_are_told_with_their_place",
        "every_page",
        "",
    ] {
        assert!(!is_a_test(not_there), "{not_there}");
    }
    let mut row = requirements().remove(0);
    assert_eq!(faults(&row), Vec::<String>::new());
    row.test = "security::nobody_wrote_this".into();
    row.how = "src/nowhere.rs".into();
    assert_eq!(
        faults(&row),
        ["there is no src/nowhere.rs", "there is no test security::nobody_wrote_this"]
    );
}

/// The documents that people read, with the folders that they stand in.
fn documents() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for folder in ["docs", "docs/deploy"] {
        let names = fs::read_dir(root().join(folder)).expect("the folder");
        let names = names.map(|entry| entry.expect("an entry").file_name());
        let names = names.filter_map(|name| name.into_string().ok());
        let names = names.filter(|name| name.ends_with(".md"));
        all.extend(names.map(|name| format!("{folder}/{name}")));
    }
    all.extend(["README", "ARCHITECTURE", "CONTRIBUTING", "SECURITY"].map(|n| format!("{n}.md")));
    all.sort();
    all
}

#[test]
fn every_link_and_path_in_the_documents_leads_somewhere() {
    let mut lost = Vec::new();
    for document in documents() {
        let text = text_of(&document);
        let folder = root().join(&document).parent().expect("its folder").to_owned();
        for link in links(&text).into_iter().filter(|link| !link.contains("://")) {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { root().join(&document) } else { folder.join(path) };
            if !target.exists() {
                lost.push(format!("{document}: {link}"));
            } else if !anchor.is_empty() {
                let there = fs::read_to_string(&target).unwrap_or_default();
                if !there.lines().any(|line| line.starts_with('#') && anchor_of(line) == anchor) {
                    lost.push(format!("{document}: no heading for {link}"));
                }
            }
        }
        for path in paths(&text) {
            if !root().join(&path).exists() && !root().join("src").join(&path).exists() {
                lost.push(format!("{document}: `{path}`"));
            }
        }
        for name in test_names(&text).into_iter().filter(|name| !is_a_test(name)) {
            lost.push(format!("{document}: no test `{name}`"));
        }
    }
    assert!(lost.is_empty(), "\n{}", lost.join("\n"));
}

fn links(text: &str) -> Vec<String> {
    let after = text.split("](").skip(1);
    after.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
}

/// How a heading is called in a link.
fn anchor_of(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || "- ".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// What stands between backticks, line by line, and not in a block of code.
fn spans(text: &str) -> Vec<&str> {
    let mut in_block = false;
    let lines = text.lines().filter(|line| {
        in_block ^= line.starts_with("```");
        !in_block
    });
    lines.flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// The first word of a span that begins with a folder of ours, from the root or from `src/`.
fn paths(text: &str) -> Vec<String> {
    let words = spans(text).into_iter().filter_map(|span| span.split_whitespace().next());
    words
        .filter(|word| !word.starts_with('.') && !word.contains(['{', '*', '<', ':', '…']))
        .filter(|word| {
            word.split_once('/').is_some_and(|(folder, _)| {
                let is_ours = |base: PathBuf| !folder.is_empty() && base.join(folder).is_dir();
                is_ours(root()) || is_ours(root().join("src"))
            })
        })
        .map(str::to_owned)
        .collect()
}

/// Tests are called by sentences: a span with a module and at least four words is one.
fn test_names(text: &str) -> Vec<String> {
    let is_name = |span: &&str| {
        let signs = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_:".contains(c);
        span.contains("::") && span.matches('_').count() >= 3 && span.chars().all(signs)
    };
    spans(text).into_iter().filter(is_name).map(str::to_owned).collect()
}

#[test]
fn a_path_that_leads_nowhere_would_be_seen() {
    let text = "[a](docs/none.md) and [b](README.md#try-it), see `src/none.rs`, `web/errors.rs`,\n\
                `procedure::rights::nobody_wrote_this_test`.\n```\n`src/in_code.rs`\n```\n";
    assert_eq!(links(text), ["docs/none.md", "README.md#try-it"]);
    assert_eq!(paths(text), ["src/none.rs", "web/errors.rs"]);
    assert_eq!(test_names(text), ["procedure::rights::nobody_wrote_this_test"]);
    assert_eq!(anchor_of("## What is *not* promised"), "what-is-not-promised");
}

/// What the units for systemd keep the process from: `systemd-analyze security` gives them a low score for
/// these, and a line lost would not be noticed otherwise.
#[test]
fn the_unit_keeps_its_walls() {
    for name in ["travaux.service", "travaux@.service", "travaux-worker.service"] {
        walls_of(name);
    }
}

fn walls_of(name: &str) {
    let unit = text_of(&format!("docs/deploy/{name}"));
    for line in [
        "User=travaux",
        "Type=notify",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "PrivateDevices=yes",
        "NoNewPrivileges=yes",
        "MemoryDenyWriteExecute=yes",
        "CapabilityBoundingSet=",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
        "SystemCallFilter=@system-service",
        "UMask=0077",
    ] {
        assert!(unit.lines().any(|written| written == line), "{name}: {line}");
    }
    assert!(unit.lines().any(|line| line.starts_with("LoadCredential=")));
    let says = |word: &str| unit.lines().any(|line| !line.starts_with('#') && line.contains(word));
    assert!(!says("PASSWORD=") && !says("password:"), "a secret stands in no unit");
}
