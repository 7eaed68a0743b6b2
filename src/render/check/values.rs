//! What a variable asks for: a query that Grafana and Prometheus take.
//!
//! Source: `metric_find_query` and `datasource` of the npm package `@grafana/prometheus` 13.2.3.

use super::super::error::RenderError;
use crate::grafana::variable;
use crate::model::{Dashboard, ValuesQuery, Variable, VariableKind};
use crate::promql::ast::{Expr, ExprKind, Selector, TimeShift};
use crate::promql::parse;

/// Checks that the query of a variable is one that can be asked.
pub(super) fn of_variable(dashboard: &Dashboard, variable: &Variable) -> Result<(), RenderError> {
    let problem = match &variable.kind {
        VariableKind::LabelValues { series, .. } => {
            series_only(series, "label values can only be queried for plain series")
        }
        VariableKind::Query(query) => match &query.query {
            ValuesQuery::LabelNames(metric) => metric_only(metric),
            ValuesQuery::QueryResult(query) => one_moment(query),
            ValuesQuery::Series(series) => series_only(series, "only plain series can be queried"),
            ValuesQuery::Metrics(_) | ValuesQuery::Text(_) | ValuesQuery::Document(_) => None,
        },
        VariableKind::AdHoc(filters) => {
            let mut operators = filters.filters.iter().chain(&filters.base_filters).map(|it| it.operator.as_deref());
            let unknown = operators.find(|it| !it.is_some_and(|it| OPERATORS.contains(&it)));
            unknown.map(|it| {
                (it.unwrap_or_default().to_owned(), format!("a filter must use one of {}", OPERATORS.join(" ")))
            })
        }
        _ => None,
    };
    let Some((query, problem)) = problem else { return Ok(()) };
    Err(RenderError::VariableQuery {
        origin: variable.origin,
        dashboard: dashboard.uid.clone(),
        variable: variable.var.name().to_owned(),
        query,
        problem,
    })
}

/// How filters compare. Source: `OPERATORS` of the npm package `@grafana/scenes`.
const OPERATORS: [&str; 10] = ["=", "!=", "=|", "!=|", "=~", "!~", "<", "<=", ">", ">="];

type Problem = Option<(String, String)>;

/// Prometheus looks for series by a selector, and takes nothing else.
fn series_only(text: &str, what: &str) -> Problem {
    let is_series = |expr: &Expr| match &expr.kind {
        ExprKind::Selector(Selector { range: None, time, extent: None, .. }) => *time == TimeShift::default(),
        ExprKind::Placeholder(_) => true,
        _ => false,
    };
    // What cannot be read is for the lints to tell.
    let is_refused = parse(text).is_ok_and(|expr| !is_series(&expr));
    is_refused.then(|| {
        let hint = "a metric, optionally with matchers, but without functions, ranges, `offset` and `@`; a counter's \
                    series are `.total()`";
        (text.to_owned(), format!("{what}: {hint}"))
    })
}

/// Grafana looks for metrics whose names contain the text.
fn metric_only(text: &str) -> Problem {
    let is_refused = parse(text).is_ok_and(|expr| match &expr.kind {
        ExprKind::Selector(selector) => *selector != Selector { name: selector.name.clone(), ..Selector::default() },
        ExprKind::Placeholder(_) => false,
        _ => true,
    });
    is_refused.then(|| {
        (text.to_owned(), "label names can only be queried for a metric, without matchers or functions".to_owned())
    })
}

/// The query is asked once, for the end of the time range, outside of any graph, and is read by a regular expression
/// that knows no line breaks.
fn one_moment(text: &str) -> Problem {
    let holds = |name: &str| ["$", "${", "[["].iter().any(|mark| text.contains(&format!("{mark}{name}")));
    let problem = if holds(variable::RATE_INTERVAL) || holds(variable::INTERVAL) {
        "only graphs have an interval, variables do not: use a fixed window (`minutes(5)`) or `RANGE`"
    } else if text.contains(['\n', '\r']) {
        "Grafana requires it to be on one line"
    } else {
        return None;
    };
    Some((text.to_owned(), problem.to_owned()))
}
