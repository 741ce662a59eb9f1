use proptest::prelude::*;

use super::*;
use crate::drafts::consolidated::trimmed;
use crate::drafts::reading::unstored;
use crate::drafts::tracked::tests::{clean, said, written};
use crate::text::bracketed::as_changes;
use crate::text::samples::{cases, drawn, proposals_on, sound_text};
use crate::text::wished::wished;

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn accepted_it_is_the_participants_text_and_rejected_the_draft(
        text in sound_text(), drawn in drawn()
    ) {
        let base = trimmed(text, "en");
        let proposals = proposals_on(&base, &drawn);
        let wish = wished(&base, "en", &proposals, &as_changes(&base, "en", &proposals));
        let signed = Signed::by_secretariat("en");
        let (paper, stands) = as_wished(&base, &unstored(&base, "en"), &wish, "en", &signed);
        let document = written(&paper);
        prop_assert_eq!(said(&document, true), clean(&wished_text(&base, &wish), "en"));
        prop_assert_eq!(said(&document, false), clean(&base, "en"));
        // What is said of a proposal has a place to stand.
        for told in wish.told.iter().filter_map(|told| told.on.as_ref()) {
            let is_note = base.get(told).is_some_and(|one| one.kind == crate::text::Kind::Footnote);
            prop_assert!(is_note || stands.contains_key(told), "{told}");
        }
    }
}
