//! To put a proposal into a working draft, and the page on which a person looks first.

use super::cases::{author, how, what};
use super::{Desk, at_input};
use crate::app::App;
use crate::consolidation::acts::applying::{self, Applied, Decided, Looked};
use crate::consolidation::colliding::wanted;
use crate::consolidation::views;
use crate::db::Conn;
use crate::drafts::reading::direction;
use crate::drafts::store::{self as drafts, Draft};
use crate::languages::Language;
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::words::Operation;
use crate::submissions::effects;
use crate::submissions::views::Seen;
use crate::text::collisions::Between;
use crate::text::{CannotApply, Run, difference};
use crate::web::{After, Asking, Error, Fields, Frame};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consolidation/apply.html")]
struct ApplyPage {
    frame: Frame,
    /// "Proposal to modify by Republic of Avaria".
    lede: String,
    citation: String,
    back: String,
    filter: String,
    action: String,
    draft: Draft,
    language: String,
    direction: &'static str,
    /// Why it cannot be applied at all, said.
    cannot: Option<String>,
    looked: Option<Shown>,
}

/// The three texts, and the form.
struct Shown {
    why: Vec<&'static str>,
    circulated: String,
    /// What the team changed since circulation.
    changed: Vec<Run>,
    proposed: String,
    proposed_language: String,
    proposed_direction: &'static str,
    /// The wording that would go in against the working text.
    difference: Vec<Run>,
    wording: String,
    takes_wording: bool,
    from_proposal: bool,
    is_addition: bool,
    digest: String,
    /// What it would make impossible: who, where that is, and how.
    excluded: Vec<(String, String, &'static str)>,
    /// What still fits and can go in along with it.
    fitting: Vec<Fitting>,
}

struct Fitting {
    id: PublicId,
    said: String,
    /// What it changes.
    difference: Vec<Run>,
    is_ticked: bool,
}

/// `POST /inputs/{id}/application`: the draft chosen and, from the page below, `decided`.
pub async fn apply(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    at_input(app, asking, id, move |tx, desk, seen, now| {
        let draft = drafts::find_by_public_id(tx, &PublicId::from(fields.trimmed("draft")))?;
        let also = desk.along(tx, &fields)?;
        let decided = fields.is_ticked("decided").then(|| Decided {
            also,
            wording: fields.trimmed("wording").replace("\r\n", "\n"),
            from_proposal: fields.is_ticked("from_proposal"),
            digest: fields.trimmed("digest").to_owned(),
        });
        let (who, round, input) = (&desk.who, &desk.round, seen.input.id);
        let done = applying::apply(tx, who, round, input, &draft, decided.as_ref(), now)?;
        desk.applied(tx, seen, &draft, &fields, decided.as_ref(), done)
    })
    .await
}

impl Desk {
    fn applied(
        &self,
        conn: &mut Conn,
        seen: &Seen,
        draft: &Draft,
        fields: &Fields,
        decided: Option<&Decided>,
        done: Applied,
    ) -> Result<After<ApplyPage>, Error> {
        let back = self.back_to_seen(conn, seen, fields)?;
        let said = match &done {
            Applied::Done => Some("flash-proposal-applied"),
            Applied::Before => Some("flash-proposal-applied-before"),
            Applied::Nothing => Some("flash-proposal-nothing-to-apply"),
            Applied::Look(_) | Applied::Gone | Applied::Cannot(_) => None,
        };
        if let Some(said) = said {
            return Ok(After::See(back, said));
        }
        let mut page = self.apply_page(conn, seen, draft, fields, back)?;
        let t = page.frame.t;
        match done {
            Applied::Look(looked) => {
                let mut shown = shown(&looked, decided);
                self.beside(conn, t, &looked, decided, &mut shown)?;
                page.looked = Some(shown);
            }
            Applied::Gone => page.cannot = Some(self.gone(conn, t, seen, draft)?),
            Applied::Cannot(cannot) => page.cannot = Some(t.say(cannot_key(&cannot))),
            Applied::Done | Applied::Before | Applied::Nothing => {}
        }
        Ok(After::Again(StatusCode::CONFLICT, page))
    }

    fn apply_page(
        &self,
        conn: &mut Conn,
        seen: &Seen,
        draft: &Draft,
        fields: &Fields,
        back: String,
    ) -> Result<ApplyPage, Error> {
        let table = self.table(conn)?;
        let frame = self.frame_below();
        let t = frame.t;
        let line = table.line(&table.place_of(seen));
        Ok(ApplyPage {
            lede: format!("{} · {}", author(t, seen).0, what(t, &table, seen)),
            citation: line.map_or(String::new(), |line| t.citation(&line.citation)),
            back,
            filter: fields.get("filter").to_owned(),
            action: format!("/inputs/{}/application", seen.input.public_id),
            language: draft.language.clone(),
            direction: direction(&draft.language),
            draft: draft.clone(),
            cannot: None,
            looked: None,
            frame,
        })
    }

    /// The inputs that were ticked to go in along with another, among those in sight.
    fn along(&self, conn: &mut Conn, fields: &Fields) -> Result<Vec<InputKey>, Error> {
        let mut along = Vec::new();
        for id in fields.all("also") {
            along.push(self.visible_input(conn, &PublicId::from(id))?.ok_or(Error::NotFound)?);
        }
        Ok(along)
    }

    /// What a proposal would make impossible, and what still fits.
    fn beside(
        &self,
        conn: &mut Conn,
        t: Language,
        looked: &Looked,
        decided: Option<&Decided>,
        shown: &mut Shown,
    ) -> Result<(), Error> {
        let table = self.table(conn)?;
        for (input, between) in &looked.beside {
            let Some(other) = table.dossier.one(*input) else { continue };
            let said = format!("{} · {}", author(t, other).0, what(t, &table, other));
            if between.excludes() {
                let place = table.place_of(other);
                let to = format!("{}#i-{}", table.path(&place), other.input.public_id);
                shown.excluded.push((said, to, how(between)));
            } else if *between == Between::Together
                && other.input.operation.is_some_and(|o| o == Operation::Modify || o.is_addition())
                && looked.takes_company()
            {
                let base = match other.input.operation {
                    Some(Operation::Modify) => looked.circulated.as_str(),
                    _ => "",
                };
                let words = wanted(other, base).unwrap_or_else(|| other.input.proposed.clone());
                shown.fitting.push(Fitting {
                    id: other.input.public_id.clone(),
                    difference: difference(base, &words),
                    is_ticked: decided.is_some_and(|decided| decided.also.contains(input)),
                    said,
                });
            }
        }
        Ok(())
    }

    /// That the working draft has no such paragraph, and who took it out.
    fn gone(
        &self,
        conn: &mut Conn,
        t: Language,
        seen: &Seen,
        draft: &Draft,
    ) -> Result<String, Error> {
        let mut origins = views::origins(conn, draft.id)?;
        let identity = seen.input.identity.as_deref().unwrap_or_default();
        let last = origins.remove(identity).and_then(|mut origins| origins.pop());
        Ok(match last {
            Some(origin) => {
                let when = self.when(t, origin.at);
                t.say2("apply-cannot-gone-by", "name", origin.by, "when", when)
            }
            None => t.say("apply-cannot-gone"),
        })
    }
}

fn cannot_key(cannot: &CannotApply) -> &'static str {
    match cannot {
        CannotApply::UnknownElement { .. } => "apply-cannot-gone",
        CannotApply::EmptyWording | CannotApply::NoWording { .. } => "apply-cannot-empty",
        CannotApply::NothingMayFollow { .. } | CannotApply::NotAllowedUnder { .. } => {
            "apply-cannot-follow"
        }
        _ => "apply-cannot-other",
    }
}

fn shown(looked: &Looked, decided: Option<&Decided>) -> Shown {
    let typed = decided.map(|decided| decided.wording.clone());
    let wording = typed.unwrap_or_else(|| looked.suggested.clone());
    let is_addition = looked.operation.is_addition();
    Shown {
        why: looked.why.iter().map(|why| why.key()).collect(),
        circulated: looked.circulated.clone(),
        changed: difference(&looked.circulated, &looked.working),
        difference: effects::runs(Some(looked.operation), &looked.working, &wording),
        proposed: looked.proposed.clone(),
        proposed_direction: direction(&looked.language),
        proposed_language: looked.language.clone(),
        takes_wording: looked.takes_wording(),
        from_proposal: decided.is_none_or(|decided| decided.from_proposal),
        is_addition,
        digest: looked.digest(),
        wording,
        excluded: Vec::new(),
        fitting: Vec::new(),
    }
}
