//! The bracketed text of a round, with what a person reads beside it.

use super::material::Material;
use crate::languages::Language;
use crate::procedure::words::{Operation, PublicationClass};
use crate::rounds::agreement::Agreement;
use crate::submissions::counting::Totals;
use crate::submissions::views::Seen;
use crate::submissions::{effects, naming};
use crate::text::bracketed::{
    Act, Added, Alternative, Bracketed, FatePlace, Note, Piece, Proposal, Remark, Row, Said, What,
    Why, bracketed, plain,
};
use crate::text::bracketed::{Legend, Unplaced};
use serde_json::{Value, json};

/// A round's text with the proposals that a reader sees.
pub struct Brackets {
    pub of: Material,
    pub language: String,
    pub legend: Legend,
    /// Its sources are places among the inputs seen, which are proposals all.
    pub made: Bracketed,
}

impl Brackets {
    /// `language`: of the text's own, the one to be read; the original where it has none such.
    pub fn of(mut material: Material, language: Option<&str>) -> Self {
        material.seen.retain(naming::is_proposal);
        let language = language_of(&material, language);
        let proposals: Vec<Proposal> =
            material.seen.iter().filter_map(|seen| proposal(&material, seen)).collect();
        let mut made = bracketed(&material.text, &language, &proposals);
        material.keep_names(&mut made);
        Self {
            made,
            legend: material.choice.legend.unwrap_or(material.consultation.bracket_legend),
            language,
            of: material,
        }
    }

    pub fn seen(&self, source: usize) -> &Seen {
        &self.of.seen[source]
    }

    /// How many proposals came where, and how many of them share their brackets with others.
    pub fn counts(&self) -> Vec<(FatePlace, usize, usize)> {
        let counted = FatePlace::ALL.into_iter().map(|place| {
            let (all, merged) = self.made.count(place);
            (place, all, merged)
        });
        counted.filter(|(_, all, _)| *all > 0).collect()
    }

    /// The text written out, with the legend at its head.
    pub fn plain(&self, t: Language) -> String {
        let of = &self.of;
        let draft = of.draft.as_ref().map_or("", |draft| draft.label.as_str());
        let mut out = format!(
            "{}\n{draft}\n",
            t.say2("labelled", "label", t.say("bracketed-title"), "value", of.round.title.as_str())
        );
        for line in [
            of.consultation.reservation.as_str(),
            &t.say(legend_key(self.legend)),
            &t.say("bracketed-without-confidential"),
        ] {
            if !line.is_empty() {
                out.push_str(&format!("{line}\n"));
            }
        }
        out.push('\n');
        out.push_str(&plain(&self.made, self.legend, &Telling { t, of: self }));
        out
    }

    /// The text as data. The sources are places in the list of proposals.
    pub fn data(&self) -> Value {
        let of = &self.of;
        let named = !of.choice.without_attribution;
        let cited = |what: &What| match what {
            What::Element(at) => of.citations[*at].short(),
            What::Added(added) => self.called(Language::English, added),
        };
        let row = |row: &Row| {
            let piece = |piece: &Piece| match piece {
                Piece::Kept(text) => json!({ "text": text }),
                Piece::Edit { deleted, inserted, sources } => {
                    json!({ "deleted": deleted, "inserted": inserted, "sources": sources })
                }
            };
            let element = match &row.what {
                What::Element(at) => Some(&of.text.elements[*at]),
                What::Added(_) => None,
            };
            json!({
                "element": element.map(|element| &element.id),
                "kind": match &row.what {
                    What::Element(at) => of.text.elements[*at].kind,
                    What::Added(added) => added.kind,
                },
                "citation": cited(&row.what),
                "added": matches!(row.what, What::Added(_)),
                "agreement": self.agreement(&row.what).map(|agreement| json!({
                    "status": agreement.status,
                    "reworded_since": agreement.is_reworded,
                })),
                "deletions_opened": row.opens,
                "pieces": row.pieces.iter().map(piece).collect::<Vec<_>>(),
                "deletions_closed": row.closes,
                "alternatives": row.alternatives.iter().map(|alternative| json!({
                    "called": self.rival(Language::English, &row.what, alternative),
                    "text": alternative.wording,
                    "language": alternative.language,
                    "why": alternative.why,
                    "sources": alternative.sources,
                })).collect::<Vec<_>>(),
                "notes": row.notes.iter().map(|note| json!({
                    "note": remark_word(&note.what),
                    "text": note.wording,
                    "sources": note.sources,
                })).collect::<Vec<_>>(),
            })
        };
        let proposal = |at: usize| {
            let (seen, fate) = (self.seen(at), self.made.fates[at]);
            let mut said = json!({
                "operation": seen.input.operation.map(Operation::as_str),
                "place": fate.place,
                "merged": fate.merged,
            });
            if let (true, Value::Object(said)) = (named, &mut said) {
                said.insert("input".into(), json!(seen.input.public_id));
                said.insert("participant".into(), json!(of.name(seen)));
                said.insert("with".into(), of.with(seen));
                said.insert("name_withheld".into(), json!(seen.author.is_none()));
                said.insert("participant_kind".into(), json!(seen.kind));
            }
            said
        };
        let totals = Totals::of(&of.seen);
        let counts = FatePlace::ALL.iter().map(|place| {
            let (all, merged) = self.made.count(*place);
            (place.as_str().to_owned(), json!({ "proposals": all, "merged": merged }))
        });
        json!({
            "round": of.round.public_id,
            "title": of.round.title,
            "draft": of.draft.as_ref().map(|draft| &draft.public_id),
            "language": self.language,
            "without_prejudice": of.consultation.reservation,
            "legend": self.legend,
            "attribution": named,
            "confidential": "not included",
            "counted_once": totals.proposals,
            "paragraphs_with_proposals": totals.paragraphs,
            "counts": counts.collect::<serde_json::Map<_, _>>(),
            "rows": self.made.rows.iter().map(row).collect::<Vec<_>>(),
            "unplaced": self.made.unplaced.iter().map(|unplaced| json!({
                "operation": unplaced.operation.as_str(),
                "current_text": unplaced.quoted,
                "proposed_text": unplaced.wording,
                "language": unplaced.language,
                "sources": unplaced.sources,
            })).collect::<Vec<_>>(),
            "proposals": (0..self.of.seen.len()).map(proposal).collect::<Vec<_>>(),
        })
    }

    /// "PP2 bis", or "new, after art. 3".
    pub fn called(&self, t: Language, added: &Added) -> String {
        if let Some(citation) = added.citation(&self.of.citations) {
            return t.citation_short(&citation);
        }
        let cited = t.citation_short(&self.of.citations[added.target]);
        match added.number {
            1 => t.say1("bracketed-new", "citation", cited),
            number => t.say2("bracketed-new-more", "citation", cited, "number", number),
        }
    }

    /// How far the element is agreed, where something was decided on it.
    pub fn agreement(&self, what: &What) -> Option<&Agreement> {
        let What::Element(at) = what else { return None };
        self.of.agreed.get(&self.of.text.elements[*at].id)
    }

    /// "PP2 alt".
    fn rival(&self, t: Language, what: &What, alternative: &Alternative) -> String {
        let What::Element(at) = what else { return String::new() };
        t.citation_short(&alternative.citation(&self.of.citations[*at]))
    }
}

/// Of the text's own languages, the one that is asked for; the original where it has none such.
pub(super) fn language_of(material: &Material, asked: Option<&str>) -> String {
    let has = |code: &&str| material.text.elements.iter().any(|e| e.text.contains_key(*code));
    asked.filter(has).unwrap_or(material.language()).to_owned()
}

/// None for what proposes nothing.
pub(super) fn proposal(material: &Material, seen: &Seen) -> Option<Proposal> {
    naming::proposal(seen, material.name(seen))
}

pub fn legend_key(legend: Legend) -> &'static str {
    match legend {
        Legend::Brackets => "bracketed-legend-brackets",
        Legend::Marks => "bracketed-legend-marks",
    }
}

/// The key of what became of a proposal.
pub fn place_key(place: FatePlace) -> &'static str {
    match place {
        FatePlace::Inline => "bracketed-place-inline",
        FatePlace::Alternative => "bracketed-place-alternative",
        FatePlace::Addition => "bracketed-place-addition",
        FatePlace::Deletion => "bracketed-place-deletion",
        FatePlace::Retain => "bracketed-place-retain",
        FatePlace::AsItStands => "bracketed-place-as-it-stands",
        FatePlace::InWords => "bracketed-place-in-words",
        FatePlace::Unplaced => "bracketed-place-unplaced",
    }
}

fn remark_word(remark: &Remark) -> &'static str {
    match remark {
        Remark::Retain => "retain",
        Remark::AsItStands => "as_it_stands",
        Remark::NoWording => "no_wording",
        Remark::Rearrange { operation, .. } => operation.as_str(),
        Remark::Cannot(_) => "cannot",
    }
}

/// What stands beside the text, in one language of the interface.
pub struct Telling<'a> {
    pub t: Language,
    pub of: &'a Brackets,
}

impl Telling<'_> {
    /// The names in the order of the alphabet, each once; then those without, by their kinds.
    fn who(&self, sources: &[usize]) -> String {
        let t = self.t;
        let mut named: Vec<(&str, Vec<String>)> = Vec::new();
        let mut unnamed: Vec<(String, usize)> = Vec::new();
        for source in sources {
            let seen = self.of.seen(*source);
            match self.of.of.name(seen) {
                Some(name) => {
                    let at = named.iter().position(|(known, _)| *known == name);
                    let at = at.unwrap_or_else(|| {
                        named.push((name, Vec::new()));
                        named.len() - 1
                    });
                    let with = self.of.of.supporters(seen).into_iter();
                    let with = with.filter(|one| one.stands()).map(|one| match one.has_name() {
                        true => one.called(t),
                        false => t.say1("bracketed-name-withheld", "kind", one.called(t)),
                    });
                    // Two proposals of one author bring the same company.
                    let (with, known) = (with.collect::<Vec<_>>(), &mut named[at].1);
                    if known.len() < with.len() {
                        *known = with;
                    }
                }
                None => {
                    let kind = match seen.kind {
                        Some(kind) => t.word(kind),
                        None => t.say("input-a-participant"),
                    };
                    let key = match seen.input.publication_class {
                        Some(PublicationClass::Public | PublicationClass::NameWithheld) => {
                            "bracketed-name-withheld"
                        }
                        Some(PublicationClass::Confidential) | None => "bracketed-confidential",
                    };
                    let one = t.say1(key, "kind", kind);
                    match unnamed.iter_mut().find(|(known, _)| *known == one) {
                        Some((_, count)) => *count += 1,
                        None => unnamed.push((one, 1)),
                    }
                }
            }
        }
        // Whoever says it itself stands there itself.
        let authors: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
        for (_, with) in &mut named {
            with.retain(|one| !authors.contains(&one.as_str()));
        }
        let mut said: Vec<String> = named
            .into_iter()
            .map(|(name, with)| match with.is_empty() {
                true => name.to_owned(),
                false => t.say2("bracketed-with", "who", name, "others", with.join("; ")),
            })
            .collect();
        said.extend(unnamed.into_iter().map(|(one, count)| match count {
            1 => one,
            _ => t.say2("bracketed-times", "who", one, "count", count),
        }));
        said.join("; ")
    }
}

impl Said for Telling<'_> {
    fn citation(&self, what: &What) -> String {
        match what {
            What::Element(at) => self.t.citation_short(&self.of.of.citations[*at]),
            What::Added(added) => self.of.called(self.t, added),
        }
    }

    fn attribution(&self, act: Act, sources: &[usize]) -> String {
        let act = self.t.say(match act {
            Act::Delete => "bracketed-delete",
            Act::Add => "bracketed-add",
            Act::Replace => "bracketed-replace",
        });
        match self.of.of.choice.without_attribution {
            true => act,
            false => self.t.say2("labelled", "label", act, "value", self.who(sources)),
        }
    }

    fn alternative(&self, what: &What, alternative: &Alternative) -> String {
        let t = self.t;
        let name = self.of.rival(t, what, alternative);
        match alternative.why {
            Why::Clash => name,
            Why::OtherLanguage => {
                let language = t.language_name(&alternative.language);
                t.say2("bracketed-alternative-language", "name", name, "language", language)
            }
            Why::QuotesOther => t.say1("bracketed-alternative-quotes", "name", name),
        }
    }

    fn names(&self, sources: &[usize]) -> String {
        match self.of.of.choice.without_attribution {
            true => self.t.say1("bracketed-proposals", "count", sources.len()),
            false => self.who(sources),
        }
    }

    fn beside(&self, what: &What) -> Option<String> {
        let (t, agreement) = (self.t, self.of.agreement(what)?);
        let status = t.word(agreement.status);
        let said = t.say2("labelled", "label", t.say("agreement-title"), "value", status);
        Some(match agreement.is_reworded {
            true => format!("{said} ({})", t.say("agreement-reworded")),
            false => said,
        })
    }

    fn note(&self, note: &Note) -> String {
        let t = self.t;
        match &note.what {
            Remark::Retain => t.say("bracketed-retain"),
            Remark::AsItStands => t.say("bracketed-as-it-stands"),
            Remark::NoWording => t.say("bracketed-no-wording"),
            Remark::Rearrange { operation, particulars } => {
                let of = &self.of.of;
                let cite =
                    |id: &str| of.text.position(id).map(|at| t.citation_short(&of.citations[at]));
                let what = effects::said(t, *operation, particulars, cite);
                match note.wording.trim() {
                    "" => what,
                    wording => t.say2("labelled", "label", what, "value", wording),
                }
            }
            Remark::Cannot(_) => t.say1("bracketed-cannot", "wording", note.wording.trim()),
        }
    }

    fn unplaced(&self, unplaced: &Unplaced) -> String {
        self.t.word(unplaced.operation)
    }

    fn unplaced_title(&self) -> String {
        self.t.say("bracketed-unplaced")
    }
}
