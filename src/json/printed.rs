//! Objects that are only written.

/// Declares an object that borrows what it writes: each member with its name, its field and its type, and when it is
/// left out. Members are written as they stand here: in the order of the alphabet.
macro_rules! printed {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident $(<$life:lifetime>)? {
            $( $(#[$field_meta:meta])* $json:literal $field:ident: $type:ty $(, unless $absent:expr)?; )*
        }
    ) => {
        $(#[$meta])*
        $vis struct $name $(<$life>)? {
            $( $(#[$field_meta])* pub(crate) $field: $type, )*
        }

        const _: () = assert!($crate::json::sorted(&[$($json),*]), "members stand in the order of the alphabet");

        impl $(<$life>)? $crate::json::Print for $name $(<$life>)? {
            fn print(&self, to: $crate::json::Printer<'_>) -> $crate::json::Written {
                #[allow(unused_mut, clippy::allow_attributes, reason = "an object without members has nothing to write")]
                let mut object = to.object();
                $(
                    if true $( && !($absent)(&self.$field) )? {
                        object.keyed(const { &$crate::json::Key::new($json) }, &self.$field);
                    }
                )*
                object.end()
            }
        }
    };
}
pub(crate) use printed;
