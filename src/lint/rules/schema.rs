//! Members of the wrong shape.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{LazyLock, OnceLock};

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{Draft as SchemaDraft, ValidationError};
use serde_json::Value;

use crate::json::tree::Tree;
use crate::lint::draft::Draft;
use crate::lint::instance::Trees;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::spelling;
use crate::view::Spot;
use crate::view::{Dashboard, Panel, text};
use crate::vocabulary::panel::{migrated_before, version};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "schema",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags what has another shape than Grafana expects: a text in the place of a number, an object in the place of a list, a
word that an option does not know. It checks the frame of all dashboards, and the options and field config of every panel
of Grafana's own. Members that are missing or unknown are fine: Grafana fills the first and ignores the others.
# Why
The panel does not draw, or Grafana falls back to something else without a word.
# Example
`\"gridPos\": {\"x\": 0, \"y\": 0, \"w\": \"wide\", \"h\": 8}`
",
    check: Check::Dashboard(check),
};

type Validator = jsonschema::Validator<Trees>;

/// Schemas by the names of what they are for, in order.
type Parts = [(&'static str, &'static str)];

/// The schema of a dashboard without what follows, that of each kind of panel, and that of each member of a query: see
/// `schemas/split.rs`.
const PARTS: (&str, &Parts, &Parts) = include!(concat!(env!("OUT_DIR"), "/schema.rs"));

static FRAME: LazyLock<Validator> = LazyLock::new(|| validator(PARTS.0));
static KINDS: [OnceLock<Validator>; PARTS.1.len()] = [const { OnceLock::new() }; PARTS.1.len()];
static MEMBERS: [OnceLock<Validator>; PARTS.2.len()] = [const { OnceLock::new() }; PARTS.2.len()];

/// Returns the validator of a part, compiled when it is asked for first.
fn part(name: &str, parts: &Parts, validators: &'static [OnceLock<Validator>]) -> Option<&'static Validator> {
    let at = parts.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some(validators[at].get_or_init(|| validator(parts[at].1)))
}

/// Each schema is checked against that of its draft, which is compiled for it: that of draft 7 takes a fraction of the
/// time, and the keywords of ours mean the same in it.
fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).expect("the build script printed it");
    jsonschema::options_for().with_draft(SchemaDraft::Draft7).build(&schema).expect("a test builds all of them")
}

/// What is wrong with a dashboard, by its pointer. The frame and the options of a kind may say the same: one message for
/// each place.
type Faults<'a> = BTreeMap<String, ValidationError<'a>>;

fn faults<'a>(document: &Dashboard<'_>, dashboard: &'a Tree<'a>) -> Faults<'a> {
    let mut faults = Faults::new();
    add(&FRAME, dashboard, format_args!("{}", document.pointer), &mut faults);
    add_panels(dashboard, document.pointer, &mut faults);
    for (index, row) in dashboard["rows"].as_array().into_iter().flatten().enumerate() {
        add_panels(row, &format!("{}/rows/{index}", document.pointer), &mut faults);
    }
    for (index, annotation) in dashboard["annotations"]["list"].as_array().into_iter().flatten().enumerate() {
        let at = format!("{}/annotations/list/{index}/target", document.pointer);
        add_query(&annotation["target"], &at, &mut faults);
    }
    faults
}

/// Adds what is wrong with the panels of a dashboard or row as those of their kinds.
fn add_panels<'a>(of: &'a Tree<'a>, at: &str, faults: &mut Faults<'a>) {
    for (index, panel) in of["panels"].as_array().into_iter().flatten().enumerate() {
        let at = format!("{at}/panels/{index}");
        if let Some(validator) = panel["type"].as_str().and_then(|kind| part(kind, PARTS.1, &KINDS)) {
            add(validator, panel, format_args!("{at}"), faults);
        }
        for (index, query) in panel["targets"].as_array().into_iter().flatten().enumerate() {
            add_query(query, &format!("{at}/targets/{index}"), faults);
        }
        add_panels(panel, &at, faults);
    }
}

/// Adds what is wrong with the members of a query.
fn add_query<'a>(query: &'a Tree<'a>, at: &str, faults: &mut Faults<'a>) {
    for (name, value) in query.as_object().into_iter().flatten() {
        if let Some(validator) = part(name, PARTS.2, &MEMBERS) {
            add(validator, value, format_args!("{at}/{name}"), faults);
        }
    }
}

fn add<'a>(validator: &'static Validator, value: &'a Tree<'a>, at: fmt::Arguments<'_>, faults: &mut Faults<'a>) {
    // Most have no fault, which is found out sooner than which.
    if validator.is_valid(value) {
        return;
    }
    for error in validator.iter_errors(value) {
        let pointer = format!("{at}{}", error.instance_path().as_str());
        if !(error.instance().is_string() && is_calculation(&pointer)) {
            faults.entry(pointer).or_insert(error);
        }
    }
}

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let document = &subject.dashboard;
    let Some(dashboard) = subject.value.pointer(document.pointer) else { return };
    let faults = faults(document, dashboard);
    if faults.is_empty() {
        return;
    }
    let panels = document.panels.iter().enumerate().map(|(index, panel)| (&*panel.pointer, index)).collect();
    let targets = document.panels.iter().flat_map(|panel| &panel.targets);
    let targets = targets.map(|target| (&*target.pointer, target.ref_id)).collect();
    for (pointer, error) in faults {
        let spot = spot(&panels, &targets, pointer);
        if spot.panel.is_some_and(|index| is_migrated(&document.panels[index], &spot.pointer)) {
            continue;
        }
        let shown = shown_path(document, &spot);
        report(draft(spot, &shown, &error));
    }
}

/// Returns whether a place holds a calculation that `unknown-calculation` looks at.
fn is_calculation(pointer: &str) -> bool {
    ["/options/legend/calcs/", "/options/reduceOptions/calcs/"].iter().any(|place| pointer.contains(place))
}

/// Options that Grafana brings into today's form when it opens an old panel: the kind and the option.
///
/// Source: `xyChartMigrationHandler` in Grafana's `public/app/plugins/panel/xychart/migrations.ts`.
const MIGRATED: [(&str, &str); 1] = [("xychart", "series")];

fn is_migrated(panel: &Panel<'_>, pointer: &str) -> bool {
    let Some(option) = pointer.strip_prefix(&*panel.pointer).and_then(|rest| rest.strip_prefix("/options/")) else {
        return false;
    };
    let saved_with = version(text(panel.object, "pluginVersion"));
    let since = migrated_before(panel.kind);
    MIGRATED.iter().any(|(kind, name)| {
        let is_it = option.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        *kind == panel.kind && is_it && saved_with.is_none_or(|saved| since.is_some_and(|since| saved < since))
    })
}

/// Finds the panel and the query that a pointer leads into.
fn spot(panels: &HashMap<&str, usize>, targets: &HashMap<&str, &str>, pointer: String) -> Spot {
    let inside = || std::iter::successors(Some(&*pointer), |at| at.rfind('/').map(|end| &at[..end]));
    let panel = inside().find_map(|at| panels.get(at).copied());
    let query = inside().skip(1).find_map(|at| targets.get(at).copied());
    Spot { query: query.map(str::to_owned), pointer, panel, variable: None }
}

/// Returns the way from the panel or dashboard to the place: `options.legend.calcs[0]`.
fn shown_path(dashboard: &Dashboard<'_>, spot: &Spot) -> String {
    let outer = spot.panel.map_or(dashboard.pointer, |index| &dashboard.panels[index].pointer);
    let mut shown = String::new();
    for part in spot.pointer[outer.len()..].split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            shown.extend(["[", &part, "]"]);
        } else {
            shown += if shown.is_empty() { "" } else { "." };
            shown += &part;
        }
    }
    if shown.is_empty() {
        if spot.panel.is_some() { "the panel" } else { "the dashboard" }.to_owned()
    } else {
        format!("`{shown}`")
    }
}

fn draft(spot: Spot, path: &str, error: &ValidationError<'_>) -> Draft {
    let found = error.instance();
    match error.kind() {
        ValidationErrorKind::Type { kind } => {
            Draft::new(spot, format!("{path} is {}, but has to be {}", value(found), expected(kind)))
        }
        ValidationErrorKind::Enum { options } => {
            const LISTED: usize = 60;
            let words = words(options);
            let message = if words.len() > LISTED {
                format!("{path} is {}, which is none of the {} that Grafana knows", value(found), words.len())
            } else {
                format!("{path} is {}, but has to be one of {}", value(found), words.join(", "))
            };
            let draft = Draft::new(spot, message);
            let near =
                found.as_str().and_then(|found| spelling::nearest(found, words.iter().map(|it| it.trim_matches('`'))));
            // Grafana falls back to something else.
            draft.did_you_mean(near).warning()
        }
        ValidationErrorKind::Required { property } => {
            Draft::new(spot, format!("{path} has no `{}`", property.as_str().unwrap_or_default()))
        }
        _ => Draft::new(spot, format!("{path} is {}, which does not fit", value(found))),
    }
}

/// Returns a value for a message, short: a list or object by what it is.
fn value(value: &Value) -> String {
    const SHOWN: usize = 40;
    match value {
        Value::String(text) if text.chars().count() > SHOWN => {
            format!("the text `{}…`", text.chars().take(SHOWN).collect::<String>())
        }
        Value::String(text) => format!("the text `{text}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::Bool(flag) => flag.to_string(),
        Value::Null => "null".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn expected(kind: &TypeKind) -> String {
    use jsonschema::JsonType;
    let name = |kind| match kind {
        JsonType::Array => Some("a list"),
        JsonType::Boolean => Some("true or false"),
        JsonType::Integer | JsonType::Number => Some("a number"),
        JsonType::Object => Some("an object"),
        JsonType::String => Some("a text"),
        JsonType::Null => None,
    };
    let names: Vec<&str> = match kind {
        TypeKind::Single(kind) => name(*kind).into_iter().collect(),
        TypeKind::Multiple(kinds) => kinds.iter().filter_map(name).collect(),
    };
    if names.is_empty() { "null".to_owned() } else { names.join(" or ") }
}

fn words(options: &Value) -> Vec<String> {
    let word = |option: &Value| match option {
        Value::Null => None,
        Value::String(word) if word.is_empty() => None,
        Value::String(word) => Some(format!("`{word}`")),
        other => Some(other.to_string()),
    };
    options.as_array().into_iter().flatten().filter_map(word).collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::{KINDS, LINT, MEMBERS, PARTS, part};
    use crate::lint::testing::{findings, panel};
    use crate::vocabulary::panel::PanelOptions;

    #[test]
    fn each_kind_has_a_part() {
        let kinds: Vec<&str> = PARTS.1.iter().map(|(kind, _)| *kind).collect();
        let mut typed = PanelOptions::TYPED.to_vec();
        typed.sort_unstable();
        assert_eq!(kinds, typed);
        assert!(kinds.into_iter().all(|kind| part(kind, PARTS.1, &KINDS).is_some()));
        assert!(PARTS.2.iter().all(|(member, _)| part(member, PARTS.2, &MEMBERS).is_some()));
    }

    #[test]
    fn four_faults_in_one_panel_are_four_messages() {
        let dashboard = panel(json!({
            "type": "stat",
            "gridPos": {"x": 0, "y": 0, "w": "wide", "h": 8},
            "options": {"colorMode": "valu", "reduceOptions": {"calcs": "mean"}},
            "targets": [{"refId": "A", "expr": 5}],
        }));
        assert_snapshot!(findings(&LINT, &dashboard), @r#"
        test.json:12:14: error[schema]: `gridPos.w` is the text `wide`, but has to be a number
          in panel "Panel" (id 1)
        test.json:16:22: warning[schema]: `options.colorMode` is the text `valu`, but has to be one of `value`, `background`, `background_solid`, `none`
          in panel "Panel" (id 1)
          hint: did you mean `value`?
        test.json:18:20: error[schema]: `options.reduceOptions.calcs` is the text `mean`, but has to be a list
          in panel "Panel" (id 1)
        test.json:24:19: error[schema]: `targets[0].expr` is the number 5, but has to be a text
          in panel "Panel" (id 1), query A
        "#);
    }

    #[test]
    fn the_frame_of_the_dashboard() {
        let variable = json!({"type": "query"});
        let dashboard = json!({"title": 5, "panels": {}, "schemaVersion": 42, "templating": {"list": [variable]}});
        assert_snapshot!(findings(&LINT, &dashboard), @r"
        test.json:2:12: error[schema]: `title` is the number 5, but has to be a text
        test.json:3:13: error[schema]: `panels` is an object, but has to be a list
        test.json:7:7: error[schema]: `templating.list[0]` has no `name`
        ");
    }

    #[test]
    fn ends_of_a_heatmaps_axis_as_they_are_typed() {
        let axis = |axis| findings(&LINT, &panel(json!({"type": "heatmap", "options": {"yAxis": axis}})));
        assert_eq!(axis(json!({"axisPlacement": "left", "min": "0", "max": "100"})), "");
        assert_eq!(axis(json!({"min": "", "max": null})), "");
        assert_eq!(axis(json!({"min": 0, "max": 1.5})), "");
        assert_ne!(axis(json!({"min": []})), "");
        assert_ne!(axis(json!({"decimals": "two"})), "");
        let buckets = json!({"yBuckets": {"mode": "count", "value": 10}});
        assert_eq!(findings(&LINT, &panel(json!({"type": "heatmap", "options": {"calculation": buckets}}))), "");
    }

    #[test]
    fn series_of_an_xy_chart_by_the_version_that_saved_them() {
        let chart = |version: serde_json::Value| {
            let series = json!([{"x": "time", "y": "load", "name": "Load"}]);
            let options = json!({"seriesMapping": "manual", "series": series});
            findings(&LINT, &panel(json!({"type": "xychart", "pluginVersion": version, "options": options})))
        };
        assert_eq!(chart(json!("10.4.2")), "");
        assert_eq!(chart(json!("11.0.0")), "");
        assert_eq!(chart(json!(null)), "");
        assert_ne!(chart(json!("11.1.0")), "");
        assert_ne!(chart(json!("12.3.1")), "");
    }

    #[test]
    fn a_mode_that_is_gone_and_thresholds_without_one() {
        assert_eq!(findings(&LINT, &panel(json!({"type": "text", "options": {"mode": "text"}}))), "");
        assert_ne!(findings(&LINT, &panel(json!({"type": "text", "options": {"mode": "txt"}}))), "");
        let thresholds = json!({"thresholds": {"mode": "", "steps": [{"color": "green", "value": null}]}});
        assert_eq!(findings(&LINT, &panel(json!({"fieldConfig": {"defaults": thresholds}}))), "");
    }

    #[test]
    fn a_legend_of_the_wrong_kind() {
        assert_snapshot!(findings(&LINT, &panel(json!({"options": {"legend": {"placement": "botom"}}}))), @r#"
        test.json:11:24: warning[schema]: `options.legend.placement` is the text `botom`, but has to be one of `bottom`, `right`
          in panel "Panel" (id 1)
          hint: did you mean `bottom`?
        "#);
    }

    #[test]
    fn a_calculation_that_grafana_does_not_know() {
        let table = |calculation| {
            panel(json!({"type": "table", "options": {"footer": {"reducer": ["mean", "p95", "avg", calculation]}}}))
        };
        let found = findings(&LINT, &table("minAboveZero"));
        let message =
            "`options.footer.reducer[3]` is the text `minAboveZero`, which is none of the 127 that Grafana knows";
        assert!(found.contains(message), "{found}");
        assert_eq!(findings(&LINT, &table("logmin")), "");
        let legend = panel(json!({"options": {"legend": {"calcs": ["minAboveZero"]}}}));
        assert_eq!(findings(&LINT, &legend), "", "`unknown-calculation` tells of it");
    }

    #[test]
    fn cells_of_a_table_by_what_they_draw() {
        let custom = json!({"cellOptions": {"type": "gauge", "mode": "lcdd"}, "align": 5, "width": null});
        let table = json!({"type": "table", "fieldConfig": {"defaults": {"custom": custom}}});
        assert_snapshot!(findings(&LINT, &panel(table)), @r#"
        test.json:14:23: warning[schema]: `fieldConfig.defaults.custom.cellOptions.mode` is the text `lcdd`, but has to be one of `basic`, `gradient`, `lcd`
          in panel "Panel" (id 1)
          hint: did you mean `lcd`?
        test.json:16:22: warning[schema]: `fieldConfig.defaults.custom.align` is the number 5, but has to be one of `auto`, `left`, `center`, `right`
          in panel "Panel" (id 1)
        "#);
        let theirs = json!({"cellOptions": {"type": "somebody-elses", "mode": "lcdd"}});
        let table = json!({"type": "table", "fieldConfig": {"defaults": {"custom": theirs}}});
        assert_eq!(findings(&LINT, &panel(table)), "");
    }

    #[test]
    fn what_only_other_kinds_of_panels_mean() {
        let dashboard = panel(json!({"type": "canvas", "options": {"colorMode": "valu", "reduceOptions": 5}}));
        assert_eq!(findings(&LINT, &dashboard), "");
    }

    #[test]
    fn nulls_numbers_in_quotes_and_members_of_later_versions() {
        let dashboard = panel(json!({
            "type": "timeseries", "datasource": null, "id": null, "new": {}, "links": null,
            "fieldConfig": {"defaults": {"min": "0", "custom": {"spanNulls": 3_600_000, "lineWidth": 1.5, "new": 1}}},
            "options": {"legend": {"calcs": null, "new": true}},
        }));
        assert_eq!(findings(&LINT, &dashboard), "");
        assert_eq!(findings(&LINT, &panel(json!({"options": {"legend": true}}))), "");
        let custom = json!({"axisPlacement": "bottom", "lineStyle": {"fill": "accessible"}});
        assert_eq!(findings(&LINT, &panel(json!({"fieldConfig": {"defaults": {"custom": custom}}}))), "");
    }
}
