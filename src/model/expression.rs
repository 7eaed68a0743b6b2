//! Expressions: what Grafana's server calculates from the results of a panel's queries.
//!
//! Names: the `expr` schema of Grafana 13.2.

use std::ops::{Add, Div, Mul, Rem, Sub};

use super::data_query::DataQuerySource;
use super::{DataQuery, PanelQuery, QueryRef, Text};
use crate::json::{Either, words};
use crate::promql::Window;
use crate::vocabulary::query::{Condition, ConditionPart, Target as Document};

words! {
    /// How the points of a series are reduced to one.
    pub enum Reducer {
        /// The number of points.
        "count" Count,
        /// The last value.
        "last" Last,
        /// The maximum.
        "max" Max,
        /// The average.
        "mean" Mean,
        /// The median.
        "median" Median,
        /// The minimum.
        "min" Min,
        /// The sum.
        "sum" Sum,
    }
}

/// The condition of a threshold expression: the result is 1 where it holds, otherwise 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// Above this value.
    Above(f64),
    /// Below this value.
    Below(f64),
    /// Between the two values.
    Within(f64, f64),
    /// Outside the range between the two values.
    Outside(f64, f64),
}

impl Limit {
    fn evaluator(self) -> ConditionPart {
        let (word, numbers) = match self {
            Self::Above(limit) => ("gt", vec![limit]),
            Self::Below(limit) => ("lt", vec![limit]),
            Self::Within(low, high) => ("within_range", vec![low, high]),
            Self::Outside(low, high) => ("outside_range", vec![low, high]),
        };
        let params: Vec<_> = numbers.into_iter().map(|number| Some(Either::Left(number))).collect();
        ConditionPart::empty().params(params).kind(word)
    }
}

/// Expressions on other queries.
impl DataQuery {
    #[track_caller]
    fn expression(kind: &'static str, text: impl Into<Text>, reads: Vec<QueryRef>) -> Self {
        let document = Document::empty().kind(kind).expression(text);
        Self { reads, ..Self::new(DataQuerySource::Expression, document) }
    }

    /// Reduces each series to one number.
    #[track_caller]
    pub fn reduce(query: QueryRef, reducer: Reducer) -> Self {
        Self::expression("reduce", query.clone(), vec![query]).with(|it| it.reducer(reducer.word()))
    }

    /// Resamples series to a fixed step: the average of the points in each step, and no value where there are none.
    #[track_caller]
    pub fn resample(query: QueryRef, window: impl Into<Window>) -> Self {
        let window = Text::from(window.into());
        Self::expression("resample", query.clone(), vec![query])
            .with(|it| it.downsampler(Reducer::Mean.word()).upsampler("fillna").window(window))
    }

    /// Returns 1 where a limit is exceeded, otherwise 0.
    #[track_caller]
    pub fn threshold(query: QueryRef, limit: Limit) -> Self {
        let condition = Condition::empty().evaluator(limit.evaluator());
        Self::expression("threshold", query.clone(), vec![query]).with(|it| it.conditions([condition]))
    }

    /// Runs SQL on the results of these queries, as tables named after them.
    #[track_caller]
    pub fn sql(queries: impl Into<Vec<QueryRef>>, sql: impl Into<Text>) -> Self {
        Self::expression("sql", sql, queries.into()).with(|it| it.format(Either::Left(Text::default())))
    }
}

/// A math expression on the results of queries, built from [`QueryRef`]s and numbers with `+ - * / %`.
#[derive(Debug, Clone, PartialEq)]
pub struct Math {
    text: String,
    reads: Vec<QueryRef>,
    is_whole: bool,
}

impl Math {
    /// Returns the expression in Grafana's syntax: `$errors / $total`.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn join(self, operator: &str, other: Self) -> Self {
        let text = format!("{} {operator} {}", self.inside(), other.inside());
        Self { text, reads: self.reads.into_iter().chain(other.reads).collect(), is_whole: false }
    }

    fn inside(&self) -> String {
        if self.is_whole { self.text.clone() } else { format!("({})", self.text) }
    }

    fn call(self, function: &str) -> Self {
        Self { text: format!("{function}({})", self.text), is_whole: true, ..self }
    }

    /// Takes the absolute value.
    pub fn abs(self) -> Self {
        self.call("abs")
    }

    /// Takes the natural logarithm.
    pub fn log(self) -> Self {
        self.call("log")
    }

    /// Rounds to whole numbers.
    pub fn round(self) -> Self {
        self.call("round")
    }

    /// Returns 1 where it is greater than another, otherwise 0.
    pub fn above(self, other: impl Into<Self>) -> Self {
        self.join(">", other.into())
    }

    /// Returns 1 where it is less than another, otherwise 0.
    pub fn below(self, other: impl Into<Self>) -> Self {
        self.join("<", other.into())
    }

    /// Returns 1 where neither is 0, otherwise 0.
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.join("&&", other.into())
    }

    /// Returns 1 where one of them is not 0, else 0.
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.join("||", other.into())
    }

    /// Turns it into a query, which can be named or hidden.
    #[track_caller]
    pub fn into_query(self) -> DataQuery {
        DataQuery::expression("math", self.text, self.reads)
    }
}

impl From<QueryRef> for Math {
    fn from(query: QueryRef) -> Self {
        Self { text: format!("${}", query.name()), reads: vec![query], is_whole: true }
    }
}

impl From<f64> for Math {
    fn from(number: f64) -> Self {
        Self { text: number.to_string(), reads: Vec::new(), is_whole: number >= 0.0 }
    }
}

impl From<Math> for PanelQuery {
    #[track_caller]
    fn from(math: Math) -> Self {
        math.into_query().into()
    }
}

macro_rules! operators {
    ($($operator:ident $method:ident $sign:literal),*) => {
        $(
            impl<R: Into<Math>> $operator<R> for Math {
                type Output = Math;

                fn $method(self, other: R) -> Math {
                    self.join($sign, other.into())
                }
            }

            impl<R: Into<Math>> $operator<R> for QueryRef {
                type Output = Math;

                fn $method(self, other: R) -> Math {
                    Math::from(self).join($sign, other.into())
                }
            }
        )*
    };
}

operators!(Add add "+", Sub sub "-", Mul mul "*", Div div "/", Rem rem "%");

#[cfg(test)]
mod tests {
    use super::*;

    const ERRORS: QueryRef = QueryRef::literal("errors");
    const TOTAL: QueryRef = QueryRef::literal("total");

    #[test]
    fn calculations_keep_their_order() {
        assert_eq!((ERRORS / (TOTAL + 1.0)).text(), "$errors / ($total + 1)");
        assert_eq!((ERRORS - TOTAL).abs().above(-2.5).text(), "abs($errors - $total) > (-2.5)");
    }

    #[test]
    fn a_calculation_knows_what_it_reads() {
        assert_eq!((ERRORS / TOTAL).into_query().reads, [ERRORS, TOTAL]);
    }
}
