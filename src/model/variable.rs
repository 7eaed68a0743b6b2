//! Variables: selectors at the top of a dashboard.

mod kind;

pub use kind::{
    AdHoc, AutoStep, Hide, QueryVariable, Refresh, Sort, StaticOptions, StaticOptionsOrder, ValuesQuery, VariableKind,
};

use std::time::Duration;

use super::{DatasourceRef, LabelVar, Origin, Text, Uid, Var};
use crate::promql::{Label, Query, duration};
use crate::vocabulary::field::pattern;
use crate::vocabulary::query::{AdHocFilter, VariableQuery};

/// A variable of a dashboard.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its handle.
    pub var: Var,
    /// The label shown next to the menu; if empty, the name.
    pub label: Text,
    /// Its description, shown in a tooltip.
    pub description: Text,
    /// What is shown of it.
    pub hide: Hide,
    /// A regular expression, as `/.../`, that filters the values and extracts parts: the group `value` or the first
    /// group is used as the value, and a group named `text` is displayed.
    pub regex: Text,
    /// Whether the regular expression is applied to the displayed text instead of the value.
    pub regex_applies_to_text: bool,
    /// Additional fixed options of a query variable, and where they are placed.
    pub static_options: Option<StaticOptions>,
    /// Whether users can enter a value that is not listed.
    pub allow_custom_value: bool,
    /// Whether the selection is kept out of the URL.
    pub skip_url_sync: bool,
    /// The initial selection; if empty, Grafana chooses.
    pub default_values: Vec<Text>,
    /// The value of "All" in queries, for a fixed list; by default, all its values.
    pub all_value: Option<Text>,
    /// Where its values come from.
    pub kind: VariableKind,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

impl Variable {
    /// Returns a visible variable.
    #[track_caller]
    pub fn new(var: Var, kind: VariableKind) -> Self {
        Self {
            var,
            label: Text::default(),
            description: Text::default(),
            hide: Hide::default(),
            regex: Text::default(),
            regex_applies_to_text: false,
            static_options: None,
            allow_custom_value: true,
            skip_url_sync: false,
            default_values: Vec::new(),
            all_value: None,
            kind,
            origin: Origin::here(),
        }
    }

    /// Returns a selector of datasources of a plugin, by its ID: `loki`.
    #[track_caller]
    pub fn datasources(var: Var, plugin: impl Into<Text>) -> Self {
        let plugin = plugin.into();
        Self::new(var, VariableKind::Datasource { plugin, default: None, multi: false, include_all: false })
    }

    /// Returns a selector of Prometheus datasources.
    #[track_caller]
    pub fn prometheus(var: Var) -> Self {
        Self::datasources(var, "prometheus")
    }

    /// Returns a selector of one or more values of a label, or all of them, reloaded whenever the time range changes.
    /// `series` is a metric, optionally with matchers; if empty, all series are used.
    #[track_caller]
    pub fn label_values(var: Var, series: impl Into<Text>, label: impl Into<Text>) -> Self {
        let kind = VariableKind::LabelValues {
            series: series.into(),
            label: label.into(),
            datasource: None,
            refresh: Refresh::OnTimeRange,
            sort: Sort::default(),
            multi: true,
            all: Some(".+".into()),
        };
        Self::new(var, kind)
    }

    /// Returns a selector of one or more values of a label of these series, or all of them. The series must be plain:
    /// `.value()` of a gauge or `.total()` of a counter, without functions.
    ///
    /// ```
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// The service.
    /// #     info SERVICE("service_info", dashgen::unit::Number) by service {}
    /// # }
    /// use dashgen::model::{Var, Variable};
    ///
    /// let job = Variable::values_of(Var::literal("job"), &SERVICE.value(), service::Job);
    /// ```
    #[track_caller]
    pub fn values_of<L: Label, M>(var: Var, series: &Query<L, M>, label: L) -> Self {
        Self::label_values(var, series.to_string(), label.name())
    }

    /// Returns a selector of one or more results of a query, or all of them.
    #[track_caller]
    pub fn query(var: Var, query: ValuesQuery) -> Self {
        let kind = QueryVariable {
            query,
            datasource: None,
            refresh: Refresh::OnTimeRange,
            sort: Sort::default(),
            multi: true,
            all: Some(".+".into()),
        };
        Self::new(var, VariableKind::Query(Box::new(kind)))
    }

    /// Returns a selector of the label names of a metric. Grafana also includes metrics whose names contain this one's,
    /// and does not support matchers here.
    #[track_caller]
    pub fn label_names_of<L: Label, M>(var: Var, series: &Query<L, M>) -> Self {
        Self::query(var, ValuesQuery::LabelNames(series.to_string().into()))
    }

    /// Returns a selector of metrics whose names match a regular expression.
    #[track_caller]
    pub fn metric_names(var: Var, regex: impl Into<Text>) -> Self {
        Self::query(var, ValuesQuery::Metrics(regex.into()))
    }

    /// Returns a selector of the values that a regular expression (see [`Variable::regex`]) extracts from the result of
    /// a query at the end of the time range. Variables cannot use [`RATE_INTERVAL`](crate::promql::RATE_INTERVAL) and
    /// no [`INTERVAL`](crate::promql::INTERVAL).
    #[track_caller]
    pub fn query_result<L, M>(var: Var, query: Query<L, M>) -> Self {
        Self::query(var, ValuesQuery::QueryResult(query.into_expr().to_string().into()))
    }

    /// Returns a selector of the values that a regular expression (see [`Variable::regex`]) extracts from these series:
    /// a metric, optionally with matchers.
    #[track_caller]
    pub fn series<L, M>(var: Var, query: Query<L, M>) -> Self {
        Self::query(var, ValuesQuery::Series(query.into_expr().to_string().into()))
    }

    /// Returns a selector of the results of a query to another datasource.
    ///
    /// ```
    /// use dashgen::vocabulary::query::VariableQuery;
    /// use dashgen::model::{DatasourceRef, Uid, Var, Variable};
    ///
    /// let query = VariableQuery::empty().kind(dashgen::json::Either::Left(1.0)).label("app").stream("{job=\"shop\"}");
    /// Variable::from_query(Var::literal("app"), DatasourceRef::other("loki", &Uid::literal("loki")), query);
    /// ```
    #[track_caller]
    pub fn from_query(var: Var, datasource: DatasourceRef, query: VariableQuery) -> Self {
        Self::query(var, ValuesQuery::Document(Box::new(query))).datasource(datasource)
    }

    /// Returns label filters that users set, and that are added to every query to the dashboard's datasource.
    #[track_caller]
    pub fn ad_hoc(var: Var) -> Self {
        Self::new(var, VariableKind::AdHoc(Box::default()))
    }

    /// Returns a selector of labels by which every query to the dashboard's datasource is grouped.
    #[track_caller]
    pub fn group_by(var: Var) -> Self {
        Self::new(var, VariableKind::GroupBy { datasource: None })
    }

    /// Returns a switch, which is off by default: its value is one text when on, and another when off.
    #[track_caller]
    pub fn switch(var: Var, on: impl Into<Text>, off: impl Into<Text>) -> Self {
        Self::new(var, VariableKind::Switch { on: on.into(), off: off.into(), is_on: false })
    }

    /// Returns a selector of one of these values; the first one is the default.
    #[track_caller]
    pub fn custom<T: Into<Text>>(var: Var, values: impl IntoIterator<Item = T>) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        Self::new(var, VariableKind::Custom { values, multi: false, include_all: false })
    }

    /// Returns the choice of the label that queries are grouped by: see [`Query::by`].
    #[track_caller]
    pub fn labels<L: Label>(var: LabelVar<L>) -> Self {
        let labels = var.labels();
        Self::custom(var.into_var(), labels.iter().map(|label| label.name()))
    }

    /// Returns a selector of a time interval; the first one is the default.
    #[track_caller]
    pub fn interval(var: Var, values: impl IntoIterator<Item = Duration>) -> Self {
        Self::new(
            var,
            VariableKind::Interval { values: values.into_iter().map(|it| duration(it).into()).collect(), auto: None },
        )
    }

    /// Returns a free text field.
    #[track_caller]
    pub fn textbox(var: Var, default: impl Into<Text>) -> Self {
        Self::new(var, VariableKind::Textbox { default: default.into() })
    }

    /// Filters the values with a regular expression, as `/.../`, and extracts its groups. A bare one must match whole
    /// values.
    pub fn regex(mut self, regex: impl Into<Text>) -> Self {
        self.regex = pattern::readable(regex);
        self
    }

    /// Applies the regular expression to the displayed text instead of the value.
    pub fn regex_applies_to_text(mut self) -> Self {
        self.regex_applies_to_text = true;
        self
    }

    /// Adds these fixed options to the results of the query.
    pub fn static_options<T: Into<Text>>(
        mut self,
        place: StaticOptionsOrder,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.static_options = Some(StaticOptions { values: values.into_iter().map(Into::into).collect(), place });
        self
    }

    /// Does not allow values that are not listed.
    pub fn no_custom_values(mut self) -> Self {
        self.allow_custom_value = false;
        self
    }

    /// Keeps the selection out of the URL.
    pub fn skip_url_sync(mut self) -> Self {
        self.skip_url_sync = true;
        self
    }

    /// Adds an automatic interval to [`Variable::interval`], as the first option: the time range divided into about
    /// `count` steps, each at least `min` long.
    pub fn auto_step(mut self, count: u32, min: Duration) -> Self {
        if let VariableKind::Interval { auto, .. } = &mut self.kind {
            *auto = Some(AutoStep { count, min: duration(min).into() });
        }
        self
    }

    /// Sets the initial selection.
    pub fn default_values<T: Into<Text>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.default_values = values.into_iter().map(Into::into).collect();
        self
    }

    /// Adds an "All" option, and sets its value in queries.
    pub fn all_value(mut self, value: impl Into<Text>) -> Self {
        match &mut self.kind {
            VariableKind::LabelValues { all, .. } => *all = Some(value.into()),
            VariableKind::Query(query) => query.all = Some(value.into()),
            VariableKind::Custom { include_all, .. } => {
                *include_all = true;
                self.all_value = Some(value.into());
            }
            _ => {}
        }
        self
    }

    /// Adds an "All" option to a fixed list or a datasource selector: it means all values.
    pub fn include_all(mut self) -> Self {
        if let VariableKind::Custom { include_all, .. } | VariableKind::Datasource { include_all, .. } = &mut self.kind
        {
            *include_all = true;
        }
        self
    }

    /// Removes the "All" option.
    pub fn without_all(mut self) -> Self {
        match &mut self.kind {
            VariableKind::LabelValues { all, .. } => *all = None,
            VariableKind::Query(query) => query.all = None,
            VariableKind::Custom { include_all, .. } | VariableKind::Datasource { include_all, .. } => {
                *include_all = false;
            }
            _ => {}
        }
        self
    }

    /// Uses this datasource instead of the dashboard's.
    pub fn datasource(mut self, source: DatasourceRef) -> Self {
        match &mut self.kind {
            VariableKind::LabelValues { datasource, .. } | VariableKind::GroupBy { datasource } => {
                *datasource = Some(source);
            }
            VariableKind::Query(query) => query.datasource = Some(source),
            VariableKind::AdHoc(filters) => filters.datasource = Some(source),
            _ => {}
        }
        self
    }

    /// Sets how the values are sorted.
    pub fn sort(mut self, order: Sort) -> Self {
        match &mut self.kind {
            VariableKind::LabelValues { sort, .. } => *sort = order,
            VariableKind::Query(query) => query.sort = order,
            _ => {}
        }
        self
    }

    /// Sets when the values are reloaded.
    pub fn refresh(mut self, when: Refresh) -> Self {
        match &mut self.kind {
            VariableKind::LabelValues { refresh, .. } => *refresh = when,
            VariableKind::Query(query) => query.refresh = when,
            _ => {}
        }
        self
    }

    /// Adds an initial filter to [`Variable::ad_hoc`]: a label, an operator (`=`, `!=`, `=~`, `!~`, `=|` (one of),
    /// `!=|`, `<`, `<=`, `>`, `>=`), and a value.
    pub fn filter<L: Label>(mut self, label: L, operator: impl Into<Text>, value: impl Into<Text>) -> Self {
        if let VariableKind::AdHoc(filters) = &mut self.kind {
            filters.filters.push(filter(label.name(), operator.into(), value.into()));
        }
        self
    }

    /// Adds a label to those that [`Variable::ad_hoc`] offers, instead of all labels of the datasource.
    pub fn default_key<L: Label>(mut self, label: L) -> Self {
        if let VariableKind::AdHoc(filters) = &mut self.kind {
            filters.keys.push(label.name().into());
        }
        self
    }

    /// Lets users of [`Variable::ad_hoc`] group by labels as well.
    pub fn with_group_by(mut self) -> Self {
        if let VariableKind::AdHoc(filters) = &mut self.kind {
            filters.group_by = true;
        }
        self
    }

    /// Adds a permanent, hidden filter to [`Variable::ad_hoc`].
    pub fn base_filter<L: Label>(mut self, label: L, operator: impl Into<Text>, value: impl Into<Text>) -> Self {
        if let VariableKind::AdHoc(filters) = &mut self.kind {
            filters.base_filters.push(filter(label.name(), operator.into(), value.into()));
        }
        self
    }

    /// Turns [`Variable::switch`] on by default.
    pub fn switched_on(mut self) -> Self {
        if let VariableKind::Switch { is_on, .. } = &mut self.kind {
            *is_on = true;
        }
        self
    }

    /// Sets what is shown of it.
    pub fn hide(mut self, hide: Hide) -> Self {
        self.hide = hide;
        self
    }

    /// Allows several values to be selected.
    pub fn multi(mut self) -> Self {
        if let Some(multi) = self.multi_mut() {
            *multi = true;
        }
        self
    }

    fn multi_mut(&mut self) -> Option<&mut bool> {
        match &mut self.kind {
            VariableKind::LabelValues { multi, .. }
            | VariableKind::Custom { multi, .. }
            | VariableKind::Datasource { multi, .. } => Some(multi),
            VariableKind::Query(query) => Some(&mut query.multi),
            _ => None,
        }
    }

    /// Sets the label shown next to the menu.
    pub fn label(mut self, label: impl Into<Text>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the description: what it is for.
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = description.into();
        self
    }

    /// Allows only one value to be selected.
    pub fn single(mut self) -> Self {
        if let Some(multi) = self.multi_mut() {
            *multi = false;
        }
        self
    }

    /// Sets the initial datasource, by its name and UID.
    pub fn default_datasource(mut self, name: impl Into<Text>, uid: Uid) -> Self {
        if let VariableKind::Datasource { default, .. } = &mut self.kind {
            *default = Some((name.into(), uid));
        }
        self
    }
}

/// A selection is a list if several values can be selected.
fn filter(label: &'static str, operator: Text, value: Text) -> AdHocFilter {
    let filter = AdHocFilter::empty().key(label).value(value.clone());
    let filter = if operator.ends_with('|') { filter.values([value]) } else { filter };
    filter.operator(operator)
}
