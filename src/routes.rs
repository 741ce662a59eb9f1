//! Every address of the server, in the order of the process.

use crate::web::assets;
use actix_web::web::{self, ServiceConfig, get, post};

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

fn rounds(at: &mut ServiceConfig) {
    use crate::rounds::pages::{addressees, circulation, compose, form, list, notes, outbox, show};
    at.route("/c/{slug}/rounds", get().to(list::index))
        .route("/c/{slug}/rounds", post().to(form::create))
        .route("/c/{slug}/rounds/new", get().to(form::new))
        .route("/c/{slug}/letters", get().to(outbox::index))
        .route("/drafts/{id}/circulation", get().to(circulation::show))
        .route("/drafts/{id}/circulation", post().to(circulation::circulate))
        .route("/rounds/{id}", get().to(show::show))
        .route("/rounds/{id}/settings", get().to(form::edit))
        .route("/rounds/{id}/settings", post().to(form::update))
        .route("/rounds/{id}/call", post().to(circulation::open_call))
        .route("/rounds/{id}/extensions", post().to(show::extend))
        .route("/rounds/{id}/closure", post().to(show::close))
        .route("/rounds/{id}/participants", get().to(addressees::show))
        .route("/rounds/{id}/letters/new", get().to(compose::new))
        .route("/rounds/{id}/letters", post().to(compose::write))
        .route("/notes-verbales/{id}", get().to(notes::show))
        .route("/notes-verbales/{id}", post().to(notes::change))
        .route("/notes-verbales/{id}/file", get().to(notes::file))
        .route("/notes-verbales/{id}/approval", post().to(notes::approve))
        .route("/notes-verbales/{id}/dispatch", post().to(notes::dispatch));
}

fn submissions(_at: &mut ServiceConfig) {}

fn consolidation(_at: &mut ServiceConfig) {}

fn outcome(at: &mut ServiceConfig) {
    use crate::outcome::pages::{consultation, matrix, notes, papers, participant, redline};
    at.route("/c/{slug}", get().to(consultation::show))
        .route("/drafts/{id}/redline", get().to(redline::show))
        .route("/drafts/{id}/notes", get().to(notes::show))
        .route("/drafts/{id}/notes.html", get().to(papers::paper))
        .route("/drafts/{id}/notes.txt", get().to(papers::plain))
        .route("/drafts/{id}/notes.json", get().to(papers::data))
        .route("/drafts/{id}/notes/{identity}", get().to(notes::form))
        .route("/drafts/{id}/notes/{identity}", post().to(notes::write))
        .route("/drafts/{id}/notes/{identity}/removal", post().to(notes::remove))
        .route("/participants/{id}/outcome", get().to(participant::show))
        .route("/rounds/{id}/matrix", get().to(matrix::show))
        .route("/rounds/{id}/matrix.csv", get().to(matrix::csv));
}
