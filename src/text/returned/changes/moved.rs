//! What stands elsewhere than it stood.

use std::collections::HashSet;

use super::Telling;
use crate::text::ascending::longest_ascending;
use crate::text::operations::Operation;
use crate::text::returned::Why;
use crate::text::returned::placing;

impl Telling<'_> {
    /// What stands out of the old order was moved, with all that stands under it.
    pub(super) fn moves(&mut self) {
        let order: Vec<(usize, usize)> = self
            .links
            .sources
            .iter()
            .enumerate()
            .flat_map(|(at, sources)| sources.iter().map(move |element| (*element, at)))
            .filter(|(element, at)| self.links.targets[*element].first() == Some(at))
            .collect();
        let kept = self.in_order(&order);
        let moved: Vec<(usize, usize)> =
            order.into_iter().filter(|(element, _)| !kept.contains(element)).collect();
        let all: HashSet<usize> = moved.iter().map(|one| one.0).collect();
        for element in &all {
            self.stays[*element] = false;
        }
        for (element, at) in moved {
            if self.above(element).iter().any(|above| all.contains(above)) {
                continue;
            }
            let mut between = self.between(at);
            let own = self.text.subtree(element);
            if between.behind.is_some_and(|behind| own.contains(&behind)) {
                // Its own children stayed behind: they would come along.
                between.behind = None;
            }
            let particulars = placing::of_move(self.text, element, between, &self.stays);
            let line = self.sheet.after[at].first;
            match particulars {
                Some(particulars) => self.tell(line, element, Operation::Move, particulars, &[at]),
                None => self.leave(at, Why::NoPlace),
            }
        }
    }

    /// The elements that kept their order. What the file itself took from one place to another is what
    /// moved, and not what it passed by.
    fn in_order(&self, order: &[(usize, usize)]) -> HashSet<usize> {
        let came = |element: usize| self.links.came[element];
        let stayed: Vec<(usize, usize)> =
            order.iter().filter(|(element, _)| !came(*element)).copied().collect();
        let stayed = longest_ascending(&stayed, |one| one.0);
        let fixed: HashSet<usize> = stayed.iter().map(|one| one.0).collect();
        let fits = |(element, at): &(usize, usize)| {
            let (before, behind) = stayed.split_at(stayed.partition_point(|one| one.1 < *at));
            let is_between = before.last().is_none_or(|one| one.0 < *element)
                && behind.first().is_none_or(|one| *element < one.0);
            fixed.contains(element) || (came(*element) && is_between)
        };
        let fitting: Vec<(usize, usize)> = order.iter().filter(|one| fits(one)).copied().collect();
        longest_ascending(&fitting, |one| one.0).into_iter().map(|one| one.0).collect()
    }
}
