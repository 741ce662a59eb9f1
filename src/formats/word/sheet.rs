//! A Word file as a sheet: which words were there before its changes, and which are after them.

use std::collections::{BTreeMap, HashMap};

use super::{Change, Document, How, Paragraph, REMARK};
use crate::text::returned::{Line, Span};

/// The file's paragraphs as lines, and by line which paragraph it is. What is said about the text
/// at the head of a hand-out is none of it.
pub fn lines(document: &Document, marks: &HashMap<String, String>) -> (Vec<Line>, Vec<usize>) {
    let own = document.paragraphs.iter().enumerate().filter(|(_, one)| !is_remark(document, one));
    own.map(|(at, paragraph)| (line(paragraph, marks), at)).unzip()
}

/// Programs rename the ids of styles, and keep their names.
fn is_remark(document: &Document, paragraph: &Paragraph) -> bool {
    let Some(id) = &paragraph.style else { return false };
    document.styles.get(id).unwrap_or(id) == REMARK
}

fn line(paragraph: &Paragraph, marks: &HashMap<String, String>) -> Line {
    let around = &paragraph.around;
    let is_there = |changes: &[Change], accepted: bool| {
        let all = changes.iter().chain(around);
        all.into_iter().all(|change| change.how.adds() == accepted)
    };
    let spans = paragraph.runs.iter().map(|run| Span {
        text: run.text.clone(),
        stood: is_there(&run.changes, false),
        stands: is_there(&run.changes, true),
        moved: run
            .changes
            .iter()
            .any(|change| matches!(change.how, How::MovedAway | How::MovedHere)),
    });
    Line {
        marks: paragraph.bookmarks.iter().filter_map(|name| marks.get(name)).cloned().collect(),
        spans: spans.collect(),
        stood: paragraph.ends_cell || is_there(&paragraph.mark, false),
        stands: paragraph.ends_cell || is_there(&paragraph.mark, true),
    }
}

/// The footnotes in the same way.
pub fn notes(document: &Document) -> BTreeMap<String, Vec<Line>> {
    let none = HashMap::new();
    let lines = |paragraphs: &[Paragraph]| paragraphs.iter().map(|one| line(one, &none)).collect();
    document.notes.iter().map(|(mark, all)| (mark.clone(), lines(all))).collect()
}
