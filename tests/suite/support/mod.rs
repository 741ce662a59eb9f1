//! The real server for each test, with a database and a clock of its own, and people who visit it.

#![allow(dead_code)]

pub mod acts;
pub mod browser;
pub mod canaries;
pub mod child;
pub mod console;
pub mod forms;
pub mod html_checker;
pub mod mail;
pub mod office;
pub mod postgres;
pub mod s3;
pub mod sight;
pub mod smtp;
pub mod stage;
pub mod tables;
pub mod tls;
pub mod totp;

use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use actix_web::web::Data;
use reqwest::header::{HeaderMap, LOCATION};
use travaux::app::App;
use travaux::config::{Mail, Settings};
use travaux::db::{Conn, Db, migrate};
use travaux::languages::Language;
use travaux::post::Letter;
use travaux::procedure::Moment;
use travaux::procedure::words::Occasion;
use travaux::sign_in::{HashingCost, Limits, WhenSecondFactor};
use travaux::submissions::store::Input;
use travaux::web::Error;

/// A running server. It and its database are gone when this value is.
pub struct Server {
    pub address: String,
    pub app: Data<App>,
    clock: Arc<Mutex<Moment>>,
    directory: tempfile::TempDir,
    handle: actix_web::dev::ServerHandle,
    since: canaries::Since,
    _postgres: Option<postgres::Database>,
}

/// Starts the server on a free port: on SQLite, or on PostgreSQL where the run is about that.
/// It is noon of 15 March 2026, UTC.
pub async fn spawn() -> Server {
    spawn_with(|_| ()).await
}

/// The same with other settings. A second factor is offered, not required, unless said.
pub async fn spawn_with(set: impl FnOnce(&mut Settings)) -> Server {
    let since = canaries::listen();
    let directory = tempfile::tempdir().expect("a directory");
    let (url, postgres) = database(directory.path());
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let mut settings = Settings {
        origin: address.clone(),
        data: directory.path().to_owned(),
        database_url: url.clone(),
        keys: directory.path().join("keys"),
        depot: None,
        mail: Mail { from: "Travaux <travaux@example.org>".into(), smtp: None },
        hashing: HashingCost::TESTS,
        second_factor: WhenSecondFactor::Offered,
        breached_passwords: None,
        trusted_proxies: Vec::new(),
        // Some tests read every file there is, again and again.
        limits: Limits { exports: std::num::NonZeroU32::MAX, ..Limits::default() },
        disk_reserve: 0,
        patience: Duration::from_secs(30),
        program: env!("CARGO_BIN_EXE_travaux").into(),
    };
    set(&mut settings);
    let clock = Arc::new(Mutex::new(moment("2026-03-15T12:00:00Z")));
    let told = clock.clone();
    let tell = Arc::new(move || *told.lock().expect("the clock"));
    let db = Db::open(&url, 4).expect("the database opens");
    travaux::sealing::unlock(&db, &settings.keys, tell()).expect("the keys fit");
    let app = Data::new(App::new(db, tell, settings));
    let server = App::serve(app.clone(), listener, 1).expect("the server starts");
    let handle = server.handle();
    tokio::spawn(server);
    Server { address, app, clock, directory, handle, since, _postgres: postgres }
}

/// A migrated database: SQLite is a copy of one file, PostgreSQL a copy of one template.
fn database(directory: &std::path::Path) -> (String, Option<postgres::Database>) {
    if postgres::cluster().is_some() {
        let database = postgres::Database::fresh(|url| {
            migrate(url).expect("the migrations run");
        });
        return (database.url().to_owned(), Some(database));
    }
    static MIGRATED: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("template.db");
        migrate(&format!("sqlite:{}", file.display())).expect("the migrations run");
        // What the log still holds belongs to the file that is copied.
        let mut conn =
            diesel::SqliteConnection::establish(&file.display().to_string()).expect("opens");
        use diesel::connection::{Connection, SimpleConnection};
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").expect("a checkpoint");
        drop(conn);
        std::fs::read(&file).expect("the file is read")
    });
    let file = directory.join("travaux.db");
    std::fs::write(&file, &*MIGRATED).expect("the file is copied");
    (format!("sqlite:{}", file.display()), None)
}

impl Drop for Server {
    fn drop(&mut self) {
        // Not waited for: the test is over, and nobody is served any more.
        drop(self.handle.stop(false));
        if !std::thread::panicking() {
            canaries::look(self);
        }
    }
}

impl Server {
    /// Sets the clock: "2026-04-02T09:00:00Z".
    pub fn it_is(&self, instant: &str) {
        *self.clock.lock().expect("the clock") = moment(instant);
    }

    pub fn now(&self) -> Moment {
        self.app.now()
    }

    pub fn data(&self) -> &std::path::Path {
        self.directory.path()
    }

    /// A process of its own beside this one, as it is after a restart: the same database and clock,
    /// and nothing remembered. Its address.
    pub async fn restarted(&self) -> String {
        self.beside(self.app.db.clone(), self.app.settings.clone())
    }

    /// Another, with a database and settings of its own, by the same clock.
    pub fn beside(&self, db: Db, settings: Settings) -> String {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let settings = Settings { origin: address.clone(), ..settings };
        let told = self.clock.clone();
        let tell = Arc::new(move || *told.lock().expect("the clock"));
        let app = Data::new(App::new(db, tell, settings));
        tokio::spawn(App::serve(app, listener, 1).expect("the server starts"));
        address
    }

    /// What was logged since it was started, by it or another.
    pub fn log(&self) -> String {
        canaries::log(self.since)
    }

    /// Looks into the database.
    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>) -> T {
        let found: Result<T, Error> = self.app.db.read(|conn| Ok(work(conn)?));
        found.expect("the query runs")
    }

    /// Puts something into the database, past all rules: for the scene only, never the play.
    pub fn write<T>(&self, work: impl FnOnce(&mut travaux::db::Tx) -> diesel::QueryResult<T>) -> T {
        let done: Result<T, Error> = self.app.db.write(|tx| Ok(work(tx)?));
        done.expect("the statement runs")
    }

    /// All inputs that were ever typed, in that order, opened.
    pub fn inputs(&self) -> Vec<Input> {
        use diesel::prelude::*;
        use travaux::schema::inputs;
        self.read(|conn| inputs::table.order(inputs::id).select(Input::as_select()).load(conn))
    }

    /// Somebody who has not signed in, with a cookie jar of their own.
    pub fn visitor(&self) -> Person {
        let client = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            // The HTML checker may hold a test for longer than the server keeps a connection.
            .pool_max_idle_per_host(0)
            .build()
            .expect("a client");
        Person { client, address: self.address.clone(), cookie: None }
    }

    /// Somebody with a session.
    pub fn signed_in(&self, session: &str) -> Person {
        canaries::never_say(session);
        Person { cookie: Some(format!("sid={session}")), ..self.visitor() }
    }
}

/// A letter for the outbox, one of many.
pub fn reminder(n: usize) -> Letter {
    Letter {
        consultation: None,
        occasion: Occasion::Reminder,
        reason: format!("reminder:{n}"),
        to_email: format!("person-{n}@avaria.example"),
        to_name: "Somebody".into(),
        language: Language::English,
        subject: "A reminder".into(),
        paragraphs: vec!["The consultation is open.".into()],
        link: None,
    }
}

/// "2026-03-15T12:00:00Z" as a moment.
pub fn moment(instant: &str) -> Moment {
    instant.parse::<jiff::Timestamp>().expect("an instant").into()
}

/// Somebody at a browser without JavaScript.
#[derive(Clone)]
pub struct Person {
    client: reqwest::Client,
    address: String,
    cookie: Option<String>,
}

/// An answer of the server, redirects not followed.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Page {
    /// All that stands in a file that is a package: the names of its parts, and the parts.
    pub fn unpacked(&self) -> String {
        let mut archive =
            zip::ZipArchive::new(std::io::Cursor::new(&self.bytes)).expect("a package");
        let mut all = String::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            all.push_str(&part.name().expect("its name"));
            all.push('\n');
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).expect("it is read");
            all.push_str(&String::from_utf8_lossy(&bytes));
            all.push('\n');
        }
        all
    }
}

impl Person {
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.client.get(self.full(path))).await
    }

    /// The status of the answer; none where there is no answer, or not in time.
    pub async fn try_post(&self, path: &str, form: &[(&str, &str)]) -> Option<u16> {
        let request = self.client.post(self.full(path)).form(form);
        let request = request.header("Sec-Fetch-Site", "same-origin");
        let request = match &self.cookie {
            Some(cookie) => request.header("Cookie", cookie),
            None => request,
        };
        let answer = request.timeout(std::time::Duration::from_secs(20)).send().await.ok()?;
        Some(answer.status().as_u16())
    }

    /// Posts a form as our own pages would.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        self.send(
            self.client.post(self.full(path)).header("Sec-Fetch-Site", "same-origin").form(form),
        )
        .await
    }

    /// The same as our script does it while somebody types.
    pub async fn post_by_script(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let request = self.client.post(self.full(path)).header("Sec-Fetch-Site", "same-origin");
        self.send(request.header("X-Requested-With", "fetch").form(form)).await
    }

    /// Posts a form with files: (field, file name, bytes).
    pub async fn post_files(
        &self,
        path: &str,
        form: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let mut parts = reqwest::multipart::Form::new();
        for (name, value) in form {
            parts = parts.text((*name).to_owned(), (*value).to_owned());
        }
        for (field, name, bytes) in files {
            let part =
                reqwest::multipart::Part::bytes(bytes.to_vec()).file_name((*name).to_owned());
            parts = parts.part((*field).to_owned(), part);
        }
        let request = self.client.post(self.full(path)).header("Sec-Fetch-Site", "same-origin");
        self.send(request.multipart(parts)).await
    }

    /// Posts a form and follows the redirect that an act answers with.
    pub async fn does(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let answer = self.post(path, form).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
        self.get(answer.location()).await
    }

    /// A request of one's own making, with this person's cookie.
    pub async fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Page {
        let method = method.parse().expect("a method");
        let mut request = self.client.request(method, self.full(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request).await
    }

    /// The same person, at another server.
    pub fn at(self, address: &str) -> Person {
        Person { address: address.to_owned(), ..self }
    }

    /// The session's cookie, as (name, value).
    pub fn session(&self) -> Option<(&str, &str)> {
        self.cookie.as_deref().and_then(|cookie| cookie.split_once('='))
    }

    /// Is there a server at all?
    pub async fn is_answered(&self) -> bool {
        self.client.get(self.full("/")).send().await.is_ok()
    }

    pub fn full(&self, path: &str) -> String {
        match path.starts_with("http") {
            true => path.to_owned(),
            false => format!("{}{path}", self.address),
        }
    }

    async fn send(&self, mut request: reqwest::RequestBuilder) -> Page {
        if let Some(cookie) = &self.cookie {
            request = request.header("Cookie", cookie);
        }
        let answer = request.send().await.expect("the server answers");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await.expect("the answer is whole").to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page { status, headers, body, bytes }
    }
}

impl Page {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        let location =
            self.headers.get(LOCATION).unwrap_or_else(|| panic!("no redirect: {}", self.text()));
        location.to_str().expect("a plain address")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// A no-break space counts as a space.
    pub fn has(&self, words: &str) -> bool {
        let plain = |text: &str| text.replace('\u{a0}', " ");
        plain(&self.body).contains(&plain(words))
    }

    /// The page without its tags, for messages of failed tests.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of the first form field of that name.
    pub fn value(&self, field: &str) -> String {
        let name = format!("name=\"{field}\"");
        let at =
            self.body.find(&name).unwrap_or_else(|| panic!("no field {field}: {}", self.text()));
        let start = self.body[..at].rfind('<').expect("a tag");
        let tag = &self.body[start..start + self.body[start..].find('>').expect("the tag ends")];
        let value = tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_default().replace("&#34;", "\"").replace("&#38;", "&").replace("&#39;", "'")
    }

    /// Addresses of links that contain `part`.
    pub fn links(&self, part: &str) -> Vec<String> {
        let hrefs = self.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        hrefs.filter(|href| href.contains(part)).map(|href| href.replace("&#38;", "&")).collect()
    }
}
