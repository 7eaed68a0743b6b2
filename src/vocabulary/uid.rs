//! What dashboards, datasources and folders keep for life.

use std::borrow::Cow;
use std::fmt;

/// The name that a dashboard, datasource or folder keeps for life: in links, in files, in Grafana's database.
///
/// One to 40 characters of `a-z A-Z 0-9 - _`, and none of the words that Grafana's API keeps for itself.
/// A literal is checked by the compiler:
///
/// ```
/// use dashgen::vocabulary::Uid;
///
/// const OVERVIEW: Uid = Uid::literal("system-overview");
/// assert_eq!(OVERVIEW.as_str(), "system-overview");
/// assert!(Uid::new("two words").is_err());
/// ```
///
/// Source: Grafana, `pkg/util/shortid` and `pkg/apimachinery/validation`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uid(Cow<'static, str>);

/// Why a text is no [`Uid`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UidError {
    /// There is no text.
    #[error("a uid is empty, but needs 1 to {max} characters", max = Uid::MAX_LENGTH)]
    Empty,
    /// The text is longer than Grafana stores.
    #[error("uid `{uid}` has {length} characters, but Grafana keeps {max}", max = Uid::MAX_LENGTH)]
    TooLong {
        /// The text.
        uid: String,
        /// Its length, in characters.
        length: usize,
    },
    /// The text has a character that Grafana refuses.
    #[error("uid `{uid}` has the character {character:?}, but only a-z, A-Z, 0-9, `-` and `_` are allowed")]
    Character {
        /// The text.
        uid: String,
        /// The first wrong character.
        character: char,
    },
    /// The text is a word of Grafana's own API.
    #[error("uid `{uid}` is a word that Grafana's API keeps for itself")]
    Reserved {
        /// The text.
        uid: String,
    },
}

impl Uid {
    /// The most characters that Grafana keeps.
    pub const MAX_LENGTH: usize = 40;

    const RESERVED: [&'static str; 4] = ["search", "trash", "history", "query"];

    /// Checks a text.
    ///
    /// # Errors
    /// [`UidError`] says which rule the text breaks.
    pub fn new(uid: impl Into<Cow<'static, str>>) -> Result<Self, UidError> {
        let uid = uid.into();
        if uid.is_empty() {
            return Err(UidError::Empty);
        }
        if let Some(character) = uid.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))) {
            return Err(UidError::Character { uid: uid.into_owned(), character });
        }
        if uid.len() > Self::MAX_LENGTH {
            return Err(UidError::TooLong { length: uid.len(), uid: uid.into_owned() });
        }
        if Self::RESERVED.contains(&&*uid) {
            return Err(UidError::Reserved { uid: uid.into_owned() });
        }
        Ok(Self(uid))
    }

    /// Returns the uid of a literal, checked where it is written.
    ///
    /// # Panics
    /// When the text breaks a rule of [`Uid::new`]: in a `const`, that is a build error.
    #[track_caller]
    pub const fn literal(uid: &'static str) -> Self {
        let bytes = uid.as_bytes();
        assert!(!bytes.is_empty(), "a uid needs at least one character");
        assert!(bytes.len() <= Self::MAX_LENGTH, "a uid has at most 40 characters");
        let mut at = 0;
        while at < bytes.len() {
            assert!(
                bytes[at].is_ascii_alphanumeric() || bytes[at] == b'-' || bytes[at] == b'_',
                "a uid has only the characters a-z, A-Z, 0-9, `-` and `_`"
            );
            at += 1;
        }
        let mut word = 0;
        while word < Self::RESERVED.len() {
            assert!(!same_bytes(bytes, Self::RESERVED[word].as_bytes()), "Grafana's API keeps this word for itself");
            word += 1;
        }
        Self(Cow::Borrowed(uid))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uid_of_41_characters() {
        let error = Uid::new("x".repeat(41)).expect_err("too long");
        assert!(error.to_string().ends_with("has 41 characters, but Grafana keeps 40"), "{error}");
    }

    #[test]
    fn a_uid_with_a_space() {
        let error = Uid::new("two words").expect_err("a space");
        assert_eq!(
            error.to_string(),
            "uid `two words` has the character ' ', but only a-z, A-Z, 0-9, `-` and `_` are allowed"
        );
    }

    #[test]
    fn a_uid_that_the_api_keeps() {
        assert_eq!(Uid::new("search"), Err(UidError::Reserved { uid: "search".to_owned() }));
    }
}
