//! Rows: fewer, grouped, sorted.

use std::collections::BTreeMap;

use crate::json::{Either, Json, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Calculation, Matcher, NamesCalculation, named};

object! {
    /// Only some answers.
    pub struct FilterByRefIdOptions {
        /// Those that are left out.
        "exclude" exclude: Text,
        /// Those that stay: `A`, `A|B`, `/regex/`.
        "include" include: Text,
    }
}

object! {
    /// Only some rows.
    pub struct FilterByValueOptions {
        /// What is asked of a row.
        "filters" filters: Vec<ValueFilter>,
        /// Whether all has to be true of it.
        "match" matched: FilterMatch,
        /// What becomes of it.
        "type" kind: FilterType,
    }
}

words! {
    /// How much has to be true of a row.
    pub enum FilterMatch {
        /// All.
        "all" All,
        /// Anything.
        "any" Any,
    }
}

words! {
    /// What becomes of rows that match.
    pub enum FilterType {
        /// They stay.
        "include" Include,
        /// They are left out.
        "exclude" Exclude,
    }
}

object! {
    /// What is asked of a row.
    pub struct ValueFilter {
        /// What is asked of the value.
        "config" config: ValueCondition,
        /// The field.
        "fieldName" field_name: Text,
    }
}

object! {
    /// What is asked of a value.
    pub struct ValueCondition {
        /// The question.
        "id" id: ValueTest,
        /// What it is compared with.
        "options" options: MatchedValues,
    }
}

words! {
    /// What is asked of a value. Grafana draws nothing where it does not know the question.
    pub enum ValueTest {
        /// Whether it lies between two others.
        "between" Between,
        /// Whether it is the same.
        "equal" Equal,
        /// Whether it is greater.
        "greater" Greater,
        /// Whether it is greater, or the same.
        "greaterOrEqual" GreaterOrEqual,
        /// Whether there is one.
        "isNotNull" Present,
        /// Whether there is none.
        "isNull" Missing,
        /// Whether it is less.
        "lower" Lower,
        /// Whether it is less, or the same.
        "lowerOrEqual" LowerOrEqual,
        /// Whether it is another.
        "notEqual" NotEqual,
        /// Whether it does not contain a text.
        "notSubstring" Lacks,
        /// Whether it matches a regular expression, which is written without slashes around it.
        "regex" Matches,
        /// Whether it contains a text.
        "substring" Contains,
    }
}

object! {
    /// What values are compared with.
    pub struct MatchedValues {
        /// The lower end, of `between`.
        "from" from: Option<Either<f64, Text>>,
        /// The upper end, of `between`.
        "to" to: Option<Either<f64, Text>>,
        /// The value.
        "value" value: Option<Either<f64, Either<Text, bool>>>,
    }
}

object! {
    /// Rows of the same values as one.
    pub struct GroupByOptions {
        /// What becomes of each field, by name.
        "fields" fields: BTreeMap<String, GroupedField>,
    }
}

object! {
    /// What becomes of a field when rows are grouped.
    pub struct GroupedField {
        /// What is calculated.
        "aggregations" aggregations: Vec<Calculation>,
        /// Whether rows are grouped by it, or numbers calculated of it; `null` leaves it out.
        "operation" operation: Option<GroupOperation>,
    }
}

words! {
    /// What becomes of a field when rows are grouped.
    pub enum GroupOperation {
        /// Numbers are calculated of it.
        "aggregate" Aggregate,
        /// Rows are grouped by it.
        "groupby" GroupBy,
    }
}

object! {
    /// Rows of the same values as a table in a table.
    pub struct GroupToNestedTableOptions {
        /// Whether all tables are open.
        "expandAllRows" expand_all_rows: bool,
        /// What becomes of each field, by name. Legacy dashboards only.
        "fields" fields: BTreeMap<String, GroupedField>,
        /// What becomes of the fields.
        "rules" rules: Vec<GroupRule>,
        /// Whether the inner tables have headlines.
        "showSubframeHeaders" show_subframe_headers: bool,
    }
}

object! {
    /// What becomes of some fields when rows are grouped.
    pub struct GroupRule {
        /// What is calculated.
        "aggregations" aggregations: Vec<Calculation>,
        /// Whether the inner table has them too.
        "keepNestedField" keep_nested_field: bool,
        /// The fields that it applies to.
        "matcher" matcher: Matcher,
        /// Whether rows are grouped by them, or numbers calculated of them.
        "operation" operation: Option<GroupOperation>,
    }
}

object! {
    /// Only the first rows.
    pub struct LimitOptions {
        /// How many.
        "limitField" limit_field: Either<f64, Text>,
    }
}

object! {
    /// One number for each field.
    pub struct ReduceFieldsOptions {
        /// The fields that it applies to.
        "fields" fields: Matcher,
        /// Whether the time stays.
        "includeTimeField" include_time_field: bool,
        /// Whether labels become fields.
        "labelsToFields" labels_to_fields: bool,
        /// Which way.
        "mode" mode: ReduceMode,
        /// What is calculated.
        "reducers" reducers: Vec<Calculation>,
    }
}

impl ReduceFieldsOptions {
    /// Returns a row for each field, with these numbers: `mean`, `max`.
    ///
    /// # Panics
    /// When Grafana has no calculation with one of the IDs.
    #[track_caller]
    pub fn of<C: NamesCalculation, const N: usize>(calculations: [C; N]) -> Self {
        Self::new().mode(ReduceMode::SeriesToRows).reducers(named(calculations))
    }
}

words! {
    /// Which way fields become single numbers.
    pub enum ReduceMode {
        /// A row for each field.
        "seriesToRows" SeriesToRows,
        /// Each in its place.
        "reduceFields" ReduceFields,
    }
}

object! {
    /// Rows in order.
    pub struct SortByOptions {
        /// Left over from a group.
        "fields" fields: BTreeMap<String, Json>,
        /// The fields to sort by.
        "sort" sort: Vec<SortField>,
    }
}

object! {
    /// A field to sort by.
    pub struct SortField {
        /// Whether the largest comes first.
        "desc" desc: bool,
        /// Its name.
        "field" field: Text,
        /// Its index.
        "index" index: f64,
    }
}

/// Series as cells of a table: what stands for the series of each query, by letter.
pub type TimeSeriesTableOptions = BTreeMap<String, TrendOptions>;

object! {
    /// What stands for a series in a cell.
    pub struct TrendOptions {
        /// Whether the number is in the same cell.
        "inlineStat" inline_stat: bool,
        /// The number.
        "stat" stat: Calculation,
        /// The field of times.
        "timeField" time_field: Text,
    }
}
