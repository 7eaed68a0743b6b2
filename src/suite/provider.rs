//! Where Grafana looks for dashboards.

use std::borrow::Cow;

use super::Setting;
use crate::model::Uid;

/// A dashboard provider: a folder that Grafana reads dashboards from.
///
/// ```
/// use dashgen::model::Uid;
/// use dashgen::suite::Provider;
///
/// let provider = Provider::new("shop").folder("Shop").folder_uid(Uid::literal("shop"));
/// assert_eq!(provider.update_interval_seconds, 10);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provider {
    /// Its name, unique in Grafana.
    pub name: Cow<'static, str>,
    /// The folder in Grafana; empty for the root.
    pub folder: Cow<'static, str>,
    /// The UID of the folder; by default random, and different on every new Grafana.
    ///
    /// It is omitted from the files if alerts use the same folder: Grafana first creates the alerts' folder by title
    /// alone, and would then create a second one with the same title for a provider with a UID.
    pub folder_uid: Option<Uid>,
    /// The folder on disk, as Grafana's own process sees it.
    pub path: Setting,
    /// How often Grafana looks for changes, in seconds.
    pub update_interval_seconds: u32,
    /// Whether dashboards can be saved from the UI. If not, the code remains the source of truth.
    pub allow_ui_updates: bool,
}

impl Provider {
    /// The folder for dashboards in Grafana's images and packages.
    pub const PATH: &'static str = "/var/lib/grafana/dashboards";

    /// Returns a provider of the dashboards in [`Provider::PATH`] for Grafana's root folder. Grafana looks for changes
    /// every 10 seconds, and the UI cannot save over the files.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            folder: Cow::default(),
            folder_uid: None,
            path: Self::PATH.into(),
            update_interval_seconds: 10,
            allow_ui_updates: false,
        }
    }

    /// Sets the folder in Grafana, by its title.
    pub fn folder(mut self, title: impl Into<Cow<'static, str>>) -> Self {
        self.folder = title.into();
        self
    }

    /// Sets the UID of the folder, so that its URL stays the same on a new Grafana.
    pub fn folder_uid(mut self, uid: Uid) -> Self {
        self.folder_uid = Some(uid);
        self
    }

    /// Sets the folder on disk, as Grafana's own process sees it.
    pub fn path(mut self, path: impl Into<Setting>) -> Self {
        self.path = path.into();
        self
    }

    /// Sets how often Grafana looks for changes, in seconds.
    pub fn update_interval_seconds(mut self, seconds: u32) -> Self {
        self.update_interval_seconds = seconds;
        self
    }

    /// Allows dashboards to be saved from the UI, which lasts until the next build.
    pub fn allow_ui_updates(mut self) -> Self {
        self.allow_ui_updates = true;
        self
    }
}
