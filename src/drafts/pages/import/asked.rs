//! What the form asks for, and what it says of the draft.

use crate::drafts::correction::{self, Row};
use crate::drafts::importing::{self, Source};
use crate::drafts::pages::is_language_code;
use crate::formats::word::Unreadable;
use crate::web::{Errors, Fields};

/// A file may be this large.
const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The file is no text, but a document of a word processor may be read as one.
pub const A_DOCUMENT: (&str, &str) = ("file", "draft-error-not-text");
/// A text in the form is sent twice, as pasted and as parsed, and a form holds 4 MB.
const MOST_TYPED: usize = 3 * 1024 * 1024 / 2;
const MOST_JSON: usize = 7 * 1024 * 1024 / 2;

/// What the page is asked to do next.
pub enum Step {
    /// Parse what was pasted or uploaded.
    Read(Source),
    /// Say what is wrong with a Word file of this name.
    Unreadable(Unreadable, String),
    /// Take the corrections over and show what came of them.
    Check(Vec<Row>),
    Save(Vec<Row>),
    SaveJson(String),
}

pub fn label_and_language(fields: &Fields) -> (String, String, Errors) {
    let mut errors = Errors::default();
    let label = fields.trimmed("label").replace('\0', "");
    if label.is_empty() {
        errors.add("label", "draft-error-label");
    } else if label.chars().count() > 200 {
        errors.add("label", "draft-error-label-long");
    }
    let language = fields.trimmed("language").to_owned();
    if !is_language_code(&language) {
        errors.add("language", "draft-error-language");
    }
    (label, language, errors)
}

/// Reads from the form what it asks for, or says which field is wrong and how.
pub fn step(fields: &Fields) -> Result<Step, (&'static str, &'static str)> {
    match fields.get("step") {
        "check" => return Ok(Step::Check(correction::rows_in(fields))),
        "save" => return Ok(Step::Save(correction::rows_in(fields))),
        "save_json" => return Ok(Step::SaveJson(fields.get("source").to_owned())),
        _ => {}
    }
    let source = match fields.files("file").next() {
        Some(file) if file.bytes.len() > MOST_BYTES => {
            return Err(("file", "draft-error-file-large"));
        }
        Some(file) => match importing::decode(&file.bytes) {
            Ok(text) => Source::of(&file.name, text),
            Err(importing::NotText) => return Err(A_DOCUMENT),
        },
        None => Source::of("", fields.get("source").replace("\r\n", "\n").replace('\0', "")),
    };
    let field = if fields.files("file").next().is_some() { "file" } else { "source" };
    a_text(source, field)
}

/// It is to be parsed, unless there is nothing in it, or too much.
pub fn a_text(source: Source, field: &'static str) -> Result<Step, (&'static str, &'static str)> {
    match &source {
        Source::Plain(text)
        | Source::Json(text)
        | Source::Word(importing::word::Read { source: text, .. })
            if text.trim().is_empty() =>
        {
            Err((field, "draft-error-empty"))
        }
        Source::Plain(text) | Source::Word(importing::word::Read { source: text, .. })
            if text.len() > MOST_TYPED =>
        {
            Err((field, "draft-error-too-long"))
        }
        Source::Json(text) if text.len() > MOST_JSON => Err((field, "draft-error-too-long")),
        _ => Ok(Step::Read(source)),
    }
}
