//! Word files of a round: the compilation, and the text with every proposal on it as tracked changes.

use super::{Paper, for_file};
use crate::app::App;
use crate::formats::word::MEDIA_TYPE;
use crate::outcome::access::Scene;
use crate::outcome::compilation::{Choice, Material};
use crate::outcome::pages::made::Made;
use crate::outcome::word::{Making, Wanted, consolidated_of};
use crate::procedure::keys::PublicId;
use crate::procedure::rounds::may_read_round;
use crate::procedure::submissions::sight;
use crate::procedure::{Right, What, decide};
use crate::rounds::store as rounds;
use crate::submissions::store as submissions;
use crate::web::{Asking, Error, Fields, download};
use actix_web::{HttpRequest, HttpResponse, web};

/// `/rounds/{id}/compilation.docx`: the compilation as a Word file.
pub async fn compiled(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let fields = Fields::from_query(req.query_string());
    let name = format!("compilation-{id}.docx");
    let making = Making::of(&app, &asking);
    let bytes = app
        .read(move |conn| {
            let compilation = for_file(conn, &asking, &id, &fields, making.now)?;
            Paper::of(making.t, &compilation).word(&making)
        })
        .await?;
    Ok(download(&name, MEDIA_TYPE, bytes))
}

/// `/rounds/{id}/consolidated.docx`: the text with every proposal on it as tracked changes and comments.
pub async fn consolidated(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let fields = Fields::from_query(req.query_string());
    let name = format!("consolidated-{id}.docx");
    let making = Making::of(&app, &asking);
    let bytes = app
        .read(move |conn| {
            let wanted = Wanted::of(&fields);
            if wanted.accepted {
                // What the team answers is the team's.
                let (scene, _, _) = Made::Compilation.enter(conn, &asking, &id, making.now)?;
                decide(&scene.who, Right::MatrixExport, What::default()).actor()?;
            }
            let (of, _) = Made::Compilation.for_file(conn, &asking, &id, &fields, making.now)?;
            consolidated_of(conn, of, &wanted, &making)
        })
        .await?;
    Ok(download(&name, MEDIA_TYPE, bytes))
}

/// `/submissions/{id}/text.docx`: the text as whoever submitted would have it, for those who read the submission. It is
/// made of what is passed on of it, and stands for a Word file that was brought and stays restricted.
pub async fn of_submission(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let name = format!("submission-{id}.docx");
    let making = Making::of(&app, &asking);
    let bytes = app
        .read(move |conn| {
            let submission = submissions::find_by_public_id(conn, &id)?;
            let round = rounds::find(conn, submission.round_id)?;
            let scene = Scene::of(conn, &asking, round.consultation_id, making.now)?;
            let facts = rounds::facts(conn, &round)?;
            may_read_round(&scene.who, &facts, making.now)?;
            let sight = sight(&scene.who, &facts, making.now).without_confidence();
            let mut of = Material::load(conn, round, &sight, None, Choice::default())?;
            of.seen.retain(|seen| seen.is_public_in(&submission));
            let author = of.seen.iter().find_map(|seen| seen.author.as_ref());
            let only = Some(author.ok_or(Error::NotFound)?.public_id.clone());
            consolidated_of(conn, of, &Wanted { only, ..Wanted::default() }, &making)
        })
        .await?;
    Ok(download(&name, MEDIA_TYPE, bytes))
}
