//! Panels: queries, and how their results are shown.

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

/// A panel: queries, and how their results are shown.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Its key, from which its ID is derived.
    pub key: PanelKey,
    /// Its title.
    pub title: Text,
    /// Its description: what it shows, and what to do if that looks wrong.
    pub description: Text,
    /// The kind of panel, with its options.
    pub visualization: Visualization,
    /// The queries. The first one is query `A`.
    pub targets: Vec<PanelQuery>,
    /// The transformations of the results before they are drawn.
    pub transformations: Vec<Transformation>,
    /// The field config: unit, thresholds, overrides and so on.
    pub field: Field,
    /// The columns of a table that [`Panel::columns`] made: their titles, and the label of each that is one.
    pub columns: Vec<(Text, Option<&'static str>)>,
    /// The desired size.
    pub size: Size,
    /// Where it stands.
    pub place: Place,
    /// The datasource; by default, that of the dashboard.
    pub datasource: Option<DatasourceRef>,
    /// Links in its header.
    pub links: Vec<Link>,
    /// Whether its background is transparent.
    pub transparent: bool,
    /// The minimum step between points, for all queries: `30s`.
    pub min_step: Option<Text>,
    /// The maximum number of points per series; by default, the panel's width in pixels.
    pub max_data_points: Option<u32>,
    /// The variable that it is repeated for.
    pub repeat: Option<Repeat>,
    /// Its own time range, if it differs from the dashboard's.
    pub time: OwnTime,
    /// The library panel that it shows.
    pub library: Option<LibraryPanelRef>,
    /// How long Grafana caches results, in milliseconds.
    pub query_caching_ttl: Option<u32>,
    /// How long the datasource caches results.
    pub cache_timeout: Option<Text>,
    /// When it is shown; by default, always. Only in an [`AutoGrid`](super::AutoGrid), and only in v2.
    pub show_when: Option<Box<Conditions>>,
    /// Issues with the data that are intended.
    pub allowed: Vec<Allowance>,
    /// Where in the Rust source it was defined.
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

    /// Sets the description: what it shows, and what to do if that looks wrong.
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

    /// Sets the desired size.
    pub fn size(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// Shows it only under these conditions. It must be in an [`AutoGrid`](super::AutoGrid). Only in v2.
    pub fn show_when(mut self, conditions: impl Into<Conditions>) -> Self {
        self.show_when = Some(Box::new(conditions.into()));
        self
    }

    /// Sets the unit, if it differs from that of the queries.
    pub fn unit(mut self, unit: Unit) -> Self {
        self.field.unit = Some(unit);
        self
    }

    /// Sets the number of decimals.
    pub fn decimals(mut self, count: u8) -> Self {
        self.field.decimals = Some(count);
        self
    }

    /// Sets the minimum and maximum of the axis or gauge, in the unit.
    pub fn range(mut self, min: f64, max: f64) -> Self {
        (self.field.min, self.field.max) = (Some(min), Some(max));
        self
    }

    /// Sets the minimum of the axis or gauge, in the unit.
    pub fn min(mut self, min: f64) -> Self {
        self.field.min = Some(min);
        self
    }

    /// Sets the maximum of the axis or gauge, in the unit.
    pub fn max(mut self, max: f64) -> Self {
        self.field.max = Some(max);
        self
    }

    /// Sets the text shown if there is no value.
    pub fn no_value(mut self, text: impl Into<Text>) -> Self {
        self.field.no_value = Some(text.into());
        self
    }

    /// Sets the thresholds, where the colour changes.
    pub fn thresholds(mut self, thresholds: Thresholds) -> Self {
        self.field.thresholds = Some(thresholds);
        self
    }

    /// Sets a fixed colour, or how colours are chosen.
    pub fn color(mut self, color: impl Into<ColorMode>) -> Self {
        self.field.color = Some(color.into());
        self
    }

    /// Adds a value mapping: a text shown instead of some values.
    pub fn mapping(mut self, mapping: Mapping) -> Self {
        self.field.mappings.push(mapping);
        self
    }

    /// Adds a data link, which opens on click.
    pub fn data_link(mut self, link: DataLink) -> Self {
        self.field.links.push(link);
        self
    }

    /// Adds an override for some series.
    pub fn field_override(mut self, field_override: Override) -> Self {
        self.field.overrides.push(field_override);
        self
    }

    /// Uses this datasource instead of the dashboard's.
    pub fn datasource(mut self, datasource: DatasourceRef) -> Self {
        self.datasource = Some(datasource);
        self
    }

    /// Sets the minimum step between points, for all queries.
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

    /// Returns the PromQL queries, each with its index among all queries.
    pub fn promql(&self) -> impl Iterator<Item = (usize, &PromQuery)> {
        self.targets.iter().enumerate().filter_map(|(index, target)| Some((index, target.promql()?)))
    }

    /// Returns the ref ID of the query at an index: its name, or its letters.
    pub fn ref_id(&self, index: usize) -> Cow<'_, str> {
        let name = self.targets.get(index).and_then(PanelQuery::name);
        name.map_or_else(|| ref_id(index), |name| name.name().into())
    }

    /// Returns the unit of the panel's main axis: the panel's own unit, or else that of its queries.
    ///
    /// # Errors
    /// [`UnitConflict`] if two queries that share the axis have different units.
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

/// Puts panels under each other; the first stands where it would without the others.
pub(super) fn stacked(panels: impl IntoIterator<Item = Panel>) -> impl Iterator<Item = Panel> {
    panels.into_iter().enumerate().map(|(at, panel)| match at {
        0 => panel,
        _ => Panel { place: Place::Under, ..panel },
    })
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
