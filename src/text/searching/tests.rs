#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// The text as its snippet shows it, with what is found in brackets.
fn shown(typed: &str, text: &str) -> Option<String> {
    let places = Query::parse(typed)?.find(&[text])?;
    let piece = |piece: Shown| match piece.is_found {
        true => format!("[{}]", piece.text),
        false => piece.text,
    };
    Some(snippet(text, &places[0]).into_iter().map(piece).collect())
}

/// Does what an index holds of the text have all that the query asks an index for?
fn is_in_index(query: &Query, text: &str) -> bool {
    let index = indexed([text]);
    query.asked().iter().all(|asked| {
        index
            .split(' ')
            .any(|word| word == asked.word || (asked.is_beginning && word.starts_with(&asked.word)))
    })
}

#[test]
fn words_are_folded_in_six_languages() {
    for (text, wanted) in [
        ("The Right to SOLIDARITY", &["the", "right", "to", "solidarity"][..]),
        ("l’œuvre à l'État", &["l", "oeuvre", "a", "l", "etat"]),
        ("La solidaridad del señor Núñez", &["la", "solidaridad", "del", "senor", "nunez"]),
        ("Всё ещё МОЁ", &["все", "еще", "мое"]),
        // Vowel signs, the forms of alif, ta marbuta, the lengthening stroke, the article.
        ("التَّضَامُنُ الدَّوْلِيّ", &["تضامن", "دولي"]),
        ("أمـــم إلى آخر مسؤولية والحكومة", &["امم", "الي", "اخر", "مسووليه", "حكومه"]),
        // "For the", in which the article has lost its alif; and where the word begins with lam, one lam.
        ("للتضامن وللتضامن للأجيال للدول", &["تضامن", "تضامن", "اجيال", "دول"]),
        ("للجنة اللجنة لجنة وللجنة للجان", &["لجنه", "لجنه", "لجنه", "لجنه", "لجان"]),
        ("للغات اللغات للغة", &["لغات", "لغات", "لغه"]),
        ("للاجئين اللاجئين للاجئ للجوء", &["لاجيين", "لاجيين", "لاجي", "لجوء"]),
        ("للقاء للبنان لليبيا للوائح", &["لقاء", "لبنان", "ليبيا", "لوايح"]),
        ("٢٠٣٠ ۱۲", &["2030", "12"]),
        ("国际团结", &["国际", "际团", "团结", "结"]),
        ("人权 2030 年", &["人权", "权", "2030", "年"]),
        ("ＦＵＬＬ ﬁne soft\u{ad}ly", &["full", "fine", "softly"]),
        ("(a)  art. 9-bis; <b>x</b>", &["a", "art", "9", "bis", "b", "x", "b"]),
        ("", &[]),
        ("… — “ ”", &[]),
    ] {
        assert_eq!(folded(text), wanted, "{text}");
    }
}

#[test]
fn words_are_found_however_they_are_typed() {
    for (typed, text, wanted) in [
        ("solidarit", "International solidarity.", Some("International [solidarity].")),
        (
            "SOLIDARITY international",
            "International solidarity.",
            Some("[International] [solidarity]."),
        ),
        ("etat", "Chaque État Membre", Some("Chaque [État] Membre")),
        ("oeuvre", "Mettre en œuvre", Some("Mettre en [œuvre]")),
        ("cooperacion", "La cooperación internacional", Some("La [cooperación] internacional")),
        ("солидар", "Международная Солидарность", Some("Международная [Солидарность]")),
        ("تضامن", "الحق في التضامن الدولي", Some("الحق في [التضامن] الدولي")),
        ("التَّضامُن", "تضامن دولي", Some("[تضامن] دولي")),
        ("لجنة", "للجنة أن تنظر", Some("[للجنة] أن تنظر")),
        ("للغات", "اللغات الرسمية", Some("[اللغات] الرسمية")),
        ("团结", "国际团结权", Some("国际[团结]权")),
        ("国际团结", "国际团结权", Some("[国际团结]权")),
        ("团", "国际团结权", Some("国际[团]结权")),
        ("权", "国际团结权", Some("国际团结[权]")),
        ("国结", "国际团结权", None),
        ("团结 国际", "国际 团结", Some("[国际] [团结]")),
        ("solidarity missing", "International solidarity.", None),
        // It is found by its beginning, not by its end.
        ("arity", "International solidarity.", None),
        ("\"right to solidarity\"", "A right to solidarity.", Some("A [right to solidarity].")),
        ("\"solidarity right\"", "A right to solidarity.", None),
        ("\"right to solid\"", "A right to solidarity.", None),
        ("« droit à la »", "Le droit à la solidarité", Some("Le [droit à la] solidarité")),
        ("\"国际团\" right", "right: 国际团结", Some("[right]: [国际团]结")),
        ("\"right 国\"", "right 国际", Some("[right 国]际")),
        // A mark that nobody closed.
        ("\"right to", "A right to solidarity.", Some("A [right to] solidarity.")),
    ] {
        assert_eq!(shown(typed, text).as_deref(), wanted, "{typed} in {text}");
    }
}

#[test]
fn where_there_is_no_word_nothing_is_looked_for() {
    for typed in ["", "  ", "\"", "\"\"", "' -- ;", "%_*", "(((", "\0", "\u{200b}"] {
        assert_eq!(Query::parse(typed), None, "{typed:?}");
    }
}

#[test]
fn all_words_must_be_there_in_any_of_the_texts() {
    let query = Query::parse("harbour master").unwrap();
    let found = query.find(&["The harbour.", "Its master."]).unwrap();
    assert_eq!(found.iter().map(|places| places.terms).collect::<Vec<_>>(), [1, 1]);
    assert!(query.find(&["The harbour.", "Its pilot."]).is_none());
}

#[test]
fn a_snippet_shows_what_is_around_the_first_word() {
    let text = format!("{}lantern {}", "before ".repeat(40), "after ".repeat(100));
    let said = shown("lantern", &text).unwrap();
    assert!(said.starts_with("… before"), "{said}");
    assert!(said.contains("before [lantern] after"), "{said}");
    assert!(said.ends_with("after …"), "{said}");
    assert!((300..420).contains(&said.len()), "{}", said.len());
    let signs = "团".repeat(400) + "结果" + &"团".repeat(400);
    assert!(shown("结果", &signs).unwrap().contains("团[结果]团"));
}

#[test]
fn an_index_holds_each_word_once() {
    assert_eq!(indexed(["b a B", "à c"]), "a b c");
}

proptest! {
    #[test]
    fn every_word_stands_where_it_says(text in "\\PC{0,60}") {
        for word in words(&text) {
            prop_assert!(!word.folded.is_empty() && !word.folded.contains(char::is_whitespace));
            prop_assert!(text.get(word.start..word.end).is_some_and(|own| !own.is_empty()));
            // Folded once, it is folded for good; but for what is written together with it.
            prop_assert!(word.folded.is_ascii() || folded(&word.folded) != Vec::<String>::new());
            prop_assert!(word.folded.bytes().all(|b| !b.is_ascii() || b.is_ascii_lowercase() || b.is_ascii_digit()));
        }
    }

    #[test]
    fn what_is_found_is_in_the_index(
        text in "[a-cA-CéÉœ国际团结 اله\"ة\u{64b}]{0,24}",
        typed in "[a-cA-CéÉœ国际团结 اله\"ة\u{64b}]{0,6}",
    ) {
        if let Some(query) = Query::parse(&typed)
            && query.find(&[&text]).is_some()
        {
            prop_assert!(is_in_index(&query, &text));
        }
    }

    #[test]
    fn a_text_is_found_by_each_of_its_words(text in "[a-zA-ZéÉœßйЙё国际团结 ,;’-]{1,40}") {
        for word in words(&text) {
            let query = Query::parse(&text[word.start..word.end]).unwrap();
            prop_assert!(query.find(&[&text]).is_some(), "{word:?}");
        }
    }

    #[test]
    fn nothing_that_is_typed_is_too_much(typed in "\\PC{0,400}", text in "\\PC{0,400}") {
        if let Some(query) = Query::parse(&typed) {
            prop_assert!(query.asked().iter().all(|asked| asked.word.chars().count() <= 4 * MOST_OF_A_WORD));
            if let Some(places) = query.find(&[&text]) {
                prop_assert!(snippet(&text, &places[0]).iter().any(|piece| piece.is_found));
            }
        }
    }
}
