//! The choice of the input that covers another: place by place, the present one first.

use super::Table;
use super::cases::{author, what};
use crate::consolidation::sorting::Place;
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::submissions::views::Seen;
use std::collections::HashMap;

/// What is sent instead of an input by whoever looks for one in another place: the form comes
/// again with all of them.
pub const ELSEWHERE: &str = "elsewhere";

/// The inputs to choose from.
#[derive(Default)]
pub struct Covering {
    pub groups: Vec<Group>,
    /// There are others in other places.
    pub has_more: bool,
}

/// Those of one place.
pub struct Group {
    pub place: String,
    pub inputs: Vec<(PublicId, String)>,
}

impl Table {
    /// Those inputs of the round that are to be offered, seen from one place.
    pub(super) fn covering(
        &self,
        t: Language,
        here: &Place,
        is_offered: impl Fn(&Seen, &Place) -> bool,
    ) -> Covering {
        let mut offered: HashMap<Place, Vec<(PublicId, String)>> = HashMap::new();
        let mut has_more = false;
        for seen in &self.dossier.seen {
            let place = self.place_of(seen);
            if is_offered(seen, &place) {
                let said = format!("{} · {}", author(t, seen).0, what(t, self, seen));
                offered.entry(place).or_default().push((seen.input.public_id.clone(), said));
            } else {
                has_more |= place != *here;
            }
        }
        let places = std::iter::once(here.clone()).chain(self.places());
        let group = |place: Place| {
            let inputs = offered.remove(&place)?;
            Some(Group { place: self.label(t, &place), inputs })
        };
        Covering { groups: places.filter_map(group).collect(), has_more }
    }
}
