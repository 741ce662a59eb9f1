//! Where in the round's text one is: at an element, at a question, or at the whole.

use super::super::store;
use super::super::views;
use super::super::written::Spot;
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::procedure::keys::PublicId;
use crate::procedure::words::InputKind;
use crate::rounds::store::{self as rounds, Round};
use crate::web::{Asking, Error, Fields};

/// A spot of the round's text, found by its address.
pub(super) struct Here {
    pub spot: Spot,
    pub path: String,
    pub question: Option<String>,
}

impl Here {
    pub fn find(conn: &mut Conn, round: &Round, place: &str, id: &PublicId) -> Result<Self, Error> {
        let path = format!("{}/{place}/{id}", round.path());
        match place {
            "elements" => {
                let draft = round.draft_id.ok_or(Error::NotFound)?;
                let rows = drafts::rows(conn, draft)?;
                let row = rows.iter().find(|row| row.public_id == *id).ok_or(Error::NotFound)?;
                let identity = row.identity.clone();
                let text = views::text(conn, round)?;
                Ok(Self { spot: Spot::Element { identity, text }, path, question: None })
            }
            "answers" => {
                let questions = rounds::questions(conn, round.id)?;
                let found = questions.into_iter().find(|question| question.public_id == *id);
                let question = found.ok_or(Error::NotFound)?;
                let spot = Spot::Question(question.id);
                Ok(Self { spot, path, question: Some(question.body) })
            }
            "general" if id.as_str() == "text" => {
                Ok(Self { spot: Spot::Whole, path, question: None })
            }
            _ => Err(Error::NotFound),
        }
    }

    /// Where an input is.
    pub fn of_input(conn: &mut Conn, round: &Round, input: &store::Input) -> Result<Self, Error> {
        if let Some(identity) = &input.identity {
            let draft = round.draft_id.ok_or(Error::NotFound)?;
            let rows = drafts::rows(conn, draft)?;
            let row = rows.iter().find(|row| row.identity == *identity).ok_or(Error::NotFound)?;
            return Self::find(conn, round, "elements", &row.public_id);
        }
        let Some(question) = input.question_id else {
            return Self::find(conn, round, "general", &"text".into());
        };
        let questions = rounds::questions(conn, round.id)?;
        let found = questions.iter().find(|known| known.id == question).ok_or(Error::NotFound)?;
        Self::find(conn, round, "answers", &found.public_id)
    }

    pub fn kinds(&self) -> Vec<InputKind> {
        InputKind::ALL.iter().copied().filter(|kind| self.spot.takes(*kind)).collect()
    }

    /// The kind that the address asks for (`?form=proposal`), or the first that is made here.
    pub fn kind(&self, asking: &Asking) -> InputKind {
        let query = asking.here.split_once('?').map_or("", |(_, query)| query);
        let asked = Fields::from_query(query).parsed::<InputKind>("form");
        let kinds = self.kinds();
        let asked = asked.filter(|kind| kinds.contains(kind));
        asked.or(kinds.first().copied()).unwrap_or(InputKind::General)
    }
}
