//! What changes in a file although nothing changes in the dashboard.

use serde_json::{Map, Value, json};

use super::Dice;
use crate::promql;

/// Returns the same dashboard, written down by somebody else.
pub(super) fn made(text: &str, dice: &mut Dice) -> String {
    let mut file: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
    let is_classic =
        ["/elements", "/spec/elements", "/dashboard/spec/elements"].iter().all(|at| file.pointer(at).is_none());
    if is_classic {
        let at = ["/dashboard/spec", "/dashboard", "/spec", ""]
            .into_iter()
            .find(|at| file.pointer(at).is_some_and(|it| it["panels"].is_array()));
        if let Some(root) = at.and_then(|at| file.pointer_mut(at)).and_then(Value::as_object_mut) {
            renumbered(root, dice);
        }
        reformatted(&mut file);
    }
    shuffled(&file, dice).to_string()
}

fn renumbered(root: &mut Map<String, Value>, dice: &mut Dice) {
    root.insert("version".to_owned(), json!(dice.below(100)));
    root.insert("id".to_owned(), json!(dice.below(100)));
    let step = dice.below(50) + 1000;
    for panel in root["panels"].as_array_mut().into_iter().flatten() {
        for inner in panel.get_mut("panels").and_then(Value::as_array_mut).into_iter().flatten() {
            renumber(inner, step);
        }
        renumber(panel, step);
    }
}

fn renumber(panel: &mut Value, step: usize) {
    if let Some(id) = panel.get("id").and_then(Value::as_u64).filter(|id| *id < 1 << 20) {
        panel["id"] = json!(id + step as u64);
    }
}

fn reformatted(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(expr)) = members.get_mut("expr")
                && let Ok(tree) = promql::parse(expr)
            {
                *expr = format!("({tree}\n)");
            }
            members.values_mut().for_each(reformatted);
        }
        Value::Array(items) => items.iter_mut().for_each(reformatted),
        _ => {}
    }
}

fn shuffled(value: &Value, dice: &mut Dice) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> =
                members.iter().map(|(name, value)| (name.clone(), shuffled(value, dice))).collect();
            for at in (1..members.len()).rev() {
                members.swap(at, dice.below(at + 1));
            }
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => items.iter().map(|item| shuffled(item, dice)).collect(),
        other => other.clone(),
    }
}
