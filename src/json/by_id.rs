//! Options whose type goes with an id that stands beside them.

/// Makes an enum of options readable: before the id is known they are in the variant `Other`, as any JSON.
macro_rules! by_id {
    ($name:ident { $( $($id:literal)|+ => $kind:ident, )* }) => {
        impl $name {
            /// The ids whose options have a type here.
            pub const TYPED: &[&str] = &[$( $($id),+ ),*];

            /// Gives options that were read before the id was known the type that goes with it.
            pub fn settled(self, id: &str) -> Self {
                let Self::Other($crate::json::Json(value)) = self else { return self };
                let typed = match id {
                    $( $($id)|+ => $crate::json::Typed::read(value).map(Self::$kind), )*
                    _ => Err(value),
                };
                typed.unwrap_or_else(|value| Self::Other($crate::json::Json(value)))
            }
        }

        $crate::json::any_object!($name);

        impl $crate::json::Typed for $name {
            fn fits(value: &serde_json::Value) -> bool {
                value.is_object()
            }

            fn read(value: serde_json::Value) -> Result<Self, serde_json::Value> {
                if value.is_object() { Ok(Self::Other($crate::json::Json(value))) } else { Err(value) }
            }

            fn unknown(&self, at: &mut $crate::json::Trail, found: $crate::json::Found<'_>) {
                match self {
                    $( Self::$kind(options) => options.unknown(at, found), )*
                    Self::Other(options) => options.unknown(at, found),
                }
            }
        }
    };
}
pub(crate) use by_id;

/// The schema of what only an id beside it gives a shape.
macro_rules! any_object {
    ($name:ident) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "object" })
            }
        }
    };
}
pub(crate) use any_object;
