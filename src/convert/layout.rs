//! What a layout of version 2 holds that Grafana does not know.

use serde_json::Value;

use super::loss::Losses;

/// The kinds of layouts: the list in each, the kind of what stands in it, and whether that has a layout in turn.
const KINDS: &[(&str, &str, &str, bool)] = &[
    ("AutoGridLayout", "items", "AutoGridLayoutItem", false),
    ("GridLayout", "items", "GridLayoutItem", false),
    ("RowsLayout", "rows", "RowsLayoutRow", true),
    ("TabsLayout", "tabs", "TabsLayoutTab", true),
];

/// Tells the kinds in the layout of a dashboard that stay as they are, though Grafana has none of that name.
pub(super) fn unknown(spec: &Value, losses: &mut Losses) {
    layout(spec.get("layout").unwrap_or(&Value::Null), "spec.layout".to_owned(), losses);
}

fn layout(layout: &Value, place: String, losses: &mut Losses) {
    let kind = layout["kind"].as_str().unwrap_or_default();
    let Some((_, list, one, is_section)) = KINDS.iter().find(|(name, ..)| *name == kind) else {
        let what = if layout.is_object() {
            format!("there is no layout of the kind `{kind}`")
        } else {
            "there is no layout, so that no panel is shown".to_owned()
        };
        return losses.add(place, what);
    };
    for (index, item) in layout["spec"][list].as_array().into_iter().flatten().enumerate() {
        let place = format!("{place}.spec.{list}[{index}]");
        let kind = item["kind"].as_str().unwrap_or_default();
        if kind != *one {
            losses.add(place, format!("nothing in this layout has the kind `{kind}`"));
        } else if *is_section {
            self::layout(&item["spec"]["layout"], format!("{place}.spec.layout"), losses);
        }
    }
}
