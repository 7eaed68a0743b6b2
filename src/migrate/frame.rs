//! What schema versions up to 42 changed around panels' own options.

use serde_json::{Value, json};

use super::loss::Losses;
use super::value::property;
use super::{SCHEMA_VERSION, mapping, value};
use crate::grafana::datasource;
use crate::json::{self, Either, Json, Typed};
use crate::schema::v1::{Dashboard, Datasource, DatasourceObject, Panel, Variable};
use crate::vocabulary::Text;
use crate::vocabulary::field::{FieldConfig, FieldDefaults, FieldProperty, ValueMapping};
use crate::vocabulary::panel::{GraphField, LegendDisplay, LegendOptions, PanelFields, PanelOptions};

/// Returns the schema version of a dashboard, 0 where it says none.
pub(super) fn schema_version(dashboard: &Dashboard) -> f64 {
    let text = || dashboard.rest.get("schemaVersion").and_then(Value::as_str).and_then(value::parsed);
    dashboard.schema_version.or_else(text).unwrap_or(0.0)
}

/// Raises what stands around the panels.
pub(super) fn raise(dashboard: &mut Dashboard, version: f64, losses: &mut Losses) {
    if dashboard.rest.remove("schemaVersion").is_some() {
        dashboard.schema_version = Some(version);
    }
    if version >= SCHEMA_VERSION {
        return;
    }
    if let Some(is_shared) = dashboard.shared_crosshair.take() {
        dashboard.graph_tooltip.get_or_insert(if is_shared { 1.0 } else { 0.0 });
    }
    // How pages looked, of Grafana's of long ago.
    (dashboard.style, dashboard.hide_controls) = (None, None);
    if dashboard.refresh.as_ref().is_some_and(|it| !matches!(it, Some(Either::Left(_)))) {
        dashboard.refresh = Some(Some(Either::Left("".into())));
    }
    if let Some(timepicker) = &mut dashboard.timepicker {
        timepicker.time_options = None;
    }
    let variables = dashboard.templating.iter_mut().filter_map(|it| it.list.as_mut()).flatten();
    for (index, variable) in variables.enumerate() {
        losses.inside("templating.list", index, |losses| raise_variable(variable, losses));
    }
    for annotation in dashboard.annotations.iter_mut().filter_map(|it| it.list.as_mut()).flatten() {
        raise_datasource(&mut annotation.datasource);
    }
    dashboard.schema_version = Some(SCHEMA_VERSION);
}

fn raise_variable(variable: &mut Variable, losses: &mut Losses) {
    raise_datasource(&mut variable.datasource);
    if variable.use_tags.take() == Some(true) {
        losses.note("its tags are lost: variables no longer have tags");
    }
    (variable.tags, variable.tags_query, variable.tag_values_query) = (None, None, None);
    let is_query = variable.kind.as_deref() == Some("query");
    let never = matches!(variable.refresh, None | Some(Either::Right(false) | Either::Left(0.0)));
    if is_query && never {
        variable.refresh = Some(Either::Left(1.0));
        variable.options = Some(Vec::new());
    }
}

/// Raises the field config of a panel of one of these kinds.
macro_rules! raise_fields_of {
    ($panel:ident, $losses:ident: $($kind:ident),*) => {
        match &mut $panel.field_config {
            $( Some(PanelFields::$kind(config)) => raise_fields(config, $losses), )*
            _ => {}
        }
    };
}

/// Raises a panel, whatever its kind.
pub(super) fn raise_panel(panel: &mut Panel, version: f64, losses: &mut Losses) {
    if version >= SCHEMA_VERSION {
        return;
    }
    raise_datasources(panel);
    raise_rows(panel);
    match &mut panel.options {
        Some(PanelOptions::Timeseries(options)) => raise_legend(options.legend.as_mut()),
        Some(PanelOptions::BarChart(options)) => raise_legend(options.legend.as_mut()),
        Some(PanelOptions::PieChart(options)) => raise_legend(options.legend.as_mut()),
        Some(PanelOptions::StateTimeline(options)) => raise_legend(options.legend.as_mut()),
        Some(PanelOptions::StatusHistory(options)) => raise_legend(options.legend.as_mut()),
        Some(PanelOptions::Histogram(options)) => raise_legend(options.legend.as_mut()),
        _ => {}
    }
    raise_fields_of!(panel, losses: Timeseries, Stat, Gauge, BarGauge, Table, PieChart, BarChart, Heatmap, Histogram, StateTimeline, StatusHistory, Other);
}

/// Rows have `collapsed` now, and no widths.
fn raise_rows(panel: &mut Panel) {
    if panel.kind.as_deref() != Some("row") {
        return;
    }
    let Some(frame) = panel.legacy.as_mut().and_then(|it| it.frame.as_mut()) else { return };
    if let Some(is_folded) = frame.collapse.take() {
        panel.collapsed.get_or_insert(is_folded);
    }
    (frame.show_title, frame.title_size, frame.repeat_iteration, frame.repeat_row_id) = (None, None, None, None);
}

/// A query asks the datasource of its panel where it says none; one that only queries name is the panel's, too. Where
/// nobody names one, `null` stays: only the server knows its default.
fn raise_datasources(panel: &mut Panel) {
    raise_datasource(&mut panel.datasource);
    let of_panel = panel.datasource.clone().flatten();
    for target in panel.targets.iter_mut().flatten() {
        raise_datasource(&mut target.datasource);
        let is_left_open = target.datasource.as_ref().is_some_and(|it| uid(it.as_ref()).is_none());
        if is_left_open && uid(of_panel.as_ref()) != Some(datasource::MIXED) {
            target.datasource = of_panel.clone().map(Some);
        }
    }
    if of_panel.is_none() {
        let mut named = panel.targets.iter().flatten().filter_map(|target| target.datasource.as_ref()?.as_ref());
        let asked = named.rfind(|it| !matches!(uid(Some(it)), None | Some(datasource::EXPRESSION))).cloned();
        panel.datasource = asked.map(Some).or(panel.datasource.take());
    }
}

fn uid(datasource: Option<&Either<Text, DatasourceObject>>) -> Option<&str> {
    match datasource? {
        Either::Left(name) => Some(name),
        Either::Right(object) => object.uid.as_ref()?.as_deref(),
    }
}

/// A datasource by its name or variable is an object now.
fn raise_datasource(datasource: &mut Option<Datasource>) {
    let Some(Some(Either::Left(name))) = datasource else { return };
    let name = std::mem::take(name);
    if name == "default" {
        *datasource = Some(None);
        return;
    }
    let mut object = DatasourceObject::empty();
    object.kind = datasource::plugin(&name).map(|kind| Some(kind.into()));
    *datasource = Some(Some(Either::Right(object.uid(name))));
}

fn raise_legend(legend: Option<&mut LegendOptions>) {
    let Some(legend) = legend else { return };
    let is_hidden = legend.display_mode == Some(LegendDisplay::Hidden);
    if is_hidden {
        legend.display_mode = Some(LegendDisplay::List);
    }
    legend.show_legend.get_or_insert(!is_hidden);
}

fn raise_fields<C: Typed + Clone>(config: &mut FieldConfig<C>, losses: &mut Losses) {
    if let Some(defaults) = &mut config.defaults {
        if let Some(old) = defaults.mappings.take_if(|it| it.iter().any(is_old)) {
            defaults.mappings = Some(mapping::all_renewed(old, "fieldConfig.defaults.mappings", losses));
        }
        if let Some(mode) = custom(defaults, "displayMode") {
            let cell = property("custom.cellOptions", cell_options(&mode));
            apply(defaults, vec![cell], &["displayMode"]);
        }
    }
    for property in config.overrides.iter_mut().flatten().filter_map(|it| it.properties.as_mut()).flatten() {
        raise_property(property, losses);
    }
}

fn raise_property<C>(property: &mut FieldProperty<C>, losses: &mut Losses) {
    let Some(value) = property.value().cloned() else { return };
    match property.id() {
        "mappings" => {
            let Ok(old) = Vec::<ValueMapping>::read(value) else { return };
            if old.iter().any(is_old) {
                let renewed = mapping::all_renewed(old, "fieldConfig.overrides.mappings", losses);
                *property = FieldProperty::new("mappings", renewed.into_value());
            }
        }
        "custom.displayMode" => *property = FieldProperty::new("custom.cellOptions", cell_options(&value)),
        // What is not drawn is not told either.
        "custom.hideFrom" if value["viz"] == true => {
            let mut hidden = value;
            hidden["tooltip"] = json!(true);
            *property = FieldProperty::new("custom.hideFrom", hidden);
        }
        _ => {}
    }
}

/// Returns a member of what the kind adds.
fn custom<C: Typed + Clone>(defaults: &FieldDefaults<C>, name: &str) -> Option<Value> {
    json::value(defaults.custom.as_ref()?).get(name).cloned()
}

/// Returns what a cell draws that had a mode for it.
fn cell_options(mode: &Value) -> Value {
    match mode.as_str().unwrap_or_default() {
        "gradient-gauge" => json!({ "mode": "gradient", "type": "gauge" }),
        "lcd-gauge" => json!({ "mode": "lcd", "type": "gauge" }),
        "basic" => json!({ "mode": "basic", "type": "gauge" }),
        "color-background" => json!({ "mode": "gradient", "type": "color-background" }),
        "color-background-solid" => json!({ "mode": "basic", "type": "color-background" }),
        other => json!({ "type": other }),
    }
}

fn is_old(mapping: &ValueMapping) -> bool {
    matches!(mapping, ValueMapping::Old(_))
}

/// Gives field config another kind's type, as it is.
pub(super) fn recast<C: Typed>(fields: &FieldConfig<GraphField>) -> FieldConfig<C> {
    let value = json::value(fields);
    FieldConfig::<Json>::read(value).map_or_else(|_| FieldConfig::empty(), FieldConfig::settled)
}

/// Sets properties for all fields, and removes members of what the kind adds.
pub(super) fn apply<C: Typed>(defaults: &mut FieldDefaults<C>, properties: Vec<FieldProperty<C>>, gone: &[&str]) {
    let mut all = std::mem::replace(defaults, FieldDefaults::empty()).into_value();
    for property in properties {
        let value = property.value().cloned().unwrap_or_default();
        match property.id() {
            "" => {}
            id => match id.strip_prefix("custom.") {
                Some(member) => {
                    if !all["custom"].is_object() {
                        all["custom"] = json!({});
                    }
                    all["custom"][member] = value;
                }
                None => all[id] = value,
            },
        }
    }
    for name in gone {
        all["custom"].as_object_mut().and_then(|custom| custom.remove(*name));
    }
    if let Ok(read) = FieldDefaults::read(all) {
        *defaults = read;
    }
}
