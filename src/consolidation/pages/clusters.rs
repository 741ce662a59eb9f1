//! Inputs that say the same: all of a round, and one cluster with its members and one response.

use super::answers::ReplyForm;
use super::cases::{author, what};
use super::covering::Covering;
use super::{Desk, Table};
use crate::app::App;
use crate::consolidation::alike::words;
use crate::db::Conn;
use crate::drafts::reading::direction;
use crate::languages::Language;
use crate::procedure::keys::{InputKey, PublicId};
use crate::submissions::views::Seen;
use crate::text::clusters::Likeness;
use crate::text::{Run, difference, with_marks};
use crate::web::{Asking, Error, Errors, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consolidation/clusters.html")]
struct ClustersPage {
    frame: Frame,
    rows: Vec<ClusterRow>,
    /// How many inputs there are, and how many of them are in some cluster.
    of: usize,
    together: usize,
    back: String,
}

struct ClusterRow {
    to: String,
    what: String,
    places: Vec<String>,
    excerpt: String,
    language: String,
    direction: &'static str,
    members: usize,
    open: usize,
    near: bool,
}

/// `GET /rounds/{id}/consolidation/clusters`
pub async fn clusters(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let desk = Desk::of_round(conn, &asking, &id, now)?;
            desk.opens(now)?;
            let table = desk.table(conn)?;
            let frame = desk.frame_below();
            let alike = table.alike();
            let mut rows: Vec<ClusterRow> =
                alike.several().filter_map(|members| table.cluster_row(frame.t, members)).collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.members));
            Ok(ClustersPage {
                of: table.dossier.seen.len(),
                together: rows.iter().map(|row| row.members).sum(),
                back: desk.path(),
                rows,
                frame,
            })
        })
        .await?;
    html(page)
}

impl Table {
    fn cluster_row(&self, t: Language, members: &[(InputKey, Likeness)]) -> Option<ClusterRow> {
        let first = self.dossier.one(members.first()?.0)?;
        let mut places: Vec<String> = Vec::new();
        for seen in members.iter().filter_map(|(input, _)| self.dossier.one(*input)) {
            let label = self.label(t, &self.place_of(seen));
            if !places.contains(&label) {
                places.push(label);
            }
        }
        Some(ClusterRow {
            to: cluster_path(&first.input.public_id),
            what: what(t, self, first),
            places,
            excerpt: excerpt(words(first)),
            language: first.input.language.clone(),
            direction: direction(&first.input.language),
            members: members.len(),
            open: self.without_answer(members).len(),
            near: members.iter().any(|(_, likeness)| *likeness == Likeness::Near),
        })
    }

    /// The members without a response, in order.
    pub(super) fn without_answer(&self, members: &[(InputKey, Likeness)]) -> Vec<InputKey> {
        let keys = members.iter().map(|(input, _)| *input);
        keys.filter(|input| !self.dossier.responses.contains_key(input)).collect()
    }
}

/// Where the cluster of an input is.
pub(super) fn cluster_path(input: &PublicId) -> String {
    format!("/inputs/{input}/cluster")
}

/// The first words of a text.
pub(super) fn excerpt(text: &str) -> String {
    const MOST: usize = 160;
    let text = with_marks(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if text.chars().count() <= MOST {
        return text;
    }
    let mut short: String = text.chars().take(MOST).collect();
    if let Some(space) = short.rfind(' ') {
        short.truncate(space);
    }
    short + " …"
}

/// One cluster: who is in it, what differs, and one response for all.
#[derive(Template)]
#[template(path = "consolidation/cluster.html")]
struct ClusterPage {
    frame: Frame,
    errors: Errors,
    members: Vec<MemberShown>,
    /// The form for those without a response.
    form: ReplyForm,
    others: Covering,
    action: String,
    cluster: PublicId,
    /// The form begins with the response that one of them has.
    is_offered: bool,
    back: String,
}

impl ClusterPage {
    fn open(&self) -> usize {
        self.members.iter().filter(|member| member.status.is_none()).count()
    }
}

struct MemberShown {
    id: PublicId,
    author: String,
    is: String,
    what: String,
    class: Option<String>,
    place: (String, String),
    language: String,
    direction: &'static str,
    /// The words, or what differs from those of the first.
    text: Vec<Run>,
    is_first: bool,
    is_same: bool,
    justification: String,
    /// How far its response is; None where there is none.
    status: Option<&'static str>,
}

/// `GET /inputs/{id}/cluster`
pub async fn cluster(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (desk, seen) = Desk::of_input(conn, &asking, &id, now)?;
            desk.cluster(conn, &seen)
        })
        .await?;
    html(page)
}

impl Desk {
    fn cluster(&self, conn: &mut Conn, seen: &Seen) -> Result<ClusterPage, Error> {
        let table = self.table(conn)?;
        let frame = self
            .frame_below()
            .under(format!("{}/clusters", self.path()), self.frame().t.say("clusters-title"));
        let t = frame.t;
        let alike = table.alike();
        let members = alike.with(seen.input.id).to_vec();
        let first = table.dossier.one(alike.first(seen.input.id)).unwrap_or(seen);
        let place = table.place_of(seen);
        let known = |input: &InputKey| table.dossier.responses.get(input);
        let given = members.iter().find_map(|(input, _)| known(input));
        let open = table.without_answer(&members).len();
        Ok(ClusterPage {
            errors: Errors::default(),
            members: members
                .iter()
                .filter_map(|(input, _)| table.dossier.one(*input))
                .map(|one| table.member_shown(t, one, first))
                .collect(),
            form: match given.filter(|_| open > 0) {
                None => ReplyForm::default(),
                Some(given) => ReplyForm {
                    treatment: given.treatment.as_str().to_owned(),
                    reason: given.reason.clone(),
                    covered_by: given
                        .covered_by_id
                        .and_then(|other| table.dossier.one(other))
                        .map_or(String::new(), |other| other.input.public_id.to_string()),
                    ..ReplyForm::default()
                },
            },
            is_offered: given.is_some() && open > 0,
            others: table.covering(t, &place, |_, _| true),
            action: format!("{}/responses", self.path()),
            cluster: seen.input.public_id.clone(),
            back: format!("{}#i-{}", table.path(&place), seen.input.public_id),
            frame,
        })
    }
}

impl Table {
    fn member_shown(&self, t: Language, seen: &Seen, first: &Seen) -> MemberShown {
        let (name, is) = author(t, seen);
        let (mine, theirs) = (with_marks(words(seen)), with_marks(words(first)));
        let is_first = seen.input.id == first.input.id;
        let status = self.dossier.status(seen.input.id);
        let place = self.place_of(seen);
        let is_comment = words(seen) == seen.input.body;
        MemberShown {
            id: seen.input.public_id.clone(),
            author: name,
            is,
            what: what(t, self, seen),
            class: seen.input.publication_class.map(|class| t.word(class)),
            place: (
                self.label(t, &place),
                format!("{}#i-{}", self.path(&place), seen.input.public_id),
            ),
            language: seen.input.language.clone(),
            direction: direction(&seen.input.language),
            is_same: !is_first && mine == theirs,
            text: match is_first {
                true => difference(&mine, &mine),
                false => difference(&theirs, &mine),
            },
            is_first,
            justification: if is_comment { String::new() } else { with_marks(&seen.input.body) },
            status: self.dossier.responses.contains_key(&seen.input.id).then(|| status.key()),
        }
    }
}
