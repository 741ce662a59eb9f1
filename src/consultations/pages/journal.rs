//! The journal of a consultation, as sentences.

use super::facts::{self, Names};
use crate::app::App;
use crate::consultations::{self, Consultation, Tab, frame};
use crate::db::Conn;
use crate::journal::Scope;
use crate::journal::store::{Entry, latest, names};
use crate::languages::Language;
use crate::procedure::Right;
use crate::procedure::keys::AccountKey;
use crate::procedure::rights::{What, may};
use crate::sign_in;
use crate::signing::hex;
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use diesel::QueryResult;

const LINES_PER_PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "consultations/journal.html")]
struct JournalPage {
    frame: Frame,
    consultation: Consultation,
    lines: Lines,
}

/// Lines of a chain as pages say them: for `consultations/journal_lines.html`.
pub struct Lines {
    pub t: Language,
    pub entries: Vec<Entry>,
    /// These are not the newest.
    pub is_later_page: bool,
    /// Where the newest are.
    pub path: String,
    pub zone: String,
    /// Of those whom the facts of the lines hold. Only officers are held there.
    names: Names,
}

impl Lines {
    /// A page of the chain: the newest lines, or those before a line of that number.
    pub fn read(
        conn: &mut Conn,
        t: Language,
        scope: Scope,
        before: Option<i64>,
        (path, zone): (&str, &str),
    ) -> QueryResult<Self> {
        let entries = latest(conn, scope, before, LINES_PER_PAGE)?;
        let held: Vec<AccountKey> = entries
            .iter()
            .filter(|entry| !is_of_a_participant(entry))
            .flat_map(|entry| facts::accounts(&entry.detail.0))
            .collect();
        let names = names(conn, &held)?.into_iter().collect();
        let (path, zone) = (path.to_owned(), zone.to_owned());
        Ok(Self { t, entries, is_later_page: before.is_some(), path, zone, names })
    }

    /// The act as a sentence; as it is stored where no text knows it.
    pub fn sentence(&self, entry: &Entry) -> String {
        let key = format!("act-{}", entry.act.replace(['.', '_'], "-"));
        if self.t.knows(&key) { self.t.say(&key) } else { entry.act.clone() }
    }

    /// Who acted, by name; of a participant's people, only that it was one of them.
    pub fn who(&self, entry: &Entry) -> String {
        if is_of_a_participant(entry) {
            return self.t.say("journal-a-participant");
        }
        match &entry.name {
            Some(name) => name.clone(),
            None if entry.acting_as == "reviewer" => self.t.say("journal-a-reviewer"),
            None if entry.acting_as == "visitor" => self.t.say("journal-a-visitor"),
            None => self.t.say("journal-console"),
        }
    }

    /// As what they acted.
    pub fn capacity(&self, entry: &Entry) -> String {
        let key = format!("journal-as-{}", entry.acting_as.replace('_', "-"));
        self.t.say(&key)
    }

    /// When, in the zone of the page.
    pub fn when(&self, entry: &Entry) -> String {
        self.t.moment(entry.at, &self.zone)
    }

    /// The facts of the line: "kind: State, added: 3". Of a name that was read also whose it was, by the
    /// public id of the input or the file.
    pub fn detail(&self, entry: &Entry) -> String {
        let said = facts::said(self.t, &entry.detail.0, &self.zone, &self.names);
        if entry.act != "identity.read" {
            return said;
        }
        let about = facts::one(self.t, "about", entry.subject.to_string());
        let all = [said, about].into_iter().filter(|said| !said.is_empty());
        all.collect::<Vec<_>>().join(&self.t.say("fact-and"))
    }

    /// Enough of the hash to compare by eye.
    pub fn short_hash(&self, entry: &Entry) -> String {
        hex(&entry.hash[..6.min(entry.hash.len())])
    }

    /// The sequence number that the page of older lines is before.
    pub fn older(&self) -> Option<i64> {
        self.entries.last().map(|entry| entry.seq).filter(|seq| *seq > 1)
    }
}

/// Who wrote for whom at which minute would tell whose the withheld inputs are.
fn is_of_a_participant(entry: &Entry) -> bool {
    matches!(entry.acting_as.as_str(), "focal_point" | "contributor" | "reader")
}

pub async fn journal(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let before: Option<i64> = Fields::from_query(req.query_string()).parsed("before");
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let (consultation, who) = consultations::enter(conn, &viewer, &slug)?;
            may(&who, Right::JournalRead, What::default())?;
            let scope = Scope::Consultation(consultation.id);
            let path = format!("{}/journal", consultation.path());
            let at = (path.as_str(), consultation.time_zone.as_str());
            Ok(JournalPage {
                frame: frame(&viewer, &who, &consultation, Tab::Journal),
                lines: Lines::read(conn, viewer.language(), scope, before, at)?,
                consultation,
            })
        })
        .await?;
    html(page)
}
