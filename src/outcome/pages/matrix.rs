//! `/rounds/{id}/matrix`: the comment matrix for the team, on a page, as CSV and as a spreadsheet.

use crate::app::App;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::formats::FileKind;
use crate::outcome::access::Scene;
use crate::outcome::matrix::{self, Row, Shape, Status};
use crate::procedure::keys::PublicId;
use crate::procedure::rounds::Phase;
use crate::procedure::sight::sight;
use crate::procedure::submissions::may_export_identities;
use crate::procedure::words::{CommentType, InputKind, Operation, ParticipantKind, RegionalGroup};
use crate::procedure::{Moment, Refusal, Right, What, decide};
use crate::rounds::store::{self as rounds, Round};
use crate::sign_in;
use crate::submissions::counting::Totals;
use crate::submissions::tables::Form;
use crate::submissions::views;
use crate::text::with_marks;
use crate::web::{Asking, Error, Errors, Fields, Frame, download, html, html_with};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// Why the names are needed, in a line or two.
const MOST_OF_A_REASON: usize = 500;

#[derive(Template)]
#[template(path = "outcome/matrix.html")]
struct Show {
    frame: Frame,
    round: Round,
    rows: Vec<Row>,
    /// Of what is shown, and of all.
    shown: Totals,
    all: Totals,
    /// How many inputs were erased: they are in no row.
    erased: usize,
    themes: Vec<String>,
    fields: Fields,
    query: String,
    refusal: Option<Refusal>,
    /// The file with every name in it is offered.
    may_have_identities: bool,
    errors: Errors,
}

/// The round and its matrix, for those who may have it. The refusal is there while the team has
/// to wait for the closing.
fn load(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Round, Vec<Row>, Option<Refusal>), Error> {
    let round = rounds::find_by_public_id(conn, id)?;
    let scene = Scene::of(conn, asking, round.consultation_id, now)?;
    decide(&scene.who, Right::MatrixExport, What::default()).actor()?;
    let facts = rounds::facts(conn, &round)?;
    if facts.phase(now) == Phase::Open && !facts.team_reads_before_close {
        let refusal = Refusal::TeamWaitsForClosing { closes_at: facts.ends_at() };
        return Ok((scene, round, Vec::new(), Some(refusal)));
    }
    let rows = matrix::rows(conn, &round, &sight(&scene.who, &facts, now))?;
    Ok((scene, round, rows, None))
}

fn page(
    scene: &Scene,
    round: Round,
    rows: Vec<Row>,
    refusal: Option<Refusal>,
    query: String,
    now: Moment,
    conn: &mut Conn,
) -> Result<Show, Error> {
    let fields = Fields::from_query(&query);
    let mut themes: Vec<String> = rows.iter().flat_map(|r| r.themes.clone()).collect();
    themes.sort();
    themes.dedup();
    let Scene { viewer, who, consultation } = scene;
    let frame = consultations::frame(viewer, who, consultation, Tab::Rounds)
        .under(round.path(), round.title.clone());
    let facts = rounds::facts(conn, &round)?;
    let may_have_identities = may_export_identities(who, &facts, now).is_ok();
    let all = Totals::of(rows.iter().map(|row| &row.seen));
    let erased = views::erased(conn, &sight(who, &facts, now), round.id)?;
    let mut rows = filtered(rows, &fields);
    let shown = Totals::of(rows.iter().map(|row| &row.seen));
    for row in &mut rows {
        row.seen.author = row.seen.author_in(frame.t);
    }
    let errors = Errors::default();
    Ok(Show {
        frame,
        round,
        rows,
        shown,
        all,
        erased,
        themes,
        fields,
        query,
        refusal,
        may_have_identities,
        errors,
    })
}

/// Keeps the rows that the filter of the page asks for.
fn filtered(rows: Vec<Row>, fields: &Fields) -> Vec<Row> {
    let kind: Option<ParticipantKind> = fields.parsed("participant_kind");
    let region: Option<RegionalGroup> = fields.parsed("region");
    let input: Option<InputKind> = fields.parsed("kind");
    let operation: Option<Operation> = fields.filled("operation").and_then(|o| o.parse().ok());
    let comment: Option<CommentType> = fields.parsed("type");
    let (theme, status) = (fields.filled("theme"), fields.filled("status"));
    rows.into_iter()
        .filter(|row| kind.is_none_or(|kind| row.kind() == Some(kind)))
        .filter(|row| {
            let of = row.seen.author.as_ref().and_then(|author| author.regional_group);
            region.is_none_or(|region| of == Some(region))
        })
        .filter(|row| input.is_none_or(|kind| row.seen.input.kind == kind))
        .filter(|row| operation.is_none_or(|o| row.seen.input.operation == Some(o)))
        .filter(|row| comment.is_none_or(|c| row.seen.input.comment_type == Some(c)))
        .filter(|row| theme.is_none_or(|theme| row.themes.iter().any(|t| t == theme)))
        .filter(|row| status.is_none_or(|status| row.status.as_str() == status))
        .collect()
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = req.query_string().to_owned();
    let page = app
        .read(move |conn| {
            let (scene, round, rows, refusal) = load(conn, &asking, &id, now)?;
            page(&scene, round, rows, refusal, query, now, conn)
        })
        .await?;
    html(page)
}

pub async fn csv(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    file(&app, asking, id.into_inner(), req.query_string(), FileKind::Csv).await
}

pub async fn xlsx(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    file(&app, asking, id.into_inner(), req.query_string(), FileKind::Xlsx).await
}

pub async fn word(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    file(&app, asking, id.into_inner(), req.query_string(), FileKind::Word).await
}

async fn file(
    app: &web::Data<App>,
    asking: Asking,
    id: PublicId,
    query: &str,
    kind: FileKind,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let fields = Fields::from_query(query);
    let form = fields.filled("form").and_then(Form::parse);
    let own = form.map_or("matrix", Form::as_str);
    let name = format!("{own}-{id}.{}", kind.extension());
    let shape = Shape { kind, form };
    let origin = app.settings.origin.clone();
    let bytes = app
        .read(move |conn| {
            let (scene, round, _, refusal) = load(conn, &asking, &id, now)?;
            if let Some(refusal) = refusal {
                return Err(refusal.into());
            }
            // What leaves the server leaves it without confidential inputs and withheld names.
            let sight = sight(&scene.who, &rounds::facts(conn, &round)?, now).without_confidence();
            let rows = filtered(matrix::rows(conn, &round, &sight)?, &fields);
            let of = (&scene.consultation, &round);
            Ok(shape.of(&rows, of, scene.viewer.language(), &origin, now)?)
        })
        .await?;
    Ok(download(&name, kind.media_type(), bytes))
}

/// The round and its scene, for whoever may have every name.
fn may_name(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Round, Scene), Error> {
    sign_in::signed_in(conn, asking, now)?;
    let round = rounds::find_by_public_id(conn, id)?;
    let scene = Scene::of(conn, asking, round.consultation_id, now)?;
    decide(&scene.who, Right::MatrixExportWithIdentities, What::default()).actor()?;
    Ok((round, scene))
}

/// `POST /rounds/{id}/matrix/identities`: the matrix with confidential inputs and every name, for the
/// lead, with a reason that the journal keeps.
pub async fn identities(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let kind = match fields.get("format") {
        "xlsx" => FileKind::Xlsx,
        _ => FileKind::Csv,
    };
    let name = format!("matrix-{id}-with-names.{}", kind.extension());
    let origin = app.settings.origin.clone();
    let round = id.clone();
    sign_in::confirmed_who_may(&app, &asking, &fields, move |conn, asking, now| {
        may_name(conn, asking, &round, now).map(drop)
    })
    .await?;
    let outcome = app
        .write(move |tx| {
            let (round, scene) = may_name(tx, &asking, &id, now)?;
            let reason = fields.trimmed("reason").to_owned();
            let mut errors = Errors::default();
            if reason.is_empty() {
                errors.add("reason", "matrix-identities-reason-missing");
            } else if reason.chars().count() > MOST_OF_A_REASON {
                errors.add("reason", "matrix-identities-reason-long");
            }
            if !errors.is_empty() {
                let (scene, round, rows, refusal) = load(tx, &asking, &id, now)?;
                let mut page = page(&scene, round, rows, refusal, String::new(), now, tx)?;
                page.fields = fields;
                page.errors = errors;
                return Ok(Err(page));
            }
            let rows = matrix::with_identities(tx, &scene.who, &round, &reason, now)?;
            let (shape, of) = (Shape { kind, form: None }, (&scene.consultation, &round));
            Ok(Ok(shape.of(&rows, of, scene.viewer.language(), &origin, now)?))
        })
        .await?;
    match outcome {
        Ok(bytes) => Ok(download(&name, kind.media_type(), bytes)),
        Err(page) => html_with(StatusCode::UNPROCESSABLE_ENTITY, page),
    }
}

impl Show {
    /// The file of what the page shows.
    fn file_path(&self, extension: &str) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{}/matrix.{extension}{mark}{}", self.round.path(), self.query)
    }

    /// The same as one of the field's own forms.
    fn form_path(&self, form: &Form, extension: &str) -> String {
        let more = if self.query.is_empty() { "" } else { "&" };
        let (path, form) = (self.round.path(), form.as_str());
        format!("{path}/matrix.{extension}?form={form}{more}{}", self.query)
    }

    fn forms(&self) -> [Form; 2] {
        Form::ALL
    }

    fn kinds(&self) -> &'static [ParticipantKind] {
        ParticipantKind::ALL
    }

    fn regions(&self) -> &'static [RegionalGroup] {
        RegionalGroup::ALL
    }

    fn input_kinds(&self) -> &'static [InputKind] {
        InputKind::ALL
    }

    fn types(&self) -> &'static [CommentType] {
        CommentType::ALL
    }

    fn statuses(&self) -> [Status; 4] {
        Status::ALL
    }

    /// A cell as the page shows it; the file has it as it was sent.
    fn marked(&self, text: &str) -> String {
        with_marks(text)
    }

    fn chosen(&self, name: &str, value: &str) -> bool {
        self.fields.get(name) == value
    }

    /// Where the input stands: its citation, the whole text, or nowhere yet.
    fn place(&self, row: &Row) -> String {
        match (&row.citation, row.seen.input.kind) {
            (Some(citation), _) => self.frame.t.citation_short(citation),
            (None, InputKind::General | InputKind::Answer) => self.frame.t.say("matrix-whole-text"),
            (None, _) => self.frame.t.say("matrix-unplaced"),
        }
    }
}
