//! Travaux: a server for drafting an international text in consultation.
//!
//! The house is laid out like the process. Data flows down this list and back to the top once a
//! round:
//!
//! | step | folder | what happens |
//! |---|---|---|
//! | prepare | [`consultations`] | the consultation, its team, themes, timeline |
//! | draft | [`drafts`] | bring in a text, edit its elements, circulate it |
//! | invite | [`participants`] | participants and their people, the open door |
//! | open | [`rounds`] | dates, questions, letters, extensions, closure |
//! | collect | [`submissions`] | comments, proposals, files; submit, receipt, register |
//! | consolidate | [`consolidation`] | every paragraph with all inputs; responses; apply |
//! | report | [`outcome`] | redline, explanatory notes, matrix, compilation, bracketed text, the public pages |
//! | prove | [`record`] | that what was received is unchanged and counted |
//! | find | [`search`] | words in texts, in what was said, in responses |
//! | keep | [`backups`] | copies of it all, recovery, a move to another database |
//!
//! Around them [`sign_in`] (accounts), [`post`] (letters), [`journal`] (who did what when); under
//! them [`procedure`] (the rules), [`text`] (a text as data), [`formats`] (bytes in and out),
//! [`languages`], [`certificates`] (who is believed), [`reaching`] (a host by its name), [`db`], [`sealing`] (what a stolen database must not tell), [`depot`] (files outside it), [`operation`] (what its keeper is told), [`web`]. ARCHITECTURE.md has two walkthroughs; CONTRIBUTING.md the
//! glossary's home.

pub mod app;
pub mod backups;
pub mod certificates;
pub mod commands;
pub mod config;
pub mod consolidation;
pub mod consultations;
pub mod db;
pub mod demo;
pub mod depot;
pub mod drafts;
pub mod formats;
pub mod https;
pub mod journal;
pub mod languages;
pub mod operation;
pub mod outcome;
pub mod participants;
pub mod post;
pub mod procedure;
pub mod reaching;
pub mod record;
pub mod rounds;
pub mod routes;
pub mod schema;
pub mod sealing;
pub mod search;
pub mod secrets;
pub mod sign_in;
pub mod signing;
pub mod submissions;
pub mod text;
pub mod web;
