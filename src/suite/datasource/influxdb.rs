//! InfluxDB.

use super::{Datasource, Describe, MinInterval, OverHttp, OverTls};
use crate::model::{Text, Uid};
use crate::suite::data::Settings;
use crate::suite::{Secret, Setting};

/// The settings of an InfluxDB datasource.
///
/// Source: "Configure the InfluxDB data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct InfluxDb {
    /// The query language, and the database or bucket.
    pub language: InfluxLanguage,
    interval: Option<Setting>,
    max_series: Option<u32>,
}

/// The query language of an InfluxDB datasource.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InfluxLanguage {
    /// InfluxQL, supported by all versions.
    InfluxQl {
        /// The database.
        database: Setting,
        /// The user and password, if needed.
        login: Option<(Setting, Secret)>,
    },
    /// Flux, for InfluxDB 2.
    Flux {
        /// The organization.
        organization: Setting,
        /// The bucket of `v.defaultBucket`.
        bucket: Setting,
        /// The token.
        token: Secret,
    },
    /// SQL, for InfluxDB 3.
    Sql {
        /// The database.
        database: Setting,
        /// The token.
        token: Secret,
        /// Whether the connection does not use TLS.
        is_insecure: bool,
    },
}

impl InfluxLanguage {
    /// Returns InfluxQL for a database without authentication.
    pub fn influxql(database: impl Into<Setting>) -> Self {
        Self::InfluxQl { database: database.into(), login: None }
    }

    /// Returns Flux for a bucket of an organization.
    pub fn flux(organization: impl Into<Setting>, bucket: impl Into<Setting>, token: Secret) -> Self {
        Self::Flux { organization: organization.into(), bucket: bucket.into(), token }
    }

    /// Returns SQL for a database with a TLS connection.
    pub fn sql(database: impl Into<Setting>, token: Secret) -> Self {
        Self::Sql { database: database.into(), token, is_insecure: false }
    }
}

impl Datasource {
    /// Returns an InfluxDB datasource with its URL and query language.
    ///
    /// ```
    /// use dashgen::model::Uid;
    /// use dashgen::suite::datasource::InfluxLanguage;
    /// use dashgen::suite::{Datasource, Secret};
    ///
    /// let flux = InfluxLanguage::flux("shop", "sensors", Secret::environment("INFLUX_TOKEN"));
    /// Datasource::influxdb(Uid::literal("influx"), "InfluxDB", "http://influxdb:8086", flux);
    /// ```
    pub fn influxdb(
        uid: Uid,
        name: impl Into<Text>,
        url: impl Into<Setting>,
        language: InfluxLanguage,
    ) -> Datasource<InfluxDb> {
        Datasource::new(uid, name, Some(url.into()), InfluxDb { language, interval: None, max_series: None })
    }
}

impl Datasource<InfluxDb> {
    /// Limits the number of series that Grafana processes; the default is 1000.
    pub fn max_series(mut self, series: u32) -> Self {
        self.kind.max_series = Some(series);
        self
    }
}

impl Describe for InfluxDb {
    fn plugin(&self) -> &'static str {
        "influxdb"
    }

    fn settings(&self) -> Settings {
        let settings = Settings::default();
        let settings = match &self.language {
            InfluxLanguage::InfluxQl { database, login } => {
                let (user, password) = login.as_ref().map(|(user, password)| (user, password)).unzip();
                let settings = settings.user(user).with("version", &"InfluxQL").with("dbName", database);
                settings.with("httpMode", &"POST").secret("password", password)
            }
            InfluxLanguage::Flux { organization, bucket, token } => settings
                .with("version", &"Flux")
                .with("organization", organization)
                .with("defaultBucket", bucket)
                .secret("token", Some(token)),
            InfluxLanguage::Sql { database, token, is_insecure } => settings
                .with("version", &"SQL")
                .with("dbName", database)
                .with("httpMode", &"POST")
                .with("insecureGrpc", is_insecure)
                .secret("token", Some(token)),
        };
        settings
            .duration("timeInterval", "minimum interval", self.interval.as_ref())
            .with("maxSeries", &self.max_series)
    }
}

impl MinInterval for InfluxDb {
    fn interval(&mut self) -> &mut Option<Setting> {
        &mut self.interval
    }
}

impl OverHttp for InfluxDb {}
impl OverTls for InfluxDb {}
