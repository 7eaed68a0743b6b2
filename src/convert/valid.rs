//! A classic dashboard as the API of Grafana 12 and later takes it, where that means the same: what `canonical` does to
//! any file, done to a dashboard that was read.

use serde_json::{Value, json};

use crate::json::{Either, Json, Typed};
use crate::schema::v1::{Dashboard, Datasource, DatasourceObject, Panel};
use crate::vocabulary::Text;
use crate::vocabulary::field::{FieldConfig, FieldProperty};
use crate::vocabulary::panel::{ChangeFields, PanelOptions};

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
    panel.field_config = panel.field_config.take().map(|fields| fields.changed(&mut Texts));
    for inner in panel.panels.iter_mut().flatten() {
        self::panel(inner, knows_names);
    }
}

/// A number for what is shown where there is no value is shown as a text, and 0 not at all.
struct Texts;

impl ChangeFields for Texts {
    fn of<C: Typed>(&mut self, mut config: FieldConfig<C>) -> FieldConfig<C> {
        if let Some(defaults) = &mut config.defaults
            && let Some(shown) = defaults.rest.get("noValue").and_then(shown)
        {
            defaults.rest.remove("noValue");
            defaults.no_value = Some(shown).filter(|shown| !shown.is_empty()).map(Into::into);
        }
        let overrides = config.overrides.iter_mut().flatten().filter_map(|it| it.properties.as_mut());
        for property in overrides.flatten().map(FieldProperty::members_mut) {
            if property.id.as_deref() == Some("noValue")
                && let Some(shown) = property.value.as_ref().and_then(|Json(value)| shown(value))
            {
                property.value = Some(Json(shown.into()));
            }
        }
        config
    }
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
