//! Names of Prometheus as names of Rust.

use std::collections::BTreeSet;

/// The names that are taken.
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// Modules of metrics whose names are whole: the short name of another must not be one of them.
    whole: BTreeSet<String>,
}

impl Names {
    /// Takes the words of a source, and the name of the catalogue; `metrics` are all that may get names.
    pub(super) fn new<'a>(words: &BTreeSet<String>, catalogue: &str, metrics: impl Iterator<Item = &'a str>) -> Self {
        let mut taken = words.clone();
        taken.insert(catalogue.to_owned());
        Self { taken, whole: metrics.map(module).collect() }
    }

    /// Returns a name that nothing else has, and takes it.
    pub(super) fn take(&mut self, wish: &str) -> String {
        let name = first_free(&[wish], "_", |name| !self.taken.contains(name));
        self.taken.insert(name.clone());
        name
    }

    /// Returns names for a metric's module and constant, and takes them. A counter goes without its `_total`.
    pub(super) fn of_metric(&mut self, metric: &str) -> (String, String) {
        let whole = module(metric);
        let short = metric.strip_suffix("_total").map(module).filter(|short| !self.whole.contains(short));
        let wishes: Vec<&str> = short.iter().chain([&whole]).map(String::as_str).collect();
        let is_free = |name: &str| !self.taken.contains(name) && !self.taken.contains(&name.to_ascii_uppercase());
        let module = first_free(&wishes, "_", is_free);
        let constant = module.to_ascii_uppercase();
        self.taken.extend([module.clone(), constant.clone()]);
        (module, constant)
    }
}

/// Returns the first of the wishes that is free, or the last of them with a number behind a separator.
pub(super) fn first_free(wishes: &[&str], separator: &str, is_free: impl Fn(&str) -> bool) -> String {
    if let Some(wish) = wishes.iter().find(|wish| is_free(wish)) {
        return (*wish).to_owned();
    }
    let last = wishes.last().copied().unwrap_or_default();
    let mut numbered = (2_u64..).map(|number| format!("{last}{separator}{number}"));
    numbered.find(|name| is_free(name)).unwrap_or_default()
}

/// Returns the words of a name: `http_requests` and `httpRequests` have the same.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut is_inside, mut was_small) = (false, false);
    for letter in name.chars() {
        if !letter.is_ascii_alphanumeric() {
            is_inside = false;
            continue;
        }
        let begins = !is_inside || (letter.is_ascii_uppercase() && was_small);
        match words.last_mut().filter(|_| !begins) {
            Some(word) => word.push(letter.to_ascii_lowercase()),
            None => words.push(letter.to_ascii_lowercase().to_string()),
        }
        (is_inside, was_small) = (true, letter.is_ascii_lowercase() || letter.is_ascii_digit());
    }
    words
}

/// Returns the name of a module: `http_requests`.
fn module(name: &str) -> String {
    let name = words(name).join("_");
    match name.chars().next() {
        None => "metric".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("metric_{name}"),
        Some(_) if !is_free_word(&name) => format!("{name}_metric"),
        Some(_) => name,
    }
}

/// Returns the name of a label or unit: `StatusCode`.
pub(super) fn variant(name: &str) -> String {
    let mut joined = String::new();
    for word in words(name) {
        // Two numbers side by side would become one.
        let are_numbers =
            |a: &str| a.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        if are_numbers(&joined) {
            joined.push('_');
        }
        let (first, rest) = word.split_at(1);
        joined.push_str(&first.to_ascii_uppercase());
        joined.push_str(rest);
    }
    match &*joined {
        "" => "Unnamed".to_owned(),
        // `metrics!` calls the type of all labels so.
        "Label" | "Self" => format!("{joined}_"),
        _ if joined.starts_with(|c: char| c.is_ascii_digit()) => format!("N{joined}"),
        _ => joined,
    }
}

/// Returns whether a word is a name that people may give: a word of Rust's keywords is none, nor is the name of a crate
/// that paths in the same file begin with.
pub(super) fn is_free_word(word: &str) -> bool {
    const TAKEN: &[&str] = &[
        "Self", "abstract", "alloc", "as", "async", "await", "become", "box", "break", "const", "continue", "core",
        "crate", "dashgen", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
        "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
        "self", "static", "std", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized",
        "use", "virtual", "where", "while", "yield",
    ];
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_word = word.starts_with(is_letter) && word.chars().all(|c| is_letter(c) || c.is_ascii_digit());
    is_word && word != "_" && TAKEN.binary_search(&word).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_rust() {
        for (name, expected) in [
            ("http_requests", "http_requests"),
            ("node_memory_MemTotal_bytes", "node_memory_mem_total_bytes"),
            ("type", "type_metric"),
            ("std", "std_metric"),
            ("1m", "metric_1m"),
            ("π", "metric"),
            ("node:load1", "node_load1"),
        ] {
            assert_eq!(module(name), expected);
        }
        let labels = ["status_code", "statusCode", "self", "label", "1", "le-2_3", "", "日"];
        assert_eq!(
            labels.map(variant),
            ["StatusCode", "StatusCode", "Self_", "Label_", "N1", "Le2_3", "Unnamed", "Unnamed"]
        );
    }

    #[test]
    fn a_name_is_given_once() {
        let metrics = ["a", "jobs_total", "jobs", "hits_total", "metrics"];
        let mut names = Names::new(&BTreeSet::from(["A".to_owned()]), "METRICS", metrics.into_iter());
        let of = metrics.map(|metric| names.of_metric(metric).1);
        assert_eq!(of, ["A_2", "JOBS_TOTAL", "JOBS", "HITS", "METRICS_2"]);
    }
}
