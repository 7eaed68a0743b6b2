//! JSON of something else.

use crate::lint::context::Context;
use crate::lint::finding::{Finding, Place};
use crate::lint::input::Input;
use crate::lint::{Check, Group, Lint, Severity};
use crate::schema::envelope::DocumentError;
use crate::schema::envelope::shape::Missing;
use crate::view::Position;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "not-a-dashboard",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file that was named to be checked and holds no dashboard. In a folder, such files are only counted, but for a resource that says it is a dashboard and lacks
what makes one: the `elements` and the `layout` of version 2.
# Why
Nothing in it can be checked, and a check that passes by looking at nothing is worse than none.
# Example
`dashgen validate package.json`
",
    check: Check::Elsewhere,
};

/// Reports a file that somebody named.
pub(in crate::lint) fn finding(file: &str, reason: &str, context: &Context<'_>) -> Option<Finding> {
    reported(file, reason, "a classic dashboard is an object with `title`, `panels` and `schemaVersion`", context)
}

/// Reports a file that says it is a dashboard, and cannot be read as one.
pub(in crate::lint) fn unreadable(input: Input<'_>, error: &DocumentError, context: &Context<'_>) -> Option<Finding> {
    let hint = error.hint().unwrap_or_else(|| "the dashboard is what stands in `spec`".to_owned());
    reported(input.name, &error.to_string(), &hint, context)
}

/// Reports a resource that says it is a dashboard, and is none.
pub(in crate::lint) fn hollow(input: Input<'_>, missing: Missing, context: &Context<'_>) -> Option<Finding> {
    const NEWER: &str = "the `spec` of a v2 dashboard has an object `elements` and an object `layout`";
    let (reason, hint) = match missing {
        Missing::Dashboard => (
            "the `spec` of this resource has nothing of a dashboard",
            "that of a classic dashboard has `title`, `panels` and `schemaVersion`",
        ),
        Missing::Elements => ("this v2 dashboard has no usable `elements`", NEWER),
        Missing::Layout => ("this v2 dashboard has no usable `layout`", NEWER),
        Missing::ElementsAndLayout => ("this v2 dashboard has no usable `elements` and `layout`", NEWER),
    };
    reported(input.name, reason, hint, context)
}

fn reported(file: &str, reason: &str, hint: &str, context: &Context<'_>) -> Option<Finding> {
    let position = Some(Position { line: 1, column: 1 });
    context.selection.contains(&LINT).then(|| Finding {
        lint: LINT.name,
        severity: LINT.severity,
        message: reason.to_owned(),
        place: Place { file: file.to_owned(), position, ..Place::default() },
        hint: Some(hint.to_owned()),
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
        test.json:1:1: error[not-a-dashboard]: no dashboard: it holds a list
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
    fn resources_without_a_dashboard() {
        let newer = |spec: &str| {
            let version = "dashboard.grafana.app/v2beta1";
            let whole = format!(r#"{{"apiVersion": "{version}", "kind": "Dashboard", "spec": {{{spec}}}}}"#);
            let found = findings_in_text(&whole);
            assert_eq!(findings_in_text(&format!(r#"{{"dashboard": {whole}}}"#)), found, "wrapped");
            found
        };
        let elements = r#""elements": {}"#;
        let layout = r#""layout": {"kind": "GridLayout", "spec": {"items": []}}"#;
        assert_snapshot!(newer(elements), @r"
        test.json:1:1: error[not-a-dashboard]: this v2 dashboard has no usable `layout`
          hint: the `spec` of a v2 dashboard has an object `elements` and an object `layout`
        ");
        for unusable in ["null", "\"text\"", "[]"] {
            let told = newer(&format!(r#"{layout}, "elements": {unusable}"#));
            assert!(told.contains("no usable `elements`\n"), "{unusable}: {told}");
            let told = newer(&format!(r#"{elements}, "layout": {unusable}"#));
            assert!(told.contains("no usable `layout`\n"), "{unusable}: {told}");
        }
        assert!(newer("").contains("no usable `elements` and `layout`"));
        assert!(!newer(&format!("{elements}, {layout}")).contains("not-a-dashboard"));
        let old = |spec: &str| {
            let version = "dashboard.grafana.app/v1beta1";
            findings_in_text(&format!(r#"{{"apiVersion": "{version}", "kind": "Dashboard", "spec": {{{spec}}}}}"#))
        };
        assert_snapshot!(old(r#""elements": {}"#), @r"
        test.json:1:1: error[not-a-dashboard]: the `spec` of this resource has nothing of a dashboard
          hint: that of a classic dashboard has `title`, `panels` and `schemaVersion`
        ");
        assert!(!old(r#""title": "Shop""#).contains("not-a-dashboard"), "Grafana takes it");
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
