//! A panel's queries: an expression, and what the legend calls its series.

use super::{Axis, DatasourceRef, Origin, QueryRef, Text};
use crate::grafana::AUTO_LEGEND;
use crate::promql::ast::Expr;
use crate::promql::{BucketRates, Label, Query, Window};
use crate::unit::{Measure, Number, PerSecond, Unit};

/// A query of a panel.
#[derive(Debug, Clone)]
pub struct PromQuery {
    /// What other queries call it; a letter where it is missing.
    pub name: Option<QueryRef>,
    /// The expression.
    pub expr: Expr,
    /// The unit of its numbers.
    pub unit: Unit,
    /// What its series are called.
    pub legend: Legend,
    /// Whether it asks for the whole time range or for its end.
    pub query_type: QueryType,
    /// What shape the answer has.
    pub format: ResultFormat,
    /// The datasource; the panel's where it is missing.
    pub datasource: Option<DatasourceRef>,
    /// How far apart the points are at least: `1h`.
    pub min_step: Option<Text>,
    /// The axis that it is drawn on, for a query whose unit is not the panel's.
    pub axis: Option<Axis>,
    /// Whether it is asked but not shown.
    pub hidden: bool,
    /// Whether single events that Prometheus kept, with their traces, are drawn over the series.
    pub exemplars: bool,
    /// Where it was written.
    pub origin: Origin,
}

/// What the series of a query are called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Legend {
    /// By the labels in which they differ.
    #[default]
    Auto,
    /// By this text; `{{label}}` stands for a label's value.
    Template(Text),
}

impl Legend {
    /// Returns the text that Grafana takes.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Auto => AUTO_LEGEND,
            Self::Template(text) => text,
        }
    }
}

/// Whether a query asks for a range of time or for one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum QueryType {
    /// For the whole range of the dashboard.
    #[default]
    Range,
    /// For its end.
    Instant,
}

/// What shape the answer to a query has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ResultFormat {
    /// A series of time and value each.
    #[default]
    TimeSeries,
    /// One table with the labels as columns.
    Table,
    /// The buckets of a histogram.
    Heatmap,
}

/// A part of a typed legend: text, or a label of the query's metric.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in the legend of a query over `{L}`",
    label = "neither a text nor a label of this query's metric",
    note = "a legend takes a text, a label of the query's own metric, or up to three of them: `(requests::Path, \" 5xx\")`"
)]
pub trait LegendPart<L> {
    /// Appends the part as Grafana writes it.
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
    /// Names the series in the legend: a text, a label of the metric, or up to three of them.
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

    /// Names the series in the legend by a text as Grafana writes it, with `{{label}}` for a label's value.
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
    /// Gives it the name by which expressions refer to it.
    #[track_caller]
    pub fn named(self, name: QueryRef) -> PromQuery {
        PromQuery::from(self).named(name)
    }

    /// Asks for a table of the labels and values at the end of the time range: for tables, bar charts and maps.
    #[track_caller]
    pub fn table(self) -> PromQuery {
        PromQuery { format: ResultFormat::Table, ..PromQuery::from(self).instant() }
    }
}

impl<L: Label, M: Measure> BucketRates<L, M> {
    /// Shows the buckets themselves, in a heatmap or bar gauge: how many observations each takes per second.
    #[track_caller]
    pub fn buckets(self) -> PromQuery {
        let query = Query::<L, PerSecond<Number>>::from_expr(self.into_expr());
        PromQuery { format: ResultFormat::Heatmap, ..query.legend_text("{{le}}") }
    }
}

impl PromQuery {
    /// Gives it the name by which expressions refer to it.
    pub fn named(mut self, name: QueryRef) -> Self {
        self.name = Some(name);
        self
    }

    /// Asks, but does not show the answer: for expressions.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Draws exemplars over the series: single events that Prometheus kept, which lead to their traces.
    pub fn exemplars(mut self) -> Self {
        self.exemplars = true;
        self
    }

    /// Asks for the end of the time range only.
    pub fn instant(mut self) -> Self {
        self.query_type = QueryType::Instant;
        self
    }

    /// Draws it on an axis of its own, so that it may have a unit of its own.
    pub fn axis(mut self, axis: Axis) -> Self {
        self.axis = Some(axis);
        self
    }

    /// Keeps its points at least this far apart.
    pub fn min_step(mut self, step: impl Into<Window>) -> Self {
        self.min_step = Some(step.into().into());
        self
    }

    /// Asks this datasource instead of the panel's.
    pub fn datasource(mut self, datasource: DatasourceRef) -> Self {
        self.datasource = Some(datasource);
        self
    }
}
