//! A scene with one of everything there is, and one person of every capacity, here and elsewhere.

use diesel::prelude::*;
use travaux::procedure::Capacity;
use travaux::procedure::keys::*;
use travaux::procedure::words::*;
use travaux::rounds::announce_closings;
use travaux::schema::*;
use travaux::secrets::{Token, public_id};
use travaux::submissions::store::{Attachment, CoSubmitter, Sender, Submission, seal_cover};

use crate::support::stage::{self, Stage};
use crate::support::{Person, Server, acts, moment};

/// Somebody of the cast: what they are to the consultation that the scene plays in.
pub struct Member {
    pub name: &'static str,
    pub who: Person,
    pub capacity: Capacity,
    pub cleared: bool,
    /// Of Avaria, whose things "own" is about.
    pub own: bool,
}

pub struct Scene {
    pub stage: Stage,
    pub cast: Vec<Member>,
    /// What stands for `{…}` in addresses.
    pub closed: PublicId,
    pub open: PublicId,
    pub prepared: PublicId,
    pub private: PublicId,
    pub working: PublicId,
    pub working_element: PublicId,
    pub working_identity: String,
    /// The last change of the working draft.
    pub step: String,
    pub sent: PublicId,
    pub drafting: PublicId,
    pub registered: PublicId,
    /// An excerpt of what was registered.
    pub excerpt: PublicId,
    pub confidential: PublicId,
    pub sent_input: PublicId,
    pub proposal: PublicId,
    pub sent_withheld: PublicId,
    pub sent_confidential: PublicId,
    pub drafted_input: PublicId,
    pub public_file: PublicId,
    pub confidential_file: PublicId,
    pub drafted_file: PublicId,
    pub drafted_word: PublicId,
    pub avaria: PublicId,
    pub colleague: PublicId,
    pub note_verbale: PublicId,
    pub note: PublicId,
    /// Of the summary of the closed round.
    pub entry: PublicId,
    pub request: PublicId,
    pub letter: PublicId,
    /// Of somebody who has no role.
    pub account: PublicId,
    /// Of Avaria, with what Lothmar sent; and a text of Lothmar's that names Avaria beside it.
    pub alignment: PublicId,
    pub joint: PublicId,
    /// What Avaria holds in the closed round, where States negotiate.
    pub position: PublicId,
    pub milestone: PublicId,
    pub theme: i64,
    /// An element of a framework.
    pub framework: PublicId,
    /// Of the closed round; and what was said there on behalf of Avaria.
    pub meeting: PublicId,
    pub intervention: PublicId,
    /// A closed review, with the stranger named in it and a comment of theirs.
    pub review: PublicId,
    pub reviewer: PublicId,
    pub review_comment: PublicId,
}

impl Scene {
    /// The lead publishes the summary of the closed round.
    pub async fn publish_summary(&self) {
        let path = format!("/rounds/{}/summary/publication", self.closed);
        assert_eq!(self.stage.lead.post(&path, &[]).await.status, 303);
    }
}

/// One more account with a session.
fn person(server: &Server, name: &str, email: &str) -> (AccountKey, Person) {
    let token = Token::fresh();
    let now = server.now();
    let key: AccountKey = server.write(|tx| {
        let key: AccountKey = diesel::insert_into(accounts::table)
            .values((
                accounts::public_id.eq(public_id()),
                accounts::email.eq(email),
                accounts::name.eq(name),
                accounts::language.eq("en"),
                accounts::created_at.eq(now),
            ))
            .returning(accounts::id)
            .get_result(&mut **tx)?;
        diesel::insert_into(sessions::table)
            .values((
                sessions::token_hash.eq(token.digest()),
                sessions::account_id.eq(key),
                sessions::created_at.eq(now),
                sessions::last_seen_at.eq(now),
                sessions::expires_at.eq(now.plus_days(365)),
            ))
            .execute(&mut **tx)?;
        Ok(key)
    });
    (key, server.signed_in(token.reveal()))
}

fn appoint(server: &Server, to: ConsultationKey, account: AccountKey, role: Role, cleared: bool) {
    let now = server.now();
    server.write(|tx| {
        diesel::insert_into(roles::table)
            .values((
                roles::consultation_id.eq(to),
                roles::account_id.eq(account),
                roles::role.eq(role),
                roles::clearance.eq(cleared),
                roles::granted_at.eq(now),
            ))
            .execute(&mut **tx)
    });
}

fn seat(server: &Server, of: ParticipantKey, account: AccountKey, name: &str, role: SeatRole) {
    let now = server.now();
    server.write(|tx| {
        diesel::insert_into(people::table)
            .values((
                people::public_id.eq(public_id()),
                people::participant_id.eq(of),
                people::account_id.eq(account),
                people::name.eq(name),
                people::email.eq(format!("{}@example.org", name.replace(' ', "."))),
                people::role.eq(role),
                people::invited_at.eq(now),
                people::accepted_at.eq(now),
            ))
            .execute(&mut **tx)
    });
}

/// Another consultation on the same server, for those invited only, and its people.
fn elsewhere(server: &Server) -> Vec<(&'static str, Person)> {
    let now = server.now();
    let (consultation, participant) = server.write(|tx| {
        let consultation: ConsultationKey = diesel::insert_into(consultations::table)
            .values((
                consultations::public_id.eq(public_id()),
                consultations::slug.eq("quiet-cove"),
                consultations::title.eq("Draft guidelines on quiet coves"),
                consultations::kind.eq(ConsultationKind::Expert),
                consultations::mandate.eq("Independent Expert on coves"),
                consultations::time_zone.eq("Europe/Zurich"),
                consultations::languages.eq(travaux::db::Json(vec!["en".to_owned()])),
                consultations::contact.eq("coves@example.org"),
                consultations::disclaimer.eq(""),
                consultations::created_at.eq(now),
            ))
            .returning(consultations::id)
            .get_result(&mut **tx)?;
        let participant: ParticipantKey = diesel::insert_into(participants::table)
            .values((
                participants::public_id.eq(public_id()),
                participants::consultation_id.eq(consultation),
                participants::name.eq("Republic of the Cove"),
                participants::kind.eq(ParticipantKind::State),
                participants::language.eq("en"),
                participants::email.eq(""),
                participants::address.eq(""),
                participants::admitted_by.eq("registered"),
                participants::created_at.eq(now),
            ))
            .returning(participants::id)
            .get_result(&mut **tx)?;
        Ok((consultation, participant))
    });
    let mut people = Vec::new();
    for (name, role) in [
        ("lead elsewhere", Role::Lead),
        ("drafter elsewhere", Role::Drafter),
        ("administrator elsewhere", Role::RoundAdministrator),
    ] {
        let (key, who) = person(server, name, &format!("{}@example.org", name.replace(' ', ".")));
        appoint(server, consultation, key, role, true);
        people.push((name, who));
    }
    let (key, who) = person(server, "focal point elsewhere", "cove@example.org");
    seat(server, participant, key, "focal point elsewhere", SeatRole::FocalPoint);
    people.push(("focal point elsewhere", who));
    people
}

/// A round as it stands in the database: open in May and June unless it is only prepared.
fn round(
    stage: &Stage,
    title: &str,
    draft: Option<DraftKey>,
    public: bool,
    circulated: bool,
) -> PublicId {
    let id = public_id();
    let now = stage.server.now();
    stage.server.write(|tx| {
        diesel::insert_into(rounds::table)
            .values((
                (
                    rounds::public_id.eq(&id),
                    rounds::consultation_id.eq(stage.consultation),
                    rounds::draft_id.eq(draft),
                    rounds::title.eq(title),
                    rounds::opens_civil.eq("2026-05-01 00:00"),
                    rounds::opens_at.eq(moment("2026-04-30T22:00:00Z")),
                    rounds::closes_civil.eq("2026-06-30 18:00"),
                    rounds::closes_at.eq(moment("2026-06-30T16:00:00Z")),
                    rounds::time_zone.eq("Europe/Zurich"),
                    rounds::instructions.eq("Please comment."),
                ),
                (
                    rounds::allowed.eq(travaux::db::Json(InputKind::ALL.to_vec())),
                    rounds::publication_rule.eq(PublicationRule::AfterClosing),
                    rounds::registered_class.eq(PublicationClass::Public),
                    rounds::open_to_public.eq(public),
                    rounds::circulated_at.eq(circulated.then_some(now)),
                    rounds::created_at.eq(now),
                ),
            ))
            .execute(&mut **tx)
    });
    id
}

async fn play(stage: &Stage, name: &str) {
    let ready =
        acts::open(stage, acts::act(name)).await.unwrap_or_else(|said| panic!("{name}: {said}"));
    let answer = ready.send().await;
    assert!(matches!(answer.status, 200 | 303), "{name}: {} {}", answer.status, answer.text());
}

/// A comment in a round, of the class said.
pub async fn comment(who: &Person, round: &PublicId, element: &PublicId, body: &str, class: &str) {
    let form = [("body", body), ("class", class), ("language", "en")];
    let path = format!("/rounds/{round}/elements/{element}");
    let answer = who.post(&path, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

pub async fn attach(who: &Person, round: &PublicId, name: &str, class: &str) {
    let bytes = b"A position, in full.\n";
    let path = format!("/rounds/{round}/files");
    let answer = who.post_files(&path, &[("class", class)], &[("file", name, bytes)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Sends what the participant drafts in the round.
pub async fn submit(stage: &Stage, who: &Person, round: &PublicId, of: ParticipantKey) -> PublicId {
    let id = submission(stage, round, of);
    let path = format!("/submissions/{id}");
    let page = who.get(&path).await;
    let form = [("class_rest", "public"), ("version", &page.value("version"))];
    let answer = who.post(&format!("{path}/submission"), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    id
}

/// What the participant drafts or sent in the round, the newest.
pub fn submission(stage: &Stage, round: &PublicId, of: ParticipantKey) -> PublicId {
    let all: Vec<Submission> = stage.server.read(|conn| {
        submissions::table
            .inner_join(rounds::table)
            .filter(rounds::public_id.eq(round))
            .order(submissions::id.desc())
            .select(Submission::as_select())
            .load(conn)
    });
    let newest = all.into_iter().find(|one| one.participant_id == of);
    newest.expect("a submission").public_id
}

pub fn input(stage: &Stage, submission: &PublicId, class: PublicationClass) -> PublicId {
    stage.server.read(|conn| {
        inputs::table
            .inner_join(submissions::table)
            .filter(submissions::public_id.eq(submission))
            .filter(inputs::publication_class.eq(class))
            .select(inputs::public_id)
            .first(conn)
    })
}

pub fn file(stage: &Stage, name: &str) -> PublicId {
    let all: Vec<Attachment> =
        stage.server.read(|conn| attachments::table.select(Attachment::as_select()).load(conn));
    all.into_iter().find(|file| file.name == name).expect("a file").public_id
}

macro_rules! only {
    ($stage:expr, $table:ident . $column:ident) => {
        $stage
            .server
            .read(|conn| $table::table.order($table::id).select($table::$column).first(conn))
    };
}

/// It is 4 May, and the worker has been there since the first round closed.
pub fn it_is_may(scene: &Scene) {
    let server = &scene.stage.server;
    server.it_is("2026-05-04T12:00:00Z");
    let (desk, now) = (server.app.post(), server.now());
    server.app.db.write(|tx| announce_closings(tx, &desk, now)).expect("a closing announced");
}

/// Sets the scene: it is 4 May 2026; one round has closed with submissions of every class in it, one
/// is open, one is prepared, one is for those invited only.
pub async fn set() -> Scene {
    let stage = stage::set().await;
    let server = &stage.server;
    server.write(|tx| {
        diesel::update(consultations::table)
            .set((
                consultations::open_door.eq(true),
                consultations::kind.eq(ConsultationKind::Intergovernmental),
            ))
            .execute(&mut **tx)
    });
    let (contributor, other_contributor) = person(server, "Lars Contributor", "lars@example.org");
    seat(server, stage.lothmar, contributor, "Lars Contributor", SeatRole::Contributor);
    let (reader, other_reader) = person(server, "Lena Reader", "lena@example.org");
    seat(server, stage.lothmar, reader, "Lena Reader", SeatRole::Reader);
    let (cleared, cleared_drafter) = person(server, "Clara Cleared", "clara@example.org");
    appoint(server, stage.consultation, cleared, Role::Drafter, true);
    let others = elsewhere(server);

    for name in [
        "add a milestone",
        "add themes",
        "invite a colleague",
        "write invitations",
        "knock at the open door",
        "confirm at the door",
        "open a closed review",
        "comment in a closed review",
    ] {
        play(&stage, name).await;
    }
    let closed = stage.round.clone();
    let e = |n: usize| &stage.elements[n];
    for (n, body, class) in [
        (2, "Avaria says this to everybody.", "public"),
        (3, "Avaria says this without its name.", "name_withheld"),
        (6, "Avaria says this to the team only.", "confidential"),
    ] {
        comment(&stage.avaria_focal, &closed, e(n), body, class).await;
    }
    play(&stage, "propose new wording").await;
    attach(&stage.avaria_focal, &closed, "public.txt", "public").await;
    attach(&stage.avaria_focal, &closed, "secret.txt", "confidential").await;
    let sent = submit(&stage, &stage.avaria_focal, &closed, stage.avaria).await;
    comment(
        &stage.lothmar_focal,
        &closed,
        e(2),
        "Lothmar says this without its name.",
        "name_withheld",
    )
    .await;
    let joint = submit(&stage, &stage.lothmar_focal, &closed, stage.lothmar).await;
    comment(&stage.ngo_focal, &closed, e(2), "Harbour Watch tells the team.", "confidential").await;
    let confidential = submit(&stage, &stage.ngo_focal, &closed, stage.ngo).await;
    play(&stage, "register what came by letter").await;
    let registered: PublicId = server.read(|conn| {
        submissions::table
            .filter(submissions::registered_by.is_not_null())
            .select(submissions::public_id)
            .first(conn)
    });
    let form = [("body", "Lothmar wrote this in its note."), ("language", "en")];
    let excerpts = format!("/submissions/{registered}/excerpts");
    assert_eq!(stage.drafter.post(&excerpts, &form).await.status, 303);
    let excerpt = input(&stage, &registered, PublicationClass::Public);

    let alignment = with_others(&stage, &closed, &joint, &sent).await;
    for name in ["enter a meeting", "register what was said on somebody's behalf"] {
        play(&stage, name).await;
    }

    let open = round(&stage, "The open round", Some(stage.draft_key), true, true);
    let prepared = round(&stage, "The prepared round", None, true, false);
    let private = round(&stage, "The call to those invited", None, false, true);
    for name in ["begin a working draft", "revise an element", "write an explanatory note"] {
        play(&stage, name).await;
    }
    play(&stage, "respond to a comment").await;
    play(&stage, "note internally").await;
    for name in [
        "gather an element of a framework",
        "link a paragraph to an element",
        "publish the elements of a framework",
    ] {
        play(&stage, name).await;
    }
    play(&stage, "write an entry of the summary").await;
    play(&stage, "apply a proposal").await;
    comment(&stage.avaria_focal, &open, e(2), "Avaria thinks this over.", "public").await;
    attach(&stage.avaria_focal, &open, "draft.txt", "public").await;
    let word = [("file", "answer.docx", acts::ANSWER)];
    let kept = stage.avaria_focal.post_files(&format!("/rounds/{open}/word"), &[], &word).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let drafting = submission(&stage, &open, stage.avaria);

    let (working, working_key): (PublicId, DraftKey) = server.read(|conn| {
        drafts::table
            .filter(drafts::state.eq(DraftState::Working))
            .select((drafts::public_id, drafts::id))
            .first(conn)
    });
    let (working_element, working_identity): (PublicId, String) = server.read(|conn| {
        explanatory_notes::table
            .inner_join(
                elements::table.on(elements::draft_id
                    .eq(working_key)
                    .and(elements::identity.eq(explanatory_notes::identity))),
            )
            .select((elements::public_id, elements::identity))
            .first(conn)
    });
    let (avaria, colleague) = server.read(|conn| {
        let avaria: PublicId =
            participants::table.find(stage.avaria).select(participants::public_id).first(conn)?;
        let colleague: PublicId = people::table
            .filter(people::name.eq("Petra Colleague"))
            .select(people::public_id)
            .first(conn)?;
        Ok((avaria, colleague))
    });
    let account = server.read(|conn| {
        accounts::table
            .inner_join(people::table)
            .filter(people::participant_id.eq(stage.avaria))
            .order(accounts::id.desc())
            .select(accounts::public_id)
            .first(conn)
    });
    let letter = server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq(Occasion::Colleague))
            .select(letters::public_id)
            .first(conn)
    });
    let cast = cast(&stage, other_contributor, other_reader, cleared_drafter, others);
    Scene {
        cast,
        closed,
        open,
        prepared,
        private,
        working,
        working_element,
        working_identity,
        step: stage.server.read(|conn| {
            changes::table
                .filter(changes::step.is_not_null())
                .order(changes::id.desc())
                .select(changes::step.assume_not_null())
                .first(conn)
        }),
        proposal: stage.server.read(|conn| {
            inputs::table
                .filter(inputs::kind.eq(InputKind::Proposal))
                .select(inputs::public_id)
                .first(conn)
        }),
        sent_input: input(&stage, &sent, PublicationClass::Public),
        sent_withheld: input(&stage, &sent, PublicationClass::NameWithheld),
        sent_confidential: input(&stage, &sent, PublicationClass::Confidential),
        drafted_input: input(&stage, &drafting, PublicationClass::Public),
        sent,
        drafting,
        registered,
        excerpt,
        confidential,
        public_file: file(&stage, "public.txt"),
        confidential_file: file(&stage, "secret.txt"),
        drafted_file: file(&stage, "draft.txt"),
        drafted_word: file(&stage, "answer.docx"),
        avaria,
        colleague,
        note_verbale: only!(stage, notes_verbales.public_id),
        note: only!(stage, internal_notes.public_id),
        entry: only!(stage, summary_entries.public_id),
        request: only!(stage, door_requests.public_id),
        letter,
        account,
        alignment,
        joint,
        position: only!(stage, positions.public_id),
        milestone: only!(stage, milestones.public_id),
        theme: only!(stage, themes.id),
        framework: only!(stage, framework_elements.public_id),
        meeting: only!(stage, meetings.public_id),
        intervention: stage.server.read(|conn| {
            submissions::table
                .inner_join(interventions::table)
                .select(submissions::public_id)
                .first(conn)
        }),
        review: only!(stage, closed_reviews.public_id),
        reviewer: only!(stage, reviewers.public_id),
        review_comment: only!(stage, review_comments.public_id),
        stage,
    }
}

/// Lothmar sends a text together with Avaria; Avaria aligns itself with what the others sent.
async fn with_others(
    stage: &Stage,
    closed: &PublicId,
    joint: &PublicId,
    sent: &PublicId,
) -> PublicId {
    let code: Option<String> = stage.server.write(|tx| {
        let mut text = travaux::submissions::store::find_by_public_id(tx, joint)?;
        text.co_submitters.push(CoSubmitter {
            participant_id: Some(stage.avaria),
            name: "Republic of Avaria".into(),
            is_confirmed: false,
            has_objected: false,
        });
        let cover = seal_cover(tx, joint, text.round_id, &Sender::on(&text))?;
        diesel::update(submissions::table.find(text.id)).set(cover).execute(&mut **tx)?;
        Ok(text.receipt_code)
    });
    let path = format!("/rounds/{closed}/alignment");
    let code = code.expect("a receipt");
    let form = [("receipt", code.as_str()), ("class", "public")];
    let answer = stage.avaria_focal.post(&path, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    // Each holds something, of every class: who holds what is as hidden as who said what.
    let position = format!("/rounds/{closed}/positions/{}", stage.elements[2]);
    for (who, stance, class) in [
        (&stage.avaria_focal, "support", "public"),
        (&stage.lothmar_focal, "oppose", "name_withheld"),
        (&stage.ngo_focal, "reserve", "confidential"),
    ] {
        let form = [("stance", stance), ("class", class), ("note", "So we hold.")];
        assert_eq!(who.post(&position, &form).await.status, 303);
    }
    // And in confidence: with what nobody but the team may see.
    let secret: Option<String> = stage.server.read(|conn| {
        let text = travaux::submissions::store::find_by_public_id(conn, sent)?;
        Ok(text.receipt_code)
    });
    let code = secret.expect("a receipt");
    let form = [("receipt", code.as_str()), ("class", "confidential")];
    assert_eq!(stage.ngo_focal.post(&path, &form).await.status, 303);
    answer.location().split(['/', '?']).nth(2).expect("its id").into()
}

fn cast(
    stage: &Stage,
    other_contributor: Person,
    other_reader: Person,
    cleared_drafter: Person,
    others: Vec<(&'static str, Person)>,
) -> Vec<Member> {
    use Capacity::*;
    let member = |name, who: &Person, capacity| Member {
        name,
        who: who.clone(),
        capacity,
        cleared: false,
        own: matches!(capacity, CommenterOwn | FocalOwn),
    };
    let mut cast = vec![
        member("visitor", &stage.visitor, Visitor),
        member("own contributor", &stage.avaria_contributor, CommenterOwn),
        member("other contributor", &other_contributor, CommenterOther),
        member("own focal point", &stage.avaria_focal, FocalOwn),
        member("other focal point", &stage.lothmar_focal, FocalOther),
        Member { own: true, ..member("own reader", &stage.avaria_reader, Reader) },
        member("other reader", &other_reader, Reader),
        member("drafter", &stage.drafter, Drafter),
        Member { cleared: true, ..member("cleared drafter", &cleared_drafter, Drafter) },
        member("lead", &stage.lead, Lead),
        member("administrator", &stage.administrator, RoundAdministrator),
        member("system administrator", &stage.system_administrator, SystemAdministrator),
        member("auditor", &stage.auditor, Auditor),
        member("stranger", &stage.stranger, Visitor),
    ];
    cast.extend(others.iter().map(|(name, who)| member(name, who, Visitor)));
    cast
}
