//! Panels that are repeated for the values of a variable.

use super::loss::Losses;
use super::value::number;
use crate::schema::v1::Panel;

/// How many panels of the same width can fill the grid, and the first schema version that counts them.
const PER_ROW: [f64; 8] = [1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 24.0];
const COUNTED: f64 = 17.0;

/// Returns whether a panel is there only since another was repeated, as older servers saved it. Grafana drops these.
pub(super) fn is_copy(panel: &Panel, losses: &mut Losses) -> bool {
    let frame = panel.legacy.as_ref().and_then(|it| it.frame.as_ref());
    let by_row = frame.is_some_and(|it| it.repeated_by_row == Some(true));
    match panel.repeat_panel_id.flatten().filter(|id| *id != 0) {
        Some(id) => losses.note(format!("it was a repeat of panel {id}, which Grafana recreates")),
        None if by_row => losses.note("it was created by the repeat of its row, which Grafana recreates"),
        None => return false,
    }
    true
}

/// Says how many repetitions stand side by side, where a panel had a least width.
pub(super) fn raise_width(panel: &mut Panel, version: f64) {
    if version >= super::SCHEMA_VERSION {
        return;
    }
    let frame = panel.legacy.as_mut().and_then(|it| it.frame.as_mut());
    let width = frame.and_then(|it| number(it.min_span.take())).filter(|width| *width > 0.0);
    if let Some(width) = width.filter(|_| version < COUNTED) {
        let mut fitting = PER_ROW.into_iter().filter(|count| count * width <= 24.0);
        panel.max_per_row = Some(fitting.next_back().unwrap_or(1.0));
    }
}
