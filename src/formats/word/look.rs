//! How our Word files look: styles, page, foot. And the parts of the package that are the same in
//! every file (ECMA-376).

use std::fmt::Write;

pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What the style of words about the text is called, which are none of it.
pub const REMARK: &str = "Draft Remark";

/// What notes begin with: a line, and a line where a note goes on.
pub const NOTE_SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r>\
    <w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"1\">\
    <w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

/// Twentieths of a point: how far each level stands in, and how far its number stands out.
const LEVEL: usize = 567;

/// The beginning of a part with this root.
pub fn opening(root: &str) -> String {
    format!("{HEAD}<w:{root} xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\">")
}

/// Which parts a file has beside its text.
#[derive(Clone, Copy)]
pub struct Has {
    pub notes: bool,
    pub comments: bool,
}

pub fn content_types(has: Has) -> String {
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let mut part = |name: &str, kind: &str| {
        let _ = write!(xml, "<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>");
    };
    part("word/document.xml", &format!("{TYPE}.document.main"));
    part("word/styles.xml", &format!("{TYPE}.styles"));
    part("word/settings.xml", &format!("{TYPE}.settings"));
    part("word/footer1.xml", &format!("{TYPE}.footer"));
    if has.notes {
        part("word/footnotes.xml", &format!("{TYPE}.footnotes"));
    }
    if has.comments {
        part("word/comments.xml", &format!("{TYPE}.comments"));
    }
    part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties");
    part("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties");
    xml.push_str("</Types>");
    xml
}

pub fn top_relations() -> String {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    let custom = format!("{OFFICE}/custom-properties");
    related(&[
        (&format!("{OFFICE}/officeDocument"), "word/document.xml"),
        (&core, "docProps/core.xml"),
        (&custom, "docProps/custom.xml"),
    ])
}

/// Where the text leads to. The foot is "r3" in [`section`].
pub fn relations(has: Has) -> String {
    let mut kinds =
        vec![("styles", "styles.xml"), ("settings", "settings.xml"), ("footer", "footer1.xml")];
    kinds.extend(has.notes.then_some(("footnotes", "footnotes.xml")));
    kinds.extend(has.comments.then_some(("comments", "comments.xml")));
    let kinds: Vec<(String, &str)> =
        kinds.into_iter().map(|(kind, part)| (format!("{OFFICE}/{kind}"), part)).collect();
    let all: Vec<(&str, &str)> = kinds.iter().map(|(kind, part)| (kind.as_str(), *part)).collect();
    related(&all)
}

fn related(to: &[(&str, &str)]) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (number, (kind, part)) in (1..).zip(to) {
        let _ = write!(xml, "<Relationship Id=\"r{number}\" Type=\"{kind}\" Target=\"{part}\"/>");
    }
    xml.push_str("</Relationships>");
    xml
}

pub fn settings(is_tracking: bool, has_notes: bool) -> String {
    let mut xml = opening("settings");
    if is_tracking {
        xml.push_str("<w:trackRevisions/>");
    }
    xml.push_str("<w:defaultTabStop w:val=\"567\"/>");
    if has_notes {
        xml.push_str(
            "<w:footnotePr><w:footnote w:id=\"0\"/><w:footnote w:id=\"1\"/></w:footnotePr>",
        );
    }
    xml.push_str(
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>",
    );
    xml
}

/// The foot of a page: what is said there, and the page's number in the middle.
pub fn footer(said: &str, is_rtl: bool) -> String {
    let bidi = if is_rtl { "<w:bidi/>" } else { "" };
    let mut xml = opening("ftr");
    let _ = write!(
        xml,
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{bidi}</w:pPr><w:r>\
         <w:t xml:space=\"preserve\">{said}</w:t></w:r><w:r><w:tab/></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>"
    );
    xml
}

/// How wide the lines are: A4 without its margins, upright or on its long side.
pub const fn width(is_wide: bool) -> usize {
    let page = if is_wide { 16838 } else { 11906 };
    page - 2 * 1418
}

/// A4.
pub fn section(is_rtl: bool, is_wide: bool) -> String {
    let bidi = if is_rtl { "<w:bidi/>" } else { "" };
    let page = match is_wide {
        true => "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"",
        false => "w:w=\"11906\" w:h=\"16838\"",
    };
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"r3\"/>\
         <w:pgSz {page}/><w:pgMar w:top=\"1418\" w:right=\"1418\" \
         w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
         {bidi}</w:sectPr>"
    )
}

/// How far a paragraph stands in; its number hangs before it.
pub fn indent(depth: usize, is_numbered: bool) -> String {
    let start = LEVEL * (depth + usize::from(is_numbered));
    let hanging = if is_numbered { format!(" w:hanging=\"{LEVEL}\"") } else { String::new() };
    format!("<w:ind w:left=\"{start}\"{hanging}/>")
}

pub fn styles(language: &str, is_rtl: bool) -> String {
    let (latin, bidi, east) = match language.split('-').next() {
        _ if is_rtl => ("en", language, "zh-CN"),
        Some("zh") => ("en", "ar-SA", language),
        _ => (language, "ar-SA", "zh-CN"),
    };
    let mut xml = opening("styles");
    let _ = write!(
        xml,
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" \
         w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"SimSun\"/>\
         <w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"{latin}\" w:eastAsia=\"{east}\" \
         w:bidi=\"{bidi}\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" \
         w:line=\"259\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         </w:style><w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
         <w:name w:val=\"Default Paragraph Font\"/></w:style>"
    );
    let bold =
        |size: usize| format!("<w:b/><w:bCs/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    let italic = "<w:i/><w:iCs/>";
    let small = "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>";
    let centred = |before: usize, level: &str| {
        let space = format!("<w:keepNext/><w:spacing w:before=\"{before}\" w:after=\"120\"/>");
        format!("{space}<w:jc w:val=\"center\"/>{level}")
    };
    let level = |number: usize| format!("<w:outlineLvl w:val=\"{number}\"/>");
    for (id, name, paragraph, letters) in [
        ("Title", "Title", centred(0, ""), bold(28)),
        ("EnactingBody", "Enacting Body", "<w:ind w:firstLine=\"567\"/>".into(), italic.into()),
        (
            "Preambular",
            "Preambular Paragraph",
            "<w:ind w:firstLine=\"567\"/>".into(),
            String::new(),
        ),
        ("Heading1", "heading 1", centred(360, &level(0)), bold(26)),
        ("Heading2", "heading 2", centred(240, &level(1)), bold(22)),
        ("Heading3", "heading 3", format!("<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/>{}", level(2)), bold(22)),
        ("DraftPara", "Draft Paragraph", String::new(), String::new()),
        ("BodyText", "Body Text", String::new(), String::new()),
        (
            "Alternative",
            "Draft Alternative",
            "<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"6\" w:color=\"808080\"/></w:pBdr>\
             <w:ind w:left=\"567\"/>"
                .into(),
            String::new(),
        ),
        ("TableText", "Table Text", "<w:spacing w:after=\"40\"/>".into(), small.into()),
        ("TableHead", "Table Heading", "<w:spacing w:after=\"40\"/>".into(), bold(18)),
        (
            "Remark",
            REMARK,
            "<w:spacing w:after=\"240\"/>".into(),
            small.into(),
        ),
        (
            "Footer",
            "footer",
            "<w:tabs><w:tab w:val=\"right\" w:pos=\"9070\"/></w:tabs>".into(),
            small.into(),
        ),
        (
            "FootnoteText",
            "footnote text",
            "<w:spacing w:after=\"40\"/>".into(),
            small.into(),
        ),
        ("CommentText", "annotation text", "<w:spacing w:after=\"40\"/>".into(), small.into()),
    ] {
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        );
    }
    xml.push_str(
        "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr>\
         <w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/>\
         </w:tblBorders><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" \
         w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"CommentReference\">\
         <w:name w:val=\"annotation reference\"/><w:rPr><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>\
         </w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"ParaLabel\"><w:name w:val=\"Paragraph Label\"/>\
         </w:style><w:style w:type=\"character\" w:styleId=\"FootnoteReference\">\
         <w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>\
         </w:style></w:styles>",
    );
    xml
}
