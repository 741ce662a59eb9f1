//! Every address of the server, in the order of the process.

mod addresses;

pub use addresses::{Address, Addresses, Needs, Opening};

pub use crate::consultations::pages::former_addresses;
use crate::procedure::Right::*;
use crate::web::assets;
use Opening::*;
use actix_web::web::ServiceConfig;

/// Registers every address with the server.
pub fn all(server: &mut ServiceConfig) {
    register(&mut Addresses::of(server));
}

/// Every address that [`all`] registers, with what answers who may use it.
pub fn listed() -> Vec<Address> {
    let mut addresses = Addresses::default();
    register(&mut addresses);
    addresses.listed()
}

fn register(at: &mut Addresses<'_>) {
    at.get("/assets/{name}", Assets, assets::asset);
    sign_in(at);
    letters(at);
    consultations(at);
    drafts(at);
    participants(at);
    rounds(at);
    submissions(at);
    consolidation(at);
    outcome(at);
    record(at);
}

fn sign_in(at: &mut Addresses<'_>) {
    use crate::sign_in::pages;
    at.get("/sign-in", SignIn, pages::sign_in_form)
        .post("/sign-in", SignIn, pages::sign_in)
        .get("/sign-in/code", SignIn, pages::code)
        .post("/sign-in/code", SignIn, pages::enter_code)
        .post("/sign-out", SignIn, pages::sign_out)
        .post("/confirmation", SignIn, pages::confirm)
        .get("/language/{code}", Language, pages::language)
        .get("/account", AccountUpdate, pages::account)
        .post("/account", AccountUpdate, pages::change)
        .post("/account/password", AccountUpdate, pages::change_password)
        .get("/account/second-factor", AccountUpdate, pages::second_factor)
        .post("/account/second-factor", AccountUpdate, pages::turn_on)
        .post("/account/second-factor/codes", AccountUpdate, pages::renew_codes)
        .post("/account/second-factor/off", AccountUpdate, pages::turn_off)
        .get("/account/sessions", AccountUpdate, pages::sessions)
        .post("/account/sessions/end", AccountUpdate, pages::end_sessions)
        .post("/account/email", AccountUpdate, pages::change_address)
        .get("/account/typed", AccountUpdate, pages::typed)
        .get("/accounts", AccountDisable, pages::accounts)
        .get("/accounts/{id}", AccountDisable, pages::account_of)
        .post("/accounts/{id}/decisions", AccountDisable, pages::decide_about_account)
        .get("/password-reset", SignIn, pages::reset_form)
        .post("/password-reset", SignIn, pages::ask_for_reset)
        .get("/links/{token}", SecretLink, pages::link)
        .post("/links/{token}", SecretLink, pages::use_link);
}

fn letters(at: &mut Addresses<'_>) {
    use crate::consultations::outbox;
    at.get("/post", LetterRead, outbox::index)
        .get("/post/letters/{id}", LetterRead, outbox::show)
        .post("/post/letters/{id}/retry", LetterRead, outbox::retry);
}

fn consultations(at: &mut Addresses<'_>) {
    use crate::consultations::pages;
    at.get("/", FrontPage, pages::home)
        .get("/consultations/new", ConsultationCreate, pages::new)
        .post("/consultations/new", ConsultationCreate, pages::create)
        .get("/c/{slug}/settings", ConsultationUpdate, pages::settings)
        .post("/c/{slug}/settings", ConsultationUpdate, pages::save)
        .get("/c/{slug}/team", TeamRead, pages::team)
        .post("/c/{slug}/team", TeamUpdate, pages::appoint)
        .post("/c/{slug}/team/end", TeamUpdate, pages::end_role)
        .get("/c/{slug}/handover", MandateHandOver, pages::handover)
        .post("/c/{slug}/handover", MandateHandOver, pages::begin_handover)
        .post("/c/{slug}/handover/cancellation", MandateHandOver, pages::cancel_handover)
        .get("/handovers/{id}", SecretLink, pages::mandate)
        .post("/handovers/{id}", SecretLink, pages::take_mandate)
        .post("/c/{slug}/attribution", AttributionUpdate, pages::attribution)
        .get("/c/{slug}/timeline", TimelineUpdate, pages::timeline)
        .post("/c/{slug}/milestones", TimelineUpdate, pages::add_milestone)
        .post("/c/{slug}/milestones/{id}/removal", TimelineUpdate, pages::remove_milestone)
        .post("/c/{slug}/themes", TimelineUpdate, pages::add_theme)
        .post("/c/{slug}/themes/{id}", TimelineUpdate, pages::rename_theme)
        .get("/c/{slug}/journal", JournalRead, pages::journal);
}

fn drafts(at: &mut Addresses<'_>) {
    use crate::drafts::pages::{edit, import, list, show, translate};

    at.get("/c/{slug}/drafts", WorkingDraftRead, list::list)
        .get("/c/{slug}/drafts/new", WorkingDraftUpdate, import::new)
        .post("/c/{slug}/drafts/new", WorkingDraftUpdate, import::bring_in)
        .get("/drafts/{id}", DraftRead, show::show)
        .get("/drafts/{id}/draft.{format}", DraftRead, show::file)
        .get("/drafts/{id}/edit", WorkingDraftUpdate, edit::edit)
        .get("/drafts/{id}/elements/{element}", WorkingDraftUpdate, edit::element)
        .post("/drafts/{id}/elements/{element}", WorkingDraftUpdate, edit::revise)
        .get("/drafts/{id}/translation", WorkingDraftUpdate, translate::form)
        .post("/drafts/{id}/translation", WorkingDraftUpdate, translate::translate)
        .post("/drafts/{id}/begin", WorkingDraftUpdate, show::begin)
        .post("/drafts/{id}/finalization", DraftCirculate, show::finalize);
}

fn participants(at: &mut Addresses<'_>) {
    use crate::participants::pages;
    at.get("/c/{slug}/participants", ParticipantListRead, pages::list)
        .get("/c/{slug}/participants/new", ParticipantRegister, pages::new)
        .post("/c/{slug}/participants/new", ParticipantRegister, pages::register)
        .get("/c/{slug}/participants/import", ParticipantRegister, pages::import)
        .post("/c/{slug}/participants/import", ParticipantRegister, pages::upload)
        .get("/c/{slug}/delegation", ColleaguesRead, pages::delegation)
        .get("/participants/{id}", ParticipantRead, pages::participant)
        .post("/participants/{id}", ParticipantUpdate, pages::save)
        .post("/participants/{id}/colleagues", ColleagueInvite, pages::invite)
        .post("/participants/{id}/handover", DelegationHandOver, pages::hand_over)
        .post("/participants/{id}/settings", ColleagueInvite, pages::settle)
        .post("/participants/{id}/people/{person}/end", ColleagueInvite, pages::end_seat)
        .get("/invitations/{token}", SecretLink, pages::invitation)
        .post("/invitations/{token}", SecretLink, pages::accept)
        .get("/c/{slug}/door", OpenDoor, pages::door)
        .post("/c/{slug}/door", OpenDoor, pages::ask)
        .get("/door/{token}", SecretLink, pages::to_confirm)
        .post("/door/{token}", SecretLink, pages::confirm)
        .get("/c/{slug}/door/requests", ParticipantAdmit, pages::requests)
        .post("/c/{slug}/door/requests/{id}/admission", ParticipantAdmit, pages::admit)
        .post("/c/{slug}/door/requests/{id}/refusal", ParticipantAdmit, pages::refuse);
}

fn rounds(at: &mut Addresses<'_>) {
    use crate::rounds::pages::{
        addressees, circulation, compose, digests, form, list, notes, outbox, show,
    };
    at.get("/c/{slug}/rounds", ConsultationReadPublic, list::index)
        .post("/c/{slug}/rounds", RoundCreate, form::create)
        .get("/c/{slug}/rounds/new", RoundCreate, form::new)
        .get("/c/{slug}/letters", OutboxRead, outbox::index)
        .get("/drafts/{id}/circulation", WorkingDraftRead, circulation::show)
        .post("/drafts/{id}/circulation", DraftCirculate, circulation::circulate)
        .get("/rounds/{id}", DraftRead, show::show)
        .get("/rounds/{id}/settings", RoundCreate, form::edit)
        .post("/rounds/{id}/settings", RoundCreate, form::update)
        .post("/rounds/{id}/call", DraftCirculate, circulation::open_call)
        .post("/rounds/{id}/extensions", RoundExtend, show::extend)
        .post("/rounds/{id}/closure", RoundClose, show::close)
        .get("/rounds/{id}/digests/{number}", DraftRead, digests::file)
        .get("/rounds/{id}/participants", ParticipantListRead, addressees::show)
        .get("/rounds/{id}/letters/new", LetterWrite, compose::new)
        .post("/rounds/{id}/letters", LetterWrite, compose::write)
        .get("/notes-verbales/{id}", LetterWrite, notes::show)
        .post("/notes-verbales/{id}", LetterWrite, notes::change)
        .get("/notes-verbales/{id}/file", LetterWrite, notes::file)
        .post("/notes-verbales/{id}/approval", LetterWrite, notes::approve)
        .post("/notes-verbales/{id}/dispatch", LetterWrite, notes::dispatch);
}

fn submissions(at: &mut Addresses<'_>) {
    use crate::submissions::pages;
    let spot =
        |rest: &str| format!("/rounds/{{id}}/{{place:elements|answers|general}}/{{spot}}{rest}");
    at.get("/rounds/{id}/text", DraftRead, pages::text)
        .get(spot(""), DraftRead, pages::place)
        .post(spot(""), CommentDraftWrite, pages::write)
        .post(spot("/autosave"), CommentDraftWrite, pages::autosave_new)
        .post(spot("/preview"), CommentDraftWrite, pages::preview)
        .get("/inputs/{id}/edit", CommentDraftWrite, pages::edit)
        .post("/inputs/{id}", CommentDraftWrite, pages::change)
        .post("/inputs/{id}/autosave", CommentDraftWrite, pages::autosave)
        .post("/inputs/{id}/removal", CommentDraftWrite, pages::remove)
        .get("/inputs/{id}/class", VisibilityLower, pages::class)
        .post("/inputs/{id}/class", VisibilityLower, pages::change_class)
        .post("/inputs/{id}/identity", WithheldIdentityRead, pages::identify)
        .post("/files/{id}/identity", ConfidentialIdentityRead, pages::identify_file)
        .post("/submissions/{id}/class", VisibilityLower, pages::change_classes)
        .post("/inputs/{id}/placement", SubmissionRegister, pages::place_unplaced)
        .get("/rounds/{id}/files", CommentDraftWrite, pages::files)
        .post("/rounds/{id}/files", CommentDraftWrite, pages::attach)
        .get("/files/{id}", AttachmentRead, pages::download)
        .post("/files/{id}/removal", CommentDraftWrite, pages::detach)
        .get("/c/{slug}/submissions", CommentDraftRead, pages::mine)
        .get("/submissions/{id}", SubmissionReadPublic, pages::submission)
        .post("/submissions/{id}/cover", CommentDraftWrite, pages::cover)
        .post("/submissions/{id}/submission", SubmissionSubmit, pages::submit)
        .get("/submissions/{id}/receipt", ReceiptRead, pages::receipt)
        .get("/submissions/{id}/receipt.json", ReceiptRead, pages::as_json)
        .get("/submissions/{id}/receipt.txt", ReceiptRead, pages::as_text)
        .get("/submissions/{id}/proof", ReceiptRead, pages::proof)
        .post("/submissions/{id}/proof", ReceiptRead, pages::take_proof)
        .post("/submissions/{id}/replacement", SubmissionSubmit, pages::replace)
        .post("/submissions/{id}/withdrawal", SubmissionWithdraw, pages::withdraw)
        .get("/submissions/{id}/erasure", ContentErase, pages::erasure)
        .post("/submissions/{id}/erasure", ContentErase, pages::erase)
        .get("/inputs/{id}/erasure", ContentErase, pages::input_erasure)
        .post("/inputs/{id}/erasure", ContentErase, pages::erase_input)
        .get("/inputs/{id}/redaction", ContentRedact, pages::redaction)
        .post("/inputs/{id}/redaction", ContentRedact, pages::redact)
        .post("/inputs/{id}/redaction/removal", ContentRedact, pages::undo_redaction)
        .get("/rounds/{id}/registered/new", SubmissionRegister, pages::new_registered)
        .post("/rounds/{id}/registered", SubmissionRegister, pages::register)
        .get("/submissions/{id}/excerpts", SubmissionRegister, pages::excerpts)
        .post("/submissions/{id}/excerpts", SubmissionRegister, pages::add_excerpt)
        .get("/submissions/{id}/registered-receipt", SubmissionRegister, pages::to_hand_over)
        .get(
            "/submissions/{id}/registered-receipt.txt",
            SubmissionRegister,
            pages::to_hand_over_as_text,
        )
        .get("/rounds/{id}/unplaced", SubmissionRegister, pages::unplaced)
        .get("/rounds/{id}/submissions", DraftRead, pages::published)
        .post("/rounds/{id}/publication", SubmissionPublish, pages::publish);
}

fn consolidation(at: &mut Addresses<'_>) {
    use crate::consolidation::pages;
    at.get("/c/{slug}/consolidation", InputConsolidate, pages::team)
        .get("/rounds/{id}/consolidation", InputConsolidate, pages::round)
        .get("/rounds/{id}/consolidation/{element}", InputConsolidate, pages::workspace)
        .post(
            "/rounds/{id}/consolidation/{element}/responses",
            ResponseWrite,
            pages::answer_several,
        )
        .post("/rounds/{id}/consolidation/{element}/notes", InternalNoteWrite, pages::note_on_place)
        .get("/inputs/{id}/response", InputConsolidate, pages::response)
        .post("/inputs/{id}/response", ResponseWrite, pages::respond)
        .post("/inputs/{id}/response/validation", ResponseWrite, pages::validate)
        .post("/inputs/{id}/response/release", ResponseRelease, pages::release)
        .post("/inputs/{id}/application", InputApply, pages::apply)
        .post("/inputs/{id}/themes", InputConsolidate, pages::tag)
        .post("/inputs/{id}/themes/removal", InputConsolidate, pages::untag)
        .post("/inputs/{id}/notes", InternalNoteWrite, pages::note_on_input)
        .get("/notes/{id}", InternalNoteWrite, pages::edit_note)
        .post("/notes/{id}", InternalNoteWrite, pages::correct_note);
    use crate::consolidation::framework::pages as framework;
    at.get("/c/{slug}/framework", FrameworkUpdate, framework::list)
        .post("/c/{slug}/framework", FrameworkUpdate, framework::add)
        .post("/c/{slug}/framework/publication", FrameworkPublish, framework::publish)
        .get("/framework/{id}", FrameworkUpdate, framework::element)
        .post("/framework/{id}", FrameworkUpdate, framework::change)
        .post("/framework/{id}/links", FrameworkUpdate, framework::link)
        .post("/framework/{id}/links/removal", FrameworkUpdate, framework::unlink)
        .post("/framework/{id}/place", FrameworkUpdate, framework::place)
        .post("/framework/{id}/removal", FrameworkUpdate, framework::remove);
}

fn outcome(at: &mut Addresses<'_>) {
    use crate::outcome::pages::{
        consultation, framework, matrix, notes, papers, participant, redline,
    };
    use crate::outcome::{concordance, decisions, summary};
    at.get("/c/{slug}", ConsultationReadPublic, consultation::show)
        .get("/c/{slug}/framework/published", ConsultationReadPublic, framework::show)
        .get("/c/{slug}/decisions", DecisionLogRead, decisions::pages::show)
        .get("/c/{slug}/decisions.csv", DecisionLogRead, decisions::pages::csv)
        .post("/c/{slug}/decisions", DecisionLogWrite, decisions::pages::add)
        .get("/drafts/{id}/redline", DraftRead, redline::show)
        .get("/drafts/{id}/notes", DraftRead, notes::show)
        .get("/drafts/{id}/notes.html", DraftRead, papers::paper)
        .get("/drafts/{id}/notes.txt", DraftRead, papers::plain)
        .get("/drafts/{id}/notes.json", DraftRead, papers::data)
        .get("/drafts/{id}/notes/{identity}", ExplanatoryNoteWrite, notes::form)
        .post("/drafts/{id}/notes/{identity}", ExplanatoryNoteWrite, notes::write)
        .post("/drafts/{id}/notes/{identity}/removal", ExplanatoryNoteWrite, notes::remove)
        .get("/drafts/{id}/notes.csv", DraftRead, papers::table)
        .get("/drafts/{id}/concordance", DraftRead, concordance::pages::show)
        .get("/drafts/{id}/concordance.csv", DraftRead, concordance::pages::csv)
        .get("/drafts/{id}/concordance.html", DraftRead, concordance::pages::paper)
        .get("/drafts/{id}/concordance/{identity}", ExplanatoryNoteWrite, concordance::pages::form)
        .post(
            "/drafts/{id}/concordance/{identity}",
            ExplanatoryNoteWrite,
            concordance::pages::write,
        )
        .get("/rounds/{id}/summary", DraftRead, summary::pages::show)
        .get("/rounds/{id}/summary.html", DraftRead, summary::papers::paper)
        .get("/rounds/{id}/summary.txt", DraftRead, summary::papers::plain)
        .get("/rounds/{id}/summary/entries/new", SummaryWrite, summary::pages::new)
        .post("/rounds/{id}/summary/entries", SummaryWrite, summary::pages::create)
        .post("/rounds/{id}/summary/publication", SummaryPublish, summary::pages::publish)
        .post("/rounds/{id}/summary/reopening", SummaryPublish, summary::pages::reopen)
        .get("/summary-entries/{id}", SummaryWrite, summary::pages::edit)
        .post("/summary-entries/{id}", SummaryWrite, summary::pages::save)
        .post("/summary-entries/{id}/removal", SummaryWrite, summary::pages::remove)
        .post("/summary-entries/{id}/move", SummaryWrite, summary::pages::move_entry)
        .get("/participants/{id}/outcome", OutcomeRead, participant::show)
        .get("/rounds/{id}/matrix", MatrixExport, matrix::show)
        .get("/rounds/{id}/matrix.csv", MatrixExport, matrix::csv)
        .get("/rounds/{id}/matrix.xlsx", MatrixExport, matrix::xlsx)
        .post("/rounds/{id}/matrix/identities", MatrixExportWithIdentities, matrix::identities);
}

fn record(at: &mut Addresses<'_>) {
    use crate::record::pages;
    at.get("/verify", ReceiptVerify, pages::verify::form)
        .post("/verify", ReceiptVerify, pages::verify::answer)
        .get("/.well-known/travaux-keys.txt", AuditDigestRead, pages::verify::keys)
        .get("/record", FrontPage, pages::heads::show)
        .get("/record/installation", SettingsUpdate, pages::heads::installation)
        .get("/record/installation/chain", SettingsUpdate, pages::heads::installation_chain)
        .get("/c/{slug}/journal/chain", JournalRead, pages::heads::chain);
}
