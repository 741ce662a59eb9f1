//! Every address of the server, in the order of the process.

use crate::web::assets;
use actix_web::web::{self, ServiceConfig, get};

pub fn all(at: &mut ServiceConfig) {
    at.route("/assets/{name}", get().to(assets::asset));
    sign_in(at);
    post(at);
    consultations(at);
    drafts(at);
    participants(at);
    rounds(at);
    submissions(at);
    consolidation(at);
    outcome(at);
}

fn sign_in(_at: &mut ServiceConfig) {}

fn post(_at: &mut ServiceConfig) {}

fn consultations(_at: &mut ServiceConfig) {}

fn drafts(at: &mut ServiceConfig) {
    use crate::drafts::pages::{edit, import, list, show, translate};

    at.route("/c/{slug}/drafts", get().to(list::list))
        .route("/c/{slug}/drafts/new", get().to(import::new))
        .route("/c/{slug}/drafts/new", web::post().to(import::bring_in))
        .route("/drafts/{id}", get().to(show::show))
        .route("/drafts/{id}/draft.{format}", get().to(show::file))
        .route("/drafts/{id}/edit", get().to(edit::edit))
        .route("/drafts/{id}/elements/{element}", get().to(edit::element))
        .route("/drafts/{id}/elements/{element}", web::post().to(edit::revise))
        .route("/drafts/{id}/translation", get().to(translate::form))
        .route("/drafts/{id}/translation", web::post().to(translate::translate))
        .route("/drafts/{id}/begin", web::post().to(show::begin))
        .route("/drafts/{id}/finalization", web::post().to(show::finalize));
}

fn participants(_at: &mut ServiceConfig) {}

fn rounds(_at: &mut ServiceConfig) {}

fn submissions(_at: &mut ServiceConfig) {}

fn consolidation(at: &mut ServiceConfig) {
    use crate::consolidation::pages;
    use actix_web::web::post;
    at.route("/c/{slug}/consolidation", get().to(pages::team))
        .route("/rounds/{id}/consolidation", get().to(pages::round))
        .route("/rounds/{id}/consolidation/{element}", get().to(pages::workspace))
        .route("/rounds/{id}/consolidation/{element}/responses", post().to(pages::answer_several))
        .route("/rounds/{id}/consolidation/{element}/notes", post().to(pages::note_on_place))
        .route("/inputs/{id}/response", get().to(pages::response))
        .route("/inputs/{id}/response", post().to(pages::respond))
        .route("/inputs/{id}/response/validation", post().to(pages::validate))
        .route("/inputs/{id}/response/release", post().to(pages::release))
        .route("/inputs/{id}/application", post().to(pages::apply))
        .route("/inputs/{id}/themes", post().to(pages::tag))
        .route("/inputs/{id}/themes/removal", post().to(pages::untag))
        .route("/inputs/{id}/notes", post().to(pages::note_on_input))
        .route("/notes/{id}", get().to(pages::edit_note))
        .route("/notes/{id}", post().to(pages::correct_note));
}

fn outcome(_at: &mut ServiceConfig) {}
