//! PromQL: metrics, typed queries built in Rust and printed, and the reading of other people's queries.

#[cfg(test)]
pub(crate) mod arbitrary;
pub mod ast;
mod check;
mod declare;
mod error;
pub mod functions;
mod interpolate;
mod labels;
mod lex;
mod literal;
mod metric;
pub mod metricsql;
#[cfg(test)]
mod oracle;
mod parse;
mod paste;
pub(crate) mod placeholder;
mod print;
pub mod query;
mod regex;
mod units;
mod words;

pub use check::{check, type_of};
pub use declare::{MetricLabel, help};
#[doc(hidden)]
pub use declare::{counter_gauge_histogram_or_info, help_is_missing_write_a_doc_comment};
pub use error::{ParseError, Problem};
pub use functions::Type;
pub use interpolate::{InterpolateError, Times, VariableValue, Variables, interpolate};
pub use labels::{Labels, labels};
pub use lex::Dialect;
pub use metric::{Catalogue, LabelInfo, MetricInfo, MetricKind, SeriesPart};
pub use parse::parse;
pub use paste::{Choice, Pasted, Texts, comments, paste, placeholders};
pub use query::{
    AnyLabel, BucketRates, ChosenLabel, Counter, Gauge, Grouped, Histogram, INTERVAL, Info, Joined, Label,
    LabelMatcher, Query, RANGE, RATE_INTERVAL, RangeQuery, Recorded, RecordedBuckets, ScopeMatcher, Window, days,
    duration, hours, minutes, raw, scalar, seconds, time,
};
pub use units::{UnitError, unit};
