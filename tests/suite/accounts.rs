//! Accounts worth relying on: the second factor, sessions, confirmations, passwords, and what others decide about an account.

mod appointments;
mod handovers;
mod in_browser;
mod looked_after;
mod second_factor;
mod sessions;

use diesel::prelude::*;
use travaux::journal::{self, Scope};
use travaux::procedure::keys::{AccountKey, PublicId};
use travaux::schema::{accounts, letters};

use crate::support::stage::PASSWORD;
use crate::support::{Page, Person, Server, totp};

async fn sign_in_as(person: &Person, email: &str, password: &str) -> Page {
    person.post("/sign-in", &[("email", email), ("password", password)]).await
}

/// Somebody at a browser of their own, with a session of their own.
pub async fn comes_in(server: &Server, email: &str) -> Person {
    let person = server.visitor();
    let answer = sign_in_as(&person, email, PASSWORD).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    person
}

/// What the app shows now for this secret.
fn code_now(server: &Server, secret: &str) -> String {
    totp::code(secret, u64::try_from(server.now().as_micros() / 1_000_000).unwrap())
}

/// Switches the second factor on: the secret, and the recovery codes.
async fn enrols(server: &Server, person: &Person) -> (String, Vec<String>) {
    let secret = person.get("/account/second-factor").await.value("shared_key");
    let code = code_now(server, &secret);
    let fields = [("shared_key", secret.as_str()), ("enrolment_code", &code)];
    let page = person.post("/account/second-factor", &fields).await;
    assert_eq!(page.status, 200, "{}", page.text());
    (secret, recovery_codes(&page))
}

fn recovery_codes(page: &Page) -> Vec<String> {
    let codes = page.body.split("<li><code>").skip(1).filter_map(|rest| rest.split('<').next());
    codes.map(str::to_owned).collect()
}

fn account(server: &Server, email: &str) -> (AccountKey, PublicId) {
    server.read(|conn| {
        accounts::table
            .filter(accounts::email.eq(email))
            .select((accounts::id, accounts::public_id))
            .first(conn)
    })
}

/// The letters to this address, as (subject, text), the oldest first.
fn letters_to(server: &Server, email: &str) -> Vec<(String, String)> {
    server.read(|conn| {
        letters::table
            .filter(letters::to_email.eq(email))
            .order(letters::id)
            .select((letters::subject, letters::body_text))
            .load(conn)
    })
}

/// The link of the latest letter to this address, as a path.
fn link_in_letter(server: &Server, email: &str) -> String {
    let (_, text) = letters_to(server, email).pop().expect("a letter");
    let link = text.split_whitespace().find(|word| word.starts_with(&server.address)).unwrap();
    link.strip_prefix(&server.address).unwrap().to_owned()
}

/// The acts in the installation's journal, the oldest first.
fn journaled(server: &Server) -> Vec<String> {
    let lines = server.read(|conn| journal::store::latest(conn, Scope::Installation, None, 200));
    lines.into_iter().rev().map(|line| line.act).collect()
}
