//! Values that Grafana's newer API refuses.

use serde_json::Value;

use crate::canonical::found;
use crate::grafana::SCHEMA_VERSION;
use crate::grafana::api::{self, Member, Takes};
use crate::json::tree::{Object, Tree};
use crate::lint::draft::Draft;
use crate::lint::finding::shortened;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::{Nest, Panel, object, objects};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "refused-by-api",
    group: Group::Style,
    severity: Severity::Warning,
    docs: "
Flags a value for which Grafana's API (`dashboard.grafana.app/v1beta1`, since version 12) refuses the whole dashboard.
# Why
`kubectl`, `grafanactl`, Terraform and Git Sync send dashboards through that API, which answers with status 422. The
older API (`/api/dashboards/db`), the import page and file provisioning take all of these values, and many published
dashboards have one, so this is off until selected. `dashgen fmt` mends those that have another form with the same meaning.
# Example
`\"gnetId\": 1860`; right: `\"gnetId\": \"1860\"`.
",
    check: Check::Dashboard(check),
};

const MENDS: &str = "`dashgen fmt` writes it as the API takes it";

/// Looks at the members of one object.
struct Look<'a> {
    object: &'a Object<'a>,
    /// The way to the object from the spot, as a pointer.
    way: &'a str,
    spot: &'a dyn Fn(&str) -> Spot,
}

impl Look<'_> {
    /// Tells the members of which the API takes other values.
    fn at(&self, members: &[Member], schema: f64, report: &mut dyn FnMut(Draft)) {
        for Member { name, takes, since, mend } in members {
            let is_refused = |value: &&Tree<'_>| schema >= *since && !value.is_null() && !fits(*takes, value);
            let Some(value) = self.object.get(name).filter(is_refused) else { continue };
            let way = format!("{}/{name}", self.way);
            let shown = way.trim_start_matches('/').replace('/', ".");
            let (text, takes) = (Value::from(value).to_string(), words(*takes));
            let message = format!("`{shown}` is `{}`, but Grafana's API takes only {takes}", shortened(&text, 60));
            let draft = Draft::new((self.spot)(&way), message);
            let is_mended = mend.is_some_and(|mend| mend(found(value), schema).is_some());
            report(if is_mended { draft.hint(MENDS) } else { draft });
        }
    }
}

fn fits(takes: Takes, value: &Tree<'_>) -> bool {
    match takes {
        Takes::Text => value.as_str().is_some(),
        Takes::Truth => matches!(value, Tree::Bool(_)),
        Takes::Object => value.is_object(),
        Takes::Texts => value.as_array().is_some_and(|items| items.iter().all(|item| item.as_str().is_some())),
        Takes::List => value.as_array().is_some(),
        Takes::Whole(low, high) => value.as_f64().is_some_and(|it| it.fract() == 0.0 && (low..=high).contains(&it)),
        Takes::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
    }
}

fn words(takes: Takes) -> String {
    match takes {
        Takes::Text => "a text".to_owned(),
        Takes::Truth => "`true` or `false`".to_owned(),
        Takes::Object => "an object".to_owned(),
        Takes::Texts => "a list of texts".to_owned(),
        Takes::List => "a list".to_owned(),
        Takes::Whole(low, f64::INFINITY) => format!("a whole number from {low} on"),
        Takes::Whole(low, high) => format!("a whole number from {low} to {high}"),
        Takes::Word(words) => format!("`{}`", words.join("`, `")),
    }
}

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let dashboard = &subject.dashboard;
    let schema = dashboard.root.get("schemaVersion").and_then(Tree::as_f64).unwrap_or_default();
    whole(dashboard.root, dashboard.pointer, schema, report);
    for (index, panel) in dashboard.panels.iter().enumerate() {
        self::panel(index, panel, schema, report);
    }
    for variable in &dashboard.variables {
        let look = Look { object: variable.object, way: "", spot: &|rest| Spot::variable(variable, rest) };
        look.at(api::VARIABLE, schema, report);
    }
    for (annotation, pointer) in &dashboard.annotations {
        let look = Look { object: annotation, way: "", spot: &|rest| Spot::at(format!("{pointer}{rest}")) };
        look.at(api::ANNOTATION, schema, report);
    }
}

fn whole(root: &Object<'_>, pointer: &str, schema: f64, report: &mut dyn FnMut(Draft)) {
    let spot = |rest: &str| Spot::at(format!("{pointer}{rest}"));
    if schema > f64::from(SCHEMA_VERSION) {
        let message = format!("`schemaVersion` is {schema}, but Grafana's API knows no version above {SCHEMA_VERSION}");
        report(Draft::new(spot("/schemaVersion"), message));
    }
    Look { object: root, way: "", spot: &spot }.at(api::DASHBOARD, schema, report);
    if let Some(object) = object(root, "time") {
        Look { object, way: "/time", spot: &spot }.at(api::TIME, schema, report);
    }
    for (index, (object, _)) in objects(root, pointer, "links").enumerate() {
        let way = format!("/links/{index}");
        Look { object, way: &way, spot: &spot }.at(api::LINK, schema, report);
    }
}

fn panel(index: usize, panel: &Panel<'_>, schema: f64, report: &mut dyn FnMut(Draft)) {
    let spot = |rest: &str| Spot::panel(index, panel, rest);
    Look { object: panel.object, way: "", spot: &spot }.at(api::PANEL, schema, report);
    if let Some(object) = object(panel.object, "gridPos").filter(|_| panel.nest != Nest::OldRow) {
        let members = if panel.is_row() { api::PLACE_OF_ROW } else { api::PLACE };
        Look { object, way: "/gridPos", spot: &spot }.at(members, schema, report);
    }
    let Some(defaults) = panel.defaults() else { return };
    Look { object: defaults, way: "/fieldConfig/defaults", spot: &spot }.at(api::DEFAULTS, schema, report);
    for (name, members) in [("color", api::COLOR), ("thresholds", api::THRESHOLDS)] {
        if let Some(object) = object(defaults, name) {
            let way = format!("/fieldConfig/defaults/{name}");
            Look { object, way: &way, spot: &spot }.at(members, schema, report);
        }
    }
    for (object, way) in objects(defaults, "/fieldConfig/defaults", "mappings") {
        Look { object, way: &way, spot: &spot }.at(api::MAPPING, schema, report);
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, panel};

    /// Returns the messages, and whether `fmt` mends what they tell.
    fn told(dashboard: &Value) -> String {
        let mut told = Vec::new();
        for line in findings(&LINT, dashboard).lines() {
            match line.split_once("[refused-by-api]: ") {
                Some((_, message)) => told.push(message.to_owned()),
                None if line.contains("`dashgen fmt`") => {
                    if let Some(last) = told.last_mut() {
                        last.push_str(" (fmt)");
                    }
                }
                None => {}
            }
        }
        told.join("\n")
    }

    fn with(members: &Value) -> Value {
        let mut dashboard = panel(json!({}));
        dashboard.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        dashboard
    }

    #[test]
    fn what_a_dashboard_says() {
        assert_snapshot!(
            told(&with(&json!({
                "gnetId": 1860, "refresh": false, "graphTooltip": 7, "editable": "yes", "tags": "a",
                "time": {"from": 0, "to": "now"}, "links": [{"type": "dashboards"}, {"type": "mail"}],
                "templating": {"list": [{"name": "a", "type": "slider"}, {"name": "b", "type": "query", "hide": 9, "datasource": "$ds"}]},
                "annotations": {"list": [{"name": "Restarts", "datasource": "-- Grafana --"}]},
            }))),
            @r#"
            `gnetId` is `1860`, but Grafana's API takes only a text (fmt)
            `refresh` is `false`, but Grafana's API takes only a text (fmt)
            `graphTooltip` is `7`, but Grafana's API takes only a whole number from 0 to 2
            `editable` is `"yes"`, but Grafana's API takes only `true` or `false`
            `tags` is `"a"`, but Grafana's API takes only a list of texts
            `time.from` is `0`, but Grafana's API takes only a text
            `links.1.type` is `"mail"`, but Grafana's API takes only `dashboards`, `link`
            `type` is `"slider"`, but Grafana's API takes only `adhoc`, `constant`, `custom`, `datasource`, `groupby`, `interval`, `query`, `snapshot`, `switch`, `system`, `textbox`
            `hide` is `9`, but Grafana's API takes only a whole number from 0 to 3
            `datasource` is `"$ds"`, but Grafana's API takes only an object (fmt)
            `datasource` is `"-- Grafana --"`, but Grafana's API takes only an object (fmt)
            "#
        );
        assert_snapshot!(told(&with(&json!({"schemaVersion": 43, "graphTooltip": "shared", "refresh": 30}))), @r#"
        `schemaVersion` is 43, but Grafana's API knows no version above 42
        `graphTooltip` is `"shared"`, but Grafana's API takes only a whole number from 0 to 2
        `refresh` is `30`, but Grafana's API takes only a text
        "#);
    }

    #[test]
    fn what_a_panel_says() {
        assert_snapshot!(
            findings(&LINT, &panel(json!({"gridPos": {"x": 0, "y": 0, "w": 12.5, "h": 8}}))),
            @r#"
            test.json:12:14: warning[refused-by-api]: `gridPos.w` is `12.5`, but Grafana's API takes only a whole number from 1 to 24
              in panel "Panel" (id 1)
            "#
        );
        assert_snapshot!(
            told(&panel(json!({
                "title": 5, "gridPos": {"x": 30, "y": 0, "w": 0, "h": 0}, "options": [], "targets": "up",
                "datasource": "Prometheus", "repeatDirection": "x",
                "fieldConfig": {"defaults": {"noValue": 0, "unit": 1, "color": {"mode": "rainbow"},
                    "thresholds": {"mode": "relative"}, "mappings": [{"type": "value"}, {"type": "text"}]}},
            }))),
            @r#"
            `title` is `5`, but Grafana's API takes only a text
            `gridPos.x` is `30`, but Grafana's API takes only a whole number from 0 to 23
            `gridPos.w` is `0`, but Grafana's API takes only a whole number from 1 to 24
            `gridPos.h` is `0`, but Grafana's API takes only a whole number from 1 on
            `options` is `[]`, but Grafana's API takes only an object (fmt)
            `targets` is `"up"`, but Grafana's API takes only a list
            `datasource` is `"Prometheus"`, but Grafana's API takes only an object (fmt)
            `repeatDirection` is `"x"`, but Grafana's API takes only `h`, `v`
            `fieldConfig.defaults.noValue` is `0`, but Grafana's API takes only a text (fmt)
            `fieldConfig.defaults.unit` is `1`, but Grafana's API takes only a text
            `fieldConfig.defaults.color.mode` is `"rainbow"`, but Grafana's API takes only `continuous-BlPu`, `continuous-BlYlRd`, `continuous-GrYlRd`, `continuous-RdYlGr`, `continuous-YlBl`, `continuous-YlRd`, `continuous-blues`, `continuous-cividis`, `continuous-greens`, `continuous-inferno`, `continuous-magma`, `continuous-plasma`, `continuous-purples`, `continuous-reds`, `continuous-viridis`, `fixed`, `palette-classic`, `palette-classic-by-name`, `shades`, `thresholds`
            `fieldConfig.defaults.thresholds.mode` is `"relative"`, but Grafana's API takes only `absolute`, `percentage`
            `fieldConfig.defaults.mappings.1.type` is `"text"`, but Grafana's API takes only `range`, `regex`, `special`, `value`
            "#
        );
        let row = told(&panel(json!({"type": "row", "gridPos": {"x": 0, "y": 0, "w": 0, "h": 1}})));
        assert_snapshot!(row, @"`gridPos.w` is `0`, but Grafana's API takes only a whole number from 1 to 24 (fmt)");
    }

    #[test]
    fn what_is_fine_and_what_grafana_migrates() {
        assert_eq!(told(&with(&json!({"gnetId": null, "refresh": "", "graphTooltip": 2, "weekStart": null}))), "");
        let mut old =
            panel(json!({"datasource": "Prometheus", "fieldConfig": {"defaults": {"mappings": [{"type": 1}]}}}));
        old["schemaVersion"] = json!(27);
        old["refresh"] = json!(false);
        assert_eq!(told(&old), "");
    }

    #[test]
    fn what_fmt_mends_is_found_no_more() {
        let dashboard = panel(json!({
            "type": "row", "gridPos": {"x": 0, "y": 0, "w": 0, "h": 0}, "options": [], "datasource": "Prometheus",
            "fieldConfig": {"defaults": {"noValue": 5}},
        }));
        assert_eq!(told(&dashboard).lines().count(), 5);
        let tidy = crate::canonical::format(&dashboard.to_string(), crate::canonical::Form::default()).unwrap();
        assert_eq!(told(&serde_json::from_str(&tidy).unwrap()), "");
    }
}
