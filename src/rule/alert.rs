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

/// An alert as it is being written: `L` are the labels of what it watches.
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

/// A query that is watched, and what to say when it is beyond its limit.
#[derive(Debug, Clone)]
pub struct AlertRule {
    /// The name, `LikeThis`; rules of one name differ in their severity.
    pub name: Text,
    /// What Grafana keeps it by; made from the name and the severity where it is missing.
    pub key: Option<Uid>,
    /// What is watched.
    pub query: Expr,
    /// The unit of what is watched.
    pub unit: Unit,
    /// On which side of the limit it fires.
    pub comparison: Comparison,
    /// The limit, in the unit of the query.
    pub limit: f64,
    /// How long the query must be beyond its limit first (`for`).
    pub pending_period: Duration,
    /// How long it goes on firing after that is over.
    pub keep_firing_for: Duration,
    /// Who should look, and how soon.
    pub severity: Severity,
    /// What has happened, in a line.
    pub summary: AlertText,
    /// What that means, and what to do first.
    pub description: AlertText,
    /// The page that says what to do.
    pub runbook: Option<Text>,
    /// The panel that shows it.
    pub panel: Option<PanelRef>,
    /// Labels to route it by, beside the severity.
    pub labels: Vec<(Text, Text)>,
    /// What happens while there is nothing to watch.
    pub no_data: Option<NoData>,
    /// What happens while it cannot be evaluated.
    pub exec_error: ExecError,
    /// What fires it and what does not.
    pub cases: Vec<Case>,
    /// Where it was written.
    pub origin: Origin,
}

/// On which side of its limit an alert fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

impl Comparison {
    /// Returns the operator of PromQL.
    pub const fn operator(self) -> BinaryOp {
        match self {
            Self::Above => BinaryOp::Greater,
            Self::Below => BinaryOp::Less,
        }
    }

    /// Returns the evaluator of Grafana's threshold node.
    pub const fn evaluator(self) -> &'static str {
        match self {
            Self::Above => "gt",
            Self::Below => "lt",
        }
    }
}

/// Who should look at an alert, and how soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nobody at once: it is good to know.
    Info,
    /// Somebody, in working hours.
    Warning,
    /// Somebody, now.
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
    /// It does not fire: there is nothing to worry about, or another alert covers it.
    Ok,
    /// It fires: the series must exist.
    Alerting,
    /// It stays as it is, firing or not: no news is neither good nor bad. Only Grafana can; in Prometheus, an alert
    /// ends with its series.
    KeepLast,
}

/// What happens while Grafana cannot evaluate an alert, because its datasource does not answer. In Prometheus, nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ExecError {
    /// Somebody hears of the failure, as an alert `DatasourceError` with the labels of this one.
    #[default]
    Error,
    /// It stays as it is, firing or not: another alert tells of the failure.
    KeepLast,
    /// It fires.
    Alerting,
    /// It is resolved.
    Ok,
}

impl<L: Label> Alert<L> {
    /// Returns an alert that fires while a query is above a limit; a warning until it is given another severity.
    #[track_caller]
    pub fn above<M: Measure>(name: impl Into<Text>, query: Query<L, M>, limit: Amount<M>) -> Self {
        Self::new(name.into(), query, Comparison::Above, limit)
    }

    /// Returns an alert that fires while a query is below a limit; a warning until it is given another severity.
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

    /// Keeps it in Grafana by this uid.
    pub fn key(self, key: Uid) -> Self {
        self.with(|rule| rule.key = Some(key))
    }

    /// Waits until the query has been beyond its limit for so long (`for`).
    pub fn pending_period(self, period: Duration) -> Self {
        self.with(|rule| rule.pending_period = period)
    }

    /// Goes on firing for so long after the query is back.
    pub fn keep_firing_for(self, time: Duration) -> Self {
        self.with(|rule| rule.keep_firing_for = time)
    }

    /// Says who should look, and how soon.
    pub fn severity(self, severity: Severity) -> Self {
        self.with(|rule| rule.severity = severity)
    }

    /// Says in a line what has happened: text, labels of the metric, [`Value`](super::Value).
    pub fn summary(self, parts: impl AlertTextPart<L>) -> Self {
        self.with(|rule| rule.summary = AlertText::new(parts))
    }

    /// Says what it means and what to do first.
    pub fn description(self, parts: impl AlertTextPart<L>) -> Self {
        self.with(|rule| rule.description = AlertText::new(parts))
    }

    /// Names the page that says what to do.
    pub fn runbook(self, url: impl Into<Text>) -> Self {
        self.with(|rule| rule.runbook = Some(url.into()))
    }

    /// Names the panel that shows it.
    pub fn panel(self, panel: PanelRef) -> Self {
        self.with(|rule| rule.panel = Some(panel))
    }

    /// Adds a label to route it by.
    pub fn label(self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.with(|rule| rule.labels.push((name.into(), value.into())))
    }

    /// Says what happens while the query has no series.
    pub fn no_data(self, no_data: NoData) -> Self {
        self.with(|rule| rule.no_data = Some(no_data))
    }

    /// Says what happens while Grafana cannot evaluate it; without it, somebody hears of that.
    pub fn exec_error(self, exec_error: ExecError) -> Self {
        self.with(|rule| rule.exec_error = exec_error)
    }

    /// Adds an example of what fires it, or does not.
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
    /// Returns what Prometheus evaluates: the query beyond its limit, or absent where that fires, too.
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
        // `absent` says 1, which is no value of the query.
        let has_value = self.summary.has_value() || self.description.has_value();
        beyond.or(if has_value { absent * f64::NAN } else { absent }).into_expr()
    }

    /// Returns whether it has its value and its labels whenever it fires in Prometheus.
    pub fn presence(&self) -> Presence {
        if self.no_data == Some(NoData::Alerting) { Presence::Unsure } else { Presence::Sure }
    }

    /// Returns what Grafana keeps it by: its key, or else its name and severity in small letters.
    #[expect(clippy::missing_panics_doc, reason = "no name makes it panic, as a test tells")]
    pub fn uid(&self) -> Uid {
        self.key.clone().unwrap_or_else(|| {
            let text = name::kebab(&format!("{}-{}", self.name, self.severity), Uid::MAX_LENGTH);
            Uid::new(Cow::Owned(text)).expect("`kebab` keeps letters, digits and dashes, and ends with the severity")
        })
    }

    /// Returns its title in Grafana, where two rules of a folder cannot share one.
    pub fn title(&self) -> String {
        format!("{} ({})", self.name, self.severity)
    }
}

/// Returns what is missing when a query has no series: the series themselves where they are only aggregated, so that
/// `absent` gives the labels that the alert has otherwise.
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
