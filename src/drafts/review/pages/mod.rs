//! The pages of closed reviews.
//!
//! | file | pages |
//! |---|---|
//! | [`list`] | the reviews of a draft, and the lead's form to open one |
//! | [`desk`] | the team's: the version with all comments beside it |
//! | [`reader`] | a reviewer's: the version with their own comments, and the form |

mod desk;
mod list;
mod reader;

pub use desk::{consider, desk, dismiss, end, extend, name};
pub use list::{of_draft, open};
pub use reader::{change, comment, edit, place, remove, show};

use super::Invited;
use super::store::{self, Comment, Review, Words};
use crate::consultations::{self, Consultation};
use crate::db::Conn;
use crate::drafts::Draft;
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::procedure::keys::{PublicId, ReviewerKey};
use crate::procedure::{Moment, Standing, limits};
use crate::sign_in::{self, Viewer, one_line, parse_email};
use crate::text::{hidden, paragraphs, with_marks};
use crate::web::{Asking, Error, Errors, Fields};

/// So many are named in one form at most.
const MOST_REVIEWERS: usize = 50;

/// A review, and whoever looks at it.
struct Scene {
    viewer: Viewer,
    who: Standing,
    consultation: Consultation,
    draft: Draft,
    review: Review,
    /// As whom they are named in it.
    reviewer: Option<ReviewerKey>,
}

impl Scene {
    fn of(conn: &mut Conn, viewer: Viewer, review: Review) -> Result<Self, Error> {
        let consultation = consultations::store::find(conn, review.consultation_id)?;
        let who = viewer.standing(conn, consultation.id)?;
        // Being named is the account's, and no part of what one is in the consultation.
        let who = Standing { account: viewer.key(), ..who };
        Ok(Self {
            reviewer: store::named(conn, review.id, who.account)?,
            draft: drafts::find(conn, review.draft_id)?,
            viewer,
            who,
            consultation,
            review,
        })
    }

    /// For whoever is signed in; what they may do is asked next.
    fn enter(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Self, Error> {
        let viewer = sign_in::signed_in(conn, asking, now)?;
        let review = store::find(conn, id)?;
        Self::of(conn, viewer, review)
    }

    /// The same, by way of a comment.
    fn of_comment(
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        now: Moment,
    ) -> Result<(Self, Comment), Error> {
        let viewer = sign_in::signed_in(conn, asking, now)?;
        let comment = store::find_comment(conn, id)?;
        let review = store::find_by_key(conn, comment.review_id)?;
        Ok((Self::of(conn, viewer, review)?, comment))
    }

    fn t(&self) -> Language {
        self.viewer.language()
    }

    /// "30 April 2026, 18:00 (Europe/Zurich)".
    fn closes(&self) -> String {
        format!("{} ({})", self.t().civil(&self.review.closes_civil), self.review.time_zone)
    }

    /// The wordings' language: the reader's where the version has it.
    fn language<'a>(&self, asked: &'a str) -> &'a str {
        if asked.is_empty() { self.t().code() } else { asked }
    }
}

/// A comment as pages show it.
pub struct Shown {
    pub id: PublicId,
    pub by: String,
    pub when: String,
    pub body: Vec<String>,
    pub proposed: Vec<String>,
    /// When the team considered it.
    pub considered: Option<String>,
    pub reason: String,
    /// It is the reviewer's to change, while it is.
    pub may_change: bool,
}

impl Shown {
    fn of(t: Language, zone: &str, comment: &Comment) -> Self {
        let shown = |text: &str| paragraphs(&with_marks(text));
        Self {
            id: comment.public_id.clone(),
            by: String::new(),
            when: t.moment(comment.written_at, zone),
            body: shown(&comment.words.body),
            proposed: shown(&comment.words.proposed),
            considered: comment.considered_at.map(|at| t.day(at, zone)),
            reason: comment.reason.clone(),
            may_change: false,
        }
    }
}

/// "Name <address>" or an address, one on a line.
fn invited(fields: &Fields, errors: &mut Errors) -> Vec<Invited> {
    let mut all: Vec<Invited> = Vec::new();
    for line in fields.get("reviewers").lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (name, address) = match line.rsplit_once('<') {
            Some((name, rest)) => (one_line(name), rest.trim_end().trim_end_matches('>')),
            None => (String::new(), line),
        };
        let hides = name.chars().any(hidden::is_hidden);
        let email = parse_email(address).filter(|_| !hides && name.chars().count() <= limits::NAME);
        let Some(email) = email else {
            let line: String = line.chars().take(80).collect();
            errors.add_with("reviewers", "review-error-reviewer", vec![("line", line)]);
            return Vec::new();
        };
        if all.iter().all(|known| known.email != email) {
            let name = if name.is_empty() { email.clone() } else { name };
            all.push(Invited { name, email });
        }
    }
    if all.is_empty() {
        errors.add("reviewers", "review-error-no-reviewers");
    }
    if all.len() > MOST_REVIEWERS {
        let most = vec![("most", MOST_REVIEWERS.to_string())];
        errors.add_with("reviewers", "review-error-many-reviewers", most);
    }
    all
}

/// What a reviewer typed.
fn words(fields: &Fields) -> Result<Words, Errors> {
    let mut errors = Errors::default();
    let tidy = |name| fields.trimmed(name).replace("\r\n", "\n").replace('\0', "");
    let words = Words { body: tidy("body"), proposed: tidy("proposed") };
    if words.body.is_empty() && words.proposed.is_empty() {
        errors.add("body", "review-error-empty");
    }
    errors.hold("body", &words.body, limits::PAGE);
    errors.hold("proposed", &words.proposed, limits::WORDING);
    errors.check()?;
    Ok(words)
}

/// Value, name, chosen: the language of letters to those who have no account.
fn letter_languages(fields: &Fields) -> Vec<(&'static str, &'static str, bool)> {
    let choice = |t: Language| (t.code(), t.endonym(), fields.has("language", t.code()));
    Language::ALL.into_iter().map(choice).collect()
}
