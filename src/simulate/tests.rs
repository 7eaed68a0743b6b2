//! The laws that every simulation keeps.

use std::collections::BTreeMap;
use std::time::Duration;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::promql::{Catalogue, LabelInfo, MetricInfo, MetricKind};
use crate::unit::Unit;

const fn label(name: &'static str, values: &'static [&'static str]) -> LabelInfo {
    LabelInfo { name, values, of_target: false }
}

const fn metric(name: &'static str, kind: MetricKind, unit: Unit, labels: &'static [LabelInfo]) -> MetricInfo {
    MetricInfo { name, kind, unit, help: "Some help", labels }
}

const JOB: LabelInfo = LabelInfo { name: "job", values: &["api"], of_target: true };

static REQUESTS: MetricInfo = metric(
    "requests_total",
    MetricKind::Counter,
    Unit::count("requests"),
    &[label("method", &["GET", "POST"]), label("status", &["200", "404", "500", "503"]), JOB],
);
static BUSY: MetricInfo = metric("busy_seconds_total", MetricKind::Counter, Unit::SECONDS, &[JOB]);
static LATENCY: MetricInfo =
    metric("latency_seconds", MetricKind::Histogram, Unit::SECONDS, &[label("operation", &["get", "set"]), JOB]);
static SOCKETS: MetricInfo = metric("sockets_total", MetricKind::Gauge, Unit::count("sockets"), &[JOB]);
static VALUE: MetricInfo = metric("value_usd", MetricKind::Gauge, Unit::USD, &[JOB]);
static PROFIT: MetricInfo = metric("profit_percent", MetricKind::Gauge, Unit::Percent, &[JOB]);
static SHARE: MetricInfo = metric("share", MetricKind::Gauge, Unit::RATIO, &[label("host", &[]), JOB]);
static INFO: MetricInfo = metric("app_info", MetricKind::Info, Unit::Number, &[label("version", &["1\"2\\3\n4"]), JOB]);
static CATALOGUE: Catalogue =
    Catalogue::new(&[&REQUESTS, &BUSY, &LATENCY, &SOCKETS, &VALUE, &PROFIT, &SHARE, &INFO, &REQUESTS]);

fn simulation(seed: u64) -> Simulation {
    Simulation::new(&CATALOGUE, seed)
}

fn incident(after: u64, effects: Vec<Effect>) -> Incident {
    Incident { name: "trouble", summary: "", after: Duration::from_secs(after), effects, refuses_scrapes: false }
}

fn effect(metric: &'static str, only: &[(&'static str, &'static str)], change: Change) -> Effect {
    Effect { metric, only: only.to_vec(), change }
}

/// Reads an exposition: series to value, and a panic on any line that is none.
fn parse(text: &str) -> BTreeMap<String, f64> {
    let mut types: BTreeMap<&str, &str> = BTreeMap::new();
    let mut series = BTreeMap::new();
    for line in text.lines() {
        if let Some(declared) = line.strip_prefix("# TYPE ") {
            let (name, kind) = declared.split_once(' ').expect("name and type");
            assert!(types.insert(name, kind).is_none(), "{name} declared twice");
        } else if !line.starts_with("# HELP ") {
            let (name, value) = line.rsplit_once(' ').expect("series and value");
            let family = name.split('{').next().expect("a name");
            let of_histogram = ["_bucket", "_sum", "_count"].iter().find_map(|part| family.strip_suffix(part));
            assert!(
                types.contains_key(family)
                    || ["histogram", "summary"].contains(types.get(of_histogram.unwrap_or("")).unwrap_or(&"")),
                "{line}"
            );
            assert!(series.insert(name.to_owned(), value.parse().expect("a number")).is_none(), "twice: {name}");
        }
    }
    series
}

fn at(simulation: &Simulation, seconds: f64) -> BTreeMap<String, f64> {
    parse(&simulation.text(Duration::from_secs_f64(seconds)))
}

/// Returns the sum of what has grown between two times, over the series whose text contains something.
fn grown(simulation: &Simulation, (from, until): (f64, f64), containing: &str) -> f64 {
    let sum = |seconds| -> f64 {
        at(simulation, seconds).iter().filter(|(name, _)| name.contains(containing)).map(|(_, value)| value).sum()
    };
    sum(until) - sum(from)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_counts_only_grows(seed: u64, start in 0.0..1e6, step in 0.001..1000.0, after in 0_u64..1_000_000) {
        let change = [
            effect("requests_total", &[("status", "5*")], Change::Share(0.15)),
            effect("requests_total", &[("method", "GET")], Change::Multiply(0.0)),
            effect("latency_seconds", &[], Change::Slow(20.0)),
        ];
        let simulation = simulation(seed).strike(incident(after, change.to_vec())).unwrap();
        let (before, now) = (at(&simulation, start), at(&simulation, start + step));
        for (series, value) in &before {
            if ["requests_total", "busy_", "latency_"].iter().any(|name| series.starts_with(name)) {
                prop_assert!(now[series] >= *value, "{series}: {value} then {}", now[series]);
            }
        }
    }

    #[test]
    fn histograms_agree_with_themselves(seed: u64, seconds in 0.0..1e6) {
        for family in simulation(seed).sample(Duration::from_secs_f64(seconds)) {
            if family.kind != MetricKind::Histogram {
                continue;
            }
            for series in family.samples.chunk_by(|a, b| a.labels == b.labels) {
                let buckets: Vec<_> = series.iter().filter_map(|sample| Some((sample.le?, sample.value))).collect();
                prop_assert!(buckets.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{buckets:?}");
                let value = |suffix| series.iter().find(|sample| sample.suffix == suffix).unwrap().value;
                prop_assert_eq!(buckets.last().unwrap(), &(f64::INFINITY, value("_count")));
                let (mut least, mut most, mut low, mut counted) = (0.0, 0.0, 0.0, 0.0);
                for (bound, count) in buckets {
                    least += low * (count - counted);
                    most += bound.min(1e9) * (count - counted);
                    (low, counted) = (bound, count);
                }
                prop_assert!((least..=most).contains(&value("_sum")), "{least} {} {most}", value("_sum"));
            }
        }
    }

    #[test]
    fn gauges_stay_in_range(seed: u64, seconds in 0.0..1e7) {
        let series = at(&simulation(seed), seconds);
        for (name, range) in [
            ("sockets_total", 0.0..=50.0),
            ("value_usd", 90_000.0..=110_000.0),
            ("profit_percent", -5.0..=5.0),
            ("share{host=\"example\"}", 0.0..=1.0),
        ] {
            prop_assert!(range.contains(&series[name]), "{name} {}", series[name]);
        }
        prop_assert!(series["sockets_total"].fract().abs() < f64::EPSILON);
    }

    #[test]
    fn any_numbers_of_the_owner_are_survived(level: f64, spread: f64, low: f64, high: f64, weight: f64, seconds: u64) {
        let simulation = simulation(1)
            .behave("sockets_total", Behaviour::gauge(level, spread).between(low, high)).unwrap()
            .behave("requests_total", Behaviour::rate(level).weight("status", "*", weight)).unwrap()
            .behave("latency_seconds", Behaviour::observations(spread, low)).unwrap()
            .strike(incident(seconds / 2, vec![
                effect("requests_total", &[("status", "5*")], Change::Share(level)),
                effect("latency_seconds", &[], Change::Slow(high)),
                effect("sockets_total", &[], Change::Multiply(weight)),
            ])).unwrap();
        parse(&simulation.text(Duration::from_secs(seconds)));
    }
}

#[test]
fn the_same_seed_and_time_give_the_same_text() {
    let elapsed = Duration::from_millis(12_345);
    assert_eq!(simulation(7).text(elapsed), simulation(7).text(elapsed));
    assert_ne!(simulation(7).text(elapsed), simulation(8).text(elapsed));
    assert_ne!(simulation(7).text(elapsed), simulation(7).text(elapsed * 2));
}

#[test]
fn all_metrics_with_type_help_and_all_labels_but_those_of_the_target() {
    let text = simulation(1).text(Duration::from_mins(1));
    let heads: Vec<_> = text.lines().filter(|line| line.starts_with('#') || line.starts_with("app")).collect();
    assert_snapshot!(heads.join("\n"), @r#"
    # HELP requests_total Some help
    # TYPE requests_total counter
    # HELP busy_seconds_total Some help
    # TYPE busy_seconds_total counter
    # HELP latency_seconds Some help
    # TYPE latency_seconds histogram
    # HELP sockets_total Some help
    # TYPE sockets_total gauge
    # HELP value_usd Some help
    # TYPE value_usd gauge
    # HELP profit_percent Some help
    # TYPE profit_percent gauge
    # HELP share Some help
    # TYPE share gauge
    # HELP app_info Some help
    # TYPE app_info gauge
    app_info{version="1\"2\\3\n4"} 1
    "#);
    assert!(!text.contains("job="), "{text}");
    assert_eq!(text.matches("requests_total{").count(), 8);
}

#[test]
fn everything_moves_within_a_few_seconds() {
    let (before, now) = (at(&simulation(1), 600.0), at(&simulation(1), 615.0));
    for name in ["busy_seconds_total", "value_usd", "profit_percent", "latency_seconds_count{operation=\"get\"}"] {
        assert!((before[name] - now[name]).abs() > 0.0, "{name} stands still");
    }
}

#[test]
fn a_rate_is_about_what_its_behaviour_says() {
    let simulation = simulation(1).behave("requests_total", Behaviour::rate(20.0)).unwrap();
    let grown = grown(&simulation, (0.0, 36_000.0), "requests_total") / 36_000.0;
    assert!((18.0..22.0).contains(&grown), "{grown}");
}

#[test]
fn half_of_the_observations_stay_under_the_median() {
    let simulation = simulation(1).behave("latency_seconds", Behaviour::observations(50.0, 0.1)).unwrap();
    let range = (0.0, 3600.0);
    let share = grown(&simulation, range, "le=\"0.1\"") / grown(&simulation, range, "_count");
    assert!((0.4..0.55).contains(&share), "{share}");
}

#[test]
fn a_gauge_follows_another() {
    let simulation = simulation(1)
        .behave("profit_percent", Behaviour::follows("value_usd", 0.001, -100.0))
        .unwrap()
        .strike(incident(0, vec![effect("value_usd", &[], Change::Multiply(0.5))]))
        .unwrap()
        .without("value_usd")
        .unwrap();
    let series = at(&simulation, 100.0);
    assert!((-55.0..-45.0).contains(&series["profit_percent"]), "{}", series["profit_percent"]);
    assert!(!series.contains_key("value_usd"));
}

#[test]
fn an_incident_gives_errors_their_share() {
    let effects = vec![effect("requests_total", &[("status", "5*")], Change::Share(0.15))];
    let normal = simulation(1)
        .behave("requests_total", Behaviour::rate(20.0).weight("status", "200", 97.0).weight("status", "5*", 0.1))
        .unwrap();
    let struck = normal.clone().strike(incident(600, effects)).unwrap();
    let share = |simulation: &Simulation, range| {
        grown(simulation, range, "status=\"5") / grown(simulation, range, "requests_total")
    };
    assert!(share(&struck, (0.0, 600.0)) < 0.02);
    let errors = share(&struck, (600.0, 900.0));
    assert!((0.1..0.2).contains(&errors), "{errors}");
    let all = |simulation| grown(simulation, (600.0, 900.0), "requests_total");
    assert!((0.9..1.1).contains(&(all(&struck) / all(&normal))), "the traffic itself stays");
}

#[test]
fn an_incident_slows_a_histogram_down() {
    let effects = vec![effect("latency_seconds", &[("operation", "get")], Change::Slow(50.0))];
    let simulation = simulation(1).strike(incident(60, effects)).unwrap();
    let slow = |range, operation: &str| {
        let all = grown(&simulation, range, &format!("_count{{operation=\"{operation}\""));
        1.0 - grown(&simulation, range, &format!("operation=\"{operation}\",le=\"0.5\"")) / all
    };
    assert!(slow((0.0, 60.0), "get") < 0.05);
    assert!(slow((60.0, 300.0), "get") > 0.8);
    assert!(slow((60.0, 300.0), "set") < 0.05);
}

#[test]
fn an_incident_lets_a_gauge_fall() {
    let fall = Change::FallTo { fraction: 0.3, over: Duration::from_secs(10) };
    let simulation = simulation(1).strike(incident(100, vec![effect("value_usd", &[], fall)])).unwrap();
    let value = |seconds| at(&simulation, seconds)["value_usd"] / at(&simulation, 0.0)["value_usd"];
    assert!(value(99.0) > 0.9);
    assert!((0.5..0.8).contains(&value(105.0)), "{}", value(105.0));
    assert!((0.29..0.31).contains(&value(1000.0)), "{}", value(1000.0));
}

#[test]
fn a_metric_left_out_by_the_name_of_a_series() {
    let simulation = simulation(1).without("latency_seconds_bucket").unwrap();
    assert!(!simulation.text(Duration::ZERO).contains("latency_seconds"));
    assert!(simulation.metric_names().all(|name| name != "latency_seconds"));
}

#[test]
fn more_series_than_are_served_are_noted() {
    let values: Vec<&str> = (0..30).map(|n| &*n.to_string().leak()).collect();
    let labels = ["a", "b"].map(|name| label(name, values.clone().leak()));
    let labels: &[LabelInfo] = Box::leak(Box::new(labels));
    let info: &MetricInfo = Box::leak(Box::new(metric("crowd", MetricKind::Gauge, Unit::Number, labels)));
    let catalogue = Catalogue::new(vec![info].leak());
    assert_snapshot!(Simulation::new(&catalogue, 1).notes().join("\n"), @"`crowd`: 200 series served out of 900 combinations of its labels");
    assert!(simulation(1).notes().is_empty());
}

#[test]
fn names_that_are_not_in_the_catalogue() {
    let error = |result: Result<Simulation, SimulateError>| result.unwrap_err().to_string();
    assert_snapshot!(error(simulation(1).without("request_total")), @"
    the catalogue has no metric `request_total`
      hint: did you mean `requests_total`?
    ");
    assert_snapshot!(error(simulation(1).strike(incident(0, vec![effect("nope", &[], Change::Share(1.0))]))), @"the catalogue has no metric `nope`");
    let unlabelled = incident(0, vec![effect("value_usd", &[("desk", "a")], Change::Multiply(2.0))]);
    assert_snapshot!(error(simulation(1).strike(unlabelled)), @"incident `trouble`: the metric `value_usd` has no label `desk`");
}

#[test]
fn movements_and_changes_that_do_not_fit() {
    let error = |result: Result<Simulation, SimulateError>| result.unwrap_err().to_string();
    assert_snapshot!(error(simulation(1).behave("value_usd", Behaviour::rate(1.0))), @"
    `value_usd` is a gauge and cannot move like this
      hint: it takes `Behaviour::gauge` or `Behaviour::follows`
    ");
    assert_snapshot!(error(simulation(1).behave("value_usd", Behaviour::follows("value_usd", 1.0, 0.0))), @"
    `value_usd` cannot follow `value_usd`
      hint: a gauge can only follow another gauge, which does not follow one itself
    ");
    let change = effect("value_usd", &[], Change::Share(0.5));
    assert_snapshot!(error(simulation(1).strike(incident(0, vec![change]))), @"
    incident `trouble`: this cannot happen to `value_usd`, a gauge
      hint: gauges fall, what counts has a share of a rate, histograms and summaries slow down
    ");
}

#[test]
fn a_system_that_is_down_exposes_nothing() {
    let down = Incident { refuses_scrapes: true, ..incident(60, Vec::new()) };
    let simulation = simulation(1).strike(down).unwrap();
    let at =
        |seconds| (simulation.refuses(Duration::from_secs(seconds)), simulation.text(Duration::from_secs(seconds)));
    assert!(matches!(at(59), (false, text) if text.contains("requests_total")));
    assert_eq!(at(60), (true, String::new()));
}

static PAUSES: MetricInfo = metric(
    "pause_seconds",
    MetricKind::Summary,
    Unit::SECONDS,
    &[label("zone", &["a", "b"]), label("quantile", &["0.5", "0.99"]), JOB],
);
static STATE: MetricInfo = metric(
    "worker_state",
    MetricKind::StateSet,
    Unit::Number,
    &[label("worker", &["x", "y", "z"]), label("worker_state", &["idle", "busy", "broken"]), JOB],
);
static THINGS: MetricInfo = metric("things", MetricKind::Untyped, Unit::count("things"), &[JOB]);
static SIZES: MetricInfo = metric("size_bytes", MetricKind::NativeHistogram, Unit::BYTES, &[JOB]);
static OTHERS: Catalogue = Catalogue::new(&[&PAUSES, &STATE, &THINGS, &SIZES]);

#[test]
fn summaries_states_and_what_has_no_type() {
    let simulation = Simulation::new(&OTHERS, 1);
    assert_snapshot!(simulation.text(Duration::from_hours(1)), @r#"
    # HELP pause_seconds Some help
    # TYPE pause_seconds summary
    pause_seconds{zone="a",quantile="0.5"} 0.044097222222222225
    pause_seconds{zone="a",quantile="0.99"} 0.4263281249999995
    pause_seconds_sum{zone="a"} 852.4830000000001
    pause_seconds_count{zone="a"} 12207
    pause_seconds{zone="b",quantile="0.5"} 0.044042397660818716
    pause_seconds{zone="b",quantile="0.99"} 0.41890624999999915
    pause_seconds_sum{zone="b"} 435.79550000000006
    pause_seconds_count{zone="b"} 6119
    # HELP worker_state Some help
    # TYPE worker_state gauge
    worker_state{worker="x",worker_state="idle"} 0
    worker_state{worker="x",worker_state="busy"} 1
    worker_state{worker="x",worker_state="broken"} 0
    worker_state{worker="y",worker_state="idle"} 1
    worker_state{worker="y",worker_state="busy"} 0
    worker_state{worker="y",worker_state="broken"} 0
    worker_state{worker="z",worker_state="idle"} 1
    worker_state{worker="z",worker_state="busy"} 0
    worker_state{worker="z",worker_state="broken"} 0
    # HELP things Some help
    # TYPE things untyped
    things 25
    "#);
    assert_eq!(simulation.notes(), ["`size_bytes`: not served, because the text format has no native histograms"]);
    assert_eq!(simulation.metric_names().collect::<Vec<_>>(), ["pause_seconds", "worker_state", "things"]);
}

#[test]
fn a_summary_slows_down_and_its_parts_only_grow() {
    let slow = incident(7200, vec![effect("pause_seconds", &[("zone", "b")], Change::Slow(20.0))]);
    let simulation = Simulation::new(&OTHERS, 1).strike(slow).unwrap();
    let [before, after] = [7200.0, 9000.0].map(|seconds| at(&simulation, seconds));
    let p99 = |zone: &str| format!("pause_seconds{{zone=\"{zone}\",quantile=\"0.99\"}}");
    assert!(after[&p99("b")] > 5.0 * before[&p99("b")], "{before:?} {after:?}");
    assert!(after[&p99("a")] < 2.0 * before[&p99("a")], "{before:?} {after:?}");
    for part in ["count", "sum"] {
        assert!(
            after[&format!("pause_seconds_{part}{{zone=\"a\"}}")]
                > before[&format!("pause_seconds_{part}{{zone=\"a\"}}")]
        );
    }
}

proptest! {
    #[test]
    fn one_state_is_on(seed: u64, seconds in 0.0..1e6) {
        let series = at(&Simulation::new(&OTHERS, seed), seconds);
        for worker in ["x", "y", "z"] {
            let on: f64 = series.iter().filter(|(name, _)| name.contains(&format!("worker=\"{worker}\""))).map(|(_, value)| value).sum();
            prop_assert_eq!(on.to_string(), "1");
        }
    }
}

#[test]
fn every_state_is_on_at_some_time() {
    let simulation = Simulation::new(&OTHERS, 1);
    for state in ["idle", "busy", "broken"] {
        let series = format!("worker_state{{worker=\"x\",worker_state=\"{state}\"}}");
        assert!((0..500).any(|step| at(&simulation, f64::from(step) * 60.0)[&series] > 0.0), "{state}");
    }
}

#[test]
fn behaviours_of_the_other_kinds() {
    let with = |metric, behaviour| Simulation::new(&OTHERS, 1).behave(metric, behaviour).map(drop);
    assert!(with("pause_seconds_sum", Behaviour::observations(1.0, 0.1)).is_ok());
    assert!(with("things", Behaviour::gauge(1.0, 0.5)).is_ok());
    assert_snapshot!(with("size_bytes", Behaviour::observations(1.0, 0.1)).unwrap_err(), @"
    `size_bytes` is a native histogram and cannot move like this
      hint: it is not simulated: the text format has no native histograms
    ");
    assert_snapshot!(with("worker_state", Behaviour::gauge(1.0, 0.5)).unwrap_err(), @"
    `worker_state` is a state set and cannot move like this
      hint: it takes no behaviour
    ");
}
