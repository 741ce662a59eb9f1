//! `travaux verify`: from files alone, or from the database. Answers with 1, and everything
//! that is not right, when something is not.

use super::{Console, say};
use crate::config::Settings;
use crate::consultations::store as consultations;
use crate::db::{Conn, Db};
use crate::journal::{self, Scope, walking};
use crate::languages::Language;
use crate::procedure::Moment;
use crate::record::asking;
use crate::record::checking::{self, Looked};
use crate::rounds::digests;
use crate::signing::{self, PublicKey, Signed};
use crate::submissions::receipts;
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// A receipt (.json or .txt): its signature; with the database or a list, that it is counted
    #[command(after_help = "\
Examples:
  travaux verify receipt receipt.json
  travaux verify receipt receipt.json --public-key 5f1c… --list digests.txt")]
    Receipt {
        file: PathBuf,
        /// The instance's public key, 64 digits: then no database is asked
        #[arg(long, value_name = "KEY")]
        public_key: Option<String>,
        /// A list of digests that the receipt should stand in
        #[arg(long, value_name = "FILE")]
        list: Option<PathBuf>,
    },
    /// A list of digests: its signature, its order, its count
    #[command(after_help = "\
Example:
  travaux verify digests digests.txt --public-key 5f1c…")]
    Digests {
        file: PathBuf,
        /// The instance's public key, 64 digits: then no database is asked
        #[arg(long, value_name = "KEY")]
        public_key: Option<String>,
    },
    /// The journal of each consultation and of the installation, and what its lines commit to
    #[command(after_help = "\
Examples:
  travaux verify chain --consultation mutual-aid
  travaux verify chain --consultation mutual-aid --head 45:9f0c…
  travaux verify chain --consultation mutual-aid --export chain.jsonl")]
    Chain {
        /// Only this one, by the end of its address
        #[arg(long, value_name = "SLUG")]
        consultation: Option<String>,
        /// A line that somebody wrote down, as a letter names it: NUMBER:HASH
        #[arg(long, value_name = "LINE", requires = "consultation")]
        head: Option<String>,
        /// Write the chain into a file that docs/verify.py checks
        #[arg(long, value_name = "FILE", requires = "consultation")]
        export: Option<PathBuf>,
    },
    /// Everything in the database
    All,
}

pub fn run(settings: Settings, command: &Command, now: Moment) -> anyhow::Result<()> {
    match command {
        Command::Receipt { file, public_key: Some(key), list } => {
            receipt(&read(file)?, &[parse(key)?])?;
            in_list(file, list.as_deref(), &[parse(key)?])
        }
        Command::Digests { file, public_key: Some(key) } => list_of(&read(file)?, &[parse(key)?]),
        command => from_database(&Console::open(settings, now)?.db, command),
    }
}

fn from_database(db: &Db, command: &Command) -> anyhow::Result<()> {
    db.read(|conn| match command {
        Command::Receipt { file, list, .. } => {
            let text = read(file)?;
            let keys = checking::keys(conn)?;
            receipt(&text, &keys)?;
            known(conn, &text)?;
            in_list(file, list.as_deref(), &keys)
        }
        Command::Digests { file, .. } => list_of(&read(file)?, &checking::keys(conn)?),
        Command::Chain { consultation: Some(slug), head, export } => {
            let found = consultations::find_by_slug(conn, slug);
            let found = found.with_context(|| format!("there is no consultation {slug}"))?;
            let scope = Scope::Consultation(found.id);
            if let Some(path) = export {
                write_chain(conn, scope, path)?;
            }
            let looked = checking::everything(conn, Some(found.id))?;
            if let Some(head) = head {
                witnessed(conn, scope, head)?;
            }
            tell(&looked)
        }
        Command::Chain { .. } | Command::All => tell(&checking::everything(conn, None)?),
    })
}

fn read(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path);
    text.with_context(|| format!("the file {} cannot be read", path.display()))
}

fn parse(key: &str) -> anyhow::Result<PublicKey> {
    PublicKey::parse(key).context("a public key is 64 hexadecimal digits in lower case")
}

/// The receipt as it was signed, from its text or its JSON.
fn as_signed(text: &str) -> anyhow::Result<String> {
    let text = signing::tidy(text);
    if text.starts_with(receipts::HEADING) {
        return Ok(text);
    }
    let document = serde_json::from_str(&text).ok();
    document.and_then(|it| receipts::from_json(&it)).context("this is no receipt")
}

fn receipt(text: &str, keys: &[PublicKey]) -> anyhow::Result<()> {
    match signing::check(&as_signed(text)?, keys) {
        Signed::Right => say::aside("The signature is right."),
        Signed::Wrong => bail!("the signature is wrong: this is not what was signed"),
        Signed::UnknownKey => bail!("it is signed by a key that is not known here"),
    }
    Ok(())
}

fn known(conn: &mut Conn, text: &str) -> anyhow::Result<()> {
    match asking::ask(conn, text)? {
        asking::Told::Counted { list } => say::result(&format!("counted in list {list}")),
        asking::Told::Known => say::result("known, in no list of digests yet"),
        _ => bail!("the database does not know this receipt"),
    }
    Ok(())
}

fn in_list(file: &Path, list: Option<&Path>, keys: &[PublicKey]) -> anyhow::Result<()> {
    let Some(list) = list else { return Ok(()) };
    let body = read(list)?;
    list_of(&body, keys)?;
    let receipt = as_signed(&read(file)?)?;
    let commitment = signing::value(&receipt, "commitment");
    match body.lines().any(|line| line == commitment) {
        true => say::aside("The receipt stands in the list."),
        false => bail!("the receipt does not stand in {}", list.display()),
    }
    Ok(())
}

fn list_of(text: &str, keys: &[PublicKey]) -> anyhow::Result<()> {
    let text = signing::tidy(text);
    let list = digests::read(&text).context("this is no list of digests")?;
    match signing::check(&text, keys) {
        Signed::Right => {}
        Signed::Wrong => bail!("the signature is wrong: this is not what was signed"),
        Signed::UnknownKey => bail!("it is signed by a key that is not known here"),
    }
    if !list.is_in_order {
        bail!("the digests are not {}, or not in order", list.count);
    }
    say::result(&format!("list {}: {} digests, signed", list.number, list.count));
    Ok(())
}

fn write_chain(conn: &mut Conn, scope: Scope, path: &Path) -> anyhow::Result<()> {
    let head = journal::store::head_of(conn, scope)?.context("its journal has no line yet")?;
    let file = walking::export(conn, &head)?;
    std::fs::write(path, file).with_context(|| format!("{} cannot be written", path.display()))
}

/// Is the line still the one that somebody wrote down?
fn witnessed(conn: &mut Conn, scope: Scope, written: &str) -> anyhow::Result<()> {
    let parts = written.split_once(':').and_then(|(line, hash)| Some((line.parse().ok()?, hash)));
    let (line, hash): (i64, &str) = parts.context("write the line as NUMBER:HASH")?;
    let found = journal::store::latest(conn, scope, line.checked_add(1), 1)?;
    match found.first().filter(|entry| entry.seq == line) {
        Some(entry) if signing::hex(&entry.hash) == hash => Ok(()),
        Some(_) => bail!("line {line} of the journal is another than the one written down"),
        None => bail!("the journal has no line {line}"),
    }
}

/// What was found, what was covered, and what no digest covers: no more than was looked at.
fn tell(looked: &Looked) -> anyhow::Result<()> {
    for fault in &looked.faults {
        say::aside(&fault.to_string());
    }
    let report = &looked.report;
    let t = Language::English;
    let counted = [
        ("verify-chains", report.chains),
        ("verify-lines", report.lines),
        ("verify-commitments", report.commitments),
        ("verify-erased", report.erased),
        ("verify-receipts", report.receipts),
        ("verify-lists", report.lists),
        ("verify-frozen", report.frozen),
        ("verify-opened", report.opened),
    ];
    let counted = counted.map(|(key, count)| t.say1(key, "count", count)).join(", ");
    let verdict = match looked.faults.len() {
        0 => "all of this as it was written",
        _ => "but not all is as it was written",
    };
    say::result(&format!("{counted}: {verdict}"));
    if report.undigested > 0 {
        say::result(&t.say1("verify-undigested", "count", report.undigested));
    }
    say::result(COVERED);
    say::result(NOT_COVERED);
    match looked.faults.len() {
        0 => Ok(()),
        many => bail!(t.say1("verify-faults", "count", many)),
    }
}

const COVERED: &str = "covered: the journal; what was submitted, its files and receipts; lists of \
    digests; texts of circulated and final drafts; explanatory notes; published summaries and \
    frameworks; responses; positions; the settings of consultations; rounds, their dates and \
    questions; names, kinds and addresses of participants";
const NOT_COVERED: &str = "covered by no digest: people, accounts and their roles; meetings but for \
    their comments; milestones and themes; working drafts, and where elements came from; closed \
    reviews, redactions, internal notes, decisions and agreement (where they are sealed, they open); \
    letters";
