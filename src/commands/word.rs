//! `travaux word`: drafts as Word files, and what Word files say.

use super::Console;
use super::draft::{nowhere, read as read_file, said, write_bytes};
use super::settings::this_program;
use crate::db::Conn;
use crate::drafts::{reading, store};
use crate::formats::{apart, word};
use crate::outcome::{self, Names, Wanted};
use crate::participants::store as participants;
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use crate::signing::Signer;
use crate::submissions::returned;
use crate::text::citations;
use crate::text::returned::{Tracked, Why};
use crate::web::Error;
use anyhow::{Context, anyhow};
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Write a draft as a Word file to be worked on: changes are tracked from the first word on
    #[command(
        after_help = "Example:\n  travaux word handout --draft 3k9f2m1x0000000000000000ab --lang fr -o draft.docx"
    )]
    Handout {
        /// The draft's public id
        #[arg(long)]
        draft: String,
        /// For whom, by the participant's public id: the file then carries its mark
        #[arg(long)]
        participant: Option<String>,
        /// The language of the text (default: the original)
        #[arg(long)]
        lang: Option<String>,
        /// Where to; standard output if it is not said
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write a draft as tracked changes of another: accepting all gives the one, rejecting all the other
    #[command(
        after_help = "Example:\n  travaux word redline --from 3k9f2m1x0000000000000000ab --to 7q2c4d5e0000000000000000cd -o redline.docx"
    )]
    Redline {
        /// The draft to compare from
        #[arg(long, value_name = "DRAFT")]
        from: String,
        /// The draft to compare to; it may be the earlier one
        #[arg(long, value_name = "DRAFT")]
        to: String,
        /// The language of the texts (default: the original of the draft compared to)
        #[arg(long)]
        lang: Option<String>,
        /// Where to; standard output if it is not said
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write a round's text with every proposal on it as tracked changes and comments. Confidential inputs
    /// and withheld names are left out
    #[command(
        after_help = "Example:\n  travaux word consolidated --round 3k9f2m1x0000000000000000ab --only 7q2c4d5e0000000000000000cd -o kenya.docx"
    )]
    Consolidated {
        /// The round's public id
        #[arg(long)]
        round: String,
        /// The proposals of one participant alone, by its public id: accepting all gives its text
        #[arg(long, value_name = "PARTICIPANT", conflicts_with_all = ["group", "without_attribution"])]
        only: Option<String>,
        /// Under the names of regional groups and kinds
        #[arg(long, conflicts_with = "without_attribution")]
        group: bool,
        /// Nobody is named
        #[arg(long)]
        without_attribution: bool,
        /// Only what is accepted, in whole or in part, and validated
        #[arg(long)]
        accepted: bool,
        /// The language of the text (default: the original)
        #[arg(long)]
        lang: Option<String>,
        /// Where to; standard output if it is not said
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the plain text with every change accepted or rejected, a paragraph a line
    #[command(after_help = "Example:\n  travaux word text comments.docx --accept")]
    Text {
        /// The file, or - for standard input
        file: PathBuf,
        #[command(flatten)]
        side: Side,
    },
    /// What the server starts to read a file that somebody sent
    #[command(hide = true)]
    Reader,
    /// Print what a file says, with its changes and comments; stores nothing
    #[command(
        after_help = "Example:\n  travaux word read comments.docx --draft 3k9f2m1x0000000000000000ab --format json"
    )]
    Read {
        /// The file, or - for standard input
        file: PathBuf,
        /// The public id of the draft that it was made from: what it proposes is placed in that
        #[arg(long)]
        draft: Option<String>,
        #[arg(long, value_enum, default_value_t = Format::Json)]
        format: Format,
    },
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub struct Side {
    /// As if every change were accepted
    #[arg(long)]
    accept: bool,
    /// As if every change were rejected
    #[arg(long)]
    reject: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Json,
}

/// What needs no database: the others come back.
pub fn without_database(command: &Command) -> anyhow::Result<bool> {
    match command {
        Command::Handout { .. } | Command::Redline { .. } | Command::Consolidated { .. } => {
            return Ok(false);
        }
        Command::Reader => apart::serve()?,
        Command::Text { file, side } => {
            let document = document(file)?;
            for line in word::settled(&document.paragraphs, side.accept) {
                // A line break inside a paragraph is no end of it.
                super::say::result(&line.replace('\n', " "));
            }
        }
        Command::Read { draft: Some(_), .. } => return Ok(false),
        Command::Read { file, draft: None, format: Format::Json } => {
            let said = as_json(&document(file)?);
            super::say::result(&serde_json::to_string_pretty(&said)?);
        }
    }
    Ok(true)
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Handout { draft, participant, lang, output } => {
            let (participant, lang) = (participant.as_deref(), lang.as_deref());
            let made = console.db.read(|conn| handout(conn, console, &draft, participant, lang));
            write_bytes(output, &made.map_err(said)?)
        }
        Command::Redline { from, to, lang, output } => {
            let made =
                console.db.read(|conn| redline(conn, console, (&from, &to), lang.as_deref()));
            write_bytes(output, &made.map_err(said)?)
        }
        Command::Consolidated {
            round,
            only,
            group,
            without_attribution,
            accepted,
            lang,
            output,
        } => {
            let names = match (group, without_attribution) {
                (true, _) => Names::Groups,
                (_, true) => Names::Nobody,
                _ => Names::Participants,
            };
            let only = only.map(PublicId::from);
            let wanted = Wanted { names, only, accepted, language: lang };
            let who = Standing::at_the_console(None);
            let (id, maker) = (PublicId::from(round.as_str()), &console.settings.origin);
            let made = console.db.read(|conn| {
                outcome::consolidated_of_round(conn, &who, &id, &wanted, maker, console.now)
            });
            let made = made.map_err(|error| match (error, &wanted.only) {
                (Error::NotFound, Some(only)) => anyhow!(
                    "there is no round {id} with a text, or no participant {only} that says something in it under its name"
                ),
                (Error::NotFound, None) => anyhow!("there is no round {id} with a text"),
                (error, _) => said(error),
            });
            write_bytes(output, &made?)
        }
        Command::Read { file, draft: Some(draft), format: Format::Json } => {
            let document = document(&file)?;
            let mut said = as_json(&document);
            let placed = console.db.read(|conn| placed(conn, &draft, &document));
            said["placed"] = placed.map_err(self::said)?;
            super::say::result(&serde_json::to_string_pretty(&said)?);
            Ok(())
        }
        Command::Text { .. } | Command::Read { .. } | Command::Reader => Ok(()),
    }
}

fn redline(
    conn: &mut Conn,
    console: &Console,
    (from, to): (&str, &str),
    language: Option<&str>,
) -> Result<Vec<u8>, Error> {
    let (old, new) = super::compare::both(conn, from, to)?;
    super::compare::both_have(conn, &old, &new, language)?;
    let maker = &console.settings.origin;
    outcome::redline_between(conn, &old, &new, language, maker, console.now)
}

fn handout(
    conn: &mut Conn,
    console: &Console,
    id: &str,
    participant: Option<&str>,
    language: Option<&str>,
) -> Result<Vec<u8>, Error> {
    let found = store::find_by_public_id(conn, &PublicId::from(id));
    let draft = found.map_err(|error| nowhere(error, "draft", id))?;
    let participant = match participant {
        Some(id) => {
            let found = participants::find_by_public_id(conn, &PublicId::from(id));
            let found = found.map_err(|error| nowhere(error, "participant", id))?;
            if found.consultation_id != draft.consultation_id {
                return Err(anyhow!("participant {id} is of another consultation").into());
            }
            Some(found)
        }
        None => None,
    };
    let language = language.unwrap_or(&draft.language);
    let reading = reading::read(conn, &draft, language)?;
    if reading.language != language {
        return Err(anyhow!("the draft has no wording in {language:?}").into());
    }
    let consultation = crate::consultations::store::find(conn, draft.consultation_id)?;
    let signer = Signer::of(&console.settings.data);
    let made = (language, &signer, console.settings.origin.as_str());
    let paper =
        returned::paper(conn, &consultation, &draft, participant.as_ref(), made, console.now)?;
    word::write(&paper).map_err(|error| Error::Internal(error.into()))
}

/// What a file proposes on a draft: by element, as it would be offered to whoever brings it in.
fn placed(conn: &mut Conn, id: &str, document: &word::Document) -> Result<Value, Error> {
    let found = store::find_by_public_id(conn, &PublicId::from(id));
    let draft = found.map_err(|error| nowhere(error, "draft", id))?;
    let (rows, text) = store::rows_and_text(conn, draft.id)?;
    let read = returned::against((&rows, &text), &draft.language, document);
    let citations = citations(&text);
    let element = |identity: &str| {
        let at = text.position(identity)?;
        Some(json!({ "id": rows[at].public_id.to_string(), "citation": citations[at].short() }))
    };
    let paragraphs = |lines: &[usize]| -> Vec<usize> {
        lines.iter().filter_map(|line| read.paragraphs.get(*line).copied()).collect()
    };
    let found = read.returned.found.iter().map(|one| {
        json!({
            "element": element(&one.target), "operation": one.operation,
            "proposed": one.proposed,
            "others": one.particulars.others.iter().filter_map(|id| element(id)).collect::<Vec<_>>(),
            "to": one.particulars.to.as_ref().map(|to| json!({
                "element": element(&to.anchor), "side": to.side,
            })),
            "tracked": match one.tracked {
                Tracked::Wholly => "wholly",
                Tracked::Partly => "partly",
                Tracked::Not => "not",
            },
            "paragraphs": paragraphs(&one.lines),
        })
    });
    let lines = returned::comment_lines(document, &read.paragraphs);
    let comments = document.comments.iter().map(|comment| {
        let line = lines.get(comment.id.as_str()).copied();
        let place = line.and_then(|line| read.returned.places[line].as_deref());
        json!({ "id": comment.id, "element": place.and_then(element) })
    });
    let left = read.returned.left.iter().map(|one| {
        json!({
            "paragraph": read.paragraphs.get(one.line), "words": one.words,
            "why": match one.why {
                Why::Outside => "outside",
                Why::OthersUnderIt => "others_under_it",
                Why::NoPlace => "no_place",
            },
        })
    });
    Ok(json!({
        "language": read.language,
        "known": read.returned.known,
        "of": read.returned.of,
        "found": found.collect::<Vec<_>>(),
        "comments": comments.collect::<Vec<_>>(),
        "left": left.collect::<Vec<_>>(),
        "missing": read.returned.missing.iter().filter_map(|id| element(id)).collect::<Vec<_>>(),
    }))
}

fn document(file: &PathBuf) -> anyhow::Result<word::Document> {
    let bytes = read_file(file)?;
    apart::read_word(&this_program()?, &bytes)
        .with_context(|| format!("{} cannot be read", file.display()))
}

fn as_json(document: &word::Document) -> Value {
    let paragraphs: Vec<Value> =
        document.paragraphs.iter().map(|one| paragraph(document, one)).collect();
    let comments: Vec<Value> = document
        .comments
        .iter()
        .map(|comment| {
            let on = document.paragraphs.iter().position(|one| one.comments.contains(&comment.id));
            json!({
                "id": comment.id, "author": comment.author, "date": comment.date,
                "text": comment.text, "replies_to": comment.replies_to,
                "is_resolved": comment.is_resolved, "paragraph": on,
            })
        })
        .collect();
    let note = |paragraphs: &Vec<word::Paragraph>| -> Vec<Value> {
        paragraphs.iter().map(|one| paragraph(document, one)).collect()
    };
    let notes: serde_json::Map<String, Value> =
        document.notes.iter().map(|(mark, one)| (mark.clone(), note(one).into())).collect();
    let restyled: usize = document.paragraphs.iter().map(|one| one.restyled).sum();
    json!({
        "is_tracking": document.is_tracking, "properties": document.properties,
        "paragraphs": paragraphs, "comments": comments, "notes": notes,
        "changes_of_form_ignored": restyled,
    })
}

fn paragraph(document: &word::Document, one: &word::Paragraph) -> Value {
    let style = one.style.as_ref().map(|id| document.styles.get(id).unwrap_or(id));
    json!({
        "style": style, "numbering": one.numbering, "bookmarks": one.bookmarks,
        "is_in_table": one.is_in_table, "runs": one.runs, "mark": one.mark, "around": one.around,
        "accepted": one.text(true), "rejected": one.text(false), "comments": one.comments,
    })
}
