//! The compilation of a round: everything that was said, place by place or participant by participant.

use super::access::may_read;
use super::company::{Company, With, company};
use super::store;
use crate::consultations::store::{self as consultations, Consultation};
use crate::db::{Conn, Tx};
use crate::drafts::store::{self as drafts, Draft};
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::procedure::keys::InputKey;
use crate::procedure::outcome::{may_publish_compilation, may_withhold_compilation};
use crate::procedure::submissions::Sight;
use crate::procedure::words::{InputKind, ParticipantKind, PublicationClass, RegionalGroup};
use crate::procedure::{Moment, Standing};
use crate::rounds::agreement::{self, Agreement};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::counting::{One, Totals};
use crate::submissions::naming::called;
use crate::submissions::store as submissions;
use crate::submissions::supporters::{Support, Supporter};
use crate::submissions::views::{self, Seen, visible_to};
use crate::text::bracketed::{Bracketed, Legend};
use crate::text::compilation::{ByPlace, Entry, Placed, Spot, Voice, by_author, by_place};
use crate::text::{Citation, Text, citations};
use crate::web::{Error, Fields};
use diesel::QueryResult;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// Which inputs are asked for, and how they are shown.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    pub by_participant: bool,
    pub without_attribution: bool,
    pub participant_kind: Option<ParticipantKind>,
    pub region: Option<RegionalGroup>,
    pub input: Option<InputKind>,
    /// The identity of an element: it, and all under it.
    pub element: Option<String>,
    /// How a bracketed text is marked, where not as the consultation has it.
    pub legend: Option<Legend>,
}

impl Choice {
    pub fn of(fields: &Fields) -> Self {
        Self {
            by_participant: fields.has("by", "participant"),
            without_attribution: fields.has("attribution", "no"),
            participant_kind: fields.parsed("participant_kind"),
            region: fields.parsed("region"),
            input: fields.parsed("kind"),
            element: fields.filled("element").map(str::to_owned),
            legend: fields.parsed("legend"),
        }
    }

    /// Without names there are no participants to go by.
    pub fn goes_by_participant(&self) -> bool {
        self.by_participant && !self.without_attribution
    }

    /// Nothing is left out.
    pub fn is_whole(&self) -> bool {
        self.participant_kind.is_none()
            && self.region.is_none()
            && self.input.is_none()
            && self.element.is_none()
    }

    pub(super) fn takes(&self, seen: &Seen, within: Option<&HashSet<&str>>) -> bool {
        let region = seen.author.as_ref().and_then(|author| author.regional_group);
        self.participant_kind.is_none_or(|kind| seen.kind == Some(kind))
            && self.region.is_none_or(|wanted| region == Some(wanted))
            && self.input.is_none_or(|kind| seen.input.kind == kind)
            && within
                .is_none_or(|ids| seen.input.identity.as_deref().is_some_and(|id| ids.contains(id)))
    }

    /// The identities that are asked for; None for all.
    pub(super) fn within<'a>(&self, text: &'a Text) -> Option<HashSet<&'a str>> {
        let element = self.element.as_deref()?;
        let Some(at) = text.position(element) else { return Some(HashSet::new()) };
        Some(text.elements[text.subtree(at)].iter().map(|e| e.id.as_str()).collect())
    }
}

/// The text that a round is about, and the inputs that a reader sees of it.
pub struct Material {
    pub consultation: Consultation,
    pub round: Round,
    pub draft: Option<Draft>,
    pub text: Text,
    pub citations: Vec<Citation>,
    /// As asked for: the named in the order of submission, then those without a name by their ids; where no
    /// names are shown, all by their ids.
    pub seen: Vec<Seen>,
    /// How many submissions stand: declared to everybody.
    pub submissions: usize,
    /// Who stands with the authors, as far as the reader may know.
    pub support: Support,
    /// Inputs that were withdrawn from publication.
    pub retracted: i64,
    /// How many confidential inputs are left out, where the reader may count them.
    pub left_out: Option<usize>,
    /// What the words of proposals are called: counted among all that the reader sees, whatever is chosen of it.
    pub names: HashMap<InputKey, Citation>,
    /// How far what something was decided on is agreed, by its identity, where States negotiate.
    pub agreed: HashMap<String, Agreement>,
    pub choice: Choice,
}

impl Material {
    /// What this sight shows, as chosen. `counts`: the sight of the reader, who may count what is left out.
    pub fn load(
        conn: &mut Conn,
        round: Round,
        sight: &Sight,
        counts: Option<&Sight>,
        choice: Choice,
    ) -> QueryResult<Self> {
        let consultation = consultations::find(conn, round.consultation_id)?;
        let draft = round.draft_id.map(|draft| drafts::find(conn, draft)).transpose()?;
        let text = match &draft {
            Some(draft) => drafts::text(conn, draft.id)?,
            None => Text::default(),
        };
        let mut seen = visible_to(conn, sight, round.id)?;
        let left_out = match counts {
            Some(counts) => {
                let shown: HashSet<_> = seen.iter().map(|seen| seen.input.id).collect();
                let all = visible_to(conn, counts, round.id)?;
                let is_confidential = |seen: &&Seen| {
                    !matches!(
                        seen.input.publication_class,
                        Some(PublicationClass::Public | PublicationClass::NameWithheld)
                    )
                };
                let all = all.iter().filter(|seen| seen.erased_at.is_none());
                let hidden = all.filter(|seen| !shown.contains(&seen.input.id));
                Some(hidden.filter(is_confidential).count())
            }
            None => None,
        };
        let language = draft.as_ref().map_or("", |draft| draft.language.as_str());
        let names = called(&text, language, seen.iter(), !choice.without_attribution);
        let agreed = match consultation.kind.records_agreement() {
            true => agreement::standing(conn, &round)?,
            false => HashMap::new(),
        };
        let within = choice.within(&text);
        // What was erased is in no paper, for its own people neither: papers are passed on.
        seen.retain(|seen| seen.erased_at.is_none() && choice.takes(seen, within.as_ref()));
        if choice.without_attribution {
            seen.sort_by(|one, other| one.input.public_id.cmp(&other.input.public_id));
        }
        Ok(Self {
            submissions: submissions::submitted(conn, round.id)?.len(),
            retracted: views::retracted(conn, round.id)?,
            support: Support::read(conn, sight, round.id)?,
            citations: citations(&text),
            consultation,
            round,
            draft,
            text,
            seen,
            left_out,
            names,
            agreed,
            choice,
        })
    }

    /// For a page: the marks beside names in its reader's language.
    pub fn told_in(mut self, t: Language) -> Self {
        for seen in &mut self.seen {
            seen.author = seen.author_in(t);
        }
        self
    }

    /// The name that is shown with an input.
    pub fn name<'a>(&self, seen: &'a Seen) -> Option<&'a str> {
        let author = seen.author.as_ref().filter(|_| !self.choice.without_attribution);
        author.map(|author| author.name.as_str())
    }

    /// Gives the proposals, which are all that is left of what is seen, the names that they have everywhere.
    pub(super) fn keep_names(&self, made: &mut Bracketed) {
        let name = |at: usize| self.names.get(&self.seen[at].input.id);
        made.keep_names(&self.citations, name, self.names.values());
    }

    /// Those who stand with the author of an input that is shown with a name.
    pub fn supporters(&self, seen: &Seen) -> Vec<&Supporter> {
        match self.choice.without_attribution {
            true => Vec::new(),
            false => self.support.on(seen),
        }
    }

    /// The same as data.
    pub fn with(&self, seen: &Seen) -> Value {
        let one = |one: &Supporter| json!({ "participant": one.called(Language::English), "how": one.how_word() });
        self.supporters(seen).into_iter().map(one).collect()
    }

    /// The language that the text is shown in.
    pub fn language(&self) -> &str {
        match &self.draft {
            Some(draft) => &draft.language,
            None => self.consultation.original_language(),
        }
    }

    /// What the element says in the input's language, or in the text's own.
    pub fn wording(&self, seen: &Seen) -> &str {
        let id = seen.input.identity.as_deref();
        let Some(element) = id.and_then(|id| self.text.get(id)) else { return "" };
        match element.wording(&seen.input.language) {
            "" => element.wording(self.language()),
            own => own,
        }
    }
}

/// A file that came with a submission, for those who may have it.
pub struct File {
    pub author: String,
    pub name: String,
    pub path: String,
}

/// The compilation of what a reader sees.
pub struct Compilation {
    pub of: Material,
    /// The questions of the round.
    pub questions: Vec<String>,
    pub places: ByPlace,
    /// Participant by participant, where that was asked for.
    pub voices: Option<Vec<Voice>>,
    /// Then also those who have no voice of their own there, in alphabetical order: they only stand with others.
    pub company: Vec<Company>,
    pub files: Vec<File>,
}

impl Compilation {
    pub fn load(conn: &mut Conn, of: Material, sight: &Sight) -> QueryResult<Self> {
        let asked = rounds::questions(conn, of.round.id)?;
        let numbers: HashMap<_, usize> =
            asked.iter().enumerate().map(|(at, question)| (question.id, at)).collect();
        let entries: Vec<Entry> = of
            .seen
            .iter()
            .map(|seen| Entry {
                spot: spot(seen, &numbers),
                author: of.name(seen).map(str::to_owned),
                group: group(seen),
            })
            .collect();
        let by_participant = of.choice.goes_by_participant();
        let voices = by_participant.then(|| by_author(&of.text, &entries));
        let places = by_place(&of.text, &entries);
        Ok(Self {
            places,
            company: voices.as_ref().map(|voices| company(&of, voices)).unwrap_or_default(),
            voices,
            questions: asked.into_iter().map(|question| question.body).collect(),
            files: files(conn, &of, sight)?,
            of,
        })
    }

    pub fn seen(&self, placed: &Placed) -> &Seen {
        &self.of.seen[placed.entry]
    }

    /// "PP2 alt".
    pub fn called(&self, seen: &Seen) -> Option<&Citation> {
        self.of.names.get(&seen.input.id)
    }

    /// The compilation as data: citations in English as in all files.
    pub fn data(&self) -> Value {
        let of = &self.of;
        let inputs = |all: &[Placed]| -> Vec<Value> { all.iter().map(|p| self.input(p)).collect() };
        let totals = Totals::of(&of.seen);
        let mut data = json!({
            "round": of.round.public_id,
            "title": of.round.title,
            "draft": of.draft.as_ref().map(|draft| &draft.public_id),
            "label": of.draft.as_ref().map(|draft| &draft.label),
            "language": of.language(),
            "without_prejudice": of.consultation.reservation,
            "attribution": !of.choice.without_attribution,
            "submissions": of.submissions,
            "inputs": of.seen.len(),
            "counted_once": self.places.counted(),
            "proposals": totals.proposals,
            "paragraphs_with_proposals": totals.paragraphs,
            "withdrawn_from_publication": of.retracted,
            "confidential": "not included",
        });
        let parts = match &self.voices {
            Some(voices) => json!({
                "by": "participant",
                "participants": voices.iter().map(|voice| json!({
                    "participant": voice.author,
                    "inputs": inputs(&voice.entries),
                })).collect::<Vec<_>>(),
                "only_with_others": self.company.iter().map(|one| json!({
                    "participant": one.name,
                    "with": one.with.iter().map(|with| self.with(with)).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
            }),
            None => json!({
                "by": "article",
                "general": inputs(&self.places.general),
                "elements": self.places.elements.iter().map(|section| {
                    let element = &of.text.elements[section.at];
                    json!({
                        "element": element.id,
                        "kind": element.kind,
                        "citation": of.citations[section.at].long(),
                        "text": element.wording(of.language()),
                        "inputs": inputs(&section.entries),
                    })
                }).collect::<Vec<_>>(),
                "not_in_this_text": inputs(&self.places.elsewhere),
                "unplaced": inputs(&self.places.unplaced),
                "questions": self.places.questions.iter().map(|section| json!({
                    "question": self.questions.get(section.at),
                    "inputs": inputs(&section.entries),
                })).collect::<Vec<_>>(),
            }),
        };
        let files =
            self.files.iter().map(|file| json!({ "participant": file.author, "name": file.name }));
        let files = json!({ "files": files.collect::<Vec<_>>() });
        for part in [parts, files] {
            if let (Value::Object(all), Value::Object(more)) = (&mut data, part) {
                all.extend(more);
            }
        }
        data
    }

    fn with(&self, with: &With) -> Value {
        let first = with.inputs.first().and_then(|placed| self.of.name(self.seen(placed)));
        let ids = with.inputs.iter().map(|placed| &self.seen(placed).input.public_id);
        json!({
            "participant": first,
            "how": with.how.as_str(),
            "inputs": ids.collect::<Vec<_>>(),
        })
    }

    fn input(&self, placed: &Placed) -> Value {
        let (seen, of) = (self.seen(placed), &self.of);
        let input = &seen.input;
        let mut said = json!({
            "kind": input.kind,
            "operation": input.operation.map(|operation| operation.as_str()),
            "type": input.comment_type,
            "citation": input.identity.as_deref().and_then(|id| of.text.position(id)).map(|at| of.citations[at].long()),
            "called": self.called(seen).map(Citation::short),
            "comment": input.body,
            "current_text": if input.quoted.trim().is_empty() { of.wording(seen) } else { &input.quoted },
            "proposed_text": input.proposed,
            "language": input.language,
            "also_on": placed.also_on.iter().map(|at| of.citations[*at].long()).collect::<Vec<_>>(),
            "counted_above": placed.again,
        });
        if let (false, Value::Object(said)) = (of.choice.without_attribution, &mut said) {
            let region = seen.author.as_ref().and_then(|author| author.regional_group);
            said.insert("input".into(), json!(input.public_id));
            said.insert("participant".into(), json!(of.name(seen)));
            said.insert("name_withheld".into(), json!(seen.author.is_none()));
            said.insert("with".into(), of.with(seen));
            said.insert("participant_kind".into(), json!(seen.kind));
            said.insert("regional_group".into(), json!(region));
            said.insert("late".into(), json!(seen.author.as_ref().map(|_| seen.submission.late)));
        }
        said
    }
}

fn spot(seen: &Seen, questions: &HashMap<crate::procedure::keys::QuestionKey, usize>) -> Spot {
    let input = &seen.input;
    match (&input.identity, input.kind) {
        (Some(identity), _) => Spot::Element(identity.clone()),
        (None, InputKind::Answer) => {
            let number = input.question_id.and_then(|id| questions.get(&id).copied());
            number.map_or(Spot::Whole, Spot::Question)
        }
        (None, InputKind::General) => Spot::Whole,
        (None, InputKind::Comment | InputKind::Proposal) => Spot::Unplaced,
    }
}

/// What tells the parts of one proposal.
fn group(seen: &Seen) -> Option<String> {
    One::proposal(seen).map(|one| format!("{one:?}"))
}

/// The files that came with submissions. They are whole submissions: nothing of them is chosen by place or kind
/// of input, and a file tells whose it is.
fn files(conn: &mut Conn, of: &Material, sight: &Sight) -> QueryResult<Vec<File>> {
    let choice = &of.choice;
    if choice.without_attribution || choice.input.is_some() || choice.element.is_some() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for submission in submissions::submitted(conn, of.round.id)? {
        let visible = views::files_visible_to(conn, sight, &submission)?;
        if visible.is_empty() {
            continue;
        }
        let author = crate::participants::store::find(conn, submission.participant_id)?;
        let is_asked = choice.participant_kind.is_none_or(|kind| author.kind == kind)
            && choice.region.is_none_or(|region| author.regional_group == Some(region));
        if is_asked {
            files.extend(visible.into_iter().map(|file| File {
                author: author.name.clone(),
                path: format!("/files/{}", file.public_id),
                name: file.name,
            }));
        }
    }
    files.sort_by(|one, other| (&one.author, &one.name).cmp(&(&other.author, &other.name)));
    Ok(files)
}

/// Is the draft of the round this person's to read?
pub fn may_read_text(
    conn: &mut Conn,
    who: &Standing,
    round: &Round,
    now: Moment,
) -> Result<bool, Error> {
    let facts = rounds::facts(conn, round)?;
    if crate::procedure::rounds::may_read_round(who, &facts, now).is_err() {
        return Ok(false);
    }
    let Some(draft) = round.draft_id else { return Ok(true) };
    let draft = drafts::find(conn, draft)?;
    match may_read(conn, who, &draft, now) {
        Ok(()) => Ok(true),
        Err(Error::NotFound | Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Publishes the compilation, or takes it back. Doing either twice changes nothing.
pub fn show_compilation(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    shown: bool,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let facts = rounds::facts(tx, round)?;
    let (permit, changed, act) = match shown {
        true => {
            let permit = may_publish_compilation(who, &facts, now)?;
            let changed = store::publish_compilation(tx, &permit, who.account, now)?;
            (permit, changed, "compilation.published")
        }
        false => {
            let permit = may_withhold_compilation(who, &facts)?;
            let changed = store::withhold_compilation(tx, &permit)?;
            (permit, changed, "compilation.withheld")
        }
    };
    if changed {
        journal::record(tx, scope, permit.by(), act, &round.public_id, json!({}), now)?;
    }
    Ok(())
}
