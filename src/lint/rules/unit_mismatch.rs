//! Panels that show one unit as another.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql;
use crate::promql::ast::{BinaryOp, Expr, ExprKind};
use crate::unit::{Quantity, Unit};
use crate::view::Spot;
use crate::view::text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unit-mismatch",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a panel whose unit is not that of its query: milliseconds over a query in seconds, percent over a share of one,
bytes over requests. `none`, `short` and words of one's own fit everything. Needs a catalogue; queries that multiply or
divide by a number are left out, since they may convert the unit.
# Why
The number on the panel is wrong by a factor, or means something else.
# Example
`\"unit\": \"ms\"` over `histogram_quantile(0.99, .. latency_seconds_bucket ..)`; right: `\"unit\": \"s\"`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let Some(catalogue) = subject.catalogue() else { return };
    for (query, expr) in subject.read_queries() {
        let Some(index) = query.panel else { continue };
        let panel = &subject.dashboard.panels[index];
        let shown = panel.defaults().map_or("", |defaults| text(defaults, "unit"));
        let (Ok(unit), Some(of_panel)) = (promql::unit(expr, catalogue), Measure::of_id(shown)) else { continue };
        let Some(of_query) = Measure::of_unit(&unit).filter(|of_query| *of_query != of_panel) else { continue };
        let is_hidden = panel.targets[query.target].is_hidden();
        if is_hidden || panel.overrides().next().is_some() || panel.has_transformations() || converts(expr) {
            continue;
        }
        let letter = query.spot.query.clone().unwrap_or_default();
        let message = format!("query `{letter}` is in {unit}, but the panel shows {}", of_panel.name());
        let draft = Draft::new(Spot::panel(index, panel, "/fieldConfig/defaults/unit"), message);
        report(match of_query {
            Measure::Count => draft,
            _ => draft.hint(format!("the unit of the query is `{}`", unit.grafana_id())),
        });
    }
}

/// Returns whether a number may turn the unit into another one.
fn converts(expr: &Expr) -> bool {
    expr.nodes().any(|node| match &node.kind {
        ExprKind::Binary(binary) if matches!(binary.op, BinaryOp::Mul | BinaryOp::Div) => {
            [&binary.lhs, &binary.rhs].iter().any(|side| is_factor(side))
        }
        _ => false,
    })
}

fn is_factor(side: &Expr) -> bool {
    matches!(side.without_parens().kind, ExprKind::Number(_) | ExprKind::Placeholder(_) | ExprKind::Raw(_))
}

/// What a unit measures, and in which steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
    Bytes,
    Bits,
    BytesPerSecond,
    BitsPerSecond,
    Ratio,
    Percent,
    Money,
    PerSecond,
    PerMinute,
    Count,
}

impl Measure {
    /// Returns what a unit of Grafana stands for; `None` for those that fit everything.
    fn of_id(id: &str) -> Option<Self> {
        Some(match id {
            "s" | "dtdurations" | "dthms" | "dtdhms" | "clocks" => Self::Seconds,
            "ms" | "dtdurationms" | "clockms" => Self::Milliseconds,
            "µs" => Self::Microseconds,
            "ns" => Self::Nanoseconds,
            "bytes" | "decbytes" => Self::Bytes,
            "bits" | "decbits" => Self::Bits,
            "binBps" | "Bps" => Self::BytesPerSecond,
            "binbps" | "bps" => Self::BitsPerSecond,
            "percentunit" => Self::Ratio,
            "percent" => Self::Percent,
            "cps" | "ops" | "reqps" | "rps" | "wps" | "iops" | "eps" | "mps" | "recps" | "rowsps" => Self::PerSecond,
            "cpm" | "opm" | "reqpm" | "rpm" | "wpm" | "epm" | "mpm" | "recpm" | "rowspm" => Self::PerMinute,
            _ if id.starts_with("currency") => Self::Money,
            _ => return None,
        })
    }

    fn of_unit(unit: &Unit) -> Option<Self> {
        let (over, per) = match unit {
            Unit::Of { over, per } => (over, per),
            Unit::Percent => return Some(Self::Percent),
            Unit::Number | Unit::Id(_) | Unit::Unknown => return None,
        };
        Some(match (over, per) {
            (Quantity::One, Quantity::One) => Self::Ratio,
            (Quantity::Seconds, Quantity::One) => Self::Seconds,
            (Quantity::Bytes, Quantity::One) => Self::Bytes,
            (Quantity::Bytes, Quantity::Seconds) => Self::BytesPerSecond,
            (Quantity::Currency(_), Quantity::One) => Self::Money,
            (Quantity::Count(_), Quantity::One) => Self::Count,
            (Quantity::Count(_) | Quantity::One, Quantity::Seconds) => Self::PerSecond,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
            Self::Microseconds => "microseconds",
            Self::Nanoseconds => "nanoseconds",
            Self::Bytes => "bytes",
            Self::Bits => "bits",
            Self::BytesPerSecond => "bytes per second",
            Self::BitsPerSecond => "bits per second",
            Self::Ratio => "a share from 0 to 1",
            Self::Percent => "percent from 0 to 100",
            Self::Money => "money",
            Self::PerSecond => "a rate per second",
            Self::PerMinute => "a rate per minute",
            Self::Count => "a count",
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, panel, target};

    fn shown_as(unit: &str, expr: &str) -> Value {
        panel(json!({"targets": [target(expr, "")], "fieldConfig": {"defaults": {"unit": unit}}}))
    }

    const QUANTILE: &str = "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m])))";

    #[test]
    fn seconds_shown_as_milliseconds() {
        assert_snapshot!(findings(&LINT, &shown_as("ms", QUANTILE)), @r#"
        test.json:22:19: error[unit-mismatch]: query `A` is in s, but the panel shows milliseconds
          in panel "Panel" (id 1)
          hint: the unit of the query is `s`
        "#);
    }

    #[test]
    fn messages_shown_as_bytes() {
        assert_snapshot!(findings(&LINT, &shown_as("bytes", "queue_length")), @r#"
        test.json:22:19: error[unit-mismatch]: query `A` is in messages, but the panel shows bytes
          in panel "Panel" (id 1)
        "#);
    }

    #[test]
    fn the_same_unit_a_neutral_one_and_a_conversion() {
        for (unit, expr) in [
            ("s", QUANTILE),
            ("dtdurations", QUANTILE),
            ("short", QUANTILE),
            ("ms", "latency_seconds_sum * 1000"),
            ("ops", "rate(http_requests_total[5m])"),
            ("bytes", "unknown_metric"),
        ] {
            assert_eq!(findings(&LINT, &shown_as(unit, expr)), "");
        }
    }
}
