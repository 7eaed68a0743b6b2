//! Unknown metrics.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::ExprKind;
use crate::promql::{Catalogue, MetricKind};
use crate::spelling;
use crate::view::names_in;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-metric",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a query of a metric that is not in the catalogue. Requires a catalogue; series that Prometheus itself creates,
such as `up` and `ALERTS`, and those recorded by rules of the suite are known.
# Why
The panel says `No data`, which looks like a quiet night.
# Example
`rate(http_request_total[5m])`, if the metric is called `http_requests_total`.
",
    check: Check::Dashboard(check),
};

/// Series that Prometheus itself creates.
const BUILT_IN: [&str; 8] = [
    "ALERTS",
    "ALERTS_FOR_STATE",
    "scrape_duration_seconds",
    "scrape_samples_post_metric_relabeling",
    "scrape_samples_scraped",
    "scrape_series_added",
    "target_info",
    "up",
];

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let Some(catalogue) = subject.catalogue() else { return };
    for (query, expr) in subject.read_queries() {
        for node in expr.nodes() {
            let ExprKind::Selector(selector) = &node.kind else { continue };
            let Some(name) = &selector.name else { continue };
            let is_open = names_in(&name.text).next().is_some();
            let is_made = BUILT_IN.contains(&&*name.text) || subject.context.recorded.contains(&*name.text);
            if is_open || is_made || catalogue.find(&name.text).is_some() {
                continue;
            }
            let draft = Draft::of_query(query, name.span, format!("unknown metric `{}`", name.text));
            report(if is(MetricKind::Histogram, &name.text, catalogue) {
                let parts = ["bucket", "sum", "count"].map(|part| format!("`{}_{part}`", name.text));
                draft.hint(format!("it is a histogram, whose series are {}, {} and {}", parts[0], parts[1], parts[2]))
            } else if let Some((native, call)) = part_of_native(catalogue, &name.text) {
                draft.hint(format!("`{native}` is a native histogram: `{call}rate({native}[5m]))`"))
            } else {
                draft.did_you_mean(spelling::nearest(&name.text, catalogue.series_names()))
            });
        }
    }
}

fn is(kind: MetricKind, name: &str, catalogue: &Catalogue) -> bool {
    catalogue.metrics().iter().any(|metric| metric.name == name && metric.kind == kind)
}

/// Returns the native histogram whose part is asked for as if it were a classic one, and what gives that part.
fn part_of_native<'a>(catalogue: &Catalogue, name: &'a str) -> Option<(&'a str, &'static str)> {
    let parts = [("_bucket", "histogram_quantile(0.9, "), ("_sum", "histogram_sum("), ("_count", "histogram_count(")];
    let found = parts.into_iter().find_map(|(suffix, call)| Some((name.strip_suffix(suffix)?, call)));
    found.filter(|(base, _)| is(MetricKind::NativeHistogram, base, catalogue))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::LINT;
    use crate::lint::testing::{findings, foreign_findings, query};

    #[test]
    fn a_misspelt_name_and_a_histogram() {
        assert_snapshot!(findings(&LINT, &query("rate(http_request_total[5m]) / latency_seconds")), @r#"
        test.json:16:25: error[unknown-metric]: unknown metric `http_request_total`
          in panel "Panel" (id 1), query A
         |
         | rate(http_request_total[5m]) / latency_seconds
         |      ^^^^^^^^^^^^^^^^^^
          hint: did you mean `http_requests_total`?
        test.json:16:51: error[unknown-metric]: unknown metric `latency_seconds`
          in panel "Panel" (id 1), query A
         |
         | rate(http_request_total[5m]) / latency_seconds
         |                                ^^^^^^^^^^^^^^^
          hint: it is a histogram, whose series are `latency_seconds_bucket`, `latency_seconds_sum` and `latency_seconds_count`
        "#);
    }

    #[test]
    fn buckets_of_a_native_histogram() {
        assert_snapshot!(findings(&LINT, &query("rate(size_bytes_bucket[5m])")), @r#"
        test.json:16:25: error[unknown-metric]: unknown metric `size_bytes_bucket`
          in panel "Panel" (id 1), query A
         |
         | rate(size_bytes_bucket[5m])
         |      ^^^^^^^^^^^^^^^^^
          hint: `size_bytes` is a native histogram: `histogram_quantile(0.9, rate(size_bytes[5m]))`
        "#);
    }

    #[test]
    fn metrics_that_are_there_or_may_be() {
        for text in [
            "queue_length",
            "up",
            "rate(latency_seconds_bucket[5m])",
            "pause_seconds + rate(pause_seconds_sum[5m])",
            "rate(size_bytes[5m])",
            "$metric",
            "http_${x}_total",
            "{job=\"a\"}",
            "job:queue_length:sum",
        ] {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
        assert_eq!(foreign_findings(&LINT, &query("anything")), "");
    }
}
