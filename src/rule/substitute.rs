//! Substitutes recorded series for the expressions that they record.
//!
//! Only expressions that give the same numbers are replaced: the expression of a rule itself, and a `sum` (`max`,
//! `min`) over series that a rule has aggregated in the same way by more labels, since a sum of sums is the sum.
//! Matchers that the rule does not have are moved to the recorded series, which must have kept their labels.

use super::Recording;
use crate::grafana::variable::RATE_INTERVAL;
use crate::promql::ast::{Aggregate, AggregateOp, Expr, ExprKind, Grouping, Matcher, Name, Selector};

/// How closely a rule must match a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Near {
    /// The numbers must be the same.
    #[default]
    Same,
    /// The query may use Grafana's `$__rate_interval` where the rule has a fixed window; the graph is then smoother.
    RateInterval,
}

/// A substitution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitution {
    /// The recorded series that is read.
    pub series: &'static str,
    /// Whether the rule's fixed window replaced `$__rate_interval`.
    pub is_near: bool,
}

/// Replaces expressions with recorded series, and returns the substitutions.
pub fn recorded<'a>(
    expr: &mut Expr,
    rules: &(impl Iterator<Item = &'a Recording> + Clone),
    near: Near,
) -> Vec<Substitution> {
    let mut done = Vec::new();
    walk(expr, &mut |expr| {
        let found = rules.clone().find_map(|rule| replacement(expr, rule, near));
        let Some((new, substitution)) = found else { return false };
        *expr = new;
        done.push(substitution);
        true
    });
    done
}

/// Visits an expression and its parts; the visitor can skip the parts of one.
fn walk(expr: &mut Expr, visit: &mut dyn FnMut(&mut Expr) -> bool) {
    let mut next = Some(expr);
    while let Some(expr) = next.take() {
        if visit(expr) {
            return;
        }
        match &mut expr.kind {
            ExprKind::Binary(binary) => {
                walk(&mut binary.rhs, visit);
                // Operations are left-associative, and may be nested thousands deep.
                next = Some(&mut *binary.lhs);
            }
            ExprKind::Call { args, .. } => args.iter_mut().for_each(|arg| walk(arg, visit)),
            ExprKind::Aggregate(aggregate) => next = Some(&mut *aggregate.expr),
            ExprKind::Subquery(subquery) => next = Some(&mut *subquery.expr),
            ExprKind::Unary { expr, .. } | ExprKind::Paren(expr) => next = Some(&mut **expr),
            ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Selector(_)
            | ExprKind::Placeholder(_)
            | ExprKind::Raw(_) => {}
        }
    }
}

fn replacement(expr: &Expr, rule: &Recording, near: Near) -> Option<(Expr, Substitution)> {
    if *expr == rule.expr {
        return Some((series(rule, Vec::new()), Substitution { series: rule.name, is_near: false }));
    }
    let ExprKind::Aggregate(query) = &expr.kind else { return None };
    let ExprKind::Aggregate(kept) = &rule.expr.kind else { return None };
    let (matchers, is_near) = same_series(&query.expr, &kept.expr, near)?;
    let labels = kept_labels(kept)?;
    let is_kept = |name: &str| labels.iter().any(|label| label.text == name);
    let moved = matchers.iter().all(|matcher| matches!(matcher, Matcher::Label { label, .. } if is_kept(&label.text)));
    let grouping_fits = match &query.grouping {
        None => true,
        Some(Grouping { without: false, labels }) => labels.iter().all(|label| is_kept(&label.text)),
        Some(Grouping { without: true, .. }) => false,
    };
    let again = matches!(query.op, AggregateOp::Sum | AggregateOp::Min | AggregateOp::Max);
    if !(again && query.op == kept.op && moved && grouping_fits) {
        return None;
    }
    let inner = Box::new(series(rule, matchers));
    let outer = Aggregate { expr: inner, ..query.clone() };
    Some((ExprKind::Aggregate(outer).into(), Substitution { series: rule.name, is_near }))
}

fn kept_labels(rule: &Aggregate) -> Option<&[Name]> {
    match &rule.grouping {
        Some(Grouping { without: false, labels }) => Some(labels),
        _ => None,
    }
}

fn series(rule: &Recording, matchers: Vec<Matcher>) -> Expr {
    ExprKind::Selector(Selector { name: Some(rule.name.into()), matchers, ..Selector::default() }).into()
}

/// Returns the matchers that a query has in addition to those of a rule, if both read the same series in the same way,
/// and whether the match is only near.
fn same_series(query: &Expr, rule: &Expr, near: Near) -> Option<(Vec<Matcher>, bool)> {
    let (mut query, mut rule) = (query.clone(), rule.clone());
    let (asked, kept) = (only_selector(&mut query)?, only_selector(&mut rule)?);
    let mut matchers = std::mem::take(&mut asked.matchers);
    for matcher in std::mem::take(&mut kept.matchers) {
        let at = matchers.iter().position(|other| *other == matcher)?;
        matchers.remove(at);
    }
    let is_rate_interval = |range: &Option<Box<Expr>>| {
        let kind = range.as_ref().map(|range| &range.kind);
        matches!(kind, Some(ExprKind::Placeholder(text)) if text.contains(RATE_INTERVAL))
    };
    let is_near = near == Near::RateInterval && is_rate_interval(&asked.range) && kept.range.is_some();
    if is_near {
        asked.range.clone_from(&kept.range);
    }
    (query == rule).then_some((matchers, is_near))
}

/// Returns the selector of `x` or `f(x)`.
fn only_selector(expr: &mut Expr) -> Option<&mut Selector> {
    match &mut expr.kind {
        ExprKind::Selector(selector) => Some(selector),
        ExprKind::Call { args, .. } => match args.as_mut_slice() {
            [Expr { kind: ExprKind::Selector(selector), .. }] => Some(selector),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;
    use crate::promql::parse;

    const RULES: [(&str, &str); 4] = [
        ("job_status:requests:rate5m", "sum by (job, status) (rate(requests_total[5m]))"),
        ("job_le:seconds_bucket:rate5m", "sum by (job, le) (rate(seconds_bucket[5m]))"),
        ("job:errors:rate5m", "sum by (job) (rate(requests_total{status=\"500\"}[5m]))"),
        (":ratio:avg", "avg(ratio)"),
    ];

    fn read(text: &str, near: Near) -> String {
        let rules: Vec<_> = RULES
            .iter()
            .map(|(name, expr)| Recording { name, expr: parse(expr).unwrap(), origin: Origin::here() })
            .collect();
        let mut expr = parse(text).unwrap();
        recorded(&mut expr, &rules.iter(), near);
        expr.to_string()
    }

    #[test]
    fn what_gives_the_same_numbers_is_replaced() {
        for (query, expected) in [
            ("sum(rate(requests_total{job=~\"$job\"}[5m]))", "sum(job_status:requests:rate5m{job=~\"$job\"})"),
            (
                "sum by (job) (rate(requests_total{status=~\"5..\"}[5m])) / 2",
                "sum by (job) (job_status:requests:rate5m{status=~\"5..\"}) / 2",
            ),
            (
                "histogram_quantile(0.9, sum by (le) (rate(seconds_bucket[5m])))",
                "histogram_quantile(0.9, sum by (le) (job_le:seconds_bucket:rate5m))",
            ),
            ("avg(ratio) > 1", ":ratio:avg > 1"),
            ("1 - (1 - avg(ratio)) - 2 - 3", "1 - (1 - :ratio:avg) - 2 - 3"),
        ] {
            assert_eq!(read(query, Near::Same), expected, "{query}");
        }
    }

    #[test]
    fn what_would_differ_stays() {
        for query in [
            "sum(rate(requests_total[1m]))",
            "sum(rate(requests_total[$__rate_interval]))",
            "max(rate(requests_total[5m]))",
            "avg(ratio{job=\"a\"})",
            "sum by (instance) (rate(requests_total[5m]))",
            "sum(rate(requests_total{instance=\"a\"}[5m]))",
            "sum without (job) (rate(requests_total[5m]))",
            "sum(irate(requests_total[5m]))",
            "sum(rate(requests_total[5m] offset 1h))",
            "rate(requests_total[5m])",
        ] {
            assert_eq!(read(query, Near::Same), query);
        }
    }

    #[test]
    fn a_rate_interval_on_demand() {
        let query = "sum(rate(requests_total[$__rate_interval]))";
        assert_eq!(read(query, Near::RateInterval), "sum(job_status:requests:rate5m)");
    }
}
