//! The scene that most tests play in: one consultation, its team, three participants with their
//! people, and a circulated text in an open round. It is put into the database as it is; only
//! what the play does goes through the server.

use diesel::prelude::*;
use serde_json::json;
use travaux::config::Settings;
use travaux::db::{Json, Tx};
use travaux::procedure::Moment;
use travaux::procedure::keys::*;
use travaux::procedure::standing::{Actor, Capacity};
use travaux::procedure::words::*;
use travaux::schema::*;
use travaux::secrets::{Token, public_id};
use travaux::text::{Text, parse};

use super::{Person, Server, moment, spawn_with};

/// The text under consultation. Ours, and short.
pub const TEXT: &str = "\
Draft declaration on the right of peoples and individuals to mutual aid

The General Assembly,

Recalling the purposes of mutual aid among neighbours,

Convinced that no harbour stands alone,

Article 1

1. Everyone has the right to mutual aid.

2. States shall respect and protect this right.

Article 2

States shall cooperate in order to:

(a) Share lanterns in time of storm;

(b) Keep harbours open to all peoples.

Article 3

Nothing in this declaration diminishes a right that exists elsewhere.
";

pub struct Stage {
    pub server: Server,
    pub consultation: ConsultationKey,
    pub slug: String,
    pub draft: PublicId,
    pub draft_key: DraftKey,
    /// The identities of the draft's elements, in order.
    pub identities: Vec<String>,
    /// The public ids of the draft's elements, in order.
    pub elements: Vec<PublicId>,
    pub round: PublicId,
    pub round_key: RoundKey,
    pub avaria: ParticipantKey,
    pub lothmar: ParticipantKey,
    pub ngo: ParticipantKey,
    pub system_administrator: Person,
    pub administrator: Person,
    pub lead: Person,
    pub drafter: Person,
    pub auditor: Person,
    pub avaria_focal: Person,
    pub avaria_contributor: Person,
    pub avaria_reader: Person,
    pub lothmar_focal: Person,
    pub ngo_focal: Person,
    pub visitor: Person,
    /// Signed in, but nothing to this consultation.
    pub stranger: Person,
}

/// The password of everyone on the stage.
pub const PASSWORD: &str = "quiet harbour 41 lanterns";

/// The same, with the lines of the journal that the acts would have written: where the whole record is looked at.
pub async fn recorded() -> Stage {
    let stage = set().await;
    record(&stage);
    stage
}

/// Writes those lines, of what is stored now.
pub fn record(stage: &Stage) {
    let now = moment("2026-02-01T09:00:00Z");
    stage.server.write(|tx| {
        let consultation = travaux::consultations::store::find(tx, stage.consultation)?;
        let circulated = travaux::drafts::store::find(tx, stage.draft_key)?;
        let digest = travaux::drafts::frozen::digest(tx, &circulated)?;
        let settings = travaux::consultations::frozen::digest(&consultation);
        let round = travaux::rounds::frozen::digest_of(tx, stage.round_key)?;
        let mut lines = vec![
            (
                "draft.circulated",
                circulated.public_id,
                json!({ "round": stage.round, "sha256": digest, "round_sha256": round }),
            ),
            ("consultation.created", consultation.public_id, json!({ "sha256": settings })),
            ("round.prepared", stage.round.clone(), json!({ "sha256": round })),
        ];
        for one in travaux::participants::store::of_consultation(tx, stage.consultation)? {
            let digest = travaux::participants::store::digest(tx, one.id)?;
            let detail = json!({ "kind": one.kind, "sha256": digest });
            lines.push(("participant.registered", one.public_id, detail));
        }
        let scope = travaux::journal::Scope::Consultation(stage.consultation);
        let by = Actor { account: None, capacity: Capacity::Lead };
        for (act, subject, detail) in lines {
            travaux::journal::record(tx, scope, &by, act, &subject, detail, now)?;
        }
        QueryResult::Ok(())
    });
}

/// Sets the stage: the round is open from 1 March to 30 April 2026, 18:00 Zurich.
pub async fn set() -> Stage {
    set_with(|_| ()).await
}

/// The same stage in a server with other settings.
pub async fn set_with(settings: impl FnOnce(&mut Settings)) -> Stage {
    let server = spawn_with(settings).await;
    let now = server.now();
    let hash = server.app.hasher.hash(PASSWORD.into()).await.expect("a hash");
    let built = server.write(|tx| build(tx, &hash, now));
    let person = |n: usize| server.signed_in(&built.sessions[n]);
    Stage {
        consultation: built.consultation,
        slug: "mutual-aid".into(),
        draft: built.draft,
        draft_key: built.draft_key,
        identities: built.identities,
        elements: built.elements,
        round: built.round,
        round_key: built.round_key,
        avaria: built.participants[0],
        lothmar: built.participants[1],
        ngo: built.participants[2],
        system_administrator: person(0),
        administrator: person(1),
        lead: person(2),
        drafter: person(3),
        auditor: person(4),
        avaria_focal: person(5),
        avaria_contributor: person(6),
        avaria_reader: person(7),
        lothmar_focal: person(8),
        ngo_focal: person(9),
        stranger: person(10),
        visitor: server.visitor(),
        server,
    }
}

struct Built {
    consultation: ConsultationKey,
    draft: PublicId,
    draft_key: DraftKey,
    identities: Vec<String>,
    elements: Vec<PublicId>,
    round: PublicId,
    round_key: RoundKey,
    participants: Vec<ParticipantKey>,
    sessions: Vec<String>,
}

fn build(tx: &mut Tx, hash: &str, now: Moment) -> QueryResult<Built> {
    let consultation: ConsultationKey = diesel::insert_into(consultations::table)
        .values((
            consultations::public_id.eq(public_id()),
            consultations::slug.eq("mutual-aid"),
            consultations::title.eq("Draft declaration on mutual aid"),
            consultations::kind.eq(ConsultationKind::Expert),
            consultations::mandate.eq("Independent Expert on mutual aid"),
            consultations::time_zone.eq("Europe/Zurich"),
            consultations::languages.eq(Json(vec!["en".to_owned(), "fr".to_owned()])),
            consultations::contact.eq("secretariat@example.org"),
            consultations::disclaimer.eq("Not an official document."),
            consultations::created_at.eq(now),
        ))
        .returning(consultations::id)
        .get_result(&mut **tx)?;

    let names = [
        "Sofia System",
        "Adam Administrator",
        "Elena Expert",
        "Dora Drafter",
        "Aldo Auditor",
        "Ines Marran",
        "Olav Brenn",
        "Rita Reader",
        "Tomas Lothar",
        "Nadia Harbour",
        "Sam Stranger",
    ];
    let mut accounts_made = Vec::new();
    let mut tokens = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let first = name.split(' ').next().unwrap_or_default().to_lowercase();
        let account: AccountKey = diesel::insert_into(accounts::table)
            .values((
                accounts::public_id.eq(public_id()),
                accounts::email.eq(format!("{first}@example.org")),
                accounts::name.eq(name),
                accounts::language.eq("en"),
                accounts::password_hash.eq(hash),
                accounts::system_administrator.eq(n == 0),
                accounts::created_at.eq(now),
            ))
            .returning(accounts::id)
            .get_result(&mut **tx)?;
        let token = Token::fresh();
        diesel::insert_into(sessions::table)
            .values((
                sessions::token_hash.eq(token.digest()),
                sessions::account_id.eq(account),
                sessions::created_at.eq(now),
                sessions::last_seen_at.eq(now),
                sessions::expires_at.eq(now.plus_days(365)),
                // They have just said their passwords, and go on having just said them.
                sessions::confirmed_at.eq(now.plus_days(365)),
            ))
            .execute(&mut **tx)?;
        accounts_made.push(account);
        tokens.push(token.reveal().to_owned());
    }

    for (n, role) in
        [(1, Role::RoundAdministrator), (2, Role::Lead), (3, Role::Drafter), (4, Role::Auditor)]
    {
        diesel::insert_into(roles::table)
            .values((
                roles::consultation_id.eq(consultation),
                roles::account_id.eq(accounts_made[n]),
                roles::role.eq(role),
                roles::granted_at.eq(now),
            ))
            .execute(&mut **tx)?;
    }

    let mut participants_made = Vec::new();
    for (name, kind, group) in [
        ("Republic of Avaria", ParticipantKind::State, Some(RegionalGroup::African)),
        ("Kingdom of Lothmar", ParticipantKind::State, Some(RegionalGroup::WesternEuropeanOthers)),
        ("Harbour Watch", ParticipantKind::CivilSociety, None),
    ] {
        let participant: ParticipantKey = diesel::insert_into(participants::table)
            .values((
                participants::public_id.eq(public_id()),
                participants::consultation_id.eq(consultation),
                participants::name.eq(name),
                participants::kind.eq(kind),
                participants::regional_group.eq(group),
                participants::language.eq("en"),
                participants::email.eq(""),
                participants::address.eq(""),
                participants::admitted_by.eq("registered"),
                participants::created_at.eq(now),
                participants::salt.eq(vec![7_u8; 32]),
            ))
            .returning(participants::id)
            .get_result(&mut **tx)?;
        participants_made.push(participant);
    }
    for (n, of, role) in [
        (5, 0, SeatRole::FocalPoint),
        (6, 0, SeatRole::Contributor),
        (7, 0, SeatRole::Reader),
        (8, 1, SeatRole::FocalPoint),
        (9, 2, SeatRole::FocalPoint),
    ] {
        let first = names[n].split(' ').next().unwrap_or_default().to_lowercase();
        diesel::insert_into(people::table)
            .values((
                people::public_id.eq(public_id()),
                people::participant_id.eq(participants_made[of]),
                people::account_id.eq(accounts_made[n]),
                people::name.eq(names[n]),
                people::email.eq(format!("{first}@example.org")),
                people::role.eq(role),
                people::invited_at.eq(now),
                people::accepted_at.eq(now),
            ))
            .execute(&mut **tx)?;
    }

    let (draft, draft_key, identities, elements) = put_text(tx, consultation, now)?;
    let round = public_id();
    let round_key: RoundKey = diesel::insert_into(rounds::table)
        .values((
            (
                rounds::public_id.eq(&round),
                rounds::consultation_id.eq(consultation),
                rounds::draft_id.eq(draft_key),
                rounds::title.eq("First round"),
                rounds::opens_civil.eq("2026-03-01 00:00"),
                rounds::opens_at.eq(moment("2026-02-28T23:00:00Z")),
                rounds::closes_civil.eq("2026-04-30 18:00"),
                rounds::closes_at.eq(moment("2026-04-30T16:00:00Z")),
                rounds::time_zone.eq("Europe/Zurich"),
                rounds::instructions.eq("Please comment paragraph by paragraph."),
            ),
            (
                rounds::allowed.eq(Json(InputKind::ALL.to_vec())),
                rounds::publication_rule.eq(PublicationRule::AfterClosing),
                rounds::registered_class.eq(PublicationClass::Public),
                rounds::circulated_at.eq(now),
                rounds::created_at.eq(now),
            ),
        ))
        .returning(rounds::id)
        .get_result(&mut **tx)?;
    diesel::insert_into(questions::table)
        .values((
            questions::public_id.eq(public_id()),
            questions::round_id.eq(round_key),
            questions::position.eq(1),
            questions::body.eq("Is the scope of article 2 clear?"),
        ))
        .execute(&mut **tx)?;

    Ok(Built {
        consultation,
        draft,
        draft_key,
        identities,
        elements,
        round,
        round_key,
        participants: participants_made,
        sessions: tokens,
    })
}

/// The text above as a circulated draft.
fn put_text(
    tx: &mut Tx,
    consultation: ConsultationKey,
    now: Moment,
) -> QueryResult<(PublicId, DraftKey, Vec<String>, Vec<PublicId>)> {
    let text: Text = parse(TEXT, "en").into_text(|n| format!("e{n}"));
    let draft = public_id();
    let key: DraftKey = diesel::insert_into(drafts::table)
        .values((
            drafts::public_id.eq(&draft),
            drafts::consultation_id.eq(consultation),
            drafts::label.eq("Preliminary text"),
            drafts::language.eq("en"),
            drafts::state.eq(DraftState::Circulated),
            drafts::created_at.eq(now),
            drafts::circulated_at.eq(now),
        ))
        .returning(drafts::id)
        .get_result(&mut **tx)?;
    let mut keys = std::collections::HashMap::new();
    let (mut identities, mut public_ids) = (Vec::new(), Vec::new());
    for (position, element) in text.elements.iter().enumerate() {
        let (identity, id) = (public_id().to_string(), public_id());
        let parent: Option<ElementKey> = element.parent.as_ref().map(|parent| keys[parent]);
        let row: ElementKey = diesel::insert_into(elements::table)
            .values((
                elements::public_id.eq(&id),
                elements::draft_id.eq(key),
                elements::identity.eq(&identity),
                elements::parent_id.eq(parent),
                elements::position.eq(position as i64),
                elements::kind.eq(element.kind),
            ))
            .returning(elements::id)
            .get_result(&mut **tx)?;
        diesel::insert_into(wordings::table)
            .values((
                wordings::element_id.eq(row),
                wordings::language.eq("en"),
                wordings::body.eq(element.text.get("en").map_or("", String::as_str)),
            ))
            .execute(&mut **tx)?;
        keys.insert(element.id.clone(), row);
        identities.push(identity);
        public_ids.push(id);
    }
    Ok((draft, key, identities, public_ids))
}
