//! What the index found, read.

use crate::db::Conn;
use crate::db::search::Found;
use crate::procedure::keys::{DraftKey, InputKey, RoundKey};
use crate::schema::{elements, inputs, wordings};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// So many keys at once.
const KEYS: usize = 1_000;

/// A wording in one language.
pub struct Wording {
    pub identity: String,
    pub language: String,
    pub body: String,
}

/// The wordings that were found, by their drafts.
pub fn wordings(conn: &mut Conn, found: &Found) -> QueryResult<HashMap<DraftKey, Vec<Wording>>> {
    let keys: Vec<i64> = found.wordings.iter().copied().collect();
    let mut all: HashMap<DraftKey, Vec<Wording>> = HashMap::new();
    for keys in keys.chunks(KEYS) {
        let rows: Vec<(DraftKey, String, String, String)> = wordings::table
            .inner_join(elements::table)
            .filter(wordings::id.eq_any(keys.to_vec()))
            .order(wordings::id)
            .select((elements::draft_id, elements::identity, wordings::language, wordings::body))
            .load(conn)?;
        for (draft, identity, language, body) in rows {
            all.entry(draft).or_default().push(Wording { identity, language, body });
        }
    }
    Ok(all)
}

/// The inputs that were found, by their rounds.
pub fn inputs(conn: &mut Conn, found: &Found) -> QueryResult<HashMap<RoundKey, HashSet<InputKey>>> {
    let keys: Vec<i64> = found.inputs.iter().copied().collect();
    let mut all: HashMap<RoundKey, HashSet<InputKey>> = HashMap::new();
    for keys in keys.chunks(KEYS) {
        let rows: Vec<(RoundKey, InputKey)> = inputs::table
            .filter(inputs::id.eq_any(keys.to_vec()))
            .select((inputs::round_id, inputs::id))
            .load(conn)?;
        for (round, input) in rows {
            all.entry(round).or_default().insert(input);
        }
    }
    Ok(all)
}
