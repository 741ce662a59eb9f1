//! The program itself: it starts on nothing, says where it is, and ends when told to.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use travaux::procedure::words::Role;
use travaux::schema::letters;

use crate::support::canaries;

fn travaux(data: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.arg("--data").arg(data).env_remove("DATABASE_URL");
    command
}

fn ends_well(mut child: Child) {
    let deadline = Instant::now() + Duration::from_secs(40);
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let _ = child.kill();
    panic!("it did not end");
}

#[tokio::test]
async fn a_fresh_server_prints_its_address_and_a_link_and_ends_at_either_signal() {
    for (signal, started_before) in [("TERM", false), ("INT", true)] {
        let folder = tempfile::tempdir().unwrap();
        if started_before {
            assert!(travaux(folder.path()).arg("migrate").status().unwrap().success());
        }
        let mut child = travaux(folder.path())
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let out = child.stdout.take().unwrap();
        let link = BufReader::new(out).lines().next().unwrap().unwrap();
        assert!(link.starts_with("http://127.0.0.1:") && link.contains("/links/"), "{link}");

        // The link is printed just before the server listens to anyone.
        let mut page = None;
        for _ in 0..200 {
            page = reqwest::get(&link).await.ok();
            if page.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let page = page.unwrap();
        assert_eq!(page.status(), 200);
        assert!(page.text().await.unwrap().contains("first administrator"));

        let pid = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
        ends_well(child);
        // The link is for whoever reads standard output, and for no log.
        let logged = std::fs::read_to_string(folder.path().join("log")).unwrap();
        let token = link.rsplit('/').next().unwrap();
        canaries::look_at_program(folder.path(), &[token], &logged);
    }
}

#[test]
fn the_console_makes_administrators_and_says_what_is_wrong_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let create = |email: &str| {
        let name = ["--name", "Ana Morel"];
        travaux(folder.path()).args(["admin", "create", "--email", email]).args(name).output()
    };
    let made = create("ana@example.org").unwrap();
    assert!(made.status.success(), "{made:?}");
    let link = String::from_utf8(made.stdout).unwrap();
    assert_eq!(link.lines().count(), 1, "{link}");
    assert!(link.contains("/links/"), "{link}");
    let token = link.trim().rsplit('/').next().unwrap();
    let logged = String::from_utf8(made.stderr).unwrap();
    canaries::look_at_program(folder.path(), &[token], &logged);

    let refused = create("ana").unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(refused.stderr).unwrap(),
        "travaux: \"ana\" is no e-mail address\n"
    );
    assert!(refused.stdout.is_empty());
}

#[test]
fn notes_and_concordance_are_written_as_files_or_it_is_said_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| travaux(folder.path()).args(words).output().unwrap();
    let said = |output: &std::process::Output| String::from_utf8(output.stderr.clone()).unwrap();
    let made = run(&["consultation", "create", "--slug", "aid", "--title", "On aid"]);
    assert!(made.status.success(), "{}", said(&made));
    let text = folder.path().join("text.txt");
    std::fs::write(&text, "Draft declaration on aid\n\nArticle 1\n\nEveryone has a right.\n")
        .unwrap();
    let import = ["draft", "import", "--consultation", "aid", "--label", "First", "--lang", "en"];
    let made = run(&[&import[..], &[text.to_str().unwrap()]].concat());
    assert!(made.status.success(), "{}", said(&made));
    let draft = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    for (noun, header) in [("notes", "\"number\""), ("concordance", "\"element\"")] {
        let csv = run(&[noun, "export", "--draft", &draft, "--format", "csv"]);
        assert!(csv.status.success(), "{}", said(&csv));
        assert!(String::from_utf8(csv.stdout).unwrap().starts_with(header));
        let file = folder.path().join(format!("{noun}.html"));
        let path = file.to_str().unwrap();
        let html = run(&[noun, "export", "--draft", &draft, "--format", "html", "-o", path]);
        assert!(html.status.success() && html.stdout.is_empty(), "{}", said(&html));
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("<!doctype html>"));
        let unknown = run(&[noun, "export", "--draft", "nothing"]);
        assert!(!unknown.status.success());
        assert_eq!(said(&unknown).trim(), "travaux: there is no draft nothing");
        let help = run(&[noun, "export", "--help"]);
        assert!(String::from_utf8(help.stdout).unwrap().contains("Example:"));
    }
}

/// Where the mandate has lost its holder, whoever has the server's files in hand appoints one. The person and
/// the leads are written to, and the journal has the line.
#[test]
fn the_console_appoints_a_lead_and_says_what_is_wrong_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let done = travaux(folder.path()).args(words).output().unwrap();
        let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
        (done.status.code(), said)
    };
    let made = run(&["consultation", "create", "--slug", "aid", "--title", "On aid"]);
    assert_eq!(made.0, Some(0), "{made:?}");
    let lead = |slug: &str, email: &str, name: &str, language: &str| {
        let person = ["--email", email, "--name", name, "--language", language];
        run(&[&["consultation", "lead", "--slug", slug][..], &person].concat())
    };
    for (slug, email, language, said) in [
        ("aid", "nerissa", "en", "travaux: \"nerissa\" is no e-mail address\n"),
        (
            "aid",
            "n@example.org",
            "tlh",
            "travaux: \"tlh\" is no language of the interface: en or fr\n",
        ),
        ("aids", "n@example.org", "en", "travaux: there is no consultation \"aids\"\n"),
    ] {
        assert_eq!(lead(slug, email, "Nerissa Oduya", language), (Some(1), said.to_owned()));
    }
    let done = lead("aid", "Nerissa@Example.org", "Nerissa Oduya", "fr");
    let said = "Nerissa Oduya <nerissa@example.org> is a lead now, and is written to.\n";
    assert_eq!(done, (Some(0), said.to_owned()));
    let done = lead("aid", "tomas@example.org", "Tomas Berg", "en");
    assert_eq!(done.0, Some(0), "{done:?}");

    let url = folder.path().join("travaux.db");
    let db = travaux::db::Db::open(&format!("sqlite:{}", url.display()), 1).unwrap();
    let read: Result<_, travaux::web::Error> = db.read(|conn| {
        let consultation = travaux::consultations::store::find_by_slug(conn, "aid")?;
        let team = travaux::consultations::views::team(conn, consultation.id)?;
        let letters: Vec<(String, String, String)> = letters::table
            .order(letters::id)
            .select((letters::to_email, letters::subject, letters::body_text))
            .load(conn)?;
        let scope = travaux::journal::Scope::Consultation(consultation.id);
        let lines = travaux::journal::store::latest(conn, scope, None, 9)?;
        Ok((team, letters, lines))
    });
    let (team, letters, lines) = read.unwrap();
    assert!(team.len() == 2 && team.iter().all(|one| one.role == Role::Lead), "{team:?}");
    // Each of the two as they were appointed; the first of the second.
    let to: Vec<(&str, &str)> =
        letters.iter().map(|(to, subject, _)| (to.as_str(), subject.as_str())).collect();
    let expected = [
        ("nerissa@example.org", "Une fonction vous a été attribuée"),
        ("tomas@example.org", "You have been given a role"),
        ("nerissa@example.org", "Une information sur une équipe"),
    ];
    assert_eq!(to, expected);
    assert!(letters[0].2.contains("/links/") && letters[2].2.contains("Tomas Berg"));
    let acts: Vec<&str> = lines.iter().map(|line| line.act.as_str()).collect();
    assert_eq!(acts, ["role.granted", "role.granted", "consultation.created"]);
    let verified = run(&["verify", "all"]);
    assert_eq!(verified.0, Some(0), "{verified:?}");
    assert!(
        verified.1.contains("1 chain, 3 lines, 0 commitments, 0 of them erased"),
        "{verified:?}"
    );
    assert!(verified.1.contains("1 text or fact that its line commits to"), "{verified:?}");
    let help = run(&["consultation", "lead", "--help"]);
    assert!(help.1.contains("Example:") && help.1.contains("The language they are written to in"));
}
