//! What was submitted, against the journal: each submission's commitment against its line and against what is stored; each
//! receipt and list of digests with its signature.

use super::Fault;
use super::checking::{Looked, Report};
use super::lines::Notes;
use crate::db::Conn;
use crate::journal::store::Entry;
use crate::procedure::keys::PublicId;
use crate::procedure::words::{PublicationClass, SubmissionState};
use crate::rounds::digests;
use crate::rounds::store::{Round, digests as lists};
use crate::signing::{PublicKey, Signed, check, hex, value};
use crate::submissions::committed::{self, Committed};
use crate::submissions::store::{self as submissions, Submission};
use diesel::QueryResult;
use std::collections::BTreeSet;

/// Of what a participant sent itself; and what the secretariat registered. An alignment is a submission
/// without a text.
const SENT: [&str; 2] = ["submission.submitted", "alignment.made"];
const COMMITTING: &[&str] = &[SENT[0], SENT[1], "submission.registered", "alignment.registered"];
const WITHDRAWN: &[&str] =
    &["submission.withdrawn", "alignment.withdrawn", "intervention.disowned"];
const REPLACED: &[&str] = &["submission.replaced", "alignment.replaced", "intervention.corrected"];
const EXCERPT: &[&str] = &["input.registered"];
/// A file was added later; another took its place.
const LATER_FILE: &[&str] = &["file.registered"];
const SUPERSEDED: &str = "file.replaced";
/// An excerpt was taken away before anything of its submission was published.
pub(super) const REMOVED: &str = "excerpt.removed";
/// A submission was erased; an input was, of a submission or an excerpt. An input's line does not name
/// its submission: who sent the one is known, who the other may not be.
const ERASED: [&str; 2] = ["submission.erased", "input.erased"];
const RECLASSIFIED: &[&str] = &["input.reclassified", "input.retracted"];
const FIXED: &[&str] = &["digests.fixed"];

/// What is stored of the submissions of one chain, against its lines.
pub(super) struct Look<'a> {
    of: String,
    keys: &'a [PublicKey],
    notes: &'a Notes,
    /// The submissions that were met.
    met: BTreeSet<PublicId>,
    report: &'a mut Report,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Look<'a> {
    /// `of` is what the chain is about, in words.
    pub(super) fn at(
        of: &str,
        notes: &'a Notes,
        keys: &'a [PublicKey],
        looked: &'a mut Looked,
    ) -> Self {
        let Looked { report, faults } = looked;
        Self { of: of.to_owned(), keys, notes, met: BTreeSet::new(), report, faults }
    }

    pub(super) fn round(&mut self, conn: &mut Conn, round: &Round) -> Result<(), Fault> {
        let mut committed = BTreeSet::new();
        for (key, id) in submissions::ever_submitted(conn, round.id)? {
            let lines = self.notes.with(&id, COMMITTING);
            committed.extend(
                lines
                    .iter()
                    .filter_map(|line| line.detail.0["commitment"].as_str().map(str::to_owned)),
            );
            self.met.insert(id.clone());
            let looked = match submissions::find(conn, key) {
                Ok(submission) => self.submission(conn, &submission),
                Err(_) => {
                    let what = "what is stored of it cannot be read";
                    Err(Fault::Unsaid { of: self.of.clone(), id, what })
                }
            };
            self.faults.extend(looked.err());
        }
        self.lists(conn, round, &committed)
    }

    /// Every line that commits to a submission, or to an excerpt that was not taken away, was met: none
    /// of them is gone.
    pub(super) fn nothing_left(&mut self) {
        let mut left: Vec<&Entry> = (self.notes.0.values().flatten())
            .filter(|line| [COMMITTING, EXCERPT, LATER_FILE].concat().contains(&line.act.as_str()))
            .filter(|line| !self.met.contains(&line.subject))
            .filter(|line| !self.notes.has(&line.subject, REMOVED))
            .collect();
        left.sort_by_key(|line| line.seq);
        self.faults.extend(left.into_iter().map(|line| Fault::Submission {
            of: self.of.clone(),
            line: line.seq,
            id: line.subject.clone(),
            what: "it is not there, or counts as not submitted",
        }));
    }

    /// One submission against its line.
    fn submission(&mut self, conn: &mut Conn, one: &Submission) -> Result<(), Fault> {
        let id = one.public_id.clone();
        let unsaid = |what| Fault::Unsaid { of: self.of.clone(), id: id.clone(), what };
        let [line] = self.notes.with(&id, COMMITTING)[..] else {
            return Err(unsaid("no line of the journal commits to it, or several do"));
        };
        let seq = line.seq;
        let said = line.detail.0["commitment"].as_str().unwrap_or_default().to_owned();
        let of = self.of.clone();
        let wrong = |what| Fault::Submission { of: of.clone(), line: seq, id: id.clone(), what };
        let read = |_| wrong("what is stored of it cannot be read");

        let whole = committed::whole(conn, one).map_err(read)?;
        if hex(&whole.digest) != said {
            return Err(wrong("the commitment stored is not the journal's"));
        }
        let erased = self.is_erased(conn, one).map_err(read)?;
        self.held(&whole, erased).map_err(wrong)?;
        self.state(one).map_err(wrong)?;
        for file in submissions::attachments_of(conn, one.id).map_err(read)? {
            let bytes = submissions::bytes_of(conn, file.id).map_err(read)?;
            if !self.notes.has(&id, ERASED[0]) && !is_digest(&file.digest, &bytes) {
                return Err(wrong("the digest of a file is not that of its bytes"));
            }
            if file.replaced_at.is_some() != self.notes.has(&file.public_id, SUPERSEDED) {
                return Err(wrong("a file does not stand as the journal says"));
            }
        }
        let receipt = submissions::receipt_of(conn, one.id).map_err(read)?;
        self.receipt(one, line, receipt.as_deref()).map_err(wrong)?;
        let commitments = 1 + self.excerpts(conn, one)? + self.later_files(conn, one)?;
        self.moves(conn, one).map_err(wrong)?;
        self.report.commitments += commitments;
        self.report.erased += usize::from(whole.salt.is_none());
        self.report.receipts += usize::from(receipt.is_some());
        Ok(())
    }

    /// The digest can be worked out again, or the journal says why not.
    fn held(&self, committed: &Committed, erased: bool) -> Result<(), &'static str> {
        match (&committed.salt, erased) {
            (Some(_), false) if committed.holds() => Ok(()),
            (Some(_), false) => Err("what is stored is not what was committed to"),
            (None, true) => Ok(()),
            (None, false) => Err("its salt is gone, and no line says that it was erased"),
            (Some(_), true) => Err("a line says that it was erased, and its salt is there"),
        }
    }

    /// Was it, or an input that its commitment covers?
    fn is_erased(&self, conn: &mut Conn, one: &Submission) -> QueryResult<bool> {
        let kept = submissions::committed_inputs(conn, one.id)?;
        let inputs = submissions::inputs_of(conn, one.id)?;
        let is_excerpt = |key| kept.iter().any(|was| was.input == key && was.commitment.is_some());
        let of_input = inputs
            .iter()
            .any(|input| !is_excerpt(input.id) && self.notes.has(&input.public_id, ERASED[1]));
        Ok(of_input || self.notes.has(&one.public_id, ERASED[0]))
    }

    fn state(&self, one: &Submission) -> Result<(), &'static str> {
        let has = |acts: &[&str]| !self.notes.with(&one.public_id, acts).is_empty();
        let (withdrawn, replaced) = (has(WITHDRAWN), has(REPLACED));
        let fits = match one.state {
            SubmissionState::Submitted => !withdrawn && !replaced,
            SubmissionState::Withdrawn => withdrawn,
            SubmissionState::Replaced => replaced,
            SubmissionState::Drafting => false,
        };
        if fits { Ok(()) } else { Err("it does not stand as the journal says") }
    }

    fn receipt(
        &self,
        one: &Submission,
        line: &Entry,
        receipt: Option<&str>,
    ) -> Result<(), &'static str> {
        let Some(receipt) = receipt else {
            let is_owed = SENT.contains(&line.act.as_str()) || line.detail.0["receipt"] == true;
            return if is_owed { Err("its receipt is gone") } else { Ok(()) };
        };
        let code = one.receipt_code.as_deref().unwrap_or_default();
        let commitment = line.detail.0["commitment"].as_str().unwrap_or_default();
        let agrees = value(receipt, "code") == code
            && value(receipt, "commitment") == commitment
            && value(receipt, "journal_line") == line.seq.to_string()
            && value(receipt, "journal_hash") == hex(&line.hash);
        match check(receipt, self.keys) == Signed::Right && agrees {
            true => Ok(()),
            false => Err("its receipt is not as it was signed"),
        }
    }

    /// The excerpts that were anchored later; answers how many.
    fn excerpts(&mut self, conn: &mut Conn, one: &Submission) -> Result<usize, Fault> {
        let found = committed::excerpts(conn, one)?;
        self.met.extend(found.iter().map(|(input, _)| input.public_id.clone()));
        for (input, committed) in &found {
            let id = one.public_id.clone();
            let lines = self.notes.with(&input.public_id, EXCERPT);
            let [line] = lines[..] else {
                let what = "no line of the journal commits to one of its excerpts";
                return Err(Fault::Unsaid { of: self.of.clone(), id, what });
            };
            let erased =
                self.notes.has(&id, ERASED[0]) || self.notes.has(&input.public_id, ERASED[1]);
            let said = line.detail.0["commitment"].as_str();
            let held = match said == Some(hex(&committed.digest).as_str()) {
                true => self.held(committed, erased),
                false => Err("the commitment stored of an excerpt is not the journal's"),
            };
            let (of, line) = (self.of.clone(), line.seq);
            held.map_err(|what| Fault::Submission { of, line, id, what })?;
        }
        Ok(found.len())
    }

    /// The files that were added later; answers how many.
    fn later_files(&mut self, conn: &mut Conn, one: &Submission) -> Result<usize, Fault> {
        let found = committed::later_files(conn, one)?;
        self.met.extend(found.iter().map(|(file, _)| file.public_id.clone()));
        for (file, committed) in &found {
            let id = one.public_id.clone();
            let lines = self.notes.with(&file.public_id, LATER_FILE);
            let [line] = lines[..] else {
                let what = "no line of the journal commits to one of its files";
                return Err(Fault::Unsaid { of: self.of.clone(), id, what });
            };
            let said = line.detail.0["commitment"].as_str();
            let held = match said == Some(hex(&committed.digest).as_str()) {
                true => self.held(committed, self.notes.has(&id, ERASED[0])),
                false => Err("the commitment stored of a file is not the journal's"),
            };
            let (of, line) = (self.of.clone(), line.seq);
            held.map_err(|what| Fault::Submission { of, line, id, what })?;
        }
        Ok(found.len())
    }

    /// Where an input stands elsewhere, or may be published otherwise, than when it was committed
    /// to, a line says so.
    fn moves(&self, conn: &mut Conn, one: &Submission) -> Result<(), &'static str> {
        if let Some(alignment) = &one.alignment {
            let lines = self.notes.with(&one.public_id, &["alignment.reclassified"]);
            let to = lines.last().and_then(|line| line.detail.0["to"].as_str());
            let class = to.unwrap_or(alignment.class_as_made.as_str());
            if class != alignment.class.as_str() {
                return Err("an alignment may not be published as the journal says");
            }
        }
        let unread = |_| "what is stored of it cannot be read";
        let kept = submissions::committed_inputs(conn, one.id).map_err(unread)?;
        let says = |id: &PublicId, word: &str| {
            self.notes.says(id, word) || self.notes.says(&one.public_id, word)
        };
        for input in submissions::inputs_of(conn, one.id).map_err(unread)? {
            let Some(was) = kept.iter().find(|was| was.input == input.id) else {
                return Err("an input was added to it that nothing commits to");
            };
            let identity = input.identity.as_deref().unwrap_or_default();
            if was.identity != input.identity && !says(&input.public_id, identity) {
                return Err("an input stands elsewhere, and no line says so");
            }
            let stands = (input.publication_class, input.retracted_at.is_some());
            if self.published_as(&input.public_id, was.class) != stands {
                return Err("an input may not be published as the journal says");
            }
        }
        let kept = submissions::committed_files(conn, one.id).map_err(unread)?;
        for file in submissions::attachments_of(conn, one.id).map_err(unread)? {
            let was = kept.iter().find(|was| was.file == file.id).and_then(|was| was.class);
            let stands = (file.publication_class, file.retracted_at.is_some());
            if self.published_as(&file.public_id, was) != stands {
                return Err("a file may not be published as the journal says");
            }
        }
        Ok(())
    }

    /// The class that the last line about it gives, or that it was committed to; and whether it is
    /// withdrawn from publication.
    fn published_as(
        &self,
        id: &PublicId,
        was: Option<PublicationClass>,
    ) -> (Option<PublicationClass>, bool) {
        match self.notes.with(id, RECLASSIFIED).last() {
            Some(line) => {
                let to = line.detail.0["to"].as_str().and_then(|word| word.parse().ok());
                (to, line.act == RECLASSIFIED[1])
            }
            None => (was, false),
        }
    }

    /// The lists of digests of a round.
    fn lists(
        &mut self,
        conn: &mut Conn,
        round: &Round,
        committed: &BTreeSet<String>,
    ) -> Result<(), Fault> {
        let lines = self.notes.with(&round.public_id, FIXED);
        let stored = lists::of_round(conn, round.id)?;
        for (n, line) in (1..).zip(&lines) {
            let list = stored.iter().find(|list| list.number == n);
            let right = match list {
                Some(list) => {
                    let rows = lists::lines(conn, list.id)?;
                    is_right(line, round, list, &rows, committed, self.keys)
                }
                None => Err("it is not there"),
            };
            let fault = right.err().map(|what| Fault::List {
                of: self.of.clone(),
                line: line.seq,
                round: round.public_id.clone(),
                number: n,
                what,
            });
            self.faults.extend(fault);
        }
        if stored.len() != lines.len() {
            let what = "its round has a list that no line of the journal fixes";
            let id = round.public_id.clone();
            return Err(Fault::Unsaid { of: self.of.clone(), id, what });
        }
        self.report.lists += stored.len();
        Ok(())
    }
}

fn is_digest(digest: &[u8], bytes: &[u8]) -> bool {
    use sha2::{Digest, Sha256};
    digest == Sha256::digest(bytes).as_slice()
}

fn is_right(
    line: &Entry,
    round: &Round,
    list: &lists::List,
    rows: &[Vec<u8>],
    committed: &BTreeSet<String>,
    keys: &[PublicKey],
) -> Result<(), &'static str> {
    let detail = &line.detail.0;
    if detail["sha256"].as_str() != Some(list.sha256().as_str()) {
        return Err("its SHA-256 is not the journal's");
    }
    if check(&list.body, keys) != Signed::Right {
        return Err("its signature is wrong");
    }
    let Some(read) = digests::read(&list.body) else { return Err("it is no list of digests") };
    let count = detail["count"].as_i64();
    if !read.is_in_order || count != Some(list.count) || read.count as i64 != list.count {
        return Err("its digests are not as many as it says, or not in order");
    }
    let rows: Vec<String> = rows.iter().map(|row| hex(row)).collect();
    if rows != read.digests || read.round != round.public_id.as_str() {
        return Err("it does not agree with the digests kept beside it");
    }
    match read.digests.iter().all(|digest| committed.contains(digest)) {
        true => Ok(()),
        false => Err("it holds a digest of no submission"),
    }
}
