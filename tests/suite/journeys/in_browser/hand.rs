//! One journey for two hands: at a desk by keys alone, on a telephone without scripts by touch.

use super::*;
use std::ops::Deref;

pub struct Hand {
    browser: Browser,
    by_keys: bool,
}

impl Deref for Hand {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Hand {
    /// Whoever has scripts uses keys.
    pub async fn open(look: Look) -> Hand {
        Hand { browser: Browser::open(look).await, by_keys: look.scripts }
    }

    pub async fn signed_in(look: Look, stage: &Stage, email: &str) -> Hand {
        Hand { browser: at_a_browser(look, stage, email).await, by_keys: look.scripts }
    }

    /// Follows the link, or presses the button, and is somewhere else.
    pub async fn goes(&self, css: &str) {
        match self.by_keys {
            true => {
                tabs_to(self, css).await;
                self.keys(Key::Enter).await;
            }
            false => {
                let found = self.wait_for(css).await;
                found.scroll_into_view().await.expect("it comes into view");
                found.click().await.unwrap_or_else(|e| panic!("{css}: {e}"));
            }
        }
        self.settle().await;
    }

    /// Chooses the option that begins so.
    pub async fn picks(&self, css: &str, option: &str) {
        let list = self.wait_for(css).await;
        match self.by_keys {
            true => {
                tabs_to(self, css).await;
                self.keys(option).await;
            }
            false => {
                let path = format!("./descendant::option[starts-with(., '{option}')]");
                let found = list.find(By::XPath(path)).await;
                let found = found.unwrap_or_else(|_| panic!("{css} has no option {option:?}"));
                found.click().await.unwrap_or_else(|e| panic!("{css}: {e}"));
            }
        }
        let chosen = list.find(By::Css("option:checked")).await.expect("one is chosen");
        let chosen = chosen.text().await.unwrap_or_default();
        assert!(chosen.starts_with(option), "{css}: {chosen:?}, not {option:?}");
    }

    /// Ticks the box, or takes the tick away.
    pub async fn ticks(&self, css: &str) {
        match self.by_keys {
            true => {
                tabs_to(self, css).await;
                self.keys(Key::Space).await;
            }
            false => {
                self.wait_for(css).await.click().await.unwrap_or_else(|e| panic!("{css}: {e}"))
            }
        }
    }

    pub async fn types(&self, css: &str, text: &str) {
        match self.by_keys {
            true => {
                tabs_to(self, css).await;
                self.chord(Key::Control, "a").await;
                self.keys(text).await;
            }
            false => {
                let field = self.wait_for(css).await;
                field.clear().await.unwrap_or_else(|e| panic!("{css}: {e}"));
                field.send_keys(text).await.unwrap_or_else(|e| panic!("{css}: {e}"));
            }
        }
    }

    /// Follows a paragraph's own address, and stands before the paragraph; then begins at the top again.
    pub async fn goes_to_anchor(&self, anchor: &str) {
        self.goes(&format!("a[href='#{anchor}']")).await;
        self.wait_for_url(&format!("#{anchor}")).await;
        self.wait_in_view(&format!("[id='{anchor}']")).await;
        let whole = self.url().await;
        self.goto(whole.split('#').next().unwrap_or_default()).await;
    }

    /// What stands in each of these.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for one in self.driver.find_all(By::Css(css)).await.unwrap_or_default() {
            texts.push(one.text().await.unwrap_or_else(|e| panic!("no text of {css}: {e}")));
        }
        texts
    }

    /// Nothing runs out of the page, and the browser has nothing to tell.
    pub async fn is_at_ease(&self) {
        let at = self.url().await;
        assert_eq!(self.overflow().await, 0, "{at}");
        assert_eq!(self.complaints().await, Vec::<String>::new(), "{at}");
    }
}
