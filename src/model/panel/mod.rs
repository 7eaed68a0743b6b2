//! Panels: what is asked, and how the answer is shown.

mod column;
mod data_issue;
mod joined;
mod place;
mod settings;
mod size;

use std::borrow::Cow;

pub use column::Column;
pub use data_issue::{Allowance, DataIssue};
pub(crate) use joined::Found;
pub use place::Place;
pub(super) use place::stacked;
pub use settings::{LibraryPanelRef, OwnTime, Repeat};
pub use size::Size;

use super::{
    Axis, ColorMode, Conditions, DataLink, DatasourceRef, Field, Link, Mapping, Origin, Override, PanelKey, PanelQuery,
    PromQuery, Property, Text, Thresholds, ref_id,
};
use crate::promql::Window;
use crate::unit::Unit;
use crate::vocabulary::panel::Visualization;
use crate::vocabulary::transformation::Transformation;

/// A panel: what is asked, and how the answer is shown.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Its name in code.
    pub key: PanelKey,
    /// Its headline.
    pub title: Text,
    /// What it shows, and what to do when that looks wrong.
    pub description: Text,
    /// What it is drawn as.
    pub visualization: Visualization,
    /// What is asked. The first is query `A`.
    pub targets: Vec<PanelQuery>,
    /// What happens to the answers before they are drawn.
    pub transformations: Vec<Transformation>,
    /// What is said of the numbers.
    pub field: Field,
    /// The columns of a table that [`Panel::columns`] made: their titles, and the label of each that is one.
    pub columns: Vec<(Text, Option<&'static str>)>,
    /// How large it wants to be.
    pub size: Size,
    /// Where it stands.
    pub place: Place,
    /// The datasource; the dashboard's where it is missing.
    pub datasource: Option<DatasourceRef>,
    /// Links in its corner.
    pub links: Vec<Link>,
    /// Whether it has no background of its own.
    pub transparent: bool,
    /// How far apart the points are at least, for all queries: `30s`.
    pub min_step: Option<Text>,
    /// How many points a series has at most; the panel's width in pixels where it is missing.
    pub max_data_points: Option<u32>,
    /// For whose every value it is repeated.
    pub repeat: Option<Repeat>,
    /// Its time, where it is not the dashboard's.
    pub time: OwnTime,
    /// The panel of the library that it is.
    pub library: Option<LibraryPanelRef>,
    /// For how many milliseconds Grafana keeps answers.
    pub query_caching_ttl: Option<u32>,
    /// How long the datasource keeps answers.
    pub cache_timeout: Option<Text>,
    /// When it is there; always, where this is missing. Only in an [`AutoGrid`](super::AutoGrid), version 2 only.
    pub show_when: Option<Box<Conditions>>,
    /// What looks like a mistake and is meant.
    pub allowed: Vec<Allowance>,
    /// Where it was written.
    pub origin: Origin,
}

impl Panel {
    /// Returns a panel without queries.
    #[track_caller]
    pub fn new(key: impl Into<PanelKey>, title: impl Into<Text>, visualization: impl Into<Visualization>) -> Self {
        let visualization = visualization.into();
        Self {
            key: key.into(),
            title: title.into(),
            description: Text::default(),
            size: visualization.default_size(),
            visualization,
            targets: Vec::new(),
            transformations: Vec::new(),
            columns: Vec::new(),
            place: Place::default(),
            field: Field::default(),
            datasource: None,
            links: Vec::new(),
            transparent: false,
            min_step: None,
            max_data_points: None,
            repeat: None,
            time: OwnTime::default(),
            library: None,
            query_caching_ttl: None,
            cache_timeout: None,
            show_when: None,
            allowed: Vec::new(),
            origin: Origin::here(),
        }
    }

    /// Says what it shows, and what to do when that looks wrong.
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = description.into();
        self
    }

    /// Adds a query.
    #[track_caller]
    pub fn query(mut self, target: impl Into<PanelQuery>) -> Self {
        self.targets.push(target.into());
        self
    }

    /// Sets how large it wants to be.
    pub fn size(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// Shows it under these conditions only. It has to stand in an [`AutoGrid`](super::AutoGrid).
    pub fn show_when(mut self, conditions: impl Into<Conditions>) -> Self {
        self.show_when = Some(Box::new(conditions.into()));
        self
    }

    /// Sets the unit, where it is not that of the queries.
    pub fn unit(mut self, unit: Unit) -> Self {
        self.field.unit = Some(unit);
        self
    }

    /// Sets how many digits follow the point.
    pub fn decimals(mut self, count: u8) -> Self {
        self.field.decimals = Some(count);
        self
    }

    /// Sets the ends of the axis or gauge, in the unit.
    pub fn range(mut self, min: f64, max: f64) -> Self {
        (self.field.min, self.field.max) = (Some(min), Some(max));
        self
    }

    /// Sets the lower end of the axis, in the unit.
    pub fn min(mut self, min: f64) -> Self {
        self.field.min = Some(min);
        self
    }

    /// Sets the upper end of the axis, in the unit.
    pub fn max(mut self, max: f64) -> Self {
        self.field.max = Some(max);
        self
    }

    /// Sets what is shown where there is no value.
    pub fn no_value(mut self, text: impl Into<Text>) -> Self {
        self.field.no_value = Some(text.into());
        self
    }

    /// Sets where values turn good or bad.
    pub fn thresholds(mut self, thresholds: Thresholds) -> Self {
        self.field.thresholds = Some(thresholds);
        self
    }

    /// Sets the colour of everything, or the rule by which colours are chosen.
    pub fn color(mut self, color: impl Into<ColorMode>) -> Self {
        self.field.color = Some(color.into());
        self
    }

    /// Shows a text in place of some values.
    pub fn mapping(mut self, mapping: Mapping) -> Self {
        self.field.mappings.push(mapping);
        self
    }

    /// Leads somewhere on a click.
    pub fn data_link(mut self, link: DataLink) -> Self {
        self.field.links.push(link);
        self
    }

    /// Makes an exception for some series.
    pub fn field_override(mut self, field_override: Override) -> Self {
        self.field.overrides.push(field_override);
        self
    }

    /// Asks this datasource instead of the dashboard's.
    pub fn datasource(mut self, datasource: DatasourceRef) -> Self {
        self.datasource = Some(datasource);
        self
    }

    /// Keeps the points of all queries at least this far apart.
    pub fn min_step(mut self, step: impl Into<Window>) -> Self {
        self.min_step = Some(step.into().into());
        self
    }

    /// Returns where clicks on its values lead, those of exceptions included.
    pub fn data_links(&self) -> impl Iterator<Item = &DataLink> {
        let of_overrides = self.field.overrides.iter().flat_map(|it| &it.properties).filter_map(|it| match it {
            Property::Links(links) => Some(links),
            _ => None,
        });
        self.field.links.iter().chain(of_overrides.flatten())
    }

    /// Returns where clicks on its values lead, for changes.
    pub fn data_links_mut(&mut self) -> impl Iterator<Item = &mut DataLink> {
        let overrides = self.field.overrides.iter_mut().flat_map(|it| &mut it.properties);
        let of_overrides = overrides.filter_map(|it| match it {
            Property::Links(links) => Some(links),
            _ => None,
        });
        self.field.links.iter_mut().chain(of_overrides.flatten())
    }

    /// Returns the queries in PromQL, each with its place among all queries.
    pub fn promql(&self) -> impl Iterator<Item = (usize, &PromQuery)> {
        self.targets.iter().enumerate().filter_map(|(index, target)| Some((index, target.promql()?)))
    }

    /// Returns what other queries call the query at a place: its name, or its letters.
    pub fn ref_id(&self, index: usize) -> Cow<'_, str> {
        let name = self.targets.get(index).and_then(PanelQuery::name);
        name.map_or_else(|| ref_id(index), |name| name.name().into())
    }

    /// Returns the unit on the panel's main axis: the one it names, or else that of its queries, and the two queries
    /// that disagree as an error.
    ///
    /// # Errors
    /// The letters' indexes and units of two queries that share the axis and have different units.
    pub fn axis_unit(&self) -> Result<Unit, Box<UnitConflict>> {
        if let Some(unit) = &self.field.unit {
            return Ok(unit.clone());
        }
        let mut known: Option<(usize, Unit)> = None;
        for (index, target) in self.promql().filter(|(_, target)| target.axis.is_none_or(Axis::is_main)) {
            known = match known {
                None => Some((index, target.unit.clone())),
                Some((first, unit)) => match unit.joined_with(&target.unit) {
                    Some(joined) => Some((first, joined)),
                    None => {
                        return Err(Box::new(UnitConflict {
                            first,
                            first_unit: unit,
                            second: index,
                            second_unit: target.unit.clone(),
                        }));
                    }
                },
            };
        }
        Ok(known.map_or(Unit::Number, |(_, unit)| unit))
    }
}

/// Two queries that share an axis and have different units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitConflict {
    /// The index of the first query.
    pub first: usize,
    /// Its unit.
    pub first_unit: Unit,
    /// The index of the second query.
    pub second: usize,
    /// Its unit.
    pub second_unit: Unit,
}
