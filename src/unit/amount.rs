//! Numbers with a unit: where good ends.

use std::fmt;
use std::marker::PhantomData;

use super::{Measure, Ratio, Seconds, Unit};

/// A number whose unit the compiler knows: a limit for panels to draw and alerts to watch.
///
/// ```
/// use dashgen::unit::{Amount, Ratio, Seconds};
///
/// const ERRORS: Amount<Ratio> = Amount::percent(5.0);
/// const LATENCY: Amount<Seconds> = Amount::milliseconds(100.0);
/// assert_eq!((ERRORS.value(), LATENCY.value()), (0.05, 0.1));
/// assert_eq!(format!("{ERRORS}, {LATENCY}"), "5 %, 100 ms");
/// ```
#[derive(Debug)]
pub struct Amount<M> {
    value: f64,
    measure: PhantomData<fn() -> M>,
}

impl<M> Clone for Amount<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Amount<M> {}

impl<M> Amount<M> {
    /// Returns so much, in the measure's own unit: a share from 0 to 1, seconds, dollars.
    pub const fn of(value: f64) -> Self {
        Self { value, measure: PhantomData }
    }

    /// Returns the number.
    pub const fn value(self) -> f64 {
        self.value
    }
}

impl Amount<Ratio> {
    /// Returns a share, given in percent.
    pub const fn percent(percent: f64) -> Self {
        Self::of(percent / 100.0)
    }
}

impl Amount<Seconds> {
    /// Returns a time, given in milliseconds.
    pub const fn milliseconds(milliseconds: f64) -> Self {
        Self::of(milliseconds / 1000.0)
    }
}

impl<M> From<Amount<M>> for f64 {
    fn from(amount: Amount<M>) -> Self {
        amount.value
    }
}

/// For people: `5 %`, `100 ms`, `20 trades`.
impl<M: Measure> fmt::Display for Amount<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A share of 0.07 is 7.000000000000001 %.
        let short = |value: f64| (value * 1e9).round() / 1e9;
        let unit = M::unit();
        if unit == Unit::RATIO {
            write!(f, "{} %", short(self.value * 100.0))
        } else if unit == Unit::Percent {
            write!(f, "{} %", self.value)
        } else if unit == Unit::SECONDS && self.value.abs() < 1.0 {
            write!(f, "{} ms", short(self.value * 1000.0))
        } else if unit == Unit::Number {
            write!(f, "{}", self.value)
        } else {
            write!(f, "{} {unit}", self.value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Usd;

    #[test]
    fn amounts_for_people() {
        assert_eq!(Amount::percent(7.0).to_string(), "7 %");
        assert_eq!(Amount::<Seconds>::of(2.5).to_string(), "2.5 s");
        assert_eq!(Amount::<Usd>::of(20.0).to_string(), "20 USD");
    }
}
