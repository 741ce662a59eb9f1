//! Files: attached to what is being drafted, and handed out to those who may have them.

use super::super::acts::drafting;
use super::super::store::{self, Attachment, CheckedFile, Submission};
use super::super::uploads;
use super::super::views;
use super::cards;
use super::excerpts::{excerptable, reads_letter};
use super::filing::Filing;
use super::place::chosen;
use super::said::is_read;
use super::scene::{Scene, Status};
use crate::app::App;
use crate::db::Conn;
use crate::procedure::keys::PublicId;
use crate::rounds::store as rounds;
use crate::text::with_marks;
use crate::web::{
    self as pages, After, Asking, Error, Errors, Fields, Frame, html, see_other_saying,
};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/files.html")]
struct FilesPage {
    frame: Frame,
    status: Status,
    action: String,
    seats: Vec<(String, String)>,
    classes: Vec<(&'static str, String, String)>,
    /// What is attached already: for each participant its files and its submission.
    attached: Vec<(String, String, Vec<FileLine>)>,
    fields: Fields,
    errors: Errors,
    refusal: Option<String>,
    /// What was sent, where that is why no more files are taken: to be replaced there.
    sent: Vec<(String, String)>,
}

/// A file as lists show it.
pub(super) struct FileLine {
    pub name: String,
    pub path: String,
    pub size: String,
    /// The beginning of its SHA-256, for comparing.
    pub digest: String,
    pub class: Option<String>,
    pub class_word: &'static str,
    pub original: bool,
    pub id: String,
    /// Where what it says is taken over, while it may be.
    pub proposals: Option<String>,
    /// Where it is removed, while it may be.
    pub removal: Option<String>,
}

impl FileLine {
    /// The files of a submission that this person may have, those whose place another took left out.
    pub fn of_those_had(
        conn: &mut Conn,
        scene: &Scene,
        submission: &Submission,
    ) -> Result<Vec<Self>, Error> {
        let all = Self::ever_had(conn, scene, submission)?;
        Ok(all
            .into_iter()
            .filter(|(_, replaced)| replaced.is_none())
            .map(|(line, _)| line)
            .collect())
    }

    /// All of them, each with the day on which another took its place.
    pub fn ever_had(
        conn: &mut Conn,
        scene: &Scene,
        submission: &Submission,
    ) -> Result<Vec<(Self, Option<String>)>, Error> {
        let mut all = Vec::new();
        for file in store::attachments_of(conn, submission.id)? {
            if !file.is_erased() && may_have(conn, scene, submission, &file)? {
                let replaced = file.replaced_at.map(|at| scene.t().day(at, scene.zone()));
                all.push((Self::of(scene, &file, false), replaced));
            }
        }
        Ok(all)
    }

    pub fn of(scene: &Scene, file: &Attachment, removable: bool) -> Self {
        let t = scene.t();
        let digest = crate::signing::hex(&file.digest);
        Self {
            name: with_marks(&file.name),
            path: format!("/files/{}", file.public_id),
            size: t.say1("file-size", "kb", (file.size + 1023) / 1024),
            digest,
            class: file.publication_class.map(|class| t.word(class)),
            class_word: file.publication_class.map_or("", |class| class.as_str()),
            original: file.original,
            id: file.public_id.to_string(),
            proposals: (removable && is_read(&file.media_type))
                .then(|| format!("/files/{}/proposals", file.public_id)),
            removal: removable.then(|| format!("/files/{}/removal", file.public_id)),
        }
    }
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    fields: Fields,
    errors: Errors,
) -> Result<FilesPage, Error> {
    let t = scene.t();
    let filing = Filing::of(conn, scene)?;
    let mut attached = Vec::new();
    for writer in &filing.writers {
        if let Some(draft) = store::drafting(conn, scene.round.id, writer.id)? {
            let files = store::attachments_of(conn, draft.id)?;
            let lines = files.iter().map(|file| FileLine::of(scene, file, true)).collect();
            attached.push((writer.name.clone(), cards::path(&draft), lines));
        }
    }
    Ok(FilesPage {
        frame: scene.frame().under(format!("{}/text", scene.round.path()), t.say("text-title")),
        status: scene.status(),
        action: format!("{}/files", scene.round.path()),
        seats: filing.seats,
        classes: super::form::classes(t, scene.consultation.kind),
        sent: filing.sent,
        attached,
        fields,
        errors,
        refusal: filing.refusal,
    })
}

pub async fn files(
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

pub async fn attach(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let scene = Scene::find(tx, &asking, &id, now)?;
            let writers = scene.writers(tx)?;
            let Some(participant) = chosen(&writers, &fields) else {
                return Err(Error::NotFound);
            };
            match checked(&fields, "file") {
                Ok(files) => {
                    let class = fields.parsed("class");
                    let (who, round) = (&scene.who, &scene.round);
                    let submission =
                        drafting::attach(tx, who, round, participant.id, &files, class, now)?;
                    let to = format!("{}#files", cards::path(&submission));
                    Ok(After::See(to, "flash-file-attached"))
                }
                Err(errors) => Ok(After::faulty(page(tx, &scene, fields, errors)?)),
            }
        })
        .await?;
    after.answer()
}

/// The files of a form, each looked at; at least one.
pub(super) fn checked(fields: &Fields, field: &'static str) -> Result<Vec<CheckedFile>, Errors> {
    let mut errors = Errors::default();
    let mut files = Vec::new();
    for upload in fields.files(field) {
        match uploads::check(upload) {
            Ok(file) => files.push(file),
            Err(key) => {
                let name: String = upload.name.chars().take(80).collect();
                let name = with_marks(&name);
                errors.add_with(field, key, vec![("name", name)]);
            }
        }
    }
    if files.is_empty() && errors.is_empty() {
        errors.add(field, "file-missing");
    }
    errors.check().map(|()| files)
}

pub async fn detach(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let file = store::find_attachment(tx, &id)?;
            let submission = store::find(tx, file.submission_id)?;
            let round = rounds::find(tx, submission.round_id)?;
            let scene = Scene::of(tx, &asking, round, now)?;
            drafting::detach(tx, &scene.who, &scene.round, &file, now)?;
            Ok(format!("{}#files", cards::path(&submission)))
        })
        .await?;
    Ok(see_other_saying(&path, "flash-file-removed"))
}

/// May this person have the file? Whoever registered the submission always.
fn may_have(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
    file: &Attachment,
) -> Result<bool, Error> {
    let sight = scene.sight();
    // Of a letter, for those who read all that was cut out of it as they do on its own page.
    let facts = views::file_facts(file, submission);
    let cuts = file.original
        && sight.shows(&facts)
        && sight.names(&facts)
        && excerptable(scene, submission).is_ok()
        && reads_letter(conn, scene, submission)?;
    Ok(scene.has_registered(submission) || cuts || views::may_have(conn, &sight, submission, file)?)
}

/// A file, to be saved and never shown or run here.
pub async fn download(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (file, stored) = app
        .read(move |conn| {
            let file = store::find_attachment(conn, &id)?;
            let submission = store::find(conn, file.submission_id)?;
            let round = rounds::find(conn, submission.round_id)?;
            let scene = Scene::of(conn, &asking, round, now)?;
            if !may_have(conn, &scene, &submission, &file)? {
                return Err(Error::NotFound);
            }
            let stored = store::stored(conn, file.id)?;
            Ok((file, stored))
        })
        .await?;
    let bytes = app.aside(move || Ok(stored.bytes()?)).await?;
    Ok(pages::download(&file.name, &file.media_type, bytes))
}
