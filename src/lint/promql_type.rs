//! PromQL whose parts do not fit together.

use super::check::Subject;
use super::draft::Draft;
use super::{Check, Group, Lint, Severity};

pub(super) const LINT: Lint = Lint {
    name: "promql-type",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a query that reads as PromQL and that Prometheus refuses all the same: a function that does not exist, a wrong
number of arguments, a range vector in the place of an instant vector, a regular expression that does not compile.
# Why
Prometheus refuses the query, and the panel shows an error instead of data.
# Example
`rate(errors_total)`; right: `rate(errors_total[$__rate_interval])`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (query, _) in subject.read_queries() {
        for problem in &query.problems {
            let draft = Draft::of_query(query, problem.span, &*problem.message);
            report(Draft { hint: problem.hint.clone(), ..draft });
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
          hint: add a range: `[5m]`
        "#);
    }

    #[test]
    fn types_that_fit_or_that_a_variable_decides() {
        assert_eq!(findings(&LINT, &query("sum(rate(errors_total[5m])) > bool $limit")), "");
    }
}
