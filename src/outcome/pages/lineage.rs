//! `/drafts/{id}/lineage`: what became of the elements of an earlier draft in this one, as matching
//! proposes it and a person confirms or corrects it.

use super::{direction, frame};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft, Traced};
use crate::drafts::tracing::{self, common_language};
use crate::languages::Language;
use crate::outcome::access::{Scene, comparable_drafts};
use crate::outcome::comparing::{Comparison, base};
use crate::outcome::sentences::listed;
use crate::procedure::drafts::may_trace;
use crate::procedure::keys::PublicId;
use crate::procedure::words::LineageOrigin;
use crate::procedure::{Moment, Right, What, rights};
use crate::sign_in;
use crate::text::matching::nearest;
use crate::text::{Citation, FateKind, Lineage, Link, Text, citations, find};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::{HashMap, HashSet};

/// So many elements are offered to choose from.
const OFFERED: usize = 6;

#[derive(Template)]
#[template(path = "outcome/lineage.html")]
struct Show {
    frame: Frame,
    draft: Draft,
    /// The other draft, and those that it may be.
    from: Option<Draft>,
    others: Vec<Draft>,
    zone: String,
    all: bool,
    proposed: usize,
    rows: Vec<Row>,
    form: Option<Form>,
}

/// A link between elements of the two drafts.
struct Row {
    was: String,
    is: String,
    words: String,
    change: String,
    origin: Option<LineageOrigin>,
    at: Option<Moment>,
    /// The query that opens the form: the element and its side.
    key: String,
    /// Nobody has looked at it yet.
    open: bool,
}

/// The form for one element.
struct Form {
    errors: Errors,
    /// It is of the later draft.
    in_new: bool,
    element: String,
    citation: String,
    wording: String,
    language: String,
    direction: &'static str,
    offered: Vec<Offered>,
    others: String,
    /// What it is linked with now: to notice when somebody else changes that.
    was: String,
    conflict: bool,
}

struct Offered {
    id: String,
    citation: String,
    wording: String,
    share: Option<usize>,
    picked: bool,
}

/// The two drafts and what is known of them.
struct Pair {
    scene: Scene,
    draft: Draft,
    others: Vec<Draft>,
    from: Option<Known>,
}

struct Known {
    draft: Draft,
    comparison: Comparison,
    lineage: Lineage,
    traced: Vec<Traced>,
}

impl Pair {
    fn find(
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        from: Option<&str>,
        now: Moment,
    ) -> Result<Self, Error> {
        let (scene, draft) = Scene::of_draft(conn, asking, id, now)?;
        scene.viewer.signed_in()?;
        rights::may(&scene.who, Right::LineageUpdate, What::default())?;
        let mut others = comparable_drafts(conn, &scene, now)?;
        others.retain(|other| other.id != draft.id);
        let other = match from.filter(|id| !id.is_empty()) {
            Some(id) => {
                let found = others.iter().find(|other| other.public_id.as_str() == id);
                Some(found.cloned().ok_or(Error::NotFound)?)
            }
            None => match draft.based_on_id {
                Some(key) => Some(drafts::find(conn, key)?),
                None => base(conn, &draft)?,
            },
        };
        let from = match other {
            Some(other) => {
                let facts = (drafts::facts(conn, &other)?, drafts::facts(conn, &draft)?);
                may_trace(&scene.who, &facts.0, &facts.1)?;
                let (was, is) = (drafts::text(conn, other.id)?, drafts::text(conn, draft.id)?);
                let language = common_language(&was, &is, &draft.language);
                let lineage = tracing::between(conn, &other, &draft, &was, &is)?.lineage;
                let comparison = Comparison::load(conn, &other, &draft, &language)?;
                let traced = drafts::traced(conn, other.id, draft.id)?;
                Some(Known { draft: other, comparison, lineage, traced })
            }
            None => None,
        };
        Ok(Self { scene, draft, others, from })
    }

    fn page(self, query: &Fields, form: Option<Form>) -> Show {
        let frame = frame(&self.scene).under(self.draft.path(), self.draft.label.clone());
        let all = query.get("show") == "all";
        let rows = self.from.as_ref().map_or_else(Vec::new, |known| known.rows(frame.t));
        let proposed = rows.iter().filter(|row| row.open).count();
        Show {
            zone: self.scene.consultation.time_zone.clone(),
            proposed,
            rows: rows.into_iter().filter(|row| all || row.open || row.origin.is_some()).collect(),
            all,
            draft: self.draft,
            from: self.from.map(|known| known.draft),
            others: self.others,
            frame,
            form,
        }
    }
}

impl Known {
    fn rows(&self, t: Language) -> Vec<Row> {
        let (old, new) = (&self.comparison.old, &self.comparison.new);
        let cited = |text: &Text| -> HashMap<String, Citation> {
            text.elements.iter().map(|e| e.id.clone()).zip(citations(text)).collect()
        };
        let (was, is) = (cited(old), cited(new));
        let said = |ids: &[String], cited: &HashMap<String, Citation>| {
            let found: Vec<Citation> = ids.iter().filter_map(|id| cited.get(id).cloned()).collect();
            listed(t, &found)
        };
        let language = &self.comparison.language;
        let words = |text: &Text, id: &String| -> String {
            let wording = text.get(id).map_or("", |element| element.wording(language));
            shortened(wording)
        };
        let fates = self.comparison.fates.iter().map(|fate| {
            let of_link = |row: &&Traced| {
                fate.from.contains(&row.from_identity) || fate.to.contains(&row.to_identity)
            };
            let traced = self.traced.iter().filter(of_link).max_by_key(|row| rank(row.origin));
            let same_identity = fate.from.len() == 1 && fate.from == fate.to;
            let origin = traced.map(|row| row.origin);
            Row {
                was: said(&fate.from, &was),
                is: said(&fate.to, &is),
                words: match (fate.to.first(), fate.from.first()) {
                    (Some(id), _) => words(new, id),
                    (None, Some(id)) => words(old, id),
                    (None, None) => String::new(),
                },
                change: t.say(fate_key(fate.kind)),
                open: origin == Some(LineageOrigin::Proposed)
                    || (origin.is_none() && !same_identity),
                origin,
                at: traced.and_then(|row| row.traced_at),
                key: match (fate.to.first(), fate.from.first()) {
                    (Some(id), _) => format!("new={id}"),
                    (None, Some(id)) => format!("old={id}"),
                    (None, None) => String::new(),
                },
            }
        });
        fates.collect()
    }

    /// What an element is linked with on the other side, in order.
    fn linked(&self, element: &str, in_new: bool) -> Vec<String> {
        let pairs = self.lineage.pairs().iter();
        let mut found: Vec<String> = pairs
            .filter(|(from, to)| if in_new { to == element } else { from == element })
            .map(|(from, to)| if in_new { from.clone() } else { to.clone() })
            .collect();
        found.sort();
        found
    }

    fn form(&self, t: Language, element: &str, in_new: bool) -> Option<Form> {
        let (own, other) = match in_new {
            true => (&self.comparison.new, &self.comparison.old),
            false => (&self.comparison.old, &self.comparison.new),
        };
        let at = own.position(element)?;
        let linked = self.linked(element, in_new);
        let language = &self.comparison.language;
        let shares: HashMap<String, usize> =
            nearest(&self.comparison.old, &self.comparison.new, language, element, in_new, OFFERED)
                .into_iter()
                .map(|(id, share)| (id, usize::from(share)))
                .collect();
        let cited = citations(other);
        let offered = other
            .elements
            .iter()
            .zip(&cited)
            .filter(|(e, _)| linked.contains(&e.id) || shares.contains_key(&e.id));
        let mut offered: Vec<Offered> = offered
            .map(|(e, citation)| Offered {
                citation: t.citation_first(citation),
                wording: shortened(e.wording(language)),
                share: shares.get(&e.id).copied(),
                picked: linked.contains(&e.id),
                id: e.id.clone(),
            })
            .collect();
        offered.sort_by_key(|one| std::cmp::Reverse((one.picked, one.share)));
        Some(Form {
            errors: Errors::default(),
            in_new,
            element: element.to_owned(),
            citation: t.citation_first(&citations(own)[at]),
            wording: own.elements[at].wording(language).to_owned(),
            direction: direction(language),
            language: language.clone(),
            offered,
            others: String::new(),
            was: linked.join(" "),
            conflict: false,
        })
    }

    /// The links that change when an element is linked with these, and with nothing else: each says
    /// all that there is to say of its elements.
    fn relinked(&self, element: &str, in_new: bool, picked: &[String]) -> Vec<Link> {
        let is_own = |(from, to): &&(String, String)| {
            if in_new { to == element } else { from == element }
        };
        let mut touched: HashSet<String> = HashSet::new();
        let mut pairs: Lineage = Lineage::default();
        for pair in self.lineage.pairs() {
            if is_own(&pair) {
                touched.insert(if in_new { pair.0.clone() } else { pair.1.clone() });
            } else {
                pairs.add(&pair.0, &pair.1);
            }
        }
        for id in picked {
            touched.insert(id.clone());
            if in_new { pairs.add(id, element) } else { pairs.add(element, id) }
        }
        let links = pairs.links(&self.comparison.old, &self.comparison.new);
        let is_touched = |link: &Link| {
            let (own, other) = if in_new { (&link.to, &link.from) } else { (&link.from, &link.to) };
            own.iter().any(|id| id == element) || other.iter().any(|id| touched.contains(id))
        };
        links.into_iter().filter(is_touched).collect()
    }

    /// The links that nobody has confirmed or corrected yet; with an element, those it stands in.
    fn unconfirmed(&self, element: Option<(&str, bool)>) -> Vec<Link> {
        let said: HashSet<(&str, bool)> = self
            .traced
            .iter()
            .filter(|row| row.origin != LineageOrigin::Proposed)
            .flat_map(|row| [(row.from_identity.as_str(), false), (row.to_identity.as_str(), true)])
            .collect();
        let links = self.lineage.links(&self.comparison.old, &self.comparison.new);
        let wanted = |link: &Link| match element {
            Some((id, true)) => link.to.iter().any(|to| to == id),
            Some((id, false)) => link.from.iter().any(|from| from == id),
            None => {
                link.from.iter().all(|id| !said.contains(&(id.as_str(), false)))
                    && link.to.iter().all(|id| !said.contains(&(id.as_str(), true)))
                    && !(link.from.len() == 1 && link.from == link.to)
            }
        };
        links.into_iter().filter(wanted).collect()
    }
}

/// What a person did counts for more than what was proposed.
fn rank(origin: LineageOrigin) -> u8 {
    match origin {
        LineageOrigin::Recorded => 0,
        LineageOrigin::Proposed => 1,
        LineageOrigin::Confirmed => 2,
        LineageOrigin::Corrected => 3,
    }
}

fn fate_key(kind: FateKind) -> &'static str {
    match kind {
        FateKind::Kept => "compare-kept",
        FateKind::Renumbered => "redline-renumbered",
        FateKind::Edited => "redline-edited",
        FateKind::Moved => "redline-moved",
        FateKind::Split => "redline-split",
        FateKind::Merged => "redline-merged",
        FateKind::New => "redline-new",
        FateKind::Deleted => "redline-deleted",
    }
}

/// The first words of a wording.
fn shortened(wording: &str) -> String {
    let words: Vec<&str> = wording.split_whitespace().take(14).collect();
    let short: String = words.join(" ").chars().take(120).collect();
    if short.len() < wording.trim().len() { format!("{short} …") } else { short }
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let pair = Pair::find(conn, &asking, &id, query.filled("from"), now)?;
            let asked = query
                .filled("new")
                .map(|id| (id, true))
                .or_else(|| query.filled("old").map(|id| (id, false)));
            let form = match (&pair.from, asked) {
                (Some(known), Some((element, in_new))) => {
                    let form = known.form(pair.scene.viewer.language(), element, in_new);
                    Some(form.ok_or(Error::NotFound)?)
                }
                _ => None,
            };
            Ok(pair.page(&query, form))
        })
        .await?;
    html(page)
}

pub async fn change(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            // Asked first, so that what was typed outlives an ended session.
            sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let pair = Pair::find(tx, &asking, &id, fields.filled("from"), now)?;
            let Some(known) = &pair.from else { return Err(Error::BadRequest) };
            let back = format!("{}/lineage?from={}", pair.draft.path(), known.draft.public_id);
            let who = &pair.scene.who;
            let in_new = fields.get("side") == "new";
            let element = fields.get("element");
            match fields.get("step") {
                "propose" => {
                    tracing::propose_lineage(tx, who, &known.draft, &pair.draft, now)?;
                    return Ok(After::See(back, "flash-lineage-proposed"));
                }
                "confirm_all" | "confirm" => {
                    let one = (fields.get("step") == "confirm").then_some((element, in_new));
                    let links = known.unconfirmed(one);
                    if !links.is_empty() {
                        let origin = LineageOrigin::Confirmed;
                        tracing::trace(tx, who, &known.draft, &pair.draft, &links, origin, now)?;
                    }
                    return Ok(After::See(back, "flash-lineage-confirmed"));
                }
                "link" => {}
                _ => return Err(Error::BadRequest),
            }
            let t = pair.scene.viewer.language();
            let Some(mut form) = known.form(t, element, in_new) else {
                return Err(Error::BadRequest);
            };
            let other = if in_new { &known.comparison.old } else { &known.comparison.new };
            let mut picked: Vec<String> = Vec::new();
            for id in fields.all("pick").filter(|id| other.position(id).is_some()) {
                if !picked.iter().any(|known| known == id) {
                    picked.push(id.to_owned());
                }
            }
            for one in &mut form.offered {
                one.picked = picked.contains(&one.id);
            }
            form.others = fields.get("others").to_owned();
            for citation in fields.get("others").split(';').map(str::trim) {
                match find(other, citation).as_slice() {
                    [] if citation.is_empty() => {}
                    [at] => {
                        let id = other.elements[*at].id.clone();
                        if !picked.contains(&id) {
                            picked.push(id);
                        }
                    }
                    [] => form.errors.add("others", "lineage-error-unknown"),
                    _ => form.errors.add("others", "lineage-error-several"),
                }
            }
            if !form.errors.is_empty() {
                let page = pair.page(&Fields::default(), Some(form));
                return Ok(After::faulty(page));
            }
            let same: HashSet<&String> = picked.iter().collect();
            let now_linked = known.linked(element, in_new);
            if form.was != fields.get("was") && same != now_linked.iter().collect() {
                form.conflict = true;
                let page = pair.page(&Fields::default(), Some(form));
                return Ok(After::Again(StatusCode::CONFLICT, page));
            }
            let links = known.relinked(element, in_new, &picked);
            let origin = LineageOrigin::Corrected;
            tracing::trace(tx, who, &known.draft, &pair.draft, &links, origin, now)?;
            Ok(After::See(back, "flash-lineage-corrected"))
        })
        .await?;
    after.answer()
}

impl Show {
    fn is_from(&self, other: &Draft) -> bool {
        self.from.as_ref().is_some_and(|from| from.id == other.id)
    }

    fn action(&self) -> String {
        format!("{}/lineage", self.draft.path())
    }

    fn earlier(&self) -> &str {
        self.from.as_ref().map_or("", |from| from.public_id.as_str())
    }
}
