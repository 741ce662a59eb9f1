//! pandoc and LibreOffice accept and reject what is tracked in our files.

use std::path::{Path, PathBuf};
use std::process::Command;

use travaux::drafts::consolidated::{Voices, trimmed};
use travaux::drafts::reading::unstored;
use travaux::drafts::tracked::{Side, Signed, changes};
use travaux::drafts::wished::as_wished;
use travaux::drafts::word::clean_of;
use travaux::formats::word::{Margin, Paper, write};
use travaux::text::bracketed::{Alternative, Note, Proposal, Unplaced, What, as_changes};
use travaux::text::comparison::compare_along;
use travaux::text::wished::{Beside, Told, wished};
use travaux::text::{Destination, Element, Kind, Lineage, Operation, Particulars, Text};

use super::pandoc;
use crate::support::office;

/// Sentences of one language, to make a text and its revision of.
struct Words {
    language: &'static str,
    said: [&'static str; 9],
    /// What stands in the place of a part of the second.
    instead: (&'static str, &'static str),
}

const WORDS: [Words; 4] = [
    Words {
        language: "en",
        said: [
            "Draft declaration on rivers",
            "Recalling that all peoples have rivers,",
            "States shall protect every river within their territory[^1].",
            "See resolution 26/6.",
            "They shall co-operate to that end:",
            "by sharing what they know;",
            "by sharing what they have.",
            "Everyone has the right to “clean” water & more <than that>.",
            "Nothing in this Declaration shall be read otherwise.",
        ],
        instead: ("every river", "all the rivers and lakes"),
    },
    Words {
        language: "ar",
        said: [
            "مشروع إعلان بشأن الأنهار",
            "إذ تشير إلى أن لجميع الشعوب أنهارا،",
            "تحمي الدول كل نهر داخل إقليمها[^1].",
            "انظر القرار 26/6.",
            "وتتعاون الدول لهذه الغاية:",
            "بتبادل ما تعرفه؛",
            "بتبادل ما تملكه.",
            "لكل إنسان الحق في ماء نظيف.",
            "ليس في هذا الإعلان ما يقرأ على غير ذلك.",
        ],
        instead: ("كل نهر", "جميع الأنهار والبحيرات"),
    },
    Words {
        language: "zh",
        said: [
            "关于河流的宣言草案",
            "回顾各国人民都有河流，",
            "各国应保护其境内的每条河流[^1]。",
            "见第26/6号决议。",
            "各国应为此合作：",
            "分享知识；",
            "分享资源。",
            "人人享有清洁水的权利。",
            "本宣言的任何内容均不得作其他解释。",
        ],
        instead: ("每条河流", "所有河流和湖泊"),
    },
    Words {
        language: "ru",
        said: [
            "Проект декларации о реках",
            "напоминая, что у всех народов есть реки,",
            "Государства охраняют каждую реку на своей территории[^1].",
            "См. резолюцию 26/6.",
            "Они сотрудничают в этих целях:",
            "делясь тем, что знают;",
            "делясь тем, что имеют.",
            "Каждый человек имеет право на чистую воду.",
            "Ничто в настоящей Декларации не толкуется иначе.",
        ],
        instead: ("каждую реку", "все реки и озера"),
    },
];

/// A text with one of everything.
fn text(words: &Words) -> Text {
    let of = |id: &str, kind, at: usize| Element::new(id, kind, words.language, words.said[at]);
    Text::new(vec![
        of("title", Kind::Title, 0),
        of("pp", Kind::Preambular, 1),
        Element::new("a1", Kind::Article, words.language, ""),
        of("p1", Kind::Paragraph, 2).under("a1"),
        of("note", Kind::Footnote, 3).under("p1"),
        of("p2", Kind::Paragraph, 4).under("a1"),
        of("s1", Kind::Subparagraph, 5).under("p2"),
        of("s2", Kind::Subparagraph, 6).under("p2"),
        Element::new("a2", Kind::Article, words.language, words.said[0]),
        of("p3", Kind::Paragraph, 7).under("a2"),
        of("p4", Kind::Paragraph, 8).under("a2"),
    ])
}

/// Its revision: words replaced, a paragraph deleted, one new at the beginning, one moved, one new at the end,
/// the note changed, the numbers after them moved on, a preambular paragraph another kind.
fn revised(words: &Words) -> Text {
    let mut text = text(words);
    let of = |id: &str, kind, at: usize| Element::new(id, kind, words.language, words.said[at]);
    let wording = words.said[2].replace(words.instead.0, words.instead.1);
    assert_ne!(wording, words.said[2]);
    text.elements[3].text.insert(words.language.to_owned(), wording);
    text.elements[1].kind = Kind::EnactingBody;
    let note = format!("{} {}", words.said[3], words.instead.1);
    text.elements[4].text.insert(words.language.to_owned(), note);
    let moved = text.elements.remove(10);
    text.elements.remove(6);
    text.elements.insert(3, moved.under("a1"));
    text.elements.insert(2, of("pp2", Kind::Preambular, 4));
    text.elements.push(of("p5", Kind::Paragraph, 6).under("a2"));
    assert_eq!(text.check(), []);
    text
}

fn redline(old: &Text, new: &Text, language: &str) -> Paper {
    let rows = compare_along(old, new, language, &Lineage::of_identities(old, new));
    let (was, is) = (unstored(old, language), unstored(new, language));
    Paper {
        language: language.to_owned(),
        is_rtl: is.direction == "rtl",
        made_at: "2026-03-15T12:00:00Z".to_owned(),
        ..changes(
            &Side { text: old, reading: &was },
            &Side { text: new, reading: &is },
            &rows,
            &Signed::by_secretariat(language),
        )
    }
}

fn put(folder: &Path, name: &str, paper: &Paper) {
    let bytes = write(paper).expect("a file");
    std::fs::write(folder.join(name), bytes).expect("it is written");
}

/// The styles of the paragraphs of each file, as python-docx reads them.
fn styles(files: &[PathBuf]) -> Vec<Vec<String>> {
    let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let read = office::read_docx(&paths);
    let of = |path: &String| {
        let paragraphs = read[path.as_str()]["paragraphs"].as_array().expect("paragraphs");
        paragraphs.iter().map(|one| one[0].as_str().expect("its style").to_owned()).collect()
    };
    paths.iter().map(of).collect()
}

#[test]
fn programs_that_are_not_ours_accept_and_reject_what_we_track() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for words in &WORDS {
        let (old, new, language) = (text(words), revised(words), words.language);
        put(at, &format!("{language}-redline.docx"), &redline(&old, &new, language));
        put(at, &format!("{language}-accepted.docx"), &clean_of(&unstored(&new, language)));
        put(at, &format!("{language}-rejected.docx"), &clean_of(&unstored(&old, language)));
    }
    let mut files = Vec::new();
    for words in &WORDS {
        put(at, &format!("{}-consolidated.docx", words.language), &consolidated(words));
        let (single, wished) = single(words);
        put(at, &format!("{}-single.docx", words.language), &single);
        put(at, &format!("{}-wished.docx", words.language), &wished);
        for name in ["redline", "consolidated", "single"] {
            files.push(format!("{}-{name}.docx", words.language));
        }
    }
    // A heading at the very end: its mark is the file's last, which the old text's last paragraph had.
    let old = text(&WORDS[0]);
    let mut new = old.clone();
    new.elements.push(Element::new("a3", Kind::Article, "en", WORDS[0].said[0]));
    put(at, "end-redline.docx", &redline(&old, &new, "en"));
    put(at, "end-accepted.docx", &clean_of(&unstored(&new, "en")));
    put(at, "end-rejected.docx", &clean_of(&unstored(&old, "en")));
    files.push("end-redline.docx".to_owned());
    office::settle(at, &files);
    for words in &WORDS {
        let file = |name: &str| at.join(format!("{}-{name}", words.language));
        for side in ["accepted", "rejected"] {
            let meant = pandoc(&file(&format!("{side}.docx")), "accept");
            let flag = side.strip_suffix("ed").expect("a side");
            assert_eq!(pandoc(&file("redline.docx"), flag), meant, "pandoc, {side}");
            let by_office = file(&format!("redline.docx.{side}.docx"));
            assert_eq!(pandoc(&by_office, "all"), meant, "LibreOffice, {side}");
        }
        let base = pandoc(&file("rejected.docx"), "accept");
        let consolidated = file("consolidated.docx");
        assert_eq!(pandoc(&consolidated, "reject"), base, "pandoc, consolidated");
        let by_office = file("consolidated.docx.rejected.docx");
        assert_eq!(pandoc(&by_office, "reject"), base, "LibreOffice, consolidated");
        let wished = pandoc(&file("wished.docx"), "accept");
        assert_eq!(pandoc(&file("single.docx"), "accept"), wished, "pandoc, one participant's");
        assert_eq!(pandoc(&file("single.docx"), "reject"), base, "pandoc, one participant's");
        for (side, meant) in [("accepted", &wished), ("rejected", &base)] {
            let by_office = file(&format!("single.docx.{side}.docx"));
            assert_eq!(pandoc(&by_office, "all"), *meant, "LibreOffice, one participant's");
        }
        let all = Command::new("pandoc")
            .args(["--from=docx", "--to=native", "--track-changes=all"])
            .arg(file("redline.docx"))
            .output()
            .expect("pandoc runs");
        let all = String::from_utf8_lossy(&all.stdout).into_owned();
        for kind in ["insertion", "deletion", "paragraph-insertion", "paragraph-deletion"] {
            assert!(all.contains(kind), "{kind}: {all}");
        }
    }
    // What a paragraph looks like is given back too.
    for side in ["accepted", "rejected"] {
        let all = |name: &str| -> Vec<PathBuf> {
            let all = WORDS.iter().map(|words| words.language).chain(["end"]);
            all.map(|what| at.join(format!("{what}-{name}"))).collect()
        };
        let meant = styles(&all(&format!("{side}.docx")));
        assert_eq!(
            styles(&all(&format!("redline.docx.{side}.docx"))),
            meant,
            "LibreOffice, {side}"
        );
    }
}

/// Says who by their numbers.
struct Numbers;

impl Voices for Numbers {
    fn lead(&self, sources: &[usize]) -> String {
        format!("Author {}", sources[0])
    }
    fn company(&self, _: &[usize]) -> Option<String> {
        None
    }
    fn reasons(&self, source: usize) -> Vec<Margin> {
        vec![Margin { author: self.lead(&[source]), text: format!("Reason {source}") }]
    }
    fn remarks(&self, _: usize) -> Vec<Margin> {
        Vec::new()
    }
    fn opening(&self) -> Vec<Margin> {
        Vec::new()
    }
    fn secretariat(&self) -> String {
        "Secretariat".to_owned()
    }
    fn called(&self, _: &What) -> String {
        "new".to_owned()
    }
    fn alternative(&self, _: &What, of: &Alternative) -> String {
        format!("alt. {}", of.number)
    }
    fn clash(&self, _: &What, alternatives: &[Alternative]) -> String {
        format!("{} readings", alternatives.len())
    }
    fn deletion(&self) -> String {
        "delete".to_owned()
    }
    fn note(&self, _: &Note) -> String {
        "note".to_owned()
    }
    fn unplaced_title(&self) -> String {
        "Elsewhere".to_owned()
    }
    fn unplaced(&self, _: &Unplaced) -> String {
        "somewhere".to_owned()
    }
}

/// What one participant proposes as its tracked changes, and its text as it would be.
fn single(words: &Words) -> (Paper, Paper) {
    let text = trimmed(text(words), words.language);
    let on = |operation, target: &str, wording: &str| Proposal {
        operation,
        particulars: Particulars::default(),
        target: Some(target.to_owned()),
        wording: wording.to_owned(),
        quoted: String::new(),
        language: words.language.to_owned(),
        author: Some("Avaria".to_owned()),
    };
    let (first, second) =
        words.said[8].split_at(words.said[8].char_indices().nth(9).expect("long").0);
    let split = format!("{first}\n---\n{second}");
    let mut moved = on(Operation::Move, "s2", "");
    moved.particulars.to =
        Some(Destination { anchor: "s1".to_owned(), side: travaux::text::Side::Before });
    let proposals = [
        on(Operation::Modify, "p1", &words.said[2].replace(words.instead.0, words.instead.1)),
        on(Operation::AddAfter, "p1", words.said[5]),
        on(Operation::AddAfter, "p1", words.said[6]),
        moved,
        on(Operation::Split, "p4", &split),
        on(Operation::Delete, "pp", ""),
        on(Operation::AddAfter, "p4", words.said[7]),
    ];
    let made = as_changes(&text, words.language, &proposals);
    let wish = wished(&text, words.language, &proposals, &made);
    // What is moved and divided is said beside it, too.
    let is_done = |told: &Told| matches!(told.beside, None | Some(Beside::Note { .. }));
    assert!(wish.told.iter().all(is_done), "{:?}", wish.told);
    let signed = Signed::by_secretariat(words.language);
    let reading = unstored(&text, words.language);
    let (paper, _) = as_wished(&text, &reading, &wish, words.language, &signed);
    let wished = wish.text.revising(std::sync::Arc::new(text.clone()));
    let made_at = "2026-03-15T12:00:00Z".to_owned();
    (Paper { made_at, ..paper }, clean_of(&unstored(&wished, words.language)))
}

/// Proposals that clash, that fit, that delete and add, also at the very end, and one without a place.
fn consolidated(words: &Words) -> Paper {
    let text = trimmed(text(words), words.language);
    let on = |operation, target: Option<&str>, wording: String| Proposal {
        operation,
        particulars: Particulars::default(),
        target: target.map(str::to_owned),
        wording,
        quoted: String::new(),
        language: words.language.to_owned(),
        author: None,
    };
    let instead = words.said[2].replace(words.instead.0, words.instead.1);
    let proposals = [
        on(Operation::Modify, Some("p1"), instead.clone()),
        on(Operation::Modify, Some("p1"), instead.replace(words.instead.1, words.said[5])),
        on(Operation::Modify, Some("pp"), words.said[1].replace(' ', "  ") + words.instead.0),
        on(Operation::Delete, Some("p2"), String::new()),
        on(Operation::AddAfter, Some("p4"), words.said[5].to_owned()),
        on(Operation::Modify, Some("note"), format!("{} {}", words.said[3], words.instead.0)),
        on(Operation::Modify, None, words.said[8].to_owned()),
    ];
    let made = as_changes(&text, words.language, &proposals);
    Paper {
        made_at: "2026-03-15T12:00:00Z".to_owned(),
        ..travaux::drafts::consolidated::consolidated(
            &text,
            &unstored(&text, words.language),
            &made,
            &Numbers,
        )
    }
}
