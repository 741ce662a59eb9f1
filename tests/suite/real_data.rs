//! The commands on real texts, where ../shared/data is beside the checkout: an 884-element text, and
//! the 883 proposals that were made on it. Nothing of it is in the repository.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::postgres;

/// The commands on one database of its own.
struct Console {
    directory: tempfile::TempDir,
    url: Option<String>,
    _postgres: Option<postgres::Database>,
}

impl Console {
    fn open() -> Self {
        // `Database::fresh` is migrated already; on SQLite the first command makes the file.
        let postgres = postgres::cluster().map(|_| {
            postgres::Database::fresh(|url| {
                travaux::db::migrate(url).unwrap();
            })
        });
        let url = postgres.as_ref().map(|database| database.url().to_owned());
        Self { directory: tempfile::tempdir().unwrap(), url, _postgres: postgres }
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.env_remove("DATABASE_URL").arg("--data").arg(self.directory.path());
        if let Some(url) = &self.url {
            command.env("DATABASE_URL", url);
        }
        command.args(words).output().unwrap()
    }

    /// The one line that a command which makes something prints: the public id.
    fn made(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {said}");
        let id = String::from_utf8(output.stdout).unwrap();
        assert_eq!(id.lines().count(), 1, "an id alone on stdout: {id:?}");
        id.trim().to_owned()
    }
}

/// The real texts as files to import; None where the data is not there.
fn real_files(into: &Path) -> Option<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    if !root.join("../shared/data").is_dir() {
        eprintln!("no ../shared/data: not run");
        return None;
    }
    let made = Command::new("python3").arg(root.join("dev/real-data")).arg(into).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Some(())
}

#[test]
fn the_883_real_proposals_land_on_the_884_elements_and_none_is_dropped() {
    let files = tempfile::tempdir().unwrap();
    let Some(()) = real_files(files.path()) else { return };
    let file = |name: &str| files.path().join(name).display().to_string();
    let console = Console::open();
    console.made(&["consultation", "create", "--slug", "real", "--title", "A real text"]);
    let text = file("gdpr.json");
    let import = ["draft", "import", "--consultation", "real", "--label", "Base", "--lang", "en"];
    let draft = console.made(&[&import[..], &[text.as_str()]].concat());
    let dates = ["--opens", "2026-03-01", "--closes", "2026-04-30 18:00"];
    let round =
        console.made(&[&["round", "create", "--draft", draft.as_str()][..], &dates[..]].concat());

    let table = file("gdpr-proposals.csv");
    let import = ["inputs", "import", "--round", round.as_str(), table.as_str()];
    let first = console.run(&import);
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(first.status.success(), "{said}");
    // 883 proposals, one of them on nine elements, one on three, one on two.
    assert!(said.contains("894 added"), "{said}");
    assert!(said.contains("133 unplaced") && said.contains("5 on a part of it"), "{said}");

    let again = console.run(&import);
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("0 added") && said.contains("894 there already"), "{said}");

    let matrix = file("matrix.csv");
    let export = ["matrix", "export", "--round", round.as_str(), "--format", "csv", "-o", &matrix];
    assert!(console.run(&export).status.success());
    let rows = csv::Reader::from_path(&matrix).unwrap().into_records().count();
    assert_eq!(rows, 894);

    compiled_and_bracketed(&console, &round, &text);
    consolidated(&console, &draft, &round);

    let out = file("out.json");
    let export = ["draft", "export", draft.as_str(), "--format", "json", "-o", &out];
    assert!(console.run(&export).status.success());
    let read = |path: &str| -> Vec<serde_json::Value> {
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    };
    let (before, after) = (read(&text), read(&out));
    assert_eq!((before.len(), after.len()), (884, 884));
    for (before, after) in before.iter().zip(&after) {
        assert_eq!((&before["kind"], &before["text"]), (&after["kind"], &after["text"]));
    }
}

/// With every change rejected the Word file with all proposals is the draft; and so is that of one participant.
fn consolidated(console: &Console, draft: &str, round: &str) {
    let at = |name: &str| console.directory.path().join(name).display().to_string();
    let text = |name: &str, side: &str| -> Vec<String> {
        let output = console.run(&["word", "text", &at(name), side]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    };
    let handout = at("handout.docx");
    assert!(console.run(&["word", "handout", "--draft", draft, "-o", &handout]).status.success());
    let mut base = text("handout.docx", "--accept");
    base.remove(0);
    let whole = ["word", "consolidated", "--round", round, "-o"];
    for (name, mode) in [
        ("all.docx", &[][..]),
        ("group.docx", &["--group"][..]),
        ("nobody.docx", &["--without-attribution"][..]),
    ] {
        let output = console.run(&[&whole[..], &[at(name).as_str()], mode].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(text(name, "--reject"), base, "{name}");
        assert!(text(name, "--accept").len() > base.len(), "{name}");
    }
    let nobody = console.run(&[&whole[..], &[at("x.docx").as_str(), "--only", "nobody"]].concat());
    let said = String::from_utf8_lossy(&nobody.stderr).into_owned();
    assert!(!nobody.status.success() && said.contains("no participant nobody"), "{said}");
}

/// Every one of the proposals is in the compilation and in the bracketed text, and the text is under it.
fn compiled_and_bracketed(console: &Console, round: &str, text: &str) {
    let export = |command: &str, form: &str| -> String {
        let done = console.run(&[command, "export", "--round", round, "--format", form]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        eprintln!("{command} export --format {form}: {} bytes", done.stdout.len());
        String::from_utf8(done.stdout).unwrap()
    };
    let json =
        |command| -> serde_json::Value { serde_json::from_str(&export(command, "json")).unwrap() };
    let all = |value: &serde_json::Value| value.as_array().unwrap().clone();

    let compiled = json("compilation");
    assert_eq!((&compiled["inputs"], &compiled["counted_once"]), (&894.into(), &883.into()));
    let on_elements: usize =
        all(&compiled["elements"]).iter().map(|e| all(&e["inputs"]).len()).sum();
    let unplaced = all(&compiled["unplaced"]).len();
    assert_eq!((on_elements, unplaced), (894 - 133, 133));

    let made = json("bracketed");
    let proposals = all(&made["proposals"]).len();
    let counted: u64 = made["counts"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count["proposals"].as_u64().unwrap())
        .sum();
    assert_eq!((proposals, counted), (894, 894));
    eprintln!("{}", made["counts"]);
    let mut shown = std::collections::BTreeSet::new();
    sources(&made, &mut shown);
    assert_eq!(shown.len(), 894);

    let base: Vec<serde_json::Value> =
        serde_json::from_slice(&std::fs::read(text).unwrap()).unwrap();
    let rows: Vec<serde_json::Value> =
        all(&made["rows"]).into_iter().filter(|row| row["added"] == false).collect();
    assert_eq!(rows.len(), 884);
    for (row, element) in rows.iter().zip(&base) {
        let kept = all(&row["pieces"])
            .iter()
            .map(|piece| piece["text"].as_str().or(piece["deleted"].as_str()).unwrap().to_owned())
            .collect::<String>();
        assert_eq!(kept, element["text"]["en"].as_str().unwrap_or_default().trim());
    }
    assert!(export("compilation", "html").contains("</html>"));
    for form in ["html", "txt"] {
        assert!(!export("bracketed", form).is_empty());
    }
}

/// Every proposal that stands as a source anywhere.
fn sources(value: &serde_json::Value, found: &mut std::collections::BTreeSet<u64>) {
    use serde_json::Value;
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match (name.as_str(), field) {
                    ("sources", Value::Array(all)) => {
                        assert!(!all.is_empty(), "a bracket without a source");
                        found.extend(all.iter().filter_map(Value::as_u64));
                    }
                    ("deletions_opened", Value::Array(all)) => {
                        found.extend(
                            all.iter()
                                .filter_map(Value::as_array)
                                .flatten()
                                .filter_map(Value::as_u64),
                        );
                    }
                    (_, field) => sources(field, found),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|value| sources(value, found)),
        _ => {}
    }
}

/// What says the same, what collides, and how much time that takes: every input is accounted for.
#[test]
fn the_real_proposals_fall_into_clusters_and_collisions_and_none_is_left_out() {
    use diesel::prelude::*;
    use travaux::consolidation::alike::Alike;
    use travaux::consolidation::colliding::Colliding;
    use travaux::procedure::keys::{DraftKey, RoundKey};
    use travaux::procedure::sight::Sight;
    use travaux::submissions::views::visible_to;

    let files = tempfile::tempdir().unwrap();
    let Some(()) = real_files(files.path()) else { return };
    let file = |name: &str| files.path().join(name).display().to_string();
    let console = Console::open();
    console.made(&["consultation", "create", "--slug", "real", "--title", "A real text"]);
    let text = file("gdpr.json");
    let import = ["draft", "import", "--consultation", "real", "--label", "Base", "--lang", "en"];
    let draft = console.made(&[&import[..], &[text.as_str()]].concat());
    let dates = ["--opens", "2026-03-01", "--closes", "2026-04-30 18:00"];
    let round =
        console.made(&[&["round", "create", "--draft", draft.as_str()][..], &dates[..]].concat());
    let table = file("gdpr-proposals.csv");
    assert!(console.run(&["inputs", "import", "--round", round.as_str(), &table]).status.success());

    let data = console.directory.path();
    let url = console.url.clone();
    let url = url.unwrap_or_else(|| format!("sqlite:{}", data.join("travaux.db").display()));
    let db = travaux::db::Db::open(&url, 1).unwrap();
    let now = crate::support::moment("2026-03-01T00:00:00Z");
    travaux::sealing::unlock(&db, &data.join("keys"), now).unwrap();
    let sight = Sight {
        public_before_publication: true,
        withheld_before_publication: true,
        confidential: true,
        ..Sight::public()
    };
    let read: Result<(), travaux::web::Error> = db.read(|conn| {
        let (key, of): (RoundKey, DraftKey) = travaux::schema::rounds::table
            .select((
                travaux::schema::rounds::id,
                travaux::schema::rounds::draft_id.assume_not_null(),
            ))
            .first(conn)?;
        let text = travaux::drafts::store::text(conn, of)?;
        let begun = std::time::Instant::now();
        let seen = visible_to(conn, &sight, key)?;
        let loaded = begun.elapsed();
        let identities = text.elements.iter().map(|element| element.id.as_str()).collect();
        let begun = std::time::Instant::now();
        let alike = Alike::among(&seen, &identities);
        let clustered = begun.elapsed();
        let begun = std::time::Instant::now();
        let colliding = Colliding::among(&text, "en", &seen);
        let compared = begun.elapsed();

        let several: usize = alike.several().map(<[_]>::len).sum();
        let alone = seen.iter().filter(|one| alike.with(one.input.id).len() == 1).count();
        let contested = seen.iter().filter(|one| colliding.is_contested(one.input.id)).count();
        let excluding = seen.iter().filter(|one| colliding.excludes_any(one.input.id)).count();
        eprintln!(
            "{} inputs (loaded in {loaded:?}): {} clusters of {several}, {alone} alone, in \
             {clustered:?}; {excluding} collide, {contested} of them contested, in {compared:?}",
            seen.len(),
            alike.several().count(),
        );
        assert_eq!(seen.len(), 894);
        assert_eq!(several + alone, 894);
        assert!(alike.several().count() > 50 && contested > 100 && excluding >= contested);
        for members in alike.several() {
            let one = |key| seen.iter().find(|seen| seen.input.id == key).unwrap();
            let first = one(members[0].0).input.operation;
            assert!(members.iter().all(|(key, _)| one(*key).input.operation == first));
        }
        Ok(())
    });
    read.unwrap();
}
