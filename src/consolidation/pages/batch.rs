//! Many at once: one response to many inputs, many responses validated or released. Each shows first
//! what would be done and what is left out, and is done by a second form.

use super::answers::ReplyForm;
use super::board::answering;
use super::cases::{author, what};
use super::clusters::cluster_path;
use super::covering::Covering;
use super::{Desk, Table};
use crate::app::App;
use crate::consolidation::acts::responding::{self, Outcome};
use crate::consolidation::colliding::Colliding;
use crate::consolidation::sorting::Place;
use crate::consolidation::store::Response;
use crate::consolidation::working::Work;
use crate::db::{Conn, Tx};
use crate::languages::Language;
use crate::procedure::consolidation::is_released_by_default;
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::rights::may;
use crate::procedure::words::Treatment;
use crate::procedure::{Moment, Right, What};
use crate::submissions::views::Seen;
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// What is done to many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Respond,
    Validate,
    Release,
}

impl Deed {
    const fn is_release(self) -> bool {
        matches!(self, Deed::Release)
    }

    const fn title(self) -> &'static str {
        match self {
            Deed::Respond => "batch-respond-title",
            Deed::Validate => "batch-validate-title",
            Deed::Release => "batch-release-title",
        }
    }

    const fn button(self) -> &'static str {
        match self {
            Deed::Respond => "batch-respond-button",
            Deed::Validate => "batch-validate-button",
            Deed::Release => "batch-release-button",
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Deed::Respond => "flash-responses-drafted",
            Deed::Validate => "flash-responses-validated",
            Deed::Release => "flash-responses-released",
        }
    }

    const fn address(self) -> &'static str {
        match self {
            Deed::Respond => "responses",
            Deed::Validate => "validations",
            Deed::Release => "releases",
        }
    }
}

#[derive(Template)]
#[template(path = "consolidation/batch.html")]
struct Batch {
    frame: Frame,
    errors: Errors,
    deed: Deed,
    action: String,
    back: String,
    /// The query of the board, and the cluster, that the batch came from.
    work: String,
    cluster: String,
    rows: Vec<Row>,
    /// What is left out, each with the key of why.
    left: Vec<(String, &'static str)>,
    /// How many it was done to; None before.
    done: Option<usize>,
    form: ReplyForm,
    note: String,
    others: Covering,
}

impl Batch {
    fn is_response(&self) -> bool {
        self.deed == Deed::Respond
    }

    fn is_validation(&self) -> bool {
        self.deed == Deed::Validate
    }

    fn ticked(&self) -> usize {
        self.rows.iter().filter(|row| row.is_ticked).count()
    }
}

struct Row {
    id: PublicId,
    version: i64,
    said: String,
    to: String,
    treatment: Option<Treatment>,
    reason: Vec<String>,
    is_ticked: bool,
}

/// An input that was chosen, and why it is left out, where it is.
struct Chosen<'a> {
    seen: &'a Seen,
    left_out: Option<&'static str>,
}

/// `POST /rounds/{id}/consolidation/responses`
pub async fn respond_to_many(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    batch(app, asking, id, fields, Deed::Respond).await
}

/// `POST /rounds/{id}/consolidation/validations`
pub async fn validate_many(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    batch(app, asking, id, fields, Deed::Validate).await
}

/// `POST /rounds/{id}/consolidation/releases`
pub async fn release_many(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    batch(app, asking, id, fields, Deed::Release).await
}

async fn batch(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
    deed: Deed,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let desk = Desk::of_round(tx, &asking, &id, now)?;
            if deed == Deed::Release {
                may(&desk.who, Right::ResponseRelease, What::default())?;
            }
            desk.opens(now)?;
            desk.batch(tx, deed, &fields, now)
        })
        .await?;
    after.answer()
}

impl Desk {
    fn batch(
        &self,
        tx: &mut Tx,
        deed: Deed,
        fields: &Fields,
        now: Moment,
    ) -> Result<After<Batch>, Error> {
        let table = self.table(tx)?;
        let asked: Vec<PublicId> = fields.all("inputs").map(PublicId::from).collect();
        let mut all = Vec::new();
        for id in &asked {
            // What is not in sight is not there.
            let seen = table.dossier.seen.iter().find(|seen| seen.input.public_id == *id);
            all.push(seen.ok_or(Error::NotFound)?);
        }
        let chosen = self.chosen(tx, &table, deed, &all)?;
        let mut page = self.batch_page(&table, deed, fields, &chosen);
        if page.rows.is_empty() {
            page.errors.add("inputs", "batch-none");
            return Ok(After::faulty(page));
        }
        let wanted = match deed {
            Deed::Respond => match self.wanted(tx, fields, None)? {
                Ok(wanted) => Some(wanted),
                Err(errors) => {
                    page.errors = errors;
                    return Ok(After::faulty(page));
                }
            },
            Deed::Validate | Deed::Release => None,
        };
        if !fields.is_ticked("confirmed") {
            return Ok(After::Again(StatusCode::OK, page));
        }
        let open = chosen.iter().filter(|one| one.left_out.is_none()).map(|one| one.seen);
        let mut missed: Vec<(InputKey, &'static str)> = Vec::new();
        let mut done = 0;
        match wanted {
            Some(wanted) => {
                let open: Vec<InputKey> = open.map(|seen| seen.input.id).collect();
                let left =
                    responding::respond_to_all(tx, &self.who, &self.round, &open, &wanted, now)?;
                done = open.len() - left.len();
                missed.extend(left.into_iter().map(|input| (input, "batch-left-answered")));
            }
            None => {
                for seen in open {
                    let version = read_version(fields, &seen.input.public_id);
                    match self.act_on(tx, deed, seen, fields, version, now)? {
                        Outcome::Done => done += 1,
                        Outcome::Changed(_) => missed.push((seen.input.id, "batch-left-changed")),
                    }
                }
            }
        }
        if missed.is_empty() && page.left.is_empty() {
            return Ok(After::See(page.back, deed.done()));
        }
        let t = page.frame.t;
        for (input, why) in missed {
            let said = table.dossier.one(input).map(|seen| said(t, &table, seen));
            page.left.push((said.unwrap_or_default(), why));
        }
        Ok(After::Again(StatusCode::OK, Batch { done: Some(done), ..page }))
    }

    fn act_on(
        &self,
        tx: &mut Tx,
        deed: Deed,
        seen: &Seen,
        fields: &Fields,
        version: i64,
        now: Moment,
    ) -> Result<Outcome, Error> {
        let (who, round, input) = (&self.who, &self.round, seen.input.id);
        match deed {
            Deed::Release => responding::release(tx, who, round, input, version, now),
            _ => {
                let note = fields.filled("note");
                responding::validate(tx, who, round, input, note, version, now)
            }
        }
    }

    /// Each with why it is left out.
    fn chosen<'a>(
        &self,
        conn: &mut Conn,
        table: &'a Table,
        deed: Deed,
        all: &[&'a Seen],
    ) -> Result<Vec<Chosen<'a>>, Error> {
        let colliding = Colliding::default();
        let facts = self.facts_of_work(conn, table, &colliding, None)?;
        let why = |response: Option<&Response>| match (deed, response) {
            (Deed::Respond, None) => None,
            (Deed::Respond, Some(_)) => Some("batch-left-answered"),
            (_, None) => Some("batch-left-open"),
            (Deed::Validate, Some(r)) if r.is_validated() => Some("batch-left-validated"),
            (Deed::Validate, Some(r)) if !facts.waits_for_me(r) => Some("batch-left-own"),
            (Deed::Release, Some(r)) if !r.is_validated() => Some("batch-left-not-validated"),
            (Deed::Release, Some(r)) if r.is_released() => Some("batch-left-released"),
            (Deed::Validate | Deed::Release, Some(_)) => None,
        };
        let one = |seen: &&'a Seen| Chosen {
            seen,
            left_out: why(table.dossier.responses.get(&seen.input.id)),
        };
        Ok(all.iter().map(one).collect())
    }

    fn batch_page(&self, table: &Table, deed: Deed, fields: &Fields, chosen: &[Chosen]) -> Batch {
        let frame = self.frame_below().under(self.board_path(), self.frame().t.say("board-title"));
        let t = frame.t;
        let work = Work::read(&Fields::from_query(fields.get("work").trim_start_matches('?')));
        let cluster = fields.trimmed("cluster").to_owned();
        let back = match cluster.is_empty() {
            true => format!("{}{}", self.board_path(), work.query()),
            false => cluster_path(&PublicId::from(cluster.as_str())),
        };
        let is_confirmed = fields.is_ticked("confirmed");
        let rows = chosen.iter().filter(|one| one.left_out.is_none()).map(|one| {
            let response = table.dossier.responses.get(&one.seen.input.id);
            Row {
                id: one.seen.input.public_id.clone(),
                version: response.map_or(0, |response| response.row_version),
                said: said(t, table, one.seen),
                to: answering(&one.seen.input.public_id, &work),
                treatment: response.map(|response| response.treatment),
                reason: response.map_or(Vec::new(), |response| paragraphs(&response.reason)),
                is_ticked: deed != Deed::Release
                    || is_confirmed
                    || is_released_by_default(one.seen.kind),
            }
        });
        Batch {
            errors: Errors::default(),
            action: format!("{}/{}", self.path(), deed.address()),
            work: fields.get("work").to_owned(),
            rows: rows.collect(),
            left: chosen
                .iter()
                .filter_map(|one| Some((said(t, table, one.seen), one.left_out?)))
                .collect(),
            done: None,
            form: ReplyForm::typed(fields, 0),
            note: fields.trimmed("note").to_owned(),
            others: match deed {
                Deed::Respond => table.covering(t, &Place::General, |_, _| true),
                Deed::Validate | Deed::Release => Covering::default(),
            },
            cluster,
            back,
            deed,
            frame,
        }
    }
}

/// "art. 4 (2) · Republic of Avaria · Comment".
fn said(t: Language, table: &Table, seen: &Seen) -> String {
    let place = table.label(t, &table.place_of(seen));
    format!("{place} · {} · {}", author(t, seen).0, what(t, table, seen))
}

/// The version of a response that was read: sent as "ID:VERSION".
fn read_version(fields: &Fields, id: &PublicId) -> i64 {
    let mut read = fields.all("read").filter_map(|read| read.split_once(':'));
    let version = read.find(|(input, _)| *input == id.as_str()).map(|(_, version)| version);
    version.and_then(|version| version.parse().ok()).unwrap_or_default()
}
