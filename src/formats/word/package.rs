//! A Word file as a package of parts (ECMA-376, part 2), read within limits: everything in memory,
//! nothing unpacked to disk, nothing fetched.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unreadable;
use super::xml;

/// A file may have this many bytes.
pub const MOST_OF_A_FILE: usize = 20 * 1024 * 1024;
const MOST_PARTS: usize = 2_000;
/// One part, and all of them, unpacked.
const MOST_OF_A_PART: u64 = 32 * 1024 * 1024;
const MOST_OF_ALL: u64 = 96 * 1024 * 1024;
/// A part of more than a megabyte that unpacks to so many times its size is no text; the most seen
/// in files that people wrote is 27.
const MOST_PACKED: u64 = 200;
const A_MEGABYTE: u64 = 1024 * 1024;

/// How OLE2 files begin: .doc, and .docx under a password.
const OLE2: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// The XML parts of a file, by name.
pub struct Package {
    parts: BTreeMap<String, Vec<u8>>,
}

/// Where a part leads to, within the package.
pub struct Relation {
    /// The last part of its type's address: "comments", "footnotes".
    pub kind: String,
    pub part: String,
}

impl Package {
    /// Reads every XML part, each and all within limits, whatever sizes the file claims.
    ///
    /// # Errors
    /// Says what the file is instead, or what is wrong with it.
    pub fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MOST_OF_A_FILE {
            return Err(Unreadable::TooLarge);
        }
        something_else(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(Unreadable::Bomb);
        }
        if archive.has_overlapping_entries().map_err(|_| Unreadable::Damaged)? {
            return Err(Unreadable::Bomb);
        }
        let mut parts = BTreeMap::new();
        let mut left = MOST_OF_ALL;
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
            // Names are keys of a map, and never paths.
            let name = entry.name().map_err(|_| Unreadable::Damaged)?.replace('\\', "/");
            let name = name.trim_start_matches('/').to_owned();
            if !(name.ends_with(".xml") || name.ends_with(".rels") || name == "mimetype") {
                continue;
            }
            let packed = entry.compressed_size().max(1);
            let most = left.min(MOST_OF_A_PART);
            let mut part = Vec::new();
            let read = (&mut entry).take(most + 1).read_to_end(&mut part);
            let size = read.map_err(|_| Unreadable::Damaged)? as u64;
            if size > most || (size > A_MEGABYTE && size / packed > MOST_PACKED) {
                return Err(Unreadable::Bomb);
            }
            left -= size;
            if parts.insert(name, part).is_some() {
                return Err(Unreadable::Damaged);
            }
        }
        if parts.contains_key("mimetype") && !parts.contains_key("[Content_Types].xml") {
            return Err(Unreadable::OpenDocument);
        }
        Ok(Self { parts })
    }

    pub fn has(&self, part: &str) -> bool {
        self.parts.contains_key(part)
    }

    /// A part as text, in whichever encoding XML allows without saying so: UTF-8 or UTF-16.
    pub fn text(&self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.parts.get(name) else { return Ok(None) };
        let units = |of: fn([u8; 2]) -> u16| -> Vec<u16> {
            bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect()
        };
        let text = match bytes.as_slice() {
            [0xff, 0xfe, ..] => String::from_utf16(&units(u16::from_le_bytes)).ok(),
            [0xfe, 0xff, ..] => String::from_utf16(&units(u16::from_be_bytes)).ok(),
            _ => {
                let bare = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
                std::str::from_utf8(bare).ok().map(str::to_owned)
            }
        };
        text.map(Some).ok_or(Unreadable::Damaged)
    }

    /// Where a part leads to; "" is the package itself. What lies outside the file is left out:
    /// nothing is ever fetched.
    pub fn relations(&self, part: &str) -> Result<Vec<Relation>, Unreadable> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let beside = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        let Some(text) = self.text(&beside)? else { return Ok(Vec::new()) };
        let tree = xml::parse(&text)?;
        let inside = tree
            .root_element()
            .children()
            .filter(|node| node.is_element() && node.attribute("TargetMode") != Some("External"));
        let relations = inside.map(|node| Relation {
            kind: last_of(node.attribute("Type").unwrap_or_default()).to_owned(),
            part: resolved(folder, node.attribute("Target").unwrap_or_default()),
        });
        Ok(relations.collect())
    }
}

/// Files that are no package at all, by how they begin.
fn something_else(bytes: &[u8]) -> Result<(), Unreadable> {
    match bytes {
        [] => Err(Unreadable::Damaged),
        _ if bytes.starts_with(OLE2) => Err(Unreadable::OldWord),
        _ if bytes.starts_with(b"%PDF") => Err(Unreadable::Pdf),
        _ if bytes.starts_with(b"PK") => Ok(()),
        _ => Err(Unreadable::NoWord),
    }
}

fn last_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

/// The name of the part that a target means, seen from a folder of the package.
fn resolved(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(from_root) => from_root.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
