//! Other plugins.

use super::{Datasource, Describe, OverHttp, OverTls};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::Settings;

/// Any other plugin; set its settings with [`Datasource::json`] and [`Datasource::secret`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plugin {
    /// Its plugin ID: `graphite`.
    pub id: Text,
}

impl Datasource {
    /// Returns a datasource of any plugin, by the plugin ID.
    ///
    /// ```
    /// use dashgen::model::Uid;
    /// use dashgen::suite::Datasource;
    ///
    /// Datasource::plugin(Uid::literal("graphite"), "Graphite", "graphite")
    ///     .url("http://graphite:8080")
    ///     .json("graphiteVersion", "1.1");
    /// ```
    pub fn plugin(uid: Uid, name: impl Into<Text>, id: impl Into<Text>) -> Datasource<Plugin> {
        Datasource::new(uid, name, None, Plugin { id: id.into() })
    }
}

impl Datasource<Plugin> {
    /// Sets its URL.
    pub fn url(mut self, url: impl Into<Setting>) -> Self {
        self.url = Some(url.into());
        self
    }
}

impl Describe for Plugin {
    fn plugin(&self) -> &str {
        &self.id
    }

    fn settings(&self) -> Settings {
        Settings::default()
    }
}

impl OverHttp for Plugin {}
impl OverTls for Plugin {}
