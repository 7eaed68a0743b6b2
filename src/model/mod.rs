//! What a dashboard is, in Grafana's own concepts.

mod identity;

pub use identity::{IdCollision, PanelId, Uid, UidError, panel_ids};

/// A dashboard.
#[derive(Debug, Clone)]
pub struct Dashboard {
    /// Its uid.
    pub uid: Uid,
    /// Its title.
    pub title: std::borrow::Cow<'static, str>,
}

impl Dashboard {
    /// Returns a dashboard without panels.
    pub fn new(uid: Uid, title: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Self { uid, title: title.into() }
    }
}
