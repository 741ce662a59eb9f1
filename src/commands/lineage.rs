//! `travaux lineage`: links between the elements of two drafts, corrected in a file.

use super::compare::{as_exported, both};
use super::draft::{nowhere, read, said, write};
use super::{Console, say};
use crate::db::{Conn, Tx};
use crate::drafts::store::{self, Draft};
use crate::drafts::tracing;
use crate::outcome;
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use crate::procedure::words::LineageOrigin;
use crate::text::Link;
use crate::web::Error;
use anyhow::{Context, anyhow};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Keep corrected links: an array of {from, to, kind} as `travaux compare` prints it
    #[command(after_help = "\
Each object says all there is to say of its elements; what the file does not name stays as it is. An empty
`from` means that the elements are new, an empty `to` that they are deleted. `kind` may be missing.

Example:
  travaux lineage import --draft 7q2c4d5e0000000000000000cd links.json")]
    Import {
        /// The later draft
        #[arg(long, value_name = "ID")]
        draft: String,
        /// The earlier draft (default: the one that the later draft continues)
        #[arg(long, value_name = "ID")]
        from: Option<String>,
        /// The file, or - for standard input
        file: PathBuf,
    },
    /// Write the links out, to be corrected and imported again
    #[command(
        after_help = "Example:\n  travaux lineage export --draft 7q2c4d5e0000000000000000cd -o links.json"
    )]
    Export {
        /// The later draft
        #[arg(long, value_name = "ID")]
        draft: String,
        /// The earlier draft (default: the one that the later draft continues)
        #[arg(long, value_name = "ID")]
        from: Option<String>,
        /// Where to; standard output if it is not said
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// A link as a file says it.
#[derive(Debug, Deserialize)]
struct Said {
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Import { draft, from, file } => {
            let bytes = read(&file)?;
            let links: Vec<Said> = serde_json::from_slice(&bytes)
                .with_context(|| format!("{} is no array of links", file.display()))?;
            let kept = console
                .db
                .write(|tx| import(tx, console, &draft, from.as_deref(), &links))
                .map_err(said)?;
            say::aside(&format!("{kept} links kept."));
            Ok(())
        }
        Command::Export { draft, from, output } => {
            let written = console.db.read(|conn| {
                let (old, new) = pair(conn, from.as_deref(), &draft)?;
                let fates = outcome::as_json(conn, &old, &new, None)?;
                as_exported(conn, &old, &new, fates)
            });
            write(output, &written.map_err(said)?)
        }
    }
}

fn pair(conn: &mut Conn, from: Option<&str>, to: &str) -> Result<(Draft, Draft), Error> {
    if let Some(from) = from {
        return both(conn, from, to);
    }
    let found = store::find_by_public_id(conn, &PublicId::from(to));
    let new = found.map_err(|error| nowhere(error, "draft", to))?;
    let Some(key) = new.based_on_id else {
        return Err(
            anyhow!("draft {to} continues no other: name the earlier one with --from").into()
        );
    };
    Ok((store::find(conn, key)?, new))
}

fn import(
    tx: &mut Tx,
    console: &Console,
    draft: &str,
    from: Option<&str>,
    links: &[Said],
) -> Result<usize, Error> {
    let (old, new) = pair(tx, from, draft)?;
    let (was, is) = (ids(tx, &old)?, ids(tx, &new)?);
    let mut named: HashSet<(bool, String)> = HashSet::new();
    let mut identity = |id: &String, in_new: bool, at: usize| {
        let (known, draft) = if in_new { (&is, &new) } else { (&was, &old) };
        let Some(identity) = known.get(id) else {
            return Err(Error::from(anyhow!(
                "link {at}: {id:?} is no element of draft {}",
                draft.public_id
            )));
        };
        if !named.insert((in_new, identity.clone())) {
            return Err(anyhow!("link {at}: {id:?} stands in two links").into());
        }
        Ok(identity.clone())
    };
    let mut all = Vec::with_capacity(links.len());
    for (at, link) in links.iter().enumerate().map(|(at, link)| (at + 1, link)) {
        if link.from.is_empty() && link.to.is_empty() {
            return Err(anyhow!("link {at} names no element").into());
        }
        all.push(Link {
            from: link.from.iter().map(|id| identity(id, false, at)).collect::<Result<_, _>>()?,
            to: link.to.iter().map(|id| identity(id, true, at)).collect::<Result<_, _>>()?,
        });
    }
    let who = Standing::at_the_console(None);
    tracing::trace(tx, &who, &old, &new, &all, LineageOrigin::Corrected, console.now)?;
    Ok(all.len())
}

/// Identities by what a draft's elements may be called: the id its file gave them, or the identity.
fn ids(conn: &mut Conn, draft: &Draft) -> Result<HashMap<String, String>, Error> {
    let mut known: HashMap<String, String> = store::rows(conn, draft.id)?
        .into_iter()
        .map(|row| (row.identity.clone(), row.identity))
        .collect();
    known.extend(store::references(conn, draft.id)?);
    Ok(known)
}
