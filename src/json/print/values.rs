//! How values of Rust are written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::{Print, Printer, Written};

impl Print for bool {
    fn print(&self, to: Printer<'_>) -> Written {
        to.truth(*self)
    }
}

impl Print for u8 {
    fn print(&self, to: Printer<'_>) -> Written {
        to.unsigned((*self).into())
    }
}

impl Print for u32 {
    fn print(&self, to: Printer<'_>) -> Written {
        to.unsigned((*self).into())
    }
}

impl Print for u64 {
    fn print(&self, to: Printer<'_>) -> Written {
        to.unsigned(*self)
    }
}

impl Print for usize {
    fn print(&self, to: Printer<'_>) -> Written {
        to.unsigned(*self as u64)
    }
}

impl Print for i64 {
    fn print(&self, to: Printer<'_>) -> Written {
        to.signed(*self)
    }
}

impl Print for f64 {
    fn print(&self, to: Printer<'_>) -> Written {
        to.number(*self)
    }
}

impl Print for str {
    fn print(&self, to: Printer<'_>) -> Written {
        to.text(self)
    }
}

impl Print for String {
    fn print(&self, to: Printer<'_>) -> Written {
        to.text(self)
    }
}

impl Print for Cow<'_, str> {
    fn print(&self, to: Printer<'_>) -> Written {
        to.text(self)
    }
}

impl<T: Print + ?Sized> Print for &T {
    fn print(&self, to: Printer<'_>) -> Written {
        (**self).print(to)
    }
}

impl<T: Print + ?Sized> Print for Box<T> {
    fn print(&self, to: Printer<'_>) -> Written {
        (**self).print(to)
    }
}

/// Nothing is `null`.
impl<T: Print> Print for Option<T> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Some(value) => value.print(to),
            None => to.null(),
        }
    }
}

impl<T: Print> Print for [T] {
    fn print(&self, to: Printer<'_>) -> Written {
        to.list(self)
    }
}

impl<T: Print, const N: usize> Print for [T; N] {
    fn print(&self, to: Printer<'_>) -> Written {
        to.list(self)
    }
}

impl<T: Print> Print for Vec<T> {
    fn print(&self, to: Printer<'_>) -> Written {
        to.list(self)
    }
}

impl<T: Print> Print for BTreeMap<String, T> {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        for (name, value) in self {
            object.member(name, value);
        }
        object.end()
    }
}

/// Keys are written in the order of the alphabet, at every depth.
impl Print for Value {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Null => to.null(),
            Self::Bool(value) => to.truth(*value),
            Self::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => to.unsigned(number),
                (None, Some(number)) => to.signed(number),
                (None, None) => to.number(number.as_f64().unwrap_or(f64::NAN)),
            },
            Self::String(text) => to.text(text),
            Self::Array(items) => to.list(items),
            Self::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(name, _)| *name);
                let mut object = to.object();
                for (name, value) in members {
                    object.member(name, value);
                }
                object.end()
            }
        }
    }
}
