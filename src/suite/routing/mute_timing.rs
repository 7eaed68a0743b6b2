//! Mute timings: times in which nobody is told, or outside of which nobody is.

use crate::model::{Month, Text};

/// Times by a name, for policies to keep quiet in, or outside of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MuteTiming {
    /// Its name, unique in Grafana.
    pub name: Text,
    /// The times; one of them is enough.
    pub intervals: Vec<TimeInterval>,
}

impl MuteTiming {
    /// Returns times by a name.
    pub fn new(name: impl Into<Text>, interval: TimeInterval) -> Self {
        Self { name: name.into(), intervals: vec![interval] }
    }

    /// Adds other times.
    pub fn and(mut self, interval: TimeInterval) -> Self {
        self.intervals.push(interval);
        self
    }
}

/// Times that recur: what is not said is any time, and of each kind one is enough.
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
    /// Times of the day, each with its end, which is not part of it.
    pub times: Vec<(TimeOfDay, TimeOfDay)>,
    /// Days of the week, first and last.
    pub weekdays: Vec<(Weekday, Weekday)>,
    /// Days of the month, first and last: from 1, or from -1 for the last day backwards.
    pub days: Vec<(i8, i8)>,
    /// Months, first and last.
    pub months: Vec<(Month, Month)>,
    /// Years, first and last.
    pub years: Vec<(u16, u16)>,
    /// The time zone, by its IANA name; UTC where it is missing.
    pub location: Option<Text>,
}

impl TimeInterval {
    /// Returns any time.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a time of the day; one over midnight is two.
    pub fn between(mut self, start: TimeOfDay, end: TimeOfDay) -> Self {
        self.times.push((start, end));
        self
    }

    /// Adds days of the week, both included, over the end of the week as well.
    pub fn weekdays(mut self, first: Weekday, last: Weekday) -> Self {
        // Grafana's weeks begin on Sunday, and its ranges end where the week does.
        self.weekdays.extend(split(first, last, Weekday::Sunday, Weekday::Saturday, first > last));
        self
    }

    /// Adds days of the month, both included: from 1, or from -1 for the last day backwards.
    pub fn days(mut self, first: i8, last: i8) -> Self {
        self.days.push((first, last));
        self
    }

    /// Adds months, both included, over the end of the year as well.
    pub fn months(mut self, first: Month, last: Month) -> Self {
        self.months.extend(split(first, last, Month::January, Month::December, first.index() > last.index()));
        self
    }

    /// Adds years, both included.
    pub fn years(mut self, first: u16, last: u16) -> Self {
        self.years.push((first, last));
        self
    }

    /// Says where all that is: `Europe/Berlin`.
    pub fn location(mut self, location: impl Into<Text>) -> Self {
        self.location = Some(location.into());
        self
    }
}

/// Returns a range, or the two that it is over the end of the cycle.
fn split<T>(first: T, last: T, begin: T, end: T, is_over: bool) -> Vec<(T, T)> {
    if is_over { vec![(first, end), (begin, last)] } else { vec![(first, last)] }
}

/// A time of the day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// The beginning of the day.
    pub const START: Self = Self { minutes: 0 };
    /// The end of the day.
    pub const END: Self = Self { minutes: 24 * 60 };

    /// Returns a time: hours up to 24, minutes up to 59. One past the end of the day is refused by a build.
    pub const fn at(hour: u8, minute: u8) -> Self {
        Self { minutes: hour as u16 * 60 + minute as u16 }
    }

    /// Returns whether there is such a time.
    pub(crate) fn is_real(self) -> bool {
        self <= Self::END
    }
}

/// As Grafana writes it: `22:00`.
impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// A day of the week. Weeks begin on Sunday, as in Grafana's ranges.
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
