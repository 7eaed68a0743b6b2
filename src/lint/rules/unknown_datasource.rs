//! Datasources that are not there.

use std::collections::BTreeMap;

use crate::grafana::datasource::{DASHBOARD, EXPRESSION, GRAFANA, GRAFANA_PLUGIN, MIXED};
use crate::grafana::is_built_in;
use crate::json::tree::{Object, Tree};
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::spelling;
use crate::view::Spot;
use crate::view::{Dashboard, names_in, text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-datasource",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a reference to a datasource by a variable that is neither a variable of the dashboard nor an input of its import.
In the suite's own dashboards also a uid that the suite neither provisions nor names as existing, and one of another type.
# Why
Grafana finds no datasource, and the panel shows an error instead of data.
# Example
`{\"type\": \"prometheus\", \"uid\": \"${DS_PROMETHEUS}\"}` in a file whose `__inputs` were removed.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let dashboard = &subject.dashboard;
    let mut missing: BTreeMap<&str, (Spot, usize)> = BTreeMap::new();
    each_reference(dashboard, &mut |reference, spot| {
        let Some((uid, member)) = uid_of(reference) else { return };
        let kind = reference.get("type").and_then(Tree::as_str).unwrap_or_default();
        let spot = || spot(&format!("/datasource{member}"));
        match names_in(uid).next() {
            Some((name, _)) if is_built_in(name) || is_there(dashboard, name) => {}
            Some((name, _)) => missing.entry(name).or_insert_with(|| (spot(), 0)).1 += 1,
            None => unknown_uid(subject, &spot, uid, kind).into_iter().for_each(&mut *report),
        }
    });
    for (name, (spot, count)) in missing {
        report(missing_variable(dashboard, name, spot, count));
    }
}

/// Takes a reference to a datasource, and what makes a place in whatever has it.
type See<'s, 'a> = dyn FnMut(&'a Tree<'a>, &dyn Fn(&str) -> Spot) + 's;

/// Shows each reference to a datasource.
fn each_reference<'a>(dashboard: &'a Dashboard<'a>, see: &mut See<'_, 'a>) {
    let mut look = |object: &'a Object<'a>, spot: &dyn Fn(&str) -> Spot| {
        if let Some(reference) = object.get("datasource") {
            see(reference, spot);
        }
    };
    for (index, panel) in dashboard.panels.iter().enumerate().filter(|(_, panel)| !panel.is_row()) {
        look(panel.object, &|rest| Spot::panel(index, panel, rest));
        for (at, target) in panel.targets.iter().enumerate() {
            if target.object.get("datasource") != panel.object.get("datasource") {
                look(target.object, &|rest| Spot::target(index, panel, at, rest));
            }
        }
    }
    for variable in &dashboard.variables {
        look(variable.object, &|rest| Spot::variable(variable, rest));
    }
    for (annotation, pointer) in &dashboard.annotations {
        look(annotation, &|rest| Spot::at(format!("{pointer}{rest}")));
    }
}

fn uid_of<'a>(reference: &'a Tree<'_>) -> Option<(&'a str, &'static str)> {
    match reference {
        Tree::Text(name) => Some((name, "")),
        Tree::Object(reference) => Some((text(reference, "uid"), "/uid")),
        _ => None,
    }
}

fn is_there(dashboard: &Dashboard<'_>, name: &str) -> bool {
    dashboard.variable(name).is_some() || dashboard.inputs.iter().any(|(input, _)| *input == name)
}

/// All references by one name have one reason: it is told once.
fn missing_variable(dashboard: &Dashboard<'_>, name: &str, spot: Spot, count: usize) -> Draft {
    let message = match count {
        1 => format!("the datasource is named by the variable `{name}`, which the dashboard does not have"),
        _ => format!(
            "{count} references name the datasource by the variable `{name}`, which the dashboard does not have"
        ),
    };
    match spelling::nearest(name, dashboard.variables.iter().map(|variable| variable.name)) {
        Some(near) => Draft::new(spot, message).hint(format!("did you mean `{near}`?")),
        None => Draft::new(spot, message).hint("add a variable of type `datasource`, or the input under `__inputs`"),
    }
}

/// Uids that Grafana itself answers to.
const BUILT_IN: [&str; 6] = ["", MIXED, DASHBOARD, GRAFANA, GRAFANA_PLUGIN, EXPRESSION];

fn unknown_uid(subject: &Subject<'_>, spot: &dyn Fn() -> Spot, uid: &str, kind: &str) -> Option<Draft> {
    let known = subject.context.datasources.as_ref()?;
    if let Some(other) = known.get(uid) {
        let message = format!("the datasource `{uid}` is of the type `{other}`, not `{kind}`");
        return (!kind.is_empty() && kind != other).then(|| Draft::new(spot(), message));
    }
    if BUILT_IN.contains(&uid) {
        return None;
    }
    let draft = Draft::new(spot(), format!("no datasource with the uid `{uid}` is provisioned"));
    Some(match spelling::nearest(uid, known.keys().map(String::as_str)) {
        Some(near) => draft.did_you_mean(Some(near)),
        None => draft.hint("if Grafana has it from elsewhere, add it to the suite's `existing_datasources`"),
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, foreign_findings};

    fn asking(uid: &str) -> Value {
        let datasource = json!({"type": "prometheus", "uid": uid});
        let variable = json!({"name": "datasource", "type": "datasource", "query": "prometheus"});
        json!({
            "__inputs": [{"name": "DS_MAIN", "type": "datasource", "pluginId": "prometheus"}],
            "templating": {"list": [variable]},
            "panels": [{"id": 1, "type": "stat", "title": "Up", "datasource": datasource,
                "targets": [{"refId": "A", "expr": "up", "datasource": datasource}]}],
        })
    }

    #[test]
    fn an_input_that_is_gone() {
        assert_snapshot!(foreign_findings(&LINT, &asking("${DS_PROMETHEUS}")), @r#"
        test.json:25:16: error[unknown-datasource]: the datasource is named by the variable `DS_PROMETHEUS`, which the dashboard does not have
          in panel "Up" (id 1)
          hint: add a variable of type `datasource`, or the input under `__inputs`
        "#);
    }

    #[test]
    fn many_references_and_one_reason() {
        let mut dashboard = asking("${DS_PROMETHEUS}");
        dashboard["annotations"] = json!({"list": [{"name": "x", "datasource": "$DS_PROMETHEUS"}]});
        assert_snapshot!(foreign_findings(&LINT, &dashboard), @r#"
        test.json:25:16: error[unknown-datasource]: 2 references name the datasource by the variable `DS_PROMETHEUS`, which the dashboard does not have
          in panel "Up" (id 1)
          hint: add a variable of type `datasource`, or the input under `__inputs`
        "#);
    }

    #[test]
    fn a_uid_that_is_not_provisioned() {
        assert_snapshot!(findings(&LINT, &asking("promethus")), @r#"
        test.json:25:16: error[unknown-datasource]: no datasource with the uid `promethus` is provisioned
          in panel "Up" (id 1)
          hint: did you mean `prometheus`?
        "#);
    }

    #[test]
    fn a_uid_from_elsewhere() {
        assert_snapshot!(findings(&LINT, &asking("logs-of-the-cluster")), @r#"
        test.json:25:16: error[unknown-datasource]: no datasource with the uid `logs-of-the-cluster` is provisioned
          in panel "Up" (id 1)
          hint: if Grafana has it from elsewhere, add it to the suite's `existing_datasources`
        "#);
    }

    #[test]
    fn a_datasource_of_another_type() {
        let mut dashboard = asking("prometheus");
        dashboard["panels"][0]["datasource"]["type"] = json!("loki");
        assert_snapshot!(findings(&LINT, &dashboard), @r#"
        test.json:25:16: error[unknown-datasource]: the datasource `prometheus` is of the type `prometheus`, not `loki`
          in panel "Up" (id 1)
        "#);
    }

    #[test]
    fn datasources_that_are_there_or_may_be() {
        for uid in ["$datasource", "${datasource}", "${DS_MAIN}", "-- Mixed --", "prometheus"] {
            assert_eq!(findings(&LINT, &asking(uid)), "", "{uid}");
        }
        assert_eq!(foreign_findings(&LINT, &asking("abcdef")), "");
    }
}
