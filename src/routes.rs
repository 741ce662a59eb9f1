//! Every address of the server, in the order of the process.

use crate::web::assets;
use actix_web::web::{ServiceConfig, get};

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

fn consultations(at: &mut ServiceConfig) {
    use crate::consultations::pages;
    use actix_web::web::post;
    at.route("/", get().to(pages::home))
        .route("/consultations/new", get().to(pages::new))
        .route("/consultations/new", post().to(pages::create))
        .route("/c/{slug}/settings", get().to(pages::settings))
        .route("/c/{slug}/settings", post().to(pages::save))
        .route("/c/{slug}/team", get().to(pages::team))
        .route("/c/{slug}/team", post().to(pages::appoint))
        .route("/c/{slug}/team/end", post().to(pages::end_role))
        .route("/c/{slug}/timeline", get().to(pages::timeline))
        .route("/c/{slug}/milestones", post().to(pages::add_milestone))
        .route("/c/{slug}/milestones/{id}/removal", post().to(pages::remove_milestone))
        .route("/c/{slug}/themes", post().to(pages::add_theme))
        .route("/c/{slug}/themes/{id}", post().to(pages::rename_theme))
        .route("/c/{slug}/journal", get().to(pages::journal));
}

fn drafts(_at: &mut ServiceConfig) {}

fn participants(_at: &mut ServiceConfig) {}

fn rounds(_at: &mut ServiceConfig) {}

fn submissions(_at: &mut ServiceConfig) {}

fn consolidation(_at: &mut ServiceConfig) {}

fn outcome(_at: &mut ServiceConfig) {}
