//! Filtering, grouping and sorting of rows.

use std::collections::BTreeMap;

use crate::json::{Either, Json, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Calculation, Matcher, NamesCalculation, named};

object! {
    /// Filters results by query.
    pub struct FilterByRefIdOptions {
        /// Those that are left out.
        "exclude" exclude: Text,
        /// Those that stay: `A`, `A|B`, `/regex/`.
        "include" include: Text,
    }
}

object! {
    /// Filters rows by value.
    pub struct FilterByValueOptions {
        /// A condition for a row.
        "filters" filters: Vec<ValueFilter>,
        /// Whether all conditions must match, or any.
        "match" matched: FilterMatch,
        /// Whether matching rows are kept or removed.
        "type" kind: FilterType,
    }
}

words! {
    /// Whether all conditions must match, or any.
    pub enum FilterMatch {
        /// All.
        "all" All,
        /// Anything.
        "any" Any,
    }
}

words! {
    /// Whether matching rows are kept or removed.
    pub enum FilterType {
        /// They are kept.
        "include" Include,
        /// They are dropped.
        "exclude" Exclude,
    }
}

object! {
    /// A condition for a row.
    pub struct ValueFilter {
        /// The condition for the value.
        "config" config: ValueCondition,
        /// The field.
        "fieldName" field_name: Text,
    }
}

object! {
    /// A condition for a value.
    pub struct ValueCondition {
        /// The operator.
        "id" id: ValueTest,
        /// The values to compare with.
        "options" options: MatchedValues,
    }
}

words! {
    /// The operator of a condition. With an unknown one, Grafana draws nothing.
    pub enum ValueTest {
        /// Between two values.
        "between" Between,
        /// Equal.
        "equal" Equal,
        /// Greater than.
        "greater" Greater,
        /// Greater than or equal.
        "greaterOrEqual" GreaterOrEqual,
        /// Not null.
        "isNotNull" Present,
        /// Null.
        "isNull" Missing,
        /// Less than.
        "lower" Lower,
        /// Less than or equal.
        "lowerOrEqual" LowerOrEqual,
        /// Not equal.
        "notEqual" NotEqual,
        /// Does not contain a string.
        "notSubstring" Lacks,
        /// Matches a regular expression, without enclosing slashes.
        "regex" Matches,
        /// Contains a string.
        "substring" Contains,
    }
}

object! {
    /// The values to compare with.
    pub struct MatchedValues {
        /// The lower end, for `between`.
        "from" from: Option<Either<f64, Text>>,
        /// The upper end, for `between`.
        "to" to: Option<Either<f64, Text>>,
        /// The value.
        "value" value: Option<Either<f64, Either<Text, bool>>>,
    }
}

object! {
    /// Groups rows with equal values.
    pub struct GroupByOptions {
        /// The operation for each field, by name.
        "fields" fields: BTreeMap<String, GroupedField>,
    }
}

object! {
    /// The operation for a field when rows are grouped.
    pub struct GroupedField {
        /// The calculations.
        "aggregations" aggregations: Vec<Calculation>,
        /// Whether rows are grouped by it, or it is aggregated; `null` removes it.
        "operation" operation: Option<GroupOperation>,
    }
}

words! {
    /// The operation for a field when rows are grouped.
    pub enum GroupOperation {
        /// It is aggregated.
        "aggregate" Aggregate,
        /// Rows are grouped by it.
        "groupby" GroupBy,
    }
}

object! {
    /// Groups rows with equal values into nested tables.
    pub struct GroupToNestedTableOptions {
        /// Whether all nested tables are expanded.
        "expandAllRows" expand_all_rows: bool,
        /// The operation for each field, by name. Legacy dashboards only.
        "fields" fields: BTreeMap<String, GroupedField>,
        /// The operations for the fields.
        "rules" rules: Vec<GroupRule>,
        /// Whether the nested tables have headers.
        "showSubframeHeaders" show_subframe_headers: bool,
    }
}

object! {
    /// The operation for some fields when rows are grouped.
    pub struct GroupRule {
        /// The calculations.
        "aggregations" aggregations: Vec<Calculation>,
        /// Whether the nested table also has them.
        "keepNestedField" keep_nested_field: bool,
        /// The fields that it applies to.
        "matcher" matcher: Matcher,
        /// Whether rows are grouped by them, or they are aggregated.
        "operation" operation: Option<GroupOperation>,
    }
}

object! {
    /// Limits the number of rows.
    pub struct LimitOptions {
        /// The number of rows.
        "limitField" limit_field: Either<f64, Text>,
    }
}

object! {
    /// Reduces each field to single values.
    pub struct ReduceFieldsOptions {
        /// The fields that it applies to.
        "fields" fields: Matcher,
        /// Whether the time field is kept.
        "includeTimeField" include_time_field: bool,
        /// Whether labels become fields.
        "labelsToFields" labels_to_fields: bool,
        /// The mode.
        "mode" mode: ReduceMode,
        /// The calculations.
        "reducers" reducers: Vec<Calculation>,
    }
}

impl ReduceFieldsOptions {
    /// Returns one row per field, with these calculations: `mean`, `max`.
    ///
    /// # Panics
    /// When Grafana has no calculation with one of the IDs.
    #[track_caller]
    pub fn of<C: NamesCalculation, const N: usize>(calculations: [C; N]) -> Self {
        Self::new().mode(ReduceMode::SeriesToRows).reducers(named(calculations))
    }
}

words! {
    /// How fields are reduced.
    pub enum ReduceMode {
        /// To one row per field.
        "seriesToRows" SeriesToRows,
        /// In place, keeping the fields.
        "reduceFields" ReduceFields,
    }
}

object! {
    /// Sorts rows.
    pub struct SortByOptions {
        /// Left over from a grouping.
        "fields" fields: BTreeMap<String, Json>,
        /// The fields to sort by.
        "sort" sort: Vec<SortField>,
    }
}

object! {
    /// A field to sort by.
    pub struct SortField {
        /// Whether the order is descending.
        "desc" desc: bool,
        /// Its name.
        "field" field: Text,
        /// Its index.
        "index" index: f64,
    }
}

/// Turns series into sparkline cells of a table: the options for each query, by ref ID.
pub type TimeSeriesTableOptions = BTreeMap<String, TrendOptions>;

object! {
    /// The options for the series of a query.
    pub struct TrendOptions {
        /// Whether the reduced value is shown in the same cell.
        "inlineStat" inline_stat: bool,
        /// The calculation for the reduced value.
        "stat" stat: Calculation,
        /// The field of times.
        "timeField" time_field: Text,
    }
}
