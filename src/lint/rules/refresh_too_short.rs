//! A refresh that Grafana refuses.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "refresh-too-short",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a dashboard that reloads more often than every 5 seconds, or at no interval that Grafana reads.
# Why
`min_refresh_interval` is 5s unless the server was told otherwise: the API refuses the dashboard.
# Example
`\"refresh\": \"1s\"`; right: `\"refresh\": \"5s\"`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let dashboard = &subject.dashboard;
    let refresh = text(dashboard.root, "refresh");
    let message = match refresh {
        "" | "auto" => return,
        _ if refresh.contains('$') => return,
        _ => match milliseconds(refresh) {
            None => format!("`{refresh}` is no interval: a number and one of ms, s, m, h, d, w, M, y"),
            Some(length) if length < 5_000.0 => format!("the dashboard reloads every {refresh}, but Grafana allows 5s"),
            Some(_) => return,
        },
    };
    report(Draft::new(Spot::at(format!("{}/refresh", dashboard.pointer)), message));
}

fn milliseconds(text: &str) -> Option<f64> {
    const DAY: f64 = 86_400_000.0;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let factor = match &text[digits..] {
        "ms" => 1.0,
        "s" => 1_000.0,
        "m" => 60_000.0,
        "h" => 3_600_000.0,
        "d" => DAY,
        "w" => 7.0 * DAY,
        "M" => 30.0 * DAY,
        "y" => 365.0 * DAY,
        _ => return None,
    };
    text[..digits].parse::<f64>().ok().map(|number| number * factor)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::testing::findings;

    #[test]
    fn every_second_and_no_interval() {
        assert_snapshot!(findings(&LINT, &json!({"panels": [], "refresh": "1s"})), @"test.json:3:14: warning[refresh-too-short]: the dashboard reloads every 1s, but Grafana allows 5s");
        assert_snapshot!(findings(&LINT, &json!({"panels": [], "refresh": "30 s"})), @"test.json:3:14: warning[refresh-too-short]: `30 s` is no interval: a number and one of ms, s, m, h, d, w, M, y");
    }

    #[test]
    fn off_automatic_and_slow_enough() {
        for refresh in [json!(""), json!(false), json!(null), json!("auto"), json!("5s"), json!("1m")] {
            assert_eq!(findings(&LINT, &json!({"panels": [], "refresh": refresh})), "");
        }
    }
}
