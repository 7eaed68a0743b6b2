//! Dashboards.

use std::time::Duration;

use std::borrow::Cow;

use super::{
    Annotation, AutoGrid, DatasourceRef, Link, Month, Origin, Panel, PanelKey, Place, Row, Tab, Text, TimePicker,
    TimeRange, Uid, Variable, WeekStart,
};
use crate::promql::duration;

/// A dashboard: panels on a page, what they share, and what leads elsewhere.
///
/// ```
/// use dashgen::model::{Dashboard, Panel, Stat, Uid};
/// use dashgen::promql::raw;
/// use dashgen::unit::Ratio;
///
/// let dashboard = Dashboard::new(Uid::literal("service"), "Service")
///     .panel(Panel::new("up", "Up", Stat::default()).query(raw::<Ratio>("avg(up)")));
/// assert_eq!(dashboard.panels().count(), 1);
/// ```
#[derive(Debug, Clone)]
pub struct Dashboard {
    /// What it keeps for life.
    pub uid: Uid,
    /// The file it is written to, without folder and `.json`; the uid where it is missing.
    pub file_name: Option<Text>,
    /// What people call it.
    pub title: Text,
    /// What it is for.
    pub description: Text,
    /// Words to find it by.
    pub tags: Vec<Text>,
    /// The time zone: `browser`, `utc` or an IANA name.
    pub timezone: Text,
    /// Whether the UI offers to edit it.
    pub editable: bool,
    /// What the other panels show while the mouse is over one.
    pub cursor: Cursor,
    /// The time range it opens with.
    pub time: TimeRange,
    /// What the reader is offered to choose another time.
    pub time_picker: TimePicker,
    /// The day on which weeks begin; the reader's own choice where it is missing.
    pub week_start: Option<WeekStart>,
    /// The month in which fiscal years begin, for time ranges such as `now/fQ`.
    pub fiscal_year_start: Month,
    /// How often it reloads: a duration such as `10s`; never, when empty.
    ///
    /// A server raises less than its `min_refresh_interval` (5 s by default) to that.
    pub refresh: Text,
    /// Whether it is redrawn all the time, so that time flows between reloads.
    pub live_now: bool,
    /// Whether all panels ask for their data when it opens, not only those that can be seen.
    pub preload: bool,
    /// The datasource of panels that name none.
    pub datasource: DatasourceRef,
    /// What the reader can choose at the top of the page. Rows and tabs can have variables of their own.
    pub variables: Vec<Variable>,
    /// Events drawn over the graphs. Grafana's own annotations and alerts are always among them.
    pub annotations: Vec<Annotation>,
    /// Links at the top of the page.
    pub links: Vec<Link>,
    /// The cells that its panels stand in, but for those of rows and tabs, instead of the 24-column grid. Version 2 only.
    pub auto_grid: Option<AutoGrid>,
    /// Panels, rows and tabs, in reading order.
    pub items: Vec<Item>,
    /// Where it was written.
    pub origin: Origin,
}

/// What the other panels of a dashboard show while the mouse is over one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cursor {
    /// Nothing.
    Off,
    /// A line at the same time.
    #[default]
    Crosshair,
    /// The line and the values there.
    Tooltip,
}

/// A part of a page.
#[derive(Debug, Clone)]
pub enum Item {
    /// A panel.
    Panel(Box<Panel>),
    /// A row: a headline, and the panels under it.
    Row(Box<Row>),
    /// A tab: one of several parts, of which one is shown.
    Tab(Box<Tab>),
}

impl Dashboard {
    /// Returns a dashboard without panels: last six hours, no reload, the browser's time zone, the default datasource.
    #[track_caller]
    pub fn new(uid: Uid, title: impl Into<Text>) -> Self {
        Self {
            uid,
            file_name: None,
            title: title.into(),
            description: Text::default(),
            tags: Vec::new(),
            timezone: "browser".into(),
            editable: true,
            cursor: Cursor::default(),
            time: TimeRange::default(),
            time_picker: TimePicker::default(),
            week_start: None,
            fiscal_year_start: Month::default(),
            refresh: Text::default(),
            live_now: false,
            preload: false,
            datasource: DatasourceRef::default(),
            variables: Vec::new(),
            annotations: Vec::new(),
            links: Vec::new(),
            auto_grid: None,
            items: Vec::new(),
            origin: Origin::here(),
        }
    }

    /// Says what the dashboard is for.
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = description.into();
        self
    }

    /// Names the file, without folder and `.json`.
    pub fn file_name(mut self, name: impl Into<Text>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Adds a word to find it by.
    pub fn tag(mut self, tag: impl Into<Text>) -> Self {
        self.tags.push(tag.into());
        self
    }

    /// Opens with this time range.
    pub fn time(mut self, range: TimeRange) -> Self {
        self.time = range;
        self
    }

    /// Sets what the reader is offered to choose another time.
    pub fn time_picker(mut self, picker: TimePicker) -> Self {
        self.time_picker = picker;
        self
    }

    /// Begins weeks on this day.
    pub fn week_start(mut self, day: WeekStart) -> Self {
        self.week_start = Some(day);
        self
    }

    /// Begins fiscal years in this month.
    pub fn fiscal_year_start(mut self, month: Month) -> Self {
        self.fiscal_year_start = month;
        self
    }

    /// Redraws it all the time, so that time flows between reloads.
    pub fn live_now(mut self) -> Self {
        self.live_now = true;
        self
    }

    /// Lets all panels ask for their data when it opens, not only those that can be seen.
    pub fn preload(mut self) -> Self {
        self.preload = true;
        self
    }

    /// Reloads this often.
    pub fn refresh(mut self, interval: Duration) -> Self {
        self.refresh = duration(interval).into();
        self
    }

    /// Reads from this datasource, but for panels that name another.
    pub fn datasource(mut self, datasource: DatasourceRef) -> Self {
        self.datasource = datasource;
        self
    }

    /// Adds a variable.
    pub fn variable(mut self, variable: Variable) -> Self {
        self.variables.push(variable);
        self
    }

    /// Adds an annotation.
    pub fn annotation(mut self, annotation: Annotation) -> Self {
        self.annotations.push(annotation);
        self
    }

    /// Adds a link.
    pub fn link(mut self, link: Link) -> Self {
        self.links.push(link);
        self
    }

    /// Adds a panel.
    pub fn panel(mut self, panel: Panel) -> Self {
        self.items.push(Item::Panel(Box::new(panel)));
        self
    }

    /// Adds panels one under the other, as one column of the line: beside a tall panel, for instance.
    ///
    /// The column is as wide as the widest of them, and all columns of a line become as high as the highest.
    ///
    /// ```
    /// use dashgen::layout;
    /// use dashgen::model::{Dashboard, Heatmap, Panel, Size, Stat, Uid};
    /// use dashgen::unit::Unit;
    ///
    /// let stat = |key| Panel::new(key, "A number", Stat::default()).size(Size::new(6, 4));
    /// let tall = Panel::new("tall", "Latency", Heatmap::buckets(&Unit::SECONDS)).size(Size::new(18, 12));
    /// let page = Dashboard::new(Uid::literal("page"), "Page").panel(tall).stack([stat("one"), stat("two"), stat("three")]);
    /// let places = layout::place(&page);
    /// assert_eq!(places.iter().map(|it| (it.x, it.y)).collect::<Vec<_>>(), [(0, 0), (18, 0), (18, 4), (18, 8)]);
    /// ```
    pub fn stack(self, panels: impl IntoIterator<Item = Panel>) -> Self {
        super::panel::stacked(panels).fold(self, Self::panel)
    }

    /// Adds a row.
    pub fn row(mut self, row: Row) -> Self {
        self.items.push(Item::Row(Box::new(row)));
        self
    }

    /// Adds a tab.
    pub fn tab(mut self, tab: Tab) -> Self {
        self.items.push(Item::Tab(Box::new(tab)));
        self
    }

    /// Places its panels in cells of one size, but for those of rows and tabs.
    pub fn auto_grid(mut self, grid: AutoGrid) -> Self {
        self.auto_grid = Some(grid);
        self
    }

    /// Returns all panels, those of rows and tabs included, in reading order.
    pub fn panels(&self) -> std::vec::IntoIter<&Panel> {
        let mut panels = Vec::with_capacity(self.items.len());
        for item in &self.items {
            match item {
                Item::Panel(panel) => panels.push(&**panel),
                Item::Row(row) => panels.extend(&row.panels),
                Item::Tab(tab) => {
                    panels.extend(&tab.panels);
                    tab.rows.iter().for_each(|row| panels.extend(&row.panels));
                }
            }
        }
        panels.into_iter()
    }

    /// Returns all panels, those of rows and tabs included, for changes.
    pub fn panels_mut(&mut self) -> std::vec::IntoIter<&mut Panel> {
        let mut panels = Vec::with_capacity(self.items.len());
        for item in &mut self.items {
            match item {
                Item::Panel(panel) => panels.push(&mut **panel),
                Item::Row(row) => panels.extend(&mut row.panels),
                Item::Tab(tab) => {
                    panels.extend(&mut tab.panels);
                    tab.rows.iter_mut().for_each(|row| panels.extend(&mut row.panels));
                }
            }
        }
        panels.into_iter()
    }

    /// Returns all variables, those of rows and tabs included.
    pub fn all_variables(&self) -> std::vec::IntoIter<&Variable> {
        let mut variables: Vec<_> = self.variables.iter().collect();
        for item in &self.items {
            match item {
                Item::Panel(_) => {}
                Item::Row(row) => variables.extend(&row.variables),
                Item::Tab(tab) => {
                    variables.extend(&tab.variables);
                    tab.rows.iter().for_each(|row| variables.extend(&row.variables));
                }
            }
        }
        variables.into_iter()
    }

    /// Returns the keys of all panels, rows and tabs, each row and tab before what is in it.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::with_capacity(self.items.len());
        self.each_key(&mut |key, _| keys.push(key.as_str()));
        keys
    }

    /// Returns where what [`keys`](Self::keys) names was written, in the same order.
    pub fn key_origins(&self) -> Vec<Origin> {
        let mut origins = Vec::with_capacity(self.items.len());
        self.each_key(&mut |_, origin| origins.push(origin));
        origins
    }

    fn each_key<'a>(&'a self, found: &mut impl FnMut(&'a PanelKey, Origin)) {
        for item in &self.items {
            match item {
                Item::Panel(panel) => found(&panel.key, panel.origin),
                Item::Row(row) => row_keys(row, found),
                Item::Tab(tab) => {
                    found(&tab.key, tab.origin);
                    tab.panels.iter().for_each(|panel| found(&panel.key, panel.origin));
                    tab.rows.iter().for_each(|row| row_keys(row, found));
                }
            }
        }
    }

    /// Returns it without what only version 2 has: rows in place of tabs, panels of about the size that their cells have,
    /// all variables at the top of the page. The order of [`keys`](Self::keys) stays.
    pub fn flat(&self) -> Cow<'_, Self> {
        let is_flat = |item: &Item| match item {
            Item::Panel(_) => true,
            Item::Row(row) => row.auto_grid.is_none() && row.variables.is_empty(),
            Item::Tab(_) => false,
        };
        if self.auto_grid.is_none() && self.items.iter().all(is_flat) {
            return Cow::Borrowed(self);
        }
        let mut items = Vec::with_capacity(self.items.len());
        for item in &self.items {
            match item {
                Item::Panel(panel) => items.push(Item::Panel(Box::new(sized(panel, self.auto_grid.as_ref())))),
                Item::Row(row) => items.push(Item::Row(Box::new(flat_row(row)))),
                Item::Tab(tab) => {
                    let panels = tab.panels.iter().map(|panel| sized(panel, tab.auto_grid.as_ref())).collect();
                    let (repeat, origin) = (tab.repeat.clone(), tab.origin);
                    let row = Row { repeat, panels, origin, ..Row::new(tab.key.clone(), tab.title.clone()) };
                    items.push(Item::Row(Box::new(row)));
                    items.extend(tab.rows.iter().map(|row| Item::Row(Box::new(flat_row(row)))));
                }
            }
        }
        let variables = self.all_variables().cloned().collect();
        Cow::Owned(Self { items, variables, auto_grid: None, ..self.clone() })
    }

    /// Returns the name of its file, without folder and `.json`.
    pub fn name(&self) -> &str {
        self.file_name.as_deref().unwrap_or(self.uid.as_str())
    }
}

fn row_keys<'a>(row: &'a Row, found: &mut impl FnMut(&'a PanelKey, Origin)) {
    found(&row.key, row.origin);
    row.panels.iter().for_each(|panel| found(&panel.key, panel.origin));
}

fn flat_row(row: &Row) -> Row {
    let panels = row.panels.iter().map(|panel| sized(panel, row.auto_grid.as_ref())).collect();
    Row { panels, auto_grid: None, variables: Vec::new(), ..row.clone() }
}

/// Returns a panel of the size of a cell.
fn sized(panel: &Panel, grid: Option<&AutoGrid>) -> Panel {
    match grid {
        None => panel.clone(),
        Some(grid) => Panel { size: grid.cell(), place: Place::Flow, ..panel.clone() },
    }
}
