//! What a line commits to besides itself: the digest of what its act froze or published.
//!
//! `SHA-256(label ‖ fields)`, each field with its length before it (eight bytes, the most significant
//! first), a number as eight bytes. No order of a database's goes in: docs/record.md has the fields.

use super::store::Entry;
use crate::procedure::Moment;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Under which name the digest stands in a line's detail.
pub const NAME: &str = "sha256";

/// A digest in the making.
#[derive(Debug, Clone)]
pub struct Frozen(Sha256);

impl Frozen {
    /// `label` says what is frozen, and in which form.
    pub fn new(label: &str) -> Self {
        Self(Sha256::new_with_prefix(label))
    }

    pub fn text(mut self, text: &str) -> Self {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text);
        self
    }

    /// A text that may be missing is empty then.
    pub fn maybe(self, text: Option<&str>) -> Self {
        self.text(text.unwrap_or_default())
    }

    pub fn number(mut self, number: i64) -> Self {
        self.0.update(number.to_be_bytes());
        self
    }

    pub fn flag(self, flag: bool) -> Self {
        self.number(flag.into())
    }

    /// A moment that may be missing is 0 then.
    pub fn moment(self, at: Option<Moment>) -> Self {
        self.number(at.map_or(0, Moment::as_micros))
    }

    /// As JSON, without blank space.
    pub fn document(self, document: &impl Serialize) -> Self {
        self.text(&serde_json::to_string(document).unwrap_or_default())
    }

    pub fn count(self, count: usize) -> Self {
        self.number(count as i64)
    }

    /// In hexadecimal digits.
    pub fn digest(self) -> String {
        crate::signing::hex(&self.0.finalize())
    }
}

/// What a line commits to; None where it was written before lines did.
pub fn committed(line: &Entry) -> Option<&str> {
    line.detail.0[NAME].as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_field_ends_is_part_of_the_digest() {
        let of = |one: &str, other: &str| Frozen::new("x").text(one).text(other).digest();
        assert_ne!(of("ab", "c"), of("a", "bc"));
        assert_ne!(of("", "abc"), of("abc", ""));
        assert_eq!(of("ab", "c"), of("ab", "c"));
        assert_ne!(Frozen::new("x").digest(), Frozen::new("y").digest());
    }

    #[test]
    fn the_digest_is_that_of_the_bytes_which_the_documentation_describes() {
        let bytes = [b"travaux/v1/note".as_slice(), &[0, 0, 0, 0, 0, 0, 0, 2], b"ab", &[0xff; 8]];
        let expected = crate::signing::hex(&Sha256::digest(bytes.concat()));
        assert_eq!(Frozen::new("travaux/v1/note").text("ab").number(-1).digest(), expected);
    }
}
