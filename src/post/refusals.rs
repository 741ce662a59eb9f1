//! What a mail server's final "no" is about: the letter, or whoever sends it.

/// Would a letter hear this again whenever it is sent? So it is where a 5xx speaks of its recipient or of what is in it. What
/// speaks of the sender (a quota that is used up, a password, a network that is not wanted) meets every letter alike, and is over
/// some day: nothing is given up for that at once.
///
/// The codes are those of RFC 3463 that speak of the recipient's address (X.1) and mailbox (X.2), and of the content (X.6). What
/// providers add to them, or leave unsaid with a 0, is often about the sender: Microsoft's used-up quota is 5.2.0. A server that
/// gives no such code is understood by RFC 5321, section 4.2.3: 550, 551 and 553 speak of a mailbox.
pub(super) fn is_about_the_letter(code: u16, said: &str) -> bool {
    match enhanced(said) {
        Some((1, detail)) => matches!(detail, 1..=6 | 10),
        Some((2, detail)) => matches!(detail, 1..=4),
        Some((subject, _)) => subject == 6,
        None => matches!(code, 550 | 551 | 553),
    }
}

/// Subject and detail of the code that the words begin with: 1 and 10 of "5.1.10 no such person".
fn enhanced(said: &str) -> Option<(u16, u16)> {
    let numbers = said.split_whitespace().next()?.split('.').map(|number| number.parse().ok());
    match numbers.collect::<Option<Vec<u16>>>()?[..] {
        [5, subject, detail] => Some((subject, detail)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_sender_is_refused_for_is_told_from_what_the_letter_is() {
        for (code, said, is_so) in [
            (550, "5.1.1 no such person here", true),
            (550, "5.1.10 recipient address has null MX", true),
            (552, "5.2.2 mailbox full", true),
            (554, "5.6.0 not understood", true),
            (550, "no such user", true),
            (551, "user not local", true),
            (553, "mailbox name not allowed", true),
            (550, "5.4.5 daily sending limit exceeded", false),
            (554, "5.2.0 SubmissionQuotaExceededException", false),
            (554, "5.2.252 SendAsDenied", false),
            (550, "5.1.90 your message can't be sent", false),
            (550, "5.1.8 access denied, bad outbound sender", false),
            (550, "5.1.7 the sender is no address", false),
            (550, "5.7.1 relaying denied", false),
            (535, "5.7.8 authentication failed", false),
            (554, "5.7.0 blocked, see https://example.org", false),
            (530, "authentication required", false),
            (554, "transaction failed", false),
            (503, "bad sequence of commands", false),
        ] {
            assert_eq!(is_about_the_letter(code, said), is_so, "{code} {said}");
        }
    }
}
