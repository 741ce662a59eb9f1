//! Passwords at rest: argon2id, a few at a time, so that many sign-ins cannot take all memory.

use crate::web::Error;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// So many at once: each takes 64 MiB and a processor.
const AT_ONCE: usize = 2;
/// So many wait their turn, which takes some seconds; whoever comes then is told to come again.
const QUEUE: usize = 32;

/// Memory in KiB and passes. OWASP's least for argon2id is 19 MiB and two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashingCost {
    pub memory: u32,
    pub passes: u32,
}

impl HashingCost {
    /// What the server uses.
    pub const STRONG: Self = Self { memory: 64 * 1024, passes: 2 };
    /// For tests only; `travaux serve` never uses it.
    pub const TESTS: Self = Self { memory: 64, passes: 1 };
}

/// Hashes and checks passwords, [`AT_ONCE`]; others wait, and beyond [`QUEUE`] are turned away
/// with [`Error::Busy`].
#[derive(Clone)]
pub struct Hasher {
    cost: HashingCost,
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    done: Arc<AtomicU64>,
    /// Checked when there is no account, so that both answers take the same work.
    nobody: Arc<str>,
}

impl Hasher {
    pub fn new(cost: HashingCost) -> Self {
        let nobody = hash(cost, "nobody's password").unwrap_or_default();
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self { cost, turns, waiting: Arc::default(), done: Arc::default(), nobody: nobody.into() }
    }

    /// The PHC string to store, where nobody waits in turn: before the server runs.
    pub fn hash_now(cost: HashingCost, password: &str) -> Result<String, Error> {
        hash(cost, password)
    }

    /// The PHC string to store.
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        let cost = self.cost;
        self.in_turn(move || hash(cost, &password)).await?
    }

    /// Is it the password? With no stored hash the same work is done and the answer is no.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, Error> {
        let (known, stored) = match stored {
            Some(stored) => (true, stored),
            None => (false, self.nobody.to_string()),
        };
        let matches = self.in_turn(move || verify(&password, &stored)).await?;
        Ok(known && matches)
    }

    /// Was it stored at a lower cost than is used now? Then it is hashed again at sign-in.
    pub fn is_outdated(&self, stored: &str) -> bool {
        let params = PasswordHash::new(stored).ok().and_then(|hash| Params::try_from(&hash).ok());
        params.is_none_or(|p| p.m_cost() < self.cost.memory || p.t_cost() < self.cost.passes)
    }

    /// How many have been done: the same number whoever asks, or the time would tell who has an
    /// account.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let busy = || Error::Busy("too many sign-ins at once".into());
        let place = Place::take(&self.waiting).ok_or_else(busy)?;
        let _turn = self.turns.acquire().await.map_err(|_| busy())?;
        drop(place);
        self.done.fetch_add(1, Ordering::Relaxed);
        actix_web::web::block(work).await.map_err(|e| Error::Busy(e.to_string()))
    }
}

/// A place in the queue, given back when whoever waits is served or goes away.
struct Place(Arc<AtomicUsize>);

impl Place {
    /// None when the queue is full. (Those who need not wait stand in it for a moment too.)
    fn take(waiting: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(waiting.clone());
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        (before < QUEUE).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn argon2(cost: HashingCost) -> Result<Argon2<'static>, Error> {
    let params = Params::new(cost.memory, cost.passes, 1, None);
    let params = params.map_err(|e| Error::Internal(anyhow::anyhow!("argon2: {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(cost: HashingCost, password: &str) -> Result<String, Error> {
    let hash = argon2(cost)?.hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|e| Error::Internal(anyhow::anyhow!("argon2: {e}")))
}

fn verify(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Waker};

    #[test]
    fn the_third_waits_and_whoever_finds_the_queue_full_is_turned_away() {
        let hasher = Hasher::new(HashingCost::TESTS);
        let turns = hasher.turns.clone();
        let at_work = turns.try_acquire_many(2).unwrap();
        let mut context = Context::from_waker(Waker::noop());
        let mut waiting: Vec<_> =
            (0..QUEUE).map(|n| Box::pin(hasher.hash(format!("password {n}")))).collect();
        for one in &mut waiting {
            assert!(one.as_mut().poll(&mut context).is_pending());
        }
        let late = pin!(hasher.hash("one too many".into())).poll(&mut context);
        assert!(matches!(late, std::task::Poll::Ready(Err(Error::Busy(_)))));

        // Somebody gives up and leaves a place.
        waiting.pop();
        let next = pin!(hasher.hash("just in time".into())).poll(&mut context);
        assert!(next.is_pending());
        assert_eq!(hasher.done(), 0);
        drop(at_work);
    }

    #[test]
    fn a_hash_of_lower_cost_is_outdated() {
        let old = hash(HashingCost { memory: 64, passes: 1 }, "quiet harbour").unwrap();
        let new = hash(HashingCost { memory: 128, passes: 2 }, "quiet harbour").unwrap();
        let hasher = Hasher::new(HashingCost { memory: 128, passes: 2 });
        assert!(hasher.is_outdated(&old) && !hasher.is_outdated(&new));
        assert!(verify("quiet harbour", &old) && verify("quiet harbour", &new));
        let strong = HashingCost::STRONG;
        assert!(strong.memory >= 64 * 1024 && strong.passes >= 2);
    }
}
