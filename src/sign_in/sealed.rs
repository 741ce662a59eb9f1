//! The secrets of second factors at rest: sealed, each to its account, so that neither a stolen
//! database nor a row that was moved signs anybody in. Forms that wait for their authors likewise.

use super::store::{Account, parked_forms, second_factors as store};
use crate::db::{Conn, Tx};
use crate::procedure::keys::{AccountKey, PublicId};
use crate::sealing::{self, Looked, Place};
use diesel::QueryResult;
use serde::Serialize;
use serde::de::DeserializeOwned;

const WHAT: &str = "the secret of a second factor";
const FORM: &str = "a form that waits";

/// A sealed secret, and the key that it is sealed with.
pub struct Sealed {
    pub key_id: String,
    pub bytes: Vec<u8>,
}

pub(super) fn seal(tx: &mut Tx, of: &Account, secret: &[u8]) -> QueryResult<Sealed> {
    seal_at(tx, &of.public_id, secret)
}

fn seal_at(tx: &mut Tx, of: &PublicId, secret: &[u8]) -> QueryResult<Sealed> {
    sealed(tx, Place::of(WHAT, of.as_str()), secret)
}

fn sealed(tx: &mut Tx, place: Place<'_>, bytes: &[u8]) -> QueryResult<Sealed> {
    let sealer = sealing::sealer(tx)?;
    let bytes = sealer.seal(place, bytes)?;
    Ok(Sealed { key_id: sealer.key_id().to_owned(), bytes })
}

/// Nobody sees by its length how much was typed.
pub(super) fn seal_form(tx: &mut Tx, of: AccountKey, form: &impl Serialize) -> QueryResult<Sealed> {
    let sealer = sealing::sealer(tx)?;
    let bytes = sealer.seal_document(Place::of(FORM, &of.0.to_string()), form)?;
    Ok(Sealed { key_id: sealer.key_id().to_owned(), bytes })
}

pub(super) fn open_form<T: DeserializeOwned>(of: AccountKey, sealed: &[u8]) -> QueryResult<T> {
    Ok(sealing::open_document(Place::of(FORM, &of.0.to_string()), sealed)?)
}

pub(super) fn open(of: &Account, sealed: &[u8]) -> QueryResult<Vec<u8>> {
    Ok(sealing::open(Place::of(WHAT, of.public_id.as_str()), sealed)?)
}

/// How many secrets and waiting forms are sealed with this key.
pub fn secrets_sealed_with(conn: &mut Conn, key: &str) -> QueryResult<i64> {
    Ok(store::sealed_with(conn, key)? + parked_forms::sealed_with(conn, key)?)
}

/// Opens the secret of every second factor, and every form that waits.
pub fn look_at_secrets(conn: &mut Conn, looked: &mut Looked) -> QueryResult<()> {
    // No key is called so.
    for (account, of, sealed) in store::sealed_with_others(conn, "", i64::MAX)? {
        let open = |_| Ok(sealing::open(Place::of(WHAT, of.as_str()), &sealed)?);
        looked.rows("second_factors of the account", vec![account.0], open);
    }
    for (account, sealed) in parked_forms::sealed_with_others(conn, "", i64::MAX)? {
        let open = |_| open_form::<serde_json::Value>(account, &sealed);
        looked.rows("parked_forms of the account", vec![account.0], open);
    }
    Ok(())
}

/// Seals a batch of secrets and waiting forms anew that are not sealed with the newest key; says how many. The
/// caller holds the installation, so that nobody changes them meanwhile.
pub fn seal_secrets_anew(tx: &mut Tx) -> QueryResult<usize> {
    let newest = sealing::sealer(tx)?;
    let old = store::sealed_with_others(tx, newest.key_id(), 100)?;
    for (account, of, sealed) in &old {
        let secret = sealing::open(Place::of(WHAT, of.as_str()), sealed)?;
        let sealed = seal_at(tx, of, &secret)?;
        store::reseal(tx, *account, &sealed)?;
    }
    let forms = parked_forms::sealed_with_others(tx, newest.key_id(), 100)?;
    for (account, old) in &forms {
        let id = account.0.to_string();
        let place = || Place::of(FORM, &id);
        let new = sealed(tx, place(), &sealing::open(place(), old)?)?;
        parked_forms::reseal(tx, *account, &new)?;
    }
    Ok(old.len() + forms.len())
}
