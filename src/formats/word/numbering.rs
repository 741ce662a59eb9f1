//! The numbers that Word counts itself (ECMA-376, part 1, 17.9): which list a paragraph is in, how
//! that list counts, and what stands before the words in the end.

use std::collections::HashMap;

use roxmltree::Node;

use super::paragraphs::Paragraph;
use super::xml::{attribute, child, elements, is};
use crate::text::citations::roman;

/// Roman figures go no further.
const MOST_ROMAN: usize = 3999;
/// A list has nine levels.
const LEVELS: usize = 9;

/// The lists of a file.
#[derive(Default)]
pub struct Lists {
    /// By the list's id: what it counts with, and the levels that it begins anew.
    lists: HashMap<String, List>,
    forms: HashMap<String, Vec<Level>>,
    /// By style: the level and the list of its paragraphs.
    styles: HashMap<String, (u32, String)>,
}

struct List {
    form: String,
    /// It counts by itself, from these numbers.
    starts: HashMap<usize, usize>,
}

#[derive(Clone)]
struct Level {
    format: String,
    /// "%1.", "(%2)": each figure stands for the number of a level.
    text: String,
    start: usize,
}

impl Lists {
    pub fn read(&mut self, root: Node) {
        for node in elements(root) {
            if is(node, "abstractNum")
                && let Some(id) = attribute(node, "abstractNumId")
            {
                self.forms.insert(id.to_owned(), levels(node));
            } else if is(node, "num")
                && let (Some(id), Some(form)) =
                    (attribute(node, "numId"), child(node, "abstractNumId"))
            {
                let form = attribute(form, "val").unwrap_or_default().to_owned();
                let starts =
                    elements(node).filter(|one| is(*one, "lvlOverride")).filter_map(|one| {
                        let level = attribute(one, "ilvl")?.parse().ok()?;
                        let start = child(one, "startOverride")?;
                        Some((level, attribute(start, "val")?.parse().ok()?))
                    });
                self.lists.insert(id.to_owned(), List { form, starts: starts.collect() });
            }
        }
    }

    /// Styles may say in which list their paragraphs are.
    pub fn read_styles(&mut self, root: Node) {
        for style in elements(root).filter(|node| is(*node, "style")) {
            let found = child(style, "pPr").and_then(|form| child(form, "numPr"));
            if let (Some(id), Some(numbering)) = (attribute(style, "styleId"), found)
                && let Some(numbering) = in_list(numbering)
            {
                self.styles.insert(id.to_owned(), numbering);
            }
        }
    }

    /// Works out the numbers of the paragraphs as they stand with every change accepted.
    pub fn number(&self, paragraphs: &mut [Paragraph]) {
        let mut counts: HashMap<String, [Option<usize>; LEVELS]> = HashMap::new();
        for paragraph in paragraphs {
            let of_style = paragraph.style.as_ref().and_then(|style| self.styles.get(style));
            let Some((level, list)) = paragraph.numbering.as_ref().or(of_style) else { continue };
            let Some(found) = self.lists.get(list) else { continue };
            let Some(levels) = self.forms.get(&found.form) else { continue };
            let at = *level as usize;
            if at >= levels.len().min(LEVELS) || paragraph.text(true).trim().is_empty() {
                continue;
            }
            // Lists of one form count on from each other, unless one begins anew.
            let counter = if found.starts.is_empty() { &found.form } else { list };
            let count = counts.entry(format!("{counter}/{}", found.starts.is_empty())).or_default();
            let start = found.starts.get(&at).copied().unwrap_or(levels[at].start);
            count[at] = Some(count[at].map_or(start, |last| last + 1));
            count[at + 1..].fill(None);
            paragraph.number = said(levels, at, count);
        }
    }
}

/// The level and the list that a paragraph or a style names; the list "0" is none.
pub fn in_list(numbering: Node) -> Option<(u32, String)> {
    let value = |name: &str| child(numbering, name).and_then(|of| attribute(of, "val"));
    let level = value("ilvl").and_then(|level| level.parse().ok()).unwrap_or_default();
    value("numId").map(|list| (level, list.to_owned()))
}

fn levels(form: Node) -> Vec<Level> {
    let all = elements(form).filter(|node| is(*node, "lvl"));
    let level = |node: Node| {
        let value = |name: &str| child(node, name).and_then(|one| attribute(one, "val"));
        Level {
            format: value("numFmt").unwrap_or("decimal").to_owned(),
            text: value("lvlText").unwrap_or_default().to_owned(),
            start: value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        }
    };
    all.map(level).collect()
}

fn said(levels: &[Level], at: usize, count: &[Option<usize>; LEVELS]) -> Option<String> {
    if levels[at].format == "bullet" {
        return Some("–".to_owned());
    }
    let mut label = String::new();
    let mut signs = levels[at].text.chars();
    while let Some(sign) = signs.next() {
        let level = (sign == '%').then(|| signs.clone().next()?.to_digit(10)).flatten();
        match level.and_then(|level| (level as usize).checked_sub(1)) {
            Some(level) if level < levels.len() => {
                signs.next();
                let number = count[level].unwrap_or(levels[level].start);
                label.push_str(&figure(&levels[level].format, number));
            }
            _ => label.push(sign),
        }
    }
    Some(label).filter(|label| !label.trim().is_empty())
}

fn figure(format: &str, number: usize) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number.min(MOST_ROMAN)),
        "upperRoman" => roman(number.min(MOST_ROMAN)).to_uppercase(),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

/// a … z, aa … zz, as Word goes on.
fn letters(number: usize) -> String {
    let Some(from_zero) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + u8::try_from(from_zero % 26).unwrap_or_default());
    String::from(letter).repeat((from_zero / 26 + 1).min(9))
}
