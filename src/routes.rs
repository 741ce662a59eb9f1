//! Every address of the server, in the order of the process.

mod addresses;
mod collecting;
mod reporting;

pub use addresses::{Address, Addresses, Needs, Opening};

pub use crate::consultations::pages::former_addresses;
use crate::procedure::Right::*;
use crate::sign_in::Try;
use crate::web::{assets, health};
use Opening::*;
use actix_web::web::ServiceConfig;

/// Registers every address with the server.
pub fn all(server: &mut ServiceConfig) {
    let mut addresses = Addresses::default();
    register(&mut addresses);
    addresses.open(server);
}

/// Every address that [`all`] registers, with what answers who may use it.
pub fn listed() -> Vec<Address> {
    let mut addresses = Addresses::default();
    register(&mut addresses);
    addresses.listed()
}

fn register(at: &mut Addresses) {
    at.get("/assets/{name}", Assets, assets::asset);
    at.get("/healthz", Health, health::healthz);
    at.get("/readyz", Health, health::readyz);
    sign_in(at);
    letters(at);
    consultations(at);
    drafts(at);
    participants(at);
    collecting::rounds(at);
    collecting::submissions(at);
    reporting::consolidation(at);
    reporting::outcome(at);
    reporting::search(at);
    reporting::record(at);
}

// What several addresses take, because one form goes to each of them.
const CONSULTATION: &str = "version title slug mandate kind original time_zone languages place contact \
    disclaimer open_door reservation bracket_legend brackets_public";
const PARTICIPANT: &str = "version name kind regional_group language email address";

fn sign_in(at: &mut Addresses) {
    use crate::sign_in::pages;
    at.get("/sign-in", SignIn, pages::sign_in_form)
        .post("/sign-in", SignIn, pages::sign_in)
        .takes("email password next resume typed:*")
        .get("/sign-in/code", SignIn, pages::code)
        .post("/sign-in/code", SignIn, pages::enter_code)
        .takes("code next resume typed:*")
        .post("/sign-out", SignIn, pages::sign_out)
        .post("/confirmation", SignIn, pages::confirm)
        .takes("next")
        .confirmed()
        .get("/language/{code}", Language, pages::language)
        .get("/account", AccountUpdate, pages::account)
        .post("/account", AccountUpdate, pages::change)
        .takes("name language")
        .post("/account/password", AccountUpdate, pages::change_password)
        .takes("current_password password password_again")
        .get("/account/second-factor", AccountUpdate, pages::second_factor)
        .post("/account/second-factor", AccountUpdate, pages::turn_on)
        .takes("shared_key enrolment_code next")
        .confirmed()
        .post("/account/second-factor/codes", AccountUpdate, pages::renew_codes)
        .confirmed()
        .post("/account/second-factor/off", AccountUpdate, pages::turn_off)
        .confirmed()
        .get("/account/sessions", AccountUpdate, pages::sessions)
        .post("/account/sessions/end", AccountUpdate, pages::end_sessions)
        .takes("session")
        .confirmed()
        .post("/account/email", AccountUpdate, pages::change_address)
        .takes("new_email")
        .confirmed()
        .get("/account/typed", AccountUpdate, pages::typed)
        .get("/accounts", AccountDisable, pages::accounts)
        .get("/accounts/{id}", AccountDisable, pages::account_of)
        .post("/accounts/{id}/decisions", AccountDisable, pages::decide_about_account)
        .takes("decision reason")
        .confirmed()
        .get("/password-reset", SignIn, pages::reset_form)
        .post("/password-reset", SignIn, pages::ask_for_reset)
        .takes("email")
        .get("/links/{token}", SecretLink, pages::link)
        .post("/links/{token}", SecretLink, pages::use_link)
        .takes("name email language password password_again");
}

fn letters(at: &mut Addresses) {
    use crate::consultations::outbox;
    at.get("/post", LetterRead, outbox::index)
        .get("/post/letters/{id}", LetterRead, outbox::show)
        .post("/post/letters/{id}/retry", LetterRead, outbox::retry);
}

fn consultations(at: &mut Addresses) {
    use crate::consultations::pages;
    at.get("/", FrontPage, pages::home)
        .get("/consultations/new", ConsultationCreate, pages::new)
        .post("/consultations/new", ConsultationCreate, pages::create)
        .takes(CONSULTATION)
        .get("/c/{slug}/settings", ConsultationUpdate, pages::settings)
        .post("/c/{slug}/settings", ConsultationUpdate, pages::save)
        .takes(CONSULTATION)
        .get("/c/{slug}/team", TeamRead, pages::team)
        .post("/c/{slug}/team", TeamUpdate, pages::appoint)
        .takes("name email role language clearance")
        .limited(Try::Invite)
        .confirmed()
        .post("/c/{slug}/team/end", TeamUpdate, pages::end_role)
        .takes("account role")
        .confirmed()
        .get("/c/{slug}/handover", MandateHandOver, pages::handover)
        .post("/c/{slug}/handover", MandateHandOver, pages::begin_handover)
        .takes("name email language until")
        .confirmed()
        .post("/c/{slug}/handover/cancellation", MandateHandOver, pages::cancel_handover)
        .get("/handovers/{id}", SecretLink, pages::mandate)
        .post("/handovers/{id}", SecretLink, pages::take_mandate)
        .confirmed()
        .post("/c/{slug}/attribution", AttributionUpdate, pages::attribution)
        .takes("shown")
        .get("/c/{slug}/timeline", TimelineUpdate, pages::timeline)
        .post("/c/{slug}/milestones", TimelineUpdate, pages::add_milestone)
        .takes("on_date title note")
        .post("/c/{slug}/milestones/{id}/removal", TimelineUpdate, pages::remove_milestone)
        .post("/c/{slug}/themes", TimelineUpdate, pages::add_theme)
        .takes("themes")
        .post("/c/{slug}/themes/{id}", TimelineUpdate, pages::rename_theme)
        .takes("name")
        .get("/c/{slug}/journal", JournalRead, pages::journal);
}

fn drafts(at: &mut Addresses) {
    use crate::drafts::pages::{edit, import, list, show, translate};
    use crate::drafts::review::pages as review;

    at.get("/c/{slug}/drafts", WorkingDraftRead, list::list)
        .get("/c/{slug}/drafts/new", WorkingDraftUpdate, import::new)
        .post("/c/{slug}/drafts/new", WorkingDraftUpdate, import::bring_in)
        .takes("label language source file step based_on origin-* kind-* joins-* goes-* text-*")
        .get("/drafts/{id}", DraftRead, show::show)
        .get("/drafts/{id}/draft.{format}", DraftRead, show::file)
        .get("/drafts/{id}/edit", WorkingDraftUpdate, edit::edit)
        .get("/drafts/{id}/elements/{element}", WorkingDraftUpdate, edit::element)
        .post("/drafts/{id}/elements/{element}", WorkingDraftUpdate, edit::revise)
        .takes("version language was text marks act new_text new_kind kind after sure")
        .get("/drafts/{id}/translation", WorkingDraftUpdate, translate::form)
        .post("/drafts/{id}/translation", WorkingDraftUpdate, translate::translate)
        .takes("language source file")
        .post("/drafts/{id}/begin", WorkingDraftUpdate, show::begin)
        .takes("label")
        .post("/drafts/{id}/finalization", DraftCirculate, show::finalize)
        .takes("symbol sure")
        .get("/drafts/{id}/reviews", ReviewRead, review::of_draft)
        .post("/drafts/{id}/reviews", ReviewRun, review::open)
        .takes("closes_date closes_time note reviewers language")
        .limited(Try::Invite)
        .get("/reviews/{id}/desk", ReviewRead, review::desk)
        .post("/reviews/{id}/reviewers", ReviewRun, review::name)
        .takes("reviewers language")
        .limited(Try::Invite)
        .post("/reviews/{id}/reviewers/{reviewer}/end", ReviewRun, review::dismiss)
        .post("/reviews/{id}/extensions", ReviewRun, review::extend)
        .takes("closes_date closes_time")
        .post("/reviews/{id}/end", ReviewRun, review::end)
        .post("/review-comments/{id}/consideration", ReviewRead, review::consider)
        .takes("reason")
        .get("/reviews/{id}", ReviewAnswer, review::show)
        .get("/reviews/{id}/places/{place}", ReviewAnswer, review::place)
        .post("/reviews/{id}/places/{place}", ReviewAnswer, review::comment)
        .takes("body proposed")
        .get("/review-comments/{id}", ReviewAnswer, review::edit)
        .post("/review-comments/{id}", ReviewAnswer, review::change)
        .takes("version body proposed")
        .post("/review-comments/{id}/removal", ReviewAnswer, review::remove);
}

fn participants(at: &mut Addresses) {
    use crate::participants::pages;
    at.get("/c/{slug}/participants", ParticipantListRead, pages::list)
        .get("/c/{slug}/participants/new", ParticipantRegister, pages::new)
        .post("/c/{slug}/participants/new", ParticipantRegister, pages::register)
        .takes(PARTICIPANT)
        .get("/c/{slug}/participants/import", ParticipantRegister, pages::import)
        .post("/c/{slug}/participants/import", ParticipantRegister, pages::upload)
        .takes("file pasted")
        .get("/c/{slug}/delegation", ColleaguesRead, pages::delegation)
        .get("/participants/{id}", ParticipantRead, pages::participant)
        .post("/participants/{id}", ParticipantUpdate, pages::save)
        .takes(PARTICIPANT)
        .post("/participants/{id}/colleagues", ColleagueInvite, pages::invite)
        .takes("name email role")
        .limited(Try::Invite)
        .post("/participants/{id}/handover", DelegationHandOver, pages::hand_over)
        .takes("person leaves")
        .confirmed()
        .post("/participants/{id}/members", ParticipantUpdate, pages::add_member)
        .takes("member from_date to_date")
        .post("/participants/{id}/members/{person}/end", ParticipantUpdate, pages::end_membership)
        .post("/participants/{id}/settings", ColleagueInvite, pages::settle)
        .takes("contributors_may_submit")
        .post("/participants/{id}/people/{person}/end", ColleagueInvite, pages::end_seat)
        .get("/invitations/{token}", SecretLink, pages::invitation)
        .post("/invitations/{token}", SecretLink, pages::accept)
        .takes("name password")
        .get("/c/{slug}/door", OpenDoor, pages::door)
        .post("/c/{slug}/door", OpenDoor, pages::ask)
        .takes("person_name email name kind regional_group language statement")
        .get("/door/{token}", SecretLink, pages::to_confirm)
        .post("/door/{token}", SecretLink, pages::confirm)
        .get("/c/{slug}/door/requests", ParticipantAdmit, pages::requests)
        .post("/c/{slug}/door/requests/{id}/admission", ParticipantAdmit, pages::admit)
        .post("/c/{slug}/door/requests/{id}/refusal", ParticipantAdmit, pages::refuse)
        .takes("reason");
}

#[cfg(test)]
mod tests;
