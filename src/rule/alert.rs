//! Alerting rules.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::template::{AlertText, AlertTextPart, Presence};
use super::{Case, name};
use crate::model::{Origin, PanelRef, Text, Uid};
use crate::promql::ast::{Aggregate, BinaryOp, Expr, ExprKind};
use crate::promql::{AnyLabel, Label, Query};
use crate::unit::{Amount, Measure, Unit, Unknown};

/// An alert under construction: `L` are the labels of its query.
///
/// ```
/// use std::time::Duration;
///
/// use dashgen::promql::{minutes, raw};
/// use dashgen::rule::{Alert, AlertRule, Severity, Value};
/// use dashgen::unit::{Amount, Ratio};
///
/// let alert: AlertRule = Alert::above("DiskFull", raw::<Ratio>("max(disk_used_ratio)"), Amount::percent(90.0))
///     .pending_period(minutes(5))
///     .severity(Severity::Critical)
///     .summary(("A disk is ", Value, " full"))
///     .into();
/// assert_eq!(alert.condition().to_string(), "(max(disk_used_ratio)) > 0.9");
/// assert_eq!(alert.uid().as_str(), "disk-full-critical");
/// ```
///
/// A limit in another unit does not compile:
///
/// ```compile_fail
/// use dashgen::promql::raw;
/// use dashgen::rule::Alert;
/// use dashgen::unit::{Amount, Ratio, Seconds};
///
/// Alert::above("DiskFull", raw::<Ratio>("max(disk_used_ratio)"), Amount::<Seconds>::of(0.9));
/// ```
#[derive(Debug, Clone)]
pub struct Alert<L> {
    rule: AlertRule,
    labels: PhantomData<fn() -> L>,
}

/// An alerting rule: a query, its limit, and what to say when the limit is exceeded.
#[derive(Debug, Clone)]
pub struct AlertRule {
    /// The name, `LikeThis`; rules with the same name must differ in severity.
    pub name: Text,
    /// Its UID in Grafana; by default, derived from the name and the severity.
    pub key: Option<Uid>,
    /// The query to evaluate.
    pub query: Expr,
    /// The unit of the query.
    pub unit: Unit,
    /// Whether it fires above or below the limit.
    pub comparison: Comparison,
    /// The limit, in the unit of the query.
    pub limit: f64,
    /// How long the query must be beyond its limit before it fires (`for`).
    pub pending_period: Duration,
    /// How long it keeps firing after the query is back within its limit.
    pub keep_firing_for: Duration,
    /// How urgent it is.
    pub severity: Severity,
    /// What has happened, in one line.
    pub summary: AlertText,
    /// What that means, and what to do first.
    pub description: AlertText,
    /// The URL of the page that says what to do.
    pub runbook: Option<Text>,
    /// The panel that shows it.
    pub panel: Option<PanelRef>,
    /// Additional labels for routing, apart from the severity.
    pub labels: Vec<(Text, Text)>,
    /// What happens while the query has no series.
    pub no_data: Option<NoData>,
    /// What happens while it cannot be evaluated.
    pub exec_error: ExecError,
    /// Test cases: what makes it fire, and what does not.
    pub cases: Vec<Case>,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

/// Whether an alert fires above or below its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

impl Comparison {
    /// Returns the PromQL operator.
    pub const fn operator(self) -> BinaryOp {
        match self {
            Self::Above => BinaryOp::Greater,
            Self::Below => BinaryOp::Less,
        }
    }

    /// Returns the evaluator of Grafana's threshold expression.
    pub const fn evaluator(self) -> &'static str {
        match self {
            Self::Above => "gt",
            Self::Below => "lt",
        }
    }
}

/// How urgent an alert is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For information only: nobody needs to act.
    Info,
    /// Somebody must act, within working hours.
    Warning,
    /// Somebody must act immediately.
    Critical,
}

impl Severity {
    /// Returns the value of the label `severity`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What happens while an alert's query has no series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoData {
    /// It does not fire: that is normal, or another alert covers it.
    Ok,
    /// It fires: the series must exist.
    Alerting,
    /// It keeps its state, firing or not. Only Grafana supports this; in Prometheus, an alert ends when its series
    /// does.
    KeepLast,
}

/// What happens while Grafana cannot evaluate an alert, because its datasource does not respond. Not supported by
/// Prometheus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ExecError {
    /// The failure is reported as an alert `DatasourceError` with the labels of this one.
    #[default]
    Error,
    /// It keeps its state, firing or not: another alert reports the failure.
    KeepLast,
    /// It fires.
    Alerting,
    /// It is resolved.
    Ok,
}

impl<L: Label> Alert<L> {
    /// Returns an alert that fires while a query is above a limit; its severity is `warning` unless set otherwise.
    #[track_caller]
    pub fn above<M: Measure>(name: impl Into<Text>, query: Query<L, M>, limit: Amount<M>) -> Self {
        Self::new(name.into(), query, Comparison::Above, limit)
    }

    /// Returns an alert that fires while a query is below a limit; its severity is `warning` unless set otherwise.
    #[track_caller]
    pub fn below<M: Measure>(name: impl Into<Text>, query: Query<L, M>, limit: Amount<M>) -> Self {
        Self::new(name.into(), query, Comparison::Below, limit)
    }

    #[track_caller]
    fn new<M: Measure>(name: Text, query: Query<L, M>, comparison: Comparison, limit: Amount<M>) -> Self {
        let rule = AlertRule {
            name,
            key: None,
            query: query.into_expr(),
            unit: M::unit(),
            comparison,
            limit: limit.value(),
            pending_period: Duration::ZERO,
            keep_firing_for: Duration::ZERO,
            severity: Severity::Warning,
            summary: AlertText::default(),
            description: AlertText::default(),
            runbook: None,
            panel: None,
            labels: Vec::new(),
            no_data: None,
            exec_error: ExecError::default(),
            cases: Vec::new(),
            origin: Origin::here(),
        };
        Self { rule, labels: PhantomData }
    }

    fn with(mut self, change: impl FnOnce(&mut AlertRule)) -> Self {
        change(&mut self.rule);
        self
    }

    /// Sets its UID in Grafana.
    pub fn key(self, key: Uid) -> Self {
        self.with(|rule| rule.key = Some(key))
    }

    /// Sets how long the query must be beyond its limit before it fires (`for`).
    pub fn pending_period(self, period: Duration) -> Self {
        self.with(|rule| rule.pending_period = period)
    }

    /// Sets how long it keeps firing after the query is back within its limit.
    pub fn keep_firing_for(self, time: Duration) -> Self {
        self.with(|rule| rule.keep_firing_for = time)
    }

    /// Sets how urgent it is.
    pub fn severity(self, severity: Severity) -> Self {
        self.with(|rule| rule.severity = severity)
    }

    /// Sets the summary, which says in one line what has happened: text, labels of the metric, [`Value`](super::Value).
    pub fn summary(self, parts: impl AlertTextPart<L>) -> Self {
        self.with(|rule| rule.summary = AlertText::new(parts))
    }

    /// Sets the description: what it means, and what to do first.
    pub fn description(self, parts: impl AlertTextPart<L>) -> Self {
        self.with(|rule| rule.description = AlertText::new(parts))
    }

    /// Sets the URL of the page that says what to do.
    pub fn runbook(self, url: impl Into<Text>) -> Self {
        self.with(|rule| rule.runbook = Some(url.into()))
    }

    /// Sets the panel that shows it.
    pub fn panel(self, panel: PanelRef) -> Self {
        self.with(|rule| rule.panel = Some(panel))
    }

    /// Adds a label for routing.
    pub fn label(self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.with(|rule| rule.labels.push((name.into(), value.into())))
    }

    /// Sets what happens while the query has no series.
    pub fn no_data(self, no_data: NoData) -> Self {
        self.with(|rule| rule.no_data = Some(no_data))
    }

    /// Sets what happens while Grafana cannot evaluate it; by default, the failure is reported.
    pub fn exec_error(self, exec_error: ExecError) -> Self {
        self.with(|rule| rule.exec_error = exec_error)
    }

    /// Adds a test case in which it fires, or does not.
    pub fn case(self, case: Case) -> Self {
        self.with(|rule| rule.cases.push(case))
    }
}

impl<L> From<Alert<L>> for AlertRule {
    fn from(alert: Alert<L>) -> Self {
        alert.rule
    }
}

impl AlertRule {
    /// Returns the expression that Prometheus evaluates: the query compared with its limit, or also `absent` if that
    /// should fire.
    pub fn condition(&self) -> Expr {
        let query = || Query::<AnyLabel, Unknown>::from_expr(self.query.clone());
        let beyond = match self.comparison {
            Comparison::Above => query().above(self.limit),
            Comparison::Below => query().below(self.limit),
        };
        if self.presence() == Presence::Sure {
            return beyond.into_expr();
        }
        let absent = Query::<AnyLabel, Unknown>::from_expr(watched(&self.query).clone()).absent().in_unit();
        // `absent` returns 1, which is not a value of the query.
        let has_value = self.summary.has_value() || self.description.has_value();
        beyond.or(if has_value { absent * f64::NAN } else { absent }).into_expr()
    }

    /// Returns whether it always has a value and labels when it fires in Prometheus.
    pub fn presence(&self) -> Presence {
        if self.no_data == Some(NoData::Alerting) { Presence::Unsure } else { Presence::Sure }
    }

    /// Returns its UID in Grafana: its key, or else its name and severity in lower case.
    #[expect(clippy::missing_panics_doc, reason = "no name makes it panic, as a test shows")]
    pub fn uid(&self) -> Uid {
        self.key.clone().unwrap_or_else(|| {
            let text = name::kebab(&format!("{}-{}", self.name, self.severity), Uid::MAX_LENGTH);
            Uid::new(Cow::Owned(text)).expect("`kebab` keeps letters, digits and dashes, and ends with the severity")
        })
    }

    /// Returns its title in Grafana, which is unique in a folder.
    pub fn title(&self) -> String {
        format!("{} ({})", self.name, self.severity)
    }
}

/// Returns the argument for `absent`: the series themselves if the query only aggregates them, so that `absent` returns
/// the labels that the alert has otherwise.
fn watched(query: &Expr) -> &Expr {
    match &query.without_parens().kind {
        ExprKind::Aggregate(Aggregate { expr, param: None, .. }) => watched(expr),
        _ => query,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::*;
    use crate::promql::raw;
    use crate::unit::Number;

    fn condition(query: &'static str, summary: impl AlertTextPart<AnyLabel>) -> String {
        let query = Query::<AnyLabel, Number>::from_expr(crate::promql::parse(query).expect("a query"));
        let alert = Alert::below("Down", query, Amount::of(1.0)).no_data(NoData::Alerting).summary(summary);
        AlertRule::from(alert).condition().to_string()
    }

    #[test]
    fn absence_that_fires() {
        let up = "max by (job) (up{job=\"api\"})";
        assert_eq!(condition(up, "down"), format!("{up} < 1 or absent(up{{job=\"api\"}})"));
        assert_eq!(condition("a / b", ("down: ", Value)), "a / b < 1 or absent(a / b) * NaN");
    }

    #[test]
    fn absence_that_does_not() {
        for absence in [NoData::Ok, NoData::KeepLast] {
            let alert = Alert::below("Down", raw::<Number>("up"), Amount::of(1.0)).no_data(absence);
            assert_eq!(AlertRule::from(alert).condition().to_string(), "(up) < 1");
        }
    }
}
