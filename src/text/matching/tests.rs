use super::*;
use crate::text::comparison::{Change, compare_along};
use crate::text::elements::Element;
use crate::text::samples::{shared, sound_text};
use crate::text::{Link, parse};
use proptest::prelude::*;

/// The two texts of `harbours.txt` and what their author says became of what.
fn harbours() -> (Text, Text, Lineage) {
    let (old, new) = include_str!("harbours.txt").split_once("== new").unwrap();
    let old = old.split_once("== old").unwrap().1;
    let mut lineage = Lineage::default();
    let mut read = |lines: &str| {
        let elements = lines.lines().filter(|line| !line.is_empty()).map(|line| {
            let parts: Vec<&str> = line.splitn(4, '|').map(str::trim).collect();
            let (id, from) = parts[0].split_once('<').unwrap_or((parts[0], ""));
            for from in from.split_whitespace() {
                lineage.add(from, id.trim());
            }
            let element = Element::new(id.trim(), parts[1].parse().unwrap(), "en", parts[3]);
            if parts[2] == "-" { element } else { element.under(parts[2]) }
        });
        Text::new(elements.collect())
    };
    (read(old), read(new), lineage)
}

fn said(links: &[Link]) -> Vec<String> {
    links.iter().map(|link| format!("{} > {}", link.from.join(" "), link.to.join(" "))).collect()
}

#[test]
fn two_texts_of_known_lineage_match_wholly() {
    let (old, new, known) = harbours();
    assert!(old.check().is_empty() && new.check().is_empty());
    let articles = |text: &Text| text.elements.iter().filter(|e| e.kind == Kind::Article).count();
    assert_eq!((articles(&old), articles(&new)), (12, 11));
    let found = propose(&old, &new, "en", &Settled::default()).lineage;
    let (found, known) = (found.links(&old, &new), known.links(&old, &new));
    assert_eq!(said(&found).join("\n"), said(&known).join("\n"));
    // And backwards.
    let back = propose(&new, &old, "en", &Settled::default()).lineage.reversed();
    assert_eq!(said(&back.links(&old, &new)).join("\n"), said(&known).join("\n"));
    // All the ways in which a text is revised occur.
    let rows =
        compare_along(&old, &new, "en", &propose(&old, &new, "en", &Settled::default()).lineage);
    let count = |which: fn(&Change) -> bool| rows.iter().filter(|row| which(&row.change)).count();
    for (least, times) in [
        (10, count(|c| matches!(c, Change::Kept))),
        (10, count(|c| matches!(c, Change::Edited { .. }))),
        (2, count(|c| matches!(c, Change::Moved))),
        (3, count(|c| matches!(c, Change::MovedAndEdited { .. }))),
        (3, count(|c| matches!(c, Change::Split { into, .. } if into.len() > 1))),
        (2, count(|c| matches!(c, Change::Merged { .. }))),
        (4, count(|c| matches!(c, Change::New { .. }))),
        (4, count(|c| matches!(c, Change::Deleted { .. }))),
    ] {
        assert!(times >= least, "{times} of {least}");
    }
    assert!(rows.iter().filter(|row| row.is_renumbered()).count() > 10);
}

#[test]
fn a_split_that_says_its_subject_again_is_a_split() {
    let text = |prefix: &str, all: &[&str]| {
        let article = format!("{prefix}a");
        let mut elements = vec![Element::new(&article, Kind::Article, "en", "")];
        elements.extend(all.iter().enumerate().map(|(n, words)| {
            Element::new(format!("{prefix}{n}"), Kind::Paragraph, "en", words).under(&article)
        }));
        Text::new(elements)
    };
    let whole = text("o", &["Lamps are lit.", "States shall respect and protect this right."]);
    let parts = text(
        "n",
        &["Lamps are lit.", "States shall respect this right.", "States shall protect this right."],
    );
    let found = propose(&whole, &parts, "en", &Settled::default()).lineage;
    let links = found.links(&whole, &parts);
    assert_eq!(said(&links), ["oa > na", "o0 > n0", "o1 > n1 n2"]);
    let back = propose(&parts, &whole, "en", &Settled::default()).lineage;
    assert_eq!(back.reversed().pairs(), found.pairs());
}

#[test]
fn what_a_person_settled_stays() {
    let (old, new, _) = harbours();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let settled = Settled {
        pairs: [pair("o28", "n29")].into_iter().collect(),
        deleted: HashSet::from(["o4".to_owned()]),
        new: HashSet::from(["n20".to_owned()]),
    };
    let found = propose(&old, &new, "en", &settled);
    let pairs = found.lineage.pairs();
    assert!(pairs.contains(&pair("o28", "n29")));
    assert_eq!(found.basis[&pair("o28", "n29")], Basis::Known);
    assert!(!pairs.iter().any(|(from, to)| from == "o4" || to == "n20"));
    // What only hung on it is carried along: the article above the paragraph.
    assert!(pairs.contains(&pair("a7", "b7")));
}

#[test]
fn the_nearest_are_offered_to_choose_from() {
    let (old, new, _) = harbours();
    let offered = nearest(&old, &new, "en", "n7", true, 4);
    let ids: Vec<&str> = offered.iter().map(|(id, _)| id.as_str()).collect();
    assert!(ids.contains(&"o6") && ids.contains(&"o7"), "{offered:?}");
    assert_eq!(nearest(&old, &new, "en", "o16", false, 2).len(), 2);
    assert!(nearest(&old, &new, "en", "nowhere", true, 4).is_empty());
}

/// The Universal Declaration, as a text of ours.
fn declaration(language: &str) -> Option<Text> {
    let source: serde_json::Value =
        serde_json::from_str(&shared(&format!("udhr/udhr_{language}.json"))?).unwrap();
    let mut lines = vec![source["title"].as_str().unwrap().to_owned()];
    let said = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    lines.extend(source["preamble"].as_array().unwrap().iter().map(said));
    let mut elements = vec![];
    for (n, line) in lines.into_iter().enumerate() {
        let kind = if n == 0 { Kind::Title } else { Kind::Preambular };
        elements.push(Element::new(format!("p{n}"), kind, language, &line));
    }
    for (n, article) in source["articles"].as_array().unwrap().iter().enumerate() {
        let id = format!("a{n}");
        elements.push(Element::new(&id, Kind::Article, language, ""));
        for (m, paragraph) in article["paragraphs"].as_array().unwrap().iter().enumerate() {
            let text = said(&paragraph["text"]);
            elements.push(
                Element::new(format!("{id}.{m}"), Kind::Paragraph, language, &text).under(&id),
            );
        }
    }
    Some(Text::new(elements))
}

/// The same text under other ids: every third paragraph without its last words, the articles
/// turned round in pairs.
fn revised(text: &Text, language: &str) -> Text {
    let mut articles: Vec<Vec<Element>> = Vec::new();
    let mut first = Vec::new();
    for (n, element) in text.elements.iter().enumerate() {
        let mut element = element.clone();
        element.id = format!("new-{}", element.id);
        element.parent = element.parent.map(|parent| format!("new-{parent}"));
        if n % 3 == 0
            && let Some(wording) = element.text.get_mut(language)
        {
            let words = crate::text::difference::words(wording);
            *wording = words[..words.len() - words.len() / 5].concat();
        }
        match element.kind {
            Kind::Article => articles.push(vec![element]),
            _ => articles.last_mut().unwrap_or(&mut first).push(element),
        }
    }
    for pair in articles.chunks_mut(2) {
        pair.reverse();
    }
    Text::new(first.into_iter().chain(articles.into_iter().flatten()).collect())
}

#[test]
fn the_universal_declaration_is_matched_with_a_revision_in_six_languages() {
    for language in ["en", "fr", "es", "ru", "ar", "zh"] {
        let Some(text) = declaration(language) else { return };
        let new = revised(&text, language);
        let found = propose(&text, &new, language, &Settled::default()).lineage;
        for element in &text.elements {
            let pair = (element.id.clone(), format!("new-{}", element.id));
            assert!(found.pairs().contains(&pair), "{language}: {}", element.id);
        }
        assert_eq!(found.pairs().len(), text.elements.len(), "{language}");
    }
}

#[test]
fn a_text_in_no_common_language_is_matched_by_its_places_only() {
    let old = parse("Article 1\n\nRivers are free.", "en").into_text(|n| format!("o{n}"));
    let new = parse("Article 1\n\nLes fleuves sont libres.", "fr").into_text(|n| format!("n{n}"));
    let found = propose(&old, &new, "en", &Settled::default()).lineage;
    assert!(found.pairs().len() <= old.elements.len());
}

/// The same text under other ids.
fn renamed(text: &Text) -> Text {
    let mut text = text.clone();
    for element in &mut text.elements {
        element.id = format!("new-{}", element.id);
        element.parent = element.parent.as_ref().map(|parent| format!("new-{parent}"));
    }
    text
}

proptest! {
    #[test]
    fn every_element_of_both_texts_is_in_one_link(old in sound_text(), new in sound_text()) {
        let new = renamed(&new);
        let found = propose(&old, &new, "en", &Settled::default());
        prop_assert_eq!(&found.lineage, &propose(&old, &new, "en", &Settled::default()).lineage);
        let links = found.lineage.links(&old, &new);
        let mut from: Vec<&String> = links.iter().flat_map(|link| &link.from).collect();
        let mut to: Vec<&String> = links.iter().flat_map(|link| &link.to).collect();
        prop_assert_eq!((from.len(), to.len()), (old.elements.len(), new.elements.len()));
        from.sort();
        from.dedup();
        to.sort();
        to.dedup();
        prop_assert_eq!((from.len(), to.len()), (old.elements.len(), new.elements.len()));
        prop_assert!(links.iter().all(|link| !link.from.is_empty() || !link.to.is_empty()));
    }

    #[test]
    fn a_text_under_other_ids_is_the_same_text(old in sound_text()) {
        let new = renamed(&old);
        let found = propose(&old, &new, "en", &Settled::default()).lineage;
        let rows = compare_along(&old, &new, "en", &found);
        // Wordings that the generator made twice may be taken for one another, but nothing is lost.
        let once: HashSet<&str> = old.elements.iter().map(|e| e.wording("en")).collect();
        let gone = rows.iter().filter(|row| row.new.is_none()).count();
        prop_assert!(gone == 0 || once.len() < old.elements.len(), "{:?}", rows);
    }
}
