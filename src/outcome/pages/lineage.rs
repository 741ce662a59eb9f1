//! `/drafts/{id}/lineage`: what became of the elements of an earlier draft in this one, as matching
//! proposes it and a person confirms or corrects it.

mod known;

use super::frame;
use crate::app::App;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::drafts::tracing::{self, common_language};
use crate::outcome::access::{Scene, comparable_drafts};
use crate::outcome::comparing::{Comparison, base};
use crate::procedure::drafts::may_trace;
use crate::procedure::keys::PublicId;
use crate::procedure::words::LineageOrigin;
use crate::procedure::{Moment, Right, What, rights};
use crate::sign_in;
use crate::text::find;
use crate::web::{After, Asking, Error, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use known::{Form, Known, Row};
use std::collections::HashSet;

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

/// The two drafts and what is known of them.
struct Pair {
    scene: Scene,
    draft: Draft,
    others: Vec<Draft>,
    from: Option<Known>,
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
