//! `/links/{token}`: what the link is for, and the password chosen with it.

use super::{hashed, with_cookie};
use crate::app::App;
use crate::db::Conn;
use crate::languages::Language;
use crate::procedure::Moment;
use crate::sign_in::accounts::demands;
use crate::sign_in::links::{self, Link, Purpose};
use crate::sign_in::local_paths::local_path;
use crate::sign_in::store::{self, Account};
use crate::sign_in::{
    Password, acts, address, has_password, new_password, one_line, parse_email, session_cookie_for,
    viewer,
};
use crate::web::{
    Asking, Error, Errors, Fields, Frame, html, html_with, see_other, see_other_saying,
};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct Show {
    frame: Frame,
    path: String,
    offer: Offer,
    /// The fewest characters of the password that is chosen here.
    least: usize,
    errors: Errors,
    fields: Fields,
}

#[derive(Template)]
#[template(path = "sign_in/link_over.html")]
struct Over {
    frame: Frame,
}

/// What a link offers to whoever opens it.
#[derive(Debug, Clone)]
enum Offer {
    /// Nobody has an account yet: name, address, password.
    FirstAdministrator,
    /// A first password for this account.
    Password(Account),
    /// Another password, instead of a forgotten one.
    NewPassword(Account),
    /// This becomes the account's address: the letter has reached it.
    NewAddress(Account),
    /// There is a password: only to sign in.
    SignIn(Account),
    /// The page is elsewhere.
    Elsewhere(String),
}

impl Show {
    fn title_key(&self) -> &'static str {
        match self.offer {
            Offer::FirstAdministrator => "link-first-administrator-title",
            Offer::Password(_) => "link-password-title",
            Offer::NewPassword(_) => "link-new-password-title",
            Offer::NewAddress(_) => "link-address-title",
            Offer::SignIn(_) | Offer::Elsewhere(_) => "link-sign-in-title",
        }
    }

    fn lede_key(&self) -> &'static str {
        match self.offer {
            Offer::FirstAdministrator => "link-first-administrator-lede",
            Offer::Password(_) => "link-password-lede",
            Offer::NewPassword(_) => "link-new-password-lede",
            Offer::NewAddress(_) => "link-address-lede",
            Offer::SignIn(_) | Offer::Elsewhere(_) => "link-sign-in-lede",
        }
    }

    fn account(&self) -> Option<&Account> {
        match &self.offer {
            Offer::Password(account)
            | Offer::NewPassword(account)
            | Offer::NewAddress(account)
            | Offer::SignIn(account) => Some(account),
            _ => None,
        }
    }

    fn asks_who(&self) -> bool {
        matches!(self.offer, Offer::FirstAdministrator)
    }

    fn asks_password(&self) -> bool {
        !matches!(self.offer, Offer::SignIn(_) | Offer::NewAddress(_))
    }

    fn button_key(&self) -> &'static str {
        match self.offer {
            Offer::NewAddress(_) => "link-address-button",
            _ => "sign-in-button",
        }
    }

    fn languages(&self) -> [Language; 2] {
        Language::ALL
    }
}

/// The link and what it offers now; None when it is used, too old, or was never good.
fn find(conn: &mut Conn, token: &str, now: Moment) -> Result<Option<(Link, Offer)>, Error> {
    let Some(link) = links::find_any(conn, token, now)? else { return Ok(None) };
    let account = match link.account {
        Some(key) => Some(store::find(conn, key)?),
        None => None,
    };
    let offer = match account {
        _ if link.is_for(Purpose::Invitation) => {
            Some(Offer::Elsewhere(format!("/invitations/{token}")))
        }
        _ if link.is_for(Purpose::FirstAdministrator) => {
            store::is_empty(conn)?.then_some(Offer::FirstAdministrator)
        }
        Some(account) if link.is_for(Purpose::PasswordReset) => Some(Offer::NewPassword(account)),
        Some(mut account) if link.is_for(Purpose::NewAddress) => {
            account.email = link.email.clone();
            Some(Offer::NewAddress(account))
        }
        Some(account) if link.is_for(Purpose::Team) => match has_password(conn, account.id)? {
            true => Some(Offer::SignIn(account)),
            false => Some(Offer::Password(account)),
        },
        _ => None,
    };
    Ok(offer.map(|offer| (link, offer)))
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    token: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = format!("/links/{token}");
    let (frame, found) = app
        .read(move |conn| Ok((viewer(conn, &asking, now)?.frame(), find(conn, &token, now)?)))
        .await?;
    match found {
        None => html_with(StatusCode::GONE, Over { frame }),
        Some((_, Offer::Elsewhere(page))) => Ok(see_other(page)),
        Some((_, offer)) => {
            let fields = Fields::of(&[("language", frame.t.code())]);
            let (least, _) = what_is_demanded(&app, &offer).await?;
            html(Show { frame, path, offer, least, errors: Errors::default(), fields })
        }
    }
}

pub async fn use_it(
    app: web::Data<App>,
    asking: Asking,
    token: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = format!("/links/{token}");
    let (frame, found) = app
        .read(move |conn| Ok((viewer(conn, &asking, now)?.frame(), find(conn, &token, now)?)))
        .await?;
    let Some((link, offer)) = found else { return html_with(StatusCode::GONE, Over { frame }) };
    let next = link.detail.0["next"].as_str().and_then(local_path).unwrap_or("/").to_owned();
    let mut errors = Errors::default();
    let (least, about) = what_is_demanded(&app, &offer).await?;
    let chosen = match &offer {
        Offer::Elsewhere(page) => return Ok(see_other(page.clone())),
        Offer::SignIn(_) => return sign_in_instead(&app, link, &next).await,
        Offer::NewAddress(_) => return take_address(&app, link, frame).await,
        Offer::Password(_) | Offer::NewPassword(_) => {
            let about: Vec<&str> = about.iter().map(String::as_str).collect();
            new_password(&app, &fields, least, &about, &mut errors).await?
        }
        Offer::FirstAdministrator => {
            check_who(&fields, &mut errors);
            let about = [fields.get("name"), fields.get("email")];
            new_password(&app, &fields, least, &about, &mut errors).await?
        }
    };
    let Some(chosen) = chosen.filter(|_| errors.is_empty()) else {
        let page = Show { frame, path, offer, least, errors, fields };
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let hash = hashed(&app, chosen).await?;
    let begun = app
        .write(move |tx| match &offer {
            Offer::Password(account) | Offer::NewPassword(account) => {
                acts::choose_password(tx, &link, account.id, &hash, now)
            }
            _ => {
                let email = parse_email(fields.get("email")).unwrap_or_default();
                let name = one_line(fields.get("name"));
                let language = Language::of(fields.get("language")).code();
                acts::become_first_administrator(tx, &link, &email, &name, language, &hash, now)
            }
        })
        .await;
    match begun {
        Ok(begun) => {
            let answer = match begun.is_half {
                true => see_other(super::code::path(&next)),
                false => see_other_saying(&next, "flash-password-chosen"),
            };
            with_cookie(answer, &session_cookie_for(&app, &begun.token))
        }
        // Somebody used the link between the two looks at it.
        Err(Error::Conflict) => html_with(StatusCode::GONE, Over { frame }),
        Err(error) => Err(error),
    }
}

/// What the password is held to. A link for the team is for somebody who will have a role.
async fn what_is_demanded(app: &App, offer: &Offer) -> Result<(usize, Vec<String>), Error> {
    let (account, is_staff) = match offer {
        Offer::Password(account) => (account.clone(), true),
        Offer::NewPassword(account) => (account.clone(), false),
        _ => return Ok((Password::LEAST_OF_STAFF, Vec::new())),
    };
    let (least, about) = app.read(move |conn| Ok(demands(conn, &account)?)).await?;
    Ok((if is_staff { Password::LEAST_OF_STAFF } else { least }, about))
}

fn check_who(fields: &Fields, errors: &mut Errors) {
    if one_line(fields.get("name")).is_empty() {
        errors.add("name", "account-name-missing");
    }
    if parse_email(fields.get("email")).is_none() {
        errors.add("email", "account-email-missing");
    }
}

async fn sign_in_instead(app: &App, link: Link, next: &str) -> Result<HttpResponse, Error> {
    let now = app.now();
    let used = app.write(move |tx| acts::use_up(tx, &link, now)).await;
    match used {
        // Used in between by another click: the way to sign in is the same.
        Ok(()) | Err(Error::Conflict) => {
            let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
            Ok(see_other(format!("/sign-in?{query}")))
        }
        Err(error) => Err(error),
    }
}

/// The address in the link becomes the account's. No sign-in is needed: the letter was asked for
/// by somebody who had confirmed, and has been read by whoever has the address.
async fn take_address(app: &App, link: Link, frame: Frame) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    match app.write(move |tx| address::take(tx, &desk, &link, now)).await {
        Ok(()) => Ok(see_other_saying("/account", "flash-address-changed")),
        Err(Error::Conflict) => html_with(StatusCode::GONE, Over { frame }),
        Err(error) => Err(error),
    }
}
