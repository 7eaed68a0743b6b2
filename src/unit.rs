//! Units of measure: what the values of a query measure, and Grafana's ID for it.
//!
//! A [`Unit`] is a quotient of two quantities (`requests / s`, `s / 1`), so the unit of an expression follows from its
//! parts: [`Unit::per_second`] for a rate, [`Unit::divided_by`] for a quotient. [`Unit::grafana_id`] returns the ID for
//! the `unit` field of a panel.

use std::borrow::Cow;
use std::fmt;

mod amount;
mod grafana;
mod measure;

pub use amount::Amount;
pub use grafana::{is_known_id, suggest_id};
pub use measure::{BaseMeasure, Bytes, Measure, Number, Per, PerSecond, Percent, Ratio, Seconds, Unknown, Usd};

/// What is counted or measured, before any division.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// The number one: the numerator of ratios, and the denominator of plain quantities.
    One,
    /// Time, in seconds.
    Seconds,
    /// Data, in bytes.
    Bytes,
    /// A count of things, named in the plural: `requests`, `bots`.
    Count(Cow<'static, str>),
    /// Money, by its ISO 4217 code: `USD`.
    Currency(Cow<'static, str>),
}

/// The unit of a query, a panel or a threshold.
///
/// ```
/// use dashgen::unit::Unit;
///
/// let requests = Unit::count("requests");
/// assert_eq!(requests.per_second().grafana_id(), "reqps");
/// assert_eq!(requests.divided_by(&requests), Unit::RATIO);
/// assert_eq!(Unit::SECONDS.grafana_id(), "s");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// One quantity per another: `requests / s`; with [`Quantity::One`] as the denominator, the quantity itself.
    Of {
        /// The numerator.
        over: Quantity,
        /// The denominator.
        per: Quantity,
    },
    /// A dimensionless number: a flag, an index, a factor. It adapts to the unit that it is combined with.
    Number,
    /// A ratio in percent, from 0 to 100.
    Percent,
    /// A Grafana unit ID that does not take part in unit arithmetic, such as `celsius`.
    Id(Cow<'static, str>),
    /// Unknown: the product of two quantities, or a query from another source. The panel must then set its own unit.
    Unknown,
}

impl Unit {
    /// A ratio from 0 to 1.
    pub const RATIO: Self = Self::Of { over: Quantity::One, per: Quantity::One };
    /// Time in seconds.
    pub const SECONDS: Self = Self::Of { over: Quantity::Seconds, per: Quantity::One };
    /// Data in bytes.
    pub const BYTES: Self = Self::Of { over: Quantity::Bytes, per: Quantity::One };
    /// US dollars.
    pub const USD: Self = Self::currency("USD");

    /// Returns the unit of a count of things, named in the plural.
    pub const fn count(things: &'static str) -> Self {
        Self::Of { over: Quantity::Count(Cow::Borrowed(things)), per: Quantity::One }
    }

    /// Returns the unit of an amount of money, by its ISO 4217 code.
    pub const fn currency(code: &'static str) -> Self {
        Self::Of { over: Quantity::Currency(Cow::Borrowed(code)), per: Quantity::One }
    }

    /// Returns a unit by its Grafana ID, for units that cannot be expressed as quantities.
    pub const fn id(id: &'static str) -> Self {
        Self::Id(Cow::Borrowed(id))
    }

    /// Returns the unit of a per-second rate of this unit.
    pub fn per_second(&self) -> Self {
        match self {
            Self::Number => Self::Of { over: Quantity::One, per: Quantity::Seconds },
            other => other.divided_by(&Self::SECONDS),
        }
    }

    /// Returns the unit of this divided by another: equal units give a ratio, and a dimensionless number changes
    /// nothing.
    pub fn divided_by(&self, other: &Self) -> Self {
        match (self, other) {
            (_, Self::Number) => self.clone(),
            (a, b) if a == b && *a != Self::Unknown => Self::RATIO,
            (_, Self::Of { over, per }) => self.times(&Self::Of { over: per.clone(), per: over.clone() }),
            _ => Self::Unknown,
        }
    }

    /// Returns the unit of this multiplied by another: a ratio or a dimensionless number changes nothing.
    pub fn times(&self, other: &Self) -> Self {
        match (self, other) {
            (unit, Self::Number) | (Self::Number, unit) => unit.clone(),
            (Self::Of { over: a, per: b }, Self::Of { over: c, per: d }) => Self::quotient([a, c], [b, d]),
            (unit, other) if *other == Self::RATIO => unit.clone(),
            (unit, other) if *unit == Self::RATIO => other.clone(),
            _ => Self::Unknown,
        }
    }

    /// Returns the common unit of two operands that are added, subtracted or compared, or `None` if they are
    /// incompatible.
    ///
    /// Dimensionless numbers and unknown units are compatible with everything.
    pub fn joined_with(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Some(Self::Unknown),
            (unit, Self::Number) | (Self::Number, unit) => Some(unit.clone()),
            (a, b) => (a == b).then(|| a.clone()),
        }
    }

    /// Cancels common factors, and returns the result if at most one quantity is left on each side.
    fn quotient(over: [&Quantity; 2], per: [&Quantity; 2]) -> Self {
        let mut above: Vec<&Quantity> = over.into_iter().filter(|q| **q != Quantity::One).collect();
        let mut below: Vec<&Quantity> = Vec::new();
        for quantity in per.into_iter().filter(|q| **q != Quantity::One) {
            match above.iter().position(|q| *q == quantity) {
                Some(at) => drop(above.remove(at)),
                None => below.push(quantity),
            }
        }
        match (above.as_slice(), below.as_slice()) {
            ([] | [_], [] | [_]) => Self::Of {
                over: above.first().map_or(Quantity::One, |q| (*q).clone()),
                per: below.first().map_or(Quantity::One, |q| (*q).clone()),
            },
            _ => Self::Unknown,
        }
    }

    /// Returns Grafana's ID of this unit.
    ///
    /// Counts have Grafana's own IDs where there are any (`requests / s` is `reqps`), and `count:<things>` otherwise.
    /// [`Unit::Unknown`] and [`Unit::Number`] are `none`.
    ///
    /// Source: the value formats of the npm package `@grafana/data` 13.2.3.
    pub fn grafana_id(&self) -> Cow<'static, str> {
        use Quantity::{Bytes, Count, Currency, One, Seconds};
        let id = match self {
            Self::Id(id) => return id.clone(),
            Self::Percent => "percent",
            Self::Number | Self::Unknown => "none",
            Self::Of { over, per } => match (over, per) {
                (One, One) => "percentunit",
                (Seconds, One) => "s",
                (Bytes, One) => "bytes",
                (Bytes, Seconds) => "binBps",
                (One, Seconds) => "cps",
                (Count(things), Seconds) => match things.as_ref() {
                    "requests" => "reqps",
                    "operations" => "ops",
                    "messages" => "mps",
                    "events" => "eps",
                    "reads" => "rps",
                    "writes" => "wps",
                    "rows" => "rowsps",
                    "records" => "recps",
                    _ => return Cow::Owned(format!("count:{things}/s")),
                },
                (Count(things), One) => return Cow::Owned(format!("count:{things}")),
                (Currency(code), One) => return grafana::currency_id(code),
                (over, per) => return Cow::Owned(format!("count:{}", Quotient(over, per))),
            },
        };
        Cow::Borrowed(id)
    }
}

/// Formats the unit for people: `requests/s`, `s`, `ratio`.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of { over: Quantity::One, per: Quantity::One } => f.write_str("ratio"),
            Self::Of { over, per } => Quotient(over, per).fmt(f),
            Self::Number => f.write_str("number"),
            Self::Percent => f.write_str("percent"),
            Self::Id(id) => f.write_str(id),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

struct Quotient<'a>(&'a Quantity, &'a Quantity);

impl fmt::Display for Quotient<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        match self.1 {
            Quantity::One => Ok(()),
            per => write!(f, "/{per}"),
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One => f.write_str("1"),
            Self::Seconds => f.write_str("s"),
            Self::Bytes => f.write_str("bytes"),
            Self::Count(name) | Self::Currency(name) => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_divides_by_seconds() {
        assert_eq!(Unit::count("requests").per_second().grafana_id(), "reqps");
        assert_eq!(Unit::count("updates").per_second().grafana_id(), "count:updates/s");
        assert_eq!(Unit::BYTES.per_second().grafana_id(), "binBps");
        assert_eq!(Unit::SECONDS.per_second(), Unit::RATIO);
    }

    #[test]
    fn a_quotient_of_equals_is_a_ratio() {
        let per_second = Unit::count("trades").per_second();
        assert_eq!(per_second.divided_by(&per_second), Unit::RATIO);
        assert_eq!(
            Unit::SECONDS.per_second().divided_by(&Unit::count("requests").per_second()).to_string(),
            "s/requests"
        );
    }

    #[test]
    fn a_number_takes_on_the_unit_of_what_it_meets() {
        assert_eq!(Unit::USD.times(&Unit::Number), Unit::USD);
        assert_eq!(Unit::Number.joined_with(&Unit::SECONDS), Some(Unit::SECONDS));
        assert_eq!(Unit::SECONDS.joined_with(&Unit::USD), None);
    }

    #[test]
    fn a_product_of_two_quantities_has_no_unit_of_its_own() {
        assert_eq!(Unit::SECONDS.times(&Unit::BYTES), Unit::Unknown);
        assert_eq!(Unit::SECONDS.times(&Unit::count("requests").per_second()), Unit::count("requests"));
    }
}
