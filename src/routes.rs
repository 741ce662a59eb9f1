//! Every address of the server, in the order of the process.

use crate::web::assets;
use actix_web::web::{ServiceConfig, get, post};

pub fn all(at: &mut ServiceConfig) {
    at.route("/assets/{name}", get().to(assets::asset));
    sign_in(at);
    letters(at);
    consultations(at);
    drafts(at);
    participants(at);
    rounds(at);
    submissions(at);
    consolidation(at);
    outcome(at);
}

fn sign_in(at: &mut ServiceConfig) {
    use crate::sign_in::pages;
    at.route("/sign-in", get().to(pages::sign_in_form))
        .route("/sign-in", post().to(pages::sign_in))
        .route("/sign-out", post().to(pages::sign_out))
        .route("/language/{code}", get().to(pages::language))
        .route("/account", get().to(pages::account))
        .route("/account", post().to(pages::change))
        .route("/account/password", post().to(pages::change_password))
        .route("/password-reset", get().to(pages::reset_form))
        .route("/password-reset", post().to(pages::ask_for_reset))
        .route("/links/{token}", get().to(pages::link))
        .route("/links/{token}", post().to(pages::use_link));
}

fn letters(at: &mut ServiceConfig) {
    use crate::consultations::outbox;
    at.route("/post", get().to(outbox::index))
        .route("/post/letters/{id}", get().to(outbox::show))
        .route("/post/letters/{id}/retry", post().to(outbox::retry));
}

fn consultations(_at: &mut ServiceConfig) {}

fn drafts(at: &mut ServiceConfig) {
    use crate::drafts::pages::{edit, import, list, show, translate};

    at.route("/c/{slug}/drafts", get().to(list::list))
        .route("/c/{slug}/drafts/new", get().to(import::new))
        .route("/c/{slug}/drafts/new", post().to(import::bring_in))
        .route("/drafts/{id}", get().to(show::show))
        .route("/drafts/{id}/draft.{format}", get().to(show::file))
        .route("/drafts/{id}/edit", get().to(edit::edit))
        .route("/drafts/{id}/elements/{element}", get().to(edit::element))
        .route("/drafts/{id}/elements/{element}", post().to(edit::revise))
        .route("/drafts/{id}/translation", get().to(translate::form))
        .route("/drafts/{id}/translation", post().to(translate::translate))
        .route("/drafts/{id}/begin", post().to(show::begin))
        .route("/drafts/{id}/finalization", post().to(show::finalize));
}

fn participants(_at: &mut ServiceConfig) {}

fn rounds(_at: &mut ServiceConfig) {}

fn submissions(_at: &mut ServiceConfig) {}

fn consolidation(_at: &mut ServiceConfig) {}

fn outcome(_at: &mut ServiceConfig) {}
