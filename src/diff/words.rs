//! Values and differences in words.

use serde_json::Value;

use super::paths::Row;

/// How many characters of a value are shown.
const MOST: usize = 60;

/// Returns what people call a place.
pub(super) fn name(row: Row, rest: &str) -> String {
    let parts = rest.split('/').filter(|part| !part.is_empty() && *part != "*").map(spaced);
    let name = (!row.name.is_empty()).then(|| row.name.to_owned());
    name.into_iter().chain(parts).collect::<Vec<_>>().join(" ")
}

/// Returns how a value changed.
pub(super) fn changed(row: Row, rest: &str, old: Option<&Value>, new: Option<&Value>) -> String {
    let name = name(row, rest);
    match (old, new) {
        (Some(Value::Array(a)), Some(Value::Array(b))) if row.name == "threshold" => thresholds(a, b),
        (Some(Value::Array(a)), Some(Value::Array(b))) => items(&name, a, b),
        (Some(Value::Object(a)), Some(Value::Object(b))) if a.len() > 1 => {
            let names = a.keys().chain(b.keys().filter(|name| !a.contains_key(*name)));
            let different: Vec<&String> = names.filter(|name| a.get(*name) != b.get(*name)).collect();
            let only = match different[..] {
                [only] => a.get(only).zip(b.get(only)),
                _ => None,
            };
            match only {
                Some((old, new)) if !["datasource", "value mapping"].contains(&row.name) => {
                    format!("{name} {}", arrow(old, new))
                }
                _ => both(&name, &value(row, old), &value(row, new)),
            }
        }
        (None | Some(Value::Bool(_)), Some(Value::Bool(is_on))) => {
            format!("{name} {}", if *is_on { "on" } else { "off" })
        }
        (Some(Value::Object(_)), Some(_)) | (Some(_), Some(Value::Object(_))) => {
            both(&name, &value(row, old), &value(row, new))
        }
        (Some(old), Some(new)) => format!("{name} {}", arrow(old, new)),
        (None, new) => format!("{name} set to {}", value(row, new)),
        (old, None) => format!("{name} {} removed", value(row, old)),
    }
}

fn both(name: &str, old: &str, new: &str) -> String {
    if old == new { format!("{name} changed: {new}") } else { format!("{name} {old} → {new}") }
}

/// Returns a value as people read it.
pub(super) fn value(row: Row, value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Value::Array(steps)) if row.name == "threshold" => steps.iter().map(step).collect::<Vec<_>>().join(", "),
        Some(Value::Object(reference)) if row.name == "datasource" => {
            let text = |name: &str| reference.get(name).and_then(Value::as_str);
            match (text("uid"), text("type")) {
                (Some(uid), Some(kind)) => format!("{} ({kind})", quoted(uid)),
                (Some(only), None) | (None, Some(only)) => quoted(only),
                (None, None) => "the default".to_owned(),
            }
        }
        Some(Value::Object(selection)) if row.name == "selection" => {
            selection.get("value").map_or_else(String::new, json)
        }
        Some(Value::Object(color)) if row.name == "color" => {
            let text = |name: &str| color.get(name).and_then(Value::as_str);
            match (text("mode"), text("fixedColor")) {
                (Some("fixed"), Some(color)) => color.to_owned(),
                (Some(mode), Some(color)) => format!("{mode} {color}"),
                (Some(mode), None) => mode.to_owned(),
                (None, _) => shortened(&Value::Object(color.clone()).to_string(), MOST),
            }
        }
        Some(mapping @ Value::Object(_)) if row.name == "value mapping" => self::mapping(mapping),
        Some(Value::Object(range)) if row.name == "time range" => {
            let end = |name: &str| range.get(name).map_or_else(String::new, json);
            format!("{} to {}", end("from"), end("to"))
        }
        Some(value) => json(value),
    }
}

/// Returns a value in few words: a text without quotes where it is one word, the rest as JSON.
pub(super) fn json(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Bool(is_on) => (if *is_on { "on" } else { "off" }).to_owned(),
        value => shortened(&value.to_string(), MOST),
    }
}

/// Returns a text in quotes, unless it is one word.
pub(super) fn quoted(text: &str) -> String {
    let is_word =
        !text.is_empty() && !text.contains(|char: char| char.is_whitespace() || matches!(char, '"' | ',' | '→'));
    let text = shortened(text, MOST);
    if is_word { text } else { format!("\"{text}\"") }
}

/// Returns the beginning of a text that is too long, on one line.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// Returns `1 option`, `2 options`.
pub(super) fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Returns both values with an arrow between them; of long texts, only where they differ.
pub(super) fn arrow(old: &Value, new: &Value) -> String {
    if let (Value::String(old), Value::String(new)) = (old, new) {
        let (old, new) = texts(old, new);
        return format!("{} → {}", quoted(&old), quoted(&new));
    }
    let (a, b) = (json(old), json(new));
    if a == b { "changed".to_owned() } else { format!("{a} → {b}") }
}

/// Returns two texts without most of what they have in common before and after what differs.
pub(super) fn texts(old: &str, new: &str) -> (String, String) {
    const CONTEXT: usize = 16;
    let most = old.chars().count().max(new.chars().count());
    if most <= MOST {
        return (old.to_owned(), new.to_owned());
    }
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    // Not in the middle of a word.
    let (mut start, mut end) = (start.saturating_sub(CONTEXT), end.saturating_sub(CONTEXT));
    while start > 0 && a[start - 1].is_alphanumeric() {
        start -= 1;
    }
    while end > 0 && a[a.len() - end].is_alphanumeric() {
        end -= 1;
    }
    let cut = |text: &[char]| {
        let inner: String = text[start..text.len() - end].iter().collect();
        let (before, after) = (if start > 0 { "…" } else { "" }, if end > 0 { "…" } else { "" });
        format!("{before}{inner}{after}")
    };
    (cut(&a), cut(&b))
}

/// Returns `displayMode` as `display mode`.
fn spaced(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut was_lower = false;
    for char in name.chars() {
        if char.is_ascii_uppercase() && was_lower {
            words.push(' ');
            words.push(char.to_ascii_lowercase());
        } else {
            words.push(char);
        }
        was_lower = char.is_ascii_lowercase();
    }
    words
}

/// Returns how a list of plain values changed.
fn items(name: &str, old: &[Value], new: &[Value]) -> String {
    let only =
        |a: &[Value], b: &[Value]| -> Vec<String> { a.iter().filter(|item| !b.contains(item)).map(json).collect() };
    let (gone, came) = (only(old, new), only(new, old));
    match (gone.is_empty(), came.is_empty()) {
        (true, true) => format!("{name} in another order"),
        (true, false) => format!("{name} with {}", came.join(", ")),
        (false, true) => format!("{name} without {}", gone.join(", ")),
        (false, false) => format!("{name} {} → {}", gone.join(", "), came.join(", ")),
    }
}

/// Returns a mapping of values: `0 → DOWN, 1 → UP`.
fn mapping(mapping: &Value) -> String {
    let result = |result: &Value| json(result.get("text").or_else(|| result.get("color")).unwrap_or(&Value::Null));
    let options = &mapping["options"];
    let told = match (mapping["type"].as_str(), options) {
        (Some("value"), Value::Object(values)) => {
            let told = values.iter().map(|(value, to)| format!("{} → {}", quoted(value), result(to)));
            told.collect::<Vec<_>>().join(", ")
        }
        (Some("range"), _) => {
            format!("{} to {} → {}", json(&options["from"]), json(&options["to"]), result(&options["result"]))
        }
        (Some("regex"), _) => format!("{} → {}", json(&options["pattern"]), result(&options["result"])),
        (Some("special"), _) => format!("{} → {}", json(&options["match"]), result(&options["result"])),
        _ => mapping.to_string(),
    };
    shortened(&told, MOST)
}

/// Returns how thresholds changed: the steps that differ.
fn thresholds(old: &[Value], new: &[Value]) -> String {
    if old.len() == new.len() {
        let different = old.iter().zip(new).filter(|(a, b)| a != b);
        let told = different.map(|(a, b)| {
            let number = |step: &Value| step.get("value").map_or_else(|| "base".to_owned(), json);
            let color = |step: &Value| step.get("color").map_or_else(String::new, json);
            match (number(a) == number(b), color(a) == color(b)) {
                (true, false) => format!("{} {} → {}", number(b), color(a), color(b)),
                (false, true) => format!("{} → {}", number(a), number(b)),
                _ => format!("{} → {}", step(a), step(b)),
            }
        });
        return format!("threshold {}", told.collect::<Vec<_>>().join(", "));
    }
    let only =
        |a: &[Value], b: &[Value]| -> Vec<String> { a.iter().filter(|item| !b.contains(item)).map(step).collect() };
    let (gone, came) = (only(old, new), only(new, old));
    let told = [(gone, "removed"), (came, "added")].into_iter().filter(|(steps, _)| !steps.is_empty());
    let told: Vec<String> = told.map(|(steps, what)| format!("threshold {} {what}", steps.join(", "))).collect();
    if told.is_empty() { "thresholds changed".to_owned() } else { told.join(", ") }
}

/// Returns a step of thresholds: `80 (red)`.
fn step(step: &Value) -> String {
    let number = step.get("value").map_or_else(|| "base".to_owned(), json);
    step.get("color").map_or_else(|| number.clone(), |color| format!("{number} ({})", json(color)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::paths::find;
    use super::*;

    fn told(place: &str, old: &Value, new: &Value) -> String {
        let (row, rest) = find(place);
        changed(row, rest, Some(old).filter(|it| !it.is_null()), Some(new).filter(|it| !it.is_null()))
    }

    #[test]
    fn values_by_their_names() {
        let fields = "/panels/*/fieldConfig/defaults";
        assert_eq!(told(&format!("{fields}/unit"), &json!("ms"), &json!("s")), "unit ms → s");
        assert_eq!(told(&format!("{fields}/unit"), &Value::Null, &json!("s")), "unit set to s");
        assert_eq!(told(&format!("{fields}/unit"), &json!("s"), &Value::Null), "unit s removed");
        assert_eq!(told(&format!("{fields}/custom/lineWidth"), &json!(1), &json!(2)), "line width 1 → 2");
        assert_eq!(told("/panels/*/targets/*/hide", &json!(false), &json!(true)), "hidden on");
        let (old, new) = (json!(["a", "b"]), json!(["b", "c"]));
        assert_eq!(told("/tags", &old, &new), "tags a → c");
        let (old, new) = (json!({"uid": "a", "type": "prometheus"}), json!({"uid": "b", "type": "prometheus"}));
        assert_eq!(told("/panels/*/datasource", &old, &new), "datasource a (prometheus) → b (prometheus)");
        let (old, new) = (json!({"from": "now-1h", "to": "now"}), json!({"from": "now-6h", "to": "now"}));
        assert_eq!(told("/time", &old, &new), "time range now-1h → now-6h");
    }

    #[test]
    fn thresholds_by_their_steps() {
        let place = "/panels/*/fieldConfig/defaults/thresholds/steps";
        let steps = |limit: i32| json!([{"color": "green"}, {"color": "red", "value": limit}]);
        assert_eq!(told(place, &steps(80), &steps(90)), "threshold 80 → 90");
        let more = json!([{"color": "green"}, {"color": "orange", "value": 50}, {"color": "red", "value": 80}]);
        assert_eq!(told(place, &steps(80), &more), "threshold 50 (orange) added");
    }

    #[test]
    fn long_texts_where_they_differ() {
        let old = format!("{}the first limit {}", "before ".repeat(20), "after ".repeat(20));
        let (a, b) = texts(&old, &old.replace("first", "second"));
        assert_eq!(
            (&*a, &*b),
            ("…before before the first limit after after…", "…before before the second limit after after…")
        );
    }
}
