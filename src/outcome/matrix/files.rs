//! The matrix as files: all that there is to say of each row, and the field's own forms.

use super::{Row, rows};
use crate::consultations::{Consultation, store as consultations};
use crate::db::Conn;
use crate::drafts::reading::direction;
use crate::formats::FileKind;
use crate::formats::spreadsheet::{self, Column, Sheet};
use crate::formats::table;
use crate::formats::word::{Block, Paper, cell};
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::sight::sight;
use crate::procedure::words::InputKind;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::tables::Form;
use crate::submissions::tables::writing::{self, Head};
use crate::text::{Citation, with_marks};
use diesel::OptionalExtension;

/// The columns of the file: the names that `travaux inputs import` reads, and the team's own.
pub const COLUMNS: [&str; 24] = [
    "participant",
    "participant_kind",
    "regional_group",
    "supporters",
    "citation",
    "element",
    "kind",
    "operation",
    "type",
    "comment",
    "current_text",
    "proposed_text",
    "destination",
    "with",
    "new_kind",
    "language",
    "publication_class",
    "late",
    "source",
    "themes",
    "treatment",
    "reason",
    "status",
    "input",
];

/// The matrix as a file that a spreadsheet opens without running anything that is in it.
pub fn csv(rows: &[Row]) -> Vec<u8> {
    table::write(&COLUMNS, rows.iter().map(Row::cells))
}

/// The same as a spreadsheet, for whoever sorts, filters and prints it. `instance` is the one that
/// its properties name as its maker.
pub fn xlsx(
    rows: &[Row],
    round: &Round,
    language: Language,
    instance: &str,
    now: Moment,
) -> anyhow::Result<Vec<u8>> {
    const TEXTS: [(&str, f64); 4] =
        [("comment", 44.0), ("current_text", 40.0), ("proposed_text", 40.0), ("reason", 34.0)];
    let column = |name: &'static str| {
        let text = TEXTS.iter().find(|(text, _)| *text == name);
        let width = match (text, name) {
            (Some((_, width)), _) => *width,
            (_, "participant" | "supporters" | "themes") => 22.0,
            (_, "treatment" | "citation" | "publication_class") => 15.0,
            _ => 11.0,
        };
        Column { name, width, is_text: text.is_some() }
    };
    let columns = COLUMNS.map(column);
    let sheet = Sheet {
        name: &language.say("matrix-title"),
        title: &round.title,
        maker: instance,
        made_at: now.as_micros().div_euclid(1_000_000),
        columns: &columns,
        kept: 1,
        part: "part",
    };
    Ok(spreadsheet::write(&sheet, rows.iter().map(Row::cells))?)
}

/// The same as a table in a Word file, on the long side of the page: what is printed and passed round.
fn word(
    rows: &[Row],
    round: &Round,
    t: Language,
    instance: &str,
    now: Moment,
) -> anyhow::Result<Vec<u8>> {
    let title = t.say2("labelled", "label", t.say("matrix-title"), "value", round.title.as_str());
    let mut paper = Paper::about(&title, t.code(), instance, &now.iso());
    paper.is_wide = true;
    let head = [
        "matrix-participant",
        "matrix-place",
        "matrix-input",
        "matrix-comment",
        "matrix-proposed",
        "matrix-treatment",
    ];
    let head = head.map(|key| t.say(key));
    let cells = |row: &Row| {
        let (input, seen) = (&row.seen.input, &row.seen);
        let who = match &seen.author {
            Some(author) => author.name.clone(),
            None => t.say("input-name-withheld"),
        };
        let kind = row.kind().map(|kind| t.word(kind)).unwrap_or_default();
        let of = |text: &str| -> Vec<Block> {
            let is_rtl = Some(direction(&input.language) == "rtl");
            cell(&with_marks(text)).into_iter().map(|block| Block { is_rtl, ..block }).collect()
        };
        let answer = [
            row.treatment.map(|treatment| t.word(treatment)).unwrap_or_default(),
            with_marks(&row.reason),
            t.say(row.status.key()),
        ];
        vec![
            cell(&[who, kind, row.supported(t).join("; ")].join("\n")),
            cell(&row.citation.as_ref().map(|c| t.citation_short(c)).unwrap_or_default()),
            cell(&row.what(t)),
            of(&input.body),
            of(&input.proposed),
            cell(&answer.join("\n")),
        ]
    };
    paper.table(&[3, 2, 2, 6, 6, 3], &head, rows.iter().map(cells).collect());
    Ok(paper.written()?)
}

/// What the matrix is written as: all that there is to say, or one of the field's own forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub kind: FileKind,
    pub form: Option<Form>,
}

impl Shape {
    /// The file of these rows.
    pub fn of(
        self,
        rows: &[Row],
        (consultation, round): (&Consultation, &Round),
        language: Language,
        instance: &str,
        now: Moment,
    ) -> anyhow::Result<Vec<u8>> {
        if let Some(form) = self.form {
            let head = Head {
                t: language,
                document: &round.title,
                project: &consultation.title,
                maker: instance,
                now,
            };
            let rows: Vec<writing::Row> = rows.iter().map(|row| row.in_form(language)).collect();
            return writing::write(form, self.kind, &head, &rows);
        }
        match self.kind {
            FileKind::Csv => Ok(csv(rows)),
            FileKind::Xlsx => xlsx(rows, round, language, instance, now),
            FileKind::Word => word(rows, round, language, instance, now),
        }
    }
}

/// The file for the console, which may see everything: without confidential inputs and without
/// the names of those who withheld theirs, unless these are asked for. None: there is no such round.
pub fn file_of_round(
    conn: &mut Conn,
    who: &Standing,
    round: &PublicId,
    (shape, instance): (Shape, &str),
    with_confidential: bool,
    now: Moment,
) -> anyhow::Result<Option<Vec<u8>>> {
    let Some(round) = rounds::find_by_public_id(conn, round).optional()? else {
        return Ok(None);
    };
    let sight = sight(who, &rounds::facts(conn, &round)?, now);
    let sight = match with_confidential {
        true => sight.with_identities(),
        false => sight.without_confidence(),
    };
    let rows = rows(conn, &round, &sight)?;
    let consultation = consultations::find(conn, round.consultation_id)?;
    let of = (&consultation, &round);
    Ok(Some(shape.of(&rows, of, Language::English, instance, now)?))
}

impl Row {
    /// As the import reads it: "after PP3".
    fn destination(&self) -> Option<String> {
        let to = self.seen.input.particulars.to.as_ref()?;
        Some(format!("{} {}", to.side.as_str(), self.name(&to.anchor)))
    }

    /// As one of the field's own forms has it.
    fn in_form(&self, t: Language) -> writing::Row {
        let who = match &self.seen.author {
            Some(author) => author.name.clone(),
            None => t.say("input-name-withheld"),
        };
        let cite = |identity: &str| Some(t.citation_short(self.named.get(identity)?));
        let mut row = writing::Row::of(t, who, self.citation.as_ref(), &self.seen.input, cite);
        if self.citation.is_none()
            && matches!(self.seen.input.kind, InputKind::Comment | InputKind::Proposal)
        {
            row.clause = t.say("matrix-unplaced");
        }
        let treatment = self.treatment.map(|treatment| t.word(treatment));
        let answer = treatment.into_iter().chain([self.reason.clone()]);
        let answer: Vec<String> = answer.filter(|said| !said.is_empty()).collect();
        row.answer = answer.join("\n");
        row
    }

    fn name(&self, identity: &str) -> String {
        self.named.get(identity).map_or_else(|| identity.to_owned(), Citation::short)
    }

    fn cells(&self) -> Vec<String> {
        let (input, author) = (&self.seen.input, self.seen.author.as_ref());
        let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
        let region = author.and_then(|author| author.regional_group);
        let operation = match (input.operation, input.kind) {
            (Some(operation), _) => operation.as_str(),
            (None, InputKind::Proposal) => "",
            (None, _) => "comment",
        };
        vec![
            author.map_or("name withheld".to_owned(), |author| author.name.clone()),
            word(self.seen.kind.map(|kind| kind.as_str())),
            word(region.map(|group| group.as_str())),
            self.supported(Language::English).join("; "),
            self.citation.as_ref().map(Citation::short).unwrap_or_default(),
            input.identity.clone().unwrap_or_default(),
            input.kind.as_str().to_owned(),
            operation.to_owned(),
            word(input.comment_type.map(|kind| kind.as_str())),
            input.body.clone(),
            self.current_text.clone(),
            input.proposed.clone(),
            self.destination().unwrap_or_default(),
            input
                .particulars
                .others
                .iter()
                .map(|other| self.name(other))
                .collect::<Vec<_>>()
                .join("; "),
            word(input.particulars.kind.map(|kind| kind.as_str())),
            input.language.clone(),
            word(input.publication_class.map(|class| class.as_str())),
            // Few are late, or came on paper: of what is without a name it is not said.
            word(author.map(|_| if self.seen.submission.late { "yes" } else { "no" })),
            word(author.map(|_| self.seen.submission.source.as_str())),
            self.themes.join("; "),
            word(self.treatment.map(|treatment| treatment.as_str())),
            self.reason.clone(),
            self.status.as_str().to_owned(),
            input.public_id.to_string(),
        ]
    }
}
