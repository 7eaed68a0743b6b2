//! A classic dashboard as the API of Grafana 12 and later takes it, where that means the same: what `canonical` does to
//! any file, done to a dashboard that was read.

use serde_json::{Value, json};

use crate::json::{Either, Typed};
use crate::schema::v1::{Dashboard, Datasource, DatasourceObject, Panel};
use crate::vocabulary::Text;
use crate::vocabulary::panel::{PanelFields, PanelOptions};

/// Grafana's own migration looks the names of datasources up in dashboards from before this version of the schema.
const WITHOUT_NAMES: f64 = 36.0;

pub(super) fn settle(dashboard: &mut Dashboard) {
    if dashboard.refresh == Some(Some(Either::Right(false))) {
        dashboard.refresh = Some(Some(Either::Left("".into())));
    }
    if let Some(Some(Either::Left(id))) = dashboard.gnet_id {
        dashboard.gnet_id = Some(Some(Either::Right(id.to_string().into())));
    }
    let knows_names = dashboard.schema_version.is_some_and(|version| version >= WITHOUT_NAMES);
    for panel in dashboard.panels.iter_mut().flatten() {
        self::panel(panel, knows_names);
    }
    for variable in dashboard.templating.iter_mut().filter_map(|it| it.list.as_mut()).flatten() {
        datasource(&mut variable.datasource, knows_names);
    }
    for annotation in dashboard.annotations.iter_mut().filter_map(|it| it.list.as_mut()).flatten() {
        datasource(&mut annotation.datasource, knows_names);
    }
}

fn panel(panel: &mut Panel, knows_names: bool) {
    if panel.kind.as_deref() == Some("row")
        && let Some(place) = &mut panel.grid_pos
    {
        place.w = place.w.map(|width| if width == 0.0 { 24.0 } else { width });
        place.h = place.h.map(|height| if height == 0.0 { 1.0 } else { height });
    }
    datasource(&mut panel.datasource, knows_names);
    if panel.rest.get("options").is_some_and(|options| *options == json!([])) {
        panel.rest.remove("options");
        let kind = panel.kind.as_deref().unwrap_or_default();
        panel.options = PanelOptions::read(json!({})).ok().map(|options| options.settled(kind));
    }
    if panel.field_config.as_ref().is_some_and(has_number) {
        let kind = panel.kind.as_deref().unwrap_or_default();
        panel.field_config = panel.field_config.take().and_then(|fields| with_texts(fields, kind));
    }
    for inner in panel.panels.iter_mut().flatten() {
        self::panel(inner, knows_names);
    }
}

/// Returns whether something says with a number what is shown where there is no value.
fn has_number(fields: &PanelFields) -> bool {
    let mut found = false;
    fields.members(&mut |config| {
        if let Some(defaults) = config.field("defaults") {
            defaults.members(&mut |members| found |= members.rest.get("noValue").is_some_and(Value::is_number));
        }
        found |= config.field("overrides").is_some();
    });
    found
}

/// A number is shown as a text, and 0 not at all.
fn with_texts(fields: PanelFields, kind: &str) -> Option<PanelFields> {
    let mut value = fields.into_value();
    if let Some(defaults) = value.get_mut("defaults").and_then(Value::as_object_mut)
        && let Some(shown) = defaults.get("noValue").and_then(shown)
    {
        defaults.remove("noValue");
        if !shown.is_empty() {
            defaults.insert("noValue".to_owned(), shown.into());
        }
    }
    let overrides = value.get_mut("overrides").and_then(Value::as_array_mut).into_iter().flatten();
    for property in overrides.filter_map(|it| it.get_mut("properties")?.as_array_mut()).flatten() {
        if property.get("id").is_some_and(|id| id == "noValue")
            && let Some(shown) = property.get("value").and_then(shown)
        {
            property["value"] = shown.into();
        }
    }
    PanelFields::read(value).ok().map(|fields| fields.settled(kind))
}

/// Returns the text that a number is shown as.
fn shown(value: &Value) -> Option<String> {
    let number = value.as_f64()?;
    Some(if number == 0.0 { String::new() } else { value.to_string() })
}

fn datasource(datasource: &mut Option<Datasource>, knows_names: bool) {
    let Some(Some(Either::Left(name))) = datasource else { return };
    if name.is_empty() || !(knows_names || name.starts_with('$')) {
        return;
    }
    let kind = match &**name {
        "-- Grafana --" => Some("grafana"),
        "-- Mixed --" | "-- Dashboard --" => Some("datasource"),
        _ => None,
    };
    let kind = kind.map(|kind| Some(Text::Borrowed(kind)));
    let object = DatasourceObject { kind, ..DatasourceObject::empty() }.uid(std::mem::take(name));
    *datasource = Some(Some(Either::Right(object)));
}
