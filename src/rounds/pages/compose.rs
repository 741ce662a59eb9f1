//! `/rounds/{id}/letters/new`: an invitation or a reminder, edited once for all addressees and
//! previewed as one of each language and kind would get it. Nothing is written before that.

use super::Scene;
use crate::app::App;
use crate::db::Conn;
use crate::languages::Language;
use crate::participants::store::Participant;
use crate::post::{self, Desk, Letter};
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::rights::Denied;
use crate::procedure::rounds::{may_invite_to, may_remind};
use crate::procedure::words::Occasion;
use crate::procedure::{Moment, Right, What, decide};
use crate::rounds::views::{self, Correspondent};
use crate::rounds::wording::{PLACEHOLDERS, fill, mission, unknown_placeholder};
use crate::rounds::{Wording, correspondence};
use crate::text::paragraphs;
use crate::web::{Asking, Error, Errors, Fields, Frame, html, html_with, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "rounds/compose.html")]
struct Compose {
    frame: Frame,
    action: String,
    back: String,
    occasion: Occasion,
    is_reminder: bool,
    /// Nobody has been invited yet.
    is_first: bool,
    candidates: Vec<Candidate>,
    pending: usize,
    placeholders: String,
    typed: Fields,
    errors: Errors,
}

struct Candidate {
    id: String,
    value: PublicId,
    name: String,
    kind: String,
    by_note: bool,
    state: String,
    chosen: bool,
}

/// One of the four texts.
struct Text {
    field: String,
    label: String,
    body: String,
    language: &'static str,
    fault: Option<String>,
}

impl Compose {
    fn fault(&self, field: &str) -> Option<String> {
        self.errors.on(field, &self.frame.t)
    }

    fn all_pending(&self) -> bool {
        self.typed.get("to") != "ticked"
    }

    fn texts(&self) -> Vec<Text> {
        FIELDS
            .iter()
            .map(|(field, language, label)| Text {
                field: (*field).to_owned(),
                label: self.frame.t.say(label),
                body: self.typed.get(field).to_owned(),
                language: language.code(),
                fault: self.fault(field),
            })
            .collect()
    }
}

/// The fields that hold the texts: name, language, label.
const FIELDS: [(&str, Language, &str); 4] = [
    ("note_en", Language::English, "compose-note-en"),
    ("note_fr", Language::French, "compose-note-fr"),
    ("letter_en", Language::English, "compose-letter-en"),
    ("letter_fr", Language::French, "compose-letter-fr"),
];

#[derive(Template)]
#[template(path = "rounds/preview.html")]
struct Preview {
    frame: Frame,
    action: String,
    is_reminder: bool,
    samples: Vec<Sample>,
    notes: usize,
    letters: usize,
    /// Those who have neither an address nor people.
    unreachable: Vec<String>,
    /// Everything that was typed, to be sent along.
    hidden: Vec<(String, String)>,
}

struct Sample {
    name: String,
    language: &'static str,
    letterhead: String,
    addressee: Vec<String>,
    /// A note verbale's paragraphs; empty for a letter.
    note: Vec<String>,
    subject: String,
    letter: String,
}

fn occasion(word: &str) -> Result<Occasion, Error> {
    match word {
        "invitation" => Ok(Occasion::Invitation),
        "reminder" => Ok(Occasion::Reminder),
        _ => Err(Error::NotFound),
    }
}

/// May this person write on this occasion now?
fn ask(scene: &Scene, occasion: Occasion, now: Moment) -> Result<(), Denied> {
    match occasion {
        Occasion::Reminder => may_remind(&scene.who, &scene.facts, now),
        _ => may_invite_to(&scene.who, &scene.facts, now),
    }
    .map(drop)
}

/// Who is written to when nobody is ticked, and who can be ticked.
fn waits(c: &Correspondent, occasion: Occasion) -> bool {
    match occasion {
        Occasion::Reminder => c.may_be_reminded(),
        _ => c.waits_for_invitation(),
    }
}

pub async fn new(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let occasion = occasion(Fields::from_query(req.query_string()).get("occasion"))?;
    let page = app
        .read(move |conn| {
            let scene = Scene::signed_in(conn, &asking, &id, now)?;
            ask(&scene, occasion, now)?;
            let wording = Wording::proposed(&scene.consultation, occasion);
            let typed = Fields::of(&[
                ("occasion", occasion.as_str()),
                ("to", "pending"),
                ("note_en", wording.note_in(Language::English)),
                ("note_fr", wording.note_in(Language::French)),
                ("letter_en", wording.letter_in(Language::English)),
                ("letter_fr", wording.letter_in(Language::French)),
            ]);
            let all = views::correspondents(conn, &scene.round)?;
            Ok(compose(&scene, occasion, &all, typed, Errors::default()))
        })
        .await?;
    html(page)
}

fn compose(
    scene: &Scene,
    occasion: Occasion,
    all: &[Correspondent],
    typed: Fields,
    errors: Errors,
) -> Compose {
    let frame = scene.frame_under_round();
    let t = frame.t;
    let state = |c: &Correspondent| {
        t.say(match (c.submitted.is_some(), c.invited_at.is_some(), c.notes.is_empty()) {
            (true, ..) => "addressees-submitted",
            (_, true, _) => "addressees-invited",
            (.., false) => "addressees-note-drafted",
            _ => "addressees-not_invited",
        })
    };
    let candidates = all
        .iter()
        .filter(|c| waits(c, occasion))
        .map(|c| Candidate {
            id: format!("f-participant-{}", c.participant.public_id),
            name: c.participant.name.clone(),
            kind: t.word(c.participant.kind),
            by_note: c.participant.kind.is_state(),
            state: state(c),
            chosen: typed.has("participant", c.participant.public_id.as_str()),
            value: c.participant.public_id.clone(),
        })
        .collect::<Vec<_>>();
    let braces = |name: &&str| format!("{{{name}}}");
    Compose {
        action: format!("{}/letters", scene.round.path()),
        back: format!("{}/participants", scene.round.path()),
        occasion,
        is_reminder: occasion == Occasion::Reminder,
        is_first: all.iter().all(|c| c.invited_at.is_none()),
        pending: candidates.len(),
        candidates,
        placeholders: PLACEHOLDERS.iter().map(braces).collect::<Vec<_>>().join(" "),
        typed,
        errors,
        frame,
    }
}

/// What came of a press on one of the buttons.
enum Outcome {
    Again(StatusCode, Box<Compose>),
    Preview(Box<Preview>),
    Written(String),
}

/// `POST /rounds/{id}/letters`: `then` is preview, edit or send.
pub async fn write(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    typed: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let outcome = app
        .write(move |tx| {
            let scene = Scene::signed_in(tx, &asking, &id, now)?;
            decide(&scene.who, Right::LetterWrite, What::default()).actor()?;
            let occasion = occasion(typed.get("occasion"))?;
            ask(&scene, occasion, now)?;
            let all = views::correspondents(tx, &scene.round)?;
            let (chosen, wording) = match read(&typed, occasion, &all) {
                Ok(read) => read,
                Err(errors) => {
                    let page = compose(&scene, occasion, &all, typed, errors);
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return Ok(Outcome::Again(status, Box::new(page)));
                }
            };
            match typed.get("then") {
                "send" => {
                    let (who, round) = (&scene.who, &scene.round);
                    correspondence::write(tx, who, &desk, round, occasion, &chosen, &wording, now)?;
                    Ok(Outcome::Written(format!("{}/participants", round.path())))
                }
                "edit" => {
                    let page = compose(&scene, occasion, &all, typed, Errors::default());
                    Ok(Outcome::Again(StatusCode::OK, Box::new(page)))
                }
                _ => {
                    let page = preview(tx, &scene, &desk, occasion, &chosen, &wording, &typed)?;
                    Ok(Outcome::Preview(Box::new(page)))
                }
            }
        })
        .await?;
    match outcome {
        Outcome::Again(status, page) => html_with(status, *page),
        Outcome::Preview(page) => html(*page),
        Outcome::Written(path) => Ok(see_other_saying(&path, "flash-letters-written")),
    }
}

/// Who is written to, and the texts.
fn read(
    typed: &Fields,
    occasion: Occasion,
    all: &[Correspondent],
) -> Result<(Vec<Participant>, Wording), Errors> {
    let mut errors = Errors::default();
    let ticked = typed.get("to") == "ticked";
    let chosen: Vec<Participant> = all
        .iter()
        .filter(|c| waits(c, occasion))
        .filter(|c| !ticked || typed.has("participant", c.participant.public_id.as_str()))
        .map(|c| c.participant.clone())
        .collect();
    if chosen.is_empty() {
        errors.add("to", if ticked { "compose-error-ticked" } else { "compose-error-nobody" });
    }
    for (field, language, _) in FIELDS {
        let needed = chosen.iter().any(|participant| {
            participant.kind.is_state() == field.starts_with("note")
                && Language::of(&participant.language) == language
        });
        let text = typed.trimmed(field);
        if needed && text.is_empty() {
            errors.add(field, "compose-error-empty");
        }
        errors.hold(field, text, limits::PAGE);
        if let Some(unknown) = unknown_placeholder(text) {
            let values = vec![("placeholder", format!("{{{unknown}}}"))];
            errors.add_with(field, "compose-error-placeholder", values);
        }
    }
    let text = |field: &str| typed.trimmed(field).replace("\r\n", "\n");
    let wording = Wording {
        note: [(Language::English, text("note_en")), (Language::French, text("note_fr"))],
        letter: [(Language::English, text("letter_en")), (Language::French, text("letter_fr"))],
    };
    errors.check()?;
    Ok((chosen, wording))
}

/// What the first of each language would get, among the missions and among the others: nothing
/// is sent in words that nobody has seen.
fn preview(
    conn: &mut Conn,
    scene: &Scene,
    desk: &Desk,
    occasion: Occasion,
    chosen: &[Participant],
    wording: &Wording,
    typed: &Fields,
) -> Result<Preview, Error> {
    let (missions, others): (Vec<_>, Vec<_>) = chosen.iter().partition(|p| p.kind.is_state());
    let first = |all: &[&Participant], t: Language| {
        all.iter().find(|one| Language::of(&one.language) == t).copied().cloned()
    };
    let both = [missions.as_slice(), others.as_slice()];
    let shown: Vec<Participant> =
        both.iter().flat_map(|all| Language::ALL.map(|t| first(all, t))).flatten().collect();
    let mut unreachable = Vec::new();
    for participant in &others {
        let people = crate::participants::writable_people(conn, participant.id)?;
        if people.is_empty() && participant.email.is_empty() {
            unreachable.push(participant.name.clone());
        }
    }
    let hidden = typed.texts().iter().filter(|(name, _)| name != "then").cloned().collect();
    Ok(Preview {
        frame: scene.frame_under_round(),
        action: format!("{}/letters", scene.round.path()),
        is_reminder: occasion == Occasion::Reminder,
        samples: shown
            .iter()
            .map(|participant| sample(scene, desk, occasion, participant, wording))
            .collect(),
        notes: missions.len(),
        letters: others.len() - unreachable.len(),
        unreachable,
        hidden,
    })
}

fn sample(
    scene: &Scene,
    desk: &Desk,
    occasion: Occasion,
    to: &Participant,
    wording: &Wording,
) -> Sample {
    let t = Language::of(&to.language);
    let (consultation, round) = (&scene.consultation, &scene.round);
    let mut sample = Sample {
        name: to.name.clone(),
        language: t.code(),
        letterhead: consultation.mandate.clone(),
        addressee: addressee(to, t),
        note: Vec::new(),
        subject: String::new(),
        letter: String::new(),
    };
    if to.kind.is_state() {
        sample.note = paragraphs(&fill(wording.note_in(t), desk, consultation, round, to));
        return sample;
    }
    sample.subject = t.say(match occasion {
        Occasion::Reminder => "letter-subject-reminder",
        _ => "letter-subject-invitation",
    });
    sample.letter = post::plain(&Letter {
        consultation: Some(consultation.id),
        occasion,
        reason: String::new(),
        to_email: to.email.clone(),
        to_name: to.name.clone(),
        language: t,
        subject: sample.subject.clone(),
        paragraphs: paragraphs(&fill(wording.letter_in(t), desk, consultation, round, to)),
        link: Some((t.say("letter-to-the-invitation"), t.say("compose-personal-link"))),
    });
    sample
}

/// The lines under a note verbale that say to whom it goes.
pub(super) fn addressee(to: &Participant, t: Language) -> Vec<String> {
    let lines: Vec<String> =
        to.address.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
    if lines.is_empty() { vec![mission(to, t)] } else { lines }
}
