//! Which of many inputs say the same, or nearly the same: campaign letters, a wording that twelve
//! organizations copied from one another.
//!
//! Typography, capitals and the numbers before lines count for nothing. What is identical is found
//! by the folded words; what is nearly identical by rows of three words: a wording joins the first
//! one with which it shares most of its rows. Only wordings that share a rare row are compared at
//! all, only with the first of each cluster, only where they could be together by what they want,
//! where they stand and which denials and numbers they hold, and with [`MOST`] at most, those that
//! share the rarest rows: the work grows as the inputs do. Whoever comes later changes nothing about
//! who is together already.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use super::folding::typography_folded;
use super::operations::Operation;

/// One input, as far as it counts for being alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// What it wants done; `None` for a comment. What wants different things is never alike; to add
    /// on one side or on another is one thing.
    pub operation: Option<Operation>,
    /// Where it stands: the element's id, or a name for what is beside the text.
    pub place: &'a str,
    /// It means the same wherever it stands, when it is long enough to stand for itself: a comment,
    /// a paragraph to be added. (To modify one paragraph is not to modify another.)
    pub anywhere: bool,
    /// The wording it proposes or quotes, or the comment itself.
    pub words: &'a str,
}

/// How near an input is to the first of its cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Likeness {
    /// But for typography and numbering.
    Identical,
    Near,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Its place in what was handed in.
    pub at: usize,
    pub likeness: Likeness,
}

/// Inputs that are alike, in the order in which they were handed in; the first is the one that the
/// others are compared with.
pub type Cluster = Vec<Member>;

/// Shorter than this, words do not stand for themselves: "Delete this paragraph." is about where it
/// stands.
const STANDS_ALONE: usize = 12;
/// Shorter than this, one word is too much of it to be called nearly the same.
const NEARLY: usize = 6;
/// Two wordings are nearly identical when this many in a hundred of all their rows are in both.
const SHARED: usize = 50;
/// In longer letters a "not" or a number of one's own says nothing about the rest.
const LETTER: usize = 80;

/// One wording is compared with so many others at most. More than that share its rare rows only where
/// very many hold a text in common and are too different to be together all the same.
const MOST: usize = 64;

/// What is identical: what is wanted, where (unless it stands for itself), in which words.
type Key<'a> = (Option<Operation>, Option<&'a str>, Vec<String>);

/// Puts together what is alike. Everything is in exactly one cluster, be it alone.
pub fn clusters(all: &[Said]) -> Vec<Cluster> {
    joined(&grouped(all)).0
}

fn grouped<'a>(all: &[Said<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<Key<'_>, usize> = HashMap::new();
    for (at, said) in all.iter().enumerate() {
        let words = folded_words(said.words);
        let place = (!stands_alone(said, words.len())).then_some(said.place);
        let group = *known.entry((wants(said.operation), place, words)).or_insert_with_key(|key| {
            groups.push(Group::of(*said, &key.2));
            groups.len() - 1
        });
        groups[group].members.push(at);
    }
    groups
}

/// Inputs of the very same words.
struct Group<'a> {
    said: Said<'a>,
    alone: bool,
    words: usize,
    /// The rows of its words, in ascending order, each once.
    rows: Vec<u64>,
    weighty: Vec<String>,
    members: Vec<usize>,
}

impl<'a> Group<'a> {
    fn of(said: Said<'a>, words: &[String]) -> Self {
        Group {
            said,
            alone: stands_alone(&said, words.len()),
            words: words.len(),
            rows: rows(words),
            weighty: weighty(words),
            members: Vec::new(),
        }
    }

    /// Could these two be nearly the same, were their words?
    fn is_of_a_kind_with(&self, other: &Group) -> bool {
        let weighed = self.said.operation.is_some() || self.words.min(other.words) < LETTER;
        wants(self.said.operation) == wants(other.said.operation)
            && (self.said.place == other.said.place || (self.alone && other.alone))
            && (!weighed || self.weighty == other.weighty)
    }
}

/// The operation, with all additions as one.
fn wants(operation: Option<Operation>) -> Option<Operation> {
    operation.map(|one| if one.is_addition() { Operation::AddAfter } else { one })
}

fn stands_alone(said: &Said, words: usize) -> bool {
    said.anywhere && words >= STANDS_ALONE
}

/// Each group to the first of those before it with which it shares most.
fn joined(groups: &[Group]) -> (Vec<Cluster>, Work) {
    let mut clusters: Vec<(usize, Cluster)> = Vec::new();
    let (mut leading, mut compared) = (Leading::default(), 0);
    for (index, group) in groups.iter().enumerate() {
        let mut nearest: Option<(usize, (usize, usize))> = None;
        for cluster in leading.candidates(group) {
            let first = &groups[clusters[cluster].0];
            compared += 1;
            let Some(share) = nearness(first, group) else { continue };
            // Of two equally near the earlier one is kept.
            if nearest.is_none_or(|(_, best)| share.0 * best.1 > best.0 * share.1) {
                nearest = Some((cluster, share));
            }
        }
        match nearest {
            Some((cluster, _)) => clusters[cluster].1.extend(members(group, Likeness::Near)),
            None => {
                leading.add(group, clusters.len());
                clusters.push((index, members(group, Likeness::Identical)));
            }
        }
    }
    let clusters = clusters.into_iter().map(|(_, mut cluster)| {
        cluster.sort_by_key(|member| member.at);
        cluster
    });
    (clusters.collect(), Work { compared, looked_at: leading.looked_at })
}

/// What it took, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Work {
    /// Pairs of wordings whose rows were held against each other.
    compared: usize,
    /// Entries of the index that were looked at.
    looked_at: usize,
}

/// The first of each cluster, by its rows and by what else must agree.
#[derive(Default)]
struct Leading {
    /// By a row and one of [`drawers`], clusters in the order in which they began.
    by_row: HashMap<(u64, u64), Vec<usize>>,
    /// How many entries were looked at.
    looked_at: usize,
}

impl Leading {
    fn add(&mut self, group: &Group, cluster: usize) {
        if group.words < NEARLY {
            return;
        }
        let drawers = drawers(group);
        for row in &group.rows {
            for drawer in &drawers {
                self.by_row.entry((*row, *drawer)).or_default().push(cluster);
            }
        }
    }

    /// The clusters that this could belong to, in the order in which they began.
    ///
    /// Whoever is near enough has so many of its rows that one of those looked up must be among them:
    /// with all the others in both, the share would still be too small. The rarest are looked up.
    fn candidates(&mut self, group: &Group) -> Vec<usize> {
        if group.words < NEARLY {
            return Vec::new();
        }
        let drawers = drawers(group);
        let mut rows: Vec<(usize, u64)> = Vec::with_capacity(group.rows.len());
        for row in &group.rows {
            let found = drawers.iter().filter_map(|drawer| self.by_row.get(&(*row, *drawer)));
            rows.push((found.map(Vec::len).sum(), *row));
        }
        rows.sort_unstable();
        let needed = (rows.len() * SHARED).div_ceil(100);
        rows.truncate(rows.len() + 1 - needed.max(1));
        let mut found: HashSet<usize> = HashSet::new();
        'rows: for (_, row) in rows {
            for drawer in &drawers {
                for cluster in self.by_row.get(&(row, *drawer)).into_iter().flatten() {
                    self.looked_at += 1;
                    found.insert(*cluster);
                    if found.len() == MOST {
                        break 'rows;
                    }
                }
            }
        }
        let mut found: Vec<usize> = found.into_iter().collect();
        found.sort_unstable();
        found
    }
}

/// Where a wording is kept, and where it looks for others, such that two which could be together (see
/// [`Group::is_of_a_kind_with`]) meet in one drawer.
fn drawers(group: &Group) -> Vec<u64> {
    let place = format!("at {}", group.said.place);
    let mut places = vec![place.as_str()];
    if group.alone {
        places.push("anywhere");
    }
    // Of two long letters nothing is weighed; of any other two it is.
    let weighed = group.weighty.join(" ");
    let is_letter = group.said.operation.is_none() && group.words >= LETTER;
    let mut weights = vec![format!("weighs {weighed}")];
    if is_letter {
        weights.push("letter".to_owned());
    }
    let wants = wants(group.said.operation).map_or("", Operation::as_str);
    let mut drawers = Vec::new();
    for place in places {
        for weight in &weights {
            drawers.push(hash(&[wants.to_owned(), place.to_owned(), weight.clone()]));
        }
    }
    drawers
}

fn members(group: &Group, likeness: Likeness) -> Vec<Member> {
    group.members.iter().map(|at| Member { at: *at, likeness }).collect()
}

/// The part of all rows that two wordings share, as a fraction, where it makes them nearly the same.
fn nearness(one: &Group, other: &Group) -> Option<(usize, usize)> {
    if !one.is_of_a_kind_with(other) || one.words.min(other.words) < NEARLY {
        return None;
    }
    let (mut a, mut b, mut shared) = (0, 0, 0);
    while a < one.rows.len() && b < other.rows.len() {
        match one.rows[a].cmp(&other.rows[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, shared) = (a + 1, b + 1, shared + 1),
        }
    }
    let all = one.rows.len() + other.rows.len() - shared;
    (shared > 0 && shared * 100 >= all * SHARED).then_some((shared, all))
}

/// The words without typography, capitals, signs and the numbers before lines.
fn folded_words(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| typography_folded(line).to_lowercase());
    lines.flat_map(|line| line.unicode_words().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn rows(words: &[String]) -> Vec<u64> {
    let mut rows: Vec<u64> = match words.len() {
        0 => Vec::new(),
        1 | 2 => vec![hash(words)],
        _ => words.windows(3).map(hash).collect(),
    };
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// FNV-1a: the same on every machine and in every build.
fn hash(words: &[String]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Words of which one makes another text of it: denials, duties, numbers.
fn weighty(words: &[String]) -> Vec<String> {
    const WEIGHTY: [&str; 62] = [
        // English
        "not",
        "no",
        "never",
        "without",
        "nor",
        "neither",
        "cannot",
        "except",
        "unless",
        "shall",
        "should",
        "may",
        "must",
        "will",
        "oppose",
        "delete",
        "retain",
        "reject", // French
        "ne",
        "n",
        "pas",
        "non",
        "sans",
        "jamais",
        "ni",
        "aucun",
        "aucune",
        "sauf",
        "doit",
        "doivent",
        "devrait",
        "devraient",
        "peut",
        "peuvent", // Spanish
        "sin",
        "nunca",
        "ningún",
        "ninguna",
        "deberá",
        "deberán",
        "debería",
        "deberían",
        "podrá",
        "podrán",
        // Russian
        "не",
        "нет",
        "без",
        "ни",
        "должны",
        "должен",
        "могут", // Arabic
        "لا",
        "ليس",
        "لم",
        "لن",
        "دون",
        "يجب", // Chinese
        "不",
        "无",
        "非",
        "未",
        "应",
    ];
    let counts = |word: &&String| {
        WEIGHTY.contains(&word.as_str())
            || word.ends_with("n't")
            || word.starts_with("n'")
            || word.chars().any(char::is_numeric)
    };
    let mut weighty: Vec<String> = words.iter().filter(counts).cloned().collect();
    weighty.sort_unstable();
    weighty
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod tests;
