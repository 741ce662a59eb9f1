//! The addresses of a round, and of what is sent in it.

use super::Addresses;
use crate::procedure::Right::*;
use crate::sign_in::Try;

// What several addresses take, because one form goes to each of them.
const ROUND: &str = "version title opens_date opens_time closes_date closes_time past instructions \
    questions allowed publication_rule registered_class accept_late team_reads_before_close \
    open_to_public operations open since chosen";
const INPUT: &str = "version form_key participant operation side anchor kind others from further \
    proposed body comment_type language class";
const MEETING: &str = "version form_key title city country first_date last_date regions \
    attributed_to participants rapporteur record language original";
const COVER: &str = "version on_behalf_of co co_names own_date own_reference language \
    without_prejudice receipt_by_email class_rest class-*";

pub(super) fn rounds(at: &mut Addresses) {
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

pub(super) fn submissions(at: &mut Addresses) {
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
