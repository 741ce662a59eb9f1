//! Where a request comes from: the machine that speaks to us, or, where that is a proxy of our
//! own, the one that it names.

use crate::app::App;
use crate::config::Network;
use actix_web::{HttpRequest, web};
use std::net::{IpAddr, Ipv6Addr};

/// The network address that tries are counted by. `X-Forwarded-For` counts only as far as
/// `TRAVAUX_TRUSTED_PROXIES` reaches: read from its end, the first hop that is none of these. (A
/// browser can write there what it likes. `X-Forwarded-Proto` is never read: what browsers see is
/// said once, by `TRAVAUX_ORIGIN`.)
pub fn sender(req: &HttpRequest) -> String {
    let Some(peer) = req.peer_addr() else { return "unknown".into() };
    let trusted =
        req.app_data::<web::Data<App>>().map(|app| app.settings.trusted_proxies.as_slice());
    let hops = req.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = hops.flat_map(|value| value.split(',')).collect();
    counted(last_untrusted(peer.ip(), &hops, trusted.unwrap_or_default())).to_string()
}

fn last_untrusted(peer: IpAddr, hops: &[&str], trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.has(address));
    let mut sender = peer.to_canonical();
    for hop in hops.iter().rev() {
        if !is_trusted(sender) {
            break;
        }
        // What is no address was not written by a proxy that we trust.
        let Some(before) = address(hop) else { break };
        sender = before;
    }
    sender
}

/// Some proxies add a port, and brackets around what has colons of its own.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.parse::<IpAddr>().ok();
    let with_port = || hop.parse::<std::net::SocketAddr>().ok().map(|hop| hop.ip());
    let bracketed = || hop.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    Some(bare.or_else(with_port).or_else(bracketed)?.to_canonical())
}

/// Whoever has one address of version 6 has the 2^64 beside it too.
fn counted(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn sender_of(peer: &str, hops: &str, trusted: &str) -> String {
        let trusted: Vec<Network> =
            trusted.split_whitespace().map(|network| network.parse().unwrap()).collect();
        let hops: Vec<&str> = hops.split(',').collect();
        counted(last_untrusted(peer.parse().unwrap(), &hops, &trusted)).to_string()
    }

    #[test]
    fn a_claim_counts_as_far_as_the_trusted_proxies_reach() {
        for (peer, hops, trusted, sender) in [
            // Nobody is trusted: what is claimed counts for nothing.
            ("203.0.113.9", "198.51.100.1", "", "203.0.113.9"),
            ("127.0.0.1", "198.51.100.1", "", "127.0.0.1"),
            // A stranger claims to be a proxy.
            ("203.0.113.9", "198.51.100.1", "127.0.0.1", "203.0.113.9"),
            ("127.0.0.1", "198.51.100.1", "127.0.0.1", "198.51.100.1"),
            // What the browser wrote stands before what our proxy added.
            ("127.0.0.1", "10.9.9.9, 198.51.100.1", "127.0.0.1", "198.51.100.1"),
            ("127.0.0.1", "198.51.100.1, 10.0.0.3", "127.0.0.1 10.0.0.0/8", "198.51.100.1"),
            // Behind proxies only: the farthest of them.
            ("127.0.0.1", "10.0.0.3", "127.0.0.1 10.0.0.0/8", "10.0.0.3"),
            ("127.0.0.1", "", "127.0.0.1", "127.0.0.1"),
            ("127.0.0.1", "198.51.100.1, unknown", "127.0.0.1", "127.0.0.1"),
            ("127.0.0.1", "198.51.100.1:4711", "127.0.0.1", "198.51.100.1"),
            ("::ffff:127.0.0.1", "198.51.100.1", "127.0.0.1", "198.51.100.1"),
            ("::1", "[2001:db8:1:2:3:4:5:6]:80", "::1", "2001:db8:1:2::"),
            ("fd00::7", "2001:db8:1:2:3:4:5:6", "fd00::/8", "2001:db8:1:2::"),
            ("127.0.0.1", "198.51.100.1", "0.0.0.0/0", "198.51.100.1"),
        ] {
            assert_eq!(sender_of(peer, hops, trusted), sender, "{peer} {hops} {trusted}");
        }
    }
}
