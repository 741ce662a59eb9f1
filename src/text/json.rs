//! The JSON of a draft: an array of elements in order, each with `id`, `kind`, `citation`,
//! `short`, `parent` and `text` by language. It imports as it exports.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::citations::citations;
use super::elements::{Element, Kind, Text};

/// Why a JSON file is not a draft. What concerns an element names its place (counted from 0) and,
/// where it has one, its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum JsonFault {
    /// `reason` is the JSON parser's own, in English.
    NotJson {
        line: usize,
        column: usize,
        reason: String,
    },
    /// Neither an array nor an object with an array `elements`.
    NotAList,
    NotAnObject {
        index: usize,
    },
    MissingField {
        index: usize,
        id: Option<String>,
        field: &'static str,
    },
    WrongType {
        index: usize,
        id: Option<String>,
        field: &'static str,
    },
    UnknownKind {
        index: usize,
        id: String,
        kind: String,
    },
    DuplicateId {
        index: usize,
        id: String,
    },
    UnknownParent {
        index: usize,
        id: String,
        parent: String,
    },
    /// The parent must stand before its children.
    ParentAfterChild {
        index: usize,
        id: String,
        parent: String,
    },
}

/// The draft as JSON, indented, ending in a newline.
pub fn write(text: &Text) -> String {
    format!("{:#}\n", to_value(text))
}

/// The draft as a JSON value.
pub fn to_value(text: &Text) -> Value {
    let citations = citations(text);
    let elements = text.elements.iter().zip(&citations).map(|(element, citation)| {
        json!({
            "id": element.id,
            "kind": element.kind,
            "citation": citation.long(),
            "short": citation.short(),
            "parent": element.parent,
            "text": element.text,
        })
    });
    Value::Array(elements.collect())
}

/// Reads what [`write`] writes, and files like it: `citation`, `short`, `parent` and an article's
/// `text` may be missing, other fields are ignored, and the list may stand in an object's
/// `elements`. All faults are told at once. The tree may still have faults of order and kind that
/// can be mended by hand: see [`Text::check`].
pub fn read(source: &str) -> Result<Text, Vec<JsonFault>> {
    let value: Value =
        serde_json::from_str(source.trim_start_matches('\u{feff}')).map_err(|e| {
            vec![JsonFault::NotJson { line: e.line(), column: e.column(), reason: e.to_string() }]
        })?;
    from_value(&value)
}

/// Reads a draft from a JSON value; see [`read`].
pub fn from_value(value: &Value) -> Result<Text, Vec<JsonFault>> {
    let list = match value {
        Value::Array(list) => list,
        Value::Object(wrapper) => match wrapper.get("elements") {
            Some(Value::Array(list)) => list,
            _ => return Err(vec![JsonFault::NotAList]),
        },
        _ => return Err(vec![JsonFault::NotAList]),
    };
    let mut faults = Vec::new();
    let mut elements = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        match element(index, value) {
            Ok(element) => elements.push((index, element)),
            Err(fault) => faults.push(fault),
        }
    }
    // With elements missing, every child of theirs would be accused too.
    if faults.is_empty() {
        faults = kinship(&elements);
    }
    if faults.is_empty() {
        Ok(Text::new(elements.into_iter().map(|(_, element)| element).collect()))
    } else {
        Err(faults)
    }
}

fn element(index: usize, value: &Value) -> Result<Element, JsonFault> {
    let fields = value.as_object().ok_or(JsonFault::NotAnObject { index })?;
    let id = match fields.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => id.clone(),
        // Numbers are ids too, in files written by hand.
        Some(Value::Number(id)) => id.to_string(),
        Some(Value::String(_) | Value::Null) | None => {
            return Err(JsonFault::MissingField { index, id: None, field: "id" });
        }
        Some(_) => return Err(JsonFault::WrongType { index, id: None, field: "id" }),
    };
    let missing = |field| JsonFault::MissingField { index, id: Some(id.clone()), field };
    let wrong = |field| JsonFault::WrongType { index, id: Some(id.clone()), field };
    let kind = fields.get("kind").ok_or_else(|| missing("kind"))?;
    let kind = kind.as_str().ok_or_else(|| wrong("kind"))?;
    let kind: Kind = kind.parse().map_err(|_| JsonFault::UnknownKind {
        index,
        id: id.clone(),
        kind: kind.to_owned(),
    })?;
    let parent = match fields.get("parent") {
        None | Some(Value::Null) => None,
        Some(Value::String(parent)) if parent.is_empty() => None,
        Some(Value::String(parent)) => Some(parent.clone()),
        Some(Value::Number(parent)) => Some(parent.to_string()),
        Some(_) => return Err(wrong("parent")),
    };
    let text = match fields.get("text") {
        None | Some(Value::Null) if kind == Kind::Article => BTreeMap::new(),
        None | Some(Value::Null) => return Err(missing("text")),
        Some(Value::Object(by_language)) => wordings(by_language).ok_or_else(|| wrong("text"))?,
        Some(_) => return Err(wrong("text")),
    };
    Ok(Element { id, kind, parent, text })
}

fn wordings(by_language: &Map<String, Value>) -> Option<BTreeMap<String, String>> {
    by_language
        .iter()
        .filter(|(_, wording)| !wording.is_null())
        .map(|(language, wording)| Some((language.clone(), wording.as_str()?.to_owned())))
        .collect()
}

fn kinship(elements: &[(usize, Element)]) -> Vec<JsonFault> {
    let mut faults = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (index, element) in elements {
        if places.contains_key(element.id.as_str()) {
            faults.push(JsonFault::DuplicateId { index: *index, id: element.id.clone() });
        } else {
            places.insert(&element.id, *index);
        }
    }
    for (index, element) in elements {
        let Some(parent) = element.parent.clone() else { continue };
        let (index, id) = (*index, element.id.clone());
        match places.get(parent.as_str()) {
            None => faults.push(JsonFault::UnknownParent { index, id, parent }),
            Some(place) if *place >= index => {
                faults.push(JsonFault::ParentAfterChild { index, id, parent });
            }
            Some(_) => {}
        }
    }
    faults
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::samples::sound_text;

    #[test]
    fn an_element_is_written_with_its_citation() {
        let text = Text::new(vec![
            Element::new("a", Kind::Article, "en", "Means"),
            Element::new("p", Kind::Paragraph, "en", "One.").under("a"),
        ]);
        let value = to_value(&text);
        assert_eq!(
            value[1],
            json!({"id": "p", "kind": "paragraph", "citation": "article 1, sole paragraph",
                "short": "art. 1, sole para.", "parent": "a", "text": {"en": "One."}})
        );
    }

    #[test]
    fn files_made_by_others_are_read() {
        let text = read(
            r#"{"title": "T", "elements": [{"id": 7, "kind": "article", "type": "x"},
                {"id": "p", "kind": "paragraph", "parent": 7, "text": {"en": "One.", "fr": null}}]}"#,
        )
        .unwrap();
        assert_eq!(text.check(), []);
        assert_eq!(text.elements[1].parent.as_deref(), Some("7"));
    }

    #[test]
    fn all_faults_are_told_with_their_place() {
        let fault = |source: &str| read(source).unwrap_err();
        assert!(matches!(fault("[{")[..], [JsonFault::NotJson { line: 1, .. }]));
        assert_eq!(fault("3"), [JsonFault::NotAList]);
        assert_eq!(fault(r#"{"elements": {}}"#), [JsonFault::NotAList]);
        assert_eq!(
            fault(
                r#"[3, {"kind": "title"}, {"id": "a", "kind": "recital", "text": {}},
                {"id": "b", "kind": "title", "text": "T"}, {"id": "c", "kind": "title"}]"#
            ),
            [
                JsonFault::NotAnObject { index: 0 },
                JsonFault::MissingField { index: 1, id: None, field: "id" },
                JsonFault::UnknownKind { index: 2, id: "a".into(), kind: "recital".into() },
                JsonFault::WrongType { index: 3, id: Some("b".into()), field: "text" },
                JsonFault::MissingField { index: 4, id: Some("c".into()), field: "text" },
            ]
        );
        assert_eq!(
            fault(
                r#"[{"id": "a", "kind": "article", "parent": "b"}, {"id": "b", "kind": "article"},
                {"id": "a", "kind": "article", "parent": "z"}]"#
            ),
            [
                JsonFault::DuplicateId { index: 2, id: "a".into() },
                JsonFault::ParentAfterChild { index: 0, id: "a".into(), parent: "b".into() },
                JsonFault::UnknownParent { index: 2, id: "a".into(), parent: "z".into() },
            ]
        );
    }

    proptest! {
        #[test]
        fn it_imports_as_it_exports(text in sound_text()) {
            prop_assert_eq!(read(&write(&text)), Ok(text.clone()));
            let wrapped = json!({ "elements": to_value(&text) }).to_string();
            prop_assert_eq!(read(&wrapped), Ok(text));
        }
    }
}
