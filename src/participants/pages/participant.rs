//! One participant: its facts for the team, its people for its own focal points.

use super::list::under_list;
use super::{Choice, kinds, languages, regions};
use crate::app::App;
use crate::consultations::{self, Consultation, Tab, frame};
use crate::db::{Conn, Tx};
use crate::participants::groups::{Added, Term, add_member as add, end_membership as end};
use crate::participants::store::groups::{self, Membership};
use crate::participants::store::{self, Participant, Person};
use crate::participants::{self, Change, NewColleague, NewParticipant};
use crate::procedure::keys::{PersonKey, PublicId};
use crate::procedure::preparation::{
    may_hand_over_delegation, may_invite_colleague, may_keep_members, may_register_participants,
};
use crate::procedure::rights::{Denied, What};
use crate::procedure::words::SeatRole;
use crate::procedure::{Moment, Refusal, Right, Standing, decide};
use crate::sign_in::{self, Viewer};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, see_other};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "participants/show.html")]
struct ParticipantPage {
    frame: Frame,
    consultation: Consultation,
    participant: Participant,
    /// None for those who may not see who works for it.
    people: Option<Vec<Person>>,
    /// May invite, end seats, and settle who submits.
    invite: Result<(), Refusal>,
    may_change: bool,
    /// One's own delegation or organization.
    is_own: bool,
    /// One's own seat at it.
    own: Option<PersonKey>,
    facts: Fields,
    /// Somebody saved other facts in between: what is stored now, beside what was typed.
    stored: Option<NewParticipant>,
    colleague: Fields,
    facts_errors: Errors,
    errors: Errors,
    /// Nobody would be left to submit.
    last_stays: bool,
    /// Of a group: its members, past and present, and whether each is one today.
    members: Option<Vec<(Membership, Participant, bool)>>,
    /// The groups that it is in today.
    groups: Vec<Participant>,
    /// Who could be a member, for those who keep them.
    eligible: Vec<Participant>,
    member: Fields,
    member_errors: Errors,
    /// Whom the delegation cannot be handed over to: nobody was chosen who has come in.
    no_successor: bool,
}

impl ParticipantPage {
    fn term(&self, membership: &Membership) -> String {
        let t = self.frame.t;
        let day = |day: &str| t.civil(day);
        match (membership.from_date.as_str(), membership.to_date.as_str()) {
            ("", "") => String::new(),
            (from, "") => t.say1("member-since", "day", day(from)),
            ("", to) => t.say1("member-until", "day", day(to)),
            (from, to) => t.say2("member-from-to", "from", day(from), "to", day(to)),
        }
    }

    fn kind(&self) -> String {
        self.frame.t.word(self.participant.kind)
    }

    fn region(&self) -> Option<String> {
        self.participant.regional_group.map(|region| self.frame.t.word(region))
    }

    fn language(&self) -> String {
        self.frame.t.language_name(&self.participant.language)
    }

    fn address_lines(&self) -> Vec<&str> {
        self.participant.address.lines().collect()
    }

    fn role(&self, person: &Person) -> String {
        self.frame.t.word(person.role)
    }

    fn since(&self, person: &Person) -> String {
        let zone = &self.consultation.time_zone;
        match person.accepted_at {
            Some(at) => self.frame.t.day(at, zone),
            None => self.frame.t.day(person.invited_at, zone),
        }
    }

    /// Whom one may hand the delegation over to: colleagues who have come in.
    fn successors(&self) -> Vec<&Person> {
        let own = self.own.as_ref();
        let people = self.people.iter().flatten();
        let others = people.filter(|one| one.accepted_at.is_some() && Some(&one.id) != own);
        if self.is_own { others.collect() } else { Vec::new() }
    }

    fn refusal(&self) -> Option<String> {
        let refusal = self.invite.as_ref().err()?;
        Some(self.frame.t.refusal(refusal, &self.consultation.time_zone))
    }

    fn kinds(&self) -> Vec<Choice> {
        kinds(self.frame.t, &self.facts, true)
    }

    fn regions(&self) -> Vec<Choice> {
        regions(self.frame.t, &self.facts)
    }

    fn languages(&self) -> Vec<Choice> {
        languages(self.frame.t, &self.facts)
    }

    /// Where the stored facts differ from the typed ones: label, stored, typed.
    fn differences(&self) -> Vec<(String, String, String)> {
        let typed = NewParticipant::parse(&self.facts);
        let (Some(stored), Ok(typed)) = (&self.stored, &typed) else { return Vec::new() };
        let t = self.frame.t;
        let said = |facts: &NewParticipant| {
            [
                facts.name.clone(),
                t.word(facts.kind),
                facts.regional_group.map_or(String::new(), |region| t.word(region)),
                t.language_name(&facts.language),
                facts.email.clone(),
                facts.address.clone(),
            ]
        };
        let labels = ["name", "kind", "region", "language", "email", "address"];
        let rows = labels.into_iter().zip(said(stored).into_iter().zip(said(typed)));
        rows.filter(|(_, (stored, typed))| stored != typed)
            .map(|(name, (stored, typed))| (t.say(&format!("participant-{name}")), stored, typed))
            .collect()
    }

    fn roles(&self) -> Vec<Choice> {
        let choice = |role: &SeatRole| Choice {
            value: role.as_str(),
            label: self.frame.t.word(*role),
            chosen: self.colleague.has("role", role.as_str()),
        };
        SeatRole::ALL.iter().map(choice).collect()
    }
}

/// The team sees every participant, and its own people theirs; others do not know of it.
fn page(
    conn: &mut Conn,
    viewer: &Viewer,
    id: &PublicId,
    now: Moment,
) -> Result<(ParticipantPage, Standing), Error> {
    let participant = store::find_by_public_id(conn, id)?;
    let consultation = consultations::store::find(conn, participant.consultation_id)?;
    let who = viewer.standing(conn, consultation.id)?;
    let of_it = What::of(participant.id);
    let sees_people = decide(&who, Right::ColleaguesRead, of_it).is_yes();
    let sees_list = decide(&who, Right::ParticipantListRead, What::default()).is_yes();
    if !sees_people && !sees_list {
        return Err(Denied::Unknown.into());
    }
    let is_own = who.seat(participant.id).is_some();
    let frame = match (is_own, sees_list) {
        (true, false) => frame(viewer, &who, &consultation, Tab::Delegation),
        _ => under_list(frame(viewer, &who, &consultation, Tab::Participants)),
    };
    let invite = match may_invite_colleague(&who, participant.id) {
        Ok(_) => Ok(()),
        Err(Denied::Refused(refusal)) => Err(refusal),
        Err(Denied::Unknown) => Err(Refusal::NotYourRole),
    };
    let today = now.in_zone(&consultation.time_zone).date().to_string();
    let mut members = None;
    if participant.kind.is_group() {
        let all = groups::members_of(conn, participant.id)?.into_iter();
        let all = all.map(|(membership, member)| {
            let is_today = membership.holds_on(&today);
            (membership, member, is_today)
        });
        members = Some(all.collect());
    }
    let mut groups = groups::groups_of(conn, participant.id)?;
    groups.retain(|(membership, _)| membership.holds_on(&today));
    let eligible = match may_keep_members(&who, consultation.id, participant.kind) {
        Ok(_) => groups::eligible(conn, consultation.id, participant.id)?,
        Err(_) => Vec::new(),
    };
    let page = ParticipantPage {
        frame,
        people: if sees_people { Some(store::people_of(conn, participant.id)?) } else { None },
        invite,
        may_change: may_register_participants(&who, consultation.id).is_ok(),
        is_own,
        own: who.seat(participant.id).map(|seat| seat.person),
        facts: NewParticipant::fields(&participant),
        stored: None,
        colleague: Fields::default(),
        facts_errors: Errors::default(),
        errors: Errors::default(),
        last_stays: false,
        no_successor: false,
        members,
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        eligible,
        member: Fields::default(),
        member_errors: Errors::default(),
        consultation,
        participant,
    };
    Ok((page, who))
}

pub async fn participant(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            Ok(page(conn, &viewer, &id, now)?.0)
        })
        .await?;
    html(page)
}

/// `/c/{slug}/delegation`: the way to one's own participant.
pub async fn delegation(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            let (_, who) = consultations::enter(conn, &viewer, &slug)?;
            let knows = |of| decide(&who, Right::ColleaguesRead, What::of(of)).is_yes();
            let seat = who.seats.iter().find(|seat| knows(seat.participant));
            let seat = seat.ok_or(Error::NotFound)?;
            Ok(store::find(conn, seat.participant)?.path())
        })
        .await?;
    Ok(see_other(path))
}

pub async fn save(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (mut page, who) = page(tx, &viewer, &id, now)?;
        may_register_participants(&who, page.consultation.id)?;
        let new = match NewParticipant::parse(&fields) {
            Ok(new) => new,
            Err(errors) => {
                page.facts_errors = errors;
                page.facts = fields;
                return Ok(After::faulty(page));
            }
        };
        let version = fields.parsed("version").unwrap_or_default();
        match participants::change(tx, &who, &page.participant, &new, version, now)? {
            Change::Done => Ok(After::See(page.participant.path(), "flash-participant-saved")),
            Change::NameTaken => {
                page.facts_errors.add("name", "participant-name-taken");
                page.facts = fields;
                Ok(After::faulty(page))
            }
            Change::Conflict => {
                // What was typed stays; saving it again is then a choice made with open eyes.
                let stored = store::find(tx, page.participant.id)?;
                page.facts = fields;
                page.facts.set("version", stored.row_version.to_string());
                page.stored = Some(NewParticipant::of(&stored));
                page.participant = stored;
                Ok(After::Again(StatusCode::CONFLICT, page))
            }
        }
    };
    app.write(act).await?.answer()
}

pub async fn invite(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (mut page, who) = page(tx, &viewer, &id, now)?;
        may_invite_colleague(&who, page.participant.id)?;
        match NewColleague::parse(&fields) {
            Ok(new) => {
                let of = &page.participant;
                participants::invite_colleague(tx, &desk, &who, of, &new, now)?;
                Ok(After::See(of.path(), "flash-colleague-invited"))
            }
            Err(errors) => {
                page.errors = errors;
                page.colleague = fields;
                Ok(After::faulty(page))
            }
        }
    };
    app.write(act).await?.answer()
}

pub async fn settle(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (page, who) = page(tx, &viewer, &id, now)?;
        let may = fields.is_ticked("contributors_may_submit");
        participants::let_contributors_submit(tx, &who, &page.participant, may, now)?;
        Ok(After::<ParticipantPage>::See(page.participant.path(), "flash-participant-settled"))
    };
    app.write(act).await?.answer()
}

/// The delegation goes into a colleague's hands.
pub async fn hand_over(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let of = id.clone();
    sign_in::confirmed_who_may(&app, &asking, &fields, move |conn, asking, now| {
        let viewer = sign_in::signed_in(conn, asking, now)?;
        let (page, who) = page(conn, &viewer, &of, now)?;
        Ok(may_hand_over_delegation(&who, page.participant.id)?)
    })
    .await?;
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (mut page, who) = page(tx, &viewer, &id, now)?;
        let (to, leaves) = (PublicId::from(fields.get("person")), fields.is_ticked("leaves"));
        if participants::hand_over(tx, &desk, &who, &page.participant, &to, leaves, now)? {
            let to = if leaves { "/".to_owned() } else { page.participant.path() };
            return Ok(After::See(to, "flash-delegation-handed-over"));
        }
        page.no_successor = true;
        Ok(After::Again(StatusCode::CONFLICT, page))
    };
    app.write(act).await?.answer()
}

pub async fn end_seat(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, PublicId)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, person) = path.into_inner();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (mut page, who) = page(tx, &viewer, &id, now)?;
        if participants::end_seat(tx, &who, &page.participant, &person, now)? {
            // Whoever gave up their own seat has no more to see here.
            let who = viewer.standing(tx, page.consultation.id)?;
            let left = page.is_own && who.seat(page.participant.id).is_none();
            let to = if left { "/".to_owned() } else { page.participant.path() };
            return Ok(After::See(to, "flash-seat-ended"));
        }
        page.last_stays = true;
        Ok(After::Again(StatusCode::CONFLICT, page))
    };
    app.write(act).await?.answer()
}

pub async fn add_member(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (mut page, who) = page(tx, &viewer, &id, now)?;
        may_keep_members(&who, page.consultation.id, page.participant.kind)?;
        let named = fields.trimmed("member");
        let member = page.eligible.iter().find(|one| one.public_id.as_str() == named).cloned();
        let term = Term::parse(fields.trimmed("from_date"), fields.trimmed("to_date"));
        let mut errors = Errors::default();
        match (member, term) {
            (Some(member), Ok(term)) => {
                match add(tx, &who, &page.participant, &member, &term, now)? {
                    Added::Done => {
                        let to = format!("{}#members", page.participant.path());
                        return Ok(After::See(to, "flash-member-added"));
                    }
                    Added::Overlaps => errors.add("from_date", "member-overlaps"),
                }
            }
            (member, term) => {
                if member.is_none() {
                    errors.add("member", "member-missing");
                }
                errors.absorb(term.err().unwrap_or_default());
            }
        }
        page.member_errors = errors;
        page.member = fields;
        Ok(After::faulty(page))
    };
    app.write(act).await?.answer()
}

/// A membership ends today.
pub async fn end_membership(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, PublicId)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, membership) = path.into_inner();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (page, who) = page(tx, &viewer, &id, now)?;
        may_keep_members(&who, page.consultation.id, page.participant.kind)?;
        let membership = groups::find_membership(tx, &membership)?;
        let today = now.in_zone(&page.consultation.time_zone).date().to_string();
        end(tx, &who, &page.participant, &membership, &today, now)?;
        let to = format!("{}#members", page.participant.path());
        Ok(After::<ParticipantPage>::See(to, "flash-member-ended"))
    };
    app.write(act).await?.answer()
}
