//! Of meetings: their record, their lettered comments, and what was said there on behalf of somebody.

use super::{Act, PLAIN};

pub const ACTS: &[Act] = &[
    Act {
        name: "enter a meeting",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/meetings/new"],
        to: "/rounds/{id}/meetings",
        fill: &[
            ("title", "Regional consultation of the Straits"),
            ("city", "Port Saba"),
            ("country", "Saba"),
            ("first_date", "2026-03-10"),
            ("last_date", "2026-03-11"),
            ("regions", "african"),
            ("attributed_to", "Region of the Straits"),
            ("rapporteur", "The office of the rapporteur"),
            ("participants", "Eleven States of the Straits"),
            ("record", "The rapporteur recorded what follows."),
        ],
        files: &[("original", "record.txt", b"The rapporteur recorded what follows.\n")],
        ..PLAIN
    },
    Act {
        name: "correct a meeting",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/meetings", "/meetings/*", "/correction"],
        to: "/meetings/{id}",
        fill: &[("city", "Port Sabah"), ("attributed_to", "The region of the Straits")],
        after: &["enter a meeting"],
        ..PLAIN
    },
    Act {
        name: "replace the record of a meeting",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/meetings", "/meetings/*"],
        to: "/meetings/{id}/record",
        files: &[(
            "original",
            "record-2.txt",
            b"The rapporteur recorded what follows, and signed it.\n",
        )],
        after: &["enter a meeting"],
        ..PLAIN
    },
    Act {
        name: "put a meeting's comments on the text",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/meetings", "/meetings/*", "/comments"],
        to: "/meetings/{id}/comments",
        fill: &[
            ("list", "(a) [art. 1 (1)] Whose right is it?\n(b) The text is long."),
            ("element-a", "{e5}"),
            ("step", "store"),
        ],
        after: &["enter a meeting"],
        ..PLAIN
    },
    Act {
        name: "register what was said on somebody's behalf",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/meetings", "/meetings/*", "/interventions/new"],
        to: "/meetings/{id}/interventions",
        fill: &[
            ("participant", "{avaria}"),
            ("element", "{e5}"),
            ("body", "Avaria asked whose right it is."),
        ],
        after: &["enter a meeting"],
        ..PLAIN
    },
    Act {
        name: "confirm what was said on one's behalf",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/intervention"],
        to: "/submissions/{id}/intervention",
        fill: &[("answer", "confirm")],
        after: &["enter a meeting", "register what was said on somebody's behalf"],
        ..PLAIN
    },
    Act {
        name: "correct what was said on one's behalf",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/intervention"],
        to: "/submissions/{id}/intervention",
        fill: &[("answer", "correct"), ("body", "Avaria asked whose duty it is.")],
        after: &["enter a meeting", "register what was said on somebody's behalf"],
        ..PLAIN
    },
    Act {
        name: "disown what was said on one's behalf",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/intervention"],
        to: "/submissions/{id}/intervention",
        fill: &[("answer", "disown"), ("reason", "Our delegate had left the room.")],
        after: &["enter a meeting", "register what was said on somebody's behalf"],
        ..PLAIN
    },
];
