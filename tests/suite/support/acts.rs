//! What people do, as data: who, on which page, in which form, with what typed. For tests that are about every act there is.
//!
//! An act goes through its page as a person without JavaScript does, so that hidden fields and form keys are the page's own.

mod accounts;
mod consolidation;
mod inputs;
mod meetings;
mod outcome;
mod preparation;
mod reviews;
mod together;

pub use inputs::ANSWER;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use diesel::prelude::*;
use travaux::procedure::keys::PublicId;
use travaux::procedure::words::{DraftState, SubmissionState};
use travaux::schema::*;
use travaux::submissions::store::Submission;

use super::forms::{Form, forms, links, tags};
use super::stage::{self, Stage};
use super::{Page, Person, totp};

pub struct Act {
    pub name: &'static str,
    pub who: fn(&Stage) -> &Person,
    /// The address of the page; after it, links to follow from there, each named by a part of its address, or by its beginning and end with
    /// "*" between them; or, after "!", the address of a form that is sent on the way, with what is in `press`.
    pub page: &'static [&'static str],
    pub press: &'static [(&'static str, &'static str)],
    /// The address that the form goes to, as in src/routes.rs; or narrower, with what is on the stage.
    pub to: &'static str,
    /// What is typed. "{first NAME}" is the first choice of that name on the page, "{totp}" the telephone's code.
    pub fill: &'static [(&'static str, &'static str)],
    /// Files: field, name, content.
    pub files: &'static [(&'static str, &'static str, &'static [u8])],
    /// What is put on the stage for it, past all rules.
    pub set: fn(&Stage),
    /// What must have been done before, in order, by name.
    pub after: &'static [&'static str],
    /// When it is done: noon of 15 March 2026, in the middle of the round, unless said.
    pub at: &'static str,
}

pub const NOON: &str = "2026-03-15T12:00:00Z";
pub const AFTER_CLOSING: &str = "2026-05-04T12:00:00Z";

/// The form of an act, ready to be sent.
pub struct Ready {
    pub who: Person,
    pub action: String,
    pub form: Form,
    /// What was typed, of all that the form holds.
    pub typed: Vec<(String, String)>,
    files: &'static [(&'static str, &'static str, &'static [u8])],
}

impl Ready {
    /// A form as it stands on a page.
    pub fn of(who: Person, action: String, form: Form) -> Ready {
        Ready { who, action, form, typed: Vec::new(), files: &[] }
    }

    pub async fn send(&self) -> Page {
        match self.form.is_multipart {
            true => self.who.post_files(&self.action, &self.form.pairs(), self.files).await,
            false => self.who.post(&self.action, &self.form.pairs()).await,
        }
    }
}

/// Every act that the suite knows, in the order of the process.
pub fn all() -> impl Iterator<Item = &'static Act> {
    let slices = [
        ACTS,
        accounts::ACTS,
        preparation::ACTS,
        inputs::ACTS,
        meetings::ACTS,
        reviews::ACTS,
        together::ACTS,
        consolidation::ACTS,
        outcome::ACTS,
    ];
    slices.into_iter().flatten()
}

pub fn act(name: &str) -> &'static Act {
    all().find(|act| act.name == name).unwrap_or_else(|| panic!("no act {name:?}"))
}

/// Does what must come before the act, then opens its page and fills in its form; or says why not.
pub async fn ready(stage: &Stage, act: &Act) -> Result<Ready, String> {
    for before in act.after {
        let before = self::act(before);
        let answer = open(stage, before).await?.send().await;
        if !matches!(answer.status, 200 | 303) {
            let said = answer.text();
            return Err(format!("{}, before it: {} {said}", before.name, answer.status));
        }
    }
    open(stage, act).await
}

/// Opens the page of the act and fills in its form.
pub async fn open(stage: &Stage, act: &Act) -> Result<Ready, String> {
    stage.server.it_is(act.at);
    open_as(stage, act, (act.who)(stage)).await
}

/// The same by somebody else, or at another server.
pub async fn open_as(stage: &Stage, act: &Act, who: &Person) -> Result<Ready, String> {
    (act.set)(stage);
    let names = names(stage);
    let who = who.clone();
    let (first, steps) = act.page.split_first().expect("a page");
    let mut address = named(&names, first);
    let mut page = who.get(&address).await;
    for step in steps {
        if let Some(to) = step.strip_prefix('!') {
            let to = named(&names, to);
            let (action, mut form) = form_to(&page, &address, &to)?;
            form.fill(&values(stage, &page, &form, act.press, &names)?);
            (page, address) = (who.post(&action, &form.pairs()).await, format!("!{action}"));
            continue;
        }
        let step = named(&names, step);
        let next = links(&page.body).into_iter().find(|link| leads(link, &step));
        let Some(next) = next else {
            return Err(format!(
                "{address} ({}) has no link to {step}: {}",
                page.status,
                page.text()
            ));
        };
        (page, address) = (who.get(&next).await, next);
    }
    if page.status != 200 {
        return Err(format!("{address}: {} {}", page.status, page.text()));
    }
    let (action, mut form) = form_to(&page, &address, &named(&names, act.to))?;
    let typed = values(stage, &page, &form, act.fill, &names)?;
    form.fill(&typed);
    Ok(Ready { who, action, form, typed, files: act.files })
}

/// The form of the page that goes to this address, and where exactly.
fn form_to(page: &Page, address: &str, to: &str) -> Result<(String, Form), String> {
    let found = forms(&page.body).into_iter().filter(|form| form.is_post).find_map(|form| {
        let mut actions = std::iter::once(&form.action).chain(&form.other_actions);
        let action = actions.find(|action| is_at(to, action))?.clone();
        Some((action, form))
    });
    found.ok_or_else(|| format!("{address} has no form to {to}: {}", page.text()))
}

/// What is typed, with what it stands for on this page.
fn values(
    stage: &Stage,
    page: &Page,
    form: &Form,
    fill: &[(&str, &str)],
    names: &[(String, String)],
) -> Result<Vec<(String, String)>, String> {
    let first = |of: &str| {
        let found = choices(&page.body, of).into_iter().next();
        found.ok_or_else(|| format!("there is no {of} to choose: {}", page.text()))
    };
    let said = |value: &str| match value {
        "{totp}" => code_of(stage, form),
        value => match value.strip_prefix("{first ").and_then(|rest| rest.strip_suffix('}')) {
            Some(of) => first(of),
            None => Ok(named(names, value)),
        },
    };
    fill.iter().map(|(name, value)| Ok(((*name).to_owned(), said(value)?))).collect()
}

/// Is the path one of this address, in which what stands in braces is any part?
pub fn is_at(address: &str, path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (parts, meant): (Vec<_>, Vec<_>) =
        (path.split('/').collect(), address.split('/').collect());
    let fits = |(meant, part): (&&str, &&str)| match meant.strip_prefix("{place:") {
        Some(places) => places.trim_end_matches('}').split('|').any(|place| place == *part),
        None => meant.starts_with('{') || meant == part,
    };
    parts.len() == meant.len() && meant.iter().zip(&parts).all(fits)
}

/// What a page offers under a name: boxes, and the choices of a list that say something.
fn choices(html: &str, name: &str) -> Vec<String> {
    let (mut found, mut inside) = (Vec::new(), false);
    for tag in tags(html) {
        let is_it = tag.attribute("name").as_deref() == Some(name);
        match tag.name {
            "select" => inside = is_it,
            "/select" => inside = false,
            "option" if inside => found.extend(tag.attribute("value")),
            "input" if is_it => found.extend(tag.attribute("value")),
            _ => {}
        }
    }
    found.retain(|value| !value.is_empty());
    found
}

/// The telephone's code now: of the secret that the form shows, or that one showed on this stage.
fn code_of(stage: &Stage, form: &Form) -> Result<String, String> {
    static TELEPHONES: LazyLock<Mutex<HashMap<String, String>>> = LazyLock::new(Mutex::default);
    let mut telephones = TELEPHONES.lock().expect("the telephones");
    let shown = form.fields.iter().find(|(name, _)| name == "shared_key");
    if let Some((_, secret)) = shown {
        telephones.insert(stage.server.address.clone(), secret.clone());
    }
    let secret = telephones.get(&stage.server.address).ok_or("no telephone has been set up")?;
    let seconds = stage.server.now().as_micros() / 1_000_000;
    Ok(totp::code(secret, u64::try_from(seconds).expect("a year after 1970")))
}

/// A stage on which one act follows another, as long as each can still be done: to set a stage takes longer
/// than most acts do.
pub struct Play {
    pub stage: Stage,
    done: Vec<&'static str>,
}

impl Play {
    pub async fn begin() -> Play {
        Play { stage: stage::set().await, done: Vec::new() }
    }

    /// Does what must come before the act and was not done here yet, then opens its page and fills in its form.
    pub async fn ready(&mut self, act: &'static Act) -> Result<Ready, String> {
        for before in act.after.iter().copied() {
            if self.done.contains(&before) {
                continue;
            }
            let answer = open(&self.stage, self::act(before)).await?.send().await;
            if !matches!(answer.status, 200 | 303) {
                return Err(format!("{before}, before it: {} {}", answer.status, answer.text()));
            }
            self.done.push(before);
        }
        open(&self.stage, act).await
    }

    pub fn was_done(&mut self, act: &'static Act) {
        self.done.push(act.name);
    }
}

fn leads(link: &str, step: &str) -> bool {
    match step.split_once('*') {
        Some((start, end)) => link.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
        None => link.contains(step),
    }
}

/// "{round}" and the like, which acts name what is on the stage by; and the links in the latest letters.
fn names(stage: &Stage) -> Vec<(String, String)> {
    let contributor: PublicId = stage.server.read(|conn| {
        people::table.filter(people::name.eq("Olav Brenn")).select(people::public_id).first(conn)
    });
    let mut names = vec![
        ("{slug}".to_owned(), stage.slug.clone()),
        ("{round}".to_owned(), stage.round.to_string()),
        ("{draft}".to_owned(), stage.draft.to_string()),
        ("{olav}".to_owned(), contributor.to_string()),
    ];
    let participants: Vec<(String, PublicId)> = stage.server.read(|conn| {
        participants::table.select((participants::name, participants::public_id)).load(conn)
    });
    for (name, called) in [
        ("{avaria}", "Republic of Avaria"),
        ("{lothmar}", "Kingdom of Lothmar"),
        ("{group}", "Group of the Straits"),
    ] {
        let found = participants.iter().find(|(known, _)| known == called);
        names.extend(found.map(|(_, id)| (name.to_owned(), id.to_string())));
    }
    names.extend(on_stage(stage));
    let letters: Vec<String> = stage
        .server
        .read(|conn| letters::table.order(letters::id).select(letters::body_text).load(conn));
    for (name, part) in
        [("{invitation}", "/invitations/"), ("{door}", "/door/"), ("{link}", "/links/")]
    {
        let found = letters.iter().rev().find_map(|letter| {
            let from = &letter[letter.find(part)?..];
            from.split_whitespace().next()
        });
        names.extend(found.map(|path| (name.to_owned(), path.to_owned())));
    }
    for (n, element) in stage.elements.iter().enumerate() {
        names.push((format!("{{e{n}}}"), element.to_string()));
    }
    for (n, identity) in stage.identities.iter().enumerate() {
        names.push((format!("{{i{n}}}"), identity.clone()));
    }
    names
}

/// What came to be on the stage since it was set: the newest of each.
fn on_stage(stage: &Stage) -> Vec<(String, String)> {
    type Found = (Vec<PublicId>, Vec<PublicId>, Vec<PublicId>, Vec<Submission>);
    let (rounds, drafts, handovers, submissions): Found = stage.server.read(|conn| {
        let rounds = rounds::table.order(rounds::id.desc()).select(rounds::public_id).load(conn)?;
        let drafts = drafts::table
            .filter(drafts::state.eq(DraftState::Working))
            .order(drafts::id.desc())
            .select(drafts::public_id)
            .load(conn)?;
        let handovers =
            handovers::table.order(handovers::id.desc()).select(handovers::public_id).load(conn)?;
        let submissions = submissions::table
            .order(submissions::id.desc())
            .select(Submission::as_select())
            .load(conn)?;
        Ok((rounds, drafts, handovers, submissions))
    });
    let texts = || submissions.iter().filter(|one| one.alignment.is_none());
    let sent = texts()
        .find(|one| one.participant_id == stage.avaria && one.state == SubmissionState::Submitted);
    let registered = texts().find(|one| one.registered_by.is_some());
    let aligned = submissions.iter().find(|one| one.alignment.is_some());
    let all = [
        ("{prepared}", rounds.first().cloned()),
        ("{working}", drafts.first().cloned()),
        ("{alignment}", aligned.map(|one| one.public_id.clone())),
        ("{sent}", sent.map(|one| one.public_id.clone())),
        ("{receipt}", sent.and_then(|one| one.receipt_code.clone()).map(PublicId::from)),
        ("{registered}", registered.map(|one| one.public_id.clone())),
        ("{handover}", handovers.first().cloned()),
    ];
    let known = all.into_iter().filter_map(|(name, id)| Some((name.to_owned(), id?.to_string())));
    known.collect()
}

fn named(names: &[(String, String)], text: &str) -> String {
    names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// An act with nothing special about it.
const PLAIN: Act = Act {
    name: "",
    who: |stage| &stage.administrator,
    page: &[],
    press: &[],
    to: "",
    fill: &[],
    files: &[],
    set: |_| (),
    after: &[],
    at: NOON,
};

/// Most of what people do; what follows on it is in the modules beside.
const ACTS: &[Act] = &[
    // --- accounts
    Act {
        name: "sign in",
        who: |stage| &stage.visitor,
        page: &["/sign-in"],
        to: "/sign-in",
        fill: &[("email", "ines@example.org"), ("password", super::stage::PASSWORD)],
        ..PLAIN
    },
    Act { name: "sign out", who: |stage| &stage.stranger, page: &["/"], to: "/sign-out", ..PLAIN },
    Act {
        name: "change one's name",
        who: |stage| &stage.stranger,
        page: &["/account"],
        to: "/account",
        fill: &[("name", "Samuel Stranger of the Shore")],
        ..PLAIN
    },
    Act {
        name: "change one's password",
        who: |stage| &stage.stranger,
        page: &["/account"],
        to: "/account/password",
        fill: &[
            ("current_password", super::stage::PASSWORD),
            ("password", "brass kettle 77 northern gulls"),
            ("password_again", "brass kettle 77 northern gulls"),
        ],
        ..PLAIN
    },
    Act {
        name: "ask for a new password",
        who: |stage| &stage.visitor,
        page: &["/password-reset"],
        to: "/password-reset",
        fill: &[("email", "ines@example.org")],
        ..PLAIN
    },
    Act {
        name: "choose a new password",
        who: |stage| &stage.visitor,
        page: &["{link}"],
        to: "/links/{token}",
        fill: &[
            ("password", "brass kettle 77 northern gulls"),
            ("password_again", "brass kettle 77 northern gulls"),
        ],
        after: &["ask for a new password"],
        ..PLAIN
    },
    Act {
        name: "ask for another address",
        who: |stage| &stage.stranger,
        page: &["/account"],
        to: "/account/email",
        fill: &[("new_email", "samuel@example.org")],
        ..PLAIN
    },
    Act {
        name: "take another address",
        who: |stage| &stage.visitor,
        page: &["{link}"],
        to: "/links/{token}",
        after: &["ask for another address"],
        ..PLAIN
    },
    Act {
        name: "decide about an account",
        who: |stage| &stage.system_administrator,
        page: &["/accounts", "/accounts/"],
        to: "/accounts/{id}/decisions",
        fill: &[("decision", "deactivated"), ("reason", "Left the secretariat in March")],
        ..PLAIN
    },
    // --- the consultation
    Act {
        name: "begin a consultation",
        who: |stage| &stage.system_administrator,
        page: &["/consultations/new"],
        to: "/consultations/new",
        fill: &[
            ("title", "Draft declaration on safe anchorage"),
            ("slug", "safe-anchorage"),
            ("mandate", "Independent Expert on anchorage"),
            ("kind", "expert"),
            ("time_zone", "Europe/Zurich"),
            ("languages", "en"),
            ("contact", "secretariat@example.org"),
        ],
        ..PLAIN
    },
    Act {
        name: "change the settings",
        page: &["/c/{slug}/settings"],
        to: "/c/{slug}/settings",
        fill: &[("disclaimer", "Circulated for comment, not an official document.")],
        ..PLAIN
    },
    Act {
        name: "appoint to the team",
        page: &["/c/{slug}/team"],
        to: "/c/{slug}/team",
        fill: &[
            ("name", "Doris Secondhand"),
            ("email", "doris@example.org"),
            ("role", "drafter"),
        ],
        ..PLAIN
    },
    Act {
        name: "invite a new mandate holder",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/team", "/handover"],
        to: "/c/{slug}/handover",
        fill: &[("name", "Nina Next"), ("email", "nina@example.org"), ("until", "2026-05-31")],
        ..PLAIN
    },
    Act {
        name: "take the invitation of a mandate holder back",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/handover"],
        to: "/c/{slug}/handover/cancellation",
        after: &["invite a new mandate holder"],
        ..PLAIN
    },
    Act { name: "take a role away", page: &["/c/{slug}/team"], to: "/c/{slug}/team/end", ..PLAIN },
    Act {
        name: "add a milestone",
        page: &["/c/{slug}/timeline"],
        to: "/c/{slug}/milestones",
        fill: &[("on_date", "2026-06-15"), ("title", "Presented to the Council")],
        ..PLAIN
    },
    Act {
        name: "add themes",
        page: &["/c/{slug}/timeline"],
        to: "/c/{slug}/themes",
        fill: &[("themes", "extraterritorial obligations\r\nnon-State actors")],
        ..PLAIN
    },
    // --- participants
    Act {
        name: "register a participant",
        page: &["/c/{slug}/participants/new"],
        to: "/c/{slug}/participants/new",
        fill: &[
            ("name", "Republic of Quillen"),
            ("kind", "state"),
            ("regional_group", "african"),
            ("language", "fr"),
            ("email", "mission@quillen.example.org"),
            ("address", "12 quai des Brumes, Geneva"),
        ],
        ..PLAIN
    },
    Act {
        name: "import participants",
        page: &["/c/{slug}/participants/import"],
        to: "/c/{slug}/participants/import",
        files: &[(
            "file",
            "participants.csv",
            b"name,kind,regional_group,language,email\nRepublic of Ostrava Bay,state,african,en,mission@ostrava.example.org\nHarbour Scholars,academia,,en,desk@scholars.example.org\n",
        )],
        ..PLAIN
    },
    Act {
        name: "invite a colleague",
        who: |stage| &stage.avaria_focal,
        page: &["/participants/{avaria}"],
        to: "/participants/{id}/colleagues",
        fill: &[
            ("name", "Petra Colleague"),
            ("email", "petra@example.org"),
            ("role", "contributor"),
        ],
        ..PLAIN
    },
    Act {
        name: "hand a delegation over",
        who: |stage| &stage.avaria_focal,
        page: &["/participants/{avaria}"],
        to: "/participants/{id}/handover",
        fill: &[("person", "{olav}")],
        ..PLAIN
    },
    Act {
        name: "let contributors submit",
        who: |stage| &stage.avaria_focal,
        page: &["/participants/{avaria}"],
        to: "/participants/{id}/settings",
        fill: &[("contributors_may_submit", "on")],
        ..PLAIN
    },
    Act {
        name: "knock at the open door",
        who: |stage| &stage.visitor,
        page: &["/c/{slug}/door"],
        to: "/c/{slug}/door",
        fill: &[
            ("person_name", "Vera Knock"),
            ("email", "vera@example.org"),
            ("name", "Friends of the Breakwater"),
            ("kind", "civil_society"),
            ("language", "en"),
            ("statement", "We have kept the breakwater for forty years."),
        ],
        ..PLAIN
    },
    Act {
        name: "accept an invitation",
        who: |stage| &stage.visitor,
        page: &["{invitation}"],
        to: "/invitations/{token}",
        fill: &[("name", "Petra Colleague"), ("password", "brass kettle 77 northern gulls")],
        after: &["invite a colleague"],
        ..PLAIN
    },
    Act {
        name: "end a seat",
        who: |stage| &stage.avaria_focal,
        page: &["/participants/{avaria}"],
        to: "/participants/{id}/people/{olav}/end",
        after: &["invite a colleague"],
        ..PLAIN
    },
    Act {
        name: "change a participant",
        page: &["/participants/{lothmar}"],
        to: "/participants/{lothmar}",
        fill: &[("address", "3 rue des Phares, Geneva")],
        ..PLAIN
    },
    Act {
        name: "confirm at the door",
        who: |stage| &stage.visitor,
        page: &["{door}"],
        to: "/door/{token}",
        after: &["knock at the open door"],
        ..PLAIN
    },
    Act {
        name: "admit at the door",
        page: &["/c/{slug}/door/requests"],
        to: "/c/{slug}/door/requests/{id}/admission",
        after: &["knock at the open door", "confirm at the door"],
        ..PLAIN
    },
    Act {
        name: "refuse at the door",
        page: &["/c/{slug}/door/requests"],
        to: "/c/{slug}/door/requests/{id}/refusal",
        fill: &[("reason", "The statement is about another declaration.")],
        after: &["knock at the open door", "confirm at the door"],
        ..PLAIN
    },
    // --- rounds and letters
    Act {
        name: "prepare a round",
        page: &["/c/{slug}/rounds/new"],
        to: "/c/{slug}/rounds",
        fill: &[
            ("title", "The second reading"),
            ("opens_date", "2026-06-01"),
            ("opens_time", "09:00"),
            ("closes_date", "2026-07-31"),
            ("closes_time", "23:59"),
            ("questions", "Is article 1 complete?\r\n\r\nIs article 2 clear?"),
            ("instructions", "Please be brief and to the paragraph."),
            ("publication_rule", "after_closing"),
            ("registered_class", "public"),
            ("allowed", "comment"),
        ],
        ..PLAIN
    },
    Act {
        name: "extend the round",
        page: &["/rounds/{round}"],
        to: "/rounds/{id}/extensions",
        fill: &[
            ("closes_date", "2026-05-15"),
            ("closes_time", "18:00"),
            ("reason", "Several missions asked for two more weeks."),
        ],
        ..PLAIN
    },
    Act {
        name: "close the round",
        page: &["/rounds/{round}"],
        to: "/rounds/{id}/closure",
        fill: &[("closure_reason", "Everyone who was invited has answered.")],
        ..PLAIN
    },
    Act {
        name: "pause the round",
        page: &["/rounds/{round}"],
        to: "/rounds/{id}/pause",
        fill: &[("pause_reason", "The team revises the articles that nearly everybody spoke of.")],
        ..PLAIN
    },
    Act {
        name: "resume the round",
        page: &["/rounds/{round}"],
        to: "/rounds/{id}/resumption",
        fill: &[("pause_reason", "The revision is done, and the text stays open as it was.")],
        after: &["pause the round"],
        ..PLAIN
    },
    Act {
        name: "write invitations",
        page: &["/rounds/{round}/letters/new?occasion=invitation"],
        to: "/rounds/{id}/letters",
        fill: &[("then", "send")],
        ..PLAIN
    },
    Act {
        name: "approve a note verbale",
        page: &["/c/{slug}/letters", "/notes-verbales/"],
        to: "/notes-verbales/{id}/approval",
        after: &["write invitations"],
        ..PLAIN
    },
    Act {
        name: "record a dispatch",
        page: &["/c/{slug}/letters", "/notes-verbales/"],
        to: "/notes-verbales/{id}/dispatch",
        fill: &[("on", "2026-03-15"), ("how", "paper")],
        after: &["write invitations", "approve a note verbale"],
        ..PLAIN
    },
    // --- drafts
    Act {
        name: "begin a working draft",
        who: |stage| &stage.lead,
        page: &["/drafts/{draft}"],
        to: "/drafts/{id}/begin",
        fill: &[("label", "Revised text of the lead")],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "revise an element",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/drafts", "/drafts/*", "/drafts/*/edit", "/elements/"],
        to: "/drafts/{id}/elements/{element}",
        fill: &[("text", "Draft declaration on the duty of mutual aid"), ("act", "word")],
        after: &["begin a working draft"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "circulate the next draft",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/drafts", "/drafts/*", "/circulation"],
        to: "/drafts/{id}/circulation",
        after: &["prepare a round", "begin a working draft"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "make a draft final",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/drafts", "/drafts/*"],
        to: "/drafts/{id}/finalization",
        fill: &[("symbol", "A/HRC/61/99"), ("sure", "yes")],
        after: &["begin a working draft"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    // --- submissions
    Act {
        name: "comment",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/elements/{e2}"],
        to: "/rounds/{round}/elements/{e2}",
        fill: &[
            ("body", "We recall that mutual aid has its source in custom."),
            ("class", "public"),
        ],
        ..PLAIN
    },
    Act {
        name: "answer a question",
        who: |stage| &stage.avaria_contributor,
        page: &["/rounds/{round}/text", "/answers/"],
        to: "/rounds/{id}/answers/{spot}",
        fill: &[("body", "It is clear enough for us as it stands."), ("class", "public")],
        ..PLAIN
    },
    Act {
        name: "propose new wording",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/elements/{e5}?form=proposal"],
        to: "/rounds/{round}/elements/{e5}",
        fill: &[
            ("operation", "modify"),
            ("proposed", "Every person has the right to mutual aid."),
            ("body", "Everyone reads as if it left peoples out."),
            ("class", "public"),
        ],
        ..PLAIN
    },
    Act {
        name: "attach a file",
        who: |stage| &stage.avaria_focal,
        page: &["/rounds/{round}/files"],
        to: "/rounds/{id}/files",
        fill: &[("class", "public")],
        files: &[("file", "position.txt", b"The position of the Republic of Avaria, in full.\n")],
        ..PLAIN
    },
    Act {
        name: "change a comment",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/", "/inputs/*/edit"],
        to: "/inputs/{id}",
        fill: &[("body", "We recall that mutual aid has its source in the custom of harbours.")],
        after: &["comment"],
        ..PLAIN
    },
    Act {
        name: "remove a comment",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/", "/inputs/*/edit"],
        to: "/inputs/{id}/removal",
        after: &["comment"],
        ..PLAIN
    },
    Act {
        name: "keep the cover",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/"],
        to: "/submissions/{id}/cover",
        fill: &[
            ("on_behalf_of", "the Group of the Straits"),
            ("own_date", "2026-03-10"),
            ("own_reference", "NV 12/2026"),
            ("co", "{lothmar}"),
        ],
        after: &["comment"],
        ..PLAIN
    },
    Act {
        name: "submit",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/"],
        to: "/submissions/{id}/submission",
        fill: &[("class_rest", "public"), ("receipt_by_email", "yes")],
        after: &["comment"],
        ..PLAIN
    },
    Act {
        name: "replace what was submitted",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/"],
        to: "/submissions/{id}/replacement",
        after: &["comment", "submit"],
        ..PLAIN
    },
    Act {
        name: "withdraw what was submitted",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/"],
        to: "/submissions/{id}/withdrawal",
        fill: &[("reason", "The capital asks us to think again.")],
        after: &["comment", "submit"],
        ..PLAIN
    },
    Act {
        name: "publish the submissions",
        page: &["/rounds/{round}/submissions"],
        to: "/rounds/{id}/publication",
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "publish the compilation",
        page: &["/rounds/{round}/compilation"],
        to: "/rounds/{id}/compilation/publication",
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "register what came by letter",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/registered/new"],
        to: "/rounds/{id}/registered",
        fill: &[
            ("participant", "{lothmar}"),
            ("source", "note_verbale"),
            ("received_on", "2026-03-12"),
            ("own_reference", "NV 44/2026"),
        ],
        files: &[("original", "note.txt", b"The Kingdom of Lothmar presents its compliments.\n")],
        ..PLAIN
    },
    Act {
        name: "type a letter in full",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/submissions", "/submissions/", "/excerpts"],
        to: "/submissions/{id}/letter",
        fill: &[("letter_text", "The Kingdom of Lothmar presents its compliments.\nIt asks for lanterns.")],
        after: &["register what came by letter"],
        ..PLAIN
    },
    Act {
        name: "erase a submission",
        who: |stage| &stage.avaria_focal,
        page: &["/c/{slug}/submissions", "/submissions/", "/submissions/*/erasure"],
        to: "/submissions/{id}/erasure",
        fill: &[
            ("authority", "The focal point of the delegation"),
            ("reason", "Somebody who helped to write it is sought."),
            ("confirmed", "yes"),
        ],
        after: &["comment", "submit"],
        ..PLAIN
    },
    Act {
        name: "redact an input",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/elements/{e2}", "/redaction"],
        to: "/inputs/{id}/redaction",
        fill: &[("words", "has its source in custom")],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    // --- consolidation
    Act {
        name: "respond to a comment",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/consolidation/{e2}"],
        to: "/inputs/{id}/response",
        fill: &[
            ("treatment", "noted"),
            ("reason", "The preamble already recalls custom in these words."),
        ],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "gather an element of a framework",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/framework"],
        to: "/c/{slug}/framework",
        fill: &[
            ("title", "A duty to keep harbours open"),
            ("body", "Most answers ask that no harbour be closed in time of storm."),
        ],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "change an element of a framework",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/framework", "/framework/"],
        to: "/framework/{id}",
        fill: &[("title", "A duty to keep every harbour open")],
        after: &["gather an element of a framework"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "link a paragraph to an element",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/framework", "/framework/"],
        to: "/framework/{id}/links",
        fill: &[("paragraph", "{i2}")],
        after: &["gather an element of a framework"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "take a link of an element away",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/framework", "/framework/"],
        to: "/framework/{id}/links/removal",
        fill: &[("paragraph", "{i2}")],
        after: &["gather an element of a framework", "link a paragraph to an element"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "publish the elements of a framework",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/framework"],
        to: "/c/{slug}/framework/publication",
        after: &["gather an element of a framework"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "remove an element of a framework",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/framework", "/framework/"],
        to: "/framework/{id}/removal",
        after: &["gather an element of a framework"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "note internally",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/consolidation/{e2}"],
        to: "/rounds/{id}/consolidation/{element}/notes",
        fill: &[("note", "Ask the lead what was meant in the first reading.")],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "tag with a theme",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/consolidation/{e2}"],
        to: "/inputs/{id}/themes",
        fill: &[("new_theme", "sources of the right")],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "validate a response",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/consolidation/{e2}"],
        to: "/inputs/{id}/response/validation",
        fill: &[("note", "As we agreed in our meeting.")],
        after: &["comment", "submit", "respond to a comment"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "release a response",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/consolidation/{e2}"],
        to: "/inputs/{id}/response/release",
        after: &["comment", "submit", "respond to a comment", "validate a response"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "apply a proposal",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/consolidation/{e5}"],
        to: "/inputs/{id}/application",
        after: &["propose new wording", "submit", "begin a working draft"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "undo a change",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/drafts", "/drafts/*", "/drafts/*/edit", "/changes"],
        to: "/drafts/{id}/changes/{step}/undoing",
        after: &["begin a working draft", "revise an element"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "write an explanatory note",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/drafts", "/drafts/*", "/notes", "/notes/"],
        to: "/drafts/{id}/notes/{identity}",
        fill: &[("body", "The title now speaks of a duty, as the first reading asked.")],
        after: &["begin a working draft", "revise an element"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "write a rationale",
        who: |stage| &stage.drafter,
        page: &["/c/{slug}/drafts", "/drafts/*", "/notes", "/concordance", "/concordance/"],
        to: "/drafts/{id}/concordance/{identity}",
        fill: &[("body", "The first reading asked for a duty; the title follows.")],
        after: &["begin a working draft", "revise an element"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "write an entry of the summary",
        who: |stage| &stage.drafter,
        page: &["/rounds/{round}/summary", "/summary/entries/new"],
        to: "/rounds/{id}/summary/entries",
        fill: &[
            ("body", "Some asked where the right has its source."),
            ("theme", "sources of the right"),
            ("under", ""),
            ("attribution", "none"),
        ],
        after: &["comment", "submit"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "publish the summary",
        who: |stage| &stage.lead,
        page: &["/rounds/{round}/summary"],
        to: "/rounds/{id}/summary/publication",
        after: &["comment", "submit", "write an entry of the summary"],
        at: AFTER_CLOSING,
        ..PLAIN
    },
    Act {
        name: "note a decision",
        who: |stage| &stage.lead,
        page: &["/c/{slug}/decisions"],
        to: "/c/{slug}/decisions",
        fill: &[
            ("on_date", "2026-05-03"),
            ("body", "The title speaks of a duty from now on."),
            ("present", "The lead and both drafters"),
        ],
        at: AFTER_CLOSING,
        ..PLAIN
    },
];
