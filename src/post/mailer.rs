//! How letters leave: by SMTP, or as files in the data folder where no server is configured.

use super::message::{Unsendable, message, trial};
use super::refusals::is_about_the_letter;
use super::store::StoredLetter;
use crate::config::{Settings, Smtp, Tls};
use crate::operation::in_one_line;
use crate::procedure::Moment;
use anyhow::{Context, bail};
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{
    Certificate, CertificateStore, Tls as Encryption, TlsParameters,
};
use lettre::{SmtpTransport, Transport};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A server that says nothing for so long is given up for this time.
const TIMEOUT: Duration = Duration::from_secs(20);

pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(Box<SmtpTransport>),
    Files(PathBuf),
}

/// Why a letter did not leave.
#[derive(Debug)]
pub struct Unsent {
    pub why: String,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Trying again would bring the same answer.
    Final,
    /// This letter is to come again later.
    PutOff,
    /// The server wants nothing from us now, or nothing like this: the next letter will tell.
    Unwanted,
    /// The server could not be spoken to at all: no other letter would leave now either.
    Outage,
}

impl Mailer {
    /// Err when the settings cannot be used: a bad address, no TLS to be had, or a file of
    /// certificates with none in it.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        let from = settings.mail.from.parse();
        let from = from.map_err(|e| anyhow::anyhow!("{:?}: {e}", settings.mail.from))?;
        let way = match &settings.mail.smtp {
            Some(smtp) => Way::Smtp(Box::new(transport(smtp)?)),
            None => Way::Files(settings.data.join("letters")),
        };
        Ok(Self { from, way })
    }

    /// Do letters leave this machine? Where they do not, the outbox shows their links.
    pub fn is_smtp(&self) -> bool {
        matches!(self.way, Way::Smtp(_))
    }

    /// Asks the server whether it is there, before letters are taken to it one by one.
    pub fn greet(&self) -> Result<(), Unsent> {
        let Way::Smtp(transport) = &self.way else { return Ok(()) };
        match transport.test_connection() {
            Ok(true) => Ok(()),
            Ok(false) => Err(Unsent::outage("the server did not answer")),
            Err(error) => Err(Unsent::outage(&error_chain(&error))),
        }
    }

    /// A letter that nobody needs, to see whether it arrives. It stands in no outbox.
    pub fn send_trial(&self, to: &str, now: Moment) -> Result<(), Unsent> {
        let Way::Smtp(transport) = &self.way else {
            return Err(Unsent::outage("letters are written as files"));
        };
        let to = to.parse().map_err(Unsendable::from)?;
        let message = trial(&self.from, Mailbox::new(None, to), now)?;
        transport.send(&message).map(drop).map_err(|error| Unsent::outage(&error_chain(&error)))
    }

    pub fn send(&self, letter: &StoredLetter) -> Result<(), Unsent> {
        let message = message(letter, &self.from).map_err(Unsent::from)?;
        match &self.way {
            Way::Smtp(transport) => {
                transport.send(&message).map(drop).map_err(|error| Unsent::answered(&error))
            }
            Way::Files(folder) => {
                write_file(folder, letter.public_id.as_str(), &message.formatted())
                    .map_err(|error| Unsent::outage(&error.to_string()))
            }
        }
    }
}

impl Unsent {
    fn answered(error: &smtp::Error) -> Self {
        let said = error.source().map(ToString::to_string).unwrap_or_default();
        let kind = match error.status() {
            None => Kind::Outage,
            Some(_) if error.is_transient() => Kind::PutOff,
            Some(code) if is_about_the_letter(code.into(), &said) => Kind::Final,
            Some(_) => Kind::Unwanted,
        };
        Self { why: error_chain(error), kind }
    }

    fn outage(why: &str) -> Self {
        Self { why: why.to_owned(), kind: Kind::Outage }
    }
}

impl From<Unsendable> for Unsent {
    fn from(error: Unsendable) -> Self {
        Self { why: error.to_string(), kind: Kind::Final }
    }
}

fn transport(smtp: &Smtp) -> anyhow::Result<SmtpTransport> {
    let parameters = || tls_parameters(smtp);
    let encryption = match smtp.tls {
        Tls::Starttls => Encryption::Required(parameters()?),
        Tls::Tls => Encryption::Wrapper(parameters()?),
        Tls::None => Encryption::None,
    };
    let mut builder = SmtpTransport::builder_dangerous(&smtp.host)
        .port(smtp.port)
        .tls(encryption)
        .timeout(Some(TIMEOUT));
    if let (Some(user), Some(password)) = (&smtp.user, &smtp.password) {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}

fn tls_parameters(smtp: &Smtp) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(smtp.host.clone());
    if let Some(file) = &smtp.ca {
        let unusable = || format!("{} cannot be used (TRAVAUX_SMTP_CA)", file.display());
        let pem = fs::read(file).with_context(unusable)?;
        let certificates = Certificate::from_pem(&pem).with_context(unusable)?;
        // A file without certificates would be taken for one, and every server refused.
        if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
            bail!("{} holds no certificate in PEM (TRAVAUX_SMTP_CA)", file.display());
        }
        builder =
            builder.certificate_store(CertificateStore::None).add_root_certificate(certificates);
    }
    Ok(builder.build()?)
}

/// The whole file or nothing, readable by the server's user only: its links are secrets.
fn write_file(folder: &Path, id: &str, message: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    builder.create(folder)?;
    let unfinished = folder.join(format!(".{id}.part"));
    let mut file = options.open(&unfinished)?;
    file.write_all(message)?;
    file.sync_all()?;
    fs::rename(unfinished, folder.join(format!("{id}.eml")))
}

/// The error with its causes, of bearable length, for the outbox.
fn error_chain(error: &dyn Error) -> String {
    in_one_line(error).chars().take(500).collect()
}
