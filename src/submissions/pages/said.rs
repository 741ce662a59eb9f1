//! What a file that came back says: its pieces, and what to know of it before one confirms them.

use super::super::returned::{self, Item, MadeFor, Reading};
use super::super::tables::{self, About};
use super::super::uploads;
use super::scene::Scene;
use crate::app::App;
use crate::db::Conn;
use crate::drafts::{reading::languages, store as drafts};
use crate::formats::FileKind;
use crate::formats::apart::Sent;
use crate::formats::grid::Grid;
use crate::formats::word::{self, Document, Unreadable};
use crate::languages::Language;
use crate::participants::store::Participant;
use crate::signing::Signer;
use crate::text::returned::{Found, Tracked};
use crate::text::{Text, with_marks};
use crate::web::{Error, Errors, Upload, read_sent};
use std::sync::Arc;

/// The kinds of file that are read: by their media types.
pub(super) fn is_read(media_type: &str) -> bool {
    FileKind::ALL.iter().any(|kind| kind.media_type() == media_type)
}

/// What an uploaded file says; or what is wrong with it, on the field `file`.
pub(super) async fn read_upload(
    app: &App,
    upload: Option<&Upload>,
    errors: &mut Errors,
) -> Result<Option<Sent>, Error> {
    let Some(upload) = upload else {
        errors.add("file", "file-missing");
        return Ok(None);
    };
    match read_sent(app, upload.bytes.clone()).await? {
        Ok(sent) => Ok(Some(sent)),
        Err(unreadable) => {
            let key = match unreadable {
                Unreadable::NoWord => "sent-no-kind",
                other => other.key(),
            };
            errors.add_with("file", key, vec![("name", with_marks(&uploads::name(upload)))]);
            Ok(None)
        }
    }
}

/// Which kind of file it is that was read.
pub(super) fn kind(sent: &Sent, upload: Option<&Upload>) -> FileKind {
    let is_zip = upload.is_some_and(|upload| upload.bytes.starts_with(b"PK"));
    match sent {
        Sent::Word(_) => FileKind::Word,
        Sent::Tables(_) if is_zip => FileKind::Xlsx,
        Sent::Tables(_) => FileKind::Csv,
    }
}

pub(super) struct Said {
    pub items: Vec<Item>,
    /// The text that they are on, and in which of its languages.
    pub text: Arc<Text>,
    pub language: String,
    /// Sentences.
    pub notices: Vec<String>,
    /// Who the file says wrote in it: for the person who brings it, and nobody else.
    pub names: Vec<String>,
}

impl Said {
    pub fn of(
        conn: &mut Conn,
        scene: &Scene,
        participant: &Participant,
        sent: &Sent,
        signer: &Signer,
    ) -> Result<Self, Error> {
        match sent {
            Sent::Tables(grids) => Self::of_table(conn, scene, participant, grids),
            Sent::Word(document) => {
                let grids = word::grids(document);
                match tables::has_form(&grids) {
                    Ok(()) => Self::of_table(conn, scene, participant, &grids),
                    Err(_) => Self::of_word(conn, scene, participant, document, signer),
                }
            }
        }
    }

    fn of_word(
        conn: &mut Conn,
        scene: &Scene,
        participant: &Participant,
        document: &Document,
        signer: &Signer,
    ) -> Result<Self, Error> {
        let of = (&scene.consultation, &scene.round);
        let reading = returned::read(conn, &scene.who, of, participant, document, signer)?;
        Ok(Self {
            items: returned::items(&reading, document, Language::of(&reading.language)),
            notices: word_notices(scene.t(), &reading, document),
            text: reading.text,
            language: reading.language,
            names: reading.names,
        })
    }

    fn of_table(
        conn: &mut Conn,
        scene: &Scene,
        participant: &Participant,
        grids: &[Grid],
    ) -> Result<Self, Error> {
        let t = scene.t();
        let draft = drafts::find(conn, scene.round.draft_id.ok_or(Error::NotFound)?)?;
        let text = drafts::text(conn, draft.id)?;
        let about = About::new(&text, languages(&text, &draft.language));
        let (items, notices, language) = match tables::read(grids, &about) {
            Ok(read) => {
                let items = tables::items(&read, &text, t);
                (items, table_notices(t, &read, &participant.name), read.language)
            }
            Err(no_form) => (Vec::new(), vec![t.say(no_form.key())], draft.language),
        };
        Ok(Self { items, text: Arc::new(text), language, notices, names: Vec::new() })
    }
}

fn table_notices(t: Language, read: &tables::Read, own: &str) -> Vec<String> {
    let is_of_a_piece = |row: usize| read.entries.iter().any(|entry| entry.row == row);
    let mut notices: Vec<String> = read
        .remarks
        .iter()
        .filter(|remark| remark.what.is_loss() || !is_of_a_piece(remark.row))
        .map(|remark| remark.said(t))
        .collect();
    let others: Vec<&str> =
        read.names.iter().map(String::as_str).filter(|name| *name != own).collect();
    if !others.is_empty() {
        let names: String = others.join(", ").chars().take(200).collect();
        notices.push(t.say1("table-names-others", "names", names));
    }
    if read.entries.is_empty() {
        notices.push(t.say("table-nothing"));
    }
    notices
}

/// What to know of the file as a whole.
fn word_notices(t: Language, reading: &Reading, document: &Document) -> Vec<String> {
    let mut notices = Vec::new();
    if !reading.is_of_this_text() {
        notices.push(t.say(match reading.is_of_another {
            true => "returned-of-another-draft",
            false => "returned-not-this-text",
        }));
        return notices;
    }
    if reading.is_of_another {
        notices.push(t.say("returned-names-another-draft"));
    }
    if let Some((draft, _)) = &reading.made_from {
        notices.push(t.say1("returned-older-draft", "label", draft.label.clone()));
    }
    match reading.made_for {
        MadeFor::Them => {}
        MadeFor::Another => notices.push(t.say("returned-for-another")),
        MadeFor::Nobody => notices.push(t.say("returned-no-token")),
    }
    let is_unseen = |found: &&Found| found.tracked != Tracked::Wholly;
    let unseen = reading.returned.found.iter().filter(is_unseen).count();
    if unseen > 0 {
        notices.push(t.say1("returned-untracked", "count", unseen));
    }
    if !reading.returned.missing.is_empty() {
        notices.push(t.say1("returned-missing", "count", reading.returned.missing.len()));
    }
    if reading.restyled > 0 {
        notices.push(t.say1("returned-restyled", "count", reading.restyled));
    }
    if reading.returned.found.is_empty() && document.comments.is_empty() {
        notices.push(t.say("returned-nothing"));
    }
    notices
}
