//! Mute timings: times during which, or outside of which, nobody is notified.

use crate::model::{Month, Text};

/// A mute timing: named times during which, or outside of which, policies do not notify anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MuteTiming {
    /// Its name, unique in Grafana.
    pub name: Text,
    /// The times; an alert is muted if any of them matches.
    pub intervals: Vec<TimeInterval>,
}

impl MuteTiming {
    /// Returns a mute timing with one interval.
    pub fn new(name: impl Into<Text>, interval: TimeInterval) -> Self {
        Self { name: name.into(), intervals: vec![interval] }
    }

    /// Adds another interval.
    pub fn and(mut self, interval: TimeInterval) -> Self {
        self.intervals.push(interval);
        self
    }
}

/// Recurring times. Anything not restricted matches any time; for each restriction, one of its ranges must match.
///
/// ```
/// use dashgen::model::Month;
/// use dashgen::suite::routing::{TimeInterval, TimeOfDay, Weekday};
///
/// let nights = TimeInterval::new()
///     .between(TimeOfDay::START, TimeOfDay::at(6, 30))
///     .between(TimeOfDay::at(22, 0), TimeOfDay::END)
///     .weekdays(Weekday::Monday, Weekday::Friday)
///     .months(Month::January, Month::March)
///     .location("Europe/Berlin");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct TimeInterval {
    /// Times of day: start (inclusive) and end (exclusive).
    pub times: Vec<(TimeOfDay, TimeOfDay)>,
    /// Days of the week: first and last.
    pub weekdays: Vec<(Weekday, Weekday)>,
    /// Days of the month: first and last. They start at 1; -1 is the last day.
    pub days: Vec<(i8, i8)>,
    /// Months: first and last.
    pub months: Vec<(Month, Month)>,
    /// Years: first and last.
    pub years: Vec<(u16, u16)>,
    /// The time zone, by its IANA name; by default, UTC.
    pub location: Option<Text>,
}

impl TimeInterval {
    /// Returns an interval that matches any time.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a time of day. For a range over midnight, add two.
    pub fn between(mut self, start: TimeOfDay, end: TimeOfDay) -> Self {
        self.times.push((start, end));
        self
    }

    /// Adds an inclusive range of weekdays, which may wrap around the end of the week.
    pub fn weekdays(mut self, first: Weekday, last: Weekday) -> Self {
        // Grafana's weeks start on Sunday, and its ranges cannot wrap around.
        self.weekdays.extend(split(first, last, Weekday::Sunday, Weekday::Saturday, first > last));
        self
    }

    /// Adds an inclusive range of days of the month. They start at 1; -1 is the last day.
    pub fn days(mut self, first: i8, last: i8) -> Self {
        self.days.push((first, last));
        self
    }

    /// Adds an inclusive range of months, which may wrap around the end of the year.
    pub fn months(mut self, first: Month, last: Month) -> Self {
        self.months.extend(split(first, last, Month::January, Month::December, first.index() > last.index()));
        self
    }

    /// Adds an inclusive range of years.
    pub fn years(mut self, first: u16, last: u16) -> Self {
        self.years.push((first, last));
        self
    }

    /// Sets the time zone: `Europe/Berlin`.
    pub fn location(mut self, location: impl Into<Text>) -> Self {
        self.location = Some(location.into());
        self
    }
}

/// Returns a range, or two if it wraps around.
fn split<T>(first: T, last: T, begin: T, end: T, is_over: bool) -> Vec<(T, T)> {
    if is_over { vec![(first, end), (begin, last)] } else { vec![(first, last)] }
}

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// The start of the day.
    pub const START: Self = Self { minutes: 0 };
    /// The end of the day.
    pub const END: Self = Self { minutes: 24 * 60 };

    /// Returns a time: hours up to 24, minutes up to 59. A build rejects invalid times.
    pub const fn at(hour: u8, minute: u8) -> Self {
        Self { minutes: hour as u16 * 60 + minute as u16 }
    }

    /// Returns whether the time is valid.
    pub(crate) fn is_real(self) -> bool {
        self <= Self::END
    }
}

/// Formats the time as Grafana does: `22:00`.
impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// A day of the week. Weeks start on Sunday, as in Grafana's ranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weekday {
    /// Sunday.
    Sunday,
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
}

impl Weekday {
    /// Returns its name in lower case: `sunday`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sunday => "sunday",
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
        }
    }
}
