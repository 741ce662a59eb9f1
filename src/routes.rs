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

fn consolidation(_at: &mut ServiceConfig) {}

fn outcome(_at: &mut ServiceConfig) {}
