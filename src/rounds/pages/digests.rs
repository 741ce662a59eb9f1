//! The file of a list of digests.

use super::Scene;
use crate::app::App;
use crate::procedure::keys::PublicId;
use crate::procedure::rounds::may_read_round;
use crate::rounds::store::digests;
use crate::web::{Asking, Error, download};
use actix_web::{HttpResponse, web};

/// `GET /rounds/{id}/digests/{number}`: for all who may read the round.
pub async fn file(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, i64)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, number) = path.into_inner();
    let (name, body) = app
        .read(move |conn| {
            let scene = Scene::of(conn, &asking, &id, now)?;
            may_read_round(&scene.who, &scene.facts, now)?;
            let list = digests::find(conn, scene.round.id, number)?;
            let name = match number {
                1 => "digests.txt".to_owned(),
                n => format!("digests-{n}.txt"),
            };
            Ok((name, list.body))
        })
        .await?;
    Ok(download(&name, "text/plain; charset=utf-8", body.into_bytes()))
}
