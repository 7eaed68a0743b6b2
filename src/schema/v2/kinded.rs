//! Pairs of a kind and what is specified.

use crate::json::{Typed, object};
use crate::vocabulary::Text;

object! {
    /// Something that names its kind.
    pub struct Kinded<K> {
        /// What it is.
        "kind" kind: Text,
        /// How it is.
        "spec" spec: K,
    }
}

/// What is always of one kind.
pub trait Named {
    /// The kind.
    const KIND: &'static str;
}

impl<K: Named + Typed> From<K> for Kinded<K> {
    fn from(spec: K) -> Self {
        Self { kind: Some(Text::Borrowed(K::KIND)), spec: Some(spec), ..Self::empty() }
    }
}

/// Says of which kind types are.
macro_rules! named {
    ($($type:ty: $kind:literal),* $(,)?) => {
        $( impl $crate::schema::v2::Named for $type { const KIND: &'static str = $kind; } )*
    };
}
pub(super) use named;
