//! To erase what was sent, where somebody is in danger: a page that explains, and asks to confirm.

use super::super::acts::erasing;
use super::super::store::{self, Submission, Why};
use super::super::written::MOST_OF_A_LINE;
use super::cards;
use super::scene::Scene;
use super::submission::scene_of;
use crate::app::App;
use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::may_erase;
use crate::sign_in;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/erasure.html")]
struct ErasurePage {
    frame: Frame,
    title: String,
    is_input: bool,
    /// One of several rows of a proposal, which goes as a whole.
    is_row: bool,
    action: String,
    back: String,
    fields: Fields,
    errors: Errors,
}

/// What is about to be erased.
#[derive(Clone)]
enum Which {
    Submission(PublicId),
    Input(PublicId),
}

impl Which {
    /// The submission that it is in.
    fn scene(
        &self,
        conn: &mut Conn,
        asking: &Asking,
        now: Moment,
    ) -> Result<(Scene, Submission), Error> {
        sign_in::viewer(conn, asking, now)?.signed_in()?;
        let id = match self {
            Self::Submission(id) => id.clone(),
            Self::Input(id) => {
                let input = store::find_input(conn, id)?;
                store::find(conn, input.submission_id)?.public_id
            }
        };
        scene_of(conn, asking, &id, now)
    }

    fn page(
        &self,
        conn: &mut Conn,
        scene: &Scene,
        submission: &Submission,
        (fields, errors): (Fields, Errors),
    ) -> Result<ErasurePage, Error> {
        let before = store::erasures_of(conn, submission.id)?;
        let is_erased = before.iter().any(|one| one.input_id.is_none());
        may_erase(&scene.who, &store::facts(conn, submission)?, is_erased)?;
        let t = scene.t();
        let (title, action) = match self {
            Self::Submission(id) => (t.say("erase-title"), format!("/submissions/{id}/erasure")),
            Self::Input(id) => (t.say("erase-input-title"), format!("/inputs/{id}/erasure")),
        };
        let back = back(scene, submission);
        let frame = scene.frame().under(back.clone(), t.say("submissions-list"));
        let is_input = matches!(self, Self::Input(_));
        let is_row = match self {
            Self::Submission(_) => false,
            Self::Input(id) => {
                let input = store::find_input(conn, id)?;
                !store::rows_beside(conn, &input)?.is_empty()
            }
        };
        Ok(ErasurePage { frame, title, is_input, is_row, action, back, fields, errors })
    }
}

pub async fn erasure(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    ask(app, asking, Which::Submission(id.into_inner())).await
}

pub async fn input_erasure(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    ask(app, asking, Which::Input(id.into_inner())).await
}

pub async fn erase(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    act(app, asking, Which::Submission(id.into_inner()), fields).await
}

pub async fn erase_input(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    act(app, asking, Which::Input(id.into_inner()), fields).await
}

async fn ask(app: web::Data<App>, asking: Asking, which: Which) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, submission) = which.scene(conn, &asking, now)?;
            which.page(conn, &scene, &submission, (Fields::default(), Errors::default()))
        })
        .await?;
    html(page)
}

async fn act(
    app: web::Data<App>,
    asking: Asking,
    which: Which,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (whose, typed) = (which.clone(), fields.clone());
    sign_in::confirmed_who_may(&app, &asking, &fields, move |conn, asking, now| {
        let (scene, submission) = whose.scene(conn, asking, now)?;
        whose.page(conn, &scene, &submission, (typed, Errors::default())).map(drop)
    })
    .await?;
    let after = app
        .write(move |tx| {
            let (scene, submission) = which.scene(tx, &asking, now)?;
            let errors = faults(&fields);
            if !errors.is_empty() {
                let page = which.page(tx, &scene, &submission, (fields, errors))?;
                return Ok(After::faulty(page));
            }
            let why =
                Why { authority: fields.trimmed("authority"), reason: fields.trimmed("reason") };
            let input = match &which {
                Which::Submission(_) => None,
                Which::Input(id) => Some(id),
            };
            erasing::erase(tx, &scene.who, &submission.public_id, input, &why, now)?;
            Ok(After::See(back(&scene, &submission), "flash-erased"))
        })
        .await?;
    after.answer()
}

/// Back to where this person reads it: for those whose it is not, the submission's own page would
/// tell who sent an input without a name.
fn back(scene: &Scene, submission: &Submission) -> String {
    match scene.sight().own.contains(&submission.participant_id) {
        true => cards::path(submission),
        false => format!("{}/submissions", scene.round.path()),
    }
}

fn faults(fields: &Fields) -> Errors {
    let mut errors = Errors::default();
    for (field, missing) in
        [("authority", "erase-authority-missing"), ("reason", "erase-reason-missing")]
    {
        let length = fields.trimmed(field).chars().count();
        if length == 0 {
            errors.add(field, missing);
        } else if length > 10 * MOST_OF_A_LINE {
            let most = vec![("most", (10 * MOST_OF_A_LINE).to_string())];
            errors.add_with(field, "submission-line-too-long", most);
        }
    }
    if !fields.is_ticked("confirmed") {
        errors.add("confirmed", "erase-confirm-missing");
    }
    errors
}
