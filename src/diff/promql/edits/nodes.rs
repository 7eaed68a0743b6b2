//! What a node is by itself, without its children.

use crate::promql::ast::{At, Binary, BinaryOp, Expr, ExprKind, MatchOp, Matcher, Selector, TimeShift};

/// Returns what it costs to make one node of the other, children aside; nothing for unlike ones.
pub(super) fn own_cost(old: &Expr, new: &Expr) -> Option<u32> {
    let is_like = std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind)
        && old.children().count() == new.children().count();
    is_like.then(|| {
        let mut edits = Vec::new();
        tell_own(old, new, &mut edits);
        u32::try_from(edits.len()).unwrap_or(u32::MAX / 4)
    })
}

/// Returns how children may be paired: in their order and, where the operator does not care, crosswise.
pub(super) fn orders(old: &Expr, new: &Expr) -> Vec<Vec<(usize, usize)>> {
    let straight = (0..old.children().count()).map(|at| (at, at)).collect();
    let is_commutative = |binary: &Binary| {
        let has_group = binary.matching.as_ref().is_some_and(|it| it.group.is_some());
        matches!(binary.op, BinaryOp::Add | BinaryOp::Mul) && !has_group
    };
    match (&old.kind, &new.kind) {
        (ExprKind::Binary(a), ExprKind::Binary(b)) if is_commutative(a) && is_commutative(b) => {
            vec![straight, vec![(0, 1), (1, 0)]]
        }
        _ => vec![straight],
    }
}

/// Tells how a node became another, children aside.
pub(super) fn tell_own(old: &Expr, new: &Expr, edits: &mut Vec<String>) {
    match (&old.kind, &new.kind) {
        (ExprKind::Selector(a), ExprKind::Selector(b)) => selector(a, b, edits),
        (ExprKind::Subquery(a), ExprKind::Subquery(b)) => {
            let window = |range: &Expr, step: Option<&Expr>| format!("[{range}:{}]", shown(step));
            arrow(&window(&a.range, a.step.as_deref()), &window(&b.range, b.step.as_deref()), edits);
            time(&a.time, &b.time, edits);
        }
        (ExprKind::Call { function: a, .. }, ExprKind::Call { function: b, .. }) => {
            arrow(&format!("{a}()"), &format!("{b}()"), edits);
        }
        (ExprKind::Aggregate(a), ExprKind::Aggregate(b)) => {
            let written = |op: &str, grouping: Option<String>| match grouping {
                Some(grouping) => format!("{op} {grouping}"),
                None => op.to_owned(),
            };
            let grouping = |it: &Option<crate::promql::ast::Grouping>| it.as_ref().map(ToString::to_string);
            let (from, to) = (grouping(&a.grouping), grouping(&b.grouping));
            if from == to {
                arrow(a.op.as_str(), b.op.as_str(), edits);
            } else {
                arrow(&written(a.op.as_str(), from), &written(b.op.as_str(), to), edits);
            }
        }
        (ExprKind::Binary(a), ExprKind::Binary(b)) => binary(a, b, edits),
        (ExprKind::Unary { negative: a, .. }, ExprKind::Unary { negative: b, .. }) => {
            let sign = |is_negative: bool| if is_negative { "-" } else { "+" };
            arrow(sign(*a), sign(*b), edits);
        }
        _ => arrow(&old.to_string(), &new.to_string(), edits),
    }
}

fn arrow(old: &str, new: &str, edits: &mut Vec<String>) {
    if old != new {
        edits.push(format!("{old} → {new}"));
    }
}

fn shown(expr: Option<&Expr>) -> String {
    expr.map(ToString::to_string).unwrap_or_default()
}

/// Tells what came, went or changed.
fn part(old: Option<String>, new: Option<String>, edits: &mut Vec<String>) {
    match (old, new) {
        (Some(old), Some(new)) => arrow(&old, &new, edits),
        (None, Some(new)) => edits.push(format!("{new} added")),
        (Some(old), None) => edits.push(format!("{old} removed")),
        (None, None) => {}
    }
}

fn binary(old: &Binary, new: &Binary, edits: &mut Vec<String>) {
    let operator = |it: &Binary| format!("{}{}", it.op, if it.return_bool { " bool" } else { "" });
    arrow(&operator(old), &operator(new), edits);
    let matching = |it: &Binary| it.matching.as_ref().map(|it| it.to_string().trim().to_owned());
    part(matching(old), matching(new), edits);
}

fn selector(old: &Selector, new: &Selector, edits: &mut Vec<String>) {
    let name = |it: &Selector| it.name.as_ref().map(|name| name.text.to_string());
    match (name(old), name(new)) {
        (Some(old), Some(new)) if old != new => edits.push(format!("metric {old} → {new}")),
        (Some(_), Some(_)) => {}
        (old, new) => part(old, new, edits),
    }
    matchers(&old.matchers, &new.matchers, edits);
    let range = |it: &Selector| it.range.as_ref().map(|range| format!("[{range}]"));
    part(range(old), range(new), edits);
    let extent = |it: &Selector| it.extent.map(|it| format!("{it:?}").to_lowercase());
    part(extent(old), extent(new), edits);
    time(&old.time, &new.time, edits);
}

fn time(old: &TimeShift, new: &TimeShift, edits: &mut Vec<String>) {
    let offset = |it: &TimeShift| it.offset.as_ref().map(|offset| format!("offset {offset}"));
    part(offset(old), offset(new), edits);
    let at = |it: &TimeShift| {
        it.at.as_ref().map(|at| match at {
            At::Start => "@ start()".to_owned(),
            At::End => "@ end()".to_owned(),
            At::Time(time) => format!("@ {time}"),
        })
    };
    part(at(old), at(new), edits);
}

/// Tells which matchers came, went or changed: those of one label are one.
fn matchers(old: &[Matcher], new: &[Matcher], edits: &mut Vec<String>) {
    let mut came: Vec<&Matcher> = new.iter().filter(|it| !old.contains(it)).collect();
    for gone in old.iter().filter(|it| !new.contains(it)) {
        let same = came.iter().position(|it| label(it).is_some() && label(it) == label(gone));
        let partner = same.map(|at| came.remove(at));
        part(Some(braces(gone)), partner.map(braces), edits);
    }
    for matcher in came {
        part(None, Some(braces(matcher)), edits);
    }
}

fn label(matcher: &Matcher) -> Option<(&str, bool)> {
    match matcher {
        Matcher::Label { label, op, .. } => Some((&label.text, matches!(op, MatchOp::NotEqual | MatchOp::NotMatches))),
        Matcher::Placeholder(_) => None,
    }
}

fn braces(matcher: &Matcher) -> String {
    format!("{{{matcher}}}")
}
