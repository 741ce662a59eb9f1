//! Who runs the consultation.

use crate::app::App;
use crate::consultations::views::{self, Member};
use crate::consultations::{self, Appointment, Consultation, Tab, frame};
use crate::db::{Conn, Tx};
use crate::languages::Language;
use crate::procedure::Standing;
use crate::procedure::preparation::{
    may_hand_over_mandate, may_keep_timeline, may_show_attribution,
};
use crate::procedure::rights::Denied;
use crate::procedure::team::{Nomination, may_appoint, may_end_role, may_keep_team};
use crate::procedure::words::Role;
use crate::procedure::{Refusal, limits};
use crate::sign_in::{self, Viewer, confirmed_who_may, one_line, parse_email};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, see_other_saying};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consultations/team.html")]
struct TeamPage {
    frame: Frame,
    consultation: Consultation,
    /// Each with whether their role is this reader's to end, or why not.
    members: Vec<(Member, Option<Refusal>)>,
    /// Looks after the team at all.
    may_keep: bool,
    /// The roles that are this reader's to give.
    gives: Vec<Role>,
    /// Why the other roles, and a clearance, are not.
    gives_not: Vec<Refusal>,
    may_clear: bool,
    may_keep_timeline: bool,
    may_hand_over: bool,
    /// The lead's switch: whether proposers are named outside.
    may_show_attribution: bool,
    fields: Fields,
    errors: Errors,
}

impl TeamPage {
    fn role(&self, member: &Member) -> String {
        self.frame.t.role_in(self.consultation.kind, member.role)
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
            (
                role.as_str(),
                self.frame.t.role_in(self.consultation.kind, *role),
                self.fields.has("role", role.as_str()),
            )
        };
        self.gives.iter().map(choice).collect()
    }

    fn why_not(&self, refusal: &Refusal) -> String {
        self.frame.t.refusal(refusal, &self.consultation.time_zone)
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
    let team = views::team(conn, consultation.id)?;
    let has_lead = views::has_lead(&team);
    let why_not = |role, clearance| {
        let new = Nomination::of(role, clearance, has_lead);
        refusal(may_appoint(&who, consultation.id, &new))
    };
    let gives = Role::ALL.iter().copied().filter(|role| why_not(*role, false).is_none()).collect();
    let clearing = why_not(Role::Drafter, true);
    let mut gives_not: Vec<Refusal> =
        Role::ALL.iter().filter_map(|role| why_not(*role, false)).collect();
    gives_not.extend(clearing.clone());
    gives_not.dedup();
    let end = |one: &Member| {
        let others_stay = views::others_stay(&team, one);
        refusal(may_end_role(&who, consultation.id, one.role, others_stay))
    };
    let why: Vec<Option<Refusal>> = team.iter().map(end).collect();
    let page = TeamPage {
        frame: frame(viewer, &who, &consultation, Tab::Team),
        members: team.into_iter().zip(why).collect(),
        may_keep: may_keep_team(&who).is_ok(),
        gives,
        gives_not,
        may_clear: clearing.is_none(),
        may_keep_timeline: may_keep_timeline(&who, consultation.id).is_ok(),
        may_hand_over: may_hand_over_mandate(&who, consultation.id).is_ok(),
        may_show_attribution: may_show_attribution(&who, consultation.id).is_ok(),
        fields,
        errors,
        consultation,
    };
    Ok((page, who))
}

/// Why something is not this reader's to do.
fn refusal<P>(answer: Result<P, Denied>) -> Option<Refusal> {
    match answer {
        Ok(_) => None,
        Err(Denied::Refused(refusal)) => Some(refusal),
        Err(Denied::Unknown) => Some(Refusal::NotYourRole),
    }
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

/// Before the password is asked for: is the team this person's to look after?
async fn confirmed(app: &App, asking: &Asking, fields: &Fields, slug: &str) -> Result<(), Error> {
    let slug = slug.to_owned();
    confirmed_who_may(app, asking, fields, move |conn, asking, now| {
        let viewer = sign_in::signed_in(conn, asking, now)?;
        let (_, who) = consultations::enter(conn, &viewer, &slug)?;
        Ok(may_keep_team(&who)?)
    })
    .await
}

pub async fn appoint(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    confirmed(&app, &asking, &fields, &slug).await?;
    let (now, desk) = (app.now(), app.post());
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let parsed = parse(&fields);
        let errors = parsed.as_ref().err().cloned().unwrap_or_default();
        let (page, who) = page(tx, &viewer, &slug, fields, errors)?;
        may_keep_team(&who)?;
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
    confirmed(&app, &asking, &fields, &slug).await?;
    let (now, desk) = (app.now(), app.post());
    let path = app
        .write(move |tx| {
            let viewer = sign_in::signed_in(tx, &asking, now)?;
            let (account, role) = (fields.get("account").into(), fields.parsed("role"));
            let role: Role = role.ok_or(Error::BadRequest)?;
            let (consultation, who) = consultations::enter(tx, &viewer, &slug)?;
            consultations::end_role(tx, &desk, &who, &consultation, &account, role, now)?;
            // Whoever gave up the last role of their own has no more to see here.
            let left = viewer.standing(tx, consultation.id)?.offices.is_empty();
            Ok(if left { "/".to_owned() } else { format!("{}/team", consultation.path()) })
        })
        .await?;
    Ok(see_other_saying(&path, "flash-role-ended"))
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
