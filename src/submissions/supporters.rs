//! Who stands behind a text beside its author: those who submit it together, and those who aligned
//! themselves with it; as far as a reader may know.

use super::store::{self, CoSubmitter, Submission};
use super::views::{self, Seen};
use crate::db::Conn;
use crate::languages::Language;
use crate::participants::store::{self as participants, Participant};
use crate::procedure::alignments::{Shown, shown};
use crate::procedure::counting::Text;
use crate::procedure::keys::{ConsultationKey, ParticipantKey, PublicId, RoundKey};
use crate::procedure::sight::{SMALL_GROUP, Sight};
use crate::procedure::words::{CoSubmission, ParticipantKind, PublicationClass};
use diesel::QueryResult;
use std::collections::{HashMap, HashSet};

/// How somebody stands behind a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Named by whoever sent it.
    Together(CoSubmission),
    Aligned,
}

impl How {
    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            How::Aligned => "aligned",
            How::Together(said) => said.as_str(),
        }
    }

    /// "Aligned", "Confirmed", "Not confirmed yet".
    pub fn said(self, t: Language) -> String {
        match self {
            How::Aligned => t.say("supporter-aligned"),
            How::Together(said) => t.word(said),
        }
    }
}

/// One who stands behind a text.
#[derive(Debug, Clone)]
pub struct Supporter {
    pub how: How,
    /// None where the name is withheld from this reader, or is no participant's.
    pub participant: Option<Participant>,
    /// As its sender wrote it, where it is no participant's.
    pub name: Option<String>,
    /// Of those without a name: None where it would tell who it is.
    pub kind: Option<ParticipantKind>,
    /// The identities of the elements on which it is not with the text.
    pub except: Vec<String>,
    pub remark: String,
    pub late: bool,
    /// Of an alignment.
    pub class: Option<PublicationClass>,
}

impl Supporter {
    /// The name, or what may be said of whoever has none here.
    pub fn called(&self, t: Language) -> String {
        let named = self.participant.as_ref().map(|known| &known.name);
        match (named.or(self.name.as_ref()), self.kind) {
            (Some(name), _) => name.clone(),
            (None, Some(kind)) => t.word(kind),
            (None, None) => t.say("input-a-participant"),
        }
    }

    pub fn has_name(&self) -> bool {
        self.participant.is_some() || self.name.is_some()
    }

    /// "Aligned", "Confirmed", "Not confirmed yet".
    pub fn how_said(&self, t: Language) -> String {
        self.how.said(t)
    }

    /// "Republic of Quillay (aligned)".
    pub fn said(&self, t: Language) -> String {
        t.say2("supporter-said", "who", self.called(t), "how", self.how_said(t).to_lowercase())
    }

    /// The word in files.
    pub fn how_word(&self) -> &'static str {
        self.how.as_str()
    }

    /// Was it said by itself: aligned, or confirmed?
    pub fn stands(&self) -> bool {
        matches!(self.how, How::Aligned | How::Together(CoSubmission::Confirmed))
    }

    /// Does it stand behind what is said there? None: of the whole text.
    pub fn is_behind(&self, identity: Option<&str>) -> bool {
        let is_out = self.how == How::Together(CoSubmission::Objected);
        !is_out && identity.is_none_or(|here| !self.except.iter().any(|except| except == here))
    }
}

/// Everybody behind the texts of a round, as one reader may know them.
#[derive(Debug, Clone, Default)]
pub struct Support {
    behind: HashMap<PublicId, Vec<Supporter>>,
}

impl Support {
    pub fn read(conn: &mut Conn, sight: &Sight, round: RoundKey) -> QueryResult<Self> {
        let consultation = crate::rounds::store::find(conn, round)?.consultation_id;
        let everyone = everyone(conn, consultation)?;
        let kinds = large_kinds(&everyone);
        let erased: HashSet<_> = store::erasures_in(conn, round)?
            .into_iter()
            .filter(|one| one.input_id.is_none())
            .map(|one| one.submission_id)
            .collect();
        let submissions = store::submitted(conn, round)?;
        let mut support = Self::default();
        for text in submissions.iter().filter(|one| one.alignment.is_none()) {
            if erased.contains(&text.id) {
                continue;
            }
            // Whoever did not want to be named is named to nobody outside.
            let sees_objections =
                sight.public_before_publication || sight.own.contains(&text.participant_id);
            let together = text
                .co_submitters
                .iter()
                .filter(|other| sees_objections || !other.has_objected)
                .map(|other| together(other, &everyone));
            support.behind.insert(text.public_id.clone(), together.collect());
        }
        // In no order that tells who it is: by chance, and then those with a name by it.
        let mut alignments = store::alignments_in(conn, round)?;
        alignments.sort_by(|one, other| one.public_id.cmp(&other.public_id));
        for made in alignments {
            support.add(sight, &made, &submissions, &everyone, &kinds);
        }
        for behind in support.behind.values_mut() {
            behind.sort_by_key(|one| {
                let name = one.participant.as_ref().map(|known| known.name.clone());
                (one.how == How::Aligned, name.is_none(), name)
            });
        }
        Ok(support)
    }

    fn add(
        &mut self,
        sight: &Sight,
        made: &Submission,
        submissions: &[Submission],
        everyone: &HashMap<ParticipantKey, Participant>,
        kinds: &HashSet<ParticipantKind>,
    ) {
        let (Some(alignment), Some(facts)) = (&made.alignment, made.alignment_facts()) else {
            return;
        };
        let Some(text) = submissions.iter().find(|one| one.public_id == alignment.with) else {
            return;
        };
        let (Some(behind), Some(member)) =
            (self.behind.get_mut(&text.public_id), everyone.get(&made.participant_id))
        else {
            return;
        };
        let named = match shown(sight, &facts, text.participant_id) {
            Shown::No => return,
            Shown::Unnamed => false,
            Shown::Named => true,
        };
        // Nobody stands twice behind one text.
        let is_there = |one: &Supporter| {
            one.participant.as_ref().is_some_and(|known| known.id == member.id)
                && one.how != How::Together(CoSubmission::Objected)
        };
        if named && behind.iter().any(is_there) {
            return;
        }
        behind.push(Supporter {
            how: How::Aligned,
            participant: named.then(|| member.clone()),
            name: None,
            kind: Some(member.kind).filter(|kind| named || kinds.contains(kind)),
            // On what it is not with the text could tell who it is, and so could its words.
            except: alignment.except.clone(),
            remark: alignment.remark.clone(),
            late: made.late && named,
            class: Some(alignment.class),
        });
    }

    /// Everybody behind a submission. Ask only of one whose author the reader knows.
    pub fn of(&self, submission: &Submission) -> &[Supporter] {
        self.behind.get(&submission.public_id).map_or(&[], Vec::as_slice)
    }

    /// Those behind one input. Where its author is not named, nobody is: the company would tell.
    pub fn on(&self, seen: &Seen) -> Vec<&Supporter> {
        if seen.author.is_none() || seen.erased_at.is_some() {
            return Vec::new();
        }
        let here = seen.input.identity.as_deref();
        self.of(&seen.submission).iter().filter(|one| one.is_behind(here)).collect()
    }

    /// The input as it is counted: one text, with those behind it that have confirmed or aligned
    /// themselves.
    pub fn text(&self, seen: &Seen) -> Text<Option<String>> {
        let behind = self.on(seen).into_iter().filter(|one| one.stands());
        // Nobody is behind what nobody has answered for.
        let author = seen.author.as_ref().filter(|_| seen.unverified.is_none());
        Text {
            text: seen.input.id,
            place: seen.input.identity.clone(),
            author: author.map(|author| author.id),
            supporters: behind
                .filter_map(|one| one.participant.as_ref().map(|one| one.id))
                .collect(),
        }
    }
}

fn everyone(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<HashMap<ParticipantKey, Participant>> {
    let all = participants::of_consultation(conn, consultation)?;
    Ok(all.into_iter().map(|one| (one.id, one)).collect())
}

fn large_kinds(everyone: &HashMap<ParticipantKey, Participant>) -> HashSet<ParticipantKind> {
    let mut sizes: HashMap<ParticipantKind, usize> = HashMap::new();
    everyone.values().for_each(|one| *sizes.entry(one.kind).or_default() += 1);
    sizes.into_iter().filter(|(_, size)| *size >= SMALL_GROUP).map(|(kind, _)| kind).collect()
}

fn together(other: &CoSubmitter, everyone: &HashMap<ParticipantKey, Participant>) -> Supporter {
    let participant = other.participant_id.and_then(|key| everyone.get(&key)).cloned();
    Supporter {
        how: How::Together(other.says()),
        name: participant.is_none().then(|| other.name.clone()),
        kind: None,
        participant,
        except: Vec::new(),
        remark: String::new(),
        late: false,
        class: None,
    }
}

/// Does the reader know the submission, some of it and its author's name?
pub fn is_known(conn: &mut Conn, sight: &Sight, submission: &Submission) -> QueryResult<bool> {
    let seen = views::visible_to(conn, sight, submission.round_id)?;
    let named = |seen: &Seen| seen.submission.id == submission.id && seen.author.is_some();
    Ok(seen.iter().any(named) || !views::files_visible_to(conn, sight, submission)?.is_empty())
}

/// The submissions of a round that a reader knows by their authors' names, in the order of names.
pub fn known(
    conn: &mut Conn,
    sight: &Sight,
    round: RoundKey,
) -> QueryResult<Vec<(Submission, Participant)>> {
    let named: HashSet<_> = views::visible_to(conn, sight, round)?
        .into_iter()
        // Nobody aligns with what nobody has answered for.
        .filter(|seen| seen.author.is_some() && seen.unverified.is_none())
        .map(|seen| seen.submission.id)
        .collect();
    let mut known = Vec::new();
    for one in store::submitted(conn, round)? {
        let is_text = one.alignment.is_none();
        if is_text
            && (named.contains(&one.id) || !views::files_visible_to(conn, sight, &one)?.is_empty())
        {
            let author = participants::find(conn, one.participant_id)?;
            known.push((one, author));
        }
    }
    known.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
    Ok(known)
}
