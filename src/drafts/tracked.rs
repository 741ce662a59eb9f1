//! A draft as a Word file in which it stands as tracked changes of another: with all of them accepted it
//! is the one, with all rejected the other, to the letter. A number that is another only because something
//! came or went before it is changed under a name of its own, which Word can hide.

use super::reading::{Line, Reading};
use super::word::{indent_of, style};
use crate::formats::word::{Block, Change, Form, How, Paper, Piece, Style, broken};
use crate::text::comparison::Compared;
use crate::text::difference::{Op, difference};
use crate::text::elements::marks;
use crate::text::opening::opening;
use crate::text::tracked::{self, Fate, Read, tracked};
use crate::text::{Kind, Text};
use std::collections::HashMap;

/// A text, and how it is read in one language.
pub struct Side<'a> {
    pub text: &'a Text,
    pub reading: &'a Reading,
}

/// Under which names the changes stand.
pub struct Signed {
    /// Who changed the words.
    pub author: String,
    /// What stands beside a number that only followed.
    pub numbers: String,
}

impl Signed {
    /// The Secretariat's, in the language of the text.
    pub fn by_secretariat(language: &str) -> Self {
        Self { author: secretariat(language).to_owned(), numbers: numbers(language).to_owned() }
    }
}

pub fn secretariat(language: &str) -> &'static str {
    match language {
        "fr" => "Secrétariat",
        "es" => "Secretaría",
        "ru" => "Секретариат",
        "ar" => "الأمانة العامة",
        "zh" => "秘书处",
        "de" => "Sekretariat",
        _ => "Secretariat",
    }
}

fn numbers(language: &str) -> &'static str {
    match language {
        "fr" => "Numérotation",
        "es" => "Numeración",
        "ru" => "Нумерация",
        "ar" => "الترقيم",
        "zh" => "编号",
        "de" => "Nummerierung",
        _ => "Numbering",
    }
}

/// The paragraphs and the notes, for a paper that says the rest of itself.
pub fn changes(old: &Side, new: &Side, rows: &[Compared], signed: &Signed) -> Paper {
    placed_changes(old, new, rows, signed).0
}

/// Where a paragraph stands in the old text, and in the new one.
pub type Stood = (Option<usize>, Option<usize>);

/// The same, and where each paragraph stands in the two texts.
pub fn placed_changes(
    old: &Side,
    new: &Side,
    rows: &[Compared],
    signed: &Signed,
) -> (Paper, Vec<Stood>) {
    let notes = Notes::of(old, new, rows);
    let (was, is) = (notes.read(old, true), notes.read(new, false));
    let lines = tracked((old.text, &was), (new.text, &is), rows);
    let mut writing = Writing {
        old: old.reading,
        new: new.reading,
        was: &was,
        is: &is,
        notes: &notes,
        signed,
        written: Vec::new(),
    };
    let mut blocks: Vec<Block> = lines.iter().map(|line| writing.block(line)).collect();
    if let Some(last) = lines.iter().rposition(|line| line.fate == Fate::Stays) {
        let there: Vec<There> = lines
            .iter()
            .map(|line| {
                [line.fate, line.mark].map(|fate| (fate.is_there(true), fate.is_there(false)))
            })
            .collect();
        forms_of_marks(&mut blocks, last, &there, &signed.author);
    }
    let places = lines.iter().map(|line| (line.old, line.new)).collect();
    (Paper { blocks, notes: writing.written, ..Paper::default() }, places)
}

/// The footnotes of both texts under numbers that say which of them are one. A mark in a wording is
/// replaced by that number, so that what changes is the note and not its mark.
struct Notes {
    /// By number: the place in the old text and in the new one.
    all: Vec<Stood>,
    old: HashMap<usize, usize>,
    new: HashMap<usize, usize>,
}

impl Notes {
    fn of(old: &Side, new: &Side, rows: &[Compared]) -> Self {
        let is_note = |side: &Side, at: &usize| side.text.elements[*at].kind == Kind::Footnote;
        let mut notes = Self { all: Vec::new(), old: HashMap::new(), new: HashMap::new() };
        for row in rows {
            let was = row.old.filter(|at| is_note(old, at));
            let is = row.new.filter(|at| is_note(new, at));
            if was.is_none() && is.is_none() {
                continue;
            }
            if let Some(at) = was {
                notes.old.insert(at, notes.all.len());
            }
            if let Some(at) = is {
                notes.new.insert(at, notes.all.len());
            }
            notes.all.push((was, is));
        }
        notes
    }

    fn numbers(&self, of_old: bool) -> &HashMap<usize, usize> {
        if of_old { &self.old } else { &self.new }
    }

    /// What is read at each element, its notes marked by their numbers. A note that no mark leads to
    /// stands at the end of what it is a note on.
    fn read(&self, side: &Side, of_old: bool) -> Vec<Read> {
        let numbers = self.numbers(of_old);
        let labels = side.text.footnote_labels();
        let by_label: HashMap<&str, usize> = labels
            .iter()
            .enumerate()
            .filter_map(|(at, label)| Some((label.as_deref()?, *numbers.get(&at)?)))
            .collect();
        let mut marked = Vec::new();
        let mut read: Vec<Read> = Vec::with_capacity(side.reading.lines.len());
        for line in &side.reading.lines {
            let wording = line.wording.trim();
            let mut own = String::with_capacity(wording.len());
            let mut from = 0;
            for mark in marks(wording) {
                let Some(number) = by_label.get(mark.label) else { continue };
                marked.push(*number);
                own.push_str(&wording[from..mark.start]);
                own.push_str(&numbered(*number));
                from = mark.end;
            }
            own.push_str(&wording[from..]);
            read.push(Read { label: line.marker.clone(), wording: own });
        }
        let mut above = None;
        for (at, element) in side.text.elements.iter().enumerate() {
            if element.kind != Kind::Footnote {
                above = Some(at);
            } else if let (Some(above), Some(number)) = (above, numbers.get(&at))
                && !marked.contains(number)
            {
                read[above].wording.push_str(&numbered(*number));
            }
        }
        read
    }
}

fn numbered(number: usize) -> String {
    format!("[^‡{number}]")
}

struct Writing<'a> {
    old: &'a Reading,
    new: &'a Reading,
    was: &'a [Read],
    is: &'a [Read],
    notes: &'a Notes,
    signed: &'a Signed,
    written: Vec<Vec<Piece>>,
}

impl Writing<'_> {
    fn block(&mut self, line: &tracked::Line) -> Block {
        let is_there = |accepted: bool| line.fate.is_there(accepted);
        let (was, is) = (line.old.filter(|_| is_there(false)), line.new.filter(|_| is_there(true)));
        let (old, new) = (self.old, self.new);
        let shown = is.map(|at| &new.lines[at]).or(was.map(|at| &old.lines[at]));
        let Some(shown) = shown else { return Block::new(Style::Plain, Vec::new()) };
        let mut pieces = self.labels(line, was, is);
        // How many bytes at the beginning are in italics, on either side.
        let mut opens = (
            was.map_or(0, |at| emphasis(&old.lines[at], &self.was[at])),
            is.map_or(0, |at| emphasis(&new.lines[at], &self.is[at])),
        );
        for (fate, text) in &line.stretches {
            let (in_old, in_new) = (fate.is_there(false), fate.is_there(true));
            let most = if in_new { opens.1 } else { opens.0 };
            let words = self.words(*fate, text, most.min(text.len()));
            pieces.extend(self.under(*fate, line.name, words));
            opens.0 = opens.0.saturating_sub(if in_old { text.len() } else { 0 });
            opens.1 = opens.1.saturating_sub(if in_new { text.len() } else { 0 });
        }
        let mark = self.change(line.mark, None);
        let mut block =
            Block { depth: indent_of(shown.kind), mark, ..Block::new(style(shown.kind), pieces) };
        if let (Some(was), Some(_)) = (was, is) {
            let form = form_of(&old.lines[was]);
            if form != form_of(shown) {
                block.was = Some((form, self.signed.author.clone()));
            }
        }
        block
    }

    /// The numbers before the words, each with what stands between.
    fn labels(&self, line: &tracked::Line, was: Option<usize>, is: Option<usize>) -> Vec<Piece> {
        let before = was
            .map(|at| label(&self.old.lines[at], !self.was[at].wording.is_empty()))
            .unwrap_or_default();
        let after = is
            .map(|at| label(&self.new.lines[at], !self.is[at].wording.is_empty()))
            .unwrap_or_default();
        if line.fate != Fate::Stays {
            let label = if was.is_some() { before } else { after };
            return self.under(line.fate, line.name, label);
        }
        if before == after {
            return after;
        }
        let changed = |how, label: Vec<Piece>| {
            let author = self.signed.numbers.clone();
            let change = Change { how, author, date: None, name: None };
            (!label.is_empty()).then_some(Piece::Changed(change, label))
        };
        let both = [changed(How::Deleted, before), changed(How::Inserted, after)];
        both.into_iter().flatten().collect()
    }

    fn change(&self, fate: Fate, name: Option<usize>) -> Option<Change> {
        let how = match fate {
            Fate::Stays => return None,
            Fate::Added => How::Inserted,
            Fate::Taken => How::Deleted,
            Fate::MovedAway => How::MovedAway,
            Fate::MovedHere => How::MovedHere,
        };
        let name = name.filter(|_| matches!(how, How::MovedAway | How::MovedHere));
        let name = name.map(|number| format!("move{number}"));
        Some(Change { how, author: self.signed.author.clone(), date: None, name })
    }

    fn under(&self, fate: Fate, name: Option<usize>, pieces: Vec<Piece>) -> Vec<Piece> {
        match self.change(fate, name) {
            Some(change) if !pieces.is_empty() => vec![Piece::Changed(change, pieces)],
            _ => pieces,
        }
    }

    /// Words with their breaks and notes, so many bytes of them in italics.
    fn words(&mut self, fate: Fate, text: &str, italics: usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut from = 0;
        let plain = |from: usize, to: usize, pieces: &mut Vec<Piece>| {
            let cut = italics.clamp(from, to);
            if text.is_char_boundary(cut) {
                broken(&text[from..cut], Piece::Emphasis, pieces);
                broken(&text[cut..to], Piece::Plain, pieces);
            } else {
                broken(&text[from..to], Piece::Plain, pieces);
            }
        };
        for mark in marks(text) {
            let number = mark.label.strip_prefix('‡').and_then(|n| n.parse::<usize>().ok());
            let Some(note) = number.and_then(|number| self.notes.all.get(number).copied()) else {
                continue;
            };
            plain(from, mark.start, &mut pieces);
            pieces.push(Piece::Note(self.written.len()));
            let content = self.note(fate, note);
            self.written.push(content);
            from = mark.end;
        }
        plain(from, text.len(), &mut pieces);
        pieces
    }

    /// What a note says: where its mark stays, with what is changed in it.
    fn note(&self, fate: Fate, (was, is): (Option<usize>, Option<usize>)) -> Vec<Piece> {
        let said = |at: Option<usize>, of: &Reading| {
            at.map(|at| of.lines[at].wording.trim().to_owned()).unwrap_or_default()
        };
        let (before, after) = (said(was, self.old), said(is, self.new));
        let mut pieces = Vec::new();
        if fate != Fate::Stays {
            let text = if fate.is_there(true) { &after } else { &before };
            broken(text, Piece::Plain, &mut pieces);
            return self.under_note(fate, pieces);
        }
        for run in difference(&before, &after) {
            let mut words = Vec::new();
            broken(&run.text, Piece::Plain, &mut words);
            let fate = match run.op {
                Op::Kept => Fate::Stays,
                Op::Deleted => Fate::Taken,
                Op::Inserted => Fate::Added,
            };
            pieces.extend(self.under_note(fate, words));
        }
        pieces
    }

    /// A note goes with its mark: that it is there at all is no change of its own.
    fn under_note(&self, fate: Fate, pieces: Vec<Piece>) -> Vec<Piece> {
        match fate {
            Fate::Added | Fate::Taken => self.under(fate, None, pieces),
            Fate::Stays | Fate::MovedAway | Fate::MovedHere => pieces,
        }
    }
}

fn form_of(line: &Line) -> Form {
    let style = style(line.kind);
    let is_numbered = style == Style::Paragraph && !line.marker.is_empty();
    Form { style, depth: indent_of(line.kind), is_numbered }
}

/// Whether a paragraph, and the mark at the end of it, are there with every change accepted, and with every
/// one rejected.
pub(super) type There = [(bool, bool); 2];

/// A mark gives its form to the paragraph that ends in it. From the last paragraph that stays on, the marks
/// are not those of their own paragraphs: each gets the form of the one that ends in it when all is
/// accepted, and keeps beside it that of the one that ends in it when all is rejected.
pub(super) fn forms_of_marks(blocks: &mut [Block], last: usize, there: &[There], author: &str) {
    let own: Vec<(Form, Form)> = blocks
        .iter()
        .map(|block| (block.form(), block.was.as_ref().map_or(block.form(), |was| was.0)))
        .collect();
    let (mut accepted, mut rejected) = (own[last].0, own[last].1);
    for at in last..blocks.len() {
        let [(stays, stood), (mark_stays, mark_stood)] = there[at];
        accepted = if stays { own[at].0 } else { accepted };
        rejected = if stood { own[at].1 } else { rejected };
        let form = if mark_stays { accepted } else { rejected };
        let block = &mut blocks[at];
        (block.style, block.depth) = (form.style, form.depth);
        if mark_stays && mark_stood && form != rejected {
            block.was = Some((rejected, author.to_owned()));
        }
    }
}

/// The number before the words, and what stands between.
pub(super) fn label(line: &Line, has_words: bool) -> Vec<Piece> {
    if line.marker.is_empty() {
        return Vec::new();
    }
    let mut pieces = vec![Piece::Label(line.marker.clone())];
    match style(line.kind) {
        Style::Paragraph => pieces.push(Piece::Tab),
        _ if !has_words => {}
        _ => pieces.push(Piece::Break),
    }
    pieces
}

/// The bytes of the words that a preambular paragraph opens with, as read.
fn emphasis(line: &Line, read: &Read) -> usize {
    match line.kind {
        Kind::Preambular => opening(&read.wording, &line.language),
        _ => 0,
    }
}

#[cfg(test)]
pub(super) mod tests;
