//! dashgen: Grafana dashboards as typed Rust code.
//!
//! Metrics, queries, panels and their units are Rust values; what is printed from them is canonical JSON and YAML
//! that Grafana loads, and that stays the same as long as the code does.
//!
//! # The map
//!
//! A module may use only those listed before it (`tests/suite/architecture.rs` reads this list):
//!
//! - [`spelling`]: "did you mean"
//! - [`terminal`]: text from outside, shown without what a terminal would obey
//! - [`grafana`]: facts about Grafana that several modules need
//! - [`json`]: canonical JSON, and typed objects that keep what they do not know
//! - [`unit`](mod@unit): units of measure, which queries and panels share
//! - [`promql`]: metrics and typed queries, printed as PromQL; reading of other people's PromQL
//! - [`exposition`]: pages of metrics, as targets show them to Prometheus
//! - [`declaration`]: metrics of a page as Rust source
//! - [`vocabulary`]: Grafana's own types, the same in every format: options of panels, fields, transformations, queries
//! - [`model`]: what a dashboard is for those who build one: panels, queries, variables, links, identity
//! - [`rule`]: recording and alerting rules
//! - [`layout`]: sizes and rows become places on the 24-column grid
//! - [`suite`]: dashboards, rules, datasources, providers and metrics: what one build makes
//! - [`prelude`]: what the files of a suite import
//! - [`schema`]: the frames of the file formats
//! - [`canonical`]: one form for any dashboard, whoever wrote it
//! - [`convert`]: dashboards from one of Grafana's formats to the other
//! - [`migrate`]: old dashboards as Grafana shows them today
//! - [`render`]: a suite becomes artifacts in memory
//! - [`artifact`]: artifacts on disk: write, compare, prune
//! - [`build`]: a suite becomes the files of a folder
//! - [`prometheus`]: a client of Prometheus's HTTP API, and a suite's queries asked through it
//! - [`view`]: any dashboard file, as those see it who only look
//! - [`diff`]: two dashboards become the list of what changed, in people's words
//! - [`lint`]: looks for mistakes in dashboards
//! - [`validate`]: a suite goes through the lints, together with the files that were built from it
//! - [`inspect`]: what a file with a dashboard contains
//! - [`simulate`]: the metrics of a catalogue as a live endpoint
//! - [`cli`]: the commands

pub mod artifact;
pub mod build;
pub mod canonical;
#[cfg(feature = "cli")]
pub mod cli;
pub mod convert;
#[cfg(feature = "import")]
pub mod declaration;
pub mod diff;
pub mod exposition;
pub mod grafana;
pub mod inspect;
pub mod json;
pub mod layout;
pub mod lint;
pub mod migrate;
pub mod model;
pub mod prelude;
#[cfg(feature = "live")]
pub mod prometheus;
pub mod promql;
pub mod render;
pub mod rule;
pub mod schema;
pub mod simulate;
pub mod spelling;
pub mod suite;
pub mod terminal;
pub mod unit;
pub mod validate;
pub mod view;
pub mod vocabulary;

/// The Rust of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The Rust of the guide compiles.
#[cfg(doctest)]
mod guide {
    macro_rules! pages {
        ($($name:ident $path:literal)*) => {
            $(
                #[doc = include_str!($path)]
                struct $name;
            )*
        };
    }

    pages! {
        ComingFrom "../docs/src/coming-from.md"
        Formats "../docs/src/formats.md"
        Introduction "../docs/src/introduction.md"
        Library "../docs/src/library.md"
        Page "../docs/src/page.md"
        Panels "../docs/src/panels.md"
        Provisioning "../docs/src/provisioning.md"
        Queries "../docs/src/queries.md"
        Rules "../docs/src/rules.md"
        Troubleshooting "../docs/src/troubleshooting.md"
        Tutorial "../docs/src/tutorial.md"
    }
}
