//! Everything sealed, wherever it stands, opened once.

use super::Fault;
use super::checking::Looked;
use crate::consolidation::store as consolidation;
use crate::db::Conn;
use crate::drafts::review::store as review;
use crate::outcome::decisions::store as decisions;
use crate::submissions::store as submissions;
use crate::{sealing, sign_in};
use diesel::QueryResult;

pub(super) fn everything_sealed(conn: &mut Conn, looked: &mut Looked) -> QueryResult<()> {
    let mut seen = sealing::Looked::default();
    submissions::look_at_sealed(conn, &mut seen)?;
    consolidation::look_at_sealed(conn, &mut seen)?;
    decisions::look_at_sealed(conn, &mut seen)?;
    review::look_at_sealed(conn, &mut seen)?;
    sign_in::look_at_secrets(conn, &mut seen)?;
    looked.report.opened += seen.opened;
    looked.faults.extend(seen.broken.into_iter().map(Fault::Sealed));
    Ok(())
}
