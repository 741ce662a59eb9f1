//! Every address of the server, in the order of the process.

use crate::web::assets;
use actix_web::web::{ServiceConfig, get, post};

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

fn rounds(_at: &mut ServiceConfig) {}

fn submissions(_at: &mut ServiceConfig) {}

fn consolidation(_at: &mut ServiceConfig) {}

fn outcome(at: &mut ServiceConfig) {
    use crate::outcome::pages::{consultation, matrix, notes, participant, redline};
    at.route("/c/{slug}", get().to(consultation::show))
        .route("/drafts/{id}/redline", get().to(redline::show))
        .route("/drafts/{id}/notes", get().to(notes::show))
        .route("/drafts/{id}/notes.html", get().to(notes::paper))
        .route("/drafts/{id}/notes.txt", get().to(notes::plain))
        .route("/drafts/{id}/notes.json", get().to(notes::data))
        .route("/drafts/{id}/notes/{identity}", get().to(notes::form))
        .route("/drafts/{id}/notes/{identity}", post().to(notes::write))
        .route("/drafts/{id}/notes/{identity}/removal", post().to(notes::remove))
        .route("/participants/{id}/outcome", get().to(participant::show))
        .route("/rounds/{id}/matrix", get().to(matrix::show))
        .route("/rounds/{id}/matrix.csv", get().to(matrix::csv));
}
