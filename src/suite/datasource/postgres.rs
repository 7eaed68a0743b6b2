//! PostgreSQL.

use super::{Datasource, Describe, MinInterval, OverSql, Sql};
use crate::model::{Text, Uid};
use crate::suite::data::Settings;
use crate::suite::{Secret, Setting};

/// The settings of a PostgreSQL datasource.
///
/// Source: "Configure the PostgreSQL data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Postgres {
    /// Its database and user.
    pub sql: Sql,
    /// The TLS mode of the connection.
    pub ssl_mode: SslMode,
    authority: Option<Secret>,
    client: Option<(Secret, Secret)>,
    version: Option<u32>,
    has_timescale: bool,
}

/// The TLS mode of a connection to PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SslMode {
    /// No TLS.
    Disable,
    /// TLS without verification of the certificate.
    #[default]
    Require,
    /// TLS with verification that the certificate is signed by a trusted authority.
    VerifyCa,
    /// TLS with verification of the certificate and the host name.
    VerifyFull,
}

impl Datasource {
    /// Returns a PostgreSQL datasource at `HOST:PORT`, or at the folder of a Unix socket, with a database.
    pub fn postgres(
        uid: Uid,
        name: impl Into<Text>,
        url: impl Into<Setting>,
        database: impl Into<Setting>,
    ) -> Datasource<Postgres> {
        let postgres = Postgres {
            sql: Sql::new(database.into()),
            ssl_mode: SslMode::default(),
            authority: None,
            client: None,
            version: None,
            has_timescale: false,
        };
        Datasource::new(uid, name, Some(url.into()), postgres)
    }
}

impl Datasource<Postgres> {
    /// Sets the TLS mode of the connection; the default is [`SslMode::Require`].
    pub fn ssl_mode(mut self, mode: SslMode) -> Self {
        self.kind.ssl_mode = mode;
        self
    }

    /// Sets the certificate of a trusted authority, in PEM.
    pub fn tls_authority(mut self, certificate: Secret) -> Self {
        self.kind.authority = Some(certificate);
        self
    }

    /// Sets the client certificate and its key, both in PEM.
    pub fn tls_client(mut self, certificate: Secret, key: Secret) -> Self {
        self.kind.client = Some((certificate, key));
        self
    }

    /// Sets its version, for the query builder: 1500 for 15, 906 for 9.6.
    pub fn version(mut self, version: u32) -> Self {
        self.kind.version = Some(version);
        self
    }

    /// Enables support for TimescaleDB.
    pub fn timescale(mut self) -> Self {
        self.kind.has_timescale = true;
        self
    }
}

impl Describe for Postgres {
    fn plugin(&self) -> &'static str {
        "grafana-postgresql-datasource"
    }

    fn settings(&self) -> Settings {
        let mode = match self.ssl_mode {
            SslMode::Disable => "disable",
            SslMode::Require => "require",
            SslMode::VerifyCa => "verify-ca",
            SslMode::VerifyFull => "verify-full",
        };
        let (certificate, key) = self.client.as_ref().map(|(certificate, key)| (certificate, key)).unzip();
        let has_certificates = self.authority.is_some() || self.client.is_some();
        self.sql
            .settings()
            .with("sslmode", &mode)
            .with("tlsConfigurationMethod", &has_certificates.then_some("file-content"))
            .with("postgresVersion", &self.version)
            .with("timescaledb", &self.has_timescale)
            .secret("tlsCACert", self.authority.as_ref())
            .secret("tlsClientCert", certificate)
            .secret("tlsClientKey", key)
    }
}

impl OverSql for Postgres {
    fn sql(&mut self) -> &mut Sql {
        &mut self.sql
    }
}

impl MinInterval for Postgres {
    fn interval(&mut self) -> &mut Option<Setting> {
        &mut self.sql.interval
    }
}
