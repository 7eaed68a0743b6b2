//! The syntax of Prometheus, construct by construct.

/// All queries of the table.
pub(super) fn queries() -> impl Iterator<Item = &'static str> {
    ["x"].into_iter()
}
