//! `/c/{slug}/drafts`: the texts of a consultation and how they follow one another.

use crate::app::App;
use crate::consultations::{self, Tab};
use crate::drafts::store::{self, Draft};
use crate::procedure::drafts::may_bring_in;
use crate::procedure::words::DraftState;
use crate::procedure::{Right, What, rights};
use crate::sign_in;
use crate::web::{Asking, Error, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "drafts/list.html")]
struct List {
    frame: Frame,
    zone: String,
    base: String,
    may_bring_in: bool,
    groups: Vec<Group>,
}

struct Group {
    state: DraftState,
    drafts: Vec<Listed>,
}

struct Listed {
    draft: Draft,
    elements: i64,
    based_on: Option<Draft>,
}

pub async fn list(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let consultation = consultations::store::find_by_slug(conn, &slug)?;
            let who = viewer.standing(conn, consultation.id)?;
            rights::may(&who, Right::WorkingDraftRead, What::default())?;
            let all = store::of_consultation(conn, consultation.id)?;
            let counts = store::element_counts(conn, consultation.id)?;
            let listed = |draft: &Draft| Listed {
                elements: counts.get(&draft.id).copied().unwrap_or(0),
                based_on: all.iter().find(|other| Some(other.id) == draft.based_on_id).cloned(),
                draft: draft.clone(),
            };
            let group = |state| {
                let drafts: Vec<Listed> =
                    all.iter().rev().filter(|draft| draft.state == state).map(listed).collect();
                Group { state, drafts }
            };
            let groups = [DraftState::Working, DraftState::Circulated, DraftState::Final]
                .into_iter()
                .map(group)
                .filter(|group| !group.drafts.is_empty())
                .collect();
            Ok(List {
                may_bring_in: may_bring_in(&who, consultation.id).is_ok(),
                zone: consultation.time_zone.clone(),
                base: consultation.path(),
                frame: consultations::frame(&viewer, &who, &consultation, Tab::Drafts),
                groups,
            })
        })
        .await?;
    html(page)
}
