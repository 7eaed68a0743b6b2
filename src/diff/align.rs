//! Which item of one list is which of another.

use std::collections::HashMap;
use std::hash::Hash;

use serde_json::Value;

/// The pairs of indices of the same items, in the order of the first list.
pub(super) type Pairs = Vec<(usize, usize)>;

/// What is known while the items of two lists are paired.
#[derive(Debug)]
pub(super) struct Pairing {
    /// The partner of each item of the first list.
    pub(super) partner: Vec<Option<usize>>,
    /// Whether an item of the second list has no partner.
    pub(super) is_free: Vec<bool>,
}

impl Pairing {
    pub(super) fn new(old: usize, new: usize) -> Self {
        Self { partner: vec![None; old], is_free: vec![true; new] }
    }

    pub(super) fn pair(&mut self, old: usize, new: usize) {
        self.partner[old] = Some(new);
        self.is_free[new] = false;
    }

    /// Returns the items of the first list without a partner.
    pub(super) fn left(&self) -> Vec<usize> {
        (0..self.partner.len()).filter(|at| self.partner[*at].is_none()).collect()
    }

    /// Returns the items of the second list without a partner.
    pub(super) fn right(&self) -> Vec<usize> {
        (0..self.is_free.len()).filter(|at| self.is_free[*at]).collect()
    }

    /// Pairs what has the same key, if no other free item has it and the two fit.
    pub(super) fn by_unique<K: Hash + Eq>(
        &mut self,
        old: impl Fn(usize) -> Option<K>,
        new: impl Fn(usize) -> Option<K>,
        fit: impl Fn(usize, usize) -> bool,
    ) {
        let mut found: HashMap<K, [Vec<usize>; 2]> = HashMap::new();
        for at in self.left() {
            if let Some(key) = old(at) {
                found.entry(key).or_default()[0].push(at);
            }
        }
        for at in self.right() {
            if let Some(both) = new(at).and_then(|key| found.get_mut(&key)) {
                both[1].push(at);
            }
        }
        // No pair depends on another one.
        for both in found.into_values() {
            if let [[a], [b]] = [&both[0][..], &both[1][..]]
                && fit(*a, *b)
            {
                self.pair(*a, *b);
            }
        }
    }

    /// Pairs what is equal, the first with the first.
    pub(super) fn by_equal<K: Hash + Eq>(&mut self, old: impl Fn(usize) -> K, new: impl Fn(usize) -> K) {
        let mut found: HashMap<K, Vec<usize>> = HashMap::new();
        for at in self.right().into_iter().rev() {
            found.entry(new(at)).or_default().push(at);
        }
        for at in self.left() {
            if let Some(partner) = found.get_mut(&old(at)).and_then(Vec::pop) {
                self.pair(at, partner);
            }
        }
    }

    /// Pairs the most similar first, down to a least similarity in thousandths.
    pub(super) fn by_similarity(&mut self, least: u32, similarity: impl Fn(usize, usize) -> u32) {
        let (left, right) = (self.left(), self.right());
        let mut best = Vec::new();
        for a in &left {
            for b in &right {
                let score = similarity(*a, *b);
                if score >= least {
                    best.push((std::cmp::Reverse(score), a + b, *a, *b));
                }
            }
        }
        // Of equal pairs that stand in each other's way, the sum of indices differs: the same from both sides.
        best.sort_unstable();
        for (_, _, a, b) in best {
            if self.partner[a].is_none() && self.is_free[b] {
                self.pair(a, b);
            }
        }
    }

    /// Returns the pairs.
    pub(super) fn pairs(&self) -> Pairs {
        let pairs = self.partner.iter().enumerate();
        pairs.filter_map(|(old, new)| Some((old, (*new)?))).collect()
    }
}

/// Pairs items by a key that tells them apart, then what is equal but for that, then what is similar.
pub(super) fn by_key(old: &[Value], new: &[Value], key: impl Fn(&Value) -> Option<String>) -> Pairing {
    let mut pairing = Pairing::new(old.len(), new.len());
    pairing.by_unique(|at| key(&old[at]), |at| key(&new[at]), |_, _| true);
    pairing.by_equal(|at| old[at].to_string(), |at| new[at].to_string());
    pairing.by_similarity(600, |a, b| similarity(&old[a], &new[b]));
    pairing
}

/// Pairs what is equal in the same order, then what is similar or of the same kind between two equal ones.
pub(super) fn in_order(old: &[Value], new: &[Value], is_same_kind: impl Fn(&Value, &Value) -> bool) -> Pairing {
    let mut pairing = Pairing::new(old.len(), new.len());
    let common = common(old, new);
    for (a, b) in &common {
        pairing.pair(*a, *b);
    }
    // What went elsewhere unchanged.
    pairing.by_equal(|at| old[at].to_string(), |at| new[at].to_string());
    let (mut from, ends) = ((0, 0), common.iter().copied().chain([(old.len(), new.len())]));
    for end in ends {
        let gap = |all: Vec<usize>, range: std::ops::Range<usize>| -> Vec<usize> {
            all.into_iter().filter(|at| range.contains(at)).collect()
        };
        let (left, right) = (gap(pairing.left(), from.0..end.0), gap(pairing.right(), from.1..end.1));
        if left.len() == right.len() {
            for (a, b) in left.into_iter().zip(right) {
                if is_same_kind(&old[a], &new[b]) {
                    pairing.pair(a, b);
                }
            }
        }
        from = (end.0 + 1, end.1 + 1);
    }
    pairing.by_similarity(600, |a, b| similarity(&old[a], &new[b]));
    pairing
}

/// Returns the longest common subsequence; of long lists, only what is equal at the beginning and the end.
fn common(old: &[Value], new: &[Value]) -> Pairs {
    const MOST: usize = 200;
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut pairs: Pairs = (0..start).map(|at| (at, at)).collect();
    if a.len() <= MOST && b.len() <= MOST {
        pairs.extend(middle(a, b).into_iter().map(|(x, y)| (x + start, y + start)));
    }
    pairs.extend((0..end).rev().map(|at| (old.len() - 1 - at, new.len() - 1 - at)));
    pairs
}

fn middle(a: &[Value], b: &[Value]) -> Pairs {
    let mut length = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for x in (0..a.len()).rev() {
        for y in (0..b.len()).rev() {
            let longest = length[x + 1][y].max(length[x][y + 1]);
            length[x][y] = if a[x] == b[y] { length[x + 1][y + 1] + 1 } else { longest };
        }
    }
    let (mut x, mut y, mut pairs) = (0, 0, Vec::new());
    while x < a.len() && y < b.len() {
        if a[x] == b[y] {
            pairs.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if length[x + 1][y] >= length[x][y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    pairs
}

/// Returns how similar two values are, in thousandths: the share of their leaves that are the same in both.
pub(super) fn similarity(a: &Value, b: &Value) -> u32 {
    let (same, all) = leaves(a, b);
    u32::try_from(2000 * same / all.max(1)).unwrap_or_default()
}

/// Returns how many leaves are the same, and how many there are in both.
fn leaves(a: &Value, b: &Value) -> (usize, usize) {
    let add = |(same, all): (usize, usize), (a, b): (usize, usize)| (same + a, all + b);
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let both =
                a.iter().map(|(name, value)| b.get(name).map_or((0, count(value)), |other| leaves(value, other)));
            let only = b.iter().filter(|(name, _)| !a.contains_key(*name)).map(|(_, value)| (0, count(value)));
            both.chain(only).fold((0, 0), add)
        }
        (Value::Array(a), Value::Array(b)) => {
            let rest = a.iter().skip(b.len()).chain(b.iter().skip(a.len())).map(|value| (0, count(value)));
            a.iter().zip(b).map(|(a, b)| leaves(a, b)).chain(rest).fold((0, 0), add)
        }
        (a, b) => (usize::from(a == b), count(a) + count(b)),
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::Object(members) => members.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 1,
    }
}

/// Returns the pairs whose items stand elsewhere among the others: as few as it takes.
pub(super) fn moved(pairs: &[(usize, usize)]) -> Pairs {
    // The longest run of partners that rises, by the smallest end of each length.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, (_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *new);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; pairs.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stays[at] = true;
        next = before[at];
    }
    pairs.iter().zip(stays).filter(|(_, stays)| !stays).map(|(pair, _)| *pair).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn as_few_as_possible_move() {
        assert_eq!(moved(&[(0, 1), (1, 2), (2, 0)]), [(2, 0)]);
        assert_eq!(moved(&[(0, 0), (1, 3), (2, 1), (3, 2)]), [(1, 3)]);
        assert!(moved(&[(0, 0), (3, 4)]).is_empty());
    }

    #[test]
    fn equal_leaves_count() {
        assert_eq!(similarity(&json!({"a": 1, "b": [1, 2]}), &json!({"a": 1, "b": [1, 3]})), 666);
        assert_eq!(similarity(&json!({"a": 1}), &json!({"a": 1})), 1000);
        assert_eq!(similarity(&json!("x"), &json!({})), 0);
    }

    #[test]
    fn a_step_in_the_middle_is_the_only_one_without_a_partner() {
        let old = [json!({"id": "a"}), json!({"id": "b"}), json!({"id": "c"})];
        let new = [json!({"id": "a"}), json!({"id": "x"}), json!({"id": "b"}), json!({"id": "c"})];
        let pairing = in_order(&old, &new, |_, _| false);
        assert_eq!(pairing.pairs(), [(0, 0), (1, 2), (2, 3)]);
        assert_eq!(pairing.right(), [1]);
    }
}
