//! PromQL: metrics, typed queries built in Rust and printed, and the reading of other people's queries.

pub mod ast;
mod declare;
mod check;
pub mod functions;
mod lex;
mod literal;
mod metric;
mod parse;
mod placeholder;
mod print;
pub mod query;
mod words;

pub use declare::{MetricLabel, help};
pub use metric::{Catalogue, LabelInfo, MetricInfo, MetricKind, SeriesPart};
pub use query::{
    AnyLabel, BucketRates, Counter, Gauge, Histogram, INTERVAL, Info, Joined, Label, LabelMatcher, Query, RANGE,
    RATE_INTERVAL, RangeQuery, ScopeMatcher, Window, days, hours, minutes, raw, scalar, seconds, time,
};
pub use parse::{ParseError, parse};
