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
    let key = match to.kind {
        ParticipantKind::ObserverState => "note-verbale-observer-mission",
        _ => "note-verbale-mission",
    };
    t.say1(key, "name", of_the_state(&to.name, t))
}

/// A State's name as it stands behind "Permanent Mission": "of the Kingdom of …", "du Royaume …".
/// Whoever wants it otherwise begins the mission's address with the mission's own name.
fn of_the_state(name: &str, t: Language) -> String {
    const FORMS_OF_STATE: &[&str] = &[
        "Republic",
        "Kingdom",
        "Federation",
        "United",
        "Union",
        "State",
        "Principality",
        "Grand",
        "Commonwealth",
        "Federal",
        "Federative",
        "Islamic",
        "Democratic",
        "People’s",
        "People's",
        "Plurinational",
        "Bolivarian",
        "Hashemite",
        "Sultanate",
        "Holy",
        "Federated",
        "Swiss",
    ];
    let first = name.split(' ').next().unwrap_or_default();
    let with = match (t, first) {
        (Language::English, first) if FORMS_OF_STATE.contains(&first) => "of the ",
        (Language::English, _) => "of ",
        (Language::French, "République" | "Principauté" | "Fédération" | "Confédération") => {
            "de la "
        }
        (Language::French, "Royaume" | "Sultanat" | "Grand-Duché" | "Saint-Siège") => "du ",
        (Language::French, "État" | "Union") => "de l’",
        (Language::French, "États" | "Émirats") => "des ",
        (Language::French, _) if name.starts_with(|c| "AEIOUÉÈÊÎaeiouéh".contains(c)) => "d’",
        (Language::French, _) => "de ",
    };
    format!("{with}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_named_as_each_language_names_them() {
        for (name, t, said) in [
            ("Kingdom of Lothmar", Language::English, "of the Kingdom of Lothmar"),
            ("Avaria", Language::English, "of Avaria"),
            ("Royaume de Lothmar", Language::French, "du Royaume de Lothmar"),
            ("République d’Avarie", Language::French, "de la République d’Avarie"),
            ("Avarie", Language::French, "d’Avarie"),
            ("Lothmar", Language::French, "de Lothmar"),
        ] {
            assert_eq!(of_the_state(name, t), said);
        }
    }

    #[test]
    fn a_placeholder_that_nobody_can_fill_is_found() {
        assert_eq!(unknown_placeholder("to {mission} until {closes}"), None);
        assert_eq!(unknown_placeholder("to {misson}"), Some("misson"));
        assert_eq!(unknown_placeholder("an open { brace"), None);
    }
}
