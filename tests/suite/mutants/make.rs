//! Makes dashboards that went through accidents, each from a number.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// Makes mutants of dashboards.
pub(super) struct Maker {
    dashboards: Vec<Value>,
    /// The names of all members, which are put where they do not belong.
    names: Vec<String>,
}

/// Numbers that look like chance, and are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below an end.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("below a `usize`")
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

impl Maker {
    /// Returns what makes mutants of these dashboards.
    pub(super) fn of(texts: &[String]) -> Self {
        let dashboards: Vec<Value> = texts.iter().map(|text| serde_json::from_str(text).expect("JSON")).collect();
        let mut names = BTreeSet::new();
        for dashboard in &dashboards {
            collect_names(dashboard, &mut names);
        }
        Self { dashboards, names: names.into_iter().collect() }
    }

    /// Returns the mutant of a number.
    pub(super) fn mutant(&self, seed: u64) -> String {
        let chance = &mut Chance(seed);
        let mut value = chance.pick(&self.dashboards).clone();
        for _ in 0..=chance.below(6) {
            self.change(&mut value, chance);
        }
        let mut text = value.to_string();
        if chance.one_in(6) {
            self.double_a_member(&mut text, chance);
        }
        if chance.one_in(60) {
            let mut end = chance.below(text.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
        }
        text
    }

    /// Changes something somewhere.
    fn change(&self, value: &mut Value, chance: &mut Chance) {
        let donor = if chance.one_in(2) { value.clone() } else { chance.pick(&self.dashboards).clone() };
        let (at, how) = (somewhere(value, chance), chance.below(9));
        match how {
            0 | 1 => *at = self.odd(chance),
            // What stands elsewhere, here or in another dashboard.
            2 | 3 => *at = somewhere(&mut donor.clone(), chance).take(),
            4 => {
                *at = if chance.one_in(2) {
                    json!([at.take()])
                } else {
                    json!({ chance.pick(&self.names).clone(): at.take() })
                }
            }
            _ => self.change_a_part(at, how, chance),
        }
    }

    /// Removes, doubles, renames or adds a member or an item.
    fn change_a_part(&self, at: &mut Value, how: usize, chance: &mut Chance) {
        match at {
            Value::Array(items) if !items.is_empty() => {
                let index = chance.below(items.len());
                match how {
                    5 => drop(items.remove(index)),
                    6 => items.insert(index, items[index].clone()),
                    7 => items.swap(0, index),
                    _ => items.push(self.odd(chance)),
                }
            }
            Value::Object(members) if !members.is_empty() => {
                let index = chance.below(members.len());
                let name = members.keys().nth(index).expect("there are so many").clone();
                match how {
                    5 | 6 => drop(members.remove(&name)),
                    7 => {
                        let value = members.remove(&name).expect("it was there");
                        members.insert(chance.pick(&self.names).clone(), value);
                    }
                    _ => drop(members.insert(chance.pick(&self.names).clone(), self.odd(chance))),
                }
            }
            other => *other = self.odd(chance),
        }
    }

    /// Returns a value that few expect.
    fn odd(&self, chance: &mut Chance) -> Value {
        let texts =
            ["", " ", "text", "$x", "${__all}", "[[", "{{", "\u{0}\u{7f}\u{85}\u{202e}\u{feff}", "💥", "-- Mixed --"];
        match chance.below(16) {
            0..=2 => Value::Null,
            3 => json!(chance.one_in(2)),
            4 => json!(chance.below(100)),
            5 => [json!(-1), json!(0.5), json!(-0.0), json!(1e308), json!(u64::MAX), json!(i64::MIN), json!(5e-324)]
                [chance.below(7)]
            .clone(),
            6 | 7 => json!(chance.pick(&texts)),
            8 => json!(chance.pick(&self.names)),
            9 => json!("w".repeat([100, 10_000, 100_000][chance.below(3)])),
            10 => json!([]),
            11 => json!({}),
            12 => json!([[{}], null, 1, "a"]),
            13 => json!({ chance.pick(&self.names).clone(): null, chance.pick(&self.names).clone(): [{}] }),
            14 => {
                // Around the deepest that is read, each depth matters: a conversion adds some.
                let levels = [20, 90 + chance.below(41), 200, 1000][chance.below(4)];
                let is_list = chance.one_in(2);
                deep(if is_list { levels } else { levels.div_ceil(2) }, is_list)
            }
            _ => Value::Array(vec![json!({ "type": "row", "kind": "RowsLayoutRow" }); chance.below(500)]),
        }
    }

    /// Writes a member of an object a second time, in front and with another value.
    fn double_a_member(&self, text: &mut String, chance: &mut Chance) {
        let starts: Vec<usize> = text.match_indices("{\"").map(|(at, _)| at).collect();
        if starts.is_empty() {
            return;
        }
        let at = *chance.pick(&starts);
        let name = text[at + 2..].split('"').next().unwrap_or_default().to_owned();
        // What looks like an object inside of a text may end in the middle of an escape.
        if !name.contains('\\') {
            text.insert_str(at + 1, &format!("\"{name}\":{},", self.odd(chance)));
        }
    }
}

/// Returns a value somewhere inside.
fn somewhere<'a>(value: &'a mut Value, chance: &mut Chance) -> &'a mut Value {
    let length = match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    if length == 0 || chance.one_in(7) {
        return value;
    }
    let index = chance.below(length);
    match value {
        Value::Array(items) => somewhere(&mut items[index], chance),
        Value::Object(members) => somewhere(members.values_mut().nth(index).expect("there are so many"), chance),
        _ => unreachable!("it has no parts"),
    }
}

/// Returns lists or objects in each other.
fn deep(levels: usize, is_list: bool) -> Value {
    let inside = |value| if is_list { json!([value]) } else { json!({ "panels": [value] }) };
    (0..levels).fold(json!(1), |value, _| inside(value))
}

fn collect_names(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, names)),
        Value::Object(members) => {
            for (name, member) in members {
                names.insert(name.clone());
                collect_names(member, names);
            }
        }
        _ => {}
    }
}
