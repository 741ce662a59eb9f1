//! Characters that nobody sees, and that change what is read: direction overrides, zero widths, fillers,
//! tags. They are kept as they were sent, and shown as marks.

/// Is it a character that a text does not need to be written, in any script, and that hides or turns what
/// stands beside it? The joiners and the plain direction marks are letters' business: Persian, the Indic
/// scripts, Arabic and emoji are written with them.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{200c}'..='\u{200f}' | '\u{61c}' => false,
        c if c.is_control() => true,
        // Soft hyphen, Mongolian vowel separator, Hangul fillers.
        '\u{ad}' | '\u{180e}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => true,
        // Zero-width space, embeddings and overrides, invisible operators, isolates, deprecated format
        // characters, byte order mark, interlinear annotation.
        '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => true,
        '\u{fff9}'..='\u{fffb}' => true,
        // Tags.
        '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

pub fn has_hidden(text: &str) -> bool {
    text.chars().any(is_hidden)
}

/// The text with a mark such as "⟦U+202E⟧" in place of each hidden character.
pub fn with_marks(text: &str) -> String {
    if !has_hidden(text) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match is_hidden(c) {
            true => shown.push_str(&format!("⟦U+{:04X}⟧", u32::from(c))),
            false => shown.push(c),
        }
    }
    shown
}

/// Does a name mix letters of scripts that look alike, Latin with Cyrillic or Greek? Then it may pass for
/// another's.
pub fn mixes_scripts(name: &str) -> bool {
    let has = |ranges: &[std::ops::RangeInclusive<char>]| {
        name.chars().any(|c| c.is_alphabetic() && ranges.iter().any(|range| range.contains(&c)))
    };
    let latin = has(&['A'..='Z', 'a'..='z', '\u{c0}'..='\u{24f}', '\u{1e00}'..='\u{1eff}']);
    let greek = has(&['\u{370}'..='\u{3ff}', '\u{1f00}'..='\u{1fff}']);
    let cyrillic = has(&['\u{400}'..='\u{52f}']);
    [latin, greek, cyrillic].into_iter().filter(|has| *has).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_marked_and_what_writes_is_left() {
        for (text, shown) in [
            ("pay \u{202e}evil\u{202c} now", "pay ⟦U+202E⟧evil⟦U+202C⟧ now"),
            ("a\u{200b}b\u{ad}c\u{feff}", "a⟦U+200B⟧b⟦U+00AD⟧c⟦U+FEFF⟧"),
            ("\u{2066}x\u{2069}\u{e0041}", "⟦U+2066⟧x⟦U+2069⟧⟦U+E0041⟧"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("क्\u{200d}ष \u{1f468}\u{200d}\u{1f469}", "क्\u{200d}ष \u{1f468}\u{200d}\u{1f469}"),
            ("line\nline\ttab", "line\nline\ttab"),
        ] {
            assert_eq!(with_marks(text), shown);
        }
    }

    #[test]
    fn a_name_of_two_scripts_that_look_alike_is_noticed() {
        assert!(mixes_scripts("\u{410}varia Foundation"));
        assert!(mixes_scripts("Ηarbour Watch"));
        for name in ["Republic of Avaria", "Республика Авария", "Ελληνική Δημοκρατία", "مرفأ 2"]
        {
            assert!(!mixes_scripts(name), "{name}");
        }
    }
}
