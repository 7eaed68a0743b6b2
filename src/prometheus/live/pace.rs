//! From when to when a query is asked, and in which steps: Grafana's arithmetic.
//!
//! Sources: `roundInterval` of `packages/grafana-data/src/datetime/rangeutil.ts`; `pkg/promlib/models/query.go`.

use std::time::Duration;

use crate::model::TimeRange;
use crate::prometheus::QueryRange;
use crate::promql::ast::{ExprKind, Number};
use crate::promql::{Times, parse};

/// What Grafana assumes of a datasource that does not say how often it is scraped.
pub(super) const USUAL_SCRAPE_INTERVAL: Duration = Duration::from_secs(15);
/// The most points that Prometheus gives for a series.
const MOST_POINTS: f64 = 11_000.0;
/// The pixels of a screen that a dashboard fills.
const SCREEN: u32 = 1_920;
/// The range that is asked where a dashboard's own cannot be understood.
const USUAL_RANGE: Duration = Duration::from_hours(6);

/// The longest raw steps, in milliseconds, that Grafana rounds to each of its own.
const STEPS: [(f64, u64); 29] = [
    (10.0, 1),
    (15.0, 10),
    (35.0, 20),
    (75.0, 50),
    (150.0, 100),
    (350.0, 200),
    (750.0, 500),
    (1_500.0, 1_000),
    (3_500.0, 2_000),
    (7_500.0, 5_000),
    (12_500.0, 10_000),
    (17_500.0, 15_000),
    (25_000.0, 20_000),
    (45_000.0, 30_000),
    (90_000.0, 60_000),
    (210_000.0, 120_000),
    (450_000.0, 300_000),
    (750_000.0, 600_000),
    (1_050_000.0, 900_000),
    (1_500_000.0, 1_200_000),
    (2_700_000.0, 1_800_000),
    (5_400_000.0, 3_600_000),
    (9_000_000.0, 7_200_000),
    (16_200_000.0, 10_800_000),
    (32_400_000.0, 21_600_000),
    (86_400_000.0, 43_200_000),
    (604_800_000.0, 86_400_000),
    (1_814_400_000.0, 604_800_000),
    (3_628_800_000.0, 2_592_000_000),
];
const YEAR: u64 = 31_536_000_000;

/// The times of one query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pace {
    /// The first moment of the dashboard, in seconds since 1970.
    pub(super) from: f64,
    /// Its last moment.
    pub(super) to: f64,
    /// The time between two points.
    pub(super) step: Duration,
    /// The least step that was asked for, or how often Prometheus scrapes.
    pub(super) scrape_interval: Duration,
}

impl Pace {
    /// Returns the pace of a query with so many points at most, no closer than `least` if given.
    pub(super) fn new((from, to): (f64, f64), points: u32, least: Option<Duration>, scrape_interval: Duration) -> Self {
        let scrape_interval = least.unwrap_or(scrape_interval);
        let range = (to - from).max(0.0);
        let nice = rounded(range / f64::from(points.max(1)));
        let step = nice.max(scrape_interval).max(rounded(range / MOST_POINTS)).max(Duration::from_millis(1));
        Self { from, to, step, scrape_interval }
    }

    /// Returns the range with its ends on whole steps, as Grafana asks for it.
    pub(super) fn range(self) -> QueryRange {
        let step = self.step.as_secs_f64();
        let whole = |time: f64| (time / step).floor() * step;
        QueryRange { start: whole(self.from), end: whole(self.to), step }
    }

    /// Returns what `$__interval` and its like are made from.
    pub(super) fn times(self) -> Times {
        let (interval, scrape_interval) = (self.step, self.scrape_interval);
        Times { from: milliseconds(self.from), to: milliseconds(self.to), interval, scrape_interval }
    }
}

/// Returns how many pixels so many columns of the grid have: as many points are asked for.
pub(super) const fn pixels(columns: u32) -> u32 {
    SCREEN * columns / 24
}

/// Returns the ends of a dashboard's time range, in seconds since 1970, and whether it was understood.
pub(super) fn ends(range: &TimeRange, now: f64) -> ((f64, f64), bool) {
    match (moment(&range.from, now), moment(&range.to, now)) {
        (Some(from), Some(to)) if from < to => ((from, to), true),
        _ => ((now - USUAL_RANGE.as_secs_f64(), now), false),
    }
}

/// Reads `now` and `now-6h`.
fn moment(text: &str, now: f64) -> Option<f64> {
    match text.trim().strip_prefix("now")? {
        "" => Some(now),
        past => Some(now - duration(past.strip_prefix('-')?)?.as_secs_f64()),
    }
}

/// Reads a duration as PromQL writes it.
pub(super) fn duration(text: &str) -> Option<Duration> {
    match parse(text).ok()?.kind {
        ExprKind::Number(Number { value, is_duration: true }) => Duration::try_from_secs_f64(value).ok(),
        _ => None,
    }
}

fn rounded(seconds: f64) -> Duration {
    let raw = seconds * 1_000.0;
    Duration::from_millis(STEPS.iter().find(|(below, _)| raw < *below).map_or(YEAR, |(_, step)| *step))
}

#[expect(clippy::cast_possible_truncation, reason = "a time of this age is far from the end of an i64")]
fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1_000.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRAPE: Duration = Duration::from_secs(15);

    fn step(range: u32, points: u32, least: Option<Duration>) -> u64 {
        Pace::new((0.0, f64::from(range)), points, least, SCRAPE).step.as_secs()
    }

    #[test]
    fn steps_are_nice_and_no_shorter_than_a_scrape() {
        assert_eq!(step(3_600, 960, None), 15);
        assert_eq!(step(6 * 3_600, 960, None), 20);
        assert_eq!(step(24 * 3_600, 960, None), 120);
        assert_eq!(step(24 * 3_600, 100_000, None), 15);
    }

    #[test]
    fn a_least_step_is_the_scrape_interval_too() {
        let hour = Duration::from_hours(1);
        let pace = Pace::new((0.0, 86_400.0), 960, Some(hour), SCRAPE);
        assert_eq!((pace.step, pace.scrape_interval), (hour, hour));
        assert_eq!(pace.times().rate_interval(), 4 * hour);
    }

    #[test]
    fn never_more_points_than_prometheus_gives() {
        let pace = Pace::new((0.0, 31_536_000.0), 1_000_000, None, SCRAPE);
        assert!(31_536_000.0 / pace.step.as_secs_f64() <= MOST_POINTS);
    }

    #[test]
    fn ends_stand_on_whole_steps() {
        let pace = Pace { from: 100.0, to: 3_699.9, step: Duration::from_mins(1), scrape_interval: SCRAPE };
        assert_eq!(pace.range(), QueryRange { start: 60.0, end: 3_660.0, step: 60.0 });
    }

    #[test]
    fn time_ranges() {
        let range = |from: &'static str, to: &'static str| TimeRange { from: from.into(), to: to.into() };
        assert_eq!(ends(&range("now-1h", "now"), 10_000.0), ((6_400.0, 10_000.0), true));
        assert_eq!(ends(&range("now-2h", "now-1h30m"), 10_000.0), ((2_800.0, 4_600.0), true));
        for (from, to) in [("now/d", "now"), ("now", "now-1h"), ("yesterday", "now"), ("now-x", "now")] {
            assert_eq!(ends(&range(from, to), 50_000.0), ((28_400.0, 50_000.0), false), "{from}");
        }
    }
}
