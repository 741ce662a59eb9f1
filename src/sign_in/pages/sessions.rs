//! One's own sessions: when each began and last did something. Neither the network's address nor
//! the name of the browser is kept: they would tell more about people at risk than they would help
//! anybody to recognize a session.

use super::account::whose;
use crate::app::App;
use crate::sign_in::acts::{self, Ending};
use crate::sign_in::recently_confirmed;
use crate::sign_in::store::sessions::{self, Session};
use crate::web::{Asking, Error, Fields, Frame, html, see_other_saying};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "sign_in/sessions.html")]
struct Show {
    frame: Frame,
    sessions: Vec<Session>,
    this: Option<i64>,
}

impl Show {
    fn is_this(&self, session: &Session) -> bool {
        self.this == Some(session.id)
    }

    fn when(&self, at: &crate::procedure::Moment) -> String {
        self.frame.t.moment(*at, "UTC")
    }
}

pub async fn show(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let (viewer, account) = whose(&app, asking).await?;
    let now = app.now();
    let sessions = app.read(move |conn| Ok(sessions::of_account(conn, account.id, now)?)).await?;
    let frame = viewer.frame().under("/account", viewer.language().say("account-title"));
    html(Show { frame, sessions, this: viewer.session })
}

/// Ends the session that the form names, or all the others.
pub async fn end(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (viewer, account) = whose(&app, asking.clone()).await?;
    let which = match fields.parsed("session") {
        Some(session) => Ending::One(session),
        None => {
            recently_confirmed(&app, &asking, &fields).await?;
            Ending::AllBut(viewer.session)
        }
    };
    let now = app.now();
    app.write(move |tx| Ok(acts::end_sessions(tx, &account, which, now)?)).await?;
    Ok(see_other_saying("/account/sessions", "flash-sessions-ended"))
}
