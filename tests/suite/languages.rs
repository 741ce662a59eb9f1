//! Every text is there in every language, with the same values, and none is missing or idle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use travaux::languages::Language;
use travaux::procedure::words::*;

/// Keys of one language: what each message names as values.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for file in files(&root().join("locales").join(language), "ftl") {
        let text = std::fs::read_to_string(&file).unwrap();
        let resource = fluent_bundle::FluentResource::try_new(text.clone());
        assert!(resource.is_ok(), "{}: {:?}", file.display(), resource.err().map(|(_, e)| e));
        let mut current = String::new();
        for line in text.lines() {
            let starts_message = line.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
            if let (true, Some((key, _))) = (starts_message, line.split_once('=')) {
                current = key.trim().to_owned();
                let twice = messages.insert(current.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{current} stands twice in {language}");
            }
            for part in line.split('$').skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c))
                    .collect();
                messages.entry(current.clone()).or_default().insert(name);
            }
        }
    }
    messages
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a letter is about is for its reader alone: its subject, which shows on a locked telephone and in every
/// list, holds no name, title or date.
#[test]
fn subjects_of_letters_are_the_same_for_everybody() {
    for language in Language::ALL {
        let all = messages(language.code());
        let subjects: Vec<_> = (all.iter())
            .filter(|(key, _)| key.ends_with("-subject") || key.contains("letter-subject-"))
            .collect();
        assert!(subjects.len() > 15, "{subjects:?}");
        for (key, values) in subjects {
            assert!(values.is_empty(), "{key} names {values:?}");
        }
    }
    // Whoever makes a letter takes its subject from there.
    let mut made = 0;
    let all = files(&root().join("src"), "rs").into_iter();
    for file in all.filter(|file| file.ends_with("letters.rs")) {
        for subject in std::fs::read_to_string(&file).unwrap().split("subject: ").skip(1) {
            let is_said = subject.starts_with("t.say(") || subject.starts_with("say(");
            assert!(is_said, "{}: {subject:.60}", file.display());
            made += 1;
        }
    }
    assert!(made > 10, "{made} letters are made");
}

#[test]
fn every_language_has_the_same_texts_with_the_same_values() {
    let english = messages("en");
    for language in Language::ALL {
        let other = messages(language.code());
        let missing: Vec<_> = english.keys().filter(|key| !other.contains_key(*key)).collect();
        let extra: Vec<_> = other.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{}: missing {missing:?}, extra {extra:?}",
            language.code()
        );
        for (key, values) in &english {
            assert_eq!(values, &other[key], "{key} in {}", language.code());
        }
    }
}

#[test]
fn every_key_that_code_and_templates_name_exists() {
    let known = messages("en");
    let mut unknown = BTreeSet::new();
    let sources =
        [files(&root().join("src"), "rs"), files(&root().join("templates"), "html")].concat();
    for file in sources {
        let text = std::fs::read_to_string(&file).unwrap();
        for call in ["say(\"", "say1(\"", "say2(\"", ".with(\"", "errors.add(", "see_other_saying("]
        {
            for rest in text.split(call).skip(1) {
                let rest = if call.ends_with('"') { rest } else { key_argument(rest) };
                let Some(key) = rest.split('"').next() else { continue };
                let plain = !key.is_empty()
                    && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
                if plain && key.contains('-') && !key.ends_with('-') && !known.contains_key(key) {
                    unknown.insert(format!(
                        "{key} ({})",
                        file.strip_prefix(root()).unwrap().display()
                    ));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "keys without a text: {unknown:#?}");
}

/// The key of `errors.add(field, "key")` and `see_other_saying(to, "key")`: the last string.
fn key_argument(rest: &str) -> &str {
    let call = rest.split(')').next().unwrap_or_default();
    let mut quotes: Vec<usize> = call.match_indices('"').map(|(at, _)| at).collect();
    match (quotes.pop(), quotes.pop()) {
        (Some(_), Some(start)) => &rest[start + 1..],
        _ => "",
    }
}

#[test]
fn every_word_of_every_list_is_said_in_every_language() {
    fn check<W: Word>(words: &[W]) {
        for language in Language::ALL {
            for word in words {
                assert!(language.knows(&word.key()), "{} in {}", word.key(), language.code());
            }
        }
    }
    check(ConsultationKind::ALL);
    check(Role::ALL);
    check(SeatRole::ALL);
    check(ParticipantKind::ALL);
    check(RegionalGroup::ALL);
    check(DraftState::ALL);
    check(InputKind::ALL);
    check(&Operation::ALL);
    check(CommentType::ALL);
    check(PublicationClass::ALL);
    check(PublicationRule::ALL);
    check(SubmissionState::ALL);
    check(Source::ALL);
    check(Placement::ALL);
    check(Treatment::ALL);
    check(Occasion::ALL);
    check(LetterState::ALL);
    check(Dispatch::ALL);
    check(DoorDecision::ALL);
    check(AccountDecision::ALL);
    check(SummaryAttribution::ALL);
    check(Relation::ALL);
    check(LineageOrigin::ALL);
    check(ChangeAct::ALL);
    check(AgreementStatus::ALL);
    check(Stance::ALL);
    check(CoSubmission::ALL);
    check(&Legend::ALL);
}

/// Every act that is recorded has its sentence in the journal.
#[test]
fn every_recorded_act_is_said() {
    let known = messages("en");
    let mut said = 0;
    for file in files(&root().join("src"), "rs") {
        let source = std::fs::read_to_string(&file).unwrap();
        for call in source.split("record(").skip(1) {
            let call = call.split(';').next().unwrap_or_default();
            let acts = call.split('"').filter(|word| {
                let mut parts = word.split('.');
                let plain = |part: Option<&str>| {
                    part.is_some_and(|p| {
                        !p.is_empty() && p.chars().all(|c| c == '_' || c.is_ascii_lowercase())
                    })
                };
                plain(parts.next()) && plain(parts.next()) && parts.next().is_none()
            });
            for act in acts {
                let key = format!("act-{}", act.replace(['.', '_'], "-"));
                assert!(known.contains_key(&key), "{key}, recorded in {}", file.display());
                said += 1;
            }
        }
    }
    assert!(said > 30, "only {said} acts were found");
}

/// « ici » is one thing, and so is a word with its mark of interrogation: no line breaks between them.
#[test]
fn french_signs_hold_to_their_words() {
    for key in messages("fr").into_keys() {
        let said = Language::French.say(&key);
        for apart in ["« ", " »", " :", " ;", " ?", " !"] {
            assert!(!said.contains(apart), "{key}: {said}");
        }
    }
    let said = Language::French.say1("intervention-lede", "meeting", "Saba");
    assert!(said.contains("«\u{a0}non vérifié\u{a0}»"), "{said}");
}
