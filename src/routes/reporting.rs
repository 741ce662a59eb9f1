//! The addresses of what becomes of it: consolidated, answered, found, proved.

use super::Addresses;
use super::Opening::*;
use crate::procedure::Right::*;
use crate::sign_in::Try;

pub(super) fn consolidation(at: &mut Addresses) {
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

pub(super) fn outcome(at: &mut Addresses) {
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

pub(super) fn search(at: &mut Addresses) {
    use crate::search::pages;
    at.get("/c/{slug}/search", ConsultationReadPublic, pages::show);
}

pub(super) fn record(at: &mut Addresses) {
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
