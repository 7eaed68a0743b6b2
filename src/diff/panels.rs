//! Which panel of one dashboard is which of another.

use std::collections::BTreeSet;

use serde_json::Value;

use super::align::{self, Pairing};
use super::normal::Normal;
use super::place::Subject;
use super::{promql, words};

/// From which place among the subjects panels are told.
const AFTER_ALL_OTHERS: usize = 1 << 20;

/// What a panel is recognised by, beside its id.
struct Features<'a> {
    title: &'a str,
    kind: &'a str,
    /// The metrics that it reads, or the words of what it shows.
    words: BTreeSet<String>,
    place: Option<[f64; 2]>,
}

/// Pairs the panels and rows of two dashboards.
pub(super) fn pair(old: &Normal, new: &Normal) -> Pairing {
    let (a, b) = (old.panels(), new.panels());
    let mut pairing = Pairing::new(a.len(), b.len());
    let content = |panels: &[Value], at: usize| {
        let mut panel = panels[at].clone();
        panel.as_object_mut().map(|members| members.remove("gridPos"));
        panel.to_string()
    };
    pairing.by_unique(|at| Some((old.ids[at]?, at)), |at| Some((new.ids[at]?, at)), |x, y| a[x] == b[y]);
    pairing.by_unique(
        |at| Some((old.ids[at]?, content(a, at))),
        |at| Some((new.ids[at]?, content(b, at))),
        |_, _| true,
    );
    pairing.by_equal(|at| content(a, at), |at| content(b, at));
    if pairing.left().is_empty() || pairing.right().is_empty() {
        return pairing;
    }
    let features = |panels, of: Vec<usize>| -> Vec<Option<Features<'_>>> {
        let panels: &[Value] = panels;
        let mut all: Vec<_> = panels.iter().map(|_| None).collect();
        for at in of {
            all[at] = Some(Features::of(&panels[at]));
        }
        all
    };
    let (of_old, of_new) = (features(a, pairing.left()), features(b, pairing.right()));
    let similar = |x: usize, y: usize| match (&of_old[x], &of_new[y]) {
        (Some(x), Some(y)) => x.similarity(y),
        _ => 0,
    };
    let title = |all: &[Option<Features<'_>>], at: usize| {
        let it = all[at].as_ref().filter(|it| !it.title.is_empty())?;
        Some((it.title.to_owned(), it.kind == "row"))
    };
    let named = |all: &[Option<Features<'_>>], at: usize| {
        let it = all[at].as_ref().filter(|it| !it.title.is_empty())?;
        Some((it.title.to_owned(), it.kind.to_owned()))
    };
    pairing.by_unique(
        |at| old.ids[at],
        |at| new.ids[at],
        |x, y| title(&of_old, x) == title(&of_new, y) && similar(x, y) >= 300,
    );
    pairing.by_unique(|at| named(&of_old, at), |at| named(&of_new, at), |_, _| true);
    pairing.by_unique(|at| old.ids[at], |at| new.ids[at], |x, y| similar(x, y) >= 300);
    pairing.by_similarity(600, similar);
    pairing
}

impl<'a> Features<'a> {
    fn of(panel: &'a Value) -> Self {
        let text = |name: &str| panel.get(name).and_then(Value::as_str).unwrap_or_default();
        let grid = |name: &str| panel.pointer(&format!("/gridPos/{name}")).and_then(Value::as_f64);
        let mut words = BTreeSet::new();
        for target in panel.get("targets").and_then(Value::as_array).into_iter().flatten() {
            match target.get("expr").and_then(Value::as_str) {
                Some(expr) => words.extend(promql::metrics(expr)),
                None => texts(target, &mut words),
            }
        }
        if words.is_empty()
            && let Some(options) = panel.get("options")
        {
            texts(options, &mut words);
        }
        Self { title: text("title"), kind: text("type"), words, place: grid("x").zip(grid("y")).map(|(x, y)| [x, y]) }
    }

    /// Returns how similar two panels are, in thousandths.
    fn similarity(&self, other: &Self) -> u32 {
        if (self.kind == "row") != (other.kind == "row") {
            return 0;
        }
        let both = self.words.intersection(&other.words).count();
        let all = self.words.union(&other.words).count();
        let words = (500 * both).checked_div(all).map_or(500, |it| u32::try_from(it).unwrap_or_default());
        let points = |is_same: bool, points: u32| if is_same { points } else { 0 };
        words
            + points(self.title == other.title, 200)
            + points(self.kind == other.kind, 150)
            + points(self.place.is_some() && self.place == other.place, 150)
    }
}

/// Collects the words of all texts in a value.
fn texts(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let split = text.split(|char: char| !char.is_alphanumeric() && char != '_').filter(|word| word.len() > 2);
            words.extend(split.map(str::to_owned));
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, words)),
        Value::Object(members) => members.values().for_each(|value| texts(value, words)),
        _ => {}
    }
}

/// Returns what people call a panel.
pub(super) fn subject(panel: &Value, at: usize) -> Subject {
    let title = panel.get("title").and_then(Value::as_str).unwrap_or_default();
    Subject { text: name(panel), panel: Some(title.to_owned()), order: AFTER_ALL_OTHERS + at }
}

fn name(panel: &Value) -> String {
    let noun = if is_row(panel) { "row" } else { "panel" };
    let text = |name: &str| panel.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    match (text("title"), text("type")) {
        (Some(title), _) => format!("{noun} \"{}\"", words::shortened(title, 60)),
        (None, Some(kind)) if noun == "panel" => format!("{noun} without a title ({kind})"),
        (None, _) => format!("{noun} without a title"),
    }
}

pub(super) fn is_row(panel: &Value) -> bool {
    panel.get("type").is_some_and(|kind| kind == "row")
}

/// Returns what is in a panel that came or went: ` (timeseries, 1 query)`.
pub(super) fn summary(panel: &Value) -> String {
    if is_row(panel) {
        return String::new();
    }
    let kind = panel.get("type").and_then(Value::as_str).unwrap_or("without a kind");
    match panel.get("targets").and_then(Value::as_array).map_or(0, Vec::len) {
        0 => format!(" ({kind})"),
        1 => format!(" ({kind}, 1 query)"),
        many => format!(" ({kind}, {many} queries)"),
    }
}

/// Returns what a new panel stands below or beside.
pub(super) fn neighbour(panels: &[Value], at: usize) -> String {
    let Some(before) = at.checked_sub(1).and_then(|before| panels.get(before)) else { return String::new() };
    let y = |panel: &Value| panel.pointer("/gridPos/y").and_then(Value::as_f64);
    let is_beside = y(before).is_some() && y(before) == y(&panels[at]);
    let preposition = match (is_row(before), is_beside) {
        (true, _) => "in",
        (false, true) => "beside",
        (false, false) => "below",
    };
    format!(" {preposition} {}", name(before))
}

/// Returns the pairs whose order in the list is another.
pub(super) fn reordered(pairing: &Pairing) -> align::Pairs {
    align::moved(&pairing.pairs())
}
