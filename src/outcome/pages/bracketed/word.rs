//! The bracketed text as a Word file.

use super::{Doc, Line, Paper as Whole, Shown};
use crate::drafts::reading::direction;
use crate::drafts::word::style;
use crate::formats::word::{Block, Notes, Paper, Piece, Style, cell};
use crate::outcome::word::{Head, Making};
use crate::text::{Kind, Op, Run};
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
        let mut paper = making.paper(self.t, "bracketed-title", &head);
        self.doc.put_into(&mut paper);
        paper.written().map_err(|error| Error::Internal(error.into()))
    }
}

impl Doc {
    fn put_into(&self, paper: &mut Paper) {
        let t = self.t;
        if !self.reservation.is_empty() {
            paper.put(Style::Plain, vec![Piece::Strong(self.reservation.clone())]);
        }
        let key = format!("{} {}", self.legend_said, t.say("bracketed-legend-alternatives"));
        paper.say(Style::Remark, &key);
        for fact in &self.facts {
            paper.say(Style::Remark, fact);
        }
        match self.total.0 {
            0 => paper.say(Style::Plain, &t.say("bracketed-none")),
            _ => self.counted(paper),
        }
        let notes: Notes = self.lines.iter().filter_map(plain_note).collect();
        for line in self.lines.iter().filter(|line| plain_note(line).is_none()) {
            self.line(paper, line, &notes);
        }
        if !self.unplaced.is_empty() {
            paper.say(Style::Heading, &t.say("bracketed-unplaced"));
        }
        for loose in &self.unplaced {
            let mut pieces = vec![Piece::Plain(format!("{}: ", loose.what))];
            pieces.extend(self.marked(paper, loose.deleted.as_ref(), &notes));
            pieces.extend(self.marked(paper, loose.inserted.as_ref(), &notes));
            pieces.push(Piece::Emphasis(format!("({})", loose.who)));
            paper.put_in(Style::Alternative, direction(&loose.language) == "rtl", pieces);
        }
    }

    /// What became of the proposals.
    fn counted(&self, paper: &mut Paper) {
        let t = self.t;
        let head = ["bracketed-where", "bracketed-count", "bracketed-merged"].map(|key| t.say(key));
        let row = |what: &str, all: usize, merged: usize| {
            vec![cell(what), cell(&all.to_string()), cell(&merged.to_string())]
        };
        let mut rows: Vec<_> = self.counts.iter().map(|(what, n, m)| row(what, *n, *m)).collect();
        rows.push(row(&t.say("bracketed-all"), self.total.0, self.total.1));
        paper.table(&[6, 2, 2], &head, rows);
        paper.blocks.push(Block::new(Style::Plain, Vec::new()));
    }

    fn line(&self, paper: &mut Paper, line: &Line, notes: &Notes) {
        let mut pieces = Vec::new();
        let is_numbered = !line.number.is_empty() && line.kind != Kind::Footnote;
        // An added element is called by its name, what has a number by that.
        if is_numbered {
            pieces.push(Piece::Label(line.number.clone()));
            pieces.push(if line.is_article { Piece::Break } else { Piece::Tab });
        } else if !line.is_heading && !line.cite.is_empty() {
            pieces.push(Piece::Strong(format!("{} ", line.cite)));
        }
        if !line.opens.is_empty() {
            pieces.push(Piece::Strong(line.opens.clone()));
        }
        for shown in &line.shown {
            match shown {
                Shown::Kept(run) => pieces.extend(paper.runs(std::slice::from_ref(run), notes)),
                Shown::Edit { lead, deleted, inserted, tail, who } => {
                    pieces.push(Piece::Plain(lead.clone()));
                    pieces.extend(self.marked(paper, deleted.as_ref(), notes));
                    pieces.extend(self.marked(paper, inserted.as_ref(), notes));
                    pieces.push(Piece::Emphasis(format!("({who})")));
                    pieces.push(Piece::Plain(tail.clone()));
                }
            }
        }
        for who in &line.closes {
            pieces.push(Piece::Strong("] ".to_owned()));
            pieces.push(Piece::Emphasis(format!("({who})")));
        }
        let language = line.language.as_deref().unwrap_or(&self.language);
        let is_rtl = direction(language) == "rtl";
        paper.put_in(style(line.kind), is_rtl, pieces);
        if let Some(agreed) = &line.agreed {
            paper.say(Style::Remark, agreed);
        }
        for alternative in &line.alternatives {
            let mut pieces = vec![Piece::Strong(format!("[{}: ", alternative.label))];
            pieces.extend(paper.runs(&alternative.runs, notes));
            pieces.push(Piece::Strong("] ".to_owned()));
            pieces.push(Piece::Emphasis(format!("({})", alternative.who)));
            paper.put_in(Style::Alternative, direction(&alternative.language) == "rtl", pieces);
        }
        for note in &line.notes {
            paper.say(Style::Remark, note);
        }
    }

    /// Words under a bracket: in brackets where the legend has them so, else struck out or underlined.
    fn marked(&self, paper: &mut Paper, run: Option<&Run>, notes: &Notes) -> Vec<Piece> {
        let Some(run) = run else { return Vec::new() };
        let mut pieces = paper.runs(std::slice::from_ref(run), notes);
        if self.brackets() {
            pieces.insert(0, Piece::Strong("[".to_owned()));
            pieces.push(Piece::Strong("]".to_owned()));
        }
        pieces.push(Piece::Plain(" ".to_owned()));
        pieces
    }
}

/// A footnote that nobody would change stands where its mark is.
fn plain_note(line: &Line) -> Option<(String, String)> {
    let [Shown::Kept(run)] = line.shown.as_slice() else { return None };
    let is_plain = line.kind == Kind::Footnote
        && run.op == Op::Kept
        && line.agreed.is_none()
        && line.closes.is_empty()
        && line.alternatives.is_empty()
        && line.notes.is_empty();
    is_plain.then(|| (line.number.clone(), run.text.clone()))
}
