//! Who runs the consultation.

use crate::app::App;
use crate::consultations::team::Ended;
use crate::consultations::views::{self, Member};
use crate::consultations::{self, Appointment, Consultation, Tab, frame};
use crate::db::{Conn, Tx};
use crate::languages::Language;
use crate::procedure::Standing;
use crate::procedure::limits;
use crate::procedure::preparation::{
    may_change_consultation, may_hand_over_mandate, may_keep_timeline, may_show_attribution,
};
use crate::procedure::rights::Denied;
use crate::procedure::words::Role;
use crate::sign_in::{self, Viewer, one_line, parse_email};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consultations/team.html")]
struct TeamPage {
    frame: Frame,
    consultation: Consultation,
    members: Vec<Member>,
    may_change: bool,
    may_keep_timeline: bool,
    may_hand_over: bool,
    /// The lead's switch: whether proposers are named outside.
    may_show_attribution: bool,
    fields: Fields,
    errors: Errors,
    /// The last round administrator cannot be removed.
    last_stays: bool,
}

impl TeamPage {
    fn role(&self, member: &Member) -> String {
        self.frame.t.word(member.role)
    }

    fn since(&self, member: &Member) -> String {
        self.frame.t.day(member.granted_at, &self.consultation.time_zone)
    }

    /// The last moment of a role that is to end.
    fn until(&self, member: &Member) -> Option<String> {
        let zone = &self.consultation.time_zone;
        // The end is the first instant after the last day.
        member.ends_at.map(|at| self.frame.t.day(at.plus_seconds(-1), zone))
    }

    /// May read withheld names and confidential texts.
    fn is_cleared(&self, member: &Member) -> bool {
        member.clearance || member.role == Role::Lead
    }

    /// Value, label, chosen.
    fn roles(&self) -> Vec<(&'static str, String, bool)> {
        let choice = |role: &Role| {
            (role.as_str(), self.frame.t.word(*role), self.fields.has("role", role.as_str()))
        };
        Role::ALL.iter().map(choice).collect()
    }

    fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        let choice = |t: Language| (t.code(), t.endonym(), self.fields.has("language", t.code()));
        Language::ALL.into_iter().map(choice).collect()
    }
}

/// The team and its auditors see who is of the team.
fn page(
    conn: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    fields: Fields,
    errors: Errors,
) -> Result<(TeamPage, Standing), Error> {
    let (consultation, who) = consultations::enter(conn, viewer, slug)?;
    if who.offices.is_empty() {
        return Err(Denied::Unknown.into());
    }
    let page = TeamPage {
        frame: frame(viewer, &who, &consultation, Tab::Team),
        members: views::team(conn, consultation.id)?,
        may_change: may_change_consultation(&who, consultation.id).is_ok(),
        may_keep_timeline: may_keep_timeline(&who, consultation.id).is_ok(),
        may_hand_over: may_hand_over_mandate(&who, consultation.id).is_ok(),
        may_show_attribution: may_show_attribution(&who, consultation.id).is_ok(),
        fields,
        errors,
        last_stays: false,
        consultation,
    };
    Ok((page, who))
}

pub async fn team(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let fields = Fields::of(&[("language", viewer.language().code())]);
            Ok(page(conn, &viewer, &slug, fields, Errors::default())?.0)
        })
        .await?;
    html(page)
}

fn parse(fields: &Fields) -> Result<Appointment, Errors> {
    let mut errors = Errors::default();
    let name = one_line(fields.get("name"));
    if name.is_empty() {
        errors.add("name", "team-name-missing");
    }
    errors.hold("name", &name, limits::NAME);
    let email = parse_email(fields.get("email"));
    if email.is_none() {
        errors.add("email", "team-email-bad");
    }
    let role = fields.parsed("role");
    if role.is_none() {
        errors.add("role", "team-role-missing");
    }
    match (email, role) {
        (Some(email), Some(role)) if errors.is_empty() => Ok(Appointment {
            name,
            email,
            language: Language::of(fields.get("language")),
            role,
            clearance: fields.is_ticked("clearance"),
        }),
        _ => Err(errors),
    }
}

pub async fn appoint(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let parsed = parse(&fields);
        let errors = parsed.as_ref().err().cloned().unwrap_or_default();
        let (page, who) = page(tx, &viewer, &slug, fields, errors)?;
        may_change_consultation(&who, page.consultation.id)?;
        let Ok(new) = parsed else { return Ok(After::faulty(page)) };
        consultations::appoint(tx, &desk, &who, &page.consultation, &new, now)?;
        Ok(After::See(format!("{}/team", page.consultation.path()), "flash-team-added"))
    };
    app.write(act).await?.answer()
}

pub async fn end_role(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (account, role) = (fields.get("account").into(), fields.parsed("role"));
        let role: Role = role.ok_or(Error::BadRequest)?;
        let (mut page, who) = page(tx, &viewer, &slug, Fields::default(), Errors::default())?;
        match consultations::end_role(tx, &who, &page.consultation, &account, role, now)? {
            Ended::Yes => {
                let path = page.consultation.path();
                // Whoever gave up the last role of their own has no more to see here.
                let left = viewer.standing(tx, page.consultation.id)?.offices.is_empty();
                let to = if left { "/".to_owned() } else { format!("{path}/team") };
                Ok(After::See(to, "flash-role-ended"))
            }
            Ended::LastAdministrator => {
                page.last_stays = true;
                Ok(After::Again(StatusCode::CONFLICT, page))
            }
        }
    };
    app.write(act).await?.answer()
}

/// The lead turns the naming of proposers on or off.
pub async fn attribution(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .write(move |tx| {
            let viewer = sign_in::signed_in(tx, &asking, now)?;
            let (consultation, who) = consultations::enter(tx, &viewer, &slug)?;
            let shown = fields.get("shown") == "yes";
            consultations::show_attribution(tx, &who, &consultation, shown, now)?;
            Ok(format!("{}/team", consultation.path()))
        })
        .await?;
    Ok(see_other_saying(&path, "flash-attribution"))
}
