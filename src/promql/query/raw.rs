//! The one door for PromQL as text.

use super::{AnyLabel, Query};
use crate::promql::ast::{ExprKind, Text};
use crate::unit::Measure;

/// Returns a query of PromQL text, printed as it stands.
///
/// The unit is the caller's word. `dashgen validate` reads the text with the same parser and the same lints as any
/// other query; until then nothing is known of it.
///
/// ```
/// use dashgen::promql::raw;
/// use dashgen::unit::Ratio;
///
/// let query = raw::<Ratio>("avg(up)");
/// assert_eq!(query.to_string(), "avg(up)");
/// ```
pub fn raw<M: Measure>(text: impl Into<Text>) -> Query<AnyLabel, M> {
    Query::from_expr(ExprKind::Raw(text.into()))
}
