//! Layouts become panels at places of the 24-column grid, and rows among them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::loss::{Losses, Place};
use super::super::member::{filled, number, whole};
use super::count::count_places;
use super::panel;
use crate::json::{Json, Rest, Typed};
use crate::schema::v1::{GridPos, Panel, Variable};
use crate::schema::v2::{Element, ElementReference, Layout, Repeat};
use crate::vocabulary::Text;

/// What stands on a page.
pub(super) struct Page {
    /// Panels and rows.
    pub(super) panels: Vec<Panel>,
    /// The variables of rows and tabs, and where they stood.
    pub(super) variables: Vec<(String, Variable)>,
}

/// Returns what stands on the page of a dashboard.
pub(super) fn page(
    elements: Option<BTreeMap<String, Element>>,
    layout: Option<Layout>,
    rest: &mut Rest,
    at: Place<'_>,
    losses: &mut Losses,
) -> Page {
    let (elements, odd) = match elements {
        Some(elements) => (elements, BTreeSet::new()),
        None => odd_elements(rest),
    };
    let mut placing = Placing::of(elements, odd, at.at("elements"), losses);
    let mut panels = Vec::new();
    if let Some(layout) = layout {
        count_places(&layout, &mut placing.places);
        placing.layout(layout, at.at("layout"), 0, &mut panels);
    }
    Page { panels, variables: placing.end() }
}

/// Takes elements of which some are no objects, and returns the names of those.
fn odd_elements(rest: &mut Rest) -> (BTreeMap<String, Element>, BTreeSet<String>) {
    let (mut elements, mut odd) = (BTreeMap::new(), BTreeSet::new());
    if rest.get("elements").is_some_and(Value::is_object)
        && let Some(Value::Object(members)) = rest.remove("elements")
    {
        for (name, member) in members {
            match Element::read(member) {
                Ok(element) => _ = elements.insert(name, element),
                Err(_) => _ = odd.insert(name),
            }
        }
    }
    (elements, odd)
}

/// What is needed to place panels.
pub(super) struct Placing<'a> {
    elements: BTreeMap<String, Element>,
    /// The names of elements that are no objects.
    odd: BTreeSet<String>,
    /// Where they stand.
    pub(super) at: Place<'a>,
    /// In how many places each element is yet to stand.
    places: BTreeMap<Text, usize>,
    used: BTreeSet<String>,
    /// The ids of the panels so far.
    ids: BTreeSet<i64>,
    next_id: i64,
    /// The variables of rows and tabs so far, and where they stood.
    pub(super) variables: Vec<(String, Variable)>,
    pub(super) losses: &'a mut Losses,
}

impl<'a> Placing<'a> {
    fn of(elements: BTreeMap<String, Element>, odd: BTreeSet<String>, at: Place<'a>, losses: &'a mut Losses) -> Self {
        let ids = elements.values().filter_map(|element| whole(id_of(element)?));
        let next_id = ids.max().unwrap_or_default().max(0).saturating_add(1);
        let (places, used, ids, variables) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new(), Vec::new());
        Self { elements, odd, at, places, used, ids, next_id, variables, losses }
    }

    /// Names the elements that stand nowhere, and returns the variables.
    fn end(self) -> Vec<(String, Variable)> {
        for name in self.elements.keys().chain(&self.odd).filter(|name| !self.used.contains(*name)) {
            self.losses.add(self.at.at(name), "it is not placed by any layout");
        }
        self.variables
    }

    pub(super) fn id(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        id
    }

    /// Takes an element; one that stands somewhere else as well stays.
    fn element(&mut self, name: &str) -> Option<Element> {
        match self.places.get_mut(name) {
            Some(left) if *left > 1 => {
                *left -= 1;
                self.elements.get(name).cloned()
            }
            _ => self.elements.remove(name),
        }
    }

    pub(super) fn panel(
        &mut self,
        element: Option<ElementReference>,
        at: Place<'_>,
        cells: [i64; 4],
        repeat: Option<Repeat>,
        out: &mut Vec<Panel>,
    ) {
        let name = element.map(|element| self.reference(element, at.at("element"))).unwrap_or_default();
        let Some(element) = self.element(&name) else {
            if self.odd.contains(&*name) {
                self.used.insert(name.clone().into_owned());
                return self.losses.add(at, format!("the element `{name}` is not an object"));
            }
            return self.losses.add(at, format!("unknown element `{name}`"));
        };
        let own = self.at;
        let own = own.at(&name);
        let made = panel::of(element, own, self.losses);
        let stood = !self.used.insert(name.clone().into_owned());
        let id = made.id.filter(|id| !stood && self.ids.insert(*id));
        let id = id.unwrap_or_else(|| self.id());
        match made.id {
            Some(_) if stood => self.losses.add(at, format!("`{name}` is placed again here, and gets another id")),
            Some(same) if same != id => {
                let what = format!("another panel has the id {same}, so this one gets {id}");
                self.losses.add(own.at("spec").at("id"), what);
            }
            _ => {}
        }
        let mut panel = made.panel.grid_pos(grid_pos(cells)).id(id);
        if let Some(Repeat { direction, max_per_row, value, .. }) = repeat {
            panel.max_per_row = max_per_row;
            panel.repeat = filled(value).map(Some);
            panel.repeat_direction = filled(direction);
        }
        out.push(panel);
    }

    /// Takes the name of an element that is referred to.
    fn reference(&mut self, element: ElementReference, at: Place<'_>) -> Text {
        let ElementReference { kind, name, rest } = element;
        self.losses.field(at.at("kind"), kind.filter(|kind| kind != "ElementReference"));
        self.losses.rest(at, &rest);
        name.unwrap_or_default()
    }

    /// Takes how something is repeated. There is only one mode.
    pub(super) fn repeat(&mut self, repeat: Repeat, item: Place<'_>) -> Repeat {
        let Repeat { direction, max_per_row, mode, value, rest } = repeat;
        let at = item.at("repeat");
        self.losses.field(at.at("mode"), mode.filter(|mode| mode != "variable"));
        self.losses.rest(at, &rest);
        Repeat { direction, max_per_row, value, ..Repeat::empty() }
    }

    /// Takes the variable that a row is repeated for.
    pub(super) fn row_repeat(&mut self, repeat: Repeat, row: Place<'_>) -> Option<Text> {
        let Repeat { direction, max_per_row, value, .. } = self.repeat(repeat, row);
        self.losses.left(row.at("repeat"), Repeat { direction, max_per_row, ..Repeat::empty() });
        filled(value)
    }
}

fn id_of(element: &Element) -> Option<f64> {
    match element {
        Element::Panel(pair) => pair.spec.as_ref()?.id,
        Element::Library(pair) => pair.spec.as_ref()?.id,
        Element::Other(Json(other)) => other.get("spec")?.get("id")?.as_f64(),
    }
}

/// Returns a place on the grid.
pub(super) fn grid_pos([x, y, width, height]: [i64; 4]) -> GridPos {
    GridPos::empty().h(number(height)).w(number(width)).x(number(x)).y(number(y))
}
