//! XML of unknown origin: looked over in one pass before a tree is built of it. A parser alone
//! checks attributes in quadratic time, and a tree too deep ends the process that walks it.

use roxmltree::{Document, Node, ParsingOptions};

use super::Unreadable;

/// Elements within elements.
const MOST_DEEP: usize = 256;
/// Of one tag.
const MOST_ATTRIBUTES: usize = 256;
const MOST_OF_A_TAG: usize = 256 * 1024;
/// Of one part.
const MOST_NODES: u32 = 2_000_000;

/// The tree of a part. A document type is refused: no part of a Word file has one, and what it
/// could bring in comes from elsewhere or is a bomb.
pub fn parse(text: &str) -> Result<Document<'_>, Unreadable> {
    look_over(text)?;
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Unreadable::Bomb,
        _ => Unreadable::Damaged,
    })
}

fn look_over(text: &str) -> Result<(), Unreadable> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0_usize);
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'<') {
        at += found + 1;
        let rest = &bytes[at..];
        match rest.first() {
            None => return Err(Unreadable::Damaged),
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'?') => {}
            Some(b'!') if rest.starts_with(b"!--") => at = past(text, at, "-->")?,
            Some(b'!') if rest.starts_with(b"![CDATA[") => at = past(text, at, "]]>")?,
            Some(b'!') => return Err(Unreadable::Bomb),
            Some(_) => {
                let length = tag_length(rest)?;
                if rest.get(length.wrapping_sub(1)) != Some(&b'/') {
                    depth += 1;
                }
                if depth > MOST_DEEP {
                    return Err(Unreadable::Bomb);
                }
                at += length;
            }
        }
    }
    Ok(())
}

fn past(text: &str, at: usize, end: &str) -> Result<usize, Unreadable> {
    text[at..].find(end).map(|found| at + found + end.len()).ok_or(Unreadable::Damaged)
}

/// From behind the "<" to the ">" that ends the tag, which may stand in an attribute too.
fn tag_length(rest: &[u8]) -> Result<usize, Unreadable> {
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in rest.iter().enumerate() {
        if at > MOST_OF_A_TAG || attributes > MOST_ATTRIBUTES {
            return Err(Unreadable::Bomb);
        }
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'=') => attributes += 1,
            (None, b'>') => return Ok(at),
            (None, _) => {}
        }
    }
    Err(Unreadable::Damaged)
}

/// The two namespaces of WordprocessingML: transitional and strict (ISO/IEC 29500).
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Is the element one of WordprocessingML?
pub fn is_word(node: Node) -> bool {
    node.is_element() && node.tag_name().namespace().is_some_and(|space| WORD.contains(&space))
}

pub fn is(node: Node, name: &str) -> bool {
    is_word(node) && node.tag_name().name() == name
}

/// An attribute, with or without the namespace in front.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let spaced = WORD.iter().find_map(|space| node.attribute((*space, name)));
    spaced.or_else(|| node.attribute(name))
}

pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// The elements inside, of whatever kind.
pub fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
    node.children().filter(Node::is_element)
}
