//! The settings, as far as they alone tell.

use super::Findings;
use crate::config::Settings;
use crate::sign_in::WhenSecondFactor;
use std::net::{IpAddr, SocketAddr};

const CHECK: &str = "configuration";

pub(super) fn look(settings: &Settings, listen: SocketAddr, found: &mut Findings) {
    look_at_origin(settings, found);
    look_at_listening(settings, listen, found);
    look_at_proxies(settings, listen, found);
    match settings.second_factor {
        WhenSecondFactor::Required => found.ok(CHECK, "staff need a second factor"),
        WhenSecondFactor::Offered => found.warning(
            CHECK,
            "staff may do without a second factor: TRAVAUX_SECOND_FACTOR=required is for real use",
        ),
    }
    match &settings.breached_passwords {
        Some(_) => found.ok(CHECK, "passwords that were published are refused"),
        None => found.warning(
            CHECK,
            "only the most common passwords are refused: TRAVAUX_BREACHED_PASSWORDS names a list \
             of published ones (see docs/deploy/README.md)",
        ),
    }
}

/// A host that is this very machine.
pub(super) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The host of "https://consult.example.org:8443".
pub(super) fn host(origin: &str) -> &str {
    let host = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => host.split([':', '/']).next().unwrap_or_default(),
    }
}

fn look_at_origin(settings: &Settings, found: &mut Findings) {
    let origin = &settings.origin;
    if origin.is_empty() {
        found.fault(
            CHECK,
            "TRAVAUX_ORIGIN is not set: links in letters would lead to this machine. Set it to \
             what browsers see, such as https://consult.example.org",
        );
    } else if settings.is_secure() {
        found.ok(CHECK, format!("browsers see {origin}"));
    } else if is_loopback(host(origin)) {
        found.warning(CHECK, format!("{origin} is for trying out: nobody else can reach it"));
    } else {
        found.fault(
            CHECK,
            format!(
                "{origin} is not https: passwords and confidential texts would cross the network \
                 in the clear. Put a proxy with a certificate in front, and set TRAVAUX_ORIGIN"
            ),
        );
    }
}

fn look_at_listening(settings: &Settings, listen: SocketAddr, found: &mut Findings) {
    let address = listen.ip().to_canonical();
    if address.is_loopback() {
        found.ok(CHECK, format!("it listens on {listen}, for this machine only"));
        return;
    }
    let is_private = match address {
        IpAddr::V4(four) => four.is_private(),
        IpAddr::V6(six) => six.is_unique_local(),
    };
    let said = format!(
        "it listens on {listen}, where others can go around the proxy, without TLS: listen on \
         127.0.0.1, or let a firewall admit the proxy alone"
    );
    match is_private && settings.is_secure() {
        true => found.warning(CHECK, said),
        false => found.fault(CHECK, said),
    }
}

fn look_at_proxies(settings: &Settings, listen: SocketAddr, found: &mut Findings) {
    let trusted = &settings.trusted_proxies;
    let anybody = ["192.0.2.1", "2001:db8::1"].map(|address| address.parse::<IpAddr>());
    let believes_anybody =
        anybody.into_iter().flatten().any(|one| trusted.iter().any(|network| network.has(one)));
    if believes_anybody {
        found.fault(
            CHECK,
            "TRAVAUX_TRUSTED_PROXIES takes everybody for a proxy of ours: whoever guesses \
             passwords could claim another address each time. Name the proxy's address alone",
        );
    } else if !trusted.is_empty() {
        found.ok(CHECK, "proxies of ours are named");
    } else if settings.is_secure() || !listen.ip().is_loopback() {
        found.warning(
            CHECK,
            "TRAVAUX_TRUSTED_PROXIES is not set: behind a proxy everybody counts as one sender, \
             and who guesses passwords holds up all. Set it to the proxy's address, 127.0.0.1",
        );
    }
}
