//! Variables that nothing refers to.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::{References, Spot};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-variable",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a variable that nothing in the dashboard refers to. Filters (`adhoc`, `groupby`) work without being named, and
where a link hands all variables on, or a library panel may use them, none is flagged.
# Why
Readers choose a value and nothing changes: either the menu is left over, or the queries forgot it.
# Example
A variable `namespace`, and no query with `$namespace`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let dashboard = &subject.dashboard;
    if dashboard.variables.is_empty() {
        return;
    }
    let references = References::of(dashboard);
    if references.all {
        return;
    }
    for (index, variable) in dashboard.variables.iter().enumerate() {
        let has_to_be_named =
            matches!(variable.kind, "query" | "custom" | "interval" | "datasource" | "textbox" | "constant" | "switch");
        if has_to_be_named && !variable.name.is_empty() && !references.uses(variable.name, index) {
            let message = format!("nothing refers to the variable `{}`", variable.name);
            report(Draft::new(Spot::variable(variable, "/name"), message).hint("use it in a query, or remove it"));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, query};

    fn with_variable(kind: &str, expr: &str) -> Value {
        let mut dashboard = query(expr);
        let variable = json!({"name": "job", "type": kind, "query": "label_values(up{job=\"$job\"}, job)"});
        dashboard["templating"] = json!({"list": [variable]});
        dashboard
    }

    #[test]
    fn only_its_own_query_names_it() {
        assert_snapshot!(findings(&LINT, &with_variable("query", "up")), @r"
        test.json:25:17: warning[unused-variable]: nothing refers to the variable `job`
          in variable job
          hint: use it in a query, or remove it
        ");
    }

    #[test]
    fn used_in_some_way() {
        assert_eq!(findings(&LINT, &with_variable("query", "up{job=~\"${job:regex}\"}")), "");
        assert_eq!(findings(&LINT, &with_variable("adhoc", "up")), "");
        let mut repeated = with_variable("query", "up");
        repeated["panels"][0]["repeat"] = json!("job");
        assert_eq!(findings(&LINT, &repeated), "");
    }

    #[test]
    fn handed_on_by_a_link() {
        let mut dashboard = with_variable("query", "up");
        dashboard["links"] = json!([{"type": "dashboards", "tags": ["x"], "includeVars": true}]);
        assert_eq!(findings(&LINT, &dashboard), "");
    }
}
