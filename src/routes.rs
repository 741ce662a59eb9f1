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

fn drafts(_at: &mut ServiceConfig) {}

fn participants(_at: &mut ServiceConfig) {}

fn rounds(_at: &mut ServiceConfig) {}

fn submissions(at: &mut ServiceConfig) {
    use crate::submissions::pages;
    use actix_web::web::post;
    let spot =
        |rest: &str| format!("/rounds/{{id}}/{{place:elements|answers|general}}/{{spot}}{rest}");
    at.route("/rounds/{id}/text", get().to(pages::text))
        .route(&spot(""), get().to(pages::place))
        .route(&spot(""), post().to(pages::write))
        .route(&spot("/autosave"), post().to(pages::autosave_new))
        .route(&spot("/preview"), post().to(pages::preview))
        .route("/inputs/{id}/edit", get().to(pages::edit))
        .route("/inputs/{id}", post().to(pages::change))
        .route("/inputs/{id}/autosave", post().to(pages::autosave))
        .route("/inputs/{id}/removal", post().to(pages::remove))
        .route("/inputs/{id}/placement", post().to(pages::place_unplaced))
        .route("/rounds/{id}/files", get().to(pages::files))
        .route("/rounds/{id}/files", post().to(pages::attach))
        .route("/files/{id}", get().to(pages::download))
        .route("/files/{id}/removal", post().to(pages::detach))
        .route("/c/{slug}/submissions", get().to(pages::mine))
        .route("/submissions/{id}", get().to(pages::submission))
        .route("/submissions/{id}/cover", post().to(pages::cover))
        .route("/submissions/{id}/submission", post().to(pages::submit))
        .route("/submissions/{id}/receipt", get().to(pages::receipt))
        .route("/submissions/{id}/replacement", post().to(pages::replace))
        .route("/submissions/{id}/withdrawal", post().to(pages::withdraw))
        .route("/rounds/{id}/registered/new", get().to(pages::new_registered))
        .route("/rounds/{id}/registered", post().to(pages::register))
        .route("/submissions/{id}/excerpts", get().to(pages::excerpts))
        .route("/submissions/{id}/excerpts", post().to(pages::add_excerpt))
        .route("/rounds/{id}/unplaced", get().to(pages::unplaced))
        .route("/rounds/{id}/submissions", get().to(pages::published))
        .route("/rounds/{id}/publication", post().to(pages::publish));
}

fn consolidation(_at: &mut ServiceConfig) {}

fn outcome(_at: &mut ServiceConfig) {}
