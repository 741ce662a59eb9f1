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

fn french(citation: &Citation) -> String {
    let mut said = String::new();
    for step in &citation.steps {
        let comma = if said.is_empty() { "" } else { ", " };
        match step {
            Step::Title(n) => said += &numbered("titre", *n),
            Step::EnactingBody(n) => said += &numbered("formule", *n),
            Step::Preambular(1) => said += "premier alinéa du préambule",
            Step::Preambular(n) => said += &format!("{n}e alinéa du préambule"),
            Step::Heading(n) => said += &format!("intertitre {n}"),
            Step::Article(1) => said += "article premier",
            Step::Article(n) => said += &format!("article {n}"),
            Step::Chapeau(n) => said += &format!("{comma}{}", numbered("chapeau", *n)),
            Step::Paragraph(n) => said += &format!("{comma}paragraphe {n}"),
            Step::SoleParagraph => said += ", paragraphe unique",
            Step::Subparagraph(n) => said += &format!(" {})", letters(*n)),
            Step::Item(n) => said += &format!(" {})", roman(*n)),
            Step::Footnote(label) => said += &format!("{comma}note de bas de page {label}"),
            Step::Bis(n) => said += &format!(" {}", bis(*n)),
            Step::Ante(n) => said += &format!(" {}", counted("ante", *n)),
            Step::Alt(n) => said += &format!(" {}", counted("alt", *n)),
            Step::Again(n) => said += &format!(" [{n}]"),
        }
    }
    said
}

/// Only what is words is French: numbers stand as they do in every margin.
fn french_short(citation: &Citation) -> String {
    let mut said = String::new();
    for step in &citation.steps {
        let first = said.is_empty();
        let comma = if first { "" } else { ", " };
        match step {
            Step::Title(n) => said += &numbered("titre", *n),
            Step::EnactingBody(n) => said += &numbered("formule", *n),
            Step::Chapeau(n) => said += &format!("{comma}{}", numbered("chapeau", *n)),
            Step::Paragraph(n) if first => said += &format!("par. {n}"),
            Step::SoleParagraph => said += ", par. unique",
            Step::Footnote(label) => said += &format!("note {label}"),
            Step::Paragraph(n) => said += &format!(" ({n})"),
            Step::Preambular(_)
            | Step::Heading(_)
            | Step::Article(_)
            | Step::Subparagraph(_)
            | Step::Item(_)
            | Step::Bis(_)
            | Step::Ante(_)
            | Step::Alt(_)
            | Step::Again(_) => {
                let alone = Citation { steps: vec![step.clone()] }.short();
                said += &if first { alone } else { format!(" {alone}") };
            }
        }
    }
    said
}

fn numbered(word: &str, n: usize) -> String {
    if n == 1 { word.to_owned() } else { format!("{word} {n}") }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(say(&[Step::Preambular(1), Step::Ante(1)]), "premier alinéa du préambule ante");
    }

    #[test]
    fn margins_are_french_too() {
        let say =
            |t: Language, steps: &[Step]| t.citation_short(&Citation { steps: steps.to_vec() });
        for (steps, english, french) in [
            (vec![Step::Title(1)], "title", "titre"),
            (vec![Step::EnactingBody(2)], "enacting body (2)", "formule 2"),
            (vec![Step::Preambular(4)], "PP4", "PP4"),
            (
                vec![Step::Article(1), Step::SoleParagraph],
                "art. 1, sole para.",
                "art. 1, par. unique",
            ),
            (
                vec![Step::Article(9), Step::Paragraph(1), Step::Subparagraph(5)],
                "art. 9 (1) (e)",
                "art. 9 (1) (e)",
            ),
            (vec![Step::Paragraph(3)], "para. 3", "par. 3"),
            (vec![Step::Paragraph(6), Step::Alt(2)], "para. 6 alt 2", "par. 6 alt 2"),
            (vec![Step::Preambular(2), Step::Bis(2)], "PP2 ter", "PP2 ter"),
            (
                vec![Step::Article(4), Step::Paragraph(2), Step::Subparagraph(1), Step::Bis(1)],
                "art. 4 (2) (a) bis",
                "art. 4 (2) (a) bis",
            ),
        ] {
            assert_eq!(say(Language::English, &steps), english);
            assert_eq!(say(Language::French, &steps), french);
        }
    }
}
