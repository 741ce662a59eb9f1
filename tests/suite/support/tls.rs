//! Certificates for servers of the tests: an authority of their own, made afresh each time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{BasicConstraints, Certificate, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;

/// An authority that nobody trusts who was not told to.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    pub fn new() -> Authority {
        let key = KeyPair::generate().expect("a key");
        let mut about = CertificateParams::default();
        about.distinguished_name.push(DnType::CommonName, "Authority of the tests");
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = about.self_signed(&key).expect("a certificate").pem();
        Authority { issuer: Issuer::new(about, key), pem }
    }

    /// Its certificate as a file in this folder.
    pub fn file(&self, folder: &Path) -> PathBuf {
        let file = folder.join("authority.pem");
        std::fs::write(&file, &self.pem).expect("the certificate is written");
        file
    }

    /// A certificate for a server that is called so, and its key, as files hold them.
    pub fn pems(&self, name: &str) -> (String, String) {
        let (certificate, key) = self.certified(name, |_| ());
        (certificate.pem(), key.serialize_pem())
    }

    fn certified(
        &self,
        name: &str,
        set: impl FnOnce(&mut CertificateParams),
    ) -> (Certificate, KeyPair) {
        let key = KeyPair::generate().expect("a key");
        let mut about = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        set(&mut about);
        let certificate = about.signed_by(&key, &self.issuer).expect("a certificate");
        (certificate, key)
    }

    /// What a server needs that is called so.
    pub fn vouch_for(&self, name: &str) -> Arc<ServerConfig> {
        self.vouch_for_with(name, |_| ())
    }

    /// The same, with something else about its certificate.
    pub fn vouch_for_with(
        &self,
        name: &str,
        set: impl FnOnce(&mut CertificateParams),
    ) -> Arc<ServerConfig> {
        let (certificate, key) = self.certified(name, set);
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a private key");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions of TLS")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("the key fits the certificate");
        Arc::new(config)
    }
}
