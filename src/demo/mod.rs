//! The filled example: one consultation in the middle of its work, and a small one in which States negotiate,
//! brought about by the same acts that people do on the pages, each at its own time.
//!
//! Its text, its countries and its organizations are ours and invented (`example/`).

mod answers;
mod collect;
mod example;
mod meeting;
mod prepare;
mod reading;
mod review;
mod scene;
mod together;

use crate::db::Tx;
use crate::post::Desk;
use crate::procedure::Moment;
use crate::procedure::keys::ConsultationKey;
use crate::web::Error;
use example::Example;
use reading::Reading;

/// The password of everyone in the example.
pub const PASSWORD: &str = "many hands, one harbour";

/// Somebody to sign in as.
#[derive(Debug, Clone)]
pub struct CastMember {
    pub name: String,
    pub email: String,
    /// What they are, as one word of the example: "lead", "focal_point" …
    pub role: String,
    pub participant: Option<String>,
}

/// The example, once it is there.
#[derive(Debug, Clone)]
pub struct Filled {
    pub consultation: ConsultationKey,
    pub slug: String,
    /// Of the consultation in which States negotiate.
    pub reading: String,
    pub cast: Vec<CastMember>,
}

/// Fills an empty database with the example; `hash` is [`PASSWORD`]'s. The first round closed on
/// 31 August 2026; the second is open around `now`.
pub fn fill(tx: &mut Tx, desk: &Desk, hash: &str, now: Moment) -> Result<Filled, Error> {
    let (example, reading) = (Example::read()?, Reading::read()?);
    let mut scene = step("prepare", prepare::consultation(tx, desk, &example, hash, now))?;
    step("first round", prepare::first_round(tx, desk, &example, &mut scene))?;
    step("collect", collect::first_round(tx, desk, &example, &mut scene))?;
    step("consolidate", answers::consolidate(tx, &example, &mut scene))?;
    step("framework", answers::gather(tx, &example, &scene))?;
    let both = (&example, &reading);
    step("reading", reading::fill(tx, desk, both, &scene, hash, now))?;
    step("second round", prepare::second_round(tx, desk, &example, &mut scene, now))?;
    step("collect again", collect::second_round(tx, desk, &example, &mut scene, now))?;
    step("themes", answers::sort_second_round(tx, &example, &scene, now))?;
    step("review", review::open(tx, desk, &scene, now))?;
    Ok(Filled {
        consultation: scene.consultation.id,
        slug: scene.consultation.slug,
        reading: reading.consultation.slug.clone(),
        cast: example.cast.iter().chain([&reading.chair]).map(example::Member::shown).collect(),
    })
}

/// Names the step that failed: the example is data, and whoever changes it wants to know where.
fn step<T>(name: &str, done: Result<T, Error>) -> Result<T, Error> {
    done.map_err(|error| Error::Internal(anyhow::anyhow!("{name}: {error}")))
}
