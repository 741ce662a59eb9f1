//! Are the drafts quoted as they stand? What is not is flagged to the team, with the nearest wording.

use super::redline::{Piece, pieces};
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::languages::Language;
use crate::procedure::keys::{ConsultationKey, DraftKey};
use crate::text::quoting::{Drafts, Misquotation};
use crate::text::{Kind, Text, citations};
use diesel::QueryResult;

/// Words between quotation marks that stand in none of the drafts.
pub struct Misquoted {
    pub words: String,
    pub nearest: Option<Near>,
    /// They are somebody's who is not to be quoted.
    pub is_confidential: bool,
}

/// The wording that comes nearest.
pub struct Near {
    /// "Preliminary text, article 4 (2)".
    pub place: String,
    pub language: String,
    /// From the draft's words to the quotation.
    pub pieces: Vec<Piece>,
}

impl Near {
    pub fn pieces(&self) -> Vec<&Piece> {
        self.pieces.iter().collect()
    }
}

/// The drafts that a note may quote, in all their languages.
#[derive(Default)]
pub struct Quotable {
    drafts: Drafts,
    /// What each text of `drafts` is, and where its wordings stand.
    texts: Vec<Place>,
}

struct Place {
    label: String,
    language: String,
    citations: Vec<String>,
}

impl Quotable {
    pub fn new<'a>(t: Language, all: impl IntoIterator<Item = (&'a str, &'a Text)>) -> Self {
        let (mut wordings, mut texts) = (Vec::new(), Vec::new());
        for (label, text) in all {
            let cited = citations(text);
            let mut languages: Vec<&String> =
                text.elements.iter().flat_map(|element| element.text.keys()).collect();
            languages.sort();
            languages.dedup();
            for language in languages {
                let said = text.elements.iter().zip(&cited).filter_map(|(element, citation)| {
                    Some((element.text.get(language)?.clone(), t.citation(citation)))
                });
                let (of_it, citations): (Vec<String>, Vec<String>) = said.unzip();
                wordings.push(of_it);
                let (label, language) = (label.to_owned(), language.clone());
                texts.push(Place { label, language, citations });
            }
        }
        Self { drafts: Drafts::new(wordings), texts }
    }

    /// A round's text and the drafts that were begun from it.
    pub fn around(
        conn: &mut Conn,
        t: Language,
        consultation: ConsultationKey,
        draft: Option<DraftKey>,
    ) -> QueryResult<Self> {
        let Some(key) = draft else { return Ok(Self::default()) };
        let mut all: Vec<Draft> = drafts::of_consultation(conn, consultation)?;
        all.retain(|draft| draft.id == key || draft.based_on_id == Some(key));
        let mut texts = Vec::with_capacity(all.len());
        for draft in all {
            texts.push((drafts::text(conn, draft.id)?, draft.label));
        }
        Ok(Self::new(t, texts.iter().map(|(text, label)| (label.as_str(), text))))
    }

    /// There is no draft to be quoted.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// What a text quotes and none of the drafts has.
    pub fn misquoted(&self, t: Language, text: &str) -> Vec<Misquoted> {
        if self.is_empty() {
            return Vec::new();
        }
        self.drafts.misquoted(text).into_iter().map(|said| self.shown(t, said)).collect()
    }

    fn shown(&self, t: Language, said: Misquotation) -> Misquoted {
        let nearest = said.nearest.and_then(|near| {
            let place = self.texts.get(near.text)?;
            let citation = place.citations.get(near.wording)?;
            Some(Near {
                place: t.say2(
                    "quoted-place",
                    "draft",
                    place.label.as_str(),
                    "citation",
                    citation.as_str(),
                ),
                language: place.language.clone(),
                pieces: pieces(&near.runs, Kind::Paragraph, &place.language),
            })
        });
        Misquoted { words: said.words, nearest, is_confidential: false }
    }
}
