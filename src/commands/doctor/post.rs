//! Letters: whether they can leave, and whether they do.

use super::configuration::is_loopback;
use super::{Findings, certificate};
use crate::config::{Settings, Smtp, Tls};
use crate::db::Db;
use crate::post::Mailer;
use crate::post::store::{Outbox, outbox};
use crate::procedure::Moment;
use crate::reaching::{Unreached, reach};
use crate::web::Error;
use std::time::Duration;

const CHECK: &str = "mail";
const OUTBOX: &str = "outbox";
/// A letter that waits for longer waits for somebody to look.
const HOUR: i64 = 3600;
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn look(settings: &Settings, to: Option<&str>, now: Moment, found: &mut Findings) {
    if settings.mail.from.contains("@localhost") {
        let from = &settings.mail.from;
        found.warning(
            CHECK,
            format!("letters come from {from}, which nobody can answer: set TRAVAUX_MAIL_FROM"),
        );
    }
    let Some(smtp) = &settings.mail.smtp else {
        found.warning(
            CHECK,
            format!(
                "TRAVAUX_SMTP_HOST is not set: letters are written into {}, and reach nobody",
                settings.data.join("letters").display()
            ),
        );
        return;
    };
    if smtp.tls == Tls::None && !is_loopback(&smtp.host) {
        found.fault(
            CHECK,
            format!(
                "letters would go to {} in the clear: set TRAVAUX_SMTP_TLS=starttls",
                smtp.host
            ),
        );
    }
    let server = format!("{}:{}", smtp.host, smtp.port);
    if let Err(said) = reached(smtp) {
        found.fault(CHECK, said);
        return;
    }
    let mailer = match Mailer::new(settings) {
        Ok(mailer) => mailer,
        Err(error) => {
            found.fault(CHECK, format!("{error:#}"));
            return;
        }
    };
    if let Err(unsent) = mailer.greet() {
        let tls = match smtp.tls {
            Tls::Starttls => "STARTTLS, ",
            Tls::Tls => "TLS, ",
            Tls::None => "",
        };
        let login = if smtp.user.is_some() { ", the user and the password" } else { "" };
        found.fault(
            CHECK,
            format!("{server} answers, and would take no letter: {}. Look at {tls}the certificate{login}", unsent.why),
        );
        return;
    }
    found.ok(CHECK, format!("{server} would take letters"));
    certificate::look_at_mail(smtp, now, found);
    if let Some(to) = to {
        match mailer.send_trial(to, now) {
            Ok(()) => found.ok(CHECK, format!("a letter left for {to}: look whether it arrives")),
            Err(unsent) => {
                found.fault(CHECK, format!("{server} took no letter for {to}: {}", unsent.why))
            }
        }
    }
}

/// Err with what is wrong on the way to it.
fn reached(smtp: &Smtp) -> Result<(), String> {
    let Smtp { host, port, .. } = smtp;
    reach((host, *port), PATIENCE, |_| Ok(())).map_err(|unreached| match unreached {
        Unreached::NoHost(_) => {
            format!("there is no host {host}: is TRAVAUX_SMTP_HOST right, and does DNS answer?")
        }
        Unreached::NoAnswer(why) => format!(
            "{host}:{port} does not answer ({why}): is TRAVAUX_SMTP_PORT right, and may this machine go there?"
        ),
    })
}

pub(super) fn look_at_outbox(db: &Db, now: Moment, found: &mut Findings) {
    match db.read(|conn| Ok::<_, Error>(outbox(conn)?)) {
        Ok(outbox) => judge(outbox, now, found),
        Err(error) => found.fault(OUTBOX, error.to_string()),
    }
}

fn judge(outbox: Outbox, now: Moment, found: &mut Findings) {
    let Outbox { waiting, oldest, failed } = outbox;
    if failed > 0 {
        found.warning(
            OUTBOX,
            format!("letters that were given up: {failed}. The outbox (/post, and /letters of each consultation) says why"),
        );
    }
    let waited = oldest.map_or(0, |at| at.seconds_until(now));
    if waited > HOUR {
        found.fault(
            OUTBOX,
            format!(
                "letters wait: {waiting}, the first for {} hours. Does a worker run (`travaux \
                 serve`, `travaux worker`), and does the mail server take them?",
                waited / HOUR
            ),
        );
    } else {
        found.ok(OUTBOX, format!("letters that wait: {waiting}"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Grade;
    use super::*;

    #[test]
    fn letters_that_wait_too_long_and_those_that_failed_are_told() {
        let now = Moment::from_micros(1_800_000_000_000_000).unwrap();
        for (waiting, since, failed, expected) in [
            (0, None, 0, vec![(Grade::Ok, "letters that wait: 0")]),
            (3, Some(3600), 0, vec![(Grade::Ok, "letters that wait: 3")]),
            (3, Some(7300), 0, vec![(Grade::Fault, "letters wait: 3, the first for 2 hours")]),
            (0, None, 4, vec![(Grade::Warning, "given up: 4"), (Grade::Ok, "wait: 0")]),
        ] {
            let oldest = since.map(|seconds: i64| now.plus_seconds(-seconds));
            let mut found = Findings::default();
            judge(Outbox { waiting, oldest, failed }, now, &mut found);
            assert_eq!(found.0.len(), expected.len(), "{found:?}");
            for (one, (grade, words)) in found.0.iter().zip(expected) {
                assert!(one.grade == grade && one.said.contains(words), "{one:?}");
            }
        }
    }
}
