//! `/c/{slug}/redline`: several drafts in one, each change with the draft in which it came in.

use super::{direction, frame};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::reading::languages;
use crate::drafts::store::{self as drafts, Draft};
use crate::drafts::tracing;
use crate::languages::Language;
use crate::outcome::access::{Scene, comparable_drafts, newest_in_line};
use crate::outcome::redline::{Stretch, opened, printed_number, stretches};
use crate::procedure::words::DraftState;
use crate::text::cumulative::{Layer, Layered, cumulative};
use crate::text::{Kind, Lineage, Text};
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "outcome/layers.html")]
struct Show {
    frame: Frame,
    comparison: String,
    all: Vec<Draft>,
    /// Those laid on top of one another, oldest first.
    chosen: Vec<Draft>,
    languages: Vec<String>,
    language: String,
    direction: &'static str,
    guessed: bool,
    rows: Vec<Row>,
}

/// One element through all the drafts.
struct Row {
    anchor: String,
    kind: Kind,
    citation: String,
    short: String,
    formerly: Option<String>,
    number: String,
    gone: bool,
    pieces: Vec<Piece>,
    /// What happened to the element itself, and in which draft.
    said: Vec<String>,
}

/// Words with one fate: the letters of the drafts in which they came in and went out.
struct Piece {
    stretches: Vec<Stretch>,
    inserted: Option<String>,
    deleted: Option<String>,
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let scene = Scene::of_slug(conn, &asking, &slug, now)?;
            let all = comparable_drafts(conn, &scene, now)?;
            let asked: Vec<&str> = query.all("draft").filter(|id| !id.is_empty()).collect();
            let is_known = |id: &&str| all.iter().any(|draft| draft.public_id.as_str() == *id);
            if !asked.iter().all(is_known) {
                return Err(Error::NotFound);
            }
            let chosen: Vec<Draft> = match asked.is_empty() {
                true => line_of(&all),
                false => all
                    .iter()
                    .filter(|draft| asked.contains(&draft.public_id.as_str()))
                    .cloned()
                    .collect(),
            };
            let frame = frame(&scene);
            let mut texts = Vec::new();
            for draft in &chosen {
                texts.push(drafts::text(conn, draft.id)?);
            }
            let both = in_all(&chosen, &texts);
            let asked = query.filled("lang").filter(|asked| both.iter().any(|l| l == asked));
            let language = asked.or(both.first().map(String::as_str)).unwrap_or("en").to_owned();
            let (mut rows, mut guessed) = (Vec::new(), false);
            if chosen.len() > 1 {
                let lineages = lineages(conn, &chosen, &texts, &mut guessed)?;
                let versions: Vec<&Text> = texts.iter().collect();
                let layered = cumulative(&versions, &lineages, &language);
                rows = layered.iter().map(|one| row(frame.t, one, &language, &chosen)).collect();
            }
            Ok(Show {
                comparison: format!("{}/comparison", scene.consultation.path()),
                direction: direction(&language),
                languages: both,
                frame,
                all,
                chosen,
                language,
                guessed,
                rows,
            })
        })
        .await?;
    html(page)
}

/// The newest draft that follows another, and what it follows, oldest first; of drafts that follow
/// none, all of them.
fn line_of(all: &[Draft]) -> Vec<Draft> {
    let mut line = Vec::new();
    let mut at = newest_in_line(all);
    while let Some(draft) = at {
        line.push(draft.clone());
        at = all.iter().find(|other| Some(other.id) == draft.based_on_id);
    }
    line.reverse();
    if line.len() > 1 { line } else { all.to_vec() }
}

/// The languages that all of them have, that of the last one first.
fn in_all(chosen: &[Draft], texts: &[Text]) -> Vec<String> {
    let each: Vec<Vec<String>> =
        chosen.iter().zip(texts).map(|(draft, text)| languages(text, &draft.language)).collect();
    let mut both = each.last().cloned().unwrap_or_default();
    both.retain(|language| each.iter().all(|known| known.contains(language)));
    both
}

fn lineages(
    conn: &mut Conn,
    chosen: &[Draft],
    texts: &[Text],
    guessed: &mut bool,
) -> Result<Vec<Lineage>, Error> {
    let mut lineages = Vec::new();
    for (at, pair) in chosen.windows(2).enumerate() {
        let between = tracing::between(conn, &pair[0], &pair[1], &texts[at], &texts[at + 1])?;
        *guessed |= between.guessed;
        lineages.push(between.lineage);
    }
    Ok(lineages)
}

/// "A" for the first draft, "B" for the second.
fn letter(version: usize) -> String {
    crate::text::citations::letters(version + 1).to_uppercase()
}

/// Cuts the words at footnote marks, and after what a preambular paragraph opens with.
fn pieces(layered: &Layered, versions: usize, language: &str) -> Vec<Piece> {
    let texts: Vec<&str> = layered.layers.iter().map(|layer| layer.text.as_str()).collect();
    let standing = |version| layered.layers.iter().map(|layer| layer.stands(version)).collect();
    let readings: Vec<Vec<bool>> = (0..versions).map(standing).collect();
    let opened = opened(layered.kind, &texts, &readings, language);
    let piece = |(layer, opening): (&Layer, usize)| Piece {
        stretches: stretches(&layer.text, opening),
        inserted: (layer.inserted > 0).then(|| letter(layer.inserted)),
        deleted: layer.deleted.map(letter),
    };
    layered.layers.iter().zip(opened).map(piece).collect()
}

fn row(t: Language, layered: &Layered, language: &str, chosen: &[Draft]) -> Row {
    let pieces = pieces(layered, chosen.len(), language);
    let mut said = Vec::new();
    let mut say = |key: &str, version: usize| {
        if let Some(draft) = chosen.get(version) {
            let (letter, label) = (letter(version), draft.label.as_str());
            said.push(t.with(
                "layers-said",
                &[
                    ("change", t.say(key).into()),
                    ("letter", letter.into()),
                    ("draft", label.into()),
                ],
            ));
        }
    };
    if layered.born > 0 && layered.split.first() != Some(&layered.born) {
        say("redline-new", layered.born);
    }
    layered.moved.iter().for_each(|version| say("redline-moved", *version));
    layered.split.iter().for_each(|version| say("redline-split", *version));
    let away = |version: &&usize| Some(**version) != layered.gone;
    layered.merged.iter().filter(away).for_each(|version| say("redline-merged", *version));
    if let Some(version) = layered.gone {
        let merged = layered.merged.contains(&version);
        say(if merged { "redline-merged-away" } else { "redline-deleted" }, version);
    }
    let citation = layered.citation.as_ref();
    Row {
        anchor: format!("e-{}", layered.id),
        kind: layered.kind,
        citation: citation.map(|citation| t.citation(citation)).unwrap_or_default(),
        short: citation.map(|citation| t.citation_short(citation)).unwrap_or_default(),
        formerly: layered.formerly.as_ref().map(|citation| t.citation(citation)),
        number: citation
            .map(|citation| printed_number(layered.kind, citation, language))
            .unwrap_or_default(),
        gone: layered.gone.is_some(),
        pieces,
        said,
    }
}

impl Row {
    fn class(&self) -> String {
        let gone = if self.gone { " gone" } else { "" };
        format!("element kind-{}{gone}", self.kind.as_str())
    }

    fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Title | Kind::Heading | Kind::Article)
    }
}

impl Show {
    fn is_chosen(&self, draft: &Draft) -> bool {
        self.chosen.iter().any(|one| one.id == draft.id)
    }

    fn is_working(&self, draft: &Draft) -> bool {
        draft.state == DraftState::Working
    }

    /// The drafts with their letters.
    fn legend(&self) -> Vec<(String, String)> {
        let all = self.chosen.iter().enumerate();
        all.map(|(version, draft)| (letter(version), draft.label.clone())).collect()
    }
}
