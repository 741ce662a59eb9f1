//! The pages of drafts.
//!
//! | file | pages |
//! |---|---|
//! | [`list`] | all drafts of a consultation |
//! | [`import`] | a new text: pasted or from a file, parsed, corrected, saved |
//! | [`show`] | one draft: read it, take it away, begin the next from it, mark it final |
//! | [`edit`] | a working draft's elements, and one of them |
//! | [`translate`] | a translation pasted as one text |

pub mod edit;
pub mod import;
pub mod list;
mod marks;
pub mod show;
pub mod translate;

use super::store::{self, Draft};
use super::views;
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::languages::Language;
use crate::procedure::drafts::{DraftFacts, may_read_draft};
use crate::procedure::keys::PublicId;
use crate::procedure::words::DraftState;
use crate::procedure::{Moment, Standing};
use crate::sign_in::{self, Viewer};
use crate::web::{Asking, Error, Frame};

/// Everybody and everything that a page about one draft begins with.
pub(super) struct Scene {
    pub viewer: Viewer,
    pub who: Standing,
    pub consultation: Consultation,
    pub draft: Draft,
    pub facts: DraftFacts,
    pub circulated_in: Vec<views::CirculatedIn>,
}

/// Finds a draft that this person may read.
pub(super) fn scene(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<Scene, Error> {
    let viewer = sign_in::viewer(conn, asking, now)?;
    let draft = store::find_by_public_id(conn, id)?;
    let consultation = consultations::store::find(conn, draft.consultation_id)?;
    let who = viewer.standing(conn, consultation.id)?;
    let facts = store::facts(conn, &draft)?;
    let circulated_in = views::rounds_of(conn, draft.id)?;
    // A final draft is submitted as a public document.
    let public = draft.state == DraftState::Final || circulated_in.iter().any(|r| r.open_to_public);
    may_read_draft(&who, &facts, public)?;
    Ok(Scene { viewer, who, consultation, draft, facts, circulated_in })
}

impl Scene {
    pub fn t(&self) -> Language {
        self.viewer.language()
    }

    /// The frame of a page beside the draft's own.
    pub fn frame_under(&self) -> Frame {
        self.frame().under(self.draft.path(), &self.draft.label)
    }

    pub fn frame(&self) -> Frame {
        let frame = consultations::frame(&self.viewer, &self.who, &self.consultation, Tab::Drafts);
        if !self.who.is_team() {
            return frame;
        }
        let list = frame.t.say("draft-list-title");
        frame.under(format!("{}/drafts", self.consultation.path()), list)
    }
}

/// A language that a text may be in, as a choice.
#[derive(Debug, Clone)]
pub struct LanguageChoice {
    pub code: String,
    pub name: String,
}

/// The consultation's languages, then the other official languages of the United Nations.
pub(super) fn language_choices(t: Language, consultation: &Consultation) -> Vec<LanguageChoice> {
    let mut codes = consultation.languages.0.clone();
    for code in ["en", "fr", "es", "ru", "ar", "zh"] {
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    let choice = |code: String| LanguageChoice { name: t.language_name(&code), code };
    codes.into_iter().map(choice).collect()
}

/// Is this the code of a language, as far as one can tell?
pub(super) fn is_language_code(code: &str) -> bool {
    (2..=12).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
