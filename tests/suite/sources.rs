//! What must not be written anywhere in the code, the templates and the script, whatever else they say.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder with this ending: its name and what is in it.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "no {ending} in {folder}");
    found
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, ending, found);
        } else if path.extension().is_some_and(|e| e == ending) {
            let text = fs::read_to_string(&path).expect("a text");
            found.push((path.strip_prefix(root()).expect("ours").display().to_string(), text));
        }
    }
}

/// Where any of these stands, as "file: what".
fn places(files: &[(String, String)], forbidden: &[&str]) -> Vec<String> {
    let in_file = |(name, text): &(String, String)| {
        let found = forbidden.iter().filter(|word| text.contains(**word));
        found.map(|word| format!("{name}: {word}")).collect::<Vec<_>>()
    };
    files.iter().flat_map(in_file).collect()
}

fn nowhere(files: &[(String, String)], forbidden: &[&str]) {
    let found = places(files, forbidden);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    // What is looked for would be found.
    let planted = forbidden.iter().map(|word| ("planted".to_owned(), format!("a {word} b")));
    assert!(planted.into_iter().all(|file| !places(&[file], forbidden).is_empty()));
}

/// The code alone, without the tests beside it, which may say anything.
fn code() -> Vec<(String, String)> {
    let mut all = files("src", "rs");
    all.retain(|(name, _)| !name.ends_with("tests.rs"));
    for (_, text) in &mut all {
        if let Some(tests) = text.find("#[cfg(test)]") {
            text.truncate(tests);
        }
    }
    all
}

#[test]
fn no_template_takes_a_text_for_html() {
    nowhere(&files("templates", "html"), &["|safe", "| safe", "|escape(", "{% autoescape"]);
    nowhere(&code(), &["escape = \"none\"", "MarkupDisplay", "filters::Safe", "HtmlSafe"]);
}

#[test]
fn no_page_has_a_script_or_a_style_of_its_own() {
    let mut pages = files("templates", "html");
    // Papers and letters leave the house, and carry their style with them.
    pages.retain(|(name, text)| name.ends_with("/base.html") || !text.contains("<html"));
    let forbidden =
        ["<script>", "<style", " style=", "javascript:", " onclick", " onload", " onsubmit"];
    nowhere(&pages, &forbidden);
    nowhere(&files("templates", "html"), &["<script>", "javascript:"]);
}

#[test]
fn no_query_is_put_together_from_texts() {
    let whole: Vec<(String, String)> = code()
        .into_iter()
        // What goes over whole tables puts the names that src/schema.rs declares into statements, and nothing that anyone typed.
        .filter(|(name, _)| !["src/db/copying.rs", "src/db/rows.rs"].contains(&name.as_str()))
        .map(|(name, text)| (name, text.split_whitespace().collect::<String>()))
        .collect();
    let forbidden = [
        "sql_query(format!",
        "sql_query(&",
        "batch_execute(&format!",
        "sql::<Text>(&",
        "dsl::sql(&",
        "dsl::sql::<Text>(&",
    ];
    nowhere(&whole, &forbidden);
}

#[test]
fn no_other_program_is_started() {
    // The reader of files that others made is this program itself, started without a word of theirs.
    let apart = "src/formats/apart.rs";
    let (reader, mut others): (Vec<_>, Vec<_>) =
        code().into_iter().partition(|(name, _)| name == apart);
    // The doctor, whom somebody at the console calls, asks systemd for one word.
    let time = "src/commands/doctor/time.rs";
    others.retain(|(name, text)| name != time || !text.contains("Command::new(\"timedatectl\")"));
    nowhere(&others, &["process::Command", "Command::new", "libloading", "process::{"]);
    let [(_, text)] = &reader[..] else { panic!("{apart} is not there") };
    assert_eq!(text.matches("Command::new(").count(), 1);
    assert!(text.contains(
        "Command::new(program)\n        .args([\"word\", \"reader\"])\n        .env_clear()"
    ));
}

#[test]
fn the_script_runs_no_text_and_keeps_nothing() {
    let script = files("src/web/assets", "js");
    let forbidden = [
        "eval(",
        "new Function",
        "document.write",
        "insertAdjacentHTML",
        "outerHTML",
        "postMessage",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "__proto__",
        "http://",
        "https://",
    ];
    nowhere(&script, &forbidden);
    // The one place that takes HTML takes the server's own, from our origin.
    let all: String = script.into_iter().map(|(_, text)| text).collect();
    assert_eq!(all.matches("innerHTML").count(), 1);
    assert!(all.contains("credentials: \"same-origin\", mode: \"same-origin\""));
}

#[test]
fn memory_is_safe_by_order() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    assert!(manifest.contains("\nunsafe_code = \"forbid\"\n"));
    nowhere(&code(), &["allow(unsafe_code)", "unsafe {", "unsafe fn"]);
}

/// Nothing that a person types can make the server ask another one: it speaks to the database, to the mail server, and to
/// the depot of files, wherever an administrator said that these are. The doctor asks whoever runs the server where.
#[test]
fn nothing_here_asks_another_web_server() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let dependencies = manifest["dependencies"].as_table().expect("a table");
    for client in ["reqwest", "awc", "hyper", "hyper-util", "isahc", "curl", "attohttpc"] {
        assert!(!dependencies.contains_key(client), "{client}");
    }
    let mut code = code();
    let by_order = [
        "src/commands/doctor/",
        "src/https.rs",
        "src/reaching.rs",
        "src/depot/",
        "src/db/encrypted.rs",
    ];
    code.retain(|(name, _)| !by_order.iter().any(|place| name.starts_with(place)));
    nowhere(&code, &["TcpStream::connect", "UdpSocket", "ureq::", "https::agent", "reaching::"]);
    // A depot is opened from the settings, and at no other place.
    code.retain(|(name, _)| name != "src/commands/settings/depot.rs");
    nowhere(&code, &["Depot::open("]);
}

#[test]
fn every_crate_is_from_the_registry_and_held_to_its_hash() {
    let locked = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file");
    let locked: toml::Table = locked.parse().expect("TOML");
    let packages = locked["package"].as_array().expect("packages");
    assert!(packages.len() > 100);
    for package in packages.iter().filter(|p| p["name"].as_str() != Some("travaux")) {
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        assert_eq!(package.get("source").and_then(|s| s.as_str()), Some(registry), "{package}");
        let hash = package.get("checksum").and_then(|c| c.as_str()).unwrap_or_default();
        assert_eq!(hash.len(), 64, "{package}");
    }
}

#[test]
fn the_list_of_components_has_every_crate_and_its_hash() {
    let made = std::process::Command::new(root().join("dev/components")).output().expect("it runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let bom: serde_json::Value = serde_json::from_slice(&made.stdout).expect("JSON");
    assert_eq!((&bom["bomFormat"], &bom["specVersion"]), (&"CycloneDX".into(), &"1.6".into()));
    let listed: Vec<(String, String, String)> = bom["components"]
        .as_array()
        .expect("components")
        .iter()
        .map(|of| {
            let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            (word(&of["name"]), word(&of["version"]), word(&of["hashes"][0]["content"]))
        })
        .collect();
    let locked = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file");
    let locked: toml::Table = locked.parse().expect("TOML");
    let packages = locked["package"].as_array().expect("packages").iter();
    let meant: Vec<(String, String, String)> = packages
        .filter(|package| package["name"].as_str() != Some("travaux"))
        .map(|package| {
            let word = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
            (word("name"), word("version"), word("checksum"))
        })
        .collect();
    assert_eq!(listed, meant);
    // Whatever is needed is listed itself.
    let dependencies = bom["dependencies"].as_array().expect("dependencies");
    let refs: Vec<&serde_json::Value> = dependencies.iter().map(|of| &of["ref"]).collect();
    let needed = dependencies.iter().flat_map(|of| of["dependsOn"].as_array().expect("a list"));
    assert!(needed.clone().count() > 300);
    for one in needed {
        assert!(refs.contains(&one), "{one}");
    }
}

#[test]
fn a_password_is_masked_and_a_manager_may_fill_it_in() {
    let mut fields = 0;
    for (name, text) in files("templates", "html") {
        for tag in text.split('<').filter(|tag| tag.starts_with("input")) {
            let is_named = ["password", "password_again", "current_password"]
                .iter()
                .any(|field| tag.contains(&format!(" name=\"{field}\"")));
            if is_named {
                fields += 1;
                assert!(tag.contains(" type=\"password\""), "{name}: {tag}");
                let kinds = ["current-password", "new-password"];
                assert!(kinds.iter().any(|kind| tag.contains(kind)), "{name}: {tag}");
                assert!(!tag.contains("maxlength") && !tag.contains("value="), "{name}: {tag}");
            }
        }
    }
    assert!(fields >= 5, "{fields}");
    nowhere(&files("src/web/assets", "js"), &["\"paste\"", "'paste'", "onpaste"]);
}

#[test]
fn whoever_is_signed_in_can_sign_out_on_every_page() {
    let base = fs::read_to_string(root().join("templates/base.html")).expect("the frame");
    let signed_in = base.split_once("{% if let Some(name) = frame.name %}").expect("a name").1;
    let signed_in = signed_in.split_once("{% else %}").expect("the end").0;
    assert!(signed_in.contains("<form class=\"inline\" method=\"post\" action=\"/sign-out\">"));
    // Apart from pages there are letters, and papers to keep and print.
    let mut frames: Vec<String> = files("templates", "html")
        .into_iter()
        .filter(|(_, text)| text.contains("<html"))
        .map(|(name, _)| name.trim_start_matches("templates/").to_owned())
        .collect();
    frames.sort();
    assert_eq!(
        frames,
        [
            "base.html",
            "drafts/standalone.html",
            "outcome/bracketed_paper.html",
            "outcome/comparison_paper.html",
            "outcome/compilation_paper.html",
            "outcome/concordance/paper.html",
            "outcome/notes_paper.html",
            "outcome/summary/paper.html",
            "post/letter.html",
            "rounds/note_file.html"
        ]
    );
}
