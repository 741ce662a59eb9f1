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
        .route("/sign-in/code", get().to(pages::code))
        .route("/sign-in/code", post().to(pages::enter_code))
        .route("/sign-out", post().to(pages::sign_out))
        .route("/confirmation", post().to(pages::confirm))
        .route("/language/{code}", get().to(pages::language))
        .route("/account", get().to(pages::account))
        .route("/account", post().to(pages::change))
        .route("/account/password", post().to(pages::change_password))
        .route("/account/second-factor", get().to(pages::second_factor))
        .route("/account/second-factor", post().to(pages::turn_on))
        .route("/account/second-factor/codes", post().to(pages::renew_codes))
        .route("/account/second-factor/off", post().to(pages::turn_off))
        .route("/account/sessions", get().to(pages::sessions))
        .route("/account/sessions/end", post().to(pages::end_sessions))
        .route("/account/email", post().to(pages::change_address))
        .route("/accounts", get().to(pages::accounts))
        .route("/accounts/{id}", get().to(pages::account_of))
        .route("/accounts/{id}/decisions", post().to(pages::decide_about_account))
        .route("/account/typed", get().to(pages::typed))
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
        .route("/c/{slug}/handover", get().to(pages::handover))
        .route("/c/{slug}/handover", post().to(pages::begin_handover))
        .route("/c/{slug}/handover/cancellation", post().to(pages::cancel_handover))
        .route("/handovers/{id}", get().to(pages::mandate))
        .route("/handovers/{id}", post().to(pages::take_mandate))
        .route("/c/{slug}/attribution", post().to(pages::attribution))
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

fn participants(at: &mut ServiceConfig) {
    use crate::participants::pages;
    use actix_web::web::post;
    at.route("/c/{slug}/participants", get().to(pages::list))
        .route("/c/{slug}/participants/new", get().to(pages::new))
        .route("/c/{slug}/participants/new", post().to(pages::register))
        .route("/c/{slug}/participants/import", get().to(pages::import))
        .route("/c/{slug}/participants/import", post().to(pages::upload))
        .route("/c/{slug}/delegation", get().to(pages::delegation))
        .route("/participants/{id}", get().to(pages::participant))
        .route("/participants/{id}", post().to(pages::save))
        .route("/participants/{id}/colleagues", post().to(pages::invite))
        .route("/participants/{id}/handover", post().to(pages::hand_over))
        .route("/participants/{id}/settings", post().to(pages::settle))
        .route("/participants/{id}/people/{person}/end", post().to(pages::end_seat))
        .route("/invitations/{token}", get().to(pages::invitation))
        .route("/invitations/{token}", post().to(pages::accept))
        .route("/c/{slug}/door", get().to(pages::door))
        .route("/c/{slug}/door", post().to(pages::ask))
        .route("/door/{token}", get().to(pages::to_confirm))
        .route("/door/{token}", post().to(pages::confirm))
        .route("/c/{slug}/door/requests", get().to(pages::requests))
        .route("/c/{slug}/door/requests/{id}/admission", post().to(pages::admit))
        .route("/c/{slug}/door/requests/{id}/refusal", post().to(pages::refuse));
}

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
