//! `travaux draft`: bring a text in from a file, and take one away.

use super::{Console, say};
use crate::db::{Conn, Tx};
use crate::drafts::importing::{self, Source};
use crate::drafts::pages::show::standalone;
use crate::drafts::{self, correction, reading, saying, store};
use crate::formats::apart::{self, Apart};
use crate::formats::word::Unreadable;
use crate::languages::Language;
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use crate::text::plain::render_plain;
use crate::text::{Text, json, parse};
use crate::web::Error;
use crate::{consultations, secrets};
use anyhow::{Context, anyhow, bail};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Bring in a text (.txt, .md or the .json of a draft) as a working draft; prints its id
    #[command(
        after_help = "Example:\n  travaux draft import --consultation solidarity --label 'Preliminary text' --lang en draft.txt"
    )]
    Import {
        /// The consultation's short name, as in its address
        #[arg(long)]
        consultation: String,
        #[arg(long)]
        label: String,
        /// The original language: en, fr, es, ru, ar, zh …
        #[arg(long)]
        lang: String,
        /// The draft it continues: ids of a JSON file that are known there stay the same elements
        #[arg(long, value_name = "ID")]
        based_on: Option<String>,
        /// The file, or - for standard input
        file: PathBuf,
    },
    /// Write a draft out
    #[command(
        after_help = "Example:\n  travaux draft export 3k9f2m1x0000000000000000ab --format html -o draft.html"
    )]
    Export {
        /// The draft's public id
        id: String,
        #[arg(long, value_enum, default_value_t = Format::Json)]
        format: Format,
        /// The language of html and text (default: the original)
        #[arg(long)]
        lang: Option<String>,
        /// Where to; standard output if it is not said
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Json,
    Html,
    Text,
}

/// A text to be brought in.
pub struct Import<'a> {
    pub consultation: &'a str,
    pub label: &'a str,
    pub language: &'a str,
    pub based_on: Option<&'a str>,
    /// The file's name, which tells JSON from plain text.
    pub name: &'a str,
    pub bytes: &'a [u8],
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Import { consultation, label, lang, based_on, file } => {
            let bytes = read(&file)?;
            let draft = import(
                console,
                &Import {
                    consultation: &consultation,
                    label: &label,
                    language: &lang,
                    based_on: based_on.as_deref(),
                    name: &file.to_string_lossy(),
                    bytes: &bytes,
                },
            )?;
            say::result(draft.as_str());
            Ok(())
        }
        Command::Export { id, format, lang, output } => {
            let written = export(console, &id, format, lang.as_deref())?;
            write(output, &written)
        }
    }
}

pub(super) fn read(file: &PathBuf) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let done = if file.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(file).map(|read| bytes = read)
    };
    done.with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(bytes)
}

pub(super) fn write(output: Option<PathBuf>, written: &str) -> anyhow::Result<()> {
    write_bytes(output, written.as_bytes())
}

pub(super) fn write_bytes(output: Option<PathBuf>, written: &[u8]) -> anyhow::Result<()> {
    match output {
        Some(file) => std::fs::write(&file, written)
            .with_context(|| format!("{} cannot be written", file.display())),
        None => match std::io::stdout().write_all(written) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        },
    }
}

/// Stores the text as a working draft and answers its public id. What is doubtful in it is said
/// on stderr.
pub fn import(console: &Console, new: &Import) -> anyhow::Result<PublicId> {
    if new.label.trim().is_empty() {
        bail!("the label is empty");
    }
    let source = match importing::decode(new.bytes) {
        Ok(decoded) => Source::of(new.name, decoded),
        Err(importing::NotText) => Source::Word(from_word(console, new)?),
    };
    let (text, is_named) = match source {
        Source::Plain(source) => (parsed(&source, new.language)?, false),
        Source::Word(read) => (parsed(&read.source, new.language)?, false),
        Source::Json(source) => {
            let text = importing::from_json(&source, new.language, Language::English);
            let said =
                |faults: Vec<String>| anyhow!("{} is not a draft: {}", new.name, faults.join(" "));
            (text.map_err(said)?, true)
        }
    };
    console.db.write(|tx| store_text(tx, console, new, text, is_named)).map_err(said)
}

/// What a Word file says, with every change accepted.
fn from_word(console: &Console, new: &Import) -> anyhow::Result<importing::word::Read> {
    match apart::read_word(&console.settings.program, new.bytes) {
        Ok(document) => Ok(importing::word::read(&document)),
        Err(Apart::Unreadable(Unreadable::NoWord)) => {
            bail!("{}: {}", new.name, Language::English.say("draft-error-not-text"))
        }
        Err(error) => bail!("{}: {error}", new.name),
    }
}

fn parsed(source: &str, language: &str) -> anyhow::Result<Text> {
    let parsed = parse(source, language);
    if parsed.elements.is_empty() {
        bail!("the file holds no text");
    }
    for element in &parsed.elements {
        for doubt in &element.doubts {
            say::aside(&format!(
                "line {}: {}",
                element.line,
                saying::doubt(doubt, Language::English)
            ));
        }
    }
    let counts = correction::counts(&correction::rows_of(parsed.clone()));
    let said: Vec<String> = counts
        .into_iter()
        .map(|(kind, n)| Language::English.say2("draft-count", "count", n, "kind", kind.as_str()))
        .collect();
    say::aside(&said.join(", "));
    let text = parsed.into_text(|_| secrets::public_id().to_string());
    match text.check().first() {
        None => Ok(text),
        Some(fault) => bail!("{}", saying::row_fault(fault, Language::English)),
    }
}

fn store_text(
    tx: &mut Tx,
    console: &Console,
    new: &Import,
    text: Text,
    is_named: bool,
) -> Result<PublicId, Error> {
    let found = consultations::store::find_by_slug(tx, new.consultation);
    let consultation = found.map_err(|error| nowhere(error, "consultation", new.consultation))?;
    let who = Standing::at_the_console(None);
    let earlier = match new.based_on {
        Some(id) => {
            let found = store::find_by_public_id(tx, &PublicId::from(id));
            let draft = found.map_err(|error| nowhere(error, "draft", id))?;
            if draft.consultation_id != consultation.id {
                return Err(anyhow!("draft {id} belongs to another consultation").into());
            }
            Some(draft)
        }
        None => None,
    };
    let known = match &earlier {
        Some(earlier) => importing::known_in(tx, earlier)?,
        None => HashMap::new(),
    };
    let (text, references) = match is_named {
        true => importing::with_identities(text, &known),
        false => (text, HashMap::new()),
    };
    let brought =
        drafts::Brought { label: new.label.trim(), language: new.language, text, references };
    let draft =
        drafts::bring_in_after(tx, &who, consultation.id, brought, earlier.as_ref(), console.now)?;
    Ok(draft.public_id)
}

/// The draft in one of its formats.
pub fn export(
    console: &Console,
    id: &str,
    format: Format,
    language: Option<&str>,
) -> anyhow::Result<String> {
    console.db.read(|conn| exported(conn, id, format, language)).map_err(said)
}

fn exported(
    conn: &mut Conn,
    id: &str,
    format: Format,
    language: Option<&str>,
) -> Result<String, Error> {
    let found = store::find_by_public_id(conn, &PublicId::from(id));
    let draft = found.map_err(|error| nowhere(error, "draft", id))?;
    let text = store::text(conn, draft.id)?;
    let language = language.unwrap_or(&draft.language).to_owned();
    if !reading::languages(&text, &draft.language).contains(&language) {
        return Err(anyhow!("the draft has no wording in {language:?}").into());
    }
    Ok(match format {
        Format::Json => {
            let references = store::references(conn, draft.id)?;
            json::write(&importing::with_references(text, &references))
        }
        Format::Text => render_plain(&text, &language),
        Format::Html => {
            let consultation = consultations::store::find(conn, draft.consultation_id)?;
            let reading = reading::read(conn, &draft, &language)?;
            standalone(draft, reading, consultation.title, consultation.disclaimer)
                .map_err(|error| Error::Internal(error.into()))?
        }
    })
}

pub(super) fn nowhere(error: diesel::result::Error, what: &str, name: &str) -> Error {
    match error {
        diesel::result::Error::NotFound => anyhow!("there is no {what} {name:?}").into(),
        error => error.into(),
    }
}

/// An error as the console says it.
pub(super) fn said(error: Error) -> anyhow::Error {
    match error {
        Error::Internal(error) => error,
        Error::Refused(refusal) => anyhow!(Language::English.refusal(&refusal, "UTC")),
        error => error.into(),
    }
}
