//! What must not be guessed: public ids (128 random bits) and secret tokens (256), both from the
//! operating system's generator. Of a token the database holds only a digest.

use crate::procedure::keys::PublicId;
use sha2::{Digest, Sha256};

/// A fresh id for pages and addresses.
pub fn public_id() -> PublicId {
    PublicId::from_random(u128::from_le_bytes(random()))
}

/// 26 characters in groups, for a receipt that is read aloud: "3k9f-2m1x-…".
pub fn receipt_code() -> String {
    in_groups(public_id().as_str())
}

/// A receipt's code as somebody typed or read it out; None where it is none.
pub fn receipt_code_typed(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_code = code.len() == 26 && typed.trim().chars().count() < 60;
    is_code.then(|| in_groups(&code.to_ascii_lowercase()))
}

fn in_groups(code: &str) -> String {
    let groups: Vec<&str> = (0..26).step_by(5).map(|n| &code[n..(n + 5).min(26)]).collect();
    groups.join("-")
}

/// Eight characters by which a person and the log mean the same fault.
pub fn reference() -> String {
    public_id().as_str()[..8].to_owned()
}

/// A secret handed to one person, once: in a cookie, or in a link.
pub struct Token(String);

impl Token {
    pub fn fresh() -> Self {
        let (high, low) = (public_id(), public_id());
        Self(format!("{high}{low}"))
    }

    /// The token's text, for the cookie or the link. Never logged, never stored.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub fn digest(&self) -> Vec<u8> {
        digest_of_token(&self.0)
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token([redacted])")
    }
}

/// What is stored of a token: a version byte and its SHA-256. (A token has 256 random bits, so
/// a slow hash would add nothing.)
pub fn digest_of_token(token: &str) -> Vec<u8> {
    let mut stored = vec![1];
    stored.extend(Sha256::digest(format!("travaux/v1/token{token}").as_bytes()));
    stored
}

/// Random bytes from the operating system.
///
/// # Panics
/// When the system has no randomness to give: nothing this server does would be safe then.
#[allow(clippy::expect_used)]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}
