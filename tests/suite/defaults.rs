//! What Grafana fills in: the tables against our types, new panels, Grafana's own package, and what a Grafana answered.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dashgen::canonical::meaning;
use dashgen::json::{Trail, Typed};
use dashgen::lint::differences;
use dashgen::model::Visualization;
use dashgen::schema::v1::defaults as frame;
use dashgen::vocabulary::defaults::{Filled, fill};
use dashgen::vocabulary::panel::{PanelDefaults, PanelFields, PanelOptions};
use serde_json::{Map, Value, json};

use super::kinds::LAST_VALUE;
use super::{gallery, kinds, printed, repository, say, skipped};

/// Returns what Grafana fills into a panel of a kind, as the parts of a panel.
fn filled(kind: &str) -> Value {
    let defaults = PanelDefaults::of(kind).unwrap_or_else(|| panic!("no defaults of {kind}"));
    let merged = |lists: &[&[Filled]]| {
        let mut all = Map::new();
        for list in lists {
            fill(&mut all, list);
        }
        all
    };
    let mut field = Map::from_iter([("custom".to_owned(), Value::Object(merged(defaults.custom)))]);
    if let Some(color) = defaults.color {
        fill(&mut field, PanelDefaults::FIELD);
        field.insert("color".to_owned(), json!({ "mode": color }));
    }
    json!({ "options": merged(defaults.options), "fieldConfig": { "defaults": field } })
}

#[test]
fn every_list_of_defaults_is_json() {
    let of_kinds = PanelOptions::TYPED.iter().map(|kind| PanelDefaults::of(kind).expect("every kind that has a type"));
    let of_kinds = of_kinds.flat_map(|it| it.options.iter().chain(it.custom).copied());
    let of_frame = [
        PanelDefaults::FIELD,
        frame::DASHBOARD,
        frame::BUILT_IN_ANNOTATION,
        frame::ANNOTATION,
        frame::LINK,
        frame::PANEL,
        frame::REPEATED,
        frame::ROW,
        frame::DATA_LINK,
        frame::TARGET,
        frame::PROMETHEUS_TARGET,
        frame::VARIABLE,
    ];
    let of_variables = frame::VARIABLES.iter().map(|(_, defaults)| *defaults);
    for filled in of_kinds.chain(of_frame).chain(of_variables).flatten() {
        assert!(!filled.members().is_empty(), "no object of JSON: {}", filled.members);
        let (major, minor) = filled.since.split_once('.').expect("a version");
        assert!(major.parse::<u8>().is_ok() && minor.parse::<u8>().is_ok(), "{}", filled.since);
    }
}

#[test]
fn every_default_has_a_type() {
    for kind in PanelOptions::TYPED {
        let filled = filled(kind);
        let mut unknown = |at: &str, value: &Value| panic!("{kind}: {at} is {value}");
        let options = PanelOptions::read(filled["options"].clone()).unwrap().settled(kind);
        options.unknown(&mut Trail::default(), &mut unknown);
        let fields = PanelFields::read(filled["fieldConfig"].clone()).unwrap().settled(kind);
        fields.unknown(&mut Trail::default(), &mut unknown);
    }
}

/// Collects where an object has other values than the defaults, or members that the defaults lack.
fn unlike(default: Option<&Value>, ours: &Value, at: &str, found: &mut BTreeSet<String>) {
    if let Value::Object(members) = ours
        && !members.is_empty()
    {
        for (name, ours) in members {
            unlike(default.and_then(|it| it.get(name)), ours, &format!("{at}.{name}"), found);
        }
    } else if !default.is_some_and(|default| kinds::contains(default, ours)) {
        let default = default.map_or("nothing".to_owned(), Value::to_string);
        found.insert(format!("{at} is {ours}, Grafana fills in {default}"));
    }
}

/// Where a new panel has something else than what Grafana fills in, and why.
const UNLIKE: &[(&str, &str)] = &[
    ("canvas.root.elements is [], Grafana fills in nothing", MADE_WHEN_SHOWN),
    ("canvas.root.name is \"Root\", Grafana fills in nothing", MADE_WHEN_SHOWN),
    ("canvas.root.type is \"frame\", Grafana fills in nothing", MADE_WHEN_SHOWN),
    ("geomap.basemap.name is \"Basemap\", Grafana fills in nothing", MADE_WHEN_SHOWN),
    ("geomap.basemap.type is \"default\", Grafana fills in nothing", MADE_WHEN_SHOWN),
    ("geomap.layers is [], Grafana fills in nothing", MADE_WHEN_SHOWN),
    ("piechart.orientation is \"auto\", Grafana fills in nothing", "asked for by the type, read by nobody"),
    (
        "text.content is \"\", Grafana fills in \"# Title\\n\\nFor markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)\"",
        "words to be replaced: a panel without words is empty",
    ),
    ("xychart.series is [{}], Grafana fills in []", "a chart needs one"),
];

/// The panel itself adds it when it is drawn, not the editor's list of options.
const MADE_WHEN_SHOWN: &str = "made by the panel when it is shown";

#[test]
fn a_new_panel_holds_what_grafana_fills_in() {
    let mut found = BTreeSet::new();
    for kind in PanelOptions::TYPED {
        let (new, filled) = (Visualization::of(kind).unwrap(), filled(kind));
        unlike(Some(&filled["options"]), &printed(&new.options()), kind, &mut found);
        let custom = filled.pointer("/fieldConfig/defaults/custom");
        unlike(custom, &printed(&new.custom()), &format!("{kind} custom"), &mut found);
    }
    assert_eq!(found, kinds::listed(UNLIKE), "found (left), listed (right)");
}

/// What Grafana's package of types exports, and Grafana fills in otherwise, and why.
const UNLIKE_TYPES: &[(&str, &str)] = &[
    ("bargauge.options.reduceOptions.calcs is [], Grafana fills in [\"lastNotNull\"]", LAST_VALUE),
    ("gauge.options.reduceOptions.calcs is [], Grafana fills in [\"lastNotNull\"]", LAST_VALUE),
    ("geomap.options.layers is [], Grafana fills in nothing", MADE_WHEN_SHOWN),
    ("heatmap.options.legend.calcs is [], Grafana fills in nothing", "its legend is the scale of colours"),
    ("piechart.options.reduceOptions.calcs is [], Grafana fills in [\"lastNotNull\"]", LAST_VALUE),
    ("stat.options.reduceOptions.calcs is [], Grafana fills in [\"lastNotNull\"]", LAST_VALUE),
];

#[test]
fn what_grafana_fills_in_is_what_its_types_say() {
    let Some(file) = std::env::var_os("DASHGEN_GRAFANA_DEFAULTS") else {
        let what = "what Grafana fills in against its package of types";
        return skipped(what, "DASHGEN_GRAFANA_DEFAULTS names no file of `tests/judges/defaults/fetch`");
    };
    let types: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let mut found = BTreeSet::new();
    for kind in PanelOptions::TYPED {
        let filled = filled(kind);
        for (path, default) in kinds::parts(&types, kind) {
            // The package does not tell which kinds have what several share.
            if !path.starts_with("/options/") || filled.pointer(path).is_some() {
                let at = format!("{kind}{}", path.replace('/', "."));
                unlike(filled.pointer(path), &default, &at, &mut found);
            }
        }
    }
    assert_eq!(found, kinds::listed(UNLIKE_TYPES), "found (left), listed (right)");
}

/// Returns the folder of answers of a Grafana, each beside the dashboard it was made from.
fn answers() -> Option<PathBuf> {
    let folder = std::env::var_os("DASHGEN_GRAFANA_CONVERSION").map(PathBuf::from);
    if folder.is_none() {
        skipped("what a Grafana made of our dashboards", "DASHGEN_GRAFANA_CONVERSION names no folder of its answers");
    }
    folder
}

/// Returns what a dashboard says, without the uid: the answers have others.
fn anonymous(text: &str) -> Value {
    let mut said = meaning(text).unwrap();
    // The answers are of an older Grafana, and of pages of ours that named no version.
    for name in ["schemaVersion", "uid"] {
        said.as_object_mut().unwrap().remove(name);
    }
    without_versions(&mut said);
    said
}

fn without_versions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("pluginVersion");
            members.values_mut().for_each(without_versions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_versions),
        _ => {}
    }
}

/// Returns where a Grafana changed what a dashboard says.
fn changed(ours: &str, answer: &Path) -> Vec<String> {
    let (made, found) = (anonymous(ours), anonymous(&fs::read_to_string(answer).unwrap()));
    let told = |it: dashgen::lint::Difference| {
        let panel = it.panel.map(|panel| panel.title).unwrap_or_default();
        let [made, found] = [it.made, it.found].map(|value| value.map_or("nothing".to_owned(), |it| it.to_string()));
        format!("{panel}{}: {made}, in Grafana {found}", it.pointer)
    };
    differences(&made, &found).into_iter().map(told).collect()
}

#[test]
fn a_grafana_keeps_what_our_dashboards_say() {
    let Some(folder) = answers() else { return };
    let trading = fs::read_dir(repository().join("dashboards")).unwrap().map(|entry| entry.unwrap().path());
    let trading = trading.map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (format!("dashgen__trading__{name}"), fs::read_to_string(path).unwrap())
    });
    let gallery = gallery::pages().into_iter().map(|(path, page)| {
        let name = path.trim_start_matches("dashboards/").trim_end_matches(".json");
        (format!("dashgen__gallery__{name}"), page.to_string())
    });
    let (mut compared, mut others) = (0, BTreeSet::new());
    for (name, ours) in trading.chain(gallery) {
        let answer = folder.join(format!("{name}.v1beta1.json"));
        if answer.is_file() {
            let changes = changed(&ours, &answer);
            compared += 1;
            if !changes.is_empty() {
                let is_expected = CHANGED.contains(&name.as_str());
                assert!(is_expected, "{name}: {}", changes.join("\n"));
                others.insert(name);
            }
        }
    }
    assert!(compared > 30, "only {compared} dashboards");
    let changed: BTreeSet<String> = CHANGED.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(others, changed, "different (left), listed (right): strike out what is not needed");
}

/// The dashboards of ours that have changed since the answers were recorded.
const CHANGED: [&str; 16] = [
    "dashgen__gallery__gallery-bar-chart",
    "dashgen__gallery__gallery-canvas",
    "dashgen__gallery__gallery-gauge",
    "dashgen__gallery__gallery-histogram",
    "dashgen__gallery__gallery-overrides",
    "dashgen__gallery__gallery-pie-chart",
    "dashgen__gallery__gallery-queries",
    "dashgen__gallery__gallery-table",
    "dashgen__gallery__gallery-time-series",
    "dashgen__gallery__gallery-transformations",
    "dashgen__gallery__gallery-trend",
    "dashgen__gallery__gallery-variables",
    "dashgen__gallery__gallery-xy-chart",
    "dashgen__trading__infrastructure",
    "dashgen__trading__system-overview",
    "dashgen__trading__trading-performance",
];

/// How many dashboards of others, of a schema version since 36, say the same in a Grafana: all but two, which it raises.
const EQUAL: usize = 34;

#[test]
fn a_grafana_keeps_what_other_dashboards_say() {
    let Some(folder) = answers() else { return };
    let Some(corpus) = std::env::var_os("DASHGEN_CORPUS").map(PathBuf::from) else {
        return skipped("what a Grafana made of other dashboards", "DASHGEN_CORPUS names no folder of dashboards");
    };
    let (mut equal, mut wrong) = (Vec::new(), Vec::new());
    let mut paths: Vec<_> = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let answer = folder.join(format!("{name}.v1beta1.json"));
        let text = fs::read_to_string(&path).unwrap();
        let version = serde_json::from_str::<Value>(&text).unwrap()["schemaVersion"].as_u64();
        // Grafana turns an older one into another dashboard.
        if !answer.is_file() || version.is_none_or(|version| version < 36) {
            continue;
        }
        match changed(&text, &answer) {
            changes if changes.is_empty() => equal.push(name),
            changes => wrong.extend(changes.into_iter().map(|it| format!("{name} {it}"))),
        }
    }
    for it in &wrong {
        say(it);
    }
    assert_eq!(equal.len(), EQUAL, "{equal:?}");
}
