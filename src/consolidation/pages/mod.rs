//! The team's pages of one round: the overview, the paragraph's workspace, and the pages that
//! answer when something needs another look.

mod answers;
mod apply;
mod assigning;
mod batch;
mod board;
mod cases;
mod changes;
mod clusters;
mod covering;
mod notes;
mod overview;
mod responses;
mod workspace;

pub use apply::apply;
pub use assigning::assign;
pub use batch::{release_many, respond_to_many, validate_many};
pub use board::{board, boards};
pub(in crate::consolidation) use cases::author;
pub use changes::{changes, undo_change};
pub use clusters::{cluster, clusters};
pub use notes::{correct_note, edit_note, note_on_input, note_on_place, tag, untag};
pub use overview::{round, team};
pub use responses::{answer_several, release, respond, response, validate};
pub use workspace::workspace;

use crate::app::App;
use crate::consolidation::alike::Alike;
use crate::consolidation::colliding::Colliding;
use crate::consolidation::sorting::{Filter, Place, Sorted};
use crate::consolidation::views::{Dossier, dossier, input_named};
use crate::consultations::store::Consultation;
use crate::consultations::views::has_drafting_colleagues;
use crate::consultations::{self, Tab};
use crate::db::{Conn, Tx};
use crate::drafts::reading::{self, Line, Reading};
use crate::drafts::store::Draft;
use crate::languages::Language;
use crate::procedure::consolidation::may_consolidate;
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::rights::Denied;
use crate::procedure::rounds::RoundFacts;
use crate::procedure::sight::{Sight, sight};
use crate::procedure::words::{DraftState, SubmissionState};
use crate::procedure::{Moment, Refusal, Standing};
use crate::rounds::store::{Question, Round};
use crate::sign_in::{self, Viewer};
use crate::submissions::naming;
use crate::submissions::views::Seen;
use crate::text::{Citation, Text};
use crate::web::{After, Asking, Error, Fields, Frame};
use crate::{drafts, rounds, submissions};
use actix_web::{HttpResponse, web};
use askama::Template;
use std::collections::{HashMap, HashSet};

/// A member of the team at the table of one round.
struct Desk {
    viewer: Viewer,
    who: Standing,
    consultation: Consultation,
    round: Round,
    facts: RoundFacts,
    sight: Sight,
    /// Nobody else writes for the team.
    is_alone: bool,
}

impl Desk {
    /// Whoever is not signed in is asked to, before anything is looked up.
    fn of_round(
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        now: Moment,
    ) -> Result<Self, Error> {
        let viewer = sign_in::signed_in(conn, asking, now)?;
        let round = rounds::store::find_by_public_id(conn, id)?;
        Self::at(conn, viewer, round, now)
    }

    /// The table on which an input lies, and the input as this person sees it.
    fn of_input(
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        now: Moment,
    ) -> Result<(Self, Seen), Error> {
        let viewer = sign_in::signed_in(conn, asking, now)?;
        let (input, round) = input_named(conn, id)?.ok_or(Error::NotFound)?;
        let round = rounds::store::find(conn, round)?;
        let desk = Self::at(conn, viewer, round, now)?;
        desk.opens(now)?;
        let seen = submissions::views::one(conn, &desk.sight, input)?;
        let submitted = seen.filter(|seen| seen.submission.state == SubmissionState::Submitted);
        Ok((desk, submitted.ok_or(Error::NotFound)?))
    }

    fn at(conn: &mut Conn, viewer: Viewer, round: Round, now: Moment) -> Result<Self, Error> {
        let consultation = consultations::store::find(conn, round.consultation_id)?;
        let who = viewer.standing(conn, consultation.id)?;
        let facts = rounds::store::facts(conn, &round)?;
        let sight = sight(&who, &facts, now);
        let is_alone = match who.account {
            Some(me) => !has_drafting_colleagues(conn, consultation.id, me)?,
            None => false,
        };
        Ok(Self { viewer, who, consultation, round, facts, sight, is_alone })
    }

    /// May this person work here now? A refusal can be shown; who may not know gets an error.
    fn refusal(&self, now: Moment) -> Result<Option<Refusal>, Error> {
        match may_consolidate(&self.who, &self.facts, now) {
            Ok(_) => Ok(None),
            Err(Denied::Refused(refusal)) => Ok(Some(refusal)),
            Err(Denied::Unknown) => Err(Error::NotFound),
        }
    }

    fn opens(&self, now: Moment) -> Result<(), Error> {
        may_consolidate(&self.who, &self.facts, now)?;
        Ok(())
    }

    /// Back to where an input stands, as [`back_to`].
    fn back_to_seen(&self, conn: &mut Conn, seen: &Seen, fields: &Fields) -> Result<String, Error> {
        let step = step_of(conn, self, seen)?;
        Ok(back_to(&self.path(), &step, fields, Some(&seen.input.public_id)))
    }

    fn frame(&self) -> Frame {
        let frame =
            consultations::frame(&self.viewer, &self.who, &self.consultation, Tab::Consolidation);
        let label = frame.t.say("tab-consolidation");
        frame.under(format!("{}/consolidation", self.consultation.path()), label)
    }

    /// The frame of a page below the round's.
    fn frame_below(&self) -> Frame {
        self.frame().under(self.path(), self.round.title.clone())
    }

    /// Where the round's paragraphs are listed.
    fn path(&self) -> String {
        format!("{}/consolidation", self.round.path())
    }

    fn table(&self, conn: &mut Conn) -> Result<Table, Error> {
        let (text, reading) = match self.round.draft_id {
            Some(draft) => {
                let (rows, text) = drafts::store::rows_and_text(conn, draft)?;
                let language = drafts::store::find(conn, draft)?.language;
                let reading = reading::reading(&rows, &text, &language, &language);
                (text, Some(reading))
            }
            None => (Text::default(), None),
        };
        let all = drafts::store::of_consultation(conn, self.consultation.id)?;
        Ok(Table {
            base: self.path(),
            text,
            reading,
            dossier: dossier(conn, &self.sight, self.consultation.id, self.round.id)?,
            questions: rounds::store::questions(conn, self.round.id)?,
            working: all.into_iter().filter(|d| d.state == DraftState::Working).collect(),
        })
    }
}

impl Table {
    /// What the words of the proposals of a place are called, among all that would be added around it.
    fn called(&self, place: &Place) -> HashMap<InputKey, Citation> {
        let (Some(line), Some(reading)) = (self.line(place), &self.reading) else {
            return HashMap::new();
        };
        let counts = |seen: &&Seen| {
            seen.input.identity.as_ref() == Some(&line.identity)
                || seen.input.operation.is_some_and(|operation| operation.is_addition())
        };
        let all = self.dossier.seen.iter().filter(counts);
        naming::called(&self.text, &reading.language, all, true)
    }
}

/// One act on an input, by whoever may work at the table that it lies on; then the next page, or
/// the form again.
async fn at_input<P: Template + Send + 'static>(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    act: impl FnOnce(&mut Tx, &Desk, &Seen, Moment) -> Result<After<P>, Error> + Send + 'static,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (desk, seen) = Desk::of_input(tx, &asking, &id, now)?;
            act(tx, &desk, &seen, now)
        })
        .await?;
    after.answer()
}

/// Everything that a page about one round needs, read at once.
struct Table {
    base: String,
    /// The round's; empty for a call without one.
    text: Text,
    reading: Option<Reading>,
    dossier: Dossier,
    questions: Vec<Question>,
    working: Vec<Draft>,
}

impl Table {
    fn lines(&self) -> &[Line] {
        self.reading.as_ref().map_or(&[], |reading| &reading.lines)
    }

    fn identities(&self) -> HashSet<&str> {
        self.lines().iter().map(|line| line.identity.as_str()).collect()
    }

    fn line(&self, place: &Place) -> Option<&Line> {
        let Place::Paragraph(identity) = place else { return None };
        self.lines().iter().find(|line| line.identity == *identity)
    }

    /// The last step of a place's address.
    fn step(&self, place: &Place) -> String {
        match place {
            Place::General => "general".to_owned(),
            Place::Unplaced => "unplaced".to_owned(),
            Place::Paragraph(_) => {
                self.line(place).map_or(String::new(), |line| line.public_id.to_string())
            }
        }
    }

    fn path(&self, place: &Place) -> String {
        format!("{}/{}", self.base, self.step(place))
    }

    /// The place that the last step of an address names.
    fn place(&self, step: &str) -> Option<Place> {
        match step {
            "general" => Some(Place::General),
            "unplaced" => Some(Place::Unplaced),
            id => {
                let line = self.lines().iter().find(|line| line.public_id.as_str() == id)?;
                Some(Place::Paragraph(line.identity.clone()))
            }
        }
    }

    /// All places, in the order of the text.
    fn places(&self) -> Vec<Place> {
        let paragraphs = self.lines().iter().map(|line| Place::Paragraph(line.identity.clone()));
        std::iter::once(Place::General).chain(paragraphs).chain([Place::Unplaced]).collect()
    }

    /// What a place is called in a link: "art. 4 (2)".
    fn label(&self, t: Language, place: &Place) -> String {
        match place {
            Place::General => t.say("workspace-general"),
            Place::Unplaced => t.say("workspace-unplaced"),
            Place::Paragraph(_) => {
                let line = self.line(place);
                line.map_or(String::new(), |line| t.citation_short(&line.citation))
            }
        }
    }

    /// What the filter keeps, place by place.
    fn sorted(&self, filter: &Filter) -> Sorted<'_> {
        Sorted::of(&self.dossier, filter, &self.identities())
    }

    /// Who says the same as whom.
    fn alike(&self) -> Alike {
        Alike::among(&self.dossier.seen, &self.identities())
    }

    /// The proposals that touch one another, as far as this person sees them.
    fn colliding(&self) -> Colliding {
        let Some(reading) = &self.reading else { return Colliding::default() };
        Colliding::among(&self.text, &reading.language, &self.dossier.seen)
    }

    fn place_of(&self, seen: &Seen) -> Place {
        crate::consolidation::sorting::place(seen, &self.identities())
    }
}

/// Back to an input in the workspace, with the same filter, from a form that carried it along.
fn back_to(table_base: &str, step: &str, fields: &Fields, input: Option<&PublicId>) -> String {
    let filter = Filter::read(&Fields::from_query(fields.get("filter").trim_start_matches('?')));
    let anchor = input.map(|id| format!("#i-{id}")).unwrap_or_default();
    format!("{table_base}/{step}{}{anchor}", filter.query())
}

/// The last step of the address of an input's place.
fn step_of(conn: &mut Conn, desk: &Desk, seen: &Seen) -> Result<String, Error> {
    use crate::procedure::words::Placement;
    let (Some(draft), Some(identity)) = (desk.round.draft_id, &seen.input.identity) else {
        let unplaced = seen.input.placement == Placement::Unplaced;
        return Ok(if unplaced { "unplaced" } else { "general" }.to_owned());
    };
    if seen.input.placement == Placement::Unplaced {
        return Ok("unplaced".to_owned());
    }
    let rows = drafts::store::rows(conn, draft)?;
    let row = rows.into_iter().find(|row| row.identity == *identity);
    Ok(row.map_or_else(|| "unplaced".to_owned(), |row| row.public_id.to_string()))
}
