//! Pages that everybody reads alike are rendered once for as long as nothing changes: very many may ask for one at the same time.
//!
//! A page lies here for what the database holds and for the second that it is: whoever asks after something was stored, by
//! whichever process, or in another second (rounds open and close at whole ones), has it rendered anew. So nobody has to say what
//! a change touches. What one person alone reads never lies here.

use super::unchanged::{Answer, Kept, given, kept};
use super::{Asking, Error};
use crate::app::App;
use crate::db::Generation;
use crate::languages::Language;
use actix_web::ResponseError;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::OnceCell;

/// Bytes of all pages together, as far as they are rendered; and how many there may be.
const MOST_BYTES: usize = 32 * 1024 * 1024;
const MOST_PAGES: usize = 1024;
/// Whatever is larger is a file that few ask for; and no link of ours is as long as that.
const LARGEST: usize = 2 * 1024 * 1024;
const LONGEST: usize = 2048;

#[derive(Default)]
pub struct Shelf(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    of: Option<(Generation, i64)>,
    places: HashMap<Key, Place>,
}

/// Everything that the page of somebody without an account depends on, apart from the time and what is stored.
type Key = (String, Language, bool);

/// A place for one page: whoever comes first renders it, and the others wait for that.
type Place = Arc<OnceCell<Rendered>>;

enum Rendered {
    ForAll(Kept),
    /// It is rendered for each by themselves.
    ForEach,
    /// The first was told that it cannot be had now: so are those who waited, at once.
    Failed,
}

/// Around every address that anybody may look at.
pub async fn rendered_once(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let (req, _) = req.into_parts();
    let asking = Asking::of(&req);
    let is_for_one = asking.session.is_some() || asking.said.is_some();
    let render = || async {
        let answer = next.call(ServiceRequest::from_request(req.clone())).await;
        answer.map(|answer| kept(answer, is_for_one))
    };
    let app = req.app_data::<Data<App>>().filter(|_| !is_for_one && asking.here.len() <= LONGEST);
    let Some(app) = app else { return Ok(given(&req, render().await?)) };
    let place = match place(app, &asking).await {
        Ok(Some(place)) => place,
        Ok(None) => return Ok(given(&req, render().await?)),
        // No page could be read from it either.
        Err(error) => return Ok(ServiceResponse::new(req.clone(), error.error_response())),
    };
    let (mut is_mine, mut own) = (false, None);
    let rendered = place.get_or_init(|| async {
        is_mine = true;
        let (rendered, answer) = match render().await {
            Ok(Answer::ForAll(page)) if app.shelf.has_room_for(&page) => {
                return Rendered::ForAll(page);
            }
            Ok(Answer::ForOne(answer)) if answer.status().is_server_error() => {
                (Rendered::Failed, Ok(Answer::ForOne(answer)))
            }
            answer => (Rendered::ForEach, answer),
        };
        own = Some(answer);
        rendered
    });
    match (rendered.await, own) {
        (_, Some(own)) => Ok(given(&req, own?)),
        (Rendered::ForAll(page), None) => {
            if !is_mine {
                app.counters.shared.inc();
            }
            Ok(ServiceResponse::new(req.clone(), page.answer(req.headers())))
        }
        (Rendered::ForEach, None) => Ok(given(&req, render().await?)),
        (Rendered::Failed, None) => {
            let busy = Error::Busy("it could not be rendered for whoever asked first".into());
            Ok(ServiceResponse::new(req.clone(), busy.error_response()))
        }
    }
}

/// Where what is asked for here lies, or will; None when there is no room.
async fn place(app: &App, asking: &Asking) -> Result<Option<Place>, Error> {
    let db = app.db.clone();
    let generation = app.aside(move || db.generation().map_err(Error::from)).await?;
    let key = (asking.here.clone(), asking.language, asking.language_was_chosen);
    let mut pages = app.shelf.pages();
    // Now: by the clock before it was waited for the database, a page would be taken off the shelf that others have just had
    // rendered.
    let second = app.now().timestamp().as_second();
    Ok(pages.place((generation, second), key))
}

impl Shelf {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has_room_for(&self, page: &Kept) -> bool {
        page.bytes.len() <= LARGEST && self.pages().bytes() + page.bytes.len() <= MOST_BYTES
    }
}

impl Pages {
    fn place(&mut self, of: (Generation, i64), key: Key) -> Option<Place> {
        if self.of.as_ref() != Some(&of) {
            *self = Self { of: Some(of), places: HashMap::new() };
        }
        if let Some(place) = self.places.get(&key) {
            return Some(place.clone());
        }
        match self.places.len() < MOST_PAGES {
            true => Some(self.places.entry(key).or_default().clone()),
            false => None,
        }
    }

    fn bytes(&self) -> usize {
        let rendered = self.places.values().filter_map(|place| match place.get()? {
            Rendered::ForAll(page) => Some(page.bytes.len()),
            Rendered::ForEach | Rendered::Failed => None,
        });
        rendered.sum()
    }
}
