//! Participants out of a table: good rows are kept, bad ones are named with line and reason.

use super::{NewParticipant, Participant, groups, register, store};
use crate::consultations::Consultation;
use crate::db::Tx;
use crate::formats::table::{Row, Table};
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::procedure::preparation::may_register_participants;
use crate::procedure::{Moment, Standing};
use crate::web::{Error, Errors, Fields};
use serde_json::json;
use std::collections::HashMap;

/// The columns, and what else they may be called. Name and kind must be there.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("name", &["participant", "nom"]),
    ("kind", &["participant_kind", "type", "catégorie"]),
    ("regional_group", &["region", "groupe régional"]),
    ("language", &["langue"]),
    ("email", &["e-mail address", "courriel"]),
    ("address", &["postal address", "adresse"]),
];

/// What became of a table.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    pub added: usize,
    /// Rows that say what was registered already.
    pub unchanged: usize,
    pub bad: Vec<Bad>,
}

/// A row that was left out, and why.
#[derive(Debug, Clone)]
pub struct Bad {
    pub line: usize,
    pub name: String,
    pub errors: Errors,
}

impl Bad {
    /// The reasons in one line.
    pub fn reason(&self, t: &Language) -> String {
        let said = self.errors.said(t).into_iter().map(|(_, sentence)| sentence);
        said.collect::<Vec<_>>().join(" ")
    }
}

/// Registers what the table holds. Without a column for names and one for kinds, nothing is.
pub fn import(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    table: &Table,
    now: Moment,
) -> Result<Imported, Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_register_participants(who, consultation.id)?;
    let mut done = Imported::default();
    if let Some(missing) = missing_column(table) {
        done.bad.push(missing);
        return Ok(done);
    }

    let there = store::of_consultation(tx, consultation.id)?;
    let mut known: HashMap<String, Participant> = there
        .into_iter()
        .map(|participant| (participant.name.to_lowercase(), participant))
        .collect();
    for row in &table.rows {
        let fields = fields(table, row);
        let new = match NewParticipant::parse(&fields) {
            Ok(new) => new,
            Err(errors) => {
                done.bad.push(Bad { line: row.line, name: fields.get("name").to_owned(), errors });
                continue;
            }
        };
        match known.get(&new.name.to_lowercase()) {
            Some(registered) if new.agrees_with(registered) => done.unchanged += 1,
            Some(_) => {
                let mut errors = Errors::default();
                errors.add("name", "participant-differs");
                done.bad.push(Bad { line: row.line, name: new.name, errors });
            }
            None => {
                let registered = register(tx, who, consultation, &new, now)?;
                known.insert(new.name.to_lowercase(), registered.participant);
                done.added += 1;
            }
        }
    }

    add_members(tx, who, table, &known, &mut done, now)?;
    let detail = json!({
        "added": done.added, "unchanged": done.unchanged, "bad": done.bad.len(),
    });
    let id = &consultation.public_id;
    journal::record(tx, scope, permit.by(), "participants.imported", id, detail, now)?;
    Ok(done)
}

/// The column of members, where there is one: once all participants are there.
fn add_members(
    tx: &mut Tx,
    who: &Standing,
    table: &Table,
    known: &HashMap<String, Participant>,
    done: &mut Imported,
    now: Moment,
) -> Result<(), Error> {
    let column = ["members", "membres"].into_iter().find_map(|name| table.column(name));
    let Some(column) = column else { return Ok(()) };
    for row in &table.rows {
        let name = fields(table, row).trimmed("name").to_lowercase();
        let cell = row.cells.get(column).map_or("", |cell| cell.trim());
        let Some(group) = known.get(&name).filter(|_| !cell.is_empty()) else { continue };
        let mut errors = Errors::default();
        if !group.kind.is_group() {
            errors.add("members", "member-of-no-group");
        } else {
            for (named, term) in groups::members_in(cell) {
                let member = known.get(&named.to_lowercase()).filter(|one| one.id != group.id);
                match (member, term) {
                    (Some(member), Ok(term)) => {
                        let added = groups::add_member(tx, who, group, member, &term, now)?;
                        if added == groups::Added::Overlaps {
                            errors.add("members", "member-overlaps");
                        }
                    }
                    (None, _) => {
                        let values = vec![("name", named)];
                        errors.add_with("members", "member-unknown", values);
                    }
                    (_, Err(faults)) => errors.absorb(faults),
                }
            }
        }
        if !errors.is_empty() {
            done.bad.push(Bad { line: row.line, name: group.name.clone(), errors });
        }
    }
    Ok(())
}

fn missing_column(table: &Table) -> Option<Bad> {
    let missing = |name: &&str| column(table, name).is_none();
    let name = ["name", "kind"].into_iter().find(missing)?;
    let mut errors = Errors::default();
    errors.add_with("name", "participants-column-missing", vec![("column", name.to_owned())]);
    Some(Bad { line: 1, name: String::new(), errors })
}

fn column(table: &Table, name: &str) -> Option<usize> {
    let (_, others) = COLUMNS.iter().find(|(column, _)| *column == name)?;
    std::iter::once(&name).chain(*others).find_map(|name| table.column(name))
}

fn fields(table: &Table, row: &Row) -> Fields {
    COLUMNS.iter().fold(Fields::default(), |fields, (name, _)| {
        let cell = column(table, name).and_then(|column| row.cells.get(column));
        fields.and(name, cell.map_or("", |cell| cell.trim()))
    })
}
