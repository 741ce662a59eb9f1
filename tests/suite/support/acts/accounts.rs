//! Of accounts: the telephone that shows codes, and the places where one is signed in.

use super::{Act, PLAIN};

const SAM: &[(&str, &str)] = &[("email", "sam@example.org"), ("password", super::stage::PASSWORD)];

pub const ACTS: &[Act] = &[
    Act {
        name: "sign in as Sam",
        who: |stage| &stage.visitor,
        page: &["/sign-in"],
        to: "/sign-in",
        fill: SAM,
        ..PLAIN
    },
    Act {
        name: "turn the second factor on",
        who: |stage| &stage.visitor,
        page: &["/account/second-factor"],
        to: "/account/second-factor",
        fill: &[("enrolment_code", "{totp}")],
        after: &["sign in as Sam"],
        ..PLAIN
    },
    Act {
        name: "have new recovery codes",
        who: |stage| &stage.visitor,
        page: &["/account/second-factor"],
        to: "/account/second-factor/codes",
        after: &["sign in as Sam", "turn the second factor on"],
        ..PLAIN
    },
    Act {
        name: "sign Sam out",
        who: |stage| &stage.visitor,
        page: &["/"],
        to: "/sign-out",
        after: &["sign in as Sam", "turn the second factor on"],
        ..PLAIN
    },
    Act {
        name: "sign in before the code",
        who: |stage| &stage.visitor,
        page: &["/sign-in"],
        to: "/sign-in",
        fill: SAM,
        after: &["sign in as Sam", "turn the second factor on", "sign Sam out"],
        ..PLAIN
    },
    Act {
        name: "say the code",
        who: |stage| &stage.visitor,
        page: &["/sign-in/code"],
        to: "/sign-in/code",
        fill: &[("code", "{totp}")],
        after: &[
            "sign in as Sam",
            "turn the second factor on",
            "sign Sam out",
            "sign in before the code",
        ],
        // A code counts once: this is the next.
        at: "2026-03-15T12:00:40Z",
        ..PLAIN
    },
    Act {
        name: "turn the second factor off",
        who: |stage| &stage.visitor,
        page: &["/account/second-factor"],
        to: "/account/second-factor/off",
        after: &["sign in as Sam", "turn the second factor on"],
        ..PLAIN
    },
    Act {
        name: "end the other sessions",
        who: |stage| &stage.avaria_focal,
        page: &["/account/sessions"],
        to: "/account/sessions/end",
        after: &["sign in"],
        ..PLAIN
    },
    Act {
        name: "come to take the mandate",
        who: |stage| &stage.visitor,
        page: &["{link}"],
        to: "/links/{token}",
        fill: &[
            ("password", "brass kettle 77 northern gulls"),
            ("password_again", "brass kettle 77 northern gulls"),
        ],
        after: &["invite a new mandate holder"],
        ..PLAIN
    },
    Act {
        name: "take the mandate",
        who: |stage| &stage.visitor,
        page: &["/handovers/{handover}"],
        to: "/handovers/{id}",
        after: &["invite a new mandate holder", "come to take the mandate"],
        ..PLAIN
    },
];
