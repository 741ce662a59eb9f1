//! Which element a person means by a citation as they type it.

use super::citations::{Citation, LATIN, Step, TENS, UNITS, citations, letters, roman};
use super::elements::Text;

/// The elements a person means by `wanted`: an id, or a citation, long or short, tolerant of
/// case, spacing and wording ("Art. 9(1)(e)", "article 9, paragraph 1, subparagraph (e)",
/// "paragraph 1 of article 9", "PP 12", "12th preambular paragraph", "OP3"). An id goes before
/// citations. Usually one index; several when the words are ambiguous; none when they mean nothing.
pub fn find(text: &Text, wanted: &str) -> Vec<usize> {
    let wanted = wanted.trim();
    if let Some(index) = text.position(wanted) {
        return vec![index];
    }
    find_among(&citations(text), wanted)
}

/// The same among citations that are known, such as those of a text under negotiation ("PP2 bis",
/// "OP6 alt", "art. 4 (2) (a) bis"): the indices of those that are meant.
pub fn find_among(citations: &[Citation], wanted: &str) -> Vec<usize> {
    let keys = keys(wanted);
    if keys.is_empty() {
        return Vec::new();
    }
    let mut exact = Vec::new();
    let mut lenient = Vec::new();
    for (index, citation) in citations.iter().enumerate() {
        let own = key_of(citation);
        if keys.contains(&own) {
            exact.push(index);
        } else if own.last().is_some_and(|word| word == "sole") {
            // People say "article 2, paragraph 1" of an article that has only one.
            let mut as_first = own.clone();
            as_first.pop();
            as_first.push("1".to_owned());
            if keys.contains(&as_first) {
                lenient.push(index);
            }
        }
    }
    if exact.is_empty() { lenient } else { exact }
}

type Key = Vec<String>;

fn key_of(citation: &Citation) -> Key {
    let mut key = Key::new();
    for step in &citation.steps {
        let (word, n) = match step {
            Step::Title(n) => ("title", again_number(*n)),
            Step::EnactingBody(n) => ("enacting", again_number(*n)),
            Step::Preambular(n) => ("pp", n.to_string()),
            Step::Heading(n) => ("heading", n.to_string()),
            Step::Article(n) => ("article", n.to_string()),
            Step::Chapeau(n) => ("chapeau", again_number(*n)),
            Step::Paragraph(n) if key.is_empty() => ("paragraph", n.to_string()),
            Step::Paragraph(n) => ("", n.to_string()),
            Step::SoleParagraph => ("sole", String::new()),
            Step::Subparagraph(n) => ("", letters(*n)),
            Step::Item(n) => ("", roman(*n)),
            Step::Footnote(label) => ("footnote", label.to_lowercase()),
            Step::Bis(n) => match LATIN.get(n.saturating_sub(1)) {
                Some(word) => (*word, String::new()),
                None => (LATIN[0], n.to_string()),
            },
            Step::Ante(n) => ("ante", again_number(*n)),
            Step::Alt(n) => ("alt", again_number(*n)),
            Step::Again(n) => ("", n.to_string()),
        };
        key.extend([word.to_owned(), n].into_iter().filter(|word| !word.is_empty()));
    }
    key
}

fn again_number(n: usize) -> String {
    if n == 1 { String::new() } else { n.to_string() }
}

/// The keys that a person's words may stand for.
fn keys(wanted: &str) -> Vec<Key> {
    let words = words(wanted);
    // "subparagraph (e) of paragraph 1 of article 9" is said from the inside out.
    let mut ordered: Vec<String> = Vec::new();
    for part in words.split(|word| word == "of").rev() {
        ordered.extend(part.iter().cloned());
    }
    let is_letter = begins_with_letter(wanted);
    let is = |words: &[&str]| ordered.iter().any(|word| words.contains(&word.as_str()));
    let first = ordered.first().map_or("", String::as_str);
    let head = if is(&["pp", "preambular", "preamble", "recital", "préambule", "preambule"]) {
        "pp"
    } else if is(&["op", "operative"]) {
        "paragraph"
    } else if is(&ARTICLE_WORDS) {
        "article"
    } else if is(&["footnote", "fn", "note"]) {
        "footnote"
    } else if is(&["title", "titre"]) {
        "title"
    } else if is(&["enacting", "formule"]) {
        "enacting"
    } else if is(&["intertitre"])
        || is(&["heading", "h"]) && ordered.len() > 1 && first.starts_with('h') && !is_letter
    {
        "heading"
    } else if PARAGRAPH_WORDS.contains(&first) {
        "paragraph"
    } else if first == "chapeau" {
        ""
    } else if first.chars().all(|c| c.is_ascii_digit()) && !first.is_empty() {
        // A bare number: "9 (1) (e)".
        let rest = numbers(&ordered, "");
        return ["article", "paragraph"]
            .map(|head| [vec![head.to_owned()], rest.clone()].concat())
            .to_vec();
    } else if is_letter {
        // "(a) bis": under a chapeau that stands in no article.
        return vec![ordered];
    } else {
        return Vec::new();
    };
    let mut key: Key = if head.is_empty() { Vec::new() } else { vec![head.to_owned()] };
    key.extend(numbers(&ordered, head));
    vec![key]
}

/// "(a)" or, as French writes it, "a)".
fn begins_with_letter(wanted: &str) -> bool {
    let wanted = wanted.trim_start().trim_start_matches('(');
    let end = wanted.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(wanted.len());
    end > 0 && wanted[end..].starts_with(')')
}

const ARTICLE_WORDS: [&str; 10] = [
    "article",
    "articles",
    "art",
    "arts",
    "artículo",
    "articulo",
    "статья",
    "статьи",
    "ст",
    "المادة",
];
const PARAGRAPH_WORDS: [&str; 8] =
    ["paragraph", "paragraphs", "para", "paras", "par", "paragraphe", "paragraphes", "пункт"];

const ALINEA: [&str; 3] = ["alinéa", "alinéas", "alinea"];

/// What is left of the words when those that only connect are gone.
fn numbers(words: &[String], head: &str) -> Key {
    const CONNECT: [&str; 34] = [
        "pp",
        "preambular",
        "preamble",
        "recital",
        "op",
        "operative",
        "footnote",
        "fn",
        "note",
        "title",
        "enacting",
        "body",
        "heading",
        "h",
        "subparagraph",
        "subpara",
        "sub",
        "item",
        "point",
        "the",
        "no",
        "and",
        "alinéa",
        "alinéas",
        "alinea",
        "al",
        "préambule",
        "preambule",
        "titre",
        "formule",
        "intertitre",
        "bas",
        "page",
        "et",
    ];
    words
        .iter()
        .enumerate()
        .filter(|(index, word)| {
            let word = word.as_str();
            let letter_as_number = word == "h" && *index > 0 && head != "heading";
            letter_as_number
                || !(CONNECT.contains(&word)
                    || ARTICLE_WORDS.contains(&word)
                    || PARAGRAPH_WORDS.contains(&word))
        })
        .map(|(_, word)| word.clone())
        .collect()
}

/// Lower-case words and numbers, ordinals as figures: "Twenty-first" is "21".
fn words(wanted: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in wanted.chars().flat_map(char::to_lowercase) {
        let same = last.is_alphanumeric() && last.is_numeric() == c.is_numeric();
        if c.is_alphanumeric() || c == '*' {
            match words.last_mut() {
                Some(word) if same || last == '*' => word.push(c),
                _ => words.push(c.to_string()),
            }
        }
        last = c;
    }
    let mut plain: Vec<String> = Vec::new();
    let mut tens = 0;
    for word in words {
        let after_number = plain.last().is_some_and(|w| w.chars().all(|c| c.is_ascii_digit()));
        if let Some(n) = TENS.iter().position(|(cardinal, _)| *cardinal == word) {
            tens = (n + 2) * 10;
        } else if let Some(n) = TENS.iter().position(|(_, ordinal)| *ordinal == word) {
            plain.push(((n + 2) * 10).to_string());
        } else if let Some(n) = UNITS.iter().position(|unit| *unit == word) {
            plain.push((tens + n).to_string());
            tens = 0;
        } else if ["premier", "première", "primero"].contains(&word.as_str()) {
            plain.push("1".to_owned());
        } else if ["du", "de", "des"].contains(&word.as_str()) {
            plain.push("of".to_owned());
        } else if word == "unique" {
            plain.push("sole".to_owned());
        } else if ALINEA.contains(&word.as_str())
            && plain.last().is_some_and(|word| word == "e")
            && plain.len() > 1
        {
            // "12e alinéa".
            plain.pop();
            plain.push(word);
        } else if ARTICLE_WORDS.contains(&word.as_str())
            && plain.last().is_some_and(|word| word == "l")
        {
            // "de l'article 9".
            plain.pop();
            plain.push(word);
        } else if !(after_number && ["st", "nd", "rd", "th", "er"].contains(&word.as_str())) {
            plain.push(word);
        }
    }
    plain
}
