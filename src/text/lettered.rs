//! A rapporteur's list of comments, as the record of a meeting sets it: "(a) …", line by line.

use super::citations::letters;
use super::parsing::roman;

/// One comment of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lettered {
    pub letter: String,
    /// What stands in square brackets after the letter, if anything: what it is about.
    pub about: Option<String>,
    pub body: String,
    /// The line on which it begins, counted from 1.
    pub line: usize,
}

/// A line that is no part of the list, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    pub line: usize,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The list begins with a line that has no letter.
    NoLetter,
    /// Another letter was to come.
    NotNext { letter: String, expected: String },
    /// There is nothing beside the letter.
    Empty { letter: String },
}

/// Reads the list. It may begin with any letter; from there letters follow in order. A line without a
/// letter goes on with the comment above it, and so do its items "(i)", "(ii)", "(iii)", in order.
pub fn read(list: &str) -> (Vec<Lettered>, Vec<BadLine>) {
    let mut read: Vec<Lettered> = Vec::new();
    let mut bad = Vec::new();
    // The number of the next letter, once the list has begun.
    let mut next: Option<usize> = None;
    // How many items the comment has.
    let mut items = 0;
    for (n, line) in list.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
        let at = n + 1;
        let Some((letter, number, rest)) = marked(line) else {
            match read.last_mut() {
                Some(comment) => go_on(comment, line),
                None => bad.push(BadLine { line: at, why: Why::NoLetter }),
            }
            continue;
        };
        let is_next = number.is_some() && next.is_none_or(|next| number == Some(next));
        if !is_next {
            let expected = letters(next.unwrap_or(1));
            match read.last_mut().filter(|_| roman(&letter) == Some(items + 1)) {
                Some(comment) => {
                    items += 1;
                    go_on(comment, line);
                }
                None => bad.push(BadLine { line: at, why: Why::NotNext { letter, expected } }),
            }
            continue;
        }
        next = number.map(|number| number + 1);
        items = 0;
        let (about, body) = about(rest);
        read.push(Lettered { letter, about, body: body.to_owned(), line: at });
    }
    for comment in read.iter_mut() {
        let whole = comment.body.trim().to_owned();
        comment.body = whole;
        if comment.body.is_empty() {
            let why = Why::Empty { letter: comment.letter.clone() };
            bad.push(BadLine { line: comment.line, why });
        }
    }
    bad.sort_by_key(|bad| bad.line);
    (read, bad)
}

/// The letter that follows all of these; "a" where there is none.
pub fn after(taken: &[String]) -> String {
    let last = taken.iter().filter_map(|letter| number(letter)).max().unwrap_or(0);
    letters(last + 1)
}

/// Which place in the order a letter has: 1 for "a", 26 for "z", 27 for "aa", 28 for "bb".
pub fn number(letter: &str) -> Option<usize> {
    let first = letter.bytes().next().filter(u8::is_ascii_lowercase)?;
    let is_one = letter.bytes().all(|byte| byte == first) && letter.len() <= 4;
    is_one.then(|| (letter.len() - 1) * 26 + usize::from(first - b'a') + 1)
}

/// "(b) Text" as the letter, its place in the order (None for what is none: "iv"), and the text.
fn marked(line: &str) -> Option<(String, Option<usize>, &str)> {
    let inside = line.strip_prefix(['(', '（'])?;
    let end = inside.find([')', '）'])?;
    let letter = inside[..end].trim().to_lowercase();
    let rest = inside[end..].trim_start_matches([')', '）']);
    let is_marker = !letter.is_empty()
        && letter.len() <= 5
        && letter.bytes().all(|byte| byte.is_ascii_lowercase())
        && (number(&letter).is_some() || roman(&letter).is_some());
    is_marker.then(|| (letter.clone(), number(&letter), rest.trim()))
}

/// "[article 9 (1)] Text" as what it is about, and the text.
fn about(rest: &str) -> (Option<String>, &str) {
    match rest.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((about, body)) if !about.trim().is_empty() => {
            (Some(about.trim().to_owned()), body.trim())
        }
        _ => (None, rest),
    }
}

fn go_on(comment: &mut Lettered, line: &str) {
    comment.body.push('\n');
    comment.body.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letter and words of each; line and fault of each.
    type Said = (Vec<(String, String)>, Vec<(usize, Why)>);

    fn said(list: &str) -> Said {
        let (read, bad) = read(list);
        let read = read.into_iter().map(|one| (one.letter, one.body)).collect();
        (read, bad.into_iter().map(|bad| (bad.line, bad.why)).collect())
    }

    #[test]
    fn each_letter_is_a_comment_and_other_lines_go_on() {
        let (read, bad) = said(
            "(a) Aid first;\n\n(b) Two ways:\n(i) by land;\n(ii) by sea.\nOr both.\n(c) Done.",
        );
        assert!(bad.is_empty(), "{bad:?}");
        let bodies: Vec<&str> = read.iter().map(|(_, body)| body.as_str()).collect();
        assert_eq!(
            bodies,
            ["Aid first;", "Two ways:\n(i) by land;\n(ii) by sea.\nOr both.", "Done."]
        );
    }

    #[test]
    fn a_letter_that_is_a_roman_number_too_is_a_letter_where_it_is_the_next() {
        let (read, bad) = said("(h) Eight.\n(i) Nine.\n(i) an item\n(j) Ten.");
        assert!(bad.is_empty(), "{bad:?}");
        let letters: Vec<&str> = read.iter().map(|(letter, _)| letter.as_str()).collect();
        assert_eq!(letters, ["h", "i", "j"]);
        assert_eq!(read[1].1, "Nine.\n(i) an item");
        // What cannot be told apart is named, not guessed: the items of "h", or "i" and something odd?
        let (_, bad) = said("(h) Eight:\n(i) an item,\n(ii) an item.");
        assert_eq!(bad.len(), 1);
        assert_eq!(bad[0].0, 3);
    }

    #[test]
    fn a_line_out_of_order_is_named_with_the_letter_that_was_to_come() {
        let (read, bad) = said("Said in the morning:\n(a) One.\n(e) Two.\n(a) Again.\n(b)\n");
        let not_next = |letter: &str| Why::NotNext { letter: letter.into(), expected: "b".into() };
        assert_eq!(
            bad,
            [
                (1, Why::NoLetter),
                (3, not_next("e")),
                (4, not_next("a")),
                (5, Why::Empty { letter: "b".into() }),
            ]
        );
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn what_a_comment_is_about_may_stand_in_brackets() {
        let (all, _) = read("(d) [art. 1 (2)] Shorter.\n(e) [ ] Nothing meant.");
        assert_eq!(
            (all[0].about.as_deref(), all[0].body.as_str()),
            (Some("art. 1 (2)"), "Shorter.")
        );
        assert_eq!((all[1].about.as_deref(), all[1].body.as_str()), (None, "[ ] Nothing meant."));
    }

    #[test]
    fn letters_go_on_after_z() {
        let taken = |all: &[&str]| after(&all.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(taken(&[]), "a");
        assert_eq!(taken(&["a", "c"]), "d");
        assert_eq!(taken(&["z"]), "aa");
        assert_eq!(taken(&["aa"]), "bb");
        assert_eq!((number("ab"), number("A"), number("")), (None, None, None));
    }

    proptest! {
        #[test]
        fn every_comment_of_a_list_is_read_again(from in 1usize..60, bodies in proptest::collection::vec("[A-Z][a-z ,;]{0,30}", 1..40)) {
            let line = |(n, body): (usize, &String)| format!("({}) {body}", letters(from + n));
            let list: Vec<String> = bodies.iter().enumerate().map(line).collect();
            let (read, bad) = read(&list.join("\n"));
            prop_assert!(bad.is_empty());
            let again: Vec<&str> = read.iter().map(|one| one.body.as_str()).collect();
            let trimmed: Vec<&str> = bodies.iter().map(|body| body.trim()).collect();
            prop_assert_eq!(again, trimmed);
            prop_assert_eq!(after(&read.iter().map(|one| one.letter.clone()).collect::<Vec<_>>()), letters(from + bodies.len()));
        }

        #[test]
        fn every_line_that_is_not_named_is_in_a_comment(list in "(\\PC|\n|\\(a\\) |\n\\(b\\) |\n\\(i\\) ){0,60}") {
            let (read, bad) = read(&list);
            for (n, line) in list.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
                let text = marked(line).map_or(line, |(_, _, rest)| about(rest).1);
                let is_kept = read.iter().any(|one| one.body.contains(text));
                prop_assert!(is_kept || bad.iter().any(|bad| bad.line == n + 1), "{line:?}");
            }
        }
    }
}
