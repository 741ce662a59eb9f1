use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::text::citations::{Citation, bis, citations};
use crate::text::elements::{Element, Kind};
use crate::text::operations::Particulars;
use crate::text::samples::sound_text;

fn harbours() -> Text {
    let element = |id: &str, kind, text: &str| Element::new(id, kind, "en", text);
    Text::new(vec![
        element("t", Kind::Title, "Draft declaration on harbours"),
        element("p1", Kind::Preambular, "Recalling the purposes of mutual aid,"),
        element("a", Kind::Article, ""),
        element("1", Kind::Paragraph, "States shall keep every harbour open to all peoples.")
            .under("a"),
        element("s", Kind::Subparagraph, "by day;").under("1"),
        element("2", Kind::Paragraph, "Nothing in it diminishes a right.").under("a"),
    ])
}

fn on(author: &str, operation: Operation, target: &str, wording: &str) -> Proposal {
    Proposal {
        operation,
        particulars: Particulars::default(),
        target: (!target.is_empty()).then(|| target.to_owned()),
        wording: wording.to_owned(),
        quoted: String::new(),
        language: "en".into(),
        author: (!author.is_empty()).then(|| author.to_owned()),
    }
}

/// Says everything in signs that no text of the tests has.
struct Signs;

impl Said for Signs {
    fn citation(&self, what: &What) -> String {
        match what {
            What::Element(at) => at.to_string(),
            What::Added(added) => format!("{:?} {}", added.follows, bis(added.number)),
        }
    }
    fn attribution(&self, act: Act, sources: &[usize]) -> String {
        format!("{act:?}: {}", self.names(sources))
    }
    fn alternative(&self, _: &What, alternative: &Alternative) -> String {
        format!("Alt {}", alternative.number)
    }
    fn names(&self, sources: &[usize]) -> String {
        sources.iter().map(|at| format!("#{at}")).collect::<Vec<_>>().join(", ")
    }
    fn note(&self, note: &Note) -> String {
        format!("{:?}", note.what)
    }
    fn unplaced(&self, unplaced: &Unplaced) -> String {
        unplaced.operation.as_str().into()
    }
    fn unplaced_title(&self) -> String {
        "Unplaced".into()
    }
}

fn said(proposals: &[Proposal], legend: Legend) -> String {
    plain(&bracketed(&harbours(), "en", proposals), legend, &Signs)
}

fn paragraph(written: &str, citation: &str) -> String {
    let start = format!("{citation}  ");
    let mut lines = written.lines().skip_while(|line| !line.starts_with(&start));
    let lines: Vec<&str> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[test]
fn readings_that_do_not_meet_stand_in_the_text_and_alike_changes_are_one() {
    let proposals = [
        on(
            "Lothmar",
            Operation::Modify,
            "1",
            "States should keep every harbour open to all peoples.",
        ),
        on("Avaria", Operation::Modify, "1", "States should keep every harbour open to all."),
        on(
            "Brenn",
            Operation::Modify,
            "1",
            "1. States should keep every harbour open to all peoples.",
        ),
    ];
    let written = said(&proposals, Legend::Brackets);
    assert_eq!(
        paragraph(&written, "3"),
        "3  States [shall] [should] (Replace: #1, #2, #0) keep every harbour open to all \
         [peoples] (Delete: #1)."
    );
    let written = said(&proposals, Legend::Marks);
    assert!(paragraph(&written, "3").contains("~~shall~~ __should__ (Replace"), "{written}");
    let fates = bracketed(&harbours(), "en", &proposals).fates;
    assert_eq!(fates.iter().map(|fate| fate.merged).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn readings_that_clash_are_alternatives_and_nobody_stands_in_the_text() {
    let proposals = [
        on("", Operation::Modify, "1", "States may keep every harbour open to all peoples."),
        on(
            "Brenn",
            Operation::Modify,
            "1",
            "States should keep every harbour open to all peoples.",
        ),
        on("Avaria", Operation::Modify, "1", "States shall keep every harbour open to all."),
    ];
    let written = said(&proposals, Legend::Brackets);
    assert_eq!(
        paragraph(&written, "3"),
        "3  States shall keep every harbour open to all [peoples] (Delete: #2).\n    \
         [Alt 1: States should keep every harbour open to all peoples.] (#1)\n    \
         [Alt 2: States may keep every harbour open to all peoples.] (#0)"
    );
}

#[test]
fn additions_are_bis_and_ter_and_a_deletion_is_a_bracket_around_all_of_it() {
    let proposals = [
        on("Brenn", Operation::AddAfter, "p1", "Mindful of the tides,"),
        on("Avaria", Operation::AddAfter, "p1", "Aware of lanterns,"),
        on("Lothmar", Operation::AddAfter, "p1", "Mindful of the  tides,"),
        on("Avaria", Operation::Delete, "1", ""),
        on("Brenn", Operation::AddAfter, "s", "by night;"),
        on("Brenn", Operation::AddAfter, "1", "Lanterns are lit."),
        on("Lothmar", Operation::Delete, "s", ""),
    ];
    let written = said(&proposals, Legend::Brackets);
    let rows: Vec<&str> = written.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        rows,
        [
            "0  Draft declaration on harbours",
            "1  Recalling the purposes of mutual aid,",
            "Some(1) bis  [Aware of lanterns,] (Add: #1)",
            "Some(1) ter  [Mindful of the tides,] (Add: #0, #2)",
            "2  ",
            "3  [States shall keep every harbour open to all peoples.",
            "4  [by day;] (Delete: #6)",
            "Some(4) bis  [by night;] (Add: #4)] (Delete: #3)",
            "Some(3) bis  [Lanterns are lit.] (Add: #5)",
            "5  Nothing in it diminishes a right.",
        ]
    );
}

#[test]
fn what_cannot_be_laid_over_the_text_is_kept_and_said() {
    let quoted = |quoted: &str, proposal: Proposal| Proposal { quoted: quoted.into(), ..proposal };
    let french = Proposal {
        language: "fr".into(),
        ..on("Avaria", Operation::Modify, "1", "Les États ouvrent leurs ports.")
    };
    let proposals = [
        french,
        quoted("Every port is closed.", on("Brenn", Operation::Modify, "1", "Ports are open.")),
        quoted("to all peoples", on("Lothmar", Operation::Delete, "1", "")),
        quoted("all peoples", on("Oster", Operation::Modify, "1", "everybody")),
        on("Avaria", Operation::Retain, "2", ""),
        on("Brenn", Operation::Modify, "2", "2. Nothing in it diminishes a right."),
        on("Brenn", Operation::Modify, "2", " "),
        on("Brenn", Operation::AddAfter, "2", " "),
        on("Brenn", Operation::Modify, "gone", "Gone."),
        on("Lothmar", Operation::Modify, "", "Gone."),
    ];
    let places: Vec<FatePlace> =
        bracketed(&harbours(), "en", &proposals).fates.iter().map(|fate| fate.place).collect();
    use FatePlace::*;
    assert_eq!(
        places,
        [
            Alternative,
            Alternative,
            Alternative,
            Alternative,
            Retain,
            AsItStands,
            InWords,
            InWords,
            Unplaced,
            Unplaced
        ]
    );
    let alone = bracketed(&harbours(), "en", &proposals[2..3]);
    assert_eq!(alone.fates[0].place, Inline);
    let written = plain(&alone, Legend::Brackets, &Signs);
    assert!(written.contains("harbour open [to all peoples] (Delete: #0)."), "{written}");
}

#[test]
fn a_footnote_mark_that_was_not_copied_is_not_struck_out() {
    let text = Text::new(vec![
        Element::new("p", Kind::Preambular, "en", "Recalling the aid[^1] of neighbours,"),
        Element::new("f", Kind::Footnote, "en", "Ibid.").under("p"),
    ]);
    let written = |wording: &str| {
        let proposals = [on("Avaria", Operation::Modify, "p", wording)];
        paragraph(&plain(&bracketed(&text, "en", &proposals), Legend::Brackets, &Signs), "0")
    };
    assert_eq!(
        written("Recalling the aid of all neighbours,"),
        "0  Recalling the aid[^1] of [all] (Add: #0) neighbours,"
    );
}

/// A proposal drawn at random: what it does, to which element, which words it changes, whose it is.
type Drawn = (Index, Index, Vec<(Index, u8)>, Option<&'static str>, bool);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let author =
        prop::option::weighted(0.8, prop::sample::select(vec!["Avaria", "Brenn", "Lothmar"]));
    let change = (any::<Index>(), 0u8..4);
    vec((any::<Index>(), any::<Index>(), vec(change, 0..3), author, any::<bool>()), 0..30)
}

fn proposals(text: &Text, drawn: &[Drawn]) -> Vec<Proposal> {
    let made = drawn.iter().map(|(operation, target, changes, author, part)| {
        let operation = *operation.get(&Operation::ALL);
        let element = target.get(&text.elements);
        let base = element.wording("en");
        let mut words: Vec<&str> = base.split(' ').collect();
        for (at, change) in changes {
            let at = at.index(words.len());
            match change {
                0 => words[at] = "lantern",
                1 => words.insert(at, "tide"),
                2 if words.len() > 1 => drop(words.remove(at)),
                _ => words.push("and sea"),
            }
        }
        let quoted = if *part { words.first().copied().unwrap_or_default() } else { "" };
        Proposal {
            operation,
            particulars: Particulars::default(),
            target: (changes.len() != 2 || *part).then(|| element.id.clone()),
            wording: words.join(" "),
            quoted: quoted.to_owned(),
            language: "en".to_owned(),
            author: author.map(str::to_owned),
        }
    });
    made.collect()
}

/// Every place that a source can stand at.
fn sources(text: &Bracketed) -> Vec<&Sources> {
    let mut all = Vec::new();
    for row in &text.rows {
        all.extend(row.opens.iter().chain(&row.closes));
        all.extend(row.alternatives.iter().map(|alternative| &alternative.sources));
        all.extend(row.notes.iter().map(|note| &note.sources));
        for piece in &row.pieces {
            if let Piece::Edit { sources, .. } = piece {
                all.push(sources);
            }
        }
    }
    all.extend(text.unplaced.iter().map(|unplaced| &unplaced.sources));
    all
}

proptest! {
    #[test]
    fn every_proposal_is_in_it_and_every_bracket_has_a_source(
        text in sound_text(), drawn in drawn()
    ) {
        let proposals = proposals(&text, &drawn);
        let made = bracketed(&text, "en", &proposals);
        let sources = sources(&made);
        prop_assert!(sources.iter().all(|sources| !sources.is_empty()));
        for (at, proposal) in proposals.iter().enumerate() {
            prop_assert!(sources.iter().any(|sources| sources.contains(&at)), "{:?}", proposal);
        }
        prop_assert_eq!(made.fates.len(), proposals.len());
        let total: usize = FatePlace::ALL.iter().map(|place| made.count(*place).0).sum();
        prop_assert_eq!(total, proposals.len());
    }

    #[test]
    fn without_what_is_inserted_and_with_every_bracket_off_it_is_the_text(
        text in sound_text(), drawn in drawn()
    ) {
        let made = bracketed(&text, "en", &proposals(&text, &drawn));
        let mut left = Vec::new();
        for row in &made.rows {
            match &row.what {
                What::Element(at) => left.push((*at, row.base())),
                What::Added(_) => prop_assert_eq!(row.base(), ""),
            }
        }
        let base: Vec<(usize, String)> =
            text.elements.iter().map(|e| e.wording("en").to_owned()).enumerate().collect();
        prop_assert_eq!(left, base);
    }

    #[test]
    fn brackets_balance_and_close_in_the_order_in_which_they_opened(
        text in sound_text(), drawn in drawn()
    ) {
        let made = bracketed(&text, "en", &proposals(&text, &drawn));
        let mut open: Vec<&Sources> = Vec::new();
        for row in &made.rows {
            open.extend(&row.opens);
            for closed in &row.closes {
                prop_assert_eq!(open.pop(), Some(closed));
            }
        }
        prop_assert!(open.is_empty());
        for legend in Legend::ALL {
            let mut depth = 0i64;
            for c in plain(&made, legend, &Signs).chars() {
                depth += i64::from(c == '[') - i64::from(c == ']');
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
        }
    }

    #[test]
    fn what_a_sole_reading_proposes_can_be_read_off_its_brackets(
        text in sound_text(), drawn in drawn()
    ) {
        for proposal in proposals(&text, &drawn) {
            if proposal.operation != Operation::Modify || !proposal.quoted.is_empty() {
                continue;
            }
            let made = bracketed(&text, "en", std::slice::from_ref(&proposal));
            let at = proposal.target.as_deref().and_then(|id| text.position(id));
            let (Some(at), FatePlace::Inline) = (at, made.fates[0].place) else { continue };
            let row = made.rows.iter().find(|row| row.what == What::Element(at)).unwrap();
            let read: String = row.pieces.iter().map(|piece| match piece {
                Piece::Kept(words) | Piece::Edit { inserted: words, .. } => words.as_str(),
            }).collect();
            let folded = |words: &str| {
                crate::text::typography_folded(&crate::text::elements::without_marks(words))
            };
            prop_assert_eq!(folded(&read), folded(&proposal.wording));
        }
    }

    #[test]
    fn the_order_in_which_proposals_came_changes_nothing(
        text in sound_text(), drawn in drawn(), seed in any::<u64>()
    ) {
        let first = proposals(&text, &drawn);
        // Turned round at a place that the seed says, and told apart by what they say alone.
        let mut second = first.clone();
        let by = (seed % (second.len().max(1) as u64)) as usize;
        second.rotate_left(by);
        let said = |all: &[Proposal]| {
            let made = bracketed(&text, "en", all);
            let mut rows = plain(&made, Legend::Brackets, &Named(all));
            rows.push_str(&format!("{:?}", made.unplaced.len()));
            rows
        };
        prop_assert_eq!(said(&first), said(&second));
    }
}

/// Says the names and nothing of the numbers.
struct Named<'a>(&'a [Proposal]);

impl Said for Named<'_> {
    fn citation(&self, what: &What) -> String {
        Signs.citation(what)
    }
    fn attribution(&self, act: Act, sources: &[usize]) -> String {
        format!("{act:?} {}", self.names(sources))
    }
    fn alternative(&self, _: &What, alternative: &Alternative) -> String {
        format!("{} {:?}", alternative.number, alternative.why)
    }
    fn names(&self, sources: &[usize]) -> String {
        let names = sources.iter().map(|at| self.0[*at].author.as_deref().unwrap_or("?"));
        names.collect::<Vec<_>>().join(", ")
    }
    fn note(&self, note: &Note) -> String {
        Signs.note(note)
    }
    fn unplaced(&self, unplaced: &Unplaced) -> String {
        Signs.unplaced(unplaced)
    }
    fn unplaced_title(&self) -> String {
        Signs.unplaced_title()
    }
}

fn names(text: &Text, language: &str, proposals: &[Proposal]) -> Vec<String> {
    let named = bracketed(text, language, proposals).names(&citations(text));
    named.iter().map(|one| one.as_ref().map_or(String::new(), Citation::short)).collect()
}

#[test]
fn rivals_and_additions_have_the_names_that_the_text_gives_them() {
    use Operation::*;
    let proposals = [
        on("Lothmar", Modify, "1", "States shall keep every harbour shut to all peoples."),
        on("Avaria", Modify, "1", "States shall keep every harbour half open to all peoples."),
        on("Brenn", Modify, "p1", "Recalling the noble purposes of mutual aid,"),
        on("Lothmar", AddAfter, "p1", "Convinced of it,"),
        on("Avaria", AddAfter, "p1", "Mindful of it,"),
        on("", AddAfter, "p1", "Aware of it,"),
        on("Avaria", Delete, "2", ""),
        on("Ostrava", Modify, "1", "States shall keep every harbour shut to all peoples."),
    ];
    let said = names(&harbours(), "en", &proposals);
    let (rival, second) = ("art. 1 (1) alt", "art. 1 (1) alt 2");
    // In the order of the authors, the same words once, and nothing for what clashes with nothing.
    assert_eq!(said, [second, rival, "", "PP1 ter", "PP1 bis", "PP1 quater", "", second]);
    // In whatever order they came.
    let mut other = proposals.to_vec();
    other.reverse();
    let mut backwards = names(&harbours(), "en", &other);
    backwards.reverse();
    assert_eq!(backwards, said);
}

#[test]
fn a_part_of_the_proposals_or_another_language_changes_no_name() {
    use Operation::*;
    let mut text = harbours();
    text.elements[3].text.insert("fr".into(), "Les ports restent ouverts.".into());
    let called = citations(&text);
    let french = |author: &str, wording: &str| Proposal {
        language: "fr".into(),
        ..on(author, Modify, "1", wording)
    };
    let all = [
        on("Avaria", Modify, "1", "States shall keep every harbour half open to all peoples."),
        on("Lothmar", Modify, "1", "States shall keep every harbour shut to all peoples."),
        french("Brenn", "Les ports restent fermés."),
        on("Avaria", AddAfter, "p1", "Mindful of it,"),
        on("Lothmar", AddAfter, "p1", "Convinced of it,"),
    ];
    let known = bracketed(&text, "en", &all).names(&called);
    let said = |made: &Bracketed| -> Vec<String> {
        let names = made.names(&called).into_iter();
        names.map(|one| one.map_or(String::new(), |one| one.short())).collect()
    };
    // The French wording is a rival in another language here, and there the text itself is laid under it.
    let mut made = bracketed(&text, "fr", &all);
    made.keep_names(&called, |at| known[at].as_ref(), known.iter().flatten());
    assert_eq!(said(&made), ["art. 1 (1) alt", "art. 1 (1) alt 3", "", "PP1 bis", "PP1 ter"]);
    // Those of Avaria are not asked for.
    let some = [all[1].clone(), all[4].clone(), on("Zed", AddAfter, "p1", "Again,")];
    let places = [Some(1), Some(4), None];
    let mut made = bracketed(&text, "fr", &some);
    let name = |at: usize| known[places[at]?].as_ref();
    made.keep_names(&called, name, known.iter().flatten());
    assert_eq!(said(&made), ["art. 1 (1) alt 3", "PP1 ter", "PP1 quater"]);
}
