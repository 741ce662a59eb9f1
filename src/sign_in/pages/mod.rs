//! The pages of an account: in and out, one's own settings, one-time links.

mod account;
mod accounts;
mod code;
mod confirmation;
mod entrance;
mod one_time_links;
mod password_reset;
mod second_factor;
mod sessions;

pub use account::{change, change_address, change_password, show as account};
pub use accounts::{all as accounts, decide as decide_about_account, one as account_of};
pub use code::{enter as enter_code, form as code};
pub use confirmation::confirm;
pub use entrance::{language, sign_in, sign_in_form, sign_out, typed};
pub use one_time_links::{show as link, use_it as use_link};
pub use password_reset::{ask as ask_for_reset, form as reset_form};
pub use second_factor::{renew_codes, show as second_factor, turn_off, turn_on};
pub use sessions::{end as end_sessions, show as sessions};

use super::passwords::Password;
use crate::app::App;
use crate::web::Error;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;

fn with_cookie(mut answer: HttpResponse, cookie: &Cookie<'_>) -> Result<HttpResponse, Error> {
    let added = answer.add_cookie(cookie);
    added.map_err(|error| Error::Internal(anyhow::anyhow!("a cookie: {error}")))?;
    Ok(answer)
}

/// Hashing takes memory and time, so it is done before the transaction begins.
async fn hashed(app: &App, password: Password) -> Result<String, Error> {
    app.hasher.hash(password.reveal()).await
}
