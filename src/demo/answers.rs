//! The team consolidates the first round: themes, responses, remarks, the next working draft and
//! its explanatory notes, begun and not finished.

use super::example::{Example, Revision};
use super::scene::{Cited, Scene};
use super::step;
use crate::consolidation::acts::annotating::{Tag, note, tag};
use crate::consolidation::acts::applying::{Applied, Decided};
use crate::consolidation::acts::assigning::assign;
use crate::consolidation::acts::responding::{Outcome, respond, validate};
use crate::consolidation::framework;
use crate::consolidation::store::{Beside, Wanted};
use crate::db::Tx;
use crate::drafts::revising::SPLIT_LINE;
use crate::drafts::store::Draft;
use crate::drafts::{Revision as Change, revise as change_draft};
use crate::outcome::summary::store::Wanted as Entry;
use crate::outcome::summary::{self, Written};
use crate::procedure::keys::InputKey;
use crate::procedure::sight::sight;
use crate::procedure::summary::Heading;
use crate::procedure::words::{InputKind, Treatment};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::store as submissions;
use crate::submissions::views::visible_to;
use crate::text::{Kind, Text};
use crate::web::Error;
use anyhow::{Context, anyhow};

pub fn consolidate(tx: &mut Tx, example: &Example, scene: &mut Scene) -> Result<(), Error> {
    let round = scene.first_round()?.clone();
    let drafter = scene.standing(tx, &scene.drafter)?;
    let lead = scene.standing(tx, &scene.lead)?;
    sort(tx, example, scene, &round, &drafter)?;
    share(tx, scene, &round, (&drafter, &lead))?;
    respond_to_half(tx, example, scene, &round, (&drafter, &lead))?;
    let first = scene.first_draft()?.clone();
    let begun = scene.at("2026-10-09 09:00")?;
    let working = crate::drafts::begin_from(tx, &drafter, &first, "Revised draft", begun)?;
    for revision in &example.revisions {
        revise(tx, scene, &round, &first, &working, revision, &drafter, begun)
            .with_context(|| format!("{} on {}", revision.act, revision.on))?;
    }
    explain(tx, example, scene, &first, &working, &drafter)?;
    summarize(tx, example, scene, &round, (&drafter, &lead))
}

/// Themes on what has come in so far on the companion text.
pub fn sort_second_round(
    tx: &mut Tx,
    example: &Example,
    scene: &Scene,
    now: Moment,
) -> Result<(), Error> {
    let drafter = scene.standing(tx, &scene.drafter)?;
    let round = scene.second_round()?.clone();
    themes(tx, example, scene, ("second", &round), &drafter, now)
}

fn sort(
    tx: &mut Tx,
    example: &Example,
    scene: &Scene,
    round: &Round,
    drafter: &Standing,
) -> Result<(), Error> {
    let at = scene.at("2026-10-06 09:30")?;
    themes(tx, example, scene, ("first", round), drafter, at)?;
    let cited = Cited::of(tx, scene.first_draft()?)?;
    for remark in &example.internal_notes {
        let beside = Beside::Paragraph(cited.identity(&remark.on)?);
        step(&remark.on, note(tx, drafter, round, &beside, &remark.text, at))?;
    }
    Ok(())
}

/// Who works on what, until when.
fn share(
    tx: &mut Tx,
    scene: &Scene,
    round: &Round,
    (drafter, lead): (&Standing, &Standing),
) -> Result<(), Error> {
    let at = scene.at("2026-10-06 10:00")?;
    let text = crate::drafts::store::text(tx, scene.first_draft()?.id)?;
    let articles = text.elements.iter().filter(|element| element.kind == Kind::Article);
    for (n, article) in articles.enumerate() {
        let to = if n % 3 == 2 { lead } else { drafter };
        let place = [article.id.clone()];
        assign(tx, lead, round, &place, to.account, Some("2026-10-16"), at)?;
    }
    Ok(())
}

fn themes(
    tx: &mut Tx,
    example: &Example,
    scene: &Scene,
    (key, round): (&str, &Round),
    drafter: &Standing,
    at: Moment,
) -> Result<(), Error> {
    for tagged in &example.theme_of {
        if !example.stands(&tagged.submission, key) {
            continue;
        }
        let input = scene.input(&tagged.submission, tagged.input)?;
        for theme in &tagged.themes {
            step(theme, tag(tx, drafter, round, input, &Tag::New(theme.clone()), at))?;
        }
    }
    Ok(())
}

/// The drafter answers; the lead validates most of it.
fn respond_to_half(
    tx: &mut Tx,
    example: &Example,
    scene: &Scene,
    round: &Round,
    (drafter, lead): (&Standing, &Standing),
) -> Result<(), Error> {
    let drafted = scene.at("2026-10-07 11:00")?;
    let validated = scene.at("2026-10-08 16:00")?;
    let first = || {
        let all = example.responses.iter();
        all.filter(|said| example.stands(&said.submission, "first"))
    };
    for said in first() {
        let input = scene.input(&said.submission, said.input)?;
        let covered_by = match &said.covered_by {
            Some(other) => Some(scene.input(&other.submission, other.input)?),
            None => None,
        };
        let treatment = said.treatment;
        let usual = match treatment {
            Treatment::CoveredBy => "Identical in substance; see the response to the other text.",
            _ => "",
        };
        let reason = said.reason.clone().unwrap_or_else(|| usual.to_owned());
        let wanted = Wanted { treatment, reason, covered_by };
        step(&said.submission, respond(tx, drafter, round, input, &wanted, 0, drafted))?;
    }
    for said in first().filter(|said| said.validated) {
        let input = scene.input(&said.submission, said.input)?;
        let outcome = validate(tx, lead, round, input, None, 1, validated)?;
        if let Outcome::Changed(_) = outcome {
            return Err(anyhow!("the response to {} changed", said.submission).into());
        }
    }
    Ok(())
}

#[allow(clippy::too_many_arguments)]
fn revise(
    tx: &mut Tx,
    scene: &Scene,
    round: &Round,
    first: &Draft,
    working: &Draft,
    revision: &Revision,
    drafter: &Standing,
    at: Moment,
) -> anyhow::Result<()> {
    let identity = Cited::of(tx, first).map_err(said)?.identity(&revision.on)?;
    let text = || revision.text.clone().context("a text");
    let language = || "en".to_owned();
    let change = match revision.act.as_str() {
        "apply" => {
            let from = revision.from.as_ref().context("a proposal")?;
            let input = scene.input(&from.submission, from.input)?;
            return apply(tx, drafter, round, input, working, at);
        }
        "edit" => Change::Word { language: language(), wording: text()? },
        "delete" => Change::Delete,
        "add_after" => {
            Change::AddAfter { language: language(), wording: text()?, kind: revision.kind }
        }
        "split" => {
            let parts = revision.into.as_ref().context("two texts")?;
            let wording = parts.join(&format!("\n{}\n", SPLIT_LINE));
            Change::Split { language: language(), wording }
        }
        other => return Err(anyhow!("no such act: {other}")),
    };
    let done = change_draft(tx, drafter, working, &identity, &change, at).map_err(said)?;
    done.map(drop).map_err(|cannot| anyhow!("{cannot:?}"))
}

/// Puts a proposal in; where a person would have to look first, as they would after looking.
fn apply(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: crate::procedure::keys::InputKey,
    working: &Draft,
    at: Moment,
) -> anyhow::Result<()> {
    let applied = crate::consolidation::apply(tx, who, round, input, working, None, at);
    let Applied::Look(looked) = applied.map_err(said)? else { return Ok(()) };
    let digest = looked.digest();
    let decided = Decided {
        wording: looked.suggested.clone(),
        from_proposal: true,
        digest,
        also: Vec::new(),
    };
    let applied = crate::consolidation::apply(tx, who, round, input, working, Some(&decided), at);
    match applied.map_err(said)? {
        Applied::Done | Applied::Before => Ok(()),
        other => Err(anyhow!("not applied: {other:?}")),
    }
}

fn said(error: Error) -> anyhow::Error {
    anyhow!("{error}")
}

/// Notes on most of the changes; the rest waits, and one paragraph vanished without a word.
fn explain(
    tx: &mut Tx,
    example: &Example,
    scene: &Scene,
    first: &Draft,
    working: &Draft,
    drafter: &Standing,
) -> Result<(), Error> {
    let at = scene.at("2026-10-12 10:00")?;
    let cited = Cited::of(tx, first)?;
    let now = crate::drafts::store::text(tx, working.id)?;
    for remark in &example.notes {
        let identity = match cited.identity(&remark.on) {
            Ok(identity) => identity,
            Err(_) => added(&now, &remark.on)?,
        };
        crate::outcome::write_note(tx, drafter, working, &identity, &remark.text, None, at)?;
    }
    Ok(())
}

/// A new element has no citation in the earlier text: it is named by its words.
fn added(text: &Text, words: &str) -> anyhow::Result<String> {
    let found = text.elements.iter().find(|element| element.wording("en") == words);
    found.map(|element| element.id.clone()).with_context(|| format!("no element says {words}"))
}

/// The summary of the general comments, written by the drafter and published by the lead.
fn summarize(
    tx: &mut Tx,
    example: &Example,
    scene: &Scene,
    round: &Round,
    (drafter, lead): (&Standing, &Standing),
) -> Result<(), Error> {
    let at = scene.at("2026-10-12 15:00")?;
    let sight = sight(drafter, &rounds::facts(tx, round)?, at);
    let general: Vec<InputKey> = visible_to(tx, &sight, round.id)?
        .into_iter()
        .filter(|seen| seen.input.kind == InputKind::General)
        .map(|seen| seen.input.id)
        .collect();
    for summed in &example.summary {
        let of = |key: &String| scene.inputs.get(key).into_iter().flatten().copied();
        let inputs = summed.from.iter().flat_map(of);
        let heading = match (summed.under.parse(), summed.under.parse()) {
            (Ok(group), _) => Heading::Group(group),
            (_, Ok(kind)) => Heading::Kind(kind),
            _ => Heading::None,
        };
        let wanted = Entry {
            heading,
            theme: summed.theme.clone(),
            attribution: summed.said,
            body: summed.text.clone(),
            sources: inputs.filter(|input| general.contains(input)).collect(),
        };
        match summary::write_entry(tx, drafter, round, None, &wanted, None, at)? {
            Written::Yes(_) => {}
            other => return Err(anyhow!("{}: {other:?}", summed.text).into()),
        }
    }
    let published = scene.at("2026-10-13 09:00")?;
    summary::publish(tx, lead, round, published).map(drop)
}

/// What the answers have in common, and the paragraphs that grew from it; the lead publishes it.
pub fn gather(tx: &mut Tx, example: &Example, scene: &Scene) -> Result<(), Error> {
    let (at, published) = (scene.at("2026-10-13 10:00")?, scene.at("2026-10-13 15:00")?);
    let consultation = &scene.consultation;
    let drafter = scene.standing(tx, &scene.drafter)?;
    let lead = scene.standing(tx, &scene.lead)?;
    let cited = Cited::of(tx, scene.first_draft()?)?;
    let themes = crate::consultations::store::themes(tx, consultation.id)?;
    for said in &example.framework {
        let theme = themes.iter().find(|theme| theme.name == said.theme);
        let wanted = framework::Wanted {
            theme: Some(theme.with_context(|| format!("no theme {}", said.theme))?.id),
            title: said.title.clone(),
            body: said.text.clone(),
        };
        let mut sources = Vec::new();
        for (submission, number) in &said.answers {
            let input = scene.input(submission, example.answer(submission, number)?)?;
            sources.push(submissions::input(tx, input)?.public_id);
        }
        let element = framework::add(tx, &drafter, consultation, &wanted, &sources, at)?;
        for citation in &said.paragraphs {
            let grown = framework::Named::Paragraph(cited.identity(citation)?);
            framework::link(tx, &drafter, consultation, &element, &grown, at)?;
        }
    }
    framework::publish(tx, &lead, consultation, published)
}
