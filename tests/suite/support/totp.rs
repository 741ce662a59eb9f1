//! Codes as a telephone shows them: RFC 6238, written here once more, so that the server's own are
//! held to something else than themselves.

use sha1::{Digest, Sha1};

/// The code of a secret in base32 at this instant (seconds since 1970).
pub fn code(base32: &str, seconds: u64) -> String {
    digits(&decoded(base32), seconds, 6)
}

fn digits(secret: &[u8], seconds: u64, length: u32) -> String {
    let mac = hmac(secret, &(seconds / 30).to_be_bytes());
    let at = usize::from(mac[19] & 15);
    let number = u32::from_be_bytes([mac[at] & 127, mac[at + 1], mac[at + 2], mac[at + 3]]);
    format!("{:0width$}", number % 10_u32.pow(length), width = length as usize)
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let padded = |pad: u8| block.map(|byte| byte ^ pad);
    let inner = Sha1::new().chain_update(padded(0x36)).chain_update(message).finalize();
    Sha1::new().chain_update(padded(0x5c)).chain_update(inner).finalize().to_vec()
}

/// The bytes of a secret in base32.
pub fn decoded(base32: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0, 0_u32);
    for letter in base32.bytes() {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".bytes().position(|b| b == letter);
        held = held << 5 | u32::try_from(value.expect("base32")).expect("five bits");
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

#[test]
fn the_codes_are_those_of_the_rfc() {
    let secret = b"12345678901234567890";
    for (seconds, expected) in [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ] {
        assert_eq!(digits(secret, seconds, 8), expected);
    }
    assert_eq!(decoded("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), secret);
}
