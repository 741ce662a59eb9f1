//! Words found in a consultation: in six languages, of every kind, by those who may read them and by nobody else.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use travaux::db::{Db, copying, migrate};
use travaux::demo;
use travaux::procedure::keys::*;
use travaux::procedure::words::*;
use travaux::schema::*;
use travaux::secrets::public_id;
use travaux::web::Error;

use crate::access::scene::{comment, input, submit};
use crate::consolidation::{Said, submitted, working_draft};
use crate::record::{closes, does, sends};
use crate::support::stage::{self, Stage};
use crate::support::{Page, Person, Server, postgres};

const CLOSED: &str = "2026-05-04T12:00:00Z";

async fn looks(person: &Person, typed: &str) -> Page {
    let query = serde_urlencoded::to_string([("q", typed)]).unwrap();
    let page = person.get(&format!("/c/mutual-aid/search?{query}")).await;
    assert_eq!(page.status, 200, "{typed}");
    page
}

/// The words as they are marked on the page.
fn marked(page: &Page) -> Vec<String> {
    let marks = page.body.split("<mark>").skip(1);
    marks.filter_map(|rest| Some(rest.split("</mark>").next()?.to_owned())).collect()
}

async fn finds_nothing(person: &Person, typed: &str) {
    let page = looks(person, typed).await;
    assert!(page.has("Nothing was found for"), "{typed}: {}", page.text());
}

/// What the index holds, whatever the engine.
fn index(server: &Server) -> Vec<(i64, String, i64, String)> {
    index_of(&server.app.db)
}

fn index_of(db: &Db) -> Vec<(i64, String, i64, String)> {
    let found: Result<_, Error> = db.read(|conn| {
        Ok(search_rows::table
            .order((search_rows::what, search_rows::row_id))
            .select((
                search_rows::consultation_id,
                search_rows::what,
                search_rows::row_id,
                search_rows::words,
            ))
            .load(conn)?)
    });
    found.unwrap()
}

fn waits(server: &Server) -> i64 {
    server.read(|conn| search_waiting::table.count().get_result(conn))
}

fn is_in_index(server: &Server, word: &str) -> bool {
    index(server).iter().any(|(.., words)| words.split(' ').any(|one| one == word))
}

/// The files of the database, when all that was written is in them.
fn is_in_file(server: &Server, word: &str) -> bool {
    let file = server.data().join("travaux.db");
    let mut conn = SqliteConnection::establish(&file.display().to_string()).unwrap();
    conn.batch_execute("PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let bytes = std::fs::read(&file).unwrap();
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

fn says_in(stage: &Stage, element: usize, language: &str, body: &str) {
    stage.server.write(|tx| {
        let key: ElementKey = elements::table
            .filter(elements::public_id.eq(&stage.elements[element]))
            .select(elements::id)
            .first(&mut **tx)?;
        diesel::insert_into(wordings::table)
            .values((
                wordings::element_id.eq(key),
                wordings::language.eq(language),
                wordings::body.eq(body),
            ))
            .execute(&mut **tx)
    });
}

#[tokio::test]
async fn words_are_found_in_six_languages_however_they_are_typed() {
    let stage = stage::set().await;
    for (language, body) in [
        ("fr", "Toute personne a droit à l’entraide et à la solidarité des États."),
        ("es", "Toda persona tiene derecho a la cooperación y al niño su abrigo."),
        ("ru", "Каждый человек имеет право на взаимную помощь. Всё ещё."),
        ("ar", "لكل إنسان الحقُّ في التضامن والمساعدة المتبادلة."),
        ("zh", "人人有权获得国际团结和互助。"),
    ] {
        says_in(&stage, 5, language, body);
    }
    for (typed, language, found) in [
        ("everyo RIGHT", "en", &["Everyone", "right"][..]),
        ("solidarite etats", "fr", &["solidarité", "États"]),
        ("cooperacion nino", "es", &["cooperación", "niño"]),
        ("ВЗАИМН еще", "ru", &["взаимную", "ещё"]),
        ("تضامن", "ar", &["التضامن"]),
        ("الحَقّ انسان", "ar", &["إنسان", "الحقُّ"]),
        ("团结", "zh", &["团结"]),
        ("互", "zh", &["互"]),
        ("国际团结 人人", "zh", &["人人", "国际团结"]),
        ("\"droit à l'entraide\"", "fr", &["droit à l’entraide"]),
    ] {
        let page = looks(&stage.visitor, typed).await;
        assert_eq!(marked(&page), found, "{typed}: {}", page.text());
        assert!(page.has("Article 1 (1)"), "{typed}: {}", page.text());
        let asked = if language == "en" { String::new() } else { format!("?lang={language}") };
        let path = format!("/rounds/{}/text{asked}#e-{}", stage.round, stage.elements[5]);
        assert_eq!(page.links("#e-").join(" "), path, "{typed}");
        let there = stage.visitor.get(path.split('#').next().unwrap()).await;
        assert!(there.has(&format!("id=\"e-{}\"", stage.elements[5])), "{typed}");
    }
    // One paragraph is found once, in the language of the page where it can be.
    let french =
        stage.visitor.request("GET", "/c/mutual-aid/search?q=droit", &[("Accept-Language", "fr")]);
    let french = french.await;
    assert_eq!(marked(&french), ["droit"]);
    assert!(french.has("1 passage trouvé") && french.has("lang=\"fr\""), "{}", french.text());
    finds_nothing(&stage.visitor, "\"entraide droit\"").await;
    finds_nothing(&stage.visitor, "国结").await;
}

#[tokio::test]
async fn whatever_is_typed_is_answered_and_still_there() {
    let stage = stage::set().await;
    for typed in [
        "",
        " ",
        "\"",
        "\"\"\"",
        "' OR 1=1 --",
        "right NOT (",
        "a:b *",
        "NEAR(",
        "\\",
        "right\0x",
        "-- ;",
        "%",
        "_",
        "right:*",
        "!right",
        "right & | !",
        "<b>right",
        "{right}",
        "search_words MATCH",
        "^right",
        "+right",
        "\u{202e}right",
        "\u{1f9d1}\u{200d}\u{1f680}",
        "à\u{300}\u{300}\u{300}",
        "ﷺ",
        "İ",
        "ß",
    ] {
        let page = looks(&stage.visitor, typed).await;
        assert_eq!(page.value("q").is_empty(), typed.trim().is_empty(), "{typed:?}");
    }
    let long = "right ".repeat(3_000);
    let page = looks(&stage.visitor, &long).await;
    assert!(page.has("<mark>right</mark>"), "{}", page.text());
    let odd = stage.visitor.get("/c/mutual-aid/search?q=%ff%fe&in=nothing&page=-1&q=right").await;
    assert_eq!(odd.status, 200);
    let none = looks(&stage.visitor, "lighthouse keeper").await;
    assert!(none.has("Nothing was found for: lighthouse keeper"), "{}", none.text());
    assert!(none.has("Try only the beginning of a word"), "{}", none.text());
    assert!(looks(&stage.visitor, "?!").await.has("There is no word in what you typed"));
}

/// A question of the round, with an answer of Avaria to it.
fn answered(stage: &Stage, body: &str) {
    let input = submitted(stage, &Said::comment(stage.avaria, 5, "To be an answer."));
    stage.server.write(|tx| {
        let question: QuestionKey = diesel::insert_into(questions::table)
            .values((
                questions::public_id.eq(public_id()),
                questions::round_id.eq(stage.round_key),
                questions::position.eq(1_i64),
                questions::body.eq("What do you do at night?"),
            ))
            .returning(questions::id)
            .get_result(&mut **tx)?;
        diesel::update(inputs::table.filter(inputs::public_id.eq(&input)))
            .set((
                inputs::question_id.eq(question),
                inputs::identity.eq(None::<String>),
                inputs::kind.eq(InputKind::Answer),
                inputs::body.eq(body),
            ))
            .execute(&mut **tx)
    });
}

#[tokio::test]
async fn each_kind_is_labelled_and_leads_straight_to_where_it_is() {
    let stage = stage::set().await;
    let on = submitted(&stage, &Said::comment(stage.avaria, 5, "The beacon burns all night."));
    submitted(&stage, &Said::proposal(stage.lothmar, 6, "States shall keep every beacon."));
    answered(&stage, "We kindle the beacon at dusk.");
    stage.server.it_is(CLOSED);
    working_draft(&stage);
    says_in(&stage, 5, "fr", "Le beacon est un feu.");
    let form = [("treatment", "noted"), ("reason", "A beacon is a light."), ("version", "0")];
    assert_eq!(stage.drafter.post(&format!("/inputs/{on}/response"), &form).await.status, 303);

    let page = looks(&stage.lead, "beacon").await;
    assert!(page.has("5 found"), "{}", page.text());
    for (sort, what, author) in [
        ("texts", "Text", None),
        ("comments", "Comment", Some("Republic of Avaria")),
        ("proposals", "Textual proposal: Modify", Some("Lothmar")),
        ("answers", "Answer to a question", Some("Republic of Avaria")),
        ("responses", "Response of the team: Noted", Some("to: Republic of Avaria")),
    ] {
        let page = stage.lead.get(&format!("/c/mutual-aid/search?q=beacon&in={sort}")).await;
        assert!(page.has("1 found") && page.has(what), "{sort}: {}", page.text());
        assert!(author.is_none_or(|author| page.has(author)), "{sort}: {}", page.text());
        let list = page.body.split("class=\"found\"").nth(1).unwrap();
        let path = list.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        let (address, anchor) = path.split_once('#').unwrap_or((path, ""));
        let there = stage.lead.get(address).await;
        assert!(there.status == 200 && there.has("eacon"), "{path}: {}", there.text());
        assert!(anchor.is_empty() || there.has(&format!("id=\"{anchor}\"")), "{path}");
    }
    // The answer to an input is its author's once it is released; the drafted one is the team's.
    assert!(looks(&stage.drafter, "\"is a light\"").await.has("1 found"));
    finds_nothing(&stage.avaria_focal, "\"is a light\"").await;
    let path = format!("/inputs/{on}/response");
    let validated = stage.lead.post(&format!("{path}/validation"), &[("version", "1")]).await;
    assert_eq!(validated.status, 303, "{}", validated.text());
    let released = stage.lead.post(&format!("{path}/release"), &[("version", "2")]).await;
    assert_eq!(released.status, 303, "{}", released.text());
    let told = looks(&stage.avaria_focal, "\"is a light\"").await;
    let own = told.links("/outcome#i-").remove(0);
    assert!(stage.avaria_focal.get(&own).await.has("A beacon is a light."), "{own}");
    finds_nothing(&stage.lothmar_focal, "\"is a light\"").await;
    finds_nothing(&stage.visitor, "\"is a light\"").await;
    assert!(!is_in_index(&stage.server, "light"), "what the team answers is sealed");
}

#[tokio::test]
async fn what_is_found_is_shown_twenty_at_a_time() {
    let stage = stage::set().await;
    for _ in 0..45 {
        submitted(&stage, &Said::comment(stage.avaria, 5, "Another lantern, please."));
    }
    stage.server.it_is(CLOSED);
    let page = looks(&stage.lead, "lantern").await;
    assert!(page.has("46 found") && page.has("1 to 20 are on this page"), "{}", page.text());
    assert!(page.has("Texts <span class=\"count\">1</span>"), "{}", page.body);
    assert_eq!(marked(&page).len(), 20);
    let next = page.links("page=2").remove(0);
    let second = stage.lead.get(&next).await;
    assert!(second.has("21 to 40 are on this page"), "{}", second.text());
    let comments = page.links("in=comments").remove(0);
    let last = stage.lead.get(&format!("{comments}&page=99")).await;
    assert!(last.has("45 found") && last.has("41 to 45 are on this page"), "{}", last.text());
    assert!(last.links("page=2").len() == 1 && last.links("page=4").is_empty());
    assert_eq!(last.value("in"), "comments");
    // Before the closing the team waits, and its search too.
    stage.server.it_is("2026-03-15T12:00:00Z");
    assert!(looks(&stage.lead, "lantern").await.has("1 found"));
}

#[tokio::test]
async fn what_is_confidential_or_not_submitted_is_found_by_nobody() {
    let stage = stage::set().await;
    let element = &stage.elements[2];
    let focal = &stage.avaria_focal;
    comment(focal, &stage.round, element, "Vorlantek is our fear.", "confidential").await;
    comment(focal, &stage.round, element, "Mirtandel, said without a name.", "name_withheld").await;
    comment(focal, &stage.round, element, "Ostrabind, said aloud.", "public").await;
    let folded = ["vorlantek", "mirtandel", "ostrabind"];
    assert!(folded.iter().all(|word| !is_in_index(&stage.server, word)), "it is only drafted");
    for person in [&stage.avaria_contributor, focal, &stage.lead, &stage.visitor] {
        finds_nothing(person, "ostrabind").await;
    }
    let sent = submit(&stage, focal, &stage.round, stage.avaria).await;
    assert!(!is_in_index(&stage.server, "vorlantek"));
    assert!(is_in_index(&stage.server, "mirtandel") && is_in_index(&stage.server, "ostrabind"));

    // Its own people may read it all; others not before it is published.
    assert!(looks(focal, "ostrabind").await.has("Republic of Avaria"));
    for person in [&stage.lothmar_focal, &stage.visitor, &stage.stranger, &stage.lead] {
        finds_nothing(person, "ostrabind").await;
        finds_nothing(person, "mirtandel").await;
    }
    stage.server.it_is(CLOSED);
    finds_nothing(&stage.visitor, "ostrabind").await;
    assert!(looks(&stage.lead, "ostrabind").await.has("Republic of Avaria"));
    let withheld = looks(&stage.lead, "mirtandel").await;
    assert!(withheld.has("Name withheld") && !withheld.has("Avaria"), "{}", withheld.text());
    let path = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.administrator.post(&path, &[]).await.status, 303);
    for person in [&stage.visitor, &stage.stranger, &stage.lothmar_focal, &stage.auditor] {
        assert!(looks(person, "ostrabind").await.has("Republic of Avaria"));
        let withheld = looks(person, "mirtandel").await;
        assert!(withheld.has("1 found") && !withheld.has("Avaria"), "{}", withheld.text());
    }
    let everybody = [focal, &stage.lead, &stage.drafter, &stage.administrator, &stage.auditor];
    for person in everybody {
        finds_nothing(person, "vorlantek").await;
    }
    // Who said it is not among the words; and what becomes confidential leaves the index.
    finds_nothing(&stage.visitor, "avaria").await;
    let class = format!("/inputs/{}/class", input(&stage, &sent, PublicationClass::Public));
    stage.lead.does(&class, &[("class", "confidential")]).await;
    assert!(!is_in_index(&stage.server, "ostrabind"));
    finds_nothing(focal, "ostrabind").await;
    focal.does(&class, &[("class", "public")]).await;
    assert!(looks(&stage.visitor, "ostrabind").await.has("1 found"));
}

#[tokio::test]
async fn what_is_withdrawn_replaced_redacted_or_erased_is_found_no_more() {
    let stage = stage::set().await;
    let (avaria, lothmar, ngo) = (&stage.avaria_focal, &stage.lothmar_focal, &stage.ngo_focal);
    let withdrawn = sends(&stage, lothmar, "Quarnabel should go.", "public").await;
    let named = "Tell nobody that Belzorante told us of the Harbour.";
    sends(&stage, avaria, named, "public").await;
    let erased = sends(&stage, ngo, "Drumiskarp is in danger.", "public").await;
    for (person, word) in [(lothmar, "quarnabel"), (avaria, "belzorante"), (ngo, "drumiskarp")] {
        assert!(looks(person, word).await.has("1 found") && is_in_index(&stage.server, word));
    }
    let form = [("reason", "A mistake.")];
    let answer = lothmar.post(&format!("{withdrawn}/withdrawal"), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    finds_nothing(lothmar, "quarnabel").await;

    closes(&stage);
    let element = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    for link in stage.lead.get(&element).await.links("/redaction") {
        if stage.lead.get(&link).await.has("Belzorante") {
            let form = [("words", "Belzorante")];
            assert_eq!(stage.administrator.post(&link, &form).await.status, 303);
        }
    }
    for person in [&stage.lead, avaria] {
        finds_nothing(person, "belzorante").await;
        // What stands in its place is found, by all who read it.
        let page = looks(person, "\"nobody that redacted told\"").await;
        assert!(page.has("1 found") && !page.has("Belzorante"), "{}", page.text());
    }
    let why = [
        ("authority", "The lead, on the advice of the security focal point"),
        ("reason", "The author is being sought"),
        ("confirmed", "yes"),
    ];
    assert_eq!(stage.lead.post(&format!("{erased}/erasure"), &why).await.status, 303);
    finds_nothing(&stage.lead, "drumiskarp").await;
    finds_nothing(ngo, "drumiskarp").await;
    for word in ["quarnabel", "belzorante", "drumiskarp"] {
        assert!(!is_in_index(&stage.server, word), "{word}");
        // What leaves the index leaves the file.
        if postgres::cluster().is_none() {
            assert!(!is_in_file(&stage.server, word), "{word}");
        }
    }
    if postgres::cluster().is_none() {
        assert!(is_in_file(&stage.server, "lanterns"), "the file is read");
    }
}

#[tokio::test]
async fn a_working_draft_is_found_by_the_team_alone_until_it_is_circulated() {
    let stage = stage::set().await;
    does(&stage, "begin a working draft").await;
    does(&stage, "revise an element").await;
    let page = looks(&stage.drafter, "duty").await;
    assert!(page.has("1 found"), "{}", page.text());
    let there = page.links("#e-").remove(0);
    assert!(there.starts_with("/drafts/"), "{there}");
    assert!(stage.drafter.get(there.split('#').next().unwrap()).await.has("duty of mutual aid"));
    for person in [&stage.visitor, &stage.avaria_focal, &stage.auditor, &stage.stranger] {
        finds_nothing(person, "duty").await;
    }
    // The paragraph that it revises is found by what it says, and once.
    assert!(looks(&stage.visitor, "\"right to mutual aid\"").await.has("1 found"));
}

async fn filled() -> Server {
    let server = crate::support::spawn().await;
    server.it_is("2026-11-23T09:00:00Z");
    let hash = server.app.hasher.hash(demo::PASSWORD.into()).await.unwrap();
    let (desk, now) = (server.app.post(), server.now());
    let filled: Result<_, Error> = server.app.db.write(|tx| demo::fill(tx, &desk, &hash, now));
    filled.unwrap();
    server
}

/// Statements of somebody who knows nothing of the index: an older version of the program, another one's tool.
fn past_the_program(server: &Server, sql: &str) {
    let url = &server.app.settings.database_url;
    let failed = match url.strip_prefix("sqlite:") {
        Some(path) => {
            let mut conn = SqliteConnection::establish(path).unwrap();
            conn.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
            conn.batch_execute(sql).err()
        }
        None => PgConnection::establish(url).unwrap().batch_execute(sql).err(),
    };
    assert!(failed.is_none(), "{failed:?}");
}

fn migration(way: &str) -> String {
    let engine = if postgres::cluster().is_some() { "postgres" } else { "sqlite" };
    let root = env!("CARGO_MANIFEST_DIR");
    std::fs::read_to_string(format!("{root}/migrations/{engine}/0022_search/{way}.sql")).unwrap()
}

#[tokio::test]
async fn the_index_as_it_is_kept_is_the_index_made_anew() {
    let server = filled().await;
    let kept = index(&server);
    assert!(kept.len() > 250, "{} rows", kept.len());
    assert_eq!(waits(&server), 0);
    travaux::search::rebuild(&server.app.db).unwrap();
    assert!(index(&server) == kept, "made anew it is another");
    assert_eq!(waits(&server), 0);

    // A database from before the migration.
    past_the_program(&server, &migration("down"));
    past_the_program(&server, &migration("up"));
    assert!(index(&server).is_empty() && waits(&server) > 250);
    assert!(travaux::search::catch_up(&server.app.db).unwrap() >= kept.len());
    assert!(index(&server) == kept, "made after the migration it is another");
    assert_eq!((waits(&server), travaux::search::catch_up(&server.app.db).unwrap()), (0, 0));

    // All rows copied into another database, where nobody copied the index.
    let other = format!("sqlite:{}", server.data().join("copy.db").display());
    migrate(&other).unwrap();
    let from = &server.app.settings.database_url;
    copying::Snapshot::of(from).unwrap().copy_into(&other).unwrap();
    let db = Db::open(&other, 1).unwrap();
    travaux::search::catch_up(&db).unwrap();
    assert!(index_of(&db) == kept, "in the copy it is another");

    // Whoever writes past the program: what was there is found no more, and what is there waits.
    let (_, what, row, _) = kept.iter().find(|(_, what, ..)| what == "wording").unwrap();
    past_the_program(&server, &format!("UPDATE wordings SET body = 'A foghorn' WHERE id = {row}"));
    assert_eq!((index(&server).len(), waits(&server)), (kept.len() - 1, 1));
    travaux::search::catch_up(&server.app.db).unwrap();
    let now = index(&server);
    let of = now.iter().find(|(_, other, key, _)| (other, key) == (what, row)).unwrap();
    assert_eq!(of.3, "a foghorn");
    past_the_program(&server, &format!("DELETE FROM wordings WHERE id = {row}"));
    assert_eq!((index(&server).len(), waits(&server)), (kept.len() - 1, 0));

    let visitor = server.visitor();
    let page = visitor.get("/c/solidarity/search?q=solidarit").await;
    assert!(page.status == 200 && page.has("<mark>solidarity</mark>"), "{}", page.text());
}

#[tokio::test]
async fn the_index_is_made_anew_by_a_command() {
    let stage = stage::set().await;
    stage.server.write(|tx| diesel::delete(search_rows::table).execute(&mut **tx));
    finds_nothing(&stage.visitor, "lanterns").await;
    let settings = &stage.server.app.settings;
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_travaux"))
        .arg("--data")
        .arg(&settings.data)
        .env("DATABASE_URL", &settings.database_url)
        .args(["search", "rebuild"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success() && said.contains("of one consultation"), "{said}");
    assert!(looks(&stage.visitor, "lanterns").await.has("1 found"));
}
