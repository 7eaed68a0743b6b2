//! Between which numbers an expression stays, whatever its metrics say.

use crate::promql::ast::{Aggregate, AggregateOp, Binary, BinaryOp, Expr, ExprKind, Selector};

/// Which ends of a share, 0 and 1, an expression never passes, as long as the metrics in it do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// It is never below 0.
    pub(super) from_zero: bool,
    /// It is never above 1.
    pub(super) to_one: bool,
}

const ANYWHERE: Reach = Reach { from_zero: false, to_one: false };
const NOT_NEGATIVE: Reach = Reach { from_zero: true, to_one: false };
const SHARE: Reach = Reach { from_zero: true, to_one: true };

impl Reach {
    pub(super) fn of(expr: &Expr) -> Self {
        match &expr.kind {
            ExprKind::Number(number) => Self { from_zero: number.value >= 0.0, to_one: number.value <= 1.0 },
            ExprKind::Selector(_) => SHARE,
            ExprKind::Paren(expr) | ExprKind::Unary { negative: false, expr } => Self::of(expr),
            ExprKind::Subquery(subquery) => Self::of(&subquery.expr),
            ExprKind::Unary { negative: true, expr } => Self { from_zero: false, to_one: Self::of(expr).from_zero },
            ExprKind::Aggregate(aggregate) => Self::of_aggregate(aggregate),
            ExprKind::Call { function, args, .. } => Self::of_call(function, args),
            ExprKind::Binary(binary) => Self::of_binary(binary),
            ExprKind::String(_) | ExprKind::Placeholder(_) | ExprKind::Raw(_) => ANYWHERE,
        }
    }

    fn of_aggregate(aggregate: &Aggregate) -> Self {
        let inner = Self::of(&aggregate.expr);
        match aggregate.op {
            AggregateOp::Sum => inner.without_top(),
            AggregateOp::Count | AggregateOp::CountValues => NOT_NEGATIVE,
            AggregateOp::Group => SHARE,
            AggregateOp::Stddev | AggregateOp::Stdvar => inner.spread(),
            _ => inner,
        }
    }

    fn of_call(function: &str, args: &[Expr]) -> Self {
        let inner = || args.iter().find(|arg| number(arg).is_none()).map_or(ANYWHERE, Self::of);
        let limit = |at: usize| args.get(at).and_then(number);
        match function {
            "abs" | "mad_over_time" | "stddev_over_time" | "stdvar_over_time" => inner().spread(),
            "clamp" => inner().at_least(limit(1)).at_most(limit(2)),
            "clamp_min" => inner().at_least(limit(1)),
            "clamp_max" => inner().at_most(limit(1)),
            "sum_over_time" | "integral" | "histogram_sum" => inner().without_top(),
            // The observations of a histogram are what the unit says, however fast they come.
            "absent"
            | "absent_over_time"
            | "present_over_time"
            | "histogram_fraction"
            | "histogram_quantile"
            | "histogram_quantiles"
            | "histogram_avg" => SHARE,
            "vector" => args.first().map_or(ANYWHERE, Self::of),
            "avg_over_time" | "min_over_time" | "max_over_time" | "first_over_time" | "last_over_time"
            | "quantile_over_time" | "ceil" | "floor" | "round" | "sgn" | "sqrt" | "scalar" | "sort" | "sort_desc"
            | "sort_by_label" | "sort_by_label_desc" | "label_replace" | "label_join" | "info" => inner(),
            "rate" | "irate" | "increase" | "changes" | "resets" | "count_over_time" | "histogram_count" | "exp"
            | "time" | "timestamp" | "histogram_stddev" | "histogram_stdvar" | "year" | "month" | "hour" | "minute"
            | "day_of_month" | "day_of_week" | "day_of_year" | "days_in_month" => NOT_NEGATIVE,
            _ => ANYWHERE,
        }
    }

    fn of_binary(binary: &Binary) -> Self {
        let (lhs, rhs) = (Self::of(&binary.lhs), Self::of(&binary.rhs));
        match binary.op {
            BinaryOp::Or => Self { from_zero: lhs.from_zero && rhs.from_zero, to_one: lhs.to_one && rhs.to_one },
            BinaryOp::Sub => Self {
                from_zero: number(&binary.lhs).is_some_and(|whole| whole >= 1.0) && rhs.to_one,
                to_one: lhs.to_one && rhs.from_zero,
            },
            BinaryOp::Mul if lhs == SHARE && rhs == SHARE => SHARE,
            BinaryOp::Add | BinaryOp::Mul => Self { from_zero: lhs.from_zero && rhs.from_zero, to_one: false },
            BinaryOp::Div => {
                Self { from_zero: lhs.from_zero && rhs.from_zero, to_one: is_part(&binary.lhs, &binary.rhs) }
            }
            BinaryOp::Mod | BinaryOp::Pow => lhs.without_top(),
            BinaryOp::Atan2 => ANYWHERE,
            op if op.is_comparison() => Self::of_comparison(binary, lhs, rhs),
            _ => lhs,
        }
    }

    fn of_comparison(binary: &Binary, lhs: Self, rhs: Self) -> Self {
        match (binary.return_bool, number(&binary.lhs), number(&binary.rhs)) {
            (true, ..) => SHARE,
            (_, Some(_), None) => rhs,
            (_, _, limit) => match binary.op {
                BinaryOp::Greater | BinaryOp::GreaterOrEqual => {
                    Self { from_zero: lhs.from_zero || limit.is_some_and(|limit| limit >= 0.0), ..lhs }
                }
                BinaryOp::Less | BinaryOp::LessOrEqual => {
                    Self { to_one: lhs.to_one || limit.is_some_and(|limit| limit <= 1.0), ..lhs }
                }
                _ => lhs,
            },
        }
    }

    const fn without_top(self) -> Self {
        Self { to_one: false, ..self }
    }

    /// How far numbers lie from zero, or from each other.
    const fn spread(self) -> Self {
        Self { from_zero: true, to_one: self.from_zero && self.to_one }
    }

    fn at_least(self, least: Option<f64>) -> Self {
        let Some(least) = least else { return ANYWHERE };
        Self { from_zero: self.from_zero || least >= 0.0, to_one: self.to_one && least <= 1.0 }
    }

    fn at_most(self, most: Option<f64>) -> Self {
        let Some(most) = most else { return ANYWHERE };
        Self { from_zero: self.from_zero && most >= 0.0, to_one: self.to_one || most <= 1.0 }
    }
}

/// Returns the number that an expression is.
fn number(expr: &Expr) -> Option<f64> {
    match &expr.kind {
        ExprKind::Number(number) => Some(number.value),
        ExprKind::Paren(expr) | ExprKind::Unary { negative: false, expr } => number(expr),
        ExprKind::Unary { negative: true, expr } => number(expr).map(|value| -value),
        ExprKind::Call { function, args, .. } if function == "vector" => number(args.first()?),
        _ => None,
    }
}

/// Returns whether one expression counts a part of what the other counts: the same, of fewer series.
fn is_part(part: &Expr, whole: &Expr) -> bool {
    match (&part.kind, &whole.kind) {
        (ExprKind::Paren(part), _) => is_part(part, whole),
        (_, ExprKind::Paren(whole)) => is_part(part, whole),
        // Zero where there is no part; nothing where the whole is too small.
        (ExprKind::Binary(binary), _) if is_fallback(binary) => is_part(&binary.lhs, whole),
        (ExprKind::Binary(binary), _) if is_filter(binary) => is_part(&binary.lhs, whole),
        (_, ExprKind::Binary(binary)) if is_filter(binary) => is_part(part, &binary.lhs),
        (ExprKind::Aggregate(one), ExprKind::Aggregate(other)) => {
            let adds_up = matches!(one.op, AggregateOp::Sum | AggregateOp::Count | AggregateOp::Max);
            adds_up && one.op == other.op && is_part(&one.expr, &other.expr)
        }
        (ExprKind::Call { function: one, args, .. }, ExprKind::Call { function: other, args: others, .. }) => {
            let adds_up = matches!(&**one, "rate" | "irate" | "increase" | "sum_over_time" | "count_over_time");
            adds_up && one == other && args.len() == 1 && others.len() == 1 && is_part(&args[0], &others[0])
        }
        (ExprKind::Selector(part), ExprKind::Selector(whole)) => is_part_of(part, whole),
        _ => false,
    }
}

fn is_fallback(binary: &Binary) -> bool {
    binary.op == BinaryOp::Or && number(&binary.rhs).is_some_and(|value| (0.0..=1.0).contains(&value))
}

fn is_filter(binary: &Binary) -> bool {
    let is_set = matches!(binary.op, BinaryOp::And | BinaryOp::Unless);
    is_set || binary.op.is_comparison() && !binary.return_bool && number(&binary.lhs).is_none()
}

fn is_part_of(part: &Selector, whole: &Selector) -> bool {
    let name = |selector: &Selector| selector.name.as_ref().map(|name| name.text.to_string());
    let is_bucket = || {
        let (part, whole) = (name(part)?, name(whole)?);
        Some(part.strip_suffix("_bucket")? == whole.strip_suffix("_count")?)
    };
    (name(part) == name(whole) || is_bucket() == Some(true))
        && part.range == whole.range
        && part.time == whole.time
        && whole.matchers.iter().all(|matcher| part.matchers.contains(matcher))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::parse;

    fn check(expected: Reach, exprs: &[&str]) {
        for expr in exprs {
            assert_eq!(Reach::of(&parse(expr).unwrap()), expected, "{expr}");
        }
    }

    #[test]
    fn shares() {
        check(
            SHARE,
            &[
                "x",
                "avg by (job) (x)",
                "1 - x",
                "sum(rate(x{a=\"b\", c=\"d\"}[5m])) / sum(rate(x{c=\"d\"}[5m]))",
                "(sum(rate(x{a=\"b\"}[5m])) or vector(0)) / (sum(rate(x[5m])) > 0)",
                "sum by (a) (x) / ignoring (a) group_left () sum(x)",
                "sum(rate(x_bucket{le=\"1\"}[5m])) / sum(rate(x_count[5m]))",
                "1 - sum(x{a=\"b\"}) / sum(x)",
                "clamp(x - y, 0, 1)",
                "clamp_min(x - y, 0)",
                "x - y > 0",
                "x > bool 3",
                "max_over_time(x[1d:5m])",
                "histogram_fraction(0, 0.1, rate(x[5m]))",
            ],
        );
    }

    #[test]
    fn never_below_zero() {
        check(
            NOT_NEGATIVE,
            &[
                "rate(x[5m])",
                "sum(rate(cpu_seconds_total[5m]))",
                "sum(x)",
                "x + y",
                "used / limit",
                "hits{a=\"b\"} / hits{a=\"c\"}",
                "x / x offset 1w",
                "sum(x) / avg(x)",
                "avg by (a) (x) / ignoring (a) group_left () avg(x)",
                "increase(x[1h]) / increase(x[2h])",
                "abs(x - y)",
                "count(x) or vector(2)",
            ],
        );
    }

    #[test]
    fn above_and_below() {
        check(
            ANYWHERE,
            &["sum(x - y)", "predict_linear(x[1h], 3600)", "deriv(x[5m])", "ln(x)", "x or -rate(y[5m]) * 2", "$expr"],
        );
    }

    #[test]
    fn mirrored_and_differences() {
        let below_one = Reach { from_zero: false, to_one: true };
        check(below_one, &["-rate(tx[5m])", "-sum(rate(tx[5m]))", "-1"]);
        check(
            below_one,
            &["x - x offset 1h", "1 - x / max_over_time(x[1d])", "clamp_min(x - y, -5)", "deriv(x[1h]) < 0"],
        );
        check(ANYWHERE, &["-1 * rate(tx[5m])", "rate(tx[5m]) * -8"]);
    }
}
