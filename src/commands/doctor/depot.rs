//! The depot: does it take, give back and remove what it is asked to?

use super::Findings;
use super::configuration::{host, is_loopback};
use crate::config::Settings;
use crate::db::Db;
use crate::depot::{Depot, Fault};
use crate::submissions::store::carrying::{all_loose, parts_here_and_there};
use crate::web::Error;

const CHECK: &str = "depot";

pub(super) fn look(settings: &Settings, db: Option<&Db>, found: &mut Findings) {
    let there = db.map_or(Ok((0, 0)), |db| {
        db.read(|conn| Ok::<_, Error>((parts_here_and_there(conn)?.1, all_loose(conn)?.len())))
    });
    let (there, loose) = match there {
        Ok(found) => found,
        Err(error) => {
            found.fault(CHECK, error.to_string());
            return;
        }
    };
    let Some(depot) = &settings.depot else {
        if there > 0 {
            found.fault(
                CHECK,
                format!("parts of files lie in a depot ({there}), and TRAVAUX_DEPOT is not set: nobody can read them"),
            );
        } else if loose > 0 {
            found.warning(
                CHECK,
                format!("what is to be removed from a depot ({loose}) stays there while TRAVAUX_DEPOT is not set"),
            );
        }
        return;
    };
    if depot.is_plain() && !is_loopback(host(depot.endpoint())) {
        found.warning(
            CHECK,
            format!("files go to {} without TLS: they are sealed, but whoever listens sees how many and how long", host(depot.endpoint())),
        );
    }
    let url = depot.url();
    match probe(depot) {
        Ok(()) => found.ok(
            CHECK,
            format!("{url} takes, gives back and removes what it is asked to; parts of files there: {there}, to be removed or on their way: {loose}"),
        ),
        Err(fault) => found.fault(CHECK, format!("{fault}. Are bucket, region, key and endpoint right?")),
    }
}

/// Something that nobody needs goes there and away again.
fn probe(depot: &Depot) -> Result<(), Fault> {
    let address = depot.fresh_address();
    depot.put(&address, b"travaux doctor")?;
    depot.remove(&address)?;
    match depot.get(&address) {
        Err(Fault::Missing(_)) => Ok(()),
        Err(fault) => Err(fault),
        Ok(_) => Err(Fault::Unreachable { address, why: "what was removed is still there".into() }),
    }
}
