//! `travaux purge`.

use super::{Console, say};
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use crate::procedure::retention::{LONGEST_AUTHORITY, is_authority};
use crate::submissions::purging::{Purged, purge};
use crate::submissions::store::Why;
use crate::web::Error;
use anyhow::bail;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The texts, files and names go for good; what stays is that something was received: rows without
words, their commitments, the journal, with the authority in it. Backups keep what they hold until
they are destroyed. The round must be over.

Example:
  travaux purge --round 3k9f… --authority 'ST/SGB/2007/5; decision of the Archives of 3 May 2031' \\
    --reason 'Ten years after the closing'")]
pub struct Options {
    /// The round's id, as in its address
    #[arg(long)]
    round: String,
    /// Who decided it, and where that is written; the journal shows it, so name no person
    #[arg(long)]
    authority: String,
    /// Why; kept sealed
    #[arg(long, default_value = "")]
    reason: String,
    /// What is removed
    #[arg(long, value_enum, default_value = "unpublished")]
    what: Purged,
}

pub fn run(console: &Console, options: &Options) -> anyhow::Result<()> {
    if !is_authority(&options.authority) {
        bail!(
            "an authority is named in one line of at most {LONGEST_AUTHORITY} characters, such as \
             'ST/SGB/2007/5; decision of the Archives of 3 May 2031'"
        );
    }
    let (id, who) = (PublicId::from(options.round.as_str()), Standing::at_the_console(None));
    let why = Why { authority: options.authority.trim(), reason: options.reason.trim() };
    let purged = console.db.write(|tx| purge(tx, &who, &id, options.what, &why, console.now));
    let removed = match purged {
        Ok(removed) => removed,
        Err(Error::NotFound) => bail!("there is no round {id}"),
        Err(Error::Refused(_)) => bail!("the round is not over: nothing of it may be purged yet"),
        Err(error) => return Err(error.into()),
    };
    say::aside(
        "Backups made before keep it: destroy them, or keep them as long as the authority allows.",
    );
    say::result(&format!("{} submissions, {} drafts", removed.sent, removed.drafts));
    Ok(())
}
