//! Groups and their members: on the page of the participant, and from a table.

use travaux::participants::store::{find_by_name, groups::members_of};
use travaux::procedure::keys::PublicId;
use travaux::schema::participants;

use super::*;

async fn group(stage: &Stage) -> String {
    let form = [("name", "Group of Coastal States"), ("kind", "political_group")];
    let answer = stage.administrator.post("/c/mutual-aid/participants/new", &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let id: PublicId = stage.server.read(|conn| {
        participants::table
            .filter(participants::name.eq("Group of Coastal States"))
            .select(participants::public_id)
            .first(conn)
    });
    format!("/participants/{id}")
}

fn avaria(stage: &Stage) -> String {
    let id: PublicId = stage.server.read(|conn| {
        participants::table.find(stage.avaria).select(participants::public_id).first(conn)
    });
    id.to_string()
}

#[tokio::test]
async fn the_administrator_keeps_the_members_of_a_group() {
    let stage = stage::set().await;
    let path = group(&stage).await;
    let members = format!("{path}/members");
    let avaria = avaria(&stage);
    let bad = [("member", "nobody"), ("from_date", "soon")];
    let bad = stage.administrator.post(&members, &bad).await;
    assert!(bad.status == 422 && bad.has("value=\"soon\"") && bad.has("Choose a participant"));
    let form = [("member", avaria.as_str()), ("from_date", "2025-01-01")];
    let page = stage.administrator.does(&members, &form).await;
    assert!(page.has("Republic of Avaria") && page.has("2025"), "{}", page.text());
    let again = stage.administrator.post(&members, &form).await;
    assert_eq!(again.status, 303, "said twice is said once");
    let overlap = [("member", avaria.as_str()), ("from_date", "2026-01-01")];
    let overlap = stage.administrator.post(&members, &overlap).await;
    assert!(overlap.status == 422 && overlap.has("already"), "{}", overlap.text());
    assert_eq!(stage.drafter.post(&members, &form).await.status, 403);
    assert_eq!(stage.avaria_focal.post(&members, &form).await.status, 404);
    // A State has none; its own people see which groups it is in.
    let of_state = format!("/participants/{avaria}/members");
    assert_eq!(stage.administrator.post(&of_state, &form).await.status, 409);
    let own = stage.avaria_focal.get(&format!("/participants/{avaria}")).await;
    assert!(own.has("Member of") && own.has("Group of Coastal States"), "{}", own.text());

    let end = page.body.split("action=\"").find(|part| part.starts_with(&members)).unwrap();
    let end = end.split('"').skip(1).chain([end.split('"').next().unwrap()]).last().unwrap();
    let ended = stage.administrator.post(end, &[]).await;
    assert_eq!(ended.status, 303, "{end}: {}", ended.text());
    stage.server.it_is("2026-03-20T12:00:00Z");
    let page = stage.administrator.get(&path).await;
    assert!(page.has("not a member today"), "{}", page.text());
    let own = stage.avaria_focal.get(&format!("/participants/{avaria}")).await;
    assert!(!own.has("Group of Coastal States"));
}

#[tokio::test]
async fn a_table_brings_members_with_their_terms() {
    let stage = stage::set().await;
    let table = "name,kind,members\n\
        Group of Coastal States,political_group,\
        Republic of Avaria; Kingdom of Lothmar (2025-01-01 / 2026-12-31)\n\
        League of Nowhere,political_group,Republic of Nowhere\n\
        Harbour Masters,civil_society,Republic of Avaria\n";
    let path = "/c/mutual-aid/participants/import";
    let file = ("file", "participants.csv", table.as_bytes());
    let answer = stage.administrator.post_files(path, &[], &[file]).await;
    let said = answer.text();
    for complaint in ["Republic of Nowhere", "has members"] {
        assert!(said.contains(complaint), "{complaint}: {said}");
    }
    let members = stage.server.read(|conn| {
        let group = find_by_name(conn, stage.consultation, "Group of Coastal States")?.unwrap();
        members_of(conn, group.id)
    });
    let said: Vec<(String, String, String)> = members
        .into_iter()
        .map(|(term, member)| (member.name, term.from_date, term.to_date))
        .collect();
    let expected = [
        ("Kingdom of Lothmar".to_owned(), "2025-01-01".to_owned(), "2026-12-31".to_owned()),
        ("Republic of Avaria".to_owned(), String::new(), String::new()),
    ];
    assert_eq!(said, expected);
}
