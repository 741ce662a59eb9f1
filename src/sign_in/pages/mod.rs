//! The pages of an account: in and out, one's own settings, one-time links.

mod account;
mod entrance;
mod one_time_links;
mod password_reset;

pub use account::{change, change_password, show as account};
pub use entrance::{language, sign_in, sign_in_form, sign_out};
pub use one_time_links::{show as link, use_it as use_link};
pub use password_reset::{ask as ask_for_reset, form as reset_form};

use super::passwords::{Password, WeakPassword};
use crate::app::App;
use crate::web::{Error, Errors, Fields};
use actix_web::cookie::Cookie;
use actix_web::{HttpRequest, HttpResponse};

/// The address of the network's next machine. (What a proxy claims is not believed.)
fn peer(req: &HttpRequest) -> String {
    req.peer_addr().map_or_else(|| "unknown".into(), |peer| peer.ip().to_string())
}

fn with_cookie(mut answer: HttpResponse, cookie: &Cookie<'_>) -> Result<HttpResponse, Error> {
    let added = answer.add_cookie(cookie);
    added.map_err(|error| Error::Internal(anyhow::anyhow!("a cookie: {error}")))?;
    Ok(answer)
}

/// The new password of the fields `password` and `password_again`, or what is wrong with it.
/// `about` holds the person's name and address, which must not be most of it.
fn new_password(fields: &Fields, about: &[&str], errors: &mut Errors) -> Option<Password> {
    let typed = fields.get("password");
    let mut words: Vec<&str> = about.to_vec();
    let parts = |word: &'_ str| -> Vec<String> {
        word.split(['@', '.', ' ', '-']).map(str::to_owned).collect()
    };
    let split: Vec<String> = about.iter().flat_map(|word| parts(word)).collect();
    words.extend(split.iter().map(String::as_str).filter(|word| word.len() > 2));
    match Password::parse(typed, &words) {
        Ok(password) if typed == fields.get("password_again") => return Some(password),
        Ok(_) => errors.add("password_again", "password-not-the-same"),
        Err(weak) => errors.add_with("password", weak.key(), bounds(weak)),
    }
    None
}

fn bounds(weak: WeakPassword) -> Vec<(&'static str, String)> {
    match weak {
        WeakPassword::TooShort => vec![("least", Password::LEAST.to_string())],
        WeakPassword::TooLong => vec![("most", Password::MOST.to_string())],
        WeakPassword::TooEasy => Vec::new(),
    }
}

/// Hashing takes memory and time, so it is done before the transaction begins.
async fn hashed(app: &App, password: Password) -> Result<String, Error> {
    app.hasher.hash(password.reveal()).await
}
