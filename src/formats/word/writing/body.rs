//! Paragraphs, tables and the runs in them, with what is changed and by whom.

use std::fmt::Write as _;

use super::{Block, Change, Form, How, Paper, Piece, Style, Table, escaped, look};

/// Paragraphs of one part of the file; every change and mark has a number of its own there.
pub struct Body<'a> {
    paper: &'a Paper,
    pub xml: String,
    next: usize,
    is_rtl: bool,
    /// Are the words that come now taken out? Then Word has another name for them.
    is_deleted: bool,
}

pub fn document(paper: &Paper) -> String {
    let mut body = Body::new(paper, look::opening("document"));
    body.xml.push_str("<w:body>");
    body.blocks(&paper.blocks);
    let Body { mut xml, .. } = body;
    xml.push_str(&look::section(paper.is_rtl, paper.is_wide));
    xml.push_str("</w:body></w:document>");
    xml
}

impl<'a> Body<'a> {
    pub fn new(paper: &'a Paper, xml: String) -> Self {
        Self { paper, xml, next: 0, is_rtl: paper.is_rtl, is_deleted: false }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            match &block.table {
                Some(table) => {
                    self.table(table);
                    // Two tables in a row would be one; and none may end a cell or the text.
                    if blocks.get(at + 1).is_none_or(|next| next.table.is_some()) {
                        self.xml
                            .push_str("<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr></w:p>");
                    }
                }
                None => self.paragraph(block),
            }
        }
    }

    fn paragraph(&mut self, block: &Block) {
        let about = block.style == Style::Remark;
        // What is said about the text is said in a language of the pages, which run from the left.
        self.is_rtl = block.is_rtl.unwrap_or(self.paper.is_rtl && !about);
        self.xml.push_str("<w:p><w:pPr>");
        self.form(block.form());
        if let Some(mark) = &block.mark {
            self.xml.push_str("<w:rPr>");
            self.signed(mark.how.element(), mark, "/>");
            self.xml.push_str("</w:rPr>");
        }
        if let Some((form, author)) = &block.was {
            self.form_before(*form, author);
        }
        self.xml.push_str("</w:pPr>");
        let number = self.number();
        if let Some(name) = &block.bookmark {
            let name = escaped(name);
            let _ = write!(self.xml, "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>");
        }
        let range = self.range_begins(block);
        if !block.label.is_empty() {
            self.label(block);
        }
        self.pieces(&block.pieces);
        if let Some((element, range)) = range {
            let _ = write!(self.xml, "<w:{element}RangeEnd w:id=\"{range}\"/>");
        }
        if block.bookmark.is_some() {
            let _ = write!(self.xml, "<w:bookmarkEnd w:id=\"{number}\"/>");
        }
        self.xml.push_str("</w:p>");
    }

    fn form(&mut self, form: Form) {
        let _ = write!(self.xml, "<w:pStyle w:val=\"{}\"/>", form.style.id());
        if self.is_rtl {
            self.xml.push_str("<w:bidi/>");
        }
        if form.style == Style::Paragraph {
            self.xml.push_str(&look::indent(form.depth, form.is_numbered));
        }
    }

    fn form_before(&mut self, form: Form, author: &str) {
        let number = self.number();
        let (author, date) = (escaped(author), escaped(&self.paper.made_at));
        let _ = write!(
            self.xml,
            "<w:pPrChange w:id=\"{number}\" w:author=\"{author}\" w:date=\"{date}\"><w:pPr>"
        );
        self.form(form);
        self.xml.push_str("</w:pPr></w:pPrChange>");
    }

    /// A paragraph is moved as one: what both sides are called is said once for all that is in it.
    fn range_begins(&mut self, block: &Block) -> Option<(&'static str, usize)> {
        let moved = block.pieces.iter().find_map(|piece| match piece {
            Piece::Changed(change, _) if change.name.is_some() => Some(change),
            _ => None,
        })?;
        let number = self.number();
        let element = moved.how.element();
        let _ = write!(
            self.xml,
            "<w:{element}RangeStart w:id=\"{number}\" w:author=\"{}\" w:date=\"{}\" w:name=\"{}\"/>",
            escaped(&moved.author),
            escaped(&self.paper.made_at),
            escaped(moved.name.as_deref().unwrap_or_default())
        );
        Some((element, number))
    }

    /// The number in a style of its own, so that it can be told from the words again.
    fn label(&mut self, block: &Block) {
        self.pieces(&[Piece::Label(block.label.clone())]);
        match block.style {
            Style::Paragraph => self.pieces(&[Piece::Tab]),
            _ if block.pieces.is_empty() => {}
            _ => self.run("<w:rStyle w:val=\"ParaLabel\"/>", "<w:br/>"),
        }
    }

    pub fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Plain(text) => self.words("", text),
                Piece::Emphasis(text) => self.words("<w:i/><w:iCs/>", text),
                Piece::Strong(text) => self.words("<w:b/><w:bCs/>", text),
                Piece::Struck(text) => self.words("<w:strike/>", text),
                Piece::Added(text) => self.words("<w:b/><w:bCs/><w:u w:val=\"single\"/>", text),
                Piece::Label(text) => self.words("<w:rStyle w:val=\"ParaLabel\"/>", text),
                Piece::Tab => self.run("<w:rStyle w:val=\"ParaLabel\"/>", "<w:tab/>"),
                Piece::Break => self.run("", "<w:br/>"),
                // The numbers 0 and 1 are the lines that separate notes from the text.
                Piece::Note(number) => self.run(
                    "<w:rStyle w:val=\"FootnoteReference\"/>",
                    &format!("<w:footnoteReference w:id=\"{}\"/>", number + 2),
                ),
                Piece::Changed(change, inside) => self.changed(change, inside),
                Piece::CommentBegins(number) => {
                    let _ = write!(self.xml, "<w:commentRangeStart w:id=\"{number}\"/>");
                }
                Piece::CommentEnds(number) => {
                    let _ = write!(self.xml, "<w:commentRangeEnd w:id=\"{number}\"/>");
                    self.run(
                        "<w:rStyle w:val=\"CommentReference\"/>",
                        &format!("<w:commentReference w:id=\"{number}\"/>"),
                    );
                }
            }
        }
    }

    fn changed(&mut self, change: &Change, inside: &[Piece]) {
        if inside.is_empty() {
            return;
        }
        let element = change.how.element();
        self.signed(element, change, ">");
        let before = std::mem::replace(&mut self.is_deleted, change.how == How::Deleted);
        self.pieces(inside);
        self.is_deleted = before;
        let _ = write!(self.xml, "</w:{element}>");
    }

    fn signed(&mut self, element: &str, change: &Change, end: &str) {
        let number = self.number();
        let (author, date) = (escaped(&change.author), escaped(&self.paper.made_at));
        let _ = write!(
            self.xml,
            "<w:{element} w:id=\"{number}\" w:author=\"{author}\" w:date=\"{date}\"{end}"
        );
    }

    fn number(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    fn words(&mut self, form: &str, text: &str) {
        let element = if self.is_deleted { "delText" } else { "t" };
        let text = escaped(text);
        self.run(form, &format!("<w:{element} xml:space=\"preserve\">{text}</w:{element}>"));
    }

    pub fn run(&mut self, form: &str, inside: &str) {
        let direction = if self.is_rtl { "<w:rtl/>" } else { "" };
        self.xml.push_str("<w:r>");
        if !(form.is_empty() && direction.is_empty()) {
            let _ = write!(self.xml, "<w:rPr>{form}{direction}</w:rPr>");
        }
        let _ = write!(self.xml, "{inside}</w:r>");
    }

    fn table(&mut self, table: &Table) {
        let whole = look::width(self.paper.is_wide);
        let all: usize = table.widths.iter().sum::<usize>().max(1);
        let widths: Vec<usize> = table.widths.iter().map(|width| whole * width / all).collect();
        self.xml.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>");
        if self.paper.is_rtl {
            self.xml.push_str("<w:bidiVisual/>");
        }
        let _ = write!(
            self.xml,
            "<w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
        for (number, row) in table.rows.iter().enumerate() {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/>");
            if number < table.heads {
                self.xml.push_str("<w:tblHeader/>");
            }
            self.xml.push_str("</w:trPr>");
            for (cell, width) in row.iter().zip(&widths) {
                let _ = write!(
                    self.xml,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
                );
                self.blocks(cell);
                if cell.is_empty() {
                    self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>");
                }
                self.xml.push_str("</w:tc>");
            }
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
    }
}
