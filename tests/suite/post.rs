//! The outbox and the worker, through a real SMTP conversation.

mod unanswered;

use std::path::PathBuf;

use travaux::config::{Settings, Smtp, Tls};
use travaux::languages::Language;
use travaux::post::store::StoredLetter;
use travaux::post::{self, Letter, Mailer};
use travaux::procedure::keys::{ConsultationKey, PublicId};
use travaux::procedure::words::{LetterState, Occasion};

use crate::support::smtp::{Manner, PostOffice, Security};
use crate::support::tls::Authority;
use crate::support::{Server, spawn, stage};

const TOKEN: &str = "0123456789abcdefghjkmnpqrs0123456789abcdefghjkmnpqrs";
const HOST: &str = "127.0.0.1";

fn write_letter(
    server: &Server,
    to: &str,
    consultation: Option<ConsultationKey>,
) -> Option<PublicId> {
    let letter = Letter {
        consultation,
        occasion: Occasion::Reminder,
        reason: format!("reminder:{to}"),
        to_email: to.to_owned(),
        to_name: "Inès\r\nBcc: x@example.org".into(),
        language: Language::French,
        subject: "Un rappel\r\nBcc: x@example.org".into(),
        paragraphs: vec!["La consultation reste ouverte.".into()],
        link: Some(("Lire".into(), server.app.post().link(&format!("/links/{TOKEN}?a=1")))),
    };
    let now = server.now();
    server.write(|tx| post::enqueue(tx, &server.app.post(), &letter, now))
}

fn mailer(server: &Server, office: &PostOffice) -> Mailer {
    Mailer::new(&settings(server, office, Tls::None, None)).unwrap()
}

fn settings(server: &Server, office: &PostOffice, tls: Tls, ca: Option<PathBuf>) -> Settings {
    let mut settings: Settings = server.app.settings.clone();
    settings.mail.smtp = Some(Smtp {
        host: HOST.into(),
        port: office.port(),
        tls,
        ca,
        user: Some("travaux".into()),
        password: Some("a secret".into()),
    });
    settings
}

fn deliver(server: &Server, mailer: &Mailer) -> usize {
    post::deliver(&server.app.db, mailer, || true, server.now()).unwrap()
}

fn stored(server: &Server, id: &PublicId) -> StoredLetter {
    server.read(|conn| post::store::find(conn, id))
}

#[tokio::test]
async fn a_letter_is_sent_once_with_its_headers_and_both_parts() {
    let server = spawn().await;
    let office = PostOffice::open(Manner::Accept);
    let id = write_letter(&server, "ines@avaria.example", None).unwrap();
    assert!(write_letter(&server, "ines@avaria.example", None).is_none(), "one reason, one letter");

    let mailer = mailer(&server, &office);
    assert_eq!(deliver(&server, &mailer), 1);
    assert_eq!(deliver(&server, &mailer), 0);

    let letters = office.letters();
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter.to, ["ines@avaria.example"]);
    assert_eq!(letter.login.as_deref(), Some("travaux"));
    assert_eq!(letter.subject(), "Un rappel Bcc: x@example.org");
    assert_eq!(letter.header("Bcc"), None);
    assert_eq!(letter.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert_eq!(letter.header("Content-Language").as_deref(), Some("fr"));
    let kept = stored(&server, &id);
    assert_eq!(letter.header("Message-ID").as_deref(), Some(kept.message_id.as_str()));
    assert!(letter.text().contains("La consultation reste ouverte."), "{}", letter.text());
    assert_eq!(letter.links(), [format!("{}/links/{TOKEN}?a=1", server.address)]);
    assert_eq!(kept.state, LetterState::Sent);
    assert!(!kept.body_text.contains(TOKEN) && !kept.body_html.contains(TOKEN));
}

#[tokio::test]
async fn a_letter_that_was_put_off_comes_again_as_it_was() {
    let server = spawn().await;
    let office = PostOffice::open(Manner::DeferOnce);
    let id = write_letter(&server, "ines@avaria.example", None).unwrap();
    let mailer = mailer(&server, &office);
    let first = post::message(&stored(&server, &id), &"t@example.org".parse().unwrap()).unwrap();

    assert_eq!(deliver(&server, &mailer), 0);
    let waiting = stored(&server, &id);
    assert_eq!((waiting.state, waiting.attempts), (LetterState::Queued, 1));
    assert!(waiting.last_error.as_deref().unwrap_or_default().contains("come again later"));
    assert_eq!(deliver(&server, &mailer), 0, "not before its time");
    let second = post::message(&waiting, &"t@example.org".parse().unwrap()).unwrap();
    assert_eq!(first.formatted(), second.formatted());

    server.it_is("2026-03-15T12:01:00Z");
    assert_eq!(deliver(&server, &mailer), 1);
    assert_eq!(office.letters().len(), 1);
    assert_eq!(stored(&server, &id).last_error, None);
}

#[tokio::test]
async fn a_refused_letter_fails_says_why_and_goes_again_by_hand() {
    let stage = stage::set().await;
    let server = &stage.server;
    let office = PostOffice::open(Manner::RefuseRecipients);
    let id = write_letter(server, "ines@avaria.example", None).unwrap();
    let mailer = mailer(server, &office);

    assert_eq!(deliver(server, &mailer), 0);
    assert_eq!(stored(server, &id).state, LetterState::Failed);
    let page = stage.system_administrator.get("/post?state=failed").await;
    assert!(page.has("no such person here") && page.has("Failed"), "{}", page.text());

    let retry = format!("/post/letters/{id}/retry");
    assert_eq!(stage.administrator.post(&retry, &[]).await.status, 404);
    let page = stage.system_administrator.does(&retry, &[]).await;
    assert!(page.has("sent again in a few seconds"), "{}", page.text());
    office.set_manner(Manner::Accept);
    assert_eq!(deliver(server, &mailer), 1);
    assert_eq!(stored(server, &id).state, LetterState::Sent);
    let page = stage.system_administrator.does(&retry, &[]).await;
    assert!(page.has("sent already"), "{}", page.text());
}

#[tokio::test]
async fn an_outage_is_no_fault_of_the_letters() {
    let server = spawn().await;
    let office = PostOffice::open(Manner::TurnAway);
    let first = write_letter(&server, "ines@avaria.example", None).unwrap();
    let second = write_letter(&server, "olav@avaria.example", None).unwrap();
    let mailer = mailer(&server, &office);

    assert_eq!(deliver(&server, &mailer), 0);
    let (first, second) = (stored(&server, &first), stored(&server, &second));
    assert_eq!((first.state, first.attempts), (LetterState::Queued, 1));
    assert_eq!((second.state, second.attempts), (LetterState::Queued, 0), "not even tried");
}

/// A final answer, but not about the letter: every letter of the day would be given up for it.
#[tokio::test]
async fn what_the_sender_is_refused_for_fails_no_letter() {
    let server = spawn().await;
    let office = PostOffice::open(Manner::OverQuota);
    let letters = ["ines@avaria.example", "olav@avaria.example", "pia@avaria.example"]
        .map(|to| write_letter(&server, to, None).unwrap());
    let mailer = mailer(&server, &office);

    assert_eq!(deliver(&server, &mailer), 0);
    let now = letters.each_ref().map(|id| stored(&server, id));
    assert!(now.iter().all(|letter| letter.state == LetterState::Queued));
    assert_eq!(now.each_ref().map(|letter| letter.attempts), [1, 1, 0], "two tell enough");
    assert!(now[0].last_error.as_deref().unwrap_or_default().contains("daily sending limit"));

    office.set_manner(Manner::Accept);
    server.it_is("2026-03-15T12:01:00Z");
    assert_eq!(deliver(&server, &mailer), 3);
}

#[tokio::test]
async fn who_is_told_to_stop_takes_no_other_letter() {
    let server = spawn().await;
    let office = PostOffice::open(Manner::Accept);
    let letters = ["ines@avaria.example", "olav@avaria.example", "pia@avaria.example"]
        .map(|to| write_letter(&server, to, None).unwrap());
    let goes_on = || office.letters().is_empty();
    let mailer = mailer(&server, &office);
    let sent = post::deliver(&server.app.db, &mailer, goes_on, server.now()).unwrap();
    assert_eq!((sent, office.letters().len()), (1, 1));
    let states = letters.each_ref().map(|id| stored(&server, id).state);
    assert_eq!(states, [LetterState::Sent, LetterState::Queued, LetterState::Queued]);
    assert_eq!(server.read(|conn| post::store::held_until(conn, server.now())), None);
    assert_eq!(deliver(&server, &mailer), 2, "they are anybody's");
}

/// Its sender was held up for longer than a lease, and another has sent it since: what the first one heard changes nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_too_late_does_not_put_off_what_another_has_sent() {
    let server = spawn().await;
    let (slow, quick) = (PostOffice::open(Manner::Hang), PostOffice::open(Manner::Accept));
    let id = write_letter(&server, "ines@avaria.example", None).unwrap();
    let (db, hangs, now) = (server.app.db.clone(), mailer(&server, &slow), server.now());
    let first = tokio::task::spawn_blocking(move || post::deliver(&db, &hangs, || true, now));
    while slow.calls() == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    server.it_is("2026-03-15T12:21:00Z");
    assert_eq!(deliver(&server, &mailer(&server, &quick)), 1);
    drop(slow);
    assert_eq!(first.await.unwrap().unwrap(), 0);
    let letter = stored(&server, &id);
    assert_eq!((letter.state, letter.attempts), (LetterState::Sent, 1), "{:?}", letter.last_error);
}

#[tokio::test]
async fn a_letter_to_no_address_fails_and_holds_up_nobody() {
    let server = spawn().await;
    let office = PostOffice::open(Manner::Accept);
    let bad = write_letter(&server, "ines@avaria.example, x@example.org", None).unwrap();
    write_letter(&server, "olav@avaria.example", None).unwrap();

    assert_eq!(deliver(&server, &mailer(&server, &office)), 1);
    assert_eq!(stored(&server, &bad).state, LetterState::Failed);
    assert_eq!(office.letters_to("x@example.org").len(), 0);
}

#[tokio::test]
async fn without_a_mail_server_letters_are_files_and_their_links_can_be_followed() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = [("email", "ines@example.org")];
    stage.visitor.post("/password-reset", &ines).await;
    let mailer = Mailer::new(&server.app.settings).unwrap();
    assert_eq!(deliver(server, &mailer), 1);

    let files: Vec<_> = std::fs::read_dir(server.data().join("letters")).unwrap().collect();
    assert_eq!(files.len(), 1);
    let file = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
    assert!(file.contains("To: \"Ines Marran\" <ines@example.org>\r\n"), "{file}");

    let list = stage.system_administrator.get("/post").await;
    let letter = list.links("/post/letters/").remove(0);
    let page = stage.system_administrator.get(&letter).await;
    let links = page.links("/links/");
    assert_eq!(links.len(), 1, "{}", page.text());
    assert_eq!(stage.visitor.get(&links[0]).await.status, 200);
    // The page says what the link is.
    assert!(page.has("Whoever opens a link of this letter is taken for its reader."));
}

#[tokio::test]
async fn letters_are_read_by_their_administrators_only() {
    let stage = stage::set().await;
    let of_ours =
        write_letter(&stage.server, "ines@avaria.example", Some(stage.consultation)).unwrap();
    let of_nobody = write_letter(&stage.server, "olav@avaria.example", None).unwrap();
    let (of_ours, of_nobody) =
        (format!("/post/letters/{of_ours}"), format!("/post/letters/{of_nobody}"));
    for (who, ours, nobody, list) in [
        (&stage.system_administrator, 200, 200, 200),
        (&stage.administrator, 200, 404, 404),
        (&stage.lead, 404, 404, 404),
        (&stage.drafter, 404, 404, 404),
        (&stage.auditor, 404, 404, 404),
        (&stage.avaria_focal, 404, 404, 404),
        (&stage.stranger, 404, 404, 404),
        (&stage.visitor, 401, 401, 401),
    ] {
        assert_eq!(who.get(&of_ours).await.status, ours);
        assert_eq!(who.get(&of_nobody).await.status, nobody);
        assert_eq!(who.get("/post").await.status, list);
    }
}

#[tokio::test]
async fn two_workers_send_a_letter_once_and_a_dead_ones_letter_is_due_again() {
    let server = spawn().await;
    for n in 0..6 {
        write_letter(&server, &format!("person{n}@avaria.example"), None).unwrap();
    }
    let office = PostOffice::open(Manner::Accept);
    let now = server.now();
    let work = |mailer: Mailer| {
        let db = server.app.db.clone();
        tokio::task::spawn_blocking(move || post::deliver(&db, &mailer, || true, now).unwrap())
    };
    let (one, other) = tokio::join!(work(mailer(&server, &office)), work(mailer(&server, &office)));
    // On PostgreSQL the one may find nothing left in its hand; together they send each once.
    assert!(one.unwrap() + other.unwrap() <= 6);
    deliver(&server, &mailer(&server, &office));
    assert_eq!(office.letters().len(), 6);
}

/// The clock was a day and more ahead when a worker took the letter and died, or put it off.
#[tokio::test]
async fn a_letter_that_a_wrong_clock_put_off_goes_when_the_clock_is_right_again() {
    let server = spawn().await;
    let office = PostOffice::open(Manner::Accept);
    let mailer = mailer(&server, &office);
    let now = server.now();
    let put_off = |leased: Option<i64>, due: i64| {
        write_letter(&server, &format!("person{due}.{}@avaria.example", leased.is_some()), None);
        server.write(|tx| {
            use diesel::prelude::*;
            use travaux::schema::letters;
            let leased = leased.map(|seconds| now.plus_seconds(seconds));
            let queued = letters::table.filter(letters::state.eq(LetterState::Queued));
            diesel::update(queued)
                .set((
                    letters::leased_until.eq(leased),
                    letters::next_attempt_at.eq(now.plus_seconds(due)),
                ))
                .execute(&mut **tx)
        });
    };
    put_off(Some(26 * 3600), -60);
    assert_eq!(deliver(&server, &mailer), 1, "a lease that nobody gave by this clock");
    put_off(None, 26 * 3600);
    assert_eq!(deliver(&server, &mailer), 1, "longer than anybody waits between two tries");
    put_off(Some(15 * 60), -60);
    assert_eq!(deliver(&server, &mailer), 0, "another worker has it in its hand");
    put_off(None, 8 * 3600);
    assert_eq!(deliver(&server, &mailer), 0, "it was tried, and waits");
    assert_eq!(office.letters().len(), 2);
}

/// Tries to send one letter so; what became of it, and the reason in the outbox.
async fn try_over(
    office: &PostOffice,
    tls: Tls,
    authority: Option<&Authority>,
) -> (LetterState, String) {
    let server = spawn().await;
    let id = write_letter(&server, "ines@avaria.example", None).unwrap();
    let ca = authority.map(|authority| authority.file(server.data()));
    let mailer = Mailer::new(&settings(&server, office, tls, ca)).unwrap();
    deliver(&server, &mailer);
    let letter = stored(&server, &id);
    (letter.state, letter.last_error.unwrap_or_default())
}

#[tokio::test]
async fn a_letter_goes_over_tls_from_the_first_byte_or_after_starttls() {
    let authority = Authority::new();
    let keys = authority.vouch_for(HOST);
    for (tls, security, in_clear) in [
        (Tls::Starttls, Security::Starttls(keys.clone()), ["EHLO", "STARTTLS"].as_slice()),
        (Tls::Tls, Security::Tls(keys), &[]),
    ] {
        let office = PostOffice::open_with(Manner::Accept, security);
        let sent = try_over(&office, tls, Some(&authority)).await;
        assert_eq!(sent, (LetterState::Sent, String::new()), "{tls:?}");
        let letters = office.letters();
        assert_eq!(letters.len(), 1);
        assert!(letters[0].is_encrypted, "{tls:?}");
        assert_eq!(letters[0].login.as_deref(), Some("travaux"));
        let overheard = office.overheard();
        assert!(overheard.iter().all(|word| in_clear.contains(&word.as_str())), "{overheard:?}");
    }
}

#[tokio::test]
async fn a_server_without_starttls_gets_neither_letter_nor_password_and_the_outbox_says_why() {
    let stage = stage::set().await;
    let office = PostOffice::open(Manner::Accept);
    let id = write_letter(&stage.server, "ines@avaria.example", None).unwrap();
    let mailer = settings(&stage.server, &office, Tls::Starttls, None);
    assert_eq!(deliver(&stage.server, &Mailer::new(&mailer).unwrap()), 0);

    assert_eq!(stored(&stage.server, &id).state, LetterState::Queued);
    assert!(office.letters().is_empty());
    let overheard = office.overheard();
    assert!(overheard.iter().all(|word| word == "EHLO" || word == "QUIT"), "{overheard:?}");
    let page = stage.system_administrator.get(&format!("/post/letters/{id}")).await;
    assert!(page.has("STARTTLS"), "{}", page.text());
}

#[tokio::test]
async fn a_server_whose_certificate_nobody_vouches_for_gets_no_letter() {
    let (ours, strange) = (Authority::new(), Authority::new());
    for (what, server_is, trusted) in [
        ("an authority that is not ours", strange.vouch_for(HOST), Some(&ours)),
        ("the name of another server", ours.vouch_for("post.example.org"), Some(&ours)),
        ("an authority that the system does not know", ours.vouch_for(HOST), None),
    ] {
        for (tls, security) in [
            (Tls::Starttls, Security::Starttls(server_is.clone())),
            (Tls::Tls, Security::Tls(server_is.clone())),
        ] {
            let office = PostOffice::open_with(Manner::Accept, security);
            let (state, why) = try_over(&office, tls, trusted).await;
            assert_eq!(state, LetterState::Queued, "{what}, {tls:?}");
            assert!(why.contains("certificate"), "{what}, {tls:?}: {why}");
            assert!(office.letters().is_empty(), "{what}, {tls:?}");
        }
    }
}

#[tokio::test]
async fn a_file_without_certificates_is_refused_at_the_start() {
    let server = spawn().await;
    let office = PostOffice::open(Manner::Accept);
    let file = server.data().join("authority.pem");
    for (content, said) in [
        (None, "authority.pem cannot be used (TRAVAUX_SMTP_CA)"),
        (Some("no certificate"), "authority.pem holds no certificate"),
        (Some("-----BEGIN CERTIFICATE-----\n"), "authority.pem"),
    ] {
        if let Some(content) = content {
            std::fs::write(&file, content).unwrap();
        }
        let settings = settings(&server, &office, Tls::Tls, Some(file.clone()));
        let refused = Mailer::new(&settings).err().expect("refused").to_string();
        assert!(refused.contains(said), "{content:?}: {refused}");
    }
}
