//! Another address for an account: asked for by its person, confirmed from the new address.

use super::links::{self, Link, NewLink, Purpose};
use super::store::{self, Account};
use super::{acts, guessing, letters};
use crate::db::Tx;
use crate::post::{self, Desk};
use crate::procedure::Moment;
use crate::web::Error;
use serde_json::json;

/// Writes to the new address, with a link that makes it the account's, and to the old one, that somebody wishes so. Where another
/// account has the new address its person is told instead; the page says the same in either case.
/// [`Error::TooMany`] when it was asked for too often.
pub(super) fn ask_for(
    tx: &mut Tx,
    desk: &Desk,
    (account, session): (&Account, Option<i64>),
    new: &str,
    now: Moment,
) -> Result<(), Error> {
    acts::still_signed_in(tx, session)?;
    guessing::may_ask_for_address(tx, &account.email, now)?;
    let letter = match store::is_taken(tx, new)? {
        true => letters::address_in_use(account, new, now),
        false => {
            let link = NewLink {
                purpose: Purpose::NewAddress,
                account: Some(account.id),
                person: None,
                email: new,
                detail: json!({}),
            };
            // The latest wish counts.
            store::links::void(tx, Purpose::NewAddress.as_str(), Some(account.id), now)?;
            let token = links::issue(tx, &link, links::NEW_ADDRESS_DAYS, now)?;
            letters::new_address(desk, account, new, &token, now)
        }
    };
    post::enqueue(tx, desk, &letter, now)?;
    post::enqueue(tx, desk, &letters::address_asked(account, now), now)?;
    acts::record(tx, Some(account.id), "account.address_asked", &account.public_id, now)?;
    Ok(())
}

/// The address of the link becomes the account's, and the old one is told. Links that went to the
/// old one are void. [`Error::Conflict`] when the link was used before, or somebody else has the
/// address by now.
pub(super) fn take(tx: &mut Tx, desk: &Desk, link: &Link, now: Moment) -> Result<(), Error> {
    acts::use_up(tx, link, now)?;
    let account = store::find(tx, link.account.ok_or(Error::NotFound)?)?;
    if store::is_taken(tx, &link.email)? {
        return Err(Error::Conflict);
    }
    store::set_email(tx, account.id, &link.email)?;
    acts::void_links(tx, account.id, &[Purpose::PasswordReset, Purpose::Team], now)?;
    post::enqueue(tx, desk, &letters::address_changed(&account, now), now)?;
    acts::record(tx, Some(account.id), "account.address_changed", &account.public_id, now)?;
    Ok(())
}
