//! Dates and times as forms hold them.

use super::{Errors, Fields};
use crate::languages::Language;
use crate::procedure::moments::{BadTime, CivilTime, Edge};

/// A date field with a time field beside it, in the consultation's zone. A fault is said of the
/// date, with what is wrong.
pub fn time(
    typed: &Fields,
    (date, time): (&'static str, &'static str),
    zone: &str,
    edge: Edge,
    t: Language,
    errors: &mut Errors,
) -> Option<CivilTime> {
    let written = format!("{} {}", typed.trimmed(date), typed.trimmed(time));
    let key = match CivilTime::parse(written.trim(), zone, edge) {
        Ok(time) => return Some(time),
        Err(BadTime::NotADate) if names_no_day(typed.trimmed(date)) => "round-error-no-such-day",
        Err(BadTime::NotADate) if edge == Edge::Opens => "round-error-opens-not-a-date",
        Err(BadTime::NotADate) => "round-error-closes-not-a-date",
        Err(BadTime::UnknownZone) => "round-error-unknown-zone",
        Err(BadTime::Skipped) => "round-error-time-skipped",
        Err(BadTime::Twice) => "round-error-time-twice",
    };
    let values = vec![
        ("time", t.civil(written.trim())),
        ("zone", zone.to_owned()),
        ("day", typed.trimmed(date).to_owned()),
    ];
    errors.add_with(date, key, values);
    None
}

/// Written like a day, such as 2026-02-31, but in no calendar.
fn names_no_day(typed: &str) -> bool {
    let shape: String = typed.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00" && typed.parse::<jiff::civil::Date>().is_err()
}
