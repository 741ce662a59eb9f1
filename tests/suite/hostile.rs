//! Whatever is typed is text: forty ways to smuggle a script in, through every field of every address that takes a
//! form, looked at in a real browser.

mod payloads;
mod typing;

mod in_browser {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::{Value, json};

    use super::payloads::{PAYLOADS, is_whole_in, not_as_text};
    use super::typing::{ROUTES, Refused, Typing, missing};
    use crate::faults::NO_ACT;
    use crate::support::acts::{AFTER_CLOSING, is_at};
    use crate::support::browser::{Browser, Look};
    use crate::support::forms::links;
    use crate::support::stage::Stage;
    use crate::support::{Page, Person, postgres};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn no_text_that_anyone_types_runs_anywhere() {
        // The pages are the same on both engines: once is enough.
        if postgres::cluster().is_some() {
            return;
        }
        let mut typing = Typing::everything().await;
        let mut eyes = Eyes::open().await;
        for refused in &typing.refused {
            eyes.see_refused(refused).await;
        }
        let stages = std::mem::take(&mut typing.stages);
        for (n, stage) in stages.iter().enumerate() {
            stage.server.it_is(AFTER_CLOSING);
            eyes.see_all(stage, n + 1 == stages.len(), &mut typing).await;
        }
        let mut complaints = typing.complaints;
        let missing = missing(&typing.reached);
        complaints.extend(missing.into_iter().map(|field| format!("nothing was sent as {field}")));
        complaints.extend(eyes.complaints);
        let looked = eyes.kinds.values().filter(|seen| **seen > 0).count();
        assert!(looked > 60, "only {looked} kinds of pages");
        assert!(complaints.is_empty(), "{}\n{}", complaints.len(), complaints.join("\n"));
    }

    /// A browser that looks at pages with hostile words.
    struct Eyes {
        browser: Browser,
        complaints: Vec<String>,
        /// The kinds of pages, by whom, and how many of each were looked at.
        kinds: BTreeMap<(String, usize), usize>,
    }

    impl Eyes {
        async fn open() -> Eyes {
            let browser = Browser::open(Look::DESK).await;
            Eyes { browser, complaints: Vec::new(), kinds: BTreeMap::new() }
        }

        /// Sends what was refused once more, from the browser, and looks at the answer.
        async fn see_refused(&mut self, refused: &Refused) {
            let Refused { who, action, is_multipart, pairs } = refused;
            self.wear(who, &who.full("/")).await;
            self.browser.goto(&who.full("/")).await;
            let here = self.browser.url().await;
            let script = "const form = document.createElement('form');
                form.method = 'post';
                form.action = arguments[0];
                if (arguments[1]) form.enctype = 'multipart/form-data';
                for (const [name, value] of arguments[2]) {
                    const field = document.createElement('textarea');
                    field.name = name;
                    field.value = value;
                    form.append(field);
                }
                document.body.append(form);
                form.submit();";
            let arguments = vec![json!(who.full(action)), json!(is_multipart), json!(pairs)];
            self.browser.driver.execute(script, arguments).await.expect("the form is sent");
            self.browser.wait_to_leave(&here).await;
            self.look(&format!("refused at {action}"), false).await;
        }

        /// Pages of each kind that somebody is led to; in the browser, the first of a kind that has hostile words.
        async fn see_all(&mut self, stage: &Stage, is_last: bool, typing: &mut Typing) {
            let mut people =
                vec![&stage.visitor, &stage.avaria_focal, &stage.lead, &stage.administrator];
            if is_last {
                people.extend([
                    &stage.stranger,
                    &stage.lothmar_focal,
                    &stage.ngo_focal,
                    &stage.drafter,
                    &stage.system_administrator,
                ]);
            }
            for (n, who) in people.into_iter().enumerate() {
                for (address, page) in led_to(stage, who).await {
                    typing.asked(who, &page.body, NO_ACT).await;
                    if let Some(payload) = not_as_text(&page.body) {
                        self.complaints.push(format!("{address} has {payload}"));
                    }
                    let is_hostile =
                        page.body.contains("xss") || page.body.contains("evil.example");
                    let seen = self.kinds.entry((kind(&address), n)).or_default();
                    if is_hostile && *seen == 0 {
                        *seen = 1;
                        self.wear(who, &who.full(&address)).await;
                        self.browser.goto(&who.full(&address)).await;
                        self.look(&address, is_whole_in(&page.body)).await;
                    }
                }
            }
        }

        async fn wear(&self, who: &Person, url: &str) {
            self.browser.driver.delete_all_cookies().await.expect("the cookies go");
            if let Some((cookie, value)) = who.session() {
                self.browser.wear_cookie(url, cookie, value).await;
            }
        }

        async fn look(&mut self, what: &str, is_shown: bool) {
            let browser = &self.browser;
            if browser.driver.get_alert_text().await.is_ok() {
                self.complaints.push(format!("{what}: a dialog"));
                browser.driver.dismiss_alert().await.expect("it goes");
            }
            browser.settle().await;
            let script = "const values = [...document.querySelectorAll('input,textarea')]
                    .map(field => field.value);
                const text = document.documentElement.textContent + values.join(' ');
                return { ran: 'xss' in window, shown: arguments[0].filter(p => text.includes(p)).length };";
            let seen = browser.driver.execute(script, vec![json!(PAYLOADS.as_slice())]).await;
            let seen: Value = seen.expect("the page can be asked").json().clone();
            if seen["ran"] != json!(false) {
                self.complaints.push(format!("{what}: it ran"));
            }
            if is_shown && seen["shown"].as_u64().unwrap_or_default() == 0 {
                self.complaints.push(format!("{what}: what was sent is not what is shown"));
            }
            let said = browser.complaints().await;
            self.complaints.extend(said.into_iter().map(|said| format!("{what}: {said}")));
        }
    }

    /// The pages that this person is led to, some of each kind.
    async fn led_to(stage: &Stage, who: &Person) -> Vec<(String, Page)> {
        let mut waiting = vec!["/".to_owned(), format!("/c/{}", stage.slug)];
        let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut found = Vec::new();
        while let Some(address) = waiting.pop() {
            let page = who.get(&address).await;
            if page.status != 200 || !page.header("content-type").starts_with("text/html") {
                continue;
            }
            for link in links(&page.body) {
                let count = kinds.entry(kind(&link)).or_default();
                let skipped = link.starts_with("/language/") || link.starts_with("/assets/");
                if *count < 2 && !skipped && known.insert(link.clone()) {
                    *count += 1;
                    waiting.push(link);
                }
            }
            found.push((address, page));
        }
        found
    }

    /// The address in the routes that this one is of.
    fn kind(address: &str) -> String {
        let at = ROUTES.iter().find(|at| !at.is_post && is_at(&at.path, address));
        let without_ids = || -> Vec<&str> {
            let parts = address.split(['/', '?']);
            parts.filter(|part| part.len() < 20 && !part.contains('=')).collect()
        };
        at.map_or_else(|| without_ids().join("/"), |at| at.path.clone())
    }
}
