use super::*;

fn element(id: &str, kind: Kind, parent: &str) -> Element {
    let element = Element::new(id, kind, "en", "text");
    if parent.is_empty() { element } else { element.under(parent) }
}

#[test]
fn kinds_are_written_as_they_are_read() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
    assert_eq!("recital".parse::<Kind>(), Err(UnknownKind("recital".into())));
}

#[test]
fn marks_are_found_and_taken_away() {
    let wording = "rights[^3] and duties,[^*] [shall] [^not this]";
    let labels: Vec<&str> = marks(wording).iter().map(|m| m.label).collect();
    assert_eq!(labels, ["3", "*"]);
    assert_eq!(without_marks(wording), "rights and duties, [shall] [^not this]");
}

#[test]
fn faults_are_told() {
    let text = Text::new(vec![
        element("a", Kind::Article, ""),
        element("x", Kind::Item, "a"),
        element("p", Kind::Paragraph, "a"),
        element("b", Kind::Article, ""),
        element("q", Kind::Paragraph, "a"),
        element("q", Kind::Paragraph, "nobody"),
        element("s", Kind::Subparagraph, "t"),
        element("t", Kind::Paragraph, ""),
        element("u", Kind::Subparagraph, ""),
        Element::new("v", Kind::Preambular, "en", " "),
    ]);
    let parent = Some(Kind::Article);
    assert_eq!(
        text.check(),
        [
            Fault::NotAllowedUnder { id: "x".into(), kind: Kind::Item, parent },
            Fault::OutOfOrder { id: "q".into(), parent: "a".into() },
            Fault::UnknownParent { id: "q".into(), parent: "nobody".into() },
            Fault::DuplicateId { id: "q".into() },
            Fault::ParentAfterChild { id: "s".into(), parent: "t".into() },
            Fault::NotAllowedUnder { id: "u".into(), kind: Kind::Subparagraph, parent: None },
            Fault::NoWording { id: "v".into(), kind: Kind::Preambular },
        ]
    );
}

#[test]
fn the_tree_knows_its_families() {
    let text = Text::new(vec![
        element("a", Kind::Article, ""),
        element("p", Kind::Paragraph, "a"),
        element("s", Kind::Subparagraph, "p"),
        element("b", Kind::Article, ""),
    ]);
    assert_eq!(text.subtree(0), 0..3);
    assert_eq!([text.depth(2), text.depth(3)], [2, 0]);
    assert_eq!(text.children(Some("a")).len(), 1);
    assert_eq!(text.children(None).len(), 2);
    let own_parent = Text::new(vec![element("a", Kind::Article, "a")]);
    assert_eq!(own_parent.depth(0), 1, "a faulty tree is survived");
    assert_eq!(own_parent.check().len(), 1);
}

#[test]
fn footnotes_go_with_the_marks_in_order() {
    let mut p = Element::new("p", Kind::Preambular, "en", "a[^2] b[^3]");
    p.text.insert("fr".into(), "a".into());
    let q = Element::new("q", Kind::Preambular, "en", "c[^2] d[^5]");
    let text = Text::new(vec![
        p,
        element("f", Kind::Footnote, "p"),
        element("g", Kind::Footnote, "p"),
        q,
        element("h", Kind::Footnote, "q"),
        element("i", Kind::Footnote, "q"),
    ]);
    let labels: Vec<Option<String>> = text.footnote_labels();
    let labels: Vec<Option<&str>> = labels.iter().map(Option::as_deref).collect();
    assert_eq!(labels, [None, Some("2"), Some("3"), None, Some("5"), None]);
}
