//! Everybody's accounts, for the system administrator: who they are, whether they can come in, and
//! what was decided about them. Nothing of what they do.

use crate::app::App;
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::words::AccountDecision;
use crate::sign_in::store::decisions::{self, Listed};
use crate::sign_in::store::second_factors;
use crate::sign_in::{
    Decided, Viewer, confirmed_who_may, decide_about, may_look_after_accounts, one_line, signed_in,
    viewer,
};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

const LONGEST_REASON: usize = 1000;

#[derive(Template)]
#[template(path = "sign_in/accounts.html")]
struct All {
    frame: Frame,
    accounts: Vec<Listed>,
    /// What the names and addresses shown have in common.
    words: String,
}

#[derive(Template)]
#[template(path = "sign_in/account_of.html")]
struct One {
    frame: Frame,
    account: Listed,
    has_factor: bool,
    decided: Vec<decisions::Decided>,
    fields: Fields,
    errors: Errors,
    last_stays: bool,
}

impl One {
    fn since(&self) -> String {
        self.day(&self.account.created_at)
    }

    fn day(&self, at: &Moment) -> String {
        self.frame.t.day(*at, "UTC")
    }

    fn word(&self, decision: &AccountDecision) -> String {
        self.frame.t.word(*decision)
    }

    fn by(&self, decided: &decisions::Decided) -> String {
        decided.by.clone().unwrap_or_else(|| self.frame.t.say("journal-console"))
    }

    /// What can be decided as things stand: value, label, chosen.
    fn choices(&self) -> Vec<(&'static str, String, bool)> {
        let is_offered = |decision: &AccountDecision| match decision {
            AccountDecision::Deactivated => self.account.deactivated_at.is_none(),
            AccountDecision::Reactivated => self.account.deactivated_at.is_some(),
            AccountDecision::SecondFactorReset => self.has_factor,
            AccountDecision::SessionsEnded => true,
            AccountDecision::MadeAdministrator => !self.account.system_administrator,
            AccountDecision::NoLongerAdministrator => self.account.system_administrator,
        };
        let offered = AccountDecision::ALL.iter().copied().filter(is_offered);
        offered
            .map(|decision| {
                let label = self.frame.t.say(&format!("decide-{}", decision.as_str()));
                (decision.as_str(), label, self.fields.has("decision", decision.as_str()))
            })
            .collect()
    }
}

pub async fn all(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let viewer = viewer(conn, &asking, now)?;
            may_look_after_accounts(&viewer.standing_here())?;
            let words = query.trimmed("q").to_lowercase();
            let mut accounts = decisions::all(conn)?;
            accounts.retain(|one| {
                one.name.to_lowercase().contains(&words) || one.email.contains(&words)
            });
            let frame = viewer.frame().under("/account", viewer.language().say("account-title"));
            Ok(All { frame, accounts, words })
        })
        .await?;
    html(page)
}

fn page(conn: &mut Conn, viewer: &Viewer, id: &PublicId) -> Result<One, Error> {
    may_look_after_accounts(&viewer.standing_here())?;
    let account = decisions::one(conn, id)?;
    let frame = viewer.frame().under("/accounts", viewer.language().say("accounts-title"));
    Ok(One {
        frame,
        has_factor: second_factors::is_on(conn, account.id)?,
        decided: decisions::about(conn, account.id)?,
        account,
        fields: Fields::default(),
        errors: Errors::default(),
        last_stays: false,
    })
}

pub async fn one(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = viewer(conn, &asking, now)?;
            page(conn, &viewer, &id)
        })
        .await?;
    html(page)
}

fn parse(fields: &Fields) -> Result<(AccountDecision, String), Errors> {
    let mut errors = Errors::default();
    let decision = fields.parsed("decision");
    if decision.is_none() {
        errors.add("decision", "decide-what-missing");
    }
    let reason = one_line(fields.get("reason"));
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        errors.add("reason", "decide-reason-missing");
    }
    match decision {
        Some(decision) if errors.is_empty() => Ok((decision, reason)),
        _ => Err(errors),
    }
}

pub async fn decide(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let about = id.clone();
    confirmed_who_may(&app, &asking, &fields, move |conn, asking, now| {
        let viewer = signed_in(conn, asking, now)?;
        page(conn, &viewer, &about).map(drop)
    })
    .await?;
    let act = move |tx: &mut Tx| {
        let viewer = signed_in(tx, &asking, now)?;
        let mut page = page(tx, &viewer, &id)?;
        let (decision, reason) = match parse(&fields) {
            Ok(parsed) => parsed,
            Err(errors) => {
                (page.errors, page.fields) = (errors, fields);
                return Ok(After::faulty(page));
            }
        };
        let who = viewer.standing_here();
        match decide_about(tx, &desk, &who, &id, decision, &reason, now)? {
            Decided::Done => {
                // Whoever ended their own sessions or role has no more to see here.
                let is_own = viewer.key() == Some(page.account.id);
                let to = if is_own { "/".to_owned() } else { format!("/accounts/{id}") };
                Ok(After::See(to, "flash-decided"))
            }
            Decided::LastAdministrator => {
                page.fields = fields;
                page.last_stays = true;
                Ok(After::Again(StatusCode::CONFLICT, page))
            }
        }
    };
    app.write(act).await?.answer()
}
