//! `/c/{slug}/letters`: everything that was written: notes verbales, and the outbox.

use crate::app::App;
use crate::consultations::{self, Tab};
use crate::post;
use crate::post::pages::OutboxRow;
use crate::procedure::keys::LetterKey;
use crate::procedure::rights::{Right, What, decide};
use crate::procedure::rounds::may_invite_to;
use crate::procedure::words::LetterState;
use crate::rounds::store;
use crate::rounds::views;
use crate::sign_in;
use crate::web::{Asking, Error, Fields, Frame, NavLink, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// Letters on one page.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "rounds/letters.html")]
struct Letters {
    frame: Frame,
    /// Rounds that may be written about: address and title.
    rounds: Vec<(String, String)>,
    notes: Vec<Note>,
    tabs: Vec<NavLink>,
    outbox: Vec<OutboxRow>,
    older: Option<String>,
}

struct Note {
    path: String,
    number: String,
    to: String,
    occasion: String,
    state: String,
    mark: &'static str,
}

pub async fn index(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let consultation = consultations::store::find_by_slug(conn, &slug)?;
            let who = viewer.standing(conn, consultation.id)?;
            decide(&who, Right::OutboxRead, What::default()).actor()?;
            let frame = consultations::frame(&viewer, &who, &consultation, Tab::Letters);
            let t = frame.t;
            let here = format!("{}/letters", consultation.path());

            let mut rounds = Vec::new();
            for round in store::of_consultation(conn, consultation.id)? {
                if may_invite_to(&who, &store::facts(conn, &round)?, now).is_ok() {
                    rounds.push((format!("{}/participants", round.path()), round.title));
                }
            }
            let notes = views::notes_of_consultation(conn, consultation.id)?
                .into_iter()
                .map(|(note, to)| {
                    let (mark, state) = match (&note.dispatched_on, note.is_approved()) {
                        (Some(on), _) => {
                            ("good", t.say1("correspondence-dispatched", "on", t.civil(on)))
                        }
                        (None, true) => ("warn", t.say("addressees-not-dispatched")),
                        (None, false) => ("idle", t.say("note-verbale-drafted")),
                    };
                    Note {
                        path: note.path(),
                        number: note.number.unwrap_or_else(|| t.say("correspondence-no-number")),
                        to,
                        occasion: t.word(note.occasion),
                        state,
                        mark,
                    }
                })
                .collect();

            let state: Option<LetterState> = query.parsed("state");
            let before = query.parsed("before").map(LetterKey);
            let most = PAGE as i64 + 1;
            let mut found =
                post::store::of_consultation(conn, consultation.id, state, most, before)?;
            let more = found.len() > PAGE;
            found.truncate(PAGE);
            let older = found.last().filter(|_| more).map(|last| {
                let state = state.map(|s| format!("state={s}&")).unwrap_or_default();
                format!("{here}?{state}before={}", last.id.0)
            });
            let tab = |of: Option<LetterState>| NavLink {
                to: of.map_or_else(|| here.clone(), |of| format!("{here}?state={of}")),
                label: of.map_or_else(|| t.say("addressees-all"), |of| t.word(of)),
                current: of == state,
            };
            let states = LetterState::ALL.iter().copied().map(Some);
            Ok(Letters {
                rounds,
                notes,
                tabs: std::iter::once(None).chain(states).map(tab).collect(),
                outbox: OutboxRow::of(found, &consultation.time_zone),
                older,
                frame,
            })
        })
        .await?;
    html(page)
}
