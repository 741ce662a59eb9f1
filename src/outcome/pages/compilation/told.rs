//! A compilation as it is read, part by part, on the page and in the file that stands alone.

mod word;

use crate::formats::word::Notes;
use crate::languages::Language;
use crate::outcome::company::With;
use crate::outcome::compilation::{Compilation, File};
use crate::outcome::material::Material;
use crate::outcome::pages::direction;
use crate::procedure::words::{InputKind, PublicationClass};
use crate::submissions::counting::Totals;
use crate::submissions::mismatch_said;
use crate::submissions::views::Seen;
use crate::text::compilation::{Placed, Voice};
use crate::text::plain::article_marker;
use crate::text::{Kind, Run, marker, with_marks};
use askama::Template;

/// The head and the parts of a compilation, as they are read on the page and in the file.
pub(in crate::outcome) struct Doc {
    pub(super) t: Language,
    pub(super) reservation: String,
    /// What is said of how many there are, and of what is left out.
    pub(super) facts: Vec<String>,
    pub(super) parts: Vec<Part>,
    pub(super) files: Vec<File>,
    pub(super) by_participant: bool,
    /// Where the reader finds the same in the bracketed text.
    pub(super) bracketed: Option<String>,
    /// What the footnotes of the text say, by their labels.
    notes: Notes,
}

/// A part with its entries: a place, or a participant.
pub(super) struct Part {
    /// Said before the first of several parts of one sort.
    pub(super) group: Option<String>,
    pub(super) anchor: String,
    pub(super) title: String,
    pub(super) text: Option<Passage>,
    pub(super) entries: Vec<Said>,
    /// What a participant without entries stands with.
    pub(super) with: Vec<Beside>,
}

/// "Aligned", with whom, and where what it stands with is on the page.
pub(super) struct Beside {
    pub(super) how: String,
    pub(super) author: String,
    pub(super) places: Vec<(String, String)>,
}

impl Part {
    fn of_participant(title: String, entries: Vec<Said>, with: Vec<Beside>) -> Self {
        Self { group: None, anchor: String::new(), title, text: None, entries, with }
    }
}

/// The text under consultation at a place.
pub(super) struct Passage {
    pub(super) kind: Kind,
    pub(super) number: String,
    pub(super) run: Run,
    pub(super) language: String,
    pub(super) direction: &'static str,
}

/// One input as it stands in a compilation.
pub(super) struct Said {
    /// Where others who stand with it lead to.
    pub(super) anchor: Option<String>,
    pub(super) author: String,
    pub(super) note: String,
    pub(super) what: String,
    /// Where it is, where the part does not say so.
    pub(super) place: Option<String>,
    pub(super) comment_type: Option<String>,
    pub(super) letter: Option<String>,
    pub(super) late: bool,
    pub(super) class: Option<(&'static str, String)>,
    /// "PP2 alt", and the element that it is on.
    pub(super) called: Option<(String, String)>,
    /// Who stands with the author, and how.
    pub(super) supporters: Vec<String>,
    pub(super) language: String,
    pub(super) runs: Vec<Run>,
    pub(super) body: String,
    pub(super) is_proposal: bool,
    pub(super) mismatch: Option<String>,
    pub(super) also_on: Vec<String>,
    pub(super) again: bool,
    pub(super) redacted: bool,
    /// The whole submission.
    pub(super) link: Option<String>,
    /// The letter that it was cut out of.
    pub(super) original: Option<String>,
}

impl Doc {
    pub(in crate::outcome) fn of(t: Language, compilation: &Compilation, links: bool) -> Self {
        let of = &compilation.of;
        let telling = Telling { t, compilation, links };
        let (count, once) = (of.seen.len(), compilation.places.counted());
        let mut facts = vec![
            t.say1("compilation-submissions", "count", of.submissions),
            match count == once {
                true => t.say1("compilation-inputs-each", "count", count),
                false => t.say2("compilation-inputs", "count", count, "once", once),
            },
        ];
        facts.extend(Totals::of(&of.seen).said(t));
        if of.retracted > 0 {
            facts.push(t.say1("submissions-retracted", "count", of.retracted));
        }
        facts.push(match of.left_out {
            Some(count) => t.say1("compilation-left-out", "count", count),
            None => t.say("compilation-without-confidential"),
        });
        if !of.choice.is_whole() {
            facts.push(t.say("compilation-chosen"));
        }
        facts.push(t.say(match (of.choice.without_attribution, of.choice.by_participant) {
            (true, _) => "compilation-order-unattributed",
            (false, true) => "compilation-order-participants",
            (false, false) => "compilation-order-places",
        }));
        let parts = match &compilation.voices {
            Some(voices) => telling.participants(voices),
            None => telling.places(),
        };
        Self {
            t,
            reservation: of.consultation.reservation.clone(),
            facts,
            parts,
            bracketed: None,
            files: compilation
                .files
                .iter()
                .map(|file| File {
                    author: file.author.clone(),
                    name: with_marks(&file.name),
                    path: if links { file.path.clone() } else { String::new() },
                })
                .collect(),
            by_participant: compilation.voices.is_some(),
            notes: notes(of),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.files.is_empty()
    }
}

fn notes(of: &Material) -> Notes {
    let labels = of.text.footnote_labels().into_iter().zip(&of.text.elements);
    let said = labels.filter_map(|(label, note)| Some((label?, note.wording(of.language()))));
    said.map(|(label, text)| (label, text.to_owned())).collect()
}

/// A compilation and the language that it is told in.
struct Telling<'a> {
    t: Language,
    compilation: &'a Compilation,
    /// Leads to pages of the server.
    links: bool,
}

impl Telling<'_> {
    /// In alphabetical order, those who only stand with others among the rest; what has no name comes last.
    fn participants(&self, voices: &[Voice]) -> Vec<Part> {
        let mut parts: Vec<(Option<&str>, Part)> = Vec::new();
        for voice in voices {
            let name = voice.author.as_deref();
            let title = name.map_or_else(|| self.t.say("input-name-withheld"), str::to_owned);
            let entries = voice.entries.iter().map(|p| self.said(p, true)).collect();
            parts.push((name, Part::of_participant(title, entries, Vec::new())));
        }
        for one in &self.compilation.company {
            let with = one.with.iter().map(|with| self.beside(with)).collect();
            let part = Part::of_participant(one.name.clone(), Vec::new(), with);
            parts.push((Some(one.name.as_str()), part));
        }
        parts.sort_by_key(|(name, _)| (name.is_none(), *name));
        let numbered = parts.into_iter().enumerate();
        numbered
            .map(|(at, (_, part))| Part { anchor: format!("participant-{}", at + 1), ..part })
            .collect()
    }

    fn beside(&self, with: &With) -> Beside {
        let (t, of) = (self.t, &self.compilation.of);
        let author = with.inputs.first().and_then(|placed| of.name(self.compilation.seen(placed)));
        let place = |placed: &Placed| {
            let said = self.said(placed, true);
            let place = said.place.unwrap_or_default();
            let label = format!("{}, {place}", said.what);
            (label, format!("#{}", said.anchor.unwrap_or_default()))
        };
        Beside {
            how: with.how.said(t),
            author: author.unwrap_or_default().to_owned(),
            places: with.inputs.iter().map(place).collect(),
        }
    }

    fn places(&self) -> Vec<Part> {
        let (t, places, of) = (self.t, &self.compilation.places, &self.compilation.of);
        let said = |all: &[Placed], with_place| -> Vec<Said> {
            all.iter().map(|placed| self.said(placed, with_place)).collect()
        };
        let whole = |anchor: &str, key: &str, all: &[Placed], with_place| Part {
            group: None,
            anchor: anchor.to_owned(),
            title: t.say(key),
            text: None,
            entries: said(all, with_place),
            with: Vec::new(),
        };
        let mut parts = vec![whole("general", "compilation-general", &places.general, false)];
        for (n, section) in places.elements.iter().enumerate() {
            parts.push(Part {
                group: (n == 0).then(|| t.say("compilation-by-article")),
                anchor: format!("place-{}", section.at + 1),
                title: t.citation_first(&of.citations[section.at]),
                text: Some(self.passage(section.at)),
                entries: said(&section.entries, false),
                with: Vec::new(),
            });
        }
        parts.push(whole("elsewhere", "compilation-elsewhere", &places.elsewhere, false));
        parts.push(whole("unplaced", "compilation-unplaced", &places.unplaced, false));
        for (n, section) in places.questions.iter().enumerate() {
            parts.push(Part {
                group: (n == 0).then(|| t.say("compilation-answers")),
                anchor: format!("question-{}", section.at + 1),
                title: self.compilation.questions.get(section.at).cloned().unwrap_or_default(),
                text: None,
                entries: said(&section.entries, false),
                with: Vec::new(),
            });
        }
        parts.retain(|part| !part.entries.is_empty());
        parts
    }

    fn passage(&self, at: usize) -> Passage {
        let of = &self.compilation.of;
        let element = &of.text.elements[at];
        let language = of.language();
        let number = marker(&of.citations[at]);
        Passage {
            kind: element.kind,
            number: match element.kind {
                Kind::Article => article_marker(language, number.trim_start_matches("Article ")),
                _ => number,
            },
            run: kept(element.wording(language)),
            language: language.to_owned(),
            direction: direction(language),
        }
    }

    fn said(&self, placed: &Placed, with_place: bool) -> Said {
        let (t, of) = (self.t, &self.compilation.of);
        let seen = self.compilation.seen(placed);
        let input = &seen.input;
        let attributed = !of.choice.without_attribution;
        let author = seen.author.as_ref().filter(|_| attributed);
        let at = input.identity.as_deref().and_then(|id| of.text.position(id));
        let marked = |run: Run| Run { text: with_marks(&run.text), ..run };
        Said {
            anchor: author.map(|_| format!("i-{}", input.public_id)),
            author: match (attributed, author) {
                (false, _) => String::new(),
                (true, Some(author)) => author.name.clone(),
                (true, None) => t.say("input-name-withheld"),
            },
            note: if attributed { self.kind_and_region(seen) } else { String::new() },
            what: input
                .said(t, |id| of.text.position(id).map(|at| t.citation_short(&of.citations[at]))),
            called: self
                .compilation
                .called(seen)
                .map(|name| (t.citation_short(name), input.identity.clone().unwrap_or_default())),
            place: match (with_place, at) {
                (false, _) => None,
                (true, Some(at)) => Some(t.citation_short(&of.citations[at])),
                (true, None) => Some(t.say(match input.kind {
                    InputKind::General | InputKind::Answer => "matrix-whole-text",
                    InputKind::Comment | InputKind::Proposal => "matrix-unplaced",
                })),
            },
            comment_type: input.comment_type.map(|word| t.word(word)),
            letter: input.letter.clone().filter(|_| author.is_some()),
            late: author.is_some() && seen.submission.late,
            class: input.publication_class.filter(|_| attributed).and_then(|class| match class {
                PublicationClass::Public => None,
                PublicationClass::NameWithheld => Some(("name-withheld", t.word(class))),
                PublicationClass::Confidential => Some(("confidential", t.word(class))),
            }),
            supporters: of.supporters(seen).into_iter().map(|one| one.said(t)).collect(),
            language: input.language.clone(),
            runs: input.runs(of.wording(seen)).into_iter().map(marked).collect(),
            body: with_marks(&input.body),
            is_proposal: input.kind == InputKind::Proposal,
            mismatch: input.mismatch.as_ref().map(|mismatch| mismatch_said(t, mismatch)),
            also_on: placed.also_on.iter().map(|at| t.citation_short(&of.citations[*at])).collect(),
            again: placed.again,
            redacted: seen.is_redacted,
            link: author
                .filter(|_| self.links)
                .map(|_| format!("/submissions/{}", seen.submission.public_id)),
            original: seen.original_path().filter(|_| self.links && author.is_some()),
        }
    }

    /// "State, African States"; for what has no name no more than may be known.
    fn kind_and_region(&self, seen: &Seen) -> String {
        let t = self.t;
        let kind = match seen.kind {
            Some(kind) => t.word(kind),
            None => t.say("input-a-participant"),
        };
        match seen.author.as_ref().and_then(|author| author.regional_group) {
            Some(group) => format!("{kind}, {}", t.word(group)),
            None => kind,
        }
    }
}

impl Passage {
    pub(super) fn is_article(&self) -> bool {
        self.kind == Kind::Article
    }
}

fn kept(text: &str) -> Run {
    Run { op: crate::text::Op::Kept, text: text.trim().to_owned() }
}

/// A file that stands alone.
#[derive(Template)]
#[template(path = "outcome/compilation_paper.html")]
pub(in crate::outcome) struct Paper {
    t: Language,
    consultation: String,
    disclaimer: String,
    title: String,
    draft: Option<String>,
    doc: Doc,
}

impl Paper {
    pub(in crate::outcome) fn of(t: Language, compilation: &Compilation) -> Self {
        let of = &compilation.of;
        Self {
            t,
            consultation: of.consultation.title.clone(),
            disclaimer: of.consultation.disclaimer.clone(),
            title: of.round.title.clone(),
            draft: of.draft.as_ref().map(|draft| draft.label.clone()),
            doc: Doc::of(t, compilation, false),
        }
    }
}
