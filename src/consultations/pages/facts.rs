//! The facts of a line of the journal, as a person says them: "kind: State, added: 3".

use crate::languages::Language;
use crate::procedure::Moment;
use crate::procedure::keys::AccountKey;
use serde_json::Value;
use std::collections::HashMap;

/// What accounts are called.
pub type Names = HashMap<AccountKey, String>;

/// The facts of a line in words; moments in the zone of the page. Public ids and digests stay as
/// they are: they lead to what the line is about. Who has a name in `names` is called by it.
pub fn said(t: Language, facts: &Value, zone: &str, names: &Names) -> String {
    let Some(facts) = facts.as_object() else { return String::new() };
    let shown = facts.iter().filter(|(name, value)| !value.is_null() && *name != "theme");
    let each = shown.map(|(name, fact)| {
        let somebody = account(name, fact).and_then(|key| names.get(&key)).cloned();
        let said = somebody.unwrap_or_else(|| value(t, name, fact, zone));
        one(t, name, said)
    });
    each.collect::<Vec<_>>().join(&t.say("fact-and"))
}

/// One fact that is said already.
pub fn one(t: Language, name: &str, said: String) -> String {
    t.say2("fact", "name", called(t, name), "value", said)
}

/// The accounts that a line's facts hold: whose role it is, and who handed the mandate over.
pub fn accounts(facts: &Value) -> impl Iterator<Item = AccountKey> {
    let all = facts.as_object().into_iter().flatten();
    all.filter_map(|(name, fact)| account(name, fact))
}

fn account(name: &str, fact: &Value) -> Option<AccountKey> {
    matches!(name, "account" | "from").then(|| fact.as_i64().map(AccountKey)).flatten()
}

/// What the fact is called.
pub fn called(t: Language, name: &str) -> String {
    let key = format!("fact-{}", name.replace('_', "-"));
    if t.knows(&key) { t.say(&key) } else { name.replace('_', " ") }
}

fn value(t: Language, name: &str, value: &Value, zone: &str) -> String {
    match value {
        Value::Bool(true) => t.say("fact-yes"),
        Value::Bool(false) => t.say("fact-no"),
        Value::String(text) => word(t, name, text).unwrap_or_else(|| text_of(t, text, zone)),
        Value::Array(all) if all.iter().all(Value::is_string) => {
            let words = all.iter().filter_map(Value::as_str);
            let said = words.map(|text| match name {
                "fields" => called(t, text),
                _ => text.to_owned(),
            });
            said.collect::<Vec<_>>().join(&t.say("fact-and"))
        }
        Value::Array(all) => all.len().to_string(),
        other => other.to_string(),
    }
}

/// The lists that the words of a fact come from.
fn lists(name: &str) -> &'static [&'static str] {
    match name {
        "act" => &["ChangeAct"],
        "class" => &["PublicationClass"],
        "from" | "to" => &["PublicationClass", "AgreementStatus"],
        "decision" => &["AccountDecision", "DoorDecision"],
        "how" => &["Dispatch"],
        "kind" => &["ParticipantKind", "ConsultationKind"],
        "occasion" => &["Occasion"],
        "operation" => &["Operation"],
        "regional_group" => &["RegionalGroup"],
        "role" => &["Role", "SeatRole"],
        "source" => &["Source"],
        "treatment" => &["Treatment"],
        _ => &[],
    }
}

fn word(t: Language, name: &str, word: &str) -> Option<String> {
    if name == "language" {
        return Some(t.language_name(word));
    }
    let keys = lists(name).iter().map(|list| format!("{list}-{word}"));
    keys.into_iter().find(|key| t.knows(key)).map(|key| t.say(&key))
}

fn text_of(t: Language, text: &str, zone: &str) -> String {
    match text.parse::<jiff::Timestamp>() {
        Ok(instant) => t.moment(Moment::from(instant), zone),
        Err(_) => t.civil(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn facts_are_said_in_words() {
        let facts = json!({
            "kind": "civil_society", "late": true, "theme": "x", "until": null,
            "from": "2026-04-30 18:00", "closed_at": "2026-04-30T16:00:00Z", "added": 3,
        });
        let said = said(Language::English, &facts, "Europe/Zurich", &Names::new());
        let plain = said.replace('\u{a0}', " ");
        for words in ["civil society", "late: yes", "30 April 2026, 18:00", "added: 3"] {
            assert!(plain.to_lowercase().contains(&words.to_lowercase()), "{plain}");
        }
        assert!(!plain.contains('_') && !plain.contains("theme"), "{plain}");
    }
    #[test]
    fn accounts_are_called_by_their_names_and_moments_are_no_accounts() {
        let names = Names::from([(AccountKey(3), "Dora Drafter".to_owned())]);
        let said = |facts: Value| said(Language::English, &facts, "Europe/Zurich", &names);
        assert_eq!(said(json!({ "account": 3 })), "who: Dora Drafter");
        assert_eq!(said(json!({ "from": 3 })), "from: Dora Drafter");
        assert_eq!(said(json!({ "account": 4 })), "who: 4");
        assert_eq!(said(json!({ "added": 3 })), "added: 3");
        let facts = json!({ "account": 3, "from": "2026-04-30", "added": 7 });
        assert_eq!(accounts(&facts).collect::<Vec<_>>(), [AccountKey(3)]);
    }
}
