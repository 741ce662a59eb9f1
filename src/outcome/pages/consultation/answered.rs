//! Who answered: counted by kind and region, and who stands behind which text.

use crate::db::Conn;
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::timeline::KnownRound;
use crate::outcome::views::Counted;
use crate::procedure::Moment;
use crate::procedure::keys::RoundKey;
use crate::procedure::sight::sight;
use crate::procedure::words::{ParticipantKind, RegionalGroup};
use crate::submissions::pages::SupporterLine;
use crate::submissions::supporters::{Support, Supporter};
use crate::submissions::views::Seen;
use crate::web::Error;

/// Submissions counted by kind and region, as far as this reader sees them.
#[derive(Default)]
pub struct Answers {
    pub total: usize,
    pub by_kind: Vec<Bar>,
    pub by_region: Vec<Bar>,
}

pub struct Bar {
    pub label: String,
    pub on_time: usize,
    pub late: usize,
    /// Of the longest bar, in per cent.
    pub on_time_width: usize,
    pub late_width: usize,
}

impl Bar {
    pub fn total(&self) -> usize {
        self.on_time + self.late
    }
}

/// The texts that the reader knows by their authors' names and somebody stands behind.
pub fn supported(
    conn: &mut Conn,
    t: Language,
    scene: &Scene,
    known: &[KnownRound],
    seen: &[(RoundKey, Seen)],
    now: Moment,
) -> Result<Vec<(String, Vec<SupporterLine>)>, Error> {
    let mut listed = Vec::new();
    for round in known {
        let sight = sight(&scene.who, &round.facts, now);
        let support = Support::read(conn, &sight, round.round.id)?;
        let mut done = std::collections::HashSet::new();
        for (_, seen) in seen.iter().filter(|(of, _)| *of == round.round.id) {
            let Some(author) = seen.author_in(t) else { continue };
            if !done.insert(seen.submission.id) {
                continue;
            }
            // On which paragraphs they are not with it is said where the text is.
            let bare = |one: &Supporter| Supporter {
                except: Vec::new(),
                remark: String::new(),
                ..one.clone()
            };
            let lines: Vec<SupporterLine> = support
                .of(&seen.submission)
                .iter()
                .filter(|one| one.is_behind(None))
                .map(|one| SupporterLine::of(t, &bare(one), |_| None, false))
                .collect();
            if !lines.is_empty() {
                listed.push((author.name, lines));
            }
        }
    }
    listed.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(listed)
}

pub fn answers(t: Language, counted: &[Counted]) -> Answers {
    let bars = |groups: Vec<(String, Vec<&Counted>)>| {
        let most = groups.iter().map(|(_, of)| of.len()).max().unwrap_or_default().max(1);
        groups
            .into_iter()
            .filter(|(_, of)| !of.is_empty())
            .map(|(label, of)| {
                let late = of.iter().filter(|counted| counted.late).count();
                let on_time = of.len() - late;
                Bar {
                    label,
                    on_time,
                    late,
                    on_time_width: on_time * 100 / most,
                    late_width: late * 100 / most,
                }
            })
            .collect()
    };
    let mut by_kind: Vec<(String, Vec<&Counted>)> = ParticipantKind::ALL
        .iter()
        .map(|kind| (t.word(*kind), counted.iter().filter(|c| c.kind == Some(*kind)).collect()))
        .collect();
    let unsaid = counted.iter().filter(|c| c.kind.is_none()).collect();
    by_kind.push((t.say("overview-kind-unsaid"), unsaid));
    let mut by_region: Vec<(String, Vec<&Counted>)> = RegionalGroup::ALL
        .iter()
        .map(|group| {
            (t.word(*group), counted.iter().filter(|c| c.region == Some(*group)).collect())
        })
        .collect();
    let without = |withheld: bool| {
        counted.iter().filter(move |c| c.region.is_none() && c.withheld == withheld).collect()
    };
    by_region.push((t.say("overview-no-region"), without(false)));
    by_region.push((t.say("overview-withheld"), without(true)));
    Answers { total: counted.len(), by_kind: bars(by_kind), by_region: bars(by_region) }
}
