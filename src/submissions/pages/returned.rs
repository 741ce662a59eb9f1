//! `/files/{id}/proposals`: what a Word file or a comment table says, to be confirmed, corrected or dropped piece by
//! piece. Until then nothing of it is in the submission but the file.

use super::super::acts::drafting::{self, Form};
use super::super::effects;
use super::super::returned::{Item, What};
use super::super::store::{self, Attachment, Submission};
use super::super::written::Written;
use super::cards;
use super::said::{Said, is_read};
use super::scene::{Scene, Status};
use crate::app::App;
use crate::db::Conn;
use crate::formats::apart::Sent;
use crate::participants::store::Participant;
use crate::procedure::Moment;
use crate::procedure::Refusal;
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::rounds::may_say;
use crate::procedure::words::{PublicationClass, SubmissionState};
use crate::rounds::store as rounds;
use crate::signing::Signer;
use crate::text::citations::find_among;
use crate::text::returned::{Tracked, Why};
use crate::text::{Run, citations, with_marks};
use crate::web::{After, Asking, Error, Fields, Frame, html, read_sent};
use actix_web::{HttpResponse, web};
use askama::Template;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "submissions/returned.html")]
struct ReturnedPage {
    frame: Frame,
    status: Status,
    action: String,
    file: String,
    whole: String,
    /// What is to be known before one confirms: sentences.
    notices: Vec<String>,
    names: String,
    pieces: Vec<Piece>,
    /// Of the pieces that could not be taken over: number, and why.
    faults: Vec<(usize, String)>,
    classes: Vec<(&'static str, String, String)>,
    fields: Fields,
    /// How many are there to be taken.
    open: usize,
}

/// One piece as the page shows it.
struct Piece {
    number: usize,
    said: String,
    /// "art. 4 (2)", and where it stands; empty for the whole text.
    place: String,
    path: Option<String>,
    marks: Vec<(&'static str, String)>,
    /// Sentences.
    doubts: Vec<String>,
    runs: Vec<Run>,
    takes_words: bool,
    is_proposal: bool,
    proposed: String,
    body: String,
    is_ticked: bool,
    fault: Option<String>,
    /// It is in the submission: where.
    taken: Option<String>,
    /// It cannot be said in this round: why.
    refusal: Option<String>,
}

/// What the page is about: the file, whose it is, and the round.
struct Desk {
    scene: Scene,
    file: Attachment,
    submission: Submission,
    participant: Participant,
}

impl Desk {
    fn find(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Self, Error> {
        // Whether there is such a file is nothing to whoever has not signed in.
        crate::sign_in::viewer(conn, asking, now)?.signed_in()?;
        let file = store::find_attachment(conn, id)?;
        let submission = store::find(conn, file.submission_id)?;
        let round = rounds::find(conn, submission.round_id)?;
        let scene = Scene::of(conn, asking, round, now)?;
        let writers = scene.writers(conn)?;
        let own = writers.into_iter().find(|one| one.id == submission.participant_id);
        let participant = own.ok_or(Error::NotFound)?;
        if !is_read(&file.media_type) || file.is_erased() {
            return Err(Error::NotFound);
        }
        if submission.state != SubmissionState::Drafting {
            return Err(Refusal::AlreadySubmitted.into());
        }
        Ok(Self { scene, file, submission, participant })
    }

    fn said(&self, conn: &mut Conn, sent: &Sent, signer: &Signer) -> Result<Said, Error> {
        Said::of(conn, &self.scene, &self.participant, sent, signer)
    }

    fn may_say(&self, written: &Written) -> Result<(), Denied> {
        let scene = &self.scene;
        let saying = written.saying();
        may_say(&scene.who, &scene.facts, self.participant.id, &saying, scene.now).map(drop)
    }

    /// What marks the input that a piece becomes: taken twice, it makes one.
    fn form_key(&self, number: usize) -> String {
        format!("{}-{number}", self.file.public_id)
    }
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let (now, signer) = (app.now(), Signer::of(&app.settings.data));
    let id = id.into_inner();
    let sent = sent(&app, &asking, &id, now).await?;
    let page = app
        .read(move |conn| {
            let desk = Desk::find(conn, &asking, &id, now)?;
            page(conn, &desk, &sent, &signer, Fields::default(), &HashMap::new())
        })
        .await?;
    html(page)
}

/// What the file says. It was read once before it was kept: a file that cannot be read any more is
/// no fault of whoever asks.
async fn sent(
    app: &web::Data<App>,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<Sent, Error> {
    let (asking, id) = (asking.clone(), id.clone());
    let stored = app
        .read(move |conn| {
            let desk = Desk::find(conn, &asking, &id, now)?;
            Ok(store::stored(conn, desk.file.id)?)
        })
        .await?;
    let bytes = app.aside(move || Ok(stored.bytes()?)).await?;
    read_sent(app, bytes).await?.map_err(|_| Error::NotFound)
}

fn page(
    conn: &mut Conn,
    desk: &Desk,
    sent: &Sent,
    signer: &Signer,
    fields: Fields,
    faults: &HashMap<usize, String>,
) -> Result<ReturnedPage, Error> {
    let scene = &desk.scene;
    let t = scene.t();
    let said = desk.said(conn, sent, signer)?;
    let mut pieces = Vec::new();
    for (number, item) in said.items.iter().enumerate() {
        let taken = store::input_of_form(conn, &desk.form_key(number))?;
        let mut piece = piece(desk, &said, item, number, &fields, taken.is_some());
        piece.fault = faults.get(&number).cloned();
        pieces.push(piece);
    }
    let mut told: Vec<(usize, String)> =
        faults.iter().map(|(number, said)| (*number, said.clone())).collect();
    told.sort();
    let whole = cards::path(&desk.submission);
    Ok(ReturnedPage {
        frame: scene.frame().under(whole.clone(), t.say("text-whole")),
        status: scene.status(),
        action: format!("/files/{}/proposals", desk.file.public_id),
        file: with_marks(&desk.file.name),
        whole,
        notices: said.notices,
        names: with_marks(&said.names.join(", ")),
        open: pieces.iter().filter(|one| one.taken.is_none() && one.refusal.is_none()).count(),
        pieces,
        faults: told,
        classes: super::form::classes(t, scene.consultation.kind),
        fields,
    })
}

fn piece(
    desk: &Desk,
    said: &Said,
    item: &Item,
    number: usize,
    fields: &Fields,
    is_taken: bool,
) -> Piece {
    let scene = &desk.scene;
    let t = scene.t();
    let is_sent = fields.is_ticked("sent");
    let typed = |name: &str, own: &str| match is_sent {
        true => fields.get(&format!("{name}-{number}")).to_owned(),
        false => own.to_owned(),
    };
    let cite = |identity: &str| scene.citation_short(identity);
    let written = item.written(&item.spot(&said.text), &said.language, None);
    let may = desk.may_say(&written);
    let refusal = match may {
        Ok(()) => None,
        Err(Denied::Refused(refusal)) => Some(t.refusal(&refusal, scene.zone())),
        Err(Denied::Unknown) => Some(t.refusal(&Refusal::ElementNotOpen, scene.zone())),
    };
    let mut marks = Vec::new();
    let (what, is_proposal, takes_words) = match &item.what {
        What::Proposal { operation, particulars, tracked } => {
            match tracked {
                Tracked::Wholly => {}
                Tracked::Partly => marks.push(("warn", t.say("returned-partly-tracked"))),
                Tracked::Not => marks.push(("warn", t.say("returned-not-tracked"))),
            }
            let said = effects::said(t, *operation, particulars, cite);
            (said, true, operation.takes_wording())
        }
        What::Comment { is_settled } => {
            if *is_settled {
                marks.push(("idle", t.say("returned-settled")));
            }
            (t.say("returned-comment"), false, false)
        }
        What::Row => (t.word(item.kind()), false, false),
        What::Left(why) => {
            let key = match why {
                Why::Outside => "returned-outside",
                Why::OthersUnderIt => "returned-others-under",
                Why::NoPlace => "returned-no-place",
            };
            marks.push(("warn", t.say(key)));
            (t.say("returned-left"), false, false)
        }
    };
    if let Some(row) = item.row {
        marks.push(("idle", t.say1("returned-row", "row", row)));
    }
    if let Some(kind) = item.comment_type {
        marks.push(("idle", t.word(kind)));
    }
    if item.is_outdated {
        marks.push(("warn", t.say("returned-outdated")));
    }
    if is_proposal && item.place.is_none() {
        marks.push(("warn", t.say("returned-element-gone")));
    }
    let place = item.place.as_deref().and_then(cite).unwrap_or_default();
    let proposed = typed("proposed", &item.proposed);
    Piece {
        number,
        said: what,
        path: item.place.as_deref().and_then(|place| scene.element_path(place)),
        runs: effects::runs(written.operation, &written.quoted, &proposed),
        place: typed("place", &place),
        marks,
        doubts: item.doubts.clone(),
        takes_words,
        is_proposal,
        proposed,
        body: typed("body", &item.body),
        is_ticked: match is_sent {
            true => fields.is_ticked(&format!("take-{number}")),
            false => item.is_offered,
        },
        fault: None,
        taken: is_taken.then(|| format!("{}#inputs", cards::path(&desk.submission))),
        refusal,
    }
}

/// Takes over what was ticked, as it was corrected.
pub async fn take(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, signer) = (app.now(), Signer::of(&app.settings.data));
    let id = id.into_inner();
    let sent = sent(&app, &asking, &id, now).await?;
    let after = app
        .write(move |tx| {
            let desk = Desk::find(tx, &asking, &id, now)?;
            let said = desk.said(tx, &sent, &signer)?;
            let (taken, faults) = confirmed(&desk, said, &fields);
            if !faults.is_empty() {
                let page = page(tx, &desk, &sent, &signer, fields, &faults)?;
                return Ok(After::faulty(page));
            }
            let (who, round) = (&desk.scene.who, &desk.scene.round);
            for (number, written) in taken {
                let key = desk.form_key(number);
                if store::input_of_form(tx, &key)?.is_none() {
                    let form = Form { key: Some(&key), ..Form::default() };
                    drafting::write(tx, who, round, desk.participant.id, &written, &form, now)?;
                }
            }
            let to = format!("{}#inputs", cards::path(&desk.submission));
            Ok(After::See(to, "flash-returned-taken"))
        })
        .await?;
    after.answer()
}

/// What was ticked, as it is to be written; and by piece what is wrong with it.
fn confirmed(
    desk: &Desk,
    said: Said,
    fields: &Fields,
) -> (Vec<(usize, Written)>, HashMap<usize, String>) {
    let scene = &desk.scene;
    let t = scene.t();
    let class: Option<PublicationClass> = fields.parsed("class");
    let known = citations(&said.text);
    let (mut taken, mut faults) = (Vec::new(), HashMap::new());
    for (number, mut item) in said.items.into_iter().enumerate() {
        if !fields.is_ticked(&format!("take-{number}")) {
            continue;
        }
        item.proposed = fields.get(&format!("proposed-{number}")).to_owned();
        item.body = fields.get(&format!("body-{number}")).to_owned();
        let typed = fields.trimmed(&format!("place-{number}"));
        let own = item.place.as_deref().and_then(|place| scene.citation_short(place));
        if own.as_deref().unwrap_or_default() != typed {
            item.place = match find_among(&known, typed)[..] {
                [at] => Some(said.text.elements[at].id.clone()),
                _ if typed.is_empty() && !matches!(item.what, What::Proposal { .. }) => None,
                _ => {
                    let shown: String = typed.chars().take(60).collect();
                    faults.insert(number, t.say1("returned-place-unknown", "name", shown));
                    continue;
                }
            };
        }
        if item.place.is_none() && matches!(item.what, What::Proposal { .. }) {
            faults.insert(number, t.say("returned-place-missing"));
            continue;
        }
        let spot = item.spot(&said.text);
        let written = item.written(&spot, &said.language, class);
        if let Err(Denied::Refused(refusal)) = desk.may_say(&written) {
            faults.insert(number, t.refusal(&refusal, scene.zone()));
            continue;
        }
        let mut unfinished = written.unfinished(&spot);
        written.too_long(&mut unfinished);
        match unfinished.said(&t).into_iter().next() {
            Some((_, said)) => {
                faults.insert(number, said);
            }
            None => taken.push((number, written)),
        }
    }
    (taken, faults)
}
