//! What queries are called that have no name.

use std::borrow::Cow;

/// Returns the letters of a panel's query at an index: `A` to `Z`, then `AA`.
pub fn ref_id(index: usize) -> Cow<'static, str> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    match index.checked_sub(LETTERS.len()) {
        None => Cow::Borrowed(&LETTERS[index..=index]),
        Some(rest) => {
            let last = rest % LETTERS.len();
            Cow::Owned(format!("{}{}", ref_id(rest / LETTERS.len()), &LETTERS[last..=last]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_queries() {
        let letters: Vec<_> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(ref_id).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
