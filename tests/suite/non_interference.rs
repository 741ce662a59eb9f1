//! What a reader may not see makes no difference to anything that the reader gets.
//!
//! One server is read by a reader, then everything that the reader may not see is changed in its
//! database, and it is read again: every page, file, header and letter must be the same to the byte. Ids
//! and times are equal because it is the same database at the same moment; the key that each rendered
//! form carries is drawn anew for every page, and is left out of the comparison.

use diesel::prelude::*;
use travaux::db::Tx;
use travaux::procedure::keys::*;
use travaux::procedure::words::*;
use travaux::routes;
use travaux::schema::*;
use travaux::sealing::{Place, open_document, sealer};
use travaux::submissions::store::{self, Sender, Submission, seal_cover};

use crate::access;
use crate::access::scene::{self, Scene};
use crate::support::{Page, Person};

/// Pairs of databases in a run of the suite; more with `TRAVAUX_PAIRS=1000`.
const PAIRS: usize = 24;

/// The readers, by name in the cast, and what each may see of what others sent.
const READERS: [(&str, Sees); 7] = [
    ("visitor", Sees::Published),
    ("other focal point", Sees::Published),
    ("other contributor", Sees::Published),
    ("drafter", Sees::Texts),
    ("administrator", Sees::PublicTexts),
    ("system administrator", Sees::Published),
    ("auditor", Sees::Published),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sees {
    /// Only what is published.
    Published,
    /// Before publication too: what is public.
    PublicTexts,
    /// Before publication too: what is public and what is name withheld.
    Texts,
}

impl Sees {
    fn text(self, class: PublicationClass, published: bool) -> bool {
        match class {
            PublicationClass::Confidential => false,
            _ if published => true,
            PublicationClass::Public => self != Self::Published,
            PublicationClass::NameWithheld => self == Self::Texts,
        }
    }
}

/// A small generator of our own, so that a seed tells the whole run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn words(&mut self) -> String {
        const WORDS: [&str; 12] = [
            "harbour",
            "lantern",
            "=SUM(A1)",
            "<b>tide</b>",
            "pêche",
            "مرفأ",
            "港口",
            "the",
            "Avaria",
            "Harbour Watch",
            "must",
            "never",
        ];
        let count = 1 + self.below(40);
        (0..count).map(|_| self.one(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// Everything that this reader gets: each address with its answer.
pub async fn everything(scene: &Scene, who: &Person, published: bool) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for address in routes::listed().iter().filter(|address| !address.is_post) {
        // What is offered there is made anew each time.
        if address.path == "/account/second-factor" {
            continue;
        }
        let asked = access::addresses(scene, address, published);
        for path in asked {
            let page = who.get(&path).await;
            all.push((path, said(&page)));
        }
    }
    let (own, hidden): (Vec<PublicId>, Vec<PublicId>) = scene.stage.server.read(|conn| {
        Ok((
            submissions::table.order(submissions::id).select(submissions::public_id).load(conn)?,
            inputs::table.order(inputs::id).select(inputs::public_id).load(conn)?,
        ))
    });
    let of = |kind: &str, id: &PublicId, rest: &str| format!("/{kind}/{id}{rest}");
    let mut paths: Vec<String> = own.iter().map(|id| of("submissions", id, "")).collect();
    paths.extend(hidden.iter().map(|id| of("inputs", id, "/response")));
    paths.extend(hidden.iter().map(|id| of("inputs", id, "/class")));
    paths.extend(hidden.iter().map(|id| of("inputs", id, "/cluster")));
    paths.extend(hidden.iter().map(|id| of("inputs", id, "/response?show=all")));
    let round = format!("/rounds/{}", scene.closed);
    for class in ["participant_kind=state", "region=african", "kind=comment", "status=open"] {
        paths.push(format!("{round}/matrix?{class}"));
        paths.push(format!("{round}/matrix.csv?{class}"));
        paths.push(format!("{round}/matrix.xlsx?{class}"));
    }
    for choice in
        ["by=participant", "attribution=no", "participant_kind=state", "as=public", "kind=proposal"]
    {
        for document in ["compilation", "bracketed"] {
            // Files are limited to so many for an account; each is read once above.
            for ending in ["", ".json"] {
                paths.push(format!("{round}/{document}{ending}?{choice}"));
            }
        }
    }
    for choice in ["attribution=group", "attribution=no", &format!("only={}", scene.avaria)] {
        paths.push(format!("{round}/consolidated.docx?{choice}"));
    }
    for show in ["all", "undecided", "contested", "colliding", "to_validate", "to_release"] {
        paths.push(format!("{round}/consolidation/board?show={show}"));
    }
    // Words of the scene, and words that what is hidden is changed to.
    for words in ["the", "harbour", "avaria", "港口", "%22harbour+watch%22", "a&in=comments"] {
        paths.push(format!("/c/{}/search?q={words}", scene.stage.slug));
    }
    paths.push(format!("{round}/consolidation/clusters"));
    for element in &scene.stage.elements {
        paths.push(format!("{round}/elements/{element}"));
        paths.push(format!("{round}/consolidation/{element}"));
        paths.push(format!("{round}/agreement/{element}"));
    }
    for path in paths {
        let page = who.get(&path).await;
        all.push((path, said(&page)));
    }
    all
}

/// An answer with its headers, without what differs between any two answers.
fn said(page: &Page) -> String {
    let mut headers: Vec<String> = page
        .headers
        .iter()
        .filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort();
    let mut body = String::new();
    for (n, part) in page.body.split("name=\"form_key\" value=\"").enumerate() {
        let part = if n == 0 { part } else { part.split_once('"').map_or(part, |(_, rest)| rest) };
        body.push_str(part);
    }
    format!("{}\n{}\n{body}", page.status, headers.join("\n"))
}

/// The letters to one reader.
fn letters_to(scene: &Scene, email: &str) -> Vec<(String, String)> {
    scene.stage.server.read(|conn| {
        letters::table
            .filter(letters::to_email.eq(email))
            .order(letters::id)
            .select((letters::subject, letters::body_text))
            .load(conn)
    })
}

/// A sealed document with other words at these places of it, sealed anew where it stood.
fn reworded(
    tx: &mut Tx,
    place: Place<'_>,
    sealed: &[u8],
    chance: &mut Chance,
    texts: &[&str],
) -> QueryResult<Vec<u8>> {
    let mut document: serde_json::Value = open_document(place, sealed)?;
    for pointer in texts {
        if let Some(text) = document.pointer_mut(pointer).filter(|text| text.is_string()) {
            *text = chance.words().into();
        }
    }
    Ok(sealer(tx)?.seal_document(place, &document)?)
}

/// Other words in the sealed columns of inputs, and in what the team wrote about them.
fn reword_input(scene: &Scene, input: InputKey, chance: &mut Chance) {
    const WORDS: [&str; 3] = ["/words/body", "/words/quoted", "/words/proposed"];
    scene.stage.server.write(|tx| {
        let row: (PublicId, Option<Vec<u8>>) = inputs::table
            .find(input)
            .select((inputs::public_id, inputs::sealed))
            .first(&mut **tx)?;
        if let (id, Some(sealed)) = row {
            let place = Place::of("what is sealed of the input", id.as_str());
            let sealed = reworded(tx, place, &sealed, chance, &WORDS)?;
            diesel::update(inputs::table.find(input))
                .set(inputs::sealed.eq(sealed))
                .execute(&mut **tx)?;
        }
        let answer: Option<(PublicId, Option<Vec<u8>>)> = responses::table
            .filter(responses::input_id.eq(input))
            .select((responses::public_id, responses::sealed))
            .first(&mut **tx)
            .optional()?;
        if let Some((id, Some(sealed))) = answer {
            let place = Place::of("what is sealed of the response", id.as_str());
            let sealed = reworded(tx, place, &sealed, chance, &["/reason", "/note"])?;
            diesel::update(responses::table.filter(responses::input_id.eq(input)))
                .set(responses::sealed.eq(sealed))
                .execute(&mut **tx)?;
        }
        Ok(())
    });
}

/// Other words in the team's notes: in all, for those who are not of the team, or in those beside what is
/// hidden.
fn reword_notes(scene: &Scene, sees: Sees, hidden: &[InputKey], chance: &mut Chance) -> usize {
    scene.stage.server.write(|tx| {
        type Row = (i64, PublicId, Option<InputKey>, Option<Vec<u8>>);
        let all: Vec<Row> = internal_notes::table
            .order(internal_notes::id)
            .select((
                internal_notes::id,
                internal_notes::public_id,
                internal_notes::input_id,
                internal_notes::sealed,
            ))
            .load(&mut **tx)?;
        let mut done = 0;
        for (key, id, beside, sealed) in all {
            let is_hidden = beside.is_some_and(|input| hidden.contains(&input));
            let Some(sealed) = sealed.filter(|_| sees != Sees::Texts || is_hidden) else {
                continue;
            };
            let place = Place::of("the internal note", id.as_str());
            let sealed = reworded(tx, place, &sealed, chance, &[""])?;
            diesel::update(internal_notes::table.find(key))
                .set(internal_notes::sealed.eq(sealed))
                .execute(&mut **tx)?;
            done += 1;
        }
        Ok(done)
    })
}

/// Other words in letters to others, for those who do not look after the post.
fn reword_letters(scene: &Scene, email: &str, chance: &mut Chance) -> usize {
    scene.stage.server.write(|tx| {
        let others = letters::table.filter(letters::to_email.ne(email));
        let keys: Vec<i64> = others.select(letters::id).load(&mut **tx)?;
        for key in &keys {
            let (subject, text) = (chance.words(), chance.words());
            diesel::update(letters::table.find(key))
                .set((
                    letters::subject.eq(subject),
                    letters::body_text.eq(&text),
                    letters::body_html.eq(&text),
                ))
                .execute(&mut **tx)?;
        }
        Ok(keys.len())
    })
}

/// Changes what this reader may not see, at random: texts, what they propose, in which language, how
/// they are classed, what the team wrote about them, what stands on covers, and who is behind what has
/// no name. Says what it did.
fn change(
    scene: &Scene,
    sees: Sees,
    own: Option<ParticipantKey>,
    published: bool,
    chance: &mut Chance,
) -> String {
    // What is sealed in the database is opened by the product's own reading of it.
    let rows: Vec<(InputKey, Submission, Option<PublicationClass>)> =
        scene.stage.server.read(|conn| {
            inputs::table
                .inner_join(submissions::table)
                .order(inputs::id)
                .select((inputs::id, Submission::as_select(), inputs::publication_class))
                .load(conn)
        });
    let (mut done, mut hidden) = (Vec::new(), Vec::new());
    done.extend(change_what_is_held(scene, sees, own, published, chance));
    for (input, submission, class) in &rows {
        if Some(submission.participant_id) == own {
            continue;
        }
        let class = class.unwrap_or(PublicationClass::Confidential);
        let drafting = submission.state != SubmissionState::Submitted;
        if !drafting && sees.text(class, published) {
            continue;
        }
        // Whoever registered a submission reads it, of whatever class it is: in the scene, the drafter.
        if sees == Sees::Texts && submission.registered_by.is_some() {
            continue;
        }
        // What is hidden may be of any class that keeps it hidden.
        let classes: Vec<PublicationClass> = PublicationClass::ALL
            .iter()
            .copied()
            .filter(|class| drafting || !sees.text(*class, published))
            .collect();
        let class = chance.one(&classes);
        let (body, proposed) = (chance.words(), chance.words());
        let language = chance.one(&["en", "fr", "es", "ar"]);
        let kind =
            chance.one(&[None, Some(CommentType::Editorial), Some(CommentType::Substantive)]);
        scene.stage.server.write(|tx| {
            diesel::update(inputs::table.find(*input))
                .set((
                    inputs::body.eq(body),
                    inputs::proposed.eq(proposed),
                    inputs::language.eq(language),
                    inputs::comment_type.eq(kind),
                    inputs::publication_class.eq(class),
                ))
                .execute(&mut **tx)
        });
        reword_input(scene, *input, chance);
        hidden.push(*input);
        done.push(format!("input {} is {class} now", input.0));
    }
    let notes = reword_notes(scene, sees, &hidden, chance);
    done.push(format!("{notes} notes say something else"));
    // Two submissions of which this reader sees no name: either may be the other's.
    let mut nameless: Vec<Submission> = rows
        .iter()
        .map(|(_, submission, _)| submission.clone())
        .filter(|one| Some(one.participant_id) != own && one.state == SubmissionState::Submitted)
        .collect();
    nameless.dedup_by_key(|one| one.id);
    nameless.retain(|one| {
        let mut inputs = rows.iter().filter(|(_, submission, _)| submission.id == one.id);
        let named = inputs.any(|(.., class)| *class == Some(PublicationClass::Public));
        !named && !has_files(scene, one.id)
    });
    for one in &nameless {
        let changed = Submission {
            on_behalf_of: Some(chance.words()),
            own_reference: Some(chance.words()),
            ..one.clone()
        };
        scene.stage.server.write(|tx| {
            let cover = seal_cover(tx, &one.public_id, one.round_id, &Sender::on(&changed))?;
            diesel::update(submissions::table.find(one.id)).set(cover).execute(&mut **tx)
        });
    }
    if nameless.len() > 1 && chance.below(2) == 0 {
        let (one, other) = (&nameless[0], &nameless[1]);
        for (whose, participant) in [(one, other.participant_id), (other, one.participant_id)] {
            let changed = Submission { participant_id: participant, ..whose.clone() };
            scene.stage.server.write(|tx| {
                let cover =
                    seal_cover(tx, &whose.public_id, whose.round_id, &Sender::on(&changed))?;
                diesel::update(submissions::table.find(whose.id)).set(cover).execute(&mut **tx)
            });
        }
        done.push(format!("{} and {} have changed authors", one.id.0, other.id.0));
    }
    done.join("; ")
}

/// The same for alignments and positions that this reader may not see: with what, on what, which, and
/// in which words.
fn change_what_is_held(
    scene: &Scene,
    sees: Sees,
    own: Option<ParticipantKey>,
    published: bool,
    chance: &mut Chance,
) -> Vec<String> {
    let mut done = Vec::new();
    let all: Vec<Submission> = scene
        .stage
        .server
        .read(|conn| submissions::table.select(Submission::as_select()).load(conn));
    for one in all {
        let Some(mut alignment) = one.alignment.clone() else { continue };
        let with_own = scene
            .stage
            .server
            .read(|conn| Ok(store::find_by_public_id(conn, &alignment.with)?.participant_id));
        let is_own = Some(one.participant_id) == own || Some(with_own) == own;
        if is_own || sees.text(alignment.class, published) {
            continue;
        }
        alignment.remark = chance.words();
        alignment.except = vec![chance.one(&[2, 3, 5, 6])]
            .into_iter()
            .map(|n: usize| scene.stage.identities[n].clone())
            .collect();
        let changed = Submission { alignment: Some(alignment), ..one.clone() };
        scene.stage.server.write(|tx| {
            let cover = seal_cover(tx, &one.public_id, one.round_id, &Sender::on(&changed))?;
            diesel::update(submissions::table.find(one.id)).set(cover).execute(&mut **tx)
        });
        done.push(format!("alignment {} says otherwise now", one.id.0));
    }
    let round = scene.stage.round_key;
    let held = scene.stage.server.read(|conn| store::positions_in(conn, round));
    for position in held {
        let is_own = Some(position.held.participant) == own;
        if is_own || sees.text(position.class, published) {
            continue;
        }
        let held = store::Held {
            stance: chance.one(Stance::ALL),
            remark: chance.words(),
            ..position.held.clone()
        };
        scene.stage.server.write(|tx| store::seal_position(tx, &position, &held));
        done.push(format!("position {} is another now", position.id));
    }
    done
}

fn has_files(scene: &Scene, submission: SubmissionKey) -> bool {
    scene.stage.server.read(|conn| {
        attachments::table
            .filter(attachments::submission_id.eq(submission))
            .count()
            .get_result::<i64>(conn)
    }) > 0
}

async fn compare(published: bool, pairs: usize) {
    let scene = scene::set().await;
    scene::it_is_may(&scene);
    if published {
        let path = format!("/rounds/{}/publication", scene.closed);
        assert_eq!(scene.stage.administrator.post(&path, &[]).await.status, 303);
        scene.publish_summary().await;
        // What can be shown to everybody is: the compilation, and the bracketed text.
        let path = format!("/rounds/{}/compilation/publication", scene.closed);
        scene.stage.administrator.does(&path, &[("shown", "yes")]).await;
        scene.stage.server.write(|tx| {
            diesel::update(consultations::table.find(scene.stage.consultation))
                .set((
                    consultations::kind.eq(ConsultationKind::Intergovernmental),
                    consultations::brackets_public.eq(true),
                ))
                .execute(&mut **tx)
        });
        for document in ["compilation", "bracketed"] {
            let page =
                scene.stage.visitor.get(&format!("/rounds/{}/{document}", scene.closed)).await;
            assert_eq!(page.status, 200, "{document}");
        }
    }
    let seed = std::env::var("TRAVAUX_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or(0x5eed_b0a7);
    let mut chance = Chance(seed | 1);
    let mut complaints = Vec::new();
    for pair in 0..pairs {
        let (name, sees) = READERS[pair % READERS.len()];
        let member = scene.cast.iter().find(|member| member.name == name).expect("of the cast");
        let own = name.starts_with("other").then_some(scene.stage.lothmar);
        let email = match name {
            "other focal point" => "tomas@example.org",
            "drafter" => "dora@example.org",
            _ => "adam@example.org",
        };
        let before = (everything(&scene, &member.who, published).await, letters_to(&scene, email));
        let changed = change(&scene, sees, own, published, &mut chance);
        assert!(changed.contains("input "), "nothing is hidden from {name}");
        if matches!(name, "visitor" | "other focal point" | "other contributor") {
            assert!(reword_letters(&scene, email, &mut chance) > 0, "no letter to others");
        }
        let after = (everything(&scene, &member.who, published).await, letters_to(&scene, email));
        assert_eq!(before.1, after.1, "letters to {name}");
        for ((path, one), (_, other)) in before.0.iter().zip(&after.0) {
            if one != other {
                let mut lines = one.lines().zip(other.lines()).filter(|(one, other)| one != other);
                // A length differs with what it is the length of.
                let line = lines.find(|(one, _)| !one.starts_with("content-length"));
                complaints.push(format!(
                    "{name}, {path}, pair {pair} of seed {seed}, {changed}: {line:?}"
                ));
            }
        }
        assert_eq!(before.0.len(), after.0.len());
    }
    complaints.dedup();
    assert!(complaints.is_empty(), "{}\n{}", complaints.len(), complaints.join("\n"));
}

/// The comparison itself: the lead, who may see it all, does see that it has changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_may_see_does_make_a_difference() {
    let scene = scene::set().await;
    scene::it_is_may(&scene);
    let before = everything(&scene, &scene.stage.lead, false).await;
    change(&scene, Sees::Published, None, false, &mut Chance(7));
    let after = everything(&scene, &scene.stage.lead, false).await;
    let changed: Vec<&String> = before
        .iter()
        .zip(&after)
        .filter(|(one, other)| one != other)
        .map(|(one, _)| &one.0)
        .collect();
    for part in
        ["/matrix", "/compilation", "/bracketed", "/consolidation/", "/elements/", "/response"]
    {
        assert!(changed.iter().any(|path| path.contains(part)), "{part}: {changed:?}");
    }
    // What a delegation drafts is nothing to the lead either.
    let drafting = format!("/submissions/{}", scene.drafting);
    assert!(!changed.contains(&&drafting), "{changed:?}");
}

fn pairs() -> usize {
    std::env::var("TRAVAUX_PAIRS").ok().and_then(|pairs| pairs.parse().ok()).unwrap_or(PAIRS) / 2
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_may_not_see_changes_nothing_before_publication() {
    compare(false, pairs()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_may_not_see_changes_nothing_after_publication() {
    compare(true, pairs()).await;
}
