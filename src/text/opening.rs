//! The words that a preambular paragraph opens with, which UN texts print in italics.

/// What belongs to the opening after its verb, as whole phrases. "~" stands for any one adjective
/// ("with deep concern").
const AFTER: [&str; 57] = [
    "in mind",
    "into account",
    "into consideration",
    "note",
    "note of",
    "with appreciation",
    "with concern",
    "with ~ concern",
    "with satisfaction",
    "with ~ satisfaction",
    "with regret",
    "with ~ regret",
    "with alarm",
    "with interest",
    "with gratitude",
    "regard to",
    "tribute",
    "homage",
    "à l'esprit",
    "compte",
    "note",
    "note de",
    "acte",
    "hommage",
    "acte de",
    "présent à l'esprit",
    "avec préoccupation",
    "avec une ~ préoccupation",
    "avec ~ préoccupation",
    "avec inquiétude",
    "avec satisfaction",
    "avec intérêt",
    "avec regret",
    "avec gratitude",
    "homenaje",
    "presente",
    "presentes",
    "en cuenta",
    "en consideración",
    "nota",
    "nota de",
    "con preocupación",
    "con ~ preocupación",
    "con satisfacción",
    "con reconocimiento",
    "con interés",
    "con agradecimiento",
    "con pesar",
    "во внимание",
    "к сведению",
    "в виду",
    "с обеспокоенностью",
    "с ~ обеспокоенностью",
    "с удовлетворением",
    "с признательностью",
    "с сожалением",
    "с интересом",
];

/// Single words that belong to the opening after its verb, and what may follow them again.
const FOLLOWERS: [&str; 17] = [
    "also",
    "further",
    "again",
    "moreover",
    "aussi",
    "également",
    "asimismo",
    "además",
    "también",
    "также",
    "concerned",
    "convinced",
    "aware",
    "mindful",
    "encouraged",
    "alarmed",
    "disturbed",
];

/// What stands before the verb.
const LEADERS: [&str; 22] = [
    "also",
    "further",
    "deeply",
    "gravely",
    "fully",
    "being",
    "having",
    "firmly",
    "seriously",
    "strongly",
    "profoundly",
    "ayant",
    "étant",
    "profondément",
    "gravement",
    "pleinement",
    "fermement",
    "se",
    "profundamente",
    "plenamente",
    "будучи",
    "глубоко",
];

/// Where the opening ends, in bytes: the verb with what belongs to it ("Recalling also", "Noting
/// with concern", "Bearing in mind"). 0 in scripts that know no italics.
pub fn opening(wording: &str, language: &str) -> usize {
    if !matches!(language, "en" | "fr" | "es" | "ru" | "de") {
        return 0;
    }
    let words = words(wording);
    let mut taken = 0;
    while let Some(word) = words.get(taken) {
        let before_verb = words[..taken].iter().all(|word| LEADERS.contains(&word.bare.as_str()));
        let phrase = if taken == 0 { 0 } else { longest_phrase(&words[taken..]) };
        if phrase > 0 {
            taken += phrase;
        } else if before_verb || FOLLOWERS.contains(&word.bare.as_str()) {
            taken += 1;
        } else {
            break;
        }
        if words[taken - 1].ends_clause {
            break;
        }
    }
    taken.checked_sub(1).map_or(0, |last| words[last].end)
}

/// Of each stretch of a wording that has several readings, how many bytes belong to the opening of
/// a reading that it stands in. `readings` say of each stretch whether it stands.
pub fn openings(stretches: &[&str], readings: &[Vec<bool>], language: &str) -> Vec<usize> {
    let mut within = vec![0; stretches.len()];
    for stands in readings {
        let standing =
            || stretches.iter().zip(stands).enumerate().filter(|(_, (_, stands))| **stands);
        let read: String = standing().map(|(_, (text, _))| *text).collect();
        let mut left = opening(&read, language);
        for (at, (text, _)) in standing() {
            within[at] = within[at].max(left.min(text.len()));
            left = left.saturating_sub(text.len());
        }
    }
    within
}

struct Word {
    /// In small letters, with straight apostrophes, without the signs around it.
    bare: String,
    /// Where it ends in the wording, without the signs after it.
    end: usize,
    /// A sign that parts clauses follows it.
    ends_clause: bool,
}

/// The first words of a wording: more than any opening has.
fn words(wording: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = 0;
    for piece in wording.split_inclusive(char::is_whitespace).take(12) {
        let bare = piece.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() || piece.contains("[^") {
            break;
        }
        let kept = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        words.push(Word {
            bare: bare.to_lowercase().replace('’', "'"),
            end: start + kept.len(),
            ends_clause: piece[kept.len()..].contains([',', ';', ':', '.']),
        });
        start += piece.len();
    }
    words
}

fn longest_phrase(words: &[Word]) -> usize {
    let fits = |phrase: &&&str| {
        let mut left = words.iter();
        phrase.split(' ').all(|part| left.next().is_some_and(|w| part == "~" || part == w.bare))
    };
    AFTER.iter().filter(fits).map(|phrase| phrase.split(' ').count()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{opening, openings};

    #[test]
    fn an_opening_is_the_verb_with_what_belongs_to_it() {
        for (language, wording, expected) in [
            ("en", "Recalling the Charter,", "Recalling"),
            ("en", "Recalling also that all,", "Recalling also"),
            ("en", "Bearing in mind that,", "Bearing in mind"),
            ("en", "Taking into account the", "Taking into account"),
            ("en", "Taking note of the report", "Taking note of"),
            ("en", "Noting with concern that", "Noting with concern"),
            ("en", "Noting with deep concern that", "Noting with deep concern"),
            ("en", "Noting also with regret that", "Noting also with regret"),
            ("en", "Deeply concerned that", "Deeply concerned"),
            ("en", "Being mindful of peace", "Being mindful"),
            ("en", "Recognizing, with others, that", "Recognizing"),
            ("en", "Paying tribute to the part", "Paying tribute"),
            ("en", "Having regard to peace", "Having regard to"),
            ("en", "Reaffirming[^1] peace", ""),
            ("fr", "Ayant à l’esprit que", "Ayant à l’esprit"),
            ("fr", "Notant avec préoccupation que", "Notant avec préoccupation"),
            ("fr", "Tenant compte du fait", "Tenant compte"),
            ("fr", "Se félicitant de ce que", "Se félicitant"),
            ("fr", "Rappelant également la", "Rappelant également"),
            ("es", "Teniendo presente que", "Teniendo presente"),
            ("ru", "принимая во внимание, что", "принимая во внимание"),
            ("ru", "ссылаясь также на", "ссылаясь также"),
            ("zh", "回顾宪章", ""),
            ("en", "", ""),
        ] {
            assert_eq!(&wording[..opening(wording, language)], expected, "{wording}");
        }
    }

    #[test]
    fn an_opening_is_found_in_every_reading_of_a_changed_wording() {
        let stretches = ["Noting", " with concern", " also", " the Charter"];
        let was = vec![true, true, false, true];
        let is = vec![true, false, true, true];
        assert_eq!(openings(&stretches, &[was, is], "en"), [6, 13, 5, 0]);
        assert_eq!(openings(&stretches, &[], "en"), [0; 4]);
    }
}
