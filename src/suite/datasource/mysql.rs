//! MySQL.

use super::{Datasource, Describe, MinInterval, OverSql, OverTls, Sql};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::Settings;

/// The settings of a MySQL datasource.
///
/// Source: "Configure the MySQL data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MySql {
    /// Its database and user.
    pub sql: Sql,
    timezone: Option<Text>,
}

impl Datasource {
    /// Returns a MySQL datasource at `HOST:PORT`, with a database.
    pub fn mysql(
        uid: Uid,
        name: impl Into<Text>,
        url: impl Into<Setting>,
        database: impl Into<Setting>,
    ) -> Datasource<MySql> {
        let mysql = MySql { sql: Sql::new(database.into()), timezone: None };
        Datasource::new(uid, name, Some(url.into()), mysql)
    }
}

impl Datasource<MySql> {
    /// Sets the time zone of the session: `+00:00`, or a name.
    pub fn timezone(mut self, timezone: impl Into<Text>) -> Self {
        self.kind.timezone = Some(timezone.into());
        self
    }
}

impl Describe for MySql {
    fn plugin(&self) -> &'static str {
        "mysql"
    }

    fn settings(&self) -> Settings {
        self.sql.settings().with("timezone", &self.timezone)
    }
}

impl OverTls for MySql {}

impl OverSql for MySql {
    fn sql(&mut self) -> &mut Sql {
        &mut self.sql
    }
}

impl MinInterval for MySql {
    fn interval(&mut self) -> &mut Option<Setting> {
        &mut self.sql.interval
    }
}
