//! The submissions of a round, as far as the reader may see them; and the act that publishes them.

use super::super::acts::publishing;
use super::super::store;
use super::super::views;
use super::cards::{self, Card};
use super::scene::{Scene, Status};
use crate::app::App;
use crate::procedure::keys::{PublicId, SubmissionKey};
use crate::procedure::rights::Denied;
use crate::procedure::submissions::{may_publish, may_register};
use crate::submissions::counting::One;
use crate::web::{Asking, Error, Frame, html, see_other_saying};
use actix_web::{HttpResponse, web};
use askama::Template;
use std::collections::{BTreeMap, HashSet};

#[derive(Template)]
#[template(path = "submissions/published.html")]
struct PublishedPage {
    frame: Frame,
    status: Status,
    base: String,
    /// Declared: how many submissions stand, whatever of them is shown.
    count: usize,
    /// How many alignments were received with them.
    alignments: usize,
    lines: Vec<Line>,
    withheld: Vec<Card>,
    /// Published once, and withdrawn from publication.
    retracted: i64,
    /// For the team: erased, and nothing else is said of them.
    erased: usize,
    /// For the team: what is done here.
    registers: bool,
    unplaced: usize,
    /// How many would be published now; None for those who do not publish.
    publishes: Option<i64>,
    not_yet: Option<String>,
}

struct Line {
    author: String,
    note: String,
    path: String,
    inputs: usize,
    files: usize,
    when: String,
    late: bool,
}

pub async fn list(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let scene = Scene::find(conn, &asking, &id, now)?;
            let t = scene.t();
            let sight = scene.sight();
            let mut named: BTreeMap<SubmissionKey, HashSet<One>> = BTreeMap::new();
            let mut withheld = Vec::new();
            for seen in views::visible_to(conn, &sight, scene.round.id)? {
                match seen.author {
                    Some(_) => {
                        named.entry(seen.submission.id).or_default().insert(One::of(&seen));
                    }
                    None => withheld.push(Card::of_seen(&scene, &seen)),
                }
            }
            // Not in the order of submission, which would tell whose neighbour it is.
            withheld.sort_by(|one, other| one.id.cmp(&other.id));
            // An alignment is no text: it stands with the text that it is with, and is not listed.
            let (all, alignments): (Vec<_>, Vec<_>) = store::submitted(conn, scene.round.id)?
                .into_iter()
                .partition(|one| one.alignment.is_none());
            let registers = may_register(&scene.who, &scene.facts).is_ok();
            let mut lines = Vec::new();
            for submission in &all {
                let files = views::files_visible_to(conn, &sight, submission)?.len();
                let inputs = named.get(&submission.id).map_or(0, HashSet::len);
                let own = sight.own.contains(&submission.participant_id);
                let registered = scene.has_registered(submission);
                if inputs + files == 0 && !own && !registered {
                    continue;
                }
                let author = views::author_of(conn, submission, t)?;
                let at = submission.submitted_at.unwrap_or(submission.started_at);
                lines.push(Line {
                    note: cards::kind_and_region(t, &author),
                    author: author.name,
                    path: cards::path(submission),
                    inputs,
                    files,
                    when: t.day(at, scene.zone()),
                    late: submission.late,
                });
            }
            lines.sort_by(|one, other| one.author.cmp(&other.author));
            let (publishes, not_yet) = match may_publish(&scene.who, &scene.facts, now) {
                Ok(_) => (Some(store::unpublished(conn, scene.round.id)?), None),
                Err(Denied::Refused(refusal)) if scene.who.is_team() => {
                    (None, Some(t.refusal(&refusal, scene.zone())))
                }
                Err(_) => (None, None),
            };
            let unplaced = match registers {
                true => super::unplaced::seen(conn, &scene)?.len(),
                false => 0,
            };
            Ok(PublishedPage {
                frame: scene.frame(),
                status: scene.status(),
                base: scene.round.path(),
                count: all.len(),
                alignments: alignments.len(),
                lines,
                withheld,
                retracted: views::retracted(conn, scene.round.id)?,
                erased: views::erased(conn, &sight, scene.round.id)?,
                registers,
                unplaced,
                publishes,
                not_yet,
            })
        })
        .await?;
    html(page)
}

pub async fn publish(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let scene = Scene::find(tx, &asking, &id, now)?;
            publishing::publish(tx, &scene.who, &scene.round, now)?;
            Ok(format!("{}/submissions", scene.round.path()))
        })
        .await?;
    Ok(see_other_saying(&path, "flash-submissions-published"))
}
