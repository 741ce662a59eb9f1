//! A draft with what everybody proposes, as one Word file: with every change rejected it is the draft to
//! the letter. Who is behind a change, and what may be said of them, is [`Voices`]' to say.
//!
//! What touches nobody else's change stands in the text under the name of the first who proposes it. What
//! clashes stands below, each reading in a paragraph of its own, put in by the first who proposes it: nobody's
//! stands in the text itself. No change stands within another: not every program reads that.

use super::reading::{Line, Reading, direction};
use super::tracked::{There, forms_of_marks};
use super::word::{bookmark, indent_of, style};
use crate::formats::word::{Block, Change, How, Margin, Paper, Piece, Style, broken, lines};
use crate::text::bracketed::{self, Alternative, Bracketed, Note, Row, Unplaced, What};
use crate::text::difference::Op;
use crate::text::elements::{marks, without_marks};
use crate::text::opening::opening;
use crate::text::{Kind, Text};
use std::collections::{HashMap, HashSet};

/// What is said beside the text. Proposals are named by their places, as [`bracketed`] has them.
pub trait Voices {
    /// The name that a change of these proposals stands under.
    fn lead(&self, sources: &[usize]) -> String;
    /// Who else proposes the same, or stands with them; none where nobody does.
    fn company(&self, sources: &[usize]) -> Option<String>;
    /// Why it is proposed, under the name of who says so.
    fn reasons(&self, source: usize) -> Vec<Margin>;
    /// What else is said of an element, by its place.
    fn remarks(&self, at: usize) -> Vec<Margin>;
    /// What is said of the whole.
    fn opening(&self) -> Vec<Margin>;
    /// The name of whoever made the file.
    fn secretariat(&self) -> String;
    /// "PP2 bis".
    fn called(&self, what: &What) -> String;
    /// "PP2 alt – Avaria and 3 others".
    fn alternative(&self, what: &What, of: &Alternative) -> String;
    /// What is said on a text that has alternatives below it: who is behind each.
    fn clash(&self, what: &What, alternatives: &[Alternative]) -> String;
    /// That all of it shall go.
    fn deletion(&self) -> String;
    fn note(&self, note: &Note) -> String;
    fn unplaced_title(&self) -> String;
    fn unplaced(&self, unplaced: &Unplaced) -> String;
}

/// The text in one language with its wordings as a file has them: without space at their ends.
pub fn trimmed(mut text: Text, language: &str) -> Text {
    for element in &mut text.elements {
        if let Some(wording) = element.text.get_mut(language) {
            *wording = wording.trim().to_owned();
        }
    }
    text
}

/// The file, for a paper that says the rest of itself. `text` is [`trimmed`], `made` of it
/// [`bracketed::as_changes`], and `reading` how it is read.
pub fn consolidated(
    text: &Text,
    reading: &Reading,
    made: &Bracketed,
    voices: &impl Voices,
) -> Paper {
    let labels = text.footnote_labels();
    let notes: HashMap<&str, usize> =
        labels.iter().enumerate().filter_map(|(at, label)| Some((label.as_deref()?, at))).collect();
    let marked = reading.lines.iter().flat_map(|line| marks(&line.wording));
    let marked = marked.filter_map(|mark| notes.get(mark.label).copied()).collect();
    let rows = made.rows.iter().filter_map(|row| match row.what {
        What::Element(at) => Some((at, row)),
        What::Added(_) => None,
    });
    let mut writing = Writing {
        reading,
        voices,
        rows: rows.collect(),
        notes,
        marked,
        explained: HashSet::new(),
        deletion: None,
        paper: Paper {
            language: reading.language.clone(),
            is_rtl: reading.direction == "rtl",
            ..Paper::default()
        },
        last: None,
    };
    for row in &made.rows {
        writing.row(row);
    }
    writing.unplaced(&made.unplaced);
    writing.opening();
    shift_marks(&mut writing.paper.blocks);
    writing.paper
}

struct Writing<'a, V> {
    reading: &'a Reading,
    voices: &'a V,
    /// By the element's place.
    rows: HashMap<usize, &'a Row>,
    /// The footnotes' places by their labels, and those that a mark leads to.
    notes: HashMap<&'a str, usize>,
    marked: HashSet<usize>,
    /// The proposals whose reasons are given.
    explained: HashSet<usize>,
    /// All that comes now is taken out by this one.
    deletion: Option<String>,
    paper: Paper,
    /// The last paragraph that is an element of the text.
    last: Option<usize>,
}

impl<V: Voices> Writing<'_, V> {
    fn row(&mut self, row: &Row) {
        let mut beside = Vec::new();
        if let Some(sources) = row.opens.first() {
            self.deletion = Some(self.voices.lead(sources));
            beside.extend(self.behind(sources));
        }
        match &row.what {
            What::Element(at) => {
                let line = &self.reading.lines[*at];
                beside.extend(self.beside(*at, row));
                match line.kind {
                    Kind::Footnote => self.footnote(*at, beside),
                    _ => self.element(*at, row, beside),
                }
            }
            What::Added(added) => self.added(row, added, beside),
        }
        for alternative in &row.alternatives {
            self.alternative(&row.what, alternative);
        }
        if !row.closes.is_empty() {
            self.deletion = None;
        }
    }

    fn element(&mut self, at: usize, row: &Row, beside: Vec<Margin>) {
        let line = &self.reading.lines[at];
        let has_words = !row.base().is_empty() || (line.missing && !line.wording.is_empty());
        let mut pieces = super::tracked::label(line, has_words);
        let is_above = pieces.len() == 1 && style(line.kind) != Style::Paragraph;
        if let (true, Some(author)) = (is_above, self.first_word_of(row)) {
            // What stands between a number and its first words comes in with them.
            pieces.extend(changed(How::Inserted, &author, vec![Piece::Break]));
        }
        pieces.extend(self.words(line, row));
        let deletion = self.deletion.clone();
        if let Some(author) = &deletion {
            pieces = changed(How::Deleted, author, pieces);
        }
        let pieces = self.commented(beside, pieces);
        self.last = Some(self.paper.blocks.len());
        self.paper.blocks.push(Block {
            depth: indent_of(line.kind),
            bookmark: Some(bookmark(&line.public_id)),
            mark: deletion.map(|author| change(How::Deleted, &author)),
            ..Block::new(style(line.kind), pieces)
        });
    }

    /// Who gives words to an element that has none.
    fn first_word_of(&self, row: &Row) -> Option<String> {
        row.pieces.iter().find_map(|piece| match piece {
            bracketed::Piece::Edit { inserted, sources, .. } if !inserted.is_empty() => {
                Some(self.voices.lead(sources))
            }
            _ => None,
        })
    }

    /// Its words stand in the note that its mark leads to; what is said of them, on the paragraph above.
    fn footnote(&mut self, at: usize, beside: Vec<Margin>) {
        let Some(last) = self.last else { return };
        if !self.marked.contains(&at) {
            let content = self.content(at);
            let note = Piece::Note(self.paper.notes.len());
            self.paper.notes.push(content);
            let note = match &self.deletion {
                Some(author) => changed(How::Deleted, author, vec![note]),
                None => vec![note],
            };
            self.paper.blocks[last].pieces.extend(note);
        }
        let comments = self.commented(beside, Vec::new());
        self.paper.blocks[last].pieces.extend(comments);
    }

    fn added(&mut self, row: &Row, added: &bracketed::Added, beside: Vec<Margin>) {
        let [bracketed::Piece::Edit { inserted, sources, .. }] = row.pieces.as_slice() else {
            return;
        };
        let mut comments = beside;
        comments.extend(self.behind(sources));
        let mut pieces = vec![Piece::Strong(format!("[{}] ", self.voices.called(&row.what)))];
        pieces.extend(lines(&without_marks(inserted)));
        let block = Block { depth: indent_of(added.kind), ..Block::new(style(added.kind), pieces) };
        self.put_in(block, &added.language, &self.voices.lead(sources), comments);
    }

    fn alternative(&mut self, what: &What, of: &Alternative) {
        let said = self.voices.alternative(what, of);
        let mut pieces = vec![Piece::Strong(format!("[{said}] "))];
        if of.wording.trim().is_empty() {
            pieces.push(Piece::Emphasis(self.voices.deletion()));
        } else if of.runs.is_empty() {
            pieces.extend(lines(&without_marks(&of.wording)));
        }
        for run in of.runs.iter().filter(|_| !of.wording.trim().is_empty()) {
            let text = without_marks(&run.text);
            match run.op {
                Op::Deleted => {}
                Op::Kept => broken(&text, Piece::Plain, &mut pieces),
                Op::Inserted => broken(&text, Piece::Strong, &mut pieces),
            }
        }
        let comments = self.behind(&of.sources);
        let block = Block::new(Style::Alternative, pieces);
        self.put_in(block, &of.language, &self.voices.lead(&of.sources), comments);
    }

    /// A paragraph that somebody puts in.
    fn put_in(&mut self, block: Block, language: &str, author: &str, comments: Vec<Margin>) {
        let words = changed(How::Inserted, author, block.pieces);
        let pieces = self.commented(comments, words);
        self.paper.blocks.push(Block {
            pieces,
            mark: Some(change(How::Inserted, author)),
            is_rtl: Some(direction(language) == "rtl"),
            ..block
        });
    }

    fn unplaced(&mut self, all: &[Unplaced]) {
        if all.is_empty() {
            return;
        }
        // A heading without its words would stay one for some programs.
        let title = Block::new(Style::Plain, vec![Piece::Strong(self.voices.unplaced_title())]);
        let (secretariat, own) = (self.voices.secretariat(), self.reading.language.clone());
        self.put_in(title, &own, &secretariat, Vec::new());
        for one in all {
            let mut pieces = vec![Piece::Strong(format!("[{}] ", self.voices.unplaced(one)))];
            let quoted = without_marks(one.quoted.trim());
            if !quoted.is_empty() {
                pieces.extend(lines(&quoted));
                pieces.push(Piece::Plain(" → ".to_owned()));
            }
            pieces.extend(lines(&without_marks(one.wording.trim())));
            let comments = self.behind(&one.sources);
            let block = Block::new(Style::Plain, pieces);
            self.put_in(block, &one.language, &self.voices.lead(&one.sources), comments);
        }
    }

    fn opening(&mut self) {
        let comments = self.voices.opening();
        if self.paper.blocks.is_empty() {
            return;
        }
        let own = std::mem::take(&mut self.paper.blocks[0].pieces);
        self.paper.blocks[0].pieces = self.commented(comments, own);
    }

    /// The wording with what is changed in it.
    fn words(&mut self, line: &Line, row: &Row) -> Vec<Piece> {
        let mut pieces = Vec::new();
        // What has no wording in this language is read in the one that it has.
        if row.base().is_empty() && line.missing {
            let italics = italics(line);
            let words = self.stretch(line.wording.trim(), italics);
            pieces.extend(words);
        }
        let mut italics = italics(line);
        for piece in &row.pieces {
            match piece {
                bracketed::Piece::Kept(text) => {
                    pieces.extend(self.stretch(text, italics));
                    italics = italics.saturating_sub(text.len());
                }
                bracketed::Piece::Edit { deleted, inserted, sources } => {
                    let author = self.voices.lead(sources);
                    let gone = self.stretch(deleted, italics);
                    italics = italics.saturating_sub(deleted.len());
                    let mut edit = changed(How::Deleted, &author, gone);
                    let new = self.stretch(inserted, 0);
                    edit.extend(changed(How::Inserted, &author, new));
                    let comments = self.behind(sources);
                    pieces.extend(self.commented(comments, edit));
                }
            }
        }
        pieces
    }

    /// Words with their breaks and notes, so many bytes of them in italics.
    fn stretch(&mut self, text: &str, italics: usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut from = 0;
        let plain = |from: usize, to: usize, pieces: &mut Vec<Piece>| {
            let cut = italics.clamp(from, to);
            let cut = if text.is_char_boundary(cut) { cut } else { from };
            broken(&text[from..cut], Piece::Emphasis, pieces);
            broken(&text[cut..to], Piece::Plain, pieces);
        };
        for mark in marks(text) {
            let Some(at) = self.notes.get(mark.label).copied() else { continue };
            plain(from, mark.start, &mut pieces);
            let content = self.content(at);
            pieces.push(Piece::Note(self.paper.notes.len()));
            self.paper.notes.push(content);
            from = mark.end;
        }
        plain(from, text.len(), &mut pieces);
        pieces
    }

    /// What a footnote says, with what is changed in it. No comment can stand in one.
    fn content(&self, at: usize) -> Vec<Piece> {
        let line = &self.reading.lines[at];
        let Some(row) = self.rows.get(&at) else { return Vec::new() };
        let mut pieces = Vec::new();
        if row.base().is_empty() && line.missing {
            broken(line.wording.trim(), Piece::Plain, &mut pieces);
        }
        for piece in &row.pieces {
            let of = |text: &str| {
                let mut words = Vec::new();
                broken(text, Piece::Plain, &mut words);
                words
            };
            match piece {
                bracketed::Piece::Kept(text) => pieces.extend(of(text)),
                bracketed::Piece::Edit { deleted, inserted, sources } => {
                    let author = self.voices.lead(sources);
                    pieces.extend(changed(How::Deleted, &author, of(deleted)));
                    pieces.extend(changed(How::Inserted, &author, of(inserted)));
                }
            }
        }
        match row.opens.first() {
            Some(sources) => changed(How::Deleted, &self.voices.lead(sources), pieces),
            None => pieces,
        }
    }

    /// What is said of an element beside the reasons for what is changed in it.
    fn beside(&mut self, at: usize, row: &Row) -> Vec<Margin> {
        let mut all = Vec::new();
        if !row.alternatives.is_empty() {
            let text = self.voices.clash(&row.what, &row.alternatives);
            all.push(Margin { author: self.voices.secretariat(), text });
        }
        for note in &row.notes {
            let author = self.voices.lead(&note.sources);
            all.push(Margin { author, text: self.voices.note(note) });
            all.extend(self.behind(&note.sources));
        }
        if self.reading.lines[at].kind == Kind::Footnote {
            // What is changed in a note is explained where its mark stands.
            for piece in &row.pieces {
                if let bracketed::Piece::Edit { sources, .. } = piece {
                    all.extend(self.behind(sources));
                }
            }
        }
        all.extend(self.voices.remarks(at));
        all
    }

    /// Who stands behind a change beside its lead, and the reasons that are not given yet.
    fn behind(&mut self, sources: &[usize]) -> Vec<Margin> {
        let fresh: Vec<usize> =
            sources.iter().copied().filter(|source| self.explained.insert(*source)).collect();
        let mut all = Vec::new();
        if !fresh.is_empty()
            && let Some(text) = self.voices.company(sources)
        {
            all.push(Margin { author: self.voices.secretariat(), text });
        }
        all.extend(fresh.into_iter().flat_map(|source| self.voices.reasons(source)));
        all
    }

    /// The pieces with comments on them.
    fn commented(&mut self, comments: Vec<Margin>, pieces: Vec<Piece>) -> Vec<Piece> {
        let first = self.paper.comments.len();
        let numbers = first..first + comments.len();
        self.paper.comments.extend(comments);
        let begins = numbers.clone().map(Piece::CommentBegins);
        let ends = numbers.map(Piece::CommentEnds);
        begins.chain(pieces).chain(ends).collect()
    }
}

fn change(how: How, author: &str) -> Change {
    Change { how, author: author.to_owned(), date: None, name: None }
}

fn changed(how: How, author: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    match pieces.is_empty() {
        true => Vec::new(),
        false => vec![Piece::Changed(change(how, author), pieces)],
    }
}

/// The bytes of the words that a preambular paragraph opens with.
fn italics(line: &Line) -> usize {
    match line.kind {
        Kind::Preambular => opening(line.wording.trim(), &line.language),
        _ => 0,
    }
}

/// The last mark of a file always stays: after the last paragraph that nobody puts in or takes out, each
/// mark goes with the paragraph after it.
fn shift_marks(blocks: &mut [Block]) {
    let is_put_in =
        |block: &Block| block.mark.as_ref().is_some_and(|change| change.how == How::Inserted);
    let stays = blocks.iter().rposition(|block| block.mark.is_none());
    let Some(last) = stays.or_else(|| blocks.iter().rposition(|block| !is_put_in(block))) else {
        if let Some(block) = blocks.last_mut() {
            block.mark = None;
        }
        return;
    };
    let own: Vec<(bool, bool)> = blocks.iter().map(|block| is_there(block.mark.as_ref())).collect();
    let author =
        blocks.iter().rev().find_map(|block| block.mark.as_ref().map(|c| c.author.clone()));
    for at in last..blocks.len() {
        blocks[at].mark = blocks.get(at + 1).and_then(|next| next.mark.clone());
    }
    let marks = blocks.iter().map(|block| is_there(block.mark.as_ref()));
    let there: Vec<There> = own.into_iter().zip(marks).map(|(own, mark)| [own, mark]).collect();
    forms_of_marks(blocks, last, &there, &author.unwrap_or_default());
}

/// With every change accepted, and with every one rejected.
fn is_there(change: Option<&Change>) -> (bool, bool) {
    change.map_or((true, true), |change| (change.how.adds(), !change.how.adds()))
}

#[cfg(test)]
mod tests;
