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
    assert!(matches!(&rows[2], (id, Change::Split { into, .. }) if id == "y" && into == &["m"]));
    let merged = rows.iter().find(|(id, _)| id == "m").unwrap();
    assert!(
        matches!(&merged.1, Change::Merged { from, runs } if from == &["y", "z"] && runs.len() == 1)
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
