//! The frame around every page: what `templates/base.html` needs.

use crate::languages::Language;
use crate::web::{Asking, assets};

/// A link of the consultation's navigation.
#[derive(Debug, Clone)]
pub struct NavLink {
    pub to: String,
    pub label: String,
    pub current: bool,
}

/// A step of the way to this page.
#[derive(Debug, Clone)]
pub struct Crumb {
    pub to: String,
    pub label: String,
}

#[derive(Debug, Clone)]
pub struct Frame {
    pub t: Language,
    /// Who is signed in.
    pub name: Option<String>,
    pub here: String,
    /// A short message from the act before, already said.
    pub said: Option<String>,
    pub consultation: Option<Crumb>,
    /// Where words are looked for in that consultation.
    pub search: Option<String>,
    pub nav: Vec<NavLink>,
    pub crumbs: Vec<Crumb>,
    /// A system administrator sees the way to the installation's pages.
    pub system_administrator: bool,
}

impl Frame {
    /// A frame that knows of the person only what the request says.
    pub fn plain(asking: &Asking) -> Self {
        let t = asking.language;
        Self {
            t,
            name: asking.session.as_ref().map(|_| t.say("frame-your-account")),
            here: asking.here.clone(),
            said: asking.said.as_ref().map(|key| t.say(key)),
            consultation: None,
            search: None,
            nav: Vec::new(),
            crumbs: Vec::new(),
            system_administrator: false,
        }
    }

    /// The same frame with one more step of the way to this page.
    pub fn under(mut self, to: impl Into<String>, label: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { to: to.into(), label: label.into() });
        self
    }

    pub fn css(&self) -> &'static str {
        assets::css_path()
    }

    pub fn js(&self) -> &'static str {
        assets::js_path()
    }

    /// The other interface languages: code and own name.
    pub fn other_languages(&self) -> Vec<Language> {
        Language::ALL.into_iter().filter(|language| *language != self.t).collect()
    }

    /// This page's address, for "come back here" in a query.
    pub fn here_encoded(&self) -> String {
        serde_urlencoded::to_string([("next", &self.here)]).unwrap_or_default()
    }
}
