//! The class of what was submitted, changed afterwards. What it was submitted as stays beside it: the
//! commitment that the receipt stands for covers it.

use super::sealed::settle;
use crate::db::Tx;
use crate::procedure::Moment;
use crate::procedure::keys::{AttachmentKey, InputKey, SubmissionKey};
use crate::procedure::submissions::MayReclassify;
use crate::procedure::words::PublicationClass;
use crate::schema::{attachments, inputs};
use diesel::prelude::*;

pub fn reclassify(
    tx: &mut Tx,
    permit: &MayReclassify,
    input: InputKey,
    now: Moment,
) -> QueryResult<()> {
    let as_submitted: Option<PublicationClass> =
        inputs::table.find(input).select(inputs::class_as_submitted).first(&mut **tx)?;
    let submission: SubmissionKey = diesel::update(inputs::table.find(input))
        .set((
            inputs::publication_class.eq(permit.to()),
            inputs::class_as_submitted.eq(as_submitted.unwrap_or(permit.from())),
            inputs::retracted_at.eq(permit.retracts().then_some(now)),
            inputs::row_version.eq(inputs::row_version + 1),
        ))
        .returning(inputs::submission_id)
        .get_result(&mut **tx)?;
    // Its words stand open or sealed as its class is now.
    settle(tx, submission)
}

pub fn reclassify_file(
    tx: &mut Tx,
    permit: &MayReclassify,
    file: AttachmentKey,
    now: Moment,
) -> QueryResult<()> {
    let as_submitted: Option<PublicationClass> =
        attachments::table.find(file).select(attachments::class_as_submitted).first(&mut **tx)?;
    diesel::update(attachments::table.find(file))
        .set((
            attachments::publication_class.eq(permit.to()),
            attachments::class_as_submitted.eq(as_submitted.unwrap_or(permit.from())),
            attachments::retracted_at.eq(permit.retracts().then_some(now)),
        ))
        .execute(&mut **tx)?;
    Ok(())
}
