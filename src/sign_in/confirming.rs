//! "Confirm that it is you": before what matters, a person who has a session says the password
//! again, and a code where a second factor is on. A browser left open is not enough.

use super::{acts, guessing, second_factor, store, viewer};
use crate::app::App;
use crate::db::Conn;
use crate::procedure::Moment;
use crate::web::{Asking, Confirm, Error, Fields};

/// A confirmation is good for this long, for as many acts as one likes: ten minutes are enough to
/// look after one's account, and less than a walk to the coffee machine and back.
const RECENT: i64 = 10 * 60;

/// [`recently_confirmed`] for an act that not everybody may know of: `may` is asked first, so that
/// who would be told 404 or refused is not asked for a password. The act asks its rule again.
pub async fn confirmed_who_may<F>(
    app: &App,
    asking: &Asking,
    fields: &Fields,
    may: F,
) -> Result<(), Error>
where
    F: FnOnce(&mut Conn, &Asking, Moment) -> Result<(), Error> + Send + 'static,
{
    let (now, asked) = (app.now(), asking.clone());
    app.read(move |conn| may(conn, &asked, now)).await?;
    recently_confirmed(app, asking, fields).await
}

/// Ok for somebody signed in who has confirmed within the last minutes; signing in counts. Handlers
/// of acts that matter call it first, with the form as it came (for a GET: `Fields::default()`).
///
/// Otherwise the error becomes a page that asks for the password, and sends the same form again
/// with the answer in it (a GET comes back by way of `/confirmation`): the act is then done, and
/// nothing that was typed is lost. Files of a form are not carried.
pub async fn recently_confirmed(app: &App, asking: &Asking, fields: &Fields) -> Result<(), Error> {
    let now = app.now();
    let asked = asking.clone();
    let (viewer, account, session, facts) = app
        .read(move |conn| {
            let viewer = viewer(conn, &asked, now)?;
            let account = viewer.signed_in()?.clone();
            let session = viewer.session.ok_or(Error::SignIn)?;
            let facts = Facts {
                confirmed: store::sessions::confirmed_at(conn, session)?,
                hash: store::password_hash(conn, account.id)?,
                has_factor: store::second_factors::is_on(conn, account.id)?,
                wait: guessing::wait(conn, &account.email, now)?,
            };
            Ok((viewer, account, session, facts))
        })
        .await?;
    if facts.confirmed.is_some_and(|at| at > now.plus_seconds(-RECENT)) {
        return Ok(());
    }
    let ask = |fault| {
        let language = viewer.language();
        Err(Error::Confirm(Confirm { asks_code: facts.has_factor, fault, language }))
    };
    let password = fields.get("confirm_password").to_owned();
    if password.is_empty() {
        return ask(None);
    }
    if let Some(seconds) = facts.wait {
        return Err(Error::TooMany { seconds });
    }
    let is_right = app.hasher.verify(password, facts.hash.clone()).await?;
    let code = fields.get("confirm_code").to_owned();
    let confirmed = app
        .write(move |tx| {
            acts::still_signed_in(tx, Some(session))?;
            guessing::may_try(tx, &account.email, now)?;
            let is_right = is_right && second_factor::accept(tx, &account, &code, now)?;
            match is_right {
                true => acts::confirm(tx, &account, session, now)?,
                false => acts::note_failure(tx, &account.email, Some(&account), now)?,
            }
            Ok(is_right)
        })
        .await?;
    if confirmed { Ok(()) } else { ask(Some("confirm-wrong")) }
}

struct Facts {
    confirmed: Option<crate::procedure::Moment>,
    hash: Option<String>,
    has_factor: bool,
    wait: Option<u64>,
}
