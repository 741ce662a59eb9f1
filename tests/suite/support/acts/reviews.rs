//! Of closed reviews: a version of a text that named reviewers see, and what they say of it.

use super::{Act, PLAIN};

pub const ACTS: &[Act] = &[
    Act {
        name: "open a closed review",
        who: |stage| &stage.lead,
        page: &["/drafts/{draft}/reviews"],
        to: "/drafts/{id}/reviews",
        fill: &[
            ("closes_date", "2026-05-30"),
            ("closes_time", "18:00"),
            ("reviewers", "Sam Stranger <sam@example.org>\nrosa@example.org"),
            ("note", "Please look at the verbs."),
        ],
        ..PLAIN
    },
    Act {
        name: "comment in a closed review",
        who: |stage| &stage.stranger,
        page: &["/", "/reviews/", "/places/{i2}"],
        to: "/reviews/{id}/places/{place}",
        fill: &[
            ("body", "A reviewer weighs this verb."),
            ("proposed", "Recalling every purpose of mutual aid among neighbours,"),
        ],
        after: &["open a closed review"],
        ..PLAIN
    },
    Act {
        name: "change a comment in a closed review",
        who: |stage| &stage.stranger,
        page: &["/", "/reviews/", "/review-comments/"],
        to: "/review-comments/{id}",
        fill: &[("body", "A reviewer weighs this verb again.")],
        after: &["open a closed review", "comment in a closed review"],
        ..PLAIN
    },
    Act {
        name: "remove a comment in a closed review",
        who: |stage| &stage.stranger,
        page: &["/", "/reviews/"],
        to: "/review-comments/{id}/removal",
        after: &["open a closed review", "comment in a closed review"],
        ..PLAIN
    },
    Act {
        name: "consider a comment of a reviewer",
        who: |stage| &stage.drafter,
        page: &["/drafts/{draft}/reviews", "/desk"],
        to: "/review-comments/{id}/consideration",
        fill: &[("reason", "The verb is changed in the next text.")],
        after: &["open a closed review", "comment in a closed review"],
        ..PLAIN
    },
    Act {
        name: "name more reviewers",
        who: |stage| &stage.lead,
        page: &["/drafts/{draft}/reviews", "/desk"],
        to: "/reviews/{id}/reviewers",
        fill: &[("reviewers", "Rex Reviewer <rex@example.org>")],
        after: &["open a closed review"],
        ..PLAIN
    },
    Act {
        name: "dismiss a reviewer",
        who: |stage| &stage.lead,
        page: &["/drafts/{draft}/reviews", "/desk"],
        to: "/reviews/{id}/reviewers/{reviewer}/end",
        after: &["open a closed review"],
        ..PLAIN
    },
    Act {
        name: "extend a closed review",
        who: |stage| &stage.lead,
        page: &["/drafts/{draft}/reviews", "/desk"],
        to: "/reviews/{id}/extensions",
        fill: &[("closes_date", "2026-06-30")],
        after: &["open a closed review"],
        ..PLAIN
    },
    Act {
        name: "end a closed review",
        who: |stage| &stage.lead,
        page: &["/drafts/{draft}/reviews", "/desk"],
        to: "/reviews/{id}/end",
        after: &["open a closed review"],
        ..PLAIN
    },
];
