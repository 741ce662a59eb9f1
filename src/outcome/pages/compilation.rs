//! `/rounds/{id}/compilation`: everything that was said in a round, for the team and, once it is published, for
//! whoever reads the draft; and as files.

use crate::app::App;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::company::With;
use crate::outcome::compilation::{
    Choice, Compilation, File, Material, may_read_text, show_compilation,
};
use crate::outcome::compiled::{rendered, written};
use crate::outcome::store;
use crate::procedure::keys::PublicId;
use crate::procedure::outcome::{
    may_publish_compilation, may_read_compilation, may_withhold_compilation,
};
use crate::procedure::rights::Denied;
use crate::procedure::submissions::{Sight, sight};
use crate::procedure::words::{InputKind, ParticipantKind, PublicationClass, RegionalGroup};
use crate::procedure::{Moment, Refusal};
use crate::rounds::store::{self as rounds, Round};
use crate::sign_in;
use crate::submissions::counting::Totals;
use crate::submissions::mismatch_said;
use crate::submissions::views::Seen;
use crate::text::compilation::{Placed, Voice};
use crate::text::elements::without_marks;
use crate::text::plain::article_marker;
use crate::text::{Kind, Run, marker, with_marks};
use crate::web::{Asking, Error, Fields, Frame, download, html, see_other_saying};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// The head and the parts of a compilation, as they are read on the page and in the file.
pub(in crate::outcome) struct Doc {
    t: Language,
    reservation: String,
    /// What is said of how many there are, and of what is left out.
    facts: Vec<String>,
    parts: Vec<Part>,
    files: Vec<File>,
    by_participant: bool,
}

/// A part with its entries: a place, or a participant.
struct Part {
    /// Said before the first of several parts of one sort.
    group: Option<String>,
    anchor: String,
    title: String,
    text: Option<Passage>,
    entries: Vec<Said>,
    /// What a participant without entries stands with.
    with: Vec<Beside>,
}

/// "Aligned", with whom, and where what it stands with is on the page.
struct Beside {
    how: String,
    author: String,
    places: Vec<(String, String)>,
}

impl Part {
    fn of_participant(title: String, entries: Vec<Said>, with: Vec<Beside>) -> Self {
        Self { group: None, anchor: String::new(), title, text: None, entries, with }
    }
}

/// The text under consultation at a place.
struct Passage {
    kind: Kind,
    number: String,
    run: Run,
    language: String,
    direction: &'static str,
}

/// One input as it stands in a compilation.
struct Said {
    /// Where others who stand with it lead to.
    anchor: Option<String>,
    author: String,
    note: String,
    what: String,
    /// Where it is, where the part does not say so.
    place: Option<String>,
    comment_type: Option<String>,
    letter: Option<String>,
    late: bool,
    class: Option<(&'static str, String)>,
    /// "PP2 alt".
    called: Option<String>,
    /// Who stands with the author, and how.
    supporters: Vec<String>,
    language: String,
    runs: Vec<Run>,
    body: String,
    is_proposal: bool,
    mismatch: Option<String>,
    also_on: Vec<String>,
    again: bool,
    erased: bool,
    redacted: bool,
    /// The whole submission.
    link: Option<String>,
    /// The letter that it was cut out of.
    original: Option<String>,
}

impl Doc {
    pub(in crate::outcome) fn of(t: Language, compilation: &Compilation, links: bool) -> Self {
        let of = &compilation.of;
        let telling = Telling { t, compilation, links };
        let mut facts = vec![
            t.say1("compilation-submissions", "count", of.submissions),
            t.say2(
                "compilation-inputs",
                "count",
                of.seen.len(),
                "once",
                compilation.places.counted(),
            ),
        ];
        facts.extend(Totals::of(&of.seen).said(t));
        if of.retracted > 0 {
            facts.push(t.say1("submissions-retracted", "count", of.retracted));
        }
        facts.push(match of.left_out {
            Some(count) => t.say1("compilation-left-out", "count", count),
            None => t.say("compilation-without-confidential"),
        });
        if !of.choice.is_whole() {
            facts.push(t.say("compilation-chosen"));
        }
        facts.push(t.say(match (of.choice.without_attribution, of.choice.by_participant) {
            (true, _) => "compilation-order-unattributed",
            (false, true) => "compilation-order-participants",
            (false, false) => "compilation-order-places",
        }));
        let parts = match &compilation.voices {
            Some(voices) => telling.participants(voices),
            None => telling.places(),
        };
        Self {
            t,
            reservation: of.consultation.reservation.clone(),
            facts,
            parts,
            files: compilation
                .files
                .iter()
                .map(|file| File {
                    author: file.author.clone(),
                    name: with_marks(&file.name),
                    path: if links { file.path.clone() } else { String::new() },
                })
                .collect(),
            by_participant: compilation.voices.is_some(),
        }
    }

    fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.files.is_empty()
    }
}

/// A compilation and the language that it is told in.
struct Telling<'a> {
    t: Language,
    compilation: &'a Compilation,
    /// Leads to pages of the server.
    links: bool,
}

impl Telling<'_> {
    /// In alphabetical order, those who only stand with others among the rest; what has no name comes last.
    fn participants(&self, voices: &[Voice]) -> Vec<Part> {
        let mut parts: Vec<(Option<&str>, Part)> = Vec::new();
        for voice in voices {
            let name = voice.author.as_deref();
            let title = name.map_or_else(|| self.t.say("input-name-withheld"), str::to_owned);
            let entries = voice.entries.iter().map(|p| self.said(p, true)).collect();
            parts.push((name, Part::of_participant(title, entries, Vec::new())));
        }
        for one in &self.compilation.company {
            let with = one.with.iter().map(|with| self.beside(with)).collect();
            let part = Part::of_participant(one.name.clone(), Vec::new(), with);
            parts.push((Some(one.name.as_str()), part));
        }
        parts.sort_by_key(|(name, _)| (name.is_none(), *name));
        let numbered = parts.into_iter().enumerate();
        numbered
            .map(|(at, (_, part))| Part { anchor: format!("participant-{}", at + 1), ..part })
            .collect()
    }

    fn beside(&self, with: &With) -> Beside {
        let (t, of) = (self.t, &self.compilation.of);
        let author = with.inputs.first().and_then(|placed| of.name(self.compilation.seen(placed)));
        let place = |placed: &Placed| {
            let said = self.said(placed, true);
            let place = said.place.unwrap_or_default();
            let label = format!("{}, {place}", said.what);
            (label, format!("#{}", said.anchor.unwrap_or_default()))
        };
        Beside {
            how: with.how.said(t),
            author: author.unwrap_or_default().to_owned(),
            places: with.inputs.iter().map(place).collect(),
        }
    }

    fn places(&self) -> Vec<Part> {
        let (t, places, of) = (self.t, &self.compilation.places, &self.compilation.of);
        let said = |all: &[Placed], with_place| -> Vec<Said> {
            all.iter().map(|placed| self.said(placed, with_place)).collect()
        };
        let whole = |anchor: &str, key: &str, all: &[Placed], with_place| Part {
            group: None,
            anchor: anchor.to_owned(),
            title: t.say(key),
            text: None,
            entries: said(all, with_place),
            with: Vec::new(),
        };
        let mut parts = vec![whole("general", "compilation-general", &places.general, false)];
        for (n, section) in places.elements.iter().enumerate() {
            parts.push(Part {
                group: (n == 0).then(|| t.say("compilation-by-article")),
                anchor: format!("place-{}", section.at + 1),
                title: t.citation_first(&of.citations[section.at]),
                text: Some(self.passage(section.at)),
                entries: said(&section.entries, false),
                with: Vec::new(),
            });
        }
        parts.push(whole("elsewhere", "compilation-elsewhere", &places.elsewhere, false));
        parts.push(whole("unplaced", "compilation-unplaced", &places.unplaced, false));
        for (n, section) in places.questions.iter().enumerate() {
            parts.push(Part {
                group: (n == 0).then(|| t.say("compilation-answers")),
                anchor: format!("question-{}", section.at + 1),
                title: self.compilation.questions.get(section.at).cloned().unwrap_or_default(),
                text: None,
                entries: said(&section.entries, false),
                with: Vec::new(),
            });
        }
        parts.retain(|part| !part.entries.is_empty());
        parts
    }

    fn passage(&self, at: usize) -> Passage {
        let of = &self.compilation.of;
        let element = &of.text.elements[at];
        let language = of.language();
        let number = marker(&of.citations[at]);
        Passage {
            kind: element.kind,
            number: match element.kind {
                Kind::Article => article_marker(language, number.trim_start_matches("Article ")),
                _ => number,
            },
            run: kept(element.wording(language)),
            language: language.to_owned(),
            direction: super::direction(language),
        }
    }

    fn said(&self, placed: &Placed, with_place: bool) -> Said {
        let (t, of) = (self.t, &self.compilation.of);
        let seen = self.compilation.seen(placed);
        let input = &seen.input;
        let attributed = !of.choice.without_attribution;
        let author = seen.author.as_ref().filter(|_| attributed);
        let at = input.identity.as_deref().and_then(|id| of.text.position(id));
        let marked = |run: Run| Run { text: with_marks(&run.text), ..run };
        Said {
            anchor: author.map(|_| format!("i-{}", input.public_id)),
            author: match (attributed, author) {
                (false, _) => String::new(),
                (true, Some(author)) => author.name.clone(),
                (true, None) => t.say("input-name-withheld"),
            },
            note: if attributed { self.kind_and_region(seen) } else { String::new() },
            what: input
                .said(t, |id| of.text.position(id).map(|at| t.citation_short(&of.citations[at]))),
            called: self.compilation.called(seen).map(|name| t.citation_short(name)),
            place: match (with_place, at) {
                (false, _) => None,
                (true, Some(at)) => Some(t.citation_short(&of.citations[at])),
                (true, None) => Some(t.say(match input.kind {
                    InputKind::General | InputKind::Answer => "matrix-whole-text",
                    InputKind::Comment | InputKind::Proposal => "matrix-unplaced",
                })),
            },
            comment_type: input.comment_type.map(|word| t.word(word)),
            letter: input.letter.clone().filter(|_| author.is_some()),
            late: author.is_some() && seen.submission.late,
            class: input.publication_class.filter(|_| attributed).and_then(|class| match class {
                PublicationClass::Public => None,
                PublicationClass::NameWithheld => Some(("name-withheld", t.word(class))),
                PublicationClass::Confidential => Some(("confidential", t.word(class))),
            }),
            supporters: of.supporters(seen).into_iter().map(|one| one.said(t)).collect(),
            language: input.language.clone(),
            runs: input.runs(of.wording(seen)).into_iter().map(marked).collect(),
            body: with_marks(&input.body),
            is_proposal: input.kind == InputKind::Proposal,
            mismatch: input.mismatch.as_ref().map(|mismatch| mismatch_said(t, mismatch)),
            also_on: placed.also_on.iter().map(|at| t.citation_short(&of.citations[*at])).collect(),
            again: placed.again,
            erased: seen.erased_at.is_some(),
            redacted: seen.is_redacted,
            link: author
                .filter(|_| self.links)
                .map(|_| format!("/submissions/{}", seen.submission.public_id)),
            original: seen.original_path().filter(|_| self.links && author.is_some()),
        }
    }

    /// "State, African States"; for what has no name no more than may be known.
    fn kind_and_region(&self, seen: &Seen) -> String {
        let t = self.t;
        let kind = match seen.kind {
            Some(kind) => t.word(kind),
            None => t.say("input-a-participant"),
        };
        match seen.author.as_ref().and_then(|author| author.regional_group) {
            Some(group) => format!("{kind}, {}", t.word(group)),
            None => kind,
        }
    }
}

impl Passage {
    fn is_article(&self) -> bool {
        self.kind == Kind::Article
    }
}

fn kept(text: &str) -> Run {
    Run { op: crate::text::Op::Kept, text: text.trim().to_owned() }
}

/// A file that stands alone.
#[derive(Template)]
#[template(path = "outcome/compilation_paper.html")]
pub(in crate::outcome) struct Paper {
    t: Language,
    consultation: String,
    disclaimer: String,
    title: String,
    draft: Option<String>,
    doc: Doc,
}

impl Paper {
    pub(in crate::outcome) fn of(t: Language, compilation: &Compilation) -> Self {
        let of = &compilation.of;
        Self {
            t,
            consultation: of.consultation.title.clone(),
            disclaimer: of.consultation.disclaimer.clone(),
            title: of.round.title.clone(),
            draft: of.draft.as_ref().map(|draft| draft.label.clone()),
            doc: Doc::of(t, compilation, false),
        }
    }
}

#[derive(Template)]
#[template(path = "outcome/compilation.html")]
struct Show {
    frame: Frame,
    round: Round,
    zone: String,
    draft: Option<String>,
    fields: Fields,
    query: String,
    /// While the team has to wait for the closing.
    refusal: Option<Refusal>,
    doc: Option<Doc>,
    elements: Vec<Choosable>,
    is_team: bool,
    /// The bracketed text is this person's to read.
    bracketed: bool,
    published: Option<String>,
    /// This person publishes it and takes it back.
    publishes: bool,
    not_yet: Option<Refusal>,
}

/// An element that the page can be narrowed down to.
struct Choosable {
    identity: String,
    label: String,
}

/// The round and who asks, where they may read its compilation now; the refusal, where the team waits.
fn enter(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Round, Option<Refusal>), Error> {
    let round = rounds::find_by_public_id(conn, id)?;
    let scene = Scene::of(conn, asking, round.consultation_id, now)?;
    let refusal = permitted(conn, &scene, &round, now)?;
    Ok((scene, round, refusal))
}

/// The refusal, where the team waits.
fn permitted(
    conn: &mut Conn,
    scene: &Scene,
    round: &Round,
    now: Moment,
) -> Result<Option<Refusal>, Error> {
    let published = store::compilation_published(conn, round.id)?.is_some();
    let shown = published && may_read_text(conn, &scene.who, round, now)?;
    match may_read_compilation(&scene.who, &rounds::facts(conn, round)?, shown, now) {
        Ok(()) => Ok(None),
        Err(Denied::Refused(refusal @ Refusal::TeamWaitsForClosing { .. })) => Ok(Some(refusal)),
        Err(denied) => Err(denied.into()),
    }
}

/// May this person open the page at all (and be told to wait)?
pub(super) fn may_open(
    conn: &mut Conn,
    scene: &Scene,
    round: &Round,
    now: Moment,
) -> Result<bool, Error> {
    Ok(match permitted(conn, scene, round, now) {
        Ok(_) => true,
        Err(Error::NotFound | Error::Refused(_)) => false,
        Err(error) => return Err(error),
    })
}

/// What a person sees on the page: the team its own sight (or everybody's, to see what others read), others
/// what is published. With it, the sight that counts what is left out.
pub(super) fn sights(
    conn: &mut Conn,
    scene: &Scene,
    round: &Round,
    fields: &Fields,
    now: Moment,
) -> Result<(Sight, Option<Sight>), Error> {
    if !scene.who.is_team() {
        return Ok((Sight::public(), None));
    }
    let own = sight(&scene.who, &rounds::facts(conn, round)?, now);
    let document = if fields.has("as", "public") { Sight::public() } else { own.clone() };
    // Whoever has no sight of confidential inputs may not count them either.
    let counts = own.confidential.then_some(own);
    Ok((document, counts))
}

/// What leaves the server leaves it without confidential inputs, and without a word of how many there are.
pub(super) fn sight_of_files(
    conn: &mut Conn,
    scene: &Scene,
    round: &Round,
    fields: &Fields,
    now: Moment,
) -> Result<Sight, Error> {
    Ok(sights(conn, scene, round, fields, now)?.0.without_confidence())
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = req.query_string().to_owned();
    let page = app.read(move |conn| page(conn, &asking, &id, query, now)).await?;
    html(page)
}

fn page(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    query: String,
    now: Moment,
) -> Result<Show, Error> {
    let (scene, round, refusal) = enter(conn, asking, id, now)?;
    let fields = Fields::from_query(&query);
    let Scene { viewer, who, consultation } = &scene;
    let frame = consultations::frame(viewer, who, consultation, Tab::Rounds)
        .under(round.path(), round.title.clone());
    let t = frame.t;
    let facts = rounds::facts(conn, &round)?;
    let published = store::compilation_published(conn, round.id)?;
    let publishes = may_withhold_compilation(who, &facts).is_ok();
    let not_yet = match may_publish_compilation(who, &facts, now) {
        Err(Denied::Refused(refusal)) if publishes && published.is_none() => Some(refusal),
        _ => None,
    };
    let mut elements = Vec::new();
    let (mut doc, mut draft) = (None, None);
    if refusal.is_none() {
        let (sight, counts) = sights(conn, &scene, &round, &fields, now)?;
        let of = Material::load(conn, round.clone(), &sight, counts.as_ref(), Choice::of(&fields))?;
        let compilation = Compilation::load(conn, of.told_in(t), &sight)?;
        elements = choosable(t, &compilation.of);
        draft = compilation.of.draft.as_ref().map(|draft| draft.label.clone());
        doc = Some(Doc::of(t, &compilation, true));
    }
    Ok(Show {
        zone: round.time_zone.clone(),
        published: published.map(|at| t.day(at, &round.time_zone)),
        bracketed: super::bracketed::may_open(conn, &scene, &round, now)?,
        is_team: who.is_team(),
        frame,
        round,
        draft,
        fields,
        query,
        refusal,
        doc,
        elements,
        publishes,
        not_yet,
    })
}

/// Preambular paragraphs, Parts and articles.
fn choosable(t: Language, of: &Material) -> Vec<Choosable> {
    let language = of.language();
    let all = of.text.elements.iter().zip(&of.citations);
    all.filter(|(element, _)| {
        matches!(element.kind, Kind::Preambular | Kind::Heading | Kind::Article)
    })
    .map(|(element, citation)| {
        let title = match element.kind {
            Kind::Preambular => String::new(),
            _ => without_marks(element.wording(language)),
        };
        let short: String = title.chars().take(60).collect();
        let label = format!("{} {}", t.citation_short(citation), short.trim());
        Choosable { identity: element.id.clone(), label: label.trim().to_owned() }
    })
    .collect()
}

/// The compilation for a file, for those who may read it now.
fn for_file(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    fields: &Fields,
    now: Moment,
) -> Result<Compilation, Error> {
    let (scene, round, refusal) = enter(conn, asking, id, now)?;
    if let Some(refusal) = refusal {
        return Err(refusal.into());
    }
    let sight = sight_of_files(conn, &scene, &round, fields, now)?;
    let of = Material::load(conn, round, &sight, None, Choice::of(fields))?;
    Ok(Compilation::load(conn, of, &sight)?)
}

pub async fn paper(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let fields = Fields::from_query(req.query_string());
    let name = format!("compilation-{id}.html");
    let t = asking.language;
    let bytes = app
        .read(move |conn| rendered(&Paper::of(t, &for_file(conn, &asking, &id, &fields, now)?)))
        .await?;
    Ok(download(&name, "text/html; charset=utf-8", bytes))
}

pub async fn data(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let fields = Fields::from_query(req.query_string());
    let name = format!("compilation-{id}.json");
    let bytes =
        app.read(move |conn| written(&for_file(conn, &asking, &id, &fields, now)?.data())).await?;
    Ok(download(&name, "application/json", bytes))
}

/// `POST /rounds/{id}/compilation/publication`: publishes it (`shown=yes`), or takes it back.
pub async fn publish(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let shown = fields.has("shown", "yes");
    let to = format!("/rounds/{id}/compilation");
    app.write(move |tx| {
        sign_in::signed_in(tx, &asking, now)?;
        let round = rounds::find_by_public_id(tx, &id)?;
        let scene = Scene::of(tx, &asking, round.consultation_id, now)?;
        show_compilation(tx, &scene.who, &round, shown, now)
    })
    .await?;
    let said = if shown { "flash-compilation-published" } else { "flash-compilation-withheld" };
    Ok(see_other_saying(&to, said))
}

impl Show {
    /// The file of what the page shows.
    fn file(&self, ending: &str) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{}/compilation.{ending}{mark}{}", self.round.path(), self.query)
    }

    fn kinds(&self) -> &'static [ParticipantKind] {
        ParticipantKind::ALL
    }

    fn regions(&self) -> &'static [RegionalGroup] {
        RegionalGroup::ALL
    }

    fn input_kinds(&self) -> &'static [InputKind] {
        InputKind::ALL
    }

    fn chosen(&self, name: &str, value: &str) -> bool {
        self.fields.get(name) == value
    }
}
