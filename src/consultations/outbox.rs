//! The outbox as administrators see it: the installation's letters, and any letter of theirs.
//! (The letters of one consultation are listed on its own page.)

use super::store::Consultation;
use super::tabs::{Tab, frame};
use crate::app::App;
use crate::db::Conn;
use crate::post::pages::OutboxRow;
use crate::post::store::StoredLetter;
use crate::post::{self, may_handle, without_secrets};
use crate::procedure::keys::{LetterKey, PublicId};
use crate::procedure::rights::May;
use crate::procedure::words::LetterState;
use crate::procedure::{Moment, Right, What, decide};
use crate::sign_in::{self, Viewer};
use crate::web::{Asking, Error, Fields, Frame, html, see_other_saying};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "post/outbox.html")]
struct Outbox {
    frame: Frame,
    outbox: Vec<OutboxRow>,
    state: Option<LetterState>,
    /// The address of older letters, where there are some.
    older: Option<String>,
}

impl Outbox {
    fn states(&self) -> &'static [LetterState] {
        LetterState::ALL
    }

    fn is_shown(&self, state: &LetterState) -> bool {
        self.state == Some(*state)
    }
}

#[derive(Template)]
#[template(path = "post/stored_letter.html")]
struct Show {
    frame: Frame,
    row: OutboxRow,
    text: String,
    markup: String,
    links: Vec<String>,
    secrets_hidden: bool,
    /// A link of its reader's stands in it.
    tells: bool,
}

/// The letters that belong to no consultation, for system administrators.
pub async fn index(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(req.query_string());
    let state: Option<LetterState> = query.parsed("state");
    let before: Option<i64> = query.parsed("before");
    let page = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            may_handle(&viewer.standing_here())?;
            let before = before.map(LetterKey);
            let letters = post::store::of_installation(conn, state, PAGE, before)?;
            let older = letters.last().filter(|_| letters.len() == PAGE as usize);
            let older = older.map(|last| older_than(last, state));
            let outbox = OutboxRow::of(letters, "UTC");
            Ok(Outbox { frame: viewer.frame(), outbox, state, older })
        })
        .await?;
    html(page)
}

fn older_than(last: &StoredLetter, state: Option<LetterState>) -> String {
    let state = state.map_or("", LetterState::as_str);
    format!("/post?state={state}&before={}", last.id.0)
}

/// A letter, to whom it may concern, and why it may be read.
fn open(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Viewer, StoredLetter, Option<Consultation>, May), Error> {
    let viewer = sign_in::signed_in(conn, asking, now)?;
    let letter = post::store::find(conn, id)?;
    let (who, consultation) = match letter.consultation {
        Some(key) => (viewer.standing(conn, key)?, Some(super::store::find(conn, key)?)),
        None => (viewer.standing_here(), None),
    };
    let may = may_handle(&who)?;
    Ok((viewer, letter, consultation, may))
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    // Where letters leave by e-mail, their links are their readers' only.
    let secrets_hidden = app.settings.mail.smtp.is_some();
    let page = app
        .read(move |conn| {
            let (viewer, letter, consultation, _) = open(conn, &asking, &id, now)?;
            let (frame, zone) = match &consultation {
                None => (viewer.frame(), "UTC".to_owned()),
                Some(consultation) => {
                    let frame = frame_of(conn, &viewer, consultation)?;
                    (frame, consultation.time_zone.clone())
                }
            };
            let shown = |text: &str| match secrets_hidden {
                true => without_secrets(text),
                false => text.to_owned(),
            };
            let (text, markup) = (shown(&letter.body_text), shown(&letter.body_html));
            let links = if secrets_hidden { Vec::new() } else { links_in(&text) };
            let tells = !secrets_hidden && letter.has_secrets();
            let row = OutboxRow { letter, zone };
            Ok(Show { frame, row, text, markup, links, secrets_hidden, tells })
        })
        .await?;
    html(page)
}

/// The consultation's own frame, for those who may open the page of its letters.
fn frame_of(conn: &mut Conn, viewer: &Viewer, consultation: &Consultation) -> Result<Frame, Error> {
    let who = viewer.standing(conn, consultation.id)?;
    if !decide(&who, Right::LetterWrite, What::default()).is_yes() {
        return Ok(viewer.frame());
    }
    let frame = frame(viewer, &who, consultation, Tab::Letters);
    let label = frame.t.say("tab-letters");
    Ok(frame.under(format!("{}/letters", consultation.path()), label))
}

fn links_in(text: &str) -> Vec<String> {
    let is_link = |word: &&str| word.starts_with("http://") || word.starts_with("https://");
    text.split_whitespace().filter(is_link).map(str::to_owned).collect()
}

pub async fn retry(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = format!("/post/letters/{id}");
    let queued = app
        .write(move |tx| {
            let (_, letter, _, may) = open(tx, &asking, &id, now)?;
            Ok(post::retry(tx, &may, &letter, now)?)
        })
        .await?;
    let flash = if queued { "flash-letter-queued" } else { "flash-letter-gone" };
    Ok(see_other_saying(&page, flash))
}
