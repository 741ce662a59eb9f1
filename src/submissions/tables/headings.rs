//! The headings of a comment form, as people and their programs write them.

use super::{Remark, What};
use crate::formats::grid::{Grid, Line};
use crate::languages::Language;

/// The forms that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The template for comments and secretariat observations of ISO and IEC.
    Iso,
    /// The review table of IPBES and the CBD, by page and line.
    Review,
}

impl Form {
    pub const ALL: [Form; 2] = [Form::Iso, Form::Review];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Iso => "iso",
            Self::Review => "review",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == word)
    }

    /// The key of what it is called.
    pub fn key(self) -> &'static str {
        match self {
            Self::Iso => "form-iso",
            Self::Review => "form-review",
        }
    }

    /// Its columns, each with its width in characters.
    pub fn columns(self) -> &'static [(Column, u16)] {
        match self {
            Self::Iso => &[
                (Column::Who, 16),
                (Column::Line, 10),
                (Column::Clause, 14),
                (Column::Paragraph, 16),
                (Column::Kind, 12),
                (Column::Comment, 40),
                (Column::Change, 40),
                (Column::Answer, 30),
            ],
            Self::Review => &[
                (Column::Who, 16),
                (Column::Clause, 14),
                (Column::Paragraph, 16),
                (Column::Page, 9),
                (Column::Line, 9),
                (Column::ToPage, 9),
                (Column::ToLine, 9),
                (Column::Comment, 48),
                (Column::Change, 40),
                (Column::Answer, 30),
            ],
        }
    }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The number of the row, which means nothing.
    Number,
    /// Whose it is: member body, reviewer, government.
    Who,
    Line,
    Clause,
    Paragraph,
    Page,
    ToPage,
    ToLine,
    Kind,
    Comment,
    Change,
    /// What the secretariat says to it.
    Answer,
}

impl Column {
    const ALL: [Column; 12] = [
        Column::Number,
        Column::Who,
        Column::Line,
        Column::Clause,
        Column::Paragraph,
        Column::Page,
        Column::ToPage,
        Column::ToLine,
        Column::Kind,
        Column::Comment,
        Column::Change,
        Column::Answer,
    ];

    /// The key of its heading as we write it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Number => "form-number",
            Self::Who => "form-who",
            Self::Line => "form-line",
            Self::Clause => "form-clause",
            Self::Paragraph => "form-paragraph",
            Self::Page => "form-page",
            Self::ToPage => "form-to-page",
            Self::ToLine => "form-to-line",
            Self::Kind => "form-kind",
            Self::Comment => "form-comment",
            Self::Change => "form-change",
            Self::Answer => "form-answer",
        }
    }

    /// The key of its heading in a form.
    pub fn heading(self, form: Form) -> &'static str {
        match (form, self) {
            (Form::Review, Self::Who) => "form-reviewer",
            (Form::Review, Self::Clause) => "form-chapter",
            (Form::Review, Self::Line) => "form-from-line",
            (_, column) => column.key(),
        }
    }

    /// Is it one that says where the row belongs?
    pub fn is_place(self) -> bool {
        matches!(
            self,
            Self::Line | Self::Clause | Self::Paragraph | Self::Page | Self::ToPage | Self::ToLine
        )
    }
}

/// Headings that others write, folded, whole.
const KNOWN: &[(Column, &[&str])] = &[
    (Column::Number, &["no", "nr", "number", "numero", "item", "seq", "n", "part", "partie"]),
    (
        Column::Who,
        &[
            "mbnc",
            "mb",
            "nc",
            "ncmb",
            "memberbody",
            "reviewer",
            "reviewername",
            "nameofreviewer",
            "participant",
            "country",
            "state",
            "party",
            "government",
            "organization",
            "organisation",
            "governmentorganization",
            "name",
            "nom",
            "pays",
            "etat",
            "organisme",
            "delegation",
            "submittedby",
            "author",
        ],
    ),
    (
        Column::Line,
        &[
            "line",
            "lines",
            "linenumber",
            "lineno",
            "fromline",
            "startline",
            "ligne",
            "numerodeligne",
            "lignede",
        ],
    ),
    (Column::ToLine, &["toline", "endline", "lastline", "lignea", "alaligne"]),
    (Column::Page, &["page", "pages", "pagenumber", "pageno", "frompage", "startpage", "pagede"]),
    (Column::ToPage, &["topage", "endpage", "lastpage", "pagea", "alapage"]),
    (
        Column::Clause,
        &[
            "clause",
            "clausesubclause",
            "clausenosubclausenoannex",
            "clauseno",
            "clausenumber",
            "clauseannex",
            "article",
            "section",
            "chapter",
            "chapterspm",
            "chapitre",
            "clauseparagraphe",
            "articlesection",
            "partarticle",
        ],
    ),
    (
        Column::Paragraph,
        &[
            "paragraph",
            "paragraphfiguretable",
            "paragraphfiguretablenote",
            "para",
            "paragraphs",
            "paragraphnumber",
            "paragraphno",
            "paragraphe",
            "paragraphefiguretableau",
            "alinea",
            "element",
        ],
    ),
    (Column::Kind, &["type", "typeofcomment", "commenttype", "typedecommentaire", "ted"]),
    (
        Column::Comment,
        &[
            "comment",
            "comments",
            "commentjustificationforchange",
            "commentjustificationforchangebythemb",
            "commentaire",
            "commentaires",
            "commentjustification",
            "observations",
            "remarks",
            "reviewcomment",
        ],
    ),
    (
        Column::Change,
        &[
            "proposedchange",
            "proposedchangebythemb",
            "proposedchanges",
            "proposedtext",
            "proposedwording",
            "proposedrevision",
            "suggestedchange",
            "suggestedtext",
            "modificationproposee",
            "changementpropose",
            "libellepropose",
            "textepropose",
            "proposition",
        ],
    ),
    (
        Column::Answer,
        &[
            "observationsofthesecretariat",
            "secretariatobservations",
            "response",
            "responses",
            "resolution",
            "secretariatobservationsoneachcommentsubmitted",
            "disposition",
            "authorsresponse",
            "reponse",
            "observationsdusecretariat",
            "responsefromauthors",
            "treatment",
        ],
    ),
];

/// The headings of a form: where they stand, and what stands below them.
#[derive(Debug, Clone, PartialEq)]
pub struct Headings {
    /// The first row below them, by its place in the table.
    pub below: usize,
    pub columns: Vec<(Column, usize)>,
    pub remarks: Vec<Remark>,
    /// The number of columns that have a heading.
    pub width: usize,
}

impl Headings {
    pub fn has_words(&self) -> bool {
        self.at(Column::Comment).or_else(|| self.at(Column::Change)).is_some()
    }

    pub fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(one, _)| *one == column).map(|(_, at)| *at)
    }

    /// The column at a place.
    pub fn of(&self, at: usize) -> Option<Column> {
        self.columns.iter().find(|(_, one)| *one == at).map(|(column, _)| *column)
    }
}

/// A form's head says what the document is, and when, before its headings.
const MOST_ROWS_ABOVE: usize = 30;

/// The row of a table that has the headings of a comment form: three at least, or two with one for
/// the words.
pub fn find(grid: &Grid) -> Option<Headings> {
    let rows = grid.rows.iter().enumerate().take(MOST_ROWS_ABOVE);
    let (at, line) = rows.into_iter().find(|(_, line)| is_heading(line))?;
    let mut words: Vec<String> = line.cells.iter().map(|cell| cell.words.clone()).collect();
    let mut below = at + 1;
    // Headings over two rows: "From" above "page" and "line".
    if let Some(next) = grid.rows.get(below)
        && is_second(line, next)
    {
        under(&mut words, line, next);
        below += 1;
    }
    // Some forms number their columns.
    if grid.rows.get(below).is_some_and(is_numbering) {
        below += 1;
    }
    let mut found = Headings {
        below,
        columns: Vec::new(),
        remarks: Vec::new(),
        width: words.iter().filter(|words| !words.is_empty()).count(),
    };
    let mut unknown = Vec::new();
    for (at, words) in words.iter().enumerate() {
        match known(words) {
            Some(column) if found.at(column).is_none() => found.columns.push((column, at)),
            // "page, line, page, line": the second are where it ends.
            Some(Column::Page) if found.at(Column::ToPage).is_none() => {
                found.columns.push((Column::ToPage, at));
            }
            Some(Column::Line) if found.at(Column::ToLine).is_none() => {
                found.columns.push((Column::ToLine, at));
            }
            Some(_) => found
                .remarks
                .push(Remark { row: line.number, what: What::HeadingTwice(in_one_line(words)) }),
            None if words.is_empty() => {}
            None => unknown.push(in_one_line(words)),
        }
    }
    if !unknown.is_empty() {
        found.remarks.push(Remark { row: line.number, what: What::UnknownHeadings(unknown) });
    }
    Some(found)
}

fn is_heading(line: &Line) -> bool {
    let mut columns: Vec<Column> =
        line.cells.iter().filter_map(|cell| known(&cell.words)).collect();
    columns.sort_unstable();
    columns.dedup();
    let has_words = columns.iter().any(|one| matches!(one, Column::Comment | Column::Change));
    columns.len() >= 3 || (columns.len() == 2 && has_words)
}

/// Does the row go on with the headings above it? Its cells stand under joined ones, and say
/// where a place begins and ends.
fn is_second(above: &Line, line: &Line) -> bool {
    let said = |at: usize| !line.words(at).is_empty();
    let under_joined = |at: usize| above.is_joined_before(at) || above.is_joined_before(at + 1);
    let places = (0..line.cells.len()).filter(|at| said(*at));
    let mut any = false;
    for at in places {
        if !under_joined(at) || !known(line.words(at)).is_some_and(Column::is_place) {
            return false;
        }
        any = true;
    }
    any
}

/// "From" and "page", below it, are "From page".
fn under(words: &mut Vec<String>, above: &Line, line: &Line) {
    let mut first = 0;
    for at in 0..line.cells.len().max(words.len()) {
        if !above.is_joined_before(at) {
            first = at;
        }
        let over = above.words(first).to_owned();
        if words.len() <= at {
            words.resize(at + 1, String::new());
        }
        let own = line.words(at);
        if !own.is_empty() {
            words[at] = format!("{over} {own}");
            // "Beginning" and "page" is a page all the same.
            if known(&words[at]).is_none() {
                words[at] = own.to_owned();
            }
        }
    }
}

/// "1 | 2 | (3) | 4": the numbers of the columns.
fn is_numbering(line: &Line) -> bool {
    let said = line.cells.iter().map(|cell| cell.words.trim()).filter(|words| !words.is_empty());
    let numbers: Vec<Option<usize>> =
        said.map(|words| words.trim_matches(['(', ')', ' ']).parse().ok()).collect();
    let follow = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    numbers.len() >= 3 && numbers[0] == Some(1) && follow && numbers.iter().all(Option::is_some)
}

fn known(heading: &str) -> Option<Column> {
    let folded = folded(heading);
    if folded.is_empty() || folded.len() > 60 {
        return None;
    }
    let ours = |column: &Column| {
        let is = |key| Language::ALL.iter().any(|t| self::folded(&t.say(key)) == folded);
        Form::ALL.iter().any(|form| is(column.heading(*form)))
    };
    let theirs = KNOWN.iter().find(|(_, names)| names.contains(&folded.as_str()));
    theirs.map(|(column, _)| *column).or_else(|| Column::ALL.into_iter().find(ours))
}

/// Its letters, in lower case and without marks; what stands in parentheses as an example, and the
/// figures of notes, are no part of it.
fn folded(heading: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut kept = String::new();
    let mut rest = heading;
    while let Some(open) = rest.find('(') {
        let (before, from) = rest.split_at(open);
        let close = from.find(')').map_or(from.len(), |at| at + 1);
        let inner = &from[..close];
        let is_example = ["e.g", "p. ex", "par ex", "ge/", "ex."]
            .iter()
            .any(|sign| inner.to_lowercase().contains(sign));
        kept.push_str(before);
        if !is_example {
            kept.push_str(inner);
        }
        rest = &from[close..];
    }
    kept.push_str(rest);
    // "com-ment", as narrow columns divide it.
    kept.nfd().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn in_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
