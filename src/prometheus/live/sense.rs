//! Which numbers make sense: what a query calculates, its unit, and the axis of its panel allow.

use super::reach::Reach;
use crate::model::{Axis, Panel, PromQuery};
use crate::promql::ast::Expr;
use crate::promql::parse;
use crate::unit::{Quantity, Unit};

/// The least and the greatest number that makes sense, where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bounds {
    /// The least.
    pub low: Option<f64>,
    /// The greatest.
    pub high: Option<f64>,
}

impl Bounds {
    /// Returns whether a number lies between them, but for what arithmetic with fractions loses.
    pub fn hold(&self, value: f64) -> bool {
        let slack = |bound: f64| 1e-9 * bound.abs().max(1.0);
        self.low.is_none_or(|low| value >= low - slack(low)) && self.high.is_none_or(|high| value <= high + slack(high))
    }

    /// Returns the bounds of a query: the ends of the axis that it is drawn on, where the panel names them; else those of
    /// its unit, where the expression keeps to them. A difference may be below zero, a quotient above one, unless the one
    /// is a part of the other.
    ///
    /// Money, percents and plain numbers may be anything, since profits are losses at times.
    pub(super) fn of(target: &PromQuery, panel: &Panel) -> Self {
        let field = &panel.field;
        let on_main_axis = target.axis.is_none_or(Axis::is_main);
        let unit = if on_main_axis { field.unit.as_ref().unwrap_or(&target.unit) } else { &target.unit };
        let own = Self::of_unit(unit, reach(&target.expr));
        if on_main_axis { Self { low: field.min.or(own.low), high: field.max.or(own.high) } } else { own }
    }

    fn of_unit(unit: &Unit, reach: Reach) -> Self {
        match unit {
            Unit::Of { over: Quantity::Currency(_), .. } => Self::default(),
            Unit::Of { .. } => Self {
                low: reach.from_zero.then_some(0.0),
                high: (*unit == Unit::RATIO && reach.to_one).then_some(1.0),
            },
            _ => Self::default(),
        }
    }
}

/// Returns the ends that an expression never passes; what cannot be read may be anything.
fn reach(expr: &Expr) -> Reach {
    let text = expr.to_string();
    Reach::of(parse(&text).as_ref().unwrap_or(expr))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stat;
    use crate::promql::raw;
    use crate::unit::{Measure, Percent, Ratio, Seconds, Usd};

    fn bounds<M: Measure>(expr: &'static str, change: impl Fn(Panel) -> Panel) -> (Option<f64>, Option<f64>) {
        let panel = change(Panel::new("panel", "Panel", Stat::default()).query(raw::<M>(expr)));
        let Bounds { low, high } = Bounds::of(panel.targets[0].promql().unwrap(), &panel);
        (low, high)
    }

    #[test]
    fn a_time_is_not_below_zero_and_a_share_not_above_one() {
        assert_eq!(bounds::<Seconds>("x", |panel| panel), (Some(0.0), None));
        assert_eq!(bounds::<Ratio>("x", |panel| panel), (Some(0.0), Some(1.0)));
    }

    #[test]
    fn profits_may_be_losses() {
        assert_eq!(bounds::<Usd>("x", |panel| panel), (None, None));
        assert_eq!(bounds::<Percent>("x", |panel| panel), (None, None));
    }

    #[test]
    fn a_change_a_forecast_and_a_mirrored_graph_may_be_below_zero() {
        for expr in ["x - x offset 1h", "delta(x[1h])", "predict_linear(x[1h], 600) < 0", "-rate(x[5m])"] {
            assert_eq!(bounds::<Seconds>(expr, |panel| panel), (None, None), "{expr}");
        }
    }

    #[test]
    fn a_quotient_may_be_above_one_unless_it_is_of_a_part() {
        assert_eq!(bounds::<Ratio>("used / limit", |panel| panel), (Some(0.0), None));
        assert_eq!(bounds::<Ratio>("sum(x{a=\"b\"}) / sum(x)", |panel| panel), (Some(0.0), Some(1.0)));
        assert_eq!(bounds::<Ratio>("1 - x / max_over_time(x[1d])", |panel| panel), (None, Some(1.0)));
    }

    #[test]
    fn the_ends_of_the_axis_count_more_than_the_unit() {
        assert_eq!(bounds::<Ratio>("x", |panel| panel.range(-1.0, 2.0)), (Some(-1.0), Some(2.0)));
        assert_eq!(bounds::<Percent>("x", |panel| panel.min(0.0)), (Some(0.0), None));
    }

    #[test]
    fn the_right_axis_has_ends_of_its_own() {
        let panel = Panel::new("panel", "Panel", Stat::default()).min(5.0);
        let target = PromQuery::from(raw::<Ratio>("x")).axis(Axis::Right);
        assert_eq!(Bounds::of(&target, &panel), Bounds { low: Some(0.0), high: Some(1.0) });
    }

    #[test]
    fn rounding_is_forgiven() {
        let share = Bounds { low: Some(0.0), high: Some(1.0) };
        assert!(share.hold(1.000_000_000_1) && share.hold(-1e-12) && share.hold(0.5));
        assert!(!share.hold(1.01) && !share.hold(-0.01) && !share.hold(f64::INFINITY));
    }
}
