//! Who is asking, looked up.

use super::store::{self, Account};
use super::views;
use crate::db::Conn;
use crate::languages::Language;
use crate::procedure::keys::{AccountKey, ConsultationKey};
use crate::procedure::standing::Actor;
use crate::procedure::{Capacity, Moment, Standing};
use crate::secrets::digest_of_token;
use crate::web::{Asking, Error, Frame};
use diesel::QueryResult;

/// The person behind a request, or a visitor.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub account: Option<Account>,
    /// The session in use, so that it alone can be kept when the others are ended.
    pub session: Option<i64>,
    asking: Asking,
}

/// Looks up the session that came with the request. An unknown or ended one is a visitor's.
pub fn viewer(conn: &mut Conn, asking: &Asking, now: Moment) -> QueryResult<Viewer> {
    let found = match &asking.session {
        Some(token) => store::sessions::find(conn, &digest_of_token(token), now)?,
        None => None,
    };
    let (session, account) = found.unzip();
    Ok(Viewer { account, session, asking: asking.clone() })
}

/// Somebody who is signed in, or [`Error::SignIn`], which asks to and keeps what was typed.
pub fn signed_in(conn: &mut Conn, asking: &Asking, now: Moment) -> Result<Viewer, Error> {
    let viewer = viewer(conn, asking, now)?;
    viewer.signed_in()?;
    Ok(viewer)
}

impl Viewer {
    pub fn key(&self) -> Option<AccountKey> {
        self.account.as_ref().map(|account| account.id)
    }

    /// The language chosen for this visit, or else the account's own.
    pub fn language(&self) -> Language {
        match &self.account {
            Some(account) if !self.asking.language_was_chosen => Language::of(&account.language),
            _ => self.asking.language,
        }
    }

    /// The account, or [`Error::SignIn`], which asks to sign in and keeps what was typed.
    pub fn signed_in(&self) -> Result<&Account, Error> {
        self.account.as_ref().ok_or(Error::SignIn)
    }

    /// What this person is in a consultation.
    pub fn standing(
        &self,
        conn: &mut Conn,
        consultation: ConsultationKey,
    ) -> QueryResult<Standing> {
        match &self.account {
            Some(account) => views::standing(conn, account, consultation),
            None => Ok(Standing::visitor()),
        }
    }

    /// What this person is to the installation, apart from any consultation.
    pub fn standing_here(&self) -> Standing {
        Standing {
            account: self.key(),
            system_administrator: self.account.as_ref().is_some_and(|a| a.system_administrator),
            ..Standing::default()
        }
    }

    /// An act that needs no role, such as changing one's own password, for the journal.
    pub fn as_oneself(&self) -> Actor {
        Actor { account: self.key(), capacity: Capacity::Visitor }
    }

    /// The frame of a page for this person.
    pub fn frame(&self) -> Frame {
        let t = self.language();
        Frame {
            t,
            name: self.account.as_ref().map(|account| account.name.clone()),
            said: self.asking.said.as_ref().map(|key| t.say(key)),
            system_administrator: self.account.as_ref().is_some_and(|a| a.system_administrator),
            ..Frame::plain(&self.asking)
        }
    }
}
