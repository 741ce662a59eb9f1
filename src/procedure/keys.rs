//! What things are called by: typed row keys inside, unguessable public ids outside.

use serde::{Deserialize, Serialize};

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub i64);
    )+};
}

keys! {
    AccountKey, ConsultationKey, DraftKey, ElementKey, ParticipantKey, PersonKey, DoorRequestKey,
    RoundKey, QuestionKey, NoteVerbaleKey, SubmissionKey, InputKey, AttachmentKey, ThemeKey,
    LetterKey, ResponseKey, ExplanatoryNoteKey, FrameworkElementKey, ReviewKey, ReviewerKey,
    ReviewCommentKey,
}

/// The id that pages, addresses and the command line show: 128 random bits, 26 characters of
/// lower-case base32 (Crockford's alphabet). It tells nothing of when the thing was made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicId(String);

impl PublicId {
    pub fn from_random(bits: u128) -> Self {
        const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let digit = |place: u32| char::from(ALPHABET[(bits >> (place * 5) & 31) as usize]);
        Self((0..26).rev().map(digit).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for PublicId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl From<&str> for PublicId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl std::str::FromStr for PublicId {
    type Err = std::convert::Infallible;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        Ok(Self(id.to_owned()))
    }
}

impl std::fmt::Display for PublicId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_ids_keep_all_their_bits() {
        assert_eq!(PublicId::from_random(0).as_str(), "0".repeat(26));
        assert_eq!(PublicId::from_random(u128::MAX).as_str().len(), 26);
        assert_ne!(PublicId::from_random(1 << 127), PublicId::from_random(0));
    }
}
