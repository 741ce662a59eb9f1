//! What lines of the journal froze or published besides submissions: is it stored as it was then?

use super::Fault;
use super::checking::Looked;
use super::lines::Notes;
use super::submitted::REMOVED;
use crate::consolidation::framework::store as frameworks;
use crate::consolidation::store as responses;
use crate::consultations::store as consultations;
use crate::db::Conn;
use crate::drafts::{frozen, store as drafts, store::Draft};
use crate::journal::frozen::committed;
use crate::journal::store::Entry;
use crate::outcome::store as notes;
use crate::outcome::summary::store as summaries;
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::procedure::words::DraftState;
use crate::rounds::store::{self as rounds, Round};
use diesel::QueryResult;
use std::collections::BTreeSet;

const DRAFT: [&str; 2] = ["draft.circulated", "draft.finalized"];
const NOTE: [&str; 2] = ["explanatory_note.written", "explanatory_note.removed"];
const SUMMARY: [&str; 2] = ["summary.published", "summary.reopened"];
const FRAMEWORK: &[&str] = &["framework.published"];
const RESPONSE: &[&str] = &["response.drafted", "response.validated", "response.released"];

pub(super) const UNREAD: &str = "what is stored of it cannot be read";
const CHANGED: &str = "it is not stored as it was";
const GONE: &str = "it is not there";
pub(super) const UNTOLD: &str = "no line of the journal tells of it";

pub(super) fn all(
    conn: &mut Conn,
    consultation: ConsultationKey,
    of: &str,
    lines: &Notes,
    looked: &mut Looked,
) -> QueryResult<()> {
    let mut look = Look { of, lines, met: BTreeSet::new(), looked };
    for draft in drafts::of_consultation(conn, consultation)? {
        look.draft(conn, &draft);
        look.notes(conn, &draft)?;
    }
    for round in rounds::of_consultation(conn, consultation)? {
        look.round(conn, &round);
        look.positions(conn, &round)?;
        look.summary(conn, &round);
    }
    look.settings(conn, consultation)?;
    look.participants(conn, consultation)?;
    look.frameworks(conn, consultation)?;
    look.responses(conn, consultation)?;
    look.nothing_left();
    Ok(())
}

pub(super) struct Look<'a> {
    of: &'a str,
    pub(super) lines: &'a Notes,
    /// The ids of all that was met.
    pub(super) met: BTreeSet<PublicId>,
    pub(super) looked: &'a mut Looked,
}

impl Look<'_> {
    pub(super) fn untold(&mut self, thing: &'static str, id: &PublicId, what: &'static str) {
        let (of, id) = (self.of.to_owned(), id.clone());
        self.looked.faults.push(Fault::Untold { of, thing, id, what });
    }

    pub(super) fn wrong(
        &mut self,
        line: &Entry,
        thing: &'static str,
        id: &PublicId,
        what: &'static str,
    ) {
        let (of, id) = (self.of.to_owned(), id.clone());
        self.looked.faults.push(Fault::Frozen { of, line: line.seq, thing, id, what });
    }

    /// Does what is stored agree with the digest of its line?
    pub(super) fn agrees(
        &mut self,
        line: &Entry,
        thing: &'static str,
        id: &PublicId,
        digest: QueryResult<Option<String>>,
    ) {
        self.agree(line, committed(line), (thing, id), digest);
    }

    /// The same, where the line has another digest as well.
    pub(super) fn agree(
        &mut self,
        line: &Entry,
        said: Option<&str>,
        (thing, id): (&'static str, &PublicId),
        digest: QueryResult<Option<String>>,
    ) {
        match (said, digest) {
            (_, Err(_)) => self.wrong(line, thing, id, UNREAD),
            (None, Ok(_)) => self.looked.report.undigested += 1,
            (Some(said), Ok(found)) if found.as_deref() == Some(said) => {
                self.looked.report.frozen += 1;
            }
            (Some(_), Ok(_)) => self.wrong(line, thing, id, CHANGED),
        }
    }

    fn draft(&mut self, conn: &mut Conn, draft: &Draft) {
        let (thing, id) = ("the draft", &draft.public_id);
        self.met.insert(id.clone());
        let lines = self.lines.with(id, &DRAFT);
        let Some(line) = lines.last() else {
            if !draft.is_working() {
                self.untold(thing, id, UNTOLD);
            }
            return;
        };
        let is_final = line.act == DRAFT[1];
        if draft.is_working() || is_final != (draft.state == DraftState::Final) {
            return self.wrong(line, thing, id, "it does not stand as the journal says");
        }
        if is_final && line.detail.0["symbol"].as_str() != draft.symbol.as_deref() {
            self.wrong(line, thing, id, "its symbol is another");
        }
        self.agrees(line, thing, id, frozen::digest(conn, draft).map(Some));
    }

    fn notes(&mut self, conn: &mut Conn, draft: &Draft) -> QueryResult<()> {
        for note in notes::of_draft(conn, draft.id)? {
            let (thing, id) = ("the explanatory note", &note.public_id);
            self.met.insert(id.clone());
            match self.lines.with(id, &NOTE).last() {
                Some(line) if line.act == NOTE[0] => {
                    self.agrees(line, thing, id, Ok(Some(note.digest(&draft.public_id))));
                }
                _ => self.untold(thing, id, UNTOLD),
            }
        }
        Ok(())
    }

    fn summary(&mut self, conn: &mut Conn, round: &Round) {
        let (thing, id) = ("the summary of round", &round.public_id);
        let last = self.lines.with(id, &SUMMARY).pop();
        let published = last.filter(|line| line.act == SUMMARY[0]);
        let stands = summaries::published_at(conn, round.id);
        match (published, stands.map(|at| at.is_some())) {
            (Some(line), Ok(true)) => {
                let digest = summaries::digest(conn, round.id);
                self.agrees(line, thing, id, digest.map(Some));
            }
            (Some(line), Ok(false)) => self.wrong(line, thing, id, GONE),
            (None, Ok(false)) => {}
            (None, Ok(true)) => self.untold(thing, id, UNTOLD),
            (_, Err(_)) => self.untold(thing, id, UNREAD),
        }
    }

    fn frameworks(&mut self, conn: &mut Conn, key: ConsultationKey) -> QueryResult<()> {
        let (thing, id) = ("the framework of", consultations::find(conn, key)?.public_id);
        let stored = frameworks::digests(conn, key)?;
        let lines = self.lines.with(&id, FRAMEWORK);
        for line in &lines {
            let number = line.detail.0["number"].as_i64();
            let digest = stored.iter().find(|(stored, _)| Some(*stored) == number);
            match digest {
                Some((_, digest)) => self.agrees(line, thing, &id, Ok(Some(digest.clone()))),
                None => self.wrong(line, thing, &id, GONE),
            }
        }
        if stored.len() != lines.len() {
            self.untold(thing, &id, "it was published otherwise than the journal says");
        }
        Ok(())
    }

    fn responses(&mut self, conn: &mut Conn, key: ConsultationKey) -> QueryResult<()> {
        for id in responses::responses_in(conn, key)? {
            let thing = "the response";
            self.met.insert(id.clone());
            let Some(line) = self.lines.with(&id, RESPONSE).pop() else {
                self.untold(thing, &id, UNTOLD);
                continue;
            };
            let response = responses::response(conn, &id);
            let digest = response.and_then(|one| responses::digest_of_response(conn, &one));
            self.agrees(line, thing, &id, digest);
        }
        Ok(())
    }

    /// Nothing that a line tells of is gone.
    fn nothing_left(&mut self) {
        let lines = self.lines;
        let mut told: Vec<(&Entry, &'static str)> = Vec::new();
        for line in lines.0.values().filter_map(|lines| {
            let acts = [&DRAFT[..], &NOTE[..], RESPONSE].concat();
            lines.iter().rfind(|line| acts.contains(&line.act.as_str()))
        }) {
            let thing = match line.act.split('.').next() {
                Some("draft") => "the draft",
                Some("response") => "the response",
                _ => "the explanatory note",
            };
            let input = line.detail.0["input"].as_str().map(PublicId::from);
            let went_with_it = input.is_some_and(|input| lines.has(&input, REMOVED));
            if line.act != NOTE[1] && !went_with_it && !self.met.contains(&line.subject) {
                told.push((line, thing));
            }
        }
        told.extend(self.facts_left());
        told.sort_by_key(|(line, _)| line.seq);
        for (line, thing) in told {
            self.wrong(line, thing, &line.subject, GONE);
        }
    }
}
