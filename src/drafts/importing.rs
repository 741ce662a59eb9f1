//! Texts from outside: what the bytes of a file say, and the ids that its elements brought along.

pub mod word;

use super::new_identity;
use super::store::{self, Draft};
use crate::db::Conn;
use crate::languages::Language;
use crate::text::json::{self, JsonFault};
use crate::text::{Text, parse};
use diesel::QueryResult;
use std::collections::HashMap;
use std::sync::Arc;

/// What a file or a pasted text turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Written as UN texts are, to be parsed.
    Plain(String),
    /// The JSON of a draft.
    Json(String),
    /// A Word file, with every change accepted.
    Word(word::Read),
}

impl Source {
    /// Tells by the file's name or, where there is none, by how the text begins.
    pub fn of(name: &str, text: String) -> Self {
        let begins_like_json = || match text.trim_start_matches('\u{feff}').trim_start() {
            begin if begin.starts_with('{') => true,
            // "[Draft]" may open a text; JSON goes on with an object or ends.
            begin if begin.starts_with('[') => begin[1..].trim_start().starts_with(['{', ']']),
            _ => false,
        };
        match name.to_lowercase().rsplit_once('.') {
            Some((_, "json")) => Self::Json(text),
            Some((_, "txt" | "md")) => Self::Plain(text),
            _ if begins_like_json() => Self::Json(text),
            _ => Self::Plain(text),
        }
    }
}

/// The file is a document of a word processor, or no text at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

/// How files begin that hold a text, but not as text: Word and other zipped documents, older
/// Word, PDF, RTF.
const DOCUMENTS: [&[u8]; 4] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"%PDF", b"{\\rtf"];

/// The text of a file: by its byte order mark, else UTF-8, else UTF-16 where every other byte is
/// nought, else Windows-1252 where no byte says that it cannot be.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    if DOCUMENTS.iter().any(|beginning| bytes.starts_with(beginning)) {
        return Err(NotText);
    }
    let text = decoded(bytes);
    // PostgreSQL stores no U+0000, and no text has a use for it.
    let is_binary = text.contains('\0') || (!is_unicode(bytes) && text.contains(is_no_letter));
    if is_binary { Err(NotText) } else { Ok(text) }
}

fn is_unicode(bytes: &[u8]) -> bool {
    encoding_rs::Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok()
}

/// Controls that no program writes into a text; among them the bytes that Windows-1252 leaves free.
fn is_no_letter(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{85}')
}

fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return text.to_owned();
    }
    let beginning = &bytes[..bytes.len().min(200)];
    let noughts_at = |odd: usize| {
        beginning.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count() * 8
            > beginning.len()
    };
    let encoding = match (noughts_at(1), noughts_at(0)) {
        (true, false) => encoding_rs::UTF_16LE,
        (false, true) => encoding_rs::UTF_16BE,
        _ => encoding_rs::WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}

/// The same text with identities of this server, and by identity what its elements were called.
pub fn with_new_identities(text: Text) -> (Text, HashMap<String, String>) {
    with_identities(text, &HashMap::new())
}

/// The same, where elements of an earlier draft come back: `known` gives the identity of what a
/// file calls by its identity or its reference there.
pub fn with_identities(
    mut text: Text,
    known: &HashMap<String, String>,
) -> (Text, HashMap<String, String>) {
    let identities: HashMap<String, String> = text
        .elements
        .iter()
        .map(|e| (e.id.clone(), known.get(&e.id).cloned().unwrap_or_else(new_identity)))
        .collect();
    let identity = |id: &String| identities.get(id).cloned();
    for element in &mut text.elements {
        element.parent = element.parent.as_ref().and_then(identity);
        element.id = identity(&element.id).unwrap_or_default();
    }
    let references = identities
        .into_iter()
        .filter(|(reference, identity)| reference != identity)
        .map(|(reference, identity)| (identity, reference))
        .collect();
    (text, references)
}

/// What a file may call the elements of an earlier draft: their references and identities.
pub fn known_in(conn: &mut Conn, earlier: &Draft) -> QueryResult<HashMap<String, String>> {
    let mut known = store::references(conn, earlier.id)?;
    for row in store::rows(conn, earlier.id)? {
        known.insert(row.identity.clone(), row.identity);
    }
    Ok(known)
}

/// A parsed text with identities of its own.
pub fn parsed(source: &str, language: &str) -> Text {
    parse(source, language).into_text(|_| new_identity())
}

/// The text of a JSON file. What keeps it from being a draft is said by place, in words.
pub fn from_json(source: &str, language: &str, t: Language) -> Result<Text, Vec<String>> {
    let mut text = json::read(source)
        .map_err(|faults| faults.iter().map(|fault| json_fault(fault, t)).collect::<Vec<_>>())?;
    for wording in text.elements.iter_mut().flat_map(|element| element.text.values_mut()) {
        // As in decode(): JSON can write it as an escape.
        wording.retain(|c| c != '\0');
    }
    let faults = text.check();
    if !faults.is_empty() {
        return Err(faults.iter().map(|fault| super::saying::fault(fault, t)).collect());
    }
    if text.elements.iter().all(|element| element.wording(language).trim().is_empty()) {
        return Err(vec![t.say1("draft-json-no-language", "language", t.language_name(language))]);
    }
    Ok(text)
}

fn json_fault(fault: &JsonFault, t: Language) -> String {
    let place = |index: &usize, id: Option<&String>| match id {
        Some(id) => t.say2("draft-json-place-id", "number", index + 1, "id", id.clone()),
        None => t.say1("draft-json-place", "number", index + 1),
    };
    let said =
        |key: &str, place: String, what: &str| t.say2(key, "place", place, "what", what.to_owned());
    match fault {
        JsonFault::NotJson { line, column, reason } => t.with(
            "draft-json-not-json",
            &[("line", (*line).into()), ("column", (*column).into()), ("reason", reason.into())],
        ),
        JsonFault::NotAList => t.say("draft-json-not-a-list"),
        JsonFault::NotAnObject { index } => {
            said("draft-json-not-an-object", place(index, None), "")
        }
        JsonFault::MissingField { index, id, field } => {
            said("draft-json-missing-field", place(index, id.as_ref()), field)
        }
        JsonFault::WrongType { index, id, field } => {
            said("draft-json-wrong-type", place(index, id.as_ref()), field)
        }
        JsonFault::UnknownKind { index, id, kind } => {
            said("draft-json-unknown-kind", place(index, Some(id)), kind)
        }
        JsonFault::DuplicateId { index, id } => {
            said("draft-json-duplicate-id", place(index, Some(id)), id)
        }
        JsonFault::UnknownParent { index, id, parent } => {
            said("draft-json-unknown-parent", place(index, Some(id)), parent)
        }
        JsonFault::ParentAfterChild { index, id, parent } => {
            said("draft-json-parent-after-child", place(index, Some(id)), parent)
        }
    }
}

/// The text with the ids that its file gave the elements, as it is taken away: what came in
/// under a name goes out under it.
pub fn with_references(mut text: Text, references: &HashMap<String, String>) -> Text {
    let names: HashMap<&String, &String> =
        references.iter().map(|(name, identity)| (identity, name)).collect();
    let named = |id: &String| names.get(id).map_or_else(|| id.clone(), |name| (*name).clone());
    let rename = |text: &mut Text| {
        for element in &mut text.elements {
            element.parent = element.parent.as_ref().map(named);
            element.id = named(&element.id);
        }
    };
    rename(&mut text);
    // Its numbers are found by the same names.
    text.revises.as_mut().map(Arc::make_mut).into_iter().for_each(rename);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_four_encodings_say_the_same() {
        let said = "Réaffirmant l’égalité";
        let utf16: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16.clone()).collect();
        let windows = encoding_rs::WINDOWS_1252.encode(said).0.into_owned();
        for bytes in [said.as_bytes().to_vec(), marked, utf16, windows] {
            assert_eq!(decode(&bytes).unwrap(), said);
        }
        assert_eq!(decode("\u{feff}Article 1".as_bytes()).unwrap(), "Article 1");
    }

    #[test]
    fn documents_and_pictures_are_no_text() {
        let old_word = [b"\xD0\xCF\x11\xE0".as_slice(), "Article 1".as_bytes()].concat();
        let files: [&[u8]; 6] = [
            b"PK\x03\x04[Content_Types].xml",
            &old_word,
            b"%PDF-1.7 Article 1",
            b"{\\rtf1 Article 1}",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            b"Article 1 \xe9\x02\x8f\x01",
        ];
        for bytes in files {
            assert_eq!(decode(bytes), Err(NotText), "{}", bytes.escape_ascii());
        }
        // A page feed and a stray control in good UTF-8 are an editor's, not a picture's.
        assert!(decode("Article 1\u{c}é\u{2}".as_bytes()).is_ok());
    }

    #[test]
    fn json_is_told_by_its_name_or_its_beginning() {
        let is_json =
            |name: &str, text: &str| matches!(Source::of(name, text.into()), Source::Json(_));
        assert!(is_json("draft.JSON", ""));
        assert!(is_json("", " [ {\"id\": \"a\"}]"));
        assert!(!is_json("", "[Draft] declaration"));
        assert!(!is_json("a.txt", "[{}]"));
    }

    #[test]
    fn ids_of_a_file_stay_as_references() {
        let text = json::read(
            r#"[{"id":"art-1","kind":"article"},
                {"id":"p-1","kind":"paragraph","parent":"art-1","text":{"en":"All."}}]"#,
        )
        .unwrap();
        let (ours, references) = with_new_identities(text.clone());
        assert_ne!(ours.elements[0].id, "art-1");
        assert_eq!(ours.elements[1].parent.as_ref(), Some(&ours.elements[0].id));
        assert_eq!(references[&ours.elements[1].id], "p-1");
        let by_name = references.into_iter().map(|(identity, name)| (name, identity)).collect();
        assert_eq!(with_references(ours, &by_name), text);
    }
}
