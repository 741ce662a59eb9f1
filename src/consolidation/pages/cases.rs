//! An input and everything beside it, ready to be shown.

use super::answers::{Answer, ReplyForm, reply_form};
use super::{Desk, Table};
use crate::consolidation::acts::applying;
use crate::consolidation::colliding::Colliding;
use crate::consolidation::store::Response;
use crate::consolidation::views::Theme;
use crate::drafts::reading::direction;
use crate::languages::Language;
use crate::procedure::consolidation::{may_read_notes, may_respond};
use crate::procedure::keys::{InputKey, PublicId, ThemeKey};
use crate::procedure::rights::Denied;
use crate::procedure::submissions::may_lower;
use crate::procedure::words::{InputKind, Operation, Placement};
use crate::procedure::{Moment, Refusal};
use crate::submissions::effects;
use crate::submissions::pages::SupporterLine;
use crate::submissions::views::Seen;
use crate::text::collisions::Between;
use crate::text::{Op, Run, difference, paragraphs, with_marks, without_added_number};
use crate::web::Fields;

/// An input in the workspace.
pub struct Case {
    /// Those who stand behind it beside its author.
    pub supporters: Vec<SupporterLine>,
    pub id: PublicId,
    /// "Republic of Avaria", or that the name is withheld.
    pub author: String,
    /// "State, African States".
    pub is: String,
    /// "Proposal: Modify".
    pub what: String,
    /// "PP2 alt": what its words are called beside the others on the same paragraph.
    pub called: Option<String>,
    pub comment_type: Option<String>,
    pub class: Option<(String, &'static str)>,
    pub late: bool,
    pub on_behalf_of: Option<String>,
    pub letter: Option<String>,
    /// The other paragraphs that the same proposal is on, and where its rows there stand.
    pub also_on: Vec<(String, String)>,
    /// Its files are there; None where that would tell whose it is.
    pub files: Option<String>,
    /// The letter that it was cut out of.
    pub original: Option<String>,
    /// The name is withheld from this reader, who may learn it.
    pub may_learn: bool,
    /// Its class can be lowered by this reader.
    pub may_lower: bool,
    pub question: Option<String>,
    pub language: String,
    pub direction: &'static str,
    /// The proposed wording against what it would replace.
    pub proposed: Vec<Run>,
    /// The quotation against the paragraph, where it differs.
    pub quoted: Vec<Run>,
    pub quoted_text: String,
    pub placement: Placement,
    pub mismatch: Option<String>,
    pub body: Vec<String>,
    /// A mark is all that is left of it.
    /// Those outside read it without what is about third persons.
    pub is_redacted: bool,
    pub is_proposal: bool,
    /// The same text was shown just before.
    pub repeats: bool,
    /// What differs from the first of those that say nearly the same.
    pub differs: Vec<Run>,
    /// Others that cannot simply be done beside it, or come to the same.
    pub colliding: Vec<Collides>,
    /// Others with the same text and no answer yet, where this is the first of them.
    pub alike: usize,
    pub tags: Vec<Theme>,
    pub notes: Vec<NoteShown>,
    pub answer: Option<Answer>,
    pub form: ReplyForm,
    /// Why no response can be written now.
    pub refusal: Option<Refusal>,
    pub may_apply: bool,
    /// The working drafts it was applied to.
    pub applied: Vec<(String, String)>,
}

/// Another proposal, and how this one stands to it.
pub struct Collides {
    /// "Kingdom of Lothmar · Textual proposal: Delete".
    pub said: String,
    pub to: String,
    /// The key of how.
    pub how: &'static str,
    pub excludes: bool,
    /// The words that both are on.
    pub words: String,
}

impl Case {
    /// It was decided not to take it up: to apply it all the same is a second thought.
    pub fn is_declined(&self) -> bool {
        self.answer.as_ref().is_some_and(Answer::declines)
    }
}

pub struct NoteShown {
    pub id: PublicId,
    pub by: String,
    pub at: String,
    pub body: Vec<String>,
    pub is_own: bool,
}

/// Who is behind an input, as far as this reader may know, and what they are.
pub fn author(t: Language, seen: &Seen) -> (String, String) {
    let kind = seen.kind.map_or_else(|| t.say("input-a-participant"), |kind| t.word(kind));
    match seen.author_in(t) {
        None => (t.say("input-name-withheld"), kind),
        Some(author) => {
            let is = match author.regional_group {
                Some(group) => format!("{kind}, {}", t.word(group)),
                None => kind,
            };
            (author.name, is)
        }
    }
}

/// What an input is: "Comment", "Textual proposal: Delete".
pub fn what(t: Language, table: &Table, seen: &Seen) -> String {
    seen.input.said(t, |identity| {
        let line = table.lines().iter().find(|line| line.identity == identity)?;
        Some(t.citation_short(&line.citation))
    })
}

impl Desk {
    /// "15 March 2026, 13:00 (Europe/Zurich)".
    pub(super) fn when(&self, t: Language, at: Moment) -> String {
        let zone = &self.consultation.time_zone;
        format!("{} ({zone})", t.moment(at, zone))
    }

    pub(super) fn case(&self, t: Language, table: &Table, seen: &Seen, now: Moment) -> Case {
        let (input, dossier) = (&seen.input, &table.dossier);
        let (author, is) = author(t, seen);
        let response = dossier.responses.get(&input.id);
        let line = table.line(&table.place_of(seen));
        let wording = line.map_or("", |line| line.wording.as_str());
        let same_language = line.is_some_and(|line| line.language == input.language);
        let question = input.question_id.and_then(|id| table.questions.iter().find(|q| q.id == id));
        let released = response.is_some_and(Response::is_released);
        let refusal = match may_respond(&self.who, &self.facts, input.id, released, now) {
            Err(Denied::Refused(refusal)) => Some(refusal),
            _ => None,
        };
        let applied = dossier.applied.get(&input.id).map_or(&[][..], Vec::as_slice);
        let in_drafts = table.working.iter().filter(|draft| applied.contains(&draft.id));
        Case {
            supporters: Vec::new(),
            id: input.public_id.clone(),
            author,
            is,
            what: what(t, table, seen),
            called: None,
            comment_type: input.comment_type.map(|word| t.word(word)),
            class: input.publication_class.map(|class| (t.word(class), class_name(class.as_str()))),
            // Few are late: of what is without a name it is not said.
            late: seen.submission.late && seen.author.is_some(),
            is_redacted: seen.is_redacted,
            on_behalf_of: seen
                .author
                .as_ref()
                .and(seen.submission.on_behalf_of.clone())
                .filter(|group| !group.is_empty()),
            letter: input.letter.clone(),
            also_on: also_on(t, table, seen),
            files: Some(format!("/submissions/{}", seen.submission.public_id))
                .filter(|_| seen.author.is_some())
                .filter(|_| dossier.with_files.contains(&seen.submission.id)),
            original: seen.original_path(),
            may_learn: seen.may_learn,
            may_lower: may_lower(&self.who, seen.submission.participant_id).is_ok(),
            question: question.map(|question| question.body.clone()),
            language: input.language.clone(),
            direction: direction(&input.language),
            proposed: marked(proposed(seen, wording, same_language)),
            quoted: match input.placement {
                Placement::Flagged if same_language => marked(difference(wording, &input.quoted)),
                _ => Vec::new(),
            },
            quoted_text: with_marks(&input.quoted),
            placement: input.placement,
            mismatch: input.mismatch.clone(),
            body: paragraphs(&with_marks(&input.body)),
            is_proposal: input.kind == InputKind::Proposal,
            repeats: false,
            differs: Vec::new(),
            colliding: Vec::new(),
            alike: 0,
            tags: self.tags(table, input.id),
            notes: self.notes(t, table, |note| note.input_id == Some(input.id)),
            answer: response.map(|response| self.answer(t, table, response)),
            form: reply_form(table, input, response),
            refusal,
            may_apply: line.is_some() && applying::operation(seen).is_some(),
            applied: in_drafts.map(|draft| (draft.path(), draft.label.clone())).collect(),
        }
    }

    pub(super) fn collisions(
        &self,
        t: Language,
        table: &Table,
        colliding: &Colliding,
        seen: &Seen,
    ) -> Vec<Collides> {
        let line = table.line(&table.place_of(seen));
        let wording = line.map_or("", |line| line.wording.as_str());
        let one = |(other, between): &(InputKey, Between)| {
            let other = table.dossier.one(*other)?;
            let place = table.place_of(other);
            let words = match between {
                Between::SameWords(ranges) => ranges
                    .iter()
                    .filter_map(|range| wording.get(range.clone()))
                    .map(str::trim)
                    .collect(),
                _ => Vec::new(),
            };
            Some(Collides {
                said: format!("{} · {}", author(t, other).0, what(t, table, other)),
                to: format!("{}#i-{}", table.path(&place), other.input.public_id),
                how: how(between),
                excludes: between.excludes(),
                words: words
                    .into_iter()
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>()
                    .join(" … "),
            })
        };
        colliding.with(seen.input.id).iter().filter_map(one).collect()
    }

    fn tags(&self, table: &Table, input: InputKey) -> Vec<Theme> {
        let themes = table.dossier.themes.iter();
        themes.filter(|theme| table.dossier.is_tagged(input, theme.id)).cloned().collect()
    }

    pub(super) fn notes(
        &self,
        t: Language,
        table: &Table,
        keep: impl Fn(&crate::consolidation::store::Note) -> bool,
    ) -> Vec<NoteShown> {
        if !may_read_notes(&self.who) {
            return Vec::new();
        }
        let notes = table.dossier.notes.iter().filter(|note| keep(note));
        notes
            .map(|note| NoteShown {
                id: note.public_id.clone(),
                by: table.dossier.name(note.account_id).to_owned(),
                at: self.when(t, note.at),
                body: paragraphs(&note.body),
                is_own: self.who.account == Some(note.account_id),
            })
            .collect()
    }
}

/// How two proposals stand to one another, as a key.
pub fn how(between: &Between) -> &'static str {
    match between {
        Between::Together => "collides-not",
        Between::Same => "collides-same",
        Between::SameWords(_) => "collides-words",
        Between::Opposite => "collides-opposite",
        Between::NoPlace => "collides-place",
        Between::OtherPlace => "collides-elsewhere",
    }
}

fn class_name(class: &'static str) -> &'static str {
    if class == "name_withheld" { "name-withheld" } else { class }
}

/// The same with what nobody sees made visible.
fn marked(runs: Vec<Run>) -> Vec<Run> {
    runs.into_iter().map(|run| Run { text: with_marks(&run.text), ..run }).collect()
}

/// The difference that a proposal makes, against what it quotes where that is not the paragraph
/// itself, and the wording alone where there is nothing to compare it with.
fn proposed(seen: &Seen, wording: &str, same_language: bool) -> Vec<Run> {
    let input = &seen.input;
    let quotes_other = matches!(input.placement, Placement::Fragment | Placement::Flagged);
    let is_addition = input.operation.is_some_and(Operation::is_addition);
    let base = match input.operation {
        _ if is_addition => "",
        // What was quoted is all that is merged, not this paragraph alone.
        Some(Operation::Merge) if !input.quoted.trim().is_empty() => input.quoted.as_str(),
        _ if quotes_other && !input.quoted.trim().is_empty() => input.quoted.as_str(),
        _ if same_language => wording,
        _ if !input.quoted.trim().is_empty() => input.quoted.as_str(),
        _ => "",
    };
    match input.operation {
        Some(Operation::Modify) if base.is_empty() => {
            vec![Run { op: Op::Kept, text: input.proposed.clone() }]
        }
        Some(Operation::Modify) => difference(base, without_added_number(base, &input.proposed)),
        Some(Operation::Retain | Operation::Move) | None => Vec::new(),
        operation => effects::runs(operation, base, &input.proposed),
    }
}

/// The other rows of a proposal on several elements: citation and address.
fn also_on(t: Language, table: &Table, seen: &Seen) -> Vec<(String, String)> {
    let Some(group) = &seen.input.proposal_group else { return Vec::new() };
    let rows = table.dossier.seen.iter().filter(|other| {
        other.input.id != seen.input.id
            && other.submission.id == seen.submission.id
            // A row with a name would tell whose the row without one is.
            && other.author.is_some() == seen.author.is_some()
            && other.input.proposal_group.as_ref() == Some(group)
    });
    rows.map(|other| {
        let place = table.place_of(other);
        let said = match table.line(&place) {
            Some(line) => t.citation_short(&line.citation),
            None => "–".to_owned(),
        };
        let path = format!("{}/{}#i-{}", table.base, table.step(&place), other.input.public_id);
        (said, path)
    })
    .collect()
}

/// The theme that a form names.
pub fn theme(fields: &Fields) -> Option<ThemeKey> {
    fields.parsed("theme").map(ThemeKey)
}
