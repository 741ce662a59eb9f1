//! The real regional consultations of 2015, where ../shared/data is beside the checkout. Nothing of them
//! is in the repository.

use super::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(serde::Deserialize)]
struct Comment {
    id: String,
    region: String,
    venue: String,
    dates: String,
    text: String,
}

fn comments() -> Option<BTreeMap<String, Vec<Comment>>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../shared/data/solidarity/regional_comments_dev.jsonl");
    let Ok(lines) = std::fs::read_to_string(path) else {
        eprintln!("no ../shared/data: not run");
        return None;
    };
    let mut meetings: BTreeMap<String, Vec<Comment>> = BTreeMap::new();
    for line in lines.lines() {
        let comment: Comment = serde_json::from_str(line).unwrap();
        meetings.entry(comment.venue.clone()).or_default().push(comment);
    }
    Some(meetings)
}

/// Each list is pasted as the report has it; every comment is there under its region and letter.
#[tokio::test]
async fn the_29_comments_of_three_regional_consultations_are_put_on_a_text() {
    let Some(meetings) = comments() else { return };
    let stage = stage::recorded().await;
    let desk = &stage.administrator;
    for (venue, all) in &meetings {
        let (first, last) = all[0].dates.split_once('/').unwrap();
        let title = format!("Regional consultation, {venue}");
        let mut form = vec![
            ("title", title.as_str()),
            ("city", venue),
            ("first_date", first),
            ("last_date", last),
            ("attributed_to", all[0].region.as_str()),
            ("language", "en"),
            ("form_key", venue),
        ];
        let groups = ["African", "Latin American", "Western European", "Eastern European"];
        let words =
            ["african", "latin_american_caribbean", "western_european_others", "eastern_european"];
        let named = groups.iter().zip(words).filter(|(group, _)| all[0].region.contains(*group));
        form.extend(named.map(|(_, word)| ("regions", word)));
        let answer = desk.post(&format!("/rounds/{}/meetings", stage.round), &form).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let meeting = answer.location().split('?').next().unwrap().to_owned();
        let letter = |one: &Comment| one.id.rsplit('-').next().unwrap().to_owned();
        let lines = all.iter().map(|one| format!("({}) {}", letter(one), one.text));
        let list = lines.collect::<Vec<_>>().join("\n\n");
        let form = [
            ("list", list.as_str()),
            ("language", "en"),
            ("step", "store"),
            ("form_key", &meeting),
        ];
        let answer = desk.post(&format!("{meeting}/comments"), &form).await;
        assert_eq!(answer.status, 303, "{venue}: {}", answer.text());
        let page = desk.get(&meeting).await;
        for one in all {
            assert!(page.has(&format!("({})", letter(one))), "{}", one.id);
        }
    }
    let letters: Vec<Option<String>> =
        stage.server.read(|conn| inputs::table.order(inputs::id).select(inputs::letter).load(conn));
    assert_eq!(letters.len(), 29);
    assert!(letters.iter().all(Option::is_some));

    stage.server.it_is(CLOSED);
    let data = stage.lead.get(&format!("/rounds/{}/compilation.json", stage.round)).await;
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = plain(&data.body);
    for one in meetings.values().flatten() {
        let text = serde_json::to_string(&one.text).unwrap();
        assert!(said.contains(&plain(text.trim_matches('"'))), "{} is lost", one.id);
        assert!(data.body.contains(&one.region), "{}", one.region);
    }
    let regions: Vec<Option<RegionalGroup>> = stage.server.read(|conn| {
        let of =
            participants::table.filter(participants::kind.eq(ParticipantKind::RegionalMeeting));
        of.order(participants::id).select(participants::regional_group).load(conn)
    });
    let several = regions.iter().filter(|region| region.is_none()).count();
    assert_eq!((regions.len(), several), (3, 1), "Geneva was the meeting of two groups");
    assert!(crate::record::checked(&stage.server).is_ok());
}
