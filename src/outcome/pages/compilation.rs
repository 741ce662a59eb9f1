//! `/rounds/{id}/compilation`: everything that was said in a round, for the team and, once it is published, for
//! whoever reads the draft; and as files.

mod told;

pub(in crate::outcome) use told::Paper;

use super::made::{Made, sights};
use crate::app::App;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::compilation::{Compilation, show_compilation};
use crate::outcome::material::{Choice, Material};
use crate::outcome::store;
use crate::outcome::word::participants;
use crate::procedure::keys::PublicId;
use crate::procedure::outcome::{may_publish_compilation, may_withhold_compilation};
use crate::procedure::rights::Denied;
use crate::procedure::words::{InputKind, ParticipantKind, RegionalGroup};
use crate::procedure::{Moment, Refusal, Right, What, decide};
use crate::rounds::store::{self as rounds, Round};
use crate::sign_in;
use crate::submissions::views::visible_to;
use crate::text::Kind;
use crate::text::elements::without_marks;
use crate::web::{Asking, Error, Fields, Frame, html, see_other_saying};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use told::Doc;

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
    /// Those whose proposals alone can be had as a Word file: public ids and names.
    participants: Vec<(PublicId, String)>,
    languages: Vec<String>,
    /// This person may have what the team accepts.
    answers: bool,
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
    let (scene, round, refusal) = Made::Compilation.enter(conn, asking, id, now)?;
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
    let bracketed = Made::Bracketed.may_open(conn, &scene, &round, now)?;
    let (mut elements, mut people, mut languages) = (Vec::new(), Vec::new(), Vec::new());
    let (mut doc, mut draft) = (None, None);
    if refusal.is_none() {
        let (sight, counts) = sights(conn, &scene, &round, &fields, now)?;
        let of = Material::load(conn, round.clone(), &sight, counts.as_ref(), Choice::of(&fields))?;
        let compilation = Compilation::load(conn, of.told_in(t), &sight)?;
        elements = choosable(t, &compilation.of);
        if !compilation.of.choice.without_attribution {
            // As in the file: nobody is there who says something in confidence alone.
            let sight = sight.clone().without_confidence();
            people = participants(t, &visible_to(conn, &sight, round.id)?);
        }
        if let Some(draft) = &compilation.of.draft {
            languages = crate::drafts::reading::languages(&compilation.of.text, &draft.language);
        }
        draft = compilation.of.draft.as_ref().map(|draft| draft.label.clone());
        let mut made = Doc::of(t, &compilation, true);
        made.bracketed = bracketed.then(|| format!("{}/bracketed", round.path()));
        doc = Some(made);
    }
    Ok(Show {
        zone: round.time_zone.clone(),
        published: published.map(|at| t.day(at, &round.time_zone)),
        bracketed,
        is_team: who.is_team(),
        frame,
        round,
        draft,
        fields,
        query,
        refusal,
        doc,
        elements,
        participants: people,
        languages,
        answers: decide(who, Right::MatrixExport, What::default()).actor().is_ok(),
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
        Made::Compilation.file(&self.round, ending, &self.query)
    }

    /// What the page is narrowed down to, for the Word file.
    fn narrowed(&self) -> Vec<(&'static str, &str)> {
        let names = ["participant_kind", "region", "element", "as"];
        names.into_iter().filter_map(|name| Some((name, self.fields.filled(name)?))).collect()
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
