//! What became of the elements of one draft in another: known from how the drafts follow one
//! another, proposed by matching, confirmed or corrected by a person.

use super::store::{self, Draft};
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::procedure::drafts::may_trace;
use crate::procedure::keys::DraftKey;
use crate::procedure::words::LineageOrigin;
use crate::procedure::{Moment, Standing};
use crate::text::matching::{Settled, propose};
use crate::text::{Lineage, Link, Text};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;
use std::collections::{HashMap, HashSet, VecDeque};

/// The lineage from one draft to another, in either direction of time.
pub struct Between {
    pub lineage: Lineage,
    /// The drafts on the way, with both ends; only the two where none leads from one to the other.
    pub way: Vec<DraftKey>,
    /// Nothing connects the two drafts: all but equal identities is guessed.
    pub guessed: bool,
}

/// What became of the elements of `old` in `new`, as far as it is known; guessed where the two
/// drafts do not follow one another and nobody traced them.
pub fn between(
    conn: &mut Conn,
    old: &Draft,
    new: &Draft,
    was: &Text,
    is: &Text,
) -> QueryResult<Between> {
    let identities = Lineage::of_identities(was, is);
    let Some(way) = way(conn, old, new)? else {
        let settled = Settled { pairs: identities, ..Settled::default() };
        let language = common_language(was, is, &new.language);
        let lineage = propose(was, is, &language, &settled).lineage;
        return Ok(Between { lineage, way: vec![old.id, new.id], guessed: true });
    };
    let mut texts: HashMap<DraftKey, Text> = HashMap::new();
    for key in way.iter().filter(|key| **key != old.id && **key != new.id) {
        texts.insert(*key, store::text(conn, *key)?);
    }
    let text = |key: DraftKey| match key {
        key if key == old.id => was,
        key if key == new.id => is,
        key => texts.get(&key).unwrap_or(is),
    };
    let mut lineage: Option<Lineage> = None;
    for pair in way.windows(2) {
        let (from, to) = (store::find(conn, pair[0])?, store::find(conn, pair[1])?);
        let forward = leads(conn, &from, &to)?;
        let next = match forward {
            true => step(conn, &from, &to, text(from.id), text(to.id))?,
            false => step(conn, &to, &from, text(to.id), text(from.id))?.reversed(),
        };
        lineage = Some(match lineage {
            Some(so_far) => so_far.then(&next),
            None => next,
        });
    }
    let mut lineage = lineage.unwrap_or_default();
    // What was taken out on the way and came back is the same again.
    if way.len() > 2 {
        let from: HashSet<String> = lineage.pairs().iter().map(|(from, _)| from.clone()).collect();
        let to: HashSet<String> = lineage.pairs().iter().map(|(_, to)| to.clone()).collect();
        for (id, _) in identities.pairs() {
            if !from.contains(id) && !to.contains(id) {
                lineage.add(id, id);
            }
        }
    }
    Ok(Between { lineage, way, guessed: false })
}

/// Whether `to` follows `from`, or lineage was traced in this direction.
fn leads(conn: &mut Conn, from: &Draft, to: &Draft) -> QueryResult<bool> {
    let follows = to.based_on_id == Some(from.id);
    Ok(follows || !store::traced(conn, from.id, to.id)?.is_empty())
}

/// From one draft to one that follows it: what was traced; else what has the same identity; and
/// what was noted of splits and mergers while it was revised.
fn step(conn: &mut Conn, from: &Draft, to: &Draft, was: &Text, is: &Text) -> QueryResult<Lineage> {
    let traced = store::traced(conn, from.id, to.id)?;
    let said_from: HashSet<&str> = traced.iter().map(|row| row.from_identity.as_str()).collect();
    let said_to: HashSet<&str> = traced.iter().map(|row| row.to_identity.as_str()).collect();
    let mut all = Lineage::default();
    for row in traced.iter().filter(|r| !r.from_identity.is_empty() && !r.to_identity.is_empty()) {
        all.add(&row.from_identity, &row.to_identity);
    }
    for (id, _) in Lineage::of_identities(was, is).pairs() {
        if !said_from.contains(id.as_str()) && !said_to.contains(id.as_str()) {
            all.add(id, id);
        }
    }
    let is_old: HashSet<&str> = was.elements.iter().map(|e| e.id.as_str()).collect();
    for row in store::lineage(conn, to.id)? {
        if said_to.contains(row.to_identity.as_str()) {
            continue;
        }
        let mut sources: Vec<String> = all
            .pairs()
            .iter()
            .filter(|(_, to)| *to == row.from_identity)
            .map(|(from, _)| from.clone())
            .collect();
        let own = row.from_identity.as_str();
        if is_old.contains(own) && !said_from.contains(own) {
            sources.push(row.from_identity.clone());
        }
        for source in sources {
            all.add(&source, &row.to_identity);
        }
    }
    Ok(all)
}

/// The shortest way from one draft to another along what follows what and what was traced.
fn way(conn: &mut Conn, old: &Draft, new: &Draft) -> QueryResult<Option<Vec<DraftKey>>> {
    let mut edges: Vec<(DraftKey, DraftKey)> = store::traced_pairs(conn, new.consultation_id)?;
    for draft in store::of_consultation(conn, new.consultation_id)? {
        edges.extend(draft.based_on_id.map(|before| (before, draft.id)));
    }
    let mut came_from: HashMap<DraftKey, DraftKey> = HashMap::new();
    let mut waiting = VecDeque::from([old.id]);
    while let Some(at) = waiting.pop_front() {
        if at == new.id {
            let mut way = vec![at];
            while let Some(before) = way.last().and_then(|last| came_from.get(last)) {
                way.push(*before);
            }
            way.reverse();
            return Ok(Some(way));
        }
        for (from, to) in &edges {
            let next = match at {
                at if at == *from => *to,
                at if at == *to => *from,
                _ => continue,
            };
            if next != old.id && !came_from.contains_key(&next) {
                came_from.insert(next, at);
                waiting.push_back(next);
            }
        }
    }
    Ok(None)
}

/// The language to compare two texts in: this one where both have it, else the one that most
/// elements have in both.
pub fn common_language(old: &Text, new: &Text, wanted: &str) -> String {
    let count = |text: &Text| -> HashMap<String, usize> {
        let mut counts = HashMap::new();
        for language in text.elements.iter().flat_map(|e| e.text.keys()) {
            *counts.entry(language.clone()).or_default() += 1;
        }
        counts
    };
    let (was, is) = (count(old), count(new));
    let mut both: Vec<(usize, &String)> = is
        .iter()
        .filter_map(|(language, n)| was.get(language).map(|m| ((*n).min(*m), language)))
        .collect();
    both.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    match both.iter().find(|(_, language)| *language == wanted).or(both.first()) {
        Some((_, language)) => (*language).clone(),
        None => wanted.to_owned(),
    }
}

/// Has the lineage between two drafts proposed by matching, and keeps what it proposes. What a
/// person confirmed or corrected stays. Answers how many links are new to both.
pub fn propose_lineage(
    tx: &mut Tx,
    who: &Standing,
    old: &Draft,
    new: &Draft,
    now: Moment,
) -> Result<usize, Error> {
    let scope = Scope::Consultation(new.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_trace(who, &store::facts(tx, old)?, &store::facts(tx, new)?)?;
    store::forget_proposals(tx, &permit)?;
    let (was, is) = (store::text(tx, old.id)?, store::text(tx, new.id)?);
    let rows = store::traced(tx, old.id, new.id)?;
    let known = step(tx, old, new, &was, &is)?;
    let said = |from: bool| -> HashSet<String> {
        let mut said = HashSet::new();
        for row in &rows {
            let (own, other) = match from {
                true => (&row.from_identity, &row.to_identity),
                false => (&row.to_identity, &row.from_identity),
            };
            if other.is_empty() {
                said.insert(own.clone());
            }
        }
        said
    };
    let settled = Settled { pairs: known.clone(), deleted: said(true), new: said(false) };
    let language = common_language(&was, &is, &new.language);
    let proposal = propose(&was, &is, &language, &settled);
    let known: HashSet<&(String, String)> = known.pairs().iter().collect();
    let mut links = 0;
    for pair in proposal.lineage.pairs().iter().filter(|pair| !known.contains(pair)) {
        let link = Link { from: vec![pair.0.clone()], to: vec![pair.1.clone()] };
        store::keep_link(tx, &permit, &link, LineageOrigin::Proposed, now)?;
        links += 1;
    }
    let detail = json!({ "from": old.public_id, "pairs": links });
    journal::record(tx, scope, permit.by(), "lineage.proposed", &new.public_id, detail, now)?;
    Ok(links)
}

/// Keeps links that a person confirmed or corrected. Each says all there is to say of its
/// elements: whatever was stored of them before is replaced.
///
/// Every id must be an element of its draft and stand in one link only: [`Error::BadRequest`].
pub fn trace(
    tx: &mut Tx,
    who: &Standing,
    old: &Draft,
    new: &Draft,
    links: &[Link],
    origin: LineageOrigin,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(new.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_trace(who, &store::facts(tx, old)?, &store::facts(tx, new)?)?;
    let (was, is) = (store::text(tx, old.id)?, store::text(tx, new.id)?);
    let there =
        |text: &Text| -> HashSet<String> { text.elements.iter().map(|e| e.id.clone()).collect() };
    let (mut from, mut to) = (there(&was), there(&is));
    for link in links {
        let all =
            link.from.iter().all(|id| from.remove(id)) && link.to.iter().all(|id| to.remove(id));
        if !all || (link.from.is_empty() && link.to.is_empty()) {
            return Err(Error::BadRequest);
        }
    }
    for link in links {
        store::keep_link(tx, &permit, link, origin, now)?;
    }
    let detail = json!({ "from": old.public_id, "links": links.len(), "as": origin.as_str() });
    journal::record(tx, scope, permit.by(), "lineage.traced", &new.public_id, detail, now)?;
    Ok(())
}
