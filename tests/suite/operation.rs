//! What whoever runs the server is told: whether it lives and is ready, what it has done, what it logs.

mod deployed;
mod doctor;
mod health;
mod logs;
mod metrics;
