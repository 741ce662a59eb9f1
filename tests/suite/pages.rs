//! Every page that anybody is led to: no link leads nowhere, every page is valid HTML, and in the browser
//! everyone can use it, in light and dark, on a narrow screen, without a complaint of the browser's.

mod in_browser {
    use std::collections::{BTreeMap, BTreeSet, VecDeque};
    use std::path::PathBuf;

    use crate::support::acts::{self, act};
    use crate::support::browser::{Browser, Look};
    use crate::support::forms::{forms, links, tags};
    use crate::support::stage::{self, Stage};
    use crate::support::{Page, Person, html_checker, postgres};

    /// Pages of one type are alike: so many of each are looked at, for each of the cast.
    const OF_EACH_TYPE: usize = 4;

    /// While the round is open.
    const FIRST: &[&str] = &[
        "add a milestone",
        "add themes",
        "register a participant",
        "knock at the open door",
        "invite a colleague",
        "prepare a round",
        "write invitations",
        "approve a note verbale",
        "comment",
        "propose new wording",
        "answer a question",
        "attach a file",
        "enter a meeting",
        "put a meeting's comments on the text",
        "replace the record of a meeting",
        "register what came by letter",
        "type a letter in full",
        "open a closed review",
        "comment in a closed review",
    ];
    /// After it has closed.
    const THEN: &[&str] = &[
        "submit",
        "publish the submissions",
        "publish the compilation",
        "begin a working draft",
        "revise an element",
        "respond to a comment",
        "note internally",
        "gather an element of a framework",
        "link a paragraph to an element",
        "publish the elements of a framework",
        "write a rationale",
        "write an entry of the summary",
        "note a decision",
        "register what was said on somebody's behalf",
    ];

    fn cast(stage: &Stage) -> Vec<(&'static str, Person)> {
        vec![
            ("visitor", stage.visitor.clone()),
            ("focal point", stage.avaria_focal.clone()),
            ("contributor", stage.avaria_contributor.clone()),
            ("reader", stage.avaria_reader.clone()),
            ("focal point of another", stage.lothmar_focal.clone()),
            ("lead", stage.lead.clone()),
            ("drafter", stage.drafter.clone()),
            ("administrator", stage.administrator.clone()),
            ("system administrator", stage.system_administrator.clone()),
            ("auditor", stage.auditor.clone()),
            ("stranger", stage.stranger.clone()),
        ]
    }

    /// A page that was visited, by its type: the fullest of its type.
    struct Seen {
        who: Person,
        address: String,
        body: String,
    }

    #[derive(Default)]
    struct Crawl {
        types: BTreeMap<String, Seen>,
        complaints: BTreeSet<String>,
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn every_page_that_anyone_is_led_to_is_there_valid_and_usable() {
        let stage = stage::set().await;
        let mut complaints = BTreeSet::new();

        play(&stage, FIRST, &mut complaints).await;
        let open = crawl(&stage).await;
        complaints.extend(open.complaints);
        // What is typed into forms is looked at while the forms are there; the rest when there is most to see.
        let with_forms = open.types.into_iter().filter(|(_, seen)| seen.body.contains("<textarea"));
        complaints.extend(look_at(with_forms.collect()).await);

        play(&stage, THEN, &mut complaints).await;
        stage.server.it_is("2026-05-04T12:00:00Z");
        let closed = crawl(&stage).await;
        complaints.extend(closed.complaints);
        complaints.extend(look_at(closed.types).await);

        let complaints: Vec<String> = complaints.into_iter().collect();
        assert!(complaints.is_empty(), "{}\n{}", complaints.len(), complaints.join("\n"));
    }

    async fn play(stage: &Stage, names: &[&str], complaints: &mut BTreeSet<String>) {
        for name in names {
            match acts::open(stage, act(name)).await {
                Err(said) => drop(complaints.insert(format!("to {name}: {said}"))),
                Ok(ready) => {
                    let answer = ready.send().await;
                    if !matches!(answer.status, 200 | 303) {
                        let said = answer.text();
                        complaints.insert(format!("to {name}: {} {said}", answer.status));
                    }
                }
            }
        }
    }

    /// Each of the cast follows every link, from the front page and the consultation's.
    async fn crawl(stage: &Stage) -> Crawl {
        let mut crawl = Crawl::default();
        for (role, who) in cast(stage) {
            let about = format!("/c/{}", stage.slug);
            let starts = ["/".to_owned(), format!("{about}/search?q=a&page=1"), about];
            let mut waiting: VecDeque<(String, String)> =
                starts.into_iter().map(|start| (start, "the start".to_owned())).collect();
            let mut known: BTreeSet<String> = BTreeSet::new();
            let mut visits: BTreeMap<String, usize> = BTreeMap::new();
            while let Some((address, from)) = waiting.pop_front() {
                let kind = kind(&address, &stage.slug);
                let visits = visits.entry(kind.clone()).or_default();
                if *visits >= OF_EACH_TYPE || !known.insert(address.clone()) {
                    continue;
                }
                *visits += 1;
                let page = who.get(&address).await;
                if page.status >= 400 {
                    let said: String = page.text().chars().take(160).collect();
                    crawl.complaints.insert(format!(
                        "{role}: {from} leads to {kind} ({}): {said}",
                        page.status
                    ));
                    continue;
                }
                if (300..400).contains(&page.status) {
                    waiting.push_back((page.location().to_owned(), kind));
                    continue;
                }
                if !page.header("content-type").starts_with("text/html")
                    || page.header("content-disposition").starts_with("attachment")
                {
                    continue;
                }
                for said in faults(&page) {
                    crawl.complaints.insert(format!("{kind}: {said}"));
                }
                for link in links(&page.body).into_iter().chain(searches(&page.body, &address)) {
                    if !link.starts_with("/language/") && !link.starts_with("/assets/") {
                        waiting.push_back((link, kind.clone()));
                    }
                }
                let fuller = |seen: &Seen| seen.body.len() < page.body.len();
                if crawl.types.get(&kind).is_none_or(fuller) {
                    let body = page.body.clone();
                    crawl.types.insert(kind, Seen { who: who.clone(), address, body });
                }
            }
        }
        crawl
    }

    /// What every page must have, and what the HTML checker says.
    fn faults(page: &Page) -> Vec<String> {
        let mut faults: Vec<String> =
            html_checker::check(&page.body).into_iter().map(|said| within(&said, 400)).collect();
        let tags = tags(&page.body);
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        if count("h1") != 1 {
            faults.push(format!("{} h1", count("h1")));
        }
        if tags.iter().find(|tag| tag.name == "title").is_none_or(|tag| tag.text.trim().is_empty())
        {
            faults.push("no title".into());
        }
        let html = tags.iter().find(|tag| tag.name == "html");
        if html.and_then(|tag| tag.attribute("lang")).is_none_or(|lang| lang.is_empty()) {
            faults.push("no language".into());
        }
        // A key that no language file has is shown as it is.
        let untold = page.text();
        let keys = untold.split(' ').filter(|word| word.starts_with("⟨") || word.contains("{$"));
        faults.extend(keys.map(|word| format!("an unsaid string: {word}")));
        faults
    }

    fn within(said: &str, most: usize) -> String {
        // Where it is differs from page to page; what it is does not.
        let said = said.split_once(": ").map_or(said, |(_, rest)| rest);
        said.chars().take(most).collect()
    }

    /// The addresses that forms of search and filters lead to, as they stand.
    fn searches(body: &str, address: &str) -> Vec<String> {
        let here = address.split('?').next().unwrap_or_default();
        let found = forms(body).into_iter().filter(|form| !form.is_post).map(|form| {
            let to = if form.action.is_empty() { here } else { form.action.as_str() };
            let pairs = form.fields.iter().map(|(name, value)| format!("{name}={value}"));
            format!("{to}?{}", pairs.collect::<Vec<_>>().join("&"))
        });
        found.collect()
    }

    /// An address without what differs from one page of its type to the next.
    fn kind(address: &str, slug: &str) -> String {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let random = |part: &str| part.len() >= 20 && part.chars().all(char::is_alphanumeric);
        let parts: Vec<String> = path
            .split('/')
            .map(|part| match part {
                part if part == slug => "{slug}".into(),
                part if random(part) => "{id}".into(),
                part if !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()) => {
                    "{n}".into()
                }
                part => part.to_owned(),
            })
            .collect();
        let mut names: Vec<&str> =
            query.split('&').filter_map(|pair| pair.split('=').next()).collect();
        names.retain(|name| !name.is_empty() && *name != "next");
        names.dedup();
        match names.is_empty() {
            true => parts.join("/"),
            false => format!("{}?{}", parts.join("/"), names.join("&")),
        }
    }

    /// One page of each type in the real browser. The pages are the same on both engines: once is enough.
    async fn look_at(types: BTreeMap<String, Seen>) -> Vec<String> {
        let mut complaints = Vec::new();
        if postgres::cluster().is_some() {
            return complaints;
        }
        // One after the other: two browsers at once are slower on a small machine.
        for (name, look) in
            [("light", Look::DESK), ("dark", Look::DESK.dark()), ("phone", Look::PHONE)]
        {
            let browser = Browser::open(look).await;
            for (kind, seen) in &types {
                let url = seen.who.full(&seen.address);
                browser.driver.delete_all_cookies().await.expect("the cookies go");
                if let Some((cookie, value)) = seen.who.session() {
                    browser.wear_cookie(&url, cookie, value).await;
                }
                browser.goto(&url).await;
                let mut found: Vec<String> = browser.complaints().await;
                if name == "phone" {
                    let over = browser.overflow().await;
                    if over > 0 {
                        found.push(format!("{over} pixels too wide"));
                    }
                } else {
                    found.extend(browser.axe().await.iter().map(ToString::to_string));
                }
                complaints.extend(found.into_iter().map(|said| format!("{kind} ({name}): {said}")));
                if std::env::var("TRAVAUX_SCREENSHOTS").is_ok_and(|wanted| wanted == "1") {
                    browser.screenshot(&picture(kind, name)).await;
                }
            }
        }
        complaints
    }

    fn picture(kind: &str, look: &str) -> PathBuf {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let name: String = kind.chars().map(plain).collect();
        folder.join(format!("{}-{look}.png", name.trim_matches('-')))
    }
}

#[tokio::test]
async fn every_text_that_others_read_has_its_limit() {
    use crate::support::stage;
    let stage = stage::set().await;
    let long = "x".repeat(60_000);
    let long = long.as_str();
    let round = format!("/rounds/{}", stage.round);
    let settings = [
        ("title", "Draft declaration on mutual aid"),
        ("slug", "mutual-aid"),
        ("kind", "expert"),
        ("time_zone", "Europe/Zurich"),
        ("original", "en"),
        ("version", "1"),
    ];
    let with = |form: &[(&'static str, &'static str)], field: &'static str| {
        let rest = form.iter().filter(|(name, _)| *name != field);
        rest.copied().chain([(field, "LONG")]).collect::<Vec<_>>()
    };
    let aid = "/c/mutual-aid";
    let person = [("name", "A"), ("email", "a@example.org"), ("role", "drafter")];
    let milestone = [("on_date", "2026-06-15"), ("title", "A"), ("note", "")];
    let extension = [("closes_date", "2026-05-31"), ("closes_time", "18:00"), ("reason", "")];
    let asked = [
        ("person_name", "A"),
        ("email", "a@example.org"),
        ("name", "A"),
        ("kind", "civil_society"),
        ("language", "en"),
        ("statement", "A"),
    ];
    for (address, form) in [
        (format!("{aid}/settings"), with(&settings, "mandate")),
        (format!("{aid}/settings"), with(&settings, "contact")),
        (format!("{aid}/settings"), with(&settings, "place")),
        (format!("{aid}/settings"), with(&settings, "disclaimer")),
        (format!("{aid}/team"), with(&person, "name")),
        (format!("{aid}/milestones"), with(&milestone, "title")),
        (format!("{aid}/milestones"), with(&milestone, "note")),
        (format!("{aid}/themes"), vec![("themes", "LONG")]),
        (format!("{aid}/door"), with(&asked, "person_name")),
        (format!("{round}/extensions"), with(&extension, "reason")),
        (format!("{round}/closure"), vec![("closure_reason", "LONG")]),
    ] {
        let field = form.iter().find(|(_, value)| *value == "LONG").map_or("", |(name, _)| name);
        let form: Vec<(&str, &str)> =
            form.iter().map(|(n, v)| (*n, if *v == "LONG" { long } else { v })).collect();
        let page = stage.administrator.post(&address, &form).await;
        assert_eq!(page.status, 422, "{address} {field}");
        assert!(page.has("This is longer than"), "{address} {field}: {}", &page.text()[..800]);
    }
}
