//! The lead's switch: whether those who proposed a change are named to readers outside. It is kept
//! inside for ever, and off outside until the lead turns it on.

use super::frozen;
use super::store::{self, Consultation};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::preparation::may_show_attribution;
use crate::procedure::{Moment, Standing};
use crate::web::Error;
use serde_json::json;

pub fn show_attribution(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    shown: bool,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_show_attribution(who, consultation.id)?;
    if store::set_attribution(tx, &permit, shown)? {
        let act = if shown { "attribution.shown" } else { "attribution.hidden" };
        let id = &consultation.public_id;
        let detail = json!({ "sha256": frozen::digest_of(tx, consultation.id)? });
        journal::record(tx, scope, permit.by(), act, id, detail, now)?;
    }
    Ok(())
}
