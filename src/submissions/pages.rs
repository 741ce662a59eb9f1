//! The pages of this slice.

mod agreed;
mod agreement;
mod aligning;
mod alignment;
mod answered;
mod cards;
mod class;
mod co_submission;
mod erasing;
mod excerpts;
mod facts;
mod files;
mod filing;
mod form;
mod here;
mod identity;
mod importing;
mod inputs;
mod intervention;
mod letter;
mod lettered;
mod meeting;
mod meeting_form;
mod mine;
mod place;
mod published;
mod receipt;
mod redacting;
mod registered;
mod returned;
mod said;
mod scene;
mod sending;
mod submission;
mod table;
mod text;
mod unplaced;
mod word;

pub use agreed::AgreementMark;
pub use agreement::{
    PositionLine, path as agreement_path, record as record_agreement, show as agreement,
    take as take_position, withdraw as withdraw_position,
};
pub use aligning::{
    align, form as alignment_form, paper_form as registered_alignment_form,
    register as register_alignment,
};
pub use alignment::{
    reclassify as reclassify_alignment, show as alignment, withdraw as withdraw_alignment,
};
pub use cards::SupporterLine;
pub use class::{change as change_class, change_all as change_classes, show as class};
pub use co_submission::{answer as answer_co_submission, show as co_submission};
pub use erasing::{erase, erase_input, erasure, input_erasure};
pub use excerpts::{add_excerpt, excerpts, remove_excerpt};
pub use files::{attach, detach, download, files};
pub use identity::{file as identify_file, identify};
pub use importing::{import as import_table, show as table_import};
pub use inputs::{autosave, change, edit, remove};
pub use intervention::{
    answer as answer_intervention, new as new_intervention, register as register_intervention,
    show as intervention,
};
pub use letter::{show as letter, write as type_letter};
pub use lettered::{add as add_comments, show as lettered};
pub use meeting::{keep_record, list as meetings, show as meeting};
pub use meeting_form::{
    correct as correct_meeting, edit as edit_meeting, new as new_meeting,
    register as register_meeting,
};
pub use mine::mine;
pub use place::{autosave_new, preview, show as place, write};
pub use published::{list as published, publish};
pub use receipt::{
    as_json, as_text, proof, receipt, take_proof, to_hand_over, to_hand_over_as_text,
};
pub use redacting::{redact, redaction, undo as undo_redaction};
pub use registered::{new as new_registered, register};
pub use returned::{show as returned, take as take_returned};
pub use sending::{cover, replace, submit, withdraw};
pub use submission::show as submission;
pub use table::form as comment_form;
pub use text::show as text;
pub use unplaced::{list as unplaced, place as place_unplaced};
pub use word::{handout, send as send_word, show as word};
