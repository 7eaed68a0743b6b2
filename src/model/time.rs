//! The time range of a dashboard, and the time picker.

use std::time::Duration;

use super::Text;
use crate::json::words;
use crate::promql::{days, duration};

/// A time range in Grafana's syntax: `now-6h`, `now`, `now/d`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeRange {
    /// The start.
    pub from: Text,
    /// The end.
    pub to: Text,
}

impl TimeRange {
    /// Returns the last `length` of time, up to now.
    ///
    /// ```
    /// use dashgen::model::TimeRange;
    /// use dashgen::promql::{days, hours};
    ///
    /// assert_eq!(TimeRange::last(hours(24)).from, "now-24h");
    /// assert_eq!(TimeRange::last(days(7)).from, "now-7d");
    /// ```
    pub fn last(length: Duration) -> Self {
        // Grafana's own menu uses this for the last 24 hours.
        let length = if length == days(1) { "24h".to_owned() } else { duration(length) };
        Self { from: format!("now-{length}").into(), to: "now".into() }
    }
}

/// The last six hours: Grafana's default.
impl Default for TimeRange {
    fn default() -> Self {
        Self { from: "now-6h".into(), to: "now".into() }
    }
}

/// The settings of the time picker.
///
/// ```
/// use dashgen::model::{TimePicker, TimeRange};
/// use dashgen::promql::{hours, minutes, seconds};
///
/// let picker = TimePicker::default().refresh_intervals([seconds(10), minutes(1)]).quick_range("Last trading day", TimeRange::last(hours(24)));
/// assert_eq!(picker.quick_ranges.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimePicker {
    /// Whether it is hidden.
    pub hidden: bool,
    /// How far "now" is shifted back, for data that arrives late: `1m`.
    pub now_delay: Option<Text>,
    /// The refresh intervals that are offered; if empty, Grafana's default ones.
    pub refresh_intervals: Vec<Text>,
    /// The quick ranges that are offered, with their names; if empty, Grafana's default ones.
    pub quick_ranges: Vec<(Text, TimeRange)>,
}

impl TimePicker {
    /// Hides it.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Shifts "now" back by this much.
    pub fn now_delay(mut self, delay: Duration) -> Self {
        self.now_delay = Some(duration(delay).into());
        self
    }

    /// Offers these refresh intervals instead of Grafana's default ones.
    pub fn refresh_intervals(mut self, intervals: impl IntoIterator<Item = Duration>) -> Self {
        self.refresh_intervals = intervals.into_iter().map(|it| duration(it).into()).collect();
        self
    }

    /// Adds a quick range. Quick ranges replace Grafana's default ones.
    pub fn quick_range(mut self, title: impl Into<Text>, range: TimeRange) -> Self {
        self.quick_ranges.push((title.into(), range));
        self
    }
}

words! {
    /// The first day of the week.
    pub enum WeekStart {
        /// Saturday.
        "saturday" Saturday,
        /// Sunday.
        "sunday" Sunday,
        /// Monday.
        "monday" Monday,
    }
}

/// The first month of the fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the months speak for themselves")]
pub enum Month {
    #[default]
    January,
    February,
    March,
    April,
    May,
    June,
    July,
    August,
    September,
    October,
    November,
    December,
}

impl Month {
    /// Returns its index in the year: 0 for January.
    pub const fn index(self) -> u8 {
        self as u8
    }
}
