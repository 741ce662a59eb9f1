//! What `travaux serve --metrics` answers on a listener of its own, in the text format of Prometheus (0.0.4). No name and
//! no address of anybody is in it, and neither are ids and paths.

use crate::app::App;
use crate::db::Figures;
use crate::operation::machine::{self, Process};
use crate::post::store::{Outbox, outbox};
use crate::rounds::store::count_open;
use crate::sign_in::count_sessions;
use crate::web::Error;
use actix_web::dev::Server;
use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, HttpServer, web};
use anyhow::bail;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::prometheus_text::{CONTENT_TYPE, encode};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::registry::Registry;
use std::fmt;
use std::net::{IpAddr, SocketAddr, TcpListener};

/// Figures are for those who run the server: not for whoever finds the port.
pub fn may_listen(at: SocketAddr, to_anybody: bool) -> anyhow::Result<()> {
    if to_anybody || is_of_the_house(at.ip()) {
        return Ok(());
    }
    bail!(
        "{at} can be reached from outside: listen for metrics on a loopback or private address, or \
         say --metrics-to-anybody where a firewall stands before it"
    )
}

fn is_of_the_house(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(four) => four.is_loopback() || four.is_private() || four.is_link_local(),
        IpAddr::V6(six) => {
            six.is_loopback() || six.is_unique_local() || six.is_unicast_link_local()
        }
    }
}

pub fn server(app: web::Data<App>, listener: TcpListener) -> std::io::Result<Server> {
    Ok(HttpServer::new(move || {
        actix_web::App::new().app_data(app.clone()).default_service(web::to(answer))
    })
    .workers(1)
    .disable_signals()
    .shutdown_timeout(1)
    .listen(listener)?
    .run())
}

async fn answer(app: web::Data<App>, req: HttpRequest) -> HttpResponse {
    if req.path() != "/metrics" {
        return HttpResponse::NotFound().finish();
    }
    if req.method() != Method::GET {
        return HttpResponse::MethodNotAllowed().insert_header(("Allow", "GET")).finish();
    }
    match page(&app).await {
        Ok(text) => HttpResponse::Ok().content_type(CONTENT_TYPE).body(text),
        Err(error) => {
            tracing::error!(%error, "metrics could not be written");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// What stands in the database, where it answers in time.
struct Stored {
    outbox: Outbox,
    sessions: i64,
    rounds_open: i64,
}

async fn page(app: &App) -> Result<String, fmt::Error> {
    let (db, now) = (app.db.clone(), app.now());
    let stored = app.health.database.in_time(move || {
        db.read(|conn| -> Result<Stored, Error> {
            Ok(Stored {
                outbox: outbox(conn)?,
                sessions: count_sessions(conn, now)?,
                rounds_open: count_open(conn, now)?,
            })
        })
    });
    let data = app.settings.data.clone();
    let free = app.health.disk.in_time(move || machine::free(&data));
    let (stored, free) = tokio::join!(stored, free);
    let (stored, free) = (stored.and_then(Result::ok), free.and_then(Result::ok));
    let now = now.timestamp().as_second();

    let mut now_registry = Registry::default();
    of_this_process(&mut now_registry, machine::process());
    let ours = now_registry.sub_registry_with_prefix("travaux");
    of_this_program(ours, app.counters.worker_turn());
    of_the_pools(ours, &app.db.figures());
    gauge(ours, "database_up", "Whether the database answers in time", i64::from(stored.is_some()));
    if let Some(stored) = stored {
        of_what_is_stored(ours, &stored, now);
    }
    if let Some(free) = free.and_then(|free| i64::try_from(free).ok()) {
        gauge(ours, "disk_free_bytes", "Bytes free where the data folder is", free);
    }
    let mut text = String::new();
    encode(&mut text, app.counters.registry())?;
    encode(&mut text, &now_registry)?;
    Ok(text)
}

fn gauge(registry: &mut Registry, name: &str, help: &str, value: i64) {
    registry.register(name, help, ConstGauge::new(value));
}

fn counter(registry: &mut Registry, name: &str, help: &str, value: u64) {
    registry.register(name, help, ConstCounter::new(value));
}

/// Under the names that every exporter of processes uses.
fn of_this_process(registry: &mut Registry, process: Option<Process>) {
    let Some(process) = process else { return };
    let bytes = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let resident = bytes(process.resident_bytes);
    gauge(registry, "process_resident_memory_bytes", "Resident memory size in bytes", resident);
    gauge(registry, "process_open_fds", "Open file descriptors", bytes(process.open_files));
    gauge(registry, "process_threads", "Threads of this process", bytes(process.threads));
    let help = "User and system CPU time spent in seconds";
    registry.register("process_cpu_seconds", help, ConstCounter::new(process.cpu_seconds));
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Build {
    version: &'static str,
}

fn of_this_program(registry: &mut Registry, worker_turn: Option<i64>) {
    let built: Family<Build, Gauge> = Family::default();
    built.get_or_create(&Build { version: env!("CARGO_PKG_VERSION") }).set(1);
    registry.register("build_info", "Which version this is", built);
    let up = i64::try_from(super::STARTED.elapsed().as_secs()).unwrap_or(i64::MAX);
    gauge(registry, "uptime_seconds", "Seconds since this process began", up);
    if let Some(at) = worker_turn {
        let help = "When the worker of this process last came round";
        gauge(registry, "worker_last_turn_timestamp_seconds", help, at);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Pool {
    pool: &'static str,
    state: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    result: &'static str,
}

fn of_the_pools(registry: &mut Registry, figures: &Figures) {
    let connections: Family<Pool, Gauge> = Family::default();
    for (pool, all, idle) in &figures.pools {
        for (state, count) in [("idle", *idle), ("used", all.saturating_sub(*idle))] {
            connections.get_or_create(&Pool { pool, state }).set(i64::from(count));
        }
    }
    registry.register("db_connections", "Connections to the database", connections);
    let help = "How often somebody waited for a connection";
    counter(registry, "db_waits", help, figures.waits);
    let help = "Seconds that were waited for connections";
    registry.register("db_wait_seconds", help, ConstCounter::new(figures.waited.as_secs_f64()));
    let transactions: Family<Ended, prometheus_client::metrics::counter::Counter> =
        Family::default();
    for (result, count) in [("stored", figures.stored), ("undone", figures.undone)] {
        transactions.get_or_create(&Ended { result }).inc_by(count);
    }
    let help = "Transactions that were stored, and those that were taken back";
    registry.register("transactions", help, transactions);
}

fn of_what_is_stored(registry: &mut Registry, stored: &Stored, now: i64) {
    let Stored { outbox, sessions, rounds_open } = stored;
    gauge(registry, "letters_waiting", "Letters that have not left yet", outbox.waiting);
    let age = outbox.oldest.map_or(0, |at| (now - at.timestamp().as_second()).max(0));
    let help = "How long the first of them has waited";
    gauge(registry, "letters_oldest_waiting_seconds", help, age);
    gauge(registry, "letters_failed", "Letters that were given up", outbox.failed);
    gauge(registry, "sessions", "Sessions that are still good", *sessions);
    gauge(registry, "rounds_open", "Rounds that take input now", *rounds_open);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_not_told_to_whoever_finds_the_port() {
        for at in ["127.0.0.1:1", "[::1]:1", "10.1.2.3:1", "[fd00::7]:1", "[::ffff:127.0.0.1]:1"] {
            assert!(may_listen(at.parse().unwrap(), false).is_ok(), "{at}");
        }
        for at in ["0.0.0.0:1", "[::]:1", "203.0.113.9:1", "[2001:db8::1]:1"] {
            assert!(may_listen(at.parse().unwrap(), false).is_err(), "{at}");
            assert!(may_listen(at.parse().unwrap(), true).is_ok(), "{at}");
        }
    }
}
