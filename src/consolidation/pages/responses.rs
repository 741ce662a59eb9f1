//! Writing, validating and releasing responses: one by one, or several at once.

use super::answers::ReplyForm;
use super::board::answering;
use super::cases::{Case, author, what};
use super::covering::{Covering, ELSEWHERE};
use super::{Desk, Table, at_input, back_to};
use crate::app::App;
use crate::consolidation::acts::responding::{self, Outcome, Typed};
use crate::consolidation::store::{Response, Wanted};
use crate::consolidation::views::input_named;
use crate::consolidation::working::Work;
use crate::db::Conn;
use crate::drafts::reading::Line;
use crate::procedure::Moment;
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::words::Treatment;
use crate::submissions;
use crate::submissions::views::Seen;
use crate::text::{Run, difference, paragraphs};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// One input and its response on a page of their own: a permanent link, and what answers when a
/// form has faults or somebody else was faster.
#[derive(Template)]
#[template(path = "consolidation/response.html")]
struct ResponsePage {
    frame: Frame,
    errors: Errors,
    zone: String,
    back: String,
    filter: String,
    line: Option<Line>,
    case: Case,
    /// What somebody else stored while this was typed.
    stored: Option<Stored>,
    others: Covering,
    /// Where this is one of those that somebody goes through.
    line_of_work: Option<LineOfWork>,
}

/// The way through what somebody chose to go through.
struct LineOfWork {
    /// The query that says what, carried along by the form.
    query: String,
    previous: Option<String>,
    next: Option<String>,
    /// How many there are.
    of: usize,
    board: String,
}

struct Stored {
    treatment: Treatment,
    reason: Vec<String>,
    drafted: String,
    /// From what is stored to what was typed, word by word.
    difference: Vec<Run>,
}

/// `GET /inputs/{id}/response`
pub async fn response(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(request.query_string());
    let page = app
        .read(move |conn| {
            let (desk, seen) = Desk::of_input(conn, &asking, &id, now)?;
            let nothing = Fields::default();
            let mut page =
                desk.response_page(conn, &seen, &nothing, Errors::default(), None, now)?;
            if query.is_ticked("show") {
                let table = desk.table(conn)?;
                let work = Work::read(&query);
                page.line_of_work = Some(desk.line_of_work(conn, &table, &seen, &work)?);
                page.case.form.has_keys = true;
            }
            Ok(page)
        })
        .await?;
    html(page)
}

impl Desk {
    /// The page with what was typed, if anything was, and what is stored now in a conflict.
    fn response_page(
        &self,
        conn: &mut Conn,
        seen: &Seen,
        fields: &Fields,
        errors: Errors,
        stored: Option<&Response>,
        now: Moment,
    ) -> Result<ResponsePage, Error> {
        let table = self.table(conn)?;
        let frame = self.frame_below();
        let t = frame.t;
        let mut case = self.case(t, &table, seen, now);
        let version = match stored {
            Some(stored) => stored.row_version,
            None if errors.is_empty() => case.form.version,
            None => fields.parsed("version").unwrap_or_default(),
        };
        case.form = match fields.texts().is_empty() {
            true => ReplyForm { suffix: String::new(), ..case.form },
            false => ReplyForm::typed(fields, version),
        };
        case.form.has_keys = fields.filled("work").is_some();
        let place = table.place_of(seen);
        let others = table.covering(t, &place, |other, _| other.input.id != seen.input.id);
        Ok(ResponsePage {
            zone: self.consultation.time_zone.clone(),
            back: back_to(&table.base, &table.step(&place), fields, Some(&seen.input.public_id)),
            filter: fields.get("filter").to_owned(),
            line: table.line(&place).cloned().map(|line| Line { level: 2, ..line }),
            stored: stored.map(|response| Stored {
                treatment: response.treatment,
                reason: paragraphs(&response.reason),
                drafted: self.answer(t, &table, response).drafted,
                difference: difference(&response.reason, fields.get("reason")),
            }),
            others,
            case,
            errors,
            line_of_work: match fields.filled("work") {
                None => None,
                Some(work) => Some(self.line_of_work(conn, &table, seen, &work_of(work))?),
            },
            frame,
        })
    }

    /// What comes before and after an input among those that somebody goes through.
    fn line_of_work(
        &self,
        conn: &mut Conn,
        table: &Table,
        seen: &Seen,
        work: &Work,
    ) -> Result<LineOfWork, Error> {
        let colliding = table.colliding();
        let facts = self.facts_of_work(conn, table, &colliding, Some(&work.part))?;
        let ordered = table.in_order();
        let here = ordered.iter().position(|other| other.input.id == seen.input.id);
        let here = here.unwrap_or_default();
        let keeps = |other: &&&Seen| facts.keeps(work, other);
        let to = |other: &&Seen| answering(&other.input.public_id, work);
        Ok(LineOfWork {
            query: work.query(),
            previous: ordered[..here].iter().rev().find(keeps).map(to),
            next: ordered.iter().skip(here + 1).find(keeps).map(to),
            of: ordered.iter().filter(keeps).count(),
            board: format!("{}{}", self.board_path(), work.query()),
        })
    }

    /// On to the next of what somebody goes through; from the last to the first that is left, and
    /// with nothing left to the board.
    fn onward(&self, conn: &mut Conn, seen: &Seen, work: &Work) -> Result<String, Error> {
        let table = self.table(conn)?;
        let line = self.line_of_work(conn, &table, seen, work)?;
        if let Some(next) = line.next {
            return Ok(next);
        }
        let colliding = table.colliding();
        let facts = self.facts_of_work(conn, &table, &colliding, Some(&work.part))?;
        let left = |other: &&&Seen| other.input.id != seen.input.id && facts.keeps(work, other);
        let ordered = table.in_order();
        let first = ordered.iter().find(left);
        Ok(first.map_or(line.board, |other| answering(&other.input.public_id, work)))
    }

    /// The response as typed, with the input that it names looked up among those in sight.
    pub(super) fn wanted(
        &self,
        conn: &mut Conn,
        fields: &Fields,
        itself: Option<InputKey>,
    ) -> Result<Result<Wanted, Errors>, Error> {
        let mut errors = Errors::default();
        let typed = match Typed::read(fields) {
            Ok(typed) => typed,
            Err(errors) => return Ok(Err(errors)),
        };
        let mut covered_by = None;
        if typed.treatment == Treatment::CoveredBy {
            match fields.filled("covered_by").filter(|id| *id != ELSEWHERE) {
                None => errors.add("covered_by", "response-covered-by-missing"),
                Some(id) => {
                    covered_by = self.visible_input(conn, &PublicId::from(id))?;
                    if covered_by.is_none() || covered_by == itself {
                        errors.add("covered_by", "response-covered-by-unknown");
                    }
                }
            }
        }
        Ok(errors.check().map(|()| Wanted {
            treatment: typed.treatment,
            reason: typed.reason,
            covered_by,
        }))
    }

    pub(super) fn visible_input(
        &self,
        conn: &mut Conn,
        id: &PublicId,
    ) -> Result<Option<InputKey>, Error> {
        let Some((input, round)) = input_named(conn, id)? else { return Ok(None) };
        let seen = submissions::views::one(conn, &self.sight, input)?;
        Ok(seen.filter(|_| round == self.round.id).map(|seen| seen.input.id))
    }
}

/// `POST /inputs/{id}/response`
pub async fn respond(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    at_input(app, asking, id, move |tx, desk, seen, now| {
        let input = seen.input.id;
        let wanted = match desk.wanted(tx, &fields, Some(input))? {
            Ok(wanted) => wanted,
            Err(errors) => {
                let page = desk.response_page(tx, seen, &fields, errors, None, now)?;
                return Ok(After::faulty(page));
            }
        };
        let version = fields.parsed("version").unwrap_or_default();
        let done = responding::respond(tx, &desk.who, &desk.round, input, &wanted, version, now)?;
        desk.after(tx, seen, &fields, done, "flash-response-drafted", now)
    })
    .await
}

impl Desk {
    fn after(
        &self,
        conn: &mut Conn,
        seen: &Seen,
        fields: &Fields,
        done: Outcome,
        said: &'static str,
        now: Moment,
    ) -> Result<After<ResponsePage>, Error> {
        match done {
            Outcome::Done => {
                let to = match fields.filled("work") {
                    None => self.back_to_seen(conn, seen, fields)?,
                    Some(work) => self.onward(conn, seen, &work_of(work))?,
                };
                Ok(After::See(to, said))
            }
            Outcome::Changed(stored) => {
                // What was typed in a form without a response of its own is nothing to keep.
                let typed = match fields.filled("treatment") {
                    Some(_) => fields.clone(),
                    None => Fields::default(),
                };
                let errors = Errors::default();
                let page = self.response_page(conn, seen, &typed, errors, Some(&stored), now)?;
                Ok(After::Again(StatusCode::CONFLICT, page))
            }
        }
    }
}

/// What a form carried along of what somebody goes through.
fn work_of(query: &str) -> Work {
    Work::read(&Fields::from_query(query.trim_start_matches('?')))
}

/// `POST /inputs/{id}/response/validation`
pub async fn validate(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    at_input(app, asking, id, move |tx, desk, seen, now| {
        let version = fields.parsed("version").unwrap_or_default();
        let (input, note) = (seen.input.id, fields.filled("note"));
        let done = responding::validate(tx, &desk.who, &desk.round, input, note, version, now)?;
        desk.after(tx, seen, &fields, done, "flash-response-validated", now)
    })
    .await
}

/// `POST /inputs/{id}/response/release`
pub async fn release(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    at_input(app, asking, id, move |tx, desk, seen, now| {
        let version = fields.parsed("version").unwrap_or_default();
        let input = seen.input.id;
        let done = responding::release(tx, &desk.who, &desk.round, input, version, now)?;
        desk.after(tx, seen, &fields, done, "flash-response-released", now)
    })
    .await
}

/// The form for several inputs, again, when it had faults.
#[derive(Template)]
#[template(path = "consolidation/several.html")]
struct Several {
    frame: Frame,
    errors: Errors,
    action: String,
    back: String,
    filter: String,
    ticked: Vec<(PublicId, String)>,
    form: ReplyForm,
    others: Covering,
}

/// `POST /rounds/{id}/consolidation/{element}/responses`: one response to the ticked inputs, and
/// to all that say the same as those ticked as `alike`.
pub async fn answer_several(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, step) = path.into_inner();
    let after = app
        .write(move |tx| {
            let desk = Desk::of_round(tx, &asking, &id, now)?;
            desk.opens(now)?;
            let ticked = desk.ticked(tx, &fields)?;
            let back = back_to(&desk.path(), &step, &fields, None);
            let mut errors = match desk.wanted(tx, &fields, None)? {
                Ok(wanted) if !ticked.is_empty() => {
                    let (who, round) = (&desk.who, &desk.round);
                    let left = responding::respond_to_all(tx, who, round, &ticked, &wanted, now)?;
                    let said = if left.is_empty() {
                        "flash-responses-drafted"
                    } else {
                        "flash-responses-some"
                    };
                    return Ok(After::See(back, said));
                }
                Ok(_) => Errors::default(),
                Err(errors) => errors,
            };
            if ticked.is_empty() {
                errors.add("inputs", "response-none-ticked");
            }
            Ok(After::faulty(desk.several(tx, (back, step), &ticked, &fields, errors)?))
        })
        .await?;
    after.answer()
}

impl Desk {
    /// The inputs that were ticked and are still without an answer, in order.
    fn ticked(&self, conn: &mut Conn, fields: &Fields) -> Result<Vec<InputKey>, Error> {
        let mut ticked = Vec::new();
        for id in fields.all("inputs") {
            let input = self.visible_input(conn, &PublicId::from(id))?;
            ticked.push(input.ok_or(Error::NotFound)?);
        }
        if fields.is_ticked("alike") {
            let table = self.table(conn)?;
            let alike = table.alike();
            for id in fields.all("alike") {
                let one = self.visible_input(conn, &PublicId::from(id))?;
                let members = alike.with(one.ok_or(Error::NotFound)?);
                ticked.extend(table.without_answer(members));
            }
        }
        ticked.sort_unstable();
        ticked.dedup();
        Ok(ticked)
    }

    fn several(
        &self,
        conn: &mut Conn,
        (back, step): (String, String),
        ticked: &[InputKey],
        fields: &Fields,
        errors: Errors,
    ) -> Result<Several, Error> {
        let table = self.table(conn)?;
        let place = table.place(&step).ok_or(Error::NotFound)?;
        let frame = self.frame_below();
        let t = frame.t;
        let said = |seen: &Seen| {
            let said = format!("{} · {}", author(t, seen).0, what(t, &table, seen));
            (seen.input.public_id.clone(), said)
        };
        let all = &table.dossier.seen;
        Ok(Several {
            action: format!("{}/{step}/responses", table.base),
            back,
            filter: fields.get("filter").to_owned(),
            ticked: all.iter().filter(|s| ticked.contains(&s.input.id)).map(said).collect(),
            others: table.covering(t, &place, |_, _| true),
            form: ReplyForm::typed(fields, 0),
            errors,
            frame,
        })
    }
}
