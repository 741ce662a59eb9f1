//! A translation pasted as one text: its paragraphs go to the elements of the draft, by order and
//! kind.

use super::store::{self, Draft};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::drafts::may_revise;
use crate::procedure::words::ChangeAct;
use crate::procedure::{Moment, Standing};
use crate::text::{Kind, Parsed, Text};
use crate::web::Error;
use serde_json::json;

/// The first place where the translation and the text do not go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Index of the element, and what it is; None where the text ended before.
    pub element: Option<(usize, Kind)>,
    /// Where the translation says something else, and what; None where it ended before.
    pub found: Option<Found>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub kind: Kind,
    pub line: usize,
    pub text: String,
}

/// The wording of each element in the translation, parallel to the elements.
pub fn aligned(text: &Text, translation: &Parsed) -> Result<Vec<String>, Mismatch> {
    let found = |index: usize| {
        translation.elements.get(index).map(|element| Found {
            kind: element.kind,
            line: element.line,
            text: element.text.clone(),
        })
    };
    let mut wordings = Vec::with_capacity(text.elements.len());
    for (index, element) in text.elements.iter().enumerate() {
        let here = found(index).filter(|found| same(element.kind, found.kind));
        match here {
            Some(here) => wordings.push(here.text),
            None => {
                let element = Some((index, element.kind));
                return Err(Mismatch { element, found: found(index) });
            }
        }
    }
    match found(text.elements.len()) {
        None => Ok(wordings),
        surplus => Err(Mismatch { element: None, found: surplus }),
    }
}

/// An unnumbered text may be parsed as a chapeau in one language and a paragraph in another.
fn same(one: Kind, other: Kind) -> bool {
    let plain = |kind| matches!(kind, Kind::Chapeau | Kind::Paragraph);
    one == other || (plain(one) && plain(other))
}

/// Gives a working draft its wording in another language. Nothing is stored on a mismatch.
pub fn translate(
    tx: &mut Tx,
    who: &Standing,
    draft: &Draft,
    translation: &Parsed,
    now: Moment,
) -> Result<Result<(), Mismatch>, Error> {
    let scope = Scope::Consultation(draft.consultation_id);
    journal::hold(tx, scope)?;
    let draft = store::find(tx, draft.id)?;
    let permit = may_revise(who, &store::facts(tx, &draft)?)?;
    let mut text = store::words(tx, draft.id)?;
    let wordings = match aligned(&text, translation) {
        Ok(wordings) => wordings,
        Err(mismatch) => return Ok(Err(mismatch)),
    };
    let mut changed = Vec::new();
    for (element, wording) in text.elements.iter_mut().zip(wordings) {
        if !wording.is_empty() && element.wording(&translation.language) != wording {
            element.text.insert(translation.language.clone(), wording);
            changed.push(element.id.clone());
        }
    }
    store::save_text(tx, &permit, &text)?;
    for identity in &changed {
        let act = ChangeAct::Worded;
        store::record_change(tx, draft.id, identity, act, None, permit.by(), now)?;
    }
    let detail = json!({ "language": translation.language, "elements": changed.len() });
    journal::record(tx, scope, permit.by(), "draft.translated", &draft.public_id, detail, now)?;
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    const ENGLISH: &str =
        "The General Assembly,\n\nRecalling all,\n\nArticle 1\n\nEveryone helps.\n";

    #[test]
    fn a_translation_goes_to_the_elements_by_order_and_kind() {
        let text = parse(ENGLISH, "en").into_text(|n| n.to_string());
        let french =
            "L’Assemblée générale,\n\nRappelant tout,\n\nArticle premier\n\nChacun aide.\n";
        let wordings = aligned(&text, &parse(french, "fr")).unwrap();
        assert_eq!(wordings[1], "Rappelant tout,");
        assert_eq!(wordings.last().unwrap(), "Chacun aide.");
    }

    #[test]
    fn the_first_place_that_does_not_fit_is_named() {
        let text = parse(ENGLISH, "en").into_text(|n| n.to_string());
        let short = "L’Assemblée générale,\n\nArticle premier\n\nChacun aide.\n";
        let mismatch = aligned(&text, &parse(short, "fr")).unwrap_err();
        assert_eq!(mismatch.element, Some((1, Kind::Preambular)));
        assert_eq!(mismatch.found.unwrap().kind, Kind::Article);
    }
}
