//! Which of many inputs say the same, or nearly the same: campaign letters, a wording that twelve
//! organizations copied from one another.
//!
//! Typography, capitals and the numbers before lines count for nothing. What is identical is found
//! by the folded words; what is nearly identical by rows of three words: a wording joins the first
//! one with which it shares most of its rows. Only wordings that share a rare row are compared at
//! all, and only with the first of each cluster. (Short letters that each hold a number of their own
//! stay apart, and are compared with one another: some thousands of them take a minute.) Whoever comes later changes nothing about who is together already.

use std::collections::HashMap;

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

/// What is identical: what is wanted, where (unless it stands for itself), in which words.
type Key<'a> = (Option<Operation>, Option<&'a str>, Vec<String>);

/// Puts together what is alike. Everything is in exactly one cluster, be it alone.
pub fn clusters(all: &[Said]) -> Vec<Cluster> {
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
    joined(&groups)
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
fn joined(groups: &[Group]) -> Vec<Cluster> {
    let rarity = rarity(groups);
    let mut clusters: Vec<(usize, Cluster)> = Vec::new();
    let mut leading: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, group) in groups.iter().enumerate() {
        let telling = telling(group, &rarity);
        let mut nearest: Option<(usize, (usize, usize))> = None;
        let mut candidates: Vec<usize> =
            telling.iter().filter_map(|row| leading.get(row)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        for cluster in candidates {
            let first = &groups[clusters[cluster].0];
            let Some(share) = nearness(first, group) else { continue };
            // Of two equally near the earlier one is kept.
            if nearest.is_none_or(|(_, best)| share.0 * best.1 > best.0 * share.1) {
                nearest = Some((cluster, share));
            }
        }
        match nearest {
            Some((cluster, _)) => clusters[cluster].1.extend(members(group, Likeness::Near)),
            None => {
                for row in telling {
                    leading.entry(row).or_default().push(clusters.len());
                }
                clusters.push((index, members(group, Likeness::Identical)));
            }
        }
    }
    clusters
        .into_iter()
        .map(|(_, mut cluster)| {
            cluster.sort_by_key(|member| member.at);
            cluster
        })
        .collect()
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

/// In how many groups each row stands.
fn rarity(groups: &[Group]) -> HashMap<u64, usize> {
    let mut rarity: HashMap<u64, usize> = HashMap::new();
    for row in groups.iter().flat_map(|group| &group.rows) {
        *rarity.entry(*row).or_default() += 1;
    }
    rarity
}

/// So many of its rarest rows that whoever is near enough must have one of them among its own such
/// rows: with all the others in both, the share would still be too small.
fn telling(group: &Group, rarity: &HashMap<u64, usize>) -> Vec<u64> {
    if group.words < NEARLY {
        return Vec::new();
    }
    let mut rows = group.rows.clone();
    rows.sort_unstable_by_key(|row| (rarity.get(row).copied().unwrap_or_default(), *row));
    let needed = (rows.len() * SHARED).div_ceil(100);
    rows.truncate(rows.len() + 1 - needed.max(1));
    rows
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
