//! The command line: `travaux serve`, and what the console can do with the server's files in hand.
//!
//! A command prints what it made on stdout, alone, so that commands compose in a shell; what it
//! has to say goes to stderr. When it fails it says why in one sentence, and answers with 1.

mod admin;
mod backup;
mod compare;
mod compilation;
mod concordance;
mod consultation;
mod demo;
mod depot;
mod doctor;
pub mod draft;
mod inputs;
mod keys;
mod lineage;
mod logs;
mod matrix;
pub mod metrics;
mod migrate;
mod moving;
mod notes;
mod participants;
mod purge;
mod recover;
mod round;
pub mod say;
mod search;
mod serve;
mod service;
mod settings;
mod somebody;
mod verify;
mod word;
mod worker;

pub use keys::seal_what_is_open;

use crate::app::Clock;
use crate::config::Settings;
use crate::db::{self, Db};
use crate::procedure::Moment;
use crate::sealing;
use anyhow::Context;
use clap::Parser;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

const EXAMPLES: &str = "\
Examples:
  travaux demo                                          a filled example, to look around
  travaux serve                                         a server at http://127.0.0.1:8080, its files in ./data
  travaux serve --listen 0.0.0.0:80 --origin https://consult.example.org
  travaux admin create --email ana@example.org --name 'Ana Morel'
  DATABASE_URL=postgres://travaux@db/travaux travaux migrate";

/// A server for drafting an international text in consultation.
#[derive(Debug, Parser)]
#[command(name = "travaux", version, after_help = EXAMPLES)]
struct Line {
    #[command(flatten)]
    settings: settings::Options,
    /// How the log looks: text where a person watches and JSON elsewhere, unless said. Said to be
    /// JSON, it has a line for each request too
    #[arg(
        long,
        global = true,
        env = "TRAVAUX_LOG",
        value_name = "FORMAT",
        help_heading = "Settings"
    )]
    log_format: Option<logs::Format>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Start the server, and the worker that sends letters
    Serve(serve::Options),
    /// Start the worker alone, beside servers that run with --no-worker
    Worker(worker::Options),
    /// Start a server with a filled example, which is gone when it stops
    Demo(demo::Options),
    /// Bring the database to this version (serve does it too)
    Migrate,
    /// Look at configuration, database, mail, disk, clock and keys, and say what is wrong
    Doctor(doctor::Options),
    /// System administrators
    #[command(subcommand)]
    Admin(admin::Command),
    /// Consultations
    #[command(subcommand)]
    Consultation(consultation::Command),
    /// The texts under consultation
    #[command(subcommand)]
    Draft(draft::Command),
    /// Compare two drafts: what became of every element
    Compare(compare::Options),
    /// What became of the elements of one draft in another, as links
    #[command(subcommand)]
    Lineage(lineage::Command),
    /// Participants of a consultation
    #[command(subcommand)]
    Participants(participants::Command),
    /// Rounds
    #[command(subcommand)]
    Round(round::Command),
    /// Comment tables
    #[command(subcommand)]
    Inputs(inputs::Command),
    /// The comment matrix
    #[command(subcommand)]
    Matrix(matrix::Command),
    /// The explanatory notes of a draft
    #[command(subcommand)]
    Notes(notes::Command),
    /// A draft beside the one before it
    #[command(subcommand)]
    Concordance(concordance::Command),
    /// What was said in a round, as one document
    #[command(subcommand)]
    Compilation(compilation::Command),
    /// A round's text with every proposal on it
    #[command(subcommand)]
    Bracketed(compilation::BracketedCommand),
    /// Drafts as Word files, and what Word files say
    #[command(subcommand)]
    Word(word::Command),
    /// The keys that the database is sealed with
    #[command(subcommand)]
    Keys(keys::Command),
    /// Files that lie outside the database
    #[command(subcommand)]
    Depot(depot::Command),
    /// A copy of everything in one file, made while people write, looked through, on the disk
    Backup(backup::Options),
    /// Bring a backup back, where there is no installation yet
    #[command(visible_alias = "restore")]
    Recover(recover::Options),
    /// Take a live installation to another database, of another engine or the same
    Move(moving::Options),
    /// Remove what a round brought in, by an authority that is written down
    Purge(purge::Options),
    /// The index by which words are found
    #[command(subcommand)]
    Search(search::Command),
    /// Check receipts, lists of digests and the journal
    #[command(subcommand)]
    Verify(verify::Command),
}

/// What a command has in hand: the open database, the settings, and the time, which is one and the
/// same during the whole command.
pub struct Console {
    pub db: Db,
    pub settings: Settings,
    pub now: Moment,
}

impl Console {
    /// Opens the database, made or brought to this version where needed.
    pub fn open(mut settings: Settings, now: Moment) -> anyhow::Result<Self> {
        if settings.origin.is_empty() {
            settings.origin = "http://127.0.0.1:8080".into();
        }
        let (db, _) = open_database(&settings, 2)?;
        sealing::unlock(&db, &settings.keys, now)?;
        Ok(Self { db, settings, now })
    }
}

/// Makes the data folder, runs the migrations, and indexes what they or an older version left to be indexed; answers with
/// how many ran.
pub fn open_database(settings: &Settings, connections: u32) -> anyhow::Result<(Db, usize)> {
    make_data_folder(settings)?;
    let ran = db::migrate(&settings.database_url)?;
    let db = Db::open(&settings.database_url, connections)?;
    let indexed = crate::search::catch_up(&db)?;
    if indexed > 0 {
        say::aside(&format!("{indexed} wordings and inputs were read into the index of words."));
    }
    Ok((db, ran))
}

/// For its owner only.
fn make_data_folder(settings: &Settings) -> anyhow::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    let made = folder.create(&settings.data);
    made.with_context(|| format!("the folder {} cannot be made", settings.data.display()))
}

/// When this program began.
static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    LazyLock::force(&STARTED);
    let line = Line::parse();
    logs::begin(line.log_format);
    match run_command(line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::aside(&format!("travaux: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run_command(line: Line) -> anyhow::Result<()> {
    let clock = system_clock();
    let settings = line.settings.settings();
    if let Command::Doctor(options) = &line.command {
        return doctor::run(settings, options, clock());
    }
    let settings = settings?;
    let command = match line.command {
        Command::Serve(options) => return serve::run(settings, &options, clock),
        Command::Worker(options) => return worker::run(settings, &options, clock),
        Command::Demo(options) => return demo::run(settings, &options, clock),
        Command::Migrate => return migrate::run(&settings),
        Command::Keys(keys::Command::New) => return keys::new(&settings),
        Command::Verify(command) => return verify::run(settings, &command, clock()),
        Command::Backup(options) => return backup::run(&settings, &options, clock()),
        Command::Recover(options) => return recover::run(&settings, &options, clock()),
        Command::Move(options) => return moving::run(&settings, &options, clock()),
        Command::Word(command) if word::without_database(&command)? => return Ok(()),
        command => command,
    };
    let console = Console::open(settings, clock())?;
    match command {
        Command::Serve(_)
        | Command::Doctor(_)
        | Command::Worker(_)
        | Command::Demo(_)
        | Command::Migrate
        | Command::Verify(_)
        | Command::Backup(_)
        | Command::Recover(_)
        | Command::Move(_) => Ok(()),
        Command::Admin(command) => admin::run(&console, command),
        Command::Consultation(command) => consultation::run(&console, command),
        Command::Draft(command) => draft::run(&console, command),
        Command::Compare(options) => compare::run(&console, &options),
        Command::Lineage(command) => lineage::run(&console, command),
        Command::Participants(command) => participants::run(&console, command),
        Command::Round(command) => round::run(&console, command),
        Command::Inputs(command) => inputs::run(&console, command),
        Command::Matrix(command) => matrix::run(&console, command),
        Command::Notes(command) => notes::run(&console, command),
        Command::Concordance(command) => concordance::run(&console, command),
        Command::Compilation(command) => compilation::run(&console, command),
        Command::Bracketed(command) => compilation::run_bracketed(&console, command),
        Command::Word(command) => word::run(&console, command),
        Command::Keys(command) => keys::run(&console, &command),
        Command::Depot(command) => depot::run(&console, &command),
        Command::Purge(options) => purge::run(&console, &options),
        Command::Search(command) => search::run(&console, &command),
    }
}

/// The time. Read here and nowhere else: everything below is told it.
#[allow(clippy::disallowed_methods, reason = "the command line is where the time comes in")]
pub fn system_clock() -> Clock {
    Arc::new(|| jiff::Timestamp::now().into())
}
