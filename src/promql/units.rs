//! Unit inference: what the numbers of an expression count, as far as the catalogue knows its metrics.

use super::ast::{Aggregate, AggregateOp, Binary, BinaryOp, Expr, ExprKind, Number, Selector, Span};
use super::catalogue::Catalogue;
use super::check::type_of;
use super::functions::Type;
use super::metric::{MetricKind, SeriesPart};
use crate::unit::Unit;

/// Two units that cannot be added or compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{op}` has {left} on its left and {right} on its right")]
pub struct UnitError {
    /// The operation with both its sides.
    pub span: Span,
    /// The operator.
    pub op: BinaryOp,
    /// The unit on its left.
    pub left: Box<Unit>,
    /// The unit on its right.
    pub right: Box<Unit>,
}

/// Returns the unit of an expression; [`Unit::Unknown`] where a metric, a placeholder or a function leaves it open.
///
/// # Errors
/// [`UnitError`] where two different units are added, subtracted or compared.
pub fn unit(expr: &Expr, catalogue: &Catalogue) -> Result<Unit, UnitError> {
    match &expr.kind {
        ExprKind::Number(Number { is_duration: true, .. }) => Ok(Unit::SECONDS),
        ExprKind::Number(_) => Ok(Unit::Number),
        ExprKind::Selector(selector) => Ok(of_selector(selector, catalogue)),
        ExprKind::Subquery(subquery) => unit(&subquery.expr, catalogue),
        ExprKind::Call { function, args, .. } => of_call(function, args, catalogue),
        ExprKind::Aggregate(aggregate) => of_aggregate(aggregate, catalogue),
        ExprKind::Binary(binary) => of_chain(binary, catalogue),
        ExprKind::Unary { expr, .. } | ExprKind::Paren(expr) => unit(expr, catalogue),
        ExprKind::String(_) | ExprKind::Placeholder(_) | ExprKind::Raw(_) => Ok(Unit::Unknown),
    }
}

fn of_selector(selector: &Selector, catalogue: &Catalogue) -> Unit {
    match selector.name.as_ref().and_then(|name| catalogue.find(&name.text)) {
        None => Unit::Unknown,
        Some((_, SeriesPart::Bucket | SeriesPart::Count)) => Unit::Number,
        Some((metric, SeriesPart::Whole | SeriesPart::Sum)) => metric.unit.clone(),
    }
}

fn of_aggregate(aggregate: &Aggregate, catalogue: &Catalogue) -> Result<Unit, UnitError> {
    let inner = unit(&aggregate.expr, catalogue)?;
    Ok(match aggregate.op {
        AggregateOp::Count | AggregateOp::CountValues | AggregateOp::Group => Unit::Number,
        AggregateOp::Stdvar => Unit::Unknown,
        _ => inner,
    })
}

fn of_call(function: &str, args: &[Expr], catalogue: &Catalogue) -> Result<Unit, UnitError> {
    // Every argument is looked at, for the mistakes inside it.
    let units: Vec<Unit> = args.iter().map(|arg| unit(arg, catalogue)).collect::<Result<_, _>>()?;
    let of_arg = |index: usize| units.get(index).cloned().unwrap_or(Unit::Unknown);
    Ok(match function {
        "rate" | "irate" | "deriv" => of_arg(0).per_second(),
        "integral" => of_arg(0).times(&Unit::SECONDS),
        "histogram_quantile" => args.get(1).map_or(Unit::Unknown, |buckets| of_buckets(buckets, catalogue)),
        "histogram_quantiles" | "histogram_avg" | "histogram_stddev" => {
            args.first().map_or(Unit::Unknown, |buckets| of_buckets(buckets, catalogue))
        }
        "histogram_count" if args.first().is_some_and(has_rate) => Unit::Number.per_second(),
        "histogram_fraction" => Unit::RATIO,
        "quantile_over_time" => of_arg(1),
        "abs"
        | "avg_over_time"
        | "ceil"
        | "clamp"
        | "clamp_max"
        | "clamp_min"
        | "delta"
        | "double_exponential_smoothing"
        | "first_over_time"
        | "floor"
        | "histogram_sum"
        | "idelta"
        | "increase"
        | "info"
        | "label_join"
        | "label_replace"
        | "last_over_time"
        | "mad_over_time"
        | "max_over_time"
        | "max_of"
        | "min_over_time"
        | "min_of"
        | "predict_linear"
        | "round"
        | "scalar"
        | "sort"
        | "sort_by_label"
        | "sort_by_label_desc"
        | "sort_desc"
        | "stddev_over_time"
        | "sum_over_time"
        | "vector" => of_arg(0),
        "time"
        | "timestamp"
        | "start"
        | "end"
        | "step"
        | "range"
        | "start_timestamp"
        | "ts_of_first_over_time"
        | "ts_of_last_over_time"
        | "ts_of_max_over_time"
        | "ts_of_min_over_time" => Unit::SECONDS,
        "absent" | "absent_over_time" | "changes" | "count_over_time" | "day_of_month" | "day_of_week"
        | "day_of_year" | "days_in_month" | "histogram_count" | "hour" | "minute" | "month" | "pi"
        | "present_over_time" | "resets" | "sgn" | "year" => Unit::Number,
        _ => Unit::Unknown,
    })
}

/// Returns whether the histograms are counts per second.
fn has_rate(histograms: &Expr) -> bool {
    let is_rate = |function: &str| matches!(function, "rate" | "irate");
    histograms.nodes().any(|node| matches!(&node.kind, ExprKind::Call { function, .. } if is_rate(function)))
}

/// The unit of what the buckets observed, when they are all of one unit.
fn of_buckets(expr: &Expr, catalogue: &Catalogue) -> Unit {
    let observed = expr.nodes().filter_map(|node| match &node.kind {
        ExprKind::Selector(selector) => Some(selector.name.as_ref().and_then(|name| catalogue.find(&name.text))),
        ExprKind::Placeholder(_) | ExprKind::Raw(_) => Some(None),
        _ => None,
    });
    let mut units = observed.map(|found| match found {
        Some((metric, SeriesPart::Bucket)) => metric.unit.clone(),
        Some((metric, SeriesPart::Whole)) if metric.kind == MetricKind::NativeHistogram => metric.unit.clone(),
        _ => Unit::Unknown,
    });
    let first = units.next().unwrap_or(Unit::Unknown);
    if units.all(|unit| unit == first) { first } else { Unit::Unknown }
}

/// A side of an operation: its unit, and what decides how it combines.
struct Operand {
    unit: Unit,
    is_scalar: bool,
    literal: Option<f64>,
    /// The unit before a multiplication by 100, which a division may still turn into percent: `100 * a / b`.
    hundredth: Option<Unit>,
    start: usize,
    end: usize,
}

impl Operand {
    fn new(expr: &Expr, catalogue: &Catalogue) -> Result<Self, UnitError> {
        let literal = match &expr.without_parens().kind {
            ExprKind::Number(Number { value, is_duration: false }) => Some(*value),
            _ => None,
        };
        let is_scalar = type_of(expr) == Some(Type::Scalar);
        let Span { start, end } = expr.span;
        Ok(Self { unit: unit(expr, catalogue)?, is_scalar, literal, hundredth: None, start, end })
    }
}

fn of_chain(outermost: &Binary, catalogue: &Catalogue) -> Result<Unit, UnitError> {
    let chain: Vec<&Binary> = outermost.chain().collect();
    let Some(innermost) = chain.last() else { return Ok(Unit::Unknown) };
    let mut left = Operand::new(&innermost.lhs, catalogue)?;
    for binary in chain.iter().rev() {
        let right = Operand::new(&binary.rhs, catalogue)?;
        let unit = of_binary(binary, &left, &right)?;
        let is_scalar = left.is_scalar && right.is_scalar;
        let hundredth = hundredth(binary.op, &left, &right);
        left = Operand { unit, is_scalar, literal: None, hundredth, start: left.start, end: right.end };
    }
    Ok(left.unit)
}

fn of_binary(binary: &Binary, left: &Operand, right: &Operand) -> Result<Unit, UnitError> {
    let op = binary.op;
    let joined = || {
        left.unit.joined_with(&right.unit).ok_or_else(|| UnitError {
            span: Span::new(left.start, right.end),
            op,
            left: Box::new(left.unit.clone()),
            right: Box::new(right.unit.clone()),
        })
    };
    Ok(match op {
        BinaryOp::Add | BinaryOp::Sub => joined()?,
        BinaryOp::Mul => product(left, right),
        BinaryOp::Div => quotient(left, right),
        BinaryOp::Mod | BinaryOp::And | BinaryOp::Unless | BinaryOp::TrimUpper | BinaryOp::TrimLower => {
            left.unit.clone()
        }
        BinaryOp::Or => joined().unwrap_or(Unit::Unknown),
        BinaryOp::Pow if left.unit == Unit::Number && right.unit == Unit::Number => Unit::Number,
        BinaryOp::Pow => Unit::Unknown,
        BinaryOp::Atan2 => Unit::Number,
        _ => {
            joined()?;
            match (binary.return_bool, left.is_scalar) {
                (true, _) => Unit::Number,
                (false, true) => right.unit.clone(),
                (false, false) => left.unit.clone(),
            }
        }
    })
}

fn hundredth(op: BinaryOp, left: &Operand, right: &Operand) -> Option<Unit> {
    let is_hundred = |operand: &Operand| operand.literal.is_some_and(|literal| literal.to_bits() == 100f64.to_bits());
    match op {
        BinaryOp::Mul if is_hundred(left) => Some(right.unit.clone()),
        BinaryOp::Mul if is_hundred(right) => Some(left.unit.clone()),
        _ => None,
    }
}

fn product(left: &Operand, right: &Operand) -> Unit {
    match (left.literal, right.literal) {
        (Some(factor), None) => scaled(&right.unit, factor, &Unit::RATIO, Unit::Percent),
        (None, Some(factor)) => scaled(&left.unit, factor, &Unit::RATIO, Unit::Percent),
        _ => left.unit.times(&right.unit),
    }
}

fn quotient(left: &Operand, right: &Operand) -> Unit {
    if left
        .hundredth
        .as_ref()
        .is_some_and(|before| *before != Unit::Number && before.divided_by(&right.unit) == Unit::RATIO)
    {
        return Unit::Percent;
    }
    match right.literal {
        Some(divisor) => scaled(&left.unit, divisor, &Unit::Percent, Unit::RATIO),
        None if left.unit == Unit::Number && right.unit != Unit::Number => Unit::RATIO.divided_by(&right.unit),
        None => left.unit.divided_by(&right.unit),
    }
}

/// Returns the unit after a multiplication or division by a literal: 100 makes `from` into `to`, and what turns
/// seconds into milliseconds or bytes into bits makes a unit that is not known here.
fn scaled(unit: &Unit, factor: f64, from: &Unit, to: Unit) -> Unit {
    const CONVERSIONS: [f64; 11] = [8.0, 24.0, 60.0, 100.0, 3600.0, 86_400.0, 1e3, 1e6, 1e9, 1e12, 1e15];
    let is = |other: f64| (factor - other).abs() < f64::EPSILON * other;
    let is_power_of_1024 = [1, 2, 3, 4, 5].into_iter().any(|power| is(1024f64.powi(power)));
    let is_conversion = is_power_of_1024 || CONVERSIONS.into_iter().any(|other| is(other) || is(1.0 / other));
    match unit {
        unit if is(100.0) && unit == from => to,
        Unit::Number => Unit::Number,
        _ if is_conversion => Unit::Unknown,
        unit => unit.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::{MetricInfo, parse};

    const fn metric(name: &'static str, kind: MetricKind, unit: Unit) -> MetricInfo {
        MetricInfo { name, kind, unit, help: "", labels: &[] }
    }

    static REQUESTS: MetricInfo = metric("requests_total", MetricKind::Counter, Unit::count("requests"));
    static ERRORS: MetricInfo = metric("errors_total", MetricKind::Counter, Unit::count("requests"));
    static LATENCY: MetricInfo = metric("latency_seconds", MetricKind::Histogram, Unit::SECONDS);
    static MEMORY: MetricInfo = metric("memory_bytes", MetricKind::Gauge, Unit::BYTES);
    static USED: MetricInfo = metric("used_percent", MetricKind::Gauge, Unit::Percent);
    static PAUSES: MetricInfo = metric("pause_seconds", MetricKind::Summary, Unit::SECONDS);
    static SIZES: MetricInfo = metric("size_bytes", MetricKind::NativeHistogram, Unit::BYTES);
    static CATALOGUE: Catalogue = Catalogue::new(&[&REQUESTS, &ERRORS, &LATENCY, &MEMORY, &USED, &PAUSES, &SIZES]);

    fn show(text: &str) -> String {
        match unit(&parse(text).unwrap(), &CATALOGUE) {
            Ok(unit) => unit.to_string(),
            Err(error) => format!("{error} in `{}`", &text[error.span.range()]),
        }
    }

    #[test]
    fn what_each_construct_counts() {
        let cases = [
            ("requests_total", "requests"),
            ("sum by (path) (rate(requests_total[5m]))", "requests/s"),
            ("increase(requests_total[5m])", "requests"),
            ("rate(errors_total[5m]) / rate(requests_total[5m])", "ratio"),
            ("100 * rate(errors_total[5m]) / rate(requests_total[5m])", "percent"),
            ("100 * memory_bytes", "unknown"),
            ("100 * memory_bytes / requests_total", "unknown"),
            ("100 * (rate(errors_total[5m]) / rate(requests_total[5m]))", "percent"),
            ("errors_total / requests_total * 100 > 5", "percent"),
            ("used_percent / 100", "ratio"),
            ("1 - errors_total / requests_total", "ratio"),
            ("histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m])))", "s"),
            ("rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m])", "s"),
            ("pause_seconds{quantile=\"0.9\"}", "s"),
            ("rate(pause_seconds_sum[5m]) / rate(pause_seconds_count[5m])", "s"),
            ("histogram_quantile(0.9, sum(rate(size_bytes[5m])))", "bytes"),
            ("histogram_avg(sum(rate(size_bytes[5m])))", "bytes"),
            ("histogram_fraction(0, 100, sum(rate(size_bytes[5m])))", "ratio"),
            ("histogram_count(sum(rate(size_bytes[5m])))", "1/s"),
            ("histogram_count(sum(increase(size_bytes[5m])))", "number"),
            ("histogram_sum(sum(rate(size_bytes[5m])))", "bytes/s"),
            ("memory_bytes > 1e9", "bytes"),
            ("memory_bytes > bool 1e9", "number"),
            ("memory_bytes * 8", "unknown"),
            ("memory_bytes * 2", "bytes"),
            ("count(memory_bytes)", "number"),
            ("memory_bytes or vector(0)", "bytes"),
            ("memory_bytes or requests_total", "unknown"),
            ("time() - 5m", "s"),
            ("increase(requests_total[5m]) / 5m", "requests/s"),
            ("foreign + memory_bytes", "unknown"),
            ("sqrt(memory_bytes)", "unknown"),
            ("max_over_time(memory_bytes[1h])", "bytes"),
            ("quantile_over_time(0.5, memory_bytes[1h])", "bytes"),
            ("$x + memory_bytes", "unknown"),
            ("2 * 3", "number"),
            (
                "memory_bytes + requests_total",
                "`+` has bytes on its left and requests on its right in `memory_bytes + requests_total`",
            ),
            (
                "sum(1 + memory_bytes > time())",
                "`>` has bytes on its left and s on its right in `1 + memory_bytes > time()`",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
