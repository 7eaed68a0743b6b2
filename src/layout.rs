//! Places panels and rows on Grafana's grid.
//!
//! Panels fill lines from left to right, in order. Lines are always full: panels are widened to fill all 24 columns,
//! and get the height of the tallest one in the line. So panels neither overlap nor overflow, there are no gaps that
//! Grafana would close by moving panels, and an inserted panel only moves the panels after it.

use schemars::JsonSchema;

use crate::json::{Key, Print, Printer, Written};
use crate::model::{Dashboard, Item, Panel, Size};

/// The position of a panel on the grid, in columns and cells from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
pub struct GridPos {
    /// The height in cells, at least 1.
    pub h: u32,
    /// The width in columns, 1 to 24.
    pub w: u32,
    /// The first column, starting at 0.
    pub x: u32,
    /// The first line of cells, starting at 0.
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

/// Returns the positions of all panels and rows, in the order of [`Dashboard::keys`].
///
/// The panels of a collapsed row are placed below it as if it were open; what follows moves up to the row. Tabs are
/// placed as rows, and panels in an [`AutoGrid`](crate::model::AutoGrid) get the size of its cells.
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
    let mut places = Vec::with_capacity(dashboard.items.len());
    let mut line = Line::default();
    let mut top = 0;
    for item in &dashboard.items {
        match item {
            Item::Panel(panel) => top = line.add(panel, top, &mut places),
            // A flat dashboard has none.
            Item::Tab(_) => {}
            Item::Row(row) => {
                top = line.close(top, &mut places);
                places.push(GridPos { h: 1, w: Size::COLUMNS, x: 0, y: top });
                top += 1;
                let end = row.panels.iter().fold(top, |top, panel| line.add(panel, top, &mut places));
                let end = line.close(end, &mut places);
                top = if row.collapsed { top } else { end };
            }
        }
    }
    line.close(top, &mut places);
    places
}

/// The sizes of the panels in the current line.
#[derive(Default)]
struct Line {
    sizes: Vec<Size>,
    width: u32,
}

impl Line {
    /// Adds a panel, and starts a new line if it does not fit. Returns the top of the current line.
    fn add(&mut self, panel: &Panel, top: u32, places: &mut Vec<GridPos>) -> u32 {
        let top = if self.width + panel.size.width() > Size::COLUMNS { self.close(top, places) } else { top };
        self.width += panel.size.width();
        self.sizes.push(panel.size);
        top
    }

    /// Places the panels of the line, widened to the whole grid. Returns the top of the next line.
    fn close(&mut self, top: u32, places: &mut Vec<GridPos>) -> u32 {
        let height = self.sizes.iter().map(|size| size.height()).max().unwrap_or(0);
        let mut asked = 0;
        for size in self.sizes.drain(..) {
            let left = asked * Size::COLUMNS / self.width;
            asked += size.width();
            let right = asked * Size::COLUMNS / self.width;
            places.push(GridPos { h: height, w: right - left, x: left, y: top });
        }
        self.width = 0;
        top + height
    }
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
        fn every_cell_is_covered_once(items in proptest::collection::vec(item(), 0..12)) {
            let dashboard = dashboard(items);
            let places = place(&dashboard);
            prop_assert_eq!(places.len(), dashboard.keys().len());
            prop_assert!(places.iter().all(|place| place.x + place.w <= 24 && place.w >= 1 && place.h >= 1));
            for line in coverage(&dashboard, &places) {
                prop_assert_eq!(line, [1; 24]);
            }
        }

        #[test]
        fn panels_keep_their_order(items in proptest::collection::vec(item(), 0..12)) {
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
}
