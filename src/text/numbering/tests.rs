use super::*;
use crate::text::citations::{find_among, marker};
use crate::text::elements::Element;
use crate::text::operations::{Destination, Operation, Particulars, Proposal, Side, apply};
use crate::text::parsing::parse;

/// PP1 to PP3, article 1 with one paragraph, article 2 with a list, article 3 with two paragraphs.
fn base() -> Text {
    let source = "Rivers\n\nThe General Assembly,\n\nRecalling one,\n\nRecalling two,\n\nRecalling three,\n\n\
        Article 1\n\nAll rivers.\n\nArticle 2\n\nStates shall:\n\n(a) Act;\n\n(b) Rest.\n\n\
        Article 3\n\n1. One.\n\n2. Two:\n\n(a) Here;\n\n(b) There.";
    parse(source, "en").into_text(|n| format!("e{n}"))
}

/// The id of what is so called in the base.
fn at(citation: &str) -> String {
    let text = base();
    let found = crate::text::find(&text, citation);
    assert_eq!(found.len(), 1, "{citation}");
    text.elements[found[0]].id.clone()
}

fn done(text: &mut Text, operation: Operation, target: &str, particulars: Particulars, id: &str) {
    let wording = if operation == Operation::Split { "One\n---\ntwo" } else { "New." };
    let language = "en";
    let particulars = &particulars;
    let proposal = Proposal { operation, target, wording, language, particulars };
    apply(text, &proposal, &mut || id.to_owned()).unwrap();
}

#[test]
fn additions_are_bis_and_what_was_there_keeps_its_number() {
    let mut draft = base();
    let none = Particulars::default;
    let add = Operation::AddAfter;
    for (operation, target, id) in [
        (add, at("PP2"), "second"),
        (add, "second".to_owned(), "third"),
        (Operation::AddBefore, at("PP1"), "before"),
        (Operation::Delete, at("PP3"), ""),
        (add, at("art. 1, sole para."), "more"),
        (add, at("art. 2 (a)"), "letter"),
        (add, at("art. 2"), "article"),
        (Operation::AddFirst, "article".to_owned(), "inside"),
        (add, "inside".to_owned(), "inside too"),
        (Operation::Split, at("art. 3 (2) (a)"), "part"),
    ] {
        done(&mut draft, operation, &target, none(), id);
    }
    let to = Some(Destination { anchor: at("PP1"), side: Side::Before });
    done(&mut draft, Operation::Move, &at("PP2"), Particulars { to, ..none() }, "");
    let numbered = number_against(&draft, &base());
    let said = |id: &str| {
        let one = &numbered[draft.position(id).unwrap()];
        (one.citation.short(), one.citation.long())
    };
    for (id, short, long) in [
        ("before", "PP1 ante", "first preambular paragraph ante"),
        (&at("PP1"), "PP1", "first preambular paragraph"),
        ("article", "art. 2 bis", "article 2 bis"),
        ("inside", "art. 2 bis (1)", "article 2 bis (1)"),
        ("inside too", "art. 2 bis (2)", "article 2 bis (2)"),
        ("letter", "art. 2 (a) bis", "article 2 (a) bis"),
        (&at("art. 2 (b)"), "art. 2 (b)", "article 2 (b)"),
        (&at("art. 1, sole para."), "art. 1 (1)", "article 1 (1)"),
        ("more", "art. 1 (1) bis", "article 1 (1) bis"),
        (&at("art. 3"), "art. 3", "article 3"),
        ("part", "art. 3 (2) (a) bis", "article 3 (2) (a) bis"),
        (&at("art. 3 (2) (b)"), "art. 3 (2) (b)", "article 3 (2) (b)"),
    ] {
        assert_eq!(said(id), (short.to_owned(), long.to_owned()), "{id}");
    }
    // What was moved is named after its new neighbour, and says what it was.
    let moved = &numbered[draft.position(&at("PP2")).unwrap()];
    assert_eq!(moved.citation.short(), "PP1 ante 2");
    assert_eq!(moved.former.as_ref().map(Citation::short).as_deref(), Some("PP2"));
    assert!(!moved.is_new);
    // All of it is found by its name.
    let all: Vec<Citation> = numbered.iter().map(|one| one.citation.clone()).collect();
    for (typed, id) in [
        ("art. 2 (a) bis", "letter"),
        ("article 2(a bis)", "letter"),
        ("Article 2 BIS", "article"),
        ("paragraph 2 of article 2 bis", "inside too"),
        ("PP1 ante", "before"),
    ] {
        assert_eq!(find_among(&all, typed), [draft.position(id).unwrap()], "{typed}");
    }
    let markers: Vec<String> = ["article", "letter", "more"]
        .iter()
        .map(|id| marker(&all[draft.position(id).unwrap()]))
        .collect();
    assert_eq!(markers, ["Article 2 bis", "(a bis)", "1 bis."]);
}

#[test]
fn operative_paragraphs_have_rivals_too() {
    let steps = |steps: &[Step]| Citation { steps: steps.to_vec() };
    let all = [
        steps(&[Step::Paragraph(6)]),
        steps(&[Step::Paragraph(6), Step::Alt(1)]),
        steps(&[Step::Paragraph(6), Step::Alt(2)]),
        steps(&[Step::Paragraph(6), Step::Bis(1)]),
        steps(&[Step::Paragraph(6), Step::Bis(20)]),
        steps(&[Step::Article(4), Step::Paragraph(2), Step::Subparagraph(1), Step::Bis(3)]),
    ];
    let said = ["para. 6", "para. 6 alt", "para. 6 alt 2", "para. 6 bis", "para. 6 bis 20"];
    for (citation, said) in all.iter().zip(said) {
        assert_eq!(citation.short(), said);
    }
    for (typed, meant) in [
        ("OP6 alt", 1),
        ("para 6 alt 2", 2),
        ("OP6bis", 3),
        ("OP 6", 0),
        ("article 4 (2) (a) quater", 5),
    ] {
        assert_eq!(find_among(&all, typed), [meant], "{typed}");
    }
}

#[test]
fn where_all_are_gone_the_new_ones_do_not_take_their_numbers() {
    let one = |id: &str| Element::new(id, Kind::Preambular, "en", "Recalling,");
    let base = Text::new(vec![one("a"), one("b")]);
    let draft = Text::new(vec![one("n"), one("m")]);
    let said: Vec<String> =
        number_against(&draft, &base).iter().map(|n| n.citation.short()).collect();
    assert_eq!(said, ["PP2 bis", "PP2 ter"]);
}

#[test]
fn a_text_is_numbered_against_what_it_revises_and_read_back_as_it_is() {
    let mut draft = base().revising(base().into());
    for (operation, target, id) in [
        (Operation::AddAfter, at("PP2"), "pp"),
        (Operation::AddBefore, at("art. 1"), "before"),
        (Operation::AddAfter, at("art. 1"), "article"),
        (Operation::AddAfter, at("art. 2 (a)"), "letter"),
        (Operation::AddAfter, "letter".to_owned(), "another"),
        (Operation::AddBefore, at("art. 3 (1)"), "first"),
        (Operation::AddAfter, at("art. 3 (1)"), "number"),
        (Operation::AddAfter, at("art. 3 (2) (a)"), "last"),
    ] {
        done(&mut draft, operation, &target, Particulars::default(), id);
    }
    let all = crate::text::citations(&draft);
    let said = |id: &str| all[draft.position(id).unwrap()].short();
    for (id, short) in [
        ("pp", "PP2 bis"),
        ("before", "art. 1 ante"),
        ("article", "art. 1 bis"),
        ("another", "art. 2 (a) ter"),
        ("first", "art. 3 (1) ante"),
        ("number", "art. 3 (1) bis"),
        ("last", "art. 3 (2) (a) bis"),
    ] {
        assert_eq!(said(id), short);
    }
    let kinds = |text: &Text| -> Vec<(Kind, String)> {
        text.elements.iter().map(|e| (e.kind, e.wording("en").to_owned())).collect()
    };
    for language in ["en", "fr", "zh", "ru"] {
        let mut spoken = draft.clone();
        for element in &mut spoken.elements {
            let wording = element.wording("en").to_owned();
            element.text.insert(language.to_owned(), wording);
        }
        let plain = crate::text::plain::render_plain(&spoken, language);
        let read = parse(&plain, "en");
        let doubts: Vec<_> = read.elements.iter().flat_map(|e| &e.doubts).collect();
        assert!(doubts.is_empty(), "{doubts:?} in {plain}");
        assert_eq!(kinds(&read.into_text(|n| format!("r{n}"))), kinds(&draft), "{plain}");
    }
    // Once it goes out it revises nothing any more.
    draft.revises = None;
    assert!(crate::text::citations(&draft).iter().all(|c| !c.short().contains("bis")));
    // What has nothing in common with the base is no revision of it.
    let other = Text::new(vec![Element::new("x", Kind::Preambular, "en", "Recalling,")]);
    assert_eq!(other.revising(base().into()).revises, None);
}
