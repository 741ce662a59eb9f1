//! `/c/{slug}/search`: the words that somebody looks for, and where they stand.

use super::results::{Hit, Sort, find};
use crate::app::App;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::outcome::access::Scene;
use crate::procedure::Moment;
use crate::text::searching::Query;
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

const ON_A_PAGE: usize = 20;
/// What is longer is not shown again.
const MOST_TYPED: usize = 300;

#[derive(Template)]
#[template(path = "search/results.html")]
struct Results {
    frame: Frame,
    path: String,
    /// As it was typed.
    typed: String,
    /// Something was typed, with a word in it.
    is_asked: bool,
    chosen: Option<Sort>,
    /// How many of each sort there are, of those that there are.
    sorts: Vec<Choice>,
    hits: Vec<Hit>,
    /// Of those of the chosen sort: the number of the first on the page, and of all.
    first: usize,
    count: usize,
    previous: Option<String>,
    next: Option<String>,
}

impl Results {
    /// The number of the last on the page.
    fn last(&self) -> usize {
        self.first + self.hits.len() - 1
    }

    /// Something was found, of whatever sort.
    fn is_any_found(&self) -> bool {
        self.sorts.iter().any(|sort| sort.count > 0)
    }

    fn path_to_all(&self) -> &str {
        self.sorts.first().map_or(&self.path, |all| &all.to)
    }

    fn goes_on(&self) -> bool {
        self.count > self.hits.len()
    }
}

/// A sort to look at alone, or all of them.
struct Choice {
    to: String,
    key: &'static str,
    count: usize,
    is_chosen: bool,
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let fields = Fields::from_query(req.query_string());
    let page = app.read(move |conn| load(conn, &asking, &slug, &fields, now)).await?;
    html(page)
}

fn load(
    conn: &mut Conn,
    asking: &Asking,
    slug: &str,
    fields: &Fields,
    now: Moment,
) -> Result<Results, Error> {
    let scene = Scene::of_slug(conn, asking, slug, now)?;
    let mut frame =
        consultations::frame(&scene.viewer, &scene.who, &scene.consultation, Tab::Overview);
    for link in &mut frame.nav {
        link.current = false;
    }
    // The page has a field of its own.
    frame.search = None;
    let typed: String = fields.trimmed("q").chars().take(MOST_TYPED).collect();
    let query = Query::parse(&typed);
    let chosen = Sort::ALL.into_iter().find(|sort| sort.as_str() == fields.trimmed("in"));
    let path = format!("{}/search", scene.consultation.path());
    let all = match &query {
        Some(query) => find(conn, frame.t, &scene, query, now)?,
        None => Vec::new(),
    };
    let to = |sort: Option<Sort>, page: usize| address(&path, &typed, sort, page);
    let choice = |sort: Option<Sort>, count: usize| Choice {
        to: to(sort, 1),
        key: sort.map_or("search-all", Sort::key),
        count,
        is_chosen: sort == chosen,
    };
    let count_of = |sort| all.iter().filter(|hit| hit.sort == sort).count();
    let mut sorts = vec![choice(None, all.len())];
    for sort in Sort::ALL {
        let count = count_of(sort);
        if count > 0 || chosen == Some(sort) {
            sorts.push(choice(Some(sort), count));
        }
    }
    let mut hits: Vec<Hit> =
        all.into_iter().filter(|hit| chosen.is_none_or(|sort| hit.sort == sort)).collect();
    let count = hits.len();
    let pages = count.div_ceil(ON_A_PAGE).max(1);
    let page = fields.parsed::<usize>("page").unwrap_or(1).clamp(1, pages);
    hits.drain(..(page - 1) * ON_A_PAGE);
    hits.truncate(ON_A_PAGE);
    Ok(Results {
        frame,
        is_asked: query.is_some(),
        chosen,
        sorts,
        hits,
        first: (page - 1) * ON_A_PAGE + 1,
        count,
        previous: (page > 1).then(|| to(chosen, page - 1)),
        next: (page < pages).then(|| to(chosen, page + 1)),
        path,
        typed,
    })
}

fn address(path: &str, typed: &str, sort: Option<Sort>, page: usize) -> String {
    let mut pairs = vec![("q", typed.to_owned())];
    pairs.extend(sort.map(|sort| ("in", sort.as_str().to_owned())));
    if page > 1 {
        pairs.push(("page", page.to_string()));
    }
    format!("{path}?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
}
