//! Objects of Kubernetes: how much they hold, and those that several targets share.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use super::name;
use crate::render::rules::prometheus::PrometheusRules;
use crate::render::template;
use crate::suite::Suite;

/// The store behind the API server takes 1.5 MiB, with what the server and the operators write themselves.
pub(super) const LIMIT: usize = 5 << 18;

/// Returns the JSON of a dashboard so that a literal block of YAML holds it: as it is, or in one line when only that
/// fits.
///
/// # Errors
/// The length of the line, when that does not fit either.
pub(super) fn fitting(json: &str, limit: usize) -> Result<String, usize> {
    let plain = printable(json);
    if plain.len() <= limit {
        return Ok(plain);
    }
    let line = line(json);
    if line.len() <= limit { Ok(line) } else { Err(line.len()) }
}

/// Returns JSON in one line, as a block of YAML holds it.
pub(super) fn line(json: &str) -> String {
    // What a dashboard is printed as can be read again; the text is as good, if longer.
    let line = serde_json::from_str::<Value>(json).map_or_else(|_| json.to_owned(), |value| format!("{value}\n"));
    printable(&line)
}

/// Writes as JSON escapes what a block of YAML cannot hold or takes for the end of a line.
fn printable(json: &str) -> String {
    let is_special =
        |c: char| matches!(c, '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let mut plain = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            c if is_special(c) => write!(plain, "\\u{:04x}", u32::from(c)).expect("a String takes any text"),
            c => plain.push(c),
        }
    }
    plain
}

/// Returns the `PrometheusRule`s of rules: each has as many groups as fit.
pub(super) fn prometheus_rules(suite: &Suite, rules: &PrometheusRules) -> Vec<(String, String)> {
    #[derive(Serialize)]
    struct Data<'a> {
        suite: &'a str,
        name: &'a str,
        groups: &'a [String],
    }
    let objects = fitting_groups(&rules.groups, LIMIT).into_iter().enumerate().map(|(at, groups)| {
        let number = if at == 0 { String::new() } else { format!("-{}", at + 1) };
        let name = &name::of("rules", &format!("{}-{}{number}", suite.name, rules.name));
        (name::object(name), template::render("prometheus-rule.yml", &Data { suite: &suite.name, name, groups }))
    });
    objects.collect()
}

/// Shares groups out into lists of some size, each list with one at least.
pub(super) fn fitting_groups(groups: &[String], limit: usize) -> Vec<&[String]> {
    let (mut lists, mut begin, mut size) = (Vec::new(), 0, 0);
    for (at, group) in groups.iter().enumerate() {
        if at > begin && "groups:\n".len() + size + group.len() > limit {
            lists.push(&groups[begin..at]);
            (begin, size) = (at, 0);
        }
        size += group.len();
    }
    if begin < groups.len() {
        lists.push(&groups[begin..]);
    }
    lists
}
