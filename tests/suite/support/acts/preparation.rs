//! Of what is prepared: the consultation, its participants, rounds and texts.

use diesel::prelude::*;
use travaux::procedure::words::LetterState;
use travaux::schema::letters;

use super::{AFTER_CLOSING, Act, PLAIN};

pub const ACTS: &[Act] = &[
    Act {
        name: "show who proposed a change",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/team"],
        to: "/c/{slug}/attribution",
        ..PLAIN
    },
    Act {
        name: "give a drafter a clearance",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/team"],
        to: "/c/{slug}/team",
        fill: &[
            ("name", "Clement Cleared"),
            ("email", "clement@example.org"),
            ("role", "drafter"),
            ("clearance", "on"),
        ],
        ..PLAIN
    },
    Act {
        name: "remove a milestone",
        page: &["/c/{slug}/timeline"],
        to: "/c/{slug}/milestones/{id}/removal",
        after: &["add a milestone"],
        ..PLAIN
    },
    Act {
        name: "rename a theme",
        page: &["/c/{slug}/timeline"],
        to: "/c/{slug}/themes/{id}",
        fill: &[("name", "obligations beyond the coast")],
        after: &["add themes"],
        ..PLAIN
    },
    Act {
        name: "register a group",
        page: &["/c/{slug}/participants/new"],
        to: "/c/{slug}/participants/new",
        fill: &[
            ("name", "Group of the Straits"),
            ("kind", "political_group"),
            ("language", "en"),
            ("email", "straits@example.org"),
        ],
        ..PLAIN
    },
    Act {
        name: "add a member to a group",
        page: &["/participants/{group}"],
        to: "/participants/{group}/members",
        fill: &[("member", "{avaria}"), ("from_date", "2026-01-01")],
        after: &["register a group"],
        ..PLAIN
    },
    Act {
        name: "end a membership",
        page: &["/participants/{group}"],
        to: "/participants/{group}/members/{person}/end",
        after: &["register a group", "add a member to a group"],
        ..PLAIN
    },
    Act {
        name: "send a letter again",
        who: |stage| &stage.system_administrator,
        page: &["/post", "/post/letters/"],
        to: "/post/letters/{id}/retry",
        set: |stage| {
            stage.server.write(|tx| {
                diesel::update(letters::table)
                    .set(letters::state.eq(LetterState::Failed))
                    .execute(&mut **tx)
            });
        },
        after: &["ask for a new password"],
        ..PLAIN
    },
    Act {
        name: "change a note verbale",
        page: &["/c/{slug}/letters", "/notes-verbales/"],
        to: "/notes-verbales/{id}",
        fill: &[("body", "The secretariat presents its compliments and invites comments.")],
        after: &["write invitations"],
        ..PLAIN
    },
    Act {
        name: "change a prepared round",
        page: &["/rounds/{prepared}/settings"],
        to: "/rounds/{prepared}/settings",
        fill: &[("instructions", "Please be brief, and say to which paragraph you speak.")],
        after: &["prepare a round"],
        ..PLAIN
    },
    Act {
        name: "open a call without a text",
        who: |stage| &stage.lead,
        page: &["/rounds/{prepared}"],
        to: "/rounds/{prepared}/call",
        after: &["prepare a round"],
        ..PLAIN
    },
    Act {
        name: "bring in a text",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/drafts/new", "!/c/{slug}/drafts/new"],
        press: &[
            ("label", "Text of the drafting group"),
            ("language", "en"),
            ("source", super::stage::TEXT),
            ("step", "read"),
        ],
        to: "/c/{slug}/drafts/new",
        fill: &[("text-0", "Draft declaration on the duty of mutual aid"), ("step", "save")],
        ..PLAIN
    },
    Act {
        name: "bring in a translation",
        who: |stage| &stage.drafter,
        page: &["/drafts/{working}/translation"],
        to: "/drafts/{working}/translation",
        fill: &[("language", "fr"), ("source", FRENCH)],
        after: &["begin a working draft"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "correct what became of a paragraph",
        who: |stage| &stage.drafter,
        page: &["/drafts/{working}/lineage?from={draft}&show=all", "&new="],
        to: "/drafts/{working}/lineage",
        fill: &[("others", "article 3")],
        after: &["begin a working draft"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
];

/// The stage's text in French, element by element.
const FRENCH: &str = "\
Projet de déclaration sur le droit des peuples et des individus à l’entraide

L’Assemblée générale,

Rappelant les buts de l’entraide entre voisins,

Convaincue qu’aucun port ne tient seul,

Article premier

1. Toute personne a droit à l’entraide.

2. Les États respectent et protègent ce droit.

Article 2

Les États coopèrent en vue de :

a) Partager les lanternes par gros temps ;

b) Tenir les ports ouverts à tous les peuples.

Article 3

Rien dans la présente déclaration ne porte atteinte à un droit qui existe ailleurs.
";
