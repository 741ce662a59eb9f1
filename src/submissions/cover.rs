//! What stands on a submission beside its inputs, as it is typed and stored.

use super::store::{CoSubmitter, Submission};
use super::written::MOST_OF_A_LINE;
use crate::participants::Participant;
use crate::procedure::keys::ParticipantKey;
use crate::web::{Errors, Fields};

/// What stands on a submission beside its inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    pub language: String,
    pub own_date: Option<String>,
    pub own_reference: Option<String>,
    /// The group that it speaks for.
    pub on_behalf_of: Option<String>,
    pub without_prejudice: bool,
    pub receipt_by_email: bool,
    pub co_submitters: Vec<(Option<ParticipantKey>, String)>,
}

impl Cover {
    /// Reads the form: co-submitters are ticked among the participants (`co`, their public ids)
    /// or named one a line (`co_names`).
    pub fn read(fields: &Fields, participants: &[Participant]) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let mut line = |name: &'static str| {
            let value = fields.filled(name).map(str::to_owned);
            if value.as_ref().is_some_and(|value| value.chars().count() > MOST_OF_A_LINE) {
                let most = vec![("most", MOST_OF_A_LINE.to_string())];
                errors.add_with(name, "submission-line-too-long", most);
            }
            value
        };
        let own_date = line("own_date");
        let own_reference = line("own_reference");
        let on_behalf_of = line("on_behalf_of");
        if own_date.as_ref().is_some_and(|date| date.parse::<jiff::civil::Date>().is_err()) {
            errors.add("own_date", "submission-date-bad");
        }
        let mut co_submitters: Vec<(Option<ParticipantKey>, String)> = participants
            .iter()
            .filter(|participant| fields.has("co", participant.public_id.as_str()))
            .map(|participant| (Some(participant.id), participant.name.clone()))
            .collect();
        for name in fields.get("co_names").lines().map(str::trim).filter(|name| !name.is_empty()) {
            if name.chars().count() > MOST_OF_A_LINE {
                let most = vec![("most", MOST_OF_A_LINE.to_string())];
                errors.add_with("co_names", "submission-line-too-long", most);
            }
            if !co_submitters.iter().any(|(_, known)| known == name) {
                co_submitters.push((None, name.to_owned()));
            }
        }
        let language = fields.trimmed("language");
        if !crate::consultations::LANGUAGES.contains(&language) {
            errors.add("language", "input-language-unknown");
        }
        errors.check()?;
        Ok(Self {
            language: language.to_owned(),
            own_date,
            own_reference,
            on_behalf_of,
            without_prejudice: fields.is_ticked("without_prejudice"),
            receipt_by_email: fields.is_ticked("receipt_by_email"),
            co_submitters,
        })
    }

    pub fn of(submission: &Submission, others: &[CoSubmitter]) -> Self {
        Self {
            language: submission.language.clone(),
            own_date: submission.own_date.clone(),
            own_reference: submission.own_reference.clone(),
            on_behalf_of: submission.on_behalf_of.clone(),
            without_prejudice: submission.without_prejudice,
            receipt_by_email: submission.receipt_by_email,
            co_submitters: others
                .iter()
                .map(|other| (other.participant_id, other.name.clone()))
                .collect(),
        }
    }

    /// The form with what is stored.
    pub fn fields(&self, participants: &[Participant]) -> Fields {
        let mut texts: Vec<(&str, &str)> = vec![
            ("language", &self.language),
            ("own_date", self.own_date.as_deref().unwrap_or_default()),
            ("own_reference", self.own_reference.as_deref().unwrap_or_default()),
            ("on_behalf_of", self.on_behalf_of.as_deref().unwrap_or_default()),
        ];
        if self.without_prejudice {
            texts.push(("without_prejudice", "yes"));
        }
        if self.receipt_by_email {
            texts.push(("receipt_by_email", "yes"));
        }
        let mut named = Vec::new();
        for (key, name) in &self.co_submitters {
            match participants.iter().find(|participant| Some(participant.id) == *key) {
                Some(participant) => texts.push(("co", participant.public_id.as_str())),
                None => named.push(name.as_str()),
            }
        }
        let named = named.join("\n");
        texts.push(("co_names", &named));
        Fields::of(&texts)
    }
}
