//! Types.

/// The types of PromQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Instant vector.
    Instant,
    /// Range vector.
    Range,
    /// Scalar.
    Scalar,
    /// String.
    String,
}
