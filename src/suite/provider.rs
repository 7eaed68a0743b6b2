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
    /// The folder's uid; random where it is missing, and then new after every fresh start.
    ///
    /// Files leave it out where the alerts share the folder: Grafana makes the folder of alerts first, by its title
    /// alone, and a second one of that title for whoever asks by uid.
    pub folder_uid: Option<Uid>,
    /// The folder on disk, as Grafana's own process sees it.
    pub path: Setting,
    /// How often Grafana looks for changes, in seconds.
    pub update_interval_seconds: u32,
    /// Whether the UI may save over what the files say. Without it, code stays the truth.
    pub allow_ui_updates: bool,
}

impl Provider {
    /// Where Grafana's images and packages expect dashboards.
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

    /// Sets the folder's uid, so that its address stays the same after a fresh start.
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

    /// Lets the UI save over what the files say, until the next build.
    pub fn allow_ui_updates(mut self) -> Self {
        self.allow_ui_updates = true;
        self
    }
}
