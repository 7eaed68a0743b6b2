//! The generated rules, as promtool sees them: it checks the files and runs their tests, and no mistake in a limit or
//! a waiting time goes unseen.

use std::process::Command;

use super::dashgen;
use dashgen::trading;

/// Builds the rules of the trading suite, changes the alerts, and returns what promtool says; `None` without promtool.
fn promtool(arguments: &[&str], change: impl Fn(&str) -> String) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    dashgen(&["build", "--quiet", "--out", folder.path().to_str().unwrap()]);
    let rules = folder.path().join("provisioning/prometheus");
    let alerts = rules.join("alerting.rules.yml");
    let text = std::fs::read_to_string(&alerts).unwrap();
    std::fs::write(&alerts, change(&text)).unwrap();
    match Command::new("promtool").args(arguments).current_dir(rules).output() {
        Ok(output) => {
            let said = [output.stdout, output.stderr].concat();
            Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
        }
        Err(error) => {
            skipped(&error);
            None
        }
    }
}

#[expect(clippy::print_stderr, reason = "a check that is skipped says so")]
fn skipped(error: &std::io::Error) {
    eprintln!("SKIPPED: promtool cannot be run ({error}), so it has not checked the rules");
}

const TEST: [&str; 3] = ["test", "rules", "tests.yml"];

#[test]
fn the_rules_and_their_tests_pass() {
    let check = ["check", "rules", "--lint=all", "--lint-fatal", "recording.rules.yml", "alerting.rules.yml"];
    for arguments in [check.as_slice(), &TEST] {
        if let Some((passed, said)) = promtool(arguments, str::to_owned) {
            assert!(passed, "{said}");
        }
    }
}

#[test]
fn a_change_of_any_limit_or_waiting_time_is_caught() {
    let folder = tempfile::tempdir().unwrap();
    dashgen(&["build", "--quiet", "--out", folder.path().to_str().unwrap()]);
    let path = folder.path().join("provisioning/prometheus/alerting.rules.yml");
    let text = std::fs::read_to_string(path).unwrap();
    let mut caught = 0;
    for (index, line) in text.lines().enumerate() {
        for mutated in mutations(line) {
            let change = |text: &str| {
                let lines =
                    text.lines().enumerate().map(|(at, line)| if at == index { mutated.as_str() } else { line });
                lines.collect::<Vec<_>>().join("\n")
            };
            let Some((passed, _)) = promtool(&TEST, change) else { return };
            assert!(!passed, "not caught: {mutated}");
            caught += 1;
        }
    }
    assert_eq!(caught, trading::suite().rules.alerts().count() * 3);
}

/// A limit 5 % higher and lower, and no waiting.
fn mutations(line: &str) -> Vec<String> {
    let Some(expr) = line.trim().strip_prefix("expr: ") else {
        return if line.trim().starts_with("for: ") { vec![String::new()] } else { Vec::new() };
    };
    let (before, limit) = expr.trim_end_matches(['"', '\'']).rsplit_once(' ').unwrap();
    let limit: f64 = limit.parse().unwrap();
    [1.05, 0.95].map(|factor| format!("        expr: {before} {}{}", limit * factor, &expr[..1])).to_vec()
}
