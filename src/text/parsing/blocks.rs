//! From the lines of a source to its blocks: a paragraph that was wrapped is one block again.

use super::markers::{Marker, ends_in_stop, is_short_line, marker_of};
use super::vocabulary;

/// One paragraph of the source, however many lines it was typed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The line it begins on, counted from 1.
    pub line: usize,
    pub text: String,
    /// Signs of a Markdown heading before it; 0 for none.
    pub hashes: usize,
    /// Whether an empty line (or the beginning) stands before it.
    pub apart: bool,
    /// What the text begins with. A block that was joined to a heading keeps the heading's.
    pub marker: Option<Marker>,
}

struct Line<'a> {
    number: usize,
    text: &'a str,
    hashes: usize,
    indent: usize,
}

/// The blocks of a source, whatever its line ends.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<Line> = source
        .split(['\n', '\u{2028}', '\u{2029}', '\u{c}'])
        .enumerate()
        .map(|(index, line)| trimmed(index + 1, line))
        .collect();
    let layout = Layout::of(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut apart = true;
    let mut order = Order::default();
    let mut indent = 0;
    for line in lines {
        if line.text.is_empty() {
            apart = true;
            continue;
        }
        let text = without_emphasis(line.text);
        let marker = marker_of(&text);
        let first_block = blocks.len() == 1;
        match blocks.last_mut() {
            Some(last)
                if !apart
                    && line.hashes == 0
                    && !order.begins(&text, marker.as_ref(), last, line.indent > indent)
                    && layout.joins(last, &text, first_block) =>
            {
                join(&mut last.text, &text);
            }
            _ => {
                order.note(marker.as_ref());
                blocks.push(Block { line: line.number, text, hashes: line.hashes, apart, marker });
            }
        }
        apart = false;
        indent = line.indent;
    }
    // Joining gives a block its full text; its marker must say the same.
    for block in &mut blocks {
        block.marker = marker_of(&block.text);
    }
    blocks
}

/// Without the space around it, the signs of Markdown before it, and rules ("----") altogether.
fn trimmed(number: usize, line: &str) -> Line<'_> {
    let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let mut text = line.trim_matches(invisible);
    while let Some(quoted) = text.strip_prefix('>') {
        text = quoted.trim_start();
    }
    let bare = text.trim_start_matches('#');
    let hashes = text.len() - bare.len();
    let hashes = if hashes <= 6 && bare.starts_with(char::is_whitespace) { hashes } else { 0 };
    if hashes > 0 {
        text = bare.trim().trim_end_matches('#').trim_end();
    }
    if text.chars().count() >= 3 && text.chars().all(|c| "-_*=– ".contains(c)) {
        text = "";
    }
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    Line { number, text, hashes, indent }
}

/// Takes away the signs of bold and italic type, and the strokes before signs that are meant.
fn without_emphasis(text: &str) -> String {
    let mut text = text.to_owned();
    // Nobody writes such a line in Markdown, and pairing its signs would take long.
    if text.len() > 20_000 {
        return text;
    }
    for sign in ["***", "**", "__", "*", "_"] {
        let mut from = 0;
        while let Some((start, end)) = emphasis(&text, sign, from) {
            text.replace_range(end..end + sign.len(), "");
            text.replace_range(start..start + sign.len(), "");
            from = start;
        }
    }
    for meant in [".", "(", ")", "*", "_", "[", "]", "#", "-"] {
        text = text.replace(&format!("\\{meant}"), meant);
    }
    text
}

/// The next pair of signs that stand around words, not inside one.
fn emphasis(text: &str, sign: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(found) = text[at..].find(sign) {
        let start = at + found;
        let inner = start + sign.len();
        let before = text[..start].chars().next_back();
        let opens = !before.is_some_and(|c| c.is_alphanumeric() || c == '\\')
            && text[inner..].starts_with(|c: char| !c.is_whitespace() && !"*_".contains(c));
        if opens {
            let close = text[inner..].match_indices(sign).map(|(n, _)| inner + n).find(|close| {
                let ends = text[..*close].ends_with(|c: char| !c.is_whitespace() && c != '\\');
                ends && !text[close + sign.len()..].starts_with(|c: char| c.is_alphanumeric())
            });
            if let Some(close) = close.filter(|close| *close > inner) {
                return Some((start, close));
            }
        }
        at = inner;
    }
    None
}

/// How paragraphs are set apart in this source.
enum Layout {
    /// Lines are broken at a width; an empty line ends a paragraph.
    Wrapped,
    /// Each line is a paragraph, as pasted from a word processor.
    Unwrapped,
    /// No empty line anywhere: only the stops can tell.
    Dense,
}

impl Layout {
    /// No one wraps lines at more than 160 characters.
    fn of(lines: &[Line]) -> Layout {
        let length = |line: &Line| line.text.chars().count();
        let all: usize = lines.iter().map(length).sum();
        let long: usize = lines.iter().map(length).filter(|n| *n > 160).sum();
        let last_text = lines.iter().rposition(|line| !line.text.is_empty()).unwrap_or(0);
        let first_text = lines.iter().position(|line| !line.text.is_empty()).unwrap_or(0);
        if long * 2 > all {
            Layout::Unwrapped
        } else if lines[first_text..=last_text].iter().any(|line| line.text.is_empty()) {
            Layout::Wrapped
        } else {
            Layout::Dense
        }
    }

    /// Whether a line without a marker goes on with the block before it.
    fn joins(&self, last: &Block, line: &str, first_block: bool) -> bool {
        let complete = last.hashes > 0
            || match &last.marker {
                // A title ends with its line, unless the next goes on in small letters.
                Some(Marker::Article { rest, titled, .. }) => {
                    let title = *titled || is_short_line(rest);
                    rest.is_empty() || (title && line.starts_with(char::is_uppercase))
                }
                Some(Marker::Heading { .. }) => true,
                _ => false,
            }
            || vocabulary::is_organ(&last.text);
        if complete || vocabulary::is_organ(line) {
            return false;
        }
        let title = first_block && last.marker.is_none() && !ends_in_stop(&last.text);
        match self {
            Layout::Wrapped => true,
            Layout::Unwrapped => title && line.chars().count() <= 160,
            Layout::Dense => {
                let small = line.starts_with(char::is_lowercase);
                small || (title && !vocabulary::begins_preambular(line) && !ends_in_stop(line))
            }
        }
    }
}

/// Which numbers have been seen, to tell a new paragraph from a wrapped line that happens to
/// begin with "3." or "(b)".
#[derive(Default)]
struct Order {
    article: usize,
    number: usize,
}

impl Order {
    fn note(&mut self, marker: Option<&Marker>) {
        match marker {
            Some(Marker::Article { number, .. }) => {
                self.article = number.unwrap_or(self.article);
                self.number = 0;
            }
            Some(Marker::Number { number, .. }) => self.number = *number,
            _ => {}
        }
    }

    /// Whether a line directly under another begins a block of its own.
    fn begins(&self, line: &str, marker: Option<&Marker>, last: &Block, deeper: bool) -> bool {
        let Some(marker) = marker else {
            return false;
        };
        let heading = matches!(last.marker, Some(Marker::Heading { .. } | Marker::Article { .. }));
        let ended =
            heading || last.hashes > 0 || ends_in_stop(&last.text) || ends_in_and(&last.text);
        match marker {
            Marker::Note { typed, .. } => typed.starts_with("[^") || ended,
            Marker::Article { number, rest, .. } => {
                number.is_none_or(|n| n == self.article + 1) && (ended || rest.is_empty())
            }
            Marker::Heading { preamble, .. } => *preamble || (ended && !line.ends_with('.')),
            Marker::Number { number, .. } => ended && (*number == 1 || *number == self.number + 1),
            Marker::Letter { .. } => ended || deeper,
            Marker::Bullet { typed, .. } => ended || typed == "•",
        }
    }
}

fn ends_in_and(text: &str) -> bool {
    let last = text.split_whitespace().next_back().map(str::to_lowercase).unwrap_or_default();
    vocabulary::AND.contains(&last.trim_end_matches(','))
}

/// Joins a wrapped line; scripts without spaces between words get none.
fn join(text: &mut String, line: &str) {
    let spaceless =
        |c: char| matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFF60);
    let tight = text.chars().next_back().is_some_and(spaceless) && line.starts_with(spaceless);
    if !tight {
        text.push(' ');
    }
    text.push_str(line);
}
