//! Papers about a text: headings, paragraphs, tables and notes, written in one way.

use super::{Block, Paper, Piece, Style, Table, Unwritten, lines, write};
use crate::text::difference::{self, Op, Run};

/// What a wording says of its footnotes: what each says, by its label.
pub type Notes = std::collections::HashMap<String, String>;

impl Paper {
    /// A paper in a language of the pages, which run from the left, with its title at its head.
    pub fn about(title: &str, language: &str, maker: &str, made_at: &str) -> Self {
        let mut paper = Self {
            title: title.to_owned(),
            language: language.to_owned(),
            maker: maker.to_owned(),
            made_at: made_at.to_owned(),
            foot: title.to_owned(),
            ..Self::default()
        };
        paper.say(Style::Title, title);
        paper
    }

    /// A paragraph; nothing where there are no words.
    pub fn say(&mut self, style: Style, text: &str) {
        if !text.trim().is_empty() {
            self.blocks.push(Block::text(style, text.trim()));
        }
    }

    pub fn put(&mut self, style: Style, pieces: Vec<Piece>) {
        if !pieces.is_empty() {
            self.blocks.push(Block::new(style, pieces));
        }
    }

    /// Words that run as their own language does.
    pub fn put_in(&mut self, style: Style, is_rtl: bool, pieces: Vec<Piece>) {
        if !pieces.is_empty() {
            let block = Block { is_rtl: Some(is_rtl), ..Block::new(style, pieces) };
            self.blocks.push(block);
        }
    }

    /// A footnote.
    pub fn note(&mut self, text: &str) -> Piece {
        self.notes.push(lines(text.trim()));
        Piece::Note(self.notes.len() - 1)
    }

    /// Words with what would go struck out and what would come in underlined, and with their notes.
    pub fn runs(&mut self, runs: &[Run], notes: &Notes) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for run in runs {
            let of = match run.op {
                Op::Kept => Piece::Plain,
                Op::Deleted => Piece::Struck,
                Op::Inserted => Piece::Added,
            };
            for piece in run.pieces() {
                match piece {
                    difference::Piece::Words(words) => broken(words, of, &mut pieces),
                    difference::Piece::Mark(label) => match notes.get(label) {
                        Some(text) => {
                            let note = self.note(text);
                            pieces.push(note);
                        }
                        None => pieces.push(of(format!("[{label}]"))),
                    },
                }
            }
        }
        pieces
    }

    /// A table with a row at its head. `widths` are the columns' beside one another.
    pub fn table(&mut self, widths: &[usize], head: &[String], rows: Vec<Vec<Vec<Block>>>) {
        let head = head.iter().map(|name| vec![Block::text(Style::CellHead, name)]).collect();
        let rows = std::iter::once(head).chain(rows).collect();
        self.blocks.push(Block::table(Table { widths: widths.to_vec(), heads: 1, rows }));
    }

    /// The file.
    ///
    /// # Errors
    /// Only where the container cannot be written, which in memory does not happen.
    pub fn written(&self) -> Result<Vec<u8>, Unwritten> {
        write(self)
    }
}

/// What a cell says, a paragraph for each line.
pub fn cell(text: &str) -> Vec<Block> {
    let said = text.lines().filter(|line| !line.trim().is_empty());
    said.map(|line| Block::text(Style::Cell, line.trim())).collect()
}

/// Words of one kind, with a break wherever a line ends.
pub fn broken(text: &str, of: fn(String) -> Piece, pieces: &mut Vec<Piece>) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            pieces.push(Piece::Break);
        }
        if !line.is_empty() {
            pieces.push(of(line.to_owned()));
        }
    }
}
