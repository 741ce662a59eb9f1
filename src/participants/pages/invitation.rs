//! `/invitations/{token}`: looking consumes nothing; accepting does, once.

use crate::app::App;
use crate::consultations::{self, Consultation};
use crate::db::{Conn, Tx};
use crate::languages::Language;
use crate::participants::store::{self, Participant, Person};
use crate::participants::{self as acts};
use crate::procedure::Moment;
use crate::sign_in::links::{self, Link, Purpose};
use crate::sign_in::{self, Password, Viewer, one_line};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, html_with, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "participants/invitation.html")]
struct InvitationPage {
    frame: Frame,
    consultation: Consultation,
    participant: Participant,
    person: Person,
    way: Way,
    path: String,
    fields: Fields,
    errors: Errors,
}

/// How the person can take the seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Signed in under the address that was written to: one button.
    Accept,
    /// The address has an account: sign in first.
    SignIn,
    /// Signed in as somebody else.
    OtherAccount,
    /// New here: choose a name and a password.
    Begin,
}

impl InvitationPage {
    fn role(&self) -> String {
        self.frame.t.word(self.person.role)
    }

    fn next(&self) -> String {
        serde_urlencoded::to_string([("next", &self.path)]).unwrap_or_default()
    }

    fn is(&self, way: &str) -> bool {
        way == match self.way {
            Way::Accept => "accept",
            Way::SignIn => "sign-in",
            Way::OtherAccount => "other-account",
            Way::Begin => "begin",
        }
    }
}

/// For links that were used, replaced or have grown too old.
#[derive(Template)]
#[template(path = "participants/gone.html")]
pub(super) struct GonePage {
    pub frame: Frame,
}

/// What a good link leads to: none when it is used, too old, or the person has left.
fn page(
    conn: &mut Conn,
    (viewer, asking): (&Viewer, &Asking),
    token: &str,
    fields: Fields,
    now: Moment,
) -> Result<Option<(InvitationPage, Link)>, Error> {
    let Some(link) = links::find(conn, token, Purpose::Invitation, now)? else { return Ok(None) };
    let person = store::find_person(conn, link.person.ok_or(Error::NotFound)?)?;
    if person.ended_at.is_some() || person.accepted_at.is_some() {
        return Ok(None);
    }
    let participant = store::find(conn, person.participant_id)?;
    let consultation = consultations::store::find(conn, participant.consultation_id)?;
    let there = sign_in::store::find_by_email(conn, &person.email)?;
    let has_password = match &there {
        Some(account) => sign_in::has_password(conn, account.id)?,
        None => false,
    };
    let way = match (viewer.key(), there.map(|account| account.id)) {
        (Some(me), Some(theirs)) if me == theirs => Way::Accept,
        (Some(_), _) => Way::OtherAccount,
        (None, _) if has_password => Way::SignIn,
        (None, _) => Way::Begin,
    };
    let mut frame = viewer.frame();
    // Whoever comes from a letter goes on reading in its language.
    if viewer.account.is_none() && !asking.language_was_chosen {
        frame.t = Language::of(&participant.language);
    }
    let page = InvitationPage {
        frame,
        consultation,
        participant,
        person,
        way,
        path: format!("/invitations/{token}"),
        fields,
        errors: Errors::default(),
    };
    Ok(Some((page, link)))
}

pub async fn invitation(
    app: web::Data<App>,
    asking: Asking,
    token: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let found = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let found = page(conn, (&viewer, &asking), &token, Fields::default(), now)?;
            Ok(found.map(|(page, _)| page).ok_or(GonePage { frame: viewer.frame() }))
        })
        .await?;
    match found {
        Ok(page) => html(page),
        Err(gone) => html_with(StatusCode::GONE, gone),
    }
}

/// What the form says: the name and password of somebody new. The password is typed once here,
/// by people who come from a letter on a telephone as often as not.
async fn parse(
    app: &App,
    page: &InvitationPage,
) -> Result<Result<(String, Password), Errors>, Error> {
    let mut errors = Errors::default();
    let name = one_line(page.fields.get("name"));
    if name.is_empty() {
        errors.add("name", "invitation-name-missing");
    }
    let about =
        [name.as_str(), &page.person.email, &page.participant.name, &page.consultation.title];
    let typed = page.fields.get("password").to_owned();
    let fields = page.fields.clone().and("password_again", typed);
    let password =
        sign_in::new_password(app, &fields, Password::LEAST, &about, &mut errors).await?;
    Ok(match password {
        Some(password) if errors.is_empty() => Ok((name, password)),
        _ => Err(errors),
    })
}

pub async fn accept(
    app: web::Data<App>,
    asking: Asking,
    token: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let token = token.into_inner();
    // First a look, since hashing a password takes a while and no transaction should wait for it.
    let (asked, looked) = (asking.clone(), token.clone());
    let found = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asked, now)?;
            let found = page(conn, (&viewer, &asked), &looked, fields, now)?;
            Ok(found.map(|(page, _)| page).ok_or(GonePage { frame: viewer.frame() }))
        })
        .await?;
    let mut page = match found {
        Ok(page) => page,
        Err(gone) => return html_with(StatusCode::GONE, gone),
    };
    match page.way {
        Way::Accept => join(&app, asking, token, None).await,
        Way::SignIn | Way::OtherAccount => html_with(StatusCode::CONFLICT, page),
        Way::Begin => match parse(&app, &page).await? {
            Ok((name, password)) => {
                let hash = app.hasher.hash(password.reveal()).await?;
                join(&app, asking, token, Some((name, hash))).await
            }
            Err(errors) => {
                page.errors = errors;
                After::faulty(page).answer()
            }
        },
    }
}

/// Takes the seat, with a new account where there is none, and signs that account in.
async fn join(
    app: &web::Data<App>,
    asking: Asking,
    token: String,
    new: Option<(String, String)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let joined = app
        .write(move |tx: &mut Tx| {
            let viewer = sign_in::viewer(tx, &asking, now)?;
            let found = page(tx, (&viewer, &asking), &token, Fields::default(), now)?;
            // Used in between, by a double click perhaps.
            let Some((page, link)) = found else { return Ok(None) };
            let account = match (page.way, &new) {
                (Way::Accept, _) => viewer.signed_in()?.clone(),
                (Way::Begin, Some((name, hash))) => {
                    let language = page.frame.t.code();
                    let email = &page.person.email;
                    let account = sign_in::find_or_create(tx, email, name, language, now)?;
                    sign_in::set_password(tx, account.id, hash, now)?;
                    account
                }
                _ => return Err(Error::Conflict),
            };
            if !acts::accept(tx, &link, &page.person, &page.participant, &account, now)? {
                return Ok(None);
            }
            let session = match new {
                Some(_) => Some(sign_in::start_session(tx, account.id, now)?),
                None => None,
            };
            Ok(Some((page.consultation.path(), session)))
        })
        .await?;
    let Some((path, session)) = joined else { return Ok(see_other_saying("/", "flash-joined")) };
    let mut answer = see_other_saying(&path, "flash-joined");
    if let Some(session) = session {
        let cookie = sign_in::session_cookie_for(app, &session.token);
        answer.add_cookie(&cookie).map_err(|error| Error::Internal(error.into()))?;
    }
    Ok(answer)
}
