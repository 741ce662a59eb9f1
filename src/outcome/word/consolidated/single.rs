//! The text as one participant alone would have it, with the reasons that it gives, and in words what cannot be
//! put into a text.

use super::Told;
use crate::drafts::consolidated::Voices;
use crate::drafts::reading::Reading;
use crate::drafts::tracked::Signed;
use crate::drafts::wished::as_wished;
use crate::formats::word::{Margin, Paper, Piece};
use crate::outcome::bracketing::proposal;
use crate::text::bracketed::Proposal;
use crate::text::wished::{Beside, wished};

pub fn as_one_would_have_it(told: &Told, reading: &Reading, original: &str) -> Paper {
    let of = &told.brackets.of;
    let (base, language) = (&of.text, told.brackets.language.as_str());
    let proposals: Vec<Proposal> = of.seen.iter().filter_map(|seen| proposal(of, seen)).collect();
    let wish = wished(base, language, &proposals, &told.brackets.made);
    let all: Vec<usize> = (0..of.seen.len()).collect();
    let author = match all.is_empty() {
        false => told.lead(&all),
        true => told.secretariat(),
    };
    let signed = Signed { author, ..Signed::by_secretariat(language) };
    let (mut paper, stands) = as_wished(base, reading, &wish, original, &signed);
    let place = |id: Option<&String>| id.and_then(|id| stands.get(id).copied()).unwrap_or(0);
    let mut beside: Vec<(usize, Margin)> = Vec::new();
    let first = std::iter::once(told.head("word-single-hint")).chain(told.general.clone());
    beside.extend(first.map(|one| (0, one)));
    for (source, one) in wish.told.iter().enumerate() {
        let at = place(one.on.as_ref());
        let lead = told.lead(&[source]);
        let said = one.beside.map(|beside| told.said_of(beside, &proposals[source]));
        beside.extend(said.map(|text| (at, Margin { author: lead, text })));
        beside.extend(told.reasons(source).into_iter().map(|one| (at, one)));
    }
    for (element, remarks) in &told.remarks {
        let at = place(Some(&base.elements[*element].id));
        beside.extend(remarks.iter().map(|one| (at, one.clone())));
    }
    beside.sort_by_key(|(at, _)| *at);
    for (at, comment) in beside {
        let Some(block) = paper.blocks.get_mut(at) else { continue };
        let number = paper.comments.len();
        paper.comments.push(comment);
        block.pieces.insert(0, Piece::CommentBegins(number));
        block.pieces.push(Piece::CommentEnds(number));
    }
    paper
}

impl Told {
    fn said_of(&self, beside: Beside, proposal: &Proposal) -> String {
        let made = &self.brackets.made;
        match beside {
            Beside::Alternative { row, number } => {
                let (row, alternative) = (&made.rows[row], &made.rows[row].alternatives[number]);
                let said = self.alternative(&row.what, alternative);
                format!("{said}: {}", alternative.wording)
            }
            Beside::Note { row, number } => self.note(&made.rows[row].notes[number]),
            Beside::Unplaced(at) => {
                let one = &made.unplaced[at];
                format!("{}: {}", self.unplaced(one), one.wording)
            }
            Beside::Cannot => self.t.say1("bracketed-cannot", "wording", proposal.wording.trim()),
        }
    }
}
