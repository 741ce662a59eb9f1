//! `travaux compare`: two drafts, as data or as a page that stands alone.

use super::Console;
use super::draft::{nowhere, said, write};
use crate::db::Conn;
use crate::drafts::store::{self, Draft};
use crate::outcome;
use crate::procedure::keys::PublicId;
use crate::text::Fate;
use crate::web::Error;
use anyhow::anyhow;
use std::collections::HashMap;
use std::path::PathBuf;

const HELP: &str = "\
The JSON is an array of objects {from, to, kind, edited}. Each element of both drafts is in exactly one:
`from` holds ids of the earlier draft, `to` of the later one, as `travaux draft export` prints them (the id
that an imported file gave the element, or else the server's own). `kind` is kept, edited, moved, split,
merged, new, deleted or renumbered; `edited` says whether words changed besides.

Example:
  travaux compare --from 3k9f2m1x0000000000000000ab --to 7q2c4d5e0000000000000000cd --format html -o comparison.html";

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub struct Options {
    /// The draft to compare from
    #[arg(long, value_name = "DRAFT")]
    from: String,
    /// The draft to compare to; it may be the earlier one
    #[arg(long, value_name = "DRAFT")]
    to: String,
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The language of the wordings (default: the original of the draft compared to)
    #[arg(long)]
    lang: Option<String>,
    /// Where to; standard output if it is not said
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Json,
    Html,
}

pub fn run(console: &Console, options: &Options) -> anyhow::Result<()> {
    let written = console.db.read(|conn| {
        let (old, new) = both(conn, &options.from, &options.to)?;
        let language = options.lang.as_deref();
        both_have(conn, &old, &new, language)?;
        match options.format {
            Format::Html => outcome::as_paper(conn, &old, &new, language),
            Format::Json => {
                let fates = outcome::as_json(conn, &old, &new, language)?;
                as_exported(conn, &old, &new, fates)
            }
        }
    });
    write(options.output.clone(), &written.map_err(said)?)
}

/// Two drafts of one consultation.
pub(super) fn both(conn: &mut Conn, from: &str, to: &str) -> Result<(Draft, Draft), Error> {
    let mut find = |id: &str| {
        let found = store::find_by_public_id(conn, &PublicId::from(id));
        found.map_err(|error| nowhere(error, "draft", id))
    };
    let (old, new) = (find(from)?, find(to)?);
    if old.consultation_id != new.consultation_id {
        return Err(anyhow!("the drafts belong to two consultations").into());
    }
    if old.id == new.id {
        return Err(anyhow!("these are one and the same draft").into());
    }
    Ok((old, new))
}

/// Is the language that was asked for one of both?
pub(super) fn both_have(
    conn: &mut Conn,
    old: &Draft,
    new: &Draft,
    language: Option<&str>,
) -> Result<(), Error> {
    let Some(language) = language else { return Ok(()) };
    for draft in [old, new] {
        let text = store::text(conn, draft.id)?;
        if !text.elements.iter().any(|element| element.text.contains_key(language)) {
            return Err(anyhow!("{} has no wording in {language:?}", draft.public_id).into());
        }
    }
    Ok(())
}

/// As JSON, one line for each, with the ids that `draft export` prints.
pub(super) fn as_exported(
    conn: &mut Conn,
    old: &Draft,
    new: &Draft,
    mut fates: Vec<Fate>,
) -> Result<String, Error> {
    let mut names = |draft: &Draft| -> Result<HashMap<String, String>, Error> {
        let known = store::references(conn, draft.id)?;
        Ok(known.into_iter().map(|(name, identity)| (identity, name)).collect())
    };
    let (was, is) = (names(old)?, names(new)?);
    let rename = |ids: &mut Vec<String>, names: &HashMap<String, String>| {
        for id in ids {
            if let Some(name) = names.get(id) {
                id.clone_from(name);
            }
        }
    };
    let mut lines = Vec::with_capacity(fates.len());
    for fate in &mut fates {
        rename(&mut fate.from, &was);
        rename(&mut fate.to, &is);
        lines.push(serde_json::to_string(fate).map_err(|error| Error::Internal(error.into()))?);
    }
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}
