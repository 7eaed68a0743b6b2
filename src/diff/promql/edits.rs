//! The cheapest way from one tree to another.

use std::collections::HashMap;

use super::super::words;
use crate::promql::ast::{Expr, ExprKind};

mod nodes;

/// How a node becomes another.
#[derive(Debug, Clone)]
enum Way {
    /// They are the same.
    Same,
    /// The node itself changes, and its children become those of the other, in this order.
    Inside(Vec<(usize, usize)>),
    /// The child with this index of the newer node is what was there.
    Wrapped(usize),
    /// The child with this index of the older node is what stays.
    Unwrapped(usize),
    /// Another takes its place.
    Replaced,
}

struct Trees<'a> {
    known: HashMap<[*const Expr; 2], (u32, Way)>,
    /// The newer nodes, for those that are asked about the older.
    edits: Vec<String>,
    root: [&'a Expr; 2],
}

/// Returns the edits in words.
pub(super) fn edits(old: &Expr, new: &Expr) -> Vec<String> {
    let mut trees = Trees { known: HashMap::new(), edits: Vec::new(), root: [old, new] };
    let [old, new] = trees.root;
    trees.tell(old, new);
    let mut told: Vec<(String, usize)> = Vec::new();
    for edit in trees.edits {
        match told.iter_mut().find(|(known, _)| *known == edit) {
            Some((_, times)) => *times += 1,
            None => told.push((edit, 1)),
        }
    }
    let times = |(edit, times): (String, usize)| if times > 1 { format!("{edit} ({times}×)") } else { edit };
    told.into_iter().map(times).collect()
}

fn size(expr: &Expr) -> u32 {
    u32::try_from(expr.nodes().count()).unwrap_or(u32::MAX / 4)
}

impl<'a> Trees<'a> {
    fn cost(&mut self, old: &'a Expr, new: &'a Expr) -> u32 {
        self.way(old, new).0
    }

    fn way(&mut self, old: &'a Expr, new: &'a Expr) -> (u32, Way) {
        let key = [std::ptr::from_ref(old), std::ptr::from_ref(new)];
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let found = self.cheapest(old, new);
        self.known.insert(key, found.clone());
        found
    }

    fn cheapest(&mut self, old: &'a Expr, new: &'a Expr) -> (u32, Way) {
        if old == new {
            return (0, Way::Same);
        }
        let (old_size, new_size) = (size(old), size(new));
        // Another in its place costs more than any few changes inside.
        let mut best = (3 * old_size.max(new_size) + 2, Way::Replaced);
        let mut offer = |cost: u32, way: Way| {
            if cost < best.0 {
                best = (cost, way);
            }
        };
        if let Some(own) = nodes::own_cost(old, new) {
            for pairs in nodes::orders(old, new) {
                let (a, b): (Vec<&Expr>, Vec<&Expr>) = (old.children().collect(), new.children().collect());
                let inner: u32 = pairs.iter().map(|(x, y)| self.cost(a[*x], b[*y])).sum();
                offer(own + inner, Way::Inside(pairs));
            }
        }
        for (at, child) in new.children().enumerate() {
            let beside = new_size - size(child);
            offer(self.cost(old, child) + 1 + beside, Way::Wrapped(at));
        }
        for (at, child) in old.children().enumerate() {
            let beside = old_size - size(child);
            offer(self.cost(child, new) + 1 + beside, Way::Unwrapped(at));
        }
        best
    }

    fn tell(&mut self, old: &'a Expr, new: &'a Expr) {
        match self.way(old, new).1 {
            Way::Same => {}
            Way::Inside(pairs) => {
                nodes::tell_own(old, new, &mut self.edits);
                let (a, b): (Vec<&Expr>, Vec<&Expr>) = (old.children().collect(), new.children().collect());
                for (x, y) in pairs {
                    self.tell(a[x], b[y]);
                }
            }
            Way::Wrapped(at) => {
                self.edits.push(around(new, at, "wrapped in", "added"));
                if let Some(child) = new.children().nth(at) {
                    self.tell(old, child);
                }
            }
            Way::Unwrapped(at) => {
                self.edits.push(around(old, at, "no longer in", "removed"));
                if let Some(child) = old.children().nth(at) {
                    self.tell(child, new);
                }
            }
            Way::Replaced => {
                let (old, new) = words::texts(&old.to_string(), &new.to_string());
                self.edits.push(format!("{} → {}", words::shortened(&old, 80), words::shortened(&new, 80)));
            }
        }
    }
}

/// Tells what stands around a child now, or no longer: `wrapped in abs(…)`, `… * 100 added`.
fn around(parent: &Expr, child: usize, calls: &str, operators: &str) -> String {
    let mut parent = parent.clone();
    let hole = Expr::from(ExprKind::Placeholder("…".into()));
    match &mut parent.kind {
        ExprKind::Binary(binary) => {
            let side = if child == 0 { &mut binary.lhs } else { &mut binary.rhs };
            **side = hole;
            return format!("{} {operators}", words::shortened(&parent.to_string(), 80));
        }
        ExprKind::Subquery(subquery) => *subquery.expr = hole,
        ExprKind::Call { args, .. } => {
            if let Some(arg) = args.get_mut(child) {
                *arg = hole;
            }
        }
        ExprKind::Aggregate(aggregate) => match &mut aggregate.param {
            Some(param) if child == 0 => **param = hole,
            _ => *aggregate.expr = hole,
        },
        ExprKind::Unary { expr, .. } | ExprKind::Paren(expr) => **expr = hole,
        _ => {}
    }
    format!("{calls} {}", words::shortened(&parent.to_string(), 80))
}
