//! The clock, and the time zones that deadlines are said in.

use super::Findings;
use crate::db::{self, Db};
use crate::procedure::Moment;
use crate::web::Error;
use jiff::tz::TimeZone;
use std::process::Command;

const CHECK: &str = "clock";
/// So much later than now may a line stand, of a process whose clock is a little ahead.
const AHEAD: i64 = 2;

pub(super) fn look(found: &mut Findings) {
    judge_synchronized(synchronized().as_deref(), found);
    judge_zones(|zone| TimeZone::get(zone).is_ok(), found);
}

/// "yes" or "no", as systemd says; None where there is no systemd to ask.
fn synchronized() -> Option<String> {
    let asked =
        Command::new("timedatectl").args(["show", "-p", "NTPSynchronized", "--value"]).output();
    let said = asked.ok().filter(|said| said.status.success())?;
    Some(String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

fn judge_synchronized(said: Option<&str>, found: &mut Findings) {
    match said {
        Some("yes") => found.ok(CHECK, "it is kept by NTP"),
        Some("no") => found.warning(
            CHECK,
            "it is not kept by NTP: deadlines are held by it. `timedatectl set-ntp true`, or chrony",
        ),
        _ => found.ok(CHECK, "whether it is kept by NTP, this machine does not say"),
    }
}

fn judge_zones(is_known: impl Fn(&str) -> bool, found: &mut Findings) {
    match ["Europe/Zurich", "America/New_York", "Asia/Kathmandu"]
        .into_iter()
        .find(|zone| !is_known(zone))
    {
        None => found.ok("time zones", "they are known"),
        Some(zone) => found.fault(
            "time zones",
            format!("{zone} is not known: install them (Debian: apt install tzdata)"),
        ),
    }
}

pub(super) fn look_at_journal(db: &Db, now: Moment, found: &mut Findings) {
    match db.read(|conn| Ok::<_, Error>(db::latest_line(conn)?)) {
        Ok(latest) => judge_journal(latest, now, found),
        Err(error) => found.fault(CHECK, error.to_string()),
    }
}

fn judge_journal(latest: Option<Moment>, now: Moment, found: &mut Findings) {
    let Some(latest) = latest else { return };
    match now.seconds_until(latest) > AHEAD {
        true => found.fault(
            CHECK,
            format!(
                "the clock has gone back: the journal has a line of {}, and it is {} now. Set the \
                 clock before anybody submits",
                latest.iso(),
                now.iso()
            ),
        ),
        false => found.ok(CHECK, format!("the journal's last line is of {}", latest.iso())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Grade;
    use super::*;

    fn heard(look: impl FnOnce(&mut Findings)) -> Vec<(Grade, String)> {
        let mut found = Findings::default();
        look(&mut found);
        found.0.into_iter().map(|one| (one.grade, one.said)).collect()
    }

    #[test]
    fn a_clock_that_has_gone_back_is_told_by_the_journal() {
        let now = Moment::from_micros(1_800_000_000_000_000).unwrap();
        let of =
            |seconds| heard(|found| judge_journal(Some(now.plus_seconds(seconds)), now, found));
        assert_eq!(of(0)[0].0, Grade::Ok);
        assert_eq!(of(2)[0].0, Grade::Ok);
        assert!(of(3)[0].0 == Grade::Fault && of(3)[0].1.starts_with("the clock has gone back"));
        assert!(heard(|found| judge_journal(None, now, found)).is_empty());
    }

    #[test]
    fn a_clock_that_nobody_keeps_and_zones_that_nobody_knows_are_told() {
        for (said, grade) in [
            (Some("yes"), Grade::Ok),
            (Some("no"), Grade::Warning),
            (Some(""), Grade::Ok),
            (None, Grade::Ok),
        ] {
            assert_eq!(heard(|found| judge_synchronized(said, found))[0].0, grade, "{said:?}");
        }
        assert_eq!(heard(|found| judge_zones(|_| true, found))[0].0, Grade::Ok);
        let lost = heard(|found| judge_zones(|zone| !zone.starts_with("Asia"), found));
        assert!(lost[0].0 == Grade::Fault && lost[0].1.contains("Asia/Kathmandu"), "{lost:?}");
    }
}
