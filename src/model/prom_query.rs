//! PromQL queries of a panel: an expression, and the legend of its series.

use super::{Axis, DatasourceRef, Origin, QueryRef, Text};
use crate::grafana::AUTO_LEGEND;
use crate::promql::ast::Expr;
use crate::promql::{BucketRates, Label, Query, Window};
use crate::unit::{Measure, Number, PerSecond, Unit};

/// A PromQL query of a panel.
#[derive(Debug, Clone)]
pub struct PromQuery {
    /// Its ref ID, by which other queries refer to it; by default, a letter.
    pub name: Option<QueryRef>,
    /// The expression.
    pub expr: Expr,
    /// The unit of its values.
    pub unit: Unit,
    /// The legend: the names of its series.
    pub legend: Legend,
    /// Whether it is a range query or an instant query.
    pub query_type: QueryType,
    /// The format of the result.
    pub format: ResultFormat,
    /// The datasource; by default, that of the panel.
    pub datasource: Option<DatasourceRef>,
    /// The minimum step between points: `1h`.
    pub min_step: Option<Text>,
    /// The axis that it is drawn on, for a query whose unit differs from the panel's.
    pub axis: Option<Axis>,
    /// Whether it runs without its results being shown.
    pub hidden: bool,
    /// Whether exemplars, with links to their traces, are drawn over the series.
    pub exemplars: bool,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

/// The names of the series of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Legend {
    /// The labels in which they differ.
    #[default]
    Auto,
    /// This text; `{{label}}` is replaced by the value of a label.
    Template(Text),
}

impl Legend {
    /// Returns the text in Grafana's format.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Auto => AUTO_LEGEND,
            Self::Template(text) => text,
        }
    }
}

/// Whether a query evaluates a time range or a single point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum QueryType {
    /// Evaluates the whole time range of the dashboard.
    #[default]
    Range,
    /// Evaluates only the end of the time range.
    Instant,
}

/// The format of a query result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ResultFormat {
    /// Time series.
    #[default]
    TimeSeries,
    /// One table with the labels as columns.
    Table,
    /// The buckets of a histogram.
    Heatmap,
}

/// A part of a typed legend: text, or a label of the query's metric.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used in the legend of a query over `{L}`",
    label = "neither a string nor a label of this query's metric",
    note = "a legend takes a string, a label of the query's own metric, or up to three of these: `(requests::Path, \" 5xx\")`"
)]
pub trait LegendPart<L> {
    /// Appends the part in Grafana's format.
    fn append(self, legend: &mut String);
}

impl<L> LegendPart<L> for &'static str {
    fn append(self, legend: &mut String) {
        legend.push_str(self);
    }
}

impl<L: Label> LegendPart<L> for L {
    fn append(self, legend: &mut String) {
        legend.push_str("{{");
        legend.push_str(self.name());
        legend.push_str("}}");
    }
}

impl<L, A: LegendPart<L>, B: LegendPart<L>> LegendPart<L> for (A, B) {
    fn append(self, legend: &mut String) {
        self.0.append(legend);
        self.1.append(legend);
    }
}

impl<L, A: LegendPart<L>, B: LegendPart<L>, C: LegendPart<L>> LegendPart<L> for (A, B, C) {
    fn append(self, legend: &mut String) {
        self.0.append(legend);
        self.1.append(legend);
        self.2.append(legend);
    }
}

impl<L: Label, M: Measure> Query<L, M> {
    /// Sets the legend: a string, a label of the metric, or up to three of these combined.
    ///
    /// ```
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// Requests.
    /// #     counter REQUESTS("requests_total", dashgen::unit::Number) by requests { Method = "method", Path = "path" }
    /// # }
    /// # use dashgen::promql::minutes;
    /// let target = REQUESTS.rate(minutes(5)).sum_by([requests::Method, requests::Path])
    ///     .legend((requests::Method, " ", requests::Path));
    /// assert_eq!(target.legend.as_str(), "{{method}} {{path}}");
    /// ```
    #[track_caller]
    pub fn legend(self, parts: impl LegendPart<L>) -> PromQuery {
        let mut legend = String::new();
        parts.append(&mut legend);
        PromQuery { legend: Legend::Template(legend.into()), ..PromQuery::from(self) }
    }

    /// Sets the legend in Grafana's format, with `{{label}}` for the value of a label.
    #[track_caller]
    pub fn legend_text(self, legend: impl Into<Text>) -> PromQuery {
        PromQuery { legend: Legend::Template(legend.into()), ..PromQuery::from(self) }
    }
}

impl<L, M: Measure> From<Query<L, M>> for PromQuery {
    #[track_caller]
    fn from(query: Query<L, M>) -> Self {
        Self {
            name: None,
            unit: query.unit(),
            expr: query.into_expr(),
            legend: Legend::default(),
            query_type: QueryType::default(),
            format: ResultFormat::default(),
            datasource: None,
            min_step: None,
            axis: None,
            hidden: false,
            exemplars: false,
            origin: Origin::here(),
        }
    }
}

impl<L, M: Measure> Query<L, M> {
    /// Sets the name by which expressions refer to it.
    #[track_caller]
    pub fn named(self, name: QueryRef) -> PromQuery {
        PromQuery::from(self).named(name)
    }

    /// Returns a table of the labels and values at the end of the time range, for tables, bar charts and maps.
    #[track_caller]
    pub fn table(self) -> PromQuery {
        PromQuery { format: ResultFormat::Table, ..PromQuery::from(self).instant() }
    }
}

impl<L: Label, M: Measure> BucketRates<L, M> {
    /// Shows the buckets themselves in a heatmap or bar gauge: the observations per second in each.
    #[track_caller]
    pub fn buckets(self) -> PromQuery {
        let query = Query::<L, PerSecond<Number>>::from_expr(self.into_expr());
        PromQuery { format: ResultFormat::Heatmap, ..query.legend_text("{{le}}") }
    }
}

impl PromQuery {
    /// Sets the name by which expressions refer to it.
    pub fn named(mut self, name: QueryRef) -> Self {
        self.name = Some(name);
        self
    }

    /// Runs it without showing its results, for use in expressions.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Draws exemplars over the series, with links to their traces.
    pub fn exemplars(mut self) -> Self {
        self.exemplars = true;
        self
    }

    /// Evaluates only the end of the time range.
    pub fn instant(mut self) -> Self {
        self.query_type = QueryType::Instant;
        self
    }

    /// Draws it on this axis, so that it may have a different unit.
    pub fn axis(mut self, axis: Axis) -> Self {
        self.axis = Some(axis);
        self
    }

    /// Sets the minimum step between points.
    pub fn min_step(mut self, step: impl Into<Window>) -> Self {
        self.min_step = Some(step.into().into());
        self
    }

    /// Uses this datasource instead of the panel's.
    pub fn datasource(mut self, datasource: DatasourceRef) -> Self {
        self.datasource = Some(datasource);
        self
    }
}
