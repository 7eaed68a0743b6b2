//! Units as types, so that the compiler knows what a query counts.

use std::marker::PhantomData;

use super::Unit;

/// A unit that the compiler knows: the second parameter of a typed query.
///
/// Two queries can be added or compared only when their measures are the same type.
pub trait Measure: 'static {
    /// Returns the unit.
    fn unit() -> Unit;
}

/// A measure that metrics are declared with; [`units!`](crate::units) makes more of them.
pub trait BaseMeasure: Measure {
    /// The unit.
    const UNIT: Unit;
}

impl<M: BaseMeasure> Measure for M {
    fn unit() -> Unit {
        M::UNIT
    }
}

/// Declares units of your own as types.
///
/// ```
/// use dashgen::unit::{Measure, PerSecond, Unit};
///
/// dashgen::units! {
///     /// HTTP requests.
///     pub Requests = Unit::count("requests");
/// }
/// assert_eq!(PerSecond::<Requests>::unit().grafana_id(), "reqps");
/// ```
#[macro_export]
macro_rules! units {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $unit:expr;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy)]
        $vis enum $name {}

        impl $crate::unit::BaseMeasure for $name {
            const UNIT: $crate::unit::Unit = $unit;
        }
    )+};
}

units! {
    /// Time in seconds.
    pub Seconds = Unit::SECONDS;
    /// Data in bytes.
    pub Bytes = Unit::BYTES;
    /// US dollars.
    pub Usd = Unit::USD;
    /// A share from 0 to 1.
    pub Ratio = Unit::RATIO;
    /// A share from 0 to 100.
    pub Percent = Unit::Percent;
    /// A number that means nothing by itself: a flag, an index.
    pub Number = Unit::Number;
    /// A unit that is not known; the panel must name one.
    pub Unknown = Unit::Unknown;
}

/// The measure of a rate.
#[derive(Debug)]
pub struct PerSecond<M>(PhantomData<M>);

impl<M: Measure> Measure for PerSecond<M> {
    fn unit() -> Unit {
        M::unit().per_second()
    }
}

/// The measure of a quotient of two.
#[derive(Debug)]
pub struct Per<M, N>(PhantomData<(M, N)>);

impl<M: Measure, N: Measure> Measure for Per<M, N> {
    fn unit() -> Unit {
        M::unit().divided_by(&N::unit())
    }
}
