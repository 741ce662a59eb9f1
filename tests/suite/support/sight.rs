//! What the person at the browser has before their eyes: what is there, what is in the window, what has the focus.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::browser::{Browser, until};

/// What has the focus, and whether a person who uses the keyboard alone can see that it has.
#[derive(Debug)]
pub struct Focus {
    /// Its label, text, name or address.
    pub words: String,
    /// Does it fit the selector that was asked about?
    pub is_it: bool,
    /// Why it cannot be seen; empty when it can.
    pub faults: Vec<String>,
}

const FOCUS: &str = "
    const e = document.activeElement, style = getComputedStyle(e), faults = [];
    const box = e.getClientRects()[0] ?? e.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 2)];
    const over = document.elementFromPoint(x, y);
    if (box.width < 2 || box.height < 2 || style.visibility !== 'visible') faults.push('it is not shown');
    else if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) faults.push(`it is outside of the window: ${x}, ${y}`);
    else if (!over || !(e.contains(over) || over.contains(e))) faults.push(`something is over it: ${over?.outerHTML.slice(0, 80)}`);
    const thick = parseFloat(style.outlineWidth);
    if (style.outlineStyle === 'none' || !(thick >= 2)) faults.push(`no outline: ${style.outline}`);
    if (/rgba\\(.*, 0\\)|transparent/.test(style.outlineColor)) faults.push('its outline is transparent');
    const words = e.labels?.[0]?.innerText || e.innerText || e.getAttribute('aria-label') || e.name || e.href || '';
    return { words: `${e.localName} ${words.trim()}`, isIt: e.matches(arguments[0]), faults };";

impl Browser {
    /// Is there anything for this CSS selector on the page as it is now?
    pub async fn has(&self, css: &str) -> bool {
        self.driver.find(By::Css(css)).await.is_ok()
    }

    /// Is it there, and to be seen?
    pub async fn is_shown(&self, css: &str) -> bool {
        match self.driver.find(By::Css(css)).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// Does the element begin within the window?
    pub async fn is_in_view(&self, css: &str) -> bool {
        let script = "const box = document.querySelector(arguments[0])?.getBoundingClientRect();
            return !!box && box.top >= 0 && box.top < innerHeight && box.height > 0;";
        self.ask(script, json!(css)).await.as_bool().unwrap_or(false)
    }

    pub async fn wait_in_view(&self, css: &str) {
        if until(async || self.is_in_view(css).await.then_some(())).await.is_none() {
            panic!("{css} does not come into view on {}", self.url().await);
        }
    }

    /// What has the focus, as soon as it can be seen or the patience is over; is it what fits `css`?
    pub async fn focus(&self, css: &str) -> Focus {
        let look = async || {
            let seen = self.ask(FOCUS, json!(css)).await;
            let faults = seen["faults"].as_array().cloned().unwrap_or_default();
            Focus {
                words: seen["words"].as_str().unwrap_or_default().to_owned(),
                is_it: seen["isIt"].as_bool().unwrap_or(false),
                faults: faults.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            }
        };
        // Scrolling to what has the focus takes a moment.
        let seen = until(async || Some(look().await).filter(|seen| seen.faults.is_empty())).await;
        match seen {
            Some(seen) => seen,
            None => look().await,
        }
    }

    /// Presses Tab, and waits until the focus has gone on: on a slow machine the key is still on its way when the next is pressed.
    pub async fn tab(&self) {
        self.goes_on(self.keys(Key::Tab)).await;
    }

    pub async fn tab_back(&self) {
        self.goes_on(self.chord(Key::Shift, Key::Tab)).await;
    }

    async fn goes_on(&self, press: impl Future<Output = ()>) {
        self.ask("window.hadFocus = document.activeElement", Value::Null).await;
        press.await;
        let has_gone_on = until(async || {
            let answer = self.ask("return document.activeElement !== window.hadFocus", Value::Null);
            answer.await.as_bool().filter(|has| *has)
        });
        // It stays where there is nothing else to go to.
        let _ = tokio::time::timeout(Duration::from_secs(3), has_gone_on).await;
    }

    /// Presses a key while others are held down.
    pub async fn chord(&self, held: Key, key: impl Into<TypingData>) {
        self.settle().await;
        let chain = self.driver.action_chain().key_down(held.clone()).send_keys(key).key_up(held);
        chain.perform().await.unwrap_or_else(|e| panic!("the keyboard is stuck: {e}"));
    }

    async fn ask(&self, script: &str, argument: Value) -> Value {
        let answer = self.driver.execute(script, vec![argument]).await;
        answer.unwrap_or_else(|e| panic!("the browser cannot say: {e}")).json().clone()
    }
}
