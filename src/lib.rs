//! dashgen: Grafana dashboards as typed Rust code.
//!
//! Metrics, queries, panels and their units are Rust values. They are rendered as canonical JSON and YAML that Grafana
//! loads, and that only changes when the code does.
//!
//! # The map
//!
//! A module may use only those listed before it (`tests/suite/architecture.rs` reads this list):
//!
//! - [`spelling`]: "did you mean"
//! - [`terminal`]: untrusted text, escaped for display on a terminal
//! - [`grafana`]: facts about Grafana that several modules need
//! - [`json`]: canonical JSON, and typed objects that keep unknown members
//! - [`unit`](mod@unit): units of measure, shared by queries and panels
//! - [`promql`]: metrics and typed queries, printed as PromQL; a parser for any PromQL
//! - [`exposition`]: metrics pages, as targets expose them to Prometheus
//! - [`declaration`]: metrics of a page as Rust source
//! - [`vocabulary`]: Grafana's own types, which are the same in every format: panel options, field config,
//!   transformations, queries
//! - [`model`]: the model for building dashboards: panels, queries, variables, links, identity
//! - [`rule`]: recording and alerting rules
//! - [`layout`]: places panels and rows on the 24-column grid
//! - [`suite`]: dashboards, rules, datasources, providers and metrics: what one build generates
//! - [`prelude`]: the common imports of a suite
//! - [`schema`]: the frames of the file formats
//! - [`canonical`]: the canonical form of any dashboard
//! - [`convert`]: converts dashboards between Grafana's formats
//! - [`migrate`]: migrates old dashboards as Grafana does
//! - [`render`]: renders a suite to artifacts in memory
//! - [`artifact`]: artifacts on disk: write, compare, prune
//! - [`build`]: builds a suite into a folder
//! - [`prometheus`]: a client for Prometheus's HTTP API, and running a suite's queries with it
//! - [`view`]: a read-only view of any dashboard file
//! - [`diff`]: two dashboards become the list of what changed, in people's words
//! - [`lint`]: looks for mistakes in dashboards
//! - [`validate`]: checks a suite and the files that were built from it
//! - [`inspect`]: summarizes what a dashboard file contains
//! - [`simulate`]: serves the metrics of a catalogue on a live endpoint
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
