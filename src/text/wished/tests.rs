use proptest::prelude::*;

use super::*;
use crate::text::bracketed::as_changes;
use crate::text::elements::{Element, Kind};
use crate::text::operations::Particulars;
use crate::text::samples::{drawn, proposals_on, sound_text};

fn wish(text: &Text, proposals: &[Proposal]) -> Wish {
    wished(text, "en", proposals, &as_changes(text, "en", proposals))
}

fn proposal(operation: Operation, target: &str, wording: &str) -> Proposal {
    Proposal {
        operation,
        particulars: Particulars::default(),
        target: Some(target.to_owned()),
        wording: wording.to_owned(),
        quoted: String::new(),
        language: "en".to_owned(),
        author: Some("Avaria".to_owned()),
    }
}

/// Paragraph by paragraph, by hand: where nothing stands under an element, and nothing is moved.
fn by_hand(text: &Text, proposals: &[Proposal]) -> Vec<String> {
    let mut all = Vec::new();
    for element in text.elements.iter().filter(|element| element.kind != Kind::Footnote) {
        let on = |operation| {
            let here = move |one: &&Proposal| one.target.as_deref() == Some(element.id.as_str());
            proposals.iter().filter(here).filter(move |one| one.operation == operation)
        };
        let words = |one: &Proposal| one.wording.trim().to_owned();
        all.extend(on(Operation::AddBefore).map(words));
        match (on(Operation::Delete).next(), on(Operation::Modify).next()) {
            (Some(_), _) => {}
            (None, Some(modified)) => all.push(words(modified)),
            (None, None) => all.push(element.wording("en").to_owned()),
        }
        all.extend(on(Operation::AddAfter).map(words));
    }
    all
}

proptest! {
    #[test]
    fn the_wish_is_what_the_proposals_say(text in sound_text(), drawn in drawn()) {
        let is_leaf = |id: &str| {
            let at = text.position(id).unwrap();
            let kinds = text.subtree(at).map(|at| text.elements[at].kind).collect::<Vec<_>>();
            kinds[0] != Kind::Footnote && kinds[1..].iter().all(|kind| *kind == Kind::Footnote)
        };
        let mut reworded = std::collections::HashSet::new();
        let proposals: Vec<Proposal> = proposals_on(&text, &drawn)
            .into_iter()
            .filter(|one| is_leaf(one.target.as_deref().unwrap()))
            .filter(|one| match one.operation {
                // Marks that nobody writes stay where they are.
                Operation::Modify | Operation::Delete => {
                    let on = text.get(one.target.as_deref().unwrap()).unwrap();
                    reworded.insert(on.id.clone()) && !on.wording("en").contains("[^")
                }
                Operation::AddAfter | Operation::AddBefore => true,
                _ => false,
            })
            .collect();
        let wish = wish(&text, &proposals);
        let own = wish.text.elements.iter().filter(|element| element.kind != Kind::Footnote);
        let said: Vec<String> = own.map(|element| element.wording("en").to_owned()).collect();
        prop_assert_eq!(said, by_hand(&text, &proposals));
        prop_assert!(wish.told.iter().all(|told| told.beside.is_none()), "{:?}", wish.told);
        prop_assert_eq!(wish.text.check(), Vec::new());
    }

    #[test]
    fn whatever_is_proposed_the_wish_is_a_sound_text(text in sound_text(), drawn in drawn()) {
        let proposals = proposals_on(&text, &drawn);
        let wish = wish(&text, &proposals);
        prop_assert_eq!(wish.text.check(), Vec::new());
        prop_assert_eq!(wish.told.len(), proposals.len());
    }
}

#[test]
fn a_new_article_has_the_paragraphs_that_it_was_written_with() {
    let text = Text::new(vec![
        Element::new("a", Kind::Article, "en", ""),
        Element::new("1", Kind::Paragraph, "en", "Lamps burn.").under("a"),
    ]);
    for (wording, kinds) in [
        (
            "Article 1 bis\nOf boats\n\n1. Boats have names.\n\n2. They are painted:\n\n(a) in white;\n\n(b) by day.",
            vec![
                Kind::Article,
                Kind::Paragraph,
                Kind::Paragraph,
                Kind::Subparagraph,
                Kind::Subparagraph,
            ],
        ),
        ("Of boats", vec![Kind::Article]),
    ] {
        let wish = wish(&text, &[proposal(Operation::AddAfter, "a", wording)]);
        let new = &wish.text.elements[2..];
        assert_eq!(new.iter().map(|one| one.kind).collect::<Vec<_>>(), kinds);
        assert_eq!(new[0].wording("en"), "Of boats");
        assert_eq!(wish.told[0].on.as_deref(), Some(new[0].id.as_str()));
        assert_eq!(wish.text.check(), []);
    }
    let wish =
        wish(&text, &[proposal(Operation::AddAfter, "a", "Article 2\n\n1. Boats have names.")]);
    let said: Vec<&str> = wish.text.elements[2..].iter().map(|one| one.wording("en")).collect();
    assert_eq!(said, ["", "Boats have names."]);
}

#[test]
fn additions_to_one_place_keep_their_order_and_what_is_deleted_is_missed_by_nobody() {
    let of = |id: &str, text: &str| Element::new(id, Kind::Paragraph, "en", text);
    let text = Text::new(vec![of("1", "One."), of("2", "Two “2”."), of("3", "Three.")]);
    let mut moved = proposal(Operation::Move, "3", "");
    moved.particulars.to =
        Some(crate::text::Destination { anchor: "1".to_owned(), side: crate::text::Side::Before });
    let proposals = [
        proposal(Operation::Delete, "1", ""),
        proposal(Operation::AddAfter, "1", "First new one."),
        proposal(Operation::AddAfter, "1", "Second new one."),
        moved,
        proposal(Operation::Modify, "2", "Two \"2\"."),
        proposal(Operation::Modify, "nowhere", "Lost."),
    ];
    let wish = wish(&text, &proposals);
    let said: Vec<&str> = wish.text.elements.iter().map(|one| one.wording("en")).collect();
    assert_eq!(said, ["Three.", "First new one.", "Second new one.", "Two \"2\"."]);
    assert_eq!(wish.told[4].beside, None, "typography that is proposed is in the text");
    assert_eq!(wish.told[5].beside, Some(Beside::Unplaced(0)));
}
