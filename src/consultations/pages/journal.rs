//! The journal of a consultation, as sentences.

use crate::app::App;
use crate::consultations::{self, Consultation, Tab, frame};
use crate::journal::Scope;
use crate::journal::store::{Entry, latest};
use crate::procedure::Right;
use crate::procedure::rights::{What, may};
use crate::sign_in;
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

const LINES_PER_PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "consultations/journal.html")]
struct JournalPage {
    frame: Frame,
    consultation: Consultation,
    entries: Vec<Entry>,
    /// These are not the newest.
    is_later_page: bool,
}

impl JournalPage {
    /// The act as a sentence; as it is stored where no text knows it.
    fn sentence(&self, entry: &Entry) -> String {
        let key = format!("act-{}", entry.act.replace(['.', '_'], "-"));
        if self.frame.t.knows(&key) { self.frame.t.say(&key) } else { entry.act.clone() }
    }

    fn who(&self, entry: &Entry) -> String {
        // Who wrote for whom at which minute would tell whose the withheld inputs are.
        if matches!(entry.acting_as.as_str(), "focal_point" | "contributor" | "reader") {
            return self.frame.t.say("journal-a-participant");
        }
        match &entry.name {
            Some(name) => name.clone(),
            None if entry.acting_as == "visitor" => self.frame.t.say("journal-a-visitor"),
            None if matches!(entry.acting_as.as_str(), "focal_point" | "contributor") => {
                self.frame.t.say("journal-a-participant")
            }
            None => self.frame.t.say("journal-console"),
        }
    }

    fn capacity(&self, entry: &Entry) -> String {
        let key = format!("journal-as-{}", entry.acting_as.replace('_', "-"));
        self.frame.t.say(&key)
    }

    fn when(&self, entry: &Entry) -> String {
        self.frame.t.moment(entry.at, &self.consultation.time_zone)
    }

    /// The facts of the line: "kind: state, added: 3".
    fn detail(&self, entry: &Entry) -> String {
        let Some(facts) = entry.detail.0.as_object() else { return String::new() };
        let said = facts.iter().filter(|(name, value)| !value.is_null() && *name != "theme").map(
            |(name, value)| {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                format!("{}: {value}", name.replace('_', " "))
            },
        );
        said.collect::<Vec<_>>().join(", ")
    }

    /// Enough of the hash to compare by eye.
    fn short_hash(&self, entry: &Entry) -> String {
        entry.hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The sequence number that the page of older lines is before.
    fn older(&self) -> Option<i64> {
        self.entries.last().map(|entry| entry.seq).filter(|seq| *seq > 1)
    }
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
            Ok(JournalPage {
                frame: frame(&viewer, &who, &consultation, Tab::Journal),
                entries: latest(conn, scope, before, LINES_PER_PAGE)?,
                is_later_page: before.is_some(),
                consultation,
            })
        })
        .await?;
    html(page)
}
