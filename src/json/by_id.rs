//! Options whose type goes with an id that stands beside them, or around them.

/// Makes an enum of options readable: where the id is not known yet they are in the variant `Other`, as any JSON.
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

        impl $name {
            fn inner(&self) -> &dyn $crate::json::Typed {
                match self {
                    $( Self::$kind(options) => &**options, )*
                    Self::Other(options) => options,
                }
            }
        }

        $crate::json::any_object!($name);

        impl $crate::json::Typed for $name {
            $crate::json::given_as_itself!();

            fn of_tree(value: &$crate::json::tree::Tree<'_>) -> Option<Self> {
                Self::of_kind(value, None)
            }

            fn of_kind(value: &$crate::json::tree::Tree<'_>, kind: Option<&str>) -> Option<Self> {
                value.as_object()?;
                match kind {
                    $( Some($($id)|+) => $crate::json::Typed::of_tree(value).map(Self::$kind), )*
                    _ => $crate::json::Typed::of_tree(value).map(Self::Other),
                }
            }

            fn into_value(self) -> serde_json::Value {
                match self {
                    $( Self::$kind(options) => $crate::json::Typed::into_value(options), )*
                    Self::Other(options) => $crate::json::Typed::into_value(options),
                }
            }

            fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "object" })
            }

            fn members<'a>(&'a self, see: &mut dyn FnMut($crate::json::Members<'_, 'a>)) {
                self.inner().members(see);
            }

            fn levels(&self) -> usize {
                self.inner().levels()
            }

            fn unknown(&self, at: &mut $crate::json::Trail, found: $crate::json::Found<'_>) {
                self.inner().unknown(at, found);
            }
        }
    };
}
pub(crate) use by_id;

/// What is written as whatever is in it.
macro_rules! any_object {
    ($name:ident) => {
        impl $crate::json::Print for $name {
            fn print(&self, to: $crate::json::Printer<'_>) -> $crate::json::Written {
                self.inner().print(to)
            }
        }

        $crate::json::serialized!($name);
    };
}
pub(crate) use any_object;
