use super::super::difference::Op;
use super::*;
use crate::text::elements::Element;
use crate::text::samples::sound_text;
use proptest::prelude::*;

fn article(paragraphs: &[(&str, &str)]) -> Text {
    let mut elements = vec![Element::new("a", Kind::Article, "en", "")];
    elements.extend(
        paragraphs
            .iter()
            .map(|(id, text)| Element::new(*id, Kind::Paragraph, "en", text).under("a")),
    );
    Text::new(elements)
}

fn rows(old: &Text, new: &Text, lineage: &[(&str, &str)]) -> Vec<(String, Change)> {
    let lineage: Vec<(String, String)> =
        lineage.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    compare(old, new, "en", &lineage).into_iter().map(|row| (row.id, row.change)).collect()
}

#[test]
fn a_new_paragraph_renumbers_the_others_quietly() {
    let old = article(&[("x", "Rivers."), ("y", "Seas.")]);
    let new = article(&[("x", "Rivers."), ("n", "Lakes."), ("y", "Seas.")]);
    let compared = compare(&old, &new, "en", &[]);
    assert_eq!(compared[2].change, Change::New { text: "Lakes.".into() });
    assert_eq!(compared[3].change, Change::Kept);
    assert!(compared[3].is_renumbered() && !compared[1].is_renumbered());
    assert_eq!(compared[3].old_citation.as_ref().unwrap().short(), "art. 1 (2)");
    assert_eq!(compared[3].new_citation.as_ref().unwrap().short(), "art. 1 (3)");
}

#[test]
fn a_deleted_paragraph_stands_where_it_stood() {
    let old = article(&[("x", "Rivers."), ("y", "Seas."), ("z", "Lakes.")]);
    let new = article(&[("x", "Rivers."), ("z", "All lakes.")]);
    let rows = rows(&old, &new, &[]);
    let ids: Vec<&str> = rows.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["a", "x", "y", "z"]);
    assert_eq!(rows[2].1, Change::Deleted { text: "Seas.".into() });
    assert!(
        matches!(&rows[3].1, Change::Edited { runs } if runs.iter().any(|r| r.op == Op::Inserted))
    );
}

#[test]
fn one_paragraph_moved_up_is_one_move() {
    let old = article(&[("x", "1"), ("y", "2"), ("z", "3")]);
    let new = article(&[("z", "3"), ("x", "1"), ("y", "two")]);
    let rows = rows(&old, &new, &[]);
    assert_eq!(rows[1], ("z".into(), Change::Moved));
    assert_eq!(rows[2], ("x".into(), Change::Kept));
    assert!(matches!(rows[3].1, Change::Edited { .. }));
}

#[test]
fn a_split_and_a_merge_are_told_from_the_lineage() {
    let old = article(&[("x", "Rivers. Seas."), ("y", "Lakes."), ("z", "Ponds.")]);
    let new = article(&[("x", "Rivers."), ("s", "Seas."), ("m", "Lakes. Ponds.")]);
    let lineage = [("x", "s"), ("y", "m"), ("z", "m")];
    let rows = rows(&old, &new, &lineage);
    assert!(matches!(&rows[1].1, Change::Split { into, .. } if into == &["x", "s"]));
    let new: Vec<&str> = rows
        .iter()
        .filter(|(_, change)| matches!(change, Change::New { .. }))
        .map(|(id, _)| id.as_str())
        .collect();
    assert_eq!(new, ["s"]);
    // The merged paragraph continues the one it has more words of.
    let gone = rows.iter().find(|(id, _)| id == "y" || id == "z").unwrap();
    assert!(matches!(&gone.1, Change::Split { into, .. } if into == &["m"]));
    let merged = rows.iter().find(|(id, _)| id == "m").unwrap();
    assert!(
        matches!(&merged.1, Change::Merged { from, runs } if from == &["y", "z"] && runs.len() == 1)
    );
}

#[test]
fn what_lives_on_under_another_id_is_the_same_element() {
    let old = article(&[("x", "Rivers."), ("y", "Seas.")]);
    let mut new = article(&[("p", "All seas."), ("q", "Rivers.")]);
    new.elements[0].id = "b".into();
    for paragraph in &mut new.elements[1..] {
        paragraph.parent = Some("b".into());
    }
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let lineage = [pair("a", "b"), pair("x", "q"), pair("y", "p")].into_iter().collect();
    let rows = compare_along(&old, &new, "en", &lineage);
    let said: Vec<(&str, Option<&str>)> =
        rows.iter().map(|row| (row.id.as_str(), row.old_id.as_deref())).collect();
    assert_eq!(said, [("b", Some("a")), ("p", Some("y")), ("q", Some("x"))]);
    assert_eq!(rows[0].change, Change::Kept);
    assert_eq!(
        rows.iter()
            .filter(|row| row.change == Change::Moved
                || matches!(row.change, Change::MovedAndEdited { .. }))
            .count(),
        1
    );
    // The same ids mean nothing where the lineage says otherwise.
    let crossed = [pair("a", "a"), pair("x", "y")].into_iter().collect();
    let other = article(&[("y", "Rivers.")]);
    let rows = compare_along(&old, &other, "en", &crossed);
    assert_eq!(rows[1].old_id.as_deref(), Some("x"));
    assert_eq!(rows[1].change, Change::Kept);
    assert!(rows[2].new.is_none() && rows[2].id == "y");
}

#[test]
fn another_number_before_it_is_no_change_nor_is_another_label_of_its_footnote() {
    let note = |id: &str, under: &str| {
        Element::new(id, Kind::Footnote, "en", "Resolution 1.").under(under)
    };
    let mut old = article(&[("x", "(a) Rivers."), ("y", "Seas[^1] are wide.")]);
    old.elements.push(note("f", "y"));
    let mut new =
        article(&[("n", "Lakes[^1]."), ("x", "(b) Rivers."), ("y", "Seas[^2] are wide.")]);
    new.elements.insert(2, note("g", "n"));
    new.elements.push(note("f", "y"));
    let rows = compare(&old, &new, "en", &[]);
    for id in ["x", "y", "f"] {
        let row = rows.iter().find(|row| row.id == id).unwrap();
        assert_eq!(row.change, Change::Kept, "{id}");
        assert!(row.is_renumbered(), "{id}");
    }
    let mut other = new.clone();
    other.elements[4].text.insert("en".into(), "Seas[^2] are deep.".into());
    let rows = compare(&old, &other, "en", &[]);
    let row = rows.iter().find(|row| row.id == "y").unwrap();
    assert!(
        matches!(&row.change, Change::Edited { runs } if runs.iter().filter(|r| r.op != Op::Kept).count() == 2)
    );
}

proptest! {
    #[test]
    fn a_text_compared_with_itself_is_kept(text in sound_text()) {
        let rows = compare(&text, &text, "en", &[]);
        prop_assert_eq!(rows.len(), text.elements.len());
        prop_assert!(rows.iter().all(|row| row.change == Change::Kept && !row.is_renumbered()));
    }

    #[test]
    fn every_element_of_both_versions_has_one_row(text in sound_text(), gone in proptest::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let mut new = text.clone();
        for at in gone {
            let at = at.index(new.elements.len().max(1));
            if at < new.elements.len() {
                let range = new.subtree(at);
                new.elements.drain(range);
            }
        }
        for (one, other) in [(&text, &new), (&new, &text)] {
            let rows = compare(one, other, "en", &[]);
            prop_assert_eq!(rows.iter().filter_map(|r| r.old).collect::<HashSet<_>>().len(), one.elements.len());
            let order: Vec<usize> = rows.iter().filter_map(|r| r.new).collect();
            prop_assert_eq!(order, (0..other.elements.len()).collect::<Vec<_>>());
            prop_assert_eq!(rows.len(), one.elements.len().max(other.elements.len()));
        }
    }
}
