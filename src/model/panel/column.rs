//! The columns of a table that shows the results of several queries side by side.

use std::collections::BTreeMap;

use super::Panel;
use crate::model::{DataLink, Field, Mapping, Override, PromQuery, QueryType, ResultFormat, Text, Thresholds};
use crate::promql::Label;
use crate::unit::Unit;
use crate::vocabulary::field::{ColorMode, RegexpOrNames};
use crate::vocabulary::panel::{HideFrom, TableCell, TableField, TableSort, Visualization};
use crate::vocabulary::transformation::{FilterNamesOptions, OrganizeOptions, Transformation};

/// A column of a table: a label that identifies rows, or the values of a query. See [`Panel::columns`].
#[derive(Debug, Clone)]
pub struct Column {
    title: Text,
    source: Source,
    look: Override,
    sorted: Option<TableSort>,
}

#[derive(Debug, Clone)]
enum Source {
    Label(&'static str),
    Query(Box<PromQuery>),
}

impl Column {
    /// Returns a column for a label. Rows of all queries with the same labels are merged.
    pub fn label(title: impl Into<Text>, label: impl Label) -> Self {
        Self::new(title.into(), Source::Label(label.name()))
    }

    /// Returns a column for the values of a query at the end of the time range, in the unit of the query.
    #[track_caller]
    pub fn value(title: impl Into<Text>, query: impl Into<PromQuery>) -> Self {
        let query = PromQuery { query_type: QueryType::Instant, format: ResultFormat::Table, ..query.into() };
        Self::new(title.into(), Source::Query(Box::new(query)))
    }

    fn new(title: Text, source: Source) -> Self {
        Self { look: Override::by_name(title.clone()), title, source, sorted: None }
    }

    /// Sets the unit, if it differs from that of the query.
    pub fn unit(self, unit: Unit) -> Self {
        self.with_override(|look| look.unit(unit))
    }

    /// Sets the number of decimals.
    pub fn decimals(self, count: u8) -> Self {
        self.with_override(|look| look.decimals(count))
    }

    /// Sets the minimum and maximum of bars and colours, in the unit.
    pub fn range(self, min: f64, max: f64) -> Self {
        self.with_override(|look| look.range(min, max))
    }

    /// Sets the thresholds, where the colour changes.
    pub fn thresholds(self, thresholds: Thresholds) -> Self {
        self.with_override(|look| look.thresholds(thresholds))
    }

    /// Sets the colour, or how it is chosen.
    pub fn color(self, color: impl Into<ColorMode>) -> Self {
        self.with_override(|look| look.color(color))
    }

    /// Sets the value mappings.
    pub fn mappings(self, mappings: impl Into<Vec<Mapping>>) -> Self {
        self.with_override(|look| look.mappings(mappings))
    }

    /// Adds a data link to the cells. [`DataLink::set`] can use labels that are columns.
    pub fn link(self, link: DataLink) -> Self {
        self.with_override(|look| look.links([link]))
    }

    /// Sets the cell type.
    pub fn cell(self, cell: TableCell) -> Self {
        self.with_override(|look| look.custom(|field: TableField| field.cell_options(cell)))
    }

    /// Sets the width, in pixels.
    pub fn width(self, pixels: f64) -> Self {
        self.with_override(|look| look.custom(|field: TableField| field.width(pixels)))
    }

    /// Hides the column: for labels that only links need.
    pub fn hidden(self) -> Self {
        // Grafana reads the first up to 12, the second from 13 on.
        self.with_override(|look| {
            look.custom(|field: TableField| field.hidden(true).hide_from(HideFrom::new().viz(true)))
        })
    }

    /// Sorts the rows by this column, in descending order. If several columns do so, the last one counts.
    pub fn largest_first(mut self) -> Self {
        self.sorted = Some(TableSort::largest_first(self.title.clone()));
        self
    }

    /// Sorts the rows by this column, in ascending order. If several columns do so, the last one counts.
    pub fn smallest_first(mut self) -> Self {
        self.sorted = Some(TableSort::smallest_first(self.title.clone()));
        self
    }

    /// Changes any other properties of an override.
    pub fn with_override(mut self, change: impl FnOnce(Override) -> Override) -> Self {
        self.look = change(self.look);
        self
    }
}

impl Panel {
    /// Shows only these columns, in this order. The queries are joined by their common labels.
    ///
    /// The build fails if no query of the columns has a label, or if two columns have the same title.
    ///
    /// ```
    /// use dashgen::model::{Column, Panel, Table, Thresholds};
    /// use dashgen::promql::RATE_INTERVAL;
    /// use dashgen::unit::{Bytes, Seconds};
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// Time on the processor.
    /// #     counter CPU("cpu_seconds_total", Seconds) by cpu { Pod = "pod" }
    /// #     /// Memory in use.
    /// #     gauge MEMORY("memory_bytes", Bytes) by memory { Pod = "pod" }
    /// # }
    ///
    /// Panel::new("pods", "Pods", Table::default()).columns([
    ///     Column::label("Pod", cpu::Pod),
    ///     Column::value("CPU", CPU.rate(RATE_INTERVAL).sum_by([cpu::Pod])).largest_first(),
    ///     Column::value("Memory", MEMORY.value().sum_by([memory::Pod])).thresholds(Thresholds::from_ok().critical(2e9)),
    /// ]);
    /// ```
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        let columns: Vec<Column> = columns.into_iter().collect();
        let first = self.targets.len();
        let queries = columns.iter().filter_map(|column| match &column.source {
            Source::Query(query) => Some(query.as_ref().clone().into()),
            Source::Label(_) => None,
        });
        self.targets.extend(queries);
        let names = self.names(first, &columns);
        let order = (0_u32..).zip(&names).map(|(at, name)| (name.clone(), f64::from(at)));
        let titles = names.iter().zip(&columns).map(|(name, column)| (name.clone(), column.title.clone()));
        let organize = OrganizeOptions::new()
            .index_by_name(order.collect::<BTreeMap<_, _>>())
            .rename_by_name(titles.collect::<BTreeMap<_, _>>());
        let only = RegexpOrNames::new().names(names.iter().cloned().map(Text::from).collect::<Vec<_>>());
        let joined = self
            .transform(FilterNamesOptions::new().include(only))
            .transformation(Transformation::merge())
            .transform(organize);
        columns.into_iter().fold(joined, Self::column)
    }

    /// Returns what the fields of columns are called before they are renamed.
    fn names(&self, first: usize, columns: &[Column]) -> Vec<String> {
        let mut next = first;
        let name = |column: &Column| match column.source {
            Source::Label(label) => label.to_owned(),
            Source::Query(_) => {
                next += 1;
                self.name_of(next - 1).unwrap_or_default()
            }
        };
        columns.iter().map(name).collect()
    }

    /// Adds what a column says of its own looks, once its query is there.
    fn column(mut self, column: Column) -> Self {
        if let (Visualization::Table(table), Some(sorted)) = (&self.visualization, column.sorted) {
            self.visualization = table.clone().sorted(sorted).into();
        }
        let look = match column.source {
            Source::Label(label) => {
                self.columns.push((column.title, Some(label)));
                column.look
            }
            Source::Query(query) => {
                self.columns.push((column.title, None));
                unit_of(&mut self.field, column.look, query.unit)
            }
        };
        if look.properties.is_empty() { self } else { self.field_override(look) }
    }
}

/// The unit of the first query is the panel's, and all others that differ say so.
fn unit_of(field: &mut Field, look: Override, unit: Unit) -> Override {
    let common = field.unit.get_or_insert_with(|| unit.clone());
    let says = look.properties.iter().any(|it| it.id() == "unit");
    if *common == unit || says { look } else { look.unit(unit) }
}
