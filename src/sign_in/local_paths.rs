//! Where a page may send somebody on to: paths of our own, whatever a link says.

/// The path if it leads nowhere but to this server; "//host", "/\host" and their encoded forms
/// do lead elsewhere in some browsers.
pub fn local_path(typed: &str) -> Option<&str> {
    let second = typed.strip_prefix('/')?.to_lowercase();
    let leads_away = ["/", "%2f", "%5c"].iter().any(|start| second.starts_with(start));
    let is_odd = typed.contains('\\') || typed.chars().any(|c| c.is_control() || c == ' ');
    (!leads_away && !is_odd && typed.len() <= 2000).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_server_are_followed() {
        for good in ["/", "/c/mutual-aid?a=b#e-1", "/rounds/x/text"] {
            assert_eq!(local_path(good), Some(good));
        }
        for bad in [
            "",
            "c",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/%2f%2fevil",
            "%2f%2fevil",
            "/%2Fevil",
            "/%5cevil",
            "/\t/evil.example",
            "/\n/evil",
            "javascript:x",
            " /x",
            "/a\\b",
            "/ /evil",
        ] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
    }
}
