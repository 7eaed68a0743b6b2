//! What holds for any two dashboards.

mod mutants;
mod noise;

use serde_json::Value;

use super::{Change, Class, Dashboard, Edit, Kind, dashboards, normal};
use crate::json::corpus;

/// Numbers that look random, the same in each run.
#[derive(Debug, Clone)]
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

fn read(text: &str) -> Dashboard<'_> {
    Dashboard::read(text).unwrap()
}

fn told(changes: &[Change]) -> Vec<String> {
    changes
        .iter()
        .map(|it| format!("{:?} {} {}: {} @ {}", it.class, it.kind.sign(), it.subject, it.what, it.path))
        .collect()
}

fn first_difference(a: &Value, b: &Value, at: &str) -> String {
    match (a, b) {
        (Value::Object(x), Value::Object(y))
            if x.keys().collect::<std::collections::BTreeSet<_>>() == y.keys().collect() =>
        {
            let (name, value) = x.iter().find(|(name, value)| **value != y[*name]).unwrap();
            first_difference(value, &y[name], &format!("{at}/{name}"))
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            let index = (0..x.len()).find(|index| x[*index] != y[*index]).unwrap();
            first_difference(&x[index], &y[index], &format!("{at}/{index}"))
        }
        _ => format!("{at}:\n{a}\nis to be\n{b}"),
    }
}

/// Holds that changes can be replayed, and that those back are their inverse.
fn replays(old: &str, new: &str, name: &str) {
    let (old, new) = (read(old), read(new));
    let changes = dashboards(&old, &new);
    let (before, migrated) =
        (changes.apply(&old), normal::on_one_schema([(&old.normal, old.text), (&new.normal, new.text)]));
    let after = migrated.map_or_else(|| new.compared(), |[_, new]| new.root.into());
    if before != after {
        let left = first_difference(&before, &after, "");
        panic!("{name}: replayed, it differs from the newer one at {left}\n{:#?}", told(&changes.changes));
    }
    // Beside a new name, all else is told with that name, which is another one on the way back.
    if changes.edits().any(|edit| matches!(edit, Edit::Rename { .. })) {
        return;
    }
    let is_told = |edit: &Edit| !matches!(edit, Edit::Move { .. });
    let steps = |all: Vec<(Kind, Class, Vec<Edit>)>| -> Vec<String> {
        let all = all.into_iter().map(|(kind, class, edits)| {
            let mut edits: Vec<_> = edits.iter().filter(|it| is_told(it)).map(|it| format!("{it:?}")).collect();
            edits.sort();
            (kind, class, edits)
        });
        let mut all: Vec<String> = all.filter(|(.., edits)| !edits.is_empty()).map(|it| format!("{it:?}")).collect();
        all.sort();
        all
    };
    let forth = changes.changes.iter().map(|it| (it.kind, it.class, it.edits.clone())).collect();
    let back = dashboards(&new, &old).inverse();
    let (forth, back) = (steps(forth), steps(back));
    let only = |a: &[String], b: &[String]| a.iter().filter(|it| !b.contains(it)).cloned().collect::<Vec<_>>();
    assert!(forth == back, "{name}: only forth {:#?}\nonly back {:#?}", only(&forth, &back), only(&back, &forth));
}

#[test]
fn noise_is_no_change() {
    for (name, text) in corpus::texts() {
        let noisy = noise::made(&text, &mut Dice(1));
        let changes = dashboards(&read(&text), &read(&noisy));
        assert!(changes.is_empty(), "{name}: {:#?}", told(&changes.changes));
        replays(&text, &noisy, &name);
    }
}

#[test]
fn one_edit_is_one_change() {
    let mut tried = std::collections::BTreeMap::<&str, usize>::new();
    let mut wrong = Vec::new();
    for (index, (name, dashboard)) in corpus::dashboards().enumerate() {
        // In lists that are none, nothing can be put.
        if name.contains("wrong-types") {
            continue;
        }
        let old = dashboard.to_string();
        let before = read(&old);
        // The repository's own are small.
        let steps = if name.contains('/') { 20 } else { 4 };
        for step in 0..steps {
            let mutant = &mutants::ALL[(index * steps + step) % mutants::ALL.len()];
            let mut after = dashboard.clone();
            let mut dice = Dice(u64::try_from(index * 100 + step).unwrap());
            if !(0..8).any(|_| (mutant.make)(&mut after, &mut dice)) {
                continue;
            }
            let new = after.to_string();
            let changes = dashboards(&before, &read(&new));
            let is_right =
                matches!(&changes.changes[..], [one] if one.class == mutant.class && one.kind == mutant.kind);
            if !is_right {
                wrong.push(format!("{name}: {}: {:#?}", mutant.name, told(&changes.changes)));
            }
            if step == 0 {
                replays(&old, &new, &format!("{name}: {}", mutant.name));
            }
            *tried.entry(mutant.name).or_default() += 1;
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let missing: Vec<&str> = mutants::ALL.iter().map(|it| it.name).filter(|it| !tried.contains_key(it)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn many_edits_are_replayed() {
    for (index, (name, dashboard)) in corpus::dashboards().enumerate() {
        let mut after = dashboard.clone();
        let mut dice = Dice(index as u64);
        for _ in 0..12 {
            (mutants::ALL[dice.below(mutants::ALL.len())].make)(&mut after, &mut dice);
        }
        replays(&dashboard.to_string(), &after.to_string(), &name);
    }
}

#[test]
fn strangers_are_replayed() {
    let all: Vec<_> = corpus::own();
    for (at, (name, text)) in all.iter().enumerate() {
        let (other, new) = &all[(at * 7 + 3) % all.len()];
        replays(text, new, &format!("{name} to {other}"));
    }
}
