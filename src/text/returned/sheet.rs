//! The paragraphs of a text that came back, before and after its changes.

use crate::text::elements::without_marks;
use crate::text::folding::folded;

/// A paragraph as it stands in the file, up to its mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The elements whose hidden marks it carries.
    pub marks: Vec<String>,
    pub spans: Vec<Span>,
    /// Whether its end was there before the changes, and is there after them: a paragraph that
    /// somebody split has an end more, one that was joined with the next an end less.
    pub stood: bool,
    pub stands: bool,
}

/// Words with one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    /// Was it there before the changes, and is it there after them?
    pub stood: bool,
    pub stands: bool,
    /// It came from, or went to, another place of the same file.
    pub moved: bool,
}

impl Span {
    pub fn kept(text: &str) -> Self {
        Self { text: text.to_owned(), stood: true, stands: true, moved: false }
    }

    fn has_words(&self) -> bool {
        without_marks(&self.text).chars().any(char::is_alphanumeric)
    }
}

/// A paragraph on one of the two sides: lines of the file, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub first: usize,
    /// The line whose end ends it.
    pub last: usize,
    pub words: String,
}

/// The file on both sides.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub lines: Vec<Line>,
    pub before: Vec<Paragraph>,
    pub after: Vec<Paragraph>,
}

impl Sheet {
    pub fn of(lines: &[Line]) -> Self {
        let mut lines = lines.to_vec();
        mend_ends(&mut lines);
        let mut sheet = Self { lines, before: Vec::new(), after: Vec::new() };
        sheet.join();
        sheet
    }

    /// Works out the paragraphs of both sides anew.
    pub fn join(&mut self) {
        self.before = joined(&self.lines, |line| line.stood, |span| span.stood);
        self.after = joined(&self.lines, |line| line.stands, |span| span.stands);
    }

    /// Do the two share words that were kept?
    pub fn share(&self, before: &Paragraph, after: &Paragraph) -> bool {
        let from = before.first.max(after.first);
        let to = before.last.min(after.last);
        (from..=to).any(|at| {
            let kept = |span: &Span| span.stood && span.stands && span.has_words();
            self.lines[at].spans.iter().any(kept)
        })
    }

    /// Did all its words go to another place?
    pub fn went(&self, before: &Paragraph) -> bool {
        let own: Vec<&Span> = self.spans(before).filter(|span| span.stood).collect();
        !own.is_empty() && own.iter().all(|span| span.moved)
    }

    /// Did any of its words come from another place?
    pub fn came(&self, after: &Paragraph) -> bool {
        self.spans(after).any(|span| span.stands && span.moved)
    }

    /// Does it have words, and none that were there before the changes?
    pub fn is_new(&self, after: &Paragraph) -> bool {
        !after.words.trim().is_empty() && !self.spans(after).any(|span| span.stood && span.stands)
    }

    fn spans(&self, one: &Paragraph) -> impl Iterator<Item = &Span> {
        let spans = self.lines[one.first..=one.last].iter().flat_map(|line| &line.spans);
        spans.filter(|span| span.has_words())
    }

    /// The marks of a paragraph from before: those of the lines that had words then.
    pub fn marks(&self, before: &Paragraph) -> Vec<&str> {
        let lines = &self.lines[before.first..=before.last];
        let old = lines.iter().filter(|line| had_words(line));
        old.flat_map(|line| &line.marks).map(String::as_str).collect()
    }

    /// Takes so many bytes away from the beginning of a paragraph from before: its number. Says
    /// whether any of it is there after the changes.
    pub fn cut(&mut self, before: usize, mut bytes: usize) -> bool {
        let one = self.before[before].clone();
        let mut stands = false;
        for line in &mut self.lines[one.first..=one.last] {
            for span in line.spans.iter_mut().filter(|span| span.stood) {
                let taken = bytes.min(span.text.len());
                stands |= taken > 0 && span.stands;
                span.text.drain(..taken);
                bytes -= taken;
            }
        }
        stands
    }
}

/// Some programs say that the end of a paragraph was inserted where words were inserted before and
/// behind it. Two paragraphs that each had words and a mark of their own were two.
fn mend_ends(lines: &mut [Line]) {
    for at in 1..lines.len() {
        let (above, below) = lines.split_at_mut(at);
        let (above, below) = (&mut above[at - 1], &below[0]);
        let are_two = matches!((above.marks.first(), below.marks.first()), (Some(a), Some(b)) if a != b)
            && had_words(above)
            && had_words(below);
        if are_two && !above.stood {
            above.stood = true;
            above.stands = true;
        }
    }
}

fn had_words(line: &Line) -> bool {
    line.spans.iter().any(|span| span.stood && span.has_words())
}

fn joined(lines: &[Line], ends: fn(&Line) -> bool, is_there: fn(&Span) -> bool) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut open: Option<Paragraph> = None;
    for (at, line) in lines.iter().enumerate() {
        let paragraph = open.get_or_insert_with(|| Paragraph { first: at, ..Paragraph::default() });
        let words = line.spans.iter().filter(|span| is_there(span));
        paragraph.words.extend(words.map(|span| span.text.as_str()));
        paragraph.last = at;
        if ends(line) || at + 1 == lines.len() {
            paragraphs.extend(open.take());
        }
    }
    paragraphs
}

/// What two wordings are compared by: no typography, no footnote marks.
pub(super) fn key(words: &str) -> String {
    folded(&without_marks(words)).iter().map(|one| one.letter).collect()
}
