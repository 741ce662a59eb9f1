//! The bytes of files, in parts, so that no row is longer than both engines like; each sealed. A part
//! lies in its row, or in the depot, where the row says.

use super::Attachment;
use crate::db::{Conn, Tx};
use crate::depot;
use crate::procedure::keys::{AttachmentKey, PublicId};
use crate::schema::{attachment_parts, attachments};
use crate::sealing::{self, Broken, Place};
use diesel::prelude::*;

const PART: usize = 1024 * 1024;
pub(super) const PART_OF_FILE: &str = "a part of the file";

/// A part as it stands in its row, and the file that it is of.
pub(super) type PartRow = (PublicId, i64, Vec<u8>, Option<String>, Option<String>);

/// The columns of a [`PartRow`], of parts joined with their files.
pub(super) const PART_ROW: (
    attachments::public_id,
    attachment_parts::part,
    attachment_parts::bytes,
    attachment_parts::object,
    attachment_parts::sealed_for,
) = (
    attachments::public_id,
    attachment_parts::part,
    attachment_parts::bytes,
    attachment_parts::object,
    attachment_parts::sealed_for,
);

/// A file as it is stored, still sealed; it is opened with no connection in hand.
pub struct Stored {
    id: PublicId,
    size: i64,
    parts: Vec<Part>,
}

/// A sealed part, and the place that it is sealed for.
pub(super) struct Part {
    place: String,
    bytes: Bytes,
}

enum Bytes {
    Here(Vec<u8>),
    /// At this address of the depot.
    There(String),
}

impl From<PartRow> for Part {
    fn from((file, part, bytes, object, sealed_for): PartRow) -> Self {
        Self {
            place: sealed_for.unwrap_or_else(|| place_of_part(&file, part)),
            bytes: object.map_or(Bytes::Here(bytes), Bytes::There),
        }
    }
}

impl Part {
    /// Waits for the depot, where it lies there. Err says what does not open, or why it cannot be had.
    pub(super) fn open(self) -> QueryResult<Vec<u8>> {
        let sealed = match self.bytes {
            Bytes::Here(bytes) => bytes,
            Bytes::There(address) => depot::get(&address).map_err(|fault| match fault {
                depot::Fault::Missing(_) => {
                    Broken::Missing { what: PART_OF_FILE, id: self.place.clone() }.into()
                }
                fault => diesel::result::Error::from(fault),
            })?,
        };
        Ok(sealing::open(Place::of(PART_OF_FILE, &self.place), &sealed)?)
    }
}

impl Stored {
    /// Its bytes, whole: with a part missing it does not open. Waits for the depot, where it lies there.
    pub fn bytes(self) -> QueryResult<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.size).unwrap_or_default());
        for part in self.parts {
            bytes.extend(part.open()?);
        }
        if bytes.len() as i64 != self.size {
            let id = self.id.to_string();
            return Err(Broken::Altered { what: PART_OF_FILE, id }.into());
        }
        Ok(bytes)
    }
}

/// Where a part of a file stands: which part of which.
pub(super) fn place_of_part(file: &PublicId, part: i64) -> String {
    format!("{file}/{part}")
}

pub fn stored(conn: &mut Conn, attachment: AttachmentKey) -> QueryResult<Stored> {
    let file: Attachment =
        attachments::table.find(attachment).select(Attachment::as_select()).first(conn)?;
    let parts = attachment_parts::table
        .inner_join(attachments::table)
        .filter(attachment_parts::attachment_id.eq(attachment))
        .order(attachment_parts::part)
        .select(PART_ROW)
        .load::<PartRow>(conn)?;
    let parts = parts.into_iter().map(Part::from).collect();
    Ok(Stored { id: file.public_id, size: file.size, parts })
}

/// For whoever holds a connection anyway, and holds up nobody: a check, a proof. A page opens
/// [`stored`] after it has let go.
pub fn bytes_of(conn: &mut Conn, attachment: AttachmentKey) -> QueryResult<Vec<u8>> {
    stored(conn, attachment)?.bytes()
}

pub(super) fn insert_parts(
    tx: &mut Tx,
    key: AttachmentKey,
    file: &PublicId,
    bytes: &[u8],
) -> QueryResult<()> {
    bytes
        .chunks(PART)
        .enumerate()
        .try_for_each(|(part, bytes)| insert_part(tx, key, file, part as i64, bytes))
}

fn insert_part(
    tx: &mut Tx,
    key: AttachmentKey,
    file: &PublicId,
    part: i64,
    bytes: &[u8],
) -> QueryResult<()> {
    let sealer = sealing::sealer(tx)?;
    let sealed = sealer.seal(Place::of(PART_OF_FILE, &place_of_part(file, part)), bytes)?;
    diesel::insert_into(attachment_parts::table)
        .values((
            attachment_parts::attachment_id.eq(key),
            attachment_parts::part.eq(part),
            attachment_parts::bytes.eq(sealed),
            attachment_parts::key_id.eq(sealer.key_id()),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Gives a file the parts of another. What lies in the depot lies there for both: nobody waits for it.
pub(super) fn copy_parts(
    tx: &mut Tx,
    from: AttachmentKey,
    to: AttachmentKey,
    to_id: &PublicId,
) -> QueryResult<()> {
    let parts = attachment_parts::table
        .inner_join(attachments::table)
        .filter(attachment_parts::attachment_id.eq(from))
        .order(attachment_parts::part)
        .select((PART_ROW, attachment_parts::key_id))
        .load::<(PartRow, String)>(&mut **tx)?;
    for (row, key_id) in parts {
        let number = row.1;
        let part = Part::from(row);
        if let Bytes::There(address) = &part.bytes {
            diesel::insert_into(attachment_parts::table)
                .values((
                    attachment_parts::attachment_id.eq(to),
                    attachment_parts::part.eq(number),
                    attachment_parts::bytes.eq(Vec::new()),
                    attachment_parts::key_id.eq(key_id),
                    attachment_parts::object.eq(address),
                    attachment_parts::sealed_for.eq(&part.place),
                ))
                .execute(&mut **tx)?;
        } else {
            insert_part(tx, to, to_id, number, &part.open()?)?;
        }
    }
    Ok(())
}

pub(super) fn remove_parts(tx: &mut Tx, attachment: AttachmentKey) -> QueryResult<()> {
    diesel::delete(attachment_parts::table.filter(attachment_parts::attachment_id.eq(attachment)))
        .execute(&mut **tx)
        .map(drop)
}
