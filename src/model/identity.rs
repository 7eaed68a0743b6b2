//! Identity: panel keys, and the IDs derived from them.

use std::hash::Hasher;

use fnv::FnvHasher;

use super::Text;

/// The name of a panel or row in code: unique in its dashboard, and permanent, since its ID is derived from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PanelKey(Text);

impl PanelKey {
    /// Returns the key of a literal, for constants.
    pub const fn literal(key: &'static str) -> Self {
        Self(Text::Borrowed(key))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<Text>> From<T> for PanelKey {
    fn from(key: T) -> Self {
        Self(key.into())
    }
}

/// The numeric ID of a panel or row, unique in its dashboard and at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PanelId(pub u32);

/// Two keys of a dashboard whose panel IDs collide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdCollision {
    /// The key that keeps its ID.
    pub kept: String,
    /// The key that gets another ID.
    pub moved: String,
}

/// Returns an ID for each key, in the order of the keys, and the collisions that were resolved.
///
/// An ID only depends on its key, so inserting, removing or moving other panels has no effect. If two keys collide (a
/// chance of one in a million for a dashboard of sixty panels), the alphabetically first one keeps the ID.
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

/// 64-bit FNV-1a, folded to 32 bits: it spreads short keys well and never changes between versions or machines.
fn hash(key: &str, attempt: u32) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(key.as_bytes());
    if attempt > 0 {
        hasher.write(&attempt.to_le_bytes());
    }
    let hash = hasher.finish();
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
