//! A draft as a Word file: clean, or handed out to be worked on.

use super::reading::{Line, Reading, Segment};
use super::store::Draft;
use crate::formats::word::{Block, Paper, Piece, Style};
use crate::languages::Language;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::text::Kind;
use std::collections::{HashMap, HashSet};

/// The property that names the draft which a file was made from.
pub const DRAFT: &str = "DraftId";
/// What the bookmark of each element begins with; its public id follows. Hidden, since Word lists no
/// bookmark that begins with a low line.
pub const BOOKMARK: &str = "_dp_";

/// The draft as it stands, ready for the documents office.
pub fn clean(draft: &Draft, reading: &Reading, title: &str, maker: &str, now: Moment) -> Paper {
    Paper {
        title: format!("{title}: {}", draft.label),
        maker: maker.to_owned(),
        made_at: now.iso(),
        properties: vec![(DRAFT.to_owned(), draft.public_id.to_string())],
        foot: draft.symbol.clone().unwrap_or_else(|| draft.label.clone()),
        ..clean_of(reading)
    }
}

/// A text as it stands, for a file that says the rest of itself.
pub fn clean_of(reading: &Reading) -> Paper {
    let (blocks, notes) = blocks(reading);
    Paper {
        language: reading.language.clone(),
        is_rtl: reading.direction == "rtl",
        blocks,
        notes,
        ..Paper::default()
    }
}

/// The same with changes tracked from the first word on, and said at its head how it is used.
///
/// `made_for`: the participant whose hand-out it is; then it says that it carries a mark.
pub fn handout(clean: Paper, t: Language, made_for: Option<&str>) -> Paper {
    let remark = |said: String| Block::new(Style::Remark, vec![Piece::Emphasis(said)]);
    let mut blocks = vec![remark(t.say("word-handout-remark"))];
    if let Some(name) = made_for {
        blocks.push(remark(t.say1("word-handout-made-for", "name", name)));
    }
    blocks.extend(clean.blocks);
    Paper { is_tracking: true, blocks, ..clean }
}

fn blocks(reading: &Reading) -> (Vec<Block>, Vec<Vec<Piece>>) {
    let notes: HashMap<&str, &Line> =
        reading.lines.iter().map(|line| (line.anchor.as_str(), line)).collect();
    let marked: HashSet<&str> = reading
        .lines
        .iter()
        .flat_map(|line| &line.segments)
        .filter_map(|segment| match segment {
            Segment::Mark { anchor, .. } => anchor.as_deref(),
            _ => None,
        })
        .collect();
    let mut written = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    for line in &reading.lines {
        if line.kind != Kind::Footnote {
            blocks.push(block(line, &notes, &mut written));
        } else if let (false, Some(above)) =
            (marked.contains(line.anchor.as_str()), blocks.last_mut())
        {
            // A note that no mark leads to stands at the end of what it is a note on.
            above.pieces.push(Piece::Note(written.len()));
            written.push(note(line));
        }
    }
    (blocks, written)
}

fn block(line: &Line, notes: &HashMap<&str, &Line>, written: &mut Vec<Vec<Piece>>) -> Block {
    let pieces = line.segments.iter().map(|segment| match segment {
        Segment::Plain(text) => Piece::Plain(text.clone()),
        Segment::Emphasis(text) => Piece::Emphasis(text.clone()),
        Segment::LineBreak => Piece::Break,
        Segment::Mark { label, anchor } => {
            match anchor.as_deref().and_then(|anchor| notes.get(anchor)) {
                Some(found) => {
                    written.push(note(found));
                    Piece::Note(written.len() - 1)
                }
                // A mark without its note stays what it is.
                None => Piece::Plain(format!("[^{label}]")),
            }
        }
    });
    Block {
        depth: indent_of(line.kind),
        label: line.marker.clone(),
        bookmark: Some(bookmark(&line.public_id)),
        ..Block::new(style(line.kind), pieces.collect())
    }
}

fn note(line: &Line) -> Vec<Piece> {
    vec![Piece::Plain(line.wording.trim().to_owned())]
}

pub fn style(kind: Kind) -> Style {
    match kind {
        Kind::Title => Style::Title,
        Kind::EnactingBody => Style::EnactingBody,
        Kind::Preambular => Style::Preambular,
        Kind::Heading => Style::Heading,
        Kind::Article => Style::Article,
        Kind::Chapeau | Kind::Paragraph | Kind::Subparagraph | Kind::Item | Kind::Footnote => {
            Style::Paragraph
        }
    }
}

/// Under an article or a heading paragraphs stand at the margin; each level below stands in.
pub(super) fn indent_of(kind: Kind) -> usize {
    match kind {
        Kind::Subparagraph => 1,
        Kind::Item => 2,
        _ => 0,
    }
}

pub(super) fn bookmark(id: &PublicId) -> String {
    format!("{BOOKMARK}{id}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::drafts::reading::unstored;
    use crate::formats::word::{Document, read, settled, write};
    use crate::text::samples::sound_text;
    use crate::text::{Element, Text};

    fn paper(text: &Text, language: &str) -> Paper {
        clean_of(&unstored(text, language))
    }

    fn written_and_read(paper: &Paper) -> Document {
        read(&write(paper).expect("a file")).expect("a Word file")
    }

    proptest! {
        #[test]
        fn every_element_stands_in_the_file_under_its_own_mark(text in sound_text()) {
            let document = written_and_read(&paper(&text, "en"));
            let reading = unstored(&text, "en");
            let lines: Vec<&Line> =
                reading.lines.iter().filter(|line| line.kind != Kind::Footnote).collect();
            prop_assert_eq!(document.paragraphs.len(), lines.len());
            for (paragraph, line) in document.paragraphs.iter().zip(&lines) {
                prop_assert_eq!(&paragraph.bookmarks, &vec![bookmark(&line.public_id)]);
                prop_assert!(paragraph.bookmarks[0].len() <= 40);
                let said = paragraph.text(true);
                let own = said.strip_prefix(&line.marker).unwrap_or_else(|| panic!("{said}"));
                let words = |text: &str| -> Vec<String> {
                    let bare = crate::text::elements::without_marks(text);
                    bare.split_whitespace().map(str::to_owned).collect()
                };
                prop_assert_eq!(words(own), words(&line.wording));
            }
            let notes = reading.lines.len() - lines.len();
            prop_assert_eq!(document.notes.len(), notes);
            prop_assert_eq!(settled(&document.paragraphs, true), settled(&document.paragraphs, false));
        }
    }

    #[test]
    fn no_text_is_markup_and_what_xml_cannot_hold_is_left_out() {
        let wording = "a < b & \"c\" ]]> <w:t>d</w:t>\u{b}\u{0}\u{ffff} e\u{1f600}";
        let text = Text::new(vec![Element::new("p", Kind::Paragraph, "en", wording)]);
        let mut paper = paper(&text, "en");
        paper.title = "<&\">".into();
        paper.foot = "A/HRC/<1>".into();
        paper.properties = vec![("<&\">".into(), "x & y".into())];
        let document = written_and_read(&paper);
        let said = document.paragraphs[0].text(true);
        assert!(said.ends_with("a < b & \"c\" ]]> <w:t>d</w:t> e\u{1f600}"), "{said}");
        assert_eq!(document.properties["<&\">"], "x & y");
        assert_eq!(write(&paper).expect("a file"), write(&paper).expect("the same"));
    }

    #[test]
    fn a_text_from_the_right_says_so_and_a_note_without_its_mark_is_not_lost() {
        let text = Text::new(vec![
            Element::new("p", Kind::Paragraph, "ar", "لكل إنسان الحق في التضامن"),
            Element::new("n", Kind::Footnote, "ar", "انظر القرار").under("p"),
        ]);
        let document = written_and_read(&paper(&text, "ar"));
        assert_eq!(document.paragraphs.len(), 1);
        assert!(document.paragraphs[0].text(true).ends_with("[^f2]"));
        assert_eq!(settled(&document.notes["f2"], true), [" انظر القرار"]);
    }
}
