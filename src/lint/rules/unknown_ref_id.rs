//! Expressions over queries that are not there.

use std::collections::HashSet;

use crate::grafana::is_built_in;
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::{Kind, text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-ref-id",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags an expression (math, reduce, resample, threshold) over the letter of a query that the panel does not have.
# Why
Grafana refuses the whole panel: `could not find dependent node`.
# Example
`\"expression\": \"$A / $B\"`, when query B was removed.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let known: HashSet<&str> = panel.targets.iter().map(|target| target.ref_id).collect();
        for (at, target) in panel.targets.iter().enumerate() {
            if subject.dashboard.kind_of(target.object.get("datasource")) != Kind::Other("expression") {
                continue;
            }
            let letters = unknown_letters(&known, text(target.object, "type"), text(target.object, "expression"));
            for letter in letters.into_iter().filter(|letter| subject.dashboard.variable(letter).is_none()) {
                let message = format!("the expression asks for query `{letter}`, which the panel does not have");
                report(Draft::new(Spot::target(index, panel, at, "/expression"), message));
            }
        }
    }
}

fn unknown_letters<'a>(known: &HashSet<&str>, kind: &str, expression: &'a str) -> Vec<&'a str> {
    let letters: Vec<&str> = match kind {
        "math" => math_letters(expression),
        "reduce" | "resample" | "threshold" => vec![expression.trim().trim_start_matches('$')],
        _ => return Vec::new(),
    };
    letters.into_iter().filter(|letter| !letter.is_empty() && !is_built_in(letter) && !known.contains(letter)).collect()
}

/// Returns the names after `$`, in braces or not: `$A + ${B c}`.
fn math_letters(expression: &str) -> Vec<&str> {
    expression
        .split('$')
        .skip(1)
        .map(|rest| match rest.strip_prefix('{') {
            Some(inner) => inner.split('}').next().unwrap_or_default(),
            None => &rest[..rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, panel};

    fn expression(kind: &str, expression: &str) -> Value {
        let datasource = json!({"type": "__expr__", "uid": "__expr__"});
        let target = json!({"refId": "B", "datasource": datasource, "type": kind, "expression": expression});
        panel(json!({"targets": [{"refId": "A", "expr": "up"}, target]}))
    }

    #[test]
    fn a_letter_that_is_missing() {
        assert_snapshot!(findings(&LINT, &expression("math", "$A / ${C} * 100")), @r#"
        test.json:21:25: error[unknown-ref-id]: the expression asks for query `C`, which the panel does not have
          in panel "Panel" (id 1), query B
        "#);
        assert_snapshot!(findings(&LINT, &expression("reduce", "C")), @r#"
        test.json:21:25: error[unknown-ref-id]: the expression asks for query `C`, which the panel does not have
          in panel "Panel" (id 1), query B
        "#);
    }

    #[test]
    fn letters_that_are_there() {
        assert_eq!(findings(&LINT, &expression("math", "$A * 100")), "");
        assert_eq!(findings(&LINT, &expression("reduce", "$A")), "");
        assert_eq!(findings(&LINT, &expression("sql", "SELECT * FROM C")), "");
        let mut with_variable = expression("math", "$A > $limit");
        with_variable["templating"] = json!({"list": [{"name": "limit", "type": "textbox"}]});
        assert_eq!(findings(&LINT, &with_variable), "");
    }
}
