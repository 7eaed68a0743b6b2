//! Walking over a tree.

use super::{At, Expr, ExprKind, Matcher, Name, Span, TimeShift};

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

impl Expr {
    /// Changes every span in the expression.
    pub(in crate::promql) fn move_spans(&mut self, moved: &dyn Fn(Span) -> Span) {
        let move_name = |name: &mut Name| name.span = moved(name.span);
        let mut waiting = vec![self];
        while let Some(expr) = waiting.pop() {
            expr.span = moved(expr.span);
            match &mut expr.kind {
                ExprKind::Number(_) | ExprKind::String(_) | ExprKind::Placeholder(_) | ExprKind::Raw(_) => {}
                ExprKind::Selector(selector) => {
                    selector.name.iter_mut().for_each(move_name);
                    for matcher in &mut selector.matchers {
                        match matcher {
                            Matcher::Label { label, value_span, .. } => {
                                move_name(label);
                                *value_span = moved(*value_span);
                            }
                            Matcher::Placeholder(name) => move_name(name),
                        }
                    }
                    waiting.extend(selector.range.as_deref_mut());
                    waiting.extend(selector.time.expressions_mut());
                }
                ExprKind::Subquery(subquery) => {
                    waiting.extend([&mut *subquery.expr, &mut *subquery.range]);
                    waiting.extend(subquery.step.as_deref_mut());
                    waiting.extend(subquery.time.expressions_mut());
                }
                ExprKind::Call { function_span, args, .. } => {
                    *function_span = moved(*function_span);
                    waiting.extend(args);
                }
                ExprKind::Aggregate(aggregate) => {
                    aggregate.op_span = moved(aggregate.op_span);
                    aggregate.grouping.iter_mut().flat_map(|grouping| &mut grouping.labels).for_each(move_name);
                    waiting.extend(aggregate.param.as_deref_mut());
                    waiting.push(&mut aggregate.expr);
                }
                ExprKind::Binary(binary) => {
                    binary.op_span = moved(binary.op_span);
                    if let Some(matching) = &mut binary.matching {
                        matching.labels.iter_mut().flat_map(|labels| &mut labels.labels).for_each(move_name);
                        matching.group.iter_mut().flat_map(|group| &mut group.include).for_each(move_name);
                    }
                    waiting.extend([&mut *binary.lhs, &mut *binary.rhs]);
                }
                ExprKind::Unary { expr, .. } | ExprKind::Paren(expr) => waiting.push(expr),
            }
        }
    }
}

impl TimeShift {
    fn expressions_mut(&mut self) -> impl Iterator<Item = &mut Expr> {
        let at = match &mut self.at {
            Some(At::Time(time)) => Some(&mut **time),
            _ => None,
        };
        self.offset.as_deref_mut().into_iter().chain(at)
    }

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
