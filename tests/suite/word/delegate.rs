//! A delegate works on hand-outs in LibreOffice (support/delegate.py) and saves them there: each edit is
//! found on the element that it was made on, in four scripts, with and without our marks.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::{brought, changed, handout};
use crate::support::office;
use crate::support::stage;

/// A short text of one language, and what the delegate does to it.
struct Words {
    language: &'static str,
    said: [&'static str; 15],
    /// Words of the first paragraph, and what is written in their place.
    instead: (&'static str, &'static str),
    /// The same of a preambular paragraph, while nothing is tracked.
    unseen: (&'static str, &'static str),
    new: &'static str,
    /// Before and behind all that a subparagraph says, but its last sign.
    around: (&'static str, &'static str),
    /// Behind this the paragraph is divided.
    first_part: &'static str,
}

const WORDS: [Words; 4] = [
    Words {
        language: "en",
        said: [
            "Draft declaration on lighthouses",
            "Recalling that every coast is lit for all who pass it,",
            "Aware that storms know no borders,",
            "States shall keep every lighthouse burning at night[^1].",
            "See the report of the keepers.",
            "Keepers shall be paid in time.",
            "No light shall be put out. It may be dimmed in the fog.",
            "States shall cooperate to this end:",
            "By sharing what they know of the sea;",
            "By sending lamps to those who have none;",
            "By teaching how lamps are mended.",
            "Ships shall answer a light that is shown to them.",
            "Harbours shall be open to ships in distress.",
            "A list of lights shall be printed each year.",
            "Nothing in this declaration dims another light.",
        ],
        instead: ("at night", "from dusk to dawn"),
        unseen: ("know no borders", "know no frontiers"),
        new: "Nobody keeps a light alone.",
        around: ("Above all: ", " and its winds"),
        first_part: "No light shall be put out.",
    },
    Words {
        language: "ar",
        said: [
            "مشروع إعلان بشأن المنارات",
            "إذ تشير إلى أن كل ساحل مضاء لجميع من يمر به،",
            "وإذ تدرك أن العواصف لا تعرف حدودا،",
            "تبقي الدول كل منارة مضاءة ليلا[^1].",
            "انظر تقرير الحراس.",
            "تدفع أجور الحراس في موعدها.",
            "لا يطفأ أي ضوء. ويجوز خفته في الضباب.",
            "تتعاون الدول لهذه الغاية:",
            "بتبادل ما تعرفه عن البحر؛",
            "بإرسال مصابيح إلى من لا يملكها؛",
            "بتعليم إصلاح المصابيح.",
            "تستجيب السفن لكل ضوء يظهر لها.",
            "تفتح الموانئ أمام السفن المنكوبة.",
            "تطبع كل سنة قائمة بالأضواء.",
            "ليس في هذا الإعلان ما يخفت ضوءا آخر.",
        ],
        instead: ("ليلا", "من الغروب إلى الفجر"),
        unseen: ("لا تعرف حدودا", "لا تعرف تخوما"),
        new: "لا يحرس أحد منارة وحده.",
        around: ("أولا: ", " ورياحه"),
        first_part: "لا يطفأ أي ضوء.",
    },
    Words {
        language: "zh",
        said: [
            "关于灯塔的宣言草案",
            "回顾每一处海岸都为所有过往者照明，",
            "认识到风暴不知国界，",
            "各国应使每座灯塔在夜间保持明亮[^1]。",
            "见守护者的报告。",
            "守护者的薪酬应按时支付。",
            "任何灯光均不得熄灭。有雾时可以调暗。",
            "各国应为此目的开展合作：",
            "分享对海洋的了解；",
            "向没有灯具的人送去灯具；",
            "传授修理灯具的方法。",
            "船舶应回应向其发出的灯光。",
            "港口应向遇险船舶开放。",
            "每年应印制灯光名录。",
            "本宣言的任何内容均不使其他灯光变暗。",
        ],
        instead: ("在夜间", "从黄昏到黎明"),
        unseen: ("不知国界", "不知疆界"),
        new: "无人独自守护灯塔。",
        around: ("首先：", "和海风"),
        first_part: "任何灯光均不得熄灭。",
    },
    Words {
        language: "ru",
        said: [
            "Проект декларации о маяках",
            "напоминая, что каждый берег освещен для всех, кто идет мимо,",
            "сознавая, что бури не знают границ,",
            "Государства следят за тем, чтобы каждый маяк горел ночью[^1].",
            "См. доклад смотрителей.",
            "Смотрителям платят в срок.",
            "Ни один огонь не гасят. В тумане его можно приглушить.",
            "Государства сотрудничают в этих целях:",
            "делясь тем, что знают о море;",
            "посылая лампы тем, у кого их нет;",
            "обучая тому, как чинят лампы.",
            "Суда отвечают на огонь, который им показан.",
            "Гавани открыты для судов, терпящих бедствие.",
            "Каждый год печатают список огней.",
            "Ничто в настоящей декларации не гасит чужого огня.",
        ],
        instead: ("ночью", "от заката до рассвета"),
        unseen: ("не знают границ", "не знают рубежей"),
        new: "Никто не хранит маяк один.",
        around: ("прежде всего: ", " и его ветрах"),
        first_part: "Ни один огонь не гасят.",
    },
];

/// The text in every language at once, as a draft's file has it.
fn draft() -> Value {
    let element = |id: &str, kind: &str, parent: Option<&str>, at: Option<usize>| {
        let text: serde_json::Map<String, Value> = WORDS
            .iter()
            .filter_map(|words| Some((words.language.to_owned(), words.said[at?].into())))
            .collect();
        json!({ "id": id, "kind": kind, "parent": parent, "text": text })
    };
    let mut all = vec![
        element("title", "title", None, Some(0)),
        element("pp1", "preambular", None, Some(1)),
        element("pp2", "preambular", None, Some(2)),
    ];
    for (article, under) in [("a1", 3..7), ("a2", 7..11), ("a3", 11..15)] {
        all.push(element(article, "article", None, None));
        for at in under {
            let (kind, parent) = match at {
                4 => ("footnote", "p3"),
                8..=10 => ("subparagraph", "p7"),
                _ => ("paragraph", article),
            };
            all.push(element(&format!("p{at}"), kind, Some(parent), Some(at)));
        }
    }
    Value::Array(all)
}

/// What the delegate does.
fn edits(words: &Words) -> Value {
    let said = &words.said;
    let without_end = |at: usize| {
        let last = said[at].chars().next_back().expect("a sign").len_utf8();
        &said[at][..said[at].len() - last]
    };
    json!([
        { "do": "untracked", "on": words.unseen.0, "by": words.unseen.1 },
        { "do": "replace", "on": words.instead.0, "by": words.instead.1 },
        { "do": "insert", "on": said[5], "new": words.new },
        { "do": "split", "on": words.first_part },
        { "do": "frame", "on": without_end(8), "before": words.around.0, "after": words.around.1 },
        { "do": "delete", "on": said[9] },
        { "do": "comment", "on": without_end(10), "says": "Quorum?", "reply": "A third." },
        { "do": "move", "on": said[11], "before": said[13] },
        { "do": "merge", "on": said[13] },
    ])
}

/// What is to be found: the operation, where, what it says, whether the file marks it.
fn wanted(words: &Words) -> Vec<Value> {
    let said = &words.said;
    let told = |operation: &str, on: &str, proposed: &str, tracked: &str| {
        let (others, to) = match operation {
            "merge" => (json!(["art. 3 (4)"]), Value::Null),
            "move" => (json!([]), json!(["art. 3 (2)", "after"])),
            _ => (json!([]), Value::Null),
        };
        json!([operation, on, proposed, tracked, others, to])
    };
    let second_part = said[6].strip_prefix(words.first_part).expect("its first part").trim();
    let last = said[8].chars().next_back().expect("a sign");
    let framed = said[8].strip_suffix(last).expect("its end");
    vec![
        told("modify", "PP2", &said[2].replace(words.unseen.0, words.unseen.1), "not"),
        told("modify", "art. 1 (1)", &said[3].replace(words.instead.0, words.instead.1), "wholly"),
        told("add_after", "art. 1 (2)", words.new, "wholly"),
        told("split", "art. 1 (3)", &format!("{}\n---\n{second_part}", words.first_part), "wholly"),
        told(
            "modify",
            "art. 2 (a)",
            &format!("{}{framed}{}{last}", words.around.0, words.around.1),
            "wholly",
        ),
        told("delete", "art. 2 (b)", "", "wholly"),
        told("move", "art. 3 (1)", "", "wholly"),
        told("merge", "art. 3 (3)", &format!("{} {}", said[13], said[14]), "wholly"),
    ]
}

fn found(placed: &Value) -> Vec<Value> {
    let all = placed["found"].as_array().expect("what was found");
    let citation = |of: &Value| of["citation"].clone();
    let told = all.iter().map(|one| {
        let others: Vec<Value> =
            one["others"].as_array().expect("a list").iter().map(citation).collect();
        let to = match &one["to"] {
            Value::Null => Value::Null,
            to => json!([citation(&to["element"]), to["side"]]),
        };
        json!([
            one["operation"],
            citation(&one["element"]),
            one["proposed"],
            one["tracked"],
            others,
            to
        ])
    });
    told.collect()
}

/// The file as one has it whose program keeps no bookmarks.
fn without_marks(file: &[u8]) -> Vec<u8> {
    changed(file, "word/document.xml", |mut xml| {
        for mark in ["<w:bookmarkStart", "<w:bookmarkEnd"] {
            while let Some(start) = xml.find(mark) {
                let end = xml[start..].find('>').expect("its end");
                xml.replace_range(start..=start + end, "");
            }
        }
        xml
    })
}

fn travaux(data: &Path, words: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .env_remove("DATABASE_URL")
        .arg("--data")
        .arg(data)
        .args(words)
        .output()
        .expect("the program runs");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text")
}

#[tokio::test]
async fn what_a_delegate_does_in_libreoffice_is_found_on_the_right_elements() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let run = |words: &[&str]| travaux(folder.path(), words);
    run(&[
        "consultation",
        "create",
        "--slug",
        "lights",
        "--title",
        "Lights",
        "--languages",
        "en,ar,zh,ru",
    ]);
    std::fs::write(at("draft.json"), draft().to_string()).expect("it is written");
    let imported = run(&[
        "draft",
        "import",
        "--consultation",
        "lights",
        "--label",
        "First",
        "--lang",
        "en",
        &at("draft.json"),
    ]);
    let draft = imported.split_whitespace().last().expect("its id");
    let mut files = Vec::new();
    for words in &WORDS {
        let (from, to) =
            (at(&format!("{}.docx", words.language)), at(&format!("{}-back.docx", words.language)));
        run(&["word", "handout", "--draft", draft, "--lang", words.language, "-o", &from]);
        files.push(json!({ "from": from, "to": to, "edits": edits(words) }));
    }
    // And one from the server itself, which goes back to it.
    let stage = stage::set().await;
    std::fs::write(at("stage.docx"), handout(&stage).await).expect("it is written");
    files.push(json!({ "from": at("stage.docx"), "to": at("stage-back.docx"), "edits": [
        { "do": "replace", "on": "respect and protect", "by": "respect, protect and fulfil" },
        { "do": "comment", "on": "Share lanterns", "says": "Whose?", "reply": "Ours." },
    ] }));
    office::delegate(&Value::Array(files));

    for words in &WORDS {
        let back = std::fs::read(at(&format!("{}-back.docx", words.language))).expect("a file");
        for (how, file) in [("as it is", back.clone()), ("without marks", without_marks(&back))] {
            let how = format!("{}, {how}", words.language);
            std::fs::write(at("read.docx"), file).expect("it is written");
            let read =
                run(&["word", "read", &at("read.docx"), "--draft", draft, "--format", "json"]);
            let read: Value = serde_json::from_str(&read).expect("JSON");
            let placed = &read["placed"];
            assert_eq!(placed["language"], words.language, "{how}");
            assert_eq!(found(placed), wanted(words), "{how}");
            let mut comments: Vec<String> = read["comments"]
                .as_array()
                .expect("comments")
                .iter()
                .zip(placed["comments"].as_array().expect("their places"))
                .map(|(said, place)| {
                    json!([said["text"], place["element"]["citation"]]).to_string()
                })
                .collect();
            comments.sort();
            let theirs = ["[\"A third.\",\"art. 2 (c)\"]", "[\"Quorum?\",\"art. 2 (c)\"]"];
            assert_eq!(comments, theirs, "{how}");
            assert_eq!((&placed["left"], &placed["missing"]), (&json!([]), &json!([])), "{how}");
        }
    }

    let back = std::fs::read(at("stage-back.docx")).expect("a file");
    let (_, page) = brought(&stage, &back).await;
    let text = page.text();
    for said in ["Modify art. 1 (2)", "respect, protect and fulfil this right", "Whose?", "Ours."] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for not in ["not tracked", "another participant", "no mark of a hand-out"] {
        assert!(!text.contains(not), "{not}: {text}");
    }
}
