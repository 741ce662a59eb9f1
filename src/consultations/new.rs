//! What a consultation is set up with: parsed once, at the door.

use super::store::Consultation;
use crate::procedure::limits;
use crate::procedure::moments::is_zone;
use crate::procedure::words::ConsultationKind;
use crate::sign_in::one_line;
use crate::text::bracketed::Legend;
use crate::web::{Errors, Fields};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The six official languages of the United Nations: what texts may be in.
pub const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ar", "zh", "ru"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsultation {
    /// Its address is `/c/{slug}`.
    pub slug: String,
    pub title: String,
    pub kind: ConsultationKind,
    pub mandate: String,
    pub time_zone: String,
    /// Of the texts; the first is the original language.
    pub languages: Vec<String>,
    pub contact: String,
    pub disclaimer: String,
    /// Where notes verbales are dated from; empty for Geneva.
    pub place: String,
    pub open_door: bool,
    /// Stands at the head of a compilation; may be empty.
    pub reservation: String,
    pub bracket_legend: Legend,
    /// Counts in an intergovernmental reading only.
    pub brackets_public: bool,
}

impl Default for NewConsultation {
    fn default() -> Self {
        Self {
            slug: String::new(),
            title: String::new(),
            kind: ConsultationKind::Expert,
            mandate: String::new(),
            time_zone: "Europe/Zurich".into(),
            languages: vec!["en".into()],
            contact: String::new(),
            disclaimer: String::new(),
            place: String::new(),
            open_door: true,
            reservation: String::new(),
            bracket_legend: Legend::default(),
            brackets_public: false,
        }
    }
}

impl NewConsultation {
    /// Reads the form. An empty slug is made from the title.
    pub fn parse(fields: &Fields) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let title = one_line(fields.get("title"));
        if title.is_empty() {
            errors.add("title", "consultation-title-missing");
        } else if title.chars().count() > limits::TITLE {
            errors.add("title", "consultation-title-long");
        }
        let slug = match fields.filled("slug") {
            Some(slug) => slug.to_lowercase(),
            None => slug_of(&title),
        };
        if !is_slug(&slug) {
            errors.add("slug", "consultation-slug-bad");
        }
        let kind = fields.parsed("kind");
        if kind.is_none() {
            errors.add("kind", "consultation-kind-missing");
        }
        let time_zone = fields.filled("time_zone").unwrap_or("Europe/Zurich").to_owned();
        if !is_zone(&time_zone) {
            errors.add("time_zone", "consultation-zone-unknown");
        }
        let languages = languages(fields.trimmed("original"), fields.all("languages"));
        if languages.is_empty() {
            errors.add("original", "consultation-languages-missing");
        }
        for (field, most) in [
            ("mandate", limits::TITLE),
            ("contact", limits::CONTACT),
            ("place", limits::PLACE),
            ("disclaimer", limits::DISCLAIMER),
            ("reservation", limits::CONTACT),
        ] {
            errors.hold(field, fields.get(field), most);
        }
        errors.check()?;
        Ok(Self {
            slug,
            title,
            kind: kind.unwrap_or(ConsultationKind::Expert),
            mandate: one_line(fields.get("mandate")),
            time_zone,
            languages,
            contact: one_line(fields.get("contact")),
            disclaimer: fields.trimmed("disclaimer").replace("\r\n", "\n"),
            place: one_line(fields.get("place")),
            open_door: fields.is_ticked("open_door"),
            reservation: one_line(fields.get("reservation")),
            bracket_legend: fields.parsed("bracket_legend").unwrap_or_default(),
            brackets_public: fields.is_ticked("brackets_public"),
        })
    }

    /// The form with the present values.
    pub fn fields(of: &Consultation) -> Fields {
        let mut fields = Fields::of(&[
            ("title", &of.title),
            ("slug", &of.slug),
            ("kind", of.kind.as_str()),
            ("mandate", &of.mandate),
            ("time_zone", &of.time_zone),
            ("original", of.original_language()),
            ("contact", &of.contact),
            ("disclaimer", &of.disclaimer),
            ("place", &of.place),
            ("reservation", &of.reservation),
            ("bracket_legend", of.bracket_legend.as_str()),
            ("version", &of.row_version.to_string()),
        ]);
        for language in &of.languages.0 {
            fields = fields.and("languages", language);
        }
        for (name, is_on) in [("open_door", of.open_door), ("brackets_public", of.brackets_public)]
        {
            if is_on {
                fields = fields.and(name, "on");
            }
        }
        fields
    }

    /// The names of the fields in which the stored consultation is another: for the journal.
    pub fn differences(&self, stored: &Consultation) -> Vec<&'static str> {
        let pairs = [
            ("slug", self.slug != stored.slug),
            ("title", self.title != stored.title),
            ("kind", self.kind != stored.kind),
            ("mandate", self.mandate != stored.mandate),
            ("time_zone", self.time_zone != stored.time_zone),
            ("languages", self.languages != stored.languages.0),
            ("contact", self.contact != stored.contact),
            ("disclaimer", self.disclaimer != stored.disclaimer),
            ("place", self.place != stored.place),
            ("open_door", self.open_door != stored.open_door),
            ("reservation", self.reservation != stored.reservation),
            ("bracket_legend", self.bracket_legend != stored.bracket_legend),
            ("brackets_public", self.brackets_public != stored.brackets_public),
        ];
        pairs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }
}

/// The original language first, then the others that were ticked, in the usual order.
fn languages<'a>(original: &str, ticked: impl Iterator<Item = &'a str>) -> Vec<String> {
    let ticked: Vec<&str> = ticked.collect();
    let Some(original) = LANGUAGES.into_iter().find(|code| *code == original) else {
        return Vec::new();
    };
    let others = LANGUAGES.into_iter().filter(|code| *code != original && ticked.contains(code));
    std::iter::once(original).chain(others).map(str::to_owned).collect()
}

pub fn is_slug(slug: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !slug.is_empty() && slug.len() <= 60 && slug.chars().all(fits) && !slug.starts_with('-')
}

/// "Draft declaration on the right to …" → "draft-declaration-on-the-right-to"
pub fn slug_of(title: &str) -> String {
    let plain: String = title.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let plain = plain.to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + 1 + word.len() > 60 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_proposed_from_the_title() {
        assert_eq!(slug_of("Projet de déclaration: l’équité"), "projet-de-declaration-l-equite");
        assert!(is_slug(&slug_of(&"very long words ".repeat(20))));
        assert!(!is_slug(""));
        assert!(!is_slug("Two Words"));
    }

    #[test]
    fn the_original_language_comes_first() {
        assert_eq!(languages("fr", ["en", "fr", "es"].into_iter()), ["fr", "en", "es"]);
        assert!(languages("xx", std::iter::empty()).is_empty());
    }
}
