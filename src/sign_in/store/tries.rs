//! What may be tried so often in so long: one number for each limit and whoever comes up against it, in one place for
//! all processes. (The algorithm is the one that the limits of one process have: GCRA.)

use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::schema::tries;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};
use std::time::Duration;

/// So often at once, and so often again in each period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sign_in) struct Allowance {
    period: i64,
    step: i64,
}

impl Allowance {
    pub(in crate::sign_in) fn new(often: u32, period: Duration) -> Self {
        let period = i64::try_from(period.as_micros()).unwrap_or(i64::MAX);
        Self { period, step: period / i64::from(often).max(1) }
    }

    /// More than any counting could tell apart.
    pub(in crate::sign_in) fn is_boundless(self) -> bool {
        self.step == 0
    }
}

/// Each try puts off the moment at which the allowance is whole again by one step; one that would put it off beyond a whole
/// period is refused, and puts off nothing. One statement: of two at once, on whatever process, the second sees the first.
/// A moment that no clock of ours can have set is that of a clock which has been set back since, and counts for nothing.
const TAKE: &str = "INSERT INTO tries (digest, whole_at) VALUES ($1, $2) \
    ON CONFLICT (digest) DO UPDATE SET whole_at = CASE \
        WHEN tries.whole_at > $3 AND tries.whole_at <= $4 THEN tries.whole_at + $5 ELSE $2 END \
    WHERE tries.whole_at <= $6 OR tries.whole_at > $4";

/// Takes one try; or answers the seconds to wait for the next.
pub(in crate::sign_in) fn take(
    tx: &mut Tx,
    digest: &[u8],
    allowance: Allowance,
    now: Moment,
) -> QueryResult<Option<u64>> {
    let Allowance { period, step } = allowance;
    let now = now.as_micros();
    let latest = now + period - step;
    let taken = diesel::sql_query(TAKE)
        .bind::<Binary, _>(digest)
        .bind::<BigInt, _>(now + step)
        .bind::<BigInt, _>(now)
        .bind::<BigInt, _>(now + 2 * period)
        .bind::<BigInt, _>(step)
        .bind::<BigInt, _>(latest)
        .execute(&mut **tx)?;
    if taken > 0 {
        return Ok(None);
    }
    let whole_at: i64 =
        tries::table.filter(tries::digest.eq(digest)).select(tries::whole_at).first(&mut **tx)?;
    let seconds = (whole_at - latest).max(0).unsigned_abs().div_ceil(1_000_000);
    Ok(Some(seconds.max(1)))
}

pub(in crate::sign_in) fn is_any_whole(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    let whole = tries::table.filter(tries::whole_at.le(now.as_micros()));
    diesel::select(diesel::dsl::exists(whole)).get_result(conn)
}

/// Removes what counts no longer.
pub(in crate::sign_in) fn forget(tx: &mut Tx, now: Moment) -> QueryResult<usize> {
    diesel::delete(tries::table.filter(tries::whole_at.le(now.as_micros()))).execute(&mut **tx)
}
