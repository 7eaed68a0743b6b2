//! Calculations (field reducers): how a field is reduced to one number in legends, stats, tables and transformations.
//!
//! Ids: the field reducers of the npm package `@grafana/data` 13.2.3, and their former names.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::json::tree::Tree;
use crate::json::{Print, Printer, Typed, Written};
use crate::spelling::nearest;

/// A calculation that reduces the values of a field to one number. Only those that Grafana knows can be constructed:
/// any other breaks the whole panel.
///
/// ```
/// use dashgen::vocabulary::field::Calculation;
/// use dashgen::vocabulary::panel::LegendOptions;
///
/// LegendOptions::table([Calculation::MEAN, Calculation::percentile(95)]);
/// LegendOptions::table(["mean", "p95"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Calculation(&'static str);

macro_rules! calculations {
    ($( $(#[$doc:meta])* $name:ident = $id:literal; )*) => {
        impl Calculation {
            $( $(#[$doc])* pub const $name: Self = Self($id); )*
        }

        /// The IDs, except percentiles.
        const NAMED: &[&str] = &[$($id),*];
    };
}

calculations! {
    /// Whether all values are null.
    ALL_NULL = "allIsNull";
    /// Whether all values are zero.
    ALL_ZERO = "allIsZero";
    /// All values, as a list.
    ALL_VALUES = "allValues";
    /// The number of changes of the value.
    CHANGES = "changeCount";
    /// The number of non-null values.
    COUNT = "count";
    /// The number of values including nulls; Grafana 12.4 and later.
    COUNT_ALL = "countAll";
    /// The increase of a counter, including resets.
    DELTA = "delta";
    /// The difference between the last and the first value.
    DIFFERENCE = "diff";
    /// The difference between the last and the first value, in percent of the first.
    DIFFERENCE_PERCENT = "diffperc";
    /// The number of distinct values.
    DISTINCT = "distinctCount";
    /// The first value, even if it is null.
    FIRST = "first";
    /// The first non-null value.
    FIRST_NOT_NULL = "firstNotNull";
    /// The last value, even if it is null.
    LAST = "last";
    /// The last non-null value.
    LAST_NOT_NULL = "lastNotNull";
    /// The smallest value above zero.
    MIN_ABOVE_ZERO = "logmin";
    /// The maximum.
    MAX = "max";
    /// The mean.
    MEAN = "mean";
    /// The median.
    MEDIAN = "median";
    /// The minimum.
    MIN = "min";
    /// The range: the maximum minus the minimum.
    RANGE = "range";
    /// The standard deviation.
    STANDARD_DEVIATION = "stdDev";
    /// The smallest difference between consecutive values.
    STEP = "step";
    /// The sum.
    SUM = "sum";
    /// All distinct values, as a list.
    UNIQUE_VALUES = "uniqueValues";
    /// The variance.
    VARIANCE = "variance";
}

/// Former names, from before Grafana 8, with the current ones.
const ALIASES: &[(&str, &str)] = &[("avg", "mean"), ("current", "lastNotNull"), ("total", "sum")];

/// The IDs of percentiles, starting with the first.
const PERCENTILES: [&str; 99] = [
    "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15", "p16", "p17",
    "p18", "p19", "p20", "p21", "p22", "p23", "p24", "p25", "p26", "p27", "p28", "p29", "p30", "p31", "p32", "p33",
    "p34", "p35", "p36", "p37", "p38", "p39", "p40", "p41", "p42", "p43", "p44", "p45", "p46", "p47", "p48", "p49",
    "p50", "p51", "p52", "p53", "p54", "p55", "p56", "p57", "p58", "p59", "p60", "p61", "p62", "p63", "p64", "p65",
    "p66", "p67", "p68", "p69", "p70", "p71", "p72", "p73", "p74", "p75", "p76", "p77", "p78", "p79", "p80", "p81",
    "p82", "p83", "p84", "p85", "p86", "p87", "p88", "p89", "p90", "p91", "p92", "p93", "p94", "p95", "p96", "p97",
    "p98", "p99",
];

impl Calculation {
    /// Returns a percentile, from 1 to 99.
    ///
    /// # Panics
    /// When it is out of range: in a `const`, that is a compile error.
    #[track_caller]
    pub const fn percentile(percent: u8) -> Self {
        assert!(percent >= 1 && percent <= 99, "a percentile must be between 1 and 99");
        Self(PERCENTILES[percent as usize - 1])
    }

    /// Returns the calculation with an ID, if Grafana has one.
    pub fn of(id: &str) -> Option<Self> {
        Self::ids().find(|known| *known == id).map(Self)
    }

    /// Returns Grafana's ID.
    pub const fn id(self) -> &'static str {
        self.0
    }

    /// Returns all IDs, current ones first.
    fn ids() -> impl Iterator<Item = &'static str> {
        NAMED.iter().chain(&PERCENTILES).copied().chain(ALIASES.iter().map(|(old, _)| *old))
    }

    /// Returns the current ID of the calculation most similar to an unknown ID.
    pub(crate) fn meant_by(id: &str) -> Option<&'static str> {
        // Its name in Grafana's menu, spelled like an ID, and synonyms.
        const MENU: [(&str, &str); 6] = [
            ("average", "mean"),
            ("difference", "diff"),
            ("differencePercent", "diffperc"),
            ("maximum", "max"),
            ("minAboveZero", "logmin"),
            ("minimum", "min"),
        ];
        let in_menu = MENU.iter().find(|(name, _)| name.eq_ignore_ascii_case(id)).map(|(_, id)| *id);
        in_menu.or_else(|| nearest(id, NAMED.iter().copied()))
    }
}

/// A reference to a calculation: a [`Calculation`], or its ID as a literal.
pub trait NamesCalculation {
    /// Returns the calculation.
    ///
    /// # Panics
    /// When it is a string, and Grafana has no calculation with that ID.
    fn calculation(self) -> Calculation;
}

impl NamesCalculation for Calculation {
    fn calculation(self) -> Calculation {
        self
    }
}

impl NamesCalculation for &'static str {
    #[track_caller]
    fn calculation(self) -> Calculation {
        let Some(known) = Calculation::of(self) else {
            let hint = Calculation::meant_by(self).map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
            panic!("unknown calculation `{self}`{hint}");
        };
        known
    }
}

/// Returns the calculations in a list.
///
/// # Panics
/// When Grafana has no calculation with one of the IDs.
#[track_caller]
pub(crate) fn named<C: NamesCalculation, const N: usize>(names: [C; N]) -> Vec<Calculation> {
    let mut found = Vec::with_capacity(N);
    // A closure would hide the location of the caller.
    for name in names {
        found.push(name.calculation());
    }
    found
}

impl Print for Calculation {
    fn print(&self, to: Printer<'_>) -> Written {
        to.text(self.0)
    }
}

impl Typed for Calculation {
    crate::json::given_as_itself!();

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        value.as_str().and_then(Self::of)
    }

    fn into_value(self) -> Value {
        self.0.into()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        crate::json::described(generator, std::any::type_name::<Self>(), |_| {
            json_schema!({
                "description": "A calculation that reduces the values of a field to one number.",
                "enum": Self::ids().collect::<Vec<_>>(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_grafana_knows_is_a_calculation() {
        assert_eq!(Calculation::of("logmin"), Some(Calculation::MIN_ABOVE_ZERO));
        assert_eq!(Calculation::of("p95"), Some(Calculation::percentile(95)));
        assert_eq!(Calculation::of("avg").map(Calculation::id), Some("avg"), "read as it is written");
        for unknown in ["minAboveZero", "p0", "p100", "p05", "average", ""] {
            assert_eq!(Calculation::of(unknown), None, "{unknown}");
        }
        assert_eq!(NAMED.len() + PERCENTILES.len(), 124);
        for (old, present) in ALIASES {
            assert!(Calculation::of(old).is_some() && NAMED.contains(present));
        }
    }

    #[test]
    fn percentiles_stand_in_order() {
        for percent in 1..=99 {
            assert_eq!(Calculation::percentile(percent).id(), format!("p{percent}"));
        }
    }

    #[test]
    fn a_hint_for_what_only_sounds_right() {
        assert_eq!(Calculation::meant_by("minAboveZero"), Some("logmin"));
        assert_eq!(Calculation::meant_by("lastNotNul"), Some("lastNotNull"));
        assert_eq!(Calculation::meant_by("zzz"), None);
    }

    #[test]
    #[should_panic(expected = "unknown calculation `minAboveZero`; did you mean `logmin`?")]
    fn a_literal_that_grafana_does_not_know() {
        let _ = named(["mean", "minAboveZero"]);
    }
}
