//! Exceptions for series that cannot exist.

use std::collections::HashSet;

use crate::grafana::AUTO_LEGEND;
use crate::json::tree::{Object, Tree};
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::spelling;
use crate::view::Spot;
use crate::view::Verdict;
use crate::view::{Panel, names_in, object, objects, text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "override-name",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags an override for a series by a name that no series of the panel can have. Only panels whose legends are all fixed
texts are checked: elsewhere, names depend on the data.
# Why
The override does nothing: the series keeps its unit, axis or colour. Often the legend was renamed and the override was
forgotten.
# Example
The legend `Errors`, and an override for `errors`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let panels = subject.dashboard.panels.iter().enumerate();
    for (index, panel) in panels.filter(|(_, panel)| panel.overrides().next().is_some()) {
        let Some(names) = fixed_names(subject, index, panel) else { continue };
        let known: HashSet<&str> = names.iter().copied().collect();
        let dead: Vec<(&str, String)> = panel
            .overrides()
            .filter_map(|(exception, pointer)| {
                let name = object(exception, "matcher").and_then(name_of).filter(|name| !is_called(&known, name))?;
                Some((name, format!("{pointer}/matcher/options")))
            })
            .collect();
        let Some((first, pointer)) = dead.first() else { continue };
        let spot = Spot { pointer: pointer.clone(), panel: Some(index), ..Spot::default() };
        let called = list(dead.iter().map(|(name, _)| *name));
        let draft = Draft::new(spot, format!("no series of the panel is called {called}"));
        report(match spelling::nearest(first, names.iter().copied()).filter(|_| dead.len() == 1) {
            Some(near) => draft.hint(format!("did you mean `{near}`?")),
            None => draft.hint(format!("there are {}", list(names.iter().copied()))),
        });
    }
}

/// Several series with one legend are numbered, and those of a comparison in time have a note behind the name.
fn is_called(names: &HashSet<&str>, name: &str) -> bool {
    let unnumbered = name.trim_end_matches(|char: char| char.is_ascii_digit()).trim_end();
    let uncompared = name.strip_suffix(" (comparison)").unwrap_or(name);
    [name, unnumbered, uncompared].iter().any(|form| names.contains(*form))
}

/// Returns names for a message, no more than eight of them.
fn list<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 8;
    let more = names.len().saturating_sub(SHOWN);
    let shown: Vec<String> = names.take(SHOWN).map(|name| format!("`{name}`")).collect();
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", shown.join(", "))
}

/// Returns the name that a matcher asks for, when it is one of a series.
fn name_of<'a>(matcher: &'a Object<'a>) -> Option<&'a str> {
    let name = matcher.get("options").and_then(Tree::as_str)?;
    let is_of_series =
        text(matcher, "id") == "byName" && !matches!(name, "" | "Time" | "Value") && !name.contains(['$', '{']);
    is_of_series.then_some(name)
}

/// Returns what the series of a graph are called, when that does not depend on the data.
fn fixed_names<'a>(subject: &Subject<'a>, index: usize, panel: &Panel<'a>) -> Option<Vec<&'a str>> {
    let renames = panel.defaults().is_some_and(|defaults| defaults.contains_key("displayName"))
        || panel.overrides().any(|(exception, _)| sets_name(exception));
    let is_plain = panel.kind == "timeseries" && !renames && !panel.has_transformations() && !panel.is_library();
    let queries = subject.queries_of(index);
    let is_read = queries.iter().all(|query| matches!(query.verdict, Verdict::Read(_)));
    if !is_plain || !is_read || queries.len() != panel.targets.len() || queries.is_empty() {
        return None;
    }
    let is_fixed = |legend: &str| {
        !legend.is_empty() && legend != AUTO_LEGEND && !legend.contains("{{") && names_in(legend).next().is_none()
    };
    panel
        .targets
        .iter()
        .map(|target| Some(target.legend()).filter(|legend| is_fixed(legend) && target.is_time_series()))
        .collect()
}

fn sets_name(exception: &Object<'_>) -> bool {
    objects(exception, "", "properties").any(|(property, _)| text(property, "id") == "displayName")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, panel, target};

    fn with_override(legend: &str, name: &str) -> Value {
        let exception =
            json!({"matcher": {"id": "byName", "options": name}, "properties": [{"id": "unit", "value": "s"}]});
        panel(json!({"targets": [target("up", legend)], "fieldConfig": {"defaults": {}, "overrides": [exception]}}))
    }

    #[test]
    fn a_legend_that_was_renamed() {
        assert_snapshot!(findings(&LINT, &with_override("Errors", "errors")), @r#"
        test.json:26:26: warning[override-name]: no series of the panel is called `errors`
          in panel "Panel" (id 1)
          hint: did you mean `Errors`?
        "#);
        assert_snapshot!(findings(&LINT, &with_override("Errors", "Timeouts")), @r#"
        test.json:26:26: warning[override-name]: no series of the panel is called `Timeouts`
          in panel "Panel" (id 1)
          hint: there are `Errors`
        "#);
    }

    #[test]
    fn names_that_are_there_or_may_be() {
        for (legend, name) in [
            ("Errors", "Errors"),
            ("Errors", "Errors 2"),
            ("{{job}}", "api"),
            ("__auto", "x"),
            ("", "x"),
            ("$job", "x"),
        ] {
            assert_eq!(findings(&LINT, &with_override(legend, name)), "");
        }
        let mut joined = with_override("Errors", "x");
        joined["panels"][0]["transformations"] = json!([{"id": "organize"}]);
        assert_eq!(findings(&LINT, &joined), "");
    }
}
