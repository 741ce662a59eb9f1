//! One's own account: name, language, password.

use super::{hashed, with_cookie};
use crate::app::App;
use crate::languages::Language;
use crate::sign_in::accounts::demands;
use crate::sign_in::store::{self, Account};
use crate::sign_in::{
    Viewer, acts, address, guessing, new_password, one_line, parse_email, recently_confirmed,
    session_cookie_for, viewer,
};
use crate::web::{Asking, Error, Errors, Fields, Frame, html, html_with, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

const LONGEST_NAME: usize = 200;

#[derive(Template)]
#[template(path = "sign_in/account.html")]
struct Show {
    frame: Frame,
    email: String,
    /// The fewest characters of a new password.
    least: usize,
    errors: Errors,
    fields: Fields,
}

impl Show {
    async fn of(
        app: &App,
        viewer: &Viewer,
        account: &Account,
        errors: Errors,
        mut fields: Fields,
    ) -> Result<Self, Error> {
        if fields.texts().iter().all(|(name, _)| name != "name") {
            fields.set("name", account.name.clone());
            fields.set("language", account.language.clone());
        }
        let asked = account.clone();
        let (least, _) = app.read(move |conn| Ok(demands(conn, &asked)?)).await?;
        Ok(Self { frame: viewer.frame(), email: account.email.clone(), least, errors, fields })
    }

    fn languages(&self) -> [Language; 2] {
        Language::ALL
    }
}

pub async fn show(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let (viewer, account) = whose(&app, asking).await?;
    html(Show::of(&app, &viewer, &account, Errors::default(), Fields::default()).await?)
}

pub(super) async fn whose(app: &App, asking: Asking) -> Result<(Viewer, Account), Error> {
    let now = app.now();
    let viewer = app.read(move |conn| Ok(viewer(conn, &asking, now)?)).await?;
    let account = viewer.signed_in()?.clone();
    Ok((viewer, account))
}

pub async fn change(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (viewer, account) = whose(&app, asking).await?;
    let mut errors = Errors::default();
    let name = one_line(fields.get("name"));
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        errors.add("name", "account-name-missing");
    }
    let language = Language::known(fields.get("language")).unwrap_or_default();
    if !errors.is_empty() {
        let page = Show::of(&app, &viewer, &account, errors, fields).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let now = app.now();
    app.write(move |tx| Ok(acts::change_profile(tx, &account, &name, language.code(), now)?))
        .await?;
    Ok(see_other_saying("/account", "flash-account-changed"))
}

/// Another address: a letter goes there, and the link in it makes the change.
pub async fn change_address(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    recently_confirmed(&app, &asking, &fields).await?;
    let (viewer, account) = whose(&app, asking).await?;
    let new = parse_email(fields.get("new_email")).filter(|new| *new != account.email);
    let Some(new) = new else {
        let mut errors = Errors::default();
        errors.add("new_email", "account-new-email-bad");
        let page = Show::of(&app, &viewer, &account, errors, fields).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let (now, desk, session) = (app.now(), app.post(), viewer.session);
    app.write(move |tx| address::ask_for(tx, &desk, (&account, session), &new, now)).await?;
    Ok(see_other_saying("/account", "flash-address-asked"))
}

pub async fn change_password(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (viewer, account) = whose(&app, asking).await?;
    let now = app.now();
    let asked = account.clone();
    let (wait, stored, (least, about)) = app
        .read(move |conn| {
            let wait = guessing::wait(conn, &asked.email, now)?;
            let stored = store::password_hash(conn, asked.id)?;
            Ok((wait, stored, demands(conn, &asked)?))
        })
        .await?;
    if let Some(seconds) = wait {
        return Err(Error::TooMany { seconds });
    }
    let mut errors = Errors::default();
    let given = fields.get("current_password").to_owned();
    if !app.hasher.verify(given, stored.clone()).await? {
        let account = account.clone();
        app.write(move |tx| Ok(acts::note_failure(tx, &account.email, Some(&account), now)?))
            .await?;
        errors.add("current_password", "password-current-wrong");
    }
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    let password = new_password(&app, &fields, least, &about, &mut errors).await?;
    let Some(password) = password.filter(|_| errors.is_empty()) else {
        let page = Show::of(&app, &viewer, &account, errors, fields).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let hash = hashed(&app, password).await?;
    let session = viewer.session;
    let token = app
        .write(move |tx| {
            acts::change_password(tx, &account, (session, stored.as_deref()), &hash, now)
        })
        .await?;
    let answer = see_other_saying("/account", "flash-password-changed");
    with_cookie(answer, &session_cookie_for(&app, &token))
}
