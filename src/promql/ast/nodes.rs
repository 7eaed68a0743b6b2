//! Walking over a tree.

use super::{At, Expr, ExprKind, TimeShift};

/// The parts of an expression, itself first, each before its own parts; see [`Expr::nodes`].
pub struct Nodes<'a> {
    waiting: Vec<&'a Expr>,
}

impl Expr {
    /// Returns the expression and everything inside it, from left to right; durations in brackets and after `offset`
    /// are left out.
    pub fn nodes(&self) -> Nodes<'_> {
        Nodes { waiting: vec![self] }
    }

    /// Returns the expressions directly inside this one, in the order that they are written in.
    pub fn children(&self) -> impl DoubleEndedIterator<Item = &Self> {
        let (pair, rest): ([Option<&Self>; 2], &[Self]) = match &self.kind {
            ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Selector(_)
            | ExprKind::Placeholder(_)
            | ExprKind::Raw(_) => ([None, None], &[]),
            ExprKind::Subquery(subquery) => ([Some(&subquery.expr), None], &[]),
            ExprKind::Call { args, .. } => ([None, None], args),
            ExprKind::Aggregate(aggregate) => ([aggregate.param.as_deref(), Some(&aggregate.expr)], &[]),
            ExprKind::Binary(binary) => ([Some(&binary.lhs), Some(&binary.rhs)], &[]),
            ExprKind::Unary { expr, .. } | ExprKind::Paren(expr) => ([Some(expr), None], &[]),
        };
        pair.into_iter().flatten().chain(rest)
    }

    /// Returns the expressions of durations and times that this one is read with: range, step, `offset` and `@`.
    pub fn durations(&self) -> impl Iterator<Item = &Self> {
        let (range, step, time) = match &self.kind {
            ExprKind::Selector(selector) => (selector.range.as_deref(), None, Some(&selector.time)),
            ExprKind::Subquery(subquery) => (Some(&*subquery.range), subquery.step.as_deref(), Some(&subquery.time)),
            _ => (None, None, None),
        };
        let [offset, at] = time.map_or([None, None], TimeShift::expressions);
        [range, step, offset, at].into_iter().flatten()
    }

    /// Returns the expression inside any parentheses around it.
    pub fn without_parens(&self) -> &Self {
        let mut expr = self;
        while let ExprKind::Paren(inner) = &expr.kind {
            expr = inner;
        }
        expr
    }
}

impl TimeShift {
    fn expressions(&self) -> [Option<&Expr>; 2] {
        let at = match &self.at {
            Some(At::Time(time)) => Some(&**time),
            _ => None,
        };
        [self.offset.as_deref(), at]
    }
}

impl<'a> Iterator for Nodes<'a> {
    type Item = &'a Expr;

    fn next(&mut self) -> Option<&'a Expr> {
        let expr = self.waiting.pop()?;
        self.waiting.extend(expr.children().rev());
        Some(expr)
    }
}
