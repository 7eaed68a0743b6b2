//! How far apart the points of a datasource are at least.

use std::time::Duration;

use super::Datasource;
use crate::suite::Setting;

/// A kind that says how far apart its points are at least.
pub trait MinInterval {
    /// Returns how far.
    fn interval(&mut self) -> &mut Option<Setting>;
}

impl<K: MinInterval> Datasource<K> {
    /// Keeps points at least this far apart: as far as the data is written.
    pub fn min_interval(mut self, interval: Duration) -> Self {
        *self.kind.interval() = Some(interval.into());
        self
    }
}
