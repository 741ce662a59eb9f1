//! What stands beside the text in a file of its own: footnotes, comments, and what the file says
//! that it is.

use std::fmt::Write as _;

use super::body::Body;
use super::{Paper, Piece, escaped, look};

pub fn footnotes(paper: &Paper) -> String {
    let mut body = Body::new(paper, look::opening("footnotes"));
    body.xml.push_str(look::NOTE_SEPARATORS);
    for (number, note) in paper.notes.iter().enumerate() {
        let _ = write!(body.xml, "<w:footnote w:id=\"{}\"><w:p><w:pPr>", number + 2);
        body.xml.push_str("<w:pStyle w:val=\"FootnoteText\"/>");
        if paper.is_rtl {
            body.xml.push_str("<w:bidi/>");
        }
        body.xml.push_str("</w:pPr>");
        body.run("<w:rStyle w:val=\"FootnoteReference\"/>", "<w:footnoteRef/>");
        body.pieces(&[Piece::Plain(" ".to_owned())]);
        body.pieces(note);
        body.xml.push_str("</w:p></w:footnote>");
    }
    body.xml.push_str("</w:footnotes>");
    body.xml
}

/// Every comment is of the time at which the file was made.
pub fn comments(paper: &Paper) -> String {
    let mut body = Body::new(paper, look::opening("comments"));
    for (number, comment) in paper.comments.iter().enumerate() {
        let (author, date) = (escaped(&comment.author), escaped(&paper.made_at));
        let initials: String =
            comment.author.chars().filter(|c| c.is_uppercase()).take(3).collect();
        let _ = write!(
            body.xml,
            "<w:comment w:id=\"{number}\" w:author=\"{author}\" w:date=\"{date}\" \
             w:initials=\"{}\">",
            escaped(&initials)
        );
        let mut is_first = true;
        for line in comment.text.lines().chain(comment.text.is_empty().then_some("")) {
            body.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/>");
            if paper.is_rtl {
                body.xml.push_str("<w:bidi/>");
            }
            body.xml.push_str("</w:pPr>");
            if std::mem::take(&mut is_first) {
                body.run("<w:rStyle w:val=\"CommentReference\"/>", "<w:annotationRef/>");
            }
            body.pieces(&[Piece::Plain(line.to_owned())]);
            body.xml.push_str("</w:p>");
        }
        body.xml.push_str("</w:comment>");
    }
    body.xml.push_str("</w:comments>");
    body.xml
}

pub fn core_properties(paper: &Paper) -> String {
    let (title, maker) = (escaped(&paper.title), escaped(&paper.maker));
    let (language, made_at) = (escaped(&paper.language), escaped(&paper.made_at));
    format!(
        "{}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:creator>{maker}</dc:creator><dc:language>{language}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made_at}</dcterms:created>\
         </cp:coreProperties>",
        look::HEAD
    )
}

pub fn custom_properties(paper: &Paper) -> String {
    let mut xml = format!(
        "{}<Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">",
        look::HEAD
    );
    // The number 1 is not for use (ISO/IEC 29500-1, 22.3).
    for (number, (name, value)) in (2..).zip(&paper.properties) {
        let (name, value) = (escaped(name), escaped(value));
        let _ = write!(
            xml,
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{number}\" \
             name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>"
        );
    }
    xml.push_str("</Properties>");
    xml
}
