//! In how many places of a layout each element stands.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::json::Rest;
use crate::schema::v2::{ElementReference, GridEntry, Kinded, Layout};
use crate::vocabulary::Text;

/// Counts in how many places of a layout each element stands.
pub(super) fn count_places(layout: &Layout, places: &mut BTreeMap<Text, usize>) {
    match layout {
        Layout::Grid(pair) => {
            let Some(grid) = &pair.spec else { return };
            count_odd(&grid.rest, places);
            for entry in grid.items.iter().flatten() {
                match entry {
                    GridEntry::Item(pair) => count(pair.spec.as_ref().and_then(|item| item.element.as_ref()), places),
                    GridEntry::Row(pair) => {
                        let Some(row) = &pair.spec else { continue };
                        count_odd(&row.rest, places);
                        specs(row.elements.as_ref()).for_each(|item| count(item.element.as_ref(), places));
                    }
                    GridEntry::Other(_) => {}
                }
            }
        }
        Layout::Auto(pair) => {
            let Some(grid) = &pair.spec else { return };
            count_odd(&grid.rest, places);
            specs(grid.items.as_ref()).for_each(|item| count(item.element.as_ref(), places));
        }
        Layout::Rows(pair) => {
            let Some(rows) = &pair.spec else { return };
            count_odd(&rows.rest, places);
            specs(rows.rows.as_ref()).filter_map(|row| row.layout.as_ref()).for_each(|it| count_places(it, places));
        }
        Layout::Tabs(pair) => {
            let Some(tabs) = &pair.spec else { return };
            count_odd(&tabs.rest, places);
            specs(tabs.tabs.as_ref()).filter_map(|tab| tab.layout.as_ref()).for_each(|it| count_places(it, places));
        }
        Layout::Other(_) => {}
    }
}

fn specs<K>(list: Option<&Vec<Kinded<K>>>) -> impl Iterator<Item = &K> {
    list.into_iter().flatten().filter_map(|pair| pair.spec.as_ref())
}

fn count(element: Option<&ElementReference>, places: &mut BTreeMap<Text, usize>) {
    if let Some(name) = element.and_then(|element| element.name.clone()) {
        *places.entry(name).or_default() += 1;
    }
}

/// Counts what stands in lists of which an item is odd.
fn count_odd(rest: &Rest, places: &mut BTreeMap<Text, usize>) {
    fn inside(value: &Value, places: &mut BTreeMap<Text, usize>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| inside(item, places)),
            Value::Object(members) => {
                if let Some(name) = members.get("element").and_then(|element| element.get("name")?.as_str()) {
                    *places.entry(name.to_owned().into()).or_default() += 1;
                }
                members.values().for_each(|member| inside(member, places));
            }
            _ => {}
        }
    }
    rest.iter().for_each(|(_, value)| inside(value, places));
}
