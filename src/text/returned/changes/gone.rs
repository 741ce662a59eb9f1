//! What has no words left: deleted, or only not in the file.

use std::collections::HashSet;

use super::Telling;
use crate::text::elements::Kind;
use crate::text::operations::{Operation, Particulars};
use crate::text::returned::sheet::key;
use crate::text::returned::{Left, Why};

/// Elements in a row that are not in the file, between two that are: up to so many were deleted
/// without a trace; of more the file is an extract.
const MOST_DELETED: usize = 5;

impl Telling<'_> {
    /// What has no words left in the file.
    pub(super) fn gone(&mut self) {
        let in_file = |at: usize| !self.aligned.paragraphs[at].is_empty();
        let own: Vec<usize> = (0..self.text.elements.len())
            .filter(|at| self.text.elements[*at].kind != Kind::Footnote)
            .collect();
        let mut deleted: HashSet<usize> = HashSet::new();
        let mut run: Vec<usize> = Vec::new();
        let mut last = None;
        for at in &own {
            if in_file(*at) {
                let is_inside = last.is_some() && run.len() <= MOST_DELETED;
                match is_inside {
                    true => deleted.extend(run.drain(..)),
                    false => {
                        let ids: Vec<String> = run.drain(..).map(|at| self.id(at)).collect();
                        self.missing.extend(ids);
                    }
                }
                last = Some(*at);
                if self.links.targets[*at].is_empty() {
                    deleted.insert(*at);
                }
            } else if !self.is_named(*at) {
                run.push(*at);
            }
        }
        self.missing.extend(run.into_iter().map(|at| self.text.elements[at].id.clone()));
        let mut line = 0;
        for at in own {
            if let Some(paragraph) = self.aligned.paragraphs[at].first() {
                line = self.sheet.before[*paragraph].first;
            }
            let is_under = self.above(at).iter().any(|above| deleted.contains(above));
            // What stands under something that is deleted goes with it, if that can go.
            let goes_alone = !is_under || self.has_left_children_above(at, &deleted);
            if deleted.contains(&at) && goes_alone {
                self.delete(at, line);
            }
        }
    }

    /// Is it an article without a title? Its paragraphs say that it is there.
    fn is_named(&self, at: usize) -> bool {
        key(self.text.elements[at].wording(self.language)).is_empty()
            && self.text.subtree(at).skip(1).any(|under| !self.aligned.paragraphs[under].is_empty())
    }

    /// Is the nearest deleted element above one that cannot go, since others stand under it?
    fn has_left_children_above(&self, at: usize, deleted: &HashSet<usize>) -> bool {
        let above: Vec<usize> =
            self.above(at).into_iter().filter(|above| deleted.contains(above)).collect();
        above.iter().all(|above| self.has_left_children(*above))
    }

    fn has_left_children(&self, at: usize) -> bool {
        self.text.subtree(at).skip(1).any(|under| !self.links.targets[under].is_empty())
    }

    pub(super) fn delete(&mut self, at: usize, line: usize) {
        self.stays[at] = false;
        if self.has_left_children(at) {
            let words = self.text.elements[at].wording(self.language).to_owned();
            self.left.push(Left { line, words, why: Why::OthersUnderIt });
            return;
        }
        self.tell(line, at, Operation::Delete, Particulars::default(), &[]);
    }
}
