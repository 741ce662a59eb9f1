//! Forms: the fields as they were typed, files, and what is wrong with each.

use super::Error;
use super::connections::{Reading, for_anything};
use super::taken::Unread;
use crate::app::App;
use crate::languages::{Language, Value};
use crate::procedure::words::PublicationClass;
use crate::text::hidden;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use futures_util::{Stream, StreamExt};
use std::cell::Cell;
use std::rc::Rc;
use std::str::FromStr;
use std::time::Duration;

/// A form's text may be this long in all; a comment itself is held to less by its own type.
const MOST_TEXT: usize = 4 * 1024 * 1024;
/// Files of one request, together.
const MOST_FILES: usize = 25 * 1024 * 1024;

/// So many bytes are to come in a second, over as long as a connection may keep the server waiting.
const LEAST: f64 = 1000.0;

/// Fields of which a form holds several: boxes to tick, and choices that leave a trace when none is made.
const SEVERAL: [&str; 13] = [
    "alike",
    "allowed",
    "also",
    "co",
    "except",
    "inputs",
    "languages",
    "operations",
    "others",
    "participant",
    "participants",
    "read",
    "regions",
];
/// Fields of one line that others read as somebody's own word.
const LINES: [&str; 18] = [
    "attributed_to",
    "city",
    "co_names",
    "contact",
    "country",
    "email",
    "label",
    "mandate",
    "name",
    "new_theme",
    "on_behalf_of",
    "own_reference",
    "person_name",
    "rapporteur",
    "slug",
    "subject",
    "symbol",
    "title",
];

/// What was typed into a form, in order, with files. Names may repeat.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    texts: Vec<(String, String)>,
    files: Vec<Upload>,
}

/// A file as it was sent. Its name and type are the sender's word only.
#[derive(Debug, Clone)]
pub struct Upload {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Fields {
    /// One more field, also where there is one of that name.
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Self {
        self.texts.push((name.to_owned(), value.into()));
        self
    }

    /// A form filled in by code: to show an edit form with its present values.
    pub fn of(texts: &[(&str, &str)]) -> Self {
        let texts = texts.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Self { texts, files: Vec::new() }
    }

    /// The query of an address as fields, for filters and pages.
    pub fn from_query(query: &str) -> Self {
        Self { texts: serde_urlencoded::from_str(query).unwrap_or_default(), files: Vec::new() }
    }

    /// The first field of that name, as typed; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.texts.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).trim()
    }

    /// The field, or None when it is empty or missing.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.trimmed(name)).filter(|value| !value.is_empty())
    }

    /// Every field of that name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.texts.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// A box that was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        self.texts.iter().any(|(n, _)| n == name)
    }

    /// Is this choice of that name selected?
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|chosen| chosen == value)
    }

    /// The field as one of a closed list; None when empty or unknown.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        self.filled(name).and_then(|value| value.parse().ok())
    }

    pub fn texts(&self) -> &[(String, String)] {
        &self.texts
    }

    /// The name of every field, with those of files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let texts = self.texts.iter().map(|(name, _)| name.as_str());
        texts.chain(self.files.iter().map(|file| file.field.as_str()))
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.texts.retain(|(n, _)| n != name);
        self.texts.push((name.to_owned(), value.into()));
    }

    /// The files sent in that field; a file field left empty sends none.
    pub fn files<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Upload> {
        self.files.iter().filter(move |file| file.field == field && !file.bytes.is_empty())
    }
}

impl FromRequest for Fields {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let req = req.clone();
        let payload = payload.take();
        Box::pin(async move {
            if let Some(Unread(fields)) = req.extensions_mut().remove() {
                return Ok(fields);
            }
            // A compressed body could be a bomb, and no browser sends one.
            if req.headers().contains_key(header::CONTENT_ENCODING) {
                return Err(Error::UnsupportedMedia);
            }
            let _reading = Reading::begin(&req);
            let come = Rc::new(Cell::new(0));
            let fields = tokio::select! {
                fields = read_all(&req, payload, come.clone()) => fields?,
                () = too_slow(&req, &come) => return Err(Error::TooSlow),
            };
            // Kept with the request, so that an error page can give back what was typed.
            let texts = Fields { texts: fields.texts.clone(), files: Vec::new() };
            req.extensions_mut().insert(Rc::new(texts));
            fields.check()?;
            Ok(fields)
        })
    }
}

impl Fields {
    /// No form of ours says one thing twice, no line of ours holds what nobody sees, and who may read
    /// what is one of three.
    fn check(&self) -> Result<(), Error> {
        for (n, (name, value)) in self.texts.iter().enumerate() {
            let again = self.texts[..n].iter().any(|(earlier, _)| earlier == name);
            if again && !SEVERAL.contains(&name.as_str()) {
                return Err(Error::BadRequest);
            }
            let hides = |c: char| hidden::is_hidden(c) && !c.is_control();
            if LINES.contains(&name.as_str()) && value.chars().any(hides) {
                return Err(Error::Hidden);
            }
            let is_class = matches!(name.split('-').next(), Some("class" | "class_rest"));
            if is_class && !value.is_empty() && value.parse::<PublicationClass>().is_err() {
                return Err(Error::NoChoice(name.clone()));
            }
        }
        Ok(())
    }
}

/// A body as it comes.
trait Sent: Stream<Item = Result<web::Bytes, PayloadError>> + Unpin + 'static {}

impl<S: Stream<Item = Result<web::Bytes, PayloadError>> + Unpin + 'static> Sent for S {}

/// What of a body has come so far, for [`too_slow`].
type Come = Rc<Cell<u64>>;

async fn read_all(req: &HttpRequest, payload: Payload, come: Come) -> Result<Fields, Error> {
    let payload = payload.inspect(move |chunk| {
        let more = chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
        come.set(come.get() + more);
    });
    match req.content_type() {
        "multipart/form-data" => multipart(req, payload).await,
        "application/x-www-form-urlencoded" | "" => urlencoded(payload).await,
        _ => Err(Error::UnsupportedMedia),
    }
}

/// Ends when what is sent comes too slowly. A slow line is waited for as long as it lasts: what counts is the last stretch.
async fn too_slow(req: &HttpRequest, come: &Come) {
    let app = req.app_data::<web::Data<App>>();
    let patience = app.map_or(Duration::from_secs(30), |app| app.settings.patience);
    let stretch = for_anything(patience);
    loop {
        let before = come.get();
        tokio::time::sleep(stretch).await;
        if ((come.get() - before) as f64) < LEAST * stretch.as_secs_f64() {
            return;
        }
    }
}

async fn urlencoded(payload: impl Sent) -> Result<Fields, Error> {
    let body = read(payload, MOST_TEXT).await?;
    let texts = serde_urlencoded::from_bytes(&body).map_err(|_| Error::BadRequest)?;
    Ok(Fields { texts, files: Vec::new() })
}

async fn read(mut payload: impl Sent, most: usize) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::BadRequest)?;
        if body.len() + chunk.len() > most {
            return Err(Error::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

async fn multipart(req: &HttpRequest, payload: impl Sent) -> Result<Fields, Error> {
    let mut parts = actix_multipart::Multipart::new(req.headers(), payload);
    let mut fields = Fields::default();
    let (mut text, mut files) = (0, 0);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| Error::BadRequest)?;
        let field = part.name().unwrap_or_default().to_owned();
        let disposition = part.content_disposition().cloned();
        let name = disposition.and_then(|d| d.get_filename().map(str::to_owned));
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| Error::BadRequest)?;
            *(if name.is_some() { &mut files } else { &mut text }) += chunk.len();
            if text > MOST_TEXT || files > MOST_FILES {
                return Err(Error::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        match name {
            Some(name) => fields.files.push(Upload { field, name, bytes }),
            None => {
                let value = String::from_utf8(bytes).map_err(|_| Error::BadRequest)?;
                fields.texts.push((field, value));
            }
        }
    }
    Ok(fields)
}

/// What is wrong with a form, by field, as keys that `languages/` says.
#[derive(Debug, Clone, Default)]
pub struct Errors(Vec<Fault>);

#[derive(Debug, Clone)]
struct Fault {
    field: &'static str,
    key: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Errors {
    /// Notes that `field` is wrong: `key` names the sentence that says what, and what to do.
    pub fn add(&mut self, field: &'static str, key: &'static str) {
        self.add_with(field, key, Vec::new());
    }

    pub fn add_with(
        &mut self,
        field: &'static str,
        key: &'static str,
        values: Vec<(&'static str, String)>,
    ) {
        self.0.push(Fault { field, key, values });
    }

    /// Notes a fault where `typed` has more than `most` characters (of `procedure::limits`).
    pub fn hold(&mut self, field: &'static str, typed: &str, most: usize) {
        if typed.trim().chars().count() > most {
            self.add_with(field, "text-too-long", vec![("most", most.to_string())]);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in the faults that another part of the form has.
    pub fn absorb(&mut self, others: Errors) {
        self.0.extend(others.0);
    }

    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|fault| fault.field == field)
    }

    /// What is wrong with one field, in words.
    pub fn on(&self, field: &str, language: &Language) -> Option<String> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.say(*language))
    }

    /// Every fault as (field, sentence), for the summary above the form.
    pub fn said(&self, language: &Language) -> Vec<(&'static str, String)> {
        self.0.iter().map(|fault| (fault.field, fault.say(*language))).collect()
    }

    /// Ok when nothing is wrong.
    pub fn check(self) -> Result<(), Errors> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl Fault {
    fn say(&self, language: Language) -> String {
        let values: Vec<(&str, Value)> =
            self.values.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
        language.with(self.key, &values)
    }
}
