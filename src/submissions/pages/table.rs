//! `/rounds/{id}/comment-form`: the field's own forms for comments, to be filled in.

use super::super::tables::Form;
use super::super::tables::writing::{Head, blank, write};
use super::scene::Scene;
use crate::app::App;
use crate::drafts::store as drafts;
use crate::formats::FileKind;
use crate::participants::store::Participant;
use crate::procedure::keys::PublicId;
use crate::web::{self as pages, Asking, Error, Fields};
use actix_web::{HttpRequest, HttpResponse, web};

/// The forms that somebody can take: what each is called, and its files.
pub(super) struct Blank {
    /// For whom; none where there is one alone.
    pub name: Option<String>,
    /// The key of what it is called.
    pub key: &'static str,
    /// "docx", and its address.
    pub files: Vec<(&'static str, String)>,
}

/// Those of a round for these participants.
pub(super) fn blanks(round_path: &str, writers: &[Participant]) -> Vec<Blank> {
    let mut all = Vec::new();
    for one in writers {
        for form in Form::ALL {
            let address = |kind: &FileKind| {
                let (form, kind) = (form.as_str(), kind.extension());
                let to = format!(
                    "{round_path}/comment-form?form={form}&as={kind}&for={}",
                    one.public_id
                );
                (kind, to)
            };
            all.push(Blank {
                name: (writers.len() > 1).then(|| one.name.clone()),
                key: form.key(),
                files: FileKind::ALL.iter().map(address).collect(),
            });
        }
    }
    all
}

/// A form of the round's draft for one of this person's participants.
pub async fn form(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let asked = Fields::from_query(req.query_string());
    let origin = app.settings.origin.clone();
    let (name, kind, bytes) = app
        .read(move |conn| {
            crate::sign_in::viewer(conn, &asking, now)?.signed_in()?;
            let scene = Scene::find(conn, &asking, &id, now)?;
            let writers = scene.writers(conn)?;
            let is_for = |one: &&Participant| match asked.filled("for") {
                Some(id) => one.public_id.as_str() == id,
                None => true,
            };
            let own = writers.iter().find(is_for).ok_or(Error::NotFound)?;
            let form = asked.filled("form").map_or(Some(Form::Iso), Form::parse);
            let kind = asked.filled("as").map_or(Some(FileKind::Word), FileKind::of_extension);
            let (form, kind) = form.zip(kind).ok_or(Error::NotFound)?;
            let draft = drafts::find(conn, scene.round.draft_id.ok_or(Error::NotFound)?)?;
            let text = drafts::text(conn, draft.id)?;
            let head = Head {
                t: scene.t(),
                document: &draft.label,
                project: &scene.consultation.title,
                maker: &origin,
                now,
            };
            let bytes = write(form, kind, &head, &blank(scene.t(), &text, &own.name))?;
            let name =
                format!("comments-{}-{}.{}", form.as_str(), draft.public_id, kind.extension());
            Ok((name, kind, bytes))
        })
        .await?;
    Ok(pages::download(&name, kind.media_type(), bytes))
}
