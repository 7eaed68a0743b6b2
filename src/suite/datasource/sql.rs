//! SQL databases: database, login and connection limits.

use super::Datasource;
use crate::suite::data::{Data, Settings};
use crate::suite::{Secret, Setting};

/// A kind that is an SQL database.
pub trait OverSql {
    /// Returns the settings of all SQL databases.
    fn sql(&mut self) -> &mut Sql;
}

/// The settings of all SQL databases.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Sql {
    /// The database.
    pub database: Setting,
    /// The user.
    pub user: Option<Setting>,
    password: Option<Secret>,
    pub(super) interval: Option<Setting>,
    connections: Option<u32>,
}

impl Sql {
    pub(super) fn new(database: Setting) -> Self {
        Self { database, user: None, password: None, interval: None, connections: None }
    }

    pub(super) fn settings(&self) -> Settings {
        Settings::default()
            .user(self.user.as_ref())
            .with("database", &self.database)
            .duration("timeInterval", "minimum interval", self.interval.as_ref())
            .with("maxOpenConns", &self.connections)
            .with("maxIdleConnsAuto", &self.connections.map(|_| Data::Flag(true)))
            .secret("password", self.password.as_ref())
    }
}

impl<K: OverSql> Datasource<K> {
    /// Sets the user and password. Give the user read access only: Grafana runs any statement in a query.
    pub fn login(mut self, user: impl Into<Setting>, password: Secret) -> Self {
        let sql = self.kind.sql();
        sql.user = Some(user.into());
        sql.password = Some(password);
        self
    }

    /// Limits the number of open connections; the default is 100.
    pub fn max_connections(mut self, connections: u32) -> Self {
        self.kind.sql().connections = Some(connections);
        self
    }
}
