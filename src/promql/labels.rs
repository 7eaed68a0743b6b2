//! Label flow: which labels the series of a result can carry.

use std::collections::BTreeSet;

use super::ast::{
    Aggregate, AggregateOp, Binary, Expr, ExprKind, Group, Grouping, MatchOp, Matcher, MatchingLabels, Name, Selector,
    Side,
};
use super::catalogue::Catalogue;
use super::{functions, placeholder};
use crate::promql::Type;

/// Which labels the series of a result can carry.
///
/// It errs on one side only: a label that [`Labels::may_have`] denies is never there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Labels {
    /// No others than these.
    Known(BTreeSet<String>),
    /// Any, but for these: the metric is not in the catalogue, or a placeholder decides.
    Unknown {
        /// Labels that are certainly gone.
        dropped: BTreeSet<String>,
    },
}

impl Labels {
    /// Any label whatever.
    pub const ANY: Self = Self::Unknown { dropped: BTreeSet::new() };
    /// No label at all.
    pub const NONE: Self = Self::Known(BTreeSet::new());

    /// Returns whether a series of the result can carry the label.
    pub fn may_have(&self, label: &str) -> bool {
        match self {
            Self::Known(labels) => labels.contains(label),
            Self::Unknown { dropped } => !dropped.contains(label),
        }
    }

    fn add(&mut self, label: &str) {
        match self {
            Self::Known(labels) => drop(labels.insert(label.to_owned())),
            Self::Unknown { dropped } => drop(dropped.remove(label)),
        }
    }

    fn remove(&mut self, label: &str) {
        match self {
            Self::Known(labels) => drop(labels.remove(label)),
            Self::Unknown { dropped } => drop(dropped.insert(label.to_owned())),
        }
    }

    fn without(mut self, label: &str) -> Self {
        self.remove(label);
        self
    }

    /// Returns what a series can carry that comes from one side or the other.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => Self::Known(&a | &b),
            (Self::Known(known), Self::Unknown { dropped }) | (Self::Unknown { dropped }, Self::Known(known)) => {
                Self::Unknown { dropped: &dropped - &known }
            }
            (Self::Unknown { dropped: a }, Self::Unknown { dropped: b }) => Self::Unknown { dropped: &a & &b },
        }
    }

    /// Keeps what is listed; a placeholder in the list may stand for any label.
    fn kept(self, list: &[Name]) -> Self {
        if list.iter().any(|label| placeholder::is_in(&label.text)) {
            return self;
        }
        let kept = list.iter().map(|label| label.text.to_string()).filter(|label| self.may_have(label));
        Self::Known(kept.collect())
    }

    /// Drops what is listed; what a placeholder in the list stands for stays possible.
    fn dropped(mut self, list: &[Name]) -> Self {
        for label in list.iter().filter(|label| !placeholder::is_in(&label.text)) {
            self.remove(&label.text);
        }
        self
    }
}

/// Returns which labels the series of an expression can carry, as far as the catalogue knows its metrics.
pub fn labels(expr: &Expr, catalogue: &Catalogue) -> Labels {
    match &expr.kind {
        ExprKind::Number(_) | ExprKind::String(_) => Labels::NONE,
        ExprKind::Selector(selector) => of_selector(selector, catalogue),
        ExprKind::Subquery(subquery) => labels(&subquery.expr, catalogue),
        ExprKind::Call { function, args, .. } => of_call(function, args, catalogue),
        ExprKind::Aggregate(aggregate) => of_aggregate(aggregate, catalogue),
        ExprKind::Binary(binary) => of_chain(binary, catalogue),
        ExprKind::Unary { expr, .. } => labels(expr, catalogue).without(NAME),
        ExprKind::Paren(expr) => labels(expr, catalogue),
        ExprKind::Placeholder(_) | ExprKind::Raw(_) => Labels::ANY,
    }
}

const NAME: &str = "__name__";

/// Known metrics carry their labels, and `le` if they are buckets, `quantile` if they are quantiles.
///
/// A matcher is no proof that a label is there: `{x=""}` takes the series without it. `{x="a"}` is one, and adds
/// what the catalogue does not know, such as a label that the scrape configuration sets.
fn of_selector(selector: &Selector, catalogue: &Catalogue) -> Labels {
    let known = selector.name.as_ref().and_then(|name| catalogue.find(&name.text));
    let mut result = match known {
        None => Labels::ANY,
        Some((metric, part)) => {
            let known = metric.labels_of_part(part).chain([NAME]);
            Labels::Known(known.map(str::to_owned).collect())
        }
    };
    for matcher in &selector.matchers {
        let Matcher::Label { label, op, value, bare, .. } = matcher else { continue };
        let is_open = *bare || placeholder::is_in(value) || placeholder::is_in(&label.text);
        match op {
            MatchOp::Equal if value.is_empty() && !is_open => result.remove(&label.text),
            MatchOp::Equal | MatchOp::Matches => result.add(&label.text),
            _ => {}
        }
    }
    result
}

fn of_call(function: &str, args: &[Expr], catalogue: &Catalogue) -> Labels {
    let text = |index: usize| args.get(index).and_then(literal);
    let of_arg = |index: usize| args.get(index).map_or(Labels::ANY, |arg| labels(arg, catalogue));
    match function {
        "absent" | "absent_over_time" => args.first().map_or(Labels::ANY, of_absent),
        "vector" | "scalar" => Labels::NONE,
        "histogram_quantile" => of_arg(1).without("le").without(NAME),
        "histogram_fraction" => of_arg(2).without("le").without(NAME),
        "histogram_quantiles" => text(1).map_or(Labels::ANY, |label| {
            let mut result = of_arg(0).without("le").without(NAME);
            result.add(label);
            result
        }),
        "label_replace" | "label_join" => match text(1) {
            Some(label) if !placeholder::is_in(label) => {
                let mut result = of_arg(0);
                result.add(label);
                result
            }
            _ => Labels::ANY,
        },
        "sort" | "sort_desc" | "sort_by_label" | "sort_by_label_desc" | "last_over_time" | "first_over_time" => {
            of_arg(0)
        }
        "info" => Labels::ANY,
        _ => of_other_call(function, args, catalogue),
    }
}

/// All other functions keep the labels of their vector and drop the name.
fn of_other_call(function: &str, args: &[Expr], catalogue: &Catalogue) -> Labels {
    let Some(known) = functions::find(function) else { return Labels::ANY };
    if known.returns == Type::Scalar {
        return Labels::NONE;
    }
    let vector = known.args.iter().position(|wanted| matches!(wanted, Type::Instant | Type::Range));
    match vector.and_then(|index| args.get(index)) {
        Some(arg) => labels(arg, catalogue).without(NAME),
        // `day_of_week()` is one series without labels.
        None => Labels::NONE,
    }
}

fn literal(expr: &Expr) -> Option<&str> {
    match &expr.without_parens().kind {
        ExprKind::String(text) => Some(text),
        _ => None,
    }
}

/// `absent` has the labels that are compared with one value.
fn of_absent(expr: &Expr) -> Labels {
    let ExprKind::Selector(selector) = &expr.without_parens().kind else {
        return if matches!(expr.kind, ExprKind::Placeholder(_) | ExprKind::Raw(_)) {
            Labels::ANY
        } else {
            Labels::NONE
        };
    };
    let mut result = BTreeSet::new();
    for matcher in &selector.matchers {
        match matcher {
            Matcher::Placeholder(_) => return Labels::ANY,
            Matcher::Label { label, .. } if placeholder::is_in(&label.text) => return Labels::ANY,
            Matcher::Label { label, op: MatchOp::Equal, .. } => drop(result.insert(label.text.to_string())),
            Matcher::Label { .. } => {}
        }
    }
    result.remove(NAME);
    Labels::Known(result)
}

fn of_aggregate(aggregate: &Aggregate, catalogue: &Catalogue) -> Labels {
    let inner = labels(&aggregate.expr, catalogue);
    let keeps_series = matches!(
        aggregate.op,
        AggregateOp::Topk | AggregateOp::Bottomk | AggregateOp::Limitk | AggregateOp::LimitRatio
    );
    if keeps_series {
        return inner;
    }
    let mut result = match &aggregate.grouping {
        None => Labels::NONE,
        Some(Grouping { without: false, labels }) => inner.kept(labels),
        Some(Grouping { without: true, labels }) => inner.dropped(labels).without(NAME),
    };
    if aggregate.op == AggregateOp::CountValues {
        match aggregate.param.as_deref().and_then(literal) {
            Some(label) if !placeholder::is_in(label) => result.add(label),
            _ => return Labels::ANY,
        }
    }
    result
}

fn of_chain(outermost: &Binary, catalogue: &Catalogue) -> Labels {
    let chain: Vec<&Binary> = outermost.chain().collect();
    let first = chain.last().map_or(Labels::ANY, |innermost| labels(&innermost.lhs, catalogue));
    let mut is_scalar = chain.last().is_some_and(|innermost| super::type_of(&innermost.lhs) == Some(Type::Scalar));
    chain.iter().rev().fold(first, |lhs, binary| {
        let rhs_is_scalar = super::type_of(&binary.rhs) == Some(Type::Scalar);
        let rhs = labels(&binary.rhs, catalogue);
        let result = of_binary(binary, lhs, rhs, [is_scalar, rhs_is_scalar]);
        is_scalar &= rhs_is_scalar;
        result
    })
}

fn of_binary(binary: &Binary, lhs: Labels, rhs: Labels, is_scalar: [bool; 2]) -> Labels {
    use super::ast::BinaryOp::{And, Or, Unless};
    let keeps_name = binary.op.is_comparison() && !binary.return_bool;
    match (binary.op, is_scalar) {
        (Or, _) => return lhs.or(rhs),
        (And | Unless, _) => return lhs,
        (_, [true, true]) => return Labels::NONE,
        (_, [true, false]) => return if keeps_name { rhs } else { rhs.without(NAME) },
        (_, [false, true]) => return if keeps_name { lhs } else { lhs.without(NAME) },
        (_, [false, false]) => {}
    }
    let matching = binary.matching.as_ref();
    if let Some(Group { many, include }) = matching.and_then(|matching| matching.group.as_ref()) {
        let (side, other) = if *many == Side::Left { (lhs, rhs) } else { (rhs, lhs) };
        return of_group(if keeps_name { side } else { side.without(NAME) }, &other, include);
    }
    let has_fill = matching.is_some_and(|matching| matching.fill_left.is_some() || matching.fill_right.is_some());
    let side = if has_fill { lhs.or(rhs) } else { lhs };
    match matching.and_then(|matching| matching.labels.as_ref()) {
        Some(MatchingLabels { on: true, labels }) => side.kept(labels),
        Some(MatchingLabels { on: false, labels }) => side.dropped(labels).without(NAME),
        None if keeps_name => side,
        None => side.without(NAME),
    }
}

/// The labels of the side with many series; those that the group names come from the other side, or go.
fn of_group(mut many: Labels, one: &Labels, include: &[Name]) -> Labels {
    for label in include {
        if placeholder::is_in(&label.text) {
            return Labels::ANY;
        }
        if one.may_have(&label.text) { many.add(&label.text) } else { many.remove(&label.text) }
    }
    many
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::{LabelInfo, MetricInfo, MetricKind, parse};
    use crate::unit::Unit;

    const fn label(name: &'static str, of_target: bool) -> LabelInfo {
        LabelInfo { name, values: &[], of_target }
    }

    const LABELS: &[LabelInfo] = &[label("path", false), label("job", true)];
    const fn metric(name: &'static str, kind: MetricKind) -> MetricInfo {
        MetricInfo { name, kind, unit: Unit::Number, help: "", labels: LABELS }
    }

    static REQUESTS: MetricInfo = metric("requests_total", MetricKind::Counter);
    static SECONDS: MetricInfo = metric("request_seconds", MetricKind::Histogram);
    static PAUSES: MetricInfo = metric("pause_seconds", MetricKind::Summary);
    static SIZES: MetricInfo = metric("size_bytes", MetricKind::NativeHistogram);

    /// `{a, b}` for known labels, `any - {a}` for unknown ones.
    fn show(text: &str) -> String {
        static CATALOGUE: Catalogue = Catalogue::new(&[&REQUESTS, &SECONDS, &PAUSES, &SIZES]);
        let list = |labels: BTreeSet<String>| labels.into_iter().collect::<Vec<_>>().join(" ");
        match labels(&parse(text).unwrap(), &CATALOGUE) {
            Labels::Known(labels) => list(labels),
            Labels::Unknown { dropped } => format!("any - {}", list(dropped)),
        }
    }

    #[test]
    fn what_each_construct_keeps() {
        let cases = [
            ("requests_total", "__name__ job path"),
            ("request_seconds_bucket", "__name__ job le path"),
            ("pause_seconds", "__name__ job path quantile"),
            ("pause_seconds_sum", "__name__ job path"),
            ("sum by (le) (rate(size_bytes[5m]))", ""),
            ("histogram_avg(rate(size_bytes[5m]))", "job path"),
            ("rate(requests_total[5m])", "job path"),
            ("foreign", "any - "),
            ("foreign{a=\"\"}", "any - a"),
            ("rate(foreign[5m])", "any - __name__"),
            ("requests_total{cluster=\"a\"}", "__name__ cluster job path"),
            ("sum(foreign)", ""),
            ("sum by (a) (foreign)", "a"),
            ("sum by (a, path) (requests_total)", "path"),
            ("sum without (b) (foreign)", "any - __name__ b"),
            ("sum without (job) (requests_total)", "path"),
            ("sum by ($a) (foreign)", "any - "),
            ("topk(3, rate(requests_total[5m]))", "job path"),
            ("count_values(\"v\", foreign)", "v"),
            ("histogram_quantile(0.9, sum by (le, path) (rate(request_seconds_bucket[5m])))", "path"),
            ("label_replace(sum(foreign), \"new\", \"\", \"\", \"\")", "new"),
            ("label_join(foreign, \"$x\", \"\", \"a\")", "any - "),
            ("absent(foreign{a=\"b\", c=~\"d\"})", "a"),
            ("absent(sum(foreign))", ""),
            ("vector(1) + time()", ""),
            ("foreign / on (a) other", "a"),
            ("foreign / ignoring (a) other", "any - __name__ a"),
            ("sum by (a) (foreign) / on (a) group_left (b) other", "a b"),
            ("sum by (a) (foreign) * on (a) group_right (c) requests_total", "job path"),
            ("sum by (a) (foreign) or sum by (b) (foreign)", "a b"),
            ("sum by (a) (foreign) and other", "a"),
            ("foreign > 5", "any - "),
            ("5 * requests_total", "job path"),
            ("sum(foreign) or requests_total", "__name__ job path"),
            ("max_over_time(sum by (a) (foreign)[1h:])", "a"),
            ("$agg by (x) (foreign)", "any - "),
            ("1 + 2", ""),
            ("info(requests_total)", "any - "),
            ("day_of_week()", ""),
            ("-foreign", "any - __name__"),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
