//! Whose certificates this program believes, and what is wrong with one that it does not, in words.

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{CertificateError, ClientConfig, ClientConnection, RootCertStore};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;
use x509_cert::Certificate;
use x509_cert::der::Decode;

/// What this program shows where a server wants to know who comes: a certificate, and its key (PEM).
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    pub certificate: &'a Path,
    pub key: &'a Path,
}

const NO_LIST: &str =
    "this system has no list of authorities: install ca-certificates, or name a file";

/// Believes the authorities in a file (PEM), or else the system's. Err in words.
pub fn believing(
    authorities: Option<&Path>,
    own: Option<Own<'_>>,
) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    for one in trusted(authorities)? {
        // Of the system's there are many: one that cannot be read is missed by nobody.
        if let (Err(error), Some(file)) = (roots.add(one), authorities) {
            return Err(format!("{} holds no authority: {error}", file.display()));
        }
    }
    if roots.is_empty() {
        return Err(NO_LIST.into());
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots);
    let config = match own {
        None => builder.with_no_client_auth(),
        Some(Own { certificate, key: file }) => {
            let key = PrivateKeyDer::from_pem_file(file)
                .map_err(|error| format!("{} holds no key: {error}", file.display()))?;
            builder.with_client_auth_cert(read(certificate)?, key).map_err(|error| {
                format!("{} does not fit its key: {error}", certificate.display())
            })?
        }
    };
    Ok(Arc::new(config))
}

/// The authorities in a file (PEM), or else the system's. Err in words.
pub fn trusted(authorities: Option<&Path>) -> Result<Vec<CertificateDer<'static>>, String> {
    match authorities {
        Some(file) => read(file),
        None => match rustls_native_certs::load_native_certs().certs {
            none if none.is_empty() => Err(NO_LIST.into()),
            all => Ok(all),
        },
    }
}

fn read(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let unread = |error| format!("no certificate can be read from {}: {error}", file.display());
    let found: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).map_err(unread)?.collect();
    let found = found.map_err(unread)?;
    match found.is_empty() {
        true => Err(format!("there is no certificate in {}", file.display())),
        false => Ok(found),
    }
}

/// Why hands were not shaken, as the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Ungreeted {
    /// Somebody answered, who is not to be believed.
    #[error("{0}")]
    Untrusted(String),
    #[error("{0}")]
    Unanswered(String),
}

/// Shakes hands with whoever answers at the other end, who must be called `name`.
pub fn greet(
    config: Arc<ClientConfig>,
    name: &str,
    line: &mut (impl Read + Write),
) -> Result<ClientConnection, Ungreeted> {
    let unfit = || Ungreeted::Untrusted(format!("{name} is no name that a certificate could have"));
    let called = ServerName::try_from(name.to_owned()).map_err(|_| unfit())?;
    let tls = ClientConnection::new(config, called);
    let mut tls = tls.map_err(|error| Ungreeted::Unanswered(error.to_string()))?;
    while tls.is_handshaking() {
        tls.complete_io(line).map_err(|error| why(&error, name))?;
    }
    Ok(tls)
}

fn why(error: &io::Error, name: &str) -> Ungreeted {
    use CertificateError::*;
    use rustls::Error::InvalidCertificate;
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let Some(InvalidCertificate(wrong)) = inner else {
        return Ungreeted::Unanswered(error.to_string());
    };
    Ungreeted::Untrusted(match wrong {
        // The second is another authority that goes by the name of one that is known.
        UnknownIssuer | BadSignature => {
            "its certificate is of an authority that is not known here".into()
        }
        Expired | ExpiredContext { .. } => "its certificate has expired".into(),
        NotValidYet | NotValidYetContext { .. } => {
            "its certificate is not valid yet (is this machine's clock right?)".into()
        }
        NotValidForName | NotValidForNameContext { .. } => {
            format!("its certificate is for another name than {name}")
        }
        other => format!("its certificate is not good: {other}"),
    })
}

/// The second since 1970 in which a certificate (DER) ends; None where it is none.
pub fn end_of(certificate: &[u8]) -> Option<i64> {
    let certificate = Certificate::from_der(certificate).ok()?;
    let end = certificate.tbs_certificate().validity().not_after.to_unix_duration();
    i64::try_from(end.as_secs()).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    #[test]
    fn the_end_of_a_certificate_is_read() {
        let key = KeyPair::generate().unwrap();
        for (year, seconds) in [(2027, 1_806_624_000), (2049, 2_500_934_400), (2051, 2_564_006_400)]
        {
            let mut about = CertificateParams::new(vec!["db.example".to_owned()]).unwrap();
            about.not_after = date_time_ymd(year, 4, 2);
            let made = about.self_signed(&key).unwrap();
            assert_eq!(end_of(made.der()), Some(seconds), "{year}");
            // Whatever is cut off or altered, it answers.
            for n in 0..made.der().len().min(400) {
                end_of(&made.der()[..n]);
                let mut altered = made.der().to_vec();
                altered[n] ^= 0xff;
                end_of(&altered);
            }
        }
        assert_eq!(end_of(b""), None);
        assert_eq!(end_of(b"0\x84\xff\xff\xff\xff"), None);
    }
}
