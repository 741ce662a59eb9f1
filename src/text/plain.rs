//! A text written out, as UN texts are: numbers before paragraphs, an empty line between them,
//! footnotes at the end.

use super::citations::{citations, marker};
use super::elements::{Kind, Text};
use super::parsing::is_heading_line;

/// Writes a text out in one language, such that [`super::parsing::parse`] reads it back. What has
/// no wording in this language is left out, except articles, which may have none.
pub fn render_plain(text: &Text, language: &str) -> String {
    let labels = text.footnote_labels();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut unmarked = 0;
    for (index, citation) in citations(text).iter().enumerate() {
        let element = &text.elements[index];
        let wording = element.wording(language).trim();
        if wording.is_empty() && element.kind != Kind::Article {
            continue;
        }
        match element.kind {
            Kind::Footnote => {
                let label = labels[index].clone().unwrap_or_else(|| {
                    unmarked += 1;
                    format!("*{unmarked}")
                });
                notes.push(format!("[^{label}]: {wording}"));
            }
            Kind::Article => paragraphs.push(article_line(&marker(citation), language, wording)),
            Kind::Heading if is_heading_line(wording) => paragraphs.push(wording.to_owned()),
            Kind::Heading => paragraphs.push(format!("## {wording}")),
            _ => paragraphs.push(format!("{} {wording}", marker(citation)).trim_start().to_owned()),
        }
    }
    let mut out = paragraphs.join("\n\n");
    if !notes.is_empty() {
        out.push_str("\n\n");
        out.push_str(&notes.join("\n"));
    }
    out.push('\n');
    out
}

/// What somebody typed (a comment, a note, a letter) in its paragraphs: empty lines divide them.
pub fn paragraphs(typed: &str) -> Vec<String> {
    let typed = typed.replace("\r\n", "\n");
    typed.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// "Article 3", in the language of the text, and its title after a dash.
fn article_line(marker: &str, language: &str, title: &str) -> String {
    let number = marker.trim_start_matches("Article ");
    let line = article_marker(language, number);
    if title.is_empty() { line } else { format!("{line} – {title}") }
}

/// "Article 3" as texts in this language write it.
pub fn article_marker(language: &str, number: &str) -> String {
    // "2 bis": what was added stands after the number.
    let (count, added) = number.find(' ').map_or((number, ""), |at| number.split_at(at));
    match language {
        "fr" if count == "1" => format!("Article premier{added}"),
        "es" => format!("Artículo {number}"),
        "ru" => format!("Статья {number}"),
        "ar" => format!("المادة {number}"),
        "zh" => format!("第{count}条{added}"),
        _ => format!("Article {number}"),
    }
}
