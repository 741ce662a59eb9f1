//! `/rounds/{id}/bracketed`: the text with every proposal on it, for the team; in an intergovernmental reading
//! that shows it, for whoever reads the draft; and as files.

mod word;

use super::made::{Made, sights};
use crate::app::App;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::drafts::reading::{self, Reading};
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::bracketing::{Brackets, Telling, legend_key, place_key};
use crate::outcome::material::{Choice, Material};
use crate::procedure::keys::PublicId;
use crate::procedure::words::Legend;
use crate::procedure::{Moment, Refusal};
use crate::rounds::store::Round;
use crate::submissions::counting::Totals;
use crate::submissions::pages::{AgreementMark, agreement_path};
use crate::text::bracketed::{Act, Alternative, Piece, Row, Said, What, around};
use crate::text::{Kind, Op, Run, with_marks};
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// A bracketed text as it is read on the page and in the file.
pub(in crate::outcome) struct Doc {
    t: Language,
    /// It stands on a page, not in a file: what is said leads to where more is said.
    on_page: bool,
    reservation: String,
    legend: Legend,
    legend_said: String,
    facts: Vec<String>,
    /// What became of the proposals: (what, how many, how many of them read like another).
    counts: Vec<(String, usize, usize)>,
    total: (usize, usize),
    language: String,
    direction: &'static str,
    lines: Vec<Line>,
    unplaced: Vec<Loose>,
}

/// An element, or one that is proposed.
struct Line {
    kind: Kind,
    class: String,
    anchor: String,
    cite: String,
    number: String,
    level: u8,
    is_heading: bool,
    is_article: bool,
    language: Option<String>,
    /// Brackets around the whole that open before it.
    opens: String,
    shown: Vec<Shown>,
    /// Who would delete what ends here.
    closes: Vec<String>,
    alternatives: Vec<Alt>,
    notes: Vec<String>,
    /// How far it is agreed: where something was decided, and States negotiate.
    agreement: Option<AgreementMark>,
    /// The same in words alone, for papers.
    agreed: Option<String>,
}

enum Shown {
    Kept(Run),
    Edit { lead: String, deleted: Option<Run>, inserted: Option<Run>, tail: String, who: String },
}

/// A rival wording.
struct Alt {
    label: String,
    language: String,
    runs: Vec<Run>,
    who: String,
}

/// What has no place in the text.
struct Loose {
    what: String,
    language: String,
    deleted: Option<Run>,
    inserted: Option<Run>,
    who: String,
}

fn run(op: Op, text: &str) -> Run {
    Run { op, text: with_marks(text) }
}

fn some(op: Op, text: &str) -> Option<Run> {
    (!text.trim().is_empty()).then(|| run(op, text.trim()))
}

impl Doc {
    pub(in crate::outcome) fn of(
        t: Language,
        brackets: &Brackets,
        reading: Option<&Reading>,
    ) -> Self {
        let of = &brackets.of;
        let telling = Telling { t, of: brackets };
        let line = |(n, row): (usize, &Row)| line(&telling, reading, n, row);
        let counted = brackets.counts();
        let merged = brackets.made.fates.iter().filter(|fate| fate.merged).count();
        let mut facts: Vec<String> = Totals::of(&of.seen).said(t).into_iter().collect();
        facts.push(match of.left_out {
            Some(count) => t.say1("compilation-left-out", "count", count),
            None => t.say("compilation-without-confidential"),
        });
        if !of.choice.is_whole() {
            facts.push(t.say("compilation-chosen"));
        }
        Self {
            t,
            on_page: false,
            reservation: of.consultation.reservation.clone(),
            legend: brackets.legend,
            legend_said: t.say(legend_key(brackets.legend)),
            facts,
            counts: counted
                .into_iter()
                .map(|(place, all, merged)| (t.say(place_key(place)), all, merged))
                .collect(),
            total: (brackets.made.fates.len(), merged),
            language: brackets.language.clone(),
            direction: reading::direction(&brackets.language),
            lines: brackets.made.rows.iter().enumerate().map(line).collect(),
            unplaced: brackets
                .made
                .unplaced
                .iter()
                .map(|unplaced| Loose {
                    what: telling.unplaced(unplaced),
                    language: unplaced.language.clone(),
                    deleted: some(Op::Deleted, &unplaced.quoted),
                    inserted: some(Op::Inserted, &unplaced.wording),
                    who: telling.names(&unplaced.sources),
                })
                .collect(),
        }
    }

    fn class(&self) -> String {
        format!("text bracketed legend-{}", self.legend.as_str())
    }

    /// Words stand in brackets, not only between them.
    fn brackets(&self) -> bool {
        self.legend == Legend::Brackets
    }
}

fn line(telling: &Telling, reading: Option<&Reading>, n: usize, row: &Row) -> Line {
    let known = match &row.what {
        What::Element(at) => reading.and_then(|reading| reading.lines.get(*at)),
        What::Added(_) => None,
    };
    let (kind, language) = match &row.what {
        What::Element(at) => (telling.of.of.text.elements[*at].kind, None),
        What::Added(added) => {
            let other = added.language != telling.of.language;
            (added.kind, other.then(|| added.language.clone()))
        }
    };
    let mut shown: Vec<Shown> =
        row.pieces.iter().map(|piece| piece_shown(telling, piece)).collect();
    let mut in_language = language;
    // What has no wording in this language is shown in the one that it has.
    if let Some(known) = known.filter(|known| known.missing && row.base().is_empty()) {
        shown.insert(0, Shown::Kept(run(Op::Kept, &known.wording)));
        in_language = Some(known.language.clone());
    }
    Line {
        kind,
        class: format!(
            "element kind-{kind}{}{}",
            if row.is_touched() { "" } else { " untouched" },
            if matches!(row.what, What::Added(_)) { " added" } else { "" }
        ),
        anchor: match &row.what {
            What::Element(at) => format!("e-{}", telling.of.of.text.elements[*at].id),
            What::Added(_) => format!("row-{}", n + 1),
        },
        cite: telling.citation(&row.what),
        number: known.map(|known| known.marker.clone()).unwrap_or_default(),
        level: known.map_or(3, |known| known.level),
        is_heading: known.is_some() && matches!(kind, Kind::Title | Kind::Heading),
        is_article: known.is_some() && kind == Kind::Article,
        language: in_language,
        opens: "[".repeat(row.opens.len()),
        shown,
        closes: row.closes.iter().map(|who| telling.attribution(Act::Delete, who)).collect(),
        alternatives: row
            .alternatives
            .iter()
            .map(|alternative| Alt {
                label: telling.alternative(&row.what, alternative),
                language: alternative.language.clone(),
                runs: runs(alternative),
                who: telling.names(&alternative.sources),
            })
            .collect(),
        agreement: telling.of.agreement(&row.what).zip(known).map(|(agreement, known)| {
            let path = agreement_path(&telling.of.of.round, &known.public_id);
            AgreementMark::of(telling.t, agreement, path)
        }),
        agreed: telling.beside(&row.what),
        notes: row
            .notes
            .iter()
            .map(|note| {
                let who = telling.names(&note.sources);
                let said = with_marks(&telling.note(note));
                telling.t.say2("labelled", "label", said, "value", who)
            })
            .collect(),
    }
}

fn piece_shown(telling: &Telling, piece: &Piece) -> Shown {
    match piece {
        Piece::Kept(text) => Shown::Kept(run(Op::Kept, text)),
        Piece::Edit { deleted, inserted, sources } => {
            let (lead, tail) = around(deleted, inserted);
            Shown::Edit {
                lead: lead.to_owned(),
                tail: tail.to_owned(),
                deleted: some(Op::Deleted, deleted),
                inserted: some(Op::Inserted, inserted),
                who: telling.attribution(Act::of(deleted, inserted), sources),
            }
        }
    }
}

/// A rival wording, what is new in it marked.
fn runs(alternative: &Alternative) -> Vec<Run> {
    match alternative.runs.is_empty() {
        true => vec![run(Op::Kept, &alternative.wording)],
        false => alternative
            .runs
            .iter()
            .filter(|run| run.op != Op::Deleted)
            .map(|one| run(one.op, &one.text))
            .collect(),
    }
}

/// A file that stands alone.
#[derive(Template)]
#[template(path = "outcome/bracketed_paper.html")]
pub(in crate::outcome) struct Paper {
    t: Language,
    consultation: String,
    disclaimer: String,
    title: String,
    draft: Option<String>,
    doc: Doc,
}

impl Paper {
    pub(in crate::outcome) fn of(
        t: Language,
        brackets: &Brackets,
        reading: Option<&Reading>,
    ) -> Self {
        let of = &brackets.of;
        Self {
            t,
            consultation: of.consultation.title.clone(),
            disclaimer: of.consultation.disclaimer.clone(),
            title: of.round.title.clone(),
            draft: of.draft.as_ref().map(|draft| draft.label.clone()),
            doc: Doc::of(t, brackets, reading),
        }
    }
}

#[derive(Template)]
#[template(path = "outcome/bracketed.html")]
struct Show {
    frame: Frame,
    round: Round,
    draft: Option<String>,
    fields: Fields,
    query: String,
    /// While the team has to wait for the closing.
    refusal: Option<Refusal>,
    doc: Option<Doc>,
    languages: Vec<String>,
    is_team: bool,
    /// Everybody who reads the draft reads it.
    is_public: bool,
    is_intergovernmental: bool,
    compilation: bool,
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = req.query_string().to_owned();
    let page = app.read(move |conn| page(conn, &asking, &id, query, now)).await?;
    html(page)
}

fn page(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    query: String,
    now: Moment,
) -> Result<Show, Error> {
    let (scene, round, refusal) = Made::Bracketed.enter(conn, asking, id, now)?;
    let fields = Fields::from_query(&query);
    let Scene { viewer, who, consultation } = &scene;
    let frame = consultations::frame(viewer, who, consultation, Tab::Rounds)
        .under(round.path(), round.title.clone());
    let (mut doc, mut draft, mut languages) = (None, None, Vec::new());
    if refusal.is_none() && round.draft_id.is_some() {
        let (sight, counts) = sights(conn, &scene, &round, &fields, now)?;
        let of = Material::load(conn, round.clone(), &sight, counts.as_ref(), Choice::of(&fields))?;
        let Read { brackets, reading } = read(conn, of.told_in(frame.t), &fields)?;
        draft = brackets.of.draft.as_ref().map(|draft| draft.label.clone());
        doc = Some(Doc { on_page: true, ..Doc::of(frame.t, &brackets, reading.as_ref()) });
        languages = reading.map(|reading| reading.languages).unwrap_or_default();
    }
    Ok(Show {
        is_team: who.is_team(),
        is_public: consultation.shows_brackets(),
        is_intergovernmental: consultation.kind
            == crate::procedure::words::ConsultationKind::Intergovernmental,
        compilation: Made::Compilation.may_open(conn, &scene, &round, now)?,
        frame,
        round,
        draft,
        fields,
        query,
        refusal,
        doc,
        languages,
    })
}

/// The bracketed text, and how its elements are read.
pub(in crate::outcome) struct Read {
    pub brackets: Brackets,
    pub reading: Option<Reading>,
}

impl Read {
    pub fn paper(&self, t: Language) -> Paper {
        Paper::of(t, &self.brackets, self.reading.as_ref())
    }
}

pub(in crate::outcome) fn read(
    conn: &mut Conn,
    of: Material,
    fields: &Fields,
) -> Result<Read, Error> {
    let brackets = Brackets::of(of, fields.filled("lang"));
    let draft = brackets.of.draft.clone();
    let reading = draft.map(|draft| reading::read(conn, &draft, &brackets.language)).transpose()?;
    Ok(Read { brackets, reading })
}

impl Show {
    /// The file of what the page shows.
    fn file(&self, ending: &str) -> String {
        Made::Bracketed.file(&self.round, ending, &self.query)
    }

    fn legends(&self) -> [Legend; 2] {
        Legend::ALL
    }

    fn is_legend(&self, legend: &str) -> bool {
        self.doc.as_ref().is_some_and(|doc| doc.legend.as_str() == legend)
    }

    fn is_language(&self, code: &str) -> bool {
        self.doc.as_ref().is_some_and(|doc| doc.language == code)
    }

    fn chosen(&self, name: &str, value: &str) -> bool {
        self.fields.get(name) == value
    }
}
