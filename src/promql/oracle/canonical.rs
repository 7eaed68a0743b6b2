//! Trees made comparable: without what somebody wrote for the eye, or without what Prometheus leaves out when it prints.

use super::super::ast::{At, Binary, Expr, ExprKind, MatchOp, Matcher, Matching, Name, Number, Span, TimeShift};
use super::super::{Type, type_of};

/// Returns the tree without the parentheses that somebody wrote or the printer added.
pub(super) fn bare(expr: &Expr) -> Expr {
    rewrite(expr, &|_| {})
}

/// Returns the tree as it is after Prometheus has printed it, but for what [`without_prints_changes`] takes away.
///
/// It cuts durations to milliseconds after an error of its own: `32.422 * 1e9` is a little less than 32,422,000,000.
pub(super) fn cut_as_printed(expr: &Expr) -> Expr {
    rewrite(expr, &|kind| match kind {
        ExprKind::Binary(binary) => [&mut binary.lhs, &mut binary.rhs].into_iter().for_each(|side| cut(side)),
        ExprKind::Call { args, .. } => args.iter_mut().for_each(cut),
        ExprKind::Aggregate(aggregate) => aggregate.param.iter_mut().for_each(|param| cut(param)),
        ExprKind::Unary { expr, .. } => cut(expr),
        _ => {}
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "as Prometheus does")]
fn cut(expr: &mut Expr) {
    if let ExprKind::Number(Number { value, is_duration: true }) = &mut expr.kind {
        let milliseconds = (value.abs() * 1000.0).round() as i64;
        let seconds = (milliseconds / 1000) as f64 + (milliseconds % 1000 * 1_000_000) as f64 / 1e9;
        let nanoseconds = (seconds * 1e9) as i64;
        *value = (nanoseconds / 1_000_000) as f64 / 1000.0 * value.signum();
    }
}

/// Returns the tree without what Prometheus changes when it prints: it sorts matchers, puts names without quotes or
/// among them, leaves out empty lists of labels and the sign `+`, and writes ranges and offsets as durations.
pub(super) fn without_prints_changes(expr: &Expr) -> Expr {
    rewrite(expr, &|kind| match kind {
        ExprKind::Selector(selector) => {
            selector.matchers.extend(selector.name.take().map(name_matcher));
            selector.matchers.sort_by_key(ToString::to_string);
            selector.range.iter_mut().for_each(|range| written_as_duration(range));
            written_in_milliseconds(&mut selector.time);
        }
        ExprKind::Subquery(subquery) => {
            written_as_duration(&mut subquery.range);
            subquery.step.iter_mut().for_each(|step| written_as_duration(step));
            written_in_milliseconds(&mut subquery.time);
        }
        ExprKind::Aggregate(aggregate) => {
            aggregate.grouping.take_if(|grouping| !grouping.without && grouping.labels.is_empty());
        }
        ExprKind::Binary(binary) => {
            binary.matching.iter_mut().for_each(with_written_labels);
            let has_scalar = [&binary.lhs, &binary.rhs].into_iter().any(|side| type_of(side) == Some(Type::Scalar));
            binary.matching.take_if(|matching| has_scalar || *matching == Matching::default());
        }
        ExprKind::Unary { negative: false, expr } => *kind = expr.kind.clone(),
        _ => {}
    })
}

fn with_written_labels(matching: &mut Matching) {
    let has_group = matching.group.is_some();
    matching.labels.take_if(|labels| !labels.on && labels.labels.is_empty() && !has_group);
    for fill in [&mut matching.fill_left, &mut matching.fill_right].into_iter().flatten() {
        fill.is_duration = false;
    }
}

fn name_matcher(name: Name) -> Matcher {
    let (op, value_span) = (MatchOp::Equal, Span::default());
    Matcher::Label { label: "__name__".into(), op, value: name.text, value_span, bare: false }
}

fn written_as_duration(expr: &mut Expr) {
    if let ExprKind::Number(number) = &mut expr.kind {
        *number = Number { value: milliseconds(number.value), is_duration: true };
    }
}

fn written_in_milliseconds(time: &mut TimeShift) {
    time.offset.iter_mut().for_each(|offset| written_as_duration(offset));
    time.offset.take_if(|offset| matches!(&offset.kind, ExprKind::Number(number) if number.value == 0.0));
    if let Some(At::Time(time)) = &mut time.at
        && let ExprKind::Number(number) = &mut time.kind
    {
        *number = Number { value: milliseconds(number.value), is_duration: false };
    }
}

fn milliseconds(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// Copies a tree without its parentheses, and changes every part of it, the innermost first.
fn rewrite(expr: &Expr, change: &impl Fn(&mut ExprKind)) -> Expr {
    let boxed = |expr: &Expr| Box::new(rewrite(expr, change));
    let time = |time: &TimeShift| TimeShift {
        offset: time.offset.as_deref().map(boxed),
        at: match &time.at {
            Some(At::Time(time)) => Some(At::Time(boxed(time))),
            other => other.clone(),
        },
    };
    let mut kind = match &expr.without_parens().kind {
        ExprKind::Selector(selector) => {
            let mut selector = selector.clone();
            selector.range = selector.range.as_deref().map(boxed);
            selector.time = time(&selector.time);
            ExprKind::Selector(selector)
        }
        ExprKind::Subquery(subquery) => {
            let mut subquery = subquery.clone();
            subquery.expr = boxed(&subquery.expr);
            subquery.range = boxed(&subquery.range);
            subquery.step = subquery.step.as_deref().map(boxed);
            subquery.time = time(&subquery.time);
            ExprKind::Subquery(subquery)
        }
        ExprKind::Call { function, function_span, args } => {
            let args = args.iter().map(|arg| rewrite(arg, change)).collect();
            ExprKind::Call { function: function.clone(), function_span: *function_span, args }
        }
        ExprKind::Aggregate(aggregate) => {
            let mut aggregate = aggregate.clone();
            aggregate.param = aggregate.param.as_deref().map(boxed);
            aggregate.expr = boxed(&aggregate.expr);
            ExprKind::Aggregate(aggregate)
        }
        ExprKind::Binary(Binary { op, op_span, return_bool, matching, lhs, rhs }) => ExprKind::Binary(Binary {
            op: *op,
            op_span: *op_span,
            return_bool: *return_bool,
            matching: matching.clone(),
            lhs: boxed(lhs),
            rhs: boxed(rhs),
        }),
        ExprKind::Unary { negative, expr } => ExprKind::Unary { negative: *negative, expr: boxed(expr) },
        other => other.clone(),
    };
    change(&mut kind);
    kind.into()
}
