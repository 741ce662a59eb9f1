//! The compilation written as a Word file.

use super::{Doc, Paper as Whole, Part, Said};
use crate::drafts::reading::direction;
use crate::formats::word::{Notes, Paper, Piece, Style};
use crate::outcome::word::{Head, Making};
use crate::web::Error;

impl Whole {
    /// The same as a Word file.
    pub(in crate::outcome) fn word(&self, making: &Making) -> Result<Vec<u8>, Error> {
        let head = Head {
            title: &self.title,
            consultation: &self.consultation,
            draft: self.draft.as_deref(),
            disclaimer: &self.disclaimer,
        };
        let mut paper = making.paper(self.t, "compilation-title", &head);
        self.doc.put_into(&mut paper);
        paper.written().map_err(|error| Error::Internal(error.into()))
    }
}

impl Doc {
    fn put_into(&self, paper: &mut Paper) {
        let t = self.t;
        paper.put(Style::Plain, strong(&self.reservation));
        for fact in &self.facts {
            paper.say(Style::Remark, fact);
        }
        if self.is_empty() {
            paper.say(Style::Plain, &t.say("compilation-empty"));
        }
        for part in &self.parts {
            self.part(paper, part);
        }
        if !self.files.is_empty() {
            paper.say(Style::Heading, &t.say("compilation-files"));
            for file in &self.files {
                let (author, name) = (file.author.as_str(), file.name.as_str());
                paper.say(Style::Plain, &t.say2("labelled", "label", author, "value", name));
            }
        }
    }

    fn part(&self, paper: &mut Paper, part: &Part) {
        let t = self.t;
        paper.say(Style::Heading, part.group.as_deref().unwrap_or_default());
        let is_within = part.text.is_some() || part.anchor.starts_with("question-");
        paper.say(if is_within { Style::Subheading } else { Style::Heading }, &part.title);
        if let Some(text) = &part.text {
            let mut pieces = Vec::new();
            if !text.number.is_empty() {
                pieces.push(Piece::Label(text.number.clone()));
                pieces.push(Piece::Tab);
            }
            pieces.extend(paper.runs(std::slice::from_ref(&text.run), &self.notes));
            paper.put_in(Style::Paragraph, text.direction == "rtl", pieces);
        }
        if !part.with.is_empty() {
            paper.say(Style::Remark, &t.say("compilation-only-with"));
            for with in &part.with {
                let mut said = vec![with.how.as_str(), with.author.as_str()];
                said.extend(with.places.iter().map(|(place, _)| place.as_str()));
                paper.say(Style::Plain, &said.join(" · "));
            }
        }
        for said in &part.entries {
            self.entry(paper, said);
        }
    }

    fn entry(&self, paper: &mut Paper, said: &Said) {
        let t = self.t;
        let mut who = match self.by_participant {
            true => Vec::new(),
            false => strong(&said.author),
        };
        if !said.note.is_empty() {
            who.push(Piece::Plain(format!(" {}", said.note)));
        }
        paper.put(Style::Plain, who);
        let late = said.late.then(|| t.say("submission-late"));
        let letter = said.letter.as_ref().map(|letter| format!("({letter})"));
        let class = said.class.as_ref().map(|(_, class)| class.clone());
        let called = said.called.as_ref().map(|(name, _)| name.clone());
        let facts = [Some(said.what.clone()), called, said.place.clone()];
        let more = [said.comment_type.clone(), letter, class, late];
        let facts: Vec<String> = facts.into_iter().chain(more).flatten().collect();
        paper.put(Style::Plain, vec![Piece::Emphasis(facts.join(" · "))]);
        if !said.supporters.is_empty() {
            let (label, all) = (t.say("supported-by"), said.supporters.join("; "));
            paper.say(Style::Remark, &t.say2("labelled", "label", label, "value", all));
        }
        if !said.also_on.is_empty() {
            let mut line = format!("{} {}.", t.say("compilation-also-on"), said.also_on.join("; "));
            if said.again {
                line = format!("{line} {}", t.say("compilation-counted-above"));
            }
            paper.say(Style::Remark, &line);
        }
        let marks = [said.redacted.then(|| t.say("redacted-mark")), said.mismatch.clone()];
        for mark in marks.into_iter().flatten() {
            paper.say(Style::Remark, &mark);
        }
        let is_rtl = direction(&said.language) == "rtl";
        let runs = paper.runs(&said.runs, &Notes::new());
        paper.put_in(Style::Alternative, is_rtl, runs);
        if !said.body.trim().is_empty() {
            if said.is_proposal {
                paper.put(Style::Plain, vec![Piece::Emphasis(t.say("input-justification"))]);
            }
            for paragraph in crate::text::paragraphs(&said.body) {
                paper.put_in(Style::Plain, is_rtl, crate::formats::word::lines(&paragraph));
            }
        }
    }
}

fn strong(text: &str) -> Vec<Piece> {
    (!text.is_empty()).then(|| Piece::Strong(text.to_owned())).into_iter().collect()
}
