//! What a layout of version 2 holds that Grafana does not know.

use super::loss::{Losses, Place};
use crate::json::Json;
use crate::schema::v2::{GridEntry, GridItem, GridRow, Kinded, Layout, Named, Spec};

/// Tells the kinds in the layout of a dashboard that stay as they are, though Grafana has none of that name.
pub(super) fn unknown(spec: &Spec, losses: &mut Losses) {
    layout(spec.layout.as_ref(), Place::Document.at("spec").at("layout"), losses);
}

fn layout(layout: Option<&Layout>, at: Place<'_>, losses: &mut Losses) {
    let spec = at.at("spec");
    match layout {
        Some(Layout::Grid(pair)) => {
            for (index, entry) in pair.spec.iter().filter_map(|grid| grid.items.as_ref()).flatten().enumerate() {
                let kind = match entry {
                    GridEntry::Item(_) => continue,
                    GridEntry::Row(_) => GridRow::KIND,
                    GridEntry::Other(Json(other)) => other["kind"].as_str().unwrap_or_default(),
                };
                is_known(kind, GridItem::KIND, spec.at("items").item(index), losses);
            }
        }
        Some(Layout::Auto(pair)) => {
            let items = pair.spec.as_ref().and_then(|grid| grid.items.as_ref());
            each(items, spec.at("items"), losses, |_, _, _| {});
        }
        Some(Layout::Rows(pair)) => {
            let rows = pair.spec.as_ref().and_then(|rows| rows.rows.as_ref());
            each(rows, spec.at("rows"), losses, |row, at, losses| {
                self::layout(row.and_then(|row| row.layout.as_ref()), at, losses);
            });
        }
        Some(Layout::Tabs(pair)) => {
            let tabs = pair.spec.as_ref().and_then(|tabs| tabs.tabs.as_ref());
            each(tabs, spec.at("tabs"), losses, |tab, at, losses| {
                self::layout(tab.and_then(|tab| tab.layout.as_ref()), at, losses);
            });
        }
        Some(Layout::Other(Json(other))) => {
            let kind = other["kind"].as_str().unwrap_or_default();
            losses.add(at, format!("there is no layout of the kind `{kind}`"));
        }
        None => losses.add(at, "there is no layout, so that no panel is shown"),
    }
}

/// Looks at what stands in a layout, and hands on where its own layout is.
fn each<K: Named>(
    list: Option<&Vec<Kinded<K>>>,
    at: Place<'_>,
    losses: &mut Losses,
    inside: impl Fn(Option<&K>, Place<'_>, &mut Losses),
) {
    for (index, pair) in list.into_iter().flatten().enumerate() {
        let at = at.item(index);
        if is_known(pair.kind.as_deref().unwrap_or_default(), K::KIND, at, losses) {
            inside(pair.spec.as_ref(), at.at("spec").at("layout"), losses);
        }
    }
}

fn is_known(kind: &str, one: &str, at: Place<'_>, losses: &mut Losses) -> bool {
    let is_known = kind == one;
    if !is_known {
        losses.add(at, format!("nothing in this layout has the kind `{kind}`"));
    }
    is_known
}
