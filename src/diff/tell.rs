//! What every change gets in the end: its order, its place in the text, its fingerprint.

use std::hash::Hasher as _;

use fnv::FnvHasher;
use serde_json::Value;

use super::normal::Normal;
use super::{Change, Changes, Place, Side};
use crate::view::text::{Lines, locate};

/// Sorts the changes, finds where they stand, and gives each its fingerprint.
pub(super) fn finish(changes: &mut Changes, sides: [(&Normal, &str); 2]) {
    let all = &mut changes.changes;
    all.sort_by_key(|change| (change.risk.is_none(), change.class.weight(), change.order, change.class));
    for side in [Side::Old, Side::New] {
        let (normal, text) = sides[side as usize];
        places(all, side, normal, text);
    }
    let uid = changes.uid.clone();
    for change in all {
        change.fingerprint = fingerprint(&uid, change);
    }
}

fn places(changes: &mut [Change], side: Side, normal: &Normal, text: &str) {
    let of = |change: &Change| if change.old.is_some() && change.new.is_none() { Side::Old } else { Side::New };
    let here: Vec<(usize, String)> = changes
        .iter()
        .enumerate()
        .filter(|(_, change)| of(change) == side)
        .filter_map(|(at, change)| Some((at, normal.in_file(&change.path)?)))
        .collect();
    if here.is_empty() {
        return;
    }
    let located = locate(text, here.iter().map(|(_, pointer)| pointer.as_str()));
    let lines = Lines::new(text);
    for (at, pointer) in here {
        if let Some((range, _)) = located.nearest(&pointer) {
            changes[at].place = Some(Place { file: side, pointer, position: lines.position(range.start) });
        }
    }
}

/// Returns a number of what a change is, wherever it stands.
fn fingerprint(uid: &str, change: &Change) -> String {
    let mut hasher = FnvHasher::default();
    let text = |value: &Option<Value>| value.as_ref().map(Value::to_string).unwrap_or_default();
    let parts = [uid, change.class.as_str(), &change.subject, &change.what, &text(&change.old), &text(&change.new)];
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0);
    }
    format!("{:012x}", hasher.finish() >> 16)
}
