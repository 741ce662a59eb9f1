//! Blocks without a number, a letter or a heading's words: titles, recitals, the organ that speaks,
//! and paragraphs, told apart by where they stand and by what follows.

use super::{List, Phase, Reader};
use crate::text::elements::Kind;
use crate::text::parsing::blocks::Block;
use crate::text::parsing::markers::{Marker, SHORT, ends_in_stop, is_short_line};
use crate::text::parsing::{Doubt, vocabulary};

impl Reader {
    pub(super) fn plain(&mut self, block: &Block, following: &[Block]) {
        match self.phase {
            Phase::Title => self.before_the_preamble(block, following),
            Phase::Preamble => self.in_the_preamble(block, following),
            Phase::Body => self.in_the_body(block, following),
        }
    }

    fn before_the_preamble(&mut self, block: &Block, following: &[Block]) {
        let text = block.text.as_str();
        let titled = self.elements.last().is_some_and(|e| e.kind == Kind::Title);
        if vocabulary::is_organ(text) || (titled && vocabulary::may_be_organ(text)) {
            self.phase = Phase::Preamble;
            let index = self.push(Kind::EnactingBody, None, block.line, text);
            self.introduces(index);
            return;
        }
        let opens = vocabulary::begins_preambular(text) && (titled || text.ends_with([',', ';']));
        if !titled && !opens && !text.ends_with([',', ';', ':']) {
            self.push(Kind::Title, None, block.line, text);
            return;
        }
        let body_ahead = following
            .iter()
            .take_while(|b| {
                !matches!(b.marker, Some(Marker::Article { .. } | Marker::Number { .. }))
            })
            .any(|b| {
                vocabulary::is_organ(&b.text)
                    || matches!(b.marker, Some(Marker::Heading { preamble: true, .. }))
            });
        // The UDHR without its heading "Preamble" names its organ after the recitals.
        let title_like = text.chars().count() <= 2 * SHORT && !text.ends_with([',', ';', ':']);
        if titled && !opens && body_ahead && title_like {
            let index = self.push(Kind::Title, None, block.line, text);
            self.doubt(index, Doubt::LooksLikeTitle);
            return;
        }
        self.phase = Phase::Preamble;
        self.in_the_preamble(block, following);
    }

    fn in_the_preamble(&mut self, block: &Block, following: &[Block]) {
        let text = block.text.as_str();
        let parent = self.heading_above();
        let begun = self.elements.iter().any(|e| e.kind == Kind::Preambular);
        // Where the text says which part of it is its preamble, or where recitals stand before
        // the organ, the organ's line is part of the preamble: so the UDHR is counted.
        let organ = vocabulary::is_organ(text) && !begun && !self.preamble_named;
        let kind = if organ || is_formula(text, following) {
            Kind::EnactingBody
        } else {
            Kind::Preambular
        };
        let index = self.push(kind, parent, block.line, text);
        self.introduces(index);
    }

    fn in_the_body(&mut self, block: &Block, following: &[Block]) {
        let text = block.text.as_str();
        // A number alone on its line, its wording on the next.
        if let Some(last) = self.elements.last_mut()
            && last.text.is_empty()
            && !last.marker.is_empty()
            && matches!(last.kind, Kind::Paragraph | Kind::Subparagraph | Kind::Item)
        {
            last.text = text.to_owned();
            return;
        }
        if self.titles_the_article(text, following) {
            let index = self.elements.len() - 1;
            self.elements[index].text = text.to_owned();
            if block.apart {
                self.doubt(index, Doubt::LooksLikeArticleTitle);
            }
            return;
        }
        let alone = self.article.is_none() || self.article_has_begun();
        let heads = following.first().is_some_and(|next| match &next.marker {
            Some(Marker::Article { .. }) => true,
            Some(Marker::Number { number, .. }) => {
                self.article.is_none() && *number == self.operative + 1
            }
            _ => false,
        });
        if alone && heads && block.apart && is_short_line(text) {
            let index = self.heading(block, 7, false, text);
            self.doubt(index, Doubt::LooksLikeHeading);
            return;
        }
        let introduces = following.first().is_some_and(|next| match &next.marker {
            Some(Marker::Letter { .. }) => true,
            Some(Marker::Bullet { .. }) => text.ends_with([':', '：']),
            _ => false,
        });
        let kind = if introduces { Kind::Chapeau } else { Kind::Paragraph };
        // After "2. …", a text without a number goes on with paragraph 2.
        let parent = match (self.paragraph, self.article) {
            (Some(paragraph), _) => Some(paragraph),
            (None, Some(article)) => Some(article),
            (None, None) => self.heading_above(),
        };
        // Letters that go on, (c) after (b), go on with their list.
        let list = self.list;
        let index = self.push(kind, parent, block.line, text);
        if kind == Kind::Chapeau && parent.is_none_or(|p| self.elements[p].kind == Kind::Heading) {
            // Beside it nothing could hold the list: what it introduces stands under it.
            self.elements[index].kind = Kind::Paragraph;
        }
        self.introduces(index);
        if let Some(list) = list
            && kind == Kind::Chapeau
            && goes_on(list, following)
        {
            self.list = Some(list);
        }
    }

    fn article_has_begun(&self) -> bool {
        self.article != self.elements.len().checked_sub(1)
    }

    /// A short line without a stop directly under "Article 3", with more to follow in the article.
    fn titles_the_article(&self, text: &str, following: &[Block]) -> bool {
        let Some(article) = self.article else { return false };
        let more = following.first().is_some_and(|next| {
            !matches!(next.marker, Some(Marker::Article { .. } | Marker::Heading { .. }))
                && next.hashes == 0
        });
        !self.article_has_begun()
            && self.elements[article].text.is_empty()
            && is_short_line(text)
            && !ends_in_stop(text)
            && more
    }
}

/// "Declares:", "Proclaims the following:", "Have agreed as follows:".
fn is_formula(text: &str, following: &[Block]) -> bool {
    let colon = text.ends_with([':', '：']);
    let leads = following.first().is_some_and(|next| {
        matches!(
            next.marker,
            Some(
                Marker::Article { .. }
                    | Marker::Heading { preamble: false, .. }
                    | Marker::Number { number: 1, .. }
            )
        ) || next.hashes > 0
    });
    let declares = vocabulary::begins_declaring(text);
    let brief = text.split_whitespace().count() <= 15;
    (colon && (leads || declares)) || (declares && brief && leads && !text.ends_with(','))
}

fn goes_on(list: List, following: &[Block]) -> bool {
    following.first().is_some_and(|next| match &next.marker {
        Some(Marker::Letter { label, .. }) => vocabulary::letter(label) == Some(list.count + 1),
        _ => false,
    })
}
