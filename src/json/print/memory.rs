//! What was printed before, copied instead of printed again.

use std::cell::RefCell;
use std::ops::Range;

use super::{Print, Printer, Written};

/// Where values were printed in one text: the panels of a dashboard are mostly drawn alike.
pub(crate) struct Memory<T>(RefCell<Vec<Known<T>>>);

struct Known<T> {
    value: T,
    depth: usize,
    bytes: Range<usize>,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> Memory<T> {
    /// How many values are remembered: the first of them, since a dashboard has a handful of looks.
    pub(crate) const KEPT: usize = 8;
}

impl<T: Print + PartialEq> Memory<T> {
    /// Returns a value that is printed by copying an equal one from the same text, where there is one.
    pub(crate) const fn of(&self, value: T) -> Remembered<'_, T> {
        Remembered { value, memory: self }
    }

    fn print(&self, value: T, to: Printer<'_>) -> Written {
        let mut known = self.0.borrow_mut();
        match known.iter().find(|it| it.depth == to.depth && it.value == value) {
            Some(same) => to.again(same.bytes.clone()),
            None if known.len() < Self::KEPT => {
                let depth = to.depth;
                let (written, bytes) = to.noted(&value);
                known.push(Known { value, depth, bytes });
                written
            }
            None => value.print(to),
        }
    }
}

/// A value that may have been printed before.
pub(crate) struct Remembered<'m, T> {
    value: T,
    memory: &'m Memory<T>,
}

impl<T: Print + PartialEq + Copy> Print for Remembered<'_, T> {
    fn print(&self, to: Printer<'_>) -> Written {
        self.memory.print(self.value, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Texts<'a>(&'a [&'a str]);

    impl Print for Texts<'_> {
        fn print(&self, to: Printer<'_>) -> Written {
            let memory = Memory::default();
            let pairs = self.0.iter().map(|text| [memory.of(*text), memory.of(*text)]);
            to.list(pairs.map(|[one, other]| (one, [other])).flat_map(|(one, inner)| [Ok(one), Err(inner)]).map(Either))
        }
    }

    struct Either<L, R>(Result<L, R>);

    impl<L: Print, R: Print> Print for Either<L, R> {
        fn print(&self, to: Printer<'_>) -> Written {
            match &self.0 {
                Ok(value) => value.print(to),
                Err(value) => value.print(to),
            }
        }
    }

    #[test]
    fn equal_values_at_two_depths_and_more_than_are_kept() {
        let texts: Vec<String> = (0..24).map(|number| (number % 10).to_string()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let expected: Vec<_> = texts.iter().flat_map(|it| [serde_json::json!(it), serde_json::json!([it])]).collect();
        let printed = super::super::text(&Texts(&texts));
        assert_eq!(printed, format!("{:#}\n", serde_json::Value::from(expected)));
    }
}
