//! How far back a range selector looks.

use std::borrow::Cow;

use crate::promql::ast::{Expr, ExprKind, Number};

/// A stretch of time, fixed or one that Grafana fills in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window(Length);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Length {
    Seconds(u64),
    Placeholder(&'static str),
}

/// Grafana's `$__rate_interval`: at least four scrapes and one step of the graph, so that a rate has samples at any zoom.
pub const RATE_INTERVAL: Window = Window(Length::Placeholder("$__rate_interval"));
/// Grafana's `$__interval`: one step of the graph.
pub const INTERVAL: Window = Window(Length::Placeholder("$__interval"));
/// Grafana's `$__range`: the whole time range of the dashboard.
pub const RANGE: Window = Window(Length::Placeholder("$__range"));

/// Returns a window of so many seconds.
pub const fn seconds(count: u64) -> Window {
    Window(Length::Seconds(count))
}

/// Returns a window of so many minutes.
pub const fn minutes(count: u64) -> Window {
    seconds(count.saturating_mul(60))
}

/// Returns a window of so many hours.
pub const fn hours(count: u64) -> Window {
    minutes(count.saturating_mul(60))
}

/// Returns a window of so many days, of 24 hours each.
pub const fn days(count: u64) -> Window {
    hours(count.saturating_mul(24))
}

impl Window {
    /// Returns the same length in the other direction.
    pub(super) fn negated(self) -> Box<Expr> {
        let mut expr = self.expr();
        if let ExprKind::Number(number) = &mut expr.kind {
            number.value = -number.value;
            return expr;
        }
        Box::new(Expr::from(ExprKind::Unary { negative: true, expr }))
    }

    pub(super) fn expr(self) -> Box<Expr> {
        Box::new(Expr::from(match self.0 {
            #[expect(clippy::cast_precision_loss, reason = "exact up to 285 million years")]
            Length::Seconds(seconds) => ExprKind::Number(Number { value: seconds as f64, is_duration: true }),
            Length::Placeholder(name) => ExprKind::Placeholder(Cow::Borrowed(name)),
        }))
    }
}
