//! The summary of general comments: what it says of its sources, who reads it, what is flagged.

use super::*;

/// A general comment in the round.
fn general(
    stage: &Stage,
    by: ParticipantKey,
    body: &str,
    class: PublicationClass,
    published: bool,
) -> PublicId {
    let input = say(stage, &Said { by, on: None, body, proposed: "", class, published });
    stage.server.write(|tx| {
        diesel::update(inputs::table.find(input))
            .set(inputs::kind.eq(InputKind::General))
            .execute(&mut **tx)
    });
    stage.server.read(|conn| inputs::table.find(input).select(inputs::public_id).first(conn))
}

fn more_participants(stage: &Stage, group: RegionalGroup, count: usize) {
    let now = stage.server.now();
    stage.server.write(|tx| {
        for n in 0..count {
            diesel::insert_into(participants::table)
                .values((
                    participants::public_id.eq(public_id()),
                    participants::consultation_id.eq(stage.consultation),
                    participants::name.eq(format!("Isle {n} of {group}")),
                    participants::kind.eq(ParticipantKind::State),
                    participants::regional_group.eq(group),
                    participants::language.eq("en"),
                    participants::email.eq(""),
                    participants::address.eq(""),
                    participants::admitted_by.eq("registered"),
                    participants::created_at.eq(now),
                ))
                .execute(&mut **tx)?;
        }
        Ok(())
    });
}

struct Scene {
    stage: Stage,
    path: String,
    open: PublicId,
    withheld: PublicId,
    secret: PublicId,
}

async fn scene(published: bool) -> Scene {
    let stage = stage::set().await;
    set_public(&stage, true);
    let public = PublicationClass::Public;
    let open = general(&stage, stage.avaria, "Avaria likes the lanterns.", public, published);
    let class = PublicationClass::NameWithheld;
    let withheld = general(&stage, stage.lothmar, "Somebody fears the storm.", class, published);
    let class = PublicationClass::Confidential;
    let secret = general(&stage, stage.ngo, "The harbour master is bribed.", class, published);
    stage.server.it_is(AFTER_CLOSING);
    let path = format!("/rounds/{}/summary", stage.round);
    Scene { stage, path, open, withheld, secret }
}

impl Scene {
    fn entries(&self) -> String {
        format!("{}/entries", self.path)
    }

    async fn writes(&self, body: &str, under: &str, said: &str, from: &[&PublicId]) -> String {
        let mut form = vec![("body", body), ("under", under), ("theme", "storms")];
        form.push(("attribution", said));
        form.extend(from.iter().map(|id| ("inputs", id.as_str())));
        let answer = self.stage.drafter.post(&self.entries(), &form).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let to = answer.location().to_owned();
        to.split_once("#entry-").expect("an entry").1.to_owned()
    }

    async fn refused(&self, under: &str, said: &str, from: &[&PublicId]) -> String {
        let mut form = vec![("body", "Typed with care."), ("under", under), ("theme", "")];
        form.push(("attribution", said));
        form.extend(from.iter().map(|id| ("inputs", id.as_str())));
        let page = self.stage.lead.post(&self.entries(), &form).await;
        assert_eq!(page.status, 422, "{}", page.text());
        assert!(page.has("Typed with care."), "what was typed is kept");
        for id in from {
            assert!(page.has(&format!("value=\"{id}\" checked")), "what was chosen is kept");
        }
        is_valid(&page);
        page.text()
    }
}

#[tokio::test]
async fn an_entry_says_of_its_sources_only_what_their_classes_allow() {
    let scene = scene(true).await;
    let african = "group:african";
    let western = "group:western_european_others";

    let said = scene.refused("", "named", &[&scene.open, &scene.withheld]).await;
    assert!(said.contains("its author is never named"), "{said}");
    let said = scene.refused("", "named", &[&scene.secret]).await;
    assert!(said.contains("its author is never named"), "{said}");
    let said = scene.refused(western, "none", &[&scene.withheld]).await;
    assert!(said.contains("fewer than five participants"), "a heading tells it too: {said}");
    let said = scene.refused(western, "group", &[&scene.open]).await;
    assert!(said.contains("another group or kind"), "{said}");
    let said = scene.refused(african, "group", &[&scene.secret]).await;
    assert!(said.contains("All these inputs are confidential"), "{said}");
    let said = scene.refused("", "group", &[&scene.open]).await;
    assert!(said.contains("is that of the heading"), "{said}");
    let said = scene.refused("", "several_states", &[&scene.open]).await;
    assert!(said.contains("at least two"), "{said}");
    let said = scene.refused("", "kind", &[]).await;
    assert!(said.contains("is that of the heading"), "{said}");
    scene.writes("Lanterns are liked.", african, "named", &[&scene.open]).await;
    more_participants(&scene.stage, RegionalGroup::WesternEuropeanOthers, 4);
    scene.writes("Storms are feared.", western, "group", &[&scene.withheld]).await;
    scene.writes("Something is amiss.", "", "none", &[&scene.secret]).await;
}

#[tokio::test]
async fn the_summary_is_lettered_by_hand_and_read_by_everybody_once_the_lead_published_it() {
    let scene = scene(false).await;
    let (stage, path) = (&scene.stage, &scene.path);
    let new = stage.drafter.get(&format!("{}/new", scene.entries())).await;
    assert!(new.has("Avaria likes") && new.has("Somebody fears"), "{}", new.text());
    assert!(!new.has("bribed"), "a drafter without clearance");
    assert!(stage.lead.get(&format!("{}/new", scene.entries())).await.has("bribed"));
    is_valid(&new);
    let first = scene.writes("Lanterns are liked.", "group:african", "named", &[&scene.open]).await;
    let again = scene.writes("Lanterns are liked.", "group:african", "named", &[&scene.open]).await;
    assert_eq!(first, again, "a second click is no second entry");
    let second = scene.writes("Storms are feared.", "", "none", &[&scene.withheld]).await;

    let desk = stage.drafter.get(path).await;
    assert!(
        desk.has("(a)") && desk.has("(b)") && desk.has("Every general comment"),
        "{}",
        desk.text()
    );
    is_valid(&desk);
    let lead = stage.lead.get(path).await;
    assert!(lead.has("1 general comment is in no entry"), "{}", lead.text());
    for outside in [&stage.visitor, &stage.avaria_focal, &stage.administrator] {
        assert_eq!(outside.get(path).await.status, 404);
        assert_eq!(outside.get(&format!("{path}.txt")).await.status, 404);
    }
    let up = [("to", "up")];
    stage.drafter.does(&format!("/summary-entries/{second}/move"), &up).await;
    let text = stage.drafter.get(&format!("{path}.txt")).await.body;
    assert!(text.find("(a) storms. Storms") < text.find("(b) storms. Lanterns"), "{text}");
    let refused = stage.drafter.post(&format!("{path}/publication"), &[]).await;
    assert_eq!(refused.status, 403);
    stage.lead.does(&format!("{path}/publication"), &[]).await;

    let read = stage.visitor.get(path).await;
    assert_eq!(read.status, 200);
    assert!(read.has("Lanterns are liked.") && read.has("Storms are feared."), "{}", read.text());
    assert!(!read.has("Avaria"), "its submission is not published: {}", read.text());
    assert!(!read.has("African States"), "one State would be the group: {}", read.text());
    assert!(!read.has("Written from") && !read.has("likes the lanterns"), "sources are the team's");
    is_valid(&read);
    assert!(stage.visitor.get("/c/mutual-aid").await.has(&format!("href=\"{path}\"")));
    stage.server.write(|tx| {
        diesel::update(submissions::table)
            .set(submissions::published_at.eq(moment(AFTER_CLOSING)))
            .execute(&mut **tx)
    });
    let read = stage.visitor.get(path).await;
    assert!(read.has("(Republic of Avaria)") && read.has("African States"), "{}", read.text());
    let paper = stage.visitor.get(&format!("{path}.html")).await;
    assert!(paper.has("(Republic of Avaria)") && paper.has("<style>"), "{}", paper.body);
    is_valid(&paper);
    let fixed = stage.drafter.get(&format!("/summary-entries/{first}")).await;
    assert_eq!(fixed.status, 409, "what is published is taken back first");

    // The author withholds its name now: it is gone from the summary too.
    stage.server.write(|tx| {
        diesel::update(inputs::table.filter(inputs::public_id.eq(&scene.open)))
            .set(inputs::publication_class.eq(PublicationClass::NameWithheld))
            .execute(&mut **tx)
    });
    let read = stage.visitor.get(path).await;
    assert!(!read.has("Avaria") && !read.has("African States"), "{}", read.text());
    let desk = stage.lead.get(path).await;
    assert!(desk.has("no longer allow what is said of them"), "{}", desk.text());
    stage.lead.does(&format!("{path}/reopening"), &[]).await;
    assert_eq!(stage.visitor.get(path).await.status, 404);
    let again = stage.lead.post(&format!("{path}/publication"), &[]).await;
    assert_eq!(again.status, 409);
    assert!(again.has("(b): "), "{}", again.text());
    stage.drafter.does(&format!("/summary-entries/{first}/removal"), &[]).await;
    stage.lead.does(&format!("{path}/publication"), &[]).await;
    assert!(!stage.visitor.get(path).await.has("Lanterns are liked."));
}

#[tokio::test]
async fn what_an_entry_quotes_is_looked_for_in_the_drafts_and_never_comes_from_a_confidential_input()
 {
    let scene = scene(false).await;
    let (stage, path) = (&scene.stage, &scene.path);
    let body = "“Everyone has the right to mutual help” was praised, “… likes the lanterns” too.";
    let entry = scene.writes(body, "", "none", &[&scene.open]).await;

    let desk = stage.drafter.get(path).await;

    assert!(desk.has("Quoted, but in neither text"), "{}", desk.text());
    assert!(desk.has("<del>aid</del><ins>help</ins>"), "{}", desk.body);
    assert!(desk.has("article 1 (1)"), "{}", desk.text());
    assert!(!desk.has("“… likes the lanterns”</p>"), "a source may be quoted");
    let edit = format!("/summary-entries/{entry}");
    let form = stage.lead.get(&edit).await;
    let version = form.value("version");
    let secret = scene.secret.as_str();
    let typed = [
        ("version", version.as_str()),
        ("body", "“The harbour master is bribed”, it is said."),
        ("under", ""),
        ("theme", "storms"),
        ("attribution", "none"),
        ("inputs", secret),
    ];
    stage.lead.does(&edit, &typed).await;
    let desk = stage.lead.get(path).await;
    assert!(desk.has("Quoted from a confidential input"), "{}", desk.text());
    // Somebody who does not see that source leaves it in its place.
    let open = scene.open.as_str();
    let version = stage.drafter.get(&edit).await.value("version");
    let typed = [
        ("version", version.as_str()),
        ("body", "Something is said."),
        ("under", ""),
        ("theme", "storms"),
        ("attribution", "none"),
        ("inputs", open),
    ];
    stage.drafter.does(&edit, &typed).await;
    assert!(stage.lead.get(path).await.has("Written from 2 inputs"));
    assert!(stage.drafter.get(path).await.has("Written from 1 input"));
    let late = stage.drafter.post(&edit, &typed).await;
    assert_eq!(late.status, 303, "the same again");
    let mut other = typed;
    other[1].1 = "Another thing is said.";
    let conflict = stage.lead.post(&edit, &other).await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.has("Another thing is said.") && conflict.has("Something is said."));
    is_valid(&conflict);
}

#[test]
fn every_kind_of_participant_can_be_a_heading_in_every_language() {
    for language in travaux::languages::Language::ALL {
        for kind in ParticipantKind::ALL {
            assert!(language.knows(&format!("summary-kind-{kind}")), "{kind}");
        }
    }
}
