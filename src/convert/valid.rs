//! A classic dashboard as the API of Grafana 12 and later takes it, where that means the same: what `canonical` does to
//! any file, done to a dashboard that was read.

use serde_json::{Value, json};

use crate::grafana::api::{self, Found, Mend, Mended};
use crate::json::{Either, Json, Typed};
use crate::schema::v1::{Dashboard, Datasource, DatasourceObject, Panel};
use crate::vocabulary::Text;
use crate::vocabulary::field::{FieldConfig, FieldProperty};
use crate::vocabulary::panel::{ChangeFields, PanelOptions};

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
    panel.field_config = panel.field_config.take().map(|fields| fields.changed(&mut Texts));
    for inner in panel.panels.iter_mut().flatten() {
        self::panel(inner, schema);
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
