//! What fields are called, for pages that show what was typed without the form it was typed into.

use crate::languages::Language;

/// What somebody types: the name of the field and what it is called, in a general word where several forms have one of that name.
pub(crate) const TYPED: &[(&str, &str)] = &[
    ("address", "participant-address"),
    ("anchor", "input-anchor"),
    ("attributed_to", "meeting-attributed"),
    ("authority", "erase-authority"),
    ("body", "field-text"),
    ("city", "meeting-city"),
    ("closes_date", "field-closes"),
    ("closes_time", "field-closes"),
    ("closure_reason", "decide-reason"),
    ("co_names", "submission-co-names"),
    ("contact", "consultation-contact"),
    ("country", "meeting-country"),
    ("covered_by", "response-covered-by"),
    ("disclaimer", "consultation-disclaimer"),
    ("due_on", "assignment-due"),
    ("email", "sign-in-email"),
    ("first_date", "meeting-first"),
    ("from_date", "member-from"),
    ("further", "input-further"),
    ("instructions", "round-field-instructions"),
    ("label", "draft-label"),
    ("last_date", "meeting-last"),
    ("letter", "excerpts-letter"),
    ("letter_en", "compose-letter-en"),
    ("letter_fr", "compose-letter-fr"),
    ("letter_text", "letter-text"),
    ("list", "field-text"),
    ("mandate", "consultation-mandate"),
    ("meeting", "agreement-meeting"),
    ("name", "account-name"),
    ("new_email", "sign-in-email"),
    ("new_text", "draft-new-wording"),
    ("new_theme", "field-themes"),
    ("note", "field-note"),
    ("note_en", "compose-note-en"),
    ("note_fr", "compose-note-fr"),
    ("on", "milestone-date"),
    ("on_behalf_of", "submission-on-behalf-of"),
    ("on_date", "milestone-date"),
    ("opens_date", "field-opens"),
    ("opens_time", "field-opens"),
    ("others", "excerpts-other"),
    ("own_date", "submission-own-date"),
    ("own_reference", "submission-own-reference"),
    ("participants", "meeting-participants"),
    ("pasted", "field-text"),
    ("pause_reason", "decide-reason"),
    ("person_name", "account-name"),
    ("place", "consultation-place"),
    ("present", "decision-present"),
    ("proposed", "input-proposed"),
    ("questions", "round-field-questions"),
    ("quoted", "excerpts-quoted"),
    ("rapporteur", "meeting-rapporteur"),
    ("reason", "decide-reason"),
    ("receipt", "aligning-code"),
    ("received_on", "submission-received-on"),
    ("record", "meeting-record"),
    ("reviewers", "review-field-reviewers"),
    ("remark", "aligning-remark"),
    ("reservation", "consultation-reservation"),
    ("slug", "consultation-slug"),
    ("source", "field-text"),
    ("statement", "door-statement"),
    ("symbol", "draft-symbol"),
    ("text", "field-text"),
    ("themes", "field-themes"),
    ("theme", "field-themes"),
    ("time_zone", "consultation-time-zone"),
    ("title", "consultation-title"),
    ("to_date", "member-to"),
    ("until", "handover-until"),
    ("wording", "apply-wording"),
    ("words", "redact-words"),
];

/// What somebody chooses or ticks.
pub(crate) const CHOSEN: &[(&str, &str)] = &[
    ("accept_late", "round-field-accept_late"),
    ("after", "draft-add-after"),
    ("agreement", "agreement-step"),
    ("alike", "bulk-answered"),
    ("allowed", "round-field-allowed"),
    ("also", "bulk-answered"),
    ("answer", "co-submission-title"),
    ("attribution", "summary-attribution"),
    ("based_on", "draft-continues"),
    ("bracket_legend", "consultation-bracket-legend"),
    ("brackets_public", "consultation-brackets-public"),
    ("chosen", "round-field-chosen"),
    ("class", "input-class"),
    ("class_rest", "input-class"),
    ("clearance", "team-clearance-give"),
    ("co", "submission-co-submitters"),
    ("comment_type", "input-type"),
    ("confirmed", "erase-confirm"),
    ("contributors_may_submit", "participant-contributors-submit"),
    ("decision", "decide-what"),
    ("draft", "apply-draft"),
    ("element", "excerpts-element"),
    ("except", "aligning-except"),
    ("file", "draft-file"),
    ("from", "input-from"),
    ("from_proposal", "apply-from-proposal"),
    ("goes", "draft-goes"),
    ("how", "note-verbale-how"),
    ("inputs", "bulk-answered"),
    ("joins", "draft-joins"),
    ("kind", "draft-kind"),
    ("language", "submission-language"),
    ("languages", "consultation-languages"),
    ("leaves", "delegation-leaves"),
    ("marks", "draft-marks-meant"),
    ("member", "member-name"),
    ("new_kind", "draft-kind"),
    ("open", "round-field-open"),
    ("open_door", "consultation-open-door"),
    ("open_to_public", "round-field-open_to_public"),
    ("operation", "input-operation"),
    ("operations", "round-field-operations"),
    ("original", "draft-original"),
    ("paragraph", "framework-paragraph-choose"),
    ("part", "consolidation-part"),
    ("participant", "submission-participant"),
    ("past", "round-field-past"),
    ("person", "delegation-successor"),
    ("pick", "compare-became"),
    ("proposal", "position-on"),
    ("publication_rule", "round-field-rule"),
    ("regions", "meeting-regions"),
    ("receipt_by_email", "submission-receipt-by-email"),
    ("regional_group", "matrix-region"),
    ("registered_class", "round-field-class"),
    ("role", "team-role"),
    ("round", "circulation-choose"),
    ("side", "input-side"),
    ("since", "round-field-since"),
    ("stance", "position-stance"),
    ("sure", "draft-sure"),
    ("take", "returned-take"),
    ("team_reads_before_close", "round-field-team_reads_before_close"),
    ("to", "assignment-to"),
    ("treatment", "filter-treatment"),
    ("under", "summary-under"),
    ("with", "aligning-with"),
    ("without_prejudice", "submission-without-prejudice"),
];

/// The lists whose words are chosen under a name, as `procedure::words` calls them.
const WORDS: &[(&str, &[&str])] = &[
    ("attribution", &["SummaryAttribution"]),
    ("bracket_legend", &["Legend"]),
    ("class", &["PublicationClass"]),
    ("class_rest", &["PublicationClass"]),
    ("comment_type", &["CommentType"]),
    ("decision", &["Treatment", "AccountDecision", "DoorDecision"]),
    ("kind", &["Kind", "ParticipantKind", "ConsultationKind"]),
    ("new_kind", &["Kind"]),
    ("operation", &["Operation"]),
    ("operations", &["Operation"]),
    ("publication_rule", &["PublicationRule"]),
    ("regional_group", &["RegionalGroup"]),
    ("regions", &["RegionalGroup"]),
    ("registered_class", &["PublicationClass"]),
    ("role", &["Role", "SeatRole"]),
    ("stance", &["Stance"]),
    ("treatment", &["Treatment"]),
];

/// Under these a language is chosen.
const LANGUAGES: &[&str] = &["language", "languages", "original"];

/// What a box says that is ticked.
const TICKED: &[&str] = &["on", "yes", "meant"];

/// What the page sends of itself, and nobody typed: it goes along where the form is sent again, and is shown to nobody.
pub(crate) const CARRIED: &[&str] = &[
    "account", "act", "cluster", "decided", "digest", "filter", "form_key", "format", "next",
    "occasion", "origin", "read", "resume", "sent", "session", "shown", "step", "then", "version",
    "was", "way", "work",
];

/// What is never shown back.
pub(crate) const SECRET: &[&str] = &[
    "code",
    "confirm_code",
    "confirm_password",
    "current_password",
    "enrolment_code",
    "password",
    "password_again",
    "shared_key",
];

/// The name without what numbers it: "text" of "text-7".
fn base(name: &str) -> &str {
    name.split_once('-').map_or(name, |(beginning, _)| beginning)
}

pub(crate) fn key_in(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == base(name)).map(|(_, key)| *key)
}

/// What a field is called where it is typed or chosen.
pub fn label(t: &Language, name: &str) -> String {
    let key = key_in(TYPED, name).or_else(|| key_in(CHOSEN, name));
    t.say(key.unwrap_or("field-other"))
}

/// Is the field one that somebody types or chooses, and not one that the page sends of itself?
pub fn is_somebodys(name: &str) -> bool {
    !is_secret(name) && !CARRIED.contains(&base(name))
}

/// Never shown back: on the way through a confirmation it goes along unseen.
pub fn is_secret(name: &str) -> bool {
    SECRET.contains(&name) || name.contains("password")
}

/// What somebody typed, however short, and not a mark, a choice or a number of the form.
pub fn is_text(name: &str, value: &str) -> bool {
    let is_id = value.len() == 26 && value.chars().all(|c| c.is_ascii_alphanumeric());
    let is_known = is_somebodys(name) && key_in(CHOSEN, name).is_none();
    is_known && !is_id && !value.trim().is_empty()
}

/// What was typed as it is, what was chosen in words; nothing of a choice that is only an identity,
/// which says nothing to anybody without its list.
pub fn shown(t: Language, name: &str, value: &str) -> Option<String> {
    if key_in(CHOSEN, name).is_none() {
        return is_text(name, value).then(|| value.to_owned());
    }
    let base = base(name);
    if TICKED.contains(&value) {
        return Some(t.say("field-ticked"));
    }
    if LANGUAGES.contains(&base) {
        return t.knows(&format!("language-{value}")).then(|| t.language_name(value));
    }
    let lists = WORDS.iter().find(|(known, _)| *known == base)?.1;
    let mut keys = lists.iter().map(|list| format!("{list}-{value}"));
    keys.find(|key| t.knows(key)).map(|key| t.say(&key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_words_in_both_languages() {
        for language in ["en", "fr"] {
            let t = &Language::of(language);
            for (name, _) in TYPED.iter().chain(CHOSEN) {
                let said = label(t, name);
                assert!(!said.contains(['⟨', '{']) && said.len() > 1, "{language} {name}: {said}");
                assert_ne!(said, t.say("field-other"), "{name}");
            }
        }
    }

    #[test]
    fn what_was_chosen_is_said_in_words_or_not_at_all() {
        for (name, value, said) in [
            ("class", "name_withheld", Some("Nom non divulgué")),
            ("class-ab12", "confidential", Some("Confidentiel")),
            ("decision", "not_accepted", Some("Non retenue")),
            ("role", "drafter", Some("Rédacteur")),
            ("languages", "fr", Some("français")),
            ("sure", "yes", Some("Coché")),
            ("body", "yes", Some("yes")),
            ("element", "1ac149rpw008mpsmfg0ebp8whx", None),
            ("class", "<script>", None),
            ("theme", "1ac149rpw008mpsmfg0ebp8whx", None),
            ("is_admin", "kept as typed", Some("kept as typed")),
        ] {
            let found = shown(Language::of("fr"), name, value);
            assert_eq!(found.as_deref(), said, "{name}: {value}");
        }
    }

    #[test]
    fn every_list_that_is_chosen_from_can_be_said() {
        let t = Language::of("en");
        let a_word = |list: &str| match list {
            "AccountDecision" => "deactivated",
            "CommentType" => "editorial",
            "ConsultationKind" => "expert",
            "DoorDecision" => "admitted",
            "Kind" => "article",
            "Legend" => "marks",
            "Operation" => "split",
            "ParticipantKind" => "state",
            "PublicationClass" => "public",
            "PublicationRule" => "never",
            "RegionalGroup" => "african",
            "Role" => "lead",
            "SeatRole" => "reader",
            "Stance" => "oppose",
            "SummaryAttribution" => "named",
            "Treatment" => "noted",
            other => panic!("a word of {other}?"),
        };
        for (name, lists) in WORDS {
            assert!(key_in(CHOSEN, name).is_some(), "{name} is not chosen");
            for list in *lists {
                let said = shown(t, name, a_word(list));
                assert!(said.is_some_and(|said| !said.contains('⟨')), "{name}: {list}");
            }
        }
    }

    #[test]
    fn what_is_typed_is_told_from_what_is_chosen_and_what_is_secret() {
        for (name, value, is) in [
            ("own_reference", "NV 12/2026", true),
            ("title", "Aid", true),
            ("text-7", "Article 1", true),
            ("class", "public", false),
            ("class-ab12", "name_withheld", false),
            ("version", "3", false),
            ("theme", "1ac149rpw008mpsmfg0ebp8whx", false),
            ("password", "quiet harbour 41 lanterns", false),
            ("confirm_code", "123456", false),
            ("receipt", "aaaaa-aaaaa-aaaaa-aaaaa-aaaaa-a", true),
            ("is_admin", "kept as typed", true),
            ("body", "  ", false),
        ] {
            assert_eq!(is_text(name, value), is, "{name}: {value}");
        }
    }
}
