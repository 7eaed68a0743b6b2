//! PromQL whose parts do not fit together.

use std::collections::HashSet;

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Verdict;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "promql-type",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a query that reads as PromQL and that Prometheus refuses all the same: a function that does not exist, a wrong
number of arguments, a range vector in the place of an instant vector, a regular expression that does not compile.
What only MetricsQL has is a warning, once for each word, unless `--dialect` or the type of the datasource says which
language counts; so is what MetricsQL would read, beside one query with such a word. Beside two, it is nothing.
# Why
Prometheus refuses the query, and the panel shows an error instead of data.
# Example
`rate(errors_total)`; right: `rate(errors_total[$__rate_interval])`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let mut told = HashSet::new();
    for query in &subject.queries {
        for problem in &query.problems {
            let draft = Draft::of_query(query, problem.span, &*problem.message);
            let draft = Draft { hint: problem.hint.clone(), ..draft };
            report(if query.is_doubtful && !problem.in_every_dialect { draft.warning() } else { draft });
        }
        // The dashboard may well be for VictoriaMetrics: once for each word is enough.
        if let (Verdict::NotChecked(_), Some(word)) = (&query.verdict, &query.word)
            && told.insert((word.what, &*word.text))
        {
            let message = format!("`{}` is {} of MetricsQL, which Prometheus does not have", word.text, word.name());
            let hint = "if VictoriaMetrics answers, say so: `--dialect metricsql`";
            report(Draft::of_query(query, word.span, message).hint(hint).warning());
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::LINT;
    use crate::lint::testing::{findings, query};

    #[test]
    fn a_rate_without_a_window() {
        assert_snapshot!(findings(&LINT, &query("sum(rate(errors_total))")), @r#"
        test.json:16:29: error[promql-type]: argument 1 of `rate` takes a range vector, found an instant vector
          in panel "Panel" (id 1), query A
         |
         | sum(rate(errors_total))
         |          ^^^^^^^^^^^^
          hint: add a range: `[5m]`; if VictoriaMetrics answers: `--dialect metricsql`
        "#);
    }

    #[test]
    fn a_function_that_was_renamed() {
        assert_snapshot!(findings(&LINT, &query("holt_winters(x[5m], 0.5, 0.5)")), @r#"
        test.json:16:19: error[promql-type]: `holt_winters` is no function of Prometheus
          in panel "Panel" (id 1), query A
         |
         | holt_winters(x[5m], 0.5, 0.5)
         | ^^^^^^^^^^^^
          hint: renamed in Prometheus 3.0: `double_exponential_smoothing(..)`, which needs `--enable-feature=promql-experimental-functions`; if VictoriaMetrics answers: `--dialect metricsql`
        "#);
    }

    #[test]
    fn types_that_fit_or_that_a_variable_decides() {
        assert_eq!(findings(&LINT, &query("sum(rate(errors_total[5m])) > bool $limit")), "");
        for text in ["rate(x$window)", "clamp($args)", "label_replace(x, $args)"] {
            assert_eq!(findings(&LINT, &query(text)), "", "{text}");
        }
    }
}
