//! A person at a browser: headless Chromium, driven by chromedriver.
//!
//! One chromedriver per test process, one fresh Chromium with an empty profile per test. Nothing here sleeps for luck: what
//! may take a moment is asked for again until [`PATIENCE`] is over, and then the test fails with a sentence.

use std::fmt;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::print::PrintParameters;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use super::child::Guarded;

pub const PATIENCE: Duration = Duration::from_secs(15);
const GLANCE: Duration = Duration::from_millis(25);
const AXE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/dev/browser/node_modules/axe-core/axe.min.js");

/// How the person looks at pages.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
    pub scripts: bool,
    /// What the browser asks for in Accept-Language.
    pub language: &'static str,
}

impl Look {
    pub const DESK: Look =
        Look { width: 1440, height: 900, dark: false, scripts: true, language: "en" };
    pub const PHONE: Look = Look { width: 360, height: 740, ..Look::DESK };

    pub const fn dark(self) -> Look {
        Look { dark: true, ..self }
    }

    pub const fn without_scripts(self) -> Look {
        Look { scripts: false, ..self }
    }

    pub const fn in_language(self, language: &'static str) -> Look {
        Look { language, ..self }
    }
}

/// Something axe-core found on a page.
#[derive(Clone, Debug)]
pub struct Violation {
    pub rule: String,
    pub impact: String,
    pub help: String,
    /// CSS selectors of the elements concerned, each with what is wrong there.
    pub targets: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}\n  {}", self.rule, self.impact, self.help, self.targets.join("\n  "))
    }
}

pub struct Browser {
    /// For what the helpers below do not say.
    pub driver: WebDriver,
    look: Look,
    // Goes after Chromium is gone.
    _profile: TempDir,
}

impl Browser {
    pub async fn open(look: Look) -> Browser {
        let profile = TempDir::with_prefix("travaux-chromium-").expect("a folder for the profile");
        let driver = WebDriver::new(
            chromedriver(),
            capabilities(look, profile.path()).expect("capabilities are JSON"),
        )
        .await
        .unwrap_or_else(|e| panic!("Chromium does not start (dev/test installs it): {e}"));
        let browser = Browser { driver, look, _profile: profile };
        browser.size(look.height).await;
        let scheme = if look.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.cdp("Emulation.setEmulatedMedia", media).await;
        browser
    }

    pub async fn goto(&self, url: &str) {
        self.driver.goto(url).await.unwrap_or_else(|e| panic!("cannot go to {url}: {e}"));
    }

    pub async fn url(&self) -> String {
        self.driver.current_url().await.expect("the browser has an address").to_string()
    }

    pub async fn title(&self) -> String {
        self.driver.title().await.expect("the page has a title")
    }

    /// The visible text of the page.
    pub async fn text(&self) -> String {
        self.text_of("body").await
    }

    pub async fn text_of(&self, css: &str) -> String {
        let found = self.wait_for(css).await;
        found.text().await.unwrap_or_else(|e| panic!("no text of {css}: {e}"))
    }

    /// The first visible element for this CSS selector, as soon as there is one.
    pub async fn wait_for(&self, css: &str) -> WebElement {
        self.visible(css, &[By::Css(css)]).await
    }

    pub async fn wait_for_text(&self, text: &str) {
        let seen = async || {
            let body = self.driver.find(By::Tag("body")).await.ok()?;
            body.text().await.ok()?.contains(text).then_some(())
        };
        if until(seen).await.is_none() {
            panic!(
                "no text {text:?} on {}; the page says: {}",
                self.url().await,
                self.text().await
            );
        }
    }

    pub async fn wait_for_url(&self, part: &str) {
        let there =
            async || self.driver.current_url().await.ok()?.as_str().contains(part).then_some(());
        if until(there).await.is_none() {
            panic!("the address never had {part:?} in it; it is {}", self.url().await);
        }
    }

    /// Until another page than this one is there.
    pub async fn wait_to_leave(&self, here: &str) {
        let away = async || (self.driver.current_url().await.ok()?.as_str() != here).then_some(());
        if until(away).await.is_none() {
            panic!("still at {here}; the page says: {}", self.text().await);
        }
    }

    /// Until the page is there whole: before that its script hears no key.
    pub async fn settle(&self) {
        let whole = async || {
            match self.driver.execute("return document.readyState", Vec::new()).await {
                Ok(state) => (state.json() == "complete").then_some(()),
                // A browser that cannot say has no script to wait for.
                Err(_) => Some(()),
            }
        };
        if until(whole).await.is_none() {
            panic!("{} never came whole", self.url().await);
        }
    }

    /// Types into the field with this label (or else aria-label, or name), in place of what stood there.
    pub async fn fill(&self, field: &str, text: &str) {
        let input = self.field(field).await;
        self.done(input.clear().await, "empty the field", field).await;
        self.done(input.send_keys(text).await, "type into the field", field).await;
    }

    /// Gives a file to the file field with this label or name.
    pub async fn attach(&self, field: &str, file: &Path) {
        let input = self.field(field).await;
        self.done(input.send_keys(file.display().to_string()).await, "attach to the field", field)
            .await;
    }

    pub async fn value(&self, field: &str) -> String {
        self.field(field).await.value().await.ok().flatten().unwrap_or_default()
    }

    /// Ticks the box, or takes the radio button, with this label.
    pub async fn choose(&self, label: &str) {
        let input = self.field(label).await;
        if !input.is_selected().await.unwrap_or(false) {
            self.done(input.click().await, "choose", label).await;
        }
    }

    pub async fn select(&self, field: &str, option: &str) {
        let list = self.field(field).await;
        let path = format!("./descendant::option[normalize-space(.)={}]", literal(option));
        let found = list.find(By::XPath(path)).await;
        let found = found.unwrap_or_else(|_| panic!("the list {field:?} has no option {option:?}"));
        self.done(found.click().await, "select", option).await;
    }

    /// Presses the button with this text (or value, or aria-label); a summary is a button too.
    pub async fn press(&self, button: &str) {
        let is = literal(button);
        let kinds = "(self::button or self::summary or (self::input and (@type='submit' or @type='button')) or @role='button')";
        let exact = format!(
            "//*[{kinds} and (normalize-space(.)={is} or @value={is} or @aria-label={is})]"
        );
        let loose = format!("//*[{kinds} and contains(normalize-space(.), {is})]");
        let found = self
            .visible(&format!("button {button:?}"), &[By::XPath(exact), By::XPath(loose)])
            .await;
        self.done(found.click().await, "press", button).await;
    }

    pub async fn follow(&self, link: &str) {
        let is = literal(link);
        let exact = format!("//a[@href and (normalize-space(.)={is} or @aria-label={is})]");
        let loose = format!("//a[@href and contains(normalize-space(.), {is})]");
        let found =
            self.visible(&format!("link {link:?}"), &[By::XPath(exact), By::XPath(loose)]).await;
        self.done(found.click().await, "follow", link).await;
    }

    /// Keys for whatever has the focus: `Key::Tab`, `Key::Enter`, or plain text.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        self.settle().await;
        self.driver
            .action_chain()
            .send_keys(keys)
            .perform()
            .await
            .unwrap_or_else(|e| panic!("the keyboard is stuck: {e}"));
    }

    /// Puts a cookie into the browser before the first visit.
    pub async fn wear_cookie(&self, url: &str, name: &str, value: &str) {
        self.cdp("Network.setCookie", json!({ "url": url, "name": name, "value": value })).await;
    }

    /// What the browser complained of since the last call: errors, breaches of the content security policy, deprecations.
    /// That the page itself was answered with an error status is not a complaint: the test knows.
    pub async fn complaints(&self) -> Vec<String> {
        let page = self.url().await;
        let page = page.split('#').next().unwrap_or_default().to_owned();
        let log = self
            .driver
            .browser_log()
            .await
            .unwrap_or_else(|e| panic!("the browser shows no log: {e}"));
        log.into_iter()
            .filter(|entry| {
                let source = entry.source.as_deref().unwrap_or_default();
                let telling = entry.level == "SEVERE"
                    || matches!(source, "security" | "violation" | "deprecation");
                let own_status =
                    source == "network" && entry.message.split(' ').next() == Some(page.as_str());
                telling && !own_status
            })
            .map(|entry| {
                format!("{} {}: {}", entry.level, entry.source.unwrap_or_default(), entry.message)
            })
            .collect()
    }

    /// What axe-core finds against WCAG 2.2 A and AA on the page as it is now.
    pub async fn axe(&self) -> Vec<Violation> {
        assert!(self.look.scripts, "axe-core needs a browser with scripts");
        static SOURCE: OnceLock<String> = OnceLock::new();
        let axe = SOURCE.get_or_init(|| {
            std::fs::read_to_string(AXE)
                .unwrap_or_else(|e| panic!("{AXE}: {e}; run dev/test, which installs it"))
        });
        let script = format!(
            "{axe};
            const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
            window.axe.run(document, {{
                runOnly: {{ type: 'tag', values: tags }},
                rules: {{ 'target-size': {{ enabled: true }} }},
                resultTypes: ['violations'],
            }}).then(r => done(r.violations), e => done(String(e)));"
        );
        let found = self
            .driver
            .execute_async(script, Vec::new())
            .await
            .unwrap_or_else(|e| panic!("axe-core fails: {e}"));
        let Some(found) = found.json().as_array() else {
            panic!("axe-core fails: {}", found.json())
        };
        let words = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        let targets = |v: &Value| -> Vec<String> {
            let nodes = v["nodes"].as_array().cloned().unwrap_or_default();
            nodes
                .iter()
                .map(|n| {
                    format!("{}: {}", n["target"], words(&n["failureSummary"]).replace('\n', " "))
                })
                .collect()
        };
        let as_violation = |v: &Value| Violation {
            rule: words(&v["id"]),
            impact: words(&v["impact"]),
            help: words(&v["help"]),
            targets: targets(v),
        };
        found.iter().map(as_violation).collect()
    }

    /// By how many pixels the page is wider than the window (0: no sideways scrolling).
    pub async fn overflow(&self) -> u32 {
        let (width, _) = self.content().await;
        width.saturating_sub(self.look.width)
    }

    /// The whole page as PNG, however long it is.
    pub async fn screenshot(&self, file: &Path) {
        let (_, height) = self.content().await;
        self.size(height.clamp(self.look.height, 16_000)).await;
        let taken = self.driver.screenshot(file).await;
        self.size(self.look.height).await;
        taken.unwrap_or_else(|e| panic!("no screenshot in {}: {e}", file.display()));
    }

    /// The page as it would be printed, as PDF.
    pub async fn print(&self) -> Vec<u8> {
        let asked = PrintParameters { background: true, ..PrintParameters::default() };
        self.driver
            .print_page(asked)
            .await
            .unwrap_or_else(|e| panic!("the page does not print: {e}"))
    }

    async fn content(&self) -> (u32, u32) {
        let metrics = self.cdp("Page.getLayoutMetrics", json!({})).await;
        let side =
            |name: &str| metrics["cssContentSize"][name].as_f64().unwrap_or_default().ceil() as u32;
        (side("width"), side("height"))
    }

    /// Headless Chromium makes no window narrower than 500 pixels; emulation does.
    async fn size(&self, height: u32) {
        let size = json!({ "width": self.look.width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    async fn cdp(&self, method: &str, parameters: Value) -> Value {
        self.driver
            .cdp()
            .send_raw(method, parameters)
            .await
            .unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    async fn field(&self, name: &str) -> WebElement {
        let is = literal(name);
        let input = "(self::input[not(@type='hidden')] or self::textarea or self::select)";
        let labelled = |test: String| {
            By::XPath(format!(
                "//*[{input} and (@id = //label[{test}]/@for or ancestor::label[{test}])]"
            ))
        };
        let ways = [
            labelled(format!("normalize-space(.)={is}")),
            labelled(format!("starts-with(normalize-space(.), {is})")),
            By::XPath(format!("//*[{input} and (@aria-label={is} or @name={is})]")),
        ];
        self.visible(&format!("field {name:?}"), &ways).await
    }

    /// The first visible element that one of the ways leads to; earlier ways first.
    async fn visible(&self, what: &str, ways: &[By]) -> WebElement {
        let found = until(async || {
            for way in ways {
                for element in self.driver.find_all(way.clone()).await.ok()? {
                    if element.is_displayed().await.unwrap_or(false) {
                        return Some(element);
                    }
                }
            }
            None
        })
        .await;
        match found {
            Some(element) => element,
            None => {
                let body = self.driver.find(By::Tag("body")).await;
                let text = match body {
                    Ok(body) => body.text().await.unwrap_or_default(),
                    Err(_) => String::new(),
                };
                panic!("no {what} on {}; the page says: {text}", self.url().await)
            }
        }
    }

    async fn done(&self, outcome: WebDriverResult<()>, act: &str, name: &str) {
        if let Err(e) = outcome {
            panic!("cannot {act} {name:?} on {}: {e}", self.url().await);
        }
    }
}

/// Closing is asked for over a connection of our own: thirtyfour's own `Drop` asks over one that belongs to the test's runtime, which
/// stands still at that moment, and waits two minutes.
impl Drop for Browser {
    fn drop(&mut self) {
        let address = chromedriver().trim_start_matches("http://");
        if let Ok(mut to) = TcpStream::connect(address) {
            let _ = to.set_read_timeout(Some(PATIENCE));
            let session = self.driver.session_id();
            let _ = write!(
                to,
                "DELETE /session/{session} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
            );
            let _ = to.read(&mut [0; 512]);
        }
        let _ = self.driver.clone().leak();
    }
}

/// Asks again and again, at most for [`PATIENCE`].
pub(super) async fn until<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        match ask().await {
            Some(answer) => return Some(answer),
            None if tokio::time::Instant::now() >= deadline => return None,
            None => tokio::time::sleep(GLANCE).await,
        }
    }
}

/// XPath 1.0 has no escapes in strings, only `concat`.
fn literal(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("concat('{}')", text.split('\'').collect::<Vec<_>>().join("', \"'\", '"))
}

fn capabilities(look: Look, profile: &Path) -> WebDriverResult<thirtyfour::ChromiumCapabilities> {
    let mut asked = DesiredCapabilities::chromium();
    // chromedriver knows its browser as chrome, whatever it is called.
    asked.set("browserName", "chrome")?;
    if let Some(binary) = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
        .into_iter()
        .find(|p| Path::new(p).exists())
    {
        asked.set_binary(binary)?;
    }
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
    ] {
        asked.add_arg(argument)?;
    }
    asked.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    asked.add_arg(&format!("--window-size={},{}", look.width, look.height))?;
    let mut settings = json!({
        "intl.accept_languages": look.language,
        "credentials_enable_service": false,
        "profile.password_manager_leak_detection": false,
    });
    if !look.scripts {
        settings["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    asked.add_experimental_option("prefs", settings)?;
    asked.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(asked)
}

/// The address of this process's chromedriver, started when first asked for.
fn chromedriver() -> &'static str {
    static CHROMEDRIVER: OnceLock<(String, Guarded)> = OnceLock::new();
    let (url, _) = CHROMEDRIVER.get_or_init(|| {
        let mut driver = Guarded::start("chromedriver", ["--port=0"]);
        let line = driver
            .line_with("started successfully on port", Duration::from_secs(30))
            .unwrap_or_else(|e| panic!("chromedriver does not start (dev/test installs it): {e}"));
        let port: String = line.chars().filter(char::is_ascii_digit).collect();
        (format!("http://127.0.0.1:{port}"), driver)
    });
    url
}
