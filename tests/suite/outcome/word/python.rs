//! Our Word files as python-docx reads them: their styles and paragraphs, and what they say of themselves.

use serde_json::{Value, json};

use crate::access::scene;
use crate::support::{Page, office};

/// What it reads of each file, in their order.
fn read(files: &[(String, Page)]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    for (number, (address, page)) in files.iter().enumerate() {
        assert_eq!(page.status, 200, "{address}: {}", page.text());
        let path = folder.path().join(format!("{number}.docx"));
        std::fs::write(&path, &page.bytes).expect("it is written");
        paths.push(path.display().to_string());
    }
    let read = office::read_docx(&paths);
    paths.iter().map(|path| read[path].clone()).collect()
}

#[tokio::test]
async fn python_docx_reads_our_files_and_finds_nobodys_name_in_what_they_say_of_themselves() {
    let scene = scene::set().await;
    let (stage, closed) = (&scene.stage, &scene.closed);
    let own = format!("/rounds/{}/handout.docx?for={}", stage.round, scene.avaria);
    let mut files = vec![(own.clone(), stage.avaria_focal.get(&own).await)];
    let comparison =
        format!("/c/{}/comparison.docx?from={}&to={}", stage.slug, stage.draft, scene.working);
    for address in [
        format!("/drafts/{}/draft.docx", stage.draft),
        comparison,
        format!("/rounds/{closed}/consolidated.docx"),
        format!("/rounds/{closed}/consolidated.docx?only={}", scene.avaria),
        format!("/rounds/{closed}/consolidated.docx?attribution=no"),
        format!("/rounds/{closed}/compilation.docx"),
        format!("/rounds/{closed}/compilation.docx?by=participant"),
        format!("/rounds/{closed}/bracketed.docx"),
        format!("/rounds/{closed}/matrix.docx"),
        format!("/drafts/{}/notes.docx", scene.working),
        format!("/drafts/{}/concordance.docx", scene.working),
    ] {
        files.push((address.clone(), stage.lead.get(&address).await));
    }
    let read = read(&files);
    for ((address, _), read) in files.iter().zip(&read) {
        let core = &read["core"];
        assert_eq!(core["author"], stage.server.address, "{address}: the instance, and no person");
        for (name, said) in core.as_object().expect("properties") {
            let said = said.as_str().expect("text");
            match name.as_str() {
                "author" | "language" | "title" => assert!(!said.is_empty(), "{address}: {name}"),
                _ => assert_eq!(said, "", "{address}: {name}"),
            }
            for one in ["Avaria", "Lothmar", "Harbour Watch"] {
                assert!(!said.contains(one), "{address}: {name} says {said}");
            }
        }
        let words = format!("{}{}", read["paragraphs"], read["cells"]);
        assert!(words.len() > 200, "{address}: {words}");
    }

    let said = |at: usize| read[at]["paragraphs"].as_array().expect("paragraphs").clone();
    let text = [
        ("Title", "Draft declaration on the right of peoples and individuals to mutual aid"),
        ("Enacting Body", "The General Assembly,"),
        ("Preambular Paragraph", "Recalling the purposes of mutual aid among neighbours,"),
        ("Preambular Paragraph", "Convinced that no harbour stands alone,"),
        ("Heading 2", "Article 1"),
        ("Draft Paragraph", "1.\tEveryone has the right to mutual aid."),
        ("Draft Paragraph", "2.\tStates shall respect and protect this right."),
        ("Heading 2", "Article 2"),
        ("Draft Paragraph", "States shall cooperate in order to:"),
        ("Draft Paragraph", "(a)\tShare lanterns in time of storm;"),
        ("Draft Paragraph", "(b)\tKeep harbours open to all peoples."),
        ("Heading 2", "Article 3"),
        (
            "Draft Paragraph",
            "Nothing in this declaration diminishes a right that exists elsewhere.",
        ),
    ]
    .map(|(style, words)| json!([style, words]));
    assert_eq!(said(0)[2..], text, "the hand-out, below what is said of it");
    assert!(said(0)[..2].iter().all(|one| one[0] == "Draft Remark"), "{:?}", said(0));
    assert_eq!(said(1), text, "the clean draft");
    for (at, (address, _)) in files.iter().enumerate().take(6).skip(2) {
        // What is put in it does not see; what nobody touches it does.
        let untouched = said(at).iter().filter(|one| text.contains(one)).count();
        assert!(untouched > 3, "{address}: {:?}", said(at));
    }
}
