//! cargo run --release --example bench-clusters -- FILE.json FILE.csv
//!
//! Measures, within one run, what it takes to find what says the same among the proposals of a comment table, against
//! what it takes to parse the text that they are on; and what ten times as many take, each in words of its own. Both
//! files are as `travaux draft export` and `travaux matrix export` write them, or what dev/real-data makes of the real
//! texts.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods)]

use std::time::{Duration, Instant};
use travaux::formats::table;
use travaux::text::clusters::{Likeness, Said, clusters};
use travaux::text::plain::render_plain;
use travaux::text::{Operation, json, parse};

const RUNS: usize = 15;
const TIMES: usize = 10;

/// A row of the table, in words of its own.
struct Row {
    operation: Option<Operation>,
    place: String,
    words: String,
}

fn main() {
    let mut files = std::env::args().skip(1);
    let (text, proposals) = (files.next(), files.next());
    let text = json::read(&std::fs::read_to_string(text.expect("a draft as JSON")).unwrap());
    let text = text.expect("a draft");
    let source = render_plain(&text, "en");
    let rows = rows(&std::fs::read(proposals.expect("a comment table as CSV")).unwrap());
    let many: Vec<Row> = (0..TIMES).flat_map(|n| rows.iter().map(move |row| row.said(n))).collect();
    let (few, many) = (said(&rows), said(&many));

    let (mut parsing, mut finding, mut finding_many) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = Vec::new();
    for _ in 0..RUNS {
        parsing.push(time(|| assert!(!parse(&source, "en").elements.is_empty())));
        finding.push(time(|| found = clusters(&few)));
        finding_many.push(time(|| assert!(!clusters(&many).is_empty())));
    }
    let several: Vec<_> = found.iter().filter(|cluster| cluster.len() > 1).collect();
    let together: usize = several.iter().map(|cluster| cluster.len()).sum();
    let near = several.iter().flat_map(|cluster| cluster.iter());
    let near = near.filter(|member| member.likeness == Likeness::Near).count();
    println!("{} elements, {} rows of proposals", text.elements.len(), few.len());
    println!("{} clusters of more than one, {together} rows in them, {near} near", several.len());
    let (parsing, finding, many) = (median(parsing), median(finding), median(finding_many));
    println!("parsing the text         {parsing:>10.1?}");
    println!("clusters                 {finding:>10.1?}");
    println!("clusters of {TIMES} times those {many:>8.1?}");
    println!("clusters to parsing      {:>10.2}", ratio(finding, parsing));
    println!("{TIMES} times those to those   {:>10.2}", ratio(many, finding));
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn time(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn median(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all[all.len() / 2]
}

/// What each row wants, where, in the words by which it is like others.
fn rows(bytes: &[u8]) -> Vec<Row> {
    let table = table::read(bytes).expect("a table");
    let row = |row: &table::Row| {
        let operation = table.cell(row, "operation").parse().ok();
        let words = match operation {
            None => "comment",
            Some(Operation::Delete | Operation::Retain) => "current_text",
            Some(_) => "proposed_text",
        };
        Row {
            operation,
            place: table.cell(row, "element").to_owned(),
            words: table.cell(row, words).to_owned(),
        }
    };
    table.rows.iter().map(row).collect()
}

impl Row {
    /// The same from another author, who says every seventh word otherwise; the first says it as it is.
    fn said(&self, author: usize) -> Self {
        let own = |(n, word): (usize, &str)| match n % 7 {
            3 if author > 0 => format!("{word}{author}"),
            _ => word.to_owned(),
        };
        let words: Vec<String> = self.words.split_whitespace().enumerate().map(own).collect();
        Self { operation: self.operation, place: self.place.clone(), words: words.join(" ") }
    }
}

fn said(rows: &[Row]) -> Vec<Said<'_>> {
    rows.iter()
        .map(|row| Said {
            operation: row.operation,
            place: &row.place,
            anywhere: row.operation.is_none_or(Operation::is_addition),
            words: &row.words,
        })
        .collect()
}
