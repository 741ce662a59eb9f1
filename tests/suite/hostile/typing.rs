//! Acts with hostile words in their fields: those that are typed, and those that only a program can change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use travaux::routes::{self, Address};

use super::payloads::{in_lines, not_as_text, on_a_line, short};
use crate::support::acts::{self, Act, Play, Ready, is_at};
use crate::support::forms::{Form, forms};
use crate::support::stage::Stage;
use crate::support::{Page, Person};

/// The addresses of the server.
pub static ROUTES: LazyLock<Vec<Address>> = LazyLock::new(routes::listed);

/// What was refused as it was sent.
pub struct Refused {
    pub who: Person,
    pub action: String,
    pub is_multipart: bool,
    pub pairs: Vec<(String, String)>,
}

#[derive(Default)]
pub struct Typing {
    /// The fields that had all forty, each as (the address in the routes, the name).
    pub reached: BTreeSet<(String, String)>,
    pub complaints: Vec<String>,
    pub refused: Vec<Refused>,
    /// What was played on, with what was accepted standing there.
    pub stages: Vec<Stage>,
    sent: usize,
}

impl Typing {
    /// Every act, with hostile words in each of its fields.
    pub async fn everything() -> Typing {
        let mut typing = Typing::default();
        let mut play = Play::begin().await;
        for act in acts::all() {
            play = typing.with_choices(play, act).await;
        }
        typing.confirming(&play.stage.lead).await;
        // What was not taken stands nowhere; what is typed from here on stays to be looked at.
        typing.stages.clear();
        let mut play = Play::begin().await;
        for act in acts::all() {
            play = typing.with_texts(play, act).await;
        }
        typing.stages.push(play.stage);
        typing
    }

    /// The page that asks for the password again, which no link leads to.
    async fn confirming(&mut self, who: &Person) {
        let mut form = Form::default();
        for field in taken("/confirmation") {
            form.fill(&[(field.to_owned(), on_a_line())]);
        }
        let ready = Ready::of(who.clone(), "/confirmation".to_owned(), form);
        self.send("/confirmation", &ready, &taken("/confirmation")).await;
    }

    /// The forms of a page that keep nothing, and so are no acts.
    pub async fn asked(&mut self, who: &Person, html: &str, keeping_nothing: &[(&str, &str)]) {
        for form in forms(html).into_iter().filter(|form| form.is_post) {
            for action in std::iter::once(&form.action).chain(&form.other_actions) {
                let route = route_of(action);
                if !keeping_nothing.iter().any(|(known, _)| *known == route) {
                    continue;
                }
                let ready = Ready::of(who.clone(), action.clone(), form.clone());
                for field in fields_of(&ready) {
                    if !self.reached.contains(&(route.clone(), field.clone())) {
                        let mut ready = Ready::of(who.clone(), action.clone(), form.clone());
                        ready.form.fill(&[(field.clone(), in_lines())]);
                        self.send(&route, &ready, &[&field]).await;
                    }
                }
            }
        }
    }

    /// One field after the other that nobody types into: hidden, chosen, ticked, secret, or not on this page at all.
    async fn with_choices(&mut self, mut play: Play, act: &'static Act) -> Play {
        let (mut ready, again) = self.ready(play, act).await;
        play = again;
        let typed: BTreeSet<String> =
            ready.form.texts.iter().map(|(name, _)| name.clone()).collect();
        for field in fields_of(&ready) {
            if typed.contains(&field) {
                continue;
            }
            let honest = ready.form.clone();
            ready.form.fill(&[(field.clone(), on_a_line())]);
            let answer = self.send(act.name, &ready, &[&field]).await;
            ready.form = honest;
            if is_done(&answer) {
                play.was_done(act);
                (ready, play) = self.ready(play, act).await;
            }
        }
        play
    }

    /// All that is typed at once; where that is too much, something shorter, and at last each by itself.
    async fn with_texts(&mut self, play: Play, act: &'static Act) -> Play {
        let (mut ready, mut play) = self.ready(play, act).await;
        let honest = ready.form.clone();
        let names: Vec<&str> = honest.texts.iter().map(|(name, _)| name.as_str()).collect();
        let all = |is_area: bool| if is_area { in_lines() } else { on_a_line() };
        let mut done = false;
        if !names.is_empty() {
            for (name, is_area) in &honest.texts {
                ready.form.fill(&[(name.clone(), all(*is_area))]);
            }
            let answer = self.send(act.name, &ready, &names).await;
            done = is_done(&answer);
            if !done {
                self.refused.push(Refused {
                    who: ready.who.clone(),
                    action: ready.action.clone(),
                    is_multipart: ready.form.is_multipart,
                    pairs: ready.form.fields.clone(),
                });
                for (name, is_area) in &honest.texts {
                    let value = if *is_area { in_lines() } else { short(self.sent).to_owned() };
                    self.sent += 1;
                    ready.form.fill(&[(name.clone(), value)]);
                }
                done = is_done(&self.send(act.name, &ready, &[]).await);
            }
        }
        for (name, is_area) in &honest.texts {
            if done {
                break;
            }
            // A field that takes dates or addresses alone says so; then only the others are hostile.
            ready.form = honest.clone();
            let value = if *is_area { in_lines() } else { short(self.sent).to_owned() };
            self.sent += 1;
            ready.form.fill(&[(name.clone(), value)]);
            done = is_done(&self.send(act.name, &ready, &[]).await);
        }
        if !done {
            ready.form = honest;
            let answer = ready.send().await;
            if !is_done(&answer) {
                let said = answer.text();
                self.complaints
                    .push(format!("{}, without malice: {} {said}", act.name, answer.status));
            }
        }
        play.was_done(act);
        play
    }

    /// The form of the act, on this stage or, where what was done before is in its way, on a new one.
    async fn ready(&mut self, mut play: Play, act: &'static Act) -> (Ready, Play) {
        if let Ok(ready) = play.ready(act).await {
            return (ready, play);
        }
        self.stages.push(play.stage);
        let mut play = Play::begin().await;
        let ready = play.ready(act).await;
        (ready.unwrap_or_else(|said| panic!("{}: {said}", act.name)), play)
    }

    /// Sends it, and looks at the answer and at where it leads.
    async fn send(&mut self, act: &str, ready: &Ready, all_in: &[&str]) -> Page {
        let answer = ready.send().await;
        let mut said = |page: &Page, at: &str| {
            if page.status >= 500 {
                self.complaints.push(format!("{act} {all_in:?}: {at} {}", page.status));
            }
            let is_page = page.header("content-type").starts_with("text/html");
            if let Some(payload) = not_as_text(&page.body).filter(|_| is_page) {
                self.complaints.push(format!("{act} {all_in:?}: {at} has {payload}"));
            }
        };
        said(&answer, &ready.action);
        if answer.status == 303 {
            let to = answer.location().to_owned();
            said(&ready.who.get(&to).await, &to);
        }
        if answer.status == 429 {
            self.complaints.push(format!("{act}: held back, so nothing was tried"));
        }
        for field in all_in {
            self.reached.insert((route_of(&ready.action), (*field).to_owned()));
        }
        answer
    }
}

fn is_done(answer: &Page) -> bool {
    matches!(answer.status, 200 | 303)
}

/// What the address takes, also what this page does not send: of a family of names, those of the page.
fn fields_of(ready: &Ready) -> Vec<String> {
    let on_page: BTreeSet<&str> = ready.form.fields.iter().map(|(name, _)| name.as_str()).collect();
    let mut fields = Vec::new();
    for name in taken(&route_of(&ready.action)) {
        match name.strip_suffix('*') {
            None => fields.push(name.to_owned()),
            Some(start) => match on_page.iter().find(|on| on.starts_with(start)) {
                Some(one) => fields.push((*one).to_owned()),
                None => fields.push(format!("{start}x")),
            },
        }
    }
    fields
}

/// The fields that addresses take and that were not reached; families of names by what they begin with.
pub fn missing(reached: &BTreeSet<(String, String)>) -> Vec<String> {
    let mut by_route: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (route, field) in reached {
        by_route.entry(route).or_default().push(field);
    }
    let mut missing = Vec::new();
    for address in ROUTES.iter().filter(|at| at.is_post) {
        let had = by_route.get(address.path.as_str()).map_or(&[][..], Vec::as_slice);
        for name in address.takes.names() {
            let is_reached = match name.strip_suffix('*') {
                Some(start) => had.iter().any(|field| field.starts_with(start)),
                None => had.contains(&name),
            };
            if !is_reached {
                missing.push(format!("{}: {name}", address.path));
            }
        }
    }
    missing
}

fn route_of(action: &str) -> String {
    let at = ROUTES.iter().find(|at| at.is_post && is_at(&at.path, action));
    at.unwrap_or_else(|| panic!("no route takes {action}")).path.clone()
}

fn taken(route: &str) -> Vec<&'static str> {
    let at = ROUTES.iter().find(|at| at.is_post && at.path == route);
    at.into_iter().flat_map(|at| at.takes.names()).collect()
}
