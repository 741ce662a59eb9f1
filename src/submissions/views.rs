//! Inputs as a reader may see them: the one entrance for pages, counts, exports and letters.

use super::store::{Attachment, Input, Submission};
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::participants::store::{Participant, of_consultation};
use crate::procedure::keys::{InputKey, ParticipantKey, RoundKey};
use crate::procedure::submissions::{InputFacts, Sight};
use crate::procedure::words::{ParticipantKind, SubmissionState};
use crate::rounds::store::Round;
use crate::schema::{inputs, submissions};
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// An input that the reader may see, with as much of its author as they may know.
#[derive(Debug, Clone)]
pub struct Seen {
    pub input: Input,
    pub submission: Submission,
    /// None where the name is withheld from this reader.
    pub author: Option<Participant>,
    /// The kind is shown with the text of a name-withheld input.
    pub kind: ParticipantKind,
}

/// All inputs of a round that a reader with this sight sees, in the order in which they were
/// submitted. Whoever lists, counts, exports or quotes inputs to anybody comes through here (or
/// through [`one`]).
pub fn visible_to(conn: &mut Conn, sight: &Sight, round: RoundKey) -> QueryResult<Vec<Seen>> {
    let inputs: Vec<Input> = inputs::table
        .inner_join(submissions::table)
        .filter(inputs::round_id.eq(round))
        .filter(submissions::state.eq(SubmissionState::Submitted))
        .order((submissions::submitted_at, submissions::id, inputs::id))
        .select(Input::as_select())
        .load(conn)?;
    let submissions = super::store::of_round(conn, round)?;
    let consultation = crate::rounds::store::find(conn, round)?.consultation_id;
    let authors: HashMap<ParticipantKey, Participant> = of_consultation(conn, consultation)?
        .into_iter()
        .map(|participant| (participant.id, participant))
        .collect();
    let seen = inputs.into_iter().filter_map(|input| {
        let submission = submissions.get(&input.submission_id)?;
        let author = authors.get(&submission.participant_id)?;
        seen(sight, input, submission, author)
    });
    Ok(seen.collect())
}

/// One input, if the reader may see it.
pub fn one(conn: &mut Conn, sight: &Sight, input: InputKey) -> QueryResult<Option<Seen>> {
    let input: Input = inputs::table.find(input).select(Input::as_select()).first(conn)?;
    let submission = super::store::find(conn, input.submission_id)?;
    let author = crate::participants::store::find(conn, submission.participant_id)?;
    Ok(seen(sight, input, &submission, &author))
}

fn seen(
    sight: &Sight,
    input: Input,
    submission: &Submission,
    author: &Participant,
) -> Option<Seen> {
    let facts = InputFacts {
        participant: submission.participant_id,
        state: submission.state,
        class: input.publication_class,
        published: submission.published_at.is_some(),
    };
    sight.shows(&facts).then(|| Seen {
        kind: author.kind,
        author: sight.names(&facts).then(|| author.clone()),
        input,
        submission: submission.clone(),
    })
}

/// The wordings of the round's text: by an element's identity, then by language.
pub fn wordings(
    conn: &mut Conn,
    round: &Round,
) -> QueryResult<HashMap<String, BTreeMap<String, String>>> {
    let Some(draft) = round.draft_id else { return Ok(HashMap::new()) };
    let text = drafts::text(conn, draft)?;
    Ok(text.elements.into_iter().map(|element| (element.id, element.text)).collect())
}

/// Files of a submission that the reader may have. A file can tell whose it is by its letterhead
/// and its properties: where the name is withheld, it is for those who may know the name.
pub fn files_visible_to(
    conn: &mut Conn,
    sight: &Sight,
    submission: &Submission,
) -> QueryResult<Vec<Attachment>> {
    let files = super::store::attachments_of(conn, submission.id)?;
    Ok(files.into_iter().filter(|file| may_have(sight, submission, file)).collect())
}

pub fn may_have(sight: &Sight, submission: &Submission, file: &Attachment) -> bool {
    let facts = InputFacts {
        participant: submission.participant_id,
        state: submission.state,
        class: file.publication_class,
        published: submission.published_at.is_some(),
    };
    sight.shows(&facts) && sight.names(&facts)
}
