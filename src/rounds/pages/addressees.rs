//! `/rounds/{id}/participants`: who was written to, has acknowledged, has submitted.

use super::Scene;
use crate::app::App;
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::rights::{Right, What, decide};
use crate::procedure::rounds::{may_invite_to, may_remind, may_write_to_participants};
use crate::procedure::words::{Occasion, ParticipantKind};
use crate::rounds::store::correspondence::NoteVerbale;
use crate::rounds::views::{self, Correspondent};
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "rounds/participants.html")]
struct Participants {
    frame: Frame,
    path: String,
    counts: Vec<(String, usize)>,
    rows: Vec<Row>,
    /// Filters as they were chosen.
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    is_filtered: bool,
    /// Notes verbales are the administrator's to open.
    may_read_notes: bool,
    may_invite: bool,
    may_remind: bool,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

struct Row {
    path: String,
    name: String,
    kind: String,
    group: String,
    invited: String,
    unreached: bool,
    notes: Vec<Note>,
    acknowledged: bool,
    submitted: String,
    late: bool,
    reminded: String,
}

struct Note {
    path: String,
    label: String,
    dispatch: String,
}

/// What one may look for in the table.
const STATES: [&str; 5] = ["not_invited", "invited", "unreached", "acknowledged", "submitted"];

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let filters = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let scene = Scene::of(conn, &asking, &id, now)?;
            decide(&scene.who, Right::ParticipantListRead, What::default()).actor()?;
            let frame = scene.frame_under_round();
            let t = frame.t;
            let all = views::correspondents(conn, &scene.round)?;
            let kind: Option<ParticipantKind> = filters.parsed("kind");
            let state = filters.filled("state").unwrap_or_default().to_owned();
            let fits = |c: &&Correspondent| {
                kind.is_none_or(|kind| c.participant.kind == kind) && is_in(c, &state)
            };
            let zone = &scene.round.time_zone;
            Ok(Participants {
                path: scene.round.path(),
                counts: counts(t, &all),
                rows: all.iter().filter(fits).map(|c| row(t, c, zone)).collect(),
                kinds: ParticipantKind::ALL
                    .iter()
                    .map(|word| Choice {
                        value: word.to_string(),
                        label: t.word(*word),
                        chosen: kind == Some(*word),
                    })
                    .collect(),
                states: STATES
                    .iter()
                    .map(|value| Choice {
                        value: (*value).to_owned(),
                        label: t.say(&format!("addressees-{value}")),
                        chosen: state == *value,
                    })
                    .collect(),
                is_filtered: kind.is_some() || !state.is_empty(),
                may_read_notes: may_write_to_participants(&scene.who, scene.consultation.id)
                    .is_ok(),
                may_invite: may_invite_to(&scene.who, &scene.facts, now).is_ok(),
                may_remind: may_remind(&scene.who, &scene.facts, now).is_ok(),
                frame,
            })
        })
        .await?;
    html(page)
}

fn is_in(c: &Correspondent, state: &str) -> bool {
    match state {
        "not_invited" => c.invited_at.is_none(),
        "invited" => c.invited_at.is_some() && !c.unreached,
        "unreached" => c.unreached,
        "acknowledged" => c.acknowledged,
        "submitted" => c.submitted.is_some(),
        _ => true,
    }
}

fn counts(t: Language, all: &[Correspondent]) -> Vec<(String, usize)> {
    STATES
        .iter()
        .map(|state| {
            let count = all.iter().filter(|c| is_in(c, state)).count();
            (t.say(&format!("addressees-{state}")), count)
        })
        .collect()
}

fn row(t: Language, c: &Correspondent, zone: &str) -> Row {
    let day = |at: Option<crate::procedure::Moment>| {
        at.map_or_else(|| "–".to_owned(), |at| t.day(at, zone))
    };
    Row {
        path: format!("/participants/{}", c.participant.public_id),
        name: c.participant.name.clone(),
        kind: t.word(c.participant.kind),
        group: c.participant.regional_group.map_or_else(|| "–".to_owned(), |g| t.word(g)),
        invited: day(c.invited_at),
        unreached: c.unreached,
        notes: c.notes.iter().map(|note| note_of(t, note)).collect(),
        acknowledged: c.acknowledged,
        submitted: day(c.submitted.map(|(at, _)| at)),
        late: c.submitted.is_some_and(|(_, late)| late),
        reminded: day(c.reminded_at),
    }
}

fn note_of(t: Language, note: &NoteVerbale) -> Note {
    let label = match (&note.number, note.occasion) {
        (Some(number), _) => number.clone(),
        (None, Occasion::Reminder) => t.say("addressees-note-drafted-reminder"),
        (None, _) => t.say("addressees-note-drafted"),
    };
    let dispatch = match (&note.dispatched_on, note.dispatched_how) {
        (Some(on), Some(how)) => format!("{}, {}", t.civil(on), t.word(how)),
        _ if note.is_approved() => t.say("addressees-not-dispatched"),
        _ => String::new(),
    };
    Note { path: note.path(), label, dispatch }
}
