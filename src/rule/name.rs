//! Names: UIDs derived from titles, and the conventional names of recorded series.

use crate::promql::ast::{Aggregate, Expr, ExprKind, Grouping};

/// Returns a text in kebab case (`LikeThis` as `like-this`), with lower-case letters, digits and dashes, of limited
/// length.
///
/// A text that is too long is truncated, and a hash of all of it is appended.
pub(super) fn kebab(text: &str, length: usize) -> String {
    let mut kebab = String::new();
    let mut previous = '-';
    for c in text.chars() {
        let begins_word = c.is_ascii_uppercase() && (previous.is_ascii_lowercase() || previous.is_ascii_digit());
        if (!c.is_ascii_alphanumeric() || begins_word) && !kebab.is_empty() && !kebab.ends_with('-') {
            kebab.push('-');
        }
        if c.is_ascii_alphanumeric() {
            kebab.push(c.to_ascii_lowercase());
        }
        previous = c;
    }
    let is_lossy = text.chars().any(|c| !c.is_ascii_alphanumeric() && c != '-');
    if kebab.len() <= length && !is_lossy {
        return kebab;
    }
    kebab.truncate(length.saturating_sub(9));
    format!("{}-{:08x}", kebab.trim_end_matches('-'), fnv(text))
}

/// 32-bit FNV-1a, from which the UIDs of rules are derived: it must never change.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Returns the conventional name for the recorded series of an aggregated rate or increase: its labels, its metric and
/// the operations. `None` for expressions without a conventional name, such as quotients.
///
/// ```
/// let expr = dashgen::promql::parse("sum by (job, path) (rate(requests_total[5m]))")?;
/// assert_eq!(dashgen::rule::derived_name(&expr).as_deref(), Some("job_path:requests:rate5m"));
/// # Ok::<(), dashgen::promql::ParseError>(())
/// ```
///
/// Source: Prometheus, `docs/practices/rules.md`.
pub fn derived_name(expr: &Expr) -> Option<String> {
    let ExprKind::Aggregate(Aggregate { op, grouping, param: None, expr, .. }) = &expr.without_parens().kind else {
        return None;
    };
    let level = match grouping {
        None => String::new(),
        Some(Grouping { without: false, labels }) => labels.iter().map(|it| &*it.text).collect::<Vec<_>>().join("_"),
        Some(Grouping { without: true, .. }) => return None,
    };
    // `sum` is omitted if there is another operation.
    let outer = if op.as_str() == "sum" { "" } else { op.as_str() };
    match &expr.without_parens().kind {
        ExprKind::Selector(selector) => {
            let operation = if outer.is_empty() { "sum" } else { outer };
            Some(format!("{level}:{}:{operation}", selector.name.as_ref()?.text))
        }
        ExprKind::Call { function, args, .. } => {
            let [Expr { kind: ExprKind::Selector(selector), .. }] = args.as_slice() else { return None };
            let window = selector.range.as_ref()?.to_string();
            let name = &*selector.name.as_ref()?.text;
            let name = name.strip_suffix("_total").unwrap_or(name);
            let operation = function.strip_suffix("_over_time").unwrap_or(function);
            let separator = if outer.is_empty() { "" } else { "_" };
            Some(format!("{level}:{name}:{outer}{separator}{operation}{window}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::promql::parse;

    #[test]
    fn names_of_aggregations() {
        let name = |text: &str| derived_name(&parse(text).unwrap());
        let cases = [
            ("sum(up)", ":up:sum"),
            ("max by (job) (queue)", "job:queue:max"),
            ("sum by (job, le) (rate(x_bucket[5m]))", "job_le:x_bucket:rate5m"),
            ("avg by (job) (increase(x_total[1h]))", "job:x:avg_increase1h"),
            ("max by (job) (avg_over_time(x[10m]))", "job:x:max_avg10m"),
        ];
        for (text, expected) in cases {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["up", "sum(a) / sum(b)", "sum without (a) (b)", "topk(3, a)"] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn words_and_long_texts() {
        assert_eq!(kebab("HighApiErrorRate-critical", 40), "high-api-error-rate-critical");
        let long = kebab(&format!("{}-warning", "VeryLong".repeat(9)), 40);
        assert_eq!(long.len(), 40);
        assert_ne!(long, kebab(&format!("{}-critical", "VeryLong".repeat(9)), 40));
    }

    proptest! {
        #[test]
        fn any_name_becomes_a_uid(name in ".*", severity in "(warning|critical)") {
            let text = kebab(&format!("{name}-{severity}"), 40);
            prop_assert!(crate::model::Uid::new(text.clone()).is_ok(), "{}", text);
        }
    }
}
