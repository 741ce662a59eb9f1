//! The secrets of second factors at rest. A version byte stands in front, so that a stored secret
//! says how it was sealed.

use crate::procedure::keys::AccountKey;

/// Kept as it is: who reads the database reads it.
const PLAIN: u8 = 0;

pub(super) fn seal(_account: AccountKey, secret: &[u8]) -> Vec<u8> {
    [&[PLAIN], secret].concat()
}

/// None for what this version cannot open.
pub(super) fn open(_account: AccountKey, stored: &[u8]) -> Option<Vec<u8>> {
    match stored.split_first() {
        Some((&PLAIN, secret)) => Some(secret.to_vec()),
        _ => None,
    }
}
