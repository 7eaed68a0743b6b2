//! Who is who: dashboard uids, panel keys and the ids made from them.

use std::borrow::Cow;
use std::fmt;

/// The name that a dashboard, datasource or folder keeps for life: in links, in files, in Grafana's database.
///
/// One to 40 characters of `a-z A-Z 0-9 - _`, and none of the words that Grafana's API keeps for itself.
/// A literal is checked by the compiler:
///
/// ```
/// use dashgen::model::Uid;
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

/// The numeric id of a panel or row, unique in its dashboard and at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PanelId(pub u32);

/// Two keys of one dashboard that ask for the same panel id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdCollision {
    /// The key that keeps the id it asks for.
    pub kept: String,
    /// The key that was given another.
    pub moved: String,
}

/// Returns an id for each key, in the order of the keys, and the collisions that had to be resolved.
///
/// An id depends on its key alone, so inserting, removing or moving other panels changes nothing. Where two keys
/// meet (one chance in a million for a dashboard of sixty panels), the first in the alphabet keeps the id.
///
/// ```
/// let (ids, collisions) = dashgen::model::panel_ids(&["requests", "errors"]);
/// assert_eq!(ids[1], dashgen::model::panel_ids(&["errors"]).0[0]);
/// assert!(collisions.is_empty());
/// ```
pub fn panel_ids(keys: &[&str]) -> (Vec<PanelId>, Vec<IdCollision>) {
    ids_by(keys, |key, attempt| 1 + (hash(key, attempt) % 0x7fff_ffff) as u32)
}

fn ids_by(keys: &[&str], id_of: impl Fn(&str, u32) -> u32) -> (Vec<PanelId>, Vec<IdCollision>) {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let mut ids: Vec<PanelId> = keys.iter().map(|key| PanelId(id_of(key, 0))).collect();
    order.sort_unstable_by_key(|&at| (ids[at], keys[at]));
    if order.windows(2).all(|pair| ids[pair[0]] != ids[pair[1]]) {
        return (ids, Vec::new());
    }
    order.sort_unstable_by_key(|&at| keys[at]);
    let mut taken = std::collections::HashMap::with_capacity(keys.len());
    let mut collisions = Vec::new();
    for at in order {
        let mut attempt = 0;
        while let Some(&kept) = taken.get(&ids[at]) {
            if attempt == 0 {
                collisions.push(IdCollision { kept: str::to_owned(kept), moved: keys[at].to_owned() });
            }
            attempt += 1;
            ids[at] = PanelId(id_of(keys[at], attempt));
        }
        taken.insert(ids[at], keys[at]);
    }
    (ids, collisions)
}

/// FNV-1a with 64 bits, its halves folded: spreads short keys well and never changes between versions or machines.
fn hash(key: &str, attempt: u32) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = key.bytes().chain(attempt.to_le_bytes().into_iter().take(if attempt == 0 { 0 } else { 4 }));
    let hash = bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    #[test]
    fn keys_that_meet_get_ids_by_the_alphabet() {
        let narrow = |key: &str, attempt| 1 + (hash(key, attempt) % 3) as u32;
        let (ids, collisions) = ids_by(&["c", "b", "a"], narrow);
        let (turned, _) = ids_by(&["a", "b", "c"], narrow);
        assert_eq!(ids.iter().rev().collect::<Vec<_>>(), turned.iter().collect::<Vec<_>>());
        assert!(!collisions.is_empty());
    }

    proptest! {
        #[test]
        fn ids_stay_when_other_panels_come_go_and_move(keys in proptest::collection::hash_set("[a-z-]{1,12}", 1..60), removed in any::<prop::sample::Index>()) {
            let keys: Vec<String> = keys.into_iter().collect();
            let all: Vec<&str> = keys.iter().map(String::as_str).collect();
            let (ids, collisions) = panel_ids(&all);
            prop_assume!(collisions.is_empty());
            let mut fewer: Vec<&str> = all.clone();
            fewer.remove(removed.index(all.len()));
            fewer.reverse();
            for (key, id) in fewer.iter().zip(panel_ids(&fewer).0) {
                let before = all.iter().position(|other| other == key).expect("a key of all");
                prop_assert_eq!(ids[before], id);
            }
        }

        #[test]
        fn ids_are_unique_and_positive(keys in proptest::collection::hash_set("[a-c]{1,4}", 1..100)) {
            let keys: Vec<String> = keys.into_iter().collect();
            let narrow = |key: &str, attempt| 1 + (hash(key, attempt) % 128) as u32;
            let (mut ids, _) = ids_by(&keys.iter().map(String::as_str).collect::<Vec<_>>(), narrow);
            ids.sort_unstable();
            prop_assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(ids.first().is_some_and(|id| id.0 >= 1));
        }
    }
}
