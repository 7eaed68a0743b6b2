//! JSON of something else.

use super::context::Context;
use super::finding::{Finding, Place, Position};
use super::{Check, Group, Lint, Severity};

pub(super) const LINT: Lint = Lint {
    name: "not-a-dashboard",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file that was named to be checked and holds no dashboard. In a folder, such files are only counted.
# Why
Nothing in it can be checked, and a check that passes by looking at nothing is worse than none.
# Example
`dashgen validate package.json`
",
    check: Check::Elsewhere,
};

pub(super) fn finding(file: &str, reason: &str, context: &Context<'_>) -> Option<Finding> {
    let position = Some(Position { line: 1, column: 1 });
    context.selection.contains(&LINT).then(|| Finding {
        lint: LINT.name,
        severity: LINT.severity,
        message: reason.to_owned(),
        place: Place { file: file.to_owned(), position, ..Place::default() },
        hint: Some("a classic dashboard is an object with `title`, `panels` and `schemaVersion`".to_owned()),
        excerpt: None,
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::lint::testing::{findings_in_text, skipped};

    #[test]
    fn an_array() {
        assert_snapshot!(findings_in_text("[1]"), @r"
        test.json:1:1: error[not-a-dashboard]: no dashboard: it holds an array
          hint: a classic dashboard is an object with `title`, `panels` and `schemaVersion`
        ");
    }

    #[test]
    fn another_object() {
        assert_snapshot!(findings_in_text("{\"name\": \"x\"}"), @r"
        test.json:1:1: error[not-a-dashboard]: no dashboard: it has neither `panels` nor `schemaVersion`
          hint: a classic dashboard is an object with `title`, `panels` and `schemaVersion`
        ");
    }

    #[test]
    fn dashboards_in_wrappers() {
        let inner = r#"{"title": "x", "schemaVersion": 42, "panels": []}"#;
        for text in [
            inner.to_owned(),
            format!(r#"{{"meta": {{}}, "dashboard": {inner}}}"#),
            format!(r#"{{"apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard", "spec": {inner}}}"#),
        ] {
            assert_eq!((findings_in_text(&text).as_str(), skipped(&text)), ("", None), "{text}");
        }
    }
}
