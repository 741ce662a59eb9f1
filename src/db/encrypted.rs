//! The way to a PostgreSQL server on another machine, encrypted, and with a look at who answers.
//!
//! libpq speaks TLS by OpenSSL only, which would be a second TLS in this program and minutes of every build. Here the
//! house's own (rustls) goes between: for each connection the server is asked for TLS, its certificate is checked, and
//! libpq is then given a socket in a folder that only this user may enter, behind which one thread carries bytes to and fro.

mod carrying;

use super::is_postgres;
use crate::certificates::{self, Own, Ungreeted, believing};
use crate::reaching::{Unreached, reach};
use carrying::{Line, carry};
use data_encoding::HEXLOWER;
use diesel::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use rustix::net::sockopt::{set_socket_keepalive, set_tcp_user_timeout};
use rustls::ClientConfig;
use std::fs::DirBuilder;
use std::io::{Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Where the address does not say how long.
const PATIENCE: Duration = Duration::from_secs(10);
/// "May I speak TLS?": a length, and the number of that question.
const QUESTION: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// What an address says of the way.
#[derive(Debug)]
enum Way {
    /// As libpq goes it by itself.
    Plain,
    Encrypted(Encrypted),
}

#[derive(Debug)]
struct Encrypted {
    /// The servers to try, in order.
    places: Vec<(String, u16)>,
    patience: Patience,
    authorities: Option<PathBuf>,
    own: Option<(PathBuf, PathBuf)>,
    /// The address without its hosts: up to where they stand, and from there to the end of its parameters.
    before: String,
    after: String,
}

/// How long a server is waited for. (libpq would hold its own socket to what the address says of it.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Patience {
    /// `connect_timeout`, in seconds.
    connect: Duration,
    /// `tcp_user_timeout`, in milliseconds: a server that acknowledges nothing for so long is gone. The kernel's own, a quarter of an
    /// hour or so, where it is 0.
    unanswered: u32,
}

/// Is the way to this database encrypted, with a look at who answers?
pub fn is_encrypted(url: &str) -> bool {
    is_postgres(url) && matches!(way(url), Ok(Way::Encrypted(_)))
}

/// Connects as the address says.
pub(super) fn connect(url: &str) -> ConnectionResult<PgConnection> {
    match way(url).map_err(ConnectionError::BadConnection)? {
        Way::Plain => PgConnection::establish(url).map_err(in_our_words),
        Way::Encrypted(way) => way.connect(),
    }
}

fn in_our_words(error: ConnectionError) -> ConnectionError {
    match error {
        ConnectionError::BadConnection(said) if said.contains("SSL support is not compiled in") => {
            let said = "PGSSLMODE asks for TLS: say it in DATABASE_URL, with \
                        ?sslmode=verify-full&sslrootcert=FILE at its end";
            ConnectionError::BadConnection(said.into())
        }
        ConnectionError::BadConnection(said) if said.contains("no encryption") => {
            ConnectionError::BadConnection(format!(
                "{said}. The server wants TLS: end DATABASE_URL with \
                 ?sslmode=verify-full&sslrootcert=FILE"
            ))
        }
        error => error,
    }
}

/// Err in words.
fn way(url: &str) -> Result<Way, String> {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let parameters: Vec<(&str, String)> = query
        .split('&')
        .filter_map(|one| one.split_once('='))
        .map(|(name, value)| (name, decoded(value)))
        .collect();
    let said = |name: &str| {
        let last = parameters.iter().rfind(|(known, _)| *known == name);
        last.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    };
    match said("sslmode") {
        Some("verify-full") => (),
        Some(mode @ ("require" | "verify-ca")) => {
            return Err(format!(
                "sslmode={mode} in DATABASE_URL does not look at who answers: say \
                 sslmode=verify-full, and sslrootcert=FILE with the certificate of the authority \
                 that signed the server's (without it, the system's authorities are believed)"
            ));
        }
        _ => return Ok(Way::Plain),
    }
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (user, hosts) = match authority.rsplit_once('@') {
        Some((user, hosts)) => (format!("{user}@"), hosts),
        None => (String::new(), authority),
    };
    let places = match said("host") {
        Some(hosts) => with_ports(hosts, said("port"))?,
        None => hosts.split(',').map(|one| place(one, said("port"))).collect::<Result<_, _>>()?,
    };
    // On a socket of this machine nobody listens in; libpq looks away there too.
    if places.iter().all(|(host, _)| host.is_empty() || host.starts_with(['/', '@'])) {
        return Err(
            "DATABASE_URL names a socket of this machine: take sslmode=verify-full out".into()
        );
    }
    if said("hostaddr").is_some() {
        return Err(
            "hostaddr in DATABASE_URL does not go with sslmode=verify-full: name the host alone"
                .into(),
        );
    }
    let ours = ["sslmode", "sslrootcert", "sslcert", "sslkey", "host", "hostaddr", "port"];
    let others = query.split('&').filter(|one| {
        let name = one.split('=').next().unwrap_or_default();
        !name.is_empty() && !ours.contains(&name)
    });
    let after: String = others.map(|one| format!("&{one}")).collect();
    let authorities = said("sslrootcert").filter(|file| *file != "system").map(PathBuf::from);
    let own = match (said("sslcert"), said("sslkey")) {
        (Some(certificate), Some(key)) => Some((certificate.into(), key.into())),
        (None, None) => None,
        _ => return Err("sslcert and sslkey in DATABASE_URL go together".into()),
    };
    let before = format!("{scheme}://{user}/{path}?");
    let patience = patience(said("connect_timeout"), said("tcp_user_timeout"))?;
    Ok(Way::Encrypted(Encrypted { places, patience, authorities, own, before, after }))
}

/// "db.example:5433", "[fd00::7]", "db.example".
fn place(text: &str, port: Option<&str>) -> Result<(String, u16), String> {
    let (host, own) = match text.strip_prefix('[').and_then(|six| six.split_once(']')) {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    Ok((decoded(host), number(own.or(port))?))
}

fn with_ports(hosts: &str, ports: Option<&str>) -> Result<Vec<(String, u16)>, String> {
    let ports: Vec<&str> = ports.unwrap_or_default().split(',').collect();
    let port = |n: usize| ports.get(n).or(ports.first()).copied();
    hosts.split(',').enumerate().map(|(n, host)| Ok((host.to_owned(), number(port(n))?))).collect()
}

fn number(port: Option<&str>) -> Result<u16, String> {
    match port {
        None | Some("") => Ok(5432),
        Some(port) => port.parse().map_err(|_| format!("{port} in DATABASE_URL is no port")),
    }
}

fn patience(connect: Option<&str>, unanswered: Option<&str>) -> Result<Patience, String> {
    let number = |name: &str, text: &str| {
        let wrong = || format!("{name}={text} in DATABASE_URL is no number");
        text.parse::<u32>().map_err(|_| wrong())
    };
    let connect = connect.map(|text| number("connect_timeout", text)).transpose()?;
    let connect = connect.filter(|seconds| *seconds > 0);
    let unanswered = unanswered.map(|text| number("tcp_user_timeout", text)).transpose()?;
    Ok(Patience {
        connect: connect.map_or(PATIENCE, |seconds| Duration::from_secs(seconds.into())),
        unanswered: unanswered.unwrap_or_default(),
    })
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

impl Encrypted {
    /// The first of the servers that answers, and that libpq will have.
    fn connect(&self) -> ConnectionResult<PgConnection> {
        let own = self.own.as_ref().map(|(certificate, key)| Own { certificate, key });
        let config = believing(self.authorities.as_deref(), own);
        let config = config.map_err(ConnectionError::BadConnection)?;
        let mut said = Vec::new();
        for (host, port) in &self.places {
            match self.try_one(host, *port, config.clone()) {
                Ok(connection) => return Ok(connection),
                Err(ConnectionError::BadConnection(why)) => said.push(why),
                Err(other) => return Err(other),
            }
        }
        Err(ConnectionError::BadConnection(said.join("; ")))
    }

    fn try_one(
        &self,
        host: &str,
        port: u16,
        config: Arc<ClientConfig>,
    ) -> ConnectionResult<PgConnection> {
        let line =
            opened(host, port, self.patience, config).map_err(ConnectionError::BadConnection)?;
        let failed = |error: std::io::Error| {
            ConnectionError::BadConnection(format!(
                "no socket can be made in {} ({error}): TMPDIR may name another folder",
                std::env::temp_dir().display()
            ))
        };
        let folder = Folder::make().map_err(failed)?;
        let listener = UnixListener::bind(folder.0.join(".s.PGSQL.5432")).map_err(failed)?;
        let carrier = std::thread::Builder::new().name("to the database".into());
        carrier.spawn(move || carry(&listener, line)).map_err(failed)?;
        let socket = encoded(&folder.0.to_string_lossy());
        // What is not said here libpq would take from its environment.
        let url = format!(
            "{}host={socket}&hostaddr=&port=5432&sslmode=disable{}",
            self.before, self.after
        );
        PgConnection::establish(&url)
    }
}

/// A folder of this user's own, gone when this is; what is connected stays so.
struct Folder(PathBuf);

impl Folder {
    fn make() -> std::io::Result<Self> {
        let mut random = [0; 12];
        getrandom::fill(&mut random).map_err(std::io::Error::other)?;
        let path = std::env::temp_dir().join(format!("travaux-{}", HEXLOWER.encode(&random)));
        DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Err in words.
fn opened(
    host: &str,
    port: u16,
    patience: Patience,
    config: Arc<ClientConfig>,
) -> Result<Line, String> {
    let server = format!("{host}:{port}");
    let asked = reach((host, port), patience.connect, |mut tcp| {
        tcp.set_nodelay(true)?;
        set_socket_keepalive(&tcp, true)?;
        set_tcp_user_timeout(&tcp, patience.unanswered)?;
        tcp.write_all(&QUESTION)?;
        let mut answer = [0];
        tcp.read_exact(&mut answer)?;
        Ok((tcp, answer))
    });
    let (mut tcp, answer) = asked.map_err(|unreached| match unreached {
        Unreached::NoHost(error) => format!("there is no host {host} ({error})"),
        Unreached::NoAnswer(why) => format!("{server} does not answer: {why}"),
    })?;
    if answer != *b"S" {
        return Err(format!(
            "{server} speaks no TLS: let the server have ssl = on and a certificate"
        ));
    }
    let tls = certificates::greet(config, host, &mut tcp).map_err(|why| match why {
        Ungreeted::Unanswered(why) => format!("{server} does not go on with TLS: {why}"),
        Ungreeted::Untrusted(why) => format!(
            "{server} cannot be trusted: {why}. sslrootcert in DATABASE_URL names the \
             file with its authority, and the host must be called as the certificate says"
        ),
    })?;
    Ok(Line { tcp, tls })
}

#[cfg(test)]
mod tests;
