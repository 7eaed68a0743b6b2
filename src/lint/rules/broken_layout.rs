//! v2 layouts that do not match the elements.

use std::collections::BTreeSet;

use crate::json::tree::{Object, Tree};
use crate::lint::draft::Draft;
use crate::lint::{Check, Group, Lint, Severity};
use crate::spelling;
use crate::view::Spot;
use crate::view::text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "broken-layout",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags an element of a v2 dashboard that no layout places, a reference to an element that does not exist, and a layout or
item of an unknown kind.
# Why
Grafana shows only what a layout places: the panel is in the file, but nobody sees it. A dangling reference, or a kind
that Grafana does not know, prevents the dashboard from loading.
# Example
`\"element\": {\"kind\": \"ElementReference\", \"name\": \"panel-9\"}`, when `elements` ends with `panel-1`; right:
`\"name\": \"panel-1\"`
",
    check: Check::Newer(check),
};

/// The kinds of layouts, the list member of each, and the kinds of its items.
const LAYOUTS: &[(&str, &str, &[&str])] = &[
    ("AutoGridLayout", "items", &["AutoGridLayoutItem"]),
    ("GridLayout", "items", &["GridLayoutItem", "GridLayoutRow"]),
    ("RowsLayout", "rows", &["RowsLayoutRow"]),
    ("TabsLayout", "tabs", &["TabsLayoutTab"]),
];

/// The kinds of elements.
const ELEMENTS: &[&str] = &["LibraryPanel", "Panel"];

fn check(whole: &Tree<'_>, spec: &str, report: &mut dyn FnMut(Draft)) {
    let elements =
        whole.pointer(&format!("{spec}/elements")).and_then(Tree::as_object).unwrap_or(const { &Object::EMPTY });
    let mut walk = Walk { elements, placed: BTreeSet::new(), is_whole: true, report };
    let pointer = format!("{spec}/layout");
    if let Some(layout) = whole.pointer(&pointer) {
        walk.layout(layout, &pointer);
    }
    let Walk { placed, is_whole, report, .. } = walk;
    for (name, element) in elements {
        let pointer = format!("{spec}/elements/{}", name.replace('~', "~0").replace('/', "~1"));
        // The contents of a layout of an unknown kind are unknown as well.
        if is_whole && !placed.contains(name) {
            report(Draft::new(Spot::at(&pointer), format!("the element `{name}` is not placed by any layout")));
        }
        let kind = element["kind"].as_str().unwrap_or_default();
        if !ELEMENTS.contains(&kind) {
            let near = spelling::nearest(kind, ELEMENTS.iter().copied());
            let message = format!("unknown kind of element `{kind}`");
            report(Draft::new(Spot::at(format!("{pointer}/kind")), message).did_you_mean(near));
        }
    }
}

/// What is found while walking nested layouts.
struct Walk<'a, 'r> {
    elements: &'a Object<'a>,
    placed: BTreeSet<&'a str>,
    /// Whether all parts of the layouts were understood.
    is_whole: bool,
    report: &'r mut dyn FnMut(Draft),
}

impl<'a> Walk<'a, '_> {
    fn layout(&mut self, layout: &'a Tree<'a>, pointer: &str) {
        let kind = layout["kind"].as_str().unwrap_or_default();
        let Some((_, list, kinds)) = LAYOUTS.iter().find(|(known, ..)| *known == kind) else {
            let message = format!("unknown kind of layout `{kind}`");
            return self.unknown(message, kind, pointer, LAYOUTS.iter().map(|(known, ..)| *known));
        };
        self.list(&layout["spec"][list], &format!("{pointer}/spec/{list}"), kinds);
    }

    fn list(&mut self, list: &'a Tree<'a>, pointer: &str, kinds: &[&'static str]) {
        for (index, item) in list.as_array().into_iter().flatten().enumerate() {
            let pointer = format!("{pointer}/{index}");
            let (kind, spec) = (item["kind"].as_str().unwrap_or_default(), &item["spec"]);
            match kind {
                _ if !kinds.contains(&kind) => {
                    let message = format!("this layout cannot contain items of the kind `{kind}`");
                    self.unknown(message, kind, &pointer, kinds.iter().copied());
                }
                "RowsLayoutRow" | "TabsLayoutTab" => self.layout(&spec["layout"], &format!("{pointer}/spec/layout")),
                "GridLayoutRow" => {
                    self.list(&spec["elements"], &format!("{pointer}/spec/elements"), &["GridLayoutItem"]);
                }
                _ => self.reference(&spec["element"], &format!("{pointer}/spec/element/name")),
            }
        }
    }

    fn reference(&mut self, element: &'a Tree<'a>, pointer: &str) {
        let name = element.as_object().map(|element| text(element, "name")).unwrap_or_default();
        self.placed.insert(name);
        if !self.elements.contains_key(name) {
            let near = spelling::nearest(name, self.elements.keys());
            let message = format!("unknown element `{name}`");
            (self.report)(Draft::new(Spot::at(pointer), message).did_you_mean(near));
        }
    }

    fn unknown(&mut self, message: String, kind: &str, pointer: &str, known: impl IntoIterator<Item = &'static str>) {
        self.is_whole = false;
        let draft = Draft::new(Spot::at(format!("{pointer}/kind")), message);
        (self.report)(draft.did_you_mean(spelling::nearest(kind, known)));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::findings;

    fn with(layout: &Value) -> String {
        let panel = |id: u32| json!({"kind": "Panel", "spec": {"id": id, "title": "P"}});
        let spec = json!({"title": "Shop", "elements": {"cpu": panel(1), "disk": panel(2)}, "layout": layout});
        findings(&LINT, &json!({"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "spec": spec}))
    }

    fn item(kind: &str, name: &str) -> Value {
        json!({"kind": kind, "spec": {"element": {"kind": "ElementReference", "name": name}}})
    }

    fn grid(items: &[Value]) -> Value {
        json!({"kind": "GridLayout", "spec": {"items": items}})
    }

    #[test]
    fn an_element_without_a_place_and_a_place_without_an_element() {
        assert_snapshot!(with(&grid(&[item("GridLayoutItem", "cpu"), item("GridLayoutItem", "disc")])), @r"
        test.json:14:15: error[broken-layout]: the element `disk` is not placed by any layout
        test.json:40:25: error[broken-layout]: unknown element `disc`
          hint: did you mean `disk`?
        ");
    }

    #[test]
    fn an_empty_layout() {
        assert_snapshot!(with(&grid(&[])), @r"
        test.json:7:14: error[broken-layout]: the element `cpu` is not placed by any layout
        test.json:14:15: error[broken-layout]: the element `disk` is not placed by any layout
        ");
    }

    #[test]
    fn layouts_and_items_of_unknown_kinds() {
        let tab = |layout: Value| json!({"kind": "TabsLayoutTab", "spec": {"layout": layout}});
        let unknown = json!({"kind": "GridLayuot", "spec": {"items": [item("GridLayoutItem", "disk")]}});
        let auto = json!({"kind": "AutoGridLayout", "spec": {"items": [item("GridLayoutItem", "cpu")]}});
        let layout = json!({"kind": "TabsLayout", "spec": {"tabs": [tab(unknown), tab(auto)]}});
        assert_snapshot!(with(&layout), @r"
        test.json:30:25: error[broken-layout]: unknown kind of layout `GridLayuot`
          hint: did you mean `GridLayout`?
        test.json:55:31: error[broken-layout]: this layout cannot contain items of the kind `GridLayoutItem`
          hint: did you mean `AutoGridLayoutItem`?
        ");
    }

    #[test]
    fn every_kind_of_layout_places_elements() {
        let row = json!({"kind": "GridLayoutRow", "spec": {"elements": [item("GridLayoutItem", "disk")]}});
        let auto = json!({"kind": "AutoGridLayout", "spec": {"items": [item("AutoGridLayoutItem", "cpu")]}});
        let section = |kind: &str, layout: Value| json!({"kind": kind, "spec": {"layout": layout}});
        let rows = json!({"kind": "RowsLayout", "spec": {"rows": [section("RowsLayoutRow", auto)]}});
        let tabs = [section("TabsLayoutTab", grid(&[row])), section("TabsLayoutTab", rows)];
        assert_eq!(with(&json!({"kind": "TabsLayout", "spec": {"tabs": tabs}})), "");
    }
}
