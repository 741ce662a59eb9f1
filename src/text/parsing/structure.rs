//! From blocks to the tree: what each block is, and what it stands under. Numbers, letters and
//! headings say so themselves; what a block without any is, [`unmarked`] tells from where it stands.

mod unmarked;

use super::blocks::Block;
use super::markers::{Marker, is_added, is_short_line, marker_of};
use super::{Doubt, Recognized, vocabulary};
use crate::text::citations::{letters, roman};
use crate::text::elements::Kind;

/// Reads the blocks in order, each with the sight of what follows.
pub(super) fn structure(blocks: Vec<Block>) -> Vec<Recognized> {
    let mut reader = Reader::default();
    for index in 0..blocks.len() {
        reader.read(&blocks[index], &blocks[index + 1..]);
    }
    reader.marked_sole_paragraphs();
    reader.elements
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    #[default]
    Title,
    Preamble,
    Body,
}

/// The list of subparagraphs that is open.
#[derive(Clone, Copy)]
struct List {
    parent: usize,
    count: usize,
    /// The subparagraphs are numbered (i), (ii).
    by_roman: bool,
    last: usize,
    items: usize,
}

impl List {
    /// Whether "(i bis)" stands after an item (i).
    fn follows_item(&self, label: &str) -> bool {
        self.items > 0 && vocabulary::roman(label) == Some(self.items)
    }
}

#[derive(Default)]
struct Reader {
    elements: Vec<Recognized>,
    phase: Phase,
    /// The title has a heading "Preamble" after it.
    preamble_named: bool,
    headings: Vec<(usize, usize)>,
    article: Option<usize>,
    articles: usize,
    /// Numbered paragraphs of this article or, outside articles, of the text.
    numbered: usize,
    operative: usize,
    /// The last element that may introduce subparagraphs.
    intro: Option<usize>,
    /// The last numbered paragraph.
    paragraph: Option<usize>,
    list: Option<List>,
    /// "Part I" waits for a line with its title.
    bare_heading: bool,
}

impl Reader {
    fn read(&mut self, block: &Block, following: &[Block]) {
        let bare_heading = std::mem::take(&mut self.bare_heading);
        match block.marker.clone() {
            Some(Marker::Article { number, typed, rest, titled }) => {
                self.article(block, following, number, typed, rest, titled);
            }
            Some(Marker::Heading { rank, preamble }) if self.heads(block, preamble) => {
                self.heading(block, rank, preamble, &block.text);
                self.bare_heading = !preamble && block.text.split_whitespace().count() <= 2;
            }
            Some(Marker::Number { number, typed, rest }) => {
                self.number(block, following, number, typed, rest);
            }
            Some(Marker::Letter { label, typed, rest }) => {
                self.letter(block, following, &label, typed, rest);
            }
            Some(Marker::Bullet { typed, rest }) => self.bullet(block, following, typed, &rest),
            _ if block.hashes > 0 => self.hashed(block),
            _ if bare_heading && is_short_line(&block.text) && !following.is_empty() => {
                self.join_heading(&block.text);
            }
            _ => self.plain(block, following),
        }
    }

    fn push(&mut self, kind: Kind, parent: Option<usize>, line: usize, text: &str) -> usize {
        self.elements.push(Recognized {
            kind,
            parent,
            text: text.trim().to_owned(),
            line,
            marker: String::new(),
            doubts: Vec::new(),
        });
        self.elements.len() - 1
    }

    fn marked(&mut self, index: usize, typed: String) {
        self.elements[index].marker = typed;
    }

    fn doubt(&mut self, index: usize, doubt: Doubt) {
        self.elements[index].doubts.push(doubt);
    }

    fn out_of_order(&mut self, index: usize, expected: String, found: &str) {
        if expected != found {
            self.doubt(index, Doubt::NumberOutOfOrder { expected, found: found.to_owned() });
        }
    }

    fn introduces(&mut self, index: usize) {
        self.intro = Some(index);
        self.list = None;
    }

    // Headings and titles.

    /// A line like "Part I" is a heading wherever it stands, but at the very top it may be a title.
    fn heads(&self, block: &Block, preamble: bool) -> bool {
        preamble || block.hashes != 1 || !self.elements.is_empty()
    }

    fn heading(&mut self, block: &Block, rank: usize, preamble: bool, text: &str) -> usize {
        self.end_article();
        if self.preamble_named {
            self.headings.clear();
        }
        self.headings.retain(|(above, _)| *above < rank);
        let parent = self.headings.last().map(|(_, index)| *index);
        let index = self.push(Kind::Heading, parent, block.line, text);
        self.headings.push((rank, index));
        self.preamble_named = preamble;
        self.phase = if preamble { Phase::Preamble } else { Phase::Body };
        index
    }

    /// "PART I" and, on the next line, "General provisions" are one heading.
    fn join_heading(&mut self, title: &str) {
        if let Some((_, heading)) = self.headings.last() {
            let text = &mut self.elements[*heading].text;
            text.push(' ');
            text.push_str(title);
        }
    }

    /// A Markdown heading without a word or number that would tell what it heads.
    fn hashed(&mut self, block: &Block) {
        if self.elements.is_empty() {
            self.push(Kind::Title, None, block.line, &block.text);
            return;
        }
        self.heading(block, 6 + block.hashes, false, &block.text);
    }

    fn end_article(&mut self) {
        self.article = None;
        self.intro = None;
        self.list = None;
        self.paragraph = None;
    }

    /// What a top-level element stands under. A heading "Preamble" heads nothing but the preamble.
    fn heading_above(&mut self) -> Option<usize> {
        if self.phase == Phase::Body && self.preamble_named {
            self.headings.clear();
            self.preamble_named = false;
        }
        self.headings.last().map(|(_, index)| *index)
    }

    // Articles and numbered paragraphs.

    fn article(
        &mut self,
        block: &Block,
        following: &[Block],
        number: Option<usize>,
        typed: String,
        rest: String,
        titled: bool,
    ) {
        self.end_article();
        self.phase = Phase::Body;
        let parent = self.heading_above();
        let is_title = titled || (is_short_line(&rest) && marker_of(&rest).is_none());
        let index = self.push(Kind::Article, parent, block.line, if is_title { &rest } else { "" });
        self.marked(index, typed);
        // One that is bis counts for nothing in the order.
        if let Some(found) = number {
            self.out_of_order(index, (self.articles + 1).to_string(), &found.to_string());
            self.articles = found;
        }
        self.article = Some(index);
        self.numbered = 0;
        if !is_title && !rest.is_empty() {
            let marker = marker_of(&rest);
            let inner = Block { text: rest, hashes: 0, marker, ..block.clone() };
            self.read(&inner, following);
        }
    }

    fn number(
        &mut self,
        block: &Block,
        following: &[Block],
        number: usize,
        typed: String,
        rest: String,
    ) {
        let in_parentheses = typed.starts_with(['(', '（']);
        if self.phase != Phase::Body && in_parentheses {
            // "(1) The protection of …": recitals that are numbered.
            self.phase = Phase::Preamble;
            let parent = self.heading_above();
            let index = self.push(Kind::Preambular, parent, block.line, &rest);
            self.marked(index, typed);
            self.introduces(index);
            return;
        }
        self.phase = Phase::Body;
        let parent = match self.article {
            Some(article) => Some(article),
            None => self.heading_above(),
        };
        let count = if self.article.is_some() { &mut self.numbered } else { &mut self.operative };
        let expected = (*count + 1).to_string();
        let added = is_added(&typed);
        if !added {
            *count = number;
        }
        // A number alone on its line: the wording is the next plain block, which joins below.
        let index = self.push(Kind::Paragraph, parent, block.line, &rest);
        self.marked(index, typed);
        if !added {
            self.out_of_order(index, expected, &number.to_string());
        }
        self.paragraph = Some(index);
        self.introduces(index);
        if let Some(inner) = marker_of(&rest)
            && matches!(&inner, Marker::Letter { label, .. } if label == "a")
        {
            // "1. (a) …": the paragraph begins with its first subparagraph.
            self.elements[index].text.clear();
            let inner = Block { text: rest, hashes: 0, marker: Some(inner), ..block.clone() };
            self.read(&inner, following);
        }
    }

    fn marked_sole_paragraphs(&mut self) {
        for article in 0..self.elements.len() {
            if self.elements[article].kind != Kind::Article {
                continue;
            }
            let paragraphs: Vec<usize> = (article..self.elements.len())
                .filter(|n| self.elements[*n].parent == Some(article))
                .filter(|n| self.elements[*n].kind == Kind::Paragraph)
                .collect();
            if let [sole] = paragraphs[..]
                && !self.elements[sole].marker.is_empty()
            {
                self.doubt(sole, Doubt::SoleParagraphNumbered);
            }
        }
    }

    // Subparagraphs and items.

    fn letter(
        &mut self,
        block: &Block,
        following: &[Block],
        label: &str,
        typed: String,
        rest: String,
    ) {
        let next = following.iter().find_map(|block| match &block.marker {
            Some(Marker::Letter { label, .. }) => Some(label.as_str()),
            _ => None,
        });
        let after_colon = self.elements.last().is_some_and(|e| e.text.ends_with([':', '：']));
        let added = is_added(&typed);
        let (as_item, unsure) = match added {
            false => self.is_item(label, next, after_colon),
            // As the one that it follows.
            true => (self.list.is_some_and(|l| l.follows_item(label)), false),
        };
        let index =
            if as_item { self.item(block, &rest) } else { self.subparagraph(block, label, &rest) };
        self.marked(index, typed);
        match &mut self.list {
            Some(list) if added && as_item => list.items = list.items.saturating_sub(1),
            Some(list) if added => list.count = list.count.saturating_sub(1),
            _ => self.lettered_in_order(index, label),
        }
        let taken_as = self.elements[index].kind;
        if unsure {
            self.doubt(index, Doubt::LetterOrItem { taken_as });
        }
    }

    /// Whether "(i)" and the like is an item, and whether that is a guess.
    fn is_item(&self, label: &str, next: Option<&str>, after_colon: bool) -> (bool, bool) {
        let value = vocabulary::roman(label);
        let Some(list) = self.list else {
            return (false, value.is_some() && label != "i" && label.len() > 1);
        };
        if list.by_roman {
            return (value.is_none(), false);
        }
        let next_letter = vocabulary::letter(label) == Some(list.count + 1);
        let next_item = value == Some(list.items + 1);
        match (next_letter, next_item) {
            (true, false) => (false, false),
            (false, true) => (true, false),
            // (i) after (h): what follows tells, then whether (h) promised a list.
            (true, true) if list.items > 0 => (true, true),
            (true, true) if next == Some("ii") => (true, false),
            (true, true) => (after_colon, after_colon),
            (false, false) => (value.is_some() && (label.len() > 1 || label == "i"), false),
        }
    }

    fn subparagraph(&mut self, block: &Block, label: &str, text: &str) -> usize {
        if self.list.is_none() {
            self.open_list(label == "i");
        }
        let Some(list) = self.list else {
            // Nothing at all could introduce it.
            let parent = self.heading_above();
            let kind = if self.phase == Phase::Body { Kind::Paragraph } else { Kind::Preambular };
            let index = self.push(kind, parent, block.line, text);
            self.doubt(index, Doubt::Unintroduced);
            return index;
        };
        let index = self.push(Kind::Subparagraph, Some(list.parent), block.line, text);
        if self.intro.is_none() && list.count == 0 {
            self.doubt(index, Doubt::Unintroduced);
        }
        self.list = Some(List { count: list.count + 1, last: index, items: 0, ..list });
        index
    }

    /// Finds what the list stands under; an unnumbered text that introduces it is a chapeau, and
    /// what it introduces stands beside it.
    fn open_list(&mut self, by_roman: bool) {
        let parent = match self.intro {
            Some(intro) if self.elements[intro].kind == Kind::Chapeau => {
                self.elements[intro].parent.unwrap_or(intro)
            }
            Some(intro) => intro,
            None => match self.article {
                Some(article) => article,
                None => return,
            },
        };
        self.list = Some(List { parent, count: 0, by_roman, last: parent, items: 0 });
    }

    fn item(&mut self, block: &Block, text: &str) -> usize {
        let Some(list) = self.list.filter(|list| list.count > 0) else {
            return self.subparagraph(block, "i", text);
        };
        let index = self.push(Kind::Item, Some(list.last), block.line, text);
        self.list = Some(List { items: list.items + 1, ..list });
        index
    }

    fn lettered_in_order(&mut self, index: usize, label: &str) {
        let Some(list) = self.list else { return };
        let (n, by_roman) = match self.elements[index].kind {
            Kind::Item => (list.items, !list.by_roman),
            Kind::Subparagraph => (list.count, list.by_roman),
            _ => return,
        };
        let value = if by_roman { vocabulary::roman(label) } else { vocabulary::letter(label) };
        if value != Some(n) {
            let expected = if by_roman { roman(n) } else { letters(n) };
            self.out_of_order(index, expected, label);
            if self.elements[index].kind == Kind::Subparagraph
                && let (Some(list), Some(value)) = (self.list.as_mut(), value)
            {
                list.count = value;
            }
        }
    }

    fn bullet(&mut self, block: &Block, following: &[Block], typed: String, text: &str) {
        let promised = self.elements.last().is_some_and(|e| e.text.ends_with([':', '：']));
        if self.phase != Phase::Body && !promised && self.list.is_none() {
            let inner = Block { text: text.to_owned(), marker: None, hashes: 0, ..block.clone() };
            self.plain(&inner, following);
            return;
        }
        let last = self.elements.last().map(|e| e.kind);
        let in_letters = self
            .list
            .is_some_and(|list| list.items > 0 || (promised && last == Some(Kind::Subparagraph)));
        let index =
            if in_letters { self.item(block, text) } else { self.subparagraph(block, "", text) };
        self.marked(index, typed);
        self.doubt(index, Doubt::Bullet);
    }
}
