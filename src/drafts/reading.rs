//! A draft's text in one language, line by line, as pages show it.

use super::store::{self, Draft, ElementRow};
use crate::db::Conn;
use crate::procedure::keys::{ElementKey, PublicId};
use crate::text::elements::{Element, marks, without_marks};
use crate::text::opening::opening;
use crate::text::plain::article_marker;
use crate::text::{Citation, Kind, Text, citations, marker};
use diesel::QueryResult;
use std::collections::HashMap;

/// A draft's text in one language. A circulated draft's never changes, so that it could be kept;
/// [`read`] is the place to do so.
#[derive(Debug, Clone)]
pub struct Reading {
    pub language: String,
    /// "ltr" or "rtl".
    pub direction: &'static str,
    /// The languages that there is any wording in, the original first.
    pub languages: Vec<String>,
    pub lines: Vec<Line>,
    pub contents: Vec<Entry>,
    /// It keeps the numbers of the text that it revises.
    pub keeps_numbers: bool,
}

/// One element as it is read. `drafts/element_text.html` shows it.
#[derive(Debug, Clone)]
pub struct Line {
    pub identity: String,
    pub public_id: PublicId,
    /// "e-PUBLICID": its id on the page.
    pub anchor: String,
    pub kind: Kind,
    pub citation: Citation,
    /// "art. 4 (2)".
    pub short: String,
    /// The number printed before it; for an article "Article 4" in the text's language.
    pub marker: String,
    /// How deep it stands: 0 at the top.
    pub depth: usize,
    /// Of the heading that it is, if it is one: no level is left out on the page.
    pub level: u8,
    /// The wording as stored, with footnote marks.
    pub wording: String,
    pub segments: Vec<Segment>,
    /// There is no wording in the language asked for: this is the original.
    pub missing: bool,
    /// The language of the wording shown, and its direction.
    pub language: String,
    pub direction: &'static str,
}

/// A stretch of a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    Plain(String),
    /// The words that a preambular paragraph opens with.
    Emphasis(String),
    LineBreak,
    /// A footnote's mark, and the anchor of the footnote if there is one.
    Mark {
        label: String,
        anchor: Option<String>,
    },
}

/// An entry of the table of contents.
#[derive(Debug, Clone)]
pub struct Entry {
    pub anchor: String,
    pub label: String,
    /// A Part or another heading, which other entries may stand under.
    pub is_part: bool,
    pub entries: Vec<Entry>,
    /// The identities of all that it covers, for counting what was said about it.
    pub covers: Vec<String>,
}

impl Line {
    /// Its class on the page.
    pub fn class(&self) -> String {
        format!("element kind-{}", self.kind)
    }

    pub fn is_article(&self) -> bool {
        self.kind == Kind::Article
    }

    /// A title or a Part's heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Title | Kind::Heading)
    }
}

impl Reading {
    pub fn line(&self, identity: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.identity == identity)
    }

    pub fn line_of(&self, id: &PublicId) -> Option<&Line> {
        self.lines.iter().find(|line| line.public_id == *id)
    }

    /// How many lines have no wording in this language.
    pub fn missing(&self) -> usize {
        self.lines.iter().filter(|line| line.missing).count()
    }
}

/// The draft's text in the language asked for, or in the original where that is none of its own.
pub fn read(conn: &mut Conn, draft: &Draft, language: &str) -> QueryResult<Reading> {
    let (rows, text) = store::rows_and_text(conn, draft.id)?;
    Ok(reading(&rows, &text, language, &draft.language))
}

/// A text that is nowhere stored yet.
pub fn unstored(text: &Text, language: &str) -> Reading {
    unstored_in(text, language, language)
}

/// The same where it is known in which language it was written first.
pub fn unstored_in(text: &Text, language: &str, original: &str) -> Reading {
    let row = |(index, element): (usize, &Element)| ElementRow {
        id: ElementKey(0),
        public_id: PublicId::from(format!("new-{index}")),
        identity: element.id.clone(),
        parent_id: None,
        position: 0,
        kind: element.kind,
        reference: None,
    };
    let rows: Vec<ElementRow> = text.elements.iter().enumerate().map(row).collect();
    reading(&rows, text, language, original)
}

/// The same from rows and text that are at hand, element for element.
pub fn reading(rows: &[ElementRow], text: &Text, language: &str, original: &str) -> Reading {
    let languages = languages(text, original);
    let language = match languages.iter().any(|known| known == language) {
        true => language,
        false => original,
    };
    let labels = text.footnote_labels();
    let notes: HashMap<&str, String> = labels
        .iter()
        .zip(rows)
        .filter_map(|(label, row)| Some((label.as_deref()?, anchor(row))))
        .collect();
    let depths = depths(text);
    let mut lines = Vec::with_capacity(rows.len());
    let mut has_heading = false;
    for (index, citation) in citations(text).into_iter().enumerate() {
        let (element, row) = (&text.elements[index], &rows[index]);
        let own = element.wording(language);
        let has_none = element.text.values().all(|wording| wording.trim().is_empty());
        let missing = own.trim().is_empty() && !has_none;
        let (shown_in, wording) = match missing {
            false => (language, own),
            true => shown_instead(element, original),
        };
        let printed = match (element.kind, &labels[index]) {
            (Kind::Footnote, Some(label)) => label.clone(),
            (Kind::Footnote, None) => "*".to_owned(),
            (Kind::Article, _) => {
                let number = marker(&citation);
                article_marker(language, number.trim_start_matches("Article "))
            }
            _ => marker(&citation),
        };
        let is_heading = matches!(element.kind, Kind::Title | Kind::Heading);
        has_heading |= is_heading;
        lines.push(Line {
            identity: element.id.clone(),
            public_id: row.public_id.clone(),
            anchor: anchor(row),
            kind: element.kind,
            short: citation.short(),
            citation,
            marker: printed,
            depth: depths[index],
            level: if is_heading || !has_heading { 2 } else { 3 },
            segments: segments(element.kind, wording, shown_in, &notes),
            wording: wording.to_owned(),
            missing,
            language: shown_in.to_owned(),
            direction: direction(shown_in),
        });
    }
    let contents = contents(&lines, language);
    Reading {
        language: language.to_owned(),
        direction: direction(language),
        languages,
        lines,
        contents,
        keeps_numbers: text.revises.is_some(),
    }
}

fn anchor(row: &ElementRow) -> String {
    format!("e-{}", row.public_id)
}

/// The languages of a text: the original first, the others in the order of their codes.
pub fn languages(text: &Text, original: &str) -> Vec<String> {
    let mut others: Vec<String> = text
        .elements
        .iter()
        .flat_map(|element| element.text.keys())
        .filter(|language| *language != original)
        .cloned()
        .collect();
    others.sort();
    others.dedup();
    let mut all = vec![original.to_owned()];
    all.extend(others);
    all
}

/// The direction that a language is written in.
pub fn direction(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ar" | "fa" | "he" | "ur") => "rtl",
        _ => "ltr",
    }
}

/// The original's wording or, where there is none either, any.
fn shown_instead<'a>(element: &'a Element, original: &'a str) -> (&'a str, &'a str) {
    let own = element.wording(original);
    if !own.trim().is_empty() {
        return (original, own);
    }
    let any = element.text.iter().find(|(_, wording)| !wording.trim().is_empty());
    any.map_or((original, ""), |(language, wording)| (language, wording))
}

/// How deep each element stands, in one pass. (A parent stands before its children.)
fn depths(text: &Text) -> Vec<usize> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut depths = Vec::with_capacity(text.elements.len());
    for element in &text.elements {
        let above = element.parent.as_deref().and_then(|parent| known.get(parent));
        let depth = above.map_or(0, |above| above + 1);
        known.insert(&element.id, depth);
        depths.push(depth);
    }
    depths
}

fn segments(
    kind: Kind,
    wording: &str,
    language: &str,
    notes: &HashMap<&str, String>,
) -> Vec<Segment> {
    let wording = wording.trim();
    let mut all = Vec::new();
    let mut from = 0;
    if kind == Kind::Preambular {
        from = opening(wording, language);
        if from > 0 {
            all.push(Segment::Emphasis(wording[..from].to_owned()));
        }
    }
    for mark in marks(wording) {
        if mark.start < from {
            continue;
        }
        plain(&wording[from..mark.start], &mut all);
        let anchor = notes.get(mark.label).cloned();
        all.push(Segment::Mark { label: mark.label.to_owned(), anchor });
        from = mark.end;
    }
    plain(&wording[from..], &mut all);
    all
}

fn plain(stretch: &str, all: &mut Vec<Segment>) {
    for (index, line) in stretch.split('\n').enumerate() {
        if index > 0 {
            all.push(Segment::LineBreak);
        }
        let line = line.trim_end_matches('\r');
        if !line.is_empty() {
            all.push(Segment::Plain(line.to_owned()));
        }
    }
}

/// Headings with the articles under them, and the preamble.
fn contents(lines: &[Line], language: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut in_preamble = false;
    for line in lines {
        let entry = |label: String, is_part: bool| Entry {
            anchor: line.anchor.clone(),
            label,
            is_part,
            entries: Vec::new(),
            covers: Vec::new(),
        };
        let last_is_part = entries.last().is_some_and(|last| last.is_part);
        match line.kind {
            Kind::Heading => entries.push(entry(without_marks(&line.wording), true)),
            Kind::Article => {
                let title = without_marks(&line.wording);
                let label = format!("{} {title}", line.marker).trim_end().to_owned();
                match entries.last_mut().filter(|_| last_is_part) {
                    Some(part) => part.entries.push(entry(label, false)),
                    None => entries.push(entry(label, false)),
                }
            }
            Kind::Preambular if !in_preamble && !last_is_part => {
                entries.push(entry(preamble(language).to_owned(), false));
            }
            _ => {}
        }
        in_preamble = line.kind == Kind::Preambular || (in_preamble && line.depth > 0);
        if let Some(part) = entries.last_mut() {
            match part.entries.last_mut() {
                Some(entry) => entry.covers.push(line.identity.clone()),
                None => part.covers.push(line.identity.clone()),
            }
        }
    }
    entries
}

fn preamble(language: &str) -> &'static str {
    match language {
        "fr" => "Préambule",
        "es" => "Preámbulo",
        "ru" => "Преамбула",
        "ar" => "الديباجة",
        "zh" => "序言",
        "de" => "Präambel",
        _ => "Preamble",
    }
}
