//! `/verify`: anybody checks a receipt or a list of digests. And the public keys.

use crate::app::App;
use crate::db::Conn;
use crate::journal::store as journal;
use crate::post::Desk;
use crate::record::asking::{Told, ask};
use crate::sign_in::{self, Try, hold_back_network};
use crate::signing::PublicKey;
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "record/verify.html")]
struct VerifyPage {
    frame: Frame,
    /// Good news or bad for the stylesheet, and the answer said.
    told: Option<(&'static str, String)>,
    pasted: String,
    keys: Vec<PublicKey>,
}

/// What has signed, and what signs now, even before its first signature.
fn known_keys(conn: &mut Conn, desk: &Desk) -> Result<Vec<PublicKey>, Error> {
    let mut keys = journal::keys(conn)?;
    let now = desk.signer().public_key().map_err(|error| Error::Internal(error.into()))?;
    if !keys.contains(&now) {
        keys.insert(0, now);
    }
    Ok(keys)
}

pub async fn form(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let page = app
        .read(move |conn| {
            let frame = sign_in::viewer(conn, &asking, now)?.frame();
            let keys = known_keys(conn, &desk)?;
            Ok(VerifyPage { frame, told: None, pasted: String::new(), keys })
        })
        .await?;
    html(page)
}

pub async fn answer(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    hold_back_network(Try::Verify, &req).await?;
    let (now, desk) = (app.now(), app.post());
    let page = app
        .read(move |conn| {
            let frame = sign_in::viewer(conn, &asking, now)?.frame();
            let file = fields.files("file").next();
            let pasted = match file {
                Some(file) => String::from_utf8_lossy(&file.bytes).into_owned(),
                None => fields.get("pasted").to_owned(),
            };
            let told = said(&frame, &ask(conn, &pasted)?);
            let keys = known_keys(conn, &desk)?;
            Ok(VerifyPage { frame, told: Some(told), pasted, keys })
        })
        .await?;
    html(page)
}

fn said(frame: &Frame, told: &Told) -> (&'static str, String) {
    let t = frame.t;
    match told {
        Told::Unreadable => ("problem", t.say("verify-unreadable")),
        Told::SignatureWrong => ("problem", t.say("verify-signature-wrong")),
        Told::NotKnown => ("problem", t.say("verify-not-known")),
        Told::Known => ("success", t.say("verify-known")),
        Told::Counted { list } => ("success", t.say1("verify-counted", "list", *list)),
        Told::List { number, count, is_ours } => {
            let key = if *is_ours { "verify-list" } else { "verify-list-other" };
            let style = if *is_ours { "success" } else { "problem" };
            (style, t.say2(key, "list", *number, "count", *count))
        }
    }
}

/// `GET /.well-known/travaux-keys.txt`: a line for each key, its id and its 32 bytes.
pub async fn keys(app: web::Data<App>) -> Result<HttpResponse, Error> {
    let desk = app.post();
    let keys = app.read(move |conn| known_keys(conn, &desk)).await?;
    let lines = keys.iter().map(|key| format!("{} {}\n", key.id(), key.hex()));
    let text: String = lines.collect();
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text))
}
