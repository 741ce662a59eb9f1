//! What a participant is handed out: the draft as a Word file that knows whom it was made for.

use crate::drafts;
use crate::drafts::store::Draft;
use crate::formats::word::Paper;
use crate::languages::Language;
use crate::participants::Participant;
use crate::signing::Signer;
use crate::web::Error;

pub use crate::drafts::word::DRAFT;
/// The property that says for whom a file was made, to this instance alone.
pub const TOKEN: &str = "HandoutToken";

/// The hand-out for a participant, or a copy without a token.
///
/// # Errors
/// Where the instance's key cannot be read.
pub fn of(
    clean: Paper,
    draft: &Draft,
    participant: Option<&Participant>,
    (t, signer): (Language, &Signer),
) -> Result<Paper, Error> {
    let mut paper = drafts::word::handout(clean, t, participant.map(|one| one.name.as_str()));
    if let Some(participant) = participant {
        let token = token(signer, draft, participant)?;
        paper.properties.push((TOKEN.to_owned(), token));
    }
    Ok(paper)
}

/// What marks a hand-out of this draft for this participant. It names nobody, and nobody without
/// the instance's key can make one; nor does it open anything. Signatures are the same each time
/// (RFC 8032), so that nothing need be stored.
pub fn token(signer: &Signer, draft: &Draft, participant: &Participant) -> Result<String, Error> {
    let said = format!("hand-out\ndraft: {}\nfor: {}\n", draft.public_id, participant.public_id);
    let signed = signer.sign(&said).map_err(|error| Error::Internal(error.into()))?;
    use sha2::{Digest, Sha256};
    Ok(crate::signing::hex(&Sha256::digest(signed.as_bytes())[..16]))
}
