//! Queries that say the same become equal.

use crate::promql::ast::{Expr, ExprKind, Matcher};

/// Returns an expression without parentheses that change nothing, with labels in the order of the alphabet.
pub(super) fn settled(expr: Expr) -> Expr {
    let span = expr.span;
    let kind = match expr.kind {
        ExprKind::Paren(inner) => return settled(*inner),
        ExprKind::Selector(mut selector) => {
            selector.matchers.sort_by_key(key);
            ExprKind::Selector(selector)
        }
        ExprKind::Subquery(mut subquery) => {
            settle(&mut subquery.expr);
            ExprKind::Subquery(subquery)
        }
        ExprKind::Call { function, function_span, args } => {
            ExprKind::Call { function, function_span, args: args.into_iter().map(settled).collect() }
        }
        ExprKind::Aggregate(mut aggregate) => {
            settle(&mut aggregate.expr);
            aggregate.param.iter_mut().for_each(settle);
            if let Some(grouping) = &mut aggregate.grouping {
                grouping.labels.sort_by(|a, b| a.text.cmp(&b.text));
            }
            ExprKind::Aggregate(aggregate)
        }
        ExprKind::Binary(mut binary) => {
            settle(&mut binary.lhs);
            settle(&mut binary.rhs);
            if let Some(matching) = &mut binary.matching {
                let labels = matching.labels.iter_mut().map(|it| &mut it.labels);
                let included = matching.group.iter_mut().map(|it| &mut it.include);
                labels.chain(included).for_each(|labels| labels.sort_by(|a, b| a.text.cmp(&b.text)));
            }
            ExprKind::Binary(binary)
        }
        ExprKind::Unary { negative, mut expr } => {
            settle(&mut expr);
            ExprKind::Unary { negative, expr }
        }
        other => other,
    };
    Expr { kind, span }
}

fn settle(expr: &mut Box<Expr>) {
    let nothing = ExprKind::Placeholder("".into()).into();
    let inner = std::mem::replace(&mut **expr, nothing);
    **expr = settled(inner);
}

fn key(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Label { label, value, .. } => format!("{}\0{value}", label.text),
        Matcher::Placeholder(name) => name.text.to_string(),
    }
}
