//! Panels at fixed places: whether they stand apart.

use super::super::error::RenderError;
use crate::layout;
use crate::model::Dashboard;

/// Checks that no panel covers another.
pub(super) fn apart(dashboard: &Dashboard, keys: &[&str]) -> Result<(), RenderError> {
    let Some((first, second)) = layout::overlap(dashboard) else { return Ok(()) };
    let origins = dashboard.key_origins();
    Err(RenderError::Overlap {
        origin: origins[second],
        dashboard: dashboard.uid.clone(),
        first: keys[first].to_owned(),
        first_origin: origins[first],
        second: keys[second].to_owned(),
    })
}
