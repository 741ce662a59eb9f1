//! Positions and agreement: only where States negotiate the text. An expert consults, decides and
//! reports; there, nothing of this is to be found.

use super::keys::{ConsultationKey, ParticipantKey, RoundKey};
use super::rights::Denied;
use super::rounds::{RoundFacts, may_draft_input, may_read_round};
use super::words::{AgreementStatus, ConsultationKind};
use super::{Moment, Refusal, Right, Standing, What, decide, permit};

permit! {
    /// To say how far an element is agreed.
    MayRecordAgreement { consultation: ConsultationKey, status: AgreementStatus }
}
permit! { MayTakePosition { round: RoundKey, participant: ParticipantKey, late: bool } }
permit! { MayWithdrawPosition { participant: ParticipantKey } }

/// Is there such a thing as agreement here, for this reader?
pub fn may_read_agreement(
    who: &Standing,
    kind: ConsultationKind,
    round: &RoundFacts,
    now: Moment,
) -> Result<(), Denied> {
    if !kind.records_agreement() {
        return Err(Denied::Unknown);
    }
    may_read_round(who, round, now).map(drop)
}

/// The lead records it, or whoever keeps the rounds, as the secretary of the chair. What is agreed is
/// opened again, and everything stays on record.
pub fn may_record_agreement(
    who: &Standing,
    kind: ConsultationKind,
    round: &RoundFacts,
    from: AgreementStatus,
    to: AgreementStatus,
    now: Moment,
) -> Result<MayRecordAgreement, Denied> {
    may_read_agreement(who, kind, round, now)?;
    let by = decide(who, Right::AgreementRecord, What::default()).actor()?;
    if !round.circulated {
        return Err(Refusal::RoundNotCirculated.into());
    }
    match (from, to) {
        _ if from == to => Err(Refusal::AlreadySo.into()),
        // What is agreed is not agreed a little less: it is opened.
        (AgreementStatus::Agreed, AgreementStatus::AdReferendum) => {
            Err(Refusal::ReopenFirst.into())
        }
        _ => Ok(MayRecordAgreement { by, consultation: round.consultation, status: to }),
    }
}

/// Does the step need a reason? What was agreed is opened with one.
pub fn needs_reason(from: AgreementStatus, to: AgreementStatus) -> bool {
    to == AgreementStatus::Open && from != AgreementStatus::Open
}

/// A position is taken on a paragraph, or on a proposal of others that one may read with its author's
/// name (`is_known`).
pub fn may_take_position(
    who: &Standing,
    kind: ConsultationKind,
    round: &RoundFacts,
    participant: ParticipantKey,
    is_known: bool,
    now: Moment,
) -> Result<MayTakePosition, Denied> {
    may_read_agreement(who, kind, round, now)?;
    let by = decide(who, Right::SubmissionSubmit, What::of(participant)).actor()?;
    let late = may_draft_input(who, round, participant, None, now)?.late();
    if !is_known {
        return Err(Denied::Unknown);
    }
    Ok(MayTakePosition { by, round: round.round, participant, late })
}

/// A reservation is lifted at any time.
pub fn may_withdraw_position(
    who: &Standing,
    participant: ParticipantKey,
    is_withdrawn: bool,
) -> Result<MayWithdrawPosition, Denied> {
    let by = decide(who, Right::SubmissionWithdraw, What::of(participant)).actor()?;
    match is_withdrawn {
        true => Err(Refusal::AlreadySo.into()),
        false => Ok(MayWithdrawPosition { by, participant }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::{day, office, round, seated};
    use super::super::words::{Role, SeatRole};
    use super::AgreementStatus::*;
    use super::ConsultationKind::*;
    use super::*;

    #[test]
    fn agreement_is_recorded_step_by_step_and_reopened() {
        let lead = office(Role::Lead);
        for (from, to, may) in [
            (Open, AdReferendum, true),
            (Open, Agreed, true),
            (AdReferendum, Agreed, true),
            (AdReferendum, Open, true),
            (Agreed, Open, true),
            (Agreed, AdReferendum, false),
            (Open, Open, false),
            (Agreed, Agreed, false),
        ] {
            let asked = may_record_agreement(&lead, Intergovernmental, &round(), from, to, day(15));
            assert_eq!(asked.is_ok(), may, "{from} {to}");
            assert_eq!(needs_reason(from, to), to == Open && from != Open);
        }
    }

    #[test]
    fn the_lead_and_the_secretary_record_it_and_nobody_in_an_expert_consultation() {
        for (who, may) in [
            (office(Role::Lead), true),
            (office(Role::RoundAdministrator), true),
            (office(Role::Drafter), false),
            (seated(SeatRole::FocalPoint), false),
            (Standing::visitor(), false),
        ] {
            let ask = |kind| may_record_agreement(&who, kind, &round(), Open, Agreed, day(15));
            assert_eq!(ask(Intergovernmental).is_ok(), may, "{who:?}");
            assert_eq!(ask(Expert).unwrap_err(), Denied::Unknown, "{who:?}");
        }
    }

    #[test]
    fn positions_are_taken_by_focal_points_where_the_kind_enables_them() {
        let focal = seated(SeatRole::FocalPoint);
        let own = ParticipantKey(7);
        let ask = |who: &Standing, kind, known| {
            may_take_position(who, kind, &round(), own, known, day(15))
        };
        assert!(ask(&focal, Intergovernmental, true).is_ok());
        assert_eq!(ask(&focal, Intergovernmental, false).unwrap_err(), Denied::Unknown);
        assert_eq!(ask(&focal, Expert, true).unwrap_err(), Denied::Unknown);
        let contributor = seated(SeatRole::Contributor);
        assert_eq!(
            ask(&contributor, Intergovernmental, true).unwrap_err(),
            Denied::Refused(Refusal::OnlyFocalPoints)
        );
        assert_eq!(ask(&office(Role::Lead), Intergovernmental, true).unwrap_err(), Denied::Unknown);
        assert!(may_withdraw_position(&focal, own, false).is_ok());
        assert!(may_withdraw_position(&focal, own, true).is_err());
    }
}
