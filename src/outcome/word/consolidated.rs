//! A round's text with every proposal on it as tracked changes and comments, each under the name of whoever
//! proposes it, as far as the reader may know it; or as one participant alone would have it.

mod single;

use super::Making;
use crate::db::Conn;
use crate::drafts::consolidated::{Voices, consolidated, trimmed};
use crate::drafts::reading;
use crate::drafts::tracked::secretariat;
use crate::formats::word::{self, Margin, Paper};
use crate::languages::Language;
use crate::outcome::bracketing::{Brackets, Telling, language_of, proposal};
use crate::outcome::material::Material;
use crate::outcome::views;
use crate::procedure::keys::PublicId;
use crate::procedure::words::{InputKind, Treatment};
use crate::submissions::naming::is_proposal;
use crate::submissions::views::Seen;
use crate::text::bracketed::{Alternative, Note, Proposal, Said, Unplaced, What, as_changes};
use crate::text::with_marks;
use crate::web::{Error, Fields};
use std::collections::BTreeMap;

/// Under which names the changes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Names {
    #[default]
    Participants,
    /// Their regional groups and kinds.
    Groups,
    Nobody,
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub names: Names,
    /// One participant's alone, by its public id: then accepting all gives its text.
    pub only: Option<PublicId>,
    /// Only what the team accepts, in whole or in part, and has validated.
    pub accepted: bool,
    pub language: Option<String>,
}

impl Wanted {
    pub fn of(fields: &Fields) -> Self {
        let names = match fields.get("attribution") {
            "no" => Names::Nobody,
            "group" => Names::Groups,
            _ => Names::Participants,
        };
        Self {
            names,
            only: fields.filled("only").map(PublicId::from),
            accepted: fields.has("accepted", "yes"),
            language: fields.filled("lang").map(str::to_owned),
        }
    }
}

/// The file. `material` is what its reader sees, without confidential inputs.
pub fn consolidated_of(
    conn: &mut Conn,
    mut material: Material,
    wanted: &Wanted,
    making: &Making,
) -> Result<Vec<u8>, Error> {
    let Some(draft) = material.draft.clone() else { return Err(Error::NotFound) };
    material.choice.without_attribution = wanted.names == Names::Nobody;
    if wanted.names != Names::Participants {
        // The order in which they came would tell them apart.
        material.seen.sort_by(|one, other| one.input.public_id.cmp(&other.input.public_id));
    }
    if wanted.accepted {
        let responses = views::responses(conn, material.round.id)?;
        let is_accepted = |seen: &Seen| {
            responses.get(&seen.input.id).is_some_and(|response| {
                response.validated_at.is_some()
                    && matches!(
                        response.treatment,
                        Treatment::Accepted
                            | Treatment::AcceptedWithModification
                            | Treatment::AcceptedInPart
                    )
            })
        };
        material.seen.retain(is_accepted);
    }
    if let Some(only) = &wanted.only {
        let is_its = |seen: &Seen| seen.author.as_ref().is_some_and(|one| one.public_id == *only);
        material.seen.retain(is_its);
        // Whoever says nothing here under its name is not known to take part.
        if material.seen.is_empty() || wanted.names != Names::Participants {
            return Err(Error::NotFound);
        }
    }
    let language = language_of(&material, wanted.language.as_deref());
    material.text = trimmed(material.text, &language);
    let (rows, _) = crate::drafts::store::rows_and_text(conn, draft.id)?;
    let reading = reading::reading(&rows, &material.text, &language, &draft.language);
    let told = Told::of(material, language, wanted.names, making.t);
    let of = &told.brackets.of;
    let paper = match wanted.only {
        Some(_) => single::as_one_would_have_it(&told, &reading, &draft.language),
        None => consolidated(&of.text, &reading, &told.brackets.made, &told),
    };
    let paper = Paper {
        title: format!("{}: {}", of.consultation.title, of.round.title),
        maker: making.maker.clone(),
        made_at: making.now.iso(),
        properties: vec![(crate::drafts::word::DRAFT.to_owned(), draft.public_id.to_string())],
        foot: draft.symbol.clone().unwrap_or(draft.label),
        ..paper
    };
    word::write(&paper).map_err(|error| Error::Internal(error.into()))
}

/// Those who can be asked for alone: who proposes or says something under its name.
pub fn participants(t: Language, seen: &[Seen]) -> Vec<(PublicId, String)> {
    let named = seen.iter().filter_map(|seen| seen.author_in(t));
    let all: BTreeMap<String, PublicId> =
        named.map(|author| (author.name, author.public_id)).collect();
    all.into_iter().map(|(name, id)| (id, name)).collect()
}

/// The proposals with all that is said beside them.
struct Told {
    t: Language,
    names: Names,
    brackets: Brackets,
    /// What is said without proposing words: of an element, by its place, and of the whole.
    remarks: BTreeMap<usize, Vec<Margin>>,
    general: Vec<Margin>,
}

impl Told {
    fn of(mut material: Material, language: String, names: Names, t: Language) -> Self {
        let (proposals, others): (Vec<Seen>, Vec<Seen>) =
            std::mem::take(&mut material.seen).into_iter().partition(is_proposal);
        material.seen = proposals;
        let made = {
            let author = |seen: &Seen| seen.author.is_some().then(|| label(t, names, seen));
            let proposals: Vec<Proposal> = material
                .seen
                .iter()
                .filter_map(|seen| {
                    Some(Proposal { author: author(seen), ..proposal(&material, seen)? })
                })
                .collect();
            let mut made = as_changes(&material.text, &language, &proposals);
            // Names counted by authors would tell in which order those come that are not named.
            if names == Names::Participants {
                material.keep_names(&mut made);
            }
            made
        };
        let mut told = Self {
            t,
            names,
            remarks: BTreeMap::new(),
            general: Vec::new(),
            brackets: Brackets {
                made,
                legend: material.consultation.bracket_legend,
                language,
                of: material,
            },
        };
        for seen in &others {
            let Some(comment) = told.comment(seen) else { continue };
            let text = &told.brackets.of.text;
            let at = seen.input.identity.as_deref().and_then(|id| text.position(id));
            match (seen.input.kind, at) {
                (InputKind::Answer, _) => {}
                (_, Some(at)) => told.remarks.entry(at).or_default().push(comment),
                (_, None) => told.general.push(comment),
            }
        }
        told
    }

    fn telling(&self) -> Telling<'_> {
        Telling { t: self.t, of: &self.brackets }
    }

    fn label(&self, seen: &Seen) -> String {
        label(self.t, self.names, seen)
    }

    /// What was written beside an input; none where nothing was.
    fn comment(&self, seen: &Seen) -> Option<Margin> {
        let text = with_marks(seen.input.body.trim());
        let is_there = seen.erased_at.is_none() && !text.is_empty();
        is_there.then(|| Margin { author: self.label(seen), text })
    }

    /// Who is behind these, each once.
    fn who(&self, sources: &[usize]) -> String {
        if self.names != Names::Groups {
            return self.telling().names(sources);
        }
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for source in sources {
            *counted.entry(self.label(self.brackets.seen(*source))).or_default() += 1;
        }
        let said = counted.into_iter().map(|(who, count)| match count {
            1 => who,
            _ => self.t.say2("bracketed-times", "who", who, "count", count),
        });
        said.collect::<Vec<_>>().join("; ")
    }

    /// What the file is, what is not in it, and how it is read.
    fn head(&self, hint: &str) -> Margin {
        let of = &self.brackets.of;
        let mut lines = vec![of.round.title.clone()];
        lines.extend(of.draft.as_ref().map(|draft| draft.label.clone()));
        lines.extend([of.consultation.disclaimer.clone(), of.consultation.reservation.clone()]);
        lines.push(self.t.say("compilation-without-confidential"));
        lines.push(self.t.say(hint));
        lines.retain(|line| !line.trim().is_empty());
        Margin { author: self.secretariat(), text: lines.join("\n") }
    }
}

/// The name that an input stands under.
fn label(t: Language, names: Names, seen: &Seen) -> String {
    let kind = || seen.kind.map_or_else(|| t.say("input-a-participant"), |kind| t.word(kind));
    match (names, &seen.author) {
        (Names::Nobody, _) => t.say("input-a-participant"),
        (Names::Participants, Some(author)) => author.name.clone(),
        (Names::Groups, Some(author)) => match author.regional_group {
            Some(group) => t.word(group),
            None => t.word(author.kind),
        },
        (_, None) => t.say1("bracketed-name-withheld", "kind", kind()),
    }
}

impl Voices for Told {
    fn lead(&self, sources: &[usize]) -> String {
        sources.first().map(|at| self.label(self.brackets.seen(*at))).unwrap_or_default()
    }

    fn company(&self, sources: &[usize]) -> Option<String> {
        let with_others = self.names == Names::Participants
            && sources.iter().any(|at| {
                let of = &self.brackets.of;
                of.supporters(self.brackets.seen(*at)).iter().any(|one| one.stands())
            });
        let is_company = sources.len() > 1 || with_others;
        is_company.then(|| self.t.say1("word-proposed-by", "who", self.who(sources)))
    }

    fn reasons(&self, source: usize) -> Vec<Margin> {
        self.comment(self.brackets.seen(source)).into_iter().collect()
    }

    fn remarks(&self, at: usize) -> Vec<Margin> {
        self.remarks.get(&at).cloned().unwrap_or_default()
    }

    fn opening(&self) -> Vec<Margin> {
        std::iter::once(self.head("word-consolidated-hint")).chain(self.general.clone()).collect()
    }

    fn secretariat(&self) -> String {
        secretariat(&self.brackets.language).to_owned()
    }

    fn called(&self, what: &What) -> String {
        self.telling().citation(what)
    }

    fn alternative(&self, what: &What, of: &Alternative) -> String {
        let called = self.telling().alternative(what, of);
        let mut others: Vec<String> =
            of.sources.iter().map(|at| self.label(self.brackets.seen(*at))).collect();
        others.sort();
        others.dedup();
        match (self.names, others.len()) {
            (Names::Nobody, _) => called,
            (_, 1) => format!("{called} – {}", self.lead(&of.sources)),
            (_, count) => {
                let who = self.lead(&of.sources);
                let who = self.t.say2("word-and-others", "who", who, "count", count - 1);
                format!("{called} – {who}")
            }
        }
    }

    fn clash(&self, what: &What, alternatives: &[Alternative]) -> String {
        let mut lines = vec![self.t.say1("word-clash", "count", alternatives.len())];
        for one in alternatives {
            let label = self.telling().alternative(what, one);
            lines.push(self.t.say2("labelled", "label", label, "value", self.who(&one.sources)));
        }
        lines.join("\n")
    }

    fn deletion(&self) -> String {
        self.t.say("bracketed-delete")
    }

    fn note(&self, note: &Note) -> String {
        with_marks(&self.telling().note(note))
    }

    fn unplaced_title(&self) -> String {
        self.telling().unplaced_title()
    }

    fn unplaced(&self, unplaced: &Unplaced) -> String {
        self.telling().unplaced(unplaced)
    }
}
