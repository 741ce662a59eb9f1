//! cargo run --release --example bench-comparison -- FILE.json
//!
//! Measures, within one run, what it takes to match, compare and render two texts as a page against
//! what it takes to parse them. FILE.json is a draft as `travaux draft export` writes it, or what
//! dev/real-data makes of the real texts; the second text is made of it by edits, under other ids.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods)]

use std::time::{Duration, Instant};
use travaux::outcome::paper_of_texts;
use travaux::text::plain::render_plain;
use travaux::text::{Element, Kind, Text, json, parse};

const RUNS: usize = 15;

fn main() {
    let file = std::env::args().nth(1).expect("a draft as JSON");
    let old = json::read(&std::fs::read_to_string(file).unwrap()).expect("a draft");
    let new = edited(&old);
    let sources = [render_plain(&old, "en"), render_plain(&new, "en")];
    let (mut parsing, mut comparing) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    for _ in 0..RUNS {
        parsing.push(time(|| {
            for source in &sources {
                assert!(!parse(source, "en").elements.is_empty());
            }
        }));
        let (was, is) = (old.clone(), new.clone());
        comparing.push(time(|| bytes = paper_of_texts(was, is, "en").unwrap().len()));
    }
    let (parsing, comparing) = (median(parsing), median(comparing));
    println!("{} and {} elements, a page of {bytes} bytes", old.elements.len(), new.elements.len());
    println!("parsing both             {parsing:>10.1?}");
    println!("matching, comparing, page{comparing:>10.1?}");
    println!("ratio                    {:>10.2}", comparing.as_secs_f64() / parsing.as_secs_f64());
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

/// Under other ids: every fifth wording reworded, every eleventh paragraph gone, every thirteenth
/// followed by a new one.
fn edited(old: &Text) -> Text {
    let parents: Vec<&str> = old.elements.iter().filter_map(|e| e.parent.as_deref()).collect();
    let mut elements = Vec::new();
    for (n, element) in old.elements.iter().enumerate() {
        let is_leaf = !parents.contains(&element.id.as_str());
        if is_leaf && n % 11 == 5 && element.kind != Kind::Title {
            continue;
        }
        let mut next = element.clone();
        next.id = format!("new-{}", element.id);
        next.parent = element.parent.as_ref().map(|parent| format!("new-{parent}"));
        if n % 5 == 2 {
            for wording in next.text.values_mut() {
                *wording = wording.replace("shall", "should").replace("the ", "any ");
            }
        }
        elements.push(next.clone());
        if is_leaf && n % 13 == 7 && element.kind != Kind::Title {
            let words = format!("Number {n} was not there before and says something of its own.");
            elements.push(Element {
                parent: next.parent,
                ..Element::new(format!("own-{n}"), element.kind, "en", &words)
            });
        }
    }
    Text::new(elements)
}
