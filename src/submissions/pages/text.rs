//! The text under consultation, with what was said about each paragraph in its margin.

use super::super::store;
use super::super::views::{self, Seen};
use super::agreed::{Agreed, AgreementMark, SoFar};
use super::cards;
use super::scene::{Scene, Status};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::reading::{Entry, Line};
use crate::participants::store::Participant;
use crate::procedure::Refusal;
use crate::procedure::keys::PublicId;
use crate::procedure::rounds::may_draft_input;
use crate::procedure::words::{InputKind, Placement};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::counting::One;
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::{HashMap, HashSet};

#[derive(Template)]
#[template(path = "submissions/text.html")]
struct TextPage {
    frame: Frame,
    round: Round,
    status: Status,
    has_text: bool,
    language: String,
    direction: &'static str,
    /// Code, name, is it the one shown.
    languages: Vec<(String, String, bool)>,
    /// How far it is agreed so far, where States negotiate.
    so_far: Option<SoFar>,
    /// What the address in another language carries along.
    query: &'static str,
    contents: Vec<Contents>,
    rows: Vec<(Line, Margin)>,
    general: Option<Margin>,
    questions: Vec<(String, Margin)>,
    instructions: String,
    /// What this round takes, where that is not everything.
    stage: Vec<String>,
    /// The files page, and what is being drafted, for those who write.
    writes: bool,
    drafts: Vec<(String, String)>,
    /// What was sent, and can be replaced.
    sent: Vec<(String, String)>,
    is_visitor: bool,
}

/// An entry of the table of contents with what was said about all that it covers.
struct Contents {
    anchor: String,
    label: String,
    count: usize,
    is_part: bool,
    entries: Vec<Contents>,
}

/// What stands beside a paragraph.
#[derive(Default)]
struct Margin {
    path: String,
    comments: Option<String>,
    proposals: Option<String>,
    count: usize,
    /// Who, what in short, where to read or change it.
    own: Vec<(String, String, String)>,
    may_comment: bool,
    may_propose: bool,
    /// How far it is agreed, where States negotiate.
    agreement: Option<AgreementMark>,
}

impl Margin {
    fn is_empty(&self) -> bool {
        self.count == 0
            && self.own.is_empty()
            && !self.may_comment
            && !self.may_propose
            && self.agreement.is_none()
    }
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(request.query_string());
    let page = app
        .read(move |conn| {
            let scene = Scene::find(conn, &asking, &id, now)?;
            page(conn, &scene, &query)
        })
        .await?;
    html(page)
}

/// What is open in the round and what it takes, in sentences; none where that is everything.
fn stage(scene: &Scene) -> Vec<String> {
    let (t, facts) = (scene.t(), &scene.facts);
    let mut said = Vec::new();
    if let Some(since) = facts.paused_at {
        said.push(t.refusal(&Refusal::RoundPaused { since }, scene.zone()));
    }
    if facts.allowed.len() < InputKind::ALL.len() {
        let kinds: Vec<String> = facts.allowed.iter().map(|kind| t.word(*kind)).collect();
        said.push(t.say1("stage-takes", "kinds", kinds.join(", ")));
    }
    if let Some(operations) = facts.operations.as_ref().filter(|_| facts.takes(InputKind::Proposal))
    {
        let operations: Vec<String> = operations.iter().map(|one| t.word(*one)).collect();
        said.push(t.say1("stage-operations", "operations", operations.join(", ")));
    }
    if let Some(open) = &facts.open_elements {
        let lines = scene.reading.as_ref().map_or(&[][..], |reading| &reading.lines);
        let open = lines.iter().filter(|line| open.contains(&line.identity));
        let open: Vec<String> = open.map(|line| t.citation_short(&line.citation)).collect();
        said.push(match open.len() {
            0 => t.say("stage-no-elements"),
            1..=40 => t.say1("stage-elements", "places", open.join(", ")),
            many => t.say1("stage-elements-many", "count", many as i64),
        });
    }
    said
}

fn page(conn: &mut Conn, scene: &Scene, query: &Fields) -> Result<TextPage, Error> {
    let t = scene.t();
    let writers = scene.writers(conn)?;
    let said = Said::read(conn, scene, &writers)?;
    let sent = scene.sent(conn, &writers)?;
    let base = scene.round.path();
    let takes = |kind| {
        let has_sent = |writer: &Participant| sent.iter().any(|(key, _)| *key == writer.id);
        writers.iter().filter(|writer| !has_sent(writer)).any(|writer| {
            may_draft_input(&scene.who, &scene.facts, writer.id, Some(kind), scene.now).is_ok()
        })
    };
    let (comments, proposals) = (takes(InputKind::Comment), takes(InputKind::Proposal));
    let reading = scene.reading.as_ref();
    let lines = reading.map_or(&[][..], |reading| &reading.lines);
    let agreed = Agreed::read(conn, scene, query)?;
    let rows = lines
        .iter()
        .map(|line| {
            let mut margin = said.margin(scene, &Place::Element(line.identity.clone()));
            margin.path = format!("{base}/elements/{}", line.public_id);
            margin.agreement = agreed.as_ref().and_then(|agreed| agreed.beside(scene, line));
            let is_open = scene.facts.is_open_element(&line.identity);
            margin.may_comment = comments && is_open;
            margin.may_propose = proposals && is_open;
            (line.clone(), margin)
        })
        .collect();
    let mut general = said.margin(scene, &Place::Whole);
    general.path = format!("{base}/general/text");
    general.may_comment = takes(InputKind::General);
    let answers = takes(InputKind::Answer);
    let mut questions = Vec::new();
    for question in rounds::questions(conn, scene.round.id)? {
        let mut margin = said.margin(scene, &Place::Question(question.id.0));
        margin.path = format!("{base}/answers/{}", question.public_id);
        margin.may_comment = answers;
        questions.push((question.body, margin));
    }
    let mut drafts = Vec::new();
    for writer in &writers {
        if let Some(draft) = store::drafting(conn, scene.round.id, writer.id)? {
            drafts.push((writer.name.clone(), cards::path(&draft)));
        }
    }
    let may_still = |writer: &Participant| {
        may_draft_input(&scene.who, &scene.facts, writer.id, None, scene.now).is_ok()
    };
    let replaceable = writers.iter().filter(|writer| may_still(writer)).filter_map(|writer| {
        let (_, path) = sent.iter().find(|(key, _)| *key == writer.id)?;
        Some((writer.name.clone(), path.clone()))
    });
    let sent = replaceable.collect();
    let counts = &said.counts;
    let contents = reading.map_or(&[][..], |reading| &reading.contents);
    let languages = reading.map_or(&[][..], |reading| &reading.languages);
    let language = reading.map_or("en", |reading| &reading.language).to_owned();
    Ok(TextPage {
        frame: scene.frame(),
        stage: stage(scene),
        status: scene.status(),
        has_text: reading.is_some(),
        direction: reading.map_or("ltr", |reading| reading.direction),
        languages: languages
            .iter()
            .map(|code| (code.clone(), t.language_name(code), *code == language))
            .collect(),
        language,
        so_far: agreed.as_ref().map(|agreed| agreed.so_far(scene, query)),
        query: agreed.as_ref().map_or("", Agreed::query),
        contents: contents.iter().map(|entry| with_counts(entry, counts).0).collect(),
        rows,
        general: (!general.is_empty()).then_some(general),
        questions,
        instructions: scene.round.instructions.clone(),
        writes: !writers.is_empty(),
        drafts,
        sent,
        is_visitor: scene.viewer.account.is_none(),
        round: scene.round.clone(),
    })
}

/// A proposal on several paragraphs of an entry counts once in it.
fn with_counts<'a>(
    entry: &Entry,
    counts: &'a HashMap<Place, Vec<(One, InputKind)>>,
) -> (Contents, HashSet<&'a One>) {
    let mut entries = Vec::with_capacity(entry.entries.len());
    let mut all: HashSet<&One> = HashSet::new();
    for entry in &entry.entries {
        let (contents, below) = with_counts(entry, counts);
        entries.push(contents);
        all.extend(below);
    }
    for identity in &entry.covers {
        let here = counts.get(&Place::Element(identity.clone()));
        all.extend(here.into_iter().flatten().map(|(one, _)| one));
    }
    let contents = Contents {
        anchor: entry.anchor.clone(),
        label: entry.label.clone(),
        count: all.len(),
        is_part: entry.is_part,
        entries,
    };
    (contents, all)
}

#[derive(PartialEq, Eq, Hash, Clone)]
enum Place {
    Element(String),
    Whole,
    Question(i64),
}

impl Place {
    fn of(input: &store::Input) -> Option<Self> {
        match (&input.identity, input.question_id) {
            _ if input.placement == Placement::Unplaced => None,
            (Some(identity), _) => Some(Self::Element(identity.clone())),
            (None, Some(question)) => Some(Self::Question(question.0)),
            (None, None) => Some(Self::Whole),
        }
    }
}

/// Everything that the reader may see, by place.
struct Said {
    counts: HashMap<Place, Vec<(One, InputKind)>>,
    own: HashMap<Place, Vec<(String, String, String)>>,
}

impl Said {
    fn read(conn: &mut Conn, scene: &Scene, writers: &[Participant]) -> Result<Self, Error> {
        let mut said = Self { counts: HashMap::new(), own: HashMap::new() };
        let sight = scene.sight();
        for seen in views::visible_to(conn, &sight, scene.round.id)? {
            let Seen { input, submission, author, .. } = &seen;
            let Some(place) = Place::of(input) else { continue };
            let counted = said.counts.entry(place.clone()).or_default();
            counted.push((One::of(&seen), input.kind));
            if let Some(author) = author.as_ref().filter(|author| sight.own.contains(&author.id)) {
                let path = format!("{}#i-{}", cards::path(submission), input.public_id);
                said.note(scene, place, &author.name, input, path);
            }
        }
        let keys: Vec<_> = writers.iter().map(|writer| writer.id).collect();
        for input in store::own_drafts(conn, scene.round.id, &keys)? {
            let Some(place) = Place::of(&input) else { continue };
            let submission = store::find(conn, input.submission_id)?;
            let writer = writers.iter().find(|one| one.id == submission.participant_id);
            let name = writer.map_or("", |writer| &writer.name);
            said.note(scene, place, name, &input, format!("/inputs/{}/edit", input.public_id));
        }
        Ok(said)
    }

    fn note(
        &mut self,
        scene: &Scene,
        place: Place,
        name: &str,
        input: &store::Input,
        path: String,
    ) {
        let short: String = input.body.chars().take(80).collect();
        let dots = if short.len() < input.body.len() { "…" } else { "" };
        let what = cards::said(scene, input);
        let line = match short.is_empty() {
            true => what,
            false => format!("{what}. {short}{dots}"),
        };
        self.own.entry(place).or_default().push((name.to_owned(), line, path));
    }

    fn margin(&self, scene: &Scene, place: &Place) -> Margin {
        let t = scene.t();
        let here = self.counts.get(place).map_or(&[][..], Vec::as_slice);
        let proposals = here.iter().filter(|(_, kind)| *kind == InputKind::Proposal).count();
        let comments = here.len() - proposals;
        let counted = |key, n: usize| (n > 0).then(|| t.say1(key, "count", n as i64));
        Margin {
            comments: counted("text-comments", comments),
            proposals: counted("text-proposals", proposals),
            count: comments + proposals,
            own: self.own.get(place).cloned().unwrap_or_default(),
            ..Margin::default()
        }
    }
}
