//! The pages of the outcome.

pub mod bracketed;
pub mod comparison;
pub mod compilation;
pub mod consultation;
pub mod files;
pub mod framework;
pub mod layers;
pub mod lineage;
mod made;
pub mod matrix;
pub mod notes;
pub mod papers;
pub mod participant;
pub mod redline;

use super::access::Scene;
use crate::consultations::{self, Tab};
use crate::text::Text;
use crate::web::Frame;

/// The frame of a page about a draft: the team comes from its list of drafts, others from the
/// consultation's page.
pub(super) fn frame(scene: &Scene) -> Frame {
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
pub(super) fn direction(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ar" | "fa" | "he" | "ur") => "rtl",
        _ => "ltr",
    }
}
