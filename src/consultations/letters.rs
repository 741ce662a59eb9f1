//! What a consultation writes to those who run it.

use super::Consultation;
use super::store::handovers::Handover;
use super::team::Clearance;
use crate::db::Conn;
use crate::languages::Language;
use crate::post::{Desk, Letter};
use crate::procedure::words::{Occasion, Role};
use crate::procedure::{Moment, Standing};
use crate::sign_in::{self, store::Account};
use diesel::QueryResult;

/// Something changed in the team: what the letters about it say. One letter for each time.
pub(super) struct Change<'a> {
    consultation: &'a Consultation,
    /// Whom it is about.
    account: &'a Account,
    role: Role,
    /// The name of whoever did it; None at the console.
    by: Option<String>,
    now: Moment,
}

impl<'a> Change<'a> {
    pub(super) fn of(
        conn: &mut Conn,
        who: &Standing,
        consultation: &'a Consultation,
        account: &'a Account,
        role: Role,
        now: Moment,
    ) -> QueryResult<Self> {
        let by = who.account.map(|by| sign_in::store::find(conn, by)).transpose()?;
        Ok(Self { consultation, account, role, by: by.map(|by| by.name), now })
    }

    fn letter(&self, to: &Account, what: &str, act: &str, paragraphs: Vec<String>) -> Letter {
        let t = Language::of(&to.language);
        let (here, about, role) =
            (&self.consultation.public_id, &self.account.public_id, self.role);
        let at = self.now.as_micros();
        Letter {
            consultation: Some(self.consultation.id),
            occasion: Occasion::Team,
            reason: format!("team:{here}:{}:{what}:{act}:{about}:{role}:{at}", to.public_id),
            to_email: to.email.clone(),
            to_name: to.name.clone(),
            language: t,
            subject: t.say(&format!("letter-{what}-subject")),
            paragraphs,
            link: None,
        }
    }

    /// A sentence that may name who did it, to whom, which role and where.
    fn said(&self, t: Language, key: &str) -> String {
        let by = self.by.clone().unwrap_or_else(|| t.say("journal-console"));
        let values = [
            ("by", by.into()),
            ("name", self.account.name.as_str().into()),
            ("role", t.role_in(self.consultation.kind, self.role).into()),
            ("title", self.consultation.title.as_str().into()),
        ];
        t.with(key, &values)
    }

    /// "You have been given a role": with the way in.
    pub(super) fn appointed(&self, link: String, clearance: Clearance) -> Letter {
        let t = Language::of(&self.account.language);
        let mut paragraphs = vec![self.said(t, "letter-team-what")];
        match clearance {
            Clearance::Given => paragraphs.push(t.say("letter-team-cleared")),
            Clearance::Taken => paragraphs.push(t.say("letter-team-uncleared")),
            Clearance::Unsaid => {}
        }
        paragraphs.push(t.say("letter-team-how"));
        let link = Some((t.say("letter-team-link"), link));
        Letter { link, ..self.letter(self.account, "team", clearance.as_str(), paragraphs) }
    }

    /// To a lead: who was given which role, by whom.
    pub(super) fn appointment_told(&self, desk: &Desk, to: &Account, cleared: Clearance) -> Letter {
        let t = Language::of(&to.language);
        let mut paragraphs = vec![self.said(t, "letter-team-told-given")];
        match cleared {
            Clearance::Given => paragraphs.push(self.said(t, "letter-team-told-cleared")),
            Clearance::Taken => paragraphs.push(self.said(t, "letter-team-told-uncleared")),
            Clearance::Unsaid => {}
        }
        self.told(desk, to, cleared.as_str(), paragraphs)
    }

    /// "Your role has ended."
    pub(super) fn ended(&self) -> Letter {
        self.end("letter-role-ended-what")
    }

    /// "The last day of your role is over."
    pub(super) fn ended_by_date(&self) -> Letter {
        self.end("letter-role-ended-by-date")
    }

    fn end(&self, key: &str) -> Letter {
        let t = Language::of(&self.account.language);
        self.letter(self.account, "role-ended", "ended", vec![self.said(t, key)])
    }

    /// To a lead: whose role ended, and who ended it.
    pub(super) fn end_told(&self, desk: &Desk, to: &Account) -> Letter {
        let t = Language::of(&to.language);
        self.told(desk, to, "ended", vec![self.said(t, "letter-team-told-ended")])
    }

    /// To a lead: whose role ended on the day that was said.
    pub(super) fn end_by_date_told(&self, desk: &Desk, to: &Account) -> Letter {
        let t = Language::of(&to.language);
        self.told(desk, to, "ended", vec![self.said(t, "letter-team-told-ended-by-date")])
    }

    /// To a lead: who has taken the mandate over.
    pub(super) fn handover_told(&self, desk: &Desk, to: &Account) -> Letter {
        let t = Language::of(&to.language);
        self.told(desk, to, "handover", vec![self.said(t, "letter-team-told-handover")])
    }

    fn told(&self, desk: &Desk, to: &Account, act: &str, mut paragraphs: Vec<String>) -> Letter {
        let t = Language::of(&to.language);
        paragraphs.push(t.say("letter-team-told-check"));
        let link = desk.link(&format!("{}/team", self.consultation.path()));
        let link = Some((t.say("letter-team-told-link"), link));
        Letter { link, ..self.letter(to, "team-told", act, paragraphs) }
    }
}

/// "You are asked to take over the mandate": to the successor.
pub(super) fn handover(
    consultation: &Consultation,
    account: &Account,
    handover: &Handover,
    link: String,
) -> Letter {
    let t = Language::of(&account.language);
    Letter {
        consultation: Some(consultation.id),
        occasion: Occasion::Handover,
        reason: format!("handover:{}", handover.public_id),
        to_email: account.email.clone(),
        to_name: account.name.clone(),
        language: t,
        subject: t.say("letter-handover-subject"),
        paragraphs: vec![
            t.say1("letter-handover-what", "title", consultation.title.as_str()),
            t.say("letter-handover-how"),
        ],
        link: Some((t.say("letter-handover-link"), link)),
    }
}
