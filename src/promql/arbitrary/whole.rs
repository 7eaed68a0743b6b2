//! What few queries use: the youngest constructs, and every function.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::ast::{Binary, BinaryOp, Expr, ExprKind, RangeExtent, Selector, Span, Subquery, TimeShift};
use super::super::functions::{FUNCTIONS, Function, Type};
use super::{call, duration, number, parts_of_selector, pattern, scalar, value};

pub(super) fn instant(inner: BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let shifted = (parts_of_selector(), extent(), offset()).prop_map(|(selector, extent, offset)| {
        let time = TimeShift { offset: Some(offset), ..selector.time };
        ExprKind::Selector(Selector { time, extent, ..selector }).into()
    });
    prop_oneof![1 => shifted, 3 => any_call(inner)].boxed()
}

fn extent() -> impl Strategy<Value = Option<RangeExtent>> {
    option::of(select(&[RangeExtent::Anchored, RangeExtent::Smoothed][..]))
}

fn range(inner: BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let selector = (parts_of_selector(), extent(), arithmetic()).prop_map(|(selector, extent, range)| {
        ExprKind::Selector(Selector { extent, range: Some(range.into()), ..selector }).into()
    });
    let subquery = (inner, arithmetic(), option::of(arithmetic()), offset()).prop_map(|(expr, range, step, offset)| {
        let (expr, range, step) = (expr.into(), range.into(), step.map(Box::new));
        ExprKind::Subquery(Subquery { expr, range, step, time: TimeShift { offset: Some(offset), at: None } }).into()
    });
    prop_oneof![2 => selector, 1 => subquery].boxed()
}

/// A call of any function with arguments as its row in the table asks for; `info` has a grammar of its own.
fn any_call(inner: BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let known = FUNCTIONS.iter().filter(|function| function.name != "info").collect::<Vec<_>>();
    let args = (vec(inner.clone(), 1), vec(range(inner), 1), vec(scalar(), 12), vec(value(), 6), pattern());
    (select(known), 0usize..4, args)
        .prop_map(|(function, more, (vectors, ranges, scalars, texts, pattern))| {
            let count = function.most.min(function.least + more);
            let args = (0..count).map(|index| match type_of_arg(function, index) {
                Type::Instant => vectors[0].clone(),
                Type::Range => ranges[0].clone(),
                Type::Scalar => scalars[index].clone(),
                // The one argument that Prometheus compiles as a regular expression.
                Type::String if function.name == "label_replace" && index == 4 => {
                    ExprKind::String(pattern.clone().into()).into()
                }
                Type::String => ExprKind::String(texts[index].clone().into()).into(),
            });
            let expr = call(function.name, args.collect());
            if function.returns == Type::Scalar { call("vector", vec![expr]) } else { expr }
        })
        .boxed()
}

fn type_of_arg(function: &Function, index: usize) -> Type {
    *function.args.get(index).or(function.args.last()).expect("a function with arguments knows their types")
}

/// What may follow `offset`.
fn offset() -> BoxedStrategy<Box<Expr>> {
    let negative = arithmetic().prop_map(|expr| match expr.kind {
        ExprKind::Number(_) => expr,
        _ => ExprKind::Unary { negative: true, expr: Box::new(expr) }.into(),
    });
    prop_oneof![arithmetic(), negative].prop_map(Box::new).boxed()
}

/// An expression of durations.
fn arithmetic() -> BoxedStrategy<Expr> {
    let seconds = (1u32..100_000).prop_map(|seconds| number(f64::from(seconds), false));
    let calls = select(&["step", "range"][..]).prop_map(|name| call(name, vec![]));
    let leaf = prop_oneof![3 => duration().boxed(), 1 => seconds.boxed(), 1 => calls.boxed()];
    leaf.prop_recursive(3, 8, 2, |inner| {
        use BinaryOp::{Add, Div, Mod, Mul, Pow, Sub};
        let operation = (inner.clone(), select(&[Add, Sub, Mul, Div, Mod, Pow][..]), inner.clone());
        let operation = operation.prop_map(|(lhs, op, rhs)| {
            let (lhs, rhs) = (Box::new(lhs), Box::new(rhs));
            let binary = Binary { op, op_span: Span::default(), return_bool: false, matching: None, lhs, rhs };
            ExprKind::Binary(binary).into()
        });
        let greatest = (inner.clone(), select(&["min_of", "max_of"][..]), inner.clone())
            .prop_map(|(one, name, other)| call(name, vec![one, other]));
        let negative = inner.prop_map(|expr| match expr.kind {
            ExprKind::Number(_) => expr,
            _ => ExprKind::Unary { negative: true, expr: Box::new(expr) }.into(),
        });
        prop_oneof![3 => operation, 1 => greatest, 1 => negative]
    })
    .boxed()
}
