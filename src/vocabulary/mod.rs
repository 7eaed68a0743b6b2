//! Grafana's own types, the same in every format: options of panels, field config, transformations, queries.
//!
//! They carry Grafana's names and are written as they stand. Of an option that Grafana's own types ask for, the default
//! is written too; of the rest, only what differs.

pub mod defaults;
pub mod field;
pub mod panel;
pub mod query;
pub mod transformation;
mod uid;

use std::borrow::Cow;

pub use uid::{Uid, UidError};

/// A text: static for what Rust code names, owned for what was read or computed.
pub type Text = Cow<'static, str>;
