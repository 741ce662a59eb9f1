//! What lies in files: the data folder, the keys that seal, the key that signs.

use super::Findings;
use crate::config::Settings;
use crate::db::{self, Db};
use crate::journal::store as journal;
use crate::operation::machine;
use crate::record::checking;
use crate::sealing;
use crate::sign_in;
use crate::signing::Signer;
use crate::web::Error;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const MEGA: u64 = 1_000_000;

pub(super) fn look(settings: &Settings, found: &mut Findings) {
    look_at_folder(settings, found);
    if settings.data.is_dir() {
        look_at_disk(settings, machine::free(&settings.data).ok(), found);
    }
}

/// Who may do what with a file besides its owner, as "0640"; None where nobody may.
fn open_to_others(path: &Path) -> Option<String> {
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o7777;
    (mode & 0o077 != 0).then(|| format!("{mode:04o}"))
}

fn look_at_folder(settings: &Settings, found: &mut Findings) {
    const CHECK: &str = "data folder";
    let (folder, said) = (&settings.data, settings.data.display());
    if !folder.is_dir() {
        found.fault(
            CHECK,
            format!("{said} is no folder: `travaux migrate` makes it, as the user that serves"),
        );
        return;
    }
    let probe = folder.join(format!(".doctor-{}", std::process::id()));
    let written = fs::write(&probe, b"").and_then(|()| fs::remove_file(&probe));
    if let Err(error) = written {
        found.fault(
            CHECK,
            format!("nothing can be written into {said}: {error}. It must belong to the user that serves"),
        );
    }
    match open_to_others(folder) {
        Some(mode) => found.warning(
            CHECK,
            format!("others on this machine can look into {said} ({mode}): chmod 700 {said}"),
        ),
        None => found.ok(CHECK, format!("{said} belongs to its user alone")),
    }
}

fn look_at_disk(settings: &Settings, free: Option<u64>, found: &mut Findings) {
    const CHECK: &str = "disk";
    let reserve = settings.disk_reserve;
    let Some(free) = free else {
        found.fault(CHECK, "how much of it is free cannot be told");
        return;
    };
    let said = format!("{} MB are free", free / MEGA);
    if free < reserve {
        let less = format!(
            "{said}, less than the {} MB of TRAVAUX_DISK_RESERVE: make room before nothing can be \
             stored any more",
            reserve / MEGA
        );
        found.fault(CHECK, less);
    } else if free / 5 < reserve {
        found.warning(CHECK, format!("{said}: make room in time"));
    } else {
        found.ok(CHECK, said);
    }
}

/// The keys that seal, against what is sealed; the key that signs, against what was signed.
pub(super) fn look_at_keys(settings: &Settings, db: &Db, thorough: bool, found: &mut Findings) {
    look_at_sealing_keys(settings, db, thorough, found);
    look_at_signing_key(settings, db, found);
}

fn look_at_sealing_keys(settings: &Settings, db: &Db, thorough: bool, found: &mut Findings) {
    const CHECK: &str = "keys";
    let (path, said) = (&settings.keys, settings.keys.display());
    let used = db.read(|conn| Ok::<_, Error>(sealing::all(conn)?)).unwrap_or_default();
    if used.iter().all(|key| key.retired_at.is_some()) {
        found.warning(
            CHECK,
            "nothing is sealed yet: the first start does it, with a key that it makes in the key \
             file. Keep a copy of that file, apart from the backups",
        );
        return;
    }
    // The database was sealed before: now this only reads.
    #[allow(clippy::expect_used, reason = "a constant")]
    let never_asked = crate::procedure::Moment::from_micros(0).expect("a moment");
    if let Err(error) = sealing::unlock(db, path, never_asked) {
        found.fault(CHECK, error.to_string());
        return;
    }
    let mode = open_to_others(path).unwrap_or_default();
    match sealing::is_open_to_others(path) {
        true => found.fault(
            CHECK,
            format!(
                "others on this machine can read the key file {said} ({mode}): chmod o= {said}"
            ),
        ),
        false if !mode.is_empty() => {
            found.ok(CHECK, format!("{said} fits the database; its group can read it ({mode})"));
        }
        false => {
            found.ok(CHECK, format!("{said} belongs to its user alone, and fits the database"));
        }
    }
    if let Some(file) = db::file_of(&settings.database_url)
        && file.parent().map(fs::canonicalize).and_then(Result::ok)
            == path.parent().map(fs::canonicalize).and_then(Result::ok)
    {
        found.warning(
            CHECK,
            format!(
                "{said} lies beside the database: whoever copies the folder has both. \
                 TRAVAUX_KEYS can name a file elsewhere"
            ),
        );
    }
    look_at_what_is_sealed(db, thorough, found);
}

fn look_at_what_is_sealed(db: &Db, thorough: bool, found: &mut Findings) {
    const CHECK: &str = "sealed";
    if thorough {
        match db.read(|conn| Ok::<_, Error>(checking::everything(conn, None)?)) {
            Ok(looked) if looked.faults.is_empty() => found.ok(
                CHECK,
                format!(
                    "everything sealed opens ({} rows), and the journal is whole ({} lines)",
                    looked.report.opened, looked.report.lines
                ),
            ),
            Ok(looked) => found.fault(
                CHECK,
                format!(
                    "things that do not open or do not fit the journal: {}. `travaux verify all` names them",
                    looked.faults.len()
                ),
            ),
            Err(error) => found.fault(CHECK, error.to_string()),
        }
        return;
    }
    let mut looked = sealing::Looked::default();
    let read = db.read(|conn| Ok::<_, Error>(sign_in::look_at_secrets(conn, &mut looked)?));
    match (read, looked.broken.first()) {
        (Err(error), _) => found.fault(CHECK, error.to_string()),
        (Ok(()), Some(broken)) => found.fault(
            CHECK,
            format!("{broken}. `travaux verify all` looks at everything; restore it from a backup"),
        ),
        (Ok(()), None) => found.ok(
            CHECK,
            format!(
                "the secrets of second factors open ({}); --thorough opens everything",
                looked.opened
            ),
        ),
    }
}

fn look_at_signing_key(settings: &Settings, db: &Db, found: &mut Findings) {
    const CHECK: &str = "signing key";
    let path = settings.data.join("signing-key");
    let said = path.display();
    let known = db.read(|conn| Ok::<_, Error>(journal::keys(conn)?)).unwrap_or_default();
    if !path.exists() {
        match known.is_empty() {
            true => found.ok(CHECK, "nothing was signed yet: the first start makes the key"),
            false => found.fault(
                CHECK,
                format!(
                    "{said} is not there, and receipts were signed with it: put it back from the \
                     backup, or a new key signs from now on"
                ),
            ),
        }
        return;
    }
    let ours = match Signer::of(&settings.data).public_key() {
        Ok(key) => key,
        Err(error) => {
            found.fault(CHECK, error.to_string());
            return;
        }
    };
    if let Some(mode) = open_to_others(&path) {
        found.fault(CHECK, format!("others can read {said} ({mode}): chmod 600 {said}"));
    }
    match known.first() {
        Some(latest) if *latest != ours => found.fault(
            CHECK,
            format!(
                "{said} is the key {}, and the key {} signed last: put that one back, or tell \
                 participants of the new one",
                ours.id(),
                latest.id()
            ),
        ),
        _ => found.ok(CHECK, format!("{} is the key that signs", ours.id())),
    }
}
