//! Citations in words: "article 9 (1) (e)", "douzième alinéa du préambule".

use super::Language;
use crate::text::Citation;
use crate::text::citations::{Step, letters, roman};

impl Language {
    /// The citation as this language says it. In French a subparagraph keeps its letter with a
    /// single parenthesis, as the UN's French texts do: "article 9, paragraphe 1 e)".
    pub fn citation(self, citation: &Citation) -> String {
        match self {
            Self::English => citation.long(),
            Self::French => french(citation),
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
            Step::Again(n) => said += &format!(" [{n}]"),
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
    }
}
