//! What the text module found, in words: doubts of the parser, faults of a tree, and why an
//! operation cannot be done.

use crate::languages::Language;
use crate::text::{CannotApply, Doubt, Fault, Kind};

/// Why a person should look at a recognised element again.
pub fn doubt(doubt: &Doubt, t: Language) -> String {
    match doubt {
        Doubt::NumberOutOfOrder { expected, found } => {
            t.say2("draft-doubt-number", "expected", expected.clone(), "found", found.clone())
        }
        Doubt::UnknownFootnote { label } => {
            t.say1("draft-doubt-unknown-footnote", "label", label.clone())
        }
        Doubt::UnplacedFootnote { label } => {
            t.say1("draft-doubt-unplaced-footnote", "label", label.clone())
        }
        Doubt::RepeatedFootnote { label } => {
            t.say1("draft-doubt-repeated-footnote", "label", label.clone())
        }
        Doubt::LooksLikeHeading => t.say("draft-doubt-heading"),
        Doubt::LooksLikeArticleTitle => t.say("draft-doubt-article-title"),
        Doubt::LooksLikeTitle => t.say("draft-doubt-title"),
        Doubt::LetterOrItem { taken_as } => {
            t.say1("draft-doubt-letter-or-item", "kind", t.word(*taken_as))
        }
        Doubt::Unintroduced => t.say("draft-doubt-unintroduced"),
        Doubt::Bullet => t.say("draft-doubt-bullet"),
        Doubt::SoleParagraphNumbered => t.say("draft-doubt-sole-paragraph"),
    }
}

/// What is wrong with a tree, at the element that it names (if it names one by an id that means
/// something to a person).
pub fn fault(fault: &Fault, t: Language) -> String {
    match fault {
        Fault::EmptyId { .. } => t.say("draft-fault-empty-id"),
        Fault::DuplicateId { id } => t.say1("draft-fault-duplicate-id", "id", id.clone()),
        Fault::UnknownParent { id, parent } => {
            t.say2("draft-fault-unknown-parent", "id", id.clone(), "parent", parent.clone())
        }
        Fault::ParentAfterChild { id, parent } | Fault::OutOfOrder { id, parent } => {
            t.say2("draft-fault-out-of-order", "id", id.clone(), "parent", parent.clone())
        }
        Fault::NotAllowedUnder { id, kind, parent } => t.with(
            "draft-fault-not-allowed-under",
            &[
                ("id", id.clone().into()),
                ("kind", t.word(*kind).into()),
                ("parent", place(*parent, t).into()),
            ],
        ),
        Fault::NoWording { id, .. } => t.say1("draft-fault-no-wording", "id", id.clone()),
    }
}

/// The element of a fault, by its id in the tree.
pub fn fault_at(fault: &Fault) -> Option<&str> {
    match fault {
        Fault::EmptyId { .. } => None,
        Fault::DuplicateId { id }
        | Fault::UnknownParent { id, .. }
        | Fault::ParentAfterChild { id, .. }
        | Fault::OutOfOrder { id, .. }
        | Fault::NotAllowedUnder { id, .. }
        | Fault::NoWording { id, .. } => Some(id),
    }
}

/// The same for a row of the parse, which the page shows where it is.
pub fn row_fault(fault: &Fault, t: Language) -> String {
    match fault {
        Fault::NotAllowedUnder { kind, parent, .. } => t.say2(
            "draft-row-fault-not-allowed-under",
            "kind",
            t.word(*kind),
            "parent",
            place(*parent, t),
        ),
        Fault::NoWording { .. } => t.say("draft-row-fault-no-wording"),
        _ => t.say("draft-row-fault-out-of-order"),
    }
}

/// Why the text cannot be changed so.
pub fn cannot(cannot: &CannotApply, t: Language) -> String {
    match cannot {
        CannotApply::UnknownElement { .. } => t.say("draft-cannot-unknown-element"),
        CannotApply::EmptyWording => t.say("draft-cannot-empty-wording"),
        CannotApply::IdTaken { .. } => t.say("draft-cannot-id-taken"),
        CannotApply::NothingMayFollow { kind, .. } => {
            t.say1("draft-cannot-nothing-may-follow", "kind", t.word(*kind))
        }
        CannotApply::NotAllowedUnder { kind, parent, .. } => t.say2(
            "draft-cannot-not-allowed-under",
            "kind",
            t.word(*kind),
            "parent",
            place(*parent, t),
        ),
        CannotApply::ChildNotAllowed { kind, .. } => {
            t.say1("draft-cannot-child-not-allowed", "kind", t.word(*kind))
        }
        CannotApply::NoPlace { .. } => t.say("draft-cannot-no-place"),
        CannotApply::InsideItself { .. } => t.say("draft-cannot-inside-itself"),
        CannotApply::EmptyPart { .. } => t.say("draft-cannot-empty-part"),
        CannotApply::NoWording { .. } => t.say("draft-cannot-no-wording"),
        CannotApply::NothingMayPrecede { kind, .. } => {
            t.say1("draft-cannot-nothing-may-precede", "kind", t.word(*kind))
        }
        CannotApply::NothingMayStandUnder { kind, .. } => {
            t.say1("draft-cannot-nothing-may-stand-under", "kind", t.word(*kind))
        }
        CannotApply::FootnoteStays { .. } => t.say("draft-cannot-footnote-stays"),
        CannotApply::NoDestination { .. } => t.say("draft-cannot-no-destination"),
        CannotApply::AlreadyThere { .. } => t.say("draft-cannot-already-there"),
        CannotApply::NoOthers { .. } => t.say("draft-cannot-no-others"),
        CannotApply::NotAlike { .. } => t.say("draft-cannot-not-alike"),
        CannotApply::NotAmongChildren { .. } => t.say("draft-cannot-not-among-children"),
    }
}

fn place(parent: Option<Kind>, t: Language) -> String {
    match parent {
        Some(kind) => t.word(kind),
        None => t.say("draft-place-top"),
    }
}
