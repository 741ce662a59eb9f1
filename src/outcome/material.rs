//! What the papers of a round are made of: its text, and the inputs that a reader sees of it, as chosen.

use super::access::may_read;
use crate::consultations::store::{self as consultations, Consultation};
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::languages::Language;
use crate::procedure::keys::InputKey;
use crate::procedure::sight::Sight;
use crate::procedure::words::{InputKind, ParticipantKind, PublicationClass, RegionalGroup};
use crate::procedure::{Moment, Standing};
use crate::rounds::agreement::{self, Agreement};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::naming::called;
use crate::submissions::store as submissions;
use crate::submissions::supporters::{Support, Supporter};
use crate::submissions::views::{self, Seen, visible_to};
use crate::text::bracketed::{Bracketed, Legend};
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
