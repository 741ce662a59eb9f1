//! The text of an invitation or a reminder as an administrator edits it, once for all addressees:
//! placeholders in braces are filled for each of them.

use super::store::Round;
use crate::consultations::store::Consultation;
use crate::languages::Language;
use crate::participants::store::Participant;
use crate::post::Desk;
use crate::procedure::words::{Occasion, ParticipantKind};

/// Everything that a text may leave open.
pub const PLACEHOLDERS: &[&str] =
    &["mission", "name", "title", "round", "opens", "closes", "contact", "address"];

/// The texts in each language: a note verbale for missions, a letter for everybody else.
#[derive(Debug, Clone)]
pub struct Wording {
    pub note: [(Language, String); 2],
    pub letter: [(Language, String); 2],
}

impl Wording {
    /// What is proposed to the administrator.
    pub fn proposed(consultation: &Consultation, occasion: Occasion) -> Self {
        let (note, letter) = match occasion {
            Occasion::Reminder => ("note-verbale-reminder", "letter-text-reminder"),
            _ => ("note-verbale-invitation", "letter-text-invitation"),
        };
        let open = |t: Language, key: &str| {
            let left_open: Vec<(&str, String)> =
                PLACEHOLDERS.iter().map(|name| (*name, format!("{{{name}}}"))).collect();
            let mut values: Vec<_> =
                left_open.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            let mandate = consultation.mandate.trim();
            let mandate = mandate.strip_prefix("the ").unwrap_or(mandate);
            values.push(("mandate", mandate.into()));
            t.with(key, &values)
        };
        Self {
            note: Language::ALL.map(|t| (t, open(t, note))),
            letter: Language::ALL.map(|t| (t, open(t, letter))),
        }
    }

    pub fn note_in(&self, t: Language) -> &str {
        of(&self.note, t)
    }

    pub fn letter_in(&self, t: Language) -> &str {
        of(&self.letter, t)
    }
}

fn of(texts: &[(Language, String); 2], t: Language) -> &str {
    texts.iter().find(|(language, _)| *language == t).map_or("", |(_, text)| text)
}

/// The text for one addressee, in that addressee's language.
pub fn fill(
    text: &str,
    desk: &Desk,
    consultation: &Consultation,
    round: &Round,
    to: &Participant,
) -> String {
    let t = Language::of(&to.language);
    let when = |civil: &str| format!("{} ({})", t.civil(civil), round.time_zone);
    // One pass, so that a brace in a participant's name is no placeholder.
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, beyond)) = after.split_once('}') else {
            rest = &rest[before.len()..];
            break;
        };
        match name {
            "mission" => filled.push_str(&mission(to, t)),
            "name" => filled.push_str(&to.name),
            "title" => filled.push_str(&consultation.title),
            "round" => filled.push_str(&round.title),
            "opens" => filled.push_str(&when(&round.opens_civil)),
            "closes" => filled.push_str(&when(&round.closes_civil)),
            "contact" => filled.push_str(&consultation.contact),
            "address" => filled.push_str(&desk.link(&round.path())),
            _ => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = beyond;
    }
    filled.push_str(rest);
    filled.replace("\r\n", "\n")
}

/// The first placeholder that no addressee could fill, if there is one.
pub fn unknown_placeholder(text: &str) -> Option<&str> {
    let names = text.split('{').skip(1).filter_map(|after| after.split_once('}'));
    names.map(|(name, _)| name).find(|name| !PLACEHOLDERS.contains(name))
}

/// What a mission is called: as its address begins, or else by the State's name.
pub fn mission(to: &Participant, t: Language) -> String {
    let first = to.address.lines().next().map(str::trim).unwrap_or_default();
    if first.contains("Mission") || first.contains("mission") {
        return first.to_owned();
    }
    let vowel = to.name.chars().next().is_some_and(|c| "AEIOUÉÈÎaeiou".contains(c));
    let key = match (to.kind, vowel) {
        (ParticipantKind::ObserverState, false) => "note-verbale-observer-mission",
        (ParticipantKind::ObserverState, true) => "note-verbale-observer-mission-vowel",
        (_, false) => "note-verbale-mission",
        (_, true) => "note-verbale-mission-vowel",
    };
    t.say1(key, "name", to.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_that_nobody_can_fill_is_found() {
        assert_eq!(unknown_placeholder("to {mission} until {closes}"), None);
        assert_eq!(unknown_placeholder("to {misson}"), Some("misson"));
        assert_eq!(unknown_placeholder("an open { brace"), None);
    }
}
