//! Of what comes out: notes, rationales, the summary, the matrix with names.

use super::{AFTER_CLOSING, Act, PLAIN};

const ENTRY: &[&str] = &["comment", "submit", "write an entry of the summary"];

pub const ACTS: &[Act] = &[
    Act {
        name: "remove an explanatory note",
        who: |stage| &stage.lead,
        page: &["/drafts/{working}/notes", "/notes/"],
        to: "/drafts/{id}/notes/{identity}/removal",
        after: &["begin a working draft", "revise an element", "write an explanatory note"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "change an entry of the summary",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/summary", "/summary-entries/"],
        to: "/summary-entries/{id}",
        fill: &[("body", "Many asked where the right has its source.")],
        after: ENTRY,
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "write another entry of the summary",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/summary", "/summary/entries/new"],
        to: "/rounds/{id}/summary/entries",
        fill: &[
            ("body", "Some asked for the words of the first reading."),
            ("theme", "sources of the right"),
            ("under", ""),
            ("attribution", "none"),
        ],
        after: ENTRY,
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "move an entry of the summary",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/summary"],
        to: "/summary-entries/{id}/move",
        after: &[
            "comment",
            "submit",
            "write an entry of the summary",
            "write another entry of the summary",
        ],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "remove an entry of the summary",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/summary", "/summary-entries/"],
        to: "/summary-entries/{id}/removal",
        after: ENTRY,
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "reopen the summary",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/summary"],
        to: "/rounds/{id}/summary/reopening",
        after: &["comment", "submit", "write an entry of the summary", "publish the summary"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "take the matrix with names",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/matrix"],
        to: "/rounds/{id}/matrix/identities",
        fill: &[("reason", "For the archives of the mandate."), ("format", "csv")],
        after: &["comment without a name", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
];
