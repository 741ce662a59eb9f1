//! Every address of the server, in the order of the process.

mod addresses;

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
    rounds(at);
    submissions(at);
    consolidation(at);
    outcome(at);
    search(at);
    record(at);
}

// What several addresses take, because one form goes to each of them.
const CONSULTATION: &str = "version title slug mandate kind original time_zone languages place contact \
    disclaimer open_door reservation bracket_legend brackets_public";
const PARTICIPANT: &str = "version name kind regional_group language email address";
const ROUND: &str = "version title opens_date opens_time closes_date closes_time past instructions \
    questions allowed publication_rule registered_class accept_late team_reads_before_close \
    open_to_public operations open since chosen";
const INPUT: &str = "version form_key participant operation side anchor kind others from further \
    proposed body comment_type language class";
const MEETING: &str = "version form_key title city country first_date last_date regions \
    attributed_to participants rapporteur record language original";
const COVER: &str = "version on_behalf_of co co_names own_date own_reference language \
    without_prejudice receipt_by_email class_rest class-*";

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

fn rounds(at: &mut Addresses) {
    use crate::rounds::pages::{
        addressees, circulation, compose, digests, form, list, notes, outbox, show,
    };
    at.get("/c/{slug}/rounds", ConsultationReadPublic, list::index)
        .post("/c/{slug}/rounds", RoundCreate, form::create)
        .takes(ROUND)
        .get("/c/{slug}/rounds/new", RoundCreate, form::new)
        .get("/c/{slug}/letters", OutboxRead, outbox::index)
        .get("/drafts/{id}/circulation", WorkingDraftRead, circulation::show)
        .post("/drafts/{id}/circulation", DraftCirculate, circulation::circulate)
        .takes("round")
        .get("/rounds/{id}", DraftRead, show::show)
        .get("/rounds/{id}/settings", RoundCreate, form::edit)
        .post("/rounds/{id}/settings", RoundCreate, form::update)
        .takes(ROUND)
        .post("/rounds/{id}/call", DraftCirculate, circulation::open_call)
        .post("/rounds/{id}/extensions", RoundExtend, show::extend)
        .takes("closes_date closes_time reason")
        .post("/rounds/{id}/closure", RoundClose, show::close)
        .takes("closure_reason")
        .post("/rounds/{id}/pause", RoundClose, show::pause)
        .takes("pause_reason")
        .post("/rounds/{id}/resumption", RoundClose, show::resume)
        .takes("pause_reason")
        .get("/rounds/{id}/digests/{number}", DraftRead, digests::file)
        .get("/rounds/{id}/participants", ParticipantListRead, addressees::show)
        .get("/rounds/{id}/letters/new", LetterWrite, compose::new)
        .post("/rounds/{id}/letters", LetterWrite, compose::write)
        .takes("occasion to participant note_en note_fr letter_en letter_fr then")
        .get("/notes-verbales/{id}", LetterWrite, notes::show)
        .post("/notes-verbales/{id}", LetterWrite, notes::change)
        .takes("version body")
        .get("/notes-verbales/{id}/file", LetterWrite, notes::file)
        .get("/notes-verbales/{id}/file.docx", LetterWrite, notes::word)
        .post("/notes-verbales/{id}/approval", LetterWrite, notes::approve)
        .takes("version")
        .post("/notes-verbales/{id}/dispatch", LetterWrite, notes::dispatch)
        .takes("on how");
}

fn submissions(at: &mut Addresses) {
    use crate::submissions::pages;
    let spot =
        |rest: &str| format!("/rounds/{{id}}/{{place:elements|answers|general}}/{{spot}}{rest}");
    at.get("/rounds/{id}/text", DraftRead, pages::text)
        .get(spot(""), DraftRead, pages::place)
        .post(spot(""), CommentDraftWrite, pages::write)
        .takes(INPUT)
        .post(spot("/autosave"), CommentDraftWrite, pages::autosave_new)
        .takes(INPUT)
        .post(spot("/preview"), CommentDraftWrite, pages::preview)
        .takes(INPUT)
        .get("/inputs/{id}/edit", CommentDraftWrite, pages::edit)
        .post("/inputs/{id}", CommentDraftWrite, pages::change)
        .takes(INPUT)
        .post("/inputs/{id}/autosave", CommentDraftWrite, pages::autosave)
        .takes(INPUT)
        .post("/inputs/{id}/removal", CommentDraftWrite, pages::remove)
        .takes(INPUT)
        .get("/inputs/{id}/class", VisibilityLower, pages::class)
        .post("/inputs/{id}/class", VisibilityLower, pages::change_class)
        .takes("class")
        .post("/inputs/{id}/identity", WithheldIdentityRead, pages::identify)
        .post("/files/{id}/identity", ConfidentialIdentityRead, pages::identify_file)
        .post("/submissions/{id}/class", VisibilityLower, pages::change_classes)
        .takes("class")
        .post("/inputs/{id}/placement", SubmissionRegister, pages::place_unplaced)
        .takes("element")
        .get("/rounds/{id}/files", CommentDraftWrite, pages::files)
        .post("/rounds/{id}/files", CommentDraftWrite, pages::attach)
        .takes("participant file class")
        .get("/rounds/{id}/word", CommentDraftWrite, pages::word)
        .post("/rounds/{id}/word", CommentDraftWrite, pages::send_word)
        .takes("participant file")
        .get("/rounds/{id}/handout.docx", CommentDraftWrite, pages::handout)
        .get("/rounds/{id}/comment-form", CommentDraftWrite, pages::comment_form)
        .limited(Try::Export)
        .get("/rounds/{id}/table", SubmissionRegister, pages::table_import)
        .post("/rounds/{id}/table", SubmissionRegister, pages::import_table)
        .takes("participant file")
        .get("/files/{id}/proposals", CommentDraftWrite, pages::returned)
        .post("/files/{id}/proposals", CommentDraftWrite, pages::take_returned)
        .takes("sent class take-* place-* proposed-* body-*")
        .get("/files/{id}", AttachmentRead, pages::download)
        .post("/files/{id}/removal", CommentDraftWrite, pages::detach)
        .get("/c/{slug}/submissions", CommentDraftRead, pages::mine)
        .get("/submissions/{id}", SubmissionReadPublic, pages::submission)
        .post("/submissions/{id}/cover", CommentDraftWrite, pages::cover)
        .takes(COVER)
        .post("/submissions/{id}/submission", SubmissionSubmit, pages::submit)
        .takes(COVER)
        .limited(Try::Submit)
        .get("/submissions/{id}/receipt", ReceiptRead, pages::receipt)
        .get("/submissions/{id}/receipt.json", ReceiptRead, pages::as_json)
        .get("/submissions/{id}/receipt.txt", ReceiptRead, pages::as_text)
        .get("/submissions/{id}/proof", ReceiptRead, pages::proof)
        .post("/submissions/{id}/proof", ReceiptRead, pages::take_proof)
        .post("/submissions/{id}/replacement", SubmissionSubmit, pages::replace)
        .limited(Try::Submit)
        .post("/submissions/{id}/withdrawal", SubmissionWithdraw, pages::withdraw)
        .takes("reason")
        .limited(Try::Submit)
        .get("/submissions/{id}/erasure", ContentErase, pages::erasure)
        .post("/submissions/{id}/erasure", ContentErase, pages::erase)
        .takes("authority reason confirmed")
        .confirmed()
        .get("/inputs/{id}/erasure", ContentErase, pages::input_erasure)
        .post("/inputs/{id}/erasure", ContentErase, pages::erase_input)
        .takes("authority reason confirmed")
        .confirmed()
        .get("/inputs/{id}/redaction", ContentRedact, pages::redaction)
        .post("/inputs/{id}/redaction", ContentRedact, pages::redact)
        .takes("words")
        .post("/inputs/{id}/redaction/removal", ContentRedact, pages::undo_redaction)
        .get("/rounds/{id}/registered/new", SubmissionRegister, pages::new_registered)
        .post("/rounds/{id}/registered", SubmissionRegister, pages::register)
        .takes(
            "form_key participant source received_on own_date own_reference on_behalf_of language \
             without_prejudice original",
        )
        .get("/submissions/{id}/excerpts", SubmissionRegister, pages::excerpts)
        .post("/submissions/{id}/excerpts", SubmissionRegister, pages::add_excerpt)
        .takes("form_key element operation side anchor others kind comment_type language class letter body quoted proposed")
        .get("/submissions/{id}/letter", AttachmentRead, pages::letter)
        .post("/submissions/{id}/letter", SubmissionRegister, pages::type_letter)
        .takes("version letter_text")
        .post("/inputs/{id}/excerpt-removal", SubmissionRegister, pages::remove_excerpt)
        .get("/rounds/{id}/meetings", SubmissionRegister, pages::meetings)
        .post("/rounds/{id}/meetings", SubmissionRegister, pages::register_meeting)
        .takes(MEETING)
        .get("/rounds/{id}/meetings/new", SubmissionRegister, pages::new_meeting)
        .get("/meetings/{id}", SubmissionRegister, pages::meeting)
        .post("/meetings/{id}", SubmissionRegister, pages::correct_meeting)
        .takes(MEETING)
        .post("/meetings/{id}/record", SubmissionRegister, pages::keep_record)
        .takes("original")
        .get("/meetings/{id}/correction", SubmissionRegister, pages::edit_meeting)
        .get("/meetings/{id}/comments", SubmissionRegister, pages::lettered)
        .post("/meetings/{id}/comments", SubmissionRegister, pages::add_comments)
        .takes("form_key list language class step element-*")
        .get("/meetings/{id}/interventions/new", SubmissionRegister, pages::new_intervention)
        .post("/meetings/{id}/interventions", SubmissionRegister, pages::register_intervention)
        .takes("form_key participant element operation language class body quoted proposed")
        .get("/submissions/{id}/intervention", CommentDraftRead, pages::intervention)
        .post("/submissions/{id}/intervention", SubmissionSubmit, pages::answer_intervention)
        .takes("answer body proposed reason")
        .get("/submissions/{id}/registered-receipt", SubmissionRegister, pages::to_hand_over)
        .get(
            "/submissions/{id}/registered-receipt.txt",
            SubmissionRegister,
            pages::to_hand_over_as_text,
        )
        .get("/rounds/{id}/alignment", CommentDraftWrite, pages::alignment_form)
        .post("/rounds/{id}/alignment", SubmissionSubmit, pages::align)
        .takes("participant with receipt except remark class version form_key")
        .get(
            "/rounds/{id}/registered/alignment",
            SubmissionRegister,
            pages::registered_alignment_form,
        )
        .post("/rounds/{id}/registered/alignment", SubmissionRegister, pages::register_alignment)
        .takes("participant with receipt source received_on except remark class version form_key")
        .get("/alignments/{id}", CommentDraftRead, pages::alignment)
        .post("/alignments/{id}/withdrawal", SubmissionWithdraw, pages::withdraw_alignment)
        .takes("reason")
        .post("/alignments/{id}/class", VisibilityLower, pages::reclassify_alignment)
        .takes("class")
        .get("/submissions/{id}/co-submission", CommentDraftRead, pages::co_submission)
        .post("/submissions/{id}/co-submission", SubmissionSubmit, pages::answer_co_submission)
        .takes("participant answer")
        .get("/rounds/{id}/agreement/{element}", DraftRead, pages::agreement)
        .post("/rounds/{id}/agreement/{element}", AgreementRecord, pages::record_agreement)
        .takes("agreement meeting on_date remark")
        .post("/rounds/{id}/positions/{element}", SubmissionSubmit, pages::take_position)
        .takes("participant proposal stance note class")
        .post("/positions/{id}/withdrawal", SubmissionWithdraw, pages::withdraw_position)
        .get("/rounds/{id}/unplaced", SubmissionRegister, pages::unplaced)
        .get("/rounds/{id}/submissions", DraftRead, pages::published)
        .post("/rounds/{id}/publication", SubmissionPublish, pages::publish);
}

fn consolidation(at: &mut Addresses) {
    use crate::consolidation::pages;
    at.get("/c/{slug}/consolidation", InputConsolidate, pages::team)
        .get("/rounds/{id}/consolidation", InputConsolidate, pages::round)
        .get("/c/{slug}/consolidation/board", InputConsolidate, pages::boards)
        .get("/rounds/{id}/consolidation/board", InputConsolidate, pages::board)
        .get("/rounds/{id}/consolidation/clusters", InputConsolidate, pages::clusters)
        .post("/rounds/{id}/consolidation/assignments", AssignmentWrite, pages::assign)
        .takes("part to due_on")
        .post("/rounds/{id}/consolidation/responses", ResponseWrite, pages::respond_to_many)
        .takes("inputs confirmed work cluster treatment reason covered_by")
        .post("/rounds/{id}/consolidation/validations", ResponseWrite, pages::validate_many)
        .takes("inputs confirmed work read note treatment reason covered_by")
        .post("/rounds/{id}/consolidation/releases", ResponseRelease, pages::release_many)
        .takes("inputs confirmed work read treatment reason covered_by")
        .get("/rounds/{id}/consolidation/{element}", InputConsolidate, pages::workspace)
        .post(
            "/rounds/{id}/consolidation/{element}/responses",
            ResponseWrite,
            pages::answer_several,
        )
        .takes("filter inputs alike treatment reason covered_by")
        .post("/rounds/{id}/consolidation/{element}/notes", InternalNoteWrite, pages::note_on_place)
        .takes("filter note")
        .get("/drafts/{id}/changes", WorkingDraftUpdate, pages::changes)
        .post("/drafts/{id}/changes/{step}/undoing", WorkingDraftUpdate, pages::undo_change)
        .get("/inputs/{id}/cluster", InputConsolidate, pages::cluster)
        .get("/inputs/{id}/response", InputConsolidate, pages::response)
        .post("/inputs/{id}/response", ResponseWrite, pages::respond)
        .takes("version filter treatment reason covered_by work")
        .post("/inputs/{id}/response/validation", ResponseWrite, pages::validate)
        .takes("version filter note")
        .post("/inputs/{id}/response/release", ResponseRelease, pages::release)
        .takes("version filter")
        .post("/inputs/{id}/application", InputApply, pages::apply)
        .takes("filter draft digest decided wording from_proposal also")
        .post("/inputs/{id}/themes", InputConsolidate, pages::tag)
        .takes("filter theme new_theme")
        .post("/inputs/{id}/themes/removal", InputConsolidate, pages::untag)
        .takes("filter theme")
        .post("/inputs/{id}/notes", InternalNoteWrite, pages::note_on_input)
        .takes("filter note")
        .get("/notes/{id}", InternalNoteWrite, pages::edit_note)
        .post("/notes/{id}", InternalNoteWrite, pages::correct_note)
        .takes("version filter note");
    use crate::consolidation::framework::pages as framework;
    at.get("/c/{slug}/framework", FrameworkUpdate, framework::list)
        .post("/c/{slug}/framework", FrameworkUpdate, framework::add)
        .takes("title body theme inputs")
        .post("/c/{slug}/framework/publication", FrameworkPublish, framework::publish)
        .get("/framework/{id}", FrameworkUpdate, framework::element)
        .post("/framework/{id}", FrameworkUpdate, framework::change)
        .takes("version title body theme")
        .post("/framework/{id}/links", FrameworkUpdate, framework::link)
        .takes("paragraph inputs")
        .post("/framework/{id}/links/removal", FrameworkUpdate, framework::unlink)
        .takes("paragraph inputs")
        .post("/framework/{id}/place", FrameworkUpdate, framework::place)
        .takes("way")
        .post("/framework/{id}/removal", FrameworkUpdate, framework::remove);
}

fn search(at: &mut Addresses) {
    use crate::search::pages;
    at.get("/c/{slug}/search", ConsultationReadPublic, pages::show);
}

fn outcome(at: &mut Addresses) {
    use crate::outcome::pages::{
        bracketed, comparison, compilation, consultation, files, framework, layers, lineage,
        matrix, notes, papers, participant, redline,
    };
    use crate::outcome::{concordance, decisions, summary};
    at.get("/c/{slug}", ConsultationReadPublic, consultation::show)
        .get("/c/{slug}/framework/published", ConsultationReadPublic, framework::show)
        .get("/c/{slug}/comparison", ConsultationReadPublic, comparison::show)
        .get("/c/{slug}/comparison.docx", ConsultationReadPublic, comparison::word)
        .get("/c/{slug}/redline", ConsultationReadPublic, layers::show)
        .get("/drafts/{id}/lineage", LineageUpdate, lineage::show)
        .post("/drafts/{id}/lineage", LineageUpdate, lineage::change)
        .takes("step from side element was pick others")
        .get("/c/{slug}/decisions", DecisionLogRead, decisions::pages::show)
        .get("/c/{slug}/decisions.csv", DecisionLogRead, decisions::pages::csv)
        .limited(Try::Export)
        .post("/c/{slug}/decisions", DecisionLogWrite, decisions::pages::add)
        .takes("on_date place body present")
        .get("/drafts/{id}/redline", DraftRead, redline::show)
        .get("/drafts/{id}/notes", DraftRead, notes::show)
        .get("/drafts/{id}/notes.html", DraftRead, papers::paper)
        .get("/drafts/{id}/notes.docx", DraftRead, papers::word)
        .get("/drafts/{id}/notes.txt", DraftRead, papers::plain)
        .get("/drafts/{id}/notes.json", DraftRead, papers::data)
        .get("/drafts/{id}/notes/{identity}", ExplanatoryNoteWrite, notes::form)
        .post("/drafts/{id}/notes/{identity}", ExplanatoryNoteWrite, notes::write)
        .takes("version body")
        .post("/drafts/{id}/notes/{identity}/removal", ExplanatoryNoteWrite, notes::remove)
        .get("/drafts/{id}/notes.csv", DraftRead, papers::table)
        .limited(Try::Export)
        .get("/drafts/{id}/concordance", DraftRead, concordance::pages::show)
        .get("/drafts/{id}/concordance.csv", DraftRead, concordance::pages::csv)
        .limited(Try::Export)
        .get("/drafts/{id}/concordance.html", DraftRead, concordance::pages::paper)
        .get("/drafts/{id}/concordance.docx", DraftRead, concordance::pages::word)
        .get("/drafts/{id}/concordance/{identity}", ExplanatoryNoteWrite, concordance::pages::form)
        .post(
            "/drafts/{id}/concordance/{identity}",
            ExplanatoryNoteWrite,
            concordance::pages::write,
        )
        .takes("version body")
        .get("/rounds/{id}/summary", DraftRead, summary::pages::show)
        .get("/rounds/{id}/summary.html", DraftRead, summary::papers::paper)
        .get("/rounds/{id}/summary.txt", DraftRead, summary::papers::plain)
        .get("/rounds/{id}/summary/entries/new", SummaryWrite, summary::pages::new)
        .post("/rounds/{id}/summary/entries", SummaryWrite, summary::pages::create)
        .takes("inputs under theme body attribution")
        .post("/rounds/{id}/summary/publication", SummaryPublish, summary::pages::publish)
        .post("/rounds/{id}/summary/reopening", SummaryPublish, summary::pages::reopen)
        .get("/summary-entries/{id}", SummaryWrite, summary::pages::edit)
        .post("/summary-entries/{id}", SummaryWrite, summary::pages::save)
        .takes("version inputs under theme body attribution")
        .post("/summary-entries/{id}/removal", SummaryWrite, summary::pages::remove)
        .post("/summary-entries/{id}/move", SummaryWrite, summary::pages::move_entry)
        .takes("to")
        .get("/participants/{id}/outcome", OutcomeRead, participant::show)
        .get("/rounds/{id}/matrix", MatrixExport, matrix::show)
        .get("/rounds/{id}/matrix.csv", MatrixExport, matrix::csv)
        .limited(Try::Export)
        .get("/rounds/{id}/matrix.xlsx", MatrixExport, matrix::xlsx)
        .limited(Try::Export)
        .get("/rounds/{id}/matrix.docx", MatrixExport, matrix::word)
        .limited(Try::Export)
        .post("/rounds/{id}/matrix/identities", MatrixExportWithIdentities, matrix::identities)
        .takes("reason format")
        .confirmed()
        .limited(Try::Export)
        .get("/rounds/{id}/compilation", CompilationRead, compilation::show)
        .get("/rounds/{id}/compilation.html", CompilationRead, files::compilation_paper)
        .limited(Try::Export)
        .get("/rounds/{id}/compilation.docx", CompilationRead, files::compilation_word)
        .limited(Try::Export)
        .get("/rounds/{id}/compilation.json", CompilationRead, files::compilation_data)
        .limited(Try::Export)
        .get("/submissions/{id}/text.docx", SubmissionReadPublic, files::submission)
        .limited(Try::Export)
        .get("/rounds/{id}/consolidated.docx", CompilationRead, files::consolidated)
        .limited(Try::Export)
        .post("/rounds/{id}/compilation/publication", CompilationPublish, compilation::publish)
        .takes("shown")
        .get("/rounds/{id}/bracketed", BracketedRead, bracketed::show)
        .get("/rounds/{id}/bracketed.html", BracketedRead, files::bracketed_paper)
        .limited(Try::Export)
        .get("/rounds/{id}/bracketed.docx", BracketedRead, files::bracketed_word)
        .limited(Try::Export)
        .get("/rounds/{id}/bracketed.txt", BracketedRead, files::bracketed_plain)
        .limited(Try::Export)
        .get("/rounds/{id}/bracketed.json", BracketedRead, files::bracketed_data)
        .limited(Try::Export);
}

fn record(at: &mut Addresses) {
    use crate::record::pages;
    at.get("/verify", ReceiptVerify, pages::verify::form)
        .post("/verify", ReceiptVerify, pages::verify::answer)
        .takes("pasted file")
        .get("/.well-known/travaux-keys.txt", AuditDigestRead, pages::verify::keys)
        .get("/record", FrontPage, pages::heads::show)
        .get("/record/installation", SettingsUpdate, pages::heads::installation)
        .get("/record/installation/chain", SettingsUpdate, pages::heads::installation_chain)
        .get("/c/{slug}/journal/chain", JournalRead, pages::heads::chain);
}

#[cfg(test)]
mod tests;
