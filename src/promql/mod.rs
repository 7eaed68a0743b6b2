//! PromQL: metrics, typed queries built in Rust and printed, and the reading of other people's queries.

#[cfg(test)]
pub(crate) mod arbitrary;
pub mod ast;
mod catalogue;
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

#[doc(hidden)]
pub use catalogue::Declarations;
pub use catalogue::{Catalogue, Declaration, DeclaredTwice};
pub use check::{check, type_of};
pub use declare::{MetricLabel, help};
#[doc(hidden)]
pub use declare::{
    checked, counter_gauge_histogram_native_histogram_summary_info_state_set_or_untyped,
    help_is_missing_write_a_doc_comment,
};
pub use error::{ParseError, Problem};
pub use functions::Type;
pub use interpolate::{InterpolateError, Times, VariableValue, Variables, interpolate};
pub use labels::{Labels, labels};
pub use lex::Dialect;
pub use metric::{LabelInfo, MetricInfo, MetricKind, SeriesPart};
pub use parse::parse;
pub use paste::{Choice, Pasted, Texts, comments, paste, placeholders};
pub use query::{
    AnyLabel, BucketRates, ChosenLabel, Counter, Gauge, Grouped, Histogram, HistogramRates, INTERVAL, Info, Joined,
    Label, LabelMatcher, NativeHistogram, Query, RANGE, RATE_INTERVAL, RangeQuery, Recorded, RecordedBuckets,
    ScopeMatcher, StateSet, Summary, Untyped, Window, days, duration, hours, minutes, raw, scalar, seconds, time,
};
pub use units::{UnitError, unit};
