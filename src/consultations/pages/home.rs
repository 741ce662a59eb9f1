//! The start page: what this is, and the consultations that one may see.

use crate::app::App;
use crate::consultations::{Consultation, views};
use crate::procedure::preparation::may_create_consultation;
use crate::sign_in;
use crate::web::{Asking, Error, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consultations/home.html")]
struct Home {
    frame: Frame,
    signed_in: bool,
    may_create: bool,
    own: Vec<Consultation>,
    /// Public ones that are not one's own.
    public: Vec<Consultation>,
    /// Closed reviews that wait for them.
    reviews: Vec<views::Asked>,
}

impl Home {
    fn kind(&self, consultation: &Consultation) -> String {
        self.frame.t.word(consultation.kind)
    }

    fn until(&self, asked: &views::Asked) -> String {
        let closes = self.frame.t.civil(&asked.closes_civil);
        self.frame.t.say1("home-review-until", "when", format!("{closes} ({})", asked.time_zone))
    }
}

pub async fn home(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let own = match viewer.key() {
                Some(account) => views::of_account(conn, account)?,
                None => Vec::new(),
            };
            let reviews = match viewer.key() {
                Some(account) => views::reviews_of(conn, account, now)?,
                None => Vec::new(),
            };
            let mut public = views::public(conn)?;
            public.retain(|one| own.iter().all(|mine| mine.id != one.id));
            Ok(Home {
                frame: viewer.frame(),
                signed_in: viewer.account.is_some(),
                may_create: may_create_consultation(&viewer.standing_here()).is_ok(),
                own,
                public,
                reviews,
            })
        })
        .await?;
    html(page)
}
