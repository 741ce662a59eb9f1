//! Tokens in letters: shown in the outbox only where letters cannot leave the machine, and not
//! kept once a letter is sent.

/// How long a token is ([`crate::secrets::Token`]); public ids have half of it.
const TOKEN: usize = 52;

/// The text with every token in it left out.
pub fn without_secrets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let end = rest[start..].find(|c| !is_digit(c)).map_or(rest.len(), |n| start + n);
        kept.push_str(&rest[..start]);
        kept.push_str(if end - start == TOKEN { "…" } else { &rest[start..end] });
        rest = &rest[end..];
    }
    kept + rest
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::{Token, public_id};

    #[test]
    fn tokens_go_and_everything_else_stays() {
        let (token, id) = (Token::fresh(), public_id());
        let text = format!("Été: https://x.example/links/{}?a={id}\nLove.", token.reveal());
        assert_eq!(without_secrets(&text), format!("Été: https://x.example/links/…?a={id}\nLove."));
    }
}
