#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::Value;

use super::{Doubt, Parsed, parse};
use crate::text::citations::citations;
use crate::text::elements::Kind::{self, *};
use crate::text::plain::render_plain;
use crate::text::samples::{shared, sound_text};

fn shorts(parsed: &Parsed) -> Vec<String> {
    let text = parsed.clone().into_text(|n| n.to_string());
    citations(&text).iter().map(|c| c.short()).collect()
}

fn kinds(parsed: &Parsed) -> Vec<Kind> {
    parsed.elements.iter().map(|e| e.kind).collect()
}

fn texts(parsed: &Parsed) -> Vec<&str> {
    parsed.elements.iter().map(|e| e.text.as_str()).collect()
}

fn doubts(parsed: &Parsed) -> Vec<Doubt> {
    parsed.elements.iter().flat_map(|e| e.doubts.clone()).collect()
}

#[test]
fn the_draft_of_2014_is_recognised_without_correction() {
    let Some(source) = shared("solidarity/draft_2014.txt") else { return };
    let parsed = parse(&source, "en");
    let numbered = parsed.elements.iter().filter(|e| e.kind == Paragraph && !e.marker.is_empty());
    let unnumbered = parsed
        .elements
        .iter()
        .filter(|e| matches!(e.kind, Paragraph | Chapeau) && e.marker.is_empty());
    assert_eq!(parsed.count(Title), 1);
    assert_eq!(parsed.count(EnactingBody), 2, "The General Assembly, and Declares:");
    assert_eq!(parsed.count(Preambular), 13);
    assert_eq!(parsed.count(Article), 12);
    assert_eq!(numbered.count(), 25);
    assert_eq!(unnumbered.count(), 4);
    assert_eq!(parsed.count(Chapeau), 4);
    assert_eq!(parsed.count(Subparagraph), 42);
    assert_eq!(parsed.count(Item), 0);
    assert_eq!(parsed.count(Footnote), 15);
    assert_eq!(doubts(&parsed), []);
    let text = parsed.clone().into_text(|n| n.to_string());
    assert_eq!(text.check(), []);
    let again = parse(&render_plain(&text, "en"), "en");
    assert_eq!((kinds(&again), texts(&again)), (kinds(&parsed), texts(&parsed)));
    let shorts = shorts(&parsed);
    for wanted in
        ["PP13", "art. 2 (i)", "art. 2, chapeau", "art. 7 (i)", "art. 11 (1) (c)", "fn. 16"]
    {
        assert!(shorts.iter().any(|short| short == wanted), "{wanted}");
    }
}

/// The Universal Declaration as it would be typed, from its JSON.
/// And the number of paragraphs of its preamble.
fn udhr(language: &str, between: &str, named: bool) -> Option<(String, usize)> {
    let json: Value =
        serde_json::from_str(&shared(&format!("udhr/udhr_{language}.json"))?).unwrap();
    let said = |value: &Value| value.as_str().unwrap().to_owned();
    let mut lines = vec![said(&json["title"])];
    if named {
        let word = match language {
            "fr" => "Préambule",
            "es" => "Preámbulo",
            "ru" => "Преамбула",
            "zh" => "序言",
            "ar" => "الديباجة",
            _ => "Preamble",
        };
        lines.push(word.to_owned());
    }
    lines.extend(json["preamble"].as_array().unwrap().iter().map(said));
    for article in json["articles"].as_array().unwrap() {
        lines.push(said(&article["heading"]));
        let paragraphs = article["paragraphs"].as_array().unwrap();
        for paragraph in paragraphs {
            let number = paragraph["n"].as_u64().map(|n| format!("{n}. ")).unwrap_or_default();
            lines.push(format!("{number}{}", said(&paragraph["text"])));
        }
    }
    Some((lines.join(between), json["preamble"].as_array().unwrap().len()))
}

#[test]
fn the_universal_declaration_is_recognised_in_all_six_languages() {
    for language in ["en", "fr", "es", "ru", "ar", "zh"] {
        for named in [true, false] {
            for between in ["\n\n", "\n", "\r\n\r\n"] {
                let Some((source, preamble)) = udhr(language, between, named) else { return };
                let parsed = parse(&source, language);
                let counted = [Title, Preambular, EnactingBody, Article, Subparagraph, Chapeau]
                    .map(|kind| parsed.count(kind));
                assert_eq!(counted, [1, preamble, 0, 30, 0, 0], "{language} {named} {between:?}");
                assert_eq!(parsed.count(Heading), usize::from(named), "{language}");
                let first_article = parsed.elements.iter().position(|e| e.kind == Article).unwrap();
                let paragraphs =
                    parsed.elements[first_article..].iter().filter(|e| e.kind == Paragraph).count();
                assert_eq!(paragraphs, 50, "{language} {named} {between:?}");
                assert_eq!(doubts(&parsed), [], "{language}");
            }
        }
    }
    for (language, preamble) in [("en", 10), ("fr", 9), ("es", 10), ("ru", 9)] {
        assert!(udhr(language, "\n", true).is_none_or(|(_, counted)| counted == preamble));
    }
}

const RIVERS: &str = "\u{feff}Draft declaration\r
on rivers\r
\r
The General Assembly,\r
\r
*Recalling* its resolutions on water,\r
\r
Noting that rivers flow\r
through several States, as said in\r
3. of the report,\r
\r
Declares the following:\r
\r
PART I\r
\r
General provisions\r
\r
Article 1. Use of terms\r
\r
For the purposes of this Declaration:\r
\r
(a)\u{a0}“River” means water that flows;[^1]\r
(b)\tA bank is\r
    (i) The left one;\r
    (ii) The right one.\r
\r
Article 2\r
\r
1. Everyone may drink.\r
2. States shall:\r
\r
a) Keep rivers clean;\r
b) Keep (see para. 1) them open.\r
\r
They shall do so together.\r
\r
PART II. FINAL PROVISIONS\r
\r
Article 3 — Effect\r
\r
Nothing in this Declaration harms a river.\r
\r
[^1]: Ibid., art. 4.\r
[^7]: Forgotten.\r
";

#[test]
fn a_draft_is_read_as_un_texts_are_written() {
    let parsed = parse(RIVERS, "en");
    assert_eq!(
        shorts(&parsed),
        [
            "title",
            "enacting body",
            "PP1",
            "PP2",
            "enacting body (2)",
            "H1",
            "art. 1",
            "art. 1, chapeau",
            "art. 1 (a)",
            "fn. 1",
            "art. 1 (b)",
            "art. 1 (b) (i)",
            "art. 1 (b) (ii)",
            "art. 2",
            "art. 2 (1)",
            "art. 2 (2)",
            "art. 2 (2) (a)",
            "art. 2 (2) (b)",
            "art. 2 (2) (1)",
            "H2",
            "art. 3",
            "art. 3, sole para.",
            "fn. *1",
        ]
    );
    let at = |n: usize| &parsed.elements[n];
    assert_eq!(at(0).text, "Draft declaration on rivers");
    assert_eq!(at(2).text, "Recalling its resolutions on water,");
    assert_eq!(
        at(3).text,
        "Noting that rivers flow through several States, as said in 3. of the report,"
    );
    assert_eq!(at(5).text, "PART I General provisions");
    assert_eq!((at(6).text.as_str(), at(6).marker.as_str()), ("Use of terms", "Article 1"));
    assert_eq!(
        (at(8).text.as_str(), at(8).marker.as_str()),
        ("“River” means water that flows;[^1]", "(a)")
    );
    assert_eq!((at(8).line, at(16).line, at(16).marker.as_str()), (22, 32, "a)"));
    assert_eq!(at(20).text, "Effect");
    assert_eq!(doubts(&parsed), [Doubt::UnplacedFootnote { label: "7".into() }]);
}

#[test]
fn a_resolution_has_operative_paragraphs() {
    let parsed = parse(
        "Rivers\n\nThe Human Rights Council,\n\nGuided by the Charter,\n\n1. Welcomes the report;\n\n\
         2. Requests the Secretary-General:\n\n(a) To report;\n\n(b) To convene:\n\n(i) A meeting;\n\n3. Decides to remain seized.",
        "en",
    );
    assert_eq!(
        shorts(&parsed),
        [
            "title",
            "enacting body",
            "PP1",
            "para. 1",
            "para. 2",
            "para. 2 (a)",
            "para. 2 (b)",
            "para. 2 (b) (i)",
            "para. 3"
        ]
    );
    assert_eq!(doubts(&parsed), []);
}

#[test]
fn markdown_is_read_too() {
    let parsed = parse(
        "# Draft declaration on rivers\n\n**The General Assembly,**\n\n_Affirming_ that **all** rivers matter,\n\n\
         ## Rights\n\n### Article 1\n\nEveryone may:\n\n- drink;\n- swim.\n\n### Article 2\n\n1\\. Snake_case_stays.\n\n2. Stars * stay * too.\n",
        "en",
    );
    assert_eq!(
        kinds(&parsed),
        [
            Title,
            EnactingBody,
            Preambular,
            Heading,
            Article,
            Chapeau,
            Subparagraph,
            Subparagraph,
            Article,
            Paragraph,
            Paragraph
        ]
    );
    assert_eq!(parsed.elements[2].text, "Affirming that all rivers matter,");
    assert_eq!(parsed.elements[9].text, "Snake_case_stays.");
    assert_eq!(parsed.elements[10].text, "Stars * stay * too.");
    assert_eq!(doubts(&parsed), [Doubt::Bullet, Doubt::Bullet]);
}

#[test]
fn i_after_h_is_a_letter_and_under_c_an_item() {
    let list = |after_h: &str| {
        let letters: Vec<String> = "abcdefgh".chars().map(|c| format!("({c}) Part {c};")).collect();
        parse(&format!("Article 1\n\nStates shall:\n\n{}\n\n{after_h}", letters.join("\n\n")), "en")
    };
    assert_eq!(list("(i) Last.").elements.last().unwrap().kind, Subparagraph);
    assert_eq!(list("(i) One;\n\n(ii) Two.").count(Item), 2);
    assert_eq!(list("(i) Nine;\n\n(j) Ten.").count(Item), 0);
    let nested = parse(
        "Article 1\n\nStates shall:\n\n(a) Go;\n\n(b) Stay;\n\n(c) Do:\n\n(i) This;\n\n(ii) That;\n\n(d) Rest.",
        "en",
    );
    assert_eq!(shorts(&nested)[5..], ["art. 1 (c) (i)", "art. 1 (c) (ii)", "art. 1 (d)"]);
}

#[test]
fn numbers_out_of_order_are_doubted() {
    let parsed = parse(
        "Article 1\n\n1. One.\n\n3. Three.\n\nArticle 3\n\n1. Sole.\n\nArticle 4\n\nX:\n\n(a) A;\n\n(c) C.",
        "en",
    );
    let out = |expected: &str, found: &str| Doubt::NumberOutOfOrder {
        expected: expected.into(),
        found: found.into(),
    };
    assert_eq!(
        doubts(&parsed),
        [out("2", "3"), out("2", "3"), Doubt::SoleParagraphNumbered, out("b", "c")]
    );
}

#[test]
fn footnote_marks_in_brackets_and_raised_are_marks_only_where_a_footnote_stands() {
    let parsed = parse(
        "Article 1\n\nAll rivers² [shall] flow[3] 5 m² an hour.\n\n² Note two.\n\n[3] Note three.",
        "en",
    );
    assert_eq!(kinds(&parsed), [Article, Paragraph, Footnote, Footnote]);
    assert!(parsed.elements[1].text.starts_with("All rivers[^2] [shall] flow[^3]"));
    let unknown = parse("Article 1\n\nRivers.[^9]", "en");
    assert_eq!(doubts(&unknown), [Doubt::UnknownFootnote { label: "9".into() }]);
}

#[test]
fn french_spanish_and_russian_texts_are_read() {
    for (source, language) in [
        (
            "Projet de déclaration\n\nL’Assemblée générale,\n\nRappelant la Charte,\n\nProclame ce qui suit :\n\nArticle premier\n\n1. Un.\n\n2. Deux.",
            "fr",
        ),
        (
            "Proyecto de declaración\n\nLa Asamblea General,\n\nRecordando la Carta,\n\nDeclara lo siguiente:\n\nArtículo 1\n\n1. Uno.\n\n2. Dos.",
            "es",
        ),
        (
            "Проект декларации\n\nГенеральная Ассамблея,\n\nссылаясь на Устав,\n\nпровозглашает следующее:\n\nСтатья 1\n\n1. Один.\n\n2. Два.",
            "ru",
        ),
        (
            "宣言草案\n\n大会，\n\n回顾《宪章》，\n\n宣布如下：\n\n第一条\n\n1. 一。\n\n2. 二。",
            "zh",
        ),
    ] {
        let parsed = parse(source, language);
        assert_eq!(
            kinds(&parsed),
            [Title, EnactingBody, Preambular, EnactingBody, Article, Paragraph, Paragraph],
            "{language}"
        );
        assert_eq!(doubts(&parsed), [], "{language}");
    }
}

#[test]
fn a_wrapped_sentence_that_names_an_article_begins_none() {
    let parsed = parse(
        "Article 1\n\nStates shall act as provided in\nArticle 3 of the Charter and in\n(b) above, since\n1945. They agree.",
        "en",
    );
    assert_eq!(kinds(&parsed), [Article, Paragraph]);
}

#[test]
fn a_title_on_the_line_of_its_article_ends_with_it() {
    let parsed = parse(
        "Article 1: Use of terms\nA river flows.\n\nArticle 2. All rivers\nflow to the sea.",
        "en",
    );
    assert_eq!(
        texts(&parsed),
        ["Use of terms", "A river flows.", "", "All rivers flow to the sea."]
    );
}

#[test]
fn nothing_typed_is_lost_whatever_it_is() {
    for odd in [
        "",
        "\n\n",
        "(a)",
        "1.",
        "[^1]: alone",
        "Article",
        "Part I",
        "- x",
        "(a) x\n\n(i) y",
        "###",
        "* * *",
        "ii) x",
    ] {
        let parsed = parse(odd, "en");
        assert!(odd.chars().all(|c| !c.is_alphabetic()) || !parsed.elements.is_empty(), "{odd:?}");
    }
}

proptest! {
    #[test]
    fn what_is_written_out_is_read_back(text in sound_text()) {
        prop_assert_eq!(text.check(), []);
        let written = render_plain(&text, "en");
        let parsed = parse(&written, "en");
        let kinds_and_texts: Vec<(Kind, &str)> =
            text.elements.iter().map(|e| (e.kind, e.wording("en"))).collect();
        let read: Vec<(Kind, &str)> = parsed.elements.iter().map(|e| (e.kind, e.text.as_str())).collect();
        prop_assert_eq!(read, kinds_and_texts, "{}", written);
        let again = parsed.clone().into_text(|n| format!("e{n}"));
        prop_assert_eq!(again, text, "{}", written);
    }

    #[test]
    fn any_source_is_read_without_fault(source in "[a-cIiv1-3().:;\\[\\]^#*_ \nАà第条-]{0,80}") {
        let parsed = parse(&source, "en");
        for (index, element) in parsed.elements.iter().enumerate() {
            prop_assert!(element.parent.is_none_or(|parent| parent < index));
        }
        let text = parsed.into_text(|n| format!("e{n}"));
        let faults = text.check();
        prop_assert!(faults.iter().all(|f| matches!(f, crate::text::elements::Fault::NoWording { .. })), "{:?}", faults);
    }
}
