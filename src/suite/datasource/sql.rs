//! Servers of SQL: one of their databases, who logs in, and how much is asked.

use super::Datasource;
use crate::suite::data::{Data, Settings};
use crate::suite::{Secret, Setting};

/// A kind that is a server of SQL.
pub trait OverSql {
    /// Returns what all servers of SQL are told.
    fn sql(&mut self) -> &mut Sql;
}

/// What all servers of SQL are told.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Sql {
    /// The database.
    pub database: Setting,
    /// Who logs in.
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
            .duration("timeInterval", "least interval", self.interval.as_ref())
            .with("maxOpenConns", &self.connections)
            .with("maxIdleConnsAuto", &self.connections.map(|_| Data::Flag(true)))
            .secret("password", self.password.as_ref())
    }
}

impl<K: OverSql> Datasource<K> {
    /// Logs in. Give the user no more than it needs to read: Grafana runs whatever a query says.
    pub fn login(mut self, user: impl Into<Setting>, password: Secret) -> Self {
        let sql = self.kind.sql();
        sql.user = Some(user.into());
        sql.password = Some(password);
        self
    }

    /// Limits how many connections are open: 100 where nothing is said.
    pub fn max_connections(mut self, connections: u32) -> Self {
        self.kind.sql().connections = Some(connections);
        self
    }
}
