//! The second factor: codes that an app on one's telephone shows (TOTP, RFC 6238), and ten
//! recovery codes for the day on which the telephone is gone.
//!
//! A code is taken once: the step that it belongs to is stored, and only later ones count.

use super::store::Account;
use super::store::second_factors as store;
use super::{guessing, letters, sealed};
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::post::{self, Desk};
use crate::procedure::keys::AccountKey;
use crate::procedure::standing::Actor;
use crate::procedure::{Capacity, Moment};
use crate::secrets::{self, digest_of_token};
use diesel::QueryResult;
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

/// How many recovery codes are given out together.
pub const RECOVERY_CODES: usize = 10;

/// A secret that an app and this server share: 160 random bits.
#[derive(Clone)]
pub struct SharedSecret(Vec<u8>);

impl SharedSecret {
    pub fn fresh() -> Self {
        Self(secrets::random::<20>().to_vec())
    }

    /// As it stands in the form of the page that shows it; None when it is none of ours.
    pub fn parse(base32: &str) -> Option<Self> {
        let typed: String = base32.chars().filter(|c| !c.is_whitespace()).collect();
        let bytes = Secret::try_from_base32(typed.to_uppercase()).ok()?.as_ref().to_vec();
        (bytes.len() == 20).then_some(Self(bytes))
    }

    pub fn base32(&self) -> String {
        Secret::from(self.0.clone()).to_base32()
    }

    /// In groups of four, to be typed by hand.
    pub fn in_groups(&self) -> String {
        let letters: Vec<char> = self.base32().chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }

    /// What an app reads from a link or from the square pattern.
    pub fn link(&self, email: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.@".contains(c);
        let email: String = email
            .chars()
            .flat_map(|c| match plain(c) {
                true => vec![c.to_string()],
                false => c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
            })
            .collect();
        format!("otpauth://totp/Travaux:{email}?secret={}&issuer=Travaux", self.base32())
    }

    /// The step of this code, if it is of now, of the half minute before or of the one after:
    /// clocks of telephones are a little off, and people are slow.
    pub fn step_of(&self, code: &str, now: Moment) -> Option<i64> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let seconds = u64::try_from(now.as_micros() / 1_000_000).ok()?;
        let step = self.totp()?.check(&digits, seconds)?;
        i64::try_from(step).ok()
    }

    /// Six digits, half a minute, SHA-1: what every app knows.
    fn totp(&self) -> Option<Totp> {
        Builder::new().with_secret(self.0.clone()).build().ok()
    }
}

/// Turns it on, or moves it to another device, with a code that shows that the app has the secret.
/// Answers fresh recovery codes, to be shown once; None when the code is not of this secret.
pub fn turn_on(
    tx: &mut Tx,
    account: &Account,
    secret: &SharedSecret,
    code: &str,
    now: Moment,
) -> QueryResult<Option<Vec<String>>> {
    let Some(step) = secret.step_of(code, now) else { return Ok(None) };
    journal::hold(tx, Scope::Installation)?;
    let sealed = sealed::seal(tx, account, &secret.0)?;
    store::put(tx, account.id, &sealed, step, now)?;
    record(tx, account, "account.second_factor_on", now)?;
    fresh_codes(tx, account, now).map(Some)
}

/// Ten other recovery codes; those of before are void.
pub fn renew_codes(tx: &mut Tx, account: &Account, now: Moment) -> QueryResult<Vec<String>> {
    journal::hold(tx, Scope::Installation)?;
    record(tx, account, "account.recovery_codes_renewed", now)?;
    fresh_codes(tx, account, now)
}

fn fresh_codes(tx: &mut Tx, account: &Account, now: Moment) -> QueryResult<Vec<String>> {
    store::forget_codes(tx, account.id)?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| secrets::receipt_code()).collect();
    for code in &codes {
        store::insert_code(tx, account.id, &digest_of_code(account.id, code), now)?;
    }
    Ok(codes)
}

pub fn turn_off(tx: &mut Tx, account: &Account, now: Moment) -> QueryResult<()> {
    journal::hold(tx, Scope::Installation)?;
    store::forget(tx, account.id)?;
    record(tx, account, "account.second_factor_off", now)
}

/// Is this what the second factor asks for: a code of the app that was not used before, or an
/// unused recovery code (which is then used)? Yes for whoever has no second factor.
pub fn accept(tx: &mut Tx, account: &Account, typed: &str, now: Moment) -> QueryResult<bool> {
    let Some(factor) = store::find(tx, account.id)? else { return Ok(true) };
    let secret = SharedSecret(sealed::open(account, &factor.secret)?);
    if let Some(step) = secret.step_of(typed, now) {
        return store::use_step(tx, account.id, step);
    }
    let used = store::use_code(tx, account.id, &digest_of_code(account.id, typed), now)?;
    if used {
        record(tx, account, "account.recovery_code_used", now)?;
    }
    Ok(used)
}

/// A wrong code after the right password: counted by account, so that guessing takes ages.
pub fn note_wrong_code(tx: &mut Tx, account: &Account, now: Moment) -> QueryResult<()> {
    guessing::note_wrong_code(tx, &account.email, now)?;
    record(tx, account, "account.code_failed", now)
}

/// Takes the second factor away from somebody who has lost it, and writes to them. They prove who
/// they are with the password, and set up another one.
pub(super) fn reset(tx: &mut Tx, desk: &Desk, account: &Account, now: Moment) -> QueryResult<()> {
    store::forget(tx, account.id)?;
    super::store::sessions::end_all(tx, account.id, None)?;
    post::enqueue(tx, desk, &letters::second_factor_reset(account, now), now)?;
    Ok(())
}

/// How many recovery codes are left.
pub fn codes_left(conn: &mut Conn, account: AccountKey) -> QueryResult<i64> {
    store::codes_left(conn, account)
}

/// A code has 128 random bits, so a slow hash would add nothing. Dashes, spaces and capitals do
/// not count, and the letters that look like digits are taken for them.
fn digest_of_code(account: AccountKey, typed: &str) -> Vec<u8> {
    let plain: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        })
        .collect();
    digest_of_token(&format!("recovery/{}/{plain}", account.0))
}

fn record(tx: &mut Tx, account: &Account, act: &str, now: Moment) -> QueryResult<()> {
    let by = Actor { account: Some(account.id), capacity: Capacity::Visitor };
    journal::record(tx, Scope::Installation, &by, act, &account.public_id, json!({}), now)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_micros(seconds * 1_000_000).unwrap()
    }

    #[test]
    fn codes_are_those_of_rfc_6238_and_one_step_to_each_side_counts() {
        let secret = SharedSecret(b"12345678901234567890".to_vec());
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            assert_eq!(secret.step_of(code, at(seconds)), Some(seconds / 30), "{seconds}");
            for (later, answer) in [(-30, true), (30, true), (-60, false), (60, false)] {
                let found = secret.step_of(code, at(seconds + later)).is_some();
                assert_eq!(found, answer, "{seconds} {later}");
            }
        }
        assert_eq!(secret.step_of(" 287 082 ", at(59)), Some(1));
        for wrong in ["", "287083", "28708", "2870820", "abcdef"] {
            assert_eq!(secret.step_of(wrong, at(59)), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_secret_is_the_same_in_every_form() {
        let secret = SharedSecret(b"12345678901234567890".to_vec());
        assert_eq!(secret.base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(SharedSecret::parse(&secret.in_groups()).unwrap().0, secret.0);
        assert!(SharedSecret::parse("GEZD").is_none() && SharedSecret::parse("!").is_none());
        assert!(secret.link("a+b c@x.example").contains("Travaux:a%2Bb%20c@x.example?secret=GEZD"));
    }

    #[test]
    fn a_recovery_code_is_read_as_people_write_it() {
        let (account, code) = (AccountKey(7), "01abc-2def3");
        let digest = digest_of_code(account, code);
        for written in ["01ABC 2DEF3", "oiabc2def3", " 0labc-2def3 "] {
            assert_eq!(digest_of_code(account, written), digest, "{written}");
        }
        assert_ne!(digest_of_code(AccountKey(8), code), digest);
    }
}
