//! What a password must be: long, and not easily guessed. Nothing about its composition.

use crate::app::App;
use crate::web::{Error, Errors, Fields};
use zxcvbn::{Score, zxcvbn};

/// A password good enough to be kept.
pub struct Password(String);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPassword {
    /// Fewer characters than this (NIST SP 800-63B-4 asks for length, not for mixtures).
    TooShort(usize),
    TooLong(usize),
    /// Common, or made of the person's own name or address, or of what the consultation is about.
    TooEasy,
    /// It stands in the list of those that were published somewhere.
    Breached,
}

impl Password {
    /// For participants.
    pub const LEAST: usize = 12;
    /// For whoever has a role: they see what others wrote in confidence.
    pub const LEAST_OF_STAFF: usize = 15;
    pub const MOST: usize = 128;

    /// `about` holds what an attacker would try first: name, address, organization, the title of
    /// the consultation.
    pub fn parse(typed: &str, least: usize, about: &[&str]) -> Result<Self, WeakPassword> {
        let length = typed.chars().count();
        if length < least {
            return Err(WeakPassword::TooShort(least));
        }
        if length > Self::MOST {
            return Err(WeakPassword::TooLong(Self::MOST));
        }
        let product = ["travaux", "solidarity", "nations"];
        let parts = about.iter().flat_map(|words| words.split(|c: char| !c.is_alphanumeric()));
        let mut words: Vec<&str> = product.into_iter().chain(about.iter().copied()).collect();
        words.extend(parts.filter(|word| word.chars().count() > 2));
        let left = without(typed, &words);
        if left < LEFT || zxcvbn(typed, &words).score() < Score::Three {
            return Err(WeakPassword::TooEasy);
        }
        Ok(Self(typed.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub fn reveal(self) -> String {
        self.0
    }
}

/// So many letters and digits must be left of a password without the words that anybody who knows
/// the consultation would try.
const LEFT: usize = 8;

/// How many letters and digits are left when these words are cut out, the longest first.
fn without(typed: &str, words: &[&str]) -> usize {
    let mut left = typed.to_lowercase();
    let mut words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    words.retain(|word| word.chars().count() > 3);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        left = left.replace(&word, " ");
    }
    left.chars().filter(|c| c.is_alphanumeric()).count()
}

impl WeakPassword {
    pub fn key(self) -> &'static str {
        match self {
            Self::TooShort(_) => "password-too-short",
            Self::TooLong(_) => "password-too-long",
            Self::TooEasy => "password-too-easy",
            Self::Breached => "password-breached",
        }
    }

    /// What the sentence names.
    pub fn values(self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooShort(least) => vec![("least", least.to_string())],
            Self::TooLong(most) => vec![("most", most.to_string())],
            Self::TooEasy | Self::Breached => Vec::new(),
        }
    }
}

/// The new password of the fields `password` and `password_again`; None when there is something
/// wrong with it, which `errors` then says. `about` is as for [`Password::parse`].
pub async fn new_password(
    app: &App,
    fields: &Fields,
    least: usize,
    about: &[&str],
    errors: &mut Errors,
) -> Result<Option<Password>, Error> {
    let typed = fields.get("password");
    let weak = match Password::parse(typed, least, about) {
        Ok(_) if typed != fields.get("password_again") => {
            errors.add("password_again", "password-not-the-same");
            return Ok(None);
        }
        Ok(password) => match is_breached(app, password).await? {
            Ok(password) => return Ok(Some(password)),
            Err(weak) => weak,
        },
        Err(weak) => weak,
    };
    errors.add_with("password", weak.key(), weak.values());
    Ok(None)
}

/// Looked up in the list, if the installation has one. A list that cannot be read any more keeps
/// nobody out; the log says so.
async fn is_breached(
    app: &App,
    password: Password,
) -> Result<Result<Password, WeakPassword>, Error> {
    let Some(list) = app.settings.breached_passwords.clone() else { return Ok(Ok(password)) };
    let looked = actix_web::web::block(move || (list.has(&password), password)).await;
    let (found, password) = looked.map_err(|error| Error::Busy(error.to_string()))?;
    if let Err(error) = &found {
        tracing::error!(%error, "the list of breached passwords cannot be read");
    }
    Ok(if found.unwrap_or(false) { Err(WeakPassword::Breached) } else { Ok(password) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 3] = ["Ana Morel", "ana@avaria.example", "Draft declaration on mutual aid"];

    fn answer(typed: &str, least: usize) -> Option<WeakPassword> {
        Password::parse(typed, least, &ABOUT).err()
    }

    #[test]
    fn long_and_unusual_passwords_are_taken() {
        assert_eq!(answer("eleven char", 12), Some(WeakPassword::TooShort(12)));
        assert_eq!(answer("brass kettle 9", 15), Some(WeakPassword::TooShort(15)));
        assert_eq!(answer("brass kettle 9", 12), None);
        assert_eq!(answer("passwordpassword", 12), Some(WeakPassword::TooEasy));
        assert_eq!(answer("ana@avaria.example", 12), Some(WeakPassword::TooEasy));
        assert_eq!(answer(&"quiet harbour 41 lanterns ".repeat(5)[..128], 15), None);
        assert_eq!(answer(&"x".repeat(129), 12), Some(WeakPassword::TooLong(128)));
        assert_eq!(answer("quiet harbour 41 lanterns", 15), None);
        // Characters are counted, not bytes.
        assert_eq!(answer("фонарь маяк ё", 12), None);
    }

    #[test]
    fn what_everybody_knows_of_the_consultation_counts_for_nothing() {
        for typed in
            ["declaration mutual x7q", "Travaux-Morel-Avaria-2026", "draftDeclaration!aid9"]
        {
            assert_eq!(answer(typed, 12), Some(WeakPassword::TooEasy), "{typed}");
        }
        assert_eq!(answer("mutual kettles rust slowly", 12), None);
    }
}
