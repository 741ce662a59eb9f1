//! Inputs as a reader may see them: the one entrance for pages, counts, exports and letters.

mod erased;
mod originals;

pub use erased::{erased, erased_at, inputs_left, is_erased_for};
pub use originals::{Letters, Original};

use super::store::{Attachment, Erasure, Input, Redaction, Submission};
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::participants::store::{Participant, of_consultation};
use crate::procedure::Moment;
use crate::procedure::keys::{InputKey, ParticipantKey, RoundKey, SubmissionKey};
use crate::procedure::sight::{InputFacts, SMALL_GROUP, Sight};
use crate::procedure::words::{ParticipantKind, PublicationClass, SubmissionState};
use crate::rounds::store::Round;
use crate::schema::{attachments, inputs, submissions};
use crate::text::Text;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// An input that the reader may see, with as much of its author as they may know.
#[derive(Debug, Clone)]
pub struct Seen {
    pub input: Input,
    pub submission: Submission,
    /// None where the name is withheld from this reader.
    pub author: Option<Participant>,
    /// The kind is shown with the text of a name-withheld input, unless so few of the consultation are
    /// of it that it would tell who it is.
    pub kind: Option<ParticipantKind>,
    /// The reader may learn the name, by an act that is recorded.
    pub may_learn: bool,
    /// When it was erased for somebody's safety: a mark is all that is left, for its own people.
    pub erased_at: Option<Moment>,
    /// What is about third persons was taken out for those outside.
    pub is_redacted: bool,
    /// It was recorded at a meeting as said on the author's behalf, and the author has not answered. Its
    /// name says so with it, in the consultation's language: for papers and exports. See [`Seen::author_in`].
    pub unverified: Option<Unverified>,
    /// Where its reader reads the letter that it was cut out of.
    pub original: Option<Original>,
}

/// In whose name something was said that nobody has answered for, and at which meeting.
#[derive(Debug, Clone)]
pub struct Unverified {
    name: String,
    meeting: String,
}

impl Unverified {
    fn said(&self, t: Language) -> String {
        let (name, meeting) = (self.name.as_str(), self.meeting.as_str());
        t.say2("intervention-attributed", "name", name, "meeting", meeting)
    }
}

impl Seen {
    /// The author for a page in the reader's language: a mark beside the name is in it, too.
    pub fn author_in(&self, t: Language) -> Option<Participant> {
        let mut author = self.author.clone()?;
        if let Some(unverified) = &self.unverified {
            author.name = unverified.said(t);
        }
        Some(author)
    }

    /// Is it passed on under its author's name, as a part of this submission?
    pub fn is_public_in(&self, submission: &Submission) -> bool {
        self.submission.id == submission.id
            && self.author.is_some()
            && self.input.publication_class == Some(PublicationClass::Public)
            && self.erased_at.is_none()
    }

    /// The letter, at the place of this excerpt where its text is known.
    pub fn original_path(&self) -> Option<String> {
        Some(original_path(self.original.as_ref()?, &self.submission, &self.input))
    }
}

/// Where a letter is read, at the place of an excerpt.
pub fn original_path(original: &Original, submission: &Submission, input: &Input) -> String {
    match original {
        Original::Text => {
            format!("/submissions/{}/letter#x-{}", submission.public_id, input.public_id)
        }
        Original::File(id) => format!("/files/{id}"),
    }
}

/// What one must know beside the inputs of a round to show them.
struct Beside {
    /// The kinds that a name-withheld input may be said to come from.
    kinds: HashSet<ParticipantKind>,
    /// What was taken out of inputs.
    erasures: Vec<Erasure>,
    redactions: Vec<Redaction>,
    letters: Letters,
    marks: Marks,
}

/// The submissions that nobody has answered for yet, each with its meeting; and the language in which
/// that is said beside a name.
struct Marks {
    unverified: HashMap<SubmissionKey, String>,
    t: Language,
}

impl Marks {
    fn read(conn: &mut Conn, round: RoundKey) -> QueryResult<Self> {
        let unverified = super::store::unverified_in(conn, round)?;
        let consultation = crate::rounds::store::find(conn, round)?.consultation_id;
        let consultation = crate::consultations::store::find(conn, consultation)?;
        Ok(Self { unverified, t: Language::of(consultation.original_language()) })
    }

    fn of(&self, author: &Participant, submission: SubmissionKey) -> Option<Unverified> {
        let meeting = self.unverified.get(&submission)?.clone();
        Some(Unverified { name: author.name.clone(), meeting })
    }

    /// The author, or who is said to have spoken: wherever the name goes, on pages, into papers and
    /// exports, the mark goes with it.
    fn author(&self, author: &Participant, submission: SubmissionKey) -> Participant {
        let mut author = author.clone();
        if let Some(unverified) = self.of(&author, submission) {
            author.name = unverified.said(self.t);
        }
        author
    }
}

/// Who sent a submission, under the name by which others may know it: of what was recorded at a meeting
/// and nobody answered for, a name with that mark, in the reader's language.
pub fn author_of(
    conn: &mut Conn,
    submission: &Submission,
    t: Language,
) -> QueryResult<Participant> {
    let author = crate::participants::store::find(conn, submission.participant_id)?;
    let marks = Marks { t, ..Marks::read(conn, submission.round_id)? };
    Ok(marks.author(&author, submission.id))
}

/// All inputs of a round that a reader with this sight sees, in the order in which they were
/// submitted; after them those without a name, in no order that tells whose neighbour they are. Whoever
/// lists, counts, exports or quotes inputs to anybody comes through here (or through [`one`]).
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
    let mut beside = Beside {
        kinds: kinds(authors.values()),
        erasures: super::store::erasures_in(conn, round)?,
        redactions: super::store::redactions_in(conn, round)?,
        letters: Letters::of(conn, submissions.values())?,
        marks: Marks::read(conn, round)?,
    };
    let seen = inputs.into_iter().filter_map(|input| {
        let submission = submissions.get(&input.submission_id)?;
        let author = authors.get(&submission.participant_id)?;
        seen(sight, input, submission, author, &mut beside)
    });
    let (mut all, mut unnamed): (Vec<Seen>, Vec<Seen>) =
        seen.partition(|seen| seen.author.is_some());
    unnamed.sort_by(|one, other| one.input.public_id.cmp(&other.input.public_id));
    all.extend(unnamed);
    Ok(all)
}

/// The kinds that a name-withheld input may be said to come from.
fn kinds<'a>(all: impl Iterator<Item = &'a Participant>) -> HashSet<ParticipantKind> {
    let mut sizes: HashMap<ParticipantKind, usize> = HashMap::new();
    for participant in all {
        *sizes.entry(participant.kind).or_default() += 1;
    }
    sizes.into_iter().filter(|(_, size)| *size >= SMALL_GROUP).map(|(kind, _)| kind).collect()
}

/// One input, if the reader may see it.
pub fn one(conn: &mut Conn, sight: &Sight, input: InputKey) -> QueryResult<Option<Seen>> {
    let input: Input = inputs::table.find(input).select(Input::as_select()).first(conn)?;
    let submission = super::store::find(conn, input.submission_id)?;
    let author = crate::participants::store::find(conn, submission.participant_id)?;
    let mut beside = Beside {
        kinds: kinds(of_consultation(conn, author.consultation_id)?.iter()),
        erasures: super::store::erasures_of(conn, submission.id)?,
        redactions: super::store::redaction_of(conn, input.id)?.into_iter().collect(),
        letters: Letters::of(conn, std::iter::once(&submission))?,
        marks: Marks::read(conn, submission.round_id)?,
    };
    Ok(seen(sight, input, &submission, &author, &mut beside))
}

fn seen(
    sight: &Sight,
    mut input: Input,
    submission: &Submission,
    author: &Participant,
    beside: &mut Beside,
) -> Option<Seen> {
    let facts = facts(&input, submission);
    let erased_at = erased_at(&beside.erasures, &input);
    if !sight.shows(&facts) || (erased_at.is_some() && !sight.shows_mark(&facts)) {
        return None;
    }
    let redaction = beside.redactions.iter().position(|one| one.input_id == input.id);
    let redaction = redaction.map(|at| beside.redactions.swap_remove(at));
    let is_redacted = redaction.is_some();
    if let Some(redacted) = redaction.filter(|_| !sight.shows_original(&facts)) {
        input.body = redacted.body;
        input.quoted = redacted.quoted;
        input.proposed = redacted.proposed;
    }
    let names = sight.names(&facts);
    Some(Seen {
        kind: Some(author.kind).filter(|kind| names || beside.kinds.contains(kind)),
        author: names.then(|| beside.marks.author(author, submission.id)),
        unverified: beside.marks.of(author, submission.id),
        may_learn: !names && sight.may_learn(&facts),
        erased_at,
        is_redacted,
        original: beside.letters.original(sight, submission).filter(|_| names),
        input,
        submission: submission.clone(),
    })
}

/// What visibility turns on.
pub fn facts(input: &Input, submission: &Submission) -> InputFacts {
    facts_of(submission, input.publication_class)
}

fn facts_of(submission: &Submission, class: Option<PublicationClass>) -> InputFacts {
    InputFacts {
        participant: submission.participant_id,
        state: submission.state,
        class,
        published: submission.published_at.is_some(),
    }
}

/// Does this reader see anything of a submission, with or without a name?
pub fn shows_any(conn: &mut Conn, sight: &Sight, submission: &Submission) -> QueryResult<bool> {
    let inputs = super::store::inputs_of(conn, submission.id)?;
    let files = super::store::attachments_of(conn, submission.id)?;
    let erasures = super::store::erasures_of(conn, submission.id)?;
    let shows_input = |input: &Input| {
        let facts = facts(input, submission);
        let is_there = erased_at(&erasures, input).is_none() || sight.shows_mark(&facts);
        is_there && sight.shows(&facts)
    };
    let shows_file =
        |file: &Attachment| !file.is_erased() && sight.shows(&file_facts(file, submission));
    Ok(inputs.iter().any(shows_input) || files.iter().any(shows_file))
}

/// Did this reader see something of it under its author's name, while it stood?
pub fn was_shown(conn: &mut Conn, sight: &Sight, submission: &Submission) -> QueryResult<bool> {
    let inputs = super::store::inputs_of(conn, submission.id)?;
    Ok(inputs.iter().any(|input| {
        let stood = InputFacts { state: SubmissionState::Submitted, ..facts(input, submission) };
        sight.shows(&stood) && sight.names(&stood)
    }))
}

/// Was anything of it published, and withdrawn from publication or erased?
pub fn is_retracted(conn: &mut Conn, submission: &Submission) -> QueryResult<bool> {
    let inputs = super::store::inputs_of(conn, submission.id)?;
    let files = super::store::attachments_of(conn, submission.id)?;
    let is_erased = submission.published_at.is_some()
        && !super::store::erasures_of(conn, submission.id)?.is_empty();
    Ok(is_erased
        || inputs.iter().any(|input| input.retracted_at.is_some())
        || files.iter().any(|file| file.retracted_at.is_some()))
}

/// How many inputs of the round were public and are no more, withdrawn from publication or erased:
/// nothing else is said of them.
pub fn retracted(conn: &mut Conn, round: RoundKey) -> QueryResult<i64> {
    type Row = (InputKey, SubmissionKey, Option<Moment>, Option<Moment>);
    let rows: Vec<Row> = inputs::table
        .inner_join(submissions::table)
        .filter(inputs::round_id.eq(round))
        .filter(submissions::state.eq(SubmissionState::Submitted))
        .select((
            inputs::id,
            inputs::submission_id,
            inputs::retracted_at,
            submissions::published_at,
        ))
        .load(conn)?;
    let erasures = super::store::erasures_in(conn, round)?;
    let is_erased = |input: InputKey, submission: SubmissionKey| {
        erasures.iter().any(|one| one.takes(submission, input))
    };
    let gone = rows.iter().filter(|(input, submission, retracted_at, published_at)| {
        retracted_at.is_some() || (published_at.is_some() && is_erased(*input, *submission))
    });
    Ok(i64::try_from(gone.count()).unwrap_or(i64::MAX))
}

/// The round's text; empty for a call without one.
pub fn text(conn: &mut Conn, round: &Round) -> QueryResult<Arc<Text>> {
    Ok(Arc::new(match round.draft_id {
        Some(draft) => drafts::text(conn, draft)?,
        None => Text::default(),
    }))
}

/// The wordings of the round's text: by an element's identity, then by language.
pub fn wordings(
    conn: &mut Conn,
    round: &Round,
) -> QueryResult<HashMap<String, BTreeMap<String, String>>> {
    let Some(draft) = round.draft_id else { return Ok(HashMap::new()) };
    let text = drafts::words(conn, draft)?;
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
    let letters = Letters::of(conn, std::iter::once(submission))?;
    let there = files.into_iter().filter(|file| !file.is_erased());
    Ok(there.filter(|file| may_have_beside(&letters, sight, submission, file)).collect())
}

/// The submissions of a round on whose pages this reader finds a file. A file has a publication class of its own,
/// and is not even counted where it may not be had.
pub fn with_files(
    conn: &mut Conn,
    sight: &Sight,
    round: RoundKey,
) -> QueryResult<HashSet<SubmissionKey>> {
    let files: Vec<Attachment> = attachments::table
        .inner_join(submissions::table)
        .filter(submissions::round_id.eq(round))
        .select(Attachment::as_select())
        .load(conn)?;
    if files.is_empty() {
        return Ok(HashSet::new());
    }
    let submissions = super::store::of_round(conn, round)?;
    let letters = Letters::of(conn, submissions.values())?;
    let had = files.iter().filter(|file| !file.is_erased()).filter(|file| {
        let submission = submissions.get(&file.submission_id);
        submission.is_some_and(|one| may_have_beside(&letters, sight, one, file))
    });
    Ok(had.map(|file| file.submission_id).collect())
}

/// May this reader have the file?
pub fn may_have(
    conn: &mut Conn,
    sight: &Sight,
    submission: &Submission,
    file: &Attachment,
) -> QueryResult<bool> {
    let letters = Letters::of(conn, std::iter::once(submission))?;
    Ok(may_have_beside(&letters, sight, submission, file))
}

fn may_have_beside(
    letters: &Letters,
    sight: &Sight,
    submission: &Submission,
    file: &Attachment,
) -> bool {
    let facts = file_facts(file, submission);
    file.replaced_at.is_none()
        && sight.shows(&facts)
        && sight.names(&facts)
        && (!file.original || letters.shows_file(sight, submission, file))
}

pub fn file_facts(file: &Attachment, submission: &Submission) -> InputFacts {
    facts_of(submission, file.publication_class)
}
