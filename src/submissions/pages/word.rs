//! `/rounds/{id}/word`: answering in Word. The draft is handed out as a file for each participant, and
//! the file that comes back is read before it is kept.

use super::super::acts::drafting;
use super::super::returned;
use super::super::store::{self, CheckedFile};
use super::super::tables::has_form;
use super::super::uploads;
use super::filing::Filing;
use super::place::chosen;
use super::said;
use super::scene::{Scene, Status};
use super::table::{Blank, blanks};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::formats::FileKind;
use crate::formats::apart::Sent;
use crate::formats::word;
use crate::participants::store::Participant;
use crate::procedure::keys::PublicId;
use crate::procedure::words::PublicationClass;
use crate::signing::Signer;
use crate::web::{self as pages, After, Asking, Error, Errors, Fields, Frame, Upload, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/word.html")]
struct WordPage {
    frame: Frame,
    status: Status,
    action: String,
    /// For each participant, and for everybody: in which languages there is a file.
    handouts: Vec<Handout>,
    blanks: Vec<Blank>,
    seats: Vec<(String, String)>,
    fields: Fields,
    errors: Errors,
    refusal: Option<String>,
    sent: Vec<(String, String)>,
}

struct Handout {
    name: Option<String>,
    /// Code, name and address.
    languages: Vec<(String, String, String)>,
}

fn page(conn: &mut Conn, scene: &Scene, fields: Fields, errors: Errors) -> Result<WordPage, Error> {
    let t = scene.t();
    let filing = Filing::of(conn, scene)?;
    let reading = scene.reading.as_ref().ok_or(Error::NotFound)?;
    let address = format!("{}/handout.docx", scene.round.path());
    let handout = |participant: Option<&Participant>| Handout {
        name: participant.map(|one| one.name.clone()),
        languages: reading
            .languages
            .iter()
            .map(|code| {
                let of = participant.map(|one| format!("&for={}", one.public_id));
                let to = format!("{address}?lang={code}{}", of.unwrap_or_default());
                (code.clone(), t.language_name(code), to)
            })
            .collect(),
    };
    let mut handouts: Vec<Handout> = filing.writers.iter().map(|one| handout(Some(one))).collect();
    handouts.push(handout(None));
    Ok(WordPage {
        frame: scene.frame().under(format!("{}/text", scene.round.path()), t.say("text-title")),
        status: scene.status(),
        action: format!("{}/word", scene.round.path()),
        handouts,
        blanks: blanks(&scene.round.path(), &filing.writers),
        seats: filing.seats,
        sent: filing.sent,
        fields,
        errors,
        refusal: filing.refusal,
    })
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let scene = Scene::find(conn, &asking, &id, now)?;
            page(conn, &scene, Fields::default(), Errors::default())
        })
        .await?;
    html(page)
}

/// The round's draft as a file for one of this person's participants (`?for=`), or for anybody.
pub async fn handout(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let asked = Fields::from_query(req.query_string());
    let (signer, origin) = (Signer::of(&app.settings.data), app.settings.origin.clone());
    let (name, bytes) = app
        .read(move |conn| {
            crate::sign_in::viewer(conn, &asking, now)?.signed_in()?;
            let scene = Scene::find(conn, &asking, &id, now)?;
            let writers = scene.writers(conn)?;
            if writers.is_empty() {
                return Err(Error::NotFound);
            }
            let participant = match asked.filled("for") {
                Some(id) => {
                    let own = writers.iter().find(|one| one.public_id.as_str() == id);
                    Some(own.ok_or(Error::NotFound)?)
                }
                None => None,
            };
            let draft = drafts::find(conn, scene.round.draft_id.ok_or(Error::NotFound)?)?;
            let language = asked.filled("lang").unwrap_or(&draft.language);
            let made = (language, &signer, origin.as_str());
            let paper = returned::paper(conn, &scene.consultation, &draft, participant, made, now)?;
            let bytes = word::write(&paper).map_err(|error| Error::Internal(error.into()))?;
            Ok((format!("draft-{}-{}.docx", draft.public_id, paper.language), bytes))
        })
        .await?;
    Ok(pages::download(&name, word::MEDIA_TYPE, bytes))
}

/// Keeps a file that came back, if it can be read, and leads to what it says.
pub async fn send(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let id = id.into_inner();
    let upload = fields.files("file").next().cloned();
    // Nothing is read for whoever may not send it.
    let (who, round) = (asking.clone(), id.clone());
    app.read(move |conn| {
        let scene = Scene::find(conn, &who, &round, now)?;
        Filing::of(conn, &scene).map(drop)
    })
    .await?;
    let (mut errors, mut kind) = (Errors::default(), FileKind::Word);
    if let Some(sent) = said::read_upload(&app, upload.as_ref(), &mut errors).await? {
        kind = said::kind(&sent, upload.as_ref());
        if let Sent::Tables(grids) = &sent
            && let Err(no_form) = has_form(grids)
        {
            errors.add("file", no_form.key());
        }
    }
    let after = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let scene = Scene::find(tx, &asking, &id, now)?;
            let writers = scene.writers(tx)?;
            let Some(participant) = chosen(&writers, &fields) else {
                return Err(Error::NotFound);
            };
            let Some(upload) = upload.filter(|_| errors.is_empty()) else {
                return Ok(After::faulty(page(tx, &scene, fields, errors)?));
            };
            let file = checked(upload, kind);
            let digest = <sha2::Sha256 as sha2::Digest>::digest(&file.bytes).to_vec();
            let submission = drafting::attach(
                tx,
                &scene.who,
                &scene.round,
                participant.id,
                &[file],
                Some(PublicationClass::Confidential),
                now,
            )?;
            let there = store::attachments_of(tx, submission.id)?;
            let file = there.iter().find(|one| one.digest == digest).ok_or(Error::NotFound)?;
            let to = format!("/files/{}/proposals", file.public_id);
            Ok(After::See(to, "flash-word-read"))
        })
        .await?;
    after.answer()
}

/// A file is what it was read as, whatever its name ends with.
fn checked(upload: Upload, kind: FileKind) -> CheckedFile {
    let name = uploads::name(&upload);
    let ending = format!(".{}", kind.extension());
    let is_named = name.to_lowercase().ends_with(&ending);
    let name = if is_named { name } else { format!("{name}{ending}") };
    CheckedFile { name, media_type: kind.media_type(), bytes: upload.bytes }
}
