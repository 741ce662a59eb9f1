//! A forgotten password: the answer is the same whether the address has an account or not.

use crate::app::App;
use crate::sign_in::{Try, acts, hold_back_network, parse_email, viewer};
use crate::web::{Asking, Error, Errors, Fields, Frame, html, html_with};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "sign_in/password_reset.html")]
struct Reset {
    frame: Frame,
    errors: Errors,
    fields: Fields,
    /// The letter is on its way, if there is somebody to write to.
    asked: bool,
}

pub async fn form(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let frame = frame(&app, asking).await?;
    html(Reset { frame, errors: Errors::default(), fields: Fields::default(), asked: false })
}

async fn frame(app: &App, asking: Asking) -> Result<Frame, Error> {
    let now = app.now();
    app.read(move |conn| Ok(viewer(conn, &asking, now)?.frame())).await
}

pub async fn ask(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    hold_back_network(Try::Reset, &req).await?;
    let frame = frame(&app, asking).await?;
    let Some(email) = parse_email(fields.get("email")) else {
        let mut errors = Errors::default();
        errors.add("email", "password-reset-no-address");
        let page = Reset { frame, errors, fields, asked: false };
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let (now, desk) = (app.now(), app.post());
    app.write(move |tx| acts::ask_for_reset(tx, &desk, &email, now)).await?;
    html(Reset { frame, errors: Errors::default(), fields, asked: true })
}
