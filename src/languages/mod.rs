//! Everything a person reads, in their language. Texts live in `locales/LANGUAGE/*.ftl`
//! (Project Fluent); code and templates name them by key.

mod citations;
mod dates;

use crate::procedure::{
    Refusal,
    words::{ConsultationKind, Role, Word},
};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

/// A language of the interface. (Texts under consultation may be in any of the six.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    #[default]
    English,
    French,
}

/// One value that a text names, as `{ $name }`.
pub type Value<'a> = FluentValue<'a>;

macro_rules! texts {
    ($language:literal) => {
        [
            include_str!(concat!("../../locales/", $language, "/frame.ftl")),
            include_str!(concat!("../../locales/", $language, "/words.ftl")),
            include_str!(concat!("../../locales/", $language, "/refusals.ftl")),
            include_str!(concat!("../../locales/", $language, "/sign_in.ftl")),
            include_str!(concat!("../../locales/", $language, "/post.ftl")),
            include_str!(concat!("../../locales/", $language, "/consultations.ftl")),
            include_str!(concat!("../../locales/", $language, "/drafts.ftl")),
            include_str!(concat!("../../locales/", $language, "/participants.ftl")),
            include_str!(concat!("../../locales/", $language, "/rounds.ftl")),
            include_str!(concat!("../../locales/", $language, "/submissions.ftl")),
            include_str!(concat!("../../locales/", $language, "/word.ftl")),
            include_str!(concat!("../../locales/", $language, "/tables.ftl")),
            include_str!(concat!("../../locales/", $language, "/consolidation.ftl")),
            include_str!(concat!("../../locales/", $language, "/outcome.ftl")),
            include_str!(concat!("../../locales/", $language, "/summary.ftl")),
            include_str!(concat!("../../locales/", $language, "/compilation.ftl")),
            include_str!(concat!("../../locales/", $language, "/record.ftl")),
            include_str!(concat!("../../locales/", $language, "/alignment.ftl")),
            include_str!(concat!("../../locales/", $language, "/meetings.ftl")),
            include_str!(concat!("../../locales/", $language, "/search.ftl")),
        ]
    };
}

static ENGLISH: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("en", &texts!("en")));
static FRENCH: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("fr", &texts!("fr")));

fn bundle(code: &str, texts: &[&str]) -> FluentBundle<FluentResource> {
    let locale = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Values stand in plain sentences; the page isolates what may run in the other direction.
    bundle.set_use_isolating(false);
    for text in texts {
        let text = if code == Language::French.code() { held(text) } else { (*text).to_owned() };
        // A test reads every file, so that a fault here cannot reach a person.
        let resource = match FluentResource::try_new(text) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A French sign with a space of its own never stands at the beginning of a line, nor an opening one at the end.
fn held(text: &str) -> String {
    let mut held = text.replace("« ", "«\u{a0}");
    for sign in [":", ";", "?", "!", "»"] {
        held = held.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    held
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::French];

    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The interface language for a language code; English for those not spoken yet.
    pub fn of(code: &str) -> Self {
        Self::known(code).unwrap_or_default()
    }

    /// The interface language of a code such as "fr" or "fr-CH".
    pub fn known(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The best of what a browser asks for.
    pub fn accepted(header: &str) -> Self {
        let first = |part: &str| part.split(';').next().map(str::trim).and_then(Self::known);
        header.split(',').find_map(first).unwrap_or_default()
    }

    pub const fn direction(self) -> &'static str {
        "ltr"
    }

    /// The language's own name.
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        match self {
            Self::English => &ENGLISH,
            Self::French => &FRENCH,
        }
    }

    /// The text of a key.
    pub fn say(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a key that names one value.
    pub fn say1<'a>(self, key: &str, name: &'a str, value: impl Into<Value<'a>>) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// The text of a key that names two values.
    pub fn say2<'a>(
        self,
        key: &str,
        first: &'a str,
        value: impl Into<Value<'a>>,
        second: &'a str,
        other: impl Into<Value<'a>>,
    ) -> String {
        self.with(key, &[(first, value.into()), (second, other.into())])
    }

    /// The text of a key with any number of values. An unknown key is said in English, or else
    /// shown itself: better a strange word than a blank page. (A test finds unknown keys.)
    pub fn with(self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        let bundle = match self.bundle().has_message(key) {
            true => self.bundle(),
            false => Self::English.bundle(),
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// Is there such a text?
    pub fn knows(self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// The text of a key in the words of a kind of consultation, where that has words of its own: in a reading of
    /// States nobody is an independent expert.
    pub fn say_in(self, kind: ConsultationKind, key: &str) -> String {
        let own = format!("{key}-{}", kind.as_str());
        self.say(if self.knows(&own) { &own } else { key })
    }

    /// What a role of the team is called in a kind of consultation.
    pub fn role_in(self, kind: ConsultationKind, role: Role) -> String {
        self.say_in(kind, &role.key())
    }

    /// A word of one of the field's closed lists.
    pub fn word(self, word: impl Word) -> String {
        self.say(&word.key())
    }

    /// Why something was refused, with its moment in the consultation's zone.
    pub fn refusal(self, refusal: &Refusal, zone: &str) -> String {
        match refusal.moment() {
            Some(moment) => {
                let when = format!("{} ({zone})", self.moment(moment, zone));
                self.say1(refusal.key(), "when", when)
            }
            None => self.say(refusal.key()),
        }
    }

    /// The name of a language a text is in.
    pub fn language_name(self, code: &str) -> String {
        let key = format!("language-{code}");
        if self.knows(&key) { self.say(&key) } else { code.to_owned() }
    }
}
