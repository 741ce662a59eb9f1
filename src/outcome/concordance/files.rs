//! The concordance loaded, and as files: a table, a page that stands alone, and a Word file.

use super::rows::{Row, Side, rows};
use super::store;
use crate::consultations::store::Consultation;
use crate::db::Conn;
use crate::drafts::reading::direction;
use crate::drafts::store::Draft;
use crate::formats::table;
use crate::formats::word::{self, Block, Piece, Style, Unwritten, cell};
use crate::languages::Language;
use crate::outcome::behind::{For, Provenance, outside};
use crate::outcome::notes::Explained;
use crate::outcome::redline::Attribution;
use crate::outcome::word::Making;
use crate::procedure::{Moment, Standing};
use askama::Template;
use diesel::QueryResult;

/// The columns of the file.
pub const COLUMNS: [&str; 8] = [
    "element",
    "new_paragraph",
    "new_text",
    "who_contributed",
    "old_paragraph",
    "old_text",
    "change",
    "approach_and_rationale",
];

/// How much is told of who contributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// As much as the person may know.
    Yes,
    /// What everybody is told.
    No,
}

/// A draft beside the one before.
pub struct Concordance {
    pub draft: Draft,
    pub against: Option<Draft>,
    pub rows: Vec<Row>,
    /// Something is told of who contributed.
    pub has_contributors: bool,
    language: Language,
    pub(super) explained: Explained,
}

impl Concordance {
    pub fn load(
        conn: &mut Conn,
        t: Language,
        (who, consultation): (&Standing, &Consultation),
        draft: Draft,
        inside: Inside,
        whom: For,
        now: Moment,
    ) -> QueryResult<Self> {
        let explained = Explained::load(conn, draft)?;
        let whose = match inside {
            Inside::Yes if who.is_team() => Attribution::Inside,
            Inside::Yes | Inside::No => outside(consultation),
        };
        let rows = match &explained.comparison {
            Some(comparison) => {
                let asks = (who, consultation);
                let provenance = Provenance::of(conn, asks, comparison, whose, whom, now)?;
                let rationales = store::of_draft(conn, explained.draft.id)?;
                rows(t, &explained, &rationales, &provenance)
            }
            None => Vec::new(),
        };
        Ok(Self {
            draft: explained.draft.clone(),
            against: explained.against.clone(),
            has_contributors: whose != Attribution::Nobody,
            language: t,
            rows,
            explained,
        })
    }

    /// A table that a spreadsheet opens without running anything that is in it.
    pub fn csv(&self) -> Vec<u8> {
        table::write(&COLUMNS, self.rows.iter().map(cells))
    }

    /// A page that stands alone.
    pub fn paper(&self, consultation: &Consultation) -> askama::Result<String> {
        let t = self.language;
        Paper { t, title: &consultation.title, disclaimer: &consultation.disclaimer, all: self }
            .render()
    }
}

impl Concordance {
    /// The same table in a Word file, on the long side of the page.
    pub fn word(&self, consultation: &Consultation, making: &Making) -> Result<Vec<u8>, Unwritten> {
        let (t, draft) = (self.language, &self.draft);
        let title = t.say("concordance-title");
        let title = t.say2("labelled", "label", title, "value", draft.label.as_str());
        let mut paper = word::Paper::about(&title, t.code(), &making.maker, &making.now.iso());
        paper.is_wide = true;
        paper.say(Style::Plain, &consultation.title);
        paper.say(Style::Remark, draft.symbol.as_deref().unwrap_or_default());
        if let Some(against) = &self.against {
            let compared = t.say1("note-compared-with", "draft", against.label.as_str());
            paper.say(Style::Remark, &compared);
        }
        paper.say(Style::Remark, &consultation.disclaimer);
        if self.rows.is_empty() {
            paper.say(Style::Plain, &t.say("redline-nothing-before"));
            return paper.written();
        }
        let is_rtl = Some(direction(&draft.language) == "rtl");
        let turned = |block: Block| Block { is_rtl, ..block };
        let sides = |sides: &[Side]| -> Vec<Block> {
            let said = sides.iter().map(|side| {
                let mut pieces = vec![Piece::Strong(format!("{} ", side.short))];
                pieces.extend(word::lines(&side.wording));
                turned(Block::new(Style::Cell, pieces))
            });
            said.collect()
        };
        let row = |row: &Row| {
            let mut why = cell(row.change.as_deref().unwrap_or_default());
            let paragraphs = row.paragraphs();
            why.extend(paragraphs.iter().flat_map(|text| cell(text)).map(turned));
            let mut cells = vec![sides(&row.new)];
            if self.has_contributors {
                cells.push(row.contributed.iter().flat_map(|line| cell(line)).collect());
            }
            cells.extend([sides(&row.old), why]);
            cells
        };
        let mut head = vec![t.say("concordance-new")];
        head.extend(self.has_contributors.then(|| t.say("concordance-contributed")));
        head.extend([t.say("concordance-old"), t.say("concordance-rationale")]);
        let widths = if self.has_contributors { &[4, 3, 4, 4][..] } else { &[4, 4, 4][..] };
        paper.table(widths, &head, self.rows.iter().map(row).collect());
        paper.written()
    }
}

fn cells(row: &Row) -> [String; 8] {
    let joined = |parts: Vec<&str>, by: &str| parts.join(by);
    [
        row.identity.clone(),
        joined(row.new.iter().map(|side| side.short.as_str()).collect(), "; "),
        joined(row.new.iter().map(|side| side.wording.as_str()).collect(), "\n"),
        row.contributed.join("; "),
        joined(row.old.iter().map(|side| side.short.as_str()).collect(), "; "),
        joined(row.old.iter().map(|side| side.wording.as_str()).collect(), "\n"),
        row.change.clone().unwrap_or_default(),
        row.rationale.clone(),
    ]
}

#[derive(Template)]
#[template(path = "outcome/concordance/paper.html")]
struct Paper<'a> {
    t: Language,
    title: &'a str,
    disclaimer: &'a str,
    all: &'a Concordance,
}
