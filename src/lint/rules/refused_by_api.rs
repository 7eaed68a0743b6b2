//! Values that Grafana's newer API refuses.

use serde_json::Value;

use crate::lint::check::Subject;
use crate::lint::draft::Draft;
use crate::lint::finding::shortened;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::{Nest, Object, Panel, object, objects};

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

/// The newest version of the schema that the API knows.
const NEWEST_SCHEMA: f64 = 42.0;

/// The versions of the schema since which Grafana migrates old values no more before it looks at them.
const DATASOURCES: f64 = 36.0;
const REFRESH: f64 = 40.0;
const MAPPINGS: f64 = 30.0;
const GRID: f64 = 16.0;

const COLOR_MODES: &[&str] = &[
    "continuous-BlPu",
    "continuous-BlYlRd",
    "continuous-GrYlRd",
    "continuous-RdYlGr",
    "continuous-YlBl",
    "continuous-YlRd",
    "continuous-blues",
    "continuous-cividis",
    "continuous-greens",
    "continuous-inferno",
    "continuous-magma",
    "continuous-plasma",
    "continuous-purples",
    "continuous-reds",
    "continuous-viridis",
    "fixed",
    "palette-classic",
    "palette-classic-by-name",
    "shades",
    "thresholds",
];
const THRESHOLD_MODES: &[&str] = &["absolute", "percentage"];
const MAPPING_TYPES: &[&str] = &["range", "regex", "special", "value"];
const LINK_TYPES: &[&str] = &["dashboards", "link"];
const DIRECTIONS: &[&str] = &["h", "v"];
const VARIABLE_TYPES: &[&str] = &[
    "adhoc",
    "constant",
    "custom",
    "datasource",
    "groupby",
    "interval",
    "query",
    "snapshot",
    "switch",
    "system",
    "textbox",
];

/// What the API takes in a place.
#[derive(Clone, Copy)]
enum Takes {
    Text,
    Truth,
    Object,
    /// A list of texts.
    Texts,
    /// Any list.
    List,
    /// A whole number between two, both included.
    Whole(f64, f64),
    /// One of some words.
    Word(&'static [&'static str]),
}

impl Takes {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Truth => value.is_boolean(),
            Self::Object => value.is_object(),
            Self::Texts => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
            Self::List => value.is_array(),
            Self::Whole(low, high) => value.as_f64().is_some_and(|it| it.fract() == 0.0 && (low..=high).contains(&it)),
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        }
    }

    fn words(self) -> String {
        match self {
            Self::Text => "a text".to_owned(),
            Self::Truth => "`true` or `false`".to_owned(),
            Self::Object => "an object".to_owned(),
            Self::Texts => "a list of texts".to_owned(),
            Self::List => "a list".to_owned(),
            Self::Whole(low, high) if high == f64::INFINITY => format!("a whole number from {low} on"),
            Self::Whole(low, high) => format!("a whole number from {low} to {high}"),
            Self::Word(words) => format!("`{}`", words.join("`, `")),
        }
    }
}

/// Looks at the members of one object.
struct Look<'a> {
    object: &'a Object,
    /// The way to the object from the spot, as a pointer.
    way: &'a str,
    spot: &'a dyn Fn(&str) -> Spot,
}

impl Look<'_> {
    /// Tells a member of which the API takes another value; `mends` says whether `fmt` has another form for it.
    fn at(&self, name: &str, takes: Takes, mends: impl FnOnce(&Value) -> bool, report: &mut dyn FnMut(Draft)) {
        let Some(found) = self.object.get(name).filter(|it| !it.is_null() && !takes.fits(it)) else { return };
        let way = format!("{}/{name}", self.way);
        let shown = way.trim_start_matches('/').replace('/', ".");
        let text = found.to_string();
        let message =
            format!("`{shown}` is `{}`, but Grafana's API takes only {}", shortened(&text, 60), takes.words());
        let draft = Draft::new((self.spot)(&way), message);
        report(if mends(found) { draft.hint(MENDS) } else { draft });
    }
}

fn never(_: &Value) -> bool {
    false
}

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let dashboard = &subject.dashboard;
    let schema = dashboard.root.get("schemaVersion").and_then(Value::as_f64).unwrap_or_default();
    whole(dashboard.root, dashboard.pointer, schema, report);
    for (index, panel) in dashboard.panels.iter().enumerate() {
        self::panel(index, panel, schema, report);
    }
    for variable in &dashboard.variables {
        let look = Look { object: variable.object, way: "", spot: &|rest| Spot::variable(variable, rest) };
        look.at("type", Takes::Word(VARIABLE_TYPES), never, report);
        look.at("hide", Takes::Whole(0.0, 3.0), never, report);
        datasource(&look, schema, report);
    }
    for (annotation, pointer) in &dashboard.annotations {
        let look = Look { object: annotation, way: "", spot: &|rest| Spot::at(format!("{pointer}{rest}")) };
        datasource(&look, schema, report);
    }
}

fn whole(root: &Object, pointer: &str, schema: f64, report: &mut dyn FnMut(Draft)) {
    let spot = |rest: &str| Spot::at(format!("{pointer}{rest}"));
    if schema > NEWEST_SCHEMA {
        let message = format!("`schemaVersion` is {schema}, but Grafana's API knows no version above {NEWEST_SCHEMA}");
        report(Draft::new(spot("/schemaVersion"), message));
    }
    let look = Look { object: root, way: "", spot: &spot };
    for name in ["title", "description"] {
        look.at(name, Takes::Text, never, report);
    }
    for name in ["editable", "liveNow"] {
        look.at(name, Takes::Truth, never, report);
    }
    look.at("gnetId", Takes::Text, Value::is_number, report);
    look.at("graphTooltip", Takes::Whole(0.0, 2.0), never, report);
    look.at("tags", Takes::Texts, never, report);
    if schema >= REFRESH {
        look.at("refresh", Takes::Text, |found| *found == false, report);
    }
    if let Some(time) = object(root, "time") {
        for end in ["from", "to"] {
            Look { object: time, way: "/time", spot: &spot }.at(end, Takes::Text, never, report);
        }
    }
    for (index, (link, _)) in objects(root, pointer, "links").enumerate() {
        let way = format!("/links/{index}");
        Look { object: link, way: &way, spot: &spot }.at("type", Takes::Word(LINK_TYPES), never, report);
    }
}

fn panel(index: usize, panel: &Panel<'_>, schema: f64, report: &mut dyn FnMut(Draft)) {
    let spot = |rest: &str| Spot::panel(index, panel, rest);
    let look = Look { object: panel.object, way: "", spot: &spot };
    for name in ["title", "description"] {
        look.at(name, Takes::Text, never, report);
    }
    look.at("transparent", Takes::Truth, never, report);
    look.at("options", Takes::Object, |found| found.as_array().is_some_and(Vec::is_empty), report);
    look.at("targets", Takes::List, never, report);
    look.at("repeatDirection", Takes::Word(DIRECTIONS), never, report);
    datasource(&look, schema, report);
    if let Some(place) = object(panel.object, "gridPos").filter(|_| schema >= GRID && panel.nest != Nest::OldRow) {
        let look = Look { object: place, way: "/gridPos", spot: &spot };
        let is_mended = |found: &Value| panel.is_row() && found.as_f64() == Some(0.0);
        look.at("x", Takes::Whole(0.0, 23.0), never, report);
        look.at("y", Takes::Whole(0.0, f64::INFINITY), never, report);
        look.at("w", Takes::Whole(1.0, 24.0), is_mended, report);
        look.at("h", Takes::Whole(1.0, f64::INFINITY), is_mended, report);
    }
    let Some(defaults) = panel.defaults() else { return };
    let look = Look { object: defaults, way: "/fieldConfig/defaults", spot: &spot };
    look.at("noValue", Takes::Text, Value::is_number, report);
    for name in ["displayName", "unit"] {
        look.at(name, Takes::Text, never, report);
    }
    for (name, modes) in [("color", COLOR_MODES), ("thresholds", THRESHOLD_MODES)] {
        let way = format!("/fieldConfig/defaults/{name}");
        if let Some(object) = object(defaults, name) {
            Look { object, way: &way, spot: &spot }.at("mode", Takes::Word(modes), never, report);
        }
    }
    let mappings = objects(defaults, "/fieldConfig/defaults", "mappings").filter(|_| schema >= MAPPINGS);
    for (object, way) in mappings {
        Look { object, way: &way, spot: &spot }.at("type", Takes::Word(MAPPING_TYPES), never, report);
    }
}

/// Names of datasources in dashboards of older schemas are looked up before the API looks at them.
fn datasource(look: &Look<'_>, schema: f64, report: &mut dyn FnMut(Draft)) {
    if schema >= DATASOURCES {
        let is_named = |found: &Value| found.as_str().is_some_and(|name| !name.is_empty());
        look.at("datasource", Takes::Object, is_named, report);
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
