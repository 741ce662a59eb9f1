//! All participants, for the team; and the form that adds one.

use super::{Choice, kinds, languages, regions};
use crate::app::App;
use crate::consultations::{self, Consultation, Tab, frame};
use crate::db::Tx;
use crate::participants::store::{self, Participant};
use crate::participants::{NewParticipant, register as register_participant};
use crate::procedure::Right;
use crate::procedure::preparation::may_register_participants;
use crate::procedure::rights::{What, may};
use crate::procedure::words::{ParticipantKind, RegionalGroup};
use crate::sign_in;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "participants/list.html")]
struct ListPage {
    frame: Frame,
    consultation: Consultation,
    may_register: bool,
    /// Requests at the door that wait for a decision.
    at_the_door: usize,
    filters: Fields,
    rows: Vec<Row>,
    /// How many there are in all, before the filters.
    all: usize,
    counts: Vec<Count>,
}

struct Row {
    participant: Participant,
    invited: usize,
    accepted: usize,
}

/// How many of a kind, or of a regional group of States, there are, and of how many somebody
/// has come in.
struct Count {
    label: String,
    participants: usize,
    come: usize,
}

impl ListPage {
    fn kind(&self, row: &Row) -> String {
        self.frame.t.word(row.participant.kind)
    }

    fn region(&self, row: &Row) -> String {
        row.participant.regional_group.map_or(String::new(), |region| self.frame.t.word(region))
    }

    fn kinds(&self) -> Vec<Choice> {
        kinds(self.frame.t, &self.filters, true)
    }

    fn regions(&self) -> Vec<Choice> {
        regions(self.frame.t, &self.filters)
    }
}

impl Row {
    fn passes(&self, filters: &Fields) -> bool {
        let one = &self.participant;
        let kind = filters.parsed::<ParticipantKind>("kind");
        let region = filters.parsed::<RegionalGroup>("regional_group");
        let words = filters.trimmed("q").to_lowercase();
        kind.is_none_or(|kind| one.kind == kind)
            && region.is_none_or(|region| one.regional_group == Some(region))
            && one.name.to_lowercase().contains(&words)
            && match filters.get("come") {
                "yes" => self.accepted > 0,
                "no" => self.accepted == 0,
                _ => true,
            }
    }
}

pub async fn list(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let filters = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let (consultation, who) = consultations::enter(conn, &viewer, &slug)?;
            may(&who, Right::ParticipantListRead, What::default())?;

            let people = store::people_of_consultation(conn, consultation.id)?;
            let mut rows: Vec<Row> = Vec::new();
            for participant in store::of_consultation(conn, consultation.id)? {
                let own = people.iter().filter(|one| one.participant_id == participant.id);
                let (mut invited, mut accepted) = (0, 0);
                for person in own {
                    invited += 1;
                    accepted += usize::from(person.accepted_at.is_some());
                }
                rows.push(Row { participant, invited, accepted });
            }
            let (all, frame) = (rows.len(), frame(&viewer, &who, &consultation, Tab::Participants));
            let counts = counts(&frame, &rows);
            rows.retain(|row| row.passes(&filters));
            rows.sort_by_key(|row| (row.participant.kind, row.participant.regional_group));
            let waiting = store::requests(conn, consultation.id)?;
            Ok(ListPage {
                frame,
                may_register: may_register_participants(&who, consultation.id).is_ok(),
                at_the_door: waiting
                    .iter()
                    .filter(|request| request.confirmed_at.is_some())
                    .filter(|request| request.decided_at.is_none())
                    .count(),
                filters,
                rows,
                all,
                counts,
                consultation,
            })
        })
        .await?;
    html(page)
}

fn counts(frame: &Frame, rows: &[Row]) -> Vec<Count> {
    let mut counts: BTreeMap<(ParticipantKind, Option<RegionalGroup>), (usize, usize)> =
        BTreeMap::new();
    for row in rows {
        // Regional groups are groups of States.
        let kind = row.participant.kind;
        let region = row.participant.regional_group.filter(|_| kind.is_state());
        let count = counts.entry((kind, region)).or_default();
        count.0 += 1;
        count.1 += usize::from(row.accepted > 0);
    }
    let label = |kind: ParticipantKind, region: Option<RegionalGroup>| match region {
        Some(region) => {
            let (label, value) = (frame.t.word(kind), frame.t.word(region));
            frame.t.say2("labelled", "label", label, "value", value)
        }
        None => frame.t.word(kind),
    };
    counts
        .into_iter()
        .map(|((kind, region), (participants, come))| Count {
            label: label(kind, region),
            participants,
            come,
        })
        .collect()
}

#[derive(Template)]
#[template(path = "participants/new.html")]
struct NewPage {
    frame: Frame,
    consultation: Consultation,
    fields: Fields,
    errors: Errors,
}

impl NewPage {
    fn kinds(&self) -> Vec<Choice> {
        kinds(self.frame.t, &self.fields, true)
    }

    fn regions(&self) -> Vec<Choice> {
        regions(self.frame.t, &self.fields)
    }

    fn languages(&self) -> Vec<Choice> {
        languages(self.frame.t, &self.fields)
    }
}

pub async fn new(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let (consultation, who) = consultations::enter(conn, &viewer, &slug)?;
            may_register_participants(&who, consultation.id)?;
            Ok(NewPage {
                frame: under_list(frame(&viewer, &who, &consultation, Tab::Participants)),
                consultation,
                fields: Fields::of(&[("language", "en")]),
                errors: Errors::default(),
            })
        })
        .await?;
    html(page)
}

/// The same frame, with the way back to the list.
pub(super) fn under_list(frame: Frame) -> Frame {
    let base = frame.consultation.as_ref().map_or(String::new(), |crumb| crumb.to.clone());
    let label = frame.t.say("tab-participants");
    frame.under(format!("{base}/participants"), label)
}

pub async fn register(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (consultation, who) = consultations::enter(tx, &viewer, &slug)?;
        may_register_participants(&who, consultation.id)?;
        let mut errors = match NewParticipant::parse(&fields) {
            Ok(new) => {
                let registered = register_participant(tx, &who, &consultation, &new, now)?;
                if registered.is_new || new.agrees_with(&registered.participant) {
                    let to = registered.participant.path();
                    return Ok(After::See(to, "flash-participant-registered"));
                }
                Errors::default()
            }
            Err(errors) => errors,
        };
        if errors.is_empty() {
            errors.add("name", "participant-name-taken");
        }
        let frame = under_list(frame(&viewer, &who, &consultation, Tab::Participants));
        Ok(After::faulty(NewPage { frame, consultation, fields, errors }))
    };
    app.write(act).await?.answer()
}
