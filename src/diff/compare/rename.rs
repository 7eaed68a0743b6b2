//! Variables that have another name, wherever they are used.

use std::collections::HashSet;

use serde_json::Value;

use super::Comparer;
use crate::diff::apply::{self, uses};
use crate::diff::normal::Normal;
use crate::diff::place::Subject;
use crate::diff::{Class, Edit, Kind};

/// Tells which variables were renamed together with all their uses; returns the older dashboard with the new names, if
/// there are any.
pub(super) fn renamed(old: &Normal, new: &Normal, comparer: &mut Comparer<'_>) -> Option<Normal> {
    let mut result: Option<Normal> = None;
    for (index, [from, to]) in candidates(old, new) {
        let before = result.as_ref().unwrap_or(old);
        if uses(&before.root["templating"], &to) || old.root.values().any(|it| uses(it, &to)) {
            continue;
        }
        let repeats = |panel: &Value| panel.get("repeat").is_some_and(|it| *it == *from);
        if new.root.values().any(|it| uses(it, &from)) || new.panels().iter().any(repeats) {
            continue;
        }
        let mut after = before.clone();
        apply::rename(&mut after.root, &from, &to);
        let subject = Subject { text: format!("variable {from}"), panel: None, order: index + 1 };
        let what = format!("renamed to {to}, with all its uses");
        let edit = Edit::Rename { names: [from, to] };
        let path = format!("/templating/list/{index}/name");
        comparer.tell(&subject, Class::Variable, Kind::Changed, path, what, edit);
        result = Some(after);
    }
    result
}

/// Returns the variables that are the same but for their name, with their index in the newer dashboard.
fn candidates(old: &Normal, new: &Normal) -> Vec<(usize, [String; 2])> {
    let (a, b) = (variables(old), variables(new));
    let names = |all: &[Value]| -> HashSet<String> { all.iter().filter_map(name).collect() };
    let (old_names, new_names) = (names(a), names(b));
    let gone = a.iter().filter(|it| name(it).is_some_and(|name| !new_names.contains(&name)));
    let gone: Vec<&Value> = gone.collect();
    let mut found = Vec::new();
    let mut taken = HashSet::new();
    for (index, variable) in b.iter().enumerate() {
        let Some(to) = name(variable).filter(|name| !old_names.contains(name)) else { continue };
        let same = gone
            .iter()
            .find(|it| name(it).is_some_and(|it| !taken.contains(&it)) && nameless(it) == nameless(variable));
        if let Some(from) = same.and_then(|it| name(it)) {
            taken.insert(from.clone());
            found.push((index, [from, to]));
        }
    }
    found
}

fn variables(of: &Normal) -> &[Value] {
    let list = of.root.get("templating").and_then(|it| it.get("list"));
    list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn name(variable: &Value) -> Option<String> {
    variable.get("name")?.as_str().map(str::to_owned)
}

fn nameless(variable: &Value) -> Value {
    let mut variable = variable.clone();
    if let Some(members) = variable.as_object_mut() {
        members.remove("name");
    }
    variable
}
