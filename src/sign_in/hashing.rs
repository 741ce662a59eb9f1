//! Passwords at rest: argon2id, a few at a time, so that many sign-ins cannot take all memory.

use crate::web::Error;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

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

/// Hashes and checks passwords, two at a time; others wait, and a long queue is turned away.
#[derive(Clone)]
pub struct Hasher {
    cost: HashingCost,
    turns: Arc<Semaphore>,
    /// Checked when there is no account, so that both answers take the same work.
    nobody: Arc<str>,
}

impl Hasher {
    pub fn new(cost: HashingCost) -> Self {
        let nobody = hash(cost, "nobody's password").unwrap_or_default();
        Self { cost, turns: Arc::new(Semaphore::new(2)), nobody: nobody.into() }
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

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let busy = |_| Error::Busy("too many sign-ins at once".into());
        let _turn = self.turns.acquire().await.map_err(busy)?;
        actix_web::web::block(work).await.map_err(|e| Error::Busy(e.to_string()))
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
