//! Whom a command is about: their address, their name, and the language they are written to in.

use crate::languages::Language;
use crate::sign_in;
use anyhow::Context;

#[derive(Debug, clap::Args)]
pub struct Somebody {
    #[arg(long)]
    email: String,
    #[arg(long)]
    pub name: String,
    /// The language they are written to in: en or fr
    #[arg(long, default_value = "en")]
    language: String,
}

impl Somebody {
    /// Where they are written to, and in which language.
    pub fn reached(&self) -> anyhow::Result<(String, Language)> {
        let language = Language::known(&self.language);
        let language = language.with_context(|| {
            format!("{:?} is no language of the interface: en or fr", self.language)
        });
        Ok((address(&self.email)?, language?))
    }
}

/// An e-mail address as accounts have it.
pub fn address(typed: &str) -> anyhow::Result<String> {
    sign_in::parse_email(typed).with_context(|| format!("{typed:?} is no e-mail address"))
}
