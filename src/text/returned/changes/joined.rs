//! Elements that became one paragraph.

use super::Telling;
use crate::text::operations::{Operation, Particulars, mergeable};
use crate::text::returned::sheet::key;

impl Telling<'_> {
    pub(super) fn join(&mut self, at: usize) {
        let sources = self.links.sources[at].clone();
        let (first, others) = (sources[0], &sources[1..]);
        let line = self.sheet.after[at].first;
        if others.iter().all(|other| self.are_alike(first, *other)) {
            self.merge((line, at), first, others);
            return;
        }
        let mut left = Vec::new();
        for other in others {
            match self.that_takes_in(first, *other) {
                Some(above) => {
                    self.merge((line, at), above, &[*other]);
                    // Its title stays what it is.
                    let title = self.text.elements[above].wording(self.language).to_owned();
                    if let Some((_, found)) = self.found.last_mut() {
                        found.proposed = title;
                    }
                }
                None => left.push(*other),
            }
        }
        let own = self.text.elements[first].wording(self.language);
        if !left.is_empty() || key(&self.sheet.after[at].words) != key(own) {
            self.tell(line, first, Operation::Modify, Particulars::default(), &[at]);
        }
        for other in left {
            self.stays[other] = false;
            self.links.targets[other].clear();
        }
    }

    fn merge(&mut self, (line, at): (usize, usize), first: usize, others: &[usize]) {
        let others = others.iter().map(|other| self.id(*other)).collect();
        let particulars = Particulars { others, ..Particulars::default() };
        self.tell(line, first, Operation::Merge, particulars, &[at]);
    }

    /// A paragraph was joined with the heading of the next article: what stood under that is now a part of the
    /// article above. One that loses its title so that the other would get it is not said so.
    fn that_takes_in(&self, paragraph: usize, heading: usize) -> Option<usize> {
        let bare = |at: usize| key(self.text.elements[at].wording(self.language)).is_empty();
        let all = self.above(paragraph).into_iter();
        let mut alike = all.filter(|above| self.are_alike(*above, heading));
        alike.next().filter(|above| bare(heading) || !bare(*above))
    }

    fn are_alike(&self, one: usize, other: usize) -> bool {
        let other = self.text.elements[other].id.as_str();
        mergeable(self.text, &self.text.elements[one].id).iter().any(|alike| alike.id == other)
    }
}
