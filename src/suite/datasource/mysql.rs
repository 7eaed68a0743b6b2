//! MySQL.

use std::time::Duration;

use super::{Datasource, Describe, OverTls};
use crate::model::{Text, Uid};
use crate::suite::data::{Data, Settings};
use crate::suite::{Secret, Setting};

/// The settings of a MySQL.
///
/// Source: "Configure the MySQL data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MySql {
    /// The database.
    pub database: Setting,
    /// Who logs in.
    pub user: Option<Setting>,
    password: Option<Secret>,
    timezone: Option<Text>,
    interval: Option<Setting>,
    connections: Option<u32>,
}

impl Datasource {
    /// Returns a MySQL at `HOST:PORT`, and one of its databases.
    pub fn mysql(
        uid: Uid,
        name: impl Into<Text>,
        url: impl Into<Setting>,
        database: impl Into<Setting>,
    ) -> Datasource<MySql> {
        let database = database.into();
        let mysql = MySql { database, user: None, password: None, timezone: None, interval: None, connections: None };
        Datasource::new(uid, name, Some(url.into()), mysql)
    }
}

impl Datasource<MySql> {
    /// Logs in. Give the user no more than it needs to read: Grafana runs whatever a query says.
    pub fn login(mut self, user: impl Into<Setting>, password: Secret) -> Self {
        self.kind.user = Some(user.into());
        self.kind.password = Some(password);
        self
    }

    /// Sets the session's time zone: `+00:00`, or the name of one.
    pub fn timezone(mut self, timezone: impl Into<Text>) -> Self {
        self.kind.timezone = Some(timezone.into());
        self
    }

    /// Keeps points at least this far apart: as far as the data is written.
    pub fn min_interval(mut self, interval: Duration) -> Self {
        self.kind.interval = Some(interval.into());
        self
    }

    /// Limits how many connections are open: 100 where nothing is said.
    pub fn max_connections(mut self, connections: u32) -> Self {
        self.kind.connections = Some(connections);
        self
    }
}

impl Describe for MySql {
    fn plugin(&self) -> &'static str {
        "mysql"
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .user(self.user.as_ref())
            .with("database", &self.database)
            .with("timezone", &self.timezone)
            .duration("timeInterval", "least interval", self.interval.as_ref())
            .with("maxOpenConns", &self.connections)
            .with("maxIdleConnsAuto", &self.connections.map(|_| Data::Flag(true)))
            .secret("password", self.password.as_ref())
    }
}

impl OverTls for MySql {}
