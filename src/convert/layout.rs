//! What a layout of version 2 holds that Grafana does not know.

use serde_json::Value;

use super::loss::{Losses, Place};
use crate::json::{Json, Rest, Typed};
use crate::schema::v2::{GridEntry, GridItem, GridRow, Kinded, Layout, Named, Spec};

/// Tells the kinds in the layout of a dashboard that stay as they are, though Grafana has none of that name.
pub(super) fn unknown(spec: &Spec, losses: &mut Losses) {
    layout(spec.layout.as_ref(), Place::Document.at("spec").at("layout"), losses);
}

fn layout(layout: Option<&Layout>, at: Place<'_>, losses: &mut Losses) {
    let spec = at.at("spec");
    match layout {
        Some(Layout::Grid(pair)) => {
            let Some(grid) = &pair.spec else { return };
            each(grid.items.as_ref(), &grid.rest, spec.at("items"), losses, |entry, at, losses| {
                let kind = match entry {
                    Some(GridEntry::Item(_)) => GridItem::KIND,
                    Some(GridEntry::Row(_)) => GridRow::KIND,
                    Some(GridEntry::Other(Json(other))) => other["kind"].as_str().unwrap_or_default(),
                    None => "",
                };
                is_known(kind, GridItem::KIND, at, losses);
            });
        }
        Some(Layout::Auto(pair)) => {
            let Some(grid) = &pair.spec else { return };
            each(grid.items.as_ref(), &grid.rest, spec.at("items"), losses, |item, at, losses| {
                is_one(item, at, losses);
            });
        }
        Some(Layout::Rows(pair)) => {
            let Some(rows) = &pair.spec else { return };
            each(rows.rows.as_ref(), &rows.rest, spec.at("rows"), losses, |pair, at, losses| {
                if is_one(pair, at, losses) {
                    let row = pair.and_then(|pair| pair.spec.as_ref());
                    self::layout(row.and_then(|row| row.layout.as_ref()), at.at("spec").at("layout"), losses);
                }
            });
        }
        Some(Layout::Tabs(pair)) => {
            let Some(tabs) = &pair.spec else { return };
            each(tabs.tabs.as_ref(), &tabs.rest, spec.at("tabs"), losses, |pair, at, losses| {
                if is_one(pair, at, losses) {
                    let tab = pair.and_then(|pair| pair.spec.as_ref());
                    self::layout(tab.and_then(|tab| tab.layout.as_ref()), at.at("spec").at("layout"), losses);
                }
            });
        }
        Some(Layout::Other(Json(other))) => {
            let kind = other["kind"].as_str().unwrap_or_default();
            losses.add(at, format!("unknown kind of layout `{kind}`"));
        }
        None => losses.add(at, "there is no layout, so no panel is shown"),
    }
}

/// Looks at each item of a list; at nothing for an item that is no object, and so kept the others from having a type.
fn each<T: Typed>(
    list: Option<&Vec<T>>,
    rest: &Rest,
    at: Place<'_>,
    losses: &mut Losses,
    look: impl Fn(Option<&T>, Place<'_>, &mut Losses),
) {
    let Place::Member(_, name) = at else { return };
    for (index, item) in list.into_iter().flatten().enumerate() {
        look(Some(item), at.item(index), losses);
    }
    for (index, item) in rest.get(name).and_then(Value::as_array).into_iter().flatten().enumerate() {
        look(T::read(item.clone()).ok().as_ref(), at.item(index), losses);
    }
}

/// Returns whether something is of the one kind that a layout has.
fn is_one<K: Named>(pair: Option<&Kinded<K>>, at: Place<'_>, losses: &mut Losses) -> bool {
    is_known(pair.and_then(|pair| pair.kind.as_deref()).unwrap_or_default(), K::KIND, at, losses)
}

fn is_known(kind: &str, one: &str, at: Place<'_>, losses: &mut Losses) -> bool {
    let is_known = kind == one;
    if !is_known {
        losses.add(at, format!("this layout cannot contain items of the kind `{kind}`"));
    }
    is_known
}
