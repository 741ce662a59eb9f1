//! What the rows of a form say.

use super::changes::{self, Change};
use super::columns::Column;
use super::headings::Headings;
use super::places::{self, Said};
use super::{About, Entry, Place, Read, Remark, What};
use crate::formats::grid::{Grid, Joined, Line};
use crate::procedure::words::CommentType;
use std::collections::{BTreeMap, HashMap};

/// Reads the rows below the headings.
pub fn read(grid: &Grid, headings: &Headings, about: &About) -> Read {
    let mut read = Read { remarks: headings.remarks.clone(), ..Read::default() };
    let mut above: HashMap<Column, String> = HashMap::new();
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for line in grid.rows.iter().skip(headings.below).filter(|line| !line.is_blank()) {
        let mut row = Row { line, headings, above: &above, remarks: Vec::new() };
        let entry = row.read(about);
        read.remarks.append(&mut row.remarks);
        // What stands in a cell over several rows is said by each of them.
        above = headings.columns.iter().map(|(one, _)| (*one, row.cell(*one))).collect();
        let Some(entry) = entry else { continue };
        if let (Some(at), Some(change)) = (entry.place.element(), &entry.change)
            && let Some(language) = changes::language(about, at, change.wording())
        {
            *languages.entry(language).or_default() += 1;
        }
        if !entry.who.is_empty() && !read.names.contains(&entry.who) {
            read.names.push(entry.who.clone());
        }
        read.entries.push(entry);
    }
    let most = languages.into_iter().max_by_key(|(_, count)| *count).map(|(language, _)| language);
    let original = about.languages.first().map(String::as_str);
    read.language = most.or(original).unwrap_or_default().to_owned();
    let said_in = headings.language.map(|t| t.code().to_owned());
    read.said_in = said_in.unwrap_or_else(|| read.language.clone());
    read
}

struct Row<'a> {
    line: &'a Line,
    headings: &'a Headings,
    above: &'a HashMap<Column, String>,
    remarks: Vec<Remark>,
}

impl Row<'_> {
    fn read(&mut self, about: &About) -> Option<Entry> {
        if self.is_one_cell() {
            self.remark(What::OneCell(first_words(self.line)));
            return None;
        }
        let joined = self.joined();
        if !joined.is_empty() {
            self.remark(What::Joined(joined));
            return None;
        }
        let (comment, proposed) = (self.cell(Column::Comment), self.cell(Column::Change));
        let typed = self.cell(Column::Kind);
        if comment.is_empty() && proposed.is_empty() {
            // A form that was handed out names every paragraph: a row without more says nothing,
            // and is no fault.
            if !typed.is_empty() {
                self.remark(What::SaysNothing);
            }
            return None;
        }
        let spread: Vec<Column> = self
            .headings
            .columns
            .iter()
            .filter(|(_, at)| self.is_above(*at))
            .map(|(column, _)| *column)
            .collect();
        if !spread.is_empty() {
            self.remark(What::Spread(spread));
        }
        let kind = match kind(&typed) {
            Ok(kind) => kind,
            Err(()) => {
                self.remark(What::UnknownKind(typed));
                None
            }
        };
        let named = self.named();
        let place = self.place(about, &named, &comment, &proposed);
        let change = changes::read(about, place.element(), &proposed);
        if matches!(change, Some(Change::NewWording(_))) {
            self.remark(What::NewWording);
        }
        Some(Entry {
            row: self.line.number,
            who: self.cell(Column::Who),
            place,
            named,
            kind,
            change,
            comment,
        })
    }

    fn place(&mut self, about: &About, named: &str, comment: &str, proposed: &str) -> Place {
        let (clause, paragraph) = (self.cell(Column::Clause), self.cell(Column::Paragraph));
        let lines = [Column::Line, Column::Page].map(|column| self.cell(column));
        // CBD: page 0 and line 0 are for comments on the whole.
        let has_lines = lines.iter().any(|one| !matches!(one.as_str(), "" | "0"));
        let said = Said { clause: &clause, paragraph: &paragraph, has_lines };
        let quoted = crate::text::quoting::quotations(comment);
        let words: Vec<&str> = std::iter::once(proposed)
            .chain(quoted.iter().filter_map(|one| one.readings.first().copied()))
            .collect();
        let place = places::place(about, said, &words);
        match place {
            Place::Whole | Place::On(_) => {}
            Place::Within(_) => self.remark(What::UnknownParagraph(named.to_owned())),
            Place::ByWords(_) => self.remark(What::PlacedByWords(named.to_owned())),
            Place::Unknown => self.remark(What::UnknownPlace(named.to_owned())),
            Place::Several => self.remark(What::SeveralPlaces(named.to_owned())),
        }
        place
    }

    fn remark(&mut self, what: What) {
        self.remarks.push(Remark { row: self.line.number, what });
    }

    /// What the row says in a column; in a cell over several rows, what that says.
    fn cell(&self, column: Column) -> String {
        let Some(at) = self.headings.at(column) else { return String::new() };
        let goes_on = self.is_above(at) && !matches!(column, Column::Comment | Column::Change);
        match goes_on {
            true => self.above.get(&column).cloned().unwrap_or_default(),
            false => self.line.words(at).trim().to_owned(),
        }
    }

    fn is_above(&self, at: usize) -> bool {
        self.line.cells.get(at).is_some_and(|cell| cell.joined == Joined::Above)
    }

    /// One cell over all that has a heading.
    fn is_one_cell(&self) -> bool {
        let last = self.headings.columns.iter().map(|(_, at)| *at).max().unwrap_or(0);
        last > 0 && (1..=last).all(|at| self.line.is_joined_before(at))
    }

    /// The columns of which cells are one.
    fn joined(&self) -> Vec<Column> {
        let mut joined = Vec::new();
        let of = |at: usize| self.headings.of(at);
        for at in 1..self.line.cells.len() {
            if self.line.is_joined_before(at)
                && let (Some(before), Some(own)) = (of(at - 1), of(at))
            {
                joined.extend([before, own]);
            }
        }
        joined.dedup();
        joined
    }

    /// The place as the row says it, column by column.
    fn named(&self) -> String {
        let said = self.headings.columns.iter().filter(|(column, _)| column.is_place());
        let words = said.map(|(column, _)| self.cell(*column));
        let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        words.join(", ")
    }
}

fn first_words(line: &Line) -> String {
    let words = line.cells.iter().map(|cell| cell.words.trim()).find(|words| !words.is_empty());
    words.unwrap_or_default().to_owned()
}

/// ge, te, ed and what they are short for, in English and French; and our own words.
fn kind(typed: &str) -> Result<Option<CommentType>, ()> {
    let word: String =
        typed.to_lowercase().chars().filter(|c| c.is_alphabetic() || *c == '/').collect();
    let known = match word.split('/').next().unwrap_or_default() {
        "" => return Ok(None),
        "ge" | "gen" | "general" | "général" | "g" => Some(CommentType::Substantive),
        "te" | "tech" | "technical" | "technique" | "t" => Some(CommentType::Technical),
        "ed" | "editorial" | "rédactionnel" | "e" => Some(CommentType::Editorial),
        "tr" | "translation" | "traduction" => Some(CommentType::Translation),
        word => {
            let ours = |one: &&CommentType| {
                one.as_str() == word
                    || crate::languages::Language::ALL
                        .iter()
                        .any(|t| t.word(**one).to_lowercase().replace(' ', "") == word)
            };
            CommentType::ALL.iter().find(ours).copied()
        }
    };
    known.map(Some).ok_or(())
}

/// As the forms write it.
pub fn code(kind: CommentType) -> &'static str {
    match kind {
        CommentType::Substantive => "ge",
        CommentType::Technical => "te",
        CommentType::Editorial => "ed",
        CommentType::Translation => "tr",
    }
}

impl Entry {
    /// Its comment, with a change in words below it as `said` names it.
    pub fn body(&self, said: impl Fn(&str) -> String) -> String {
        match &self.change {
            Some(Change::InWords(words)) if self.comment.is_empty() => words.clone(),
            Some(Change::InWords(words)) => format!("{}\n\n{}", self.comment, said(words)),
            _ => self.comment.clone(),
        }
    }
}
