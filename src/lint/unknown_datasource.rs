//! Datasources that are not there.

use serde_json::Value;

use super::check::Subject;
use super::document::{names_in, text};
use super::draft::{Draft, Spot};
use super::{Check, Group, Lint, Severity};
use crate::spelling;

pub(super) const LINT: Lint = Lint {
    name: "unknown-datasource",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a reference to a datasource by a variable that is neither a variable of the dashboard nor an input of its import.
In the suite's own dashboards also a uid that is not provisioned.
# Why
Grafana finds no datasource, and the panel shows an error instead of data.
# Example
`{\"type\": \"prometheus\", \"uid\": \"${DS_PROMETHEUS}\"}` in a file whose `__inputs` were removed.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let document = &subject.document;
    let mut references: Vec<(Spot, Option<&Value>)> = Vec::new();
    for (index, panel) in document.panels.iter().enumerate().filter(|(_, panel)| !panel.is_row()) {
        references.push((Spot::panel(index, panel, "/datasource"), panel.object.get("datasource")));
        for (at, target) in panel.targets.iter().enumerate() {
            let own = target.object.get("datasource").filter(|own| Some(*own) != panel.object.get("datasource"));
            references.push((Spot::target(index, panel, at, "/datasource"), own));
        }
    }
    for variable in &document.variables {
        references.push((Spot::variable(variable, "/datasource"), variable.object.get("datasource")));
    }
    for (annotation, pointer) in &document.annotations {
        references.push((Spot::at(format!("{pointer}/datasource")), annotation.get("datasource")));
    }
    for (spot, reference) in references {
        if let Some(draft) = reference.and_then(|reference| draft(subject, spot, reference)) {
            report(draft);
        }
    }
}

fn draft(subject: &Subject<'_>, mut spot: Spot, reference: &Value) -> Option<Draft> {
    let (uid, member) = match reference {
        Value::String(name) => (&**name, ""),
        Value::Object(reference) => (text(reference, "uid"), "/uid"),
        _ => return None,
    };
    spot.pointer.push_str(member);
    let document = &subject.document;
    let is_there = |name: &str| document.variable(name).is_some() || document.inputs.iter().any(|(it, _)| *it == name);
    match names_in(uid).next() {
        Some((name, _)) if name.starts_with("__") || is_there(name) => None,
        Some((name, _)) => {
            let near = spelling::nearest(name, document.variables.iter().map(|variable| variable.name));
            let message =
                format!("the datasource is named by the variable `{name}`, which the dashboard does not have");
            Some(Draft::new(spot, message).did_you_mean(near))
        }
        None => unknown_uid(subject, spot, uid),
    }
}

/// Uids that Grafana itself answers to.
const BUILT_IN: [&str; 6] = ["", "-- Mixed --", "-- Dashboard --", "-- Grafana --", "grafana", "__expr__"];

fn unknown_uid(subject: &Subject<'_>, spot: Spot, uid: &str) -> Option<Draft> {
    let known = subject.context.datasources.as_ref()?;
    let is_known = known.contains(uid) || BUILT_IN.contains(&uid);
    let near = spelling::nearest(uid, known.iter().map(String::as_str));
    let message = format!("no datasource with the uid `{uid}` is provisioned");
    (!is_known).then(|| Draft::new(spot, message).did_you_mean(near))
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
    fn datasources_that_are_there_or_may_be() {
        for uid in ["$datasource", "${datasource}", "${DS_MAIN}", "-- Mixed --", "prometheus"] {
            assert_eq!(findings(&LINT, &asking(uid)), "", "{uid}");
        }
        assert_eq!(foreign_findings(&LINT, &asking("abcdef")), "");
    }
}
