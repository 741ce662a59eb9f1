//! Pages as somebody without JavaScript uses them: their links, and their forms with what stands in them.
//!
//! No parser of HTML at large: it reads what our own templates write, which the HTML checker holds to be valid.

/// A form as a browser would send it, before anything is typed.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub action: String,
    pub is_post: bool,
    pub is_multipart: bool,
    pub fields: Vec<(String, String)>,
    /// The fields that take any text, and whether they take many lines.
    pub texts: Vec<(String, bool)>,
    /// Where its buttons, or the script while one types, would send it instead.
    pub other_actions: Vec<String>,
    id: String,
}

impl Form {
    /// Types into a field, in place of what stood there; with several values of a name, all of them.
    pub fn fill(&mut self, values: &[(String, String)]) {
        self.fields.retain(|(name, _)| values.iter().all(|(filled, _)| filled != name));
        self.fields.extend(values.iter().cloned());
    }

    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// One tag of a page, with its attributes.
pub struct Tag<'a> {
    pub name: &'a str,
    /// What stands between this tag and the next.
    pub text: &'a str,
    attributes: &'a str,
}

impl Tag<'_> {
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        while let Some(start) = rest.find(|c: char| !c.is_ascii_whitespace() && c != '/') {
            rest = &rest[start..];
            let end =
                rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            let found = &rest[..end];
            rest = &rest[end..];
            let mut value = "";
            if let Some(after) = rest.strip_prefix("=\"") {
                let close = after.find('"').unwrap_or(after.len());
                (value, rest) = (&after[..close], after.get(close + 1..).unwrap_or_default());
            }
            if found == name {
                return Some(unescape(value));
            }
        }
        None
    }

    fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }
}

/// Every tag of a page, in order; comments and the doctype are left out.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    for piece in html.split('<').skip(1) {
        // A bare ">" inside a value would end the tag early; our templates escape it.
        let Some((tag, text)) = piece.split_once('>') else { continue };
        let name = tag.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        if name.starts_with('!') {
            continue;
        }
        let attributes = &tag[name.len()..];
        tags.push(Tag { name: name.trim_end_matches('/'), text, attributes });
    }
    tags
}

/// A list to choose from; it may stand outside its form and name it.
#[derive(Default)]
struct List {
    name: String,
    of: Option<String>,
    first: Option<String>,
    chosen: Option<String>,
}

/// The forms of a page, in order.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    // A field may stand outside its form and name it.
    let mut elsewhere: Vec<(String, String, String)> = Vec::new();
    let mut inside = false;
    let mut list: Option<List> = None;
    let mut put =
        |forms: &mut Vec<Form>, inside: bool, of: Option<String>, name: String, value: String| {
            match (of, forms.last_mut()) {
                (Some(of), _) => elsewhere.push((of, name, value)),
                (None, Some(form)) if inside => form.fields.push((name, value)),
                _ => {}
            }
        };
    for tag in tags(html) {
        match tag.name {
            "form" => {
                inside = true;
                forms.push(Form {
                    action: tag.attribute("action").unwrap_or_default(),
                    is_post: tag.attribute("method").as_deref() == Some("post"),
                    is_multipart: tag.attribute("enctype").as_deref()
                        == Some("multipart/form-data"),
                    id: tag.attribute("id").unwrap_or_default(),
                    other_actions: ["data-autosave", "data-preview"]
                        .iter()
                        .filter_map(|name| tag.attribute(name))
                        .filter(|to| !to.is_empty())
                        .collect(),
                    ..Form::default()
                });
            }
            "/form" => inside = false,
            "input" => {
                let kind = tag.attribute("type").unwrap_or_else(|| "text".into());
                let Some(name) = tag.attribute("name") else { continue };
                let sends = match kind.as_str() {
                    "checkbox" | "radio" => tag.has("checked"),
                    "submit" | "button" | "file" | "image" | "reset" => false,
                    _ => true,
                };
                if inside && matches!(kind.as_str(), "text" | "search") && !tag.has("disabled") {
                    let form = forms.last_mut();
                    form.into_iter().for_each(|form| form.texts.push((name.clone(), false)));
                }
                if sends && !tag.has("disabled") {
                    let value = tag.attribute("value").unwrap_or_default();
                    put(&mut forms, inside, tag.attribute("form"), name, value);
                }
            }
            "textarea" => {
                let Some(name) = tag.attribute("name") else { continue };
                if let Some(form) = forms.last_mut().filter(|_| inside) {
                    form.texts.push((name.clone(), true));
                }
                let text = tag.text.strip_prefix('\n').unwrap_or(tag.text);
                put(&mut forms, inside, tag.attribute("form"), name, unescape(text));
            }
            "select" => {
                let of = tag.attribute("form");
                list = tag.attribute("name").map(|name| List { name, of, ..List::default() });
            }
            "option" => {
                if let Some(List { first, chosen, .. }) = &mut list {
                    let value = tag.attribute("value").unwrap_or_else(|| unescape(tag.text.trim()));
                    if tag.has("selected") {
                        *chosen = Some(value);
                    } else if first.is_none() {
                        *first = Some(value);
                    }
                }
            }
            "/select" => {
                if let Some(List { name, of, first, chosen }) = list.take() {
                    put(&mut forms, inside, of, name, chosen.or(first).unwrap_or_default());
                }
            }
            "button" => {
                if let (Some(action), Some(form)) = (tag.attribute("formaction"), forms.last_mut())
                {
                    form.other_actions.push(action);
                }
            }
            _ => {}
        }
    }
    for (of, name, value) in elsewhere {
        if let Some(form) = forms.iter_mut().find(|form| form.id == of) {
            form.fields.push((name, value));
        }
    }
    forms
}

/// What the POST forms of a page can send: where to, and the name of every field, ticked or not.
pub fn sendable(html: &str) -> Vec<(String, Vec<String>)> {
    struct Open {
        id: String,
        to: Vec<String>,
        names: Vec<String>,
    }
    let mut all: Vec<Open> = Vec::new();
    let mut elsewhere = Vec::new();
    let mut inside = false;
    for tag in tags(html) {
        match tag.name {
            "form" => {
                inside = tag.attribute("method").as_deref() == Some("post");
                if inside {
                    let to = ["action", "data-autosave", "data-preview"];
                    all.push(Open {
                        id: tag.attribute("id").unwrap_or_default(),
                        to: to.iter().filter_map(|name| tag.attribute(name)).collect(),
                        names: Vec::new(),
                    });
                }
            }
            "/form" => inside = false,
            "input" | "textarea" | "select" | "button" => {
                if let (Some(form), true) = (all.last_mut(), inside) {
                    form.to.extend(tag.attribute("formaction"));
                }
                let Some(name) = tag.attribute("name") else { continue };
                match (tag.attribute("form"), all.last_mut()) {
                    (Some(of), _) => elsewhere.push((of, name)),
                    (None, Some(form)) if inside => form.names.push(name),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    for (of, name) in elsewhere {
        let form = all.iter_mut().find(|form| form.id == of);
        form.into_iter().for_each(|form| form.names.push(name.clone()));
    }
    let each = all.into_iter().flat_map(|form| {
        form.to.into_iter().map(move |to| (to, form.names.clone())).collect::<Vec<_>>()
    });
    each.collect()
}

/// Where the links of a page lead, in order, each once: without what the browser would download, and without anchors.
pub fn links(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in tags(html).iter().filter(|tag| tag.name == "a") {
        let Some(href) = tag.attribute("href") else { continue };
        let address = href.split('#').next().unwrap_or_default();
        if address.starts_with('/') && !found.iter().any(|known| known == address) {
            found.push(address.to_owned());
        }
    }
    found
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (entity, meant) in [
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&lt;", "<"),
        ("&#62;", ">"),
        ("&gt;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, meant);
    }
    text
}

/// A text as a template of ours writes it into a page.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;");
    text.replace('\'', "&#39;").replace('"', "&#34;")
}
