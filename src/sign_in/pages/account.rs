//! One's own account: name, language, password.

use super::{hashed, new_password};
use crate::app::App;
use crate::languages::Language;
use crate::sign_in::store::{self, Account};
use crate::sign_in::{Viewer, acts, guessing, one_line, viewer};
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
    errors: Errors,
    fields: Fields,
}

impl Show {
    fn of(viewer: &Viewer, account: &Account, errors: Errors, mut fields: Fields) -> Self {
        if fields.texts().iter().all(|(name, _)| name != "name") {
            fields.set("name", account.name.clone());
            fields.set("language", account.language.clone());
        }
        Self { frame: viewer.frame(), email: account.email.clone(), errors, fields }
    }

    fn languages(&self) -> [Language; 2] {
        Language::ALL
    }
}

pub async fn show(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let (viewer, account) = whose(&app, asking).await?;
    html(Show::of(&viewer, &account, Errors::default(), Fields::default()))
}

async fn whose(app: &App, asking: Asking) -> Result<(Viewer, Account), Error> {
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
        let page = Show::of(&viewer, &account, errors, fields);
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let now = app.now();
    app.write(move |tx| Ok(acts::change_profile(tx, &account, &name, language.code(), now)?))
        .await?;
    Ok(see_other_saying("/account", "flash-account-changed"))
}

pub async fn change_password(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (viewer, account) = whose(&app, asking).await?;
    let now = app.now();
    let (email, key) = (account.email.clone(), account.id);
    let (wait, stored) = app
        .read(move |conn| {
            Ok((guessing::wait(conn, &email, now)?, store::password_hash(conn, key)?))
        })
        .await?;
    if let Some(seconds) = wait {
        return Err(Error::TooMany { seconds });
    }
    let mut errors = Errors::default();
    if !app.hasher.verify(fields.get("current_password").to_owned(), stored).await? {
        let account = account.clone();
        app.write(move |tx| Ok(acts::note_failure(tx, &account.email, Some(&account), now)?))
            .await?;
        errors.add("current_password", "password-current-wrong");
    }
    let password = new_password(&fields, &[&account.name, &account.email], &mut errors);
    let Some(password) = password.filter(|_| errors.is_empty()) else {
        let page = Show::of(&viewer, &account, errors, fields);
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let hash = hashed(&app, password).await?;
    let session = viewer.session;
    app.write(move |tx| Ok(acts::change_password(tx, &account, session, &hash, now)?)).await?;
    Ok(see_other_saying("/account", "flash-password-changed"))
}
