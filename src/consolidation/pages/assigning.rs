//! `POST /rounds/{id}/consolidation/assignments`: a part of the text is given to one of the team.

use super::Desk;
use super::board::BoardPage;
use crate::app::App;
use crate::consolidation::acts::assigning;
use crate::consultations::views::team;
use crate::db::Tx;
use crate::procedure::Moment;
use crate::procedure::consolidation::may_assign;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::web::{After, Asking, Error, Errors, Fields};
use actix_web::{HttpResponse, web};
use jiff::civil::Date;

pub async fn assign(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let desk = Desk::of_round(tx, &asking, &id, now)?;
            desk.assign(tx, &fields, now)
        })
        .await?;
    after.answer()
}

impl Desk {
    fn assign(&self, tx: &mut Tx, fields: &Fields, now: Moment) -> Result<After<BoardPage>, Error> {
        may_assign(&self.who, &self.facts, now)?;
        let mut errors = Errors::default();
        let table = self.table(tx)?;
        let places = self.names_of_part(tx, &table, fields.trimmed("part"))?;
        if places.is_none() {
            errors.add("part", "assignment-no-part");
        }
        let due_on = fields.filled("due_on").map(str::parse::<Date>);
        if due_on.as_ref().is_some_and(Result::is_err) {
            errors.add("due_on", "assignment-bad-day");
        }
        let due_on = due_on.and_then(Result::ok).map(|day| day.to_string());
        let to = match fields.filled("to") {
            None => None,
            Some(id) => {
                let member = self.member(tx, id)?;
                if member.is_none() {
                    errors.add("to", "assignment-nobody");
                }
                member
            }
        };
        let Some(places) = places.filter(|_| errors.is_empty()) else {
            let mut page = self.board(tx, &Fields::default())?;
            page.errors = errors;
            page.assigning = fields.clone();
            return Ok(After::faulty(page));
        };
        assigning::assign(tx, &self.who, &self.round, &places, to, due_on.as_deref(), now)?;
        let said = if to.is_some() { "flash-assigned" } else { "flash-assignment-ended" };
        Ok(After::See(self.board_path(), said))
    }

    /// One of those who draft.
    fn member(&self, tx: &mut Tx, id: &str) -> Result<Option<AccountKey>, Error> {
        let team = team(tx, self.consultation.id)?.into_iter();
        let mut found =
            team.filter(|member| member.public_id.as_str() == id && member.role.drafts());
        Ok(found.next().map(|member| member.account))
    }
}
