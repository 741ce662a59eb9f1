//! Rounds are prepared, circulated, extended and closed, and people are told.

use diesel::prelude::*;
use travaux::post::Desk;
use travaux::procedure::keys::*;
use travaux::procedure::words::*;
use travaux::rounds::announce_closings;
use travaux::schema::*;
use travaux::secrets::public_id;

use super::support::stage::{self, Stage};
use super::support::{Page, Person};

/// A form for a round, as an administrator would fill it in.
pub const FORM: [(&str, &str); 10] = [
    ("title", "Second round"),
    ("opens_date", "2026-06-01"),
    ("opens_time", "09:00"),
    ("closes_date", "2026-07-31"),
    ("closes_time", "23:59"),
    ("questions", "Is article 1 complete?\r\n\r\nIs article 2 clear?"),
    ("instructions", "Please be brief."),
    ("publication_rule", "after_closing"),
    ("registered_class", "public"),
    ("allowed", "comment"),
];

pub fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<(&str, &str)> =
        FORM.iter().copied().filter(|(n, _)| changes.iter().all(|(name, _)| name != n)).collect();
    form.extend(changes);
    form
}

/// How many letters there are for an occasion.
pub fn letters(stage: &Stage, occasion: Occasion) -> i64 {
    stage
        .server
        .read(|conn| letters::table.filter(letters::occasion.eq(occasion)).count().get_result(conn))
}

async fn prepare(stage: &Stage, changes: &[(&str, &str)]) -> Page {
    stage.administrator.post(&format!("/c/{}/rounds", stage.slug), &with(changes)).await
}

/// A working draft with one element.
fn working_draft(stage: &Stage) -> PublicId {
    stage.server.write(|tx| {
        let id = public_id();
        let draft: DraftKey = diesel::insert_into(drafts::table)
            .values((
                drafts::public_id.eq(&id),
                drafts::consultation_id.eq(stage.consultation),
                drafts::label.eq("Revised text"),
                drafts::language.eq("en"),
                drafts::state.eq(DraftState::Working),
                drafts::based_on_id.eq(stage.draft_key),
                drafts::created_at.eq(stage.server.now()),
            ))
            .returning(drafts::id)
            .get_result(&mut **tx)?;
        diesel::insert_into(elements::table)
            .values((
                elements::public_id.eq(public_id()),
                elements::draft_id.eq(draft),
                elements::identity.eq(&stage.identities[0]),
                elements::position.eq(0),
                elements::kind.eq(Kind::Title),
            ))
            .execute(&mut **tx)?;
        Ok(id)
    })
}

async fn is_closed(stage: &Stage, who: &Person) -> bool {
    who.get(&format!("/rounds/{}", stage.round)).await.has("round-status closed")
}

#[tokio::test]
async fn an_administrator_prepares_a_round_that_only_the_team_sees() {
    let stage = stage::set().await;
    let saved = prepare(&stage, &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let path = saved.location().split('?').next().unwrap().to_owned();
    let page = stage.lead.get(&path).await;
    assert!(page.has("Second round") && page.has("Is article 2 clear?"), "{}", page.text());
    // 23:59 lasts to the end of the day: midnight in Zurich.
    assert!(page.has("31 July 2026, 23:59"), "{}", page.text());
    for nobody in [&stage.visitor, &stage.stranger, &stage.avaria_focal] {
        assert_eq!(nobody.get(&path).await.status, 404);
        let list = nobody.get(&format!("/c/{}/rounds", stage.slug)).await;
        assert!(!list.has("Second round") && list.has("First round"), "{}", list.text());
    }
    let form = [("title", "Ours")];
    assert_eq!(stage.lead.post(&format!("/c/{}/rounds", stage.slug), &form).await.status, 403);
    assert_eq!(stage.visitor.get(&format!("/c/{}/rounds/new", stage.slug)).await.status, 401);
}

#[tokio::test]
async fn a_round_in_the_past_is_asked_about_and_a_day_must_exist() {
    let stage = stage::set().await;
    let past = [("opens_date", "2020-01-01"), ("closes_date", "2020-01-31")];
    let page = prepare(&stage, &past).await;
    assert_eq!(page.status, 422);
    assert!(page.has("This round would be over already."), "{}", page.text());
    assert_eq!(page.value("past"), "on");
    let meant = [past.as_slice(), &[("past", "on")]].concat();
    assert_eq!(prepare(&stage, &meant).await.status, 303);

    let page = prepare(&stage, &[("opens_date", "2026-02-31")]).await;
    assert!(page.status == 422 && page.has("There is no such day as 2026-02-31."));
}

#[tokio::test]
async fn a_prepared_round_says_what_it_waits_for() {
    let stage = stage::set().await;
    let saved = prepare(&stage, &[]).await;
    let path = saved.location().split('?').next().unwrap().to_owned();
    let page = stage.administrator.get(&path).await;
    assert!(page.has("No text is in this round yet") && !page.has("A call for inputs<"));
    assert!(page.has("The lead now circulates"), "{}", page.text());
    assert!(!stage.lead.get(&path).await.has("The lead now circulates"));
}

#[tokio::test]
async fn the_rules_of_a_closed_round_say_when_it_was_closed() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}", stage.round);
    assert!(stage.visitor.get(&path).await.has("30 April 2026, 18:00"));
    let form = [("closure_reason", "All have answered.")];
    stage.administrator.does(&format!("{path}/closure"), &form).await;
    let page = stage.visitor.get(&path).await;
    assert!(page.has("<dt>Closed before its date</dt><dd>15 March 2026, 13:00"), "{}", page.body);
    assert!(!page.has("30 April 2026, 18:00"));
}

#[tokio::test]
async fn times_that_clocks_skip_or_repeat_are_refused_and_nothing_typed_is_lost() {
    let stage = stage::set().await;
    for (date, says) in [
        ("2027-03-28", "does not exist in Europe/Zurich"),
        ("2027-10-31", "happens twice in Europe/Zurich"),
    ] {
        let page = prepare(&stage, &[("closes_date", date), ("closes_time", "02:30")]).await;
        assert_eq!(page.status, 422);
        assert!(page.has(says), "{}", page.text());
        assert_eq!(page.value("title"), "Second round");
        assert_eq!(page.value("closes_date"), date);
        assert!(page.has("Is article 2 clear?") && page.has("Please be brief."));
    }
    let page = prepare(&stage, &[("closes_date", "2026-05-01")]).await;
    assert!(page.status == 422 && page.has("must close after it opens"), "{}", page.text());
    let page = prepare(&stage, &[("title", " "), ("opens_date", "soon")]).await;
    assert!(page.has("Enter a title.") && page.has("Enter the day and time of the opening"));
}

#[tokio::test]
async fn two_people_who_change_a_round_each_see_what_the_other_typed() {
    let stage = stage::set().await;
    let saved = prepare(&stage, &[]).await;
    let path = saved.location().split('?').next().unwrap().to_owned();
    let settings = format!("{path}/settings");
    let version = stage.administrator.get(&settings).await.value("version");
    let first = with(&[("title", "Second reading"), ("version", &version)]);
    assert_eq!(stage.administrator.post(&settings, &first).await.status, 303);
    let second = with(&[("title", "The summer round"), ("version", &version)]);
    let page = stage.administrator.post(&settings, &second).await;
    assert_eq!(page.status, 409);
    assert_eq!(page.value("title"), "The summer round");
    assert!(page.has("Second reading"), "{}", page.text());
    // What people have begun to read is changed no more.
    let circulated = format!("/rounds/{}/settings", stage.round);
    let first = with(&[("version", "1")]);
    assert_eq!(stage.administrator.post(&circulated, &first).await.status, 409);
}

#[tokio::test]
async fn a_round_is_extended_with_a_reason_and_never_shortened() {
    let stage = stage::set().await;
    let extensions = format!("/rounds/{}/extensions", stage.round);
    let extend = async |date: &str, reason: &str| {
        let form = [("closes_date", date), ("closes_time", "18:00"), ("reason", reason)];
        stage.administrator.post(&extensions, &form).await
    };
    let page = extend("2026-05-31", "  ").await;
    assert!(page.status == 422 && page.has("Enter a reason."), "{}", page.text());
    assert_eq!(page.value("closes_date"), "2026-05-31");
    let page = extend("2026-04-15", "Shorter").await;
    assert!(page.status == 422 && page.has("never shortened"), "{}", page.text());
    assert!(page.has("Shorter"));
    assert_eq!(letters(&stage, Occasion::Extension), 0);

    assert_eq!(extend("2026-05-31", "Several missions asked for time.").await.status, 303);
    // Five people of three participants, each once.
    assert_eq!(letters(&stage, Occasion::Extension), 5);
    let page = stage.avaria_focal.get(&format!("/rounds/{}", stage.round)).await;
    assert!(page.has("Several missions asked for time."), "{}", page.text());
    assert!(page.has("31 May 2026, 18:00"));
    let form = [("closes_date", "2026-06-30"), ("reason", "We need more time")];
    assert_eq!(stage.avaria_focal.post(&extensions, &form).await.status, 403);
    assert_eq!(stage.visitor.post(&extensions, &form).await.status, 401);
}

#[tokio::test]
async fn people_are_told_once_that_a_round_has_closed_by_its_date() {
    let stage = stage::set().await;
    let announce = || {
        let desk = Desk::new(&stage.server.app.settings);
        let now = stage.server.now();
        stage.server.app.db.write(|tx| announce_closings(tx, &desk, now)).unwrap()
    };
    assert_eq!(announce(), 0);
    assert!(!is_closed(&stage, &stage.avaria_focal).await);
    stage.server.it_is("2026-04-30T16:00:00Z");
    assert!(is_closed(&stage, &stage.avaria_focal).await);
    // Somebody who sent in time may still wait for the database.
    stage.server.it_is("2026-04-30T16:00:20Z");
    assert_eq!(announce(), 0);
    stage.server.it_is("2026-04-30T16:00:30Z");
    assert_eq!(announce(), 1);
    assert_eq!(announce(), 0);
    // Five people of participants, and the four of the team.
    assert_eq!(letters(&stage, Occasion::RoundClosed), 9);
    // An extension after the closing opens it again; the new closing is announced once more.
    let form = [("closes_date", "2026-05-31"), ("closes_time", "18:00"), ("reason", "On request")];
    let extensions = format!("/rounds/{}/extensions", stage.round);
    assert_eq!(stage.administrator.post(&extensions, &form).await.status, 303);
    assert!(!is_closed(&stage, &stage.avaria_focal).await);
    assert_eq!(announce(), 0);
    stage.server.it_is("2026-06-01T00:00:00Z");
    assert_eq!(announce(), 1);
    assert_eq!(letters(&stage, Occasion::RoundClosed), 18);
}

#[tokio::test]
async fn a_round_is_closed_early_with_a_reason_and_then_stays_closed() {
    let stage = stage::set().await;
    let closure = format!("/rounds/{}/closure", stage.round);
    let page = stage.administrator.post(&closure, &[("closure_reason", "")]).await;
    assert!(page.status == 422 && page.has("Enter a reason."), "{}", page.text());
    assert_eq!(stage.lead.post(&closure, &[("closure_reason", "Enough")]).await.status, 403);
    let form = [("closure_reason", "The text is withdrawn.")];
    assert_eq!(stage.administrator.post(&closure, &form).await.status, 303);
    assert!(is_closed(&stage, &stage.ngo_focal).await);
    assert_eq!(letters(&stage, Occasion::RoundClosed), 9);
    assert_eq!(stage.administrator.post(&closure, &form).await.status, 409);
    let page = stage.administrator.get(&format!("/rounds/{}", stage.round)).await;
    assert!(page.has("The text is withdrawn.") && page.has("can no longer be extended"));
    let form = [("closes_date", "2026-06-30"), ("closes_time", "18:00"), ("reason", "Again")];
    let extensions = format!("/rounds/{}/extensions", stage.round);
    assert_eq!(stage.administrator.post(&extensions, &form).await.status, 409);
}

#[tokio::test]
async fn the_lead_circulates_the_next_draft_and_participants_are_told() {
    let stage = stage::set().await;
    let draft = working_draft(&stage);
    let circulation = format!("/drafts/{draft}/circulation");
    assert!(stage.lead.get(&circulation).await.has("No round waits for a draft."));
    let saved = prepare(&stage, &[]).await;
    let path = saved.location().split('?').next().unwrap().to_owned();
    let round = path.trim_start_matches("/rounds/").to_owned();

    let page = stage.lead.post(&circulation, &[]).await;
    assert!(page.status == 422 && page.has("Choose a round."), "{}", page.text());
    let form = [("round", round.as_str())];
    assert_eq!(stage.drafter.post(&circulation, &form).await.status, 403);
    assert_eq!(stage.avaria_focal.get(&circulation).await.status, 404);
    assert_eq!(stage.lead.post(&circulation, &form).await.status, 303);
    let state: DraftState = stage.server.read(|conn| {
        drafts::table.filter(drafts::public_id.eq(&draft)).select(drafts::state).first(conn)
    });
    assert_eq!(state, DraftState::Circulated);
    assert_eq!(letters(&stage, Occasion::NextDraft), 5);
    assert_eq!(stage.lead.post(&circulation, &form).await.status, 409);
    stage.server.it_is("2026-06-01T07:00:00Z");
    assert!(stage.avaria_focal.get(&path).await.has("Revised text"));
}

#[tokio::test]
async fn the_form_says_what_a_round_takes_and_a_wrong_name_is_found_before_it_is_too_late() {
    let stage = stage::set().await;
    let draft = working_draft(&stage);
    let circulation = format!("/drafts/{draft}/circulation");
    let chosen = |named: &'static str| {
        [
            ("allowed", "proposal"),
            ("operations", "modify"),
            ("operations", "retain"),
            ("open", "chosen"),
            ("chosen", named),
        ]
    };
    for (bad, said) in [
        (vec![("allowed", "proposal"), ("open", "all")], "Choose at least one kind of proposal"),
        (vec![("open", "changed"), ("since", "")], "Choose the draft since which"),
        (vec![("open", "chosen"), ("chosen", " ")], "Name the paragraphs"),
    ] {
        let page = prepare(&stage, &bad).await;
        assert!(page.status == 422 && page.has(said), "{said}: {}", page.text());
    }
    let saved = prepare(&stage, &chosen("title; art. 99")).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let path = saved.location().split('?').next().unwrap().to_owned();
    let round = path.trim_start_matches("/rounds/").to_owned();
    let page = stage.lead.post(&circulation, &[("round", round.as_str())]).await;
    assert!(page.status == 422 && page.has("not in this draft"), "{}", page.text());
    assert!(page.has("art. 99") && !page.has("title;"), "{}", page.text());

    let edit = stage.administrator.get(&format!("{path}/settings")).await;
    assert!(edit.body.contains("art. 99"), "what was typed is there: {}", edit.body);
    let version = edit.value("version");
    let form = with(&chosen("title"));
    let form = [&form[..], &[("version", version.as_str())]].concat();
    assert_eq!(stage.administrator.post(&format!("{path}/settings"), &form).await.status, 303);
    assert_eq!(stage.lead.post(&circulation, &[("round", round.as_str())]).await.status, 303);
    stage.server.it_is("2026-06-01T07:00:00Z");
    let text = stage.avaria_focal.get(&format!("{path}/text")).await;
    assert!(text.has("Only these paragraphs are open: title"), "{}", text.text());
}

#[tokio::test]
async fn a_round_without_a_draft_is_a_call_for_inputs() {
    let stage = stage::set().await;
    let saved = prepare(&stage, &[("opens_date", "2026-03-01"), ("open_to_public", "on")]).await;
    let path = saved.location().split('?').next().unwrap().to_owned();
    let call = format!("{path}/call");
    assert_eq!(stage.drafter.post(&call, &[]).await.status, 403);
    assert_eq!(stage.lead.post(&call, &[]).await.status, 303);
    let page = stage.visitor.get(&path).await;
    assert!(page.has("A call for inputs") && page.has("round-status open"), "{}", page.text());
    assert_eq!(stage.lead.post(&call, &[]).await.status, 409);
}

#[tokio::test]
async fn the_console_makes_a_round_and_prints_its_id_alone() {
    let stage = stage::set().await;
    let draft = working_draft(&stage).to_string();
    let create = |closes: &str| {
        std::process::Command::new(env!("CARGO_BIN_EXE_travaux"))
            .args(["round", "create", "--draft", &draft, "--opens", "2026-03-01"])
            .args(["--closes", closes, "--title", "By hand", "--open-to-public"])
            .env("DATABASE_URL", &stage.server.app.settings.database_url)
            .env("TRAVAUX_KEYS", &stage.server.app.settings.keys)
            .current_dir(stage.server.data())
            .output()
            .unwrap()
    };
    let refused = create("2027-03-28 02:30");
    assert!(!refused.status.success() && refused.stdout.is_empty());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("clocks go forward"), "{said}");

    let made = create("2026-04-30 18:00");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let id = String::from_utf8(made.stdout).unwrap();
    let page = stage.visitor.get(&format!("/rounds/{}", id.trim_end())).await;
    assert!(page.has("By hand") && page.has("Revised text"), "{}", page.text());

    let again = create("2026-04-30 18:00");
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(!again.status.success() && said.contains("never changes"), "{said}");
}

#[tokio::test]
async fn the_pages_of_rounds_are_valid_html_in_browser() {
    let stage = stage::set().await;
    let slug = &stage.slug;
    let saved = prepare(&stage, &[]).await;
    let prepared = saved.location().split('?').next().unwrap().to_owned();
    let draft = working_draft(&stage);
    let round = format!("/rounds/{}", stage.round);
    let extend =
        [("closes_date", "2026-05-31"), ("closes_time", "18:00"), ("reason", "On request")];
    stage.administrator.post(&format!("{round}/extensions"), &extend).await;
    let letters = format!("{round}/letters");
    let new = stage.administrator.get(&format!("{letters}/new?occasion=invitation")).await;
    let mut form = vec![("occasion", "invitation"), ("to", "pending")];
    for (field, text) in [
        ("note_en", "The Office presents its compliments to the {mission}.\n\nUntil {closes}."),
        ("note_fr", "…"),
        ("letter_en", "{name} is invited until {closes}."),
        ("letter_fr", "…"),
    ] {
        form.push((field, text));
    }
    let preview = stage.administrator.post(&letters, &form).await;
    form.push(("then", "send"));
    stage.administrator.post(&letters, &form).await;
    let note: PublicId = stage
        .server
        .read(|conn| notes_verbales::table.select(notes_verbales::public_id).first(conn));
    let note = format!("/notes-verbales/{note}");
    let drafted = stage.administrator.get(&note).await;
    let form = [("version", "1")];
    stage.administrator.post(&format!("{note}/approval"), &form).await;

    let mut pages = vec![
        ("compose", new),
        ("preview", preview),
        ("note-drafted", drafted),
        (
            "form-faults",
            prepare(&stage, &[("title", ""), ("closes_date", "x"), ("allowed", "")]).await,
        ),
        ("extend-faults", stage.administrator.post(&format!("{round}/extensions"), &[]).await),
        ("call", stage.lead.get(&prepared).await),
        ("circulation", stage.lead.get(&format!("/drafts/{draft}/circulation")).await),
        ("visitor", stage.visitor.get(&round).await),
        ("focal", stage.avaria_focal.get(&round).await),
    ];
    for (name, path) in [
        ("list", format!("/c/{slug}/rounds")),
        ("new", format!("/c/{slug}/rounds/new")),
        ("settings", format!("{prepared}/settings")),
        ("show", round.clone()),
        ("prepared", prepared.clone()),
        ("participants", format!("{round}/participants")),
        ("reminder", format!("{letters}/new?occasion=reminder")),
        ("outbox", format!("/c/{slug}/letters")),
        ("note-approved", note.clone()),
        ("note-file", format!("{note}/file")),
    ] {
        pages.push((name, stage.administrator.get(&path).await));
    }
    let mut faults = Vec::new();
    for (name, page) in pages {
        assert!(matches!(page.status, 200 | 422), "{name}: {}", page.text());
        if let Ok(folder) = std::env::var("TRAVAUX_KEEP_PAGES") {
            std::fs::write(format!("{folder}/{name}.html"), &page.body).unwrap();
        }
        let found = super::support::html_checker::check(&page.body);
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
