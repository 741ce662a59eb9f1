//! Everything sealed of submissions, opened once.

use super::erasing::open_why;
use super::meetings::open_meeting;
use super::parts::{PART_ROW, Part, PartRow};
use super::positions::open_position;
use super::sealed::open_excerpt_salt;
use super::{Attachment, Input, Submission, letter_text, redaction_of, salt_of};
use crate::db::Conn;
use crate::procedure::keys::{InputKey, PublicId, SubmissionKey};
use crate::schema::{
    attachment_parts, attachments, committed_files, committed_inputs, erasures, inputs,
    letter_texts, meetings, positions, redactions, submissions,
};
use crate::sealing::{Looked, look_at};
use diesel::prelude::*;

pub fn look_at_sealed(conn: &mut Conn, looked: &mut Looked) -> QueryResult<()> {
    look_at!(looked, conn, submissions as Submission, inputs as Input, attachments as Attachment,);
    let taken = positions::table.order(positions::id).select(positions::id).load(conn)?;
    looked.rows("positions", taken, |row| open_position(conn, row));
    let held = meetings::table.order(meetings::id).select(meetings::id).load(conn)?;
    looked.rows("meetings", held, |row| open_meeting(conn, row));
    let salted = submissions::table.filter(submissions::salt.is_not_null());
    let salted = salted.order(submissions::id).select(submissions::id).load(conn)?;
    looked.rows("submissions (salt)", salted, |row| salt_of(conn, SubmissionKey(row)));
    let letters = letter_texts::table.order(letter_texts::submission_id);
    let letters = letters.select(letter_texts::submission_id).load(conn)?;
    let of = "letter_texts of the submission";
    looked.rows(of, letters, |row| letter_text(conn, SubmissionKey(row)));
    let redacted = redactions::table.order(redactions::input_id);
    let redacted = redacted.select(redactions::input_id).load(conn)?;
    looked.rows("redactions of the input", redacted, |row| redaction_of(conn, InputKey(row)));
    let erased = erasures::table.order(erasures::id).select(erasures::id).load(conn)?;
    looked.rows("erasures", erased, |row| open_why(conn, row));
    parts_and_excerpts(conn, looked)
}

fn parts_and_excerpts(conn: &mut Conn, looked: &mut Looked) -> QueryResult<()> {
    let parts = attachment_parts::table.order(attachment_parts::id);
    let parts = parts.select(attachment_parts::id).load(conn)?;
    looked.rows("attachment_parts", parts, |row| {
        let part: PartRow = attachment_parts::table
            .inner_join(attachments::table)
            .filter(attachment_parts::id.eq(row))
            .select(PART_ROW)
            .first(conn)?;
        Part::from(part).open()
    });
    let excerpts = committed_inputs::table.filter(committed_inputs::salt.is_not_null());
    let excerpts = excerpts.order(committed_inputs::id).select(committed_inputs::id).load(conn)?;
    looked.rows("committed_inputs (salt)", excerpts, |row| {
        let (input, salt, key): (PublicId, Option<Vec<u8>>, Option<String>) =
            committed_inputs::table
                .inner_join(inputs::table)
                .filter(committed_inputs::id.eq(row))
                .select((inputs::public_id, committed_inputs::salt, committed_inputs::key_id))
                .first(conn)?;
        Ok(open_excerpt_salt(&input, salt, key.as_deref())?)
    });
    let later = committed_files::table.filter(committed_files::salt.is_not_null());
    let later = later.order(committed_files::id).select(committed_files::id).load(conn)?;
    looked.rows("committed_files (salt)", later, |row| {
        let (file, salt, key): (PublicId, Option<Vec<u8>>, Option<String>) = committed_files::table
            .inner_join(attachments::table)
            .filter(committed_files::id.eq(row))
            .select((attachments::public_id, committed_files::salt, committed_files::key_id))
            .first(conn)?;
        Ok(open_excerpt_salt(&file, salt, key.as_deref())?)
    });
    Ok(())
}
