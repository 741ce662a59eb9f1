//! How long the certificates still hold: of the public address, and of the mail server.

use super::Findings;
use super::configuration::host;
use crate::certificates::{Ungreeted, believing, end_of, greet};
use crate::config::{Smtp, Tls};
use crate::procedure::Moment;
use crate::reaching::{Unreached, reach};
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

const CHECK: &str = "certificate";
const PATIENCE: Duration = Duration::from_secs(5);
const DAY: i64 = 86_400;
/// Whatever renews certificates has begun to by then.
const EARLY: i64 = 21;

/// Of a public address over https.
pub(super) fn look_at_public(url: &str, ca: Option<&Path>, now: Moment, found: &mut Findings) {
    let Some(rest) = url.strip_prefix("https://") else { return };
    let port = match rest.rsplit_once(']').map_or(rest, |(_, rest)| rest).rsplit_once(':') {
        Some((_, port)) => port.trim_end_matches('/').parse().unwrap_or(443),
        None => 443,
    };
    tell(url, asked(host(url), port, ca, |_| Ok(())), now, found);
}

/// Of a mail server that has answered already.
pub(super) fn look_at_mail(smtp: &Smtp, now: Moment, found: &mut Findings) {
    let Smtp { host, port, ca, .. } = smtp;
    let begin = match smtp.tls {
        Tls::None => return,
        Tls::Tls => |_: &mut TcpStream| Ok(()),
        Tls::Starttls => start_tls,
    };
    tell(&format!("{host}:{port}"), asked(host, *port, ca.as_deref(), begin), now, found);
}

/// The second in which the certificate ends.
fn asked(
    host: &str,
    port: u16,
    ca: Option<&Path>,
    begin: impl FnOnce(&mut TcpStream) -> io::Result<()>,
) -> Result<i64, Ungreeted> {
    let config = believing(ca, None).map_err(Ungreeted::Unanswered)?;
    let unreached = |error: Unreached| Ungreeted::Unanswered(error.to_string());
    let mut tcp = reach((host, port), PATIENCE, Ok).map_err(unreached)?;
    begin(&mut tcp).map_err(|error| Ungreeted::Unanswered(error.to_string()))?;
    let tls = greet(config, host, &mut tcp)?;
    let certificate = tls.peer_certificates().and_then(<[_]>::first);
    let end = certificate.and_then(|certificate| end_of(certificate));
    end.ok_or_else(|| Ungreeted::Unanswered("its certificate cannot be read".into()))
}

/// Mail servers begin in the clear, and are asked for TLS.
fn start_tls(tcp: &mut TcpStream) -> io::Result<()> {
    // Nothing comes before it is asked for, so nothing is read too far.
    let mut heard = BufReader::new(tcp.try_clone()?);
    for (said, wanted) in [("", "220"), ("EHLO localhost\r\n", "250"), ("STARTTLS\r\n", "220")] {
        tcp.write_all(said.as_bytes())?;
        loop {
            let mut line = String::new();
            heard.read_line(&mut line)?;
            if !line.starts_with(wanted) {
                return Err(io::Error::other(format!("it answers {:?}", line.trim_end())));
            }
            // A minus after the number says that more lines come.
            if line.as_bytes().get(3) != Some(&b'-') {
                break;
            }
        }
    }
    Ok(())
}

fn tell(of: &str, end: Result<i64, Ungreeted>, now: Moment, found: &mut Findings) {
    let days = end.map(|end| (end - now.timestamp().as_second()).div_euclid(DAY));
    match days {
        Ok(days) if days < 0 => found.fault(CHECK, format!("{of}: its certificate has expired: renew it")),
        Ok(days @ ..EARLY) => found.warning(
            CHECK,
            format!("{of}: its certificate ends in {days} days. Does whatever renews it (Caddy, certbot) run?"),
        ),
        Ok(days) => found.ok(CHECK, format!("{of}: its certificate is good for {days} days")),
        Err(Ungreeted::Untrusted(why)) => {
            found.fault(CHECK, format!("{of}: {why}. Browsers and mail would turn back: get another"));
        }
        Err(Ungreeted::Unanswered(why)) => found.warning(
            CHECK,
            format!("{of} could not be asked for its certificate ({why}): ask from a machine that reaches it"),
        ),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Grade;
    use super::*;

    #[test]
    fn a_certificate_is_told_of_by_the_days_that_it_has_left() {
        let now = Moment::from_micros(1_800_000_000_000_000).unwrap();
        let ends_in = |seconds: i64| Ok(1_800_000_000 + seconds);
        let untrusted = || Err(Ungreeted::Untrusted("it is for another name".into()));
        let unanswered = || Err(Ungreeted::Unanswered("no route".into()));
        for (end, grade, words) in [
            (ends_in(-1), Grade::Fault, "has expired"),
            (ends_in(0), Grade::Warning, "ends in 0 days"),
            (ends_in(21 * DAY - 1), Grade::Warning, "ends in 20 days"),
            (ends_in(21 * DAY), Grade::Ok, "good for 21 days"),
            (untrusted(), Grade::Fault, "it is for another name"),
            (unanswered(), Grade::Warning, "could not be asked for its certificate (no route)"),
        ] {
            let mut found = Findings::default();
            tell("https://consult.example", end, now, &mut found);
            let [one] = &found.0[..] else { panic!("{found:?}") };
            assert!(one.grade == grade && one.said.contains(words), "{one:?}");
        }
        let mut found = Findings::default();
        look_at_public("http://consult.example", None, now, &mut found);
        assert!(found.0.is_empty());
    }
}
