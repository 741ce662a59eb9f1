//! The pages of drafts.

use crate::drafts::reading::Line;
use crate::web::Frame;
use askama::Template;

#[derive(Template)]
#[template(path = "drafts/element_text.html")]
pub struct ElementText<'a> {
    pub frame: &'a Frame,
    pub line: &'a Line,
}
