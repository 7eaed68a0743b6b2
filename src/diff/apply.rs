//! Changes, replayed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use super::normal::without_empty_lists;
use super::{Changes, Edit};

/// Takes the steps from an older dashboard to a newer one, both in the compared form, in whatever order they are given.
pub(super) fn apply(changes: &Changes, root: &mut Map<String, Value>) {
    for edit in changes.edits() {
        if let Edit::Rename { names: [from, to] } = edit {
            rename(root, from, to);
        }
    }
    let mut whole = Value::Object(std::mem::take(root));
    // Members first, while indices are the older ones; then lists, the inner ones first.
    let mut lists: BTreeMap<(Reverse<usize>, &str), Steps<'_>> = BTreeMap::new();
    for edit in changes.edits() {
        let (Edit::Insert { list, .. } | Edit::Delete { list, .. } | Edit::Move { list, .. }) = edit else {
            if let Edit::Set { at: [at, _], values: [_, value] } = edit {
                set(&mut whole, at, value.as_ref());
            }
            continue;
        };
        let steps = lists.entry((Reverse(list[0].matches('/').count()), &list[0])).or_default();
        match edit {
            Edit::Insert { index, value, .. } => drop(steps.inserted.insert(*index, value)),
            Edit::Delete { index, .. } => drop(steps.gone.insert(*index)),
            Edit::Move { index: [from, to], .. } => drop(steps.moved.insert(*from, *to)),
            Edit::Set { .. } | Edit::Rename { .. } => {}
        }
    }
    for ((_, list), steps) in lists {
        if let Some(found) = list_at(&mut whole, list) {
            let items = std::mem::take(found);
            *found = steps.take(items);
        }
    }
    if let Value::Object(members) = whole {
        *root = members;
        without_empty_lists(root);
    }
}

/// Sets or takes away a member, or sets an item.
fn set(whole: &mut Value, at: &str, value: Option<&Value>) {
    let Some((parent, name)) = at.rsplit_once('/') else { return };
    let name = name.replace("~1", "/").replace("~0", "~");
    match (whole.pointer_mut(parent), value) {
        (Some(Value::Object(members)), Some(value)) => drop(members.insert(name, value.clone())),
        (Some(Value::Object(members)), None) => drop(members.remove(&name)),
        (Some(Value::Array(items)), Some(value)) => {
            if let Some(item) = name.parse::<usize>().ok().and_then(|at| items.get_mut(at)) {
                *item = value.clone();
            }
        }
        _ => {}
    }
}

/// Returns the list at a pointer; makes one where there is none.
fn list_at<'v>(whole: &'v mut Value, at: &str) -> Option<&'v mut Vec<Value>> {
    let (parent, name) = at.rsplit_once('/')?;
    let members = whole.pointer_mut(parent)?.as_object_mut()?;
    members.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
}

/// What happens to a list.
#[derive(Debug, Default)]
struct Steps<'e> {
    inserted: HashMap<usize, &'e Value>,
    gone: HashSet<usize>,
    /// Where items go, by where they are from.
    moved: HashMap<usize, usize>,
}

impl Steps<'_> {
    /// Returns the list afterwards: what came and moved stands where it belongs, the rest stays in its order.
    fn take(self, items: Vec<Value>) -> Vec<Value> {
        let length = items.len() + self.inserted.len() - self.gone.len().min(items.len());
        let (mut placed, mut rest) = (HashMap::new(), Vec::new());
        for (at, item) in items.into_iter().enumerate() {
            match self.moved.get(&at) {
                _ if self.gone.contains(&at) => {}
                Some(to) => drop(placed.insert(*to, item)),
                None => rest.push(item),
            }
        }
        let mut rest = rest.into_iter();
        let mut inserted = self.inserted;
        let next = |at| placed.remove(&at).or_else(|| inserted.remove(&at).cloned()).or_else(|| rest.next());
        (0..length).map_while(next).collect()
    }
}

/// Gives a variable another name in all texts, and where it is declared.
pub(super) fn rename(root: &mut Map<String, Value>, from: &str, to: &str) {
    root.values_mut().for_each(|value| in_value(value, from, to));
    let variables = root.get_mut("templating").and_then(|it| it.get_mut("list")).and_then(Value::as_array_mut);
    for variable in variables.into_iter().flatten() {
        if variable["name"] == from {
            variable["name"] = to.into();
        }
    }
    // A panel is repeated for the values of a variable, which it names without a mark.
    let panels = root.get_mut("panels").and_then(Value::as_array_mut);
    for panel in panels.into_iter().flatten() {
        if panel.get("repeat").is_some_and(|it| it == from) {
            panel["repeat"] = to.into();
        }
    }
}

fn in_value(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) => {
            if let Some(renamed) = renamed(text, from, to) {
                *text = renamed;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| in_value(item, from, to)),
        Value::Object(members) => members.values_mut().for_each(|value| in_value(value, from, to)),
        _ => {}
    }
}

/// Returns whether a text in a value uses a variable.
pub(super) fn uses(value: &Value, name: &str) -> bool {
    match value {
        Value::String(text) => renamed(text, name, "").is_some(),
        Value::Array(items) => items.iter().any(|item| uses(item, name)),
        Value::Object(members) => members.values().any(|value| uses(value, name)),
        _ => false,
    }
}

/// Returns a text with another name of a variable, if it uses that: `$name`, `${name}`, `${name:csv}`, `[[name]]`.
pub(super) fn renamed(text: &str, from: &str, to: &str) -> Option<String> {
    if from.is_empty() || !text.contains(from) {
        return None;
    }
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let (mut result, mut done) = (String::with_capacity(text.len()), 0);
    for (at, _) in text.match_indices(from) {
        let (before, after) = (&text[..at], &text[at + from.len()..]);
        let begins = before.ends_with('$') || before.ends_with("${") || before.ends_with("[[");
        if begins && at >= done && !after.starts_with(is_word) {
            result.push_str(&text[done..at]);
            result.push_str(to);
            done = at + from.len();
        }
    }
    result.push_str(&text[done..]);
    (done > 0).then_some(result)
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn all_ways_to_use_a_variable() {
        let text = "$job ${job} ${job:csv} [[job]] $jobs job x${job";
        let after = renamed(text, "job", "app").unwrap();
        assert_eq!(after, "$app ${app} ${app:csv} [[app]] $jobs job x${app");
        assert_eq!(renamed("job $jobs", "job", "app"), None);
    }
}
