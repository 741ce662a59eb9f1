//! A Word file as a document: its paragraphs, footnotes, comments, and what it says of itself.

use std::collections::BTreeMap;

use roxmltree::Node;
use serde::{Deserialize, Serialize};

use super::Unreadable;
use super::numbering::{Lists, in_list};
use super::package::Package;
use super::paragraphs::{Change, How, Paragraph, Place};
use super::xml::{attribute, child, elements, is, is_word, parse};

const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const MATHS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
];
/// Word itself makes no more columns than 63.
const MOST_COLUMNS: usize = 63;
const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const WORD_2012: &str = "http://schemas.microsoft.com/office/word/2012/wordml";

/// A text of a thousand pages has fewer; whoever places them, on a page, works with each.
const MOST_PARAGRAPHS: usize = 30_000;

/// What a Word file says.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Document {
    pub paragraphs: Vec<Paragraph>,
    /// Footnotes ("f2") and endnotes ("e2") by their mark, which the text has as "[^f2]".
    pub notes: BTreeMap<String, Vec<Paragraph>>,
    pub comments: Vec<Comment>,
    /// The properties that a file was given beside Word's own.
    pub properties: BTreeMap<String, String>,
    /// What styles are called, by id: programs rename the ids.
    pub styles: BTreeMap<String, String>,
    pub is_tracking: bool,
}

/// A comment in the margin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub id: String,
    pub author: String,
    pub date: Option<String>,
    pub text: String,
    /// The comment that it replies to.
    pub replies_to: Option<String>,
    pub is_resolved: bool,
    #[serde(skip)]
    identity: Option<String>,
}

/// Reads a Word file.
///
/// # Errors
/// Says what the file is instead, or why it is not read.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let package = Package::open(bytes)?;
    let top = package.relations("")?;
    let main = top.iter().find(|relation| relation.kind == "officeDocument");
    let main = main.map_or("word/document.xml", |relation| relation.part.as_str());
    let text = package.text(main)?.ok_or(Unreadable::NoWord)?;
    let tree = parse(&text)?;
    let body = child(tree.root_element(), "body").ok_or(Unreadable::NoWord)?;
    let mut document = Document { paragraphs: Walk::over(body), ..Document::default() };
    if document.paragraphs.len() > MOST_PARAGRAPHS {
        return Err(Unreadable::TooSlow);
    }
    let beside = package.relations(main)?;
    let mut lists = Lists::default();
    for relation in &beside {
        let Some(text) = package.text(&relation.part)? else { continue };
        let tree = parse(&text)?;
        let root = tree.root_element();
        match relation.kind.as_str() {
            "footnotes" => document.notes.extend(notes(root, "footnote", 'f')),
            "endnotes" => document.notes.extend(notes(root, "endnote", 'e')),
            "comments" => document.comments.extend(comments(root)),
            "styles" => {
                lists.read_styles(root);
                document.styles.extend(styles(root));
            }
            "numbering" => lists.read(root),
            "settings" => document.is_tracking = child(root, "trackRevisions").is_some(),
            _ => {}
        }
    }
    lists.number(&mut document.paragraphs);
    for relation in beside.iter().filter(|relation| relation.kind == "commentsExtended") {
        if let Some(text) = package.text(&relation.part)? {
            thread(&mut document.comments, parse(&text)?.root_element());
        }
    }
    for relation in top.iter().filter(|relation| relation.kind == "custom-properties") {
        if let Some(text) = package.text(&relation.part)? {
            document.properties.extend(properties(parse(&text)?.root_element()));
        }
    }
    Ok(document)
}

fn notes(root: Node, name: &str, mark: char) -> Vec<(String, Vec<Paragraph>)> {
    // The lines that separate notes from the text are notes of a type of their own.
    let own = elements(root).filter(|note| is(*note, name) && attribute(*note, "type").is_none());
    let marked = |note: Node| format!("{mark}{}", attribute(note, "id").unwrap_or_default());
    own.map(|note| (marked(note), Walk::over(note))).collect()
}

fn comments(root: Node) -> Vec<Comment> {
    let comments = elements(root).filter(|node| is(*node, "comment")).map(|node| {
        let paragraphs = Walk::over(node);
        let lines: Vec<String> = paragraphs.iter().map(|line| line.text(true)).collect();
        Comment {
            id: attribute(node, "id").unwrap_or_default().to_owned(),
            author: attribute(node, "author").unwrap_or_default().to_owned(),
            date: attribute(node, "date").map(str::to_owned),
            text: lines.join("\n").trim().to_owned(),
            // A thread names the last paragraph of the comment that it goes on from.
            identity: paragraphs.into_iter().next_back().and_then(|last| last.identity),
            ..Comment::default()
        }
    });
    comments.collect()
}

fn styles(root: Node) -> Vec<(String, String)> {
    let named = elements(root).filter(|node| is(*node, "style")).filter_map(|style| {
        let name = attribute(child(style, "name")?, "val")?;
        Some((attribute(style, "styleId")?.to_owned(), name.to_owned()))
    });
    named.collect()
}

/// Which comment replies to which, as Word 2012 and later write it beside.
fn thread(comments: &mut [Comment], root: Node) {
    for line in elements(root) {
        let said = |name: &str| line.attribute((WORD_2012, name));
        let Some(identity) = said("paraId") else { continue };
        let of = |identity: &str| {
            let found =
                comments.iter().position(|one| one.identity.as_deref() == Some(identity))?;
            Some((found, comments[found].id.clone()))
        };
        let before = said("paraIdParent").and_then(of).map(|(_, id)| id);
        if let Some((at, _)) = of(identity) {
            comments[at].replies_to = before;
            comments[at].is_resolved = matches!(said("done"), Some("1" | "true"));
        }
    }
}

fn properties(root: Node) -> Vec<(String, String)> {
    let said = elements(root).filter_map(|property| {
        let value = property.descendants().find_map(|node| node.text().map(str::trim))?;
        Some((property.attribute("name")?.to_owned(), value.to_owned()))
    });
    said.collect()
}

/// Where one is in the document: in which paragraphs (a text box stands within one), under which
/// changes, in which row and cell.
#[derive(Default)]
struct Walk {
    done: Vec<Paragraph>,
    open: Vec<Paragraph>,
    changes: Vec<Change>,
    around: Vec<Change>,
    /// How many tables one stands in, and how many there were.
    tables: usize,
    begun: usize,
    cell: Place,
    /// Moves that have begun, by the id of their range: what they are called.
    moves: BTreeMap<String, String>,
    /// Marks between paragraphs belong to the next.
    waiting: Vec<Anchor>,
    /// Of each field that is open: is this still its instruction, which nobody reads?
    fields: Vec<bool>,
}

enum Anchor {
    Bookmark(String),
    Comment(String),
}

impl Walk {
    fn over(node: Node) -> Vec<Paragraph> {
        let mut walk = Self::default();
        walk.walk_each(node);
        walk.done
    }

    fn walk_each(&mut self, node: Node) {
        for element in elements(node) {
            self.walk(element);
        }
    }

    fn walk(&mut self, node: Node) {
        let name = node.tag_name().name();
        if !is_word(node) {
            return self.walk_foreign(node);
        }
        match name {
            "p" => self.walk_paragraph(node),
            "pPr" => self.form_of_paragraph(node),
            "rPr" => self.count_restyling(node, "rPrChange"),
            "ins" | "del" | "moveFrom" | "moveTo" => self.walk_change(node),
            "moveFromRangeStart" | "moveToRangeStart" => {
                self.moves.insert(said(node, "id"), said(node, "name"));
            }
            "moveFromRangeEnd" | "moveToRangeEnd" => {
                self.moves.remove(&said(node, "id"));
            }
            "t" | "delText" => {
                let text: String = node.children().filter_map(|child| child.text()).collect();
                self.write(&text);
            }
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("\u{2011}"),
            "softHyphen" => self.write("\u{ad}"),
            "sym" => self.write(&symbol(node)),
            "footnoteReference" => self.write(&format!("[^f{}]", said(node, "id"))),
            "endnoteReference" => self.write(&format!("[^e{}]", said(node, "id"))),
            "fldChar" => self.field(attribute(node, "fldCharType").unwrap_or_default()),
            "bookmarkStart" => self.anchor(Anchor::Bookmark(said(node, "name"))),
            "commentRangeStart" | "commentReference" => {
                self.anchor(Anchor::Comment(said(node, "id")));
            }
            "tbl" => self.walk_table(node),
            "tr" => self.walk_row(node),
            "tc" => self.walk_cell(node),
            "instrText" | "delInstrText" | "sectPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr"
            | "sdtPr" | "sdtEndPr" => {}
            // Runs, links, fields, controls, text boxes, directions: what they hold is text.
            _ => self.walk_each(node),
        }
    }

    /// Of alternatives for different programs, the first; of formulas, the letters.
    fn walk_foreign(&mut self, node: Node) {
        let space = node.tag_name().namespace();
        match node.tag_name().name() {
            "AlternateContent" if space == Some(COMPATIBILITY) => {
                let offered =
                    |name: &str| elements(node).find(|choice| choice.tag_name().name() == name);
                if let Some(choice) = offered("Choice").or_else(|| offered("Fallback")) {
                    self.walk_each(choice);
                }
            }
            "t" if space.is_some_and(|space| MATHS.contains(&space)) => {
                self.write(node.text().unwrap_or_default());
            }
            _ => self.walk_each(node),
        }
    }

    fn walk_paragraph(&mut self, node: Node) {
        let is_inner = !self.open.is_empty();
        let mut paragraph = Paragraph {
            around: self.around.clone(),
            is_in_table: self.tables > 0,
            cell: (self.tables > 0).then_some(self.cell),
            identity: node.attribute((WORD_2010, "paraId")).map(str::to_owned),
            ..Paragraph::default()
        };
        for anchor in std::mem::take(&mut self.waiting) {
            put(&mut paragraph, anchor);
        }
        // A change around whole paragraphs is one of their marks too; one around a text box is not
        // one of what is in the box.
        let (changes, fields) = match is_inner {
            true => (std::mem::take(&mut self.changes), std::mem::take(&mut self.fields)),
            false => (self.changes.clone(), Vec::new()),
        };
        self.open.push(paragraph);
        self.walk_each(node);
        let Some(mut paragraph) = self.open.pop() else { return };
        if is_inner {
            self.fields = fields;
        } else {
            paragraph.mark.extend(changes.iter().cloned());
        }
        self.changes = changes;
        self.done.push(paragraph);
    }

    fn form_of_paragraph(&mut self, node: Node) {
        self.count_restyling(node, "pPrChange");
        let Some(paragraph) = self.open.last_mut() else { return };
        if let Some(style) = child(node, "pStyle") {
            paragraph.style = attribute(style, "val").map(str::to_owned);
        }
        if let Some(numbering) = child(node, "numPr") {
            paragraph.numbering = in_list(numbering);
        }
        if let Some(mark) = child(node, "rPr") {
            let on_mark = elements(mark).filter_map(|one| change(one, None));
            paragraph.mark.extend(on_mark);
        }
    }

    fn count_restyling(&mut self, node: Node, name: &str) {
        if let (Some(paragraph), Some(_)) = (self.open.last_mut(), child(node, name)) {
            paragraph.restyled += 1;
        }
    }

    fn walk_change(&mut self, node: Node) {
        let name = self.moves.values().next_back().cloned();
        let Some(change) = change(node, name) else { return };
        self.changes.push(change);
        self.walk_each(node);
        self.changes.pop();
    }

    fn walk_table(&mut self, node: Node) {
        if self.tables == 0 {
            self.cell = Place { table: self.begun, ..Place::default() };
            self.begun += 1;
        }
        self.tables += 1;
        self.walk_each(node);
        self.tables -= 1;
    }

    fn walk_row(&mut self, node: Node) {
        if self.tables == 1 {
            self.cell.column = number(child(node, "trPr"), "gridBefore").unwrap_or(0);
        }
        self.walk_part_of_table(node, "trPr", &[("ins", true), ("del", false)]);
        if self.tables == 1 {
            self.cell.row += 1;
        }
    }

    /// A row or a cell, which may have been put in or taken out as a whole.
    fn walk_part_of_table(&mut self, node: Node, form: &str, marks: &[(&str, bool)]) {
        let before = self.around.len();
        if let Some(form) = child(node, form) {
            for mark in elements(form) {
                let found = marks.iter().find(|(name, _)| is(mark, name));
                self.around.extend(found.map(|(_, adds)| Change {
                    how: if *adds { How::Inserted } else { How::Deleted },
                    ..signed(mark)
                }));
            }
        }
        self.walk_each(node);
        self.around.truncate(before);
    }

    fn walk_cell(&mut self, node: Node) {
        let before = self.done.len();
        if self.tables == 1 {
            let form = child(node, "tcPr");
            let merged = form.and_then(|form| child(form, "vMerge"));
            self.cell.goes_on = merged.is_some_and(|one| attribute(one, "val") != Some("restart"));
            self.cell.across = number(form, "gridSpan").unwrap_or(1).max(1);
        }
        self.walk_part_of_table(node, "tcPr", &[("cellIns", true), ("cellDel", false)]);
        if self.tables == 1 {
            self.cell.column += self.cell.across;
        }
        if self.done.len() > before
            && let Some(last) = self.done.last_mut()
        {
            last.ends_cell = true;
        }
    }

    fn field(&mut self, step: &str) {
        match step {
            "begin" => self.fields.push(true),
            "separate" => {
                if let Some(is_instruction) = self.fields.last_mut() {
                    *is_instruction = false;
                }
            }
            "end" => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        let is_instruction = self.fields.contains(&true);
        if let (Some(paragraph), false) = (self.open.last_mut(), is_instruction || text.is_empty())
        {
            paragraph.push(text, &self.changes);
        }
    }

    fn anchor(&mut self, anchor: Anchor) {
        match self.open.last_mut() {
            Some(paragraph) => put(paragraph, anchor),
            None => self.waiting.push(anchor),
        }
    }
}

/// A number that the form of a row or of a cell says; none that no table has.
fn number(form: Option<Node>, name: &str) -> Option<usize> {
    let said = attribute(child(form?, name)?, "val")?.parse().ok()?;
    (said <= MOST_COLUMNS).then_some(said)
}

fn put(paragraph: &mut Paragraph, anchor: Anchor) {
    match anchor {
        Anchor::Bookmark(name) => paragraph.bookmarks.push(name),
        Anchor::Comment(id) if paragraph.comments.contains(&id) => {}
        Anchor::Comment(id) => paragraph.comments.push(id),
    }
}

fn change(node: Node, name: Option<String>) -> Option<Change> {
    let how = match node.tag_name().name() {
        "ins" => How::Inserted,
        "del" => How::Deleted,
        "moveFrom" => How::MovedAway,
        "moveTo" => How::MovedHere,
        _ => return None,
    };
    let name = name.filter(|_| matches!(how, How::MovedAway | How::MovedHere));
    is_word(node).then(|| Change { how, name, ..signed(node) })
}

/// By whom and when, as the file says.
fn signed(node: Node) -> Change {
    Change {
        how: How::Inserted,
        author: said(node, "author"),
        date: attribute(node, "date").map(str::to_owned),
        name: None,
    }
}

fn said(node: Node, name: &str) -> String {
    attribute(node, name).unwrap_or_default().to_owned()
}

fn symbol(node: Node) -> String {
    let code = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
    code.and_then(char::from_u32).map(String::from).unwrap_or_default()
}
