//! How a datasource's certificate is checked, and which one is shown to it.

use super::Datasource;
use crate::suite::data::Settings;
use crate::suite::{Secret, Setting};

/// A kind that is reached over TLS, set up as Grafana does for all of them.
pub trait OverTls {}

/// Certificates.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tls {
    authority: Option<Secret>,
    client: Option<(Secret, Secret)>,
    server_name: Option<Setting>,
    is_unchecked: bool,
}

impl Tls {
    pub(super) fn settings(&self) -> Settings {
        let (certificate, key) = self.client.as_ref().map(|(certificate, key)| (certificate, key)).unzip();
        Settings::default()
            .with("tlsAuth", &self.client.is_some())
            .with("tlsAuthWithCACert", &self.authority.is_some())
            .with("serverName", &self.server_name)
            .with("tlsSkipVerify", &self.is_unchecked)
            .secret("tlsCACert", self.authority.as_ref())
            .secret("tlsClientCert", certificate)
            .secret("tlsClientKey", key)
    }
}

impl<K: OverTls> Datasource<K> {
    /// Trusts an authority's certificate, in PEM.
    pub fn tls_authority(mut self, certificate: Secret) -> Self {
        self.tls.authority = Some(certificate);
        self
    }

    /// Shows the server a certificate and has its key, both in PEM.
    pub fn tls_client(mut self, certificate: Secret, key: Secret) -> Self {
        self.tls.client = Some((certificate, key));
        self
    }

    /// Names the server as its certificate does, where its address does not.
    pub fn tls_server_name(mut self, name: impl Into<Setting>) -> Self {
        self.tls.server_name = Some(name.into());
        self
    }

    /// Takes any certificate. For trials: nobody can tell who answers.
    pub fn tls_skip_verify(mut self) -> Self {
        self.tls.is_unchecked = true;
        self
    }
}
