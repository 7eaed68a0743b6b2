//! The time that a dashboard shows, and what the reader can choose instead.

use std::time::Duration;

use super::Text;
use crate::json::words;
use crate::promql::{days, duration};

/// From when to when, in Grafana's words: `now-6h`, `now`, `now/d`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeRange {
    /// The beginning.
    pub from: Text,
    /// The end.
    pub to: Text,
}

impl TimeRange {
    /// Returns the time from so long ago until now.
    ///
    /// ```
    /// use dashgen::model::TimeRange;
    /// use dashgen::promql::{days, hours};
    ///
    /// assert_eq!(TimeRange::last(hours(24)).from, "now-24h");
    /// assert_eq!(TimeRange::last(days(7)).from, "now-7d");
    /// ```
    pub fn last(length: Duration) -> Self {
        // What Grafana's own menu calls the last 24 hours.
        let length = if length == days(1) { "24h".to_owned() } else { duration(length) };
        Self { from: format!("now-{length}").into(), to: "now".into() }
    }
}

/// Six hours until now: Grafana's own default.
impl Default for TimeRange {
    fn default() -> Self {
        Self { from: "now-6h".into(), to: "now".into() }
    }
}

/// What the reader is offered to choose another time.
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
    /// Whether there is none.
    pub hidden: bool,
    /// How long ago "now" is, for data that comes late: `1m`.
    pub now_delay: Option<Text>,
    /// The intervals of reloading that are offered; Grafana's own where there are none.
    pub refresh_intervals: Vec<Text>,
    /// The time ranges that are offered, with what they are called; Grafana's own where there are none.
    pub quick_ranges: Vec<(Text, TimeRange)>,
}

impl TimePicker {
    /// Hides it.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Lets "now" be so long ago.
    pub fn now_delay(mut self, delay: Duration) -> Self {
        self.now_delay = Some(duration(delay).into());
        self
    }

    /// Offers these intervals of reloading.
    pub fn refresh_intervals(mut self, intervals: impl IntoIterator<Item = Duration>) -> Self {
        self.refresh_intervals = intervals.into_iter().map(|it| duration(it).into()).collect();
        self
    }

    /// Offers a time range, in place of Grafana's own.
    pub fn quick_range(mut self, title: impl Into<Text>, range: TimeRange) -> Self {
        self.quick_ranges.push((title.into(), range));
        self
    }
}

words! {
    /// A day on which weeks begin.
    pub enum WeekStart {
        /// Saturday.
        "saturday" Saturday,
        /// Sunday.
        "sunday" Sunday,
        /// Monday.
        "monday" Monday,
    }
}

/// A month in which fiscal years begin.
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
    /// Returns its place in the year: 0 for January.
    pub const fn index(self) -> u8 {
        self as u8
    }
}
