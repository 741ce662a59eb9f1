//! The pages of the outcome.

pub mod consultation;
pub mod framework;
pub mod matrix;
pub mod notes;
pub mod papers;
pub mod participant;
pub mod redline;

use super::access::Scene;
use super::comparing::Comparison;
use super::redline::{Attribution, Sources};
use super::views;
use crate::consolidation::store::Response;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::drafts::store::{self as drafts, ChangeRow};
use crate::procedure::Moment;
use crate::procedure::keys::InputKey;
use crate::submissions::views::Seen;
use crate::text::Text;
use crate::web::{Error, Frame};
use std::collections::HashMap;

/// What the reader may learn of where changes came from, loaded.
struct Provenance {
    changes: Vec<ChangeRow>,
    seen: HashMap<InputKey, Seen>,
    responses: HashMap<InputKey, Response>,
    whose: Attribution,
}

impl Provenance {
    fn load(
        conn: &mut Conn,
        scene: &Scene,
        comparison: &Comparison,
        now: Moment,
    ) -> Result<Self, Error> {
        let whose = match (scene.who.is_team(), scene.consultation.attribution_public) {
            (true, _) => Attribution::Inside,
            (false, true) => Attribution::Outside,
            (false, false) => Attribution::Nobody,
        };
        let mut found =
            Self { changes: vec![], seen: HashMap::new(), responses: HashMap::new(), whose };
        if whose == Attribution::Nobody {
            return Ok(found);
        }
        for step in &comparison.steps {
            found.changes.extend(drafts::changes(conn, *step)?);
        }
        for (round, seen) in views::seen_by(conn, &scene.who, scene.consultation.id, now)? {
            if scene.who.is_drafting() && !found.responses.contains_key(&seen.input.id) {
                found.responses.extend(views::responses(conn, round)?);
            }
            found.seen.insert(seen.input.id, seen);
        }
        Ok(found)
    }

    fn sources(&self) -> Sources<'_> {
        Sources {
            changes: &self.changes,
            seen: &self.seen,
            responses: &self.responses,
            whose: self.whose,
        }
    }
}

/// The frame of a page about a draft: the team comes from its list of drafts, others from the
/// consultation's page.
fn frame(scene: &Scene) -> Frame {
    let tab = if scene.who.is_team() { Tab::Drafts } else { Tab::Overview };
    consultations::frame(&scene.viewer, &scene.who, &scene.consultation, tab)
}

/// The languages that a text has wordings in, the original first.
fn languages_of(text: &Text, original: &str) -> Vec<String> {
    let mut others: Vec<String> = text
        .elements
        .iter()
        .flat_map(|element| element.text.keys())
        .filter(|language| *language != original)
        .cloned()
        .collect();
    others.sort();
    others.dedup();
    others.insert(0, original.to_owned());
    others
}

/// The direction that a language is written in.
fn direction(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ar" | "fa" | "he" | "ur") => "rtl",
        _ => "ltr",
    }
}
