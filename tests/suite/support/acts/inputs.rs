//! Of inputs and submissions, beyond writing and sending them: what is kept while one types, who may read what,
//! what came on paper.

use diesel::prelude::*;
use travaux::procedure::words::Placement;
use travaux::schema::inputs;

use super::{AFTER_CLOSING, Act, PLAIN};

/// The text of the stage with a change that is tracked: made in no program, and of nobody's hand-out.
pub const ANSWER: &[u8] = include_bytes!("answer.docx");

pub const ACTS: &[Act] = &[
    Act {
        name: "type a comment",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/elements/{e3}"],
        to: "/rounds/{round}/elements/{e3}/autosave",
        fill: &[("body", "We are convinced of the same, and would say"), ("class", "public")],
        ..PLAIN
    },
    Act {
        name: "type on in a comment",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/", "/inputs/*/edit"],
        to: "/inputs/{id}/autosave",
        fill: &[("body", "We recall that mutual aid has its source in custom and in need")],
        after: &["comment"],
        ..PLAIN
    },
    Act {
        name: "comment without a name",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/elements/{e6}"],
        to: "/rounds/{round}/elements/{e6}",
        fill: &[("body", "Protection means more than respect does."), ("class", "name_withheld")],
        ..PLAIN
    },
    Act {
        name: "attach a file in confidence",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/files"],
        to: "/rounds/{id}/files",
        fill: &[("class", "confidential")],
        files: &[(
            "file",
            "reserved.txt",
            b"What the Republic of Avaria would accept in the end.\n",
        )],
        ..PLAIN
    },
    Act {
        name: "bring back a Word file",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/word"],
        to: "/rounds/{id}/word",
        files: &[("file", "answer.docx", ANSWER)],
        ..PLAIN
    },
    Act {
        name: "bring back a table",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/word"],
        to: "/rounds/{id}/word",
        files: &[(
            "file",
            "comments.csv",
            b"Clause,Paragraph,Comments\n1,2,Respect alone is not enough.\n",
        )],
        ..PLAIN
    },
    Act {
        name: "bring in a table that was received",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/table"],
        to: "/rounds/{id}/table",
        files: &[(
            "file",
            "received.csv",
            b"MB/NC,Clause,Paragraph,Comments\nKingdom of Lothmar,1,2,Respect alone is not enough.\n",
        )],
        ..PLAIN
    },
    Act {
        name: "take over what it says",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/", "/files/*/proposals"],
        to: "/files/{id}/proposals",
        fill: &[("class", "public"), ("body-0", "Respect alone is not enough.")],
        after: &["bring back a Word file"],
        ..PLAIN
    },
    Act {
        name: "remove a file",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/files"],
        to: "/files/{id}/removal",
        after: &["attach a file"],
        ..PLAIN
    },
    Act {
        name: "keep an input from the public",
        who: |stage| &stage.avaria_focal,
        page: &["/submissions/{sent}", "/inputs/*/class"],
        to: "/inputs/{id}/class",
        fill: &[("class", "confidential")],
        after: &["comment", "submit"],
        ..PLAIN
    },
    Act {
        name: "keep a submission from the public",
        who: |stage| &stage.avaria_focal,
        page: &["/submissions/{sent}"],
        to: "/submissions/{id}/class",
        fill: &[("class", "confidential")],
        after: &["comment", "submit"],
        ..PLAIN
    },
    Act {
        name: "read who said it",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/consolidation/{e6}"],
        to: "/inputs/{id}/identity",
        after: &["comment without a name", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "read whose file it is",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/consolidation/{e6}", "!/inputs/{id}/identity"],
        to: "/files/{id}/identity",
        after: &["comment without a name", "attach a file in confidence", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "erase an input",
        who: |stage| &stage.avaria_focal,
        page: &["/submissions/{sent}", "/inputs/*/erasure"],
        to: "/inputs/{id}/erasure",
        fill: &[
            ("authority", "The focal point of the delegation"),
            ("reason", "Somebody who helped to write it is sought."),
            ("confirmed", "yes"),
        ],
        after: &["comment", "submit"],
        ..PLAIN
    },
    Act {
        name: "take a redaction back",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/elements/{e2}", "/redaction"],
        to: "/inputs/{id}/redaction/removal",
        after: &["comment", "submit", "redact an input"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "anchor an excerpt",
        who: |stage| &stage.drafter,
        page: &["/submissions/{registered}/excerpts"],
        to: "/submissions/{id}/excerpts",
        fill: &[
            ("element", "{e5}"),
            ("operation", "modify"),
            ("quoted", "the right to mutual aid"),
            ("proposed", "the duty of mutual aid"),
            ("body", "Lothmar would speak of a duty."),
            ("letter", "a"),
        ],
        after: &["register what came by letter"],
        ..PLAIN
    },
    Act {
        name: "take an excerpt away",
        who: |stage| &stage.drafter,
        page: &["/submissions/{registered}/excerpts"],
        to: "/inputs/{id}/excerpt-removal",
        after: &["register what came by letter", "anchor an excerpt"],
        ..PLAIN
    },
    Act {
        name: "place what had no place",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/unplaced"],
        to: "/inputs/{id}/placement",
        fill: &[("element", "{e6}")],
        set: |stage| {
            stage.server.write(|tx| {
                diesel::update(inputs::table.filter(inputs::placement.eq(Placement::Fragment)))
                    .set(inputs::placement.eq(Placement::Unplaced))
                    .execute(&mut **tx)
            });
        },
        after: &["register what came by letter", "anchor an excerpt"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
];
