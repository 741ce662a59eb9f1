//! Words found in a consultation: in its texts, in what was said about them, and in the team's responses.
//!
//! What stands open in the database is in an index ([`crate::db::search`]), which is kept in the transaction of whatever
//! changes it. Whatever the index finds is then looked through once more as this reader may see it: what is shown, counted and
//! paged was read through `may_read` and `visible_to`, as on the pages that it leads to. What is sealed and still this reader's
//! to find (responses, and what stands for a redacted input) is in no index: it is opened for whoever reads it, and looked
//! through.
//!
//! A confidential input is found by nobody, nor is the response to it; what is not submitted neither.

pub mod pages;
mod results;
mod store;

use crate::db::{Db, search};
use crate::journal::{self, Scope};
use crate::procedure::keys::ConsultationKey;
use crate::web::Error;

/// Reads what waits for the index and was left by nobody who goes on: everything after an upgrade, and after rows were brought
/// in from elsewhere. Says how many rows. A server does it before it serves.
pub fn catch_up(db: &Db) -> Result<usize, Error> {
    let mut read = 0;
    for consultation in db.read(|conn| Ok::<_, Error>(search::waiting(conn)?))? {
        loop {
            let batch = db.write(|tx| -> Result<usize, Error> {
                journal::hold(tx, Scope::Consultation(consultation))?;
                Ok(search::index_waiting(tx, consultation)?)
            })?;
            read += batch;
            if batch == 0 {
                break;
            }
        }
    }
    Ok(read)
}

/// Makes the index anew, consultation by consultation; says of how many. The server may run meanwhile.
pub fn rebuild(db: &Db) -> Result<usize, Error> {
    let all: Vec<ConsultationKey> =
        db.read(|conn| Ok::<_, Error>(crate::consultations::store::keys(conn)?))?;
    for consultation in &all {
        db.write(|tx| -> Result<(), Error> {
            journal::hold(tx, Scope::Consultation(*consultation))?;
            Ok(search::rebuild(tx, *consultation)?)
        })?;
    }
    Ok(all.len())
}
