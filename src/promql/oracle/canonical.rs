//! Trees made comparable: without what somebody wrote for the eye, or without what Prometheus leaves out when it prints.

use super::super::ast::{At, Binary, Expr, ExprKind, MatchOp, Matcher, Matching, Name, Number, Span, TimeShift};

/// Returns the tree without the parentheses that somebody wrote or the printer added.
pub(super) fn bare(expr: &Expr) -> Expr {
    rewrite(expr, &|_| {})
}

/// Returns the tree without what Prometheus changes when it prints: it sorts matchers, puts names without quotes or
/// among them, leaves out empty lists of labels, and writes ranges and offsets as durations.
pub(super) fn as_printed_by_prometheus(expr: &Expr) -> Expr {
    rewrite(expr, &|kind| match kind {
        ExprKind::Selector(selector) => {
            selector.matchers.extend(selector.name.take().map(name_matcher));
            selector.matchers.sort_by_key(|matcher| format!("{matcher:?}"));
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
            if let Some(matching) = &mut binary.matching {
                let has_group = matching.group.is_some();
                matching.labels.take_if(|labels| !labels.on && labels.labels.is_empty() && !has_group);
            }
            binary.matching.take_if(|matching| *matching == Matching::default());
        }
        _ => {}
    })
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
