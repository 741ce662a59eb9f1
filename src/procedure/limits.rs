//! How long texts may be, in characters. What one person types, many read: on public pages, in
//! letters, in the timeline for good. (Comments and proposals have theirs in `submissions/`.)

/// The name of a person or a participant.
pub const NAME: usize = 200;
pub const THEME: usize = 100;
pub const PLACE: usize = 100;
/// A consultation's title, its mandate, a milestone's.
pub const TITLE: usize = 300;
/// Where participants turn to.
pub const CONTACT: usize = 500;
/// A postal address.
pub const ADDRESS: usize = 1_000;
/// What a milestone says beside its title.
pub const NOTE: usize = 2_000;
/// Why a round is extended or closed, or a request refused: it goes into letters.
pub const REASON: usize = 4_000;
pub const DISCLAIMER: usize = 10_000;
/// Instructions, questions, the text of a letter or a note verbale.
pub const PAGE: usize = 20_000;
/// The wording of one element of a draft.
pub const WORDING: usize = 50_000;
/// The full text of a letter that was registered.
pub const LETTER: usize = 400_000;
