//! The navigation of a consultation: what each person has a use for, and may open.

use super::store::Consultation;
use crate::procedure::words::SeatRole;
use crate::procedure::{Right, Standing, What, decide};
use crate::sign_in::Viewer;
use crate::web::{Crumb, Frame, NavLink};

/// The tabs, in the order of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Overview,
    Participants,
    Drafts,
    Rounds,
    MySubmissions,
    Delegation,
    Consolidation,
    Letters,
    Journal,
    Team,
    Settings,
}

impl Tab {
    const ALL: [Tab; 11] = [
        Tab::Overview,
        Tab::MySubmissions,
        Tab::Delegation,
        Tab::Drafts,
        Tab::Rounds,
        Tab::Participants,
        Tab::Consolidation,
        Tab::Letters,
        Tab::Journal,
        Tab::Team,
        Tab::Settings,
    ];

    fn key(self) -> &'static str {
        match self {
            Tab::Overview => "tab-overview",
            Tab::Participants => "tab-participants",
            Tab::Drafts => "tab-drafts",
            Tab::Rounds => "tab-rounds",
            Tab::MySubmissions => "tab-my-submissions",
            Tab::Delegation => "tab-delegation",
            Tab::Consolidation => "tab-consolidation",
            Tab::Letters => "tab-letters",
            Tab::Journal => "tab-journal",
            Tab::Team => "tab-team",
            Tab::Settings => "tab-settings",
        }
    }

    /// Its address under the consultation's own.
    fn path(self) -> &'static str {
        match self {
            Tab::Overview => "",
            Tab::Participants => "/participants",
            Tab::Drafts => "/drafts",
            Tab::Rounds => "/rounds",
            Tab::MySubmissions => "/submissions",
            Tab::Delegation => "/delegation",
            Tab::Consolidation => "/consolidation",
            Tab::Letters => "/letters",
            Tab::Journal => "/journal",
            Tab::Team => "/team",
            Tab::Settings => "/settings",
        }
    }

    fn is_for(self, who: &Standing) -> bool {
        let may = |right| decide(who, right, What::default()).is_yes();
        match self {
            Tab::Overview => true,
            Tab::MySubmissions => !who.seats.is_empty(),
            Tab::Delegation => who.seats.iter().any(|seat| seat.role != SeatRole::Reader),
            Tab::Drafts | Tab::Rounds => who.is_team(),
            Tab::Participants => may(Right::ParticipantListRead),
            Tab::Consolidation => may(Right::InputConsolidate),
            Tab::Letters => may(Right::LetterWrite),
            Tab::Journal => may(Right::JournalRead),
            Tab::Team => !who.offices.is_empty(),
            Tab::Settings => may(Right::ConsultationUpdate),
        }
    }
}

/// The frame of a page of this consultation.
pub fn frame(viewer: &Viewer, who: &Standing, consultation: &Consultation, current: Tab) -> Frame {
    let mut frame = viewer.frame();
    let base = consultation.path();
    let tabs = Tab::ALL.into_iter().filter(|tab| tab.is_for(who));
    frame.nav = tabs
        .map(|tab| NavLink {
            to: format!("{base}{}", tab.path()),
            label: frame.t.say(tab.key()),
            current: tab == current,
        })
        .collect();
    frame.search = Some(format!("{base}/search"));
    frame.consultation = Some(Crumb { to: base, label: consultation.title.clone() });
    frame
}
