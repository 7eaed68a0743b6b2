//! How far back a range selector looks.

use std::fmt;
use std::time::Duration;

use crate::promql::ast::{Expr, ExprKind, Number, Text};

/// A length of time: a [`Duration`], one that Grafana fills in, or a variable of the dashboard.
///
/// ```
/// use dashgen::promql::{RATE_INTERVAL, Window, minutes};
///
/// assert_eq!(Window::from(minutes(90)).to_string(), "90m");
/// assert_eq!(RATE_INTERVAL.to_string(), "$__rate_interval");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Window(Length);

#[derive(Debug, Clone, PartialEq)]
enum Length {
    Fixed(Duration),
    Placeholder(Text),
}

/// Grafana's `$__rate_interval`: at least four scrapes and one step of the graph, so that a rate has samples at any zoom.
pub const RATE_INTERVAL: Window = Window(Length::Placeholder(Text::Borrowed("$__rate_interval")));
/// Grafana's `$__interval`: one step of the graph.
pub const INTERVAL: Window = Window(Length::Placeholder(Text::Borrowed("$__interval")));
/// Grafana's `$__range`: the whole time range of the dashboard.
pub const RANGE: Window = Window(Length::Placeholder(Text::Borrowed("$__range")));

/// Returns a duration of so many seconds.
pub const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// Returns a duration of so many minutes.
pub const fn minutes(count: u64) -> Duration {
    seconds(count.saturating_mul(60))
}

/// Returns a duration of so many hours.
pub const fn hours(count: u64) -> Duration {
    minutes(count.saturating_mul(60))
}

/// Returns a duration of so many days, of 24 hours each.
pub const fn days(count: u64) -> Duration {
    hours(count.saturating_mul(24))
}

impl From<Duration> for Window {
    fn from(duration: Duration) -> Self {
        Self(Length::Fixed(duration))
    }
}

impl Window {
    /// Returns the window that Grafana fills in: `$step`.
    pub(crate) const fn filled_in(text: Text) -> Self {
        Self(Length::Placeholder(text))
    }

    /// Returns the same length in the other direction.
    pub(super) fn negated(self) -> Box<Expr> {
        let mut expr = self.expr();
        if let ExprKind::Number(number) = &mut expr.kind {
            number.value = -number.value;
            return expr;
        }
        Box::new(Expr::from(ExprKind::Unary { negative: true, expr }))
    }

    pub(super) fn expr(self) -> Box<Expr> {
        Box::new(Expr::from(match self.0 {
            Length::Fixed(duration) => ExprKind::Number(Number { value: duration.as_secs_f64(), is_duration: true }),
            Length::Placeholder(name) => ExprKind::Placeholder(name),
        }))
    }
}

/// As Prometheus and Grafana read it.
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Length::Fixed(length) => f.write_str(&duration(*length)),
            Length::Placeholder(name) => f.write_str(name),
        }
    }
}

impl From<Window> for Text {
    fn from(window: Window) -> Self {
        match window.0 {
            Length::Fixed(length) => duration(length).into(),
            Length::Placeholder(name) => name,
        }
    }
}

/// Returns a duration as Prometheus and Grafana read it, in the greatest unit that leaves no rest: `5m`, `90s`, `0s`.
pub fn duration(duration: Duration) -> String {
    const UNITS: [(u128, &str); 4] = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s")];
    let milliseconds = duration.as_millis();
    if milliseconds == 0 {
        return "0s".to_owned();
    }
    let unit = UNITS.into_iter().find(|(length, _)| milliseconds.is_multiple_of(*length));
    let (length, name) = unit.unwrap_or((1, "ms"));
    format!("{}{name}", milliseconds / length)
}
