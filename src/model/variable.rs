//! What the reader can choose at the top of a dashboard.

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
    /// What stands before the menu; the name where it is empty.
    pub label: Text,
    /// What it is for.
    pub description: Text,
    /// What of it is shown.
    pub hide: Hide,
    /// Which parts of the values found are taken, as `/.../`: a group is taken alone, and one named `text` is shown.
    pub regex: Text,
    /// Whether the regular expression looks at what is shown, not at the value.
    pub regex_applies_to_text: bool,
    /// Values beside those that a query finds, and where they stand.
    pub static_options: Option<StaticOptions>,
    /// Whether the reader can type a value that is not listed.
    pub allow_custom_value: bool,
    /// Whether what is chosen stays out of the page's address.
    pub skip_url_sync: bool,
    /// What is chosen at first; what Grafana chooses where it is empty.
    pub default_values: Vec<Text>,
    /// What "All" stands for in queries, of a fixed list; all its values where it is missing.
    pub all_value: Option<Text>,
    /// Where its values come from.
    pub kind: VariableKind,
    /// Where it was written.
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

    /// Returns the choice of a datasource of a plugin, by its id: `loki`.
    #[track_caller]
    pub fn datasources(var: Var, plugin: impl Into<Text>) -> Self {
        let plugin = plugin.into();
        Self::new(var, VariableKind::Datasource { plugin, default: None, multi: false, include_all: false })
    }

    /// Returns the choice of a Prometheus datasource.
    #[track_caller]
    pub fn prometheus(var: Var) -> Self {
        Self::datasources(var, "prometheus")
    }

    /// Returns the choice of one or more values of a label, or all of them, asked for whenever the time range changes: of a
    /// metric, perhaps with matchers, or of all series where it is empty.
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

    /// Returns the choice of one or more values that a label of these series has, or all of them: `.value()` of a gauge,
    /// `.total()` of a counter, without functions.
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

    /// Returns the choice of one or more values that a query finds, or all of them.
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

    /// Returns the choice of names of labels that the series of a metric have. Grafana finds metrics whose names contain
    /// this one's, too, and takes no matchers.
    #[track_caller]
    pub fn label_names_of<L: Label, M>(var: Var, series: &Query<L, M>) -> Self {
        Self::query(var, ValuesQuery::LabelNames(series.to_string().into()))
    }

    /// Returns the choice of metrics whose names match a regular expression.
    #[track_caller]
    pub fn metric_names(var: Var, regex: impl Into<Text>) -> Self {
        Self::query(var, ValuesQuery::Metrics(regex.into()))
    }

    /// Returns the choice of what a regular expression (see [`Variable::regex`]) takes out of a query's answer, at the end
    /// of the time range. Outside of a graph there is no [`RATE_INTERVAL`](crate::promql::RATE_INTERVAL) and no
    /// [`INTERVAL`](crate::promql::INTERVAL).
    #[track_caller]
    pub fn query_result<L, M>(var: Var, query: Query<L, M>) -> Self {
        Self::query(var, ValuesQuery::QueryResult(query.into_expr().to_string().into()))
    }

    /// Returns the choice of what a regular expression (see [`Variable::regex`]) takes out of these series: a metric,
    /// perhaps with matchers.
    #[track_caller]
    pub fn series<L, M>(var: Var, query: Query<L, M>) -> Self {
        Self::query(var, ValuesQuery::Series(query.into_expr().to_string().into()))
    }

    /// Returns the choice of what a query of another datasource finds.
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

    /// Returns filters for labels that the reader sets, added to every query of the dashboard's datasource.
    #[track_caller]
    pub fn ad_hoc(var: Var) -> Self {
        Self::new(var, VariableKind::AdHoc(Box::default()))
    }

    /// Returns the choice of labels by which every query of the dashboard's datasource is grouped.
    #[track_caller]
    pub fn group_by(var: Var) -> Self {
        Self::new(var, VariableKind::GroupBy { datasource: None })
    }

    /// Returns a switch that is off: it stands for one text when it is on, and for another when it is off.
    #[track_caller]
    pub fn switch(var: Var, on: impl Into<Text>, off: impl Into<Text>) -> Self {
        Self::new(var, VariableKind::Switch { on: on.into(), off: off.into(), is_on: false })
    }

    /// Returns the choice of one of some values; the first is chosen at first.
    #[track_caller]
    pub fn custom<T: Into<Text>>(var: Var, values: impl IntoIterator<Item = T>) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        Self::new(var, VariableKind::Custom { values, multi: false, include_all: false })
    }

    /// Returns the choice of the label that queries are grouped by: see [`Query::by`].
    #[track_caller]
    pub fn labels<L: Label>(var: LabelVar<L>) -> Self {
        let names = var.labels().iter().map(|label| label.name());
        Self::custom(var.var().clone(), names)
    }

    /// Returns the choice of a step of time; the first is chosen at first.
    #[track_caller]
    pub fn interval(var: Var, values: impl IntoIterator<Item = Duration>) -> Self {
        Self::new(
            var,
            VariableKind::Interval { values: values.into_iter().map(|it| duration(it).into()).collect(), auto: None },
        )
    }

    /// Returns a field for whatever the reader writes.
    #[track_caller]
    pub fn textbox(var: Var, default: impl Into<Text>) -> Self {
        Self::new(var, VariableKind::Textbox { default: default.into() })
    }

    /// Takes only parts of the values found, by a regular expression as `/.../`. A bare one has to match whole values.
    pub fn regex(mut self, regex: impl Into<Text>) -> Self {
        self.regex = pattern::readable(regex);
        self
    }

    /// Lets the regular expression look at what is shown, not at the value.
    pub fn regex_applies_to_text(mut self) -> Self {
        self.regex_applies_to_text = true;
        self
    }

    /// Offers these values beside those that a query finds.
    pub fn static_options<T: Into<Text>>(
        mut self,
        place: StaticOptionsOrder,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.static_options = Some(StaticOptions { values: values.into_iter().map(Into::into).collect(), place });
        self
    }

    /// Takes no value that is not listed.
    pub fn no_custom_values(mut self) -> Self {
        self.allow_custom_value = false;
        self
    }

    /// Keeps what is chosen out of the page's address.
    pub fn skip_url_sync(mut self) -> Self {
        self.skip_url_sync = true;
        self
    }

    /// Offers a step that fits the time range first, of [`Variable::interval`]: about so many, and none shorter than this.
    pub fn auto_step(mut self, count: u32, min: Duration) -> Self {
        if let VariableKind::Interval { auto, .. } = &mut self.kind {
            *auto = Some(AutoStep { count, min: duration(min).into() });
        }
        self
    }

    /// Chooses these values at first.
    pub fn default_values<T: Into<Text>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.default_values = values.into_iter().map(Into::into).collect();
        self
    }

    /// Offers "All", and says what it stands for in queries.
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

    /// Offers "All", of a fixed list or of datasources: it stands for all values.
    pub fn include_all(mut self) -> Self {
        if let VariableKind::Custom { include_all, .. } | VariableKind::Datasource { include_all, .. } = &mut self.kind
        {
            *include_all = true;
        }
        self
    }

    /// Offers no "All".
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

    /// Asks this datasource instead of the dashboard's.
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

    /// Sets how the values found are sorted.
    pub fn sort(mut self, order: Sort) -> Self {
        match &mut self.kind {
            VariableKind::LabelValues { sort, .. } => *sort = order,
            VariableKind::Query(query) => query.sort = order,
            _ => {}
        }
        self
    }

    /// Sets when the values are asked for again.
    pub fn refresh(mut self, when: Refresh) -> Self {
        match &mut self.kind {
            VariableKind::LabelValues { refresh, .. } => *refresh = when,
            VariableKind::Query(query) => query.refresh = when,
            _ => {}
        }
        self
    }

    /// Begins with a filter for a label, of [`Variable::ad_hoc`]: `=`, `!=`, `=~`, `!~`, `=|` (one of), `!=|`,
    /// `<`, `<=`, `>`, `>=`, and the value.
    pub fn filter<L: Label>(mut self, label: L, operator: impl Into<Text>, value: impl Into<Text>) -> Self {
        if let VariableKind::AdHoc(filters) = &mut self.kind {
            filters.filters.push(filter(label.name(), operator.into(), value.into()));
        }
        self
    }

    /// Offers this label, and no other that is not named so, of [`Variable::ad_hoc`].
    pub fn default_key<L: Label>(mut self, label: L) -> Self {
        if let VariableKind::AdHoc(filters) = &mut self.kind {
            filters.keys.push(label.name().into());
        }
        self
    }

    /// Lets the reader group by labels, too, of [`Variable::ad_hoc`].
    pub fn with_group_by(mut self) -> Self {
        if let VariableKind::AdHoc(filters) = &mut self.kind {
            filters.group_by = true;
        }
        self
    }

    /// Always filters by a label, without showing it, of [`Variable::ad_hoc`].
    pub fn base_filter<L: Label>(mut self, label: L, operator: impl Into<Text>, value: impl Into<Text>) -> Self {
        if let VariableKind::AdHoc(filters) = &mut self.kind {
            filters.base_filters.push(filter(label.name(), operator.into(), value.into()));
        }
        self
    }

    /// Is on at first, of [`Variable::switch`].
    pub fn switched_on(mut self) -> Self {
        if let VariableKind::Switch { is_on, .. } = &mut self.kind {
            *is_on = true;
        }
        self
    }

    /// Sets what of it is shown.
    pub fn hide(mut self, hide: Hide) -> Self {
        self.hide = hide;
        self
    }

    /// Allows several values at a time.
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

    /// Sets what stands before the menu.
    pub fn label(mut self, label: impl Into<Text>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what it is for.
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = description.into();
        self
    }

    /// Allows one value at a time only.
    pub fn single(mut self) -> Self {
        if let Some(multi) = self.multi_mut() {
            *multi = false;
        }
        self
    }

    /// Chooses this datasource at first, by its name and uid.
    pub fn default_datasource(mut self, name: impl Into<Text>, uid: Uid) -> Self {
        if let VariableKind::Datasource { default, .. } = &mut self.kind {
            *default = Some((name.into(), uid));
        }
        self
    }
}

/// What is one of several values is a list.
fn filter(label: &'static str, operator: Text, value: Text) -> AdHocFilter {
    let filter = AdHocFilter::empty().key(label).value(value.clone());
    let filter = if operator.ends_with('|') { filter.values([value]) } else { filter };
    filter.operator(operator)
}
