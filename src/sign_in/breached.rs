//! Passwords that were published somewhere, as a file of SHA-1 hashes in order. The file may have
//! tens of gigabytes: it is searched by halves and never read whole.

use super::passwords::Password;
use anyhow::{Context, bail};
use sha1::{Digest, Sha1};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

const BYTES: usize = 20;
/// A line is a hash, and perhaps ":" and a count.
const LONGEST_LINE: usize = 80;

#[derive(Debug, Clone)]
pub struct Breached {
    file: PathBuf,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "000000005AD76BD555C1D6D771DE417A4B87E4B4:10" on a line of its own, as such lists are
    /// published.
    Lines,
    /// Twenty bytes for each.
    Binary,
}

impl Breached {
    /// Looks at the beginning of the file only. That it is in order is its maker's word.
    pub fn open(file: &Path) -> anyhow::Result<Self> {
        let name = file.display();
        let mut opened = File::open(file).with_context(|| format!("{name} cannot be opened"))?;
        let length = opened.metadata()?.len();
        let mut start = vec![0; 2 * BYTES];
        let form = match opened.read_exact(&mut start) {
            Ok(()) if hash_of_line(&start).is_some() => Form::Lines,
            _ if length > 0 && length % BYTES as u64 == 0 => Form::Binary,
            _ => bail!("{name} is no list of SHA-1 hashes: neither lines of 40 digits nor binary"),
        };
        Ok(Self { file: file.to_owned(), form })
    }

    pub(super) fn has(&self, password: &Password) -> std::io::Result<bool> {
        let wanted: [u8; BYTES] = Sha1::digest(password.as_str().as_bytes()).into();
        let mut file = File::open(&self.file)?;
        let length = file.metadata()?.len();
        // Every hash that begins before `low` is smaller, none that begins at `high` or after it.
        let (mut low, mut high) = (0, length);
        while low < high {
            let middle = low + (high - low) / 2;
            let Some(found) = self.at_or_after(&mut file, middle, low)? else {
                high = middle;
                continue;
            };
            match found.hash.cmp(&wanted) {
                std::cmp::Ordering::Equal => return Ok(true),
                std::cmp::Ordering::Less => low = found.end,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(false)
    }

    /// The first hash that begins at `place` or after it; `start` is where one surely begins.
    fn at_or_after(
        &self,
        file: &mut File,
        place: u64,
        start: u64,
    ) -> std::io::Result<Option<Found>> {
        match self.form {
            Form::Binary => {
                let begin = place.div_ceil(BYTES as u64) * BYTES as u64;
                let bytes = read_at(file, begin, BYTES)?;
                let hash = bytes.try_into().ok();
                Ok(hash.map(|hash| Found { hash, end: begin + BYTES as u64 }))
            }
            Form::Lines => {
                // Within a line: from the end of the line before.
                let from = if place == start { place } else { place - 1 };
                let bytes = read_at(file, from, 2 * LONGEST_LINE)?;
                let skipped = match place == start {
                    true => 0,
                    false => match bytes.iter().position(|byte| *byte == b'\n') {
                        Some(end) => end + 1,
                        None => return Ok(None),
                    },
                };
                let rest = &bytes[skipped..];
                let Some(hash) = hash_of_line(rest) else { return Ok(None) };
                let line =
                    rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |n| n + 1);
                Ok(Some(Found { hash, end: from + (skipped + line) as u64 }))
            }
        }
    }
}

struct Found {
    hash: [u8; BYTES],
    /// Where the next one begins.
    end: u64,
}

/// Up to so many bytes from there; fewer at the end of the file.
fn read_at(file: &mut File, place: u64, most: usize) -> std::io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(place))?;
    let mut bytes = vec![0; most];
    let mut filled = 0;
    while filled < most {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// The hash that stands in hexadecimal digits at the beginning of this line.
fn hash_of_line(line: &[u8]) -> Option<[u8; BYTES]> {
    let digits = line.get(..2 * BYTES)?;
    let mut hash = [0; BYTES];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
        let value = |digit: u8| char::from(digit).to_digit(16);
        *byte = u8::try_from(value(pair[0])? * 16 + value(pair[1])?).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn password(n: usize) -> Password {
        Password::parse(&format!("brass kettle {n} northern gulls"), 12, &[]).unwrap()
    }

    fn hashes(numbers: impl Iterator<Item = usize>) -> Vec<[u8; BYTES]> {
        let mut all: Vec<[u8; BYTES]> =
            numbers.map(|n| Sha1::digest(password(n).as_str()).into()).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn each_listed_password_is_found_in_either_form_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        for count in [1, 2, 3, 100] {
            let listed = hashes((0..count).map(|n| 2 * n));
            let line = |hash: &[u8; BYTES]| {
                let hex: String = hash.iter().map(|byte| format!("{byte:02X}")).collect();
                format!("{hex}:{}", u32::from(hash[3]) * u32::from(hash[4]))
            };
            let lines: Vec<String> = listed.iter().map(line).collect();
            let plain: Vec<String> = lines.iter().map(|line| line[..40].to_lowercase()).collect();
            let files: [(&str, Vec<u8>); 4] = [
                ("lines", (lines.join("\r\n") + "\r\n").into_bytes()),
                ("open", lines.join("\n").into_bytes()),
                ("plain", (plain.join("\n") + "\n").into_bytes()),
                ("binary", listed.concat()),
            ];
            for (name, bytes) in files {
                let file = folder.path().join(name);
                std::fs::write(&file, bytes).unwrap();
                let list = Breached::open(&file).unwrap();
                for n in 0..2 * count {
                    let found = list.has(&password(n)).unwrap();
                    assert_eq!(found, n % 2 == 0, "{name}, {n} of {count}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_such_list_is_refused_at_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("words.txt");
        assert!(Breached::open(&file).is_err());
        for content in ["", "password\n123456\n", "letmein"] {
            std::fs::write(&file, content).unwrap();
            assert!(Breached::open(&file).is_err(), "{content:?}");
        }
    }
}
