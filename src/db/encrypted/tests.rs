#![allow(clippy::unwrap_used)]

use super::*;

fn encrypted_way(url: &str) -> Encrypted {
    match way(url).unwrap() {
        Way::Encrypted(way) => way,
        Way::Plain => panic!("{url} is plain"),
    }
}

#[test]
fn an_address_says_whom_to_ask_and_whom_to_believe() {
    let way = |rest: &str| encrypted_way(&format!("postgres://{rest}"));
    let places = |rest: &str| {
        let places = way(rest).places;
        places.iter().map(|(host, port)| format!("{host} {port}")).collect::<Vec<_>>().join(", ")
    };
    for (rest, expected) in [
        ("db.example/t?sslmode=verify-full", "db.example 5432"),
        ("u:p@db.example:5433/t?sslmode=verify-full", "db.example 5433"),
        ("u@[fd00::7]:5433/t?sslmode=verify-full", "fd00::7 5433"),
        ("u@one:1,two/t?sslmode=verify-full", "one 1, two 5432"),
        ("u@/t?sslmode=verify-full&host=one,two&port=1,2", "one 1, two 2"),
        ("u@/t?host=one,two&port=7&sslmode=verify-full", "one 7, two 7"),
    ] {
        assert_eq!(places(rest), expected, "{rest}");
    }
    let way = way(
        "u:p%40s@db.example/t?sslmode=verify-full&application_name=a%20b&sslrootcert=%2Fetc%2Fca.pem&connect_timeout=3",
    );
    assert_eq!(way.authorities, Some("/etc/ca.pem".into()));
    assert_eq!(way.before, "postgres://u:p%40s@/t?");
    assert_eq!(way.after, "&application_name=a%20b&connect_timeout=3");
    assert_eq!(way.patience, Patience { connect: Duration::from_secs(3), unanswered: 0 });
    let hurried = encrypted_way("postgres://db/t?sslmode=verify-full&tcp_user_timeout=5000");
    assert_eq!(hurried.patience, Patience { connect: PATIENCE, unanswered: 5000 });
    let system = encrypted_way("postgres://db/t?sslmode=verify-full&sslrootcert=system");
    assert_eq!(system.authorities, None);
    let own = encrypted_way("postgres://db/t?sslmode=verify-full&sslcert=a.pem&sslkey=a.key");
    assert_eq!(own.own, Some(("a.pem".into(), "a.key".into())));
}

#[test]
fn what_is_half_a_look_at_who_answers_is_refused_and_what_asks_for_none_goes_as_ever() {
    for rest in ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=", "?application_name=a"] {
        let url = format!("postgres://db.example/t{rest}");
        assert!(matches!(way(&url).unwrap(), Way::Plain), "{url}");
        assert!(!is_encrypted(&url));
    }
    assert!(is_encrypted("postgres://db.example/t?sslmode=verify-full"));
    assert!(!is_encrypted("sqlite:t.db?sslmode=verify-full"));
    for (rest, words) in [
        ("db/t?sslmode=require", "sslmode=require in DATABASE_URL does not look at who answers"),
        ("db/t?sslmode=verify-ca", "say sslmode=verify-full, and sslrootcert=FILE"),
        ("/t?sslmode=verify-full", "names a socket of this machine"),
        ("/t?host=/run/postgresql&sslmode=verify-full", "names a socket of this machine"),
        ("db/t?sslmode=verify-full&hostaddr=192.0.2.1", "name the host alone"),
        ("db:x/t?sslmode=verify-full", "x in DATABASE_URL is no port"),
        (
            "db/t?sslmode=verify-full&connect_timeout=soon",
            "connect_timeout=soon in DATABASE_URL is no number",
        ),
        ("db/t?sslmode=verify-full&sslcert=a.pem", "go together"),
    ] {
        let said = way(&format!("postgres://{rest}")).unwrap_err();
        assert!(said.contains(words), "{rest}: {said}");
    }
}

#[test]
fn what_is_encoded_is_decoded_and_the_other_way_round() {
    for text in ["", "/tmp/a b", "100%", "ü/%41"] {
        assert_eq!(decoded(&encoded(text)), text);
    }
    assert_eq!(decoded("%zz%4"), "%zz%4");
}
