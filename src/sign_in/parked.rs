//! What somebody typed when the second factor had to be set up first.
//!
//! It waits in this process's memory and nowhere else: it may be confidential, and its author is
//! only a few minutes away. A restart of the server in these minutes loses it.

use crate::procedure::Moment;
use crate::procedure::keys::AccountKey;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So long it waits, in seconds.
const PATIENCE: i64 = 3600;
/// For so many people at once; beyond, whoever has waited longest is forgotten.
const MOST: usize = 64;

/// A form that was not let through: where it went, and its fields.
#[derive(Debug, Clone)]
pub struct ParkedForm {
    pub path: String,
    pub typed: Vec<(String, String)>,
    at: Moment,
}

#[derive(Default)]
pub struct Parked(Mutex<HashMap<AccountKey, ParkedForm>>);

impl Parked {
    /// Keeps the latest form of this person, without what is secret or empty in it.
    pub(super) fn keep(
        &self,
        account: AccountKey,
        path: &str,
        mut typed: Vec<(String, String)>,
        now: Moment,
    ) {
        typed.retain(|(name, value)| !name.contains("password") && !value.trim().is_empty());
        if typed.is_empty() {
            return;
        }
        let mut all = self.all();
        all.retain(|_, form| form.is_fresh(now));
        if all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, form)| form.at).map(|(account, _)| *account);
            oldest.map(|account| all.remove(&account));
        }
        all.insert(account, ParkedForm { path: path.to_owned(), typed, at: now });
    }

    pub(super) fn of(&self, account: AccountKey, now: Moment) -> Option<ParkedForm> {
        self.all().get(&account).filter(|form| form.is_fresh(now)).cloned()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<AccountKey, ParkedForm>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ParkedForm {
    fn is_fresh(&self, now: Moment) -> bool {
        self.at.seconds_until(now) < PATIENCE
    }
}
