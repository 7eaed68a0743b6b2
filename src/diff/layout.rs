//! Where panels stand: moves that are the same for many are told once.

use std::collections::BTreeMap;

use serde_json::Value;

use super::align::Pairing;
use super::normal::Normal;
use super::place::{At, Subject};
use super::{Change, Class, Edit, Kind, panels, words};

/// What happened to the place of a panel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// It stands in another row, whose name is told.
    Row(String),
    /// It is of another size: the old and the new width and height.
    Size([i64; 2], [i64; 2]),
    /// It moved to the right and down, by columns and rows of the grid.
    By(i64, i64),
    /// Its place is written in a way that has no numbers.
    Other,
}

/// Returns what moved, and the edits of the order in the file, which nobody sees.
pub(super) fn changes(old: &Normal, new: &Normal, pairing: &Pairing) -> (Vec<Change>, Vec<Edit>) {
    let mut told = Vec::new();
    let list = At::root().member("panels");
    let mut groups: BTreeMap<Step, Vec<(usize, usize)>> = BTreeMap::new();
    for (a, b) in pairing.pairs() {
        if let Some(step) = step(old, new, pairing, a, b) {
            groups.entry(step).or_default().push((a, b));
        }
    }
    for (step, pairs) in groups {
        let edits = pairs.iter().filter_map(|(a, b)| place(&list.item(*a, *b), &old.panels()[*a], &new.panels()[*b]));
        let edits: Vec<Edit> = edits.collect();
        let (first_old, first) = pairs[0];
        let subject = match pairs.len() {
            1 => panels::subject(&new.panels()[first], first),
            many => Subject {
                text: words::count(many, "panel"),
                panel: None,
                ..panels::subject(&new.panels()[first], first)
            },
        };
        let values = |panels: &[Value], at: usize| panels[at].get("gridPos").filter(|_| pairs.len() == 1).cloned();
        let change = subject.change(Class::Layout, Kind::Moved, format!("/panels/{first}/gridPos"), step.told());
        let (old, new) = (values(old.panels(), first_old), values(new.panels(), first));
        told.push(Change { old, new, edits, ..change });
    }
    let order = panels::reordered(pairing).into_iter();
    let moved = order.map(|(from, to)| Edit::Move { list: list.pointers.clone(), index: [from, to] });
    (told, moved.collect())
}

/// Returns whether the layouts of two dashboards of version 2 differ in what no panel's place on the grid tells: tabs,
/// grids that arrange themselves, conditions.
pub(super) fn differs_otherwise(old: &Normal, new: &Normal, told: &[Change]) -> bool {
    let is_told = |change: &Change| matches!(change.class, Class::Layout | Class::Panel);
    old.layout.is_some() && new.layout.is_some() && old.layout != new.layout && !told.iter().any(is_told)
}

/// Returns the edit of a panel's place.
fn place(at: &At, old: &Value, new: &Value) -> Option<Edit> {
    let values = [old.get("gridPos").cloned(), new.get("gridPos").cloned()];
    (values[0] != values[1]).then(|| Edit::Set { at: at.member("gridPos").pointers, values })
}

fn step(old: &Normal, new: &Normal, pairing: &Pairing, a: usize, b: usize) -> Option<Step> {
    let (panel, before) = (&new.panels()[b], &old.panels()[a]);
    if !panels::is_row(panel) {
        let (from, to) = (row_of(old.panels(), a), row_of(new.panels(), b));
        // A row that came or went is told by itself.
        let both_stay =
            from.is_none_or(|row| pairing.partner[row].is_some()) && to.is_none_or(|row| !pairing.is_free[row]);
        if both_stay && from.and_then(|row| pairing.partner[row]) != to {
            let told =
                to.map_or_else(|| "out of its row".to_owned(), |row| panels::subject(&new.panels()[row], row).text);
            return Some(Step::Row(told));
        }
    }
    if before.get("gridPos") == panel.get("gridPos") {
        return None;
    }
    let (Some((from, old_size)), Some((to, new_size))) = (grid(before), grid(panel)) else {
        return Some(Step::Other);
    };
    Some(match old_size == new_size {
        true if from == to => Step::Other,
        true => Step::By(to[0].saturating_sub(from[0]), to[1].saturating_sub(from[1])),
        false => Step::Size(old_size, new_size),
    })
}

/// Returns where a panel stands, and its width and height.
fn grid(panel: &Value) -> Option<([i64; 2], [i64; 2])> {
    let number = |name: &str| panel.get("gridPos")?.get(name)?.as_i64();
    Some(([number("x")?, number("y")?], [number("w")?, number("h")?]))
}

/// Returns the row that a panel is in.
fn row_of(all: &[Value], at: usize) -> Option<usize> {
    all[..at].iter().rposition(panels::is_row)
}

impl Step {
    fn told(&self) -> String {
        match self {
            Self::Row(row) if row.starts_with("row") => format!("moved to {row}"),
            Self::Row(out) => format!("moved {out}"),
            Self::Size([w, h], [to_w, to_h]) => format!("resized {w}×{h} → {to_w}×{to_h}"),
            Self::By(x, y) => {
                let by = |count: i64, what: &str, [more, less]: [&str; 2]| {
                    let many = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
                    let way = if count > 0 { more } else { less };
                    (count != 0).then(|| format!("{way} by {}", words::count(many, what)))
                };
                let across = by(*x, "column", ["right", "left"]);
                let down = by(*y, "row", ["down", "up"]);
                format!("moved {}", down.into_iter().chain(across).collect::<Vec<_>>().join(" and "))
            }
            Self::Other => "placed in another way".to_owned(),
        }
    }
}
