//! Machines and networks by their addresses, as an administrator writes them.

use std::net::IpAddr;
use std::str::FromStr;

/// A machine or a network: `192.0.2.7`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    pub fn has(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                same(ours.to_bits().into(), theirs.to_bits().into(), self.bits, 32)
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                same(ours.to_bits(), theirs.to_bits(), self.bits, 128)
            }
            _ => false,
        }
    }
}

/// Are the first `bits` of so many the same?
fn same(ours: u128, theirs: u128, bits: u8, of: u8) -> bool {
    let rest = u32::from(of - bits);
    (ours ^ theirs).checked_shr(rest).is_none_or(|differs| differs == 0)
}

impl FromStr for Network {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let wrong = || format!("{typed:?} is no address or network: write 127.0.0.1 or 10.0.0.0/8");
        let (address, bits) = match typed.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| wrong())?)),
            None => (typed.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits > most { Err(wrong()) } else { Ok(Self { address, bits }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_an_address_with_or_without_its_bits() {
        for right in ["127.0.0.1", " 10.0.0.0/8", "::1", "fd00::/8", "0.0.0.0/0", "::/0"] {
            assert!(right.parse::<Network>().is_ok(), "{right}");
        }
        for wrong in ["", "localhost", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/-1"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
