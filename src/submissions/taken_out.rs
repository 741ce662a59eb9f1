//! Words that are taken out of a text: a mark stands where they were.

use unicode_segmentation::UnicodeSegmentation;

/// What stands in the place of what was taken out, in every language.
pub const MARK: &str = "[redacted]";

/// Takes these words out wherever they stand, letter by letter. Answers those that stand nowhere; then nothing is done.
pub fn take_out(parts: [&mut String; 3], words: &[String]) -> Vec<String> {
    let stands = |word: &&String| parts.iter().any(|part| part.contains(word.as_str()));
    let missing: Vec<String> = words.iter().filter(|word| !stands(word)).cloned().collect();
    if missing.is_empty() {
        for part in parts {
            // The longest first, or a name would be left half where it stands within another.
            let mut words: Vec<&String> = words.iter().collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            for word in words {
                *part = part.replace(word.as_str(), MARK);
            }
        }
    }
    missing
}

/// The words that were taken out of a text, as far as that can be told from what is left of it.
pub fn missing_from(left: &str, whole: &str) -> Vec<String> {
    let mut parts = left.split(MARK);
    let Some(mut rest) = parts.next().and_then(|first| whole.strip_prefix(first)) else {
        return Vec::new();
    };
    let mut words = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = match (part.is_empty(), parts.peek()) {
            (true, None) => Some(rest.len()),
            (false, None) => rest.rfind(part),
            _ => rest.find(part),
        };
        let Some(end) = end else { break };
        words.push(rest[..end].to_owned());
        rest = &rest[end + part.len()..];
    }
    words.retain(|word| !word.trim().is_empty() && word != MARK);
    words
}

/// The text without these words, where they are whole words in it, in whatever case and with whatever space between them. None where
/// none of them stands in it.
pub fn without(text: &str, words: &[String]) -> Option<String> {
    let mut bounds: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).collect();
    bounds.push(text.len());
    // A name may follow an elision: "d’Ana".
    for (at, sign) in text.match_indices(['’', '\'']) {
        bounds.extend([at, at + sign.len()]);
    }
    bounds.sort_unstable();
    bounds.dedup();
    let words: Vec<Vec<char>> = words.iter().map(|word| word.trim().chars().collect()).collect();
    let longest = |at: usize| {
        let ends = words.iter().filter_map(|word| Some(at + stands_at(&text[at..], word)?));
        ends.filter(|end| *end > at && bounds.binary_search(end).is_ok()).max()
    };
    // Those that meet or overlap are one.
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for at in bounds.iter().copied() {
        let Some(end) = longest(at) else { continue };
        match stretches.last_mut() {
            Some((_, last)) if at < *last => *last = end.max(*last),
            _ => stretches.push((at, end)),
        }
    }
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in &stretches {
        left.push_str(&text[from..*start]);
        left.push_str(MARK);
        from = *end;
    }
    left.push_str(&text[from..]);
    (!stretches.is_empty()).then_some(left)
}

/// How many bytes of the text the word is that it begins with.
fn stands_at(text: &str, word: &[char]) -> Option<usize> {
    let mut rest = text;
    let mut word = word.iter().copied().peekable();
    while let Some(wanted) = word.next() {
        if wanted.is_whitespace() {
            let after = rest.trim_start();
            if after.len() == rest.len() {
                return None;
            }
            rest = after;
            while word.next_if(|next| next.is_whitespace()).is_some() {}
            continue;
        }
        let found = rest.chars().next()?;
        if !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
        rest = &rest[found.len_utf8()..];
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn what_was_taken_out_is_found_again() {
        for (whole, taken, found) in [
            (
                "Ask Ana Marran, of Vessel.",
                &["Ana Marran", "Vessel"][..],
                &["Ana Marran", "Vessel"][..],
            ),
            ("Ana Marran", &["Ana Marran"], &["Ana Marran"]),
            ("Ana and Ana came.", &["Ana"], &["Ana", "Ana"]),
            ("He met Ana", &["Ana"], &["Ana"]),
            ("Nobody is named.", &[], &[]),
        ] {
            let (mut left, mut quoted, mut proposed) =
                (whole.to_owned(), String::new(), String::new());
            take_out([&mut left, &mut quoted, &mut proposed], &words(taken));
            assert_eq!(missing_from(&left, whole), found, "{left}");
        }
    }

    #[test]
    fn whole_words_are_taken_out_however_they_are_written() {
        for (text, taken, left) in [
            ("ORSOLA\u{a0}MARR said", &["Orsola Marr"][..], Some("[redacted] said")),
            ("Orsola\n  Marr said", &["Orsola Marr"], Some("[redacted] said")),
            ("Li signed the List.", &["Li"], Some("[redacted] signed the List.")),
            ("The List of Marrakesh", &["Li", "Marr"], None),
            ("Orsola Marr Pia came", &["Orsola Marr", "Marr Pia"], Some("[redacted] came")),
            ("Pia Vik, Orsola Marr", &["Orsola Marr", "Pia Vik"], Some("[redacted], [redacted]")),
            ("张三说了。", &["张三"], Some("[redacted]说了。")),
            ("قالت ليلى نعم", &["ليلى"], Some("قالت [redacted] نعم")),
            ("l’épouse d’Ana", &["Ana"], Some("l’épouse d’[redacted]")),
            ("Nothing", &[""], None),
        ] {
            assert_eq!(without(text, &words(taken)).as_deref(), left, "{text}");
        }
    }
}
