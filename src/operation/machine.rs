//! What the machine says of itself and of this process.

use rustix::fs::{statfs, statvfs};
use std::fs;
use std::io;
use std::path::Path;

/// How many bytes this process could still write where `path` is.
pub fn free(path: &Path) -> io::Result<u64> {
    let found = statvfs(path)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

/// File systems that lie on another machine, by the number that Linux knows them by: SQLite's locks do not hold there.
const ON_ANOTHER_MACHINE: &[(u32, &str)] = &[
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB"),
    (0x0102_1997, "9P"),
    (0x5346_414f, "AFS"),
    (0x00c3_6400, "Ceph"),
    (0x6573_5546, "FUSE"),
];

/// The name of the file system that `path` lies on, where that may be on another machine.
pub fn on_another_machine(path: &Path) -> io::Result<Option<&'static str>> {
    Ok(named(statfs(path)?.f_type as u64))
}

fn named(kind: u64) -> Option<&'static str> {
    let found =
        ON_ANOTHER_MACHINE.iter().find(|(number, _)| u64::from(*number) == kind & 0xffff_ffff);
    found.map(|(_, name)| *name)
}

/// This process, as the kernel counts it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Process {
    pub resident_bytes: u64,
    pub cpu_seconds: f64,
    pub open_files: u64,
    pub threads: u64,
}

/// Linux counts the time of processes in hundredths of a second, whatever its clock does.
const TICKS: f64 = 100.0;

/// None where there is no /proc.
pub fn process() -> Option<Process> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let number = |name: &str| -> Option<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    Some(Process {
        resident_bytes: number("VmRSS:")? * 1024,
        cpu_seconds: cpu_seconds(&stat)?,
        open_files: fs::read_dir("/proc/self/fd").ok()?.count() as u64,
        threads: number("Threads:")?,
    })
}

/// The name of the program, in brackets, may hold anything: what is counted stands behind it.
fn cpu_seconds(stat: &str) -> Option<f64> {
    let (_, behind) = stat.rsplit_once(')')?;
    let mut fields = behind.split_whitespace().skip(11);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) as f64 / TICKS)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_of_another_machine_is_known_by_its_number() {
        assert_eq!(named(0x6969), Some("NFS"));
        // Some machines extend the sign.
        assert_eq!(named(0xffff_ffff_ff53_4d42), Some("CIFS"));
        assert_eq!(named(0xef53), None, "ext4");
        assert_eq!(on_another_machine(Path::new("/proc")).unwrap(), None);
        assert!(on_another_machine(Path::new("/nowhere")).is_err());
    }

    #[test]
    fn this_process_is_counted() {
        let stat = "7 (a) b) c) S 1 7 7 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 99 1 1";
        assert_eq!(cpu_seconds(stat), Some(3.0));
        let process = process().unwrap();
        assert!(process.resident_bytes > 1_000_000, "{process:?}");
        assert!(process.open_files >= 3 && process.threads >= 1, "{process:?}");
        assert!(free(Path::new("/proc/self")).is_ok());
    }
}
