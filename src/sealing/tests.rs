use super::*;
use proptest::prelude::*;

fn sealer(n: u8) -> Sealer {
    let id = KeyId(format!("tests{n:03}"));
    learn(Path::new("/dev/null/tests"), &[file::Line { id: id.clone(), secret: [n; 32] }]);
    let key = key(&id).unwrap();
    Sealer { id, key }
}

const PLACE: Place<'static> = Place { what: "input", id: "0000000000000000000000000a" };

#[test]
fn the_same_text_is_never_sealed_alike_and_its_place_is_sealed_with_it() {
    let sealer = sealer(1);
    let [one, two] = [(), ()].map(|()| sealer.seal(PLACE, b"lanterns").unwrap());
    assert_ne!(one, two);
    assert_eq!(open(PLACE, &one).unwrap(), b"lanterns");
    for elsewhere in [
        Place::of("input", "0000000000000000000000000b"),
        Place::of("file", PLACE.id),
        Place::of("input0", &PLACE.id[1..]),
    ] {
        let id = elsewhere.id.to_owned();
        let refused = Broken::Altered { what: elsewhere.what, id };
        assert_eq!(open(elsewhere, &one), Err(refused));
    }
    assert!(matches!(open(PLACE, b""), Err(Broken::Malformed { .. })));
    assert!(matches!(open(PLACE, b"\x01nobodysk"), Err(Broken::Malformed { .. })));
    let mut other = one.clone();
    other[1..9].copy_from_slice(b"nobodysk");
    assert!(matches!(open(PLACE, &other), Err(Broken::UnknownKey { .. })));
}

#[test]
fn the_length_of_what_is_sealed_tells_little() {
    let sealer = sealer(2);
    let lengths = [0, 1, 17, 90, 200].map(|n| {
        let sealed = sealer.seal_document(PLACE, &"x".repeat(n)).unwrap();
        let opened: String = open_document(PLACE, &sealed).unwrap();
        assert_eq!(opened.len(), n);
        sealed.len()
    });
    assert!(lengths.iter().all(|length| *length == lengths[0]), "{lengths:?}");
}

#[test]
fn an_index_is_of_one_participant_one_round_and_one_key() {
    let (one, other) = (sealer(3), sealer(4));
    let index = |sealer: &Sealer, participant, round| {
        sealer.index_of(ParticipantKey(participant), RoundKey(round))
    };
    let all = [index(&one, 1, 2), index(&one, 2, 1), index(&one, 1, 3), index(&other, 1, 2)];
    let distinct: BTreeSet<&Vec<u8>> = all.iter().collect();
    assert_eq!(distinct.len(), 4);
    assert_eq!(index(&one, 1, 2), all[0]);
}

#[test]
fn nothing_secret_is_printed() {
    let printed = format!("{:?}", sealer(5));
    assert_eq!(printed, "Sealer { id: KeyId(\"tests005\"), key: Key([redacted]) }");
}

#[test]
fn a_key_file_is_read_as_it_is_written_and_its_faults_are_named_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let made = [add_key(&path).unwrap(), add_key(&path).unwrap()];
    assert_eq!(ids_in(&path).unwrap(), made);
    let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let secret = "ab".repeat(32);
    for (text, said) in [
        (format!("# ours\nabcdefg0 {secret}\nabcdefg1 {secret}0\n"), "line 3"),
        (format!("abcdefg {secret}\n"), "line 1"),
        (format!("abcdefg0 {secret}\nabcdefg0 {secret}\n"), "abcdefg0 twice"),
    ] {
        let error = file::parse(&path, &text).map(drop).unwrap_err().to_string();
        assert!(error.contains(said) && !error.contains("abab"), "{error}");
    }
}

proptest! {
    #[test]
    fn what_is_sealed_opens_and_a_flipped_bit_does_not(
        text in proptest::collection::vec(any::<u8>(), 0..600),
        bit in any::<prop::sample::Index>(),
    ) {
        let sealed = sealer(6).seal(PLACE, &text).unwrap();
        prop_assert_eq!(open(PLACE, &sealed).unwrap(), text);
        let mut flipped = sealed.clone();
        let bit = bit.index(sealed.len() * 8);
        flipped[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(open(PLACE, &flipped).is_err());
        prop_assert!(open(PLACE, &sealed[..bit / 8]).is_err());
    }
}
