//! A text as data. Pure: it knows nothing of databases, pages, publication classes or the
//! languages of the interface.
//!
//! | file | question it answers |
//! |---|---|
//! | [`elements`] | what is a text made of, and is this tree in order? |
//! | [`citations`] | what is each element called ("art. 9 (1) (e)"), and which one does a person mean? |
//! | [`parsing`] | what did somebody paste: which line is a title, an article, a subparagraph? |
//! | [`opening`] | which words does a preambular paragraph open with? |
//! | [`plain`] | how is a text written out so that it can be read, and parsed back? |
//! | [`json`] | how does a draft travel as JSON? |
//! | [`difference`] | which words changed between two wordings? |
//! | [`quotes`] | does what a commentator quoted stand in the element? |
//! | [`quoting`] | do the words that a note quotes stand in the drafts? |
//! | [`comparison`] | what became of each element from one draft to the next? |
//! | [`numbering`] | what is it called while it is negotiated ("PP2 bis", "OP6 alt")? |
//! | [`compilation`] | what was said about each place, nothing left out? |
//! | [`bracketed`] | how does the text read with every proposal on it? |
//! | [`cumulative`] | in which of several versions did each word come in, and go out? |
//! | [`tracked`] | how does it stand in a file, as tracked changes of another? |
//! | [`fates`] | what became of each element, in a word? |
//! | [`lineage`] | which elements of two texts belong together? |
//! | [`matching`] | which of them do, where nobody wrote it down? |
//! | [`clusters`] | which of many inputs say the same, or nearly? |
//! | [`merging`] | how do two changes of one wording go together, word by word? |
//! | [`collisions`] | which proposals touch the same words, which are opposite, which fit together? |
//! | [`reversal`] | how is a change taken back, and exactly that one? |
//! | [`returned`] | what did somebody do to a text that they were given and sent back? |
//! | [`wished`] | what would the text be if all that one participant proposes were done? |
//! | [`searching`] | which words stand in it, and where, however they were typed? |
//! | [`operations`] | what does a proposal, or a drafter's hand, do to the text? |
//!
//! Behind them stand `finding` (what people type for a citation), `folding` (what differs only in
//! typography), `ascending` (what kept its order) and, in tests, `samples`.
//!
//! Nothing here speaks a sentence to a person: faults, doubts and refusals are enums with fields,
//! said by others in the reader's language. The one exception is the English form of a citation.

mod ascending;
pub mod bracketed;
pub mod citations;
pub mod clusters;
pub mod collisions;
pub mod comparison;
pub mod compilation;
pub mod cumulative;
pub mod difference;
pub mod elements;
pub mod excerpts;
pub mod fates;
mod finding;
mod folding;
pub mod hidden;
pub mod json;
pub mod lettered;
pub mod lineage;
pub mod matching;
pub mod merging;
pub mod numbering;
pub mod opening;
pub mod operations;
pub mod parsing;
pub mod plain;
pub mod quotes;
pub mod quoting;
pub mod returned;
pub mod reversal;
#[cfg(test)]
pub(crate) mod samples;
pub mod searching;
pub mod tracked;
pub mod wished;

pub use citations::{Citation, Step, citations, find, find_among, marker};
pub use comparison::{Change, Compared, compare, compare_along};
pub use difference::{Op, Piece, Run, difference, similarity, typography_folded};
pub use elements::{Element, Fault, Kind, Text};
pub use fates::{Fate, FateKind, fates};
pub use folding::without_added_number;
pub use hidden::with_marks;
pub use lineage::{Lineage, Link};
pub use numbering::{Numbered, number_against};
pub use operations::{
    Applied, CannotApply, Destination, Operation, Particulars, Proposal, Side, apply,
};
pub use parsing::{Doubt, Parsed, Recognized, parse};
pub use plain::paragraphs;
pub use quotes::{Quote, match_quote};
