//! What a participant is registered with: parsed once, from a form or from a row of a table.

use super::Participant;
use crate::languages::Language;
use crate::procedure::limits;
use crate::procedure::words::{ParticipantKind, RegionalGroup, Word};
use crate::sign_in::{one_line, parse_email};
use crate::web::{Errors, Fields};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewParticipant {
    pub name: String,
    pub kind: ParticipantKind,
    pub regional_group: Option<RegionalGroup>,
    /// The language that it is written to in: "en", "fr", "es" …
    pub language: String,
    /// Empty for those who are written to on paper only.
    pub email: String,
    pub address: String,
}

impl NewParticipant {
    /// Reads a form or a row: `name`, `kind`, `regional_group`, `language`, `email`, `address`.
    /// Kinds and groups may be words of the list or what they are called in either language.
    pub fn parse(fields: &Fields) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let name = one_line(fields.get("name"));
        if name.is_empty() {
            errors.add("name", "participant-name-missing");
        } else if name.chars().count() > 200 {
            errors.add("name", "participant-name-long");
        }
        let typed = fields.trimmed("kind");
        let kind = kind_of(typed);
        match typed {
            "" => errors.add("kind", "participant-kind-missing"),
            _ if kind.is_none() => {
                errors.add_with("kind", "participant-kind-unknown", vec![("typed", short(typed))]);
            }
            _ => {}
        }
        let typed = fields.trimmed("regional_group");
        let regional_group = region_of(typed);
        if !typed.is_empty() && regional_group.is_none() {
            let values = vec![("typed", short(typed))];
            errors.add_with("regional_group", "participant-region-unknown", values);
        }
        let language = language_of(fields.trimmed("language"));
        if language.is_none() {
            let values = vec![("typed", short(fields.trimmed("language")))];
            errors.add_with("language", "participant-language-unknown", values);
        }
        let typed = fields.trimmed("email");
        let email = parse_email(typed);
        if !typed.is_empty() && email.is_none() {
            errors.add_with("email", "participant-email-bad", vec![("typed", short(typed))]);
        }
        errors.hold("address", fields.get("address"), limits::ADDRESS);
        errors.check()?;
        Ok(Self {
            name,
            kind: kind.unwrap_or(ParticipantKind::CivilSociety),
            regional_group,
            language: language.unwrap_or_default(),
            email: email.unwrap_or_default(),
            address: lines(fields.get("address")),
        })
    }

    /// What is registered now.
    pub fn of(participant: &Participant) -> Self {
        Self {
            name: participant.name.clone(),
            kind: participant.kind,
            regional_group: participant.regional_group,
            language: participant.language.clone(),
            email: participant.email.clone(),
            address: participant.address.clone(),
        }
    }

    /// The form with the present values.
    pub fn fields(of: &Participant) -> Fields {
        Fields::of(&[
            ("version", of.row_version.to_string().as_str()),
            ("name", of.name.as_str()),
            ("kind", of.kind.as_str()),
            ("regional_group", of.regional_group.map_or("", RegionalGroup::as_str)),
            ("language", of.language.as_str()),
            ("email", of.email.as_str()),
            ("address", of.address.as_str()),
        ])
    }

    /// Says the same as what is registered, where it says anything.
    pub fn agrees_with(&self, registered: &Participant) -> bool {
        let same = |new: &str, old: &str| new.is_empty() || new == old;
        self.kind == registered.kind
            && (self.regional_group.is_none() || self.regional_group == registered.regional_group)
            && same(&self.language, &registered.language)
            && same(&self.email, &registered.email)
            && same(&self.address, &registered.address)
    }
}

/// A kind by its word, or by what it is called in any language of the interface.
pub fn kind_of(typed: &str) -> Option<ParticipantKind> {
    find(ParticipantKind::ALL, typed, ParticipantKind::as_str)
}

/// A regional group by its word, or by what it is called in any language of the interface.
pub fn region_of(typed: &str) -> Option<RegionalGroup> {
    find(RegionalGroup::ALL, typed, RegionalGroup::as_str)
}

fn find<W: Word>(all: &[W], typed: &str, word: fn(W) -> &'static str) -> Option<W> {
    let wanted = folded(typed);
    let is_wanted = |said: &str| !wanted.is_empty() && folded(said) == wanted;
    let called = |one: W| Language::ALL.into_iter().any(|t| is_wanted(&t.word(one)));
    all.iter().copied().find(|one| is_wanted(word(*one)) || called(*one))
}

fn folded(said: &str) -> String {
    said.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A code of the six languages, or a language's name; English where nothing is said.
fn language_of(typed: &str) -> Option<String> {
    if typed.is_empty() {
        return Some("en".into());
    }
    let primary = typed.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let is_called = |code: &str| {
        let name = |t: Language| folded(&t.language_name(code)) == folded(typed);
        Language::ALL.into_iter().any(name)
    };
    let six = crate::consultations::LANGUAGES;
    six.into_iter().find(|code| primary == *code || is_called(code)).map(str::to_owned)
}

/// Line breaks as one sign, without blanks around the whole.
pub(super) fn lines(typed: &str) -> String {
    typed.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// As much of what was typed as an error message shows.
fn short(typed: &str) -> String {
    typed.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_word() {
        assert_eq!(kind_of("civil_society"), Some(ParticipantKind::CivilSociety));
        assert_eq!(kind_of(" Civil society organization "), Some(ParticipantKind::CivilSociety));
        assert_eq!(kind_of(""), None);
        assert_eq!(kind_of("pirates"), None);
        assert_eq!(region_of("Asia-Pacific States"), Some(RegionalGroup::AsiaPacific));
    }
}
