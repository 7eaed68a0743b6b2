//! Grafana's own types, the same in every format: options of panels, field config, transformations, queries.
//!
//! They use Grafana's names and are serialized directly. Options that Grafana's own types require are always written;
//! others only if they differ from the default.

pub mod defaults;
pub mod field;
pub mod panel;
pub mod query;
pub mod transformation;
mod uid;

use std::borrow::Cow;

pub use uid::{Uid, UidError};

/// A string: static if it is a literal in Rust code, owned if it was read or computed.
pub type Text = Cow<'static, str>;
