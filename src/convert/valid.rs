//! A classic dashboard as the API of Grafana 12 and later takes it, where that means the same: what `canonical` does to
//! any file, done to a dashboard that was read.

use serde_json::{Value, json};

use crate::grafana::api::{self, Found, Mend, Mended};
use crate::json::{Either, Typed};
use crate::schema::v1::{Dashboard, Datasource, DatasourceObject, Panel};
use crate::vocabulary::Text;
use crate::vocabulary::panel::{PanelFields, PanelOptions};

pub(super) fn settle(dashboard: &mut Dashboard) {
    let schema = dashboard.schema_version.unwrap_or_default();
    if dashboard.refresh == Some(Some(Either::Right(false))) && api::never(Found::False, schema).is_some() {
        dashboard.refresh = Some(Some(Either::Left("".into())));
    }
    if let Some(Some(Either::Left(id))) = dashboard.gnet_id {
        dashboard.gnet_id = Some(Some(Either::Right(id.to_string().into())));
    }
    for panel in dashboard.panels.iter_mut().flatten() {
        self::panel(panel, schema);
    }
    for variable in dashboard.templating.iter_mut().filter_map(|it| it.list.as_mut()).flatten() {
        datasource(&mut variable.datasource, schema);
    }
    for annotation in dashboard.annotations.iter_mut().filter_map(|it| it.list.as_mut()).flatten() {
        datasource(&mut annotation.datasource, schema);
    }
}

fn panel(panel: &mut Panel, schema: f64) {
    if panel.kind.as_deref() == Some("row")
        && let Some(place) = &mut panel.grid_pos
    {
        for (side, mend) in [(&mut place.w, api::full_width as Mend), (&mut place.h, api::one_cell)] {
            if let Some(Mended::Whole(cells)) = side.and_then(|cells| mend(Found::number(cells), schema)) {
                *side = Some(cells.into());
            }
        }
    }
    datasource(&mut panel.datasource, schema);
    if panel.rest.get("options").is_some_and(|options| api::defaults(options.into(), schema).is_some()) {
        panel.rest.remove("options");
        let kind = panel.kind.as_deref().unwrap_or_default();
        panel.options = PanelOptions::read(json!({})).ok().map(|options| options.settled(kind));
    }
    if panel.field_config.as_ref().is_some_and(has_number) {
        let kind = panel.kind.as_deref().unwrap_or_default();
        panel.field_config = panel.field_config.take().and_then(|fields| with_texts(fields, kind));
    }
    for inner in panel.panels.iter_mut().flatten() {
        self::panel(inner, schema);
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
    let mended = api::no_value_of_override(value.into(), 0.0)?;
    Some(if mended == Mended::Printed { value.to_string() } else { String::new() })
}

fn datasource(datasource: &mut Option<Datasource>, schema: f64) {
    let Some(Some(Either::Left(name))) = datasource else { return };
    let Some(Mended::Reference(kind)) = api::reference(Found::Text(name), schema) else { return };
    let kind = kind.map(|kind| Some(Text::Borrowed(kind)));
    let object = DatasourceObject { kind, ..DatasourceObject::empty() }.uid(std::mem::take(name));
    *datasource = Some(Some(Either::Right(object)));
}
