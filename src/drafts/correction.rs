//! The parse as a person corrects it, before anything is stored: one row for each element. All
//! of it travels in the form.

use super::new_identity;
use crate::text::{Doubt, Element, Fault, Kind, Parsed, Text};
use crate::web::Fields;
use std::collections::{HashMap, HashSet};

/// One element as recognised and corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: Kind,
    /// What it was before the person chose.
    pub was: Kind,
    /// The row it stood under then.
    pub parent: Option<usize>,
    /// The line of the source that it begins on.
    pub line: usize,
    pub text: String,
    pub doubts: Vec<Doubt>,
    /// It belongs to the end of the row before.
    pub joins: bool,
    /// It is no part of the text.
    pub goes: bool,
}

impl Row {
    /// What travels in one hidden field: "paragraph 4 17": what it was, its parent, its line.
    pub fn origin(&self) -> String {
        let parent = self.parent.map_or("-".to_owned(), |parent| parent.to_string());
        format!("{} {parent} {}", self.was, self.line)
    }

    /// How high the text box is.
    pub fn height(&self) -> usize {
        (self.text.chars().count() / 70 + self.text.lines().count()).clamp(1, 12)
    }
}

/// The rows as parsed.
pub fn rows_of(parsed: Parsed) -> Vec<Row> {
    let row = |element: crate::text::Recognized| Row {
        kind: element.kind,
        was: element.kind,
        parent: element.parent,
        line: element.line,
        text: element.text,
        doubts: element.doubts,
        joins: false,
        goes: false,
    };
    parsed.elements.into_iter().map(row).collect()
}

/// Makes headings of the rows that say what the file has in a heading's style, where nothing in
/// the words told so. An article's name is its own.
pub fn make_headings(rows: &mut [Row], headings: &HashSet<String>) {
    for row in rows {
        let is_plain = matches!(row.kind, Kind::Paragraph | Kind::Chapeau | Kind::Preambular);
        if is_plain && headings.contains(&row.text) {
            row.kind = Kind::Heading;
        }
    }
}

/// The rows as they come back in the form: `kind-N`, `text-N`, `origin-N`, `joins-N`, `goes-N`.
pub fn rows_in(fields: &Fields) -> Vec<Row> {
    let typed: HashMap<&str, &str> =
        fields.texts().iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let get = |name: &str, n: usize| typed.get(format!("{name}-{n}").as_str()).copied();
    let row = |n: usize| {
        let origin: Vec<&str> = get("origin", n)?.split(' ').collect();
        let was = origin.first()?.parse().ok()?;
        Some(Row {
            kind: get("kind", n).and_then(|kind| kind.parse().ok()).unwrap_or(was),
            was,
            parent: origin.get(1).and_then(|parent| parent.parse().ok()),
            line: origin.get(2).and_then(|line| line.parse().ok()).unwrap_or(0),
            text: get("text", n)
                .unwrap_or_default()
                .replace("\r\n", "\n")
                .replace('\0', "")
                .trim()
                .to_owned(),
            doubts: Vec::new(),
            joins: get("joins", n).is_some(),
            goes: get("goes", n).is_some(),
        })
    };
    (0..).map_while(row).collect()
}

/// The rows after what the person said of them: those that go are gone, those that join are
/// joined, and each stands under the one that its kind and the order imply.
pub fn corrected(rows: Vec<Row>) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    // Where each row is now, or what it stood under if it is gone.
    let mut now: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    for mut row in rows {
        row.parent = row.parent.and_then(|parent| now.get(parent).copied().flatten());
        match (row.goes, row.joins, kept.last_mut()) {
            (true, ..) => now.push(row.parent),
            (false, true, Some(before)) => {
                before.text = format!("{} {}", before.text, row.text).trim().to_owned();
                now.push(Some(kept.len() - 1));
            }
            _ => {
                kept.push(Row { joins: false, ..row });
                now.push(Some(kept.len() - 1));
            }
        }
    }
    for (index, parent) in parents(&kept).into_iter().enumerate() {
        kept[index].parent = parent;
    }
    for row in &mut kept {
        row.was = row.kind;
    }
    kept
}

/// What each row stands under: what it stood under before, as long as nothing on the way up was
/// corrected; else what its kind asks for in this place.
fn parents(rows: &[Row]) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    // The elements that are open here, from the outside in.
    let mut line: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let untouched =
            row.kind == row.was && line.iter().all(|open| rows[*open].kind == rows[*open].was);
        let stood = match row.parent {
            Some(parent) => {
                line.contains(&parent) && row.kind.may_stand_under(Some(rows[parent].kind))
            }
            None => row.kind.may_stand_under(None),
        };
        let parent = if untouched && stood { row.parent } else { implied(row.kind, rows, &line) };
        while line.last().is_some_and(|last| Some(*last) != parent) {
            line.pop();
        }
        line.push(index);
        parents.push(parent);
    }
    parents
}

fn implied(kind: Kind, rows: &[Row], line: &[usize]) -> Option<usize> {
    use Kind::*;
    let wanted: &[Kind] = match kind {
        Title | Heading => &[],
        EnactingBody | Preambular | Article => &[Heading],
        Chapeau | Paragraph => &[Article, Heading],
        Subparagraph => &[Paragraph, Chapeau, Article, Preambular, EnactingBody],
        Item => &[Subparagraph],
        Footnote => &[
            Title,
            EnactingBody,
            Preambular,
            Heading,
            Article,
            Chapeau,
            Paragraph,
            Subparagraph,
            Item,
        ],
    };
    line.iter().rev().copied().find(|open| wanted.contains(&rows[*open].kind))
}

/// The rows as a text in one language, with identities.
pub fn text_of(rows: &[Row], language: &str) -> Text {
    let ids: Vec<String> = rows.iter().map(|_| new_identity()).collect();
    let elements = rows.iter().enumerate().map(|(index, row)| {
        let mut element = Element::new(&ids[index], row.kind, language, &row.text);
        element.parent = row.parent.and_then(|parent| ids.get(parent).cloned());
        element
    });
    Text::new(elements.collect())
}

/// The faults of a text made of rows, by row.
pub fn faults_by_row(text: &Text) -> HashMap<usize, Fault> {
    let mut by_row = HashMap::new();
    for fault in text.check() {
        let row = super::saying::fault_at(&fault).and_then(|id| text.position(id));
        by_row.entry(row.unwrap_or(0)).or_insert(fault);
    }
    by_row
}

/// How many rows there are of each kind, in the order of the kinds.
pub fn counts(rows: &[Row]) -> Vec<(Kind, usize)> {
    let count = |kind: Kind| rows.iter().filter(|row| row.kind == kind).count();
    Kind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, n)| *n > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    const SOURCE: &str = "Draft declaration\n\nThe General Assembly,\n\nRecalling all,\n\n\
        Part I\n\nArticle 1\n\n1. Everyone has a right[^1] to:\n\n(a) Bread;\n\n(b) Salt.\n\n\
        2. States shall help.\n\nArticle 2\n\nNothing is lost.\n\n[^1]: A note.\n";

    fn rows() -> Vec<Row> {
        rows_of(parse(SOURCE, "en"))
    }

    #[test]
    fn what_nobody_corrects_stays_as_it_was_parsed() {
        assert_eq!(
            corrected(rows()).iter().map(|row| row.parent).collect::<Vec<_>>(),
            rows().iter().map(|row| row.parent).collect::<Vec<_>>()
        );
        assert!(text_of(&corrected(rows()), "en").check().is_empty());
    }

    #[test]
    fn a_row_made_an_article_takes_what_follows() {
        let mut all = rows();
        let two = all.iter().position(|row| row.text == "States shall help.").unwrap();
        all[two].kind = Kind::Article;
        all.insert(
            two + 1,
            Row { kind: Kind::Paragraph, was: Kind::Paragraph, ..all[two - 1].clone() },
        );
        let done = corrected(all);
        assert_eq!(done[two + 1].parent, Some(two));
    }

    #[test]
    fn rows_join_and_go_with_their_children_cared_for() {
        let mut all = rows();
        let one = all.iter().position(|row| row.text.starts_with("Everyone")).unwrap();
        let bread = all.iter().position(|row| row.text == "Bread;").unwrap();
        all[bread + 1].joins = true;
        let done = corrected(all.clone());
        assert_eq!(done[bread].text, "Bread; Salt.");
        assert_eq!(done.len(), all.len() - 1);
        all[one].goes = true;
        let done = corrected(all);
        let bread = done.iter().find(|row| row.text.starts_with("Bread;")).unwrap();
        assert_eq!(done[bread.parent.unwrap()].kind, Kind::Article);
        assert!(text_of(&done, "en").check().is_empty());
    }

    #[test]
    fn rows_travel_in_a_form() {
        let mut fields = Fields::default();
        for (n, row) in rows().iter().enumerate() {
            fields.set(&format!("kind-{n}"), row.kind.as_str());
            fields.set(&format!("text-{n}"), row.text.clone());
            fields.set(&format!("origin-{n}"), row.origin());
        }
        let plain: Vec<Row> =
            rows().into_iter().map(|row| Row { doubts: Vec::new(), ..row }).collect();
        assert_eq!(rows_in(&fields), plain);
    }
}
