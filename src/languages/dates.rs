//! Dates and times as they are written in each language: day, month in words, 24-hour clock.

use super::Language;
use crate::procedure::Moment;
use jiff::civil::{Date, DateTime};

impl Language {
    /// "30 April 2026, 18:00" in the zone; say the zone beside it.
    pub fn moment(self, moment: Moment, zone: &str) -> String {
        self.date_time(moment.in_zone(zone))
    }

    /// "30 April 2026" in the zone; no line ends between day and month.
    pub fn day(self, moment: Moment, zone: &str) -> String {
        self.date(moment.in_zone(zone).date())
    }

    /// "16:00 UTC", with its day where that is another.
    pub fn utc(self, moment: Moment) -> String {
        format!("{} UTC", self.moment(moment, "UTC"))
    }

    pub fn date_time(self, at: DateTime) -> String {
        format!("{}, {:02}:{:02}", self.date(at.date()), at.hour(), at.minute())
    }

    pub fn date(self, date: Date) -> String {
        let month = self.say(&format!("month-{}", date.month()));
        match (self, date.day()) {
            (Self::French, 1) => format!("1er\u{a0}{month} {}", date.year()),
            (_, day) => format!("{day}\u{a0}{month} {}", date.year()),
        }
    }

    /// A stored "2026-04-30" or "2026-04-30 18:00"; anything else stays as it is.
    pub fn civil(self, stored: &str) -> String {
        if let (true, Ok(at)) = (stored.len() > 10, stored.replace(' ', "T").parse::<DateTime>()) {
            return self.date_time(at);
        }
        stored.parse::<Date>().map_or_else(|_| stored.to_owned(), |date| self.date(date))
    }

    /// "3 days 4 hours", "2 hours 5 minutes", "12 minutes"; for what is left until a closing.
    pub fn time_left(self, now: Moment, until: Moment) -> String {
        let seconds = now.seconds_until(until).max(0);
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
        if days > 0 {
            self.say2("time-left-days", "days", days, "hours", hours)
        } else if hours > 0 {
            self.say2("time-left-hours", "hours", hours, "minutes", minutes)
        } else {
            self.say1("time-left-minutes", "minutes", minutes)
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let at = Moment::from_micros(1_777_564_800_000_000).unwrap(); // 2026-04-30T16:00:00Z
        assert_eq!(Language::English.moment(at, "Europe/Zurich"), "30\u{a0}April 2026, 18:00");
        assert_eq!(Language::French.moment(at, "Europe/Zurich"), "30\u{a0}avril 2026, 18:00");
        assert_eq!(Language::English.utc(at), "30\u{a0}April 2026, 16:00 UTC");
        assert_eq!(Language::French.civil("2026-05-01"), "1er\u{a0}mai 2026");
        assert_eq!(Language::English.civil("spring"), "spring");
        assert_eq!(Language::English.time_left(at, at.plus_seconds(90_000)), "1 day 1 hour");
    }
}
