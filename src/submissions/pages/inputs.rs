//! One's own input, before it is submitted: change it, remove it.

use super::super::acts::drafting::{self, Revised};
use super::super::store::{self, Input, Submission};
use super::super::written::{Written, further};
use super::cards::Card;
use super::form::InputForm;
use super::here::Here;
use super::place::{self, Conflict, Faulty, PlacePage};
use super::scene::Scene;
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::participants::store as participants;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::may_write_for;
use crate::rounds::store as rounds;
use crate::text::difference;
use crate::web::{Asking, Error, Errors, Fields, html, html_with, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

/// An input that the reader's own participant is drafting, and where it stands.
struct Own {
    scene: Scene,
    input: Input,
    submission: Submission,
    here: Here,
}

impl Own {
    fn find(
        conn: &mut Conn,
        asking: &Asking,
        input: &PublicId,
        now: Moment,
    ) -> Result<Self, Error> {
        crate::sign_in::viewer(conn, asking, now)?.signed_in()?;
        let input = store::find_input(conn, input)?;
        let submission = store::find(conn, input.submission_id)?;
        let round = rounds::find(conn, input.round_id)?;
        let scene = Scene::of(conn, asking, round, now)?;
        may_write_for(&scene.who, submission.participant_id)?;
        let here = Here::of_input(conn, &scene.round, &input)?;
        Ok(Self { scene, input, submission, here })
    }

    fn page(
        &self,
        conn: &mut Conn,
        fields: Fields,
        errors: Errors,
        conflict: Option<Conflict>,
    ) -> Result<PlacePage, Error> {
        let (scene, here, input) = (&self.scene, &self.here, &self.input);
        let form = InputForm::edit(scene, &here.spot, &here.path, input, fields);
        let faulty = Faulty { form, errors, conflict };
        place::page(conn, scene, here, input.kind, Some(faulty))
    }

    /// What the other person stored, and how one's own differs from it.
    fn conflict(&self, conn: &mut Conn, theirs: &Input, mine: &Written) -> Result<Conflict, Error> {
        let author = participants::find(conn, self.submission.participant_id)?;
        Ok(Conflict {
            theirs: Card::of_own(&self.scene, theirs, &self.submission, &author),
            runs: difference(&theirs.proposed, &mine.proposed),
            body_runs: difference(&theirs.body, &mine.body),
        })
    }
}

/// The page that shows the stored input beside what was typed against an older one.
pub(super) fn in_conflict(
    tx: &mut Tx,
    asking: &Asking,
    id: &PublicId,
    written: &Written,
    fields: Fields,
    now: Moment,
) -> Result<PlacePage, Error> {
    let own = Own::find(tx, asking, id, now)?;
    let conflict = own.conflict(tx, &own.input, written)?;
    own.page(tx, fields, Errors::default(), Some(conflict))
}

pub async fn edit(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let own = Own::find(conn, &asking, &id, now)?;
            drafting::may_change(conn, &own.scene.who, &own.scene.round, &own.submission, now)?;
            own.page(conn, own.input.fields(), Errors::default(), None)
        })
        .await?;
    html(page)
}

enum Done {
    Saved(Box<Input>, String),
    Faulty(Box<PlacePage>),
    Conflict(Box<PlacePage>),
}

fn save(
    tx: &mut Tx,
    asking: &Asking,
    id: &PublicId,
    fields: Fields,
    while_typing: bool,
    now: Moment,
) -> Result<Done, Error> {
    let own = Own::find(tx, asking, id, now)?;
    let read = Written::read(&fields, &own.here.spot, own.input.kind);
    let others = further(&fields, &own.here.spot);
    let mut faults = match &read {
        Err(faults) => faults.clone(),
        Ok(_) if while_typing => Errors::default(),
        Ok(written) => written.unfinished(&own.here.spot),
    };
    if let (Err(unknown), false) = (&others, while_typing) {
        faults.absorb(unknown.clone());
    }
    let written = match read {
        Ok(written) if faults.is_empty() => written,
        _ => {
            drafting::may_change(tx, &own.scene.who, &own.scene.round, &own.submission, now)?;
            return Ok(Done::Faulty(Box::new(own.page(tx, fields, faults, None)?)));
        }
    };
    // How a quotation sits is not changed by who words the proposal anew.
    let version = fields.parsed("version").unwrap_or(own.input.row_version);
    match drafting::revise(tx, &own.scene.who, &own.scene.round, id, &written, version, now)? {
        Revised::Saved(input) => {
            if let (Ok(others), false) = (&others, while_typing) {
                let (who, round) = (&own.scene.who, &own.scene.round);
                drafting::widen(tx, who, round, id, others, now)?;
            }
            let path = format!("{}#i-{}", own.here.path, input.public_id);
            Ok(Done::Saved(Box::new(input), path))
        }
        Revised::Conflict(theirs) => {
            let conflict = own.conflict(tx, &theirs, &written)?;
            let page = own.page(tx, fields, Errors::default(), Some(conflict))?;
            Ok(Done::Conflict(Box::new(page)))
        }
    }
}

pub async fn change(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    match app.write(move |tx| save(tx, &asking, &id, fields, false, now)).await? {
        Done::Saved(_, path) => Ok(see_other_saying(&path, "flash-input-saved")),
        Done::Faulty(page) => html_with(StatusCode::UNPROCESSABLE_ENTITY, *page),
        Done::Conflict(page) => html_with(StatusCode::CONFLICT, *page),
    }
}

pub async fn autosave(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    match app.write(move |tx| save(tx, &asking, &id, fields, true, now)).await? {
        Done::Saved(input, _) => Ok(place::saved(&input, now)),
        Done::Faulty(_) => Ok(HttpResponse::UnprocessableEntity().finish()),
        Done::Conflict(_) => Ok(HttpResponse::Conflict().finish()),
    }
}

pub async fn remove(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .write(move |tx| {
            let own = Own::find(tx, &asking, &id, now)?;
            drafting::remove(tx, &own.scene.who, &own.scene.round, &id, now)?;
            Ok(own.here.path)
        })
        .await?;
    Ok(see_other_saying(&path, "flash-input-removed"))
}
