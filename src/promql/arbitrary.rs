//! Made-up expressions for property tests: well typed, so that Prometheus would take every one of them.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::ast::{
    Aggregate, AggregateOp, At, Binary, BinaryOp, Expr, ExprKind, Group, Grouping, MatchOp, Matcher, Matching,
    MatchingLabels, Name, Number, Selector, Side, Span, Subquery, Text, TimeShift,
};
use super::placeholder;

mod whole;

/// How much of PromQL made-up expressions use.
#[derive(Clone, Copy, PartialEq)]
enum Dialect {
    /// What most queries are made of: no trims, no `anchored` and `smoothed`, no arithmetic in durations.
    Common,
    /// All of Prometheus.
    Whole,
}

/// Instant vectors made of what is common, without placeholders.
pub(crate) fn expr() -> BoxedStrategy<Expr> {
    instant(selector().boxed(), Dialect::Common)
}

/// Instant vectors made of all that Prometheus knows, without placeholders.
pub(crate) fn expr_of_prometheus() -> BoxedStrategy<Expr> {
    instant(selector().boxed(), Dialect::Whole)
}

/// Instant vectors with Grafana's placeholders among them.
pub(crate) fn expr_with_placeholders() -> BoxedStrategy<Expr> {
    const TEXTS: &[&str] = &["$x", "${x:regex}", "[[x]]", "${x.y:csv}"];
    const NAMES: &[&str] = &["node_${x}_total", "$a$b", "[[x]]:rate5m", "a_[[x:csv]]"];
    let operand = select(TEXTS).prop_map(|text| ExprKind::Placeholder(text.into()).into());
    let named = (select(NAMES), option::of(placeholder_range()), vec(placeholder_matcher(), 0..3));
    let selector = named.prop_map(|(name, range, matchers)| {
        let selector = Selector { name: Some(name.into()), matchers, range: range.clone(), ..Selector::default() };
        let expr: Expr = ExprKind::Selector(selector).into();
        if range.is_some() { call("rate", vec![expr]) } else { expr }
    });
    instant(prop_oneof![3 => super::arbitrary::selector(), 1 => operand, 2 => selector].boxed(), Dialect::Common)
}

fn placeholder_range() -> impl Strategy<Value = Box<Expr>> {
    const TEXTS: &[&str] = &["$__rate_interval", "${n}m", "[[x]]", "5$unit"];
    select(TEXTS).prop_map(|text| Box::new(ExprKind::Placeholder(text.into()).into()))
}

fn placeholder_matcher() -> impl Strategy<Value = Matcher> {
    let matcher = select(&["$filters", "${filters:raw}"][..]).prop_map(|text| Matcher::Placeholder(text.into()));
    let bare =
        select(&["$value", "${value:doublequote}", "a$value"][..]).prop_map(|text| label_matcher("a", text, true));
    let quoted = select(&["$value", "x|${value:regex}"][..]).prop_map(|text| label_matcher("$label", text, false));
    prop_oneof![matcher, bare, quoted]
}

fn label_matcher(label: &'static str, value: &'static str, bare: bool) -> Matcher {
    let (op, value_span) = (MatchOp::Matches, Span::default());
    Matcher::Label { label: label.into(), op, value: value.into(), value_span, bare }
}

/// Any text that is a name when it stands in quotes.
pub(crate) fn name() -> impl Strategy<Value = Name> {
    let words = select(&["job", "instance", "sum", "on", "without", "inf", "my.label", "ünï", "a b", "_x9", "9x"][..]);
    let text = prop_oneof![3 => words.prop_map(str::to_owned), 1 => "\\PC{1,6}", 1 => "[\"'`\\\\\n$={}\\[\\]]{1,6}"];
    text.prop_map(|text| {
        let quoted = placeholder::is_in(&text);
        Name { quoted, ..Name::from(text) }
    })
}

fn metric() -> impl Strategy<Value = Name> {
    let plain = select(&["up", "job:x:rate5m", "x_total", "y_seconds_bucket", "x", "y"][..]).prop_map(Name::from);
    let keyword =
        select(&["sum", "by", "and", "offset", "start", "fill", "topk", "without", "range"][..]).prop_map(Name::from);
    prop_oneof![8 => plain, 1 => keyword, 2 => name()]
}

/// Label values of every kind: quotes, backslashes, line breaks, any Unicode.
pub(crate) fn value() -> impl Strategy<Value = String> {
    prop_oneof![2 => "[a-z]{0,5}", 1 => any::<String>(), 1 => "[\"'`\\\\\n\r\t\u{0}\u{7f}$={}]{0,8}"]
}

/// Regular expressions that compile.
fn pattern() -> impl Strategy<Value = String> {
    select(&["", ".*", "a|b", "\\d+", "(a|b)?", "[^\"]+", "5..", "\\\\"][..]).prop_map(str::to_owned)
}

fn matcher() -> BoxedStrategy<Matcher> {
    let plain = (select(&[MatchOp::Equal, MatchOp::NotEqual][..]), value());
    let regex = (select(&[MatchOp::Matches, MatchOp::NotMatches][..]), pattern());
    (name(), prop_oneof![2 => plain.boxed(), 1 => regex.boxed()])
        .prop_map(|(label, (op, value))| Matcher::Label {
            label,
            op,
            value: value.into(),
            value_span: Span::default(),
            bare: false,
        })
        .boxed()
}

fn number(value: f64, is_duration: bool) -> Expr {
    ExprKind::Number(Number { value, is_duration }).into()
}

#[expect(clippy::cast_precision_loss, reason = "small enough")]
fn duration() -> impl Strategy<Value = Expr> {
    prop_oneof![1u64..100_000, (1u64..10_000).prop_map(|minutes| minutes * 60_000)]
        .prop_map(|milliseconds| number(milliseconds as f64 / 1000.0, true))
}

fn time() -> BoxedStrategy<TimeShift> {
    let offset = option::of((duration(), any::<bool>()).prop_map(|(expr, back)| match expr.kind {
        ExprKind::Number(Number { value, is_duration }) => {
            Box::new(number(if back { -value } else { value }, is_duration))
        }
        _ => Box::new(expr),
    }));
    let seconds = (0u32..2_000_000_000).prop_map(|seconds| At::Time(Box::new(number(f64::from(seconds), false))));
    let at = option::of(prop_oneof![Just(At::Start), Just(At::End), seconds]);
    let some = (offset, at).prop_map(|(offset, at)| TimeShift { offset, at });
    prop_oneof![3 => Just(TimeShift::default()), 1 => some].boxed()
}

fn selector() -> BoxedStrategy<Expr> {
    parts_of_selector().prop_map(|selector| ExprKind::Selector(selector).into()).boxed()
}

fn parts_of_selector() -> BoxedStrategy<Selector> {
    (metric(), vec(matcher(), 0..3), time())
        .prop_map(|(name, matchers, time)| {
            let is_name =
                |matcher: &Matcher| matches!(matcher, Matcher::Label { label, .. } if label.text == "__name__");
            let matchers = matchers.into_iter().filter(|matcher| !is_name(matcher)).collect();
            Selector { name: Some(name), matchers, time, ..Selector::default() }
        })
        .boxed()
}

fn call(function: &'static str, args: Vec<Expr>) -> Expr {
    ExprKind::Call { function: function.into(), function_span: Span::default(), args }.into()
}

fn scalar() -> BoxedStrategy<Expr> {
    let plain = prop_oneof![
        (-1000i32..1000).prop_map(f64::from),
        any::<f64>().prop_filter("finite", |value| value.is_finite()),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
    ];
    prop_oneof![4 => plain.prop_map(|value| number(value, false)), 1 => Just(call("time", vec![])), 1 => duration()]
        .boxed()
}

fn instant(leaf: BoxedStrategy<Expr>, dialect: Dialect) -> BoxedStrategy<Expr> {
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let common = common(inner.clone(), dialect);
        if dialect == Dialect::Whole { prop_oneof![3 => common, 1 => whole::instant(inner)].boxed() } else { common }
    })
    .boxed()
}

fn common(inner: BoxedStrategy<Expr>, dialect: Dialect) -> BoxedStrategy<Expr> {
    prop_oneof![
            2 => (parts_of_selector(), duration(), select(&["rate", "increase", "max_over_time"][..])).prop_map(rate),
            2 => (inner.clone(), duration(), option::of(duration()), time()).prop_map(subquery),
            3 => aggregate(inner.clone()),
            3 => (inner.clone(), inner.clone(), any_binary_op(dialect), any::<bool>(), option::of(matching())).prop_map(binary),
            2 => (inner.clone(), scalar(), arithmetic(dialect), any::<bool>()).prop_map(with_scalar),
            1 => inner.clone().prop_map(|expr| ExprKind::Unary { negative: true, expr: Box::new(expr) }.into()),
            1 => inner.clone().prop_map(|expr| ExprKind::Paren(Box::new(expr)).into()),
            1 => (inner.clone(), value(), pattern()).prop_map(|(expr, text, pattern)| {
                let texts = ["dst".to_owned(), text, "src".to_owned(), pattern];
                let texts = texts.map(|text| ExprKind::String(Text::Owned(text)).into());
                call("label_replace", std::iter::once(expr).chain(texts).collect())
            }),
            1 => (inner, scalar()).prop_map(|(expr, nearest)| call("round", vec![expr, nearest])),
        ]
    .boxed()
}

fn rate((selector, range, function): (Selector, Expr, &'static str)) -> Expr {
    call(function, vec![ExprKind::Selector(Selector { range: Some(Box::new(range)), ..selector }).into()])
}

fn subquery((expr, range, step, time): (Expr, Expr, Option<Expr>, TimeShift)) -> Expr {
    let subquery = Subquery { expr: Box::new(expr), range: Box::new(range), step: step.map(Box::new), time };
    call("avg_over_time", vec![ExprKind::Subquery(subquery).into()])
}

fn aggregate(inner: BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let labels = vec(name(), 0..3);
    let grouping = option::of((any::<bool>(), labels).prop_map(|(without, labels)| Grouping { without, labels }));
    (select(AggregateOp::ALL), grouping, scalar(), inner)
        .prop_map(|(op, grouping, param, expr)| {
            let param = match op {
                AggregateOp::CountValues => Some(Box::new(ExprKind::String("value".into()).into())),
                _ if op.has_param() => Some(Box::new(param)),
                _ => None,
            };
            ExprKind::Aggregate(Aggregate { op, op_span: Span::default(), grouping, param, expr: Box::new(expr) })
                .into()
        })
        .boxed()
}

fn any_binary_op(dialect: Dialect) -> impl Strategy<Value = BinaryOp> {
    select(BinaryOp::ALL).prop_filter("known", move |op| dialect == Dialect::Whole || !op.is_trim())
}

fn arithmetic(dialect: Dialect) -> impl Strategy<Value = BinaryOp> {
    any_binary_op(dialect).prop_filter("no set operator", |op| !op.is_set())
}

fn matching() -> BoxedStrategy<Matching> {
    let labels = (any::<bool>(), vec(select(&["job", "instance"][..]), 0..3));
    let group = option::of((any::<bool>(), vec(select(&["version", "my.label"][..]), 0..2)));
    let fill = || option::of(select(&[0.0, -1.5, f64::NAN][..]).prop_map(|value| Number { value, is_duration: false }));
    (labels, group, fill(), fill())
        .prop_map(|((on, labels), group, fill_left, fill_right)| {
            let names = |labels: Vec<&'static str>| labels.into_iter().map(Name::from).collect();
            let many = |left| if left { Side::Left } else { Side::Right };
            Matching {
                labels: Some(MatchingLabels { on, labels: names(labels) }),
                group: group.map(|(left, include)| Group { many: many(left), include: names(include) }),
                fill_left,
                fill_right,
            }
        })
        .boxed()
}

fn binary((lhs, rhs, op, flag, matching): (Expr, Expr, BinaryOp, bool, Option<Matching>)) -> Expr {
    let matching =
        matching.map(
            |matching| {
                if op.is_set() { Matching { labels: matching.labels, ..Matching::default() } } else { matching }
            },
        );
    let (lhs, rhs, return_bool) = (Box::new(lhs), Box::new(rhs), flag && op.is_comparison());
    ExprKind::Binary(Binary { op, op_span: Span::default(), return_bool, matching, lhs, rhs }).into()
}

fn with_scalar((expr, scalar, op, swap): (Expr, Expr, BinaryOp, bool)) -> Expr {
    let (lhs, rhs) = if swap { (scalar, expr) } else { (expr, scalar) };
    binary((lhs, rhs, op, swap, None))
}
