//! Moments, and the civil times that people agree on.
//!
//! A deadline is kept three ways together: the civil time as announced, the IANA zone it was
//! announced in, and the resolved instant. The instant decides; the civil time is what is shown.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// An instant, UTC, to the microsecond (what both databases keep).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

impl Moment {
    /// Microseconds since 1970. None outside the years that calendars know (-9999 to 9999).
    pub fn from_micros(micros: i64) -> Option<Self> {
        Timestamp::from_microsecond(micros).ok().map(Self)
    }

    pub fn as_micros(self) -> i64 {
        self.0.as_microsecond()
    }

    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// The moment so many seconds later (earlier when negative), held within the calendar.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        let moved = self.0.saturating_add(SignedDuration::from_secs(seconds));
        Self(moved.unwrap_or(self.0))
    }

    pub fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days * 86_400)
    }

    pub fn seconds_until(self, later: Moment) -> i64 {
        later.0.as_second() - self.0.as_second()
    }

    /// The civil date and time in a zone; in UTC when the zone is not known.
    pub fn in_zone(self, zone: &str) -> DateTime {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        zone.to_datetime(self.0)
    }

    /// "2026-04-30T16:00:00Z", for `datetime` attributes and files.
    pub fn iso(self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        // Truncated to what both databases keep.
        Self(Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at))
    }
}

/// A civil time in a zone, with the instant it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CivilTime {
    pub civil: DateTime,
    pub zone: String,
    pub at: Moment,
}

/// Why a date and time that somebody typed stands for no instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadTime {
    /// Not "2026-04-30 18:00" nor "2026-04-30".
    NotADate,
    UnknownZone,
    /// Clocks go forward over it: no such time exists on that day.
    Skipped,
    /// Clocks go back: the time happens twice on that day.
    Twice,
}

/// What a typed time is for: a closing time at "23:59" lasts to the end of that minute, and a
/// date alone opens at its first minute or closes at the end of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Opens,
    Closes,
}

impl CivilTime {
    /// Reads "2026-04-30 18:00", "2026-04-30T18:00" or "2026-04-30" in an IANA zone.
    pub fn parse(typed: &str, zone: &str, edge: Edge) -> Result<Self, BadTime> {
        let typed = typed.trim();
        let tz = TimeZone::get(zone).map_err(|_| BadTime::UnknownZone)?;
        let civil = match typed.replace('T', " ").parse::<DateTime>() {
            Ok(civil) if typed.len() > 10 => civil,
            _ => {
                let day: Date = typed.parse().map_err(|_| BadTime::NotADate)?;
                match edge {
                    Edge::Opens => day.at(0, 0, 0, 0),
                    Edge::Closes => day.at(23, 59, 0, 0),
                }
            }
        };
        // "23:59" is written by people who mean midnight, and midnight is read both ways.
        let until = match (edge, civil.hour(), civil.minute()) {
            (Edge::Closes, 23, 59) => {
                let next = civil.date().checked_add(1.day());
                next.map_err(|_| BadTime::NotADate)?.at(0, 0, 0, 0)
            }
            _ => civil,
        };
        let ambiguous = tz.to_ambiguous_timestamp(until);
        if ambiguous.is_ambiguous() {
            let gap = matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Gap { .. });
            return Err(if gap { BadTime::Skipped } else { BadTime::Twice });
        }
        let at = ambiguous.unambiguous().map_err(|_| BadTime::NotADate)?;
        Ok(Self { civil, zone: zone.to_owned(), at: at.into() })
    }

    /// "2026-04-30 18:00": as stored beside the instant.
    pub fn civil_text(&self) -> String {
        self.civil.strftime("%Y-%m-%d %H:%M").to_string()
    }
}

/// Is it an IANA time zone that this server knows?
pub fn is_zone(name: &str) -> bool {
    name.contains('/') && TimeZone::get(name).is_ok() || name == "UTC"
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_closing_time_stands_for_the_instant_that_people_mean() {
        for (typed, zone, utc) in [
            ("2026-04-30 18:00", "Europe/Zurich", "2026-04-30T16:00:00Z"),
            ("2027-03-28 23:59", "Europe/Zurich", "2027-03-28T22:00:00Z"),
            ("2027-10-31 23:59", "Europe/Zurich", "2027-10-31T23:00:00Z"),
            ("2026-12-31", "America/New_York", "2027-01-01T05:00:00Z"),
            ("2026-12-31T12:30", "UTC", "2026-12-31T12:30:00Z"),
        ] {
            let time = CivilTime::parse(typed, zone, Edge::Closes).unwrap();
            assert_eq!(time.at.iso(), utc, "{typed} {zone}");
        }
    }

    #[test]
    fn times_that_clocks_skip_or_repeat_are_refused() {
        let answer = |typed| CivilTime::parse(typed, "Europe/Zurich", Edge::Closes).unwrap_err();
        assert_eq!(answer("2027-03-28 02:30"), BadTime::Skipped);
        assert_eq!(answer("2027-10-31 02:30"), BadTime::Twice);
        assert_eq!(answer("30 April"), BadTime::NotADate);
        assert_eq!(
            CivilTime::parse("2027-10-31", "Mars/Olympus", Edge::Opens).unwrap_err(),
            BadTime::UnknownZone
        );
    }

    #[test]
    fn an_opening_day_begins_at_midnight() {
        let time = CivilTime::parse("2026-03-01", "Europe/Zurich", Edge::Opens).unwrap();
        assert_eq!(time.at.iso(), "2026-02-28T23:00:00Z");
        assert_eq!(time.civil_text(), "2026-03-01 00:00");
    }
}
