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

fn drafts(_at: &mut ServiceConfig) {}

fn participants(_at: &mut ServiceConfig) {}

fn rounds(at: &mut ServiceConfig) {
    use crate::rounds::pages::{addressees, circulation, compose, form, list, notes, outbox, show};
    at.route("/c/{slug}/rounds", get().to(list::index))
        .route("/c/{slug}/rounds", web::post().to(form::create))
        .route("/c/{slug}/rounds/new", get().to(form::new))
        .route("/c/{slug}/letters", get().to(outbox::index))
        .route("/drafts/{id}/circulation", get().to(circulation::show))
        .route("/drafts/{id}/circulation", web::post().to(circulation::circulate))
        .route("/rounds/{id}", get().to(show::show))
        .route("/rounds/{id}/settings", get().to(form::edit))
        .route("/rounds/{id}/settings", web::post().to(form::update))
        .route("/rounds/{id}/call", web::post().to(circulation::open_call))
        .route("/rounds/{id}/extensions", web::post().to(show::extend))
        .route("/rounds/{id}/closure", web::post().to(show::close))
        .route("/rounds/{id}/participants", get().to(addressees::show))
        .route("/rounds/{id}/letters/new", get().to(compose::new))
        .route("/rounds/{id}/letters", web::post().to(compose::write))
        .route("/notes-verbales/{id}", get().to(notes::show))
        .route("/notes-verbales/{id}", web::post().to(notes::change))
        .route("/notes-verbales/{id}/file", get().to(notes::file))
        .route("/notes-verbales/{id}/approval", web::post().to(notes::approve))
        .route("/notes-verbales/{id}/dispatch", web::post().to(notes::dispatch));
}

fn submissions(_at: &mut ServiceConfig) {}

fn consolidation(_at: &mut ServiceConfig) {}

fn outcome(_at: &mut ServiceConfig) {}
