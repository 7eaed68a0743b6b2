//! Which words may stand where: names, labels and the keywords of PromQL.

use super::ast::AggregateOp;
use super::placeholder;

/// Returns the aggregation operator of this name, in any case.
pub(crate) fn aggregate_op(word: &str) -> Option<AggregateOp> {
    let is_candidate = matches!(
        word.as_bytes().first(),
        Some(b'a' | b'b' | b'c' | b'g' | b'l' | b'm' | b'q' | b's' | b't' | b'A'..=b'Z')
    );
    let find = || AggregateOp::ALL.iter().copied().find(|op| op.as_str().eq_ignore_ascii_case(word));
    if is_candidate { find() } else { None }
}

/// Returns whether a metric's name can stand without quotes wherever an expression can; placeholders count as letters.
pub(crate) fn is_plain_metric(name: &str) -> bool {
    is_word(name, true) && !is_never_metric(name)
}

/// Returns whether the grammar takes this word, in any case, for a metric nowhere; all other keywords are metrics where
/// nothing else fits.
pub(crate) fn is_never_metric(word: &str) -> bool {
    ["atan2", "bool", "group_left", "group_right", "ignoring", "inf", "nan", "on"]
        .iter()
        .any(|never| never.eq_ignore_ascii_case(word))
}

/// Returns whether a label can stand without quotes in braces; placeholders count as letters.
pub(crate) fn is_plain_label(label: &str) -> bool {
    is_word(label, false)
}

/// Returns whether a label can stand without quotes in `by (..)` and its like; placeholders count as letters.
pub(crate) fn is_plain_grouping_label(label: &str) -> bool {
    is_word(label, false) && !is_never_grouping_label(label)
}

/// Returns whether the grammar takes this word, in any case, for a label in `by (..)` and its like only in quotes.
pub(crate) fn is_never_grouping_label(word: &str) -> bool {
    ["inf", "nan", "without"].iter().any(|never| never.eq_ignore_ascii_case(word))
}

fn is_word(text: &str, colons: bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let is_letter = byte.is_ascii_alphabetic() || *byte == b'_' || (colons && *byte == b':');
        if is_letter || (at > 0 && byte.is_ascii_digit()) {
            at += 1;
        } else if let Some(length) = placeholder::length_at(bytes, at) {
            at += length;
        } else {
            return false;
        }
    }
    at > 0
}
