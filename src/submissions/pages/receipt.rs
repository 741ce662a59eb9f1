//! The receipt, for one's own people: on a page, as files; and the proof, which shows the content.

use super::super::committed;
use super::super::receipts;
use super::super::store::{self, Submission};
use super::cards;
use super::excerpts::excerptable;
use super::scene::Scene;
use super::submission::{frame, scene_of};
use crate::app::App;
use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::may_read_receipt;
use crate::procedure::words::SubmissionState;
use crate::rounds::store::digests;
use crate::signing::hex;
use crate::web::{Asking, Error, Frame, download, html};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde_json::json;

/// The submission with its signed receipt, for those who may have it: nobody but its own people.
fn own_receipt(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Submission, String), Error> {
    crate::sign_in::viewer(conn, asking, now)?.signed_in()?;
    let (scene, submission) = scene_of(conn, asking, id, now)?;
    may_read_receipt(&scene.who, submission.participant_id)?;
    let receipt = store::receipt_of(conn, submission.id)?.ok_or(Error::NotFound)?;
    Ok((scene, submission, receipt))
}

#[derive(Template)]
#[template(path = "submissions/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    code: String,
    when: String,
    utc: String,
    iso: String,
    commitment: String,
    /// The line of the journal, and its hash.
    line: String,
    hash: String,
    late: bool,
    /// The list of digests that it stands in, and its file.
    listed: Option<(i64, String)>,
    /// It was taken back or replaced before a list was made, and will be in none.
    never_listed: bool,
    /// The same as a signed text.
    text: String,
    /// As JSON, for its own people.
    json: Option<String>,
    /// The proof, which shows the content: for its own people, while there is one.
    proof: Option<String>,
    /// The submission's own page, or where its excerpts are anchored.
    back: String,
}

/// What the page shows of a receipt.
fn shown(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
    receipt: &str,
    own: bool,
) -> Result<ReceiptPage, Error> {
    let t = scene.t();
    let at = submission.submitted_at.ok_or(Error::NotFound)?;
    let commitment = store::commitment_of(conn, submission.id)?;
    let listed = digests::listing(conn, &commitment)?;
    let value = |name| crate::signing::value(receipt, name).to_owned();
    let path = cards::path(submission);
    let has_proof = own && store::salt_of(conn, submission.id)?.is_some();
    Ok(ReceiptPage {
        frame: frame(scene, own),
        code: value("code"),
        when: format!("{} ({})", t.moment(at, scene.zone()), scene.zone()),
        utc: t.utc(at),
        iso: at.iso(),
        commitment: hex(&commitment),
        line: value("journal_line"),
        hash: value("journal_hash"),
        late: submission.late,
        never_listed: submission.state != SubmissionState::Submitted,
        listed: listed.map(|list| (list.number, list.path(&scene.round))),
        text: format!("{path}/{}.txt", if own { "receipt" } else { "registered-receipt" }),
        json: own.then(|| format!("{path}/receipt.json")),
        proof: has_proof.then(|| format!("{path}/proof")),
        back: if own { path } else { format!("{path}/excerpts") },
    })
}

/// The receipt: that something was received, when, and its code. No content, no name.
pub async fn receipt(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, submission, receipt) = own_receipt(conn, &asking, &id, now)?;
            shown(conn, &scene, &submission, &receipt, true)
        })
        .await?;
    html(page)
}

/// The receipt as a signed text.
pub async fn as_text(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let receipt = app.read(move |conn| Ok(own_receipt(conn, &asking, &id, now)?.2)).await?;
    Ok(download("receipt.txt", "text/plain; charset=utf-8", receipt.into_bytes()))
}

/// The same as JSON.
pub async fn as_json(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let receipt = app.read(move |conn| Ok(own_receipt(conn, &asking, &id, now)?.2)).await?;
    let file = format!("{}\n", receipts::json(&receipt));
    Ok(download("receipt.json", "application/json", file.into_bytes()))
}

/// The receipt of what was registered, for whoever registered it: to print and hand over. Neither
/// text nor name stands on it.
fn handed_over(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Submission, String), Error> {
    crate::sign_in::signed_in(conn, asking, now)?;
    let (scene, submission) = scene_of(conn, asking, id, now)?;
    excerptable(&scene, &submission)?;
    let receipt = store::receipt_of(conn, submission.id)?.ok_or(Error::NotFound)?;
    Ok((scene, submission, receipt))
}

/// `GET /submissions/{id}/registered-receipt`.
pub async fn to_hand_over(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, submission, receipt) = handed_over(conn, &asking, &id, now)?;
            shown(conn, &scene, &submission, &receipt, false)
        })
        .await?;
    html(page)
}

/// The same as a signed text, to be sent by the way that the submission came.
pub async fn to_hand_over_as_text(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let receipt = app.read(move |conn| Ok(handed_over(conn, &asking, &id, now)?.2)).await?;
    Ok(download("receipt.txt", "text/plain; charset=utf-8", receipt.into_bytes()))
}

#[derive(Template)]
#[template(path = "submissions/proof.html")]
struct ProofPage {
    frame: Frame,
    path: String,
}

/// The warning before the proof is handed out.
pub async fn proof(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, submission, _) = own_receipt(conn, &asking, &id, now)?;
            store::salt_of(conn, submission.id)?.ok_or(Error::NotFound)?;
            let path = cards::path(&submission);
            let receipt = scene.t().say("receipt-title");
            let frame = frame(&scene, true).under(format!("{path}/receipt"), receipt);
            Ok(ProofPage { frame, path })
        })
        .await?;
    html(page)
}

/// The salt and the content as the commitment covers it: whoever has the file can read it.
pub async fn take_proof(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let file = app
        .read(move |conn| {
            let (_, submission, _) = own_receipt(conn, &asking, &id, now)?;
            let whole = committed::whole(conn, &submission)?;
            let salt = whole.salt.ok_or(Error::NotFound)?;
            let document = json!({
                "format": "travaux proof 1",
                "label": whole.label,
                "commitment": hex(&whole.digest),
                "salt": hex(&salt),
                "content": hex(&whole.canonical),
            });
            Ok(format!("{document}\n"))
        })
        .await?;
    Ok(download("proof.json", "application/json", file.into_bytes()))
}
