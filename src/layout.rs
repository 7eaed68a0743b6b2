//! Sizes and rows become places on Grafana's grid.
//!
//! Panels flow in lines from left to right, in their order. A line is always full: what it lacks of 24 columns is
//! shared out, and its panels are as high as the tallest. So nothing overlaps, nothing sticks out, there is no gap
//! that Grafana would close by moving panels, and a panel that is inserted moves only what follows it. A stack is one
//! column of its line, shared out among its panels. Only panels at fixed places can overlap: [`overlap`] finds them.

use schemars::JsonSchema;

use crate::json::{Key, Print, Printer, Written};
use crate::model::{Dashboard, Item, Panel, Place, Size};

/// The place of a panel: columns and cells from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
pub struct GridPos {
    /// The height in cells, at least 1.
    pub h: u32,
    /// The width in columns, 1 to 24.
    pub w: u32,
    /// The first column, from 0.
    pub x: u32,
    /// The first cell, from 0.
    pub y: u32,
}

impl Print for GridPos {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        object.keyed(const { &Key::new("h") }, &self.h);
        object.keyed(const { &Key::new("w") }, &self.w);
        object.keyed(const { &Key::new("x") }, &self.x);
        object.keyed(const { &Key::new("y") }, &self.y);
        object.end()
    }
}

/// Returns the places of all panels and rows, in the order of [`Dashboard::keys`].
///
/// The panels of a folded row are placed under it as if it were open; what follows moves up to the row. Tabs are placed
/// as rows, and what stands in an [`AutoGrid`](crate::model::AutoGrid) by the size of its cells.
///
/// ```
/// use dashgen::layout;
/// use dashgen::model::{Dashboard, Panel, Stat, Uid};
///
/// let stat = |key| Panel::new(key, "A number", Stat::default());
/// let dashboard = Dashboard::new(Uid::literal("two"), "Two numbers").panel(stat("one")).panel(stat("two"));
/// let places = layout::place(&dashboard);
/// assert_eq!((places[0].x, places[0].w), (0, 12));
/// assert_eq!((places[1].x, places[1].w), (12, 12));
/// ```
pub fn place(dashboard: &Dashboard) -> Vec<GridPos> {
    let dashboard = dashboard.flat();
    let mut section = Section { places: Vec::with_capacity(dashboard.items.len()), ..Section::default() };
    for item in &dashboard.items {
        match item {
            Item::Panel(panel) => section.add(panel),
            // There are none in what is flat.
            Item::Tab(_) => {}
            Item::Row(row) => {
                section.close();
                section.places.push(GridPos { h: 1, w: Size::COLUMNS, x: 0, y: section.next });
                section.begin(section.next + 1);
                let top = section.next;
                row.panels.iter().for_each(|panel| section.add(panel));
                section.close();
                section.begin(if row.collapsed { top } else { section.next });
            }
        }
    }
    section.close();
    section.places
}

/// Returns two panels that overlap, if any do, by their index in the order of [`Dashboard::keys`].
///
/// Only a panel at a fixed place can be one of them.
pub fn overlap(dashboard: &Dashboard) -> Option<(usize, usize)> {
    if !dashboard.panels().any(|panel| matches!(panel.place, Place::At { .. })) {
        return None;
    }
    let places = place(dashboard);
    let flat = dashboard.flat();
    let mut next = 0;
    let mut on_page = Vec::new();
    for item in &flat.items {
        match item {
            Item::Row(row) => {
                let own: Vec<usize> = (next + 1..=next + row.panels.len()).collect();
                next += 1 + own.len();
                if let Some(found) = first_overlap(&own, &places) {
                    return Some(found);
                }
                // What stands above the row cannot meet what stands below.
                if let Some(found) = first_overlap(&std::mem::take(&mut on_page), &places) {
                    return Some(found);
                }
            }
            Item::Panel(_) | Item::Tab(_) => {
                on_page.push(next);
                next += 1;
            }
        }
    }
    first_overlap(&on_page, &places)
}

fn first_overlap(panels: &[usize], places: &[GridPos]) -> Option<(usize, usize)> {
    let meets = |one: &GridPos, other: &GridPos| {
        one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h
    };
    panels.iter().enumerate().find_map(|(at, &second)| {
        let first = panels[..at].iter().find(|&&first| meets(&places[first], &places[second]))?;
        Some((*first, second))
    })
}

/// Panels between two headlines: what is placed, and the line that is being filled.
#[derive(Default)]
struct Section {
    places: Vec<GridPos>,
    columns: Vec<Column>,
    width: u32,
    /// The cell from which fixed places are counted.
    top: u32,
    /// The first cell below all that is placed.
    next: u32,
}

/// Panels of a line that stand under each other.
struct Column {
    width: u32,
    heights: Vec<u32>,
}

impl Section {
    /// Begins a section, when the one before it is closed.
    fn begin(&mut self, top: u32) {
        (self.top, self.next) = (top, top);
    }

    /// Adds a panel, after closing the line when it has no room left.
    fn add(&mut self, panel: &Panel) {
        let (width, height) = (panel.size.width(), panel.size.height());
        match (panel.place, self.columns.last_mut()) {
            (Place::At { x, y }, _) => {
                self.close();
                let y = self.top + y;
                self.places.push(GridPos { h: height, w: width, x, y });
                self.next = self.next.max(y + height);
            }
            (Place::Under, Some(column)) => {
                column.heights.push(height);
                let wider = width.saturating_sub(column.width).min(Size::COLUMNS - self.width);
                column.width += wider;
                self.width += wider;
            }
            _ => {
                if self.width + width > Size::COLUMNS {
                    self.close();
                }
                self.columns.push(Column { width, heights: vec![height] });
                self.width += width;
            }
        }
    }

    /// Places what the line holds, widened to the whole grid, each column made as high as the highest.
    fn close(&mut self) {
        let height = self.columns.iter().map(|column| column.heights.iter().sum()).max().unwrap_or(0);
        let mut asked = 0;
        for column in self.columns.drain(..) {
            let left = asked * Size::COLUMNS / self.width;
            asked += column.width;
            let w = asked * Size::COLUMNS / self.width - left;
            let whole: u32 = column.heights.iter().sum();
            let mut above = 0;
            for own in column.heights {
                let top = scaled(above, height, whole);
                above += own;
                let h = scaled(above, height, whole) - top;
                self.places.push(GridPos { h, w, x: left, y: self.next + top });
            }
        }
        self.width = 0;
        self.next += height;
    }
}

/// Returns where a cell of a column ends up that is stretched from its whole height to that of its line.
fn scaled(cell: u32, height: u32, whole: u32) -> u32 {
    let scaled = u64::from(cell) * u64::from(height) / u64::from(whole);
    u32::try_from(scaled).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Row, Stat, Uid};

    fn dashboard(items: Vec<Item>) -> Dashboard {
        Dashboard { items, ..Dashboard::new(Uid::literal("test"), "Test") }
    }

    fn panel((width, height): (u32, u32)) -> Panel {
        Panel::new("panel", "Panel", Stat::default()).size(Size::new(width, height))
    }

    fn sizes() -> impl Strategy<Value = Vec<(u32, u32)>> {
        proptest::collection::vec((1..=24_u32, 1..=12_u32), 0..12)
    }

    /// Panels of which some stand under the one before.
    fn items(stacked: bool) -> impl Strategy<Value = Vec<Item>> {
        proptest::collection::vec((item(), any::<bool>()), 0..12).prop_map(move |items| {
            let place = |(mut item, under): (Item, bool)| {
                if let (Item::Panel(panel), true) = (&mut item, under && stacked) {
                    panel.place = Place::Under;
                }
                item
            };
            items.into_iter().map(place).collect()
        })
    }

    fn item() -> impl Strategy<Value = Item> {
        prop_oneof![
            (1..=24_u32, 1..=12_u32).prop_map(|size| Item::Panel(Box::new(panel(size)))),
            (sizes(), any::<bool>()).prop_map(|(sizes, collapsed)| {
                let row = Row { collapsed, ..Row::new("row", "Row") };
                Item::Row(Box::new(sizes.into_iter().fold(row, |row, size| row.panel(panel(size)))))
            }),
        ]
    }

    /// How often each cell of the page is covered, without what folded rows hide.
    fn coverage(dashboard: &Dashboard, places: &[GridPos]) -> Vec<[u32; 24]> {
        let mut cells: Vec<[u32; 24]> = Vec::new();
        let mut next = places.iter();
        let mut cover = |place: &GridPos| {
            cells.resize(cells.len().max((place.y + place.h) as usize), [0; 24]);
            for line in &mut cells[place.y as usize..(place.y + place.h) as usize] {
                line[place.x as usize..(place.x + place.w) as usize].iter_mut().for_each(|cell| *cell += 1);
            }
        };
        for item in &dashboard.items {
            cover(next.next().expect("a place for each item"));
            if let Item::Row(row) = item {
                let hidden = next.by_ref().take(row.panels.len());
                if row.collapsed { hidden.for_each(drop) } else { hidden.for_each(&mut cover) }
            }
        }
        cells
    }

    proptest! {
        #[test]
        fn every_cell_is_covered_once(items in items(true)) {
            let dashboard = dashboard(items);
            let places = place(&dashboard);
            prop_assert_eq!(places.len(), dashboard.keys().len());
            prop_assert!(places.iter().all(|place| place.x + place.w <= 24 && place.w >= 1 && place.h >= 1));
            for line in coverage(&dashboard, &places) {
                prop_assert_eq!(line, [1; 24]);
            }
        }

        #[test]
        fn panels_keep_their_order(items in items(false)) {
            let dashboard = dashboard(items);
            let places = place(&dashboard);
            let folded = dashboard.items.iter().any(|item| matches!(item, Item::Row(row) if row.collapsed));
            prop_assume!(!folded);
            prop_assert!(places.windows(2).all(|pair| (pair[0].y, pair[0].x) < (pair[1].y, pair[1].x)));
        }

        #[test]
        fn the_panels_of_a_folded_row_fill_the_lines_under_it(sizes in sizes()) {
            let row = sizes.iter().fold(Row::new("row", "Row").collapsed(), |row, &size| row.panel(panel(size)));
            let open = Row { collapsed: false, ..row.clone() };
            let folded = place(&dashboard(vec![Item::Row(Box::new(row))]));
            prop_assert_eq!(folded, place(&dashboard(vec![Item::Row(Box::new(open))])));
        }
    }

    #[test]
    fn what_follows_a_folded_row_moves_up() {
        let row = Row::new("row", "Row").collapsed().panel(panel((24, 8)));
        let places = place(&dashboard(vec![Item::Row(Box::new(row)), Item::Panel(Box::new(panel((24, 4))))]));
        assert_eq!(places.iter().map(|place| place.y).collect::<Vec<_>>(), [0, 1, 1]);
    }

    #[test]
    fn a_line_gets_the_height_of_its_tallest_panel() {
        let panels = [(6, 4), (18, 8), (24, 3)].map(|size| Item::Panel(Box::new(panel(size))));
        let places = place(&dashboard(panels.into()));
        assert_eq!(places.iter().map(|place| (place.y, place.h)).collect::<Vec<_>>(), [(0, 8), (0, 8), (8, 3)]);
    }

    fn at(key: &'static str, x: u32, y: u32, (width, height): (u32, u32)) -> Panel {
        Panel::new(key, key, Stat::default()).at(x, y, Size::new(width, height))
    }

    fn spots(dashboard: &Dashboard) -> Vec<(u32, u32, u32, u32)> {
        place(dashboard).iter().map(|place| (place.x, place.y, place.w, place.h)).collect()
    }

    #[test]
    fn a_stack_beside_a_tall_panel() {
        let page = dashboard(vec![]).panel(panel((8, 12))).stack([panel((8, 4)), panel((8, 2))]).panel(panel((24, 3)));
        assert_eq!(spots(&page), [(0, 0, 12, 12), (12, 0, 12, 8), (12, 8, 12, 4), (0, 12, 24, 3)]);
    }

    #[test]
    fn a_stack_is_as_wide_as_its_widest_panel() {
        let row = Row::new("row", "Row").panel(panel((12, 4))).stack([panel((6, 4)), panel((12, 4))]);
        assert_eq!(spots(&dashboard(vec![]).row(row)), [(0, 0, 24, 1), (0, 1, 12, 8), (12, 1, 12, 4), (12, 5, 12, 4)]);
    }

    #[test]
    fn fixed_places_count_from_their_row_and_others_follow() {
        let row = Row::new("row", "Row").panel(at("low", 12, 2, (12, 4))).panel(at("left", 0, 0, (12, 8)));
        let page = dashboard(vec![]).panel(panel((24, 3))).row(row.panel(panel((24, 2))));
        assert_eq!(spots(&page), [(0, 0, 24, 3), (0, 3, 24, 1), (12, 6, 12, 4), (0, 4, 12, 8), (0, 12, 24, 2)]);
        assert_eq!(overlap(&page), None);
    }

    #[test]
    fn panels_that_overlap_are_found_in_their_own_row_only() {
        let row = |key, second| Row::new(key, "Row").collapsed().panel(at("one", 0, 0, (12, 8))).panel(second);
        let apart =
            dashboard(vec![]).row(row("a", at("two", 12, 0, (12, 8)))).row(row("b", at("three", 0, 8, (24, 2))));
        assert_eq!(overlap(&apart), None);
        let page = apart.row(row("c", at("four", 11, 7, (2, 2))));
        assert_eq!(overlap(&page), Some((7, 8)));
    }
}
