//! How two versions of a dashboard differ: the one that the code generates, and the one on disk.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use serde_json::{Map, Value};

use super::finding::PanelName;

/// A place where two dashboards differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The panel, if the place is in one.
    pub panel: Option<PanelName>,
    /// The JSON pointer within the panel, or else within the dashboard; empty for a whole panel.
    pub pointer: String,
    /// The generated value.
    pub made: Option<Value>,
    /// The value on disk.
    pub found: Option<Value>,
}

/// Returns the places where two dashboards differ. Panels are matched by ID, or else by title and kind, wherever they
/// are.
///
/// Compare the [meaning](crate::canonical::meaning) of two dashboards, or defaults that Grafana filled in are reported
/// as well. Panels that only moved up or down to make room for another are not reported. Neither is a selection that
/// the other side lacks: Grafana's editor fills in the current one.
pub fn differences(made: &Value, found: &Value) -> Vec<Difference> {
    let mut all = Vec::new();
    compare(None, made, found, &mut all);
    all.retain(|it| !is_first_selection(it, found));
    let (made, found) = (panels(made), panels(found));
    let partners = partners(&made, &found);
    let pairs: Vec<_> = partners.iter().zip(&made).filter_map(|(at, made)| Some((*made, found[(*at)?]))).collect();
    let made_room = pairs.len() < made.len().max(found.len()) && in_same_order(&pairs);
    for (panel, partner) in made.iter().zip(&partners) {
        let Some(at) = partner else {
            all.push(Difference { made: Some((*panel).clone()), ..whole(panel) });
            continue;
        };
        let before = all.len();
        compare(Some(&name(panel)), panel, found[*at], &mut all);
        if made_room {
            let moved = all.split_off(before).into_iter().filter(|it| it.pointer != "/gridPos/y");
            all.extend(moved);
        }
    }
    let known: HashSet<usize> = partners.into_iter().flatten().collect();
    for (_, panel) in found.iter().enumerate().filter(|(at, _)| !known.contains(at)) {
        all.push(Difference { found: Some((*panel).clone()), ..whole(panel) });
    }
    all
}

/// Returns whether a variable that loads its values has a selection on one side only.
fn is_first_selection(difference: &Difference, found: &Value) -> bool {
    let variable = difference.pointer.strip_suffix("/current").filter(|it| it.starts_with("/templating/list/"));
    let loads =
        |variable: &Value| variable["type"] == "query" && !matches!(variable["refresh"].as_u64(), None | Some(0));
    difference.made.is_some() != difference.found.is_some()
        && variable.and_then(|it| found.pointer(it)).is_some_and(loads)
}

/// Returns all panels and rows, including those in collapsed rows.
fn panels(parent: &Value) -> Vec<&Value> {
    let list = parent.get("panels").and_then(Value::as_array).into_iter().flatten();
    list.flat_map(|panel| std::iter::once(panel).chain(panels(panel))).collect()
}

/// Returns for each panel on one side the index of the same panel on the other.
fn partners(made: &[&Value], found: &[&Value]) -> Vec<Option<usize>> {
    let mut partners = vec![None; made.len()];
    let mut free: Vec<bool> = vec![true; found.len()];
    pair_by(|panel| panel.get("id").filter(|id| id.is_number()), made, found, &mut partners, &mut free);
    pair_by(
        |panel| Some((panel.get("title")?.as_str()?, panel.get("type")?.as_str()?)),
        made,
        found,
        &mut partners,
        &mut free,
    );
    partners
}

/// Pairs the panels that have no partner yet and share a key, the first with the first.
fn pair_by<'a, K: Hash + Eq>(
    key: impl Fn(&'a Value) -> Option<K>,
    made: &[&'a Value],
    found: &[&'a Value],
    partners: &mut [Option<usize>],
    free: &mut [bool],
) {
    let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (at, panel) in found.iter().enumerate().filter(|(at, _)| free[*at]) {
        if let Some(key) = key(panel) {
            waiting.entry(key).or_default().push_back(at);
        }
    }
    for (panel, partner) in made.iter().zip(partners).filter(|(_, partner)| partner.is_none()) {
        *partner = key(panel).and_then(|key| waiting.get_mut(&key)?.pop_front());
        if let Some(at) = *partner {
            free[at] = false;
        }
    }
}

/// Returns whether panels are read in the same order on both sides: line by line, from the left.
fn in_same_order(pairs: &[(&Value, &Value)]) -> bool {
    let order = |side: fn(&(&Value, &Value)) -> [Option<i64>; 2]| {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|at| side(&pairs[*at]));
        order
    };
    order(|(made, _)| place_of(made)) == order(|(_, found)| place_of(found))
}

fn place_of(panel: &Value) -> [Option<i64>; 2] {
    ["y", "x"].map(|name| panel["gridPos"][name].as_i64())
}

fn name(panel: &Value) -> PanelName {
    let title = panel.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
    PanelName { id: panel.get("id").and_then(Value::as_i64), title }
}

fn whole(panel: &Value) -> Difference {
    Difference { panel: Some(name(panel)), pointer: String::new(), made: None, found: None }
}

/// Compares two panels or dashboards, without the panels inside.
fn compare(panel: Option<&PanelName>, made: &Value, found: &Value, all: &mut Vec<Difference>) {
    let mut report = |pointer: &str, made: Option<&Value>, found: Option<&Value>| {
        let (pointer, panel) = (pointer.to_owned(), panel.cloned());
        all.push(Difference { panel, pointer, made: made.cloned(), found: found.cloned() });
    };
    let (Value::Object(made), Value::Object(found)) = (made, found) else {
        return leaves(&mut String::new(), Some(made), Some(found), &mut report);
    };
    for key in keys(made, found).filter(|key| *key != "panels") {
        at(&mut String::new(), key, made.get(key), found.get(key), &mut report);
    }
}

type Report<'a> = dyn FnMut(&str, Option<&Value>, Option<&Value>) + 'a;

fn leaves(pointer: &mut String, made: Option<&Value>, found: Option<&Value>, report: &mut Report<'_>) {
    match (made, found) {
        (Some(Value::Object(made)), Some(Value::Object(found))) => {
            for key in keys(made, found) {
                at(pointer, key, made.get(key), found.get(key), report);
            }
        }
        (Some(Value::Array(made)), Some(Value::Array(found))) => {
            for (index, made, found) in by_key(made, found).unwrap_or_else(|| by_place(made, found)) {
                at(pointer, &index.to_string(), made, found, report);
            }
        }
        (made, found) if made == found => {}
        (made, found) => report(pointer, made, found),
    }
}

/// An item of two lists: its position on disk, or else in the generated one, and both versions.
type Item<'a> = (usize, Option<&'a Value>, Option<&'a Value>);

/// Pairs the items of two lists by name, unless their order differs.
fn by_key<'a>(made: &'a [Value], found: &'a [Value]) -> Option<Vec<Item<'a>>> {
    fn named<'a>(items: &'a [Value], key: &str) -> Option<HashMap<&'a str, usize>> {
        let names: Option<Vec<_>> = items.iter().map(|item| item.get(key)?.as_str()).collect();
        let places: HashMap<_, _> = names?.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
        (places.len() == items.len()).then_some(places)
    }
    let (made_at, found_at, key) =
        ["refId", "name", "id"].iter().find_map(|key| Some((named(made, key)?, named(found, key)?, *key)))?;
    let name = |item: &'a Value| item[key].as_str().unwrap_or_default();
    let both = |items: &'a [Value], other: &HashMap<&str, usize>| -> Vec<&str> {
        items.iter().map(name).filter(|name| other.contains_key(name)).collect()
    };
    if both(made, &found_at) != both(found, &made_at) {
        return None;
    }
    let gone = made.iter().enumerate().filter(|(_, item)| !found_at.contains_key(name(item)));
    let gone = gone.map(|(at, item)| (at, Some(item), None));
    let there =
        found.iter().enumerate().map(|(at, item)| (at, made_at.get(name(item)).map(|at| &made[*at]), Some(item)));
    Some(gone.chain(there).collect())
}

/// Pairs the items of two lists by position, between a common prefix and suffix.
fn by_place<'a>(made: &'a [Value], found: &'a [Value]) -> Vec<Item<'a>> {
    let start = made.iter().zip(found).take_while(|(made, found)| made == found).count();
    let (made, found) = (&made[start..], &found[start..]);
    let end = made.iter().rev().zip(found.iter().rev()).take_while(|(made, found)| made == found).count();
    let (made, found) = (&made[..made.len() - end], &found[..found.len() - end]);
    (0..made.len().max(found.len())).map(|at| (start + at, made.get(at), found.get(at))).collect()
}

fn at(pointer: &mut String, step: &str, made: Option<&Value>, found: Option<&Value>, report: &mut Report<'_>) {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
    leaves(pointer, made, found, report);
    pointer.truncate(length);
}

fn keys<'a>(made: &'a Map<String, Value>, found: &'a Map<String, Value>) -> impl Iterator<Item = &'a String> {
    made.keys().chain(found.keys().filter(|key| !made.contains_key(*key)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn places(made: &Value, found: &Value) -> Vec<(String, String)> {
        let panel = |panel: Option<PanelName>| panel.map(|panel| panel.title).unwrap_or_default();
        differences(made, found).into_iter().map(|it| (panel(it.panel), it.pointer)).collect()
    }

    #[test]
    fn a_panel_that_was_moved_is_the_same_panel() {
        let (a, b) = (json!({"id": 1, "title": "A"}), json!({"id": 2, "title": "B"}));
        assert!(
            places(&json!({"panels": [a, b]}), &json!({"panels": [b, {"id": 3, "type": "row", "panels": [a]}]})).len()
                == 1
        );
    }

    #[test]
    fn a_value_of_a_panel_and_one_of_the_dashboard() {
        let made = json!({"refresh": "10s", "panels": [{"id": 1, "title": "A", "targets": [{"expr": "a"}]}]});
        let found = json!({"refresh": "1m", "panels": [{"id": 1, "title": "A", "targets": [{"expr": "b"}]}]});
        let expected = [("", "/refresh"), ("A", "/targets/0/expr")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(places(&made, &found), expected);
    }

    #[test]
    fn a_panel_that_is_gone_and_one_that_is_new() {
        let made = json!({"panels": [{"id": 1, "title": "A"}]});
        let found = json!({"panels": [{"id": 2, "title": "B"}]});
        assert_eq!(places(&made, &found), [("A".to_owned(), String::new()), ("B".to_owned(), String::new())]);
    }

    #[test]
    fn a_panel_whose_id_changed_is_known_by_title_and_kind() {
        let (a, b) = (json!({"title": "A", "type": "stat"}), json!({"title": "A", "type": "gauge"}));
        let made = json!({"panels": [a, b]});
        let found =
            json!({"panels": [{"id": 1, "title": "A", "type": "gauge"}, {"id": 2, "title": "A", "type": "stat"}]});
        assert_eq!(places(&made, &found), [("A".to_owned(), "/id".to_owned()), ("A".to_owned(), "/id".to_owned())]);
    }

    #[test]
    fn a_panel_that_makes_room_is_no_difference() {
        let at = |id: u8, y: u8| json!({"id": id, "title": id.to_string(), "gridPos": {"x": 0, "y": y}});
        let made = json!({"panels": [at(1, 0), at(2, 8)]});
        let added = json!({"panels": [at(3, 0), at(1, 8), at(2, 16)]});
        assert_eq!(places(&made, &added), [("3".to_owned(), String::new())]);
        let swapped = json!({"panels": [at(3, 0), at(1, 16), at(2, 8)]});
        let expected = [("1", "/gridPos/y"), ("3", "")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(places(&made, &swapped), expected);
        let moved = json!({"panels": [at(1, 0), at(2, 9)]});
        assert_eq!(places(&made, &moved), [("2".to_owned(), "/gridPos/y".to_owned())]);
    }

    #[test]
    fn an_item_more_in_a_list_is_one_difference() {
        let steps = |values: &[i64]| json!({"steps": values.iter().map(|it| json!({"value": it})).collect::<Vec<_>>()});
        let place = |made: &Value, found: &Value| places(made, found).into_iter().map(|(_, it)| it).collect::<Vec<_>>();
        assert_eq!(place(&steps(&[0, 5, 9]), &steps(&[0, 3, 5, 9])), ["/steps/1"]);
        assert_eq!(place(&steps(&[0, 3, 5, 9]), &steps(&[0, 5, 9])), ["/steps/1"]);
        assert_eq!(place(&steps(&[0, 5, 9]), &steps(&[0, 6, 9])), ["/steps/1/value"]);
        let list = |names: &[(&str, u8)]| json!({"list": names.iter().map(|(name, hide)| json!({"name": name, "hide": hide})).collect::<Vec<_>>()});
        assert_eq!(
            place(&list(&[("a", 0), ("b", 0)]), &list(&[("new", 0), ("a", 0), ("b", 1)])),
            ["/list/0", "/list/2/hide"]
        );
        assert_eq!(place(&list(&[("a", 0), ("b", 0)]), &list(&[("b", 0)])), ["/list/0"]);
        assert_eq!(place(&list(&[("a", 0), ("b", 0)]), &list(&[("b", 0), ("a", 0)])), ["/list/0/name", "/list/1/name"]);
    }

    #[test]
    fn a_selection_on_one_side_only() {
        let with = |refresh: u8, current: &Value| {
            let mut variable = json!({"name": "job", "type": "query", "refresh": refresh});
            variable.as_object_mut().unwrap().extend(current.as_object().unwrap().clone());
            json!({"templating": {"list": [variable]}})
        };
        let (none, one) = (json!({}), json!({"current": {"value": "staging"}}));
        assert_eq!(places(&with(1, &none), &with(1, &one)), []);
        assert_eq!(places(&with(1, &one), &with(1, &none)), []);
        assert_eq!(places(&with(0, &none), &with(0, &one)).len(), 1, "it never loads another");
        let all = json!({"current": {"value": "$__all"}});
        let expected = [(String::new(), "/templating/list/0/current/value".to_owned())];
        assert_eq!(places(&with(1, &all), &with(1, &one)), expected);
    }

    #[test]
    fn equal_dashboards() {
        let dashboard = json!({"title": "T", "panels": [{"id": 1}]});
        assert!(differences(&dashboard, &dashboard).is_empty());
    }
}
