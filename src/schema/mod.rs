//! The frames of the file formats, as serde types.
//!
//! What differs from format to format lives here: the dashboard around its panels, the grid, variables, queries.
//! What is the same in all of them, a panel's options and field config, is in [`crate::vocabulary::panel`].

pub mod document;
pub mod envelope;
pub mod notifications;
pub mod provisioning;
pub mod rules;
pub mod v1;
pub mod v2;
