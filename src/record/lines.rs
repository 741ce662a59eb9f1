//! The lines of a chain, by what they are about.

use crate::journal::store::Entry;
use crate::procedure::keys::PublicId;
use std::collections::HashMap;

/// The chain's lines by what they are about.
pub(super) struct Notes(pub(super) HashMap<PublicId, Vec<Entry>>);

impl Notes {
    pub(super) fn of(lines: Vec<Entry>) -> Self {
        let mut by_subject: HashMap<PublicId, Vec<Entry>> = HashMap::new();
        for line in lines {
            by_subject.entry(line.subject.clone()).or_default().push(line);
        }
        Self(by_subject)
    }

    pub(super) fn about<'a>(
        &'a self,
        subject: &PublicId,
    ) -> impl Iterator<Item = &'a Entry> + use<'a> {
        self.0.get(subject).into_iter().flatten()
    }

    pub(super) fn with<'a>(&'a self, subject: &PublicId, acts: &'a [&str]) -> Vec<&'a Entry> {
        self.about(subject).filter(|line| acts.contains(&line.act.as_str())).collect()
    }

    pub(super) fn has(&self, subject: &PublicId, act: &str) -> bool {
        self.about(subject).any(|line| line.act == act)
    }

    /// Does a line about this say that something of it became `word`?
    pub(super) fn says(&self, subject: &PublicId, word: &str) -> bool {
        let mut values = self.about(subject).filter_map(|line| line.detail.0.as_object());
        values.any(|detail| detail.values().any(|value| value.as_str() == Some(word)))
    }
}
