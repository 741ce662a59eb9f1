//! What everyone sees in the end: the redline, the notes, the public page, the matrix.

mod compilation;
mod concordance;
mod readers;
mod summary;
mod word;

use diesel::prelude::*;
use travaux::db::Tx;
use travaux::drafts::store as drafts;
use travaux::procedure::keys::*;
use travaux::procedure::words::*;
use travaux::schema::*;
use travaux::secrets::public_id;
use travaux::submissions::store::{Sender, seal_cover};
use travaux::text::{Element, Text};

use crate::support::stage::{self, Stage};
use crate::support::{html_checker, moment};

const AFTER_CLOSING: &str = "2026-05-10T12:00:00Z";

struct Said<'a> {
    by: ParticipantKey,
    on: Option<&'a str>,
    body: &'a str,
    proposed: &'a str,
    class: PublicationClass,
    published: bool,
}

/// Puts a submitted input into the round.
fn say(stage: &Stage, said: &Said) -> InputKey {
    let at = moment("2026-03-20T10:00:00Z");
    let round = stage.round_key;
    stage.server.write(|tx| {
        let its_id = public_id();
        let submission: SubmissionKey = diesel::insert_into(submissions::table)
            .values((
                seal_cover(tx, &its_id, round, &Sender::of(said.by))?,
                submissions::public_id.eq(&its_id),
                submissions::round_id.eq(round),
                submissions::state.eq(SubmissionState::Submitted),
                submissions::source.eq(Source::Typed),
                submissions::language.eq("en"),
                submissions::started_at.eq(at),
                submissions::submitted_at.eq(at),
                submissions::published_at.eq(said.published.then_some(at)),
            ))
            .returning(submissions::id)
            .get_result(&mut **tx)?;
        let is_proposal = !said.proposed.is_empty();
        diesel::insert_into(inputs::table)
            .values((
                inputs::public_id.eq(public_id()),
                inputs::submission_id.eq(submission),
                inputs::round_id.eq(round),
                inputs::identity.eq(said.on),
                inputs::kind.eq(if is_proposal { InputKind::Proposal } else { InputKind::Comment }),
                inputs::operation.eq(is_proposal.then_some(Operation::Modify)),
                inputs::body.eq(said.body),
                inputs::quoted.eq(""),
                inputs::proposed.eq(said.proposed),
                inputs::language.eq("en"),
                inputs::publication_class.eq(said.class),
                inputs::placement.eq(Placement::Exact),
                inputs::created_at.eq(at),
                inputs::updated_at.eq(at),
            ))
            .returning(inputs::id)
            .get_result(&mut **tx)
    })
}

fn proposal(stage: &Stage, class: PublicationClass, published: bool) -> InputKey {
    let said = Said {
        by: stage.avaria,
        on: Some(&stage.identities[8]),
        body: "A declaration invites.",
        proposed: "States should cooperate in order to:",
        class,
        published,
    };
    say(stage, &said)
}

/// Puts the next working draft beside the circulated one: a paragraph deleted, two merged, one
/// new, one edited by a proposal, one moved, one split.
fn next_draft(stage: &Stage, applied: Option<InputKey>) -> (PublicId, DraftKey) {
    let ids = &stage.identities;
    let now = stage.server.now();
    stage.server.write(|tx| {
        let mut text = drafts::text(tx, stage.draft_key)?;
        let word = |text: &mut Text, id: &str, wording: &str| {
            let element = text.elements.iter_mut().find(|e| e.id == id).unwrap();
            element.text.insert("en".into(), wording.into());
        };
        word(
            &mut text,
            &ids[5],
            "Everyone has the right to mutual aid. States shall respect and protect this right.",
        );
        word(&mut text, &ids[8], "States should cooperate in order to:");
        word(&mut text, &ids[12], "Nothing in this declaration diminishes a right.");
        let like = |id: &str, new: &str, wording: &str| {
            let old = text.get(id).unwrap();
            Element { parent: old.parent.clone(), ..Element::new(new, old.kind, "en", wording) }
        };
        let added = like(&ids[5], "newpara", "This right belongs to peoples too.");
        let part = like(&ids[12], "splitpart", "Rights that exist elsewhere remain.");
        let take = |id: &str| text.get(id).unwrap().clone();
        let mut elements = Vec::new();
        for (n, id) in ids.iter().enumerate() {
            match n {
                2 | 6 | 10 => {}
                5 => elements.extend([take(id), added.clone()]),
                9 => elements.extend([take(&ids[10]), take(id)]),
                12 => elements.extend([take(id), part.clone()]),
                _ => elements.push(take(id)),
            }
        }
        let (id, key) = put(tx, stage, &elements, now)?;
        for (from, to, relation) in [
            (ids[6].as_str(), ids[5].as_str(), Relation::Merged),
            (ids[12].as_str(), "splitpart", Relation::Split),
        ] {
            diesel::insert_into(lineage::table)
                .values((
                    lineage::draft_id.eq(key),
                    lineage::from_identity.eq(from),
                    lineage::to_identity.eq(to),
                    lineage::relation.eq(relation),
                ))
                .execute(&mut **tx)?;
        }
        for (identity, act, input) in
            [(ids[8].as_str(), ChangeAct::Applied, applied), ("newpara", ChangeAct::Added, None)]
        {
            diesel::insert_into(changes::table)
                .values((
                    changes::public_id.eq(public_id()),
                    changes::draft_id.eq(key),
                    changes::identity.eq(identity),
                    changes::act.eq(act),
                    changes::input_id.eq(input),
                    changes::at.eq(now),
                ))
                .execute(&mut **tx)?;
        }
        Ok((id, key))
    })
}

fn put(
    tx: &mut Tx,
    stage: &Stage,
    all: &[Element],
    now: travaux::procedure::Moment,
) -> QueryResult<(PublicId, DraftKey)> {
    let id = public_id();
    let key: DraftKey = diesel::insert_into(travaux::schema::drafts::table)
        .values((
            travaux::schema::drafts::public_id.eq(&id),
            travaux::schema::drafts::consultation_id.eq(stage.consultation),
            travaux::schema::drafts::label.eq("Revised draft"),
            travaux::schema::drafts::language.eq("en"),
            travaux::schema::drafts::state.eq(DraftState::Working),
            travaux::schema::drafts::based_on_id.eq(stage.draft_key),
            travaux::schema::drafts::created_at.eq(now),
        ))
        .returning(travaux::schema::drafts::id)
        .get_result(&mut **tx)?;
    let mut keys = std::collections::HashMap::new();
    for (position, element) in all.iter().enumerate() {
        let parent: Option<ElementKey> = element.parent.as_ref().map(|parent| keys[parent]);
        let row: ElementKey = diesel::insert_into(elements::table)
            .values((
                elements::public_id.eq(public_id()),
                elements::draft_id.eq(key),
                elements::identity.eq(&element.id),
                elements::parent_id.eq(parent),
                elements::position.eq(position as i64),
                elements::kind.eq(element.kind),
            ))
            .returning(elements::id)
            .get_result(&mut **tx)?;
        diesel::insert_into(wordings::table)
            .values((
                wordings::element_id.eq(row),
                wordings::language.eq("en"),
                wordings::body.eq(element.wording("en")),
            ))
            .execute(&mut **tx)?;
        keys.insert(element.id.clone(), row);
    }
    Ok((id, key))
}

fn set_public(stage: &Stage, public: bool) {
    stage.server.write(|tx| {
        diesel::update(rounds::table.find(stage.round_key))
            .set(rounds::open_to_public.eq(public))
            .execute(&mut **tx)
    });
}

fn is_valid(page: &crate::support::Page) {
    let faults = html_checker::check(&page.body);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[tokio::test]
async fn the_redline_shows_every_kind_of_change_and_where_it_came_from() {
    let stage = stage::set().await;
    let input = proposal(&stage, PublicationClass::Public, false);
    let (draft, _) = next_draft(&stage, Some(input));
    stage.server.it_is(AFTER_CLOSING);

    let page = stage.drafter.get(&format!("/drafts/{draft}/redline")).await;

    assert_eq!(page.status, 200, "{}", page.text());
    for word in ["edited", "moved", "new", "deleted", "split", "merged"] {
        assert!(page.has(&format!("<span>{word}</span>")), "{word}: {}", page.text());
    }
    assert!(page.has("<del>shall</del><ins>should</ins>"), "{}", page.body);
    assert!(
        page.has("<del><em>Recalling</em></del><del> the purposes"),
        "what is deleted stands where it stood"
    );
    assert!(page.has("Proposal by Republic of Avaria"), "{}", page.text());
    assert!(page.has("The team’s own wording"));
    assert!(page.has("article 1 (1) bis"), "{}", page.text());
    assert!(!page.has("renumbered"), "a working draft keeps the numbers of its base");
    is_valid(&page);
    let side = stage.lead.get(&format!("/drafts/{draft}/redline?view=side")).await;
    assert!(side.has("class=\"compare\""));
    is_valid(&side);
    let hidden = stage.avaria_focal.get(&format!("/drafts/{draft}/redline")).await;
    assert_eq!(hidden.status, 404, "a working draft is the team's");
}

#[tokio::test]
async fn a_change_without_a_note_is_flagged_to_the_team_alone() {
    let stage = stage::set().await;
    let input = proposal(&stage, PublicationClass::Public, true);
    let (draft, key) = next_draft(&stage, Some(input));
    let path = format!("/drafts/{draft}/redline");
    stage.server.it_is(AFTER_CLOSING);
    let page = stage.drafter.get(&path).await;
    assert!(page.has("Deleted without a note") && page.has("Changed without a note"));
    second_round(&stage, key);

    let inside = stage.drafter.get(&path).await;
    let outside = stage.lothmar_focal.get(&path).await;

    assert!(inside.has("Deleted without a note"), "{}", inside.text());
    assert_eq!(outside.status, 200, "{}", outside.text());
    assert!(!outside.has("without a note"), "{}", outside.text());
    assert!(!outside.has("Avaria"), "attribution is the lead's switch");
    stage.server.write(|tx| {
        diesel::update(consultations::table.find(stage.consultation))
            .set(consultations::attribution_public.eq(true))
            .execute(&mut **tx)
    });
    assert!(stage.lothmar_focal.get(&path).await.has("Proposal by Republic of Avaria"));
}

#[tokio::test]
async fn notes_are_numbered_in_text_order_and_frozen_with_circulation() {
    let stage = stage::set().await;
    let (draft, key) = next_draft(&stage, None);
    let note = |identity: &str| format!("/drafts/{draft}/notes/{identity}");
    let late = note(&stage.identities[8]);
    let early = note(&stage.identities[2]);

    let form = stage.drafter.get(&late).await;
    assert!(form.has("“shall” becomes “should”"), "{}", form.text());
    is_valid(&form);
    let empty = stage.drafter.post(&late, &[("body", " ")]).await;
    assert_eq!(empty.status, 422);
    stage.drafter.does(&late, &[("body", "Softer, as several asked.")]).await;
    let list = stage.lead.does(&early, &[("body", "The purposes are said elsewhere.")]).await;
    let (first, second) = (list.body.find("The purposes"), list.body.find("Softer"));
    assert!(first < second && first.is_some(), "{}", list.text());
    is_valid(&list);

    let again = stage.drafter.get(&late).await;
    let version = again.value("version");
    let mine = [("body", "Mine."), ("version", version.as_str())];
    let theirs = [("body", "Theirs."), ("version", version.as_str())];
    stage.lead.does(&late, &theirs).await;
    let conflict = stage.drafter.post(&late, &mine).await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.has("Mine.") && conflict.has("Theirs."), "{}", conflict.text());
    is_valid(&conflict);
    let ended = stage.visitor.post(&late, &mine).await;
    assert_eq!(ended.status, 401);
    assert!(ended.has("Mine."));

    stage.server.it_is(AFTER_CLOSING);
    second_round(&stage, key);
    let refused = stage.drafter.post(&early, &[("body", "Another.")]).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(refused.has("Another."), "what was typed is still there");
    let base = format!("/drafts/{draft}/notes");
    let text = stage.avaria_focal.get(&format!("{base}.txt")).await;
    assert!(text.has("1. First preambular paragraph · deleted"), "{}", text.body);
    assert!(text.has("2. Article 2, chapeau · edited"), "{}", text.body);
    let data: serde_json::Value =
        serde_json::from_str(&stage.avaria_focal.get(&format!("{base}.json")).await.body).unwrap();
    assert_eq!(data["notes"][1]["note"], "Theirs.");
    let paper = stage.avaria_focal.get(&format!("{base}.html")).await;
    assert!(paper.has("Theirs."));
    assert!(paper.header("content-disposition").starts_with("attachment"));
    assert!(paper.has("<style>") && !paper.has("/assets/"), "the file stands alone");
    is_valid(&paper);
    assert_eq!(stage.visitor.get(&base).await.status, 404);
}

/// The draft is out, in a round of its own that is open.
fn second_round(stage: &Stage, draft: DraftKey) {
    stage.server.write(|tx| {
        diesel::update(travaux::schema::drafts::table.find(draft))
            .set((
                travaux::schema::drafts::state.eq(DraftState::Circulated),
                travaux::schema::drafts::circulated_at.eq(moment("2026-05-05T10:00:00Z")),
            ))
            .execute(&mut **tx)?;
        diesel::insert_into(rounds::table)
            .values((
                (
                    rounds::public_id.eq(public_id()),
                    rounds::consultation_id.eq(stage.consultation),
                    rounds::draft_id.eq(draft),
                    rounds::title.eq("Second round"),
                    rounds::opens_civil.eq("2026-05-05 00:00"),
                    rounds::opens_at.eq(moment("2026-05-04T22:00:00Z")),
                    rounds::closes_civil.eq("2026-06-30 18:00"),
                    rounds::closes_at.eq(moment("2026-06-30T16:00:00Z")),
                    rounds::time_zone.eq("Europe/Zurich"),
                    rounds::instructions.eq(""),
                ),
                (
                    rounds::allowed.eq(travaux::db::Json(InputKind::ALL.to_vec())),
                    rounds::publication_rule.eq(PublicationRule::AfterClosing),
                    rounds::registered_class.eq(PublicationClass::Public),
                    rounds::circulated_at.eq(moment("2026-05-05T10:00:00Z")),
                    rounds::open_to_public.eq(false),
                    rounds::created_at.eq(moment("2026-05-05T10:00:00Z")),
                ),
            ))
            .execute(&mut **tx)
    });
}
