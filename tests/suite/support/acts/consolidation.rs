//! Of consolidation: many inputs at once, who does what, and what is noted beside.

use super::{AFTER_CLOSING, Act, PLAIN};

const BOARD: &[&str] = &["/rounds/{round}/consolidation/board"];
const TICKED: &[(&str, &str)] = &[("inputs", "{first inputs}")];
const WORKSPACE: &[&str] = &["/rounds/{round}/consolidation/{e2}"];

pub const ACTS: &[Act] = &[
    Act {
        name: "assign a part",
        who: |stage| &stage.lead,
        page: BOARD,
        to: "/rounds/{id}/consolidation/assignments",
        fill: &[("part", "{first part}"), ("to", "{first to}"), ("due_on", "2026-06-01")],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "answer from the board",
        who: |stage| &stage.drafter,
        page: BOARD,
        to: "/rounds/{id}/consolidation/responses",
        fill: &[
            ("inputs", "{first inputs}"),
            ("confirmed", "yes"),
            ("treatment", "noted"),
            ("reason", "The preamble says as much already."),
        ],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "validate from the board",
        who: |stage| &stage.lead,
        page: &[
            "/rounds/{round}/consolidation/board?show=to_validate",
            "!/rounds/{id}/consolidation/validations",
        ],
        press: TICKED,
        to: "/rounds/{id}/consolidation/validations",
        fill: &[("note", "As we agreed in our meeting.")],
        after: &["comment", "submit", "respond to a comment"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "release from the board",
        who: |stage| &stage.lead,
        page: &[
            "/rounds/{round}/consolidation/board?show=to_release",
            "!/rounds/{id}/consolidation/releases",
        ],
        press: TICKED,
        to: "/rounds/{id}/consolidation/releases",
        // States are never ticked beforehand.
        fill: TICKED,
        after: &["comment", "submit", "respond to a comment", "validate a response"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "answer several at once",
        who: |stage| &stage.drafter,
        page: WORKSPACE,
        to: "/rounds/{id}/consolidation/{element}/responses",
        fill: &[
            ("inputs", "{first inputs}"),
            ("treatment", "noted"),
            ("reason", "The preamble says as much already."),
        ],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "untag a theme",
        who: |stage| &stage.drafter,
        page: WORKSPACE,
        to: "/inputs/{id}/themes/removal",
        after: &["comment", "submit", "tag with a theme"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "note beside an input",
        who: |stage| &stage.drafter,
        page: WORKSPACE,
        to: "/inputs/{id}/notes",
        fill: &[("note", "Compare with what was said in Addis Ababa.")],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "correct a note",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/consolidation/{e2}", "/notes/"],
        to: "/notes/{id}",
        fill: &[("note", "Ask the lead what was meant in the very first reading.")],
        after: &["comment", "submit", "note internally"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "gather another element of a framework",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/framework"],
        to: "/c/{slug}/framework",
        fill: &[("title", "A duty to share lanterns"), ("body", "Some answers ask for light.")],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "move an element of a framework",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/framework"],
        to: "/framework/{id}/place",
        fill: &[("way", "down")],
        after: &["gather an element of a framework", "gather another element of a framework"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
];
