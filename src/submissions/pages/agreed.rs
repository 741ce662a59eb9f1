//! How far the text is agreed, as marks beside its paragraphs, where States negotiate it.

use super::agreement::path;
use super::scene::Scene;
use crate::db::Conn;
use crate::drafts::reading::Line;
use crate::languages::Language;
use crate::procedure::words::AgreementStatus;
use crate::rounds::agreement::{self, Agreement};
use crate::text::Kind;
use crate::web::{Error, Fields};
use std::collections::{HashMap, HashSet};

/// How far something is agreed, as a shape and a word, and where more is said.
#[derive(Clone)]
pub struct AgreementMark {
    pub mark: &'static str,
    pub word: String,
    pub path: String,
    /// Something was decided on it. What was not is open, which is said only where somebody asks.
    pub is_decided: bool,
    /// The wording is no longer the one that was decided on.
    pub is_reworded: bool,
}

impl AgreementMark {
    pub fn of(t: Language, agreement: &Agreement, path: String) -> Self {
        Self {
            mark: agreement.mark(),
            word: t.word(agreement.status),
            path,
            is_decided: !agreement.history.is_empty(),
            is_reworded: agreement.is_reworded,
        }
    }
}

/// What the page of the whole text shows of it.
pub(super) struct Agreed {
    by_identity: HashMap<String, Agreement>,
    /// What there is to agree on: what has words of its own, and what was decided on all the same.
    counts: HashSet<String>,
    /// The reader asked to see what is open, too.
    with_open: bool,
}

/// How much of the text is agreed how far, and where what is open is marked or left unmarked.
pub(super) struct SoFar {
    /// The mark, its word, of how many paragraphs.
    pub statuses: Vec<(&'static str, String, usize)>,
    pub other: String,
    pub says: String,
    /// Where everybody reads the bracketed text.
    pub bracketed: Option<String>,
}

impl Agreed {
    /// None in an expert consultation.
    pub fn read(conn: &mut Conn, scene: &Scene, query: &Fields) -> Result<Option<Self>, Error> {
        if !scene.consultation.kind.records_agreement() {
            return Ok(None);
        }
        let by_identity = agreement::standing(conn, &scene.round)?;
        let lines = scene.reading.as_ref().map_or(&[][..], |reading| &reading.lines);
        let counts = lines
            .iter()
            .enumerate()
            .filter(|(at, line)| {
                has_own_words(lines, *at) || by_identity.contains_key(&line.identity)
            })
            .map(|(_, line)| line.identity.clone())
            .collect();
        let with_open = query.get("agreement") == "all";
        Ok(Some(Self { by_identity, counts, with_open }))
    }

    /// The mark beside a paragraph: of what was decided; of what is open where the reader asked for it.
    pub fn beside(&self, scene: &Scene, line: &Line) -> Option<AgreementMark> {
        let path = path(&scene.round, &line.public_id);
        match self.by_identity.get(&line.identity) {
            Some(agreement) => Some(AgreementMark::of(scene.t(), agreement, path)),
            None if self.with_open && self.counts.contains(&line.identity) => {
                Some(AgreementMark::of(scene.t(), &Agreement::none(), path))
            }
            None => None,
        }
    }

    pub fn so_far(&self, scene: &Scene, query: &Fields) -> SoFar {
        let t = scene.t();
        let of = |identity: &String| {
            self.by_identity.get(identity).map_or(AgreementStatus::Open, |known| known.status)
        };
        let status = |status: &AgreementStatus| {
            let many = self.counts.iter().filter(|identity| of(identity) == *status).count();
            (Agreement { status: *status, ..Agreement::none() }.mark(), t.word(*status), many)
        };
        let mut statuses: Vec<_> = AgreementStatus::ALL.iter().map(status).collect();
        statuses.retain(|(_, _, many)| *many > 0);
        let language = query.filled("lang").map(|code| ("lang", code));
        let open = (!self.with_open).then_some(("agreement", "all"));
        let asked: Vec<(&str, &str)> = language.into_iter().chain(open).collect();
        let shows_brackets = scene.consultation.shows_brackets();
        SoFar {
            statuses,
            bracketed: shows_brackets.then(|| format!("{}/bracketed", scene.round.path())),
            other: format!("?{}", serde_urlencoded::to_string(asked).unwrap_or_default()),
            says: t.say(if self.with_open {
                "agreement-decided-only"
            } else {
                "agreement-with-open"
            }),
        }
    }

    /// What the address of the same text in another language carries along.
    pub fn query(&self) -> &'static str {
        if self.with_open { "&agreement=all" } else { "" }
    }
}

/// A heading that holds paragraphs, and a footnote, are agreed with what they belong to.
fn has_own_words(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let mut inside = lines[at + 1..].iter().take_while(|below| below.depth > line.depth);
    let is_heading = line.is_heading() || line.is_article();
    let only_holds = is_heading && inside.any(|below| below.kind != Kind::Footnote);
    line.kind != Kind::Footnote && !only_holds
}
