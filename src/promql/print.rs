//! Writing expressions as PromQL: canonical, with as few parentheses as precedence allows.

use std::fmt::{self, Display, Formatter, Write};

use super::ast::{
    Aggregate, At, Binary, BinaryOp, Expr, ExprKind, Group, Grouping, Matcher, Matching, MatchingLabels, Name, Number,
    RangeExtent, Selector, Side, Subquery, TimeShift,
};
use super::words;

/// How tightly a sign binds: as `*`, so that `-1 ^ 2` is `-(1 ^ 2)`.
const SIGN: u8 = BinaryOp::Mul.precedence();
/// What nothing binds more tightly than: calls, names, parentheses.
const ATOM: u8 = u8::MAX;

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Number(number) => number.fmt(f),
            ExprKind::String(text) => quote(f, text),
            ExprKind::Selector(selector) => selector.fmt(f),
            ExprKind::Subquery(subquery) => subquery.fmt(f),
            ExprKind::Call { function, args, .. } => call(f, function, args),
            ExprKind::Aggregate(aggregate) => aggregate.fmt(f),
            ExprKind::Binary(binary) => binary.fmt(f),
            ExprKind::Unary { negative, expr } => {
                f.write_char(if *negative { '-' } else { '+' })?;
                // `--1` would be read as the number 1.
                let least = if matches!(expr.kind, ExprKind::Number(_)) { ATOM } else { SIGN + 1 };
                operand(f, expr, least)
            }
            ExprKind::Paren(expr) => write!(f, "({expr})"),
            ExprKind::Placeholder(text) | ExprKind::Raw(text) => f.write_str(text),
        }
    }
}

/// Returns how tightly the outermost part of an expression binds.
fn precedence(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Binary(binary) => binary.op.precedence(),
        ExprKind::Unary { .. } => SIGN,
        ExprKind::Number(number) if number.value.is_sign_negative() && !number.value.is_nan() => SIGN,
        ExprKind::Raw(_) => 0,
        _ => ATOM,
    }
}

/// Writes an expression, in parentheses when it binds less tightly than it must.
fn operand(f: &mut Formatter<'_>, expr: &Expr, least: u8) -> fmt::Result {
    if precedence(expr) < least { write!(f, "({expr})") } else { expr.fmt(f) }
}

fn call(f: &mut Formatter<'_>, function: &str, args: &[Expr]) -> fmt::Result {
    f.write_str(function)?;
    f.write_char('(')?;
    separated(f, args, |f, arg| arg.fmt(f))?;
    f.write_char(')')
}

impl Display for Binary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // A chain `a + b + c + ..` leans to the left: walked by hand, so that no length of it can exhaust the stack.
        let chain: Vec<&Self> = self.chain().collect();
        for binary in &chain {
            if binary.left_needs_parentheses() {
                f.write_char('(')?;
            }
        }
        if let Some(first) = chain.last() {
            first.lhs.fmt(f)?;
        }
        for binary in chain.iter().rev() {
            if binary.left_needs_parentheses() {
                f.write_char(')')?;
            }
            binary.write_right(f)?;
        }
        Ok(())
    }
}

impl Binary {
    fn least_left(&self) -> u8 {
        self.op.precedence() + u8::from(self.op.is_right_associative())
    }

    fn left_needs_parentheses(&self) -> bool {
        precedence(&self.lhs) < self.least_left() || (self.op.is_in_durations() && ends_in_arithmetic(&self.lhs))
    }

    fn write_right(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, " {}", self.op.as_str())?;
        if self.return_bool {
            f.write_str(" bool")?;
        }
        if let Some(matching) = &self.matching {
            matching.fmt(f)?;
        }
        f.write_char(' ')?;
        operand(f, &self.rhs, self.least_right())
    }

    fn least_right(&self) -> u8 {
        match &self.rhs.kind {
            // A sign is no less an operand for standing on the right: `a ^ -b`.
            ExprKind::Unary { .. } | ExprKind::Number(_) => SIGN,
            _ => self.op.precedence() + u8::from(!self.op.is_right_associative()),
        }
    }
}

/// Returns whether an expression ends in `offset (..)`: an operator behind it would count as part of the offset.
fn ends_in_arithmetic(expr: &Expr) -> bool {
    let time = match &expr.kind {
        ExprKind::Selector(selector) => &selector.time,
        ExprKind::Subquery(subquery) => &subquery.time,
        ExprKind::Binary(binary) => {
            return precedence(&binary.rhs) >= binary.least_right() && ends_in_arithmetic(&binary.rhs);
        }
        ExprKind::Unary { expr, .. } => return precedence(expr) > SIGN && ends_in_arithmetic(expr),
        _ => return false,
    };
    let is_in_parentheses =
        |offset: &Expr| matches!(offset.kind, ExprKind::Paren(_)) || signed_needs_parentheses(offset);
    time.at.is_none() && time.offset.as_deref().is_some_and(is_in_parentheses)
}

impl Display for Matching {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(MatchingLabels { on, labels }) = &self.labels {
            f.write_str(if *on { " on " } else { " ignoring " })?;
            label_list(f, labels)?;
        } else if self.group.is_some() {
            f.write_str(" ignoring ()")?;
        }
        if let Some(Group { many, include }) = &self.group {
            f.write_str(if *many == Side::Left { " group_left " } else { " group_right " })?;
            label_list(f, include)?;
        }
        match (self.fill_left, self.fill_right) {
            (Some(left), Some(right)) if left == right => fill(f, "fill", left),
            (left, right) => {
                left.map_or(Ok(()), |value| fill(f, "fill_left", value))?;
                right.map_or(Ok(()), |value| fill(f, "fill_right", value))
            }
        }
    }
}

fn fill(f: &mut Formatter<'_>, word: &str, value: Number) -> fmt::Result {
    write!(f, " {word}({value})")
}

impl Display for Aggregate {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.op.as_str())?;
        if let Some(grouping) = &self.grouping {
            write!(f, " {grouping} ")?;
        }
        f.write_char('(')?;
        if let Some(param) = &self.param {
            write!(f, "{param}, ")?;
        }
        write!(f, "{})", self.expr)
    }
}

impl Display for Grouping {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.without { "without " } else { "by " })?;
        label_list(f, &self.labels)
    }
}

fn label_list(f: &mut Formatter<'_>, labels: &[Name]) -> fmt::Result {
    f.write_char('(')?;
    separated(f, labels, |f, label| name(f, label, words::is_plain_grouping_label))?;
    f.write_char(')')
}

fn separated<T>(
    f: &mut Formatter<'_>,
    items: &[T],
    mut write: impl FnMut(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        write(f, item)?;
    }
    Ok(())
}

fn is_plain(name: &Name, is_plain_word: fn(&str) -> bool) -> bool {
    !name.quoted && is_plain_word(&name.text)
}

fn name(f: &mut Formatter<'_>, name: &Name, is_plain_word: fn(&str) -> bool) -> fmt::Result {
    if is_plain(name, is_plain_word) { f.write_str(&name.text) } else { quote(f, &name.text) }
}

impl Display for Selector {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let quoted =
            self.name.as_ref().filter(|name| self.has_name_matcher() || !is_plain(name, words::is_plain_metric));
        if let (None, Some(name)) = (quoted, &self.name) {
            f.write_str(&name.text)?;
        }
        if quoted.is_some() || self.name.is_none() || !self.matchers.is_empty() {
            f.write_char('{')?;
            if let Some(name) = quoted {
                quote(f, &name.text)?;
                f.write_str(if self.matchers.is_empty() { "" } else { ", " })?;
            }
            separated(f, &self.matchers, |f, matcher| matcher.fmt(f))?;
            f.write_char('}')?;
        }
        if let Some(range) = &self.range {
            write!(f, "[{range}]")?;
        }
        match self.extent {
            Some(RangeExtent::Anchored) => f.write_str(" anchored")?,
            Some(RangeExtent::Smoothed) => f.write_str(" smoothed")?,
            None => {}
        }
        self.time.fmt(f)
    }
}

impl Selector {
    /// Returns whether `__name__` is compared as a label: Prometheus takes that beside a name in braces only.
    fn has_name_matcher(&self) -> bool {
        let is_name = |matcher: &Matcher| matches!(matcher, Matcher::Label { label, .. } if label.text == "__name__");
        self.matchers.iter().any(is_name)
    }
}

impl Display for Matcher {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label { label, op, value, bare, .. } => {
                name(f, label, words::is_plain_label)?;
                f.write_str(op.as_str())?;
                if *bare { f.write_str(value) } else { quote(f, value) }
            }
            Self::Placeholder(name) => f.write_str(&name.text),
        }
    }
}

impl Display for Subquery {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        operand(f, &self.expr, ATOM)?;
        write!(f, "[{}:", self.range)?;
        if let Some(step) = &self.step {
            step.fmt(f)?;
        }
        f.write_char(']')?;
        self.time.fmt(f)
    }
}

/// Writes ` offset 5m @ end()`, each with a space before it.
impl Display for TimeShift {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(offset) = &self.offset {
            f.write_str(" offset ")?;
            signed(f, offset)?;
        }
        match &self.at {
            None => Ok(()),
            Some(At::Start) => f.write_str(" @ start()"),
            Some(At::End) => f.write_str(" @ end()"),
            Some(At::Time(time)) => {
                f.write_str(" @ ")?;
                signed(f, time)
            }
        }
    }
}

/// Writes a duration after `offset`, where only an operand with at most one sign may stand without parentheses.
fn signed(f: &mut Formatter<'_>, expr: &Expr) -> fmt::Result {
    if signed_needs_parentheses(expr) { write!(f, "({expr})") } else { expr.fmt(f) }
}

fn signed_needs_parentheses(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary(_) | ExprKind::Raw(_) => true,
        ExprKind::Unary { expr, .. } => precedence(expr) < ATOM,
        _ => false,
    }
}

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let milliseconds = (self.value * 1000.0).round();
        let is_whole = same(milliseconds / 1000.0, self.value) && milliseconds.abs() < MAX_WHOLE;
        if self.is_duration && is_whole { duration(f, milliseconds) } else { plain_number(f, self.value) }
    }
}

const fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

/// Below this, every whole number is an `f64` of its own.
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Writes milliseconds as `1h30m`: weeks and years only where nothing is left over, as Prometheus does.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and below `MAX_WHOLE`")]
fn duration(f: &mut Formatter<'_>, milliseconds: f64) -> fmt::Result {
    const UNITS: [(&str, u64, bool); 7] = [
        ("y", 365 * 86_400_000, true),
        ("w", 7 * 86_400_000, true),
        ("d", 86_400_000, false),
        ("h", 3_600_000, false),
        ("m", 60_000, false),
        ("s", 1000, false),
        ("ms", 1, false),
    ];
    if milliseconds.is_sign_negative() {
        f.write_char('-')?;
    }
    let mut left = milliseconds.abs() as u64;
    if left == 0 {
        return f.write_str("0s");
    }
    for (unit, length, only_whole) in UNITS {
        if left >= length && (!only_whole || left.is_multiple_of(length)) {
            write!(f, "{}{unit}", left / length)?;
            left %= length;
        }
    }
    Ok(())
}

/// Writes the shortest text that is read as the same number again.
fn plain_number(f: &mut Formatter<'_>, value: f64) -> fmt::Result {
    let size = value.abs();
    if value.is_nan() {
        f.write_str("NaN")
    } else if value.is_infinite() {
        f.write_str(if value > 0.0 { "Inf" } else { "-Inf" })
    } else if size >= 1e16 || (size > 0.0 && size < 1e-5) {
        write!(f, "{value:e}")
    } else {
        write!(f, "{value}")
    }
}

/// Writes a text in double quotes, escaped as PromQL reads it.
fn quote(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    let mut written = 0;
    let needs_escape = |character: char| matches!(character, '\0'..' ' | '"' | '\\' | '\x7f' | '\u{fffd}');
    for (at, found) in text.match_indices(needs_escape) {
        f.write_str(&text[written..at])?;
        match found {
            "\"" | "\\" => write!(f, "\\{found}")?,
            "\n" => f.write_str("\\n")?,
            "\r" => f.write_str("\\r")?,
            "\t" => f.write_str("\\t")?,
            // As itself, Prometheus takes it for broken UTF-8.
            "\u{fffd}" => f.write_str("\\ufffd")?,
            _ => write!(f, "\\x{:02x}", found.as_bytes()[0])?,
        }
        written = at + found.len();
    }
    f.write_str(&text[written..])?;
    f.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::ast::{AggregateOp, MatchOp, Span};

    fn number(value: f64) -> Expr {
        ExprKind::Number(Number { value, is_duration: false }).into()
    }

    fn seconds(value: f64) -> Expr {
        ExprKind::Number(Number { value, is_duration: true }).into()
    }

    fn metric(name: &'static str) -> Expr {
        ExprKind::Selector(Selector { name: Some(name.into()), ..Selector::default() }).into()
    }

    fn negative(expr: Expr) -> Expr {
        ExprKind::Unary { negative: true, expr: Box::new(expr) }.into()
    }

    fn binary(lhs: Expr, op: BinaryOp, rhs: Expr) -> Expr {
        let (lhs, rhs) = (Box::new(lhs), Box::new(rhs));
        ExprKind::Binary(Binary { op, op_span: Span::default(), return_bool: false, matching: None, lhs, rhs }).into()
    }

    fn label(label: &'static str, value: &'static str) -> Matcher {
        Matcher::Label {
            label: label.into(),
            op: MatchOp::Equal,
            value: value.into(),
            value_span: Span::default(),
            bare: false,
        }
    }

    #[test]
    fn parentheses_follow_precedence() {
        use BinaryOp::{Add, Mul, Or, Pow, Sub};
        let [a, b, c] = ["a", "b", "c"].map(metric);
        let print = |expr: Expr| expr.to_string();
        assert_eq!(print(binary(binary(a.clone(), Add, b.clone()), Mul, c.clone())), "(a + b) * c");
        assert_eq!(print(binary(binary(a.clone(), Mul, b.clone()), Add, c.clone())), "a * b + c");
        assert_eq!(print(binary(a.clone(), Sub, binary(b.clone(), Sub, c.clone()))), "a - (b - c)");
        assert_eq!(print(binary(a.clone(), Pow, binary(b.clone(), Pow, c.clone()))), "a ^ b ^ c");
        assert_eq!(print(binary(binary(a.clone(), Pow, b.clone()), Pow, c.clone())), "(a ^ b) ^ c");
        assert_eq!(print(binary(binary(a.clone(), Or, b), Or, c)), "a or b or c");
        assert_eq!(print(binary(ExprKind::Raw("a or b".into()).into(), Add, a)), "(a or b) + a");
    }

    #[test]
    fn signs() {
        use BinaryOp::{Pow, Sub};
        assert_eq!(negative(binary(number(1.0), Pow, number(2.0))).to_string(), "-1 ^ 2");
        assert_eq!(binary(number(-1.0), Pow, number(2.0)).to_string(), "(-1) ^ 2");
        assert_eq!(binary(number(2.0), Pow, number(-1.0)).to_string(), "2 ^ -1");
        assert_eq!(binary(metric("a"), Sub, negative(metric("b"))).to_string(), "a - -b");
        assert_eq!(negative(binary(metric("a"), Sub, metric("b"))).to_string(), "-(a - b)");
        assert_eq!(negative(number(-1.0)).to_string(), "-(-1)");
    }

    #[test]
    fn numbers_and_durations() {
        let printed =
            [0.95, 1e30, 1e-7, 5.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(|n| number(n).to_string());
        assert_eq!(printed, ["0.95", "1e30", "1e-7", "5", "NaN", "Inf", "-Inf"]);
        let printed = [5400.0, 0.25, 0.0, 604_800.0, 691_200.0, -300.0, 31_536_000.0].map(|n| seconds(n).to_string());
        assert_eq!(printed, ["1h30m", "250ms", "0s", "1w", "8d", "-5m", "1y"]);
    }

    #[test]
    fn names_and_labels_that_need_quotes() {
        let selector = |name: &'static str, matchers| {
            Expr::from(ExprKind::Selector(Selector { name: Some(name.into()), matchers, ..Selector::default() }))
        };
        assert_eq!(selector("my.metric", vec![label("a", "b")]).to_string(), r#"{"my.metric", a="b"}"#);
        assert_eq!(
            selector("up", vec![label("my.label", "a\"\\\n\u{1}ü")]).to_string(),
            r#"up{"my.label"="a\"\\\n\x01ü"}"#
        );
        assert_eq!(selector("sum", vec![]).to_string(), "sum");
        assert_eq!(selector("on", vec![]).to_string(), r#"{"on"}"#);
        assert_eq!(selector("up", vec![label("__name__", "x")]).to_string(), r#"{"up", __name__="x"}"#);
        assert_eq!(selector("node_${x}_total", vec![]).to_string(), "node_${x}_total");
    }

    #[test]
    fn aggregation_matching_and_time() {
        let mut selector =
            Selector { name: Some("x".into()), range: Some(Box::new(seconds(300.0))), ..Selector::default() };
        selector.time = TimeShift { offset: Some(Box::new(seconds(-3600.0))), at: Some(At::End) };
        let rate = ExprKind::Call {
            function: "rate".into(),
            function_span: Span::default(),
            args: vec![ExprKind::Selector(selector).into()],
        };
        let grouping = Some(Grouping { without: false, labels: vec!["job".into(), "my.label".into()] });
        let top = ExprKind::Aggregate(Aggregate {
            op: AggregateOp::Topk,
            op_span: Span::default(),
            grouping,
            param: Some(Box::new(number(3.0))),
            expr: Box::new(rate.into()),
        });
        let matching = Matching {
            labels: Some(MatchingLabels { on: true, labels: vec!["job".into()] }),
            group: Some(Group { many: Side::Left, include: vec![] }),
            fill_left: Some(Number { value: 0.0, is_duration: false }),
            fill_right: Some(Number { value: 0.0, is_duration: false }),
        };
        let ExprKind::Binary(mut all) = binary(top.into(), BinaryOp::Greater, metric("y")).kind else { unreachable!() };
        all.return_bool = true;
        all.matching = Some(matching);
        assert_eq!(
            all.to_string(),
            "topk by (job, \"my.label\") (3, rate(x[5m] offset -1h @ end())) \
             > bool on (job) group_left () fill(0) y"
        );
    }
}
