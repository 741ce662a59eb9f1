#![allow(clippy::unwrap_used)]

use super::*;
use crate::procedure::Moment;
use crate::procedure::keys::{LetterKey, PublicId};
use crate::procedure::words::{LetterState, Occasion};
use proptest::prelude::*;

fn letter(to_name: &str, subject: &str, body: &str) -> StoredLetter {
    let at = Moment::from_micros(1_777_564_800_000_000).unwrap();
    StoredLetter {
        id: LetterKey(1),
        public_id: PublicId::from_random(41),
        message_id: "<41@consult.example>".into(),
        consultation: None,
        occasion: Occasion::Receipt,
        to_email: "ines@avaria.example".into(),
        to_name: to_name.into(),
        language: "fr".into(),
        subject: subject.into(),
        body_text: body.into(),
        body_html: format!("<p>{}</p>", body.replace('<', "&lt;")),
        state: LetterState::Queued,
        attempts: 0,
        enqueued_at: at,
        next_attempt_at: at,
        sent_at: None,
        last_error: None,
        leased_by: None,
    }
}

fn written(letter: &StoredLetter) -> String {
    let from = "Travaux <travaux@consult.example>".parse().unwrap();
    String::from_utf8(message(letter, &from).unwrap().formatted()).unwrap()
}

/// The names of the headers, read as a mail server reads them: up to the first empty line, a
/// line that begins with white space going on with the one before.
fn header_names(message: &str) -> Vec<String> {
    let (head, _) = message.split_once("\r\n\r\n").unwrap();
    assert!(!head.replace("\r\n", "").contains(['\r', '\n']), "a lone CR or LF: {head:?}");
    head.split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split_once(':').unwrap().0.to_owned())
        .collect()
}

const HEADERS: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Date",
    "Auto-Submitted",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
];

#[test]
fn a_letter_has_its_headers_and_both_parts_and_is_the_same_each_time() {
    let letter = letter("Inès Marran", "Un accusé de réception", "Bonjour.\n.\nAu revoir.\n");
    let message = written(&letter);
    assert_eq!(message, written(&letter));
    let mut names = header_names(&message);
    names.sort();
    let mut expected = HEADERS.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(names, expected, "{message}");
    assert!(message.contains("Message-ID: <41@consult.example>\r\n"), "{message}");
    assert!(message.contains("Auto-Submitted: auto-generated\r\n"), "{message}");
    assert!(message.contains("Content-Language: fr\r\n"), "{message}");
    assert!(message.contains("Date: Thu, 30 Apr 2026 16:00:00 +0000\r\n"), "{message}");
    assert!(message.contains("text/plain; charset=utf-8"), "{message}");
    assert!(message.contains("text/html; charset=utf-8"), "{message}");
}

#[test]
fn an_address_that_is_two_is_refused() {
    let from = "Travaux <travaux@consult.example>".parse().unwrap();
    for address in ["a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "", "a"] {
        let mut letter = letter("Ana", "A receipt", "Hello");
        letter.to_email = address.into();
        assert!(message(&letter, &from).is_err(), "{address:?}");
    }
}

proptest! {
    #[test]
    fn nothing_that_a_person_typed_becomes_a_header(
        name in "(\\PC|[\r\n\t\u{0}\u{85}\u{2028}:<>@,\"]){0,40}",
        subject in "(\\PC|[\r\n\t\u{0}\u{85}\u{2028}:=?]){0,80}",
        body in "(\\PC|[\r\n.]){0,200}",
    ) {
        let bait = "\r\nBcc: victim@example.org\r\n\r\n";
        let letter = letter(&format!("{name}{bait}"), &format!("{subject}{bait}"), &body);
        let mut names = header_names(&written(&letter));
        names.sort();
        let mut expected = HEADERS.map(str::to_owned).to_vec();
        expected.sort();
        prop_assert_eq!(names, expected);
    }
}
