//! PromQL: metrics, typed queries built in Rust and printed, and the reading of other people's queries.

pub mod ast;
mod metric;
mod placeholder;
mod print;
mod words;

pub use metric::{Catalogue, LabelInfo, MetricInfo, MetricKind, SeriesPart};
