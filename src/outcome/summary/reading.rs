//! What a reader sees of a summary: headings, letters, labels; and the team what it was written
//! from and what is wrong with it.

use super::store::{self, Entry, Wanted};
use crate::db::Conn;
use crate::languages::Language;
use crate::outcome::quoted::{Misquoted, Quotable};
use crate::outcome::views;
use crate::participants::store as participants;
use crate::procedure::keys::InputKey;
use crate::procedure::rounds::RoundFacts;
use crate::procedure::sight::{Sight, sight};
use crate::procedure::summary::{
    CannotSay, Heading, Sizes, Source, Whose, is_shown, may_attribute, may_head,
};
use crate::procedure::words::{InputKind, ParticipantKind, PublicationClass, SummaryAttribution};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::views::{Seen, visible_to};
use crate::text::citations::letters;
use crate::text::paragraphs;
use crate::text::quoting::{Drafts, quotations};
use diesel::QueryResult;
use std::collections::{HashMap, HashSet};

/// Everything that a summary is read from, for one reader.
pub struct Shelf {
    pub facts: RoundFacts,
    pub published_at: Option<Moment>,
    pub entries: Vec<Entry>,
    /// What each entry was written from: whoever shows it looks it up in `seen`.
    pub sources: HashMap<i64, Vec<InputKey>>,
    /// What this reader sees of the round.
    pub seen: HashMap<InputKey, Seen>,
    /// What everybody sees of it.
    public: HashMap<InputKey, Seen>,
    pub sizes: Sizes,
    /// The themes of what this reader sees.
    pub themes: HashMap<InputKey, Vec<String>>,
    /// In the order in which they came.
    order: Vec<InputKey>,
}

impl Shelf {
    pub fn load(conn: &mut Conn, who: &Standing, round: &Round, now: Moment) -> QueryResult<Self> {
        let facts = rounds::facts(conn, round)?;
        let keyed = |all: Vec<Seen>| -> HashMap<InputKey, Seen> {
            all.into_iter().map(|seen| (seen.input.id, seen)).collect()
        };
        let seen = visible_to(conn, &sight(who, &facts, now), round.id)?;
        let order = seen.iter().map(|seen| seen.input.id).collect();
        let seen = keyed(seen);
        let mut themes = views::themes(conn, round.id)?;
        themes.retain(|input, _| seen.contains_key(input));
        let mut sizes = Sizes::default();
        for participant in participants::of_consultation(conn, round.consultation_id)? {
            *sizes.kinds.entry(participant.kind).or_default() += 1;
            if let Some(group) = participant.regional_group {
                *sizes.groups.entry(group).or_default() += 1;
            }
        }
        Ok(Self {
            published_at: store::published_at(conn, round.id)?,
            entries: store::entries(conn, round.id)?,
            sources: store::sources(conn, round.id)?,
            public: keyed(visible_to(conn, &Sight::public(), round.id)?),
            facts,
            seen,
            sizes,
            themes,
            order,
        })
    }

    /// These inputs as the reader sees them.
    pub fn as_seen(&self, inputs: &[InputKey]) -> Vec<Source> {
        inputs.iter().filter_map(|input| self.seen.get(input)).map(source).collect()
    }

    fn keys(&self, entry: &Entry) -> &[InputKey] {
        self.sources.get(&entry.id).map_or(&[], Vec::as_slice)
    }

    /// Its sources, as far as the reader sees them.
    pub fn sources_of(&self, entry: &Entry) -> Vec<&Seen> {
        self.keys(entry).iter().filter_map(|input| self.seen.get(input)).collect()
    }

    /// Why the entry may no longer say of its sources what it says.
    pub fn cannot_say(&self, entry: &Entry) -> Option<CannotSay> {
        let sources = self.as_seen(self.keys(entry));
        let (heading, rule) = (entry.heading(), self.facts.publication_rule);
        let head = may_head(heading, &sources, &self.sizes);
        let label = || may_attribute(entry.attribution, heading, &sources, &self.sizes, rule);
        head.and_then(|()| label()).err()
    }

    /// Where a new entry comes: after the last of its heading and theme, or of its heading.
    pub fn place_of(&self, wanted: &Wanted) -> usize {
        let last = |fits: &dyn Fn(&Entry) -> bool| self.entries.iter().rposition(fits);
        let of_heading = |entry: &Entry| entry.heading() == wanted.heading;
        let of_theme = |entry: &Entry| of_heading(entry) && entry.theme == wanted.theme;
        last(&of_theme).or_else(|| last(&of_heading)).map_or(self.entries.len(), |at| at + 1)
    }

    /// The general comments that no entry was written from, in the order in which they came.
    pub fn unused(&self) -> Vec<&Seen> {
        let used: HashSet<&InputKey> = self.sources.values().flatten().collect();
        self.in_order()
            .filter(|seen| seen.input.kind == InputKind::General)
            .filter(|seen| !used.contains(&seen.input.id))
            .collect()
    }

    pub fn in_order(&self) -> impl Iterator<Item = &Seen> {
        self.order.iter().filter_map(|input| self.seen.get(input))
    }

    /// The summary as everybody reads it, once it is published.
    pub fn outside(&self, t: Language) -> Vec<Line> {
        let mut before = None;
        let mut lines = Vec::with_capacity(self.entries.len());
        for (at, entry) in self.entries.iter().enumerate() {
            let public = self.public_sources(entry);
            let facts: Vec<Source> = public.iter().map(|seen| source(seen)).collect();
            let heading = match is_shown(entry.heading(), &facts, &self.sizes) {
                true => entry.heading(),
                false => Heading::None,
            };
            lines.push(Line {
                letter: letters(at + 1),
                heading: (before != Some(heading)).then(|| said(t, heading)),
                theme: entry.theme.clone(),
                paragraphs: paragraphs(&entry.body),
                label: self.label(t, entry, &public, &facts),
            });
            before = Some(heading);
        }
        lines
    }

    fn public_sources(&self, entry: &Entry) -> Vec<&Seen> {
        self.keys(entry).iter().filter_map(|input| self.public.get(input)).collect()
    }

    fn label(
        &self,
        t: Language,
        entry: &Entry,
        public: &[&Seen],
        facts: &[Source],
    ) -> Option<String> {
        let heading = entry.heading();
        match entry.attribution {
            SummaryAttribution::None => None,
            SummaryAttribution::Named => {
                let mut names: Vec<&str> = public
                    .iter()
                    .filter(|seen| seen.input.publication_class == Some(PublicationClass::Public))
                    .filter_map(|seen| Some(seen.author.as_ref()?.name.as_str()))
                    .collect();
                names.sort_unstable();
                names.dedup();
                (!names.is_empty()).then(|| names.join(", "))
            }
            SummaryAttribution::Group | SummaryAttribution::Kind => {
                let shown = heading != Heading::None && is_shown(heading, facts, &self.sizes);
                shown.then(|| said(t, heading))
            }
            SummaryAttribution::SeveralStates => {
                let states = Heading::Kind(ParticipantKind::State);
                let shown = is_shown(states, facts, &self.sizes);
                shown.then(|| t.say("summary-several-states"))
            }
        }
    }

    /// What a text of the summary quotes and neither the drafts nor its sources have; and what it
    /// quotes of a source that is not to be quoted.
    pub fn misquoted(
        &self,
        t: Language,
        drafts: &Quotable,
        body: &str,
        sources: &[&Seen],
    ) -> Vec<Misquoted> {
        let of_class = |confidential: bool| {
            let said = sources
                .iter()
                .filter(|seen| is_confidential(seen) == confidential)
                .flat_map(|seen| [seen.input.body.clone(), seen.input.proposed.clone()]);
            Drafts::new(vec![said.collect()])
        };
        let (open, secret) = (of_class(false), of_class(true));
        let mut all = drafts.misquoted(t, body);
        all.retain(|said| !open.hold(&said.words));
        for said in &mut all {
            said.is_confidential = secret.hold(&said.words);
        }
        if drafts.is_empty() {
            let words = quotations(body).into_iter().filter_map(|said| {
                said.readings.into_iter().find(|words| secret.hold(words) && !open.hold(words))
            });
            all.extend(words.map(|words| Misquoted {
                words: words.to_owned(),
                nearest: None,
                is_confidential: true,
            }));
        }
        all
    }
}

fn is_confidential(seen: &Seen) -> bool {
    !matches!(
        seen.input.publication_class,
        Some(PublicationClass::Public | PublicationClass::NameWithheld)
    )
}

/// A source as the rules ask for it.
fn source(seen: &Seen) -> Source {
    Source {
        class: seen.input.publication_class.unwrap_or(PublicationClass::Confidential),
        is_named: seen.author.is_some(),
        kind: seen.kind,
        group: seen.author.as_ref().and_then(|author| author.regional_group),
        whose: Some(match &seen.author {
            Some(author) => Whose::Participant(author.id),
            None => Whose::Submission(seen.submission.id),
        }),
        unverified: seen.unverified.is_some(),
    }
}

/// A heading in words.
pub fn said(t: Language, heading: Heading) -> String {
    match heading {
        Heading::None => t.say("summary-under-none"),
        Heading::Group(group) => t.word(group),
        Heading::Kind(kind) => t.say(&format!("summary-kind-{kind}")),
    }
}

/// An entry as everybody reads it.
pub struct Line {
    pub letter: String,
    /// Said where it is another than the one before.
    pub heading: Option<String>,
    pub theme: String,
    pub paragraphs: Vec<String>,
    /// Who said so, as far as it is told.
    pub label: Option<String>,
}
