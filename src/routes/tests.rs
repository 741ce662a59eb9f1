use std::collections::BTreeSet;

use super::listed;
use crate::web::labels::{CARRIED, CHOSEN, SECRET, TYPED, key_in};

#[test]
fn every_field_that_a_form_may_hold_is_typed_chosen_carried_or_secret() {
    let addresses = listed();
    let names: BTreeSet<&str> =
        addresses.iter().flat_map(|address| address.takes.names()).collect();
    // A form that waits for somebody to sign in is carried under these names whole.
    let names = names.into_iter().filter(|name| !name.starts_with("typed:"));
    for name in names {
        let name = name.trim_end_matches('*').trim_end_matches('-');
        let places = [
            key_in(TYPED, name).is_some(),
            key_in(CHOSEN, name).is_some(),
            CARRIED.contains(&name),
            SECRET.contains(&name),
        ];
        let found = places.iter().filter(|place| **place).count();
        assert_eq!(found, 1, "{name} is in {found} lists of src/web/labels.rs");
    }
    let taken = |name: &str| {
        addresses.iter().any(|at| at.takes.has(name) || at.takes.has(&format!("{name}-")))
    };
    let known = TYPED.iter().chain(CHOSEN).map(|(name, _)| *name);
    for name in known.chain(CARRIED.iter().copied()).chain(SECRET.iter().copied()) {
        assert!(taken(name), "no form holds {name}");
    }
}
