//! What fields are called, for pages that show what was typed without the form it was typed into.

use crate::languages::Language;

/// What a field is called where it is typed; in a general word where several forms have one of
/// that name.
pub fn label(t: &Language, name: &str) -> String {
    t.say(match name.split_once('-').map_or(name, |(beginning, _)| beginning) {
        "address" => "participant-address",
        "authority" => "erase-authority",
        "body" | "source" | "text" => "field-text",
        "class" | "class_rest" => "input-class",
        "closes_date" | "closes_time" => "field-closes",
        "closure_reason" | "reason" => "decide-reason",
        "co_names" => "submission-co-names",
        "comment_type" => "input-type",
        "contact" => "consultation-contact",
        "disclaimer" => "consultation-disclaimer",
        "email" | "new_email" => "sign-in-email",
        "instructions" => "round-field-instructions",
        "label" => "draft-label",
        "language" => "submission-language",
        "letter_en" => "compose-letter-en",
        "letter_fr" => "compose-letter-fr",
        "mandate" => "consultation-mandate",
        "name" | "person_name" => "account-name",
        "new_text" => "draft-new-wording",
        "new_theme" | "themes" => "field-themes",
        "note" => "field-note",
        "note_en" => "compose-note-en",
        "note_fr" => "compose-note-fr",
        "on_behalf_of" => "submission-on-behalf-of",
        "on_date" => "milestone-date",
        "opens_date" | "opens_time" => "field-opens",
        "operation" => "input-operation",
        "own_date" => "submission-own-date",
        "own_reference" => "submission-own-reference",
        "place" => "consultation-place",
        "proposed" => "input-proposed",
        "questions" => "round-field-questions",
        "quoted" => "excerpts-quoted",
        "received_on" => "submission-received-on",
        "slug" => "consultation-slug",
        "statement" => "door-statement",
        "symbol" => "draft-symbol",
        "time_zone" => "consultation-time-zone",
        "title" => "consultation-title",
        "treatment" => "filter-treatment",
        "until" => "handover-until",
        "wording" => "apply-wording",
        "words" => "redact-words",
        _ => "field-other",
    })
}

/// A text that somebody wrote, and not a mark, a choice or a number of the form.
pub fn is_text(value: &str) -> bool {
    value.contains(char::is_whitespace) || value.chars().count() > 60
}
