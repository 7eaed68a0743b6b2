//! References to variables that are not there.

use std::collections::HashSet;
use std::ops::Range;

use crate::grafana::is_built_in;
use crate::json::tree::Object;
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::spelling;
use crate::view::METRICSQL;
use crate::view::Spot;
use crate::view::{Query, Verdict};
use crate::view::{names_in, text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "undefined-variable",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags `$name`, `${name}` or `[[name]]` in a PromQL query, the name of a row or panel to repeat by, or `${name}` in a
title, when the dashboard has no such variable.
# Why
Grafana leaves the text as it is: the query asks for series with the label `$name`, and finds none.
# Example
`up{job=\"$jobs\"}`, when the variable is called `job`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let is_known = |query: &&Query<'_>| match query.verdict {
        Verdict::NotChecked(reason) => reason == METRICSQL,
        _ => true,
    };
    for query in subject.queries.iter().filter(is_known) {
        let mut groups = None;
        let comments = crate::promql::comments(query.text);
        let is_told = |range: &Range<usize>| comments.iter().any(|comment| comment.contains(&range.start));
        for (name, range) in names_in(query.text).filter(|(_, range)| !is_told(range)) {
            let is_escaped = query.text[..range.start].ends_with('\\');
            let mut is_group = || groups.get_or_insert_with(|| capture_groups(query.text)).contains(name);
            if !is_escaped && !is_defined(subject, name) && !is_group() {
                let span = crate::promql::ast::Span::new(range.start, range.end);
                report(hinted(subject, name, Draft::of_query(query, span, message(name))));
            }
        }
    }
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let title = braced_names(panel.title).map(|name| (name, "/title"));
        let repeat = Some(text(panel.object, "repeat")).filter(|name| !name.is_empty()).map(|name| (name, "/repeat"));
        for (name, rest) in title.chain(repeat).filter(|(name, _)| !is_defined(subject, name)) {
            report(hinted(subject, name, Draft::new(Spot::panel(index, panel, rest), message(name))));
        }
    }
}

fn message(name: &str) -> String {
    format!("the dashboard has no variable `{name}`")
}

fn hinted(subject: &Subject<'_>, name: &str, draft: Draft) -> Draft {
    // Nobody looks through more of them, and every finding would.
    const COMPARED: usize = 500;
    let variables = &subject.dashboard.variables;
    let names = variables.iter().take(COMPARED).map(|variable| variable.name);
    draft.did_you_mean(spelling::nearest(name, names))
}

/// Returns the names in braces: a bare `$USD` in a title may stand for itself.
fn braced_names(title: &str) -> impl Iterator<Item = &str> {
    names_in(title)
        .filter(|(_, range)| !title[range.clone()].ends_with(|end: char| end.is_ascii_alphanumeric() || end == '_'))
        .map(|(name, _)| name)
}

/// Names that begin with `__` are Grafana's own, and those that begin with a digit the groups of a regular expression.
fn is_defined(subject: &Subject<'_>, name: &str) -> bool {
    let dashboard = &subject.dashboard;
    is_built_in(name)
        || name.starts_with(|first: char| first.is_ascii_digit())
        || dashboard.variable(name).is_some()
        || dashboard.inputs.contains_key(name)
        || is_scoped(dashboard.root, name)
}

/// Dashboards saved by Grafana before 5 keep the values of repeated rows beside the panels.
fn is_scoped(root: &Object<'_>, name: &str) -> bool {
    root.get("scopedVars").and_then(|vars| vars.get(name)).is_some()
}

/// `label_replace` takes the groups of its regular expression by their names.
fn capture_groups(query: &str) -> HashSet<&str> {
    let name = |rest: &'_ str| {
        let rest = rest.strip_prefix('P').unwrap_or(rest).strip_prefix('<')?;
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        rest[length..].starts_with('>').then_some(length)
    };
    let mut groups = HashSet::new();
    for (at, _) in query.match_indices("(?") {
        let rest = &query[at + 2..];
        if let Some(length) = name(rest) {
            let start = at + 2 + rest.find('<').unwrap_or_default() + 1;
            groups.insert(&query[start..start + length]);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, query};

    fn with_job(expr: &str) -> Value {
        let mut dashboard = query(expr);
        dashboard["templating"] = json!({"list": [{"name": "job", "type": "textbox"}]});
        dashboard
    }

    #[test]
    fn a_misspelt_name() {
        assert_snapshot!(findings(&LINT, &with_job("up{job=~\"$jobs\"} and up{pod=\"[[pod]]\"}")), @r#"
        test.json:16:30: error[undefined-variable]: the dashboard has no variable `jobs`
          in panel "Panel" (id 1), query A
         |
         | up{job=~"$jobs"} and up{pod="[[pod]]"}
         |          ^^^^^
          hint: did you mean `job`?
        test.json:16:52: error[undefined-variable]: the dashboard has no variable `pod`
          in panel "Panel" (id 1), query A
         |
         | up{job=~"$jobs"} and up{pod="[[pod]]"}
         |                              ^^^^^^^
        "#);
    }

    #[test]
    fn a_row_to_repeat() {
        let mut dashboard = with_job("up");
        dashboard["panels"][0]["repeat"] = json!("instance");
        dashboard["panels"][0]["title"] = json!("Up on ${host}");
        assert_snapshot!(findings(&LINT, &dashboard), @r#"
        test.json:7:16: error[undefined-variable]: the dashboard has no variable `host`
          in panel "Up on ${host}" (id 1)
        test.json:20:17: error[undefined-variable]: the dashboard has no variable `instance`
          in panel "Up on ${host}" (id 1)
        "#);
    }

    #[test]
    fn variables_grafanas_own_names_and_groups() {
        for text in [
            "rate(up{job=\"$job\"}[$__rate_interval])",
            "label_replace(up, \"a\", \"$1_$name\", \"b\", \"(.*)(?P<name>x)\")",
            "up{a=~\"^x$\"}",
            "up{a=~\"\\\\$SYS.*\"}",
            "up # see $HOME\n + down # and ${HOME}",
        ] {
            assert_eq!(findings(&LINT, &with_job(text)), "");
        }
        for text in ["up{a=\"# $HOME\"}", "up # see\n + $HOME"] {
            assert_ne!(findings(&LINT, &with_job(text)), "");
        }
        let mut money = with_job("up");
        money["panels"][0]["title"] = json!("Cost in $USD of $job");
        assert_eq!(findings(&LINT, &money), "");
    }
}
