//! What a password must be: long, and not easily guessed. Nothing about its composition.

use zxcvbn::{Score, zxcvbn};

/// A password good enough to be kept.
pub struct Password(String);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPassword {
    /// Fewer than twelve characters (NIST SP 800-63B-4 asks for length, not for mixtures).
    TooShort,
    TooLong,
    /// Common, or made of the person's own name or address.
    TooEasy,
}

impl Password {
    pub const LEAST: usize = 12;
    pub const MOST: usize = 128;

    /// `about` holds words that an attacker would try first: name, address, organization.
    pub fn parse(typed: &str, about: &[&str]) -> Result<Self, WeakPassword> {
        let length = typed.chars().count();
        if length < Self::LEAST {
            return Err(WeakPassword::TooShort);
        }
        if length > Self::MOST {
            return Err(WeakPassword::TooLong);
        }
        let mut words = vec!["travaux", "solidarity", "nations"];
        words.extend(about);
        if zxcvbn(typed, &words).score() < Score::Three {
            return Err(WeakPassword::TooEasy);
        }
        Ok(Self(typed.to_owned()))
    }

    pub fn reveal(self) -> String {
        self.0
    }
}

impl WeakPassword {
    pub fn key(self) -> &'static str {
        match self {
            Self::TooShort => "password-too-short",
            Self::TooLong => "password-too-long",
            Self::TooEasy => "password-too-easy",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_unusual_passwords_are_taken() {
        let answer =
            |typed: &str| Password::parse(typed, &["Ana Morel", "ana@avaria.example"]).err();
        assert_eq!(answer("eleven char"), Some(WeakPassword::TooShort));
        assert_eq!(answer("passwordpassword"), Some(WeakPassword::TooEasy));
        assert_eq!(answer("ana@avaria.example"), Some(WeakPassword::TooEasy));
        assert_eq!(answer(&"x".repeat(129)), Some(WeakPassword::TooLong));
        assert_eq!(answer("quiet harbour 41 lanterns"), None);
    }
}
