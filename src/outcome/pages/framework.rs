//! Elements of a framework as they were published, and the paragraphs that grew from them.

use crate::app::App;
use crate::consolidation::framework::store;
use crate::consultations::{self, Tab};
use crate::drafts::reading;
use crate::outcome::access::{Scene, readable_drafts};
use crate::text::paragraphs;
use crate::web::{Asking, Error, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "outcome/framework.html")]
struct FrameworkPage {
    frame: Frame,
    /// When, and for the how-manieth time.
    published: String,
    number: i64,
    groups: Vec<Group>,
    disclaimer: String,
}

struct Group {
    theme: Option<String>,
    elements: Vec<Element>,
}

struct Element {
    title: String,
    body: Vec<String>,
    /// The paragraphs that grew from it in texts that this reader may read: name and address.
    grew: Vec<(String, String)>,
}

/// `GET /c/{slug}/framework/published`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let scene = Scene::of_slug(conn, &asking, &slug, now)?;
            let consultation = &scene.consultation;
            let framework = store::published(conn, consultation.id)?.ok_or(Error::NotFound)?;
            let frame =
                consultations::frame(&scene.viewer, &scene.who, consultation, Tab::Overview);
            let t = frame.t;
            // The newest text that has the paragraph says what it is called.
            let mut called: HashMap<String, (String, String)> = HashMap::new();
            for draft in readable_drafts(conn, &scene.who, consultation.id, now)? {
                for line in reading::read(conn, &draft, &draft.language)?.lines {
                    let name = t.citation_short(&line.citation);
                    let name = t.say2("framework-grew-in", "name", name, "draft", &*draft.label);
                    let to = format!("{}#{}", draft.path(), line.anchor);
                    called.insert(line.identity, (name, to));
                }
            }
            let mut groups: Vec<Group> = Vec::new();
            for published in framework.elements {
                let element = Element {
                    title: published.title,
                    body: paragraphs(&published.body),
                    grew: published
                        .paragraphs
                        .iter()
                        .filter_map(|identity| called.get(identity).cloned())
                        .collect(),
                };
                match groups.iter_mut().find(|group| group.theme == published.theme) {
                    Some(group) => group.elements.push(element),
                    None => {
                        let theme = published.theme;
                        groups.push(Group { theme, elements: vec![element] });
                    }
                }
            }
            groups.sort_by_key(|group| group.theme.is_none());
            Ok(FrameworkPage {
                published: t.moment(framework.published_at, &consultation.time_zone),
                number: framework.number,
                groups,
                disclaimer: consultation.disclaimer.clone(),
                frame,
            })
        })
        .await?;
    html(page)
}
