//! What a reader finds: everything that the query finds among what they may see, and nothing else.

use super::store::{self, Wording};
use crate::consolidation::store::Response;
use crate::db::{Conn, search};
use crate::drafts::reading::{self, Line, Reading, direction};
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::outcome::access::{Scene, may_read};
use crate::outcome::timeline::{KnownRound, known_rounds};
use crate::outcome::views::responses;
use crate::procedure::keys::{DraftKey, InputKey};
use crate::procedure::rounds::Phase;
use crate::procedure::sight::sight;
use crate::procedure::words::{InputKind, Placement, PublicationClass};
use crate::procedure::{Moment, Right, Standing, What, decide};
use crate::rounds::store::{self as rounds, Question};
use crate::submissions::store::{self as submissions, Redaction};
use crate::submissions::views::{Seen, visible_to};
use crate::text::elements::without_marks;
use crate::text::searching::{Query, Shown, snippet};
use crate::web::Error;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What something is that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Text,
    Comment,
    Proposal,
    Answer,
    Response,
}

impl Sort {
    pub const ALL: [Sort; 5] =
        [Sort::Text, Sort::Comment, Sort::Proposal, Sort::Answer, Sort::Response];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Sort::Text => "texts",
            Sort::Comment => "comments",
            Sort::Proposal => "proposals",
            Sort::Answer => "answers",
            Sort::Response => "responses",
        }
    }

    /// The key of what a person reads.
    pub const fn key(self) -> &'static str {
        match self {
            Sort::Text => "search-texts",
            Sort::Comment => "search-comments",
            Sort::Proposal => "search-proposals",
            Sort::Answer => "search-answers",
            Sort::Response => "search-responses",
        }
    }

    const fn of(kind: InputKind) -> Self {
        match kind {
            InputKind::General | InputKind::Comment => Sort::Comment,
            InputKind::Proposal => Sort::Proposal,
            InputKind::Answer => Sort::Answer,
        }
    }
}

/// Something that was found.
#[derive(Debug)]
pub struct Hit {
    pub sort: Sort,
    /// Straight to it.
    pub path: String,
    /// What it is on: "Article 4 (2)", a question, the whole text.
    pub place: String,
    /// "Textual proposal: modify".
    pub what: String,
    /// Its author, as this reader may know of them.
    pub author: Option<String>,
    /// Of which draft, or of which round.
    pub of: String,
    pub language: String,
    pub direction: &'static str,
    pub snippet: Vec<Shown>,
}

/// Everything that this person finds, in the order of the page: by its sort, the newest text and round first, and there as
/// they stand. (An engine's own order by relevance would tell how often a word stands in what the reader may not see.)
pub fn find(
    conn: &mut Conn,
    t: Language,
    scene: &Scene,
    query: &Query,
    now: Moment,
) -> Result<Vec<Hit>, Error> {
    let found = search::search(conn, scene.consultation.id, query)?;
    let known = known_rounds(conn, &scene.who, scene.consultation.id, now)?;
    let mut looking = Looking { t, query, now, known: &known, readings: HashMap::new() };
    let wordings = store::wordings(conn, &found)?;
    let mut hits = looking.in_texts(conn, scene, wordings)?;
    let mut inputs = store::inputs(conn, &found)?;
    for round in known.iter().rev() {
        let found = inputs.remove(&round.round.id).unwrap_or_default();
        hits.extend(looking.in_round(conn, &scene.who, round, &found)?);
    }
    hits.sort_by_key(|hit| hit.sort);
    Ok(hits)
}

struct Looking<'a> {
    t: Language,
    query: &'a Query,
    now: Moment,
    known: &'a [KnownRound],
    /// Each text is read once.
    readings: HashMap<DraftKey, Rc<Reading>>,
}

impl Looking<'_> {
    fn reading(&mut self, conn: &mut Conn, draft: DraftKey) -> Result<Rc<Reading>, Error> {
        if let Some(reading) = self.readings.get(&draft) {
            return Ok(reading.clone());
        }
        let of = drafts::find(conn, draft)?;
        let reading = reading::read(conn, &of, self.t.code())?;
        Ok(self.readings.entry(draft).or_insert(Rc::new(reading)).clone())
    }

    fn in_texts(
        &mut self,
        conn: &mut Conn,
        scene: &Scene,
        mut found: HashMap<DraftKey, Vec<Wording>>,
    ) -> Result<Vec<Hit>, Error> {
        let mut hits = Vec::new();
        for draft in drafts::of_consultation(conn, scene.consultation.id)?.iter().rev() {
            let Some(wordings) = found.remove(&draft.id) else { continue };
            match may_read(conn, &scene.who, draft, self.now) {
                Ok(()) => {}
                Err(Error::NotFound | Error::Refused(_)) => continue,
                Err(error) => return Err(error),
            }
            let reading = self.reading(conn, draft.id)?;
            let round = self.known.iter().rev().find(|one| one.round.draft_id == Some(draft.id));
            let path = match round {
                Some(known) => format!("{}/text", known.round.path()),
                None => draft.path(),
            };
            for line in &reading.lines {
                let own = wordings.iter().filter(|one| one.identity == line.identity);
                // One of its languages: the page's, or else the first in the order of the text's languages.
                let mut own: Vec<&Wording> = own.collect();
                own.sort_by_key(|one| rank(&reading, &one.language));
                let Some((language, snippet)) =
                    own.into_iter().find_map(|one| self.in_wording(one))
                else {
                    continue;
                };
                let asked = match language == reading.language {
                    true => String::new(),
                    false => format!("?lang={language}"),
                };
                hits.push(Hit {
                    sort: Sort::Text,
                    path: format!("{path}{asked}#{}", line.anchor),
                    place: self.t.citation_first(&line.citation),
                    what: self.t.say("search-in-text"),
                    author: None,
                    of: draft.label.clone(),
                    direction: direction(&language),
                    language,
                    snippet,
                });
            }
        }
        Ok(hits)
    }

    fn in_wording(&self, wording: &Wording) -> Option<(String, Vec<Shown>)> {
        let text = without_marks(&wording.body);
        let places = self.query.find(&[&text])?;
        Some((wording.language.clone(), snippet(&text, places.first()?)))
    }

    /// The inputs of a round that the index found, those that are redacted, and the responses to any.
    fn in_round(
        &mut self,
        conn: &mut Conn,
        who: &Standing,
        known: &KnownRound,
        found: &HashSet<InputKey>,
    ) -> Result<Vec<Hit>, Error> {
        let redacted: HashMap<InputKey, Redaction> =
            submissions::redactions_in(conn, known.round.id)?
                .into_iter()
                .map(|redaction| (redaction.input_id, redaction))
                .collect();
        let readers = Readers::of(who, known.facts.phase(self.now));
        let responses = match readers.read_any() {
            true => responses(conn, known.round.id)?,
            false => HashMap::new(),
        };
        if found.is_empty() && redacted.is_empty() && responses.is_empty() {
            return Ok(Vec::new());
        }
        let mut hits = Vec::new();
        let reading = match known.round.draft_id {
            Some(draft) => Some(self.reading(conn, draft)?),
            None => None,
        };
        let round = RoundToFind::read(conn, self.t, known, reading.as_deref())?;
        for seen in visible_to(conn, &sight(who, &known.facts, self.now), known.round.id)? {
            if seen.erased_at.is_some() || !is_open(&seen) {
                continue;
            }
            let input = seen.input.id;
            if let Some(redaction) = redacted.get(&input) {
                hits.extend(self.in_input(&round, &seen, &redaction.body, &redaction.proposed));
            } else if found.contains(&input) {
                hits.extend(self.in_input(&round, &seen, &seen.input.body, &seen.input.proposed));
            }
            if let Some(response) = responses.get(&input)
                && let Some(path) = readers.path_to(&seen, response)
            {
                hits.extend(self.in_response(&round, &seen, response, path));
            }
        }
        Ok(hits)
    }

    fn in_input(
        &self,
        round: &RoundToFind<'_>,
        seen: &Seen,
        body: &str,
        proposed: &str,
    ) -> Option<Hit> {
        let texts = [body, proposed];
        let found = self.query.find(&texts)?;
        // Of what was proposed and why, what holds more of the words.
        let at = usize::from(found[1].terms > found[0].terms);
        let input = &seen.input;
        Some(Hit {
            sort: Sort::of(input.kind),
            path: round.path_of(seen),
            place: round.place_of(seen),
            what: input.said(self.t, |identity| round.citation_short(identity)),
            author: Some(round.author_of(seen)),
            of: round.title.clone(),
            language: input.language.clone(),
            direction: direction(&input.language),
            snippet: snippet(texts[at], &found[at]),
        })
    }

    fn in_response(
        &self,
        round: &RoundToFind<'_>,
        seen: &Seen,
        response: &Response,
        path: String,
    ) -> Option<Hit> {
        let found = self.query.find(&[&response.reason])?;
        let treatment = self.t.word(response.treatment);
        Some(Hit {
            sort: Sort::Response,
            path,
            place: round.place_of(seen),
            what: self.t.say1("search-in-response", "treatment", treatment),
            author: Some(self.t.say1("search-response-to", "author", round.author_of(seen))),
            of: round.title.clone(),
            // In which language the team answers is not noted.
            language: String::new(),
            direction: "auto",
            snippet: snippet(&response.reason, found.first()?),
        })
    }
}

fn rank(reading: &Reading, language: &str) -> (bool, usize) {
    let at = reading.languages.iter().position(|known| known == language);
    (reading.language != language, at.unwrap_or(usize::MAX))
}

/// Its words may stand in an index; what is confidential is found by nobody.
fn is_open(seen: &Seen) -> bool {
    let class = seen.input.publication_class;
    matches!(class, Some(PublicationClass::Public | PublicationClass::NameWithheld))
}

/// Who of those that see an input reads the response to it: the team; and its author's people what was released, once the
/// round is closed.
struct Readers<'a> {
    who: &'a Standing,
    consolidates: bool,
    is_closed: bool,
}

impl<'a> Readers<'a> {
    fn of(who: &'a Standing, phase: Phase) -> Self {
        let consolidates = decide(who, Right::InputConsolidate, What::default()).is_yes();
        Self { who, consolidates, is_closed: phase == Phase::Closed }
    }

    fn read_any(&self) -> bool {
        self.consolidates || (self.is_closed && !self.who.seats.is_empty())
    }

    /// Where this person reads it, if they do.
    fn path_to(&self, seen: &Seen, response: &Response) -> Option<String> {
        let input = &seen.input.public_id;
        if self.consolidates {
            return Some(format!("/inputs/{input}/response"));
        }
        let author = seen.author.as_ref()?;
        let is_own = self.who.seats.iter().any(|seat| seat.participant == author.id)
            && decide(self.who, Right::OutcomeRead, What::of(author.id)).is_yes();
        (is_own && self.is_closed && response.is_released())
            .then(|| format!("/participants/{}/outcome#i-{input}", author.public_id))
    }
}

/// What the places of a round's inputs are called, and where they are.
struct RoundToFind<'a> {
    t: Language,
    title: String,
    path: String,
    lines: HashMap<&'a str, &'a Line>,
    questions: Vec<Question>,
}

impl<'a> RoundToFind<'a> {
    fn read(
        conn: &mut Conn,
        t: Language,
        known: &KnownRound,
        reading: Option<&'a Reading>,
    ) -> Result<Self, Error> {
        let lines = reading.map_or(&[][..], |reading| &reading.lines);
        Ok(Self {
            t,
            title: known.round.title.clone(),
            path: known.round.path(),
            lines: lines.iter().map(|line| (line.identity.as_str(), line)).collect(),
            questions: rounds::questions(conn, known.round.id)?,
        })
    }

    fn line_of(&self, seen: &Seen) -> Option<&Line> {
        self.lines.get(seen.input.identity.as_deref()?).copied()
    }

    fn question_of(&self, seen: &Seen) -> Option<&Question> {
        let question = seen.input.question_id?;
        self.questions.iter().find(|one| one.id == question)
    }

    fn citation_short(&self, identity: &str) -> Option<String> {
        Some(self.t.citation_short(&self.lines.get(identity)?.citation))
    }

    fn place_of(&self, seen: &Seen) -> String {
        const MOST_OF_A_QUESTION: usize = 120;
        match (self.line_of(seen), self.question_of(seen)) {
            (Some(line), _) => self.t.citation_first(&line.citation),
            (None, Some(question)) if question.body.chars().count() > MOST_OF_A_QUESTION => {
                let beginning: String = question.body.chars().take(MOST_OF_A_QUESTION).collect();
                format!("{} …", beginning.trim_end())
            }
            (None, Some(question)) => question.body.clone(),
            (None, None) if seen.input.placement == Placement::Unplaced => {
                self.t.say("search-unplaced")
            }
            (None, None) => self.t.say("fate-whole-text"),
        }
    }

    fn path_of(&self, seen: &Seen) -> String {
        let (input, path) = (&seen.input.public_id, &self.path);
        // What has no place yet stands with the rest of what was sent.
        if seen.input.placement == Placement::Unplaced {
            return match seen.author {
                Some(_) => format!("/submissions/{}#i-{input}", seen.submission.public_id),
                None => format!("{path}/submissions#i-{input}"),
            };
        }
        match (self.line_of(seen), self.question_of(seen)) {
            (Some(line), _) => format!("{path}/elements/{}#i-{input}", line.public_id),
            (None, Some(question)) => format!("{path}/answers/{}#i-{input}", question.public_id),
            (None, None) => format!("{path}/general/text#i-{input}"),
        }
    }

    fn author_of(&self, seen: &Seen) -> String {
        let t = self.t;
        match (seen.author_in(t), seen.kind) {
            (Some(author), _) => author.name,
            (None, Some(kind)) => {
                t.say2("labelled", "label", t.say("input-name-withheld"), "value", t.word(kind))
            }
            (None, None) => t.say("input-name-withheld"),
        }
    }
}
