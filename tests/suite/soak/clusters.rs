//! Clusters of PostgreSQL of a test's own, that keep what they are given; they end with it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::support::child::free_port;

/// One server: a folder, a port, and a process while it runs.
pub struct Node {
    pub folder: PathBuf,
    pub port: u16,
    running: Option<Child>,
}

/// What every server of these is told. (Sockets lie in folders whose names may be too long.)
const SETTINGS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "shared_buffers=16MB",
    "synchronous_commit=remote_apply",
    "fsync=on",
];

impl Node {
    /// A new cluster in this folder, with one user that is trusted.
    pub fn new(folder: PathBuf) -> Self {
        Self::new_with(folder, &[])
    }

    pub fn new_with(folder: PathBuf, more: &[&str]) -> Self {
        own(&folder);
        let words =
            ["-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D"];
        lowered("initdb", &folder).args(words).arg(&folder).args(more).run();
        Self { folder, port: free_port(), running: None }
    }

    /// A standby that follows that one, as it is now.
    pub fn standby_of(primary: &Node, folder: PathBuf, port: u16) -> Self {
        own(&folder);
        let from = primary.port.to_string();
        lowered("pg_basebackup", &folder)
            .args([
                "-h",
                "127.0.0.1",
                "-U",
                "app",
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "-p",
                &from,
                "-D",
            ])
            .arg(&folder)
            .run();
        // Who is waited for is said to each anew.
        let said = folder.join("postgresql.auto.conf");
        let kept: String = std::fs::read_to_string(&said)
            .expect("its settings")
            .lines()
            .filter(|line| !line.starts_with("synchronous_standby_names"))
            .map(|line| format!("{line}\n"))
            .collect();
        std::fs::write(&said, kept).expect("they are written");
        Self { folder, port, running: None }
    }

    pub fn start(&mut self) {
        self.start_within(&[]);
    }

    /// Starts it behind these words of a command line, and waits until it answers.
    pub fn start_within(&mut self, before: &[&str]) {
        let log = std::fs::File::create(self.folder.with_extension("log")).expect("a log");
        let mut words: Vec<String> = before.iter().map(|word| (*word).to_owned()).collect();
        words.extend(privileges());
        // Inside: whoever becomes another loses the wish to die with its parent.
        words.extend(["setpriv", "--pdeathsig", "INT"].map(str::to_owned));
        words.push(binary("postgres").display().to_string());
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).arg("-D").arg(&self.folder);
        command.args(["-p", &self.port.to_string()]);
        command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        command.stdout(Stdio::null()).stderr(log).current_dir("/");
        self.running = Some(command.spawn().expect("PostgreSQL starts"));
        let began = Instant::now();
        while PgConnection::establish(&self.url()).is_err() {
            let said = || std::fs::read_to_string(self.folder.with_extension("log"));
            assert!(began.elapsed() < Duration::from_secs(60), "{:?}", said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    pub fn url_of(&self, database: &str) -> String {
        format!("postgres://app@127.0.0.1:{}/{database}", self.port)
    }

    pub fn process(&self) -> u32 {
        self.running.as_ref().expect("it runs").id()
    }

    /// As a machine that loses its power: nothing is finished, nobody is told.
    pub fn dies(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        let _ = Command::new("kill").args(["-QUIT", &running.id().to_string()]).status();
        let _ = running.wait();
    }

    /// From now on this one is the primary.
    pub fn is_promoted(&self) {
        lowered("pg_ctl", &self.folder).args(["-s", "-w", "promote", "-D"]).arg(&self.folder).run();
    }

    pub fn says(&self, statement: &str) {
        let mut c = PgConnection::establish(&self.url()).expect("it answers");
        c.batch_execute(statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
    }

    /// Is that so? A query of one truth, called `so`.
    pub fn is_so(&self, query: &str) -> bool {
        #[derive(QueryableByName)]
        struct So {
            #[diesel(sql_type = diesel::sql_types::Bool)]
            so: bool,
        }
        let mut c = PgConnection::establish(&self.url()).expect("it answers");
        diesel::sql_query(query).get_result::<So>(&mut c).expect("an answer").so
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.dies();
    }
}

/// A folder for whoever PostgreSQL runs as.
fn own(folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    let _ = std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700));
    if privileges().first().is_some_and(|word| word == "setpriv") {
        let parent = folder.parent().expect("it lies somewhere");
        let _ = Command::new("chown").arg("postgres").args([folder, parent]).status();
    }
}

/// One of PostgreSQL's programs, to be run to its end.
struct Lowered(Command);

fn lowered(name: &str, folder: &Path) -> Lowered {
    let mut words = privileges();
    words.push(binary(name).display().to_string());
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).current_dir(folder.parent().expect("it lies somewhere"));
    Lowered(command)
}

impl Lowered {
    fn args<'a>(
        mut self,
        words: impl IntoIterator<Item = &'a (impl AsRef<std::ffi::OsStr> + ?Sized + 'a)>,
    ) -> Self {
        self.0.args(words);
        self
    }

    fn arg(mut self, word: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.arg(word);
        self
    }

    fn run(mut self) {
        let ended = self.0.output().expect("it runs");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
}

/// As dev/pg-throwaway does: PostgreSQL refuses to be root.
pub fn privileges() -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let is_root = std::fs::metadata("/proc/self")
        .is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0);
    let unshare = ["unshare", "--user", "--map-user=1000"];
    let works = Command::new(unshare[0]).args(&unshare[1..]).arg("true").status();
    match is_root {
        false => Vec::new(),
        true if works.is_ok_and(|status| status.success()) => words(&unshare),
        true => words(&["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]),
    }
}

/// Debian keeps them off the PATH.
pub fn binary(name: &str) -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .expect("PostgreSQL is installed")
        .flatten()
        .map(|version| version.path().join("bin").join(name))
        .filter(|path| path.exists())
        .collect();
    found.sort();
    let fifteen = Path::new("/usr/lib/postgresql/15/bin").join(name);
    if fifteen.exists() { fifteen } else { found.pop().expect("one of PostgreSQL's programs") }
}
