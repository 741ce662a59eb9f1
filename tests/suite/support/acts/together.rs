//! Of those who speak together, and of agreement.

use super::{AFTER_CLOSING, Act, PLAIN};

const ALIGNED: &[&str] = &["comment", "submit", "align with a submission"];
const NAMED: &[&str] = &["comment", "keep the cover", "submit"];

pub const ACTS: &[Act] = &[
    Act {
        name: "align with a submission",
        who: |stage| &stage.lothmar_focal,
        page: &["/rounds/{round}/alignment"],
        to: "/rounds/{id}/alignment",
        fill: &[
            ("receipt", "{receipt}"),
            ("remark", "But without the last words."),
            ("class", "public"),
        ],
        after: &["comment", "submit"],
        ..PLAIN
    },
    Act {
        name: "keep an alignment from the public",
        who: |stage| &stage.lothmar_focal,
        page: &["/alignments/{alignment}"],
        to: "/alignments/{id}/class",
        fill: &[("class", "confidential")],
        after: ALIGNED,
        ..PLAIN
    },
    Act {
        name: "withdraw an alignment",
        who: |stage| &stage.lothmar_focal,
        page: &["/alignments/{alignment}"],
        to: "/alignments/{id}/withdrawal",
        fill: &[("reason", "The capital speaks for itself.")],
        after: ALIGNED,
        ..PLAIN
    },
    Act {
        name: "register an alignment",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/registered/alignment"],
        to: "/rounds/{id}/registered/alignment",
        fill: &[
            ("participant", "{lothmar}"),
            ("with", "{sent}"),
            ("source", "note_verbale"),
            ("received_on", "2026-05-03"),
            ("remark", "Said so in its note."),
        ],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "confirm that one is named",
        who: |stage| &stage.lothmar_focal,
        page: &["/submissions/{sent}/co-submission"],
        to: "/submissions/{id}/co-submission",
        fill: &[("answer", "confirm")],
        after: NAMED,
        ..PLAIN
    },
    Act {
        name: "object to being named",
        who: |stage| &stage.lothmar_focal,
        page: &["/submissions/{sent}/co-submission"],
        to: "/submissions/{id}/co-submission",
        fill: &[("answer", "object")],
        after: NAMED,
        ..PLAIN
    },
    Act {
        name: "let States negotiate",
        page: &["/c/{slug}/settings"],
        to: "/c/{slug}/settings",
        fill: &[("kind", "intergovernmental")],
        ..PLAIN
    },
    Act {
        name: "record agreement",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/agreement/{e5}"],
        to: "/rounds/{id}/agreement/{element}",
        fill: &[
            ("agreement", "ad_referendum"),
            ("meeting", "Second session, third meeting"),
            ("on_date", "2026-03-12"),
            ("remark", "Pending two capitals."),
        ],
        after: &["let States negotiate"],
        ..PLAIN
    },
    Act {
        name: "take a position",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/agreement/{e5}"],
        to: "/rounds/{id}/positions/{element}",
        fill: &[("stance", "support"), ("note", "We hold so."), ("class", "public")],
        after: &["let States negotiate"],
        ..PLAIN
    },
    Act {
        name: "lift a position",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/agreement/{e5}"],
        to: "/positions/{id}/withdrawal",
        after: &["let States negotiate", "take a position"],
        ..PLAIN
    },
];
