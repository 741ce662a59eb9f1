//! Comment forms as files: to be filled in, or with what was said.

use super::changes::{ADDITIONS, DELETE, RETAIN};
use super::columns::{Column, Form};
use super::rows::code;
use crate::drafts::reading::direction;
use crate::formats::FileKind;
use crate::formats::spreadsheet::{self, Sheet};
use crate::formats::table;
use crate::formats::word::{Block, Paper, Style, cell};
use crate::languages::Language;
use crate::procedure::Moment;
use crate::procedure::words::CommentType;
use crate::submissions::effects;
use crate::submissions::store::Input;
use crate::text::operations::Operation;
use crate::text::{Citation, Kind, Text, citations, with_marks};

/// What stands above a form, and who made the file.
pub struct Head<'a> {
    pub t: Language,
    /// The document that the comments are on.
    pub document: &'a str,
    /// What the comments are for: the consultation.
    pub project: &'a str,
    /// The instance. No person is ever named in a file's properties.
    pub maker: &'a str,
    pub now: Moment,
}

/// A row to be written.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub who: String,
    pub clause: String,
    pub paragraph: String,
    pub kind: Option<CommentType>,
    pub comment: String,
    pub change: String,
    pub answer: String,
    /// The language of the comment and of the change.
    pub language: String,
}

impl Row {
    /// An input in the words of a table. `at` is what it stands on, none the text as a whole; `cite`
    /// says what other elements are called.
    pub fn of(
        t: Language,
        who: String,
        at: Option<&Citation>,
        input: &Input,
        cite: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let (clause, paragraph) = place(t, at);
        Self {
            who,
            clause,
            paragraph,
            kind: input.comment_type,
            comment: input.body.clone(),
            change: change(t, input, cite),
            answer: String::new(),
            language: input.language.clone(),
        }
    }

    fn said(&self, column: Column) -> String {
        match column {
            Column::Who => self.who.clone(),
            Column::Clause => self.clause.clone(),
            Column::Paragraph => self.paragraph.clone(),
            Column::Kind => self.kind.map(code).unwrap_or_default().to_owned(),
            Column::Comment => self.comment.clone(),
            Column::Change => self.change.clone(),
            Column::Answer => self.answer.clone(),
            // Where a line stands on a page is only known to whoever printed it.
            Column::Number | Column::Line | Column::Page | Column::ToPage | Column::ToLine => {
                String::new()
            }
        }
    }
}

/// A clause and a paragraph, as a form has them apart: "art. 4", "art. 4 (2)".
fn place(t: Language, at: Option<&Citation>) -> (String, String) {
    let Some(at) = at else { return (t.say("form-whole"), String::new()) };
    let top = Citation { steps: at.steps.iter().take(1).cloned().collect() };
    match at.steps.len() {
        1 => (t.citation_short(at), String::new()),
        _ => (t.citation_short(&top), t.citation_short(at)),
    }
}

/// What an input proposes, as the forms say it, and as they are read.
fn change(t: Language, input: &Input, cite: impl Fn(&str) -> Option<String>) -> String {
    let Some(operation) = input.operation else { return String::new() };
    let below = |said: String| match input.proposed.trim() {
        "" => said,
        proposed => format!("{said}\n{proposed}"),
    };
    match operation {
        Operation::Modify => input.proposed.clone(),
        Operation::Delete => t.say(DELETE),
        Operation::Retain => t.say(RETAIN),
        Operation::AddBefore | Operation::AddAfter | Operation::AddFirst | Operation::AddLast => {
            let said = ADDITIONS.iter().find(|(one, _)| *one == operation);
            below(said.map(|(_, key)| t.say(key)).unwrap_or_default())
        }
        Operation::Move | Operation::Split | Operation::Merge => {
            below(effects::said(t, operation, &input.particulars, cite))
        }
    }
}

/// A form to be filled in: a row for the text as a whole and one for each of its elements, with
/// the name of whoever it is for.
pub fn blank(t: Language, text: &Text, who: &str) -> Vec<Row> {
    let elements = text.elements.iter().zip(citations(text));
    let cited = elements
        .filter(|(element, _)| element.kind != Kind::Footnote)
        .map(|(_, citation)| Some(citation));
    let row = |at: Option<Citation>| {
        let (clause, paragraph) = place(t, at.as_ref());
        Row { who: who.to_owned(), clause, paragraph, ..Row::default() }
    };
    std::iter::once(None).chain(cited).map(row).collect()
}

/// The file.
pub fn write(form: Form, kind: FileKind, head: &Head, rows: &[Row]) -> anyhow::Result<Vec<u8>> {
    match kind {
        FileKind::Csv => Ok(csv(form, head.t, rows)),
        FileKind::Xlsx => xlsx(form, head, rows),
        FileKind::Word => word(form, head, rows),
    }
}

fn headings(form: Form, t: Language) -> Vec<String> {
    form.columns().iter().map(|(column, _)| t.say(column.heading(form))).collect()
}

fn cells(form: Form, row: &Row) -> Vec<String> {
    form.columns().iter().map(|(column, _)| row.said(*column)).collect()
}

fn csv(form: Form, t: Language, rows: &[Row]) -> Vec<u8> {
    let headings = headings(form, t);
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    table::write(&headings, rows.iter().map(|row| cells(form, row)))
}

fn xlsx(form: Form, head: &Head, rows: &[Row]) -> anyhow::Result<Vec<u8>> {
    let t = head.t;
    let headings = headings(form, t);
    let columns: Vec<spreadsheet::Column> = form
        .columns()
        .iter()
        .zip(&headings)
        .map(|((column, width), name)| spreadsheet::Column {
            name,
            width: f64::from(*width),
            is_text: matches!(column, Column::Comment | Column::Change | Column::Answer),
        })
        .collect();
    let sheet = Sheet {
        name: &t.say(form.key()),
        title: head.document,
        maker: head.maker,
        made_at: head.now.as_micros().div_euclid(1_000_000),
        columns: &columns,
        kept: 1,
        part: &t.say("form-part"),
    };
    Ok(spreadsheet::write(&sheet, rows.iter().map(|row| cells(form, row)))?)
}

fn word(form: Form, head: &Head, rows: &[Row]) -> anyhow::Result<Vec<u8>> {
    let t = head.t;
    let mut paper = Paper::about(&t.say(form.key()), t.code(), head.maker, &head.now.iso());
    paper.is_wide = true;
    let said = |key: &str, value: &str| t.say2("labelled", "label", t.say(key), "value", value);
    let day = head.now.iso();
    let day = day.split('T').next().unwrap_or_default();
    paper.say(Style::Plain, &said("form-date", day));
    paper.say(Style::Plain, &said("form-document", head.document));
    paper.say(Style::Plain, &said("form-project", head.project));
    let widths: Vec<usize> = form.columns().iter().map(|(_, width)| usize::from(*width)).collect();
    let rows = rows.iter().map(|row| {
        let is_rtl = Some(direction(&row.language) == "rtl");
        let cells = form.columns().iter().map(|(column, _)| {
            let said = cell(&with_marks(&row.said(*column)));
            match column {
                Column::Comment | Column::Change => {
                    said.into_iter().map(|block| Block { is_rtl, ..block }).collect()
                }
                _ => said,
            }
        });
        cells.collect()
    });
    paper.table(&widths, &headings(form, t), rows.collect());
    if form == Form::Iso {
        paper.say(Style::Plain, &t.say("form-legend"));
    }
    Ok(paper.written()?)
}
