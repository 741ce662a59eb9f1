//! Groups and their members, as the administrators keep them.

use super::store::Participant;
use super::store::groups::{self as store, Membership};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::preparation::may_keep_members;
use crate::procedure::{Moment, Standing};
use crate::web::{Error, Errors};
use jiff::civil::Date;
use serde_json::json;

/// From when to when somebody is a member. Both may be left open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    pub from: String,
    pub to: String,
}

impl Term {
    /// Reads two days, each "2026-03-01" or nothing.
    pub fn parse(from: &str, to: &str) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        for (field, day) in [("from_date", from), ("to_date", to)] {
            if !day.is_empty() && day.parse::<Date>().is_err() {
                errors.add(field, "member-date-bad");
            }
        }
        if errors.is_empty() && !to.is_empty() && to < from {
            errors.add("to_date", "member-ends-before");
        }
        errors.check()?;
        Ok(Self { from: from.to_owned(), to: to.to_owned() })
    }
}

/// What became of adding a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    Done,
    /// It is a member in some of these days already.
    Overlaps,
}

/// Adds a member. The same said twice is said once.
pub fn add_member(
    tx: &mut Tx,
    who: &Standing,
    group: &Participant,
    member: &Participant,
    term: &Term,
    now: Moment,
) -> Result<Added, Error> {
    let scope = Scope::Consultation(group.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_keep_members(who, group.consultation_id, group.kind)?;
    if member.consultation_id != group.consultation_id || member.id == group.id {
        return Err(Error::NotFound);
    }
    for (known, _) in store::members_of(tx, group.id)? {
        if known.member != member.id {
            continue;
        }
        if known.from_date == term.from && known.to_date == term.to {
            return Ok(Added::Done);
        }
        if overlap(&known, term) {
            return Ok(Added::Overlaps);
        }
    }
    store::insert_member(tx, &permit, group.id, member.id, (&term.from, &term.to), now)?;
    let detail = json!({ "member": member.public_id });
    let id = &group.public_id;
    journal::record(tx, scope, permit.by(), "group.member_added", id, detail, now)?;
    Ok(Added::Done)
}

fn overlap(known: &Membership, term: &Term) -> bool {
    let ends_before = |to: &str, from: &str| !to.is_empty() && !from.is_empty() && to < from;
    !ends_before(&known.to_date, &term.from) && !ends_before(&term.to, &known.from_date)
}

/// Ends a membership with that day.
pub fn end_membership(
    tx: &mut Tx,
    who: &Standing,
    group: &Participant,
    membership: &Membership,
    to: &str,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(group.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_keep_members(who, group.consultation_id, group.kind)?;
    if membership.group != group.id {
        return Err(Error::NotFound);
    }
    if membership.to_date == to {
        return Ok(());
    }
    // One that begins later was never in force.
    let to = if to < membership.from_date.as_str() { membership.from_date.as_str() } else { to };
    store::set_end(tx, &permit, membership, to)?;
    let detail = json!({ "until": to });
    let id = &group.public_id;
    Ok(journal::record(tx, scope, permit.by(), "group.member_ended", id, detail, now)?)
}

/// A cell of a table: "Republic of Avaria; Kingdom of Lothmar (2024-01-01 / 2026-12-31)": names, each
/// with its term if that is known.
pub fn members_in(cell: &str) -> Vec<(String, Result<Term, Errors>)> {
    let one = |part: &str| {
        let (name, term) = match part.strip_suffix(')').and_then(|part| part.rsplit_once('(')) {
            Some((name, term)) if term.contains('/') => (name.trim(), term),
            _ => (part, "/"),
        };
        let (from, to) = term.split_once('/').unwrap_or((term, ""));
        (name.to_owned(), Term::parse(from.trim(), to.trim()))
    };
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(one).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_names_members_with_their_terms() {
        let cell = "Republic of Avaria; Lothmar (Kingdom); Vey (2024-01-01 / 2026-12-31);; Oor ( / 2025-06-30)";
        let read: Vec<(String, Term)> =
            members_in(cell).into_iter().map(|(name, term)| (name, term.unwrap())).collect();
        let term = |from: &str, to: &str| Term { from: from.into(), to: to.into() };
        assert_eq!(
            read,
            [
                ("Republic of Avaria".into(), term("", "")),
                ("Lothmar (Kingdom)".into(), term("", "")),
                ("Vey".into(), term("2024-01-01", "2026-12-31")),
                ("Oor".into(), term("", "2025-06-30")),
            ]
        );
        assert!(members_in("Vey (soon / later)")[0].1.is_err());
        assert!(members_in("Vey (2026-01-01 / 2025-01-01)")[0].1.is_err());
    }

    #[test]
    fn terms_of_one_member_do_not_overlap() {
        let known = |from: &str, to: &str| Membership {
            id: 1,
            public_id: "m".into(),
            group: crate::procedure::keys::ParticipantKey(1),
            member: crate::procedure::keys::ParticipantKey(2),
            from_date: from.into(),
            to_date: to.into(),
        };
        let term = |from: &str, to: &str| Term::parse(from, to).unwrap();
        let year = known("2025-01-01", "2025-12-31");
        for (from, to, overlaps) in [
            ("", "", true),
            ("2025-12-31", "", true),
            ("2026-01-01", "", false),
            ("", "2024-12-31", false),
            ("2025-03-01", "2025-04-01", true),
        ] {
            assert_eq!(overlap(&year, &term(from, to)), overlaps, "{from} {to}");
        }
        assert!(overlap(&known("", ""), &term("2030-01-01", "")));
        assert!(year.holds_on("2025-12-31") && !year.holds_on("2026-01-01"));
    }
}
