//! `travaux doctor`: every set-up that is broken, and the line that says so.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use serde_json::Value;

use crate::support::smtp::{Manner, PostOffice, Security};
use crate::support::tls::Authority;
use crate::support::{Server, postgres, spawn};

/// What it says, as (grade, sentence), and whether it ended well.
struct Heard {
    all: Vec<(String, String)>,
    is_well: bool,
}

impl Heard {
    fn says(&self, grade: &str, words: &str) -> bool {
        self.all.iter().any(|(found, said)| found == grade && said.contains(words))
    }

    fn faults(&self) -> Vec<&str> {
        let faults = self.all.iter().filter(|(grade, _)| grade == "fault");
        faults.map(|(_, said)| said.as_str()).collect()
    }
}

/// Asks with settings that have nothing wrong with them, and these in their place.
fn ask_with(data: &Path, url: &str, arguments: &[&str], settings: &[(&str, &str)]) -> Heard {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("TRAVAUX_DATA", data).env("TRAVAUX_ORIGIN", "https://consult.example.org");
    command.env("TRAVAUX_TRUSTED_PROXIES", "127.0.0.1").env("TRAVAUX_DISK_RESERVE", "0");
    command.env("DATABASE_URL", url);
    // Nobody outside this machine is asked for anything.
    let is_here = settings.iter().any(|(name, _)| *name == "TRAVAUX_ORIGIN");
    if !is_here && !arguments.contains(&"--url") {
        command.arg("doctor").arg("--offline");
    } else {
        command.arg("doctor");
    }
    command.envs(settings.iter().copied()).arg("--json").args(arguments);
    let said = command.output().unwrap();
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    let all: Value = serde_json::from_str(&text)
        .unwrap_or_else(|_| panic!("{text}{}", String::from_utf8_lossy(&said.stderr)));
    let word = |one: &Value, name: &str| one[name].as_str().expect("a word").to_owned();
    let all = all.as_array().expect("an array").iter();
    let all = all.map(|one| (word(one, "grade"), word(one, "said"))).collect();
    Heard { all, is_well: said.status.success() }
}

fn ask(server: &Server, arguments: &[&str], settings: &[(&str, &str)]) -> Heard {
    ask_with(server.data(), &server.app.settings.database_url, arguments, settings)
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A server whose clock is not ahead of the machine's, whose folder is its own.
async fn sound() -> Server {
    let server = spawn().await;
    mode(server.data(), 0o700);
    server.app.post().signer().public_key().unwrap();
    server
}

#[tokio::test]
async fn a_sound_server_has_no_fault_and_nothing_is_changed() {
    let server = sound().await;
    let before = fs::read_dir(server.data()).unwrap().count();
    let heard = ask(&server, &["--thorough"], &[]);
    // The tests' cluster is told not to wait for the disk.
    let expected = usize::from(postgres::cluster().is_some());
    assert_eq!(heard.faults().len(), expected, "{:?}", heard.faults());
    assert_eq!(heard.is_well, expected == 0);
    for right in
        ["at this version", "fits the database", "key that signs", "everything sealed opens"]
    {
        assert!(heard.says("ok", right), "{right}: {:?}", heard.all);
    }
    assert!(!heard.all.iter().any(|(_, said)| said.contains("proxy.example")));
    assert_eq!(fs::read_dir(server.data()).unwrap().count(), before);
    // In words, for a person.
    let said = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .args(["doctor", "--database-url", &server.app.settings.database_url, "--data"])
        .arg(server.data())
        .output()
        .unwrap();
    let text = String::from_utf8(said.stdout).unwrap();
    assert!(
        text.lines()
            .any(|line| line.starts_with("fault    configuration  TRAVAUX_ORIGIN is not set")),
        "{text}"
    );
    assert!(!said.status.success());
}

#[tokio::test]
async fn settings_that_would_do_harm_are_faults() {
    let server = sound().await;
    let folder = server.data().join("no list");
    fs::write(&folder, "password1\n").unwrap();
    let no_list = folder.display().to_string();
    for (setting, grade, words) in [
        (("TRAVAUX_ORIGIN", "consult.example.org"), "fault", "no origin"),
        (("TRAVAUX_ORIGIN", "http://consult.example.org"), "fault", "is not https"),
        (("TRAVAUX_ORIGIN", "http://127.0.0.1:8080"), "warning", "for trying out"),
        (("TRAVAUX_LISTEN", "0.0.0.0:80"), "fault", "go around the proxy"),
        (("TRAVAUX_LISTEN", "203.0.113.9:80"), "fault", "go around the proxy"),
        (("TRAVAUX_LISTEN", "10.0.0.7:8080"), "warning", "go around the proxy"),
        (("TRAVAUX_TRUSTED_PROXIES", "0.0.0.0/0"), "fault", "takes everybody"),
        (("TRAVAUX_SECOND_FACTOR", "offered"), "warning", "without a second factor"),
        (("TRAVAUX_BREACHED_PASSWORDS", "/nowhere"), "fault", "cannot be opened"),
        (("TRAVAUX_BREACHED_PASSWORDS", no_list.as_str()), "fault", "no list of SHA-1 hashes"),
        (("TRAVAUX_DISK_RESERVE", "4000000000"), "fault", "less than the 4000000000 MB"),
        (("TRAVAUX_SMTP_HOST", "mail.invalid"), "fault", "there is no host mail.invalid"),
        (("TRAVAUX_MAIL_FROM", "nobody"), "fault", "no address that letters could come from"),
        (
            ("DATABASE_URL", "sqlite:/nowhere/travaux.db"),
            "fault",
            "there is no /nowhere/travaux.db",
        ),
        (("DATABASE_URL", "postgres://127.0.0.1:9/travaux"), "fault", "cannot be reached"),
        (("TRAVAUX_DATA", "/nowhere"), "fault", "/nowhere is no folder"),
        (("TRAVAUX_KEYS", "/nowhere/keys"), "fault", "there is no key file /nowhere/keys"),
    ] {
        let heard = ask(&server, &[], &[setting]);
        assert!(heard.says(grade, words), "{setting:?}: {:?}", heard.all);
        assert!(grade != "fault" || !heard.is_well, "{setting:?}");
    }
}

#[tokio::test]
async fn files_and_rows_that_are_not_as_they_should_be_are_faults() {
    let server = sound().await;
    let (keys, signing) = (server.data().join("keys"), server.data().join("signing-key"));
    let heard = |grade: &str, words: &str| {
        let heard = ask(&server, &[], &[]);
        assert!(heard.says(grade, words), "{words}: {:?}", heard.all);
    };
    mode(&keys, 0o644);
    heard("fault", "can read the key file");
    mode(&keys, 0o640);
    heard("ok", "its group can read it (0640)");
    mode(&keys, 0o600);
    mode(server.data(), 0o755);
    heard("warning", "can look into");
    mode(server.data(), 0o700);
    mode(&signing, 0o644);
    heard("fault", "chmod 600");
    mode(&signing, 0o600);
    if postgres::cluster().is_none() {
        heard("warning", "lies beside the database");
    }
    let kept = fs::read(&keys).unwrap();
    fs::write(&keys, "# nothing\n").unwrap();
    heard("fault", "does not hold");
    fs::write(&keys, kept).unwrap();

    // Something was signed, by another key than the one that lies there.
    let sql = |sql: &str| server.write(|tx| tx.batch_execute(sql));
    let other = "0".repeat(64);
    let key = match postgres::cluster() {
        Some(_) => format!("decode('{other}', 'hex')"),
        None => format!("X'{other}'"),
    };
    sql(&format!(
        "INSERT INTO signing_keys (key_id, public_key, first_used_at) VALUES ('abc', {key}, {})",
        match postgres::cluster() {
            Some(_) => "now()",
            None => "0",
        }
    ));
    heard("fault", "signed last");
    fs::rename(&signing, server.data().join("away")).unwrap();
    heard("fault", "receipts were signed with it");
    assert!(!signing.exists(), "a doctor makes no key");

    sql("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101')");
    heard("warning", "a newer program");
    sql("DELETE FROM __diesel_schema_migrations WHERE version < '0002' OR version > '9'");
    heard("fault", "have not run");
    fs::remove_file(server.data().join("away")).unwrap();
}

/// Of a damaged file the others say that the database is gone.
#[tokio::test]
async fn a_damaged_database_and_one_of_nothing_are_faults() {
    if postgres::cluster().is_some() {
        return;
    }
    let server = sound().await;
    let path = server.data().join("damaged.db");
    let copy = format!("VACUUM INTO '{}'", path.display());
    use diesel::connection::Connection;
    let whole = server.data().join("travaux.db").display().to_string();
    diesel::SqliteConnection::establish(&whole).unwrap().batch_execute(&copy).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    let heard = ask(&server, &[], &[("DATABASE_URL", &format!("sqlite:{}", path.display()))]);
    assert!(heard.says("fault", "damaged") || heard.says("fault", "malformed"), "{:?}", heard.all);
    let nothing = server.data().join("nothing.db");
    fs::write(&nothing, b"").unwrap();
    let heard = ask(&server, &[], &[("DATABASE_URL", &format!("sqlite:{}", nothing.display()))]);
    assert!(heard.says("fault", "have not run"), "{:?}", heard.all);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_is_asked_everything_but_to_send() {
    let server = sound().await;
    let (authority, stranger) = (Authority::new(), Authority::new());
    let ca = authority.file(server.data()).display().to_string();
    let office = |security: Security| PostOffice::open_with(Manner::Accept, security);
    let good = office(Security::Starttls(authority.vouch_for("127.0.0.1")));
    let unknown = office(Security::Starttls(stranger.vouch_for("127.0.0.1")));
    let clear = office(Security::None);
    let away = PostOffice::open(Manner::TurnAway);
    let closed = crate::support::child::free_port();
    let asked = |port: u16, arguments: &[&str], tls: &str| {
        let port = port.to_string();
        let settings = [
            ("TRAVAUX_SMTP_HOST", "127.0.0.1"),
            ("TRAVAUX_SMTP_PORT", port.as_str()),
            ("TRAVAUX_SMTP_CA", ca.as_str()),
            ("TRAVAUX_SMTP_TLS", tls),
            ("TRAVAUX_MAIL_FROM", "Travaux <travaux@example.org>"),
        ];
        ask(&server, arguments, &settings)
    };
    let soon = office(Security::Tls(authority.vouch_for_with("127.0.0.1", ends_in_ten_days)));
    let heard = asked(soon.port(), &[], "tls");
    assert!(heard.says("ok", "would take letters"), "{:?}", heard.all);
    assert!(heard.says("warning", "its certificate ends in "), "{:?}", heard.all);
    let heard = asked(good.port(), &[], "starttls");
    assert!(heard.says("ok", "would take letters"), "{:?}", heard.all);
    let server_called = format!("127.0.0.1:{}: its certificate is good for ", good.port());
    assert!(heard.says("ok", &server_called), "{:?}", heard.all);
    assert!(good.letters().is_empty(), "nothing is sent unless it is asked for");
    let heard = asked(good.port(), &["--mail-to", "ana@example.org"], "starttls");
    assert!(heard.says("ok", "a letter left for ana@example.org"), "{:?}", heard.all);
    assert_eq!(good.letters().len(), 1);
    for (port, words) in [
        (unknown.port(), "would take no letter"),
        (clear.port(), "would take no letter"),
        (away.port(), "would take no letter"),
        (closed, "does not answer"),
    ] {
        let heard = asked(port, &[], "starttls");
        assert!(heard.says("fault", words), "{words}: {:?}", heard.all);
    }
}

// The program that is asked goes by the machine's clock.
#[allow(clippy::disallowed_methods)]
fn ends_in_ten_days(about: &mut rcgen::CertificateParams) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    about.not_after = rcgen::date_time_ymd(1970, 1, 1) + now + Duration::from_secs(10 * 86_400);
}

/// Answers whatever comes with these heads, one after the other.
fn answering(answers: &'static [&'static str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for (stream, answer) in listener.incoming().zip(answers) {
            let Ok(mut stream) = stream else { return };
            let mut head = [0; 4096];
            let _ = stream.read(&mut head);
            let _ = write!(stream, "{answer}content-length: 0\r\nconnection: close\r\n\r\n");
            // What still comes is read: else the answer would be lost with it.
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let mut rest = vec![0; 1 << 16];
            while stream.read(&mut rest).is_ok_and(|read| read > 0) {}
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_public_address_is_asked_as_a_browser_would() {
    let server = sound().await;
    let ask_at = |address: &str, trusted: &str| {
        let settings = [("TRAVAUX_ORIGIN", address), ("TRAVAUX_TRUSTED_PROXIES", trusted)];
        ask(&server, &["--url", address], &settings)
    };
    // Without a proxy: what is claimed counts for nothing, and large forms come through.
    let heard = ask_at(&server.address, "10.0.0.9");
    for right in ["this installation answers", "is not believed", "headers of every page", "25 MB"]
    {
        assert!(heard.says("ok", right), "{right}: {:?}", heard.all);
    }
    // A proxy that adds to what was claimed, and is itself believed: so is a server that trusts all of this machine.
    let mut gullible = server.app.settings.clone();
    gullible.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    let gullible = server.beside(server.app.db.clone(), gullible);
    let heard = ask_at(&gullible, "10.0.0.9");
    assert!(
        heard.says("fault", "what a browser claims in X-Forwarded-For is believed"),
        "{:?}",
        heard.all
    );

    let nobody = format!("http://127.0.0.1:{}", crate::support::child::free_port());
    assert!(ask_at(&nobody, "10.0.0.9").says("fault", "cannot be asked"));
    let something = answering(&["HTTP/1.1 200 OK\r\n"]);
    assert!(ask_at(&something, "10.0.0.9").says("fault", "something else answers"));
    let foreign = answering(&["HTTP/1.1 200 OK\r\ntravaux-installation: zzzz\r\n"]);
    assert!(ask_at(&foreign, "10.0.0.9").says("fault", "another installation"));
    let heard = ask(&server, &["--url", &server.address], &[]);
    assert!(
        heard.says("fault", "TRAVAUX_ORIGIN says https://consult.example.org"),
        "{:?}",
        heard.all
    );
    // A proxy that takes headers away, and no large forms; a certificate that nobody vouches for.
    let key = server.app.post().signer().public_key().unwrap().id();
    let first =
        format!("HTTP/1.1 200 OK\r\ntravaux-installation: {key}\r\ntravaux-sender: 10.0.0.9\r\n");
    let answers: [&'static str; 2] =
        [Box::leak(first.into_boxed_str()), "HTTP/1.1 413 Content Too Large\r\n"];
    let narrow = answering(Box::leak(Box::new(answers)));
    let heard = ask_at(&narrow, "10.0.0.9");
    assert!(heard.says("fault", "headers that do not arrive"), "{:?}", heard.all);
    assert!(heard.says("fault", "client_max_body_size"), "{:?}", heard.all);
    let heard = ask(&server, &["--url", "http://consult.invalid"], &[]);
    assert!(heard.says("fault", "http://consult.invalid is not https"), "{:?}", heard.all);
}

/// Over TLS, with a certificate of one's own, and with one that nobody vouches for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_that_nobody_vouches_for_is_a_fault() {
    let server = sound().await;
    let authority = Authority::new();
    let ca = authority.file(server.data()).display().to_string();
    let key = server.app.post().signer().public_key().unwrap().id();
    let head = format!(
        "HTTP/1.1 200 OK\r\ntravaux-installation: {key}\r\ntravaux-sender: 127.0.0.1\r\n\
         content-length: 0\r\nconnection: close\r\n\r\n"
    );
    let address = over_tls(authority.vouch_for("127.0.0.1"), head);
    let settings = [("TRAVAUX_ORIGIN", address.as_str()), ("TRAVAUX_TRUSTED_PROXIES", "10.0.0.9")];
    let heard = ask(&server, &["--url", &address], &settings);
    assert!(heard.says("fault", "its certificate good?"), "{:?}", heard.all);
    assert!(heard.says("fault", "of an authority that is not known here"), "{:?}", heard.all);
    let heard = ask(&server, &["--url", &address, "--url-ca", &ca], &settings);
    assert!(heard.says("ok", "this installation answers"), "{:?}", heard.all);
    assert!(heard.says("fault", "strict-transport-security"), "{:?}", heard.all);
    assert!(
        heard.says("ok", &format!("{address}: its certificate is good for ")),
        "{:?}",
        heard.all
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_certificate_of_the_public_address_is_looked_at_before_it_ends() {
    let server = sound().await;
    let authority = Authority::new();
    let ca = authority.file(server.data()).display().to_string();
    let asked =
        |address: &str, arguments: &[&str]| ask(&server, arguments, &[("TRAVAUX_ORIGIN", address)]);
    let past = |about: &mut rcgen::CertificateParams| {
        about.not_after = rcgen::date_time_ymd(2020, 1, 1);
    };
    let of = |config| over_tls(config, String::new());
    for (address, grade, words) in [
        (
            of(authority.vouch_for_with("127.0.0.1", ends_in_ten_days)),
            "warning",
            "certificate ends in ",
        ),
        (of(authority.vouch_for_with("127.0.0.1", past)), "fault", "has expired"),
        (of(authority.vouch_for("consult.example")), "fault", "is for another name than 127.0.0.1"),
    ] {
        let heard = asked(&address, &["--url", &address, "--url-ca", &ca]);
        assert!(heard.says(grade, words), "{words}: {:?}", heard.all);
    }
    // Where nothing answers, and without being told to go there: no fault of this machine's.
    let nobody = format!("https://127.0.0.1:{}", crate::support::child::free_port());
    let heard = asked(&nobody, &[]);
    assert!(heard.says("warning", "could not be asked for its certificate"), "{:?}", heard.all);
    assert_eq!(heard.faults().len(), usize::from(postgres::cluster().is_some()), "{:?}", heard.all);
    let heard = asked(&nobody, &["--offline"]);
    assert!(!heard.says("warning", "certificate"), "{:?}", heard.all);
}

/// Answers whoever asks over TLS with this head.
fn over_tls(config: Arc<rustls::ServerConfig>, head: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let Ok(connection) = rustls::ServerConnection::new(config.clone()) else { return };
            let mut stream = rustls::StreamOwned::new(connection, stream);
            let mut asked = [0; 4096];
            if stream.read(&mut asked).is_ok() {
                let _ = stream.write_all(head.as_bytes());
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    address
}
