//! Meetings: what their record says of a text is a region's, and what somebody said there on behalf of a
//! participant is nobody's word until that participant answers for it.

mod interventions;
mod real;

use diesel::prelude::*;
use travaux::procedure::words::*;
use travaux::schema::*;

use crate::support::stage::{self, Stage};
use crate::support::{Page, Person};

/// Article 1 (1): "Everyone has the right to mutual aid."
const PARAGRAPH: usize = 5;
const CLOSED: &str = "2026-05-04T12:00:00Z";
const TITLE: &str = "Regional consultation with African States";

fn meeting() -> Vec<(&'static str, &'static str)> {
    vec![
        ("title", TITLE),
        ("city", "Port Saba"),
        ("country", "Saba"),
        ("first_date", "2026-03-10"),
        ("last_date", "2026-03-11"),
        ("regions", "african"),
        ("attributed_to", "African region"),
        ("rapporteur", "Office of the rapporteur"),
        ("participants", "Canary Of-The-List, Saba\nTwo others"),
        ("record", "Canary-of-the-record: it was long."),
        ("language", "en"),
        ("form_key", "form-of-the-meeting"),
    ]
}

/// Enters the meeting; answers its address.
async fn entered(stage: &Stage, who: &Person) -> String {
    let path = format!("/rounds/{}/meetings", stage.round);
    let file = ("original", "record.txt", &b"Word for word."[..]);
    let answer = who.post_files(&path, &meeting(), &[file]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().split('?').next().expect("a path").to_owned()
}

const LIST: &str = "(a) The text is too long;\n\n(b) [art. 1 (1)] Say \u{201c}peoples\u{201d}:\n(i) in the title;\n(ii) here.\n(c) Name the harbours.";

async fn pasted(
    who: &Person,
    meeting: &str,
    list: &str,
    step: &str,
    more: &[(&str, &str)],
) -> Page {
    let form =
        [("list", list), ("language", "en"), ("step", step), ("form_key", "form-of-the-list")];
    who.post(&format!("{meeting}/comments"), &[&form[..], more].concat()).await
}

type Stored = (Option<String>, Option<String>, InputKind, Option<PublicationClass>);

fn stored(stage: &Stage) -> Vec<Stored> {
    stage.server.read(|conn| {
        inputs::table
            .order(inputs::id)
            .select((inputs::letter, inputs::identity, inputs::kind, inputs::publication_class))
            .load(conn)
    })
}

fn acts(stage: &Stage, like: &str) -> Vec<String> {
    stage.server.read(|conn| {
        let of = journal::table.filter(journal::act.like(like));
        of.order(journal::seq).select(journal::act).load(conn)
    })
}

#[tokio::test]
async fn the_secretariat_enters_a_meeting_and_corrects_it_until_it_is_published() {
    let stage = stage::recorded().await;
    let desk = &stage.administrator;
    let path = format!("/rounds/{}/meetings", stage.round);
    let bad: Vec<(&str, &str)> = meeting()
        .into_iter()
        .map(|(name, value)| match name {
            "city" => (name, ""),
            "last_date" => (name, "2026-03-09"),
            "attributed_to" => (name, "Kingdom of Lothmar"),
            _ => (name, value),
        })
        .collect();
    let answer = desk.post(&path, &bad).await;
    assert_eq!(answer.status, 422);
    for said in
        ["Say in which city it was.", "The last day is before the first.", "Canary Of-The-List"]
    {
        assert!(answer.has(said), "{said}: {}", answer.text());
    }
    let to_come: Vec<_> = meeting()
        .into_iter()
        .map(|(name, value)| (name, if name == "last_date" { "2026-04-01" } else { value }))
        .collect();
    let answer = desk.post(&path, &to_come).await;
    assert!(answer.status == 422 && answer.has("This day has not come yet."));
    // A State's name is no region's.
    let of_a_state: Vec<_> = meeting()
        .into_iter()
        .map(|(name, value)| {
            (name, if name == "attributed_to" { "Kingdom of Lothmar" } else { value })
        })
        .collect();
    let answer = desk.post(&path, &of_a_state).await;
    assert!(answer.status == 422 && answer.has("A participant of another kind has this name."));

    let meeting = entered(&stage, desk).await;
    assert_eq!(entered(&stage, desk).await, meeting, "the same form twice is one meeting");
    let page = desk.get(&meeting).await;
    for said in [
        "Port Saba, Saba",
        "10 March 2026 to 11 March 2026",
        "African region",
        "Canary Of-The-List",
        "Canary-of-the-record",
        "record.txt",
    ] {
        assert!(page.has(said), "{said}: {}", page.text());
    }
    assert!(desk.get(&path).await.has(TITLE));
    let strangers =
        [&stage.avaria_focal, &stage.auditor, &stage.stranger, &stage.system_administrator];
    for who in strangers {
        for address in [&path, &meeting, &format!("{meeting}/comments")] {
            assert_eq!(who.get(address).await.status, 404, "{address}");
        }
    }
    let kind: (ParticipantKind, Option<RegionalGroup>) = stage.server.read(|conn| {
        participants::table
            .filter(participants::name.eq("African region"))
            .select((participants::kind, participants::regional_group))
            .first(conn)
    });
    assert_eq!(kind, (ParticipantKind::RegionalMeeting, Some(RegionalGroup::African)));

    let form = desk.get(&format!("{meeting}/correction")).await;
    assert!(form.has("value=\"Port Saba\"") && form.has("value=\"african\" checked"));
    let corrected = [
        ("version", form.value("version")),
        ("title", TITLE.into()),
        ("city", "Port Sabah".into()),
        ("country", "Saba".into()),
        ("first_date", "2026-03-10".into()),
        ("last_date", String::new()),
        ("regions", "african".into()),
        ("attributed_to", "Participants in the meeting of Port Sabah".into()),
    ];
    let corrected: Vec<(&str, &str)> = corrected.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = desk.does(&meeting, &corrected).await;
    assert!(page.has("Port Sabah, Saba") && page.has("Participants in the meeting of Port Sabah"));
    assert_eq!(acts(&stage, "meeting.%"), ["meeting.registered", "meeting.corrected"]);
    // Sent again it is done; with other facts against what was read before, it is not.
    assert_eq!(desk.post(&meeting, &corrected).await.status, 303);
    let other: Vec<_> = corrected
        .iter()
        .map(|(name, value)| (*name, if *name == "city" { "Elsewhere" } else { *value }))
        .collect();
    let conflict = desk.post(&meeting, &other).await;
    assert!(conflict.status == 409 && conflict.has("value=\"Elsewhere\""), "{}", conflict.text());
    let names: i64 = stage.server.read(|conn| {
        let kind = participants::kind.eq(ParticipantKind::RegionalMeeting);
        participants::table.filter(kind).count().get_result(conn)
    });
    assert_eq!(names, 1, "it was called otherwise, and is the same");

    stage.server.it_is(CLOSED);
    desk.does(&format!("/rounds/{}/publication", stage.round), &[]).await;
    let late = desk.post(&meeting, &corrected).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(desk.get(&meeting).await.has("This was published already."));
    assert!(crate::record::checked(&stage.server).is_ok());
}

#[tokio::test]
async fn a_lettered_list_is_shown_as_it_was_read_and_then_put_on_the_text() {
    let stage = stage::recorded().await;
    let desk = &stage.drafter;
    let meeting = entered(&stage, desk).await;
    let bad =
        pasted(desk, &meeting, "(a) One.\n(c) Three.\n(b) [art. 99] Two.", "store", &[]).await;
    assert_eq!(bad.status, 422);
    for said in [
        "Line 2: it begins with (c), where (b) was to come.",
        "Line 3: “art. 99” is no one paragraph",
        "(c) Three.",
    ] {
        assert!(bad.has(said), "{said}: {}", bad.text());
    }
    let nothing = pasted(desk, &meeting, " \n", "read", &[]).await;
    assert!(nothing.status == 422 && nothing.has("Paste the list first."));

    let read = pasted(desk, &meeting, LIST, "read", &[]).await;
    assert!(read.status == 200 && read.has("3 comments were read"), "{}", read.text());
    let element = stage.elements[PARAGRAPH].to_string();
    assert!(
        read.has(&format!("value=\"{element}\" selected")),
        "the paragraph in brackets is chosen"
    );
    assert!(stored(&stage).is_empty(), "nothing is stored before one has seen it");

    let chosen =
        [("element-a", ""), ("element-b", element.as_str()), ("element-c", element.as_str())];
    let answer = pasted(desk, &meeting, LIST, "store", &chosen).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let public = Some(PublicationClass::Public);
    let here = Some(stage.identities[PARAGRAPH].clone());
    let letter = |letter: &str| Some(letter.to_owned());
    let expected = [
        (letter("a"), None, InputKind::General, public),
        (letter("b"), here.clone(), InputKind::Comment, public),
        (letter("c"), here, InputKind::Comment, public),
    ];
    assert_eq!(stored(&stage), expected);
    let again = pasted(desk, &meeting, LIST, "store", &chosen).await;
    assert_eq!((again.status, stored(&stage).len()), (303, 3), "sent twice, it is there once");

    let other_form =
        [("list", "(c) Once more."), ("language", "en"), ("step", "store"), ("form_key", "x")];
    let taken = desk.post(&format!("{meeting}/comments"), &other_form).await;
    assert!(taken.status == 422 && taken.has("has a comment (c) already"), "{}", taken.text());
    assert!(taken.has("The next letter is (d)."));
    // An item of a comment stays in it.
    assert!(desk.get(&meeting).await.has("(ii) here."));
    assert!(crate::record::checked(&stage.server).is_ok());
}

/// Everywhere that an input appears, the region and the letter do; and no State said it.
#[tokio::test]
async fn a_comment_of_a_meeting_goes_the_way_of_all_inputs_under_the_name_of_its_region() {
    let stage = stage::recorded().await;
    let desk = &stage.administrator;
    let meeting = entered(&stage, desk).await;
    let element = stage.elements[PARAGRAPH].to_string();
    let chosen = [("element-b", element.as_str()), ("element-c", element.as_str())];
    assert_eq!(pasted(desk, &meeting, LIST, "store", &chosen).await.status, 303);
    stage.server.it_is(CLOSED);
    let round = format!("/rounds/{}", stage.round);
    desk.does(&format!("{round}/publication"), &[]).await;
    stage.lead.does(&format!("{round}/compilation/publication"), &[("shown", "yes")]).await;

    for (who, address) in [
        (&stage.lead, format!("{round}/consolidation/{element}")),
        (&stage.lead, format!("{round}/matrix")),
        (&stage.lead, format!("{round}/matrix.csv")),
        (&stage.lead, format!("{round}/consolidation/board")),
        (&stage.visitor, format!("{round}/elements/{element}")),
        (&stage.visitor, format!("{round}/compilation")),
        (&stage.visitor, format!("{round}/compilation.json")),
        (&stage.visitor, format!("{round}/submissions")),
    ] {
        let page = who.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        let is_board = address.ends_with("board");
        assert!(is_board || page.has("African region"), "{address}: {}", page.text());
    }
    let place = stage.visitor.get(&format!("{round}/elements/{element}")).await;
    assert!(place.has("(b)") && place.has("(c)") && place.has("Regional meeting"));
    let submission =
        stage.visitor.get(&format!("{round}/submissions")).await.links("/submissions/");
    let page = stage.visitor.get(&submission[0]).await;
    assert!(page.has(TITLE) && page.has("Port Saba, Saba, 10 March 2026 to 11 March 2026"));
    for secret in ["Canary Of-The-List", "Canary-of-the-record"] {
        assert!(!page.has(secret), "{secret}");
    }
    let front = stage.visitor.get("/c/mutual-aid").await;
    assert!(front.has("Regional meeting"), "{}", front.text());
    assert!(!front.has("African States"), "no State of the region has answered: {}", front.text());
}

#[tokio::test]
async fn who_was_at_a_meeting_and_its_record_are_nowhere_in_the_stolen_database() {
    let stage = stage::recorded().await;
    entered(&stage, &stage.administrator).await;
    for canary in ["Canary Of-The-List", "Canary-of-the-record", "Port Saba", "Word for word."] {
        assert!(!crate::sealing::is_in_the_stolen_database(&stage.server, canary), "{canary}");
    }
}

/// The record may come after the meeting was entered; another file takes its place, and nothing is lost.
#[tokio::test]
async fn the_record_is_added_as_a_file_and_replaced_and_the_old_one_is_kept() {
    let stage = stage::recorded().await;
    let desk = &stage.administrator;
    let path = format!("/rounds/{}/meetings", stage.round);
    let answer = desk.post(&path, &meeting()).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let meeting = answer.location().split('?').next().expect("a path").to_owned();
    assert!(desk.get(&meeting).await.links("/files/").is_empty());
    let record = format!("{meeting}/record");
    let keeps = async |who: &Person, name: &str, bytes: &[u8]| {
        who.post_files(&record, &[], &[("original", name, bytes)]).await
    };
    assert!(desk.post(&record, &[]).await.status == 422, "no file");
    let bad = keeps(desk, "record.exe", b"MZ").await;
    assert!(bad.status == 422 && bad.has("record.exe"), "{}", bad.text());
    for who in [&stage.avaria_focal, &stage.auditor, &stage.stranger] {
        assert_eq!(keeps(who, "record.txt", b"Mine.").await.status, 404);
    }

    for _ in 0..2 {
        assert_eq!(keeps(desk, "record.txt", b"A first record.").await.status, 303);
    }
    assert_eq!(acts(&stage, "file.%"), ["file.registered"], "twice the same is once");
    let first = desk.get(&meeting).await.links("/files/");
    assert_eq!(first.len(), 1);
    assert_eq!(keeps(desk, "record-2.txt", b"The record, as signed.").await.status, 303);
    assert_eq!(acts(&stage, "file.%"), ["file.registered", "file.registered", "file.replaced"]);
    let page = desk.get(&meeting).await;
    assert!(page.has("replaced on 15 March 2026"), "{}", page.text());
    let files = page.links("/files/");
    assert!(files.len() == 2 && files[1] == first[0], "what stands comes first: {files:?}");
    assert_eq!(desk.get(&first[0]).await.body, "A first record.", "nothing is lost");
    assert!(!crate::sealing::is_in_the_stolen_database(&stage.server, "A first record."));
    assert!(crate::record::checked(&stage.server).is_ok());

    // What is published has the one that stands.
    assert_eq!(
        pasted(desk, &meeting, "(a) Short.", "store", &[("element-a", "")]).await.status,
        303
    );
    stage.server.it_is(CLOSED);
    desk.does(&format!("/rounds/{}/publication", stage.round), &[]).await;
    let list = stage.visitor.get(&format!("/rounds/{}/submissions", stage.round)).await;
    let published = stage.visitor.get(&list.links("/submissions/")[0]).await;
    let shown = published.links("/files/");
    assert!(!shown.is_empty() && shown.iter().all(|file| *file == files[0]), "{shown:?}");
    assert_eq!(stage.visitor.get(&files[0]).await.body, "The record, as signed.");
    assert_eq!(stage.visitor.get(&first[0]).await.status, 404);
    let late = keeps(desk, "record-3.txt", b"Another.").await;
    assert_eq!(late.status, 409, "what is published stays: {}", late.text());
    assert!(!desk.get(&meeting).await.has("Put another file in its place"));
    assert!(crate::record::checked(&stage.server).is_ok());
}

/// A file that somebody slipped in, or changed, is found by whoever checks the record.
#[tokio::test]
async fn a_later_record_that_was_tampered_with_is_found() {
    let kept = async || {
        let stage = stage::recorded().await;
        let meeting = entered(&stage, &stage.administrator).await;
        let file = ("original", "record-2.txt", &b"As signed."[..]);
        let answer =
            stage.administrator.post_files(&format!("{meeting}/record"), &[], &[file]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert!(crate::record::checked(&stage.server).is_ok());
        stage
    };
    let stage = kept().await;
    stage.server.write(|tx| {
        diesel::update(attachments::table)
            .set(attachments::replaced_at.eq(None::<travaux::procedure::Moment>))
            .execute(&mut **tx)
    });
    assert!(crate::record::checked(&stage.server).is_err(), "which file stands is the journal's");
    let stage = kept().await;
    stage.server.write(|tx| {
        let later = committed_files::table.filter(committed_files::commitment.is_not_null());
        diesel::update(later)
            .set(committed_files::publication_class.eq(PublicationClass::Confidential))
            .execute(&mut **tx)
    });
    assert!(crate::record::checked(&stage.server).is_err(), "what was committed to is fixed");
    let stage = kept().await;
    stage.server.write(|tx| {
        let later = committed_files::table.filter(committed_files::commitment.is_not_null());
        diesel::delete(later).execute(&mut **tx)
    });
    assert!(crate::record::checked(&stage.server).is_err(), "nobody committed to it");
}
