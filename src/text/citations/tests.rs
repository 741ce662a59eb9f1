use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::text::parsing::parse;
use crate::text::samples::{any_text, cases, sound_text};

fn rivers() -> Text {
    let source = "Rivers\n\nThe General Assembly,\n\nRecalling one,\n\nRecalling two,\n\nPart I\n\nArticle 1\n\n\
        All rivers.\n\nArticle 2\n\nStates shall:\n\n(a) Act;\n\n(b) Rest:\n\n(i) Now;\n\n(ii) Later.\n\n\
        Part II\n\nArticle 3\n\n1. One.\n\n2. Two:\n\n(a) Here;[^4]\n\n(b) There.\n\n[^4]: Ibid.";
    parse(source, "en").into_text(|n| format!("id-{n}"))
}

#[test]
fn citations_are_said_short_and_long() {
    let said: Vec<(String, String)> =
        citations(&rivers()).iter().map(|c| (c.short(), c.to_string())).collect();
    let expected = [
        ("title", "title"),
        ("enacting body", "enacting body"),
        ("PP1", "first preambular paragraph"),
        ("PP2", "second preambular paragraph"),
        ("H1", "heading 1"),
        ("art. 1", "article 1"),
        ("art. 1, sole para.", "article 1, sole paragraph"),
        ("art. 2", "article 2"),
        ("art. 2, chapeau", "article 2, chapeau"),
        ("art. 2 (a)", "article 2 (a)"),
        ("art. 2 (b)", "article 2 (b)"),
        ("art. 2 (b) (i)", "article 2 (b) (i)"),
        ("art. 2 (b) (ii)", "article 2 (b) (ii)"),
        ("H2", "heading 2"),
        ("art. 3", "article 3"),
        ("art. 3 (1)", "article 3 (1)"),
        ("art. 3 (2)", "article 3 (2)"),
        ("art. 3 (2) (a)", "article 3 (2) (a)"),
        ("fn. 4", "footnote 4"),
        ("art. 3 (2) (b)", "article 3 (2) (b)"),
    ];
    assert_eq!(said.len(), expected.len());
    for ((short, long), expected) in said.iter().zip(expected) {
        assert_eq!((short.as_str(), long.as_str()), expected);
    }
}

#[test]
fn what_people_type_is_found() {
    let text = rivers();
    let citations = citations(&text);
    for (typed, meant) in [
        ("id-5", "art. 1"),
        ("Art. 3(2)(a)", "art. 3 (2) (a)"),
        ("article 3, paragraph 2, subparagraph (a)", "art. 3 (2) (a)"),
        ("subparagraph (a) of paragraph 2 of article 3", "art. 3 (2) (a)"),
        ("ARTICLE 3 (2)(A)", "art. 3 (2) (a)"),
        ("3 (2) (a)", "art. 3 (2) (a)"),
        ("article 2 (b)(ii)", "art. 2 (b) (ii)"),
        ("Article 2, chapeau", "art. 2, chapeau"),
        ("chapeau of article 2", "art. 2, chapeau"),
        ("article 1, sole paragraph", "art. 1, sole para."),
        ("article 1, paragraph 1", "art. 1, sole para."),
        ("article 1", "art. 1"),
        ("Article premier", "art. 1"),
        ("pp2", "PP2"),
        ("PP 2", "PP2"),
        ("preambular paragraph 2", "PP2"),
        ("2nd preambular paragraph", "PP2"),
        ("second paragraph of the preamble", "PP2"),
        ("Second preambular  paragraph", "PP2"),
        ("Title", "title"),
        ("the enacting body", "enacting body"),
        ("H2", "H2"),
        ("heading 2", "H2"),
        ("fn. 4", "fn. 4"),
        ("footnote 4", "fn. 4"),
    ] {
        let found: Vec<String> = find(&text, typed).iter().map(|n| citations[*n].short()).collect();
        assert_eq!(found, [meant], "{typed}");
    }
    for nothing in ["", "art. 99", "PP", "rivers", "(((", "article"] {
        assert_eq!(find(&text, nothing), [] as [usize; 0], "{nothing}");
    }
    let resolution =
        parse("T\n\nThe General Assembly,\n\nNoting,\n\n1. A;\n\n2. B;\n\n3. C.", "en")
            .into_text(|n| n.to_string() + "x");
    for typed in ["OP3", "para 3", "Para. 3", "paragraph 3", "operative paragraph 3", "3"] {
        assert_eq!(find(&resolution, typed), [5], "{typed}");
    }
}

/// Under a chapeau that stands in no article, subparagraphs are called by their letter alone.
#[test]
fn letters_alone_are_found() {
    let mut text = parse("T\n\nThe General Assembly,", "en").into_text(|n| format!("e{n}"));
    text.elements.push(Element::new("c", Kind::Chapeau, "en", "States shall:"));
    for n in 1..=8 {
        let mut element = Element::new(format!("s{n}"), Kind::Subparagraph, "en", "Act;");
        element.parent = Some("c".to_owned());
        text.elements.push(element);
    }
    for (typed, id) in [("(a)", "s1"), ("A)", "s1"), ("(h)", "s8"), ("chapeau", "c")] {
        let found: Vec<&str> =
            find(&text, typed).into_iter().map(|n| text.elements[n].id.as_str()).collect();
        assert_eq!(found, [id], "{typed}");
    }
    let mut draft = text.clone();
    let mut added = Element::new("n", Kind::Subparagraph, "en", "Rest;");
    added.parent = Some("c".to_owned());
    draft.elements.push(added);
    let names: Vec<_> = number_against(&draft, &text).into_iter().map(|one| one.citation).collect();
    assert_eq!(find_among(&names, "(h) bis"), [draft.elements.len() - 1]);
    for nothing in ["(z)", "a", "a) b) c)"] {
        assert_eq!(find(&text, nothing), [] as [usize; 0], "{nothing}");
    }
}

#[test]
fn markers_are_what_is_printed() {
    let markers: Vec<String> = citations(&rivers()).iter().map(marker).collect();
    assert_eq!(markers[5..13], ["Article 1", "", "Article 2", "", "(a)", "(b)", "(i)", "(ii)"]);
    assert_eq!(markers[15..18], ["1.", "2.", "(a)"]);
}

#[test]
fn letters_romans_and_ordinals_go_on() {
    assert_eq!([1, 26, 27, 28].map(letters), ["a", "z", "aa", "bb"]);
    assert_eq!([4, 9, 14, 40].map(roman), ["iv", "ix", "xiv", "xl"]);
    assert_eq!(
        [12, 20, 21, 99, 101, 111].map(ordinal),
        ["twelfth", "twentieth", "twenty-first", "ninety-ninth", "101st", "111th"]
    );
}

proptest! {
    #[test]
    fn no_two_elements_share_a_citation(text in prop_oneof![sound_text(), any_text()]) {
        let citations = citations(&text);
        prop_assert_eq!(citations.len(), text.elements.len());
        let shorts: HashSet<String> = citations.iter().map(Citation::short).collect();
        let longs: HashSet<String> = citations.iter().map(Citation::long).collect();
        prop_assert_eq!(shorts.len(), citations.len());
        prop_assert_eq!(longs.len(), citations.len());
    }

}

proptest! {
    #![proptest_config(cases(24))]
    #[test]
    fn every_element_is_found_by_its_citation(text in sound_text()) {
        for (index, citation) in citations(&text).iter().enumerate() {
            prop_assert_eq!(find(&text, &citation.short()), [index], "{}", citation.short());
            prop_assert_eq!(find(&text, &citation.long()), [index], "{}", citation.long());
            prop_assert_eq!(find(&text, &text.elements[index].id), [index]);
        }
    }
}
