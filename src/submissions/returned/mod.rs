//! Word files: what a participant is handed out, and what it says when it comes back.
//!
//! The words of a file are never anybody's but the participant's whose person brings it in: names in
//! it are shown to that person, and go nowhere.

pub mod handout;
mod items;
mod sheet;

pub use items::{Item, What, items};

use crate::consultations::Consultation;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft, ElementRow};
use crate::formats::word::{self, Document};
use crate::languages::Language;
use crate::participants::Participant;
use crate::procedure::Moment;
use crate::procedure::Standing;
use crate::procedure::drafts::may_read_draft;
use crate::rounds::store::Round;
use crate::signing::Signer;
use crate::text::returned::{self, Returned};
use crate::text::{Text, citations, marker};
use crate::web::Error;
use std::collections::HashMap;
use std::sync::Arc;

/// What a file says, read against the draft that it was made from.
pub struct Reading {
    /// The draft of the round, on which everything is to be put.
    pub draft: Draft,
    pub text: Arc<Text>,
    /// The draft that the file was made from, where that is an earlier one.
    pub made_from: Option<(Draft, Arc<Text>)>,
    pub made_for: MadeFor,
    pub language: String,
    pub returned: Returned,
    /// By line of the sheet: the paragraph of the file.
    pub paragraphs: Vec<usize>,
    /// Who the file says wrote in it: for the person who brings it, and nobody else.
    pub names: Vec<String>,
    /// How many changes are of the form alone, and left aside.
    pub restyled: usize,
    /// The file names a draft that is none of this consultation's, or that this person cannot read.
    pub is_of_another: bool,
}

/// For whom a file was handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeFor {
    /// For the participant that brings it back.
    Them,
    Another,
    /// It has no mark of a hand-out: a copy, or a file made otherwise.
    Nobody,
}

/// Fewer elements than one in so many were found in it: it is no file of this text.
const LEAST_KNOWN: usize = 5;

impl Reading {
    /// Is what it holds this text at all?
    pub fn is_of_this_text(&self) -> bool {
        self.returned.known * LEAST_KNOWN >= self.returned.of
    }
}

/// Reads a file for a participant.
pub fn read(
    conn: &mut Conn,
    who: &Standing,
    (consultation, round): (&Consultation, &Round),
    participant: &Participant,
    document: &Document,
    signer: &Signer,
) -> Result<Reading, Error> {
    let draft = drafts::find(conn, round.draft_id.ok_or(Error::NotFound)?)?;
    let (rows, text) = drafts::rows_and_text(conn, draft.id)?;
    let text = Arc::new(text);
    let mut made_from = None;
    let mut is_of_another = false;
    if let Some(named) = document.properties.get(handout::DRAFT)
        && *named != draft.public_id.as_str()
    {
        match earlier(conn, who, consultation, named)? {
            Some(found) => made_from = Some(found),
            None => is_of_another = true,
        }
    }
    let rows = match &made_from {
        Some((earlier, _)) => drafts::rows(conn, earlier.id)?,
        None => rows,
    };
    let base = made_from.as_ref().map_or(&text, |(_, text)| text);
    let Against { language, returned, paragraphs } =
        against((&rows, base), &draft.language, document);
    let token = document.properties.get(handout::TOKEN);
    let of = made_from.as_ref().map_or(&draft, |(draft, _)| draft);
    let made_for = match token {
        None => MadeFor::Nobody,
        Some(token) if *token == handout::token(signer, of, participant)? => MadeFor::Them,
        Some(_) => MadeFor::Another,
    };
    Ok(Reading {
        made_for,
        names: sheet::names(document),
        restyled: document.paragraphs.iter().map(|one| one.restyled).sum(),
        draft,
        text,
        made_from,
        language,
        returned,
        paragraphs,
        is_of_another,
    })
}

/// A file read against a draft that is at hand.
pub struct Against {
    /// The language of the draft that the file is in.
    pub language: String,
    pub returned: Returned,
    /// By line of the sheet: the paragraph of the file.
    pub paragraphs: Vec<usize>,
}

/// Reads a file against a draft, whoever brings it and whatever draft it names.
pub fn against(
    (rows, text): (&[ElementRow], &Text),
    original: &str,
    document: &Document,
) -> Against {
    let language = sheet::language(document, text, original);
    let (lines, paragraphs) = word::sheet::lines(document, &sheet::marks(rows));
    let labels = labels(text, &language);
    let returned = returned::read(text, &language, &labels, &lines, &word::sheet::notes(document));
    Against { language, returned, paragraphs }
}

/// By comment: the line of the sheet that it stands on.
pub fn comment_lines<'a>(document: &'a Document, paragraphs: &[usize]) -> HashMap<&'a str, usize> {
    let mut lines = HashMap::new();
    for (line, paragraph) in paragraphs.iter().enumerate() {
        for comment in &document.paragraphs[*paragraph].comments {
            lines.entry(comment.as_str()).or_insert(line);
        }
    }
    lines
}

/// The earlier draft that a file names, if this person may read it.
fn earlier(
    conn: &mut Conn,
    who: &Standing,
    consultation: &Consultation,
    named: &str,
) -> Result<Option<(Draft, Arc<Text>)>, Error> {
    let all = drafts::of_consultation(conn, consultation.id)?;
    let Some(found) = all.into_iter().find(|draft| draft.public_id.as_str() == named) else {
        return Ok(None);
    };
    let facts = drafts::facts(conn, &found)?;
    let circulated = crate::drafts::views::rounds_of(conn, found.id)?;
    let public = circulated.iter().any(|round| round.open_to_public);
    if may_read_draft(who, &facts, public).is_err() {
        return Ok(None);
    }
    let text = drafts::text(conn, found.id)?;
    Ok(Some((found, Arc::new(text))))
}

/// The numbers before the elements as hand-outs print them.
fn labels(text: &Text, language: &str) -> Vec<String> {
    let printed = crate::drafts::reading::unstored(text, language);
    let labels: Vec<String> = printed.lines.into_iter().map(|line| line.marker).collect();
    match labels.len() == text.elements.len() {
        true => labels,
        false => citations(text).iter().map(marker).collect(),
    }
}

/// The hand-out of a round's draft for a participant, or a copy for everybody.
pub fn paper(
    conn: &mut Conn,
    consultation: &Consultation,
    draft: &Draft,
    participant: Option<&Participant>,
    (language, signer, origin): (&str, &Signer, &str),
    now: Moment,
) -> Result<crate::formats::word::Paper, Error> {
    let reading = crate::drafts::reading::read(conn, draft, language)?;
    let t = Language::of(&reading.language);
    let clean = crate::drafts::word::clean(draft, &reading, &consultation.title, origin, now);
    handout::of(clean, draft, participant, (t, signer))
}
