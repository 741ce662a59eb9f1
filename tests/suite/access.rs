//! Who may open and do what, asked over HTTP: every address there is, of real objects, as everybody.

pub mod scene;

use travaux::procedure::Right;
use travaux::procedure::rights::{COLUMNS, Cell};
use travaux::routes::{self, Address, Needs};
use travaux::secrets::public_id;

use crate::support::{Page, Person, tables};
use scene::{Member, Scene};

/// Whose the thing is that an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// The consultation's.
    All,
    Avaria,
    /// Another consultation's, for those invited only.
    Elsewhere,
    /// Of whoever asks: what they write for their own participant.
    Asking,
}

/// One address of one object, and the row that says who may.
struct Ask {
    path: String,
    is_post: bool,
    row: Right,
    of: Of,
    public: bool,
    text_visible: bool,
    /// It is about a round that everybody may know of.
    known: bool,
    /// Whoever does not see it by this row may not know of it.
    visible_to: Option<Right>,
    form: Vec<(&'static str, String)>,
}

impl Ask {
    fn row(mut self, row: Right) -> Self {
        self.row = row;
        self
    }

    fn of(mut self, of: Of) -> Self {
        self.of = of;
        self
    }

    fn public(mut self, public: bool) -> Self {
        self.public = public;
        self
    }

    fn visible_to(mut self, row: Right) -> Self {
        self.visible_to = Some(row);
        self
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.form.push((name, value.to_owned()));
        self
    }
}

/// Everything that is asked of one address: the objects that it can name. `published`: the closed
/// round's submissions are.
fn asks(scene: &Scene, address: &Address, published: bool) -> Vec<Ask> {
    let mut all = every_ask(scene, address, published);
    // A field that an address does not take is answered before anything is looked up.
    for ask in &mut all {
        ask.form.retain(|(name, _)| address.takes.has(name));
    }
    all
}

fn every_ask(scene: &Scene, address: &Address, published: bool) -> Vec<Ask> {
    use Of::*;
    use Right::*;
    let Needs::Row(row) = address.needs else { return Vec::new() };
    let path = address.path.replace("{slug}", "mutual-aid");
    let ask = |path: String| Ask {
        path,
        is_post: address.is_post,
        row,
        of: All,
        public: true,
        text_visible: false,
        known: true,
        visible_to: None,
        form: Vec::new(),
    };
    let id = |id: &dyn std::fmt::Display| ask(path.replacen("{id}", &id.to_string(), 1));
    let element = |ask: Ask, element: &dyn std::fmt::Display| {
        let path = ask.path.replace("{element}", &element.to_string());
        Ask { path, ..ask }
    };
    let e2 = &scene.stage.elements[2];
    match address.path.as_str() {
        "/c/{slug}" | "/c/{slug}/rounds" | "/c/{slug}/search" if !address.is_post => {
            vec![ask(path.clone()), ask(address.path.replace("{slug}", "quiet-cove")).of(Elsewhere)]
        }
        // Two drafts, of which one is the team's.
        "/c/{slug}/comparison.docx" => {
            let (from, to) = (&scene.stage.draft, &scene.working);
            vec![ask(format!("{path}?from={from}&to={to}")).row(WorkingDraftRead)]
        }
        "/c/{slug}/submissions" | "/c/{slug}/delegation" => vec![ask(path).of(Asking)],
        "/c/{slug}/team/end" => vec![ask(path).with("account", "nobody").with("role", "drafter")],
        "/c/{slug}/milestones/{id}/removal" => vec![id(&scene.milestone)],
        "/c/{slug}/themes/{id}" => vec![id(&scene.theme)],
        "/accounts/{id}" | "/accounts/{id}/decisions" => vec![id(&scene.account)],
        "/post" => vec![ask(path).row(SettingsUpdate)],
        "/post/letters/{id}" | "/post/letters/{id}/retry" => vec![id(&scene.letter)],
        "/drafts/{id}"
        | "/drafts/{id}/notes"
        | "/drafts/{id}/redline"
        | "/drafts/{id}/notes.html"
        | "/drafts/{id}/notes.txt"
        | "/drafts/{id}/notes.json"
        | "/drafts/{id}/notes.csv"
        | "/drafts/{id}/concordance"
        | "/drafts/{id}/concordance.csv"
        | "/drafts/{id}/notes.docx"
        | "/drafts/{id}/concordance.docx"
        | "/drafts/{id}/concordance.html" => {
            vec![id(&scene.stage.draft), id(&scene.working).row(WorkingDraftRead)]
        }
        "/drafts/{id}/draft.{format}" => ["json", "txt", "html", "docx"]
            .iter()
            .flat_map(|format| {
                let of = |draft: Ask| Ask { path: draft.path.replace("{format}", format), ..draft };
                [of(id(&scene.stage.draft)), of(id(&scene.working)).row(WorkingDraftRead)]
            })
            .collect(),
        "/drafts/{id}/elements/{element}" => {
            vec![element(id(&scene.working), &scene.working_element)]
        }
        "/drafts/{id}/notes/{identity}"
        | "/drafts/{id}/notes/{identity}/removal"
        | "/drafts/{id}/concordance/{identity}" => {
            let ask = id(&scene.working);
            vec![Ask { path: ask.path.replace("{identity}", &scene.working_identity), ..ask }]
        }
        "/drafts/{id}/begin" => vec![id(&scene.stage.draft)],
        "/drafts/{id}/changes/{step}/undoing" => {
            let ask = id(&scene.working);
            vec![Ask { path: ask.path.replace("{step}", &scene.step), ..ask }]
        }
        path if path.starts_with("/drafts/{id}") => vec![id(&scene.working)],
        path if path.starts_with("/participants/{id}") => {
            let ask = id(&scene.avaria).of(Avaria);
            vec![Ask { path: ask.path.replace("{person}", &scene.colleague.to_string()), ..ask }]
        }
        path if path.starts_with("/c/{slug}/door/requests/{id}") => vec![id(&scene.request)],
        path if path.starts_with("/notes-verbales/{id}") => vec![id(&scene.note_verbale)],
        path if path.starts_with("/notes/{id}") => vec![id(&scene.note)],
        path if path.starts_with("/framework/{id}") => {
            vec![id(&scene.framework).with("title", "Another").with("way", "up")]
        }
        path if path.starts_with("/reviews/{id}") => {
            let ask = id(&scene.review).with("body", "Another thought.");
            let ask = ask.with("reviewers", "rex@example.org").with("closes_date", "2026-07-30");
            let path = ask.path.replace("{place}", "whole");
            vec![Ask { path: path.replace("{reviewer}", scene.reviewer.as_str()), ..ask }]
        }
        path if path.starts_with("/review-comments/{id}") => {
            vec![id(&scene.review_comment).with("body", "Other words.").with("version", "1")]
        }
        "/rounds/{id}" | "/rounds/{id}/text" | "/rounds/{id}/submissions" => vec![
            id(&scene.closed),
            id(&scene.open),
            id(&scene.private).public(false),
            id(&scene.prepared).row(WorkingDraftRead),
        ],
        path if path.contains("{place:") => {
            let at = |round| {
                let from = path.find("{place:").unwrap_or_default();
                let to = path.find("{spot}").unwrap_or_default();
                let spot = format!("{}elements/{e2}{}", &path[..from], &path[to + 6..]);
                ask(spot.replace("{id}", &format!("{round}")))
            };
            match address.is_post {
                false => vec![at(&scene.closed), at(&scene.open)],
                true => vec![
                    at(&scene.open).of(Asking).with("body", "A thought.").with("language", "en"),
                ],
            }
        }
        "/rounds/{id}/files"
        | "/rounds/{id}/word"
        | "/rounds/{id}/handout.docx"
        | "/rounds/{id}/comment-form"
        | "/rounds/{id}/alignment" => vec![id(&scene.open).of(Asking)],
        "/rounds/{id}/agreement/{element}" => {
            let ask = element(id(&scene.open), e2);
            vec![ask.with("agreement", "agreed")]
        }
        "/rounds/{id}/positions/{element}" => vec![element(id(&scene.open), e2).of(Asking)],
        "/positions/{id}/withdrawal" => vec![id(&scene.position).of(Avaria)],
        path if path.starts_with("/alignments/{id}") => {
            vec![id(&scene.alignment).of(Avaria).visible_to(CommentDraftRead)]
        }
        // What is published is not corrected.
        "/meetings/{id}/correction" if published => Vec::new(),
        path if path.starts_with("/meetings/{id}") => vec![id(&scene.meeting)],
        "/submissions/{id}/intervention" => {
            vec![id(&scene.intervention).of(Avaria).visible_to(CommentDraftRead)]
        }
        "/submissions/{id}/co-submission" => {
            vec![id(&scene.joint).of(Avaria).visible_to(CommentDraftRead)]
        }
        "/rounds/{id}/settings" | "/rounds/{id}/call" => {
            vec![Ask { known: false, ..id(&scene.prepared) }]
        }
        "/rounds/{id}/closure" | "/rounds/{id}/extensions" => vec![id(&scene.open)],
        "/rounds/{id}/letters/new" => {
            let ask = id(&scene.open);
            vec![Ask { path: format!("{}?occasion=invitation", ask.path), ..ask }]
        }
        "/rounds/{id}/letters" => vec![id(&scene.open).with("occasion", "invitation")],
        "/rounds/{id}/summary" | "/rounds/{id}/summary.html" | "/rounds/{id}/summary.txt" => {
            vec![id(&scene.closed).row(if published { DraftRead } else { SummaryWrite })]
        }
        // What is published is taken back before it is written on.
        "/rounds/{id}/summary/entries/new" | "/summary-entries/{id}"
            if published && !address.is_post =>
        {
            Vec::new()
        }
        path if path.starts_with("/summary-entries/{id}") => vec![id(&scene.entry)],
        // It is published together with the submissions; an expert consultation never shows its brackets.
        "/rounds/{id}/compilation"
        | "/rounds/{id}/compilation.html"
        | "/rounds/{id}/compilation.docx"
        | "/rounds/{id}/consolidated.docx"
        | "/rounds/{id}/compilation.json" => vec![id(&scene.closed).public(published)],
        "/rounds/{id}/compilation/publication" => vec![id(&scene.closed).with("shown", "yes")],
        path if path.starts_with("/rounds/{id}/bracketed") => {
            vec![id(&scene.closed).public(false)]
        }
        "/rounds/{id}/matrix/identities" => vec![id(&scene.closed).with("reason", "A test.")],
        "/rounds/{id}/digests/{number}" => {
            let first = |ask: Ask| Ask { path: ask.path.replace("{number}", "1"), ..ask };
            // No list is fixed before its round closes: then there is none for anybody.
            vec![first(id(&scene.closed)), first(id(&scene.open)).row(InvitationTokenRead)]
        }
        path if path.starts_with("/rounds/{id}") => vec![element(id(&scene.closed), e2)],
        "/inputs/{id}/erasure" => {
            vec![id(&scene.sent_input).of(Avaria), id(&scene.sent_withheld).of(Avaria)]
        }
        "/inputs/{id}/redaction" | "/inputs/{id}/redaction/removal" => vec![
            id(&scene.sent_input).with("words", "Avaria"),
            id(&scene.sent_withheld).with("words", "Avaria").visible_to(match published {
                true => WithheldTextReadPublished,
                false => WithheldTextRead,
            }),
        ],
        "/inputs/{id}/class" => vec![
            id(&scene.sent_input).of(Avaria).visible_to(match published {
                true => SubmissionReadPublished,
                false => SubmissionReadPublic,
            }),
            id(&scene.sent_confidential).of(Avaria).visible_to(ConfidentialRead),
        ],
        "/inputs/{id}/identity" => vec![
            id(&scene.sent_withheld).of(Avaria).visible_to(match published {
                true => WithheldTextReadPublished,
                false => WithheldTextRead,
            }),
            id(&scene.sent_confidential).of(Avaria).row(ConfidentialIdentityRead),
        ],
        "/files/{id}/identity" => vec![id(&scene.confidential_file).of(Avaria)],
        "/submissions/{id}/class" => {
            vec![id(&scene.sent).of(Avaria).with("class", "confidential").visible_to(
                match published {
                    true => SubmissionReadPublished,
                    false => SubmissionReadPublic,
                },
            )]
        }
        "/inputs/{id}/excerpt-removal" => vec![id(&scene.excerpt)],
        "/inputs/{id}/placement" => vec![id(&scene.sent_input)],
        "/inputs/{id}" | "/inputs/{id}/edit" | "/inputs/{id}/autosave" | "/inputs/{id}/removal" => {
            vec![id(&scene.drafted_input).of(Avaria)]
        }
        "/inputs/{id}/application" => {
            vec![id(&scene.proposal).with("draft", scene.working.as_str())]
        }
        path if path.starts_with("/inputs/{id}") => vec![id(&scene.sent_input)],
        "/files/{id}/proposals" => vec![id(&scene.drafted_word).of(Avaria)],
        "/files/{id}/removal" => vec![id(&scene.drafted_file).of(Avaria)],
        "/files/{id}" => vec![
            id(&scene.public_file).of(Avaria).row(match published {
                true => SubmissionReadPublished,
                false => SubmissionReadPublic,
            }),
            id(&scene.confidential_file).row(CommentDraftRead).of(Avaria),
            id(&scene.drafted_file).row(CommentDraftRead).of(Avaria),
        ],
        "/submissions/{id}" => vec![
            id(&scene.sent).of(Avaria).row(match published {
                true => SubmissionReadPublished,
                false => SubmissionReadPublic,
            }),
            id(&scene.drafting).row(CommentDraftRead).of(Avaria),
            // Its author is not of the cast: nobody here has it by its page.
            id(&scene.confidential).row(InvitationTokenRead),
        ],
        "/submissions/{id}/text.docx" => vec![id(&scene.sent).of(Avaria).row(match published {
            true => SubmissionReadPublished,
            false => SubmissionReadPublic,
        })],
        // Nobody has typed it: then there is none for anybody.
        "/submissions/{id}/letter" if !address.is_post => {
            vec![id(&scene.registered).row(InvitationTokenRead)]
        }
        "/submissions/{id}/letter" => {
            vec![id(&scene.registered).with("letter_text", "Dear Sir,").with("version", "0")]
        }
        "/submissions/{id}/excerpts"
        | "/submissions/{id}/registered-receipt"
        | "/submissions/{id}/registered-receipt.txt" => vec![id(&scene.registered)],
        "/submissions/{id}/cover" | "/submissions/{id}/submission" => {
            vec![id(&scene.drafting).of(Avaria)]
        }
        path if path.starts_with("/submissions/{id}") => vec![id(&scene.sent).of(Avaria)],
        _ => vec![ask(path)],
    }
}

/// The addresses of real objects that one address of the server stands for.
pub fn addresses(scene: &Scene, address: &Address, published: bool) -> Vec<String> {
    asks(scene, address, published).into_iter().map(|ask| ask.path).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    Yes,
    Refused,
    Unknown,
}

/// What the table says to this person.
fn meant(ask: &Ask, member: &Member) -> Meant {
    use travaux::procedure::Capacity::*;
    // One's own account is anybody's who has one.
    if ask.row == Right::AccountUpdate && member.name != "visitor" {
        return Meant::Yes;
    }
    if ask.of == Of::Elsewhere {
        return if member.name.ends_with("elsewhere") { Meant::Yes } else { Meant::Unknown };
    }
    // Of those who may write notes, whoever wrote this one corrects it.
    if ask.path.starts_with("/notes/") && (member.cleared || member.capacity == Lead) {
        return Meant::Refused;
    }
    // Whoever has no seat has nothing of their own.
    let has_no_seat =
        !matches!(member.capacity, CommenterOwn | CommenterOther | FocalOwn | FocalOther | Reader);
    if ask.of == Of::Asking && has_no_seat {
        return Meant::Unknown;
    }
    let own = match ask.of {
        Of::All | Of::Elsewhere => false,
        Of::Avaria => member.own,
        Of::Asking => true,
    };
    let capacity = match member.capacity {
        CommenterOwn | CommenterOther if own => CommenterOwn,
        CommenterOwn | CommenterOther => CommenterOther,
        FocalOwn | FocalOther if own => FocalOwn,
        FocalOwn | FocalOther => FocalOther,
        other => other,
    };
    let at = COLUMNS.iter().position(|column| *column == capacity).expect("a column");
    if let Some(row) = ask.visible_to {
        let seen = meant(
            &Ask { row, visible_to: None, form: Vec::new(), path: String::new(), ..*ask },
            member,
        );
        if seen != Meant::Yes {
            return Meant::Unknown;
        }
    }
    let yes_if = |is: bool, otherwise| if is { Meant::Yes } else { otherwise };
    match ask.row.row()[at] {
        Cell::Y => Meant::Yes,
        Cell::N | Cell::O => Meant::Refused,
        Cell::X => Meant::Unknown,
        Cell::P => yes_if(ask.public, Meant::Unknown),
        Cell::K => yes_if(member.cleared, Meant::Unknown),
        Cell::M => yes_if(own && capacity == FocalOwn, Meant::Refused),
        // The stranger is named in the closed review.
        Cell::V if ask.row == Right::ReviewAnswer => {
            yes_if(member.name == "stranger", Meant::Unknown)
        }
        Cell::V => yes_if(ask.text_visible, Meant::Unknown),
        Cell::R => yes_if(own, Meant::Unknown),
    }
}

async fn send(who: &Person, ask: &Ask, path: &str) -> Page {
    let form: Vec<(&str, &str)> =
        ask.form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    match ask.is_post {
        true => who.post(path, &form).await,
        false => who.get(path).await,
    }
}

/// The same address of a thing that does not exist.
fn of_nothing(path: &str) -> String {
    let random = |part: &str| part.len() == 26 && part.chars().all(char::is_alphanumeric);
    let parts: Vec<String> = path
        .split('/')
        .map(|part| match part {
            "mutual-aid" | "quiet-cove" => "no-such-place".to_owned(),
            part if random(part) => public_id().to_string(),
            part => part.to_owned(),
        })
        .collect();
    parts.join("/")
}

/// Is the thing itself there for everybody to know of?
fn scene_is_public(ask: &Ask) -> bool {
    ask.path.starts_with("/rounds/") && ask.known
}

/// What is wrong with the answer, if anything.
async fn judge(ask: &Ask, member: &Member, answer: &Page) -> Option<String> {
    let meant = meant(ask, member);
    let status = answer.status;
    let fits = match meant {
        // What matters is asked to be confirmed first.
        Meant::Yes if ask.is_post && answer.has("name=\"confirm_password\"") => true,
        Meant::Yes if ask.is_post => !matches!(status, 401 | 403 | 404 | 405),
        Meant::Yes => matches!(status, 200 | 303),
        Meant::Refused => status == 403,
        Meant::Unknown => status == 404,
    };
    // Whoever is not signed in is asked to first, and nothing is told: what does not exist answers the same.
    if !fits && status == 401 && meant != Meant::Yes && member.name == "visitor" {
        let other = send(&member.who, ask, &of_nothing(&ask.path)).await;
        let known = ask.path.starts_with("/c/mutual-aid") || scene_is_public(ask);
        return (other.status != 401 && !known)
            .then(|| format!("401 tells that {} exists", ask.path));
    }
    (!fits).then(|| {
        let verb = if ask.is_post { "POST" } else { "GET" };
        let said: String = answer.text().chars().take(120).collect();
        format!(
            "{verb} {} ({:?}): {} is meant {meant:?}, answers {status}: {said}",
            ask.path, ask.row, member.name
        )
    })
}

/// Everybody asks for everything: first those who are refused, and nothing may have changed; then the
/// others, whose acts come to nothing because their line in the journal cannot be written.
async fn crawl(scene: &Scene, published: bool) -> Vec<String> {
    let mut complaints = Vec::new();
    let server = &scene.stage.server;
    const BROKEN: [(&str, &str); 3] =
        [("journal", "INSERT"), ("inputs", "DELETE"), ("attachments", "DELETE")];
    for (table, way) in BROKEN {
        tables::break_table(server, table, way);
    }
    let kept = |server| {
        let mut all = tables::everything(server);
        // When a session was last seen is no act; nor is a try that was counted.
        all.retain(|(table, _)| !matches!(table.as_str(), "sessions" | "throttles" | "tries"));
        all
    };
    for address in routes::listed() {
        for ask in asks(scene, &address, published) {
            let before = ask.is_post.then(|| kept(server));
            if !ask.is_post {
                tables::forget_touched(server);
            }
            let (yes, no): (Vec<&Member>, Vec<&Member>) =
                scene.cast.iter().partition(|member| meant(&ask, member) == Meant::Yes);
            for member in no {
                let answer = send(&member.who, &ask, &ask.path).await;
                complaints.extend(judge(&ask, member, &answer).await);
            }
            if let Some(before) = before {
                let changed = tables::differences(&before, &kept(server));
                complaints.extend(changed.into_iter().map(|rows| format!("{}: {rows}", ask.path)));
            }
            for member in yes {
                let answer = send(&member.who, &ask, &ask.path).await;
                complaints.extend(judge(&ask, member, &answer).await);
            }
            if !ask.is_post {
                // Reading writes nothing; a file that is made anew for its reader is counted.
                let mut written = tables::touched(server);
                written.retain(|(table, _)| address.limited.is_none() || table != "tries");
                complaints.extend(written.into_iter().map(|w| format!("{}: {w:?}", ask.path)));
            }
        }
    }
    for (table, _) in BROKEN {
        tables::mend_table(server, table);
    }
    complaints
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_address_answers_everybody_as_the_table_says() {
    let scene = scene::set().await;
    scene::it_is_may(&scene);
    tables::watch(&scene.stage.server);
    let mut complaints = crawl(&scene, false).await;
    let path = format!("/rounds/{}/publication", scene.closed);
    assert_eq!(scene.stage.administrator.post(&path, &[]).await.status, 303);
    scene.publish_summary().await;
    let path = format!("/rounds/{}/compilation/publication", scene.closed);
    scene.stage.administrator.does(&path, &[("shown", "yes")]).await;
    complaints.extend(crawl(&scene, true).await);
    complaints.sort();
    complaints.dedup();
    assert!(complaints.is_empty(), "{}\n{}", complaints.len(), complaints.join("\n"));
}

#[tokio::test]
async fn no_address_is_left_out_of_the_crawl_and_none_is_registered_past_the_table() {
    let scene = scene::set().await;
    for address in routes::listed() {
        let is_open = matches!(address.needs, Needs::Nothing(_));
        assert!(is_open || !asks(&scene, &address, false).is_empty(), "{address:?}");
    }
    // Only `Addresses` registers; the server itself knows the page for addresses that lead nowhere.
    let mut registering = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let found =
                    [".route(", ".service(", "web::resource(", "web::scope(", "#[get(", "#[post("]
                        .into_iter()
                        .any(|way| text.contains(way));
                if found {
                    registering.push(path.file_name().unwrap().to_string_lossy().into_owned());
                }
            }
        }
    }
    assert_eq!(registering, ["addresses.rs"]);
}
