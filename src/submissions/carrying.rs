//! Files between the database and the depot. A file is stored with everything else, in one transaction;
//! once it is submitted a worker carries its parts out. Whatever stops in between, a part lies where its
//! row says: what it says is changed only after the part was read there, and what no row speaks of is
//! removed later.

use super::store::carrying::{self as store, Loose, PartHere, PartThere};
use crate::db::Db;
use crate::depot::{self, Depot, Fault};
use crate::procedure::Moment;
use crate::sealing;
use crate::web::Error;

/// So long something may be on its way out; and so long what no part speaks of stays, for those who make
/// a copy of the installation meanwhile. In seconds.
const GRACE: i64 = 900;
/// So many parts are brought in by one transaction.
const BATCH: i64 = 8;

/// Why files are not where they should be.
#[derive(Debug, thiserror::Error)]
pub enum Stuck {
    #[error("{0}")]
    Depot(#[from] Fault),
    #[error("{0}")]
    Database(Error),
}

impl From<Error> for Stuck {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

impl From<crate::db::Error> for Stuck {
    fn from(error: crate::db::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Carries the next part out; false where there is none.
pub fn carry_out_one(db: &Db, depot: &Depot, now: Moment) -> Result<bool, Stuck> {
    let Some(part) = next(db)? else { return Ok(false) };
    let address = depot.fresh_address();
    if !db.write(|tx| Ok::<_, Error>(store::set_out(tx, part.id, &address, now)?))? {
        // Another process was quicker.
        return Ok(true);
    }
    depot.put(&address, &part.bytes)?;
    db.write(|tx| Ok::<_, Error>(store::arrive(tx, &part, &address)?))?;
    Ok(true)
}

fn next(db: &Db) -> Result<Option<PartHere>, Error> {
    db.read(|conn| {
        let key = sealing::newest(conn)?;
        Ok(store::next_to_carry_out(conn, key.key_id())?)
    })
}

/// So many in a row, and the depot itself is taken for what does not answer.
const MOST_STUCK: usize = 3;

/// Removes what no part speaks of any more, once it has been so for a while; answers how much. One that cannot be removed (it lies in a
/// depot of before, or is held there) keeps nothing else from being removed; Err tells of the last of them.
pub fn clear_away(db: &Db, now: Moment) -> Result<usize, Stuck> {
    let (mut removed, mut stuck, mut in_a_row) = (0, None, 0);
    for loose in db.read(|conn| Ok::<_, Error>(store::all_loose(conn)?))? {
        match loose.since {
            None => db.write(|tx| Ok::<_, Error>(store::note_loose(tx, loose.id, now)?))?,
            Some(since) if since.plus_seconds(GRACE) > now => {}
            Some(_) => match clear_away_one(db, &loose) {
                Ok(is_removed) => {
                    removed += usize::from(is_removed);
                    in_a_row = 0;
                }
                // It was not asked at all.
                Err(error @ Stuck::Depot(Fault::Unknown(_))) => stuck = Some(error),
                Err(error @ Stuck::Depot(_)) if in_a_row + 1 < MOST_STUCK => {
                    stuck = Some(error);
                    in_a_row += 1;
                }
                Err(error) => return Err(error),
            },
        }
    }
    stuck.map_or(Ok(removed), Err)
}

/// False where some part says that it lies there: one of two that shared it is gone.
fn clear_away_one(db: &Db, loose: &Loose) -> Result<bool, Stuck> {
    // Whoever was on the way there arrives no more.
    let is_given_up = db.write(|tx| Ok::<_, Error>(store::give_up(tx, loose)?))?;
    if is_given_up {
        depot::remove(&loose.address)?;
        db.write(|tx| Ok::<_, Error>(store::forget_loose(tx, loose.id)?))?;
    }
    Ok(is_given_up)
}

/// Which parts are brought in.
#[derive(Debug, Clone, Copy)]
pub enum Reach<'a> {
    All,
    /// A batch of those sealed with another key than this one, which is the newest.
    SealedBefore(&'a str),
}

/// Brings parts back into the database; answers how many.
pub fn bring_in(db: &Db, reach: Reach<'_>) -> Result<usize, Stuck> {
    let but_sealed_with = match reach {
        Reach::All => None,
        Reach::SealedBefore(key) => Some(key),
    };
    let mut brought = 0;
    loop {
        let parts =
            db.read(|conn| Ok::<_, Error>(store::parts_there(conn, but_sealed_with, BATCH)?))?;
        if parts.is_empty() {
            return Ok(brought);
        }
        brought += bring_in_these(db, parts)?;
        if let Reach::SealedBefore(_) = reach {
            return Ok(brought);
        }
    }
}

fn bring_in_these(db: &Db, parts: Vec<PartThere>) -> Result<usize, Stuck> {
    let there =
        parts.into_iter().map(|part| depot::get(&part.address).map(|sealed| (part, sealed)));
    let there = there.collect::<Result<Vec<_>, Fault>>()?;
    Ok(db.write(|tx| -> Result<usize, Error> {
        let mut came = 0;
        for (part, sealed) in &there {
            came += usize::from(store::come_in(tx, part, sealed)?);
        }
        Ok(came)
    })?)
}

/// Makes a copy of the installation whole in itself: it takes nothing from the depot, and removes nothing
/// there, which belongs to the installation that was copied. Answers how many parts came in.
pub fn detach_copy(copy: &Db) -> Result<usize, Stuck> {
    let brought = bring_in(copy, Reach::All)?;
    copy.write(|tx| Ok::<_, Error>(store::forget_all_loose(tx)?))?;
    Ok(brought)
}
