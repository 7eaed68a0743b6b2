//! The generated rules, as promtool sees them: it checks the files and runs their tests, and no mistake in a limit or
//! a waiting time goes unseen; each incident brings its alerts after the whole waiting time.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use dashgen::promql::seconds;
use dashgen::simulate::{Incident, Simulation};
use serde_json::json;
use tempfile::TempDir;

use super::program::build;
use super::skipped::skipped;
use crate::trading::{self, simulation};

/// Returns the programs that are there to ask: the promtool of the machine, and a current one where one was built.
pub(super) fn programs() -> &'static [OsString] {
    static FOUND: OnceLock<Vec<OsString>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let current = std::env::var_os("DASHGEN_PROMTOOL");
        if current.is_none() {
            skipped("what a current promtool says of rules and panels", "DASHGEN_PROMTOOL names none");
        }
        let own = OsString::from("promtool");
        let is_there = Command::new(&own).arg("--version").output().is_ok();
        if !is_there {
            skipped("what the machine's promtool says of rules and panels", "there is none on the path");
        }
        Some(own).filter(|_| is_there).into_iter().chain(current).collect()
    })
}

/// The rules of the trading suite, built into a folder.
struct Built(TempDir);

impl Built {
    fn new() -> Self {
        Self(build())
    }

    fn rules(&self) -> PathBuf {
        self.0.path().join("provisioning/prometheus")
    }

    fn alerts(&self) -> PathBuf {
        self.rules().join("alerting.rules.yml")
    }

    fn ask(&self, program: &OsStr, arguments: &[&str]) -> (bool, String) {
        ask(program, arguments, &self.rules())
    }
}

/// A file system in memory, on Linux.
const MEMORY: &str = "/dev/shm";

/// Returns whether a program finds nothing wrong in a folder, and what it says.
fn ask(program: &OsStr, arguments: &[&str], folder: &Path) -> (bool, String) {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("GOGC", "800");
    // promtool makes a database for each test, which waits for the disk unless it lies in memory.
    if Path::new(MEMORY).is_dir() {
        command.env("TMPDIR", MEMORY);
    }
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

const CHECK: [&str; 6] = ["check", "rules", "--lint=all", "--lint-fatal", "recording.rules.yml", "alerting.rules.yml"];
const TEST: [&str; 3] = ["test", "rules", "tests.yml"];

#[test]
fn the_rules_and_their_tests_pass() {
    let built = Built::new();
    for program in programs() {
        for arguments in [CHECK.as_slice(), &TEST] {
            let (passed, said) = built.ask(program, arguments);
            assert!(passed, "{}: {said}", program.display());
        }
    }
}

#[test]
fn a_change_of_any_limit_or_waiting_time_is_caught() {
    let built = Built::new();
    let read = |name: &str| fs::read_to_string(built.rules().join(name)).unwrap();
    let (recorded, rules, tests) = (read("recording.rules.yml"), read("alerting.rules.yml"), read("tests.yml"));
    let mut trials = trials(&rules);
    let all = trading::suite().rules.alerts().count() * 3;
    assert_eq!(trials.iter().filter(|trial| trial.changed.is_some()).count(), all);
    // Each takes a third of a second. There are four of an alert, so that each third is another of each.
    if std::env::var_os("CI").is_none() {
        skipped(
            "what promtool says of two thirds of all changed limits and waiting times",
            "the variable CI is not set",
        );
        trials = trials.into_iter().step_by(3).collect();
    }
    let run = |program: &OsStr, trial: &Trial| {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("recording.rules.yml", &recorded),
            ("alerting.rules.yml", &trial.rules),
            ("tests.yml", &tests_of(&trial.alert, &tests)),
        ];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let (passed, said) = ask(program, &TEST, folder.path());
        let Trial { alert, changed, .. } = trial;
        match changed {
            None => assert!(passed, "{}, {alert} as it is: {said}", program.display()),
            Some(line) => assert!(!passed, "{} has not caught: {line}", program.display()),
        }
    };
    for program in programs() {
        thread::scope(|scope| {
            let workers = thread::available_parallelism().map_or(1, usize::from);
            for share in trials.chunks(trials.len().div_ceil(workers)) {
                scope.spawn(move || share.iter().for_each(|trial| run(program, trial)));
            }
        });
    }
}

/// The rules of all alerts, one of them changed in one line, or none.
struct Trial {
    alert: String,
    changed: Option<String>,
    rules: String,
}

/// Returns each alert as it is, and with each change.
fn trials(rules: &str) -> Vec<Trial> {
    let mut trials = Vec::new();
    let mut alert = String::new();
    for (index, line) in rules.lines().enumerate() {
        if let Some(name) = line.trim().strip_prefix("- alert: ") {
            let severity = rules.lines().skip(index).find_map(|line| line.trim().strip_prefix("\"severity\": "));
            alert = format!("{} ({})", name.trim_matches('"'), severity.unwrap().trim_matches('"'));
            trials.push(Trial { alert: alert.clone(), changed: None, rules: rules.to_owned() });
        }
        for changed in mutations(line) {
            let lines = rules.lines().enumerate().map(|(at, line)| if at == index { changed.as_str() } else { line });
            let rules = lines.collect::<Vec<_>>().join("\n");
            trials.push(Trial { alert: alert.clone(), changed: Some(changed), rules });
        }
    }
    trials
}

/// Leaves the tests of other alerts out: promtool takes most of its time for those.
fn tests_of(alert: &str, tests: &str) -> String {
    const NAME: &str = "\n  - name: ";
    let (head, tests) = tests.split_once(NAME).unwrap();
    let own = tests.split(NAME).filter(|test| test.starts_with(&format!("\"{alert}: ")));
    own.fold(head.to_owned(), |all, test| all + NAME + test)
}

#[test]
fn rules_that_prometheus_refuses() {
    let built = Built::new();
    let text = fs::read_to_string(built.alerts()).unwrap();
    for program in programs() {
        for (old, new) in [("expr:", "exprs:"), ("for: \"5m\"", "for: \"5 m\""), ("$value |", "$valu |"), ("[5m]", "")]
        {
            let changed = text.replacen(old, new, 1);
            assert_ne!(changed, text, "{old} is not there");
            fs::write(built.alerts(), changed).unwrap();
            let (passed, said) = built.ask(program, &CHECK);
            assert!(!passed, "{} takes {new}: {said}", program.display());
        }
    }
}

/// A limit 5 % higher and lower, or by one where whole things are counted, and no waiting.
fn mutations(line: &str) -> Vec<String> {
    let Some(expr) = line.trim().strip_prefix("expr: ") else {
        return if line.trim().starts_with("for: ") { vec![String::new()] } else { Vec::new() };
    };
    // What fires without series stands behind the limit.
    let (compared, absent) = expr.find(" or absent(").map_or((expr, ""), |at| expr.split_at(at));
    let (before, limit) = compared.trim_end_matches(['"', '\'']).rsplit_once(' ').unwrap();
    let rest = if absent.is_empty() { &expr[..1] } else { absent };
    let limit: f64 = limit.parse().unwrap();
    let others = if limit.fract() == 0.0 { [limit + 1.0, limit - 1.0] } else { [limit * 1.05, limit * 0.95] };
    others.map(|other| format!("        expr: {before} {other}{rest}")).to_vec()
}

/// How often the made-up system is scraped.
const SCRAPE: Duration = seconds(15);
/// It starts just after the alerts were evaluated, so that a minute passes until they see it.
const START: Duration = seconds(61);
/// Long enough for the longest wait: 15 minutes of too few wins.
const SCRAPES: u32 = 30 * 4;

/// Returns what the simulated system has exposed of what alerts read, scrape by scrape, in promtool's notation.
fn scraped(incident: Option<Incident>) -> BTreeMap<String, String> {
    let suite = trading::suite();
    let queries: String = suite.rules.alerts().map(|alert| alert.query.to_string()).collect();
    let usual = simulation::behaviours()
        .into_iter()
        .fold(Simulation::new(&suite.metrics().unwrap(), 1), |all, (metric, behaviour)| {
            all.behave(metric, behaviour).unwrap()
        });
    let simulation = incident.into_iter().fold(usual, |all, incident| all.strike(incident).unwrap());
    let mut series: BTreeMap<String, String> = BTreeMap::new();
    let mut was_up = true;
    for scrape in 0..=SCRAPES {
        let Some(elapsed) = (SCRAPE * scrape).checked_sub(START) else { continue };
        let is_up = !simulation.refuses(elapsed);
        if was_up && !is_up {
            // What Prometheus writes when a scrape fails.
            for values in series.values_mut() {
                values.push_str(" stale");
            }
        }
        was_up = is_up;
        let up = series.entry(r#"up{job="trading-api"}"#.to_owned()).or_insert_with(|| format!("_x{scrape}"));
        up.truncate(up.trim_end_matches(" stale").len());
        up.push_str(if is_up { " 1" } else { " 0" });
        let read = simulation.sample(elapsed).into_iter().filter(|family| queries.contains(family.name));
        for sample in read.flat_map(|family| family.samples.into_iter().map(move |sample| (family.name, sample))) {
            let line = format!("{}{}", sample.0, sample.1);
            let (name, value) = line.trim_end().rsplit_once(' ').unwrap();
            let values: &mut String = series.entry(name.to_owned()).or_insert_with(|| format!("_x{scrape}"));
            values.extend([" ", value]);
        }
    }
    series
}

/// Returns a test for promtool: these alerts have fired when the time is over, and no others.
fn test_of(series: &BTreeMap<String, String>, alerts: &[(&str, &str)]) -> String {
    let input = series.iter().map(|(series, values)| json!({"series": series, "values": values}));
    let fired = alerts.iter().map(|(alert, severity)| {
        json!({"labels": format!("{{alertname=\"{alert}\", severity=\"{severity}\"}}"), "value": 1})
    });
    let test = json!({
        "rule_files": ["recording.rules.yml", "alerting.rules.yml"],
        "evaluation_interval": "1m",
        "tests": [{
            "interval": "15s",
            "input_series": input.collect::<Vec<_>>(),
            "promql_expr_test": [{
                "expr": "group by (alertname, severity) (count_over_time(ALERTS{alertstate=\"firing\"}[1h]))",
                "eval_time": "30m",
                "exp_samples": fired.collect::<Vec<_>>(),
            }],
        }],
    });
    test.to_string()
}

/// What `tests/live/rules` shows on a real Prometheus with short waits, here with the real ones.
#[test]
fn each_incident_brings_its_alerts_and_no_others() {
    let built = Built::new();
    let expected = |incident: &str| match incident {
        "api-down" => vec![("ApiDown", "critical")],
        "errors" => vec![("HighApiErrorRate", "critical")],
        "losing-streak" => vec![("LowBotWinRate", "warning")],
        "slow-redis" => vec![("HighRedisLatency", "warning")],
        "dropped-sockets" => vec![("WebSocketConnectionDrop", "warning")],
        "drawdown" => vec![("PortfolioDrawdown", "critical"), ("PortfolioDrawdown", "warning")],
        _ => vec![],
    };
    for incident in simulation::incidents().into_iter().map(Some).chain([None]) {
        let name = incident.as_ref().map_or("no incident", |incident| incident.name);
        let series = scraped(incident.clone());
        for program in programs() {
            let run = |alerts: &[(&str, &str)]| {
                fs::write(built.rules().join("incident.yml"), test_of(&series, alerts)).unwrap();
                built.ask(program, &["test", "rules", "incident.yml"])
            };
            let (passed, said) = run(&expected(name));
            assert!(passed, "{}, {name}: {said}", program.display());
            assert!(incident.is_none() || !run(&[]).0, "{name} brings nothing");
        }
    }
}
