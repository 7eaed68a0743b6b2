//! What tests of several formats share: texts that break careless templates, and what Grafana makes of its files.

use proptest::prelude::*;

/// Texts that mean something to YAML, JSON, Handlebars, Go's templates, Grafana, HTML or terminals.
pub(super) const HOSTILE: [&str; 39] = [
    "no",
    "y",
    "null",
    "~",
    "1e3",
    "0x10",
    "012",
    "1_000",
    "12:30:45",
    "2026-11-23",
    "-",
    "- a",
    "? a",
    "a: b",
    "a #b",
    "#",
    "'",
    "\"",
    "\\",
    "{{x}}",
    "{{{x}}}",
    "$VAR",
    "${X}",
    "$$",
    "$",
    "$__env{HOME}",
    "a\nb",
    "\r\n\t",
    "\0\u{7f}\u{9f}",
    "\u{85}\u{2028}\u{2029}",
    "\u{feff}\u{fffe}\u{ffff}",
    "📈 \u{202e}rtl",
    "<script>&amp;%YAML",
    "{",
    "}}",
    "{{ $labels.job }}",
    "{{/* */}}",
    "a: b #c",
    "\"'\\",
];

/// Returns texts of any kind with hostile ones in them; none is empty.
pub(super) fn hostile_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![proptest::sample::select(HOSTILE.as_slice()).prop_map(str::to_owned), any::<String>()];
    let text = proptest::collection::vec(part, 1..5).prop_map(|parts| parts.concat());
    text.prop_filter("a text that is not empty", |text| !text.is_empty())
}

/// Does what Grafana does to a value of its provisioning files, in an environment where no variable may be asked for.
pub(super) fn expanded(value: &str) -> String {
    let part = |part: &str| {
        assert!(!part.contains('$'), "a variable in {value:?}");
        part.to_owned()
    };
    value.split("$$").map(part).collect::<Vec<_>>().join("$")
}

/// Fills in a Go template that knows nothing but texts and `{{ "text" }}`.
pub(super) fn filled(template: &str) -> String {
    let mut result = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        result.push_str(before);
        let (action, after) = after.split_once("}}").unwrap_or_else(|| panic!("open: {template:?}"));
        let text = action.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        result.push_str(text.unwrap_or_else(|| panic!("an action in {template:?}")));
        rest = after;
    }
    result + rest
}
