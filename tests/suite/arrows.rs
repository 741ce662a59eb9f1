//! Which folder of `src/` may know which: the rule "no circles" of ARCHITECTURE.md, as data.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The ground that everything stands on.
const GROUND: &[&str] = &[
    "procedure",
    "text",
    "formats",
    "languages",
    "secrets",
    "signing",
    "certificates",
    "reaching",
    "db",
    "sealing",
    "https",
    "depot",
    "operation",
    "web",
];

/// The steps of the process; each may know the ones before it.
const SLICES: &[&str] = &[
    "consultations",
    "drafts",
    "participants",
    "rounds",
    "submissions",
    "consolidation",
    "outcome",
    "record",
    "search",
    "backups",
];

/// What each may know beside itself. A slice may also know the slices before it.
const ARROWS: &[(&str, &[&[&str]])] = &[
    ("text", &[]),
    ("procedure", &[&["text"]]),
    ("languages", &[&["procedure", "text"]]),
    ("formats", &[&["text"]]),
    ("certificates", &[]),
    ("reaching", &[]),
    ("db", &[&["procedure", "text", "certificates", "reaching"]]),
    ("secrets", &[&["procedure"]]),
    ("signing", &[&["secrets"]]),
    ("sealing", &[&["procedure", "secrets", "db"]]),
    ("https", &[&["certificates"]]),
    ("depot", &[&["secrets", "https", "operation"]]),
    ("config", &[&["procedure", "text", "languages", "depot", "sign_in"]]),
    ("operation", &[]),
    ("web", &[GROUND, &["journal", "app", "config"]]),
    ("journal", &[GROUND, &["app"]]),
    ("post", &[GROUND, &["journal", "app", "config"]]),
    ("sign_in", &[GROUND, &["journal", "post", "app"]]),
    ("consultations", STEP),
    ("drafts", STEP),
    ("participants", STEP),
    ("rounds", STEP),
    ("submissions", STEP),
    ("consolidation", STEP),
    ("outcome", STEP),
    ("record", STEP),
    ("search", STEP),
    ("backups", &[GROUND, &["journal", "post", "sign_in", "record", "config"]]),
    ("routes", &[GROUND, SLICES, &["journal", "post", "sign_in", "app", "config"]]),
    (
        "app",
        &[&[
            "operation",
            "db",
            "config",
            "routes",
            "post",
            "web",
            "languages",
            "procedure",
            "sign_in",
        ]],
    ),
    ("demo", &[GROUND, SLICES, &["journal", "post", "sign_in", "app", "config", "routes"]]),
    (
        "commands",
        &[GROUND, SLICES, &["journal", "post", "sign_in", "app", "config", "routes", "demo"]],
    ),
    (
        "main",
        &[
            GROUND,
            SLICES,
            &["journal", "post", "sign_in", "app", "config", "routes", "demo", "commands"],
        ],
    ),
    ("schema", &[&["db"]]),
    ("lib", &[]),
];

const STEP: &[&[&str]] = &[GROUND, &["journal", "post", "sign_in", "app"]];

/// Tables are named only where queries live: `store.rs` writes, `views.rs` reads what joins; `db/` locks the heads of the journal's chains.
const MAY_NAME_TABLES: &[&str] = &["store", "views", "db"];

/// Whoever builds the house knows the rooms, and they know the house; a table knows its column types, and their folder locks a table.
const BUILDERS: &[&str] = &["app", "routes", "schema"];

#[test]
fn every_folder_knows_only_what_is_below_it() {
    let breaches: Vec<String> = arrows().iter().filter_map(breach).collect();
    assert!(
        breaches.is_empty(),
        "arrows that tests/suite/arrows.rs does not allow:\n  {}",
        breaches.join("\n  ")
    );
}

#[test]
fn no_two_folders_know_each_other() {
    let arrows = arrows();
    let mut where_to: BTreeMap<(&str, &str), &Path> = BTreeMap::new();
    for arrow in &arrows {
        where_to.entry((&arrow.from, &arrow.to)).or_insert(&arrow.file);
    }
    let circles: Vec<String> = where_to
        .iter()
        .filter(|((from, to), _)| from < to && !BUILDERS.contains(from) && !BUILDERS.contains(to))
        .filter_map(|((from, to), file)| {
            let back = where_to.get(&(*to, *from))?;
            Some(format!("{} uses `{to}` and {} uses `{from}`", file.display(), back.display()))
        })
        .collect();
    assert!(circles.is_empty(), "circles:\n  {}", circles.join("\n  "));
}

#[test]
fn the_reader_of_arrows_sees_every_way_to_write_one() {
    let source = r##"
        use crate::db::{Conn, Tx};
        use crate::{web::{forms, Viewer as Who}, post, text::*};
        // use crate::comments;
        /* crate::blocks /* crate::nested */ */
        const A: &str = "crate::strings \" crate::still"; const B: &str = r#"crate::" raw"#;
        fn f<'a>(c: char) -> bool { c == '"' || crate::rounds::open() } // '
        crate::on!(x); super::super::journal::record();
        mod tests { use super::super::neighbour; use super::super::super::drafts; }
    "##;
    let names = |depth| top_level_names(source, depth).into_iter().collect::<Vec<_>>();
    assert_eq!(names(2), ["db", "drafts", "journal", "post", "rounds", "text", "web"]);
    assert_eq!(names(1), ["db", "neighbour", "post", "rounds", "text", "web"]);
}

struct Arrow {
    file: PathBuf,
    from: String,
    to: String,
}

fn breach(arrow: &Arrow) -> Option<String> {
    let Arrow { file, from, to } = arrow;
    let file = file.display();
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == from) else {
        return Some(format!("{file}: `{from}` is not in the table"));
    };
    if !ARROWS.iter().any(|(name, _)| name == to) {
        return Some(format!("{file} uses `{to}`, which is not in the table"));
    }
    if to == "schema" {
        let queries = arrow.file.components().any(|part| {
            let part = Path::new(part.as_os_str());
            part.file_stem().and_then(|s| s.to_str()).is_some_and(|s| MAY_NAME_TABLES.contains(&s))
        });
        return (!queries || from == "demo").then(|| {
            format!("{file} uses `schema`: tables are named only in store.rs, views.rs and db/")
        });
    }
    let place = |name: &str| SLICES.iter().position(|s| *s == name);
    let earlier = matches!((place(from), place(to)), (Some(from), Some(to)) if to < from);
    let fine = earlier || allowed.iter().any(|group| group.contains(&to.as_str()));
    (!fine).then(|| format!("{file} uses `{to}`: `{from}` may not know `{to}`"))
}

/// Every arrow in `src/`; `lib.rs` is the map and names all.
fn arrows() -> Vec<Arrow> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    assert!(!files.is_empty(), "no sources in {}", src.display());
    let mut arrows = Vec::new();
    for path in files {
        let file = path.strip_prefix(&src).expect("found under src").to_owned();
        let from = file
            .components()
            .next()
            .map(|c| c.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned());
        let from = from.expect("a file has a name");
        if from == "lib" {
            continue;
        }
        let modules = file.components().count() - usize::from(file.ends_with("mod.rs"));
        let source =
            fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let shown = Path::new("src").join(&file);
        let to_itself = |to: &String| *to == from;
        for to in top_level_names(&source, modules).into_iter().filter(|to| !to_itself(to)) {
            arrows.push(Arrow { file: shown.clone(), from: from.clone(), to });
        }
    }
    arrows
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.unwrap_or_else(|e| panic!("{}: {e}", folder.display())).path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

/// The X of every `crate::X` and `crate::{X, Y::…}`; and of `super::super::X` where that is the same, seen from `depth` modules down.
fn top_level_names(source: &str, depth: usize) -> BTreeSet<String> {
    let code: String = without_comments_and_strings(source);
    let mut names = BTreeSet::new();
    let mut rest = code.as_str();
    while let Some(at) = rest.find("crate::") {
        let whole_word =
            !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        rest = &rest[at + "crate::".len()..];
        if whole_word {
            names_at(rest, &mut names);
        }
    }
    for (at, _) in code.match_indices("super::") {
        let chain = &code[at..];
        let after = chain.trim_start_matches("super::");
        let steps = (chain.len() - after.len()) / "super::".len();
        if !code[..at].ends_with("super::") && steps == depth + inner_modules(&code[..at]) {
            names_at(after, &mut names);
        }
    }
    names
}

/// How many `mod x {` are open at the end of this code.
fn inner_modules(code: &str) -> usize {
    let mut open = Vec::new();
    for (at, sign) in code.char_indices() {
        if sign == '{' {
            let mut words = code[..at].split_whitespace().rev();
            open.push(words.nth(1) == Some("mod"));
        } else if sign == '}' {
            open.pop();
        }
    }
    open.into_iter().filter(|is_module| *is_module).count()
}

/// `a::b` gives a; `{a, b::{c, d}, e as f}` gives a, b, e; a macro (`a!`) is nobody's.
fn names_at(path: &str, names: &mut BTreeSet<String>) {
    let word = |text: &str| -> String {
        let text = text.trim_start();
        let text = text.strip_prefix("r#").unwrap_or(text);
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = path.trim_start().strip_prefix('{') else {
        let name = word(path);
        let macro_call = path
            .trim_start()
            .strip_prefix(name.as_str())
            .is_some_and(|after| after.starts_with('!'));
        if !name.is_empty() && !macro_call {
            names.insert(name);
        }
        return;
    };
    let (mut open, mut start) = (0, 0);
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => open += 1,
            '}' if open > 0 => open -= 1,
            ',' | '}' if open == 0 => {
                let name = word(&group[start..at]);
                if !name.is_empty() && name != "self" {
                    names.insert(name);
                }
                start = at + 1;
                if sign == '}' {
                    return;
                }
            }
            _ => {}
        }
    }
}

fn without_comments_and_strings(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(sign) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = raw_string(rest, &code) {
            length
        } else if sign == '"' {
            quoted(rest)
        } else if sign == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(sign);
            rest = &rest[sign.len_utf8()..];
        } else {
            code.push(' ');
            rest = &rest[skipped..];
        }
    }
    code
}

fn block_comment(text: &str) -> usize {
    let (mut open, mut at) = (0, 0);
    while at < text.len() {
        let here = &text.as_bytes()[at..];
        if here.starts_with(b"/*") {
            (open, at) = (open + 1, at + 2);
        } else if here.starts_with(b"*/") {
            (open, at) = (open - 1, at + 2);
            if open == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// `r"…"`, `r#"…"#`, `br"…"`: not when the r ends a longer word.
fn raw_string(text: &str, before: &str) -> Option<usize> {
    let inner = text.strip_prefix('r')?;
    let word = before.trim_end_matches(['b', 'c']);
    if word.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let body = inner[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(1 + hashes + 1 + length)
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A character, not a lifetime: 0 for the latter.
fn character(text: &str) -> usize {
    let mut signs = text.char_indices().skip(1);
    match signs.next() {
        Some((_, '\\')) => {
            text[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 3)
        }
        Some(_) => signs.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1),
        None => 0,
    }
}
