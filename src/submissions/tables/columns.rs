//! The columns of comment forms, and what people and their programs call them.

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

/// The column that a heading names.
pub fn known(heading: &str) -> Option<Column> {
    let folded = folded(heading);
    if folded.is_empty() || folded.len() > 60 {
        return None;
    }
    let theirs = KNOWN.iter().find(|(_, names)| names.contains(&folded.as_str()));
    let ours = || Language::ALL.into_iter().find_map(|t| ours(t, &folded));
    theirs.map(|(column, _)| *column).or_else(ours)
}

/// The column that our own forms call so in this language.
fn ours(t: Language, folded: &str) -> Option<Column> {
    let is = |column: &Column, form: &Form| self::folded(&t.say(column.heading(*form))) == folded;
    Column::ALL.into_iter().find(|column| Form::ALL.iter().any(|form| is(column, form)))
}

/// The language of the pages in which most of these headings are; none where two have as many.
pub fn language(headings: &[String]) -> Option<Language> {
    let folded: Vec<String> = headings.iter().map(|heading| folded(heading)).collect();
    let mut counts =
        Language::ALL.map(|t| (folded.iter().filter(|one| ours(t, one).is_some()).count(), t));
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    (counts[0].0 > counts[1].0).then_some(counts[0].1)
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
