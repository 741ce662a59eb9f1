//! The response to an input as it is shown, and the form that writes it.

use super::cases::author;
use super::covering::Covering;
use super::{Desk, Table};
use crate::consolidation::store::{Response, Status};
use crate::languages::Language;
use crate::procedure::Refusal;
use crate::procedure::consolidation::{may_release, may_validate};
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::words::Treatment;
use crate::submissions::store::Input;
use crate::text::paragraphs;
use crate::web::Fields;

/// The response there is, said.
pub struct Answer {
    pub treatment: Treatment,
    pub reason: Vec<String>,
    /// Who covers it, and where that is.
    pub covered_by: Option<(String, PublicId)>,
    /// It is covered by an input that this reader may not see.
    pub covered_by_hidden: bool,
    pub status: Status,
    pub drafted: String,
    pub validated: Option<String>,
    pub is_self_validated: bool,
    pub validation_note: Option<String>,
    pub released: Option<String>,
    pub version: i64,
    /// The form to validate, or why not.
    pub may_validate: Option<Result<(), Refusal>>,
    pub may_release: bool,
}

impl Answer {
    /// Decided, and not in the proposal's favour.
    pub fn declines(&self) -> bool {
        let declines = matches!(
            self.treatment,
            Treatment::NotAccepted
                | Treatment::Deferred
                | Treatment::OutOfScope
                | Treatment::Withdrawn
        );
        declines && self.validated.is_some()
    }
}

/// The fields of a response as the form shows them.
#[derive(Debug, Clone, Default)]
pub struct ReplyForm {
    /// Makes ids unique where a page holds several such forms.
    pub suffix: String,
    pub treatment: String,
    pub reason: String,
    pub covered_by: String,
    pub version: i64,
    /// Its fields are reached by keys.
    pub has_keys: bool,
}

impl ReplyForm {
    pub fn typed(fields: &Fields, version: i64) -> Self {
        Self {
            suffix: String::new(),
            treatment: fields.trimmed("treatment").to_owned(),
            reason: fields.get("reason").to_owned(),
            covered_by: fields.trimmed("covered_by").to_owned(),
            version,
            has_keys: false,
        }
    }

    pub fn treatments(&self) -> &'static [Treatment] {
        Treatment::ALL
    }

    pub fn chose(&self, treatment: &Treatment) -> bool {
        self.treatment == treatment.as_str()
    }

    /// The inputs that may cover what is answered here, place by place: of those on the page, not
    /// itself.
    pub fn may_be_covered_by<'a>(
        &self,
        others: &'a Covering,
    ) -> Vec<(&'a str, Vec<&'a (PublicId, String)>)> {
        let is_itself = |id: &PublicId| self.suffix.ends_with(id.as_str());
        let groups = others.groups.iter().map(|group| {
            let inputs = group.inputs.iter().filter(|(id, _)| !is_itself(id));
            (group.place.as_str(), inputs.collect::<Vec<_>>())
        });
        groups.filter(|(_, inputs)| !inputs.is_empty()).collect()
    }

    pub fn is_covered_by(&self, id: &PublicId) -> bool {
        self.covered_by == id.as_str()
    }
}

impl Desk {
    pub(super) fn answer(&self, t: Language, table: &Table, response: &Response) -> Answer {
        let dossier = &table.dossier;
        let said =
            |key, account, at| t.say2(key, "name", dossier.name(account), "when", self.when(t, at));
        let covering = response.covered_by_id.and_then(|other| dossier.one(other));
        let validated = response.validated_by.zip(response.validated_at);
        Answer {
            treatment: response.treatment,
            reason: paragraphs(&response.reason),
            covered_by: covering.map(|other| (author(t, other).0, other.input.public_id.clone())),
            covered_by_hidden: response.covered_by_id.is_some() && covering.is_none(),
            status: Status::of(Some(response)),
            drafted: said("response-drafted-by", response.drafted_by, response.drafted_at),
            validated: validated.map(|(by, at)| said("response-validated-by", by, at)),
            is_self_validated: response.is_self_validated(),
            validation_note: response.validation_note.clone(),
            released: response
                .released_at
                .map(|at| t.say1("response-released-on", "when", self.when(t, at))),
            version: response.row_version,
            may_validate: match may_validate(
                &self.who,
                response.input_id,
                Some(response.drafted_by),
                self.is_alone,
            ) {
                _ if response.is_validated() => None,
                Ok(_) => Some(Ok(())),
                Err(Denied::Refused(refusal)) => Some(Err(refusal)),
                Err(Denied::Unknown) => None,
            },
            may_release: !response.is_released()
                && may_release(&self.who, response.input_id, response.is_validated()).is_ok(),
        }
    }
}

pub(super) fn reply_form(table: &Table, input: &Input, response: Option<&Response>) -> ReplyForm {
    let suffix = format!("-{}", input.public_id);
    let Some(response) = response else { return ReplyForm { suffix, ..ReplyForm::default() } };
    let covering = response.covered_by_id.and_then(|other| table.dossier.one(other));
    ReplyForm {
        suffix,
        treatment: response.treatment.as_str().to_owned(),
        reason: response.reason.clone(),
        covered_by: covering.map_or(String::new(), |other| other.input.public_id.to_string()),
        version: response.row_version,
        has_keys: false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::covering::Group;
    use super::*;

    #[test]
    fn nothing_is_covered_by_itself() {
        let group = |place: &str, ids: &[&str]| Group {
            place: place.to_owned(),
            inputs: ids.iter().map(|id| (PublicId::from(*id), (*id).to_owned())).collect(),
        };
        let groups = vec![group("art. 1", &["one"]), group("art. 2", &["two"])];
        let others = Covering { groups, has_more: false };
        let offered = |suffix: &str| -> Vec<&str> {
            let form = ReplyForm { suffix: suffix.to_owned(), ..ReplyForm::default() };
            form.may_be_covered_by(&others).into_iter().map(|(place, _)| place).collect()
        };
        assert_eq!(offered("-one"), ["art. 2"]);
        assert_eq!(offered("-bulk"), ["art. 1", "art. 2"]);
    }
}
