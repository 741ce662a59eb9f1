//! What is made of a round's inputs, as files: one way for the compilation, the bracketed text and the consolidated
//! file to be asked for, made and given.

use super::made::Made;
use super::{bracketed, compilation};
use crate::app::App;
use crate::db::Conn;
use crate::formats::word::MEDIA_TYPE;
use crate::outcome::access::Scene;
use crate::outcome::compilation::Compilation;
use crate::outcome::files::{rendered, written};
use crate::outcome::material::{Choice, Material};
use crate::outcome::word::{Making, Wanted, consolidated_of};
use crate::procedure::keys::PublicId;
use crate::procedure::rounds::may_read_round;
use crate::procedure::sight::sight;
use crate::procedure::{Right, What, decide};
use crate::rounds::store as rounds;
use crate::submissions::store as submissions;
use crate::web::{Asking, Error, Fields, download};
use actix_web::{HttpRequest, HttpResponse, web};

/// What every handler of a file is given.
pub type Asked = (web::Data<App>, Asking, web::Path<PublicId>, HttpRequest);

/// Who asks for which round's file, and how it is to be.
struct Order {
    asking: Asking,
    id: PublicId,
    fields: Fields,
    making: Making,
}

impl Order {
    fn compilation(&self, conn: &mut Conn) -> Result<Compilation, Error> {
        let now = self.making.now;
        let (of, sight) =
            Made::Compilation.for_file(conn, &self.asking, &self.id, &self.fields, now)?;
        Ok(Compilation::load(conn, of, &sight)?)
    }

    fn bracketed(&self, conn: &mut Conn) -> Result<bracketed::Read, Error> {
        let now = self.making.now;
        let (of, _) = Made::Bracketed.for_file(conn, &self.asking, &self.id, &self.fields, now)?;
        bracketed::read(conn, of, &self.fields)
    }
}

/// Makes the file, for those who may have it now, and gives it under a name of its own.
async fn given(
    (app, asking, id, req): Asked,
    name: &str,
    ending: &str,
    make: impl FnOnce(&mut Conn, &Order) -> Result<Vec<u8>, Error> + Send + 'static,
) -> Result<HttpResponse, Error> {
    let making = Making::of(&app, &asking);
    let fields = Fields::from_query(req.query_string());
    let order = Order { asking, id: id.into_inner(), fields, making };
    let name = format!("{name}-{}.{ending}", order.id);
    let bytes = app.read(move |conn| make(conn, &order)).await?;
    Ok(match ending {
        // It is short enough to be looked at first.
        "txt" => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(bytes),
        "html" => download(&name, "text/html; charset=utf-8", bytes),
        "json" => download(&name, "application/json", bytes),
        _ => download(&name, MEDIA_TYPE, bytes),
    })
}

pub async fn compilation_paper(asked: Asked) -> Result<HttpResponse, Error> {
    given(asked, "compilation", "html", |conn, order| {
        rendered(&compilation::Paper::of(order.making.t, &order.compilation(conn)?))
    })
    .await
}

pub async fn compilation_word(asked: Asked) -> Result<HttpResponse, Error> {
    given(asked, "compilation", "docx", |conn, order| {
        compilation::Paper::of(order.making.t, &order.compilation(conn)?).word(&order.making)
    })
    .await
}

pub async fn compilation_data(asked: Asked) -> Result<HttpResponse, Error> {
    given(asked, "compilation", "json", |conn, order| written(&order.compilation(conn)?.data()))
        .await
}

pub async fn bracketed_paper(asked: Asked) -> Result<HttpResponse, Error> {
    given(asked, "bracketed", "html", |conn, order| {
        rendered(&order.bracketed(conn)?.paper(order.making.t))
    })
    .await
}

pub async fn bracketed_word(asked: Asked) -> Result<HttpResponse, Error> {
    given(asked, "bracketed", "docx", |conn, order| {
        order.bracketed(conn)?.paper(order.making.t).word(&order.making)
    })
    .await
}

pub async fn bracketed_plain(asked: Asked) -> Result<HttpResponse, Error> {
    given(asked, "bracketed", "txt", |conn, order| {
        Ok(order.bracketed(conn)?.brackets.plain(order.making.t).into_bytes())
    })
    .await
}

pub async fn bracketed_data(asked: Asked) -> Result<HttpResponse, Error> {
    given(asked, "bracketed", "json", |conn, order| {
        written(&order.bracketed(conn)?.brackets.data())
    })
    .await
}

/// The text with every proposal on it as tracked changes and comments.
pub async fn consolidated(asked: Asked) -> Result<HttpResponse, Error> {
    given(asked, "consolidated", "docx", |conn, order| {
        let Order { asking, id, fields, making } = order;
        let wanted = Wanted::of(fields);
        if wanted.accepted {
            // What the team answers is the team's.
            let (scene, _, _) = Made::Compilation.enter(conn, asking, id, making.now)?;
            decide(&scene.who, Right::MatrixExport, What::default()).actor()?;
        }
        let (of, _) = Made::Compilation.for_file(conn, asking, id, fields, making.now)?;
        consolidated_of(conn, of, &wanted, making)
    })
    .await
}

/// The text as whoever submitted would have it, for those who read the submission. It is made of what is passed on of
/// it, and stands for a Word file that was brought and stays restricted.
pub async fn submission(
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
