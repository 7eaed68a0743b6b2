//! All lints together.

mod corpus;
mod examples;
mod metricsql;
mod newer;

use super::LINTS;

#[test]
fn names_are_sorted_and_in_kebab_case() {
    assert!(LINTS.is_sorted_by(|a, b| a.name < b.name));
    for lint in LINTS {
        let is_kebab =
            lint.name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(is_kebab, "{}", lint.name);
    }
}

#[test]
fn docs_say_what_why_and_show_an_example() {
    for lint in LINTS {
        let docs = lint.docs.trim_start();
        assert!(docs.starts_with("Flags "), "{}", lint.name);
        for section in ["\n# Why\n", "\n# Example\n"] {
            let rest = docs.split_once(section).map(|(_, rest)| rest.trim());
            assert!(rest.is_some_and(|rest| !rest.is_empty()), "{}: {section}", lint.name);
        }
    }
}
