//! Numbers as people typed them.

use crate::json::Either;
use crate::vocabulary::Text;

/// A number, the text that somebody typed into a field for numbers, or nothing.
pub type Number = Option<Either<f64, Text>>;
