//! TLS settings of datasources: trusted authorities and client certificates.

use super::Datasource;
use crate::suite::data::Settings;
use crate::suite::{Secret, Setting};

/// A kind with Grafana's common TLS settings.
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
    /// Sets the certificate of a trusted authority, in PEM.
    pub fn tls_authority(mut self, certificate: Secret) -> Self {
        self.tls.authority = Some(certificate);
        self
    }

    /// Sets the client certificate and its key, both in PEM.
    pub fn tls_client(mut self, certificate: Secret, key: Secret) -> Self {
        self.tls.client = Some((certificate, key));
        self
    }

    /// Sets the server name to verify in the certificate, if it differs from the URL.
    pub fn tls_server_name(mut self, name: impl Into<Setting>) -> Self {
        self.tls.server_name = Some(name.into());
        self
    }

    /// Skips verification of the certificate. For testing only: the server could be anyone.
    pub fn tls_skip_verify(mut self) -> Self {
        self.tls.is_unchecked = true;
        self
    }
}
