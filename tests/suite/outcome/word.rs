//! Word files of what comes of a consultation, as programs read them that are not ours: pandoc, LibreOffice and
//! python-docx.

mod programs;
mod python;

use std::path::Path;
use std::process::Command;

use crate::access::scene;
use crate::support::{Page, Person};

/// As pandoc reads it, without what is form only.
fn pandoc(file: &Path, changes: &str) -> String {
    let read = Command::new("pandoc")
        .args(["--from=docx", "--to=plain", "--wrap=none", &format!("--track-changes={changes}")])
        .arg(file)
        .output()
        .expect("pandoc runs (dev/test installs it)");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let said = String::from_utf8_lossy(&read.stdout).into_owned();
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    said.lines().map(|line| words(line) + "\n").collect()
}

/// The parts of a Word file of a round, and its text with every change accepted or rejected.
struct Taken {
    page: Page,
    folder: tempfile::TempDir,
}

impl Taken {
    async fn by(who: &Person, address: &str) -> Self {
        let page = who.get(address).await;
        assert_eq!(page.status, 200, "{address}: {}", page.text());
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("file.docx"), &page.bytes).expect("it is written");
        Self { page, folder }
    }

    fn read(&self, changes: &str) -> String {
        pandoc(&self.folder.path().join("file.docx"), changes)
    }
}

#[tokio::test]
async fn a_round_leaves_as_one_word_file_with_everybody_under_their_name() {
    let scene = scene::set().await;
    let lead = &scene.stage.lead;
    let draft = Taken::by(lead, &format!("/drafts/{}/draft.docx", scene.stage.draft)).await;
    let of = format!("/rounds/{}/consolidated.docx", scene.closed);
    let all = Taken::by(lead, &of).await;
    assert_eq!(all.read("reject"), draft.read("accept"));
    let told = all.page.unpacked();
    for words in ["Republic of Avaria", "Avaria says this to everybody.", "name withheld"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for words in ["to the team only", "Harbour Watch tells the team"] {
        assert!(!told.contains(words), "{words}");
    }

    let only = Taken::by(lead, &format!("{of}?only={}", scene.avaria)).await;
    assert_eq!(only.read("reject"), draft.read("accept"));
    assert_ne!(only.read("accept"), draft.read("accept"), "what it proposes is in its text");
    let told = only.page.unpacked();
    assert!(told.contains("w:author=\"Republic of Avaria\""), "{told}");
    assert!(!told.contains("without its name"), "a name withheld is not its");

    for choice in ["attribution=group", "attribution=no"] {
        let file = Taken::by(lead, &format!("{of}?{choice}")).await;
        assert_eq!(file.read("reject"), draft.read("accept"), "{choice}");
        let told = file.page.unpacked();
        assert!(!told.contains("w:author=\"Republic of Avaria\""), "{choice}: {told}");
    }
    let group = lead.get(&format!("{of}?attribution=group")).await.unpacked();
    assert!(group.contains("w:author=\"African States\""), "{group}");

    let accepted = Taken::by(lead, &format!("{of}?accepted=yes")).await;
    assert_eq!(accepted.read("reject"), draft.read("accept"));
    let outside = scene.stage.avaria_focal.get(&format!("{of}?accepted=yes")).await;
    assert_eq!(outside.status, 404, "what the team answers is the team's");
    assert_eq!(lead.get(&format!("{of}?only=nobody")).await.status, 404);

    let page = lead.get(&format!("/rounds/{}/compilation", scene.closed)).await;
    assert!(page.has("Republic of Avaria</option>"), "{}", page.body);
}

#[tokio::test]
async fn papers_are_word_files_that_another_program_reads() {
    let scene = scene::set().await;
    let (stage, closed) = (&scene.stage, &scene.closed);
    for (address, words) in [
        (format!("/rounds/{closed}/compilation.docx"), "Avaria says this to everybody."),
        (format!("/rounds/{closed}/compilation.docx?by=participant"), "Republic of Avaria"),
        (format!("/rounds/{closed}/bracketed.docx"), "Republic of Avaria"),
        (format!("/rounds/{closed}/matrix.docx"), "Avaria says this to everybody."),
        (format!("/drafts/{}/notes.docx", scene.working), "1. "),
        (format!("/drafts/{}/concordance.docx", scene.working), "<w:tbl>"),
    ] {
        let file = Taken::by(&stage.lead, &address).await;
        let told = file.page.unpacked();
        assert!(told.contains(words), "{address}: {told}");
        assert!(!told.contains("to the team only"), "{address}");
        assert!(!file.read("all").trim().is_empty(), "{address}");
    }
    let note = format!("/notes-verbales/{}/file.docx", scene.note_verbale);
    let file = Taken::by(&stage.administrator, &note).await;
    assert!(!file.read("all").trim().is_empty());
}
