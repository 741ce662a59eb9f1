//! The compilation of a round: everything that was said, place by place or participant by participant.

use super::company::{Company, With, company};
use super::material::Material;
use super::store;
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::procedure::outcome::{may_publish_compilation, may_withhold_compilation};
use crate::procedure::sight::Sight;
use crate::procedure::words::InputKind;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::counting::{One, Totals};
use crate::submissions::store as submissions;
use crate::submissions::views::{self, Seen};
use crate::text::Citation;
use crate::text::compilation::{ByPlace, Entry, Placed, Spot, Voice, by_author, by_place};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::{Value, json};
use std::collections::HashMap;

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
