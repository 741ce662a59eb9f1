//! Citations in words: "article 9 (1) (e)", "douzième alinéa du préambule".

use super::Language;
use crate::text::Citation;
use crate::text::citations::{Step, bis, counted, letters, roman};

impl Language {
    /// The citation as this language says it. In French a subparagraph keeps its letter with a
    /// single parenthesis, as the UN's French texts do: "article 9, paragraphe 1 e)".
    pub fn citation(self, citation: &Citation) -> String {
        match self {
            Self::English => citation.long(),
            Self::French => french(citation),
        }
    }

    /// As it stands in a margin or a list: "art. 9 (1) (e)", "titre".
    pub fn citation_short(self, citation: &Citation) -> String {
        match self {
            Self::English => citation.short(),
            Self::French => french_short(citation),
        }
    }

    /// The same where it begins a line: "Article 4 (2)".
    pub fn citation_first(self, citation: &Citation) -> String {
        let said = self.citation(citation);
        let mut letters = said.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    }
}

/// As UN texts in French have it: the number of what was added stands with its figure, before what it is a number of.
fn french(citation: &Citation) -> String {
    let mut said = String::new();
    let mut steps = citation.steps.iter().peekable();
    while let Some(step) = steps.next() {
        let comma = if said.is_empty() { "" } else { ", " };
        match step {
            Step::Title(n) => said += &numbered("titre", *n),
            Step::EnactingBody(n) => said += &numbered("formule", *n),
            Step::Preambular(n) => {
                let added = take_added(&mut steps);
                said += &match (added.as_str(), n) {
                    ("", 1) => "premier alinéa du préambule".to_owned(),
                    ("", n) => format!("{n}e alinéa du préambule"),
                    (added, n) => format!("alinéa {n}{added} du préambule"),
                };
            }
            Step::Heading(n) => said += &format!("intertitre {n}"),
            Step::Article(1) if !steps.peek().is_some_and(|next| is_added(next)) => {
                said += "article premier";
            }
            Step::Article(n) => said += &format!("article {n}"),
            Step::Chapeau(n) => said += &format!("{comma}{}", numbered("chapeau", *n)),
            Step::Paragraph(n) => said += &format!("{comma}paragraphe {n}"),
            Step::SoleParagraph => said += ", paragraphe unique",
            Step::Footnote(label) => said += &format!("{comma}note de bas de page {label}"),
            Step::Subparagraph(_)
            | Step::Item(_)
            | Step::Bis(_)
            | Step::Ante(_)
            | Step::Alt(_)
            | Step::Again(_) => said += &beside(step),
        }
    }
    said
}

/// The same in short: "art. 9, par. 1 e)", "al. 2 bis du préambule".
fn french_short(citation: &Citation) -> String {
    let mut said = String::new();
    let mut steps = citation.steps.iter().peekable();
    while let Some(step) = steps.next() {
        let comma = if said.is_empty() { "" } else { ", " };
        match step {
            Step::Title(n) => said += &numbered("titre", *n),
            Step::EnactingBody(n) => said += &numbered("formule", *n),
            Step::Preambular(n) => {
                said += &format!("al. {n}{} du préambule", take_added(&mut steps));
            }
            Step::Heading(n) => said += &format!("intertitre {n}"),
            Step::Article(1) if !steps.peek().is_some_and(|next| is_added(next)) => {
                said += "art. premier";
            }
            Step::Article(n) => said += &format!("art. {n}"),
            Step::Chapeau(n) => said += &format!("{comma}{}", numbered("chapeau", *n)),
            Step::Paragraph(n) => said += &format!("{comma}par. {n}"),
            Step::SoleParagraph => said += ", par. unique",
            Step::Footnote(label) => said += &format!("{comma}note {label}"),
            Step::Subparagraph(_)
            | Step::Item(_)
            | Step::Bis(_)
            | Step::Ante(_)
            | Step::Alt(_)
            | Step::Again(_) => said += &beside(step),
        }
    }
    said
}

fn is_added(step: &Step) -> bool {
    matches!(step, Step::Bis(_) | Step::Ante(_) | Step::Alt(_))
}

/// What follows at once and belongs to the number: " bis", " bis alt 2".
fn take_added<'a>(steps: &mut std::iter::Peekable<impl Iterator<Item = &'a Step>>) -> String {
    let mut said = String::new();
    while let Some(step) = steps.next_if(|next| is_added(next)) {
        said += &beside(step);
    }
    said
}

/// What stands behind a number, with a space before it.
fn beside(step: &Step) -> String {
    match step {
        Step::Subparagraph(n) => format!(" {})", letters(*n)),
        Step::Item(n) => format!(" {})", roman(*n)),
        Step::Bis(n) => format!(" {}", bis(*n)),
        Step::Ante(n) => format!(" {}", counted("ante", *n)),
        Step::Alt(n) => format!(" {}", counted("alt", *n)),
        Step::Again(n) => format!(" [{n}]"),
        _ => String::new(),
    }
}

fn numbered(word: &str, n: usize) -> String {
    if n == 1 { word.to_owned() } else { format!("{word} {n}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::find_among;

    #[test]
    fn citations_are_said_in_french() {
        let say = |steps: &[Step]| Language::French.citation(&Citation { steps: steps.to_vec() });
        assert_eq!(
            say(&[Step::Article(9), Step::Paragraph(1), Step::Subparagraph(5)]),
            "article 9, paragraphe 1 e)"
        );
        assert_eq!(say(&[Step::Preambular(12)]), "12e alinéa du préambule");
        assert_eq!(
            say(&[Step::Article(1), Step::SoleParagraph]),
            "article premier, paragraphe unique"
        );
        assert_eq!(say(&[Step::Article(3), Step::Item(4)]), "article 3 iv)");
        assert_eq!(
            say(&[Step::Article(4), Step::Bis(1), Step::Paragraph(2), Step::Bis(2)]),
            "article 4 bis, paragraphe 2 ter"
        );
        assert_eq!(say(&[Step::Preambular(1)]), "premier alinéa du préambule");
        assert_eq!(say(&[Step::Preambular(1), Step::Ante(1)]), "alinéa 1 ante du préambule");
        assert_eq!(say(&[Step::Preambular(2), Step::Bis(1)]), "alinéa 2 bis du préambule");
        assert_eq!(say(&[Step::Article(1), Step::Bis(1)]), "article 1 bis");
    }

    #[test]
    fn margins_are_french_too() {
        let say =
            |t: Language, steps: &[Step]| t.citation_short(&Citation { steps: steps.to_vec() });
        for (steps, english, french) in [
            (vec![Step::Title(1)], "title", "titre"),
            (vec![Step::EnactingBody(2)], "enacting body (2)", "formule 2"),
            (vec![Step::Preambular(4)], "PP4", "al. 4 du préambule"),
            (vec![Step::Heading(2)], "H2", "intertitre 2"),
            (vec![Step::Article(3), Step::Chapeau(1)], "art. 3, chapeau", "art. 3, chapeau"),
            (vec![Step::Footnote("3".into())], "fn. 3", "note 3"),
            (
                vec![Step::Article(1), Step::SoleParagraph],
                "art. 1, sole para.",
                "art. premier, par. unique",
            ),
            (
                vec![Step::Article(9), Step::Paragraph(1), Step::Subparagraph(5)],
                "art. 9 (1) (e)",
                "art. 9, par. 1 e)",
            ),
            (vec![Step::Paragraph(3)], "para. 3", "par. 3"),
            (vec![Step::Paragraph(6), Step::Alt(2)], "para. 6 alt 2", "par. 6 alt 2"),
            (vec![Step::Preambular(2), Step::Bis(2)], "PP2 ter", "al. 2 ter du préambule"),
            (
                vec![Step::Article(4), Step::Paragraph(2), Step::Subparagraph(1), Step::Bis(1)],
                "art. 4 (2) (a) bis",
                "art. 4, par. 2 a) bis",
            ),
        ] {
            assert_eq!(say(Language::English, &steps), english);
            assert_eq!(say(Language::French, &steps), french);
            // What a person reads they also type.
            let all = [Citation { steps: vec![Step::Article(99)] }, Citation { steps }];
            for typed in [french.to_owned(), Language::French.citation(&all[1])] {
                assert_eq!(find_among(&all, &typed), [1], "{typed}");
            }
        }
    }
}
