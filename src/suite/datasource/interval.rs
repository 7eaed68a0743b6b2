//! The minimum interval of a datasource.

use std::time::Duration;

use super::Datasource;
use crate::suite::Setting;

/// A kind that has a minimum interval.
pub trait MinInterval {
    /// Returns the minimum interval.
    fn interval(&mut self) -> &mut Option<Setting>;
}

impl<K: MinInterval> Datasource<K> {
    /// Sets the minimum interval between points: the interval at which data is written.
    pub fn min_interval(mut self, interval: Duration) -> Self {
        *self.kind.interval() = Some(interval.into());
        self
    }
}
